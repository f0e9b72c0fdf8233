"""A file made for somebody: it is there whole or not at all, and one that is there already is never lost by accident.

It is written beside its place under another name, then put there in one step. Who may read it is what the system says
of any new file, as such files are made to be handed on; only a whole book is its owner's alone.
"""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from pathlib import Path

from huikuan.cli.endings import WHY, FileTrouble
from huikuan.errors import RuleRefusal
from huikuan.text import _, mark

NO_FOLDER = mark("there is no such folder")
_FOR_EVERYONE, _FOR_ITS_OWNER = 0o666, 0o600


class FileThere(RuleRefusal):
    """A file of this name exists."""

    sentence = mark("{file} is there already.")
    hint = mark("To replace it: --force")


def check_free(path: Path, *, replaces: bool) -> None:
    """Refuses a name that is taken, unless what is there may be replaced; a folder never may."""
    if path.is_dir():
        raise FileTrouble(place=path, why=_(WHY[errno.EISDIR]))
    if not replaces and os.path.lexists(path):
        raise FileThere(file=path)


def put(path: Path, raw: bytes, *, replaces: bool, is_private: bool = False) -> None:
    """Make the file, whole; a private one is its owner's alone, as the book is."""
    check_free(path, replaces=replaces)
    place = Path(os.path.realpath(path))
    beside = place.with_name(f".huikuan-{os.urandom(6).hex()}.tmp")
    try:
        _write(beside, raw, _FOR_ITS_OWNER if is_private else _FOR_EVERYONE)
        _move(beside, place, replaces=replaces)
    except FileExistsError:
        raise FileThere(file=path) from None
    except OSError as error:
        raise FileTrouble(place=path, why=_why(error)) from error
    finally:
        with suppress(OSError):
            beside.unlink()


def _write(path: Path, raw: bytes, mode: int) -> None:
    opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)
    with os.fdopen(opened, "wb") as file:
        file.write(raw)
        file.flush()
        os.fsync(file.fileno())


def _move(beside: Path, place: Path, *, replaces: bool) -> None:
    if replaces or not _is_linked(beside, place):
        beside.replace(place)


def _is_linked(beside: Path, place: Path) -> bool:
    """Whether the file stands in its place too; a disk may know no links. What came there meanwhile is not replaced."""
    try:
        os.link(beside, place)
    except OSError:
        if os.path.lexists(place):
            raise FileExistsError from None
        return False
    return True


def _why(error: OSError) -> str:
    if error.errno == errno.ENOENT:
        return _(NO_FOLDER)
    return _(WHY[error.errno]) if error.errno in WHY else _("the system refused it")
