"""A backup is one moment of the book, whole and sound, whoever writes and whatever is killed; a restored book is it."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from contract import CODES, READS, book_shell, document

from huikuan.store import backup, bookfile
from shell import SRC, Shell

WRITER = """
import sys
from datetime import date
from pathlib import Path
from huikuan.store.engine import writing
from huikuan.store.place import Place
from huikuan.store.writer import Words
for number in range(10_000):
    with writing(Place(Path(sys.argv[1])), Words(f"add {number}", date(2026, 12, 10), "2026-12-10T01:02:03Z")) as book:
        cells = {"code": f"{sys.argv[2]}-{number}", "name": "x", "aliases": "", "kind": "direct", "recorded_at": "x"}
        book.add("customer", ["id", *cells], [(book.next_id("customer"), *cells.values())])
"""
STOPS = """
import os, sys
from pathlib import Path
from huikuan.store import {module} as module
module.{call}(Path(sys.argv[1]), {more} done=lambda *_: os._exit(9))
"""
HALF_WRITTEN = """
import os, sqlite3, sys
book = sqlite3.connect(sys.argv[1], isolation_level=None)
for line in ("PRAGMA cache_size=1", "BEGIN IMMEDIATE", "UPDATE customer SET name = name || hex(zeroblob(3000))"):
    book.execute(line)
