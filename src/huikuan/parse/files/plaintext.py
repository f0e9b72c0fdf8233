"""A text file is a table of cells with a comma, a tab or a semicolon between them, whichever divides its lines evenly.

It is written in UTF-16 with its mark, in UTF-8 or in GB18030. A cell in quotation marks may hold anything; marks
that do not pair would swallow the lines after them, so such a file is refused with the line.
"""

from __future__ import annotations

import codecs
import csv
import re
from collections import Counter
from io import StringIO
from typing import TYPE_CHECKING, Final

from huikuan.errors import FileEmpty, FileNotText, FileQuotesOpen, FileTooLong
from huikuan.parse.files.grid import MOST_ROWS, Grid

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from huikuan.parse.files.grid import Cell

BETWEEN: Final = ("\t", ",", ";")
_LINES_LOOKED_AT: Final = 60
_SIGNS_LOOKED_AT: Final = 200_000
_TOLD: Final = re.compile(r'"?sep=(.)"?\r?\n', re.IGNORECASE)


def decoded(raw: bytes, file: str) -> str:
    """The text the bytes write. A byte that fits none of the encodings refuses the file."""
    encodings = ("utf-16",) if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return _not_empty(text, file)
    raise FileNotText(file=file, tried="UTF-16, UTF-8, GB18030")


def grid(text: str, file: str) -> Grid:
    """The table the text holds."""
    told = _TOLD.match(text)
    between = told[1] if told else _between(text)
    rows, lines = _rows(text[told.end() :] if told else text, between, file)
    if told:
        lines = [line + 1 for line in lines]
    return Grid(sheet=None, rows=rows, lines=lines, is_delimited=True)


def _not_empty(text: str, file: str) -> str:
    if not text.strip():
        raise FileEmpty(file=file)
    return text


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


def _rows(text: str, between: str, file: str) -> tuple[list[list[Cell]], Sequence[int]]:
    """The rows, and the line of the file each begins on."""
    reader = csv.reader(_pieces(text), delimiter=between, strict=True)
    try:
        rows: list[list[Cell]] = list(reader)  # type: ignore[arg-type]
    except csv.Error:
        raise FileQuotesOpen(file=file, line=reader.line_num) from None
    if len(rows) > MOST_ROWS:
        raise FileTooLong(file=file, most=f"{MOST_ROWS:,}")
    if reader.line_num == len(rows):
        return rows, range(1, len(rows) + 1)
    return rows, _first_lines(text, between)


def _pieces(text: str) -> Iterable[str]:
    """The text line by line, the ends of its lines as they are."""
    return StringIO(text, newline="")


def _first_lines(text: str, between: str) -> list[int]:
    """Where each row begins when some go over several lines."""
    reader = csv.reader(_pieces(text), delimiter=between, strict=True)
    lines, before = [], 0
    for _row in reader:
        lines.append(before + 1)
        before = reader.line_num
    return lines
