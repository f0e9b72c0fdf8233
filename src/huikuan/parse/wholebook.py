"""A whole book out of a file that `huikuan export all` made: a JSON document, a workbook, or a folder of CSV files.

It is read strictly: every table with every column and no other, every cell what its column holds. The first thing that
is otherwise refuses the file, with its place and the reason.
"""

from __future__ import annotations

import re
import zipfile
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final

from huikuan.domain.version import OLDEST, VERSION
from huikuan.domain.wholebook import FORMAT, MARK, TABLES, Row, WholeBook, names_of
from huikuan.errors import NotAWholeBook, WholeBookNotUnderstood, WholeBookOfOtherVersion
from huikuan.parse import wholecells
from huikuan.parse.files.opening import bytes_of
from huikuan.parse.wholetables import COVER, OTHER_WIDTH, PACKED, TROUBLE, WORKBOOK, Broken, Found, Sheet, found
from huikuan.text import _, shown

if TYPE_CHECKING:
    from pathlib import Path

_LOOKED_AT: Final = 64 * 1024
_LONGEST_PLACE: Final = 100
_DOCUMENT: Final = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{\s*\"" + MARK.encode() + rb"\"\s*:")
_SHEET: Final = re.compile(rb"\sname=[\"']" + MARK.encode() + rb"[\"']")


def is_whole(path: Path) -> bool:
    """Whether the file says that it is a whole book; whatever is wrong with it, it is looked at only."""
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            start = file.read(_LOOKED_AT)
        if not start.startswith(PACKED):
            return bool(_DOCUMENT.match(start))
        with zipfile.ZipFile(path) as folder:
            names = folder.namelist()
            if WORKBOOK not in names:
                return COVER in names
            with folder.open(WORKBOOK) as part:
                return bool(_SHEET.search(part.read(_LOOKED_AT)))
    except TROUBLE:
        return False


def read(path: Path) -> WholeBook:
    """The whole book in the file."""
    file = shown(str(path))
    try:
        tables = found(bytes_of(path), file)
        _refuse_other_version(tables, file)
        _refuse_other_tables(tables)
        return WholeBook({name: _rows(name, tables) for name in TABLES})
    except Broken as broken:
        raise WholeBookNotUnderstood(file=file, place=shown(broken.place[:_LONGEST_PLACE]), why=broken.why) from None


def _refuse_other_version(tables: Found, file: str) -> None:
    if type(tables.format) is not int or type(tables.version) is not int:
        raise NotAWholeBook(file=file)
    if tables.format != FORMAT or not OLDEST <= tables.version <= VERSION:
        raise WholeBookOfOtherVersion(file=file, found=tables.version, known=VERSION)


def _refuse_other_tables(tables: Found) -> None:
    for name in tables.sheets:
        if name not in TABLES:
            raise Broken(name, _("it is no table of a book"))
    for name in TABLES:
        if name not in tables.sheets:
            raise Broken(name, _("the table is missing"))


def _rows(name: str, tables: Found) -> list[Row]:
    """The rows of one table as the book keeps them, by number."""
    sheet = _with_later_columns(name, tables)
    places = _places(name, sheet)
    _refuse_uneven(name, sheet)
    columns = []
    for column in TABLES[name]:
        place = places[column.name]
        cells = [tables.ready(row[place], column.cell) for row in sheet.rows]
        try:
            columns.append(wholecells.values(cells, column))
        except wholecells.Wrong as wrong:
            raise Broken(_place(name, wrong.place + sheet.first, column.name), wrong.why) from None
    return sorted(zip(*columns, strict=True), key=itemgetter(0))


def _with_later_columns(name: str, tables: Found) -> Sheet:
    """A match of version 3 had no day of its own: it counts from the value date of its receipt."""
    sheet = tables.sheets[name]
    if tables.version == VERSION or name != "allocation" or not sheet.rows or "receipt_id" not in sheet.headings:
        return sheet
    receipts, of = tables.sheets["receipt"], sheet.headings.index("receipt_id")
    dated = {"id", "on_day"} <= set(receipts.headings)
    number, day = (receipts.headings.index(column) if dated else 0 for column in ("id", "on_day"))
    on = {row[number]: row[day] for row in receipts.rows if len(row) > max(number, day)}
    rows = [[*row, on.get(row[of])] if len(row) > of else row for row in sheet.rows]
    return sheet._replace(headings=[*sheet.headings, "matched_on"], rows=rows)


def _places(name: str, sheet: Sheet) -> dict[str, int]:
    """Where each column of the table stands; they may stand in any order."""
    places: dict[str, int] = {}
    for place, heading in enumerate(sheet.headings):
        if heading not in names_of(name) or heading in places:
            raise Broken(_column(name, heading), _("it is no column of this table"))
        places[heading] = place
    for heading in names_of(name):
        if heading not in places:
            raise Broken(_column(name, heading), _("the column is missing"))
    return places


def _refuse_uneven(name: str, sheet: Sheet) -> None:
    """Every row has a cell for each heading, and none holds an error of the spreadsheet."""
    for line, row in enumerate(sheet.rows, sheet.first):
        if len(row) != len(sheet.headings):
            raise Broken(_("{table}, row {row}", table=name, row=line), _(OTHER_WIDTH))
    for (line, place), why in sheet.faults.items():
        heading = sheet.headings[place] if place < len(sheet.headings) else ""
        raise Broken(_place(name, line, str(heading)), why)


def _column(name: str, heading: Any) -> str:
    return _("{table}, {column}", table=name, column=str(heading))


def _place(name: str, line: int, heading: str) -> str:
    return _("{table}, row {row}, {column}", table=name, row=line, column=heading)
