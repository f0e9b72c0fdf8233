"""One command, one transaction: kept whole or not at all, by one writer at a time."""

from __future__ import annotations

import sqlite3
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from books import TODAY, add, contents, customer, kill_a_writer, put, python, sql, write

from huikuan import errors
from huikuan.store import bookfile
from huikuan.store.reading import reading
from shell import Shell

if TYPE_CHECKING:
    from huikuan.store.place import Place

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps no such modes")


def add_and_refuse(place: Place) -> None:
    with write(place) as book:
        put(book, "customer", customer("C002"))
        raise errors.NothingToUndo


def test_what_a_refused_command_wrote_is_forgotten(place: Place) -> None:
    add(place, "C001")
    before = contents(place)
    with pytest.raises(errors.NothingToUndo):
        add_and_refuse(place)
    assert contents(place) == before
    assert sql(place, "SELECT count(*) FROM journal") == [(1,)]


def test_the_connection_is_as_safe_as_the_house_demands(place: Place) -> None:
    with write(place) as book:
        found = {name: book.run(f"PRAGMA {name}", {})[0][0] for name in (
            "journal_mode", "synchronous", "foreign_keys", "recursive_triggers", "trusted_schema", "busy_timeout"
        )}  # fmt: skip
        assert book._connection.in_transaction
    assert found == {
        "journal_mode": "delete", "synchronous": 3, "foreign_keys": 1, "recursive_triggers": 1, "trusted_schema": 0,
        "busy_timeout": 30000,
    }  # fmt: skip


