"""The tables of a whole book out of its file, cells still as the file has them: of JSON, of a workbook, of a folder of
CSV files. What they hold is brought to one form: numbers, amounts and days as JSON writes them.

What a packed folder says of its sizes is not believed: a part is unpacked up to a limit and no further.
"""

from __future__ import annotations

import csv
import io
import json
import re
import struct
import zipfile
import zlib
from datetime import date, datetime, time
from math import isfinite
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from huikuan.domain.money import LARGEST_FEN, Money
from huikuan.domain.wholebook import MARK, TABLES, Cell, names_of
from huikuan.errors import FileBlownUp, FileEncrypted, FileQuotesOpen, FileTooLong, NotAWholeBook
from huikuan.parse.files import package, plaintext
from huikuan.parse.files.grid import MOST_CELLS_OF_TEXT
from huikuan.show.sheets.armour import bare
from huikuan.text import _, mark

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

PACKED: Final = b"PK\x03\x04"
OLD_WORKBOOK: Final = b"\xd0\xcf\x11\xe0"
COVER: Final = f"{MARK}.csv"
WORKBOOK: Final = "xl/workbook.xml"
_MOST_PARTS: Final = 100
_MOST_ROWS: Final = 4_000_000
_SAME_FEN: Final = 1e-4
_WHOLE: Final = re.compile(r"-?[0-9]{1,19}")
_CSV: Final = ".csv"
OTHER_WIDTH: Final = mark("it has other columns than its table")

TROUBLE: Final = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, NotImplementedError, ValueError, RuntimeError,
    OverflowError,
)  # fmt: skip
"""What unpacking a damaged folder may raise."""


class Sheet(NamedTuple):
    """One table: its headings, its rows, the line its first row stands on, and what its cells could not hold."""

    headings: list[Any]
    rows: list[list[Any]]
    first: int
    faults: Mapping[tuple[int, int], str]


class Broken(Exception):  # noqa: N818 - it carries the place and the reason to the sentence around it
    """Where the file is not as it should be, and why."""

    def __init__(self, place: str, why: str) -> None:
        super().__init__(why)
        self.place = place
        self.why = why


class Found(NamedTuple):
    """The format and the version the file names, its tables, and how a cell of them is brought to the one form."""

    format: Any
    version: Any
    sheets: dict[str, Sheet]
    ready: Callable[[Any, Cell], Any]


def found(raw: bytes, file: str) -> Found:
    """The tables in the bytes of the file."""
    if raw.startswith(PACKED):
        return _of_workbook(raw, file) if WORKBOOK in _names(raw, file) else _of_folder(raw, file)
    return _of_workbook(raw, file) if raw.startswith(OLD_WORKBOOK) else _of_json(raw, file)


# --- JSON ----------------------------------------------------------------------------------------------------------


