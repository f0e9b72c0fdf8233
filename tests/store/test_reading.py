"""Reading changes nothing, sees one moment, and says in plain words what is wrong with a file that is no book."""

from __future__ import annotations

import os
import signal
import sqlite3
import sys
import tempfile
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from books import A_GRADE, add, customer, kill_a_writer, names, put, python, sql, write

from huikuan import errors
from huikuan.domain.facts import Grade
from huikuan.store import bookfile
from huikuan.store.place import Place
from huikuan.store.reading import reading

if TYPE_CHECKING:
    from collections.abc import Iterator

QUESTION = "SELECT code FROM customer ORDER BY id"


def read(place: Place) -> list[tuple[object, ...]]:
    with reading(place) as run:
        return run(QUESTION, {})


def stored(place: Place) -> bytes:
    try:
        return place.path.read_bytes() if place.path.is_file() else b""
    except PermissionError:
        return b""


def refused(place: Place, error: type[errors.StorageTrouble], *, also_to_write: bool = True) -> None:
    """Reading and writing are both refused, in our words, with exit code 4, and no byte of the file is touched."""
    before = stored(place)
    with pytest.raises(error) as caught:
        read(place)
    assert caught.value.exit_code == 4
    said = str(caught.value).replace(str(place.path), "").lower()
    assert not any(word in said for word in ("sqlite3", "database", "malformed", "disk i/o", "unable"))
    if also_to_write:
        with pytest.raises(error), write(place) as book:
            put(book, "customer", customer("NEW"))
    assert stored(place) == before


def test_a_book_that_is_not_there_reads_as_an_empty_one_and_is_not_made(place: Place) -> None:
    assert read(place) == []
    assert not place.path.parent.exists()


def test_all_reads_of_a_command_see_the_same_moment_while_others_write(place: Place) -> None:
    add(place, "C001")
    with reading(place) as run:
        assert run(QUESTION, {}) == [("C001",)]
        other = bookfile.connect(place.path, "rw")
        other.execute("BEGIN IMMEDIATE")
        other.execute(A_GRADE)
        assert run("SELECT count(*) FROM grade", {}) == [(0,)]
        other.close()


def test_a_reader_cannot_write(place: Place) -> None:
    add(place, "C001")
    with reading(place) as run, pytest.raises(errors.BookUnwritable):
        run("DELETE FROM customer", {})
    assert read(place) == [("C001",)]


def test_days_and_words_of_enumerations_go_in_as_they_are_stored(place: Place) -> None:
    add(place, "C001")
    with reading(place) as run:
        assert run("SELECT :day, :grade, :none", {"day": date(2026, 5, 5), "grade": Grade.A, "none": None}) == [
            ("2026-05-05", "A", None)
        ]


def test_reading_a_file_loads_none_of_the_writing_libraries(place: Place) -> None:
    add(place, "C001")
    program = """
import sys
from pathlib import Path
from huikuan.store.journal import batches, verify
from huikuan.store.place import Place
from huikuan.store.reading import reading
with reading(Place(Path(sys.argv[1]))) as run:
    assert len(batches(run, 5)) == 1 and verify(run) is None
print({"sqlmodel", "sqlalchemy", "alembic", "filelock", "pydantic"} & set(sys.modules))
"""
    assert python(program, place.path).communicate() == ("set()\n", "")


