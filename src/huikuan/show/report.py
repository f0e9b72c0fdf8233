"""A report once: what a command shows and what `export` hands on are one object, made in one place.

It is a document for a program, lines for a person at some width, and sheets for a spreadsheet; none of them is made
before it is asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from huikuan.domain.period import Month
    from huikuan.show.line import Line
    from huikuan.show.sheets.sheet import Sheet
    from huikuan.show.table import Columns

    Lines = Callable[[int], Iterable[Line | str]]


@dataclass(frozen=True, slots=True)
class Report:
    """`of` is the month or the day it is about; `as_of` the day whose book it shows."""

    of: Month | date
    as_of: date
    document: Callable[[], Any]
    lines: Lines
    sheets: Callable[[], Sequence[Sheet]] = tuple
    rows: int | None = None
    """How many, where not every line of a sheet is one."""
    text: Callable[[Any, bool], str] | None = None
    """How its document is written out, where that is its own way; True: in ASCII alone."""


def record_list(
    name: str, title: str, as_of: date, columns: Columns[Any], lines: Sequence[Any], nothing: str, frozen: int = 3
) -> Report:
    """The records as one flat list; where there is none, one sentence says how to get one."""

    def draw(width: int) -> Iterable[Line | str]:
        from huikuan.show.table import table_or

        return table_or(nothing, columns.on_screen(), lines, width)

    def sheets() -> Sequence[Sheet]:
        from huikuan.show.sheets.sheet import Sheet

        return [Sheet(title, columns.in_file(), lines, frozen=frozen)]

    return Report(as_of, as_of, lambda: {name: [columns.record(line) for line in lines]}, draw, sheets)
