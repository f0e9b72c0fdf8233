"""A whole book as sheets, one for each table under the names the book itself uses; the first says what it is.

It is meant to be taken in again, so nothing is rounded and nothing put into other words. An amount larger than a
workbook can hold to the fen is written as text.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from huikuan.domain.money import LARGEST_FEN, Money
from huikuan.domain.version import VERSION
from huikuan.domain.wholebook import FORMAT, MARK, TABLES, Cell
from huikuan.show.sheets.sheet import Sheet
from huikuan.show.table import Column

if TYPE_CHECKING:
    from collections.abc import Callable

    from huikuan.domain.wholebook import Row, WholeBook


def whole_sheets(book: WholeBook) -> list[Sheet]:
    """The sheets of the whole book."""
    return [_cover(), *(Sheet(name, _columns(name), rows, frozen=1) for name, rows in book.tables.items())]


def _cover() -> Sheet:
    """Which format and which version of the tables it is."""
    columns: list[Column[None]] = [
        Column(MARK, lambda _line: FORMAT),
        Column("version", lambda _line: VERSION),
    ]
    return Sheet(MARK, columns, [None])


def _columns(name: str) -> list[Column[Row]]:
    return [Column(column.name, _cell(place, column.cell)) for place, column in enumerate(TABLES[name])]


def _cell(place: int, cell: Cell) -> Callable[[Row], Any]:
    if cell is Cell.AMOUNT:
        return lambda row: None if row[place] is None else _amount(Money(row[place]))
    if cell is Cell.DAY:
        return lambda row: None if row[place] is None else date.fromisoformat(row[place])
    return lambda row: row[place]


def _amount(amount: Money) -> Money | str:
    return amount if abs(amount.fen) <= LARGEST_FEN else amount.yuan()
