"""A new book: built whole under another name, open to its owner only, and put in its place in one step.

Of two commands that start a book at the same moment the first one's stays; the other writes into that one. The journal
is born with triggers that let nothing in it be changed, replaced or taken away. What a command that was killed left of
a book it was still building is swept by a later write, but not before nobody can be building it any more.
"""

from __future__ import annotations

import errno
import os
import re
import stat
from contextlib import closing, suppress
from importlib.resources import files
from typing import TYPE_CHECKING

from huikuan import errors
from huikuan.store import bookfile

if TYPE_CHECKING:
    from pathlib import Path

_UNDER_ANOTHER_NAME = re.compile(r"\.new-[0-9a-f]{8}\.db(?:-journal)?")
LONGEST_BIRTH = 600
"""Seconds after which a book under another name is nobody's; it takes far less than one to build it."""


def create(path: Path) -> None:
    """Puts an empty book at the path, or leaves the one that somebody else just put there."""
    beside = path.with_name(f".new-{os.urandom(4).hex()}.db")
    try:
        os.close(os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        try:
            _fill(beside, path)
            _put_in_place(beside, path)
        finally:
            beside.unlink(missing_ok=True)
        _settle(path.parent)
    except OSError as error:
        full = error.errno in {errno.ENOSPC, errno.EDQUOT}
        raise (errors.DiskFull if full else errors.BookUnwritable)(book=path) from error


def sweep(folder: Path, clock: Path) -> None:
    """Takes away the books that killed commands left unfinished in the folder; what cannot be taken away stays. The
    file `clock` is touched, so that its time and theirs come from one clock.
    """
    with suppress(OSError):
        left = [entry for entry in os.scandir(folder) if _UNDER_ANOTHER_NAME.fullmatch(entry.name)]
        if not left:
            return
        os.utime(clock)
        latest = clock.stat().st_mtime - LONGEST_BIRTH
        for entry in left:
            found = entry.stat(follow_symlinks=False)
            if stat.S_ISREG(found.st_mode) and found.st_mtime < latest:
                os.unlink(entry.path)  # noqa: PTH108 - the entry is a name in its folder already


def _fill(beside: Path, path: Path) -> None:
    schema = files("huikuan.store").joinpath("newbook.sql").read_text(encoding="utf-8")
    with bookfile.in_our_words(path), closing(bookfile.connect(beside, "rw")) as connection:
        bookfile.prepare_to_write(connection)
        connection.execute(f"PRAGMA application_id={bookfile.APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version={bookfile.VERSION}")
        connection.executescript(f"BEGIN IMMEDIATE;\n{schema}\nCOMMIT;")


def _put_in_place(beside: Path, path: Path) -> None:
    """A link is refused where a book already is; a disk without links gets a rename, under the book's lock."""
    try:
        os.link(beside, path)
    except FileExistsError:
        return
    except OSError as error:
        if error.errno not in {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS}:
            raise
        if not path.exists():
            beside.rename(path)


def _settle(folder: Path) -> None:
    """Makes the new name outlast a power cut, where the system can."""
    with suppress(OSError):
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
