"""A table whose amounts stand under each other and are never cut.

Amounts show their fen only where one of them has any. Where the screen is narrow the columns marked `first_to_go`
leave, the widest offer first; names are shortened last, beside a code that is whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar

from rich import box
from rich.cells import cell_len
from rich.table import Table
from rich.text import Text

from huikuan.domain.money import Money
from huikuan.text import say_day, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

Line = TypeVar("Line")
_GAP, _NARROW_GAP = 2, 1
_NARROWEST_NAME = 10
NOTHING_THERE = "-"


@dataclass(frozen=True, slots=True)
class Column(Generic[Line]):
    """A heading and the cell of a line under it; `first_to_go` from 1 up, 0 stays."""

    heading: str
    cell: Callable[[Line], Any]
    align: Literal["left", "right"] = "left"
    first_to_go: int = 0
    shrinks: bool = False
    style: str = ""


def table(columns: Sequence[Column[Line]], lines: Iterable[Line], width: int, sums: Sequence[Line] = ()) -> Table:
    """The table of the lines, with the sum lines under a rule."""
    every, below = list(lines), list(sums)
    shows_fen = any(
        isinstance(value, Money) and value.fen % 100 for line in [*every, *below] for value in _values(columns, line)
    )
    body = [[_written(value, shows_fen=shows_fen) for value in _values(columns, line)] for line in every]
    foot = [[_written(value, shows_fen=shows_fen) for value in _values(columns, line)] for line in below]
    kept, name_width, gap = _fit(columns, [[c.heading for c in columns], *body, *foot], width)
    drawn = Table(box=box.SIMPLE_HEAD, padding=(0, gap - 1, 0, 0), pad_edge=False, show_edge=False, header_style="bold")
    for index in kept:
        column = columns[index]
        drawn.add_column(
            column.heading,
            justify=column.align,
            no_wrap=True,
            overflow="ellipsis",
            width=name_width if column.shrinks else None,
            style=column.style,
        )
    for number, cells in enumerate([*body, *foot]):
        drawn.add_row(
            *(Text(cells[i], style="bold" if number >= len(body) else "") for i in kept),
            end_section=number == len(body) - 1 and bool(foot),
        )
    return drawn


def _values(columns: Sequence[Column[Line]], line: Line) -> list[Any]:
    return [column.cell(line) for column in columns]


def _written(value: Any, *, shows_fen: bool) -> str:
    if isinstance(value, Money):
        if not value:
            return NOTHING_THERE
        return str(value) if shows_fen else str(value)[:-3]
    return NOTHING_THERE if value is None else shown(str(value))


def _fit(columns: Sequence[Column[Any]], lines: list[list[str]], width: int) -> tuple[list[int], int | None, int]:
    """Which columns stay at this width, how wide the shrinking one may be (None: as it likes), and the gap between."""
    widest = [max(cell_len(line[i]) for line in lines) for i in range(len(columns))]
    kept = list(range(len(columns)))
    name = next((i for i, column in enumerate(columns) if column.shrinks), None)
    least = list(widest)
    if name is not None:
        least[name] = min(widest[name], _NARROWEST_NAME)
    leaving = sorted((c.first_to_go, i) for i, c in enumerate(columns) if c.first_to_go)
    while leaving and _taken(kept, least, _NARROW_GAP) > width:
        kept.remove(leaving.pop(0)[1])
    gap = _GAP if _taken(kept, least, _GAP) <= width else _NARROW_GAP
    if name is None or _taken(kept, widest, gap) <= width:
        return kept, None, gap
    rest = _taken([i for i in kept if i != name], widest, gap)
    return kept, max(_NARROWEST_NAME, width - rest - gap), gap


def _taken(kept: list[int], widths: list[int], gap: int) -> int:
    return sum(widths[i] for i in kept) + gap * (len(kept) - 1)


def day_cell(day: date | None) -> str | None:
    """The day with its weekday, or nothing."""
    return None if day is None else say_day(day)