os._exit(9)
"""


@pytest.fixture
def shell(tmp_path):
    return book_shell(tmp_path)


def python(program, *arguments):
    env = dict(os.environ) | {"PYTHONPATH": str(SRC)}
    return subprocess.Popen([sys.executable, "-c", program, *map(str, arguments)], env=env)


def wait_until(holds):
    for _ in range(600):
        if holds():
            return
        time.sleep(0.05)
    raise TimeoutError


def kept(shell):
    """What lies in the folder of backups."""
    folder = shell.book.parent / "backups"
    return sorted(folder.iterdir()) if folder.exists() else []


def backed_up(shell, *more):
    return document(shell.run(["backup", "--json", *more]))


def state(shell):
    """Every report and list, but what names the file or the moment it was looked at."""
    lines = [line for line in READS if line != "doctor"] + [f"gap {code}" for code in CODES]
    return {line: document(shell.run(f"{line} --json")) for line in lines}


def is_sound(path):
    return Shell(path.parent, today="2026-12-10", lang="en", HUIKUAN_DB=str(path)).run("doctor").code == 0


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


class TestBackup:
    def test_it_is_the_book_as_it_stands_with_the_head_of_its_journal(self, shell):
        said = backed_up(shell)
        doctor = document(shell.run("doctor --json"))
        copy = Path(said["file"])
        assert (said["sound"], said["journal_head"]) == (True, doctor["journal_head"])
        assert (said["journal_length"], said["records"]) == (doctor["journal_length"], doctor["records"])
        assert said["entries"] == said["last"]["id"] == document(shell.run("history --json"))["history"][0]["id"]
        assert document(shell.run("plan --json")) == document(shell.run(["plan", "--json", "--db", str(copy)]))
        assert kept(shell) == [copy]
        assert copy.name.startswith("book.db.20")
        assert said["journal_head"] in shell.run("backup").out

    @pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
    def test_only_its_owner_may_read_it(self, shell, tmp_path):
        copy = Path(backed_up(shell)["file"])
        assert (mode(copy), mode(copy.parent)) == (0o600, 0o700)
        assert mode(Path(backed_up(shell, "--to", str(tmp_path / "x.db"))["file"])) == 0o600

    def test_so_many_stay_and_nothing_else_is_ever_taken_away(self, shell):
        """Not a backup of another book, not one given a place, not one somebody renamed, not one made on its own."""
        folder = shell.book.parent / "backups"
        first = Path(backed_up(shell)["file"])
        mine = first.rename(folder / "before the audit.bak")
        given = Path(backed_up(shell, "--to", str(folder))["file"])
        others = [
            folder / f"{name}.2020-01-01-000000{why}"
            for name, why in (("other.db", ".bak"), ("book.db", ".before-v3.bak"))
        ]
        for path in others:
            path.write_bytes(b"")
        made = [Path(backed_up(shell, "--keep", "2")["file"]) for _ in range(4)]
        assert set(kept(shell)) == {mine, given, *others, *made[-2:]}

    def test_ten_stay_if_nobody_says_how_many(self, shell):
        for _ in range(12):
            backup.back_up(shell.book)
        assert len(kept(shell)) == 10

    def test_a_place_of_ones_own_is_a_new_file_or_a_folder(self, shell, tmp_path):
        assert backed_up(shell, "--to", str(tmp_path / "mine.db"))["file"] == str(tmp_path / "mine.db")
        (folder := tmp_path / "stick").mkdir()
        for _ in range(2):
            backed_up(shell, "--to", str(folder))
        assert len(list(folder.iterdir())) == 2
        assert all(path.name.startswith("book-20") for path in folder.iterdir())
        assert kept(shell) == []

    def test_what_is_there_is_never_replaced(self, shell, tmp_path):
        (there := tmp_path / "there.db").write_text("mine")
        for place in (there, shell.book):
            said = shell.run(["backup", "--to", str(place)])
            assert (said.code, said.out) == (1, "")
        assert there.read_text() == "mine"
        assert shell.run(["backup", "--to", str(there), "--keep", "3"]).code == 2

    @pytest.mark.parametrize("place", ["nowhere/x.db", "book.db/x.db"])
    def test_a_place_that_cannot_be_is_refused(self, shell, tmp_path, place):
        said = shell.run(["backup", "--to", str(tmp_path / place)])
        assert (said.code, "fault" in said.err) == (4, False)

    def test_where_there_is_no_book_there_is_no_backup(self, tmp_path):
        shell = Shell(tmp_path, lang="en")
        assert shell.run("backup").code == 4
        shell.book.write_bytes(b"")
        assert shell.run("backup").code == 4
        shell.book.write_bytes(b"something else, longer than a header" * 40)
        assert shell.run("backup").code == 4
        assert kept(shell) == []

    def test_a_book_that_is_not_sound_gets_no_backup_that_would_push_out_a_good_one(self, shell):
        good = Path(backed_up(shell, "--keep", "1")["file"])
        with closing(sqlite3.connect(shell.book)) as connection, connection:
            connection.execute("UPDATE receipt SET amount = 1 WHERE id = 1")
        said = shell.run("backup --keep 1")
        assert (said.code, said.out) == (4, "")
        assert kept(shell) == [good]
        assert is_sound(good)

    def test_while_four_write_each_backup_is_sound_and_a_beginning_of_the_history(self, shell):
        writers = [python(WRITER, shell.book, name) for name in "abcd"]
        try:
            made = [backed_up(shell)]
            while len(made) < 5:
                grown = made[-1]["journal_length"] + 4
                wait_until(lambda: document(shell.run("doctor --json"))["journal_length"] >= grown)  # noqa: B023 - asked at once
                made.append(backed_up(shell))
            assert [writer.poll() for writer in writers] == [None] * 4
        finally:
            for writer in writers:
                writer.kill()
                writer.wait()
        lengths = [copy["journal_length"] for copy in made]
        assert lengths == sorted(set(lengths))
        for copy in made:
            assert is_sound(Path(copy["file"]))
            assert document(shell.run(["doctor", "--json", "--known", copy["journal_head"]]))["known"] is True

    def test_a_kill_leaves_no_half_backup_under_a_real_name(self, shell):
        """At whatever moment; what it leaves under another name is swept away once it is old."""
        for wait in (0.15, 0.3, 0.4, 0.5, 0.6):
            running = subprocess.Popen(shell.argv("backup"), env=shell.environment(), stdout=subprocess.DEVNULL)
            time.sleep(wait)
            running.kill()
            running.wait()
        assert python(STOPS.format(module="backup", call="back_up", more=""), shell.book).wait() == 9
        left = [path for path in kept(shell) if path.name.startswith(".new-")]
        assert left
        assert all(is_sound(path) for path in kept(shell) if path not in left)
        for path in left:
            os.utime(path, (1, 1))
        assert shell.run("backup").code == 0
        assert not [path for path in kept(shell) if path.name.startswith(".new-")]


class TestRestore:
    def test_without_apply_it_says_what_the_copy_holds_and_lacks(self, shell):
        copy = backed_up(shell)
        for amount in range(1, 8):
            shell.run(f"receipt add HL {amount}")
        before = shell.book.read_bytes()
        said = document(shell.run(["restore", copy["file"], "--json"]))
        assert (said["relation"], said["lacks"], said["has_more"], said["applied"]) == ("earlier", 7, 0, False)
        assert [entry["command"] for entry in said["lacks_last"]] == [f"receipt add HL {n}" for n in (7, 6, 5, 4, 3)]
        assert said["copy"] == {name: copy[name] for name in said["copy"]}
        text = shell.run(["restore", copy["file"]]).out
        assert "It lacks 7 entries" in text
        assert "… and 2 before them" in text
        assert text.endswith(f"restore {copy['file']} --apply\n")
        assert shell.book.read_bytes() == before

    def test_the_book_is_the_copy_in_every_report_and_what_it_was_is_kept(self, shell):
        before = state(shell)
        copy = backed_up(shell)
        shell.run("customer add 新客户 --code NEW")
        shell.run("promise withdraw 1 --reason x")
        after = state(shell)
        said = document(shell.run(["restore", copy["file"], "--apply", "--json"]))
        assert (said["applied"], state(shell)) == (True, before)
        assert document(shell.run("doctor --json"))["journal_head"] == copy["journal_head"]
        assert ".before-restore." in said["kept"]
        assert is_sound(Path(said["kept"]))
        assert document(shell.run(["restore", said["kept"], "--json"]))["relation"] == "later"
        assert shell.run(["restore", said["kept"], "--apply"]).code == 0
        assert state(shell) == after
        assert [path.name for path in shell.book.parent.iterdir() if path.name.startswith(".new-")] == []

    def test_two_histories_that_part_are_told_apart(self, shell):
        copy = backed_up(shell)["file"]
        shell.run("receipt add HL 1")
        shell.run(["receipt", "add", "HL", "2", "--db", copy])
        said = document(shell.run(["restore", copy, "--json"]))
        assert (said["relation"], said["lacks"], said["has_more"]) == ("diverged", 1, 1)
        assert "not in today's journal" in shell.run(["restore", copy]).out

    def test_a_book_that_is_gone_comes_back(self, shell):
        before, copy = state(shell), backed_up(shell)["file"]
        shell.book.unlink()
        assert document(shell.run(["restore", copy, "--json"]))["relation"] == "none"
        said = document(shell.run(["restore", copy, "--apply", "--json"]))
        assert (said["kept"], state(shell)) == (None, before)
        assert sys.platform == "win32" or mode(shell.book) == 0o600

    @pytest.mark.parametrize("is_gone", [True, False])
    def test_an_entry_cut_off_half_way_is_never_played_back_into_the_copy(self, shell, is_gone):
        """The journal SQLite left belongs to the old book: kept with it, and no page of it gets into the new one."""
        before, copy = state(shell), backed_up(shell)["file"]
        assert python(HALF_WRITTEN, shell.book).wait() == 9
        journal = shell.book.with_name("book.db-journal")
        assert journal.stat().st_size > 512
        if is_gone:
            shell.book.unlink()
        said = document(shell.run(["restore", copy, "--apply", "--json"]))
        assert state(shell) == before
        assert shell.run("doctor").code == 0
        assert not journal.exists()
        assert is_gone or is_sound(Path(said["kept"]))

    def test_a_kill_half_way_leaves_the_book_as_it_was(self, shell):
        copy = backed_up(shell)["file"]
        shell.run("receipt add HL 1")
        before = state(shell)
        stops = STOPS.format(module="restoring", call="restore", more="Path(sys.argv[2]),")
        assert python(stops, shell.book, copy).wait() == 9
        assert state(shell) == before

    def test_a_reader_at_that_moment_sees_the_old_book_or_the_new_one(self, shell):
        copy = backed_up(shell)["file"]
        shell.run("customer add 新客户 --code NEW")
        with closing(sqlite3.connect(shell.book, isolation_level=None)) as reader:
            assert reader.execute("SELECT COUNT(*) FROM customer").fetchone() == (6,)
            assert shell.run(["restore", copy, "--apply"]).code == 0
            assert reader.execute("SELECT COUNT(*) FROM customer").fetchone() == (5,)

    def test_a_reader_who_never_ends_keeps_the_old_book(self, shell, monkeypatch):
        monkeypatch.setattr(bookfile, "PATIENCE", 0.3)
        copy = backed_up(shell)["file"]
        shell.run("receipt add HL 1")
        before = state(shell)
        with closing(sqlite3.connect(shell.book, isolation_level=None)) as reader:
            reader.execute("BEGIN")
            reader.execute("SELECT COUNT(*) FROM customer").fetchone()
            assert shell.run(["restore", copy, "--apply"]).code == 4
        assert state(shell) == before

    def test_a_damaged_book_is_replaced_and_kept_byte_by_byte(self, shell):
        before, copy = state(shell), backed_up(shell)["file"]
        raw = shell.book.read_bytes()
        shell.book.write_bytes(raw[:4096] + bytes(8192) + raw[12288 : len(raw) // 2])
        damaged = shell.book.read_bytes()
        said = document(shell.run(["restore", copy, "--apply", "--json"]))
        assert state(shell) == before
        assert Path(said["kept"]).exists()
        assert len(Path(said["kept"]).read_bytes()) >= len(damaged)

    def test_an_empty_file_in_the_book_s_place_is_replaced(self, shell):
        before, copy = state(shell), backed_up(shell)["file"]
        shell.book.write_bytes(b"")
        assert shell.run(["restore", copy, "--apply"]).code == 0
        assert state(shell) == before

    @pytest.mark.parametrize("more", [(), ("--apply",)])
    @pytest.mark.parametrize("what", ["missing", "empty", "folder", "foreign", "damaged", "forged", "newer", "itself"])
    def test_what_is_no_sound_copy_is_refused_and_the_book_stays(self, shell, what, more, tmp_path):
        copy = tmp_path / "copy.db"
        if what not in {"missing", "folder"}:
            shutil.copy(backed_up(shell)["file"], copy)
        raw = copy.read_bytes() if copy.exists() else b""
        if what == "empty":
            copy.write_bytes(b"")
        elif what == "folder":
            copy.mkdir()
        elif what == "foreign":
            copy.write_bytes(b"no book " * 4000)
        elif what == "damaged":
            copy.write_bytes(raw[:8192] + b"\xff" * (len(raw) - 8192))
        elif what in {"forged", "newer"}:
            with closing(sqlite3.connect(copy)) as connection, connection:
                connection.execute("PRAGMA user_version=99" if what == "newer" else "UPDATE receipt SET amount = 7")
        before, there = shell.book.read_bytes(), kept(shell)
        said = shell.run(["restore", str(shell.book if what == "itself" else copy), *more])
        is_told = what == "forged" and not more  # without --apply it is only said
        assert said.code == (0 if is_told else 1 if what == "itself" else 4), said
        assert "fault" not in said.err
        assert not is_told or "not sound" in said.out
        assert (shell.book.read_bytes(), kept(shell)) == (before, there)


class TestKeptAside:
    LINES = (
        "customer,number,invoice date,due date,amount",
        *(f"Acme,F{n},2026-10-10,2026-11-10,{n}.00" for n in range(1, 1002)),
    )

    def take(self, shell, lines):
        path = shell.book.parent / "list.csv"
        path.write_text("\n".join(lines), encoding="utf-8")
        return shell.run(["import", str(path), "--as", "invoices", "--apply"])

    def test_a_long_list_is_taken_in_after_a_backup_and_where_it_is_is_said(self, shell):
        before = state(shell)
        said = self.take(shell, self.LINES)
        [copy] = kept(shell)
        assert (said.code, str(copy) in said.err, ".before-import." in copy.name) == (0, True, True)
        assert self.take(shell, self.LINES).code == 0
        assert kept(shell) == [copy], "the same list again takes nothing in"
        assert shell.run(["restore", str(copy), "--apply"]).code == 0
        assert state(shell) == before

    def test_a_short_one_and_one_that_makes_the_book_need_none(self, shell, tmp_path):
        assert self.take(shell, self.LINES[:-1]).err == ""
        (tmp_path / "new").mkdir()
        assert self.take(Shell(tmp_path / "new", today="2026-12-10", lang="en"), self.LINES).code == 0
        assert kept(shell) == []


def test_an_older_copy_is_brought_up_to_date_on_its_way_and_stays_as_it_is(shell, tmp_path):
    copy = tmp_path / "older.db"
    shutil.copyfile(Path(__file__).parents[1] / "store" / "version-3.db", copy)
    before = copy.read_bytes()
    assert "older version" in shell.run(["restore", str(copy)]).out
    assert shell.run(["restore", str(copy), "--apply"]).code == 0
    assert [each["code"] for each in document(shell.run("customer list --json"))["customers"]] == [
        "007",
        "1e5",
        "LS",
        "YY",
    ]
    assert shell.run("doctor").code == 0
    assert copy.read_bytes() == before


def test_the_examples_of_restore_are_lines_that_work(shell, monkeypatch):
    lines = shell.run("restore --help").out.rstrip("\n").splitlines()[-2:]
    words = [line.split()[1:] for line in lines]
    shell.run("backup")
    [copy] = kept(shell)
    copy.rename(copy.with_name(Path(words[0][1]).name))
    monkeypatch.chdir(shell.book.parent)
    assert [shell.run(line).code for line in words] == [0, 0]


def test_nothing_is_drawn_in_a_pipe_and_json_is_one_document(shell):
    said = shell.real("backup --json")
    assert (said.code, said.err) == (0, "")
    assert json.loads(said.out)["sound"] is True
