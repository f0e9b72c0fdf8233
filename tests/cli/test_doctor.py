"""What is changed in a book from outside is seen by the doctor and named; a book nobody tampered with is sound."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from contract import STORY, WRITES, book_shell, document, tell

from huikuan.store.journal import BEGINNING, chained
from shell import Shell

EXAMPLE = Path(__file__).parents[2] / "examples" / "book.db"
NO_GUARD = (
    "DROP TRIGGER journal_row_stays; DROP TRIGGER journal_row_is_final; DROP TRIGGER journal_row_is_not_replaced;"
)


@pytest.fixture
def shell(tmp_path):
    return book_shell(tmp_path)


def forge(shell, *statements):
    """Straight into the file, past everything huikuan does; guards that are taken off for it are put on again."""
    with closing(sqlite3.connect(shell.book, isolation_level=None)) as connection:
        kept = [sql for (sql,) in connection.execute("SELECT sql FROM sqlite_master WHERE type = 'trigger'")]
        for statement in statements:
            connection.executescript(statement)
        if statements[0] == NO_GUARD:
            for sql in kept:
                connection.execute(sql)


def found(shell, *more):
    """What the doctor says, as JSON."""
    said = shell.run(["doctor", "--json", *more])
    report = json.loads(said.out)
    assert said.code == (0 if set(report["sound"].values()) == {True} else 4), said
    return report


def places(report):
    """Check, kind, table and row or name of everything named."""
    return {(f["check"], f["kind"], f["table"], f["row"] or f["name"]) for f in report["faults"]}


A_RECEIPT = (
    "INSERT INTO receipt (customer_id, on_day, amount, form, recorded_at, used_on)"
    " VALUES (1, '2026-12-09', 5000000, 'transfer', '2026-12-09T01:00:00.000000+00:00', '2026-12-09')"
)
FORGERIES = {
    "a receipt's amount changed": (
        ["UPDATE receipt SET amount = 9000000 WHERE id = 2"],
        {("rows", "changed", "receipt", 2)},
    ),
    "a receipt slipped in": ([A_RECEIPT], {("rows", "unwritten", "receipt", 4)}),
    "a promise removed with its parts": (
        ["DELETE FROM instalment WHERE promise_id = 4", "DELETE FROM promise WHERE id = 4"],
        {("rows", "missing", "promise", 4), ("rows", "missing", "instalment", 5)},
    ),
    "targets doubled": (
        ["UPDATE target SET amount = 2 * amount"],
        {("rows", "changed", "target", number) for number in (1, 2, 3, 4)},
    ),
    "a customer renamed": (
        ["UPDATE customer SET name = '华连超市' WHERE id = 1"],
        {("rows", "changed", "customer", 1)},
    ),
    "an invoice raised": (
        ["UPDATE invoice SET amount = amount + 100000 WHERE id = 1"],
        {("rows", "changed", "invoice", 1)},
    ),
    "words changed": (
        ["UPDATE follow_up SET said = '马上付' WHERE id = 1"],
        {("rows", "changed", "follow_up", 1)},
    ),
    "grades changed": (
        ["UPDATE grade SET grade = 'A' WHERE grade <> 'A'"],
        {("rows", "changed", "grade", number) for number in (1, 3, 4, 5)},
    ),
    "a window moved": (
        ["UPDATE instalment SET window_end = '2027-01-31' WHERE id = 1"],
        {("rows", "changed", "instalment", 1)},
    ),
    "guards dropped": (
        [NO_GUARD.replace("journal", "journal"), *()],
        {
            ("schema", "missing", "journal", f"trigger journal_row_{guard}")
            for guard in ("stays", "is_final", "is_not_replaced")
        },
    ),
    "the journal emptied": (
        [NO_GUARD, "DELETE FROM journal"],
        {("journal", "cut_off", None, None), ("rows", "unwritten", "customer", 1)},
    ),
    "an index dropped": (
        ["DROP INDEX instalment_unsettled"],
        {("schema", "missing", "instalment", "index instalment_unsettled")},
    ),
    "a table dropped": (
        ["PRAGMA foreign_keys=OFF", "DROP TABLE target"],
        {("schema", "missing", "target", "table target")},
    ),
    "a guard of somebody else": (
        ["CREATE TRIGGER skim AFTER INSERT ON receipt BEGIN UPDATE receipt SET amount = 1 WHERE id = NEW.id; END"],
        {("schema", "foreign", "receipt", "trigger skim")},
    ),
    "a check taken off": (
        [
            "PRAGMA writable_schema=ON",
            "UPDATE sqlite_master SET sql = replace(sql, 'BETWEEN 1 AND', 'BETWEEN 0 AND') WHERE name = 'receipt'",
        ],
        {("schema", "changed", "receipt", "table receipt")},
    ),
    "a row of the journal changed": (
        [NO_GUARD, "UPDATE journal SET command = 'demo' WHERE id = 5"],
        {("journal", "broken", None, 5)},
    ),
    "the last rows of the journal cut off": (
        [NO_GUARD, "DELETE FROM journal WHERE batch = (SELECT MAX(batch) FROM journal)"],
        {("journal", "cut_off", None, None)},
    ),
}
INVOICE = "= 2026-12-09\ninvoice add HL 1000 12-31 --no F1\n"


@pytest.mark.parametrize("what", FORGERIES)
def test_a_forgery_is_seen_and_named(shell, what):
    """Exit code 4, and the place: the record with its number, the index, the guard."""
    tell(shell, INVOICE)
    assert set(found(shell)["sound"].values()) == {True}
    statements, named = FORGERIES[what]
    if what == "guards dropped":
        statements = NO_GUARD.strip(";").split(";")
    forge(shell, *statements)
    report = found(shell)
    seen = {(c, k, t, None if k == "cut_off" else n) for c, k, t, n in places(report)}
    assert named <= seen
    said = shell.run("doctor")
    assert said.code == 4
    assert "!!" in said.out
    assert "fault" not in said.err


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_place_is_said_in_the_trade_s_words(shell, lang):
    forge(shell, "UPDATE receipt SET amount = 9000000 WHERE id = 2", "UPDATE follow_up SET said = NULL WHERE id = 1")
    said = shell.run("doctor", HUIKUAN_LANG=lang).out
    for place in {
        "en": [
            "receipt 2: amount is 90,000.00; entry 16 left it at 40,000.00",
            "contact made 1: what was said is nothing",
        ],
        "zh": ["到账 2：金额现在是 90,000.00；第 16 条流水记的是 40,000.00", "跟进 1：对方的话现在是 空"],
    }[lang]:
        assert place in said


def test_only_the_first_few_places_are_named_and_all_are_counted(shell):
    forge(shell, "UPDATE instalment SET amount = amount + 1", "UPDATE grade SET reason = 'x'", A_RECEIPT)
    report = found(shell)
    assert len([fault for fault in report["faults"] if fault["check"] == "rows"]) == 10
    assert report["fault_counts"]["rows"] == 11
    assert "… and 1 more place" in shell.run("doctor").out


def cut_off(shell):
    """The last entry never was: its rows in the journal, its facts, and the count of rows."""
    forge(
        shell,
        NO_GUARD,
        "DELETE FROM journal WHERE batch = (SELECT MAX(batch) FROM journal)",
        "DELETE FROM target WHERE id = (SELECT MAX(id) FROM target)",
        "UPDATE sqlite_sequence SET seq = (SELECT MAX(id) FROM journal) WHERE name = 'journal'",
    )


def rewritten(shell):
    """Another amount from the beginning on, and a chain made anew over it."""
    with closing(sqlite3.connect(shell.book)) as connection:
        rows = connection.execute("SELECT * FROM journal ORDER BY id").fetchall()
    fresh, previous = [], BEGINNING
    for row in rows:
        entry = [cell.replace("12345678", "12345600") if isinstance(cell, str) else cell for cell in row[6:10]]
        [made] = chained(row[1:6], [tuple(entry)], previous)
        fresh.append((row[0], *made))
        previous = made[-1]
    forge(shell, NO_GUARD, "DELETE FROM journal", "UPDATE target SET amount = 12345600 WHERE amount = 12345678")
    with closing(sqlite3.connect(shell.book)) as connection, connection:
        connection.executemany(f"INSERT INTO journal VALUES ({', '.join('?' * 12)})", fresh)


@pytest.mark.parametrize("forged", [cut_off, rewritten])
def test_a_head_noted_earlier_proves_what_the_book_alone_cannot(shell, forged):
    """Whoever forges everything, the chain included, does not know a hash that gives the head noted."""
    head = found(shell)["journal_head"]
    forged(shell)
    assert set(found(shell)["sound"].values()) == {True}
    report = found(shell, "--known", head)
    assert [name for name, is_sound in report["sound"].items() if not is_sound] == ["known"]
    assert report["known"] is False
    assert shell.run(["doctor", "--known", head]).code == 4


class TestKnown:
    def test_a_head_is_still_there_when_more_was_recorded(self, shell):
        before = found(shell)
        shell.run("receipt add HL 500")
        report = found(shell, "--known", before["journal_head"])
        assert report["known"] is True
        assert report["journal_length"] > before["journal_length"]
        assert report["journal_head"] != before["journal_head"]

    def test_twelve_digits_are_enough_and_capitals_are_no_matter(self, shell):
        head = found(shell)["journal_head"]
        assert found(shell, "--known", head[:12])["known"] is True
        assert found(shell, "--known", f" {head[:20].upper()} ")["known"] is True

    @pytest.mark.parametrize("typed", ["", "abc", "0" * 11, "0" * 65, "g" * 12, "'; DROP TABLE x", "%" * 12])
    def test_what_is_no_head_is_not_understood(self, shell, typed):
        said = shell.run(["doctor", f"--known={typed}"])
        assert (said.code, said.out) == (2, "")

    def test_a_beginning_of_two_rows_is_not_understood(self, shell):
        forge(shell, NO_GUARD, f"UPDATE journal SET hash = '{'a' * 64}' WHERE id IN (1, 2)")
        assert shell.run(["doctor", "--known", "a" * 12]).code == 2

    def test_a_book_that_is_not_there_holds_no_head(self, tmp_path):
        shell = Shell(tmp_path, lang="en")
        assert shell.run("doctor").code == 0
        assert shell.run(["doctor", "--known", "a" * 64]).code == 4
        assert not shell.book.exists()


class TestSound:
    def test_the_sample_is(self, tmp_path):
        shell = Shell(tmp_path, today="2026-12-10", lang="en")
        shutil.copy(EXAMPLE, shell.book)
        shell.run("doctor --upgrade")
        assert set(found(shell)["sound"].values()) == {True}

    def test_a_book_in_which_every_kind_of_command_wrote_is(self, shell):
        """Each line written, taken back and brought back again: sound after every one."""
        for line in WRITES:
            assert shell.run(line).code == 0
            number = document(shell.run("history --limit 1 --json"))["history"][0]["id"]
            assert shell.run("undo").code == 0
            assert shell.run(f"undo {number + 1}").code == 0
            assert set(found(shell)["sound"].values()) == {True}, line
            assert shell.run(f"undo {number + 2}").code == 0

    def test_a_book_taken_in_whole_and_taken_back_is(self, shell, tmp_path):
        path = tmp_path / "whole.json"
        assert shell.run(["export", "all", "--to", str(path)]).code == 0
        (tmp_path / "other").mkdir()
        other = Shell(tmp_path / "other", today="2026-12-10", lang="en")
        for line in (
            ["import", str(path), "--as", "all", "--apply"],
            ["receipt", "add", "HL", "100"],
            ["undo"],
            ["undo"],
        ):
            assert other.run(line).code == 0
            assert set(found(other)["sound"].values()) == {True}

    def test_an_index_of_somebody_else_is_named_and_no_fault(self, shell):
        forge(shell, "CREATE INDEX mine ON receipt (amount)", "CREATE VIEW seen AS SELECT 1", "ANALYZE")
        report = found(shell)
        assert (set(report["sound"].values()), report["foreign"]) == ({True}, ["index mine", "view seen"])
        assert "index mine" in shell.run("doctor").out

    def test_what_a_dropped_table_leaves_unlooked_at_is_said(self, shell):
        forge(shell, "DROP TABLE target")
        report = found(shell)
        assert report["unchecked"] == ["marks", "allocations", "instalments", "invoices", "uses", "settlements", "cash"]
        assert report["sound"]["rows"] is True
        assert shell.run("plan").code == 4
        assert "Not looked at" in shell.run("doctor").out

    def test_a_book_without_its_journal_is_no_fault_of_the_program(self, shell):
        forge(shell, "DROP TABLE journal")
        said = shell.run("doctor --json")
        assert said.code == 4
        assert json.loads(said.out)["sound"]["schema"] is False

    @pytest.mark.parametrize(
        "cell", ["'{'", "'[1]'", "'[]'", "x'00ff'", "'7'", '\'[["id"],{},["x"]]\'', "'[[\"id\"],{},[-1]]'"]
    )
    def test_a_journal_that_cannot_be_read_is_unsound_and_no_fault_of_the_program(self, shell, cell):
        forge(shell, NO_GUARD, f"UPDATE journal SET after = {cell} WHERE id = 7")
        said = shell.run("doctor --json")
        assert (said.code, "fault" in said.err) == (4, False)
        assert json.loads(said.out)["sound"]["journal"] is False


class TestAgreedBalance:
    LINES = "= 2026-12-01\ninvoice add HL 1000 12-20 --no F1\ninvoice agree HL 1000 --by 刘会计\n"

    def test_one_the_book_still_says_is_not_mentioned(self, shell):
        tell(shell, self.LINES)
        assert found(shell)["disagreements"] == []

    def test_one_the_book_says_otherwise_today_is_told_and_no_fault(self, shell):
        """An invoice of before that day entered after it."""
        tell(shell, self.LINES + "= 2026-12-09\ninvoice add HL 250 12-20 --no F2 --issued 11-30\n")
        said = found(shell)
        assert set(said["sound"].values()) == {True}
        assert said["disagreements"] == [
            {
                "customer": "华联超市",
                "code": "HL",
                "as_of": "2026-12-01",
                "agreed": "1000.00",
                "by_book": "1250.00",
                "difference": "250.00",
            }
        ]
        assert "华联超市 agreed 1,000.00" in shell.run("doctor").out


def test_nothing_is_drawn_in_a_pipe(tmp_path):
    shell = book_shell(tmp_path, story=STORY)
    said = shell.real("doctor")
    assert (said.code, said.err) == (0, "")
