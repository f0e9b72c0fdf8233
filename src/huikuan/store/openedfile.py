"""A book's file as it stood at one moment, open for reading; what a killed writer left behind is tidied up first."""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from huikuan import errors
from huikuan.store import bookfile

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def opened_file(path: Path, *, of_any_version: bool = False) -> Iterator[sqlite3.Connection]:
    """The file that is there, at one moment; an older one only where its version is no matter."""
    with closing(_opened(path, of_any_version=of_any_version)) as connection:
        yield connection


def _opened(path: Path, *, of_any_version: bool) -> sqlite3.Connection:
    """The file at one moment; what a killed writer left behind is tidied up first."""
    try:
        return _at_one_moment(path, of_any_version=of_any_version)
    except sqlite3.Error as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_READONLY_ROLLBACK:
            raise bookfile.trouble(error, path) from error
    _tidy_up(path)
    with bookfile.in_our_words(path):
        return _at_one_moment(path, of_any_version=of_any_version)


def _at_one_moment(path: Path, *, of_any_version: bool) -> sqlite3.Connection:
    connection = bookfile.connect(path, "ro")
    try:
        connection.execute("PRAGMA query_only=ON")
        connection.execute("BEGIN")
        found = bookfile.version_of(connection)
    except BaseException:
        connection.close()
        raise
    if found < bookfile.VERSION and not of_any_version:
        connection.close()
        raise errors.OutdatedBook
    return connection


def _tidy_up(path: Path) -> None:
    """A writer was killed: opening the file for writing lets SQLite take its unfinished entry back."""
    try:
        with closing(bookfile.connect(path, "rw")) as connection:
            bookfile.version_of(connection)
    except sqlite3.Error as error:
        if error.sqlite_errorcode & 0xFF in {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN}:
            raise errors.BookInterrupted(book=path) from error
        raise bookfile.trouble(error, path) from error