CUT_OFF = """
import os, resource, signal, sys
from pathlib import Path
from books import customer, put, write
from huikuan.store.place import Place
book = Path(sys.argv[1])
signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
resource.setrlimit(resource.RLIMIT_FSIZE, (book.stat().st_size,) * 2)
with write(Place(book)) as book:
    put(book, "customer", *[customer(f"K{n}", note="x" * 900) for n in range(100)])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows limits no file's size")
@pytest.mark.parametrize("first", ["reader", "writer"])
def test_a_writer_killed_while_the_book_grows_leaves_a_good_book(place: Place, first: str) -> None:
    """Page 1 names pages that are not there; the journal beside it says what was, and SQLite plays it back for whoever
    opens the book first.
    """
    add(place, "C001")
    before = place.path.read_bytes()
    killed = python(CUT_OFF, place.path)
    assert (killed.communicate()[1], killed.returncode) == ("", -signal.SIGXFSZ)
    assert int.from_bytes(place.path.read_bytes()[28:32]) * 4096 > place.path.stat().st_size
    if first == "reader":
        assert read(place) == [("C001",)]
        assert place.path.read_bytes() == before
    else:
        add(place, "C002")
        assert read(place) == [("C001",), ("C002",)]


@pytest.mark.parametrize("content", [b"no book", b"SQLite format 3\0" + b"\7" * 2000, os.urandom(9000)])
def test_a_file_that_is_something_else_is_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other.db"
    path.write_bytes(content)
    refused(Place(path), errors.NotABook)


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    place = Place(tmp_path / "other.db")
    sql(place, "PRAGMA journal_mode=WAL")
    sql(place, "CREATE TABLE customer (code TEXT)")
    refused(place, errors.NotABook)
    assert {"other.db", "other.db.lock"} >= set(names(tmp_path))


def test_an_empty_file_is_left_empty(tmp_path: Path) -> None:
    place = Place(tmp_path / "empty.db")
    place.path.touch()
    refused(place, errors.EmptyBookFile)
    assert place.path.read_bytes() == b""


def test_a_folder_is_no_book(tmp_path: Path) -> None:
    refused(Place(tmp_path), errors.BookIsFolder)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no named pipes in folders")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.db")
    refused(Place(tmp_path / "pipe.db"), errors.NotABook)


def test_a_newer_book_is_left_to_the_newer_program(place: Place) -> None:
    add(place, "C001")
    sql(place, "PRAGMA user_version=999")
    refused(place, errors.NewerBook)


def test_an_older_book_is_not_read_until_it_is_upgraded(place: Place) -> None:
    add(place, "C001")
    sql(place, "PRAGMA user_version=3")
    refused(place, errors.OutdatedBook, also_to_write=False)


@pytest.mark.parametrize("keep", [0.3, 1.0])
def test_a_damaged_book_is_said_to_be_damaged(place: Place, keep: float) -> None:
    with write(place) as book:
        put(book, "customer", *[customer(f"C{n}", note="x" * 500) for n in range(200)])
    whole = place.path.read_bytes()
    damaged = whole[:4096] + bytes(len(whole) - 4096) if keep == 1 else whole[: int(len(whole) * keep)]
    place.path.write_bytes(damaged)
    refused(place, errors.BookDamaged)


def test_a_book_with_text_that_is_no_text_is_said_to_be_damaged(place: Place) -> None:
    add(place, "C001")
    sql(place, "UPDATE customer SET code = CAST(x'ff' AS TEXT)")
    refused(place, errors.BookDamaged, also_to_write=False)


def test_a_reader_that_waited_in_vain_says_so(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    add(place, "C001")
    monkeypatch.setattr(bookfile, "PATIENCE", 0.05)
    other = bookfile.connect(place.path, "rw")
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(errors.BookBusy):
        read(place)
    other.close()


def test_a_statement_called_wrongly_stays_a_fault_of_the_program(place: Place) -> None:
    add(place, "C001")
    with pytest.raises(sqlite3.ProgrammingError), reading(place) as run:
        run("SELECT :missing", {})


@contextmanager
def folder_of_somebody_else() -> Iterator[Path]:
    """A folder that others may enter; once the rights are given up we are one of them, even where we are root."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        try:
            yield folder
        finally:
            os.seteuid(os.getuid())
            folder.chmod(0o755)


def give_up_rights(folder: Path, mode: int) -> None:
    """What is in the folder gets the mode; nothing new may be put there."""
    for path in folder.iterdir():
        path.chmod(mode)
    folder.chmod(0o555)
    if os.geteuid() == 0:
        os.seteuid(65534)


posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps no such modes")


@posix
def test_a_book_we_may_not_even_read_is_said_to_be_so() -> None:
    with folder_of_somebody_else() as folder:
        place = Place(folder / "book.db")
        add(place, "C001")
        give_up_rights(folder, 0o000)
        refused(place, errors.BookUnreadable)


@posix
@pytest.mark.parametrize("mode", [0o444, 0o666])
def test_a_book_we_may_only_read_is_read_and_a_write_says_why_not(mode: int) -> None:
    with folder_of_somebody_else() as folder:
        place = Place(folder / "book.db")
        add(place, "C001")
        give_up_rights(folder, mode)
        assert read(place) == [("C001",)]
        for unwritable in (place, Place(folder / "new.db"), Place(folder / "sub" / "new.db")):
            with pytest.raises(errors.BookUnwritable), write(unwritable) as book:
                put(book, "customer", customer("C002"))
        assert read(place) == [("C001",)]


@posix
def test_where_a_killed_writer_left_work_that_we_may_not_tidy_up_we_say_who_can() -> None:
    with folder_of_somebody_else() as folder:
        place = Place(folder / "book.db")
        add(place, "C001")
        kill_a_writer(place)
        before = place.path.read_bytes()
        give_up_rights(folder, 0o444)
        with pytest.raises(errors.BookInterrupted):
            read(place)
        assert place.path.read_bytes() == before
