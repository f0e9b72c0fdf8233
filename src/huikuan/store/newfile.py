"""A new file is there whole or not at all: made beside its place under another name, then put there in one step.

It is open to its owner only from its creation and on the disk before it gets its name. A file that is there already is
never replaced. What a killed command left under such another name is swept away by a later one.
"""

from __future__ import annotations

import errno
import os
import re
import stat
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from huikuan.errors import StorageTrouble

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_UNFINISHED = re.compile(r"\.new-[0-9a-f]{8}\.db(-journal)?")
LEFT_FOR = 600
"""Seconds after which a file under another name belongs to nobody any more."""
_OF_SQLITE = ("-journal", "-wal", "-shm")


@contextmanager
def beside(folder: Path) -> Iterator[Path]:
    """An empty file in the folder under another name, gone at the end unless it was put in a place."""
    fresh = folder / f".new-{os.urandom(4).hex()}.db"
    os.close(os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        sweep(folder, fresh)
        yield fresh
    finally:
        for ending in ("", *_OF_SQLITE):
            fresh.with_name(fresh.name + ending).unlink(missing_ok=True)


def put_in_place(fresh: Path, path: Path) -> bool:
    """The file made is at the path, for good; False where another file is there already, which stays as it is.

    A disk without links gets a rename. A journal of SQLite's without its book, which would be played back into the new
    one, gets another name first.
    """
    _write_through(fresh)
    if os.path.lexists(path):
        return False
    for ending in _OF_SQLITE:
        with suppress(FileNotFoundError):
            left = path.with_name(path.name + ending)
            left.rename(left.with_name(f"{left.name}.left-{os.urandom(4).hex()}"))
    try:
        os.link(fresh, path)
    except FileExistsError:
        return False
    except OSError as error:
        if error.errno not in {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS}:
            raise
        if os.path.lexists(path):
            return False
        fresh.rename(path)
    settle(path.parent)
    return True


def sweep(folder: Path, clock: Path) -> None:
    """What killed commands left unfinished in the folder is gone; what cannot be taken away stays. The file `clock` is
    touched, so that its time and theirs come from one clock.
    """
    with suppress(OSError):
        left = [entry for entry in os.scandir(folder) if _UNFINISHED.fullmatch(entry.name)]
        if not left:
            return
        os.utime(clock)
        latest = clock.stat().st_mtime - LEFT_FOR
        for entry in left:
            found = entry.stat(follow_symlinks=False)
            if stat.S_ISREG(found.st_mode) and found.st_mtime < latest:
                os.unlink(entry.path)  # noqa: PTH108 - the entry is a name in its folder already


def settle(folder: Path) -> None:
    """Makes the names in the folder outlast a power cut, where the system can."""
    with suppress(OSError):
        _flush(folder, os.O_RDONLY)


@contextmanager
def failing_as(full: type[StorageTrouble], otherwise: type[StorageTrouble], **values: object) -> Iterator[None]:
    """What the system refuses inside is refused in our words: there is no room, or it cannot be written. So is what
    happens to the unfinished file, of which nobody knows.
    """
    try:
        yield
    except StorageTrouble as trouble:
        if not _UNFINISHED.fullmatch(os.path.basename(str(trouble.values.get("book")))):  # noqa: PTH119 - a name alone
            raise
        raise otherwise(**values) from trouble
    except OSError as error:
        raise (full if error.errno in {errno.ENOSPC, errno.EDQUOT} else otherwise)(**values) from error


def _write_through(fresh: Path) -> None:
    _flush(fresh, os.O_RDWR)


def _flush(path: Path, how: int) -> None:
    opened = os.open(path, how)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
