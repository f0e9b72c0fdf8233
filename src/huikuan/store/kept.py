"""How a fact is kept in its table: each field in the column of its name, read and written as the column holds it.

What a table holds is declared once, with the table; which fields a fact has stands with the fact. A field of a fact
whose column is there needs nothing here.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from huikuan.domain.money import Money
from huikuan.domain.period import Month, month_from
from huikuan.domain.wholebook import TABLES, Cell
from huikuan.store.values import to_day

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from huikuan.domain.wholebook import Column

Fact = TypeVar("Fact")
_NAMED_OTHERWISE = {"on_day": "on", "by_whom": "by", "follows_id": "follows"}
"""Columns whose field goes by another name."""


class Kept(Generic[Fact]):
    """Facts of one kind and the table that holds them; `also` are columns with fields of yet another name."""

    def __init__(self, fact: Callable[..., Fact], table: str, alias: str, **also: str) -> None:
        known = {each.name for each in fields(fact)} if is_dataclass(fact) else set(fact._fields)  # type: ignore[attr-defined]
        renamed = _NAMED_OTHERWISE | also
        columns = [column for column in TABLES[table] if renamed.get(column.name, column.name) in known]
        self.cells = ", ".join(f"{alias}.{column.name}" for column in columns)
        """The columns as a statement asks for them."""
        self.count = len(columns)
        self._fact = fact
        self._columns = [column.name for column in columns]
        self._fields = [renamed.get(column.name, column.name) for column in columns]
        self._read = list(map(_reading, columns))

    def fact(self, row: Sequence[Any], **more: object) -> Fact:
        """The fact in a row that begins with its cells; `more` are fields kept elsewhere."""
        cells = zip(self._fields, self._read, row, strict=False)
        known = {name: cell if cell is None or read is None else read(cell) for name, read, cell in cells}
        return self._fact(**known, **more)

    def row(self, fact: Fact) -> dict[str, object]:
        """The fact's cells by column, but for its number."""
        named = zip(self._columns, self._fields, strict=True)
        return {column: _written(getattr(fact, name)) for column, name in named if column != "id"}


def lines(cell: str) -> tuple[str, ...]:
    """Several names in one text, a line each."""
    return tuple(cell.split("\n")) if cell else ()


def _reading(column: Column) -> Callable[[Any], Any] | None:
    return column.of or _READ.get(column.cell)


_READ: Mapping[Cell, Callable[[Any], Any]] = {
    Cell.DAY: to_day,
    Cell.AMOUNT: lambda cell: Money(int(cell)),
    Cell.MONTH: month_from,
    Cell.NAMES: lines,
}


def _written(value: Any) -> object:
    if isinstance(value, Money):
        return value.fen
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, Month):
        return str(value)
    return "\n".join(value) if isinstance(value, tuple) else value
