"""A whole book as facts: every table with its columns, and what a cell of each column may hold.

Rows are as the book keeps them, by number: days as 2026-12-10, amounts as whole fen, several names of a customer in one
text, a line each. The history of what was typed when is not part of it. Tables stand before those that point at them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from huikuan.domain import kinds
from huikuan.domain.columns import COLUMNS
from huikuan.domain.invoice import InvoiceKind
from huikuan.domain.kinds import MeasureStatus, PromiseStatus

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from enum import StrEnum

FORMAT = 1
MARK = "huikuan"
"""By this word a file says that it is a whole book."""

Row = tuple[Any, ...]


class Cell(Enum):
    """What a cell holds."""

    NUMBER = "number"
    """A number once given to a record: 1, 2, 3."""
    COUNT = "count"
    """How many: 0, 1, 2."""
    AMOUNT = "amount"
    DAY = "day"
    MONTH = "month"
    MOMENT = "moment"
    HOUR = "hour"
    """As 16:00."""
    HOURS = "hours"
    """As 09:00-11:30, several of them with a comma between."""
    MONTH_DAYS = "month_days"
    """As 10,25: rising days of the month."""
    WEEKDAYS = "weekdays"
    """As 1,4: rising days of the week, Monday 1."""
    KEYS = "keys"
    """How names sound: hua lian."""
    WORD = "word"
    """One of a short list."""
    CODE = "code"
    NAME = "name"
    NAMES = "names"
    NOTE = "note"
    """Several lines may stand in it."""


class Column(NamedTuple):
    name: str
    cell: Cell
    may_be_empty: bool
    words: frozenset[str]
    """What a word may be; none for other cells."""
    refers: str | None
    """The table it points at."""
    of: type[StrEnum] | None
    """What its words are the words of."""


_WORDS: dict[str, Sequence[StrEnum]] = {
    "customers": [*kinds.CustomerKind],
    "grades": [*kinds.Grade],
    "roles": [*kinds.Role],
    "forms": [*kinds.Form],
    "channels": [*kinds.Channel],
    "outcomes": [*kinds.Outcome],
    "measures": [*kinds.MeasureKind],
    "invoices": [*InvoiceKind],
    "excuses": [*kinds.ExcuseKind],
    "cares": [*kinds.Care],
    "readies": [*kinds.Ready],
    "ended": [PromiseStatus.SUPERSEDED, PromiseStatus.WITHDRAWN],
    "closed": [MeasureStatus.DONE, MeasureStatus.DROPPED, MeasureStatus.CONVERTED],
}
"""The short lists, by the names they go by below."""


def _column(written: str) -> Column:
    name, _, cell = written.partition(":")
    kind, _, refers = cell.removesuffix("?").partition(">")
    known = _WORDS.get(kind, ())
    words = frozenset(map(str, known))
    of = type(known[0]) if known else None
    return Column(name, Cell.WORD if words else Cell(kind), cell.endswith("?"), words, refers or None, of)


TABLES: Mapping[str, tuple[Column, ...]] = MappingProxyType(
    {table: tuple(map(_column, columns.split())) for table, columns in COLUMNS.items()}
)


def references_to(table: str) -> list[tuple[str, str]]:
    """The tables and columns that point at rows of the table."""
    return [(name, column.name) for name, of_one in TABLES.items() for column in of_one if column.refers == table]


def names_of(table: str) -> tuple[str, ...]:
    """The names of the table's columns."""
    return tuple(column.name for column in TABLES[table])


@dataclass(frozen=True)
class WholeBook:
    """Every table with its rows, by number."""

    tables: Mapping[str, Sequence[Row]]

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many rows each table has."""
        return {table: len(self.tables[table]) for table in TABLES}

    @property
    def count(self) -> int:
        """How many rows there are in all."""
        return sum(self.counts.values())

    def same_as(self, other: WholeBook) -> bool:
        """True where every row of every table is equal."""
        return all(list(self.tables[table]) == list(other.tables[table]) for table in TABLES)


@dataclass(frozen=True)
class WholeIntake:
    """What a whole book would add to the book, or added: all of its rows, or none where they are there already."""

    counts: Mapping[str, int]
    is_new: bool
    is_applied: bool = False

    @property
    def new(self) -> int:
        """How many rows the book does not have yet, or did not have."""
        return sum(self.counts.values()) if self.is_new else 0

    @property
    def same(self) -> int:
        """How many rows the book had already."""
        return 0 if self.is_new else sum(self.counts.values())
