"""A whole book out of a file that `huikuan export all` made: a JSON document, a workbook, or a folder of CSV files.

It is read strictly: every table with every column and no other, every cell what its column holds. The first thing that
is otherwise refuses the file, with its place and the reason.
"""

from __future__ import annotations

import re
import zipfile
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final

from huikuan.domain.wholebook import BEFORE_TALK, FORMAT, MARK, OF_TALK, TABLES, VERSION, Row, WholeBook, names_of
from huikuan.errors import NotAWholeBook, WholeBookNotUnderstood, WholeBookOfOtherVersion
from huikuan.parse import wholecells
from huikuan.parse.files.opening import bytes_of
from huikuan.parse.wholetables import COVER, OTHER_WIDTH, PACKED, TROUBLE, WORKBOOK, Broken, Found, Sheet, found
from huikuan.text import _, shown

if TYPE_CHECKING:
    from collections.abc import Sequence
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
        wanted = [name for name in TABLES if tables.version != BEFORE_TALK or name not in OF_TALK]
        _refuse_other_tables(tables, wanted)
        rows = {name: _rows(name, tables.sheets[name], tables) if name in wanted else [] for name in TABLES}
        return WholeBook(rows if "name_key" in wanted else {**rows, "name_key": _named(rows["customer"])})
    except Broken as broken:
        raise WholeBookNotUnderstood(file=file, place=shown(broken.place[:_LONGEST_PLACE]), why=broken.why) from None


def _refuse_other_version(tables: Found, file: str) -> None:
    if type(tables.format) is not int or type(tables.version) is not int:
        raise NotAWholeBook(file=file)
    if tables.format != FORMAT or tables.version not in (BEFORE_TALK, VERSION):
        raise WholeBookOfOtherVersion(file=file, found=tables.version, known=VERSION)


def _refuse_other_tables(tables: Found, wanted: Sequence[str]) -> None:
    for name in tables.sheets:
        if name not in wanted:
            raise Broken(name, _("it is no table of a book"))
    for name in wanted:
        if name not in tables.sheets:
            raise Broken(name, _("the table is missing"))


def _named(customers: Sequence[Row]) -> list[Row]:
    """By what else the customers of an older file are found, as a book brought up to date has it."""
    from huikuan.store.pinyin import keys

    name, aliases = names_of("customer").index("name"), names_of("customer").index("aliases")
    found = ((who[0], keys(who[name], *filter(None, who[aliases].split("\n")))) for who in customers)
    return [(number, *each) for number, each in enumerate(found, 1)]


def _rows(name: str, sheet: Sheet, tables: Found) -> list[Row]:
    """The rows of one table as the book keeps them, by number."""
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
