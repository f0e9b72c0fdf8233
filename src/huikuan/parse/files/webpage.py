"""A web page saved as .xls is read as plain text: the rows and cells of its tables, and nothing else of it.

No script runs, nothing is fetched, and no reference is followed but the names of single signs (&amp;). A cell over
several rows or columns is one merged cell, as a spreadsheet would show it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from typing import TYPE_CHECKING, Final

from huikuan.errors import FileTooLong, FileTooWide
from huikuan.parse.files.grid import MOST_CELLS, MOST_ROWS, Grid, Merged

if TYPE_CHECKING:
    from huikuan.parse.files.grid import Cell

_TAG: Final = re.compile(r"<(/?)(table|tr|td|th)(?=[\s/>])([^<>]*)>", re.IGNORECASE)
_ANY_TAG: Final = re.compile(r"<[^<>]*>")
_NOT_SHOWN: Final = tuple(
    (re.compile(start, re.IGNORECASE), re.compile(end, re.IGNORECASE))
    for start, end in ((r"<!--", r"-->"), (r"<script[\s>]", r"</script"), (r"<style[\s>]", r"</style"))
)
_WIDEST: Final = 1000


@dataclass(slots=True)
class _Table:
    """The rows so far, and the cells that reach down into rows still to come."""

    file: str
    rows: list[list[Cell]] = field(default_factory=list)
    merged: list[Merged] = field(default_factory=list)
    reaching: dict[int, int] = field(default_factory=dict)
    """Until which row a column is taken by a cell above."""
    count: int = 0

    def begin_row(self) -> None:
        self.rows.append([])
        self.reaching = {column: row for column, row in self.reaching.items() if row >= len(self.rows) - 1}
        if len(self.rows) > MOST_ROWS:
            raise FileTooLong(file=self.file, most=f"{MOST_ROWS:,}")

    def add(self, text: str, wide: int, high: int) -> None:
        """The cell, beside those of the row and those that reach down into it."""
        if not self.rows:
            self.begin_row()
        row, at = self.rows[-1], len(self.rows) - 1
        while self.reaching.get(len(row), -1) >= at:
            row.append("")
        left = len(row)
        row += [text, *[""] * (wide - 1)]
        self.count += wide
        if wide > 1 or high > 1:
            self.merged.append(Merged(at, left, at + high - 1, left + wide - 1))
        for column in range(left, left + wide) if high > 1 else ():
            self.reaching[column] = at + high - 1
        if len(row) > _WIDEST or self.count > MOST_CELLS:
            raise FileTooWide(file=self.file, row=len(self.rows), column=len(row))


def grid(text: str, file: str) -> Grid:
    """All rows of the tables of the page."""
    for start, end in _NOT_SHOWN:
        text = _without(text, start, end)
    table = _Table(file)
    opened: tuple[int, str] | None = None
    for tag in _TAG.finditer(text):
        if opened:
            table.add(_shown(text[opened[0] : tag.start()]), _span(opened[1], "col"), _span(opened[1], "row"))
            opened = None
        if not tag[1] and tag[2].lower() in ("td", "th"):
            opened = tag.end(), tag[3]
        elif not tag[1] and tag[2].lower() == "tr":
            table.begin_row()
    return Grid(None, table.rows, range(1, len(table.rows) + 1), merged=tuple(table.merged))


def _without(text: str, start: re.Pattern[str], end: re.Pattern[str]) -> str:
    """The text without what stands between the two."""
    kept, at = [], 0
    while begun := start.search(text, at):
        kept.append(text[at : begun.start()])
        ended = end.search(text, begun.end())
        if not ended:
            return "".join(kept)
        at = ended.end()
    return "".join((*kept, text[at:]))


def _shown(cell: str) -> str:
    return " ".join(unescape(_ANY_TAG.sub(" " if "<br" in cell.lower() else "", cell)).split())


def _span(attributes: str, way: str) -> int:
    """Over how many columns or rows the cell goes; it is one where it says nothing bearable."""
    said = re.search(rf"{way}span\s*=\s*[\"']?\s*([0-9]{{1,5}})", attributes, re.IGNORECASE)
    return max(1, min(int(said[1]), _WIDEST if way == "col" else MOST_ROWS)) if said else 1
