"""Before a sheet is read its XML is looked over: how far it reaches, and which cells hold an error or no result.

The reader of workbooks takes room for every cell up to the last one, and shows errors as nothing. A sheet with a stray
cell far out is refused before; an error or a formula without its result is told by its place.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from huikuan.errors import FileDamaged, FileTooLong, FileTooWide
from huikuan.parse.files.cells import AN_ERROR_AT
from huikuan.parse.files.grid import MOST_CELLS, MOST_COLUMNS, MOST_FAULTS, MOST_ROWS, column_of, letters
from huikuan.text import _, mark

if TYPE_CHECKING:
    from collections.abc import Iterator

NO_RESULT: Final = mark("the formula in cell {cell} has no result; open the file in Excel and save it again")

_PREFIX: Final = rb"<(?:[\w.-]+:)?"
_FAR: Final = re.compile(rb"<c r=\"(?:[A-Za-z]{2}|[A-Za-z](?:[3-9][0-9]{5}|[0-9]{7}))")
"""Beyond column Z or row 299,999: all cells before fit in anyway."""
_NAMED: Final = re.compile(rb"<c r=\"([A-Z]{1,3})([0-9]{1,7})\"")
_ODD: Final = re.compile(rb"<c[\t\r\n>]")
_CELL: Final = re.compile(_PREFIX + rb"c(?=[\s>])([^<>]*)(?<!/)>")
_ROW: Final = re.compile(_PREFIX + rb"row(?=[\s>])[^<>]*\sr\s*=\s*[\"']\s*([0-9]+)")
_PLACE: Final = re.compile(rb"(?:^|\s)r\s*=\s*[\"']\s*([A-Za-z]{1,9})([0-9]{1,19})")
_IS_ERROR: Final = re.compile(rb"\st\s*=\s*[\"']e[\"']")
_HAS_FORMULA: Final = re.compile(_PREFIX + rb"f[\s/>]")
_IS_TEXT: Final = re.compile(rb"\st\s*=\s*[\"']str[\"']")
_FORMULA: Final = re.compile(
    _PREFIX
    + rb"c(?=[\s>])([^<>]*)(?<!/)>\s*"
    + _PREFIX
    + rb"f(?=[\s/>])[^<>]*(?:(?<=/)>|(?<!/)>[^<]*</(?:[\w.-]+:)?f\s*>)"
    rb"\s*(" + _PREFIX + rb"v\s*(?:/>|>))?([^<]?)"
)


def refuse_far(xml: bytes, file: str) -> None:
    """A sheet whose cells span more room than a table needs is not read."""
    if xml.count(b"<row") > MOST_ROWS:
        raise FileTooLong(file=file, most=f"{MOST_ROWS:,}")
    if _is_near(xml):
        return
    row, column = _last(xml)
    if row > MOST_ROWS or column > MOST_COLUMNS or row * column > MOST_CELLS:
        raise FileTooWide(file=file, row=row, column=column)


def _is_near(xml: bytes) -> bool:
    """Whether the sheet can be seen at a glance to be of a bearable size."""
    cells = xml.count(b"<c ")
    if xml.count(b'<c r="') != cells or b":c " in xml or b":c>" in xml or _ODD.search(xml):
        return False
    if not _FAR.search(xml):
        return True
    columns: set[bytes] = set()
    count = lowest = 0
    for place in _NAMED.finditer(xml):
        count += 1
        columns.add(place[1])
        lowest = max(lowest, int(place[2]))
    widest = max((column_of(name.decode()) for name in columns), default=0) + 1
    return count == cells and widest <= MOST_COLUMNS and lowest <= MOST_ROWS and widest * lowest <= MOST_CELLS


def faults(xml: bytes, file: str) -> dict[tuple[int, int], str]:
    """Why cells hold nothing to read, by line and column."""
    found: dict[tuple[int, int], str] = {}
    for place, why in _faulty(xml):
        if place is None or len(found) > MOST_FAULTS:
            raise FileDamaged(file=file)
        found[place] = _(why, cell=f"{letters(place[1])}{place[0]}")
    return found


def _faulty(xml: bytes) -> Iterator[tuple[tuple[int, int] | None, str]]:
    if b'"e"' in xml or b"'e'" in xml:
        for cell in _CELL.finditer(xml):
            if _IS_ERROR.search(cell[1]):
                yield _place(cell[1]), AN_ERROR_AT
    if (b"<f" in xml or b":f" in xml) and _HAS_FORMULA.search(xml):
        for cell in _FORMULA.finditer(xml):
            is_computed = cell[2] and (cell[3] or _IS_TEXT.search(cell[1]))
            if not is_computed and not _IS_ERROR.search(cell[1]):
                yield _place(cell[1]), NO_RESULT


def _place(attributes: bytes) -> tuple[int, int] | None:
    found = _PLACE.search(attributes)
    return (int(found[2]), column_of(found[1].decode())) if found else None


def _last(xml: bytes) -> tuple[int, int]:
    """The last row and column that hold anything; cells that do not say where they stand count one by one."""
    rows = [int(number[:19]) for number in _ROW.findall(xml)]
    row, widest = max(rows, default=0), 0
    for piece in re.split(_PREFIX + rb"row(?=[\s>/])", xml):
        nameless = 0
        for cell in _CELL.finditer(piece):
            place = _place(cell[1])
            nameless = nameless + 1 if place is None else place[1] + 1
            widest = max(widest, nameless)
            row = max(row, place[0] if place else 0)
    return row + sum(1 for _ in re.finditer(_PREFIX + rb"row\s*>", xml)), widest
