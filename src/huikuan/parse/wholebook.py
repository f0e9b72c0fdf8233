"""A whole book out of the JSON document that `huikuan export all` made.

It is read strictly: every table with every column and no other, every cell what its column holds. The first thing that
is otherwise refuses the file, with its place and the reason.
"""

from __future__ import annotations

import json
import re
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from huikuan.domain.version import OLDEST, VERSION
from huikuan.domain.wholebook import FORMAT, MARK, TABLES, Row, WholeBook, names_of
from huikuan.errors import FileTooLong, NotAWholeBook, WholeBookNotUnderstood, WholeBookOfOtherVersion
from huikuan.parse import wholecells
from huikuan.parse.files import plaintext
from huikuan.parse.files.grid import MOST_CELLS_OF_TEXT
from huikuan.parse.files.opening import bytes_of
from huikuan.text import _, shown

if TYPE_CHECKING:
    from pathlib import Path

_LOOKED_AT: Final = 64 * 1024
_LONGEST_PLACE: Final = 100
_MOST_ROWS: Final = 4_000_000
_DOCUMENT: Final = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{\s*\"" + MARK.encode() + rb"\"\s*:")


class Sheet(NamedTuple):
    """One table: its headings and its rows."""

    headings: list[Any]
    rows: list[list[Any]]


class Broken(Exception):  # noqa: N818 - it carries the place and the reason to the sentence around it
    """Where the file is not as it should be, and why."""

    def __init__(self, place: str, why: str) -> None:
        super().__init__(why)
        self.place = place
        self.why = why


class Found(NamedTuple):
    """The format and the version the file names, and its tables."""

    format: Any
    version: Any
    sheets: dict[str, Sheet]


def is_whole(path: Path) -> bool:
    """Whether the file says that it is a whole book; whatever is wrong with it, it is looked at only."""
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return bool(_DOCUMENT.match(file.read(_LOOKED_AT)))
    except OSError:
        return False


def read(path: Path) -> WholeBook:
    """The whole book in the file."""
    file = shown(str(path))
    try:
        tables = _found(bytes_of(path), file)
        _refuse_other_version(tables, file)
        _refuse_other_tables(tables)
        return WholeBook({name: _rows(name, tables) for name in TABLES})
    except Broken as broken:
        raise WholeBookNotUnderstood(file=file, place=shown(broken.place[:_LONGEST_PLACE]), why=broken.why) from None


def _found(raw: bytes, file: str) -> Found:
    if raw.count(b"{") + raw.count(b"[") > _MOST_ROWS:
        raise FileTooLong(file=file, most=f"{_MOST_ROWS:,}")
    if raw.count(b",") > MOST_CELLS_OF_TEXT:
        raise plaintext.too_full(file)
    try:
        document = json.loads(raw.decode("utf-8-sig"), object_pairs_hook=_once, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise NotAWholeBook(file=file) from None
    if type(document) is not dict or document.keys() != {MARK, "version", "tables"}:
        raise NotAWholeBook(file=file)
    tables = document["tables"]
    if type(tables) is not dict:
        raise NotAWholeBook(file=file)
    return Found(document[MARK], document["version"], {name: _sheet(name, rows) for name, rows in tables.items()})


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Of two values under one name nobody could say which is meant."""
    named = dict(pairs)
    if len(named) != len(pairs):
        raise ValueError
    return named


def _no_number(_name: str) -> float:
    raise ValueError


def _sheet(name: str, rows: Any) -> Sheet:
    if type(rows) is not list or not all(type(row) is dict for row in rows):
        raise Broken(name, _("it is no list of rows"))
    if not rows:
        return Sheet(list(names_of(name)) if name in TABLES else [], [])
    headings = list(rows[0])
    for line, row in enumerate(rows, 1):
        if row.keys() != rows[0].keys():
            raise Broken(_("{table}, row {row}", table=name, row=line), _("it has other columns than its table"))
    return Sheet(headings, [[row[heading] for heading in headings] for row in rows])


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
    columns = []
    for column in TABLES[name]:
        place = places[column.name]
        cells = [row[place] for row in sheet.rows]
        try:
            columns.append(wholecells.values(cells, column))
        except wholecells.Wrong as wrong:
            raise Broken(_place(name, wrong.place + 1, column.name), wrong.why) from None
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


def _column(name: str, heading: Any) -> str:
    return _("{table}, {column}", table=name, column=str(heading))


def _place(name: str, line: int, heading: str) -> str:
    return _("{table}, row {row}, {column}", table=name, row=line, column=heading)
