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
from huikuan.store.birth import sweep

if TYPE_CHECKING:
    from collections.abc import Iterator

    from filelock import FileLock

_UNKNOWN_HERE = {errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOLCK}


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Holds the book's lock file, mode 0600; its folder is made where it is missing."""
    lock = _acquired(path)
    try:
        if lock is not None:
            sweep(path.parent, Path(lock.lock_file))
        yield
    finally:
        if lock is not None:
            lock.release()


def _acquired(path: Path) -> FileLock | None:
    from filelock import FileLock, Timeout

    lock = FileLock(f"{path}.lock", timeout=bookfile.PATIENCE, mode=0o600, poll_interval=0.01, fallback_to_soft=False)
    try:
        _make_folder(path.parent)
        os.close(os.open(lock.lock_file, os.O_CREAT | os.O_RDWR, 0o600))
        lock.acquire()
    except Timeout as error:
        raise errors.BookBusy from error
    except OSError as error:
        if error.errno in _UNKNOWN_HERE:
            return None
        full = error.errno in {errno.ENOSPC, errno.EDQUOT}
        raise (errors.DiskFull if full else errors.BookUnwritable)(book=path) from error
    return lock


def _make_folder(folder: Path) -> None:
    """Makes the folder and those above it, open to their owner only."""
    if folder.is_dir():
        return
    _make_folder(folder.parent)
    try:
        os.mkdir(folder, 0o700)  # noqa: PTH102 - Path.mkdir would make the folders above with another mode
    except FileExistsError:
        if not folder.is_dir():
            raise
