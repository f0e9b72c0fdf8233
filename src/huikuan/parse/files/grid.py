"""A file, whatever its format, is a grid: rows of cells with the number each row has in the file.

A blank cell is ''. What a cell should hold but does not (an error, a formula never computed) is a fault with its
reason, kept apart, so that it is never read as nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time, timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Cell = str | float | bool | date | time | timedelta
"""Also int and datetime, which are a float and a date."""

MOST_ROWS: Final = 1_048_576
MOST_COLUMNS: Final = 16_384
MOST_CELLS: Final = 10_000_000
"""Of a workbook, which takes room for every cell up to the last one."""
MOST_CELLS_OF_TEXT: Final = 20_000_000
MOST_FAULTS: Final = 100_000


class Merged(NamedTuple):
    """Cells shown as one, by row and column from 0, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Grid:
    sheet: str | None
    rows: list[list[Cell]]
    lines: Sequence[int]
    faults: Mapping[tuple[int, int], str] = field(default_factory=lambda: MappingProxyType({}))
    """Why a cell (line in the file, column from 0) holds nothing to read."""
    merged: tuple[Merged, ...] = ()
    has_other_epoch: bool = False
    """Days are counted from 1904: a bare number is no day."""
    is_delimited: bool = False
    """Its cells are told apart by a sign between them, and can slip."""

    @property
    def width(self) -> int:
        return max(map(len, self.rows), default=0)


def letters(column: int) -> str:
    """The letters a spreadsheet gives to the column: A for 0, AA for 26."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def column_of(name: str) -> int:
    """The column from 0 with these letters."""
    column = 0
    for letter in name.upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return column - 1
