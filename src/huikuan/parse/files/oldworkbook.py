"""A workbook of Excel 97 to 2003 (.xls) is looked over record by record before it is read.

It is refused where it is protected by a password or a cell stands where no sheet reaches; cells that hold an error are
told by their place. A record that does not fit in the file refuses it.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from huikuan.errors import FileDamaged, FileEncrypted, FileOfOtherFormat, FileTooWide
from huikuan.parse.files.cells import AN_ERROR_AT
from huikuan.parse.files.grid import MOST_CELLS, letters
from huikuan.parse.files.ole import streams
from huikuan.text import _

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_COLUMNS: Final = 256

_BEGIN: Final = frozenset({0x0009, 0x0209, 0x0409, 0x0809})
_SHEET, _STRINGS, _PASSWORD, _EPOCH = 0x0085, 0x00FC, 0x002F, 0x0022
_FORMULA, _ERROR, _NUMBERS = 0x0006, 0x0205, 0x00BD
_CELLS: Final = frozenset(
    {1, 2, 3, 4, 5, 0x0006, 0x0206, 0x0406, 0x0203, 0x0204, 0x0205, 0x027E, 0x00BD, 0x00BE, 0x00D6, 0x00FD, 0x0201}
)
_PLACE: Final = struct.Struct("<HH")
_LEAST_CELL: Final = 4


@dataclass(slots=True)
class OldBook:
    """The faulty cells of each sheet, in the order of the sheets."""

    faults: list[dict[tuple[int, int], str]] = field(default_factory=list)
    has_other_epoch: bool = False


def looked_over(raw: bytes, file: str) -> OldBook:
    """What has to be known of the workbook before it is read."""
    try:
        found = streams(raw)
        if "encryptedpackage" in found:
            raise FileEncrypted(file=file)
        book = found.get("workbook") or found.get("book")
        if book is None:
            raise FileOfOtherFormat(file=file, format=_("a document of an old Office program"))
        return _book(book(), file)
    except (struct.error, IndexError, ValueError):
        raise FileDamaged(file=file) from None


def _book(stream: bytes, file: str) -> OldBook:
    book = OldBook()
    starts: list[int] = []
    by_start: dict[int, dict[tuple[int, int], str]] = {}
    here: dict[tuple[int, int], str] = {}
    row, column = 0, 0
    for kind, at, size in _records(stream):
        if kind in _CELLS and size >= _LEAST_CELL:
            place = _PLACE.unpack_from(stream, at)
            row, column = max(row, place[0]), max(column, place[1], _last_of_many(stream, kind, at, size))
            if _is_error(stream, kind, at, size):
                here[place[0] + 1, place[1]] = _(AN_ERROR_AT, cell=f"{letters(place[1])}{place[0] + 1}")
        elif kind in _BEGIN:
            _refuse_far(row, column, file)
            here, row, column = by_start.setdefault(at - 4, {}), 0, 0
        elif kind == _SHEET:
            starts.append(struct.unpack_from("<I", stream, at)[0])
        elif kind == _EPOCH:
            book.has_other_epoch = stream[at] == 1
        else:
            _refuse_record(stream, kind, at, file)
    _refuse_far(row, column, file)
    book.faults = [by_start.get(start, {}) for start in starts]
    return book


def _refuse_record(stream: bytes, kind: int, at: int, file: str) -> None:
    """A password, and a list of texts longer than the file."""
    if kind == _PASSWORD:
        raise FileEncrypted(file=file)
    if kind == _STRINGS and struct.unpack_from("<I", stream, at + 4)[0] > len(stream):
        raise FileDamaged(file=file)


def _records(stream: bytes) -> Iterator[tuple[int, int, int]]:
    """The kind of each record, where what it holds begins, and how long that is."""
    at, end = 0, len(stream)
    while at + 4 <= end:
        kind, size = _PLACE.unpack_from(stream, at)
        if at + 4 + size > end:
            return
        yield kind, at + 4, size
        at += 4 + size


def _last_of_many(stream: bytes, kind: int, at: int, size: int) -> int:
    """The last column of a record that holds several numbers."""
    return int(struct.unpack_from("<H", stream, at + size - 2)[0]) if kind == _NUMBERS else 0


def _is_error(stream: bytes, kind: int, at: int, size: int) -> bool:
    if kind == _ERROR:
        return size > 7 and stream[at + 7] == 1  # noqa: PLR2004 - where the record says which of the two it is
    is_formula = kind == _FORMULA and size > 13  # noqa: PLR2004
    return is_formula and stream[at + 6] == 2 and stream[at + 12 : at + 14] == b"\xff\xff"  # noqa: PLR2004


def _refuse_far(row: int, column: int, file: str) -> None:
    if column >= MOST_COLUMNS or (row + 1) * (column + 1) > MOST_CELLS:
        raise FileTooWide(file=file, row=row + 1, column=column + 1)