def test_a_sqlite_that_ignores_the_settings_is_not_trusted(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    add(place, "C001")
    monkeypatch.setattr(
        bookfile, "one_number", lambda _connection, pragma: bookfile.VERSION if pragma == "user_version" else 0
    )
    monkeypatch.setattr(bookfile, "_recognise", lambda _path: None)
    with pytest.raises(errors.BookUnsafe), write(place) as book:
        put(book, "customer", customer("C002"))


INCREMENT = """
import sys
from pathlib import Path
from books import write
from huikuan.store.place import Place
for _ in range(100):
    with write(Place(Path(sys.argv[1]))) as book:
        [(days,)] = book.run("SELECT terms_days FROM customer", {})
        book.change("customer", ("id", "terms_days"), [(1, days + 1)])
"""


def test_four_processes_adding_one_a_hundred_times_each_add_four_hundred(place: Place) -> None:
    with write(place) as book:
        put(book, "customer", customer(terms_days=0))
    workers = [python(INCREMENT, place.path) for _ in range(4)]
    assert [(worker.communicate()[1], worker.returncode) for worker in workers] == [("", 0)] * 4
    assert sql(place, "SELECT terms_days FROM customer") == [(400,)]
    assert sql(place, "SELECT count(*), count(DISTINCT batch), max(batch) FROM journal") == [(401, 401, 401)]


@posix
def test_a_killed_writer_leaves_the_book_whole_for_readers_and_writers(place: Place) -> None:
    add(place, "C001")
    kill_a_writer(place)
    with reading(place) as run:
        assert run("SELECT code FROM customer", {}) == [("C001",)]
        assert run("PRAGMA integrity_check", {}) == [("ok",)]
    assert not Path(f"{place.path}-journal").exists()
    add(place, "C002")
    assert [row[1] for row in contents(place)["customer"]] == ["C001", "C002"]


HOLD = """
import sys, time
from filelock import FileLock
with FileLock(sys.argv[1]):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_writer_waits_its_time_for_another_and_then_says_so(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    add(place, "C001")
    monkeypatch.setattr(bookfile, "PATIENCE", 0.1)
    other = bookfile.connect(place.path, "rw")
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(errors.BookBusy), write(place):
        pass
    other.close()
    holder = python(HOLD, f"{place.path}.lock")
    holder.stdout.readline()
    with pytest.raises(errors.BookBusy) as busy, write(place):
        pass
    assert busy.value.exit_code == 4
    holder.kill()
    holder.communicate()


def add_more_than_fits(place: Place) -> None:
    with write(place) as book:
        pages = book.run("PRAGMA page_count", {})[0][0]
        book.run(f"PRAGMA max_page_count={pages}", {})
        put(book, "customer", *[customer(f"F{n}", note="x" * 2000) for n in range(50)])


def test_a_full_disk_is_said_and_nothing_is_kept(place: Place) -> None:
    add(place, "C001")
    with pytest.raises(errors.DiskFull):
        add_more_than_fits(place)
    assert len(contents(place)["customer"]) == 1


@pytest.mark.parametrize(
    "row",
    [
        ("customer", customer("C001")),
        ("customer", customer("C002", name=None)),
        ("grade", {"customer_id": 9, "on_day": TODAY, "grade": "C", "reason": "", "recorded_at": ""}),
        ("grade", {"customer_id": 1, "on_day": TODAY, "grade": "E", "reason": "", "recorded_at": ""}),
    ],
    ids=["same code twice", "no name", "grade of nobody", "no such grade"],
)
def test_what_contradicts_the_book_is_refused_in_our_words(place: Place, row: tuple[str, dict[str, object]]) -> None:
    add(place, "C001")
    with pytest.raises(errors.BookRefuses) as refused, write(place) as book:
        put(book, *row)
    assert refused.value.exit_code == 4
    assert "constraint" not in str(refused.value).lower()


DAY = "'2026-02-03'"


def test_an_amount_of_nothing_or_a_day_that_is_none_cannot_be_stored(place: Place) -> None:
    add(place, "C001")
    for table, column, bad in (("instalment", "amount", "0"), ("instalment", "due", "'2026-02-30'")):
        cells = {"promise_id": "1", "customer_id": "1", "due": DAY, "amount": "1", "window_end": DAY, column: bad}
        with pytest.raises(Exception, match="CHECK"):
            sql(place, f"INSERT INTO {table} ({','.join(cells)}) VALUES ({','.join(cells.values())})")


def test_sql_on_a_writer_answers_as_on_a_reader(place: Place) -> None:
    day, question = date(2026, 5, 5), "SELECT on_day, reason FROM grade WHERE on_day = :day"
    with write(place) as book:
        [number] = put(book, "customer", customer())
        put(book, "grade", {"customer_id": number, "on_day": day, "grade": "C", "reason": "new", "recorded_at": ""})
        inside = book.run(question, {"day": day})
    with reading(place) as run:
        assert run(question, {"day": day}) == inside == [("2026-05-05", "new")]


def test_no_statement_writes_past_the_journal(place: Place) -> None:
    for statement in ("UPDATE customer SET name = ''", " delete from grade", "WITH x AS (SELECT 1) DELETE FROM grade"):
        with pytest.raises(AssertionError, match="journal"), write(place) as book:
            book.run(statement, {})


class Disk(sqlite3.Connection):
    """A disk that reports trouble at the very end: with the entry stored, or not."""

    is_stored = True

    def execute(self, statement, *values):
        if statement != "COMMIT":
            return super().execute(statement, *values)
        super().execute("COMMIT" if self.is_stored else "ROLLBACK")
        error = sqlite3.OperationalError("disk I/O error")
        error.sqlite_errorcode = sqlite3.SQLITE_IOERR
        raise error


@pytest.fixture
def troubled(place, monkeypatch):
    add(place, "C000")
    connect = sqlite3.connect
    monkeypatch.setattr(bookfile.sqlite3, "connect", lambda *typed, **more: connect(*typed, **{"factory": Disk} | more))


def test_an_entry_that_is_stored_is_never_called_lost(place, troubled):
    """SQLite had committed when the folder could not be synced: who is told that nothing was recorded types it twice."""
    with write(place) as book:
        put(book, "customer", customer("C1"))
    assert not book.is_confirmed
    assert len(contents(place)["customer"]) == 2


def test_an_entry_that_is_not_stored_is_refused(place, troubled, monkeypatch):
    monkeypatch.setattr(Disk, "is_stored", False)
    with pytest.raises(errors.BookTrouble), write(place) as book:
        put(book, "customer", customer("C1"))
    assert len(contents(place)["customer"]) == 1


def test_it_is_said_that_the_disk_reported_trouble(place, troubled):
    said = Shell(place.path.parent, lang="en").run("customer add A --code A")
    assert (said.code, "look at “huikuan history”" in said.err) == (0, True)
