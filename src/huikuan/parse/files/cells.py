"""What the cells of one column say: a value each, nothing where blank, a fault with its reason where unclear."""

from __future__ import annotations

import re
from datetime import date, time, timedelta
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeGuard

from huikuan.text import _, mark

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from huikuan.parse.files.grid import Cell

MOST_DIGITS: Final = 1e15
"""A spreadsheet keeps fifteen digits of a number; of a longer code the last ones are lost."""
AN_ERROR: Final = re.compile(
    r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA|#+)", re.IGNORECASE
)
AN_ERROR_CELL: Final = mark("the cell holds an error of the spreadsheet")
AN_ERROR_AT: Final = mark("cell {cell} holds an error of the spreadsheet")
A_DATE: Final = mark("the cell holds a date")
LOST_DIGITS: Final = mark("the spreadsheet has dropped digits of it; format the column as text and enter it again")


class Column(NamedTuple):
    """The values of a column, and why some of them are refused, by position."""

    values: Sequence[Any]
    faults: dict[int, str]


class Fault(NamedTuple):
    """Why one cell is refused, and its value where it could be read all the same."""

    why: str
    value: Any = None


def each(cells: Sequence[Cell], read: Callable[[Cell], Any]) -> Column:
    """The column, reading each different cell once."""
    if all_text(cells):
        meanings = {cell: read(cell) for cell in set(cells)}
        return column(list(map(meanings.__getitem__, cells)))
    known: dict[Any, Any] = {}
    values = []
    for cell in cells:
        key = cell if type(cell) is str else (type(cell), cell)
        if key not in known:
            known[key] = read(cell)
        values.append(known[key])
    return column(values)


def column(found: list[Any]) -> Column:
    """The values and the faults among them."""
    if Fault not in set(map(type, found)):
        return Column(found, {})
    faults = {i: value.why for i, value in enumerate(found) if type(value) is Fault}
    return Column([value.value if type(value) is Fault else value for value in found], faults)


def all_text(cells: Sequence[Any]) -> TypeGuard[Sequence[str]]:
    """Whether every cell is a text, as in a file that knows nothing else."""
    return set(map(type, cells)) <= {str}


def written(cell: Cell, *, is_exact: bool = False) -> str | Fault:
    """The cell as a text: a whole number without decimals, and no number that has lost digits."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool | timedelta) or type(cell) is time:
        return Fault(_("the cell holds no text"))
    if isinstance(cell, date):
        return Fault(_(A_DATE))
    if isinstance(cell, float | int):
        if is_exact and not abs(cell) < MOST_DIGITS:
            return Fault(_(LOST_DIGITS))
        return str(int(cell)) if float(cell).is_integer() else repr(cell)
    return str(cell)
