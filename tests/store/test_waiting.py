"""A command waits for one that holds the book, once and not twice over, and Ctrl-C is heard while it waits."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from threading import Timer
from typing import TYPE_CHECKING

import pytest
from books import add, contents, customer, put, write
from filelock import FileLock

from huikuan import errors
from huikuan.store import bookfile
from huikuan.store.reading import reading
from shell import Shell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from huikuan.store.place import Place

PATIENCE = 0.6


@pytest.fixture(autouse=True)
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bookfile, "PATIENCE", PATIENCE)


@contextmanager
def held(place: Place, how: str = "EXCLUSIVE", *, freed_after: float | None = None) -> Iterator[None]:
    """Another program holds the book, for a while or until the block ends."""
    with closing(sqlite3.connect(place.path, isolation_level=None, check_same_thread=False)) as holder:
        holder.execute(f"BEGIN {how}")
        holder.execute("SELECT COUNT(*) FROM customer").fetchone()
        timer = Timer(freed_after, holder.rollback) if freed_after else None
        if timer:
            timer.start()
        yield
        if timer:
            timer.join()


@pytest.fixture
def book(place: Place) -> Place:
    add(place, "C001")
    return place


def read(place: Place) -> int:
    with reading(place) as run:
        return int(run("SELECT COUNT(*) FROM customer", {})[0][0])


def test_a_reader_waits_for_a_writer(book: Place) -> None:
    with held(book, freed_after=PATIENCE / 2):
        assert read(book) == 1


def test_a_writer_waits_for_a_writer_and_for_a_reader(book: Place) -> None:
    """For the first before it begins, for the second before it keeps what it wrote."""
    for how, code in (("EXCLUSIVE", "C002"), ("IMMEDIATE", "C003"), ("DEFERRED", "C004")):
        with held(book, how, freed_after=PATIENCE / 2):
            add(book, code)
    assert len(contents(book)["customer"]) == 4


@pytest.mark.parametrize("how", ["EXCLUSIVE", "IMMEDIATE", "DEFERRED"])
def test_patience_ends(book: Place, how: str) -> None:
    began = time.monotonic()
    with held(book, how), pytest.raises(errors.BookBusy):
        add(book, "C002")
    assert PATIENCE * 0.7 < time.monotonic() - began < PATIENCE * 2
    assert len(contents(book)["customer"]) == 1


def test_what_was_waited_for_the_lock_file_is_not_waited_again(book: Place) -> None:
    """One patience for a command, not one for each lock."""
    lock = FileLock(f"{book.path}.lock", thread_local=False)
    lock.acquire()
    timer = Timer(PATIENCE * 0.8, lock.release)
    began = time.monotonic()
    with held(book, "IMMEDIATE"):
        timer.start()
        with pytest.raises(errors.BookBusy):
            add(book, "C002")
    assert PATIENCE * 0.7 < time.monotonic() - began < PATIENCE * 1.6


def test_many_rows_wait_as_one_does(book: Place) -> None:
    """Also where the cache runs over in the middle, while somebody reads."""
    with held(book, "DEFERRED", freed_after=PATIENCE / 2), write(book) as writer:
        writer.run("PRAGMA cache_size=1", {})
        put(writer, "customer", *[customer(f"M{n}", note="x" * 900) for n in range(200)])
    assert len(contents(book)["customer"]) == 201


@pytest.mark.skipif(sys.platform == "win32", reason="a console's Ctrl-C cannot be sent to one process there")
@pytest.mark.parametrize("line", ["plan", "customer add B"])
def test_ctrl_c_is_heard_while_it_waits(book: Place, line: str) -> None:
    """A process of its own, with all its patience of thirty seconds."""
    shell = Shell(book.path.parent)
    with held(book):
        waiting = subprocess.Popen(shell.argv(line), env=shell.environment(), stdout=-1, stderr=-1)
        time.sleep(1.5)
        assert waiting.poll() is None
        os.kill(waiting.pid, signal.SIGINT)
        began = time.monotonic()
        out, err = waiting.communicate(timeout=20)
    assert (waiting.returncode, out, err) == (130, b"", b"")
    assert time.monotonic() - began < 3
