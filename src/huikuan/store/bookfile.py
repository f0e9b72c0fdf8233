"""The book as a file: how it is looked at and opened, and which trouble it can give.

Nothing is created here. A file is recognised as a book by its first 100 bytes, before any lock, journal or write of
ours touches it, so that what is not ours keeps every byte. Whether a book is damaged is never judged by those bytes:
SQLite alone says so, having opened it under its locks and played back what a killed writer left. What the driver says
is never repeated: its error codes become our own errors.
"""

from __future__ import annotations

import os
import sqlite3
import stat
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from huikuan import errors
from huikuan.domain import version
from huikuan.store.values import as_text
from huikuan.store.waiting import TO_READ, TO_WRITE, wait_until_free

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from huikuan.store.values import Run

VERSION = version.VERSION
APPLICATION_ID = 0x48554B4E  # "HUKN"
_HEAD = 100
"""Bytes of SQLite's header."""
_MAGIC = b"SQLite format 3\0"
PATIENCE = 30.0
"""Seconds that a command waits for another that is writing, in all."""

Mode = Literal["ro", "rw"]

_TWO_IN_ONE_PLACE = "SELECT 1 FROM sqlite_master WHERE rootpage > 0 GROUP BY rootpage HAVING COUNT(*) > 1 LIMIT 1"
"""Answers where a lost bit makes a table or an index read another's pages: SQLite sees that only in its full check."""

_TROUBLE: dict[int, type[errors.StorageTrouble]] = {
    sqlite3.SQLITE_BUSY: errors.BookBusy,
    sqlite3.SQLITE_LOCKED: errors.BookBusy,
    sqlite3.SQLITE_FULL: errors.DiskFull,
    sqlite3.SQLITE_READONLY: errors.BookUnwritable,
    sqlite3.SQLITE_PERM: errors.BookUnwritable,
    sqlite3.SQLITE_CANTOPEN: errors.BookUnreadable,
    sqlite3.SQLITE_AUTH: errors.BookUnreadable,
    sqlite3.SQLITE_CORRUPT: errors.BookDamaged,
    sqlite3.SQLITE_NOTADB: errors.BookDamaged,  # its head was ours when it was recognised
    sqlite3.SQLITE_CONSTRAINT: errors.BookRefuses,
}


def is_there(path: Path) -> bool:
    """Whether a file is there that may be a book; a folder, an empty or a foreign file is refused, untouched."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return False
    except (OSError, ValueError) as error:
        raise errors.BookUnreadable(book=path) from error
    if stat.S_ISDIR(found.st_mode):
        raise errors.BookIsFolder(book=path)
    if not stat.S_ISREG(found.st_mode):
        raise errors.NotABook(book=path)
    if found.st_size == 0:
        raise errors.EmptyBookFile(book=path)
    _recognise(path)
    return True


def real(path: Path) -> Path:
    """The file behind every other name of it, so that one book has one lock."""
    try:
        return Path(os.path.realpath(path))
    except (OSError, ValueError) as error:
        raise errors.BookUnreadable(book=path) from error


def connect(path: Path, mode: Mode, *, to_replace: bool = False) -> sqlite3.Connection:
    """The file opened, never created, once it is free; transactions begin and end only where we say so.
    `to_replace`: every page will be, so that a file cut short is opened too.
    """
    where = f"{path.absolute().as_uri()}?mode={mode}"
    if sys.version_info >= (3, 12):
        legacy = sqlite3.LEGACY_TRANSACTION_CONTROL
        connection = sqlite3.connect(where, uri=True, isolation_level=None, autocommit=legacy)
    else:
        connection = sqlite3.connect(where, uri=True, isolation_level=None)
    try:
        connection.execute("PRAGMA trusted_schema=OFF")
        if to_replace:
            connection.execute("PRAGMA writable_schema=ON")
        wait_until_free(connection, TO_READ if mode == "ro" else TO_WRITE, PATIENCE)
    except BaseException:
        connection.close()
        raise
    return connection


def prepare_to_write(connection: sqlite3.Connection) -> None:
    """Sets what keeps a book safe while it is written, and makes sure that it took."""
    for setting in ("journal_mode=DELETE", "synchronous=EXTRA", "foreign_keys=ON", "recursive_triggers=ON"):
        connection.execute(f"PRAGMA {setting}")
    for setting, wanted in (("foreign_keys", 1), ("synchronous", 3)):
        if one_number(connection, setting) != wanted:
            raise errors.BookUnsafe(setting=setting)


def version_of(connection: sqlite3.Connection) -> int:
    """The version of the open book; one not known here is refused, and one whose tables run into another."""
    if connection.execute(_TWO_IN_ONE_PLACE).fetchone() is not None:
        crossed = sqlite3.DatabaseError("two of its tables begin on one page")
        crossed.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
        raise crossed
    return known(one_number(connection, "user_version"))


def known(found: int) -> int:
    """The version, where this program knows it."""
    if found < version.OLDEST:
        raise errors.ForgottenBook(found=found, oldest=version.OLDEST)
    if found > VERSION:
        raise errors.NewerBook(found=found, known=VERSION)
    return found


def one_number(connection: sqlite3.Connection, pragma: str) -> int:
    """The number behind a setting."""
    return int(connection.execute(f"PRAGMA {pragma}").fetchone()[0])


def trouble(error: Any, path: Path) -> errors.StorageTrouble:
    """The driver's error as one of ours."""
    code: int | None = getattr(error, "sqlite_errorcode", None)
    if code is None:  # the driver met text that is no text
        return errors.BookDamaged(book=path)
    return _TROUBLE.get(code & 0xFF, errors.BookTrouble)(book=path)


def run_on(connection: sqlite3.Connection, path: Path) -> Run:
    """The Run of an open file."""

    def run(sql: str, values: Mapping[str, object]) -> list[tuple[Any, ...]]:
        with in_our_words(path):
            return connection.execute(sql, as_text(values)).fetchall()

    return run


@contextmanager
def in_our_words(path: Path) -> Iterator[None]:
    """What SQLite refuses inside is refused in our words; a statement called wrongly stays a fault of the program."""
    try:
        yield
    except (sqlite3.ProgrammingError, sqlite3.NotSupportedError):
        raise
    except sqlite3.Error as error:
        raise trouble(error, path) from error


def _recognise(path: Path) -> None:
    """Looks at the head alone, and before the file is opened: closing a plain file drops SQLite's locks on it."""
    try:
        with path.open("rb") as opened:
            head = opened.read(_HEAD)
    except OSError as error:
        raise errors.BookUnreadable(book=path) from error
    if not head.startswith(_MAGIC) or int.from_bytes(head[68:72]) != APPLICATION_ID:
        raise errors.NotABook(book=path)