def _of_json(raw: bytes, file: str) -> Found:
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
    sheets = {name: _of_rows(name, rows) for name, rows in tables.items()}
    return Found(document[MARK], document["version"], sheets, lambda cell, _kind: cell)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Of two values under one name nobody could say which is meant."""
    named = dict(pairs)
    if len(named) != len(pairs):
        raise ValueError
    return named


def _no_number(_name: str) -> float:
    raise ValueError


def _of_rows(name: str, rows: Any) -> Sheet:
    if type(rows) is not list or not all(type(row) is dict for row in rows):
        raise Broken(name, _("it is no list of rows"))
    if not rows:
        return Sheet(list(names_of(name)) if name in TABLES else [], [], 1, {})
    headings = list(rows[0])
    for line, row in enumerate(rows, 1):
        if row.keys() != rows[0].keys():
            raise Broken(_("{table}, row {row}", table=name, row=line), _(OTHER_WIDTH))
    return Sheet(headings, [[row[heading] for heading in headings] for row in rows], 1, {})


# --- workbooks -----------------------------------------------------------------------------------------------------


def _of_workbook(raw: bytes, file: str) -> Found:
    from huikuan.parse.files import workbook

    sheets = {}
    for grid in workbook.grids(raw, file, None):
        rows = grid.rows
        while rows and all(cell == "" for cell in rows[-1]):
            rows.pop()
        sheets[str(grid.sheet)] = Sheet(rows[0] if rows else [], rows[1:], 2, grid.faults)
    return _with_cover(sheets, _of_spreadsheet, file)


def _of_spreadsheet(cell: Any, kind: Cell) -> Any:
    if type(cell) is float and isfinite(cell):
        if kind is Cell.AMOUNT:
            return _yuan(cell)
        return int(cell) if cell.is_integer() else cell
    if kind is Cell.DAY and isinstance(cell, date):
        if isinstance(cell, datetime):
            return cell.date().isoformat() if cell.time() == time() else cell
        return cell.isoformat()
    return cell


def _yuan(number: float) -> Any:
    """A number of a spreadsheet is exact but for its last binary digit."""
    fen = round(number * 100)
    is_exact = abs(fen) <= LARGEST_FEN and abs(number * 100 - fen) <= max(_SAME_FEN, abs(number) * 1e-13)
    return Money(fen).yuan() if is_exact else number


# --- a folder of CSV files -----------------------------------------------------------------------------------------


def _of_folder(raw: bytes, file: str) -> Found:
    sheets = {name: _of_csv(name, part, file) for name, part in _unpacked(raw, file).items()}
    return _with_cover(sheets, _of_plain_text, file)


def _of_csv(name: str, part: bytes, file: str) -> Sheet:
    try:
        plaintext.refuse_crowded(part, "utf-8", ",", file)
        stream = io.TextIOWrapper(io.BytesIO(part), encoding="utf-8-sig", newline="")
        rows = plaintext.rows_of(csv.reader(stream, strict=True), file, _MOST_ROWS)
    except (UnicodeDecodeError, FileQuotesOpen):
        raise Broken(name, _("it is no CSV in UTF-8")) from None
    headings: list[Any] = rows[0] if rows else []
    return Sheet(headings, [list(row) for row in rows[1:]], 2, {})


def _of_plain_text(cell: str, kind: Cell) -> Any:
    text = bare(cell)
    return int(text) if kind in (Cell.NUMBER, Cell.COUNT) and _WHOLE.fullmatch(text) else text


def _with_cover(sheets: dict[str, Sheet], ready: Callable[[Any, Cell], Any], file: str) -> Found:
    """The sheet that says what the others are is none of the tables."""
    cover = sheets.pop(MARK, None)
    if cover is None or cover.headings != [MARK, "version"] or len(cover.rows) != 1:
        raise NotAWholeBook(file=file)
    format_, version = (ready(cell, Cell.NUMBER) for cell in cover.rows[0])
    return Found(format_, version, sheets, ready)


def _names(raw: bytes, file: str) -> set[str]:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as folder:
            return set(folder.namelist())
    except TROUBLE:
        raise NotAWholeBook(file=file) from None


def _unpacked(raw: bytes, file: str) -> dict[str, bytes]:
    """The CSV files of the folder, without their ending."""
    parts: dict[str, bytes] = {}
    left = package.LARGEST
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as folder:
            listed = folder.infolist()
            if COVER not in folder.namelist():
                raise NotAWholeBook(file=file)
            if len(listed) > _MOST_PARTS:
                raise FileBlownUp(file=file)
            for each in listed:
                name = each.filename.removesuffix(_CSV)
                if name in parts or not each.filename.endswith(_CSV):
                    raise Broken(each.filename, _("it is no table of a book"))
                parts[name] = _part(folder, each, left, file)
                left -= len(parts[name])
    except TROUBLE:
        raise Broken(_("the folder"), _("it is damaged")) from None
    return parts


def _part(folder: zipfile.ZipFile, each: zipfile.ZipInfo, left: int, file: str) -> bytes:
    if each.flag_bits & 1:
        raise FileEncrypted(file=file)
    most = min(left, max(package.SMALL_ENOUGH, each.compress_size * package.LARGEST_RATIO))
    with folder.open(each) as stream:
        part = stream.read(most + 1)
    if len(part) > most:
        raise FileBlownUp(file=file)
    return part
