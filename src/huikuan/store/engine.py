"""One command is one entry of the history: kept whole or not at all, and the first entry makes the book.

One writer at a time; a second one waits. An older book is brought up to date first. An entry is stored once its COMMIT
has reached the disk; where the disk reports trouble at that very step, the book itself is asked whether it is there.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from huikuan import errors
from huikuan.store import bookfile
from huikuan.store.lock import locked
from huikuan.store.writer import FileWriter

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from huikuan.store.place import Place
    from huikuan.store.writer import BookWriter, Words


@contextmanager
def writing(place: Place, words: Words, *, many_rows: bool = False) -> Iterator[BookWriter]:
    """A writer whose rows are stored and journalled when the block ends well, and forgotten when it does not.
    `many_rows`: that every row points at one that is there is looked at once, before anything is kept.
    """
    if place.path is None:
        from huikuan.store.server import writing_server

        with writing_server(place.url or "", words) as writer:
            yield writer
        return
    path = bookfile.real(place.path)
    bookfile.is_there(path)  # what is no book gets no lock file either
    with locked(path):
        copy = _make_ready(path)
        with bookfile.in_our_words(path), closing(bookfile.connect(path, "rw")) as connection:
            opened = _begun(connection, path, words, many_rows=many_rows)
            opened.copy = copy
            yield opened
            if many_rows and connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
                raise errors.BookRefuses(book=path)
            _commit(connection, path, opened)


def _begun(connection: sqlite3.Connection, path: Path, words: Words, *, many_rows: bool) -> FileWriter:
    bookfile.prepare_to_write(connection)
    if many_rows:
        connection.execute("PRAGMA foreign_keys=OFF")
    connection.execute("BEGIN IMMEDIATE")
    if bookfile.version_of(connection) != bookfile.VERSION:
        raise errors.OutdatedBook
    return FileWriter(connection, path, words)


def _commit(connection: sqlite3.Connection, path: Path, written: FileWriter) -> None:
    """The entry is stored, or this raises: SQLite may have stored it before the disk reported trouble."""
    try:
        connection.execute("COMMIT")
    except sqlite3.OperationalError:
        connection.close()
        if not _has_entry(path, written):
            raise
        written.is_confirmed = False


def _has_entry(path: Path, written: FileWriter) -> bool:
    if written.number is None:
        return True
    mine = (written.number, written.words.at, written.words.command)
    with closing(bookfile.connect(path, "rw")) as connection:
        query = "SELECT 1 FROM journal WHERE batch = ? AND at = ? AND command = ?"
        return connection.execute(query, mine).fetchone() is not None


def _make_ready(path: Path) -> Path | None:
    """A book of the present version at the path: made, brought up to date, or already there; where its copy is."""
    if not bookfile.is_there(path):
        from huikuan.store.birth import create

        create(path)
    with bookfile.in_our_words(path), closing(bookfile.connect(path, "rw")) as connection:
        found = bookfile.version_of(connection)
    if found >= bookfile.VERSION:
        return None
    from huikuan.store.migrate import bring_up_to_date

    return bring_up_to_date(path)
