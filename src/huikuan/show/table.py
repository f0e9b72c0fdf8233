"""A report's columns are declared once: the screen, the workbook, CSV and the flat JSON take theirs by key.

On a screen amounts stand under each other and are never cut, and a day is shown with its weekday. Amounts show their
fen only where one of them has any. Where the screen is narrow the columns marked `first_to_go` leave, the widest offer
first; names are shortened last, beside a code that is whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar

from huikuan.domain.money import Money
from huikuan.names import named
from huikuan.show.line import Line, row
from huikuan.show.width import cut_to, places
from huikuan.show.wire.values import plain
from huikuan.text import say_day, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

Of = TypeVar("Of")
Filled = Literal["", "text", "amount", "day"]
_GAP, _NARROW_GAP = 2, 1
_NARROWEST_NAME = 10
NOTHING_THERE = "-"


@dataclass(frozen=True, slots=True)
class Column(Generic[Of]):
    """A key, a heading and the cell of a line under it: an amount, a day, a kind, a number or text, never written out.

    On a screen `first_to_go` counts from 1 up, 0 stays; a cell may have a `style` of its own. In a workbook the heading
    may say more (`in_file`), `filled` says what a person fills in there, a column that `adds_up` has its sum below, and
    amounts above nothing that are an `alarm` are red.
    """

    key: str
    heading: str
    cell: Callable[[Of], Any]
    align: Literal["left", "right"] = "left"
    first_to_go: int = 0
    shrinks: bool = False
    shrinks_last: bool = False
    filled: Filled = ""
    adds_up: bool = False
    in_file: str = ""
    alarm: bool = False
    style: Callable[[Of], str] | None = None


@dataclass(frozen=True, slots=True)
class Columns(Generic[Of]):
    """The columns of a report, and the keys, in their order, of those that a screen, a file and a document show."""

    every: Sequence[Column[Of]]
    screen: str
    file: str = ""
    document: str = ""

    def on_screen(self, *, without: str = "") -> list[Column[Of]]:
        return self._chosen(key for key in self.screen.split() if key not in without.split())

    def in_file(self) -> list[Column[Of]]:
        return self._chosen(self.file.split())

    def record(self, line: Of) -> dict[str, Any]:
        """The line as a flat JSON object: amounts in yuan, days ISO, kinds by their English name."""
        return {column.key: plain(column.cell(line)) for column in self._chosen(self.document.split())}

    def _chosen(self, keys: Iterable[str]) -> list[Column[Of]]:
        by_key = {column.key: column for column in self.every}
        return [by_key[key] for key in keys]


def table(columns: Sequence[Column[Of]], lines: Iterable[Of], width: int, sums: Sequence[Of] = ()) -> list[Line]:
    """The table of the lines, with the sum lines under a rule."""
    lines = list(lines)
    values = [[column.cell(each) for column in columns] for each in lines]
    below = [[column.cell(each) for column in columns] for each in sums]
    shows_fen = any(isinstance(value, Money) and value.fen % 100 for cells in [*values, *below] for value in cells)
    body = [[_written(value, shows_fen=shows_fen) for value in cells] for cells in values]
    foot = [[_written(value, shows_fen=shows_fen) for value in cells] for cells in below]
    widths, gap = _fit(columns, body, foot, width)

    def laid(cells: Sequence[str], styles: Sequence[str]) -> Line:
        padded = [_padded(cells[i], wide, columns[i].align) for i, wide in widths.items()]
        return row(padded, [styles[i] for i in widths], " " * gap)

    bold = ["bold"] * len(columns)
    rule = row(["─" * _taken(widths, gap)])
    drawn = [laid([column.heading for column in columns], bold), rule]
    drawn += [laid(cells, _styles(columns, each)) for cells, each in zip(body, lines, strict=True)]
    return [*drawn, *([rule] if foot else ()), *(laid(cells, bold) for cells in foot)]


def table_or(nothing: str, columns: Sequence[Column[Of]], lines: Sequence[Of], width: int) -> list[Line | str]:
    """The table of the lines, or the one sentence where there is none."""
    return [*table(columns, lines, width)] if lines else [nothing]


def leaves_out(columns: Sequence[Column[Of]], lines: Iterable[Of], width: int, sums: Sequence[Of] = ()) -> set[str]:
    """The keys of the columns with something in them that have no room at this width."""
    values = [[column.cell(each) for column in columns] for each in (*lines, *sums)]
    shows_fen = any(isinstance(value, Money) and value.fen % 100 for cells in values for value in cells)
    body = [[_written(value, shows_fen=shows_fen) for value in cells] for cells in values]
    widths, _gap = _fit(columns, body, [], width)
    return {
        column.key
        for at, column in enumerate(columns)
        if at not in widths and any(line[at] not in (NOTHING_THERE, "") for line in body)
    }


def _styles(columns: Sequence[Column[Of]], line: Of) -> list[str]:
    return ["" if column.style is None else column.style(line) for column in columns]


def _padded(text: str, width: int, align: str) -> str:
    """The cell at exactly this width; what does not fit ends in an ellipsis."""
    spare = width - places(text)
    if spare < 0:
        return cut_to(text, width - 1) + "…"
    return " " * spare + text if align == "right" else text + " " * spare


def _written(value: Any, *, shows_fen: bool) -> str:
    if isinstance(value, Money):
        if not value:
            return NOTHING_THERE
        return str(value) if shows_fen else str(value)[:-3]
    if isinstance(value, date):
        return say_day(value)
    return NOTHING_THERE if value is None else shown(named(value) if isinstance(value, StrEnum) else str(value))


def _fit(
    columns: Sequence[Column[Any]], body: list[list[str]], foot: list[list[str]], width: int
) -> tuple[dict[int, int], int]:
    """How wide each column is that stays at this width, and the gap between them. What is empty leaves first, before
    any name is shortened.
    """
    lines = [[column.heading for column in columns], *body, *foot]
    widths = {i: max(places(line[i]) for line in lines) for i in range(len(columns))}
    least = {i: min(w, _NARROWEST_NAME) if columns[i].shrinks else w for i, w in widths.items()}
    empty = {i for i in widths if all(line[i] in (NOTHING_THERE, "") for line in body)}
    leaving = sorted((i not in empty, c.first_to_go, i) for i, c in enumerate(columns) if c.first_to_go)
    for _, _, index in leaving:
        if _taken(least, _NARROW_GAP) > width:
            del widths[index], least[index]
    for _, _, index in leaving:
        if index in empty and index in widths and _taken(widths, _NARROW_GAP) > width:
            del widths[index], least[index]
    if _taken(least, _NARROW_GAP) > width:
        least |= {i: min(w, _NARROWEST_NAME) for i, w in widths.items() if columns[i].shrinks_last}
    gap = _GAP if _taken(least, _GAP) <= width else _NARROW_GAP
    spare = max(0, width - _taken(least, gap))
    for index in sorted(least, key=lambda index: not columns[index].first_to_go):  # a name has its code beside it
        narrow = least[index]
        widths[index] = min(widths[index], narrow + spare)
        spare -= widths[index] - narrow
    return widths, gap


def _taken(widths: dict[int, int], gap: int) -> int:
    return sum(widths.values()) + gap * (len(widths) - 1)
