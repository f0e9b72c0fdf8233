"""One writer at a time: a lock file beside the book makes writers queue fairly.

What keeps a book whole is SQLite's own lock; this one only spares a writer from waiting long. Where the disk knows no
such locks, writing goes on without it.
"""

from __future__ import annotations

import errno
import os
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from huikuan import errors
from huikuan.store import bookfile
from huikuan.store.newfile import sweep
from huikuan.store.waiting import MOMENT, after_waiting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from filelock import FileLock

_UNKNOWN_HERE = {errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOLCK}


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Holds the book's lock file, mode 0600; its folder is made where it is missing."""
    lock, waited = _acquired(path)
    try:
        if lock is not None:
            sweep(path.parent, Path(lock.lock_file))
        with after_waiting(waited):
            yield
    finally:
        if lock is not None:
            lock.release()


def _acquired(path: Path) -> tuple[FileLock | None, float]:
    """The lock, where the disk knows locks, and the seconds that were waited for it."""
    from filelock import FileLock

    lock = FileLock(f"{path}.lock", mode=0o600, poll_interval=0.01, fallback_to_soft=False)
    try:
        make_folder(path.parent)
        os.close(os.open(lock.lock_file, os.O_CREAT | os.O_RDWR, 0o600))
        return lock, _wait_for(lock)
    except OSError as error:
        if error.errno in _UNKNOWN_HERE:
            return None, 0.0
        full = error.errno in {errno.ENOSPC, errno.EDQUOT}
        raise (errors.DiskFull if full else errors.BookUnwritable)(book=path) from error


def _wait_for(lock: FileLock) -> float:
    """The seconds, counted by moments, until the lock was ours."""
    from filelock import Timeout

    waited = 0.0
    while True:
        try:
            lock.acquire(timeout=min(MOMENT, bookfile.PATIENCE))
        except Timeout as error:
            waited += MOMENT
            if waited >= bookfile.PATIENCE:
                raise errors.BookBusy from error
        else:
            return waited


def make_folder(folder: Path) -> None:
    """Makes the folder and those above it, open to their owner only."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    try:
        os.mkdir(folder, 0o700)  # noqa: PTH102 - Path.mkdir would make the folders above with another mode
    except FileExistsError:
        if not folder.is_dir():
            raise
