"""What a file is shows in its first bytes, not in its name: many an .xls is a web page or a text.

A file is looked at before it is read: that it is one, that it is not empty, and not larger than a table can be.
"""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING, Final

from huikuan.errors import (
    FileEmpty,
    FileIsDevice,
    FileIsFolder,
    FileMissing,
    FileOfOtherFormat,
    FileTooLarge,
    FileUnreadable,
)
from huikuan.parse.files import plaintext
from huikuan.text import _, mark, shown

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from huikuan.parse.files.grid import Grid

MEGA: Final = 1024 * 1024
LARGEST_WORKBOOK: Final = 100 * MEGA
LARGEST_TEXT: Final = 200 * MEGA
LARGEST_PAGE: Final = 50 * MEGA

_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOOKED_AT: Final = 4096
_OTHERS: Final = (
    (b"%PDF", mark("a PDF")),
    (b"\x89PNG", mark("a picture")),
    (b"\xff\xd8\xff", mark("a picture")),
    (b"7z\xbc\xaf", mark("a packed archive")),
    (b"Rar!", mark("a packed archive")),
    (b"\x1f\x8b", mark("a packed archive")),
    (b"SQLite format 3\x00", mark("a database")),
    (b"\x09\x00\x04\x00", mark("a workbook of a very old Excel")),
    (b"\x09\x02\x06\x00", mark("a workbook of a very old Excel")),
    (b"\x09\x04\x06\x00", mark("a workbook of a very old Excel")),
)


def grids(path: Path, sheet: str | None) -> Iterator[Grid]:
    """The sheets of the file, or the one named; a text has one without a name."""
    file, raw = shown(str(path)), bytes_of(path)
    for start, what in _OTHERS:
        if raw.startswith(start):
            raise FileOfOtherFormat(file=file, format=_(what))
    if raw.startswith((*_ZIP, _OLE)):
        from huikuan.parse.files import workbook

        return workbook.grids(raw, file, sheet)
    return _of_text(raw, file)


def _of_text(raw: bytes, file: str) -> Iterator[Grid]:
    encoding = plaintext.encoding_of(raw, file)
    start = plaintext.beginning(raw, encoding, _LOOKED_AT).lstrip().lower()
    if start.startswith("mime-version:"):
        raise FileOfOtherFormat(file=file, format=_("a web page archive"))
    if start.startswith("<"):
        if "office:spreadsheet" in start:
            raise FileOfOtherFormat(file=file, format=_("an XML spreadsheet of 2003"))
        if len(raw) > LARGEST_PAGE:
            raise FileTooLarge(file=file, most=LARGEST_PAGE // MEGA)
        from huikuan.parse.files import webpage

        yield webpage.grid(raw.decode(encoding), file)
        return
    yield plaintext.grid(raw, encoding, file)


def bytes_of(path: Path) -> bytes:
    """The whole file, once it is known to be one of a bearable size."""
    file = shown(str(path))
    try:
        found = path.stat()
        _refuse_by_look(found.st_mode, found.st_size, file)
        with path.open("rb") as opened:
            start = opened.read(len(_OLE))
            most = LARGEST_WORKBOOK if start.startswith((*_ZIP, _OLE)) else LARGEST_TEXT
            opened.seek(0)
            raw = opened.read(most + 1)
    except (FileNotFoundError, NotADirectoryError):
        raise FileMissing(file=file) from None
    except (OSError, ValueError):
        raise FileUnreadable(file=file) from None
    if len(raw) > most:
        raise FileTooLarge(file=file, most=most // MEGA)
    return raw


def _refuse_by_look(mode: int, size: int, file: str) -> None:
    if stat.S_ISDIR(mode):
        raise FileIsFolder(file=file)
    if not stat.S_ISREG(mode):
        raise FileIsDevice(file=file)
    if not size:
        raise FileEmpty(file=file)
    if size > LARGEST_TEXT:
        raise FileTooLarge(file=file, most=LARGEST_TEXT // MEGA)
