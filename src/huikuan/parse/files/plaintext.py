"""A text file is a table of cells with a comma, a tab or a semicolon between them, whichever divides its lines evenly.

It is written in UTF-16 with its mark, in UTF-8 or in GB18030. A cell in quotation marks may hold anything; marks
that do not pair would swallow the lines after them, so such a file is refused with the line. It is read line by line,
and refused as soon as it is seen to hold more lines, cells or text in one line than a table has room for.
"""

from __future__ import annotations

import codecs
import csv
import re
from collections import Counter
from io import BytesIO, TextIOWrapper
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from huikuan.errors import (
    FileEmpty,
    FileLineTooLong,
    FileNotText,
    FileQuotesOpen,
    FileTooFull,
    FileTooLong,
    FileTooWide,
)
from huikuan.parse.files.grid import MOST_CELLS_OF_TEXT, MOST_COLUMNS, MOST_ROWS, Grid

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from huikuan.parse.files.grid import Cell

BETWEEN: Final = ("\t", ",", ";")
_LINES_LOOKED_AT: Final = 60
_SIGNS_LOOKED_AT: Final = 200_000
_TOLD: Final = re.compile(r'"?sep=(.)"?\r?\n', re.IGNORECASE)
_CHUNK: Final = 1024 * 1024
_STRETCH: Final = 512 * 1024
"""Bytes; a line that fills a whole stretch of them is no line of a table."""
_ROWS_AT_ONCE: Final = 10_000


def encoding_of(raw: bytes, file: str) -> str:
    """The encoding that the bytes are written in. A byte that fits none of them refuses the file."""
    encodings = ("utf-16",) if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            found = _look_through(raw, encoding)
        except UnicodeDecodeError:
            continue
        if not found.has_naught:
            if found.is_blank:
                raise FileEmpty(file=file)
            return encoding
    raise FileNotText(file=file, tried="UTF-16, UTF-8, GB18030")


class _Look(NamedTuple):
    is_blank: bool
    has_naught: bool


def _look_through(raw: bytes, encoding: str) -> _Look:
    """What the text holds, decoded a piece at a time, so that it is never there as a whole."""
    decoder = codecs.getincrementaldecoder(encoding)()
    is_blank, has_naught = True, False
    for at in range(0, len(raw), _CHUNK):
        piece = decoder.decode(raw[at : at + _CHUNK], final=at + _CHUNK >= len(raw))
        is_blank = is_blank and not piece.strip()
        has_naught = has_naught or "\0" in piece
    return _Look(is_blank, has_naught)


def beginning(raw: bytes, encoding: str, count: int) -> str:
    """The first characters of the text."""
    return _stream(raw, encoding).read(count)


def grid(raw: bytes, encoding: str, file: str) -> Grid:
    """The table the text holds."""
    start = beginning(raw, encoding, _SIGNS_LOOKED_AT)
    told = _TOLD.match(start)
    between = told[1] if told else _between(start)
    refuse_crowded(raw, encoding, between, file)
    rows, lines = _rows(raw, encoding, between, file, skipped=bool(told))
    return Grid(sheet=None, rows=rows, lines=lines, is_delimited=True)


def refuse_crowded(raw: bytes, encoding: str, between: str, file: str) -> None:
    """A text with more cells, or more in one line, than a table has room for is not read."""
    wide = "utf-16-le" if encoding == "utf-16" else encoding.removesuffix("-sig")
    if raw.count(between.encode(wide)) > MOST_CELLS_OF_TEXT:
        is_long = raw.count(b"\n") > MOST_ROWS
        raise FileTooLong(file=file, most=f"{MOST_ROWS:,}") if is_long else too_full(file)
    for at in range(0, len(raw) - _STRETCH + 1, _STRETCH):
        if raw.find(b"\n", at, at + _STRETCH) < 0 and raw.find(b"\r", at, at + _STRETCH) < 0:
            raise FileLineTooLong(file=file, most=f"{_STRETCH:,}")


def _between(text: str) -> str:
    """The sign that divides most of the first lines into the same number of cells."""
    first = text[:_SIGNS_LOOKED_AT].splitlines(keepends=True)[:_LINES_LOOKED_AT]
    return max(BETWEEN, key=lambda sign: _evenness(first, sign))


def _evenness(lines: Sequence[str], sign: str) -> tuple[int, int]:
    """How many lines have the commonest number of cells, and that number; nothing where it is one."""
    try:
        widths = Counter(len(row) for row in csv.reader(lines, delimiter=sign))
    except csv.Error:
        return 0, 0
    widths.pop(1, None)
    widths.pop(0, None)
    width, count = max(widths.items(), key=lambda each: (each[1], each[0]), default=(0, 0))
    return count, width


def _rows(
    raw: bytes, encoding: str, between: str, file: str, *, skipped: bool
) -> tuple[list[list[Cell]], Sequence[int]]:
    """The rows, and the line of the file each begins on; the line that tells the sign is skipped."""
    stream = _stream(raw, encoding)
    before = 1 if skipped and stream.readline() else 0
    reader = csv.reader(stream, delimiter=between, strict=True)
    try:
        rows = rows_of(reader, file, MOST_ROWS)
    except FileQuotesOpen:
        if b'"' in raw:
            raise
        raise FileLineTooLong(file=file, most=f"{csv.field_size_limit():,}") from None
    if reader.line_num == len(rows):
        return rows, range(before + 1, before + len(rows) + 1)
    return rows, [before + line for line in _first_lines(raw, encoding, between, before)]


def rows_of(reader: Any, file: str, most: int) -> list[list[Cell]]:
    """The rows of the reader, taken a few at a time: it is left as soon as there are too many or one is too wide."""
    rows: list[list[Cell]] = []
    cells = 0
    try:
        while block := list(islice(reader, _ROWS_AT_ONCE)):
            rows += block
            cells += sum(map(len, block))
            if len(rows) > most:
                raise FileTooLong(file=file, most=f"{most:,}")
            if cells > MOST_CELLS_OF_TEXT:
                raise too_full(file)
            if (widest := max(map(len, block))) > MOST_COLUMNS:
                raise FileTooWide(file=file, row=reader.line_num, column=widest)
    except csv.Error as error:
        raise FileQuotesOpen(file=file, line=reader.line_num) from error
    return rows


def too_full(file: str) -> FileTooFull:
    """The refusal of a text with more cells than are read."""
    return FileTooFull(file=file, most=f"{MOST_CELLS_OF_TEXT:,}")


def _stream(raw: bytes, encoding: str) -> TextIOWrapper:
    """The text line by line, the ends of its lines as they are."""
    return TextIOWrapper(BytesIO(raw), encoding=encoding, newline="")


def _first_lines(raw: bytes, encoding: str, between: str, skipped: int) -> Iterator[int]:
    """Where each row begins when some go over several lines."""
    stream = _stream(raw, encoding)
    for _line in range(skipped):
        stream.readline()
    reader = csv.reader(stream, delimiter=between, strict=True)
    before = 0
    for _row in reader:
        yield before + 1
        before = reader.line_num
