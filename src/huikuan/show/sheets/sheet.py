"""A report as a sheet: its columns, its lines, and the picture a manager wants to see beside it.

Row one is the headings, so that a sheet that was filled in can be read back. A cell is an amount, a day, a number or
text; where nothing is known it is empty.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar, cast

from huikuan.text import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from huikuan.show.table import Column

Of = TypeVar("Of")
Inner = TypeVar("Inner")


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars of the columns with these headings for the largest lines, named by another; the first heading ranks them.

    Stacked bars are parts of one whole, which ranks them.
    """

    title: str
    names: str
    bars: tuple[str, ...]
    most: int = 15
    is_stacked: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """`frozen` columns stay in sight at the left; amounts above nothing under the heading `alarming` are red."""

    name: str
    columns: Sequence[Column[Any]]
    lines: Sequence[Any]
    chart: Chart | None = None
    frozen: int = 0
    alarming: str = ""

    @property
    def headings(self) -> list[str]:
        return [column.heading for column in self.columns]

    def cells(self) -> list[list[Any]]:
        """Every line's cells in the order of the columns."""
        return [[column.cell(line) for column in self.columns] for line in self.lines]


def through(column: Column[Inner], inner: Callable[[Of], Inner]) -> Column[Of]:
    """The column for lines that hold what it is about."""
    return cast("Column[Of]", replace(column, cell=lambda line: column.cell(inner(cast("Of", line)))))


def by_heading(columns: Iterable[Column[Of]]) -> dict[str, Column[Of]]:
    return {column.heading: column for column in columns}


def written(value: object) -> str:
    """Text as it stands in a cell: lines and wide spaces as they are, signs that nobody sees by their numbers."""
    text = str(value)
    if text.isprintable():
        return text
    return "".join(c if c == "\n" or unicodedata.category(c) == "Zs" else shown(c) for c in text)
