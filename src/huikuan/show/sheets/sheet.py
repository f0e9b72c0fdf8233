"""A report as a sheet: its columns, its lines, and the picture a manager wants to see beside it.

Row one is the headings, so that a sheet that was filled in can be read back. A cell is an amount, a day, a number or
text; where nothing is known it is empty.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from huikuan.names import named
from huikuan.text import _, shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from huikuan.show.table import Column


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars of the columns with these keys for the largest lines, named by another; the first of them ranks the lines.

    Stacked bars are parts of one whole, which ranks them.
    """

    title: str
    names: str
    bars: tuple[str, ...]
    most: int = 15
    is_stacked: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """`frozen` columns stay in sight at the left."""

    name: str
    columns: Sequence[Column[Any]]
    lines: Sequence[Any]
    chart: Chart | None = None
    frozen: int = 0

    @property
    def headings(self) -> list[str]:
        return [column.in_file or column.heading for column in self.columns]

    def place(self, key: str) -> int:
        """Where the column with this key stands, from 0 up."""
        return [column.key for column in self.columns].index(key)

    def cells(self) -> list[list[Any]]:
        """Every line's cells in the order of the columns, kinds by their names."""
        return [[_said(column.cell(line)) for column in self.columns] for line in self.lines]


def _said(value: Any) -> Any:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return named(value) if isinstance(value, StrEnum) else value


def written(value: object) -> str:
    """Text as it stands in a cell: lines and wide spaces as they are, signs that nobody sees by their numbers."""
    text = str(value)
    if text.isprintable():
        return text
    return "".join(c if c == "\n" or unicodedata.category(c) == "Zs" else shown(c) for c in text)
