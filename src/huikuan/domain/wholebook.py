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

_TABLES = {
    "customer": "id:number code:code name:name aliases:names kind:customers owner:name? terms_days:count? note:note? "
    "recorded_at:moment",
    "grade": "id:number customer_id:number on_day:day grade:grades reason:note recorded_at:moment",
    "archival": "id:number customer_id:number on_day:day is_archived:count recorded_at:moment",
    "contact": "id:number customer_id:number on_day:day name:name role:roles phone:name? note:note? recorded_at:moment",
    "target": "id:number customer_id:number month:month set_on:day amount:amount expected:amount? ask:amount? "
    "accepted_on:day? recorded_at:moment",
    "promise": "id:number customer_id:number made_on:day made_by:name? level:count form:forms? follows_id:number? "
    "ended_on:day? ended_as:ended? ended_why:note? recorded_at:moment",
    "instalment": "id:number promise_id:number customer_id:number due:day amount:amount window_end:day settled_on:day?",
    "receipt": "id:number customer_id:number on_day:day amount:amount form:forms matures:day? note:note? "
    "recorded_at:moment reference:name? used_on:day?",
    "reversal": "id:number receipt_id:number customer_id:number on_day:day reason:note recorded_at:moment",
    "allocation": "id:number receipt_id:number instalment_id:number amount:amount matched_on:day",
    "measure": "id:number customer_id:number title:name kind:measures estimate:amount made_on:day due:day "
    "started_on:day? closed_on:day? closed_as:closed? actual:amount? recorded_at:moment",
    "follow_up": "id:number customer_id:number on_day:day channel:channels outcome:outcomes said:note? next_on:day? "
    "recorded_at:moment",
    "opening": "id:number month:month frozen_on:day customer_id:number target:amount? received:amount "
    "promised:amount gap:amount measures:amount recorded_at:moment",
    "invoice": "id:number customer_id:number number:name? kind:invoices issued:day due:day amount:amount note:note? "
    "stated_on:day? settled_on:day? recorded_at:moment",
    "settlement": "id:number invoice_id:number receipt_id:number? credit_id:number? on_day:day amount:amount",
    "dispute": "id:number invoice_id:number on_day:day amount:amount reason:note recorded_at:moment",
    "agreement": "id:number customer_id:number on_day:day amount:amount by_whom:name note:note? recorded_at:moment",
    "talk": "id:number follow_up_id:number customer_id:number on_day:day excuse:excuses? answer:note? worked:count? "
    "measure_id:number? care:cares? place:count?",
    "habit": "id:number customer_id:number on_day:day pay_days:month_days? pay_weekdays:weekdays? "
    "good_hours:hours? bad_hours:hours? recorded_at:moment",
    "name_key": "id:number customer_id:number keys:keys",
    "promise_note": "id:number promise_id:number hour:hour? evidence:note?",
    "ready": "id:number customer_id:number instalment_id:number on_day:day what:readies recorded_at:moment",
    "approval": "id:number customer_id:number promise_id:number? step:name signer:name? made_on:day submitted_on:day? "
    "expected_on:day? done_on:day? note:note? recorded_at:moment",
    "presentation": "id:number receipt_id:number customer_id:number on_day:day recorded_at:moment",
    "guided": "id:number month:month customer_id:number on_day:day recorded_at:moment",
}
"""Each column with what it holds; a question mark where it may be empty."""


def _column(written: str) -> Column:
    name, _, cell = written.partition(":")
    kind = cell.removesuffix("?")
    words = frozenset(map(str, _WORDS.get(kind, ())))
    return Column(name, Cell.WORD if words else Cell(kind), cell.endswith("?"), words)


TABLES: Mapping[str, tuple[Column, ...]] = MappingProxyType(
    {table: tuple(map(_column, columns.split())) for table, columns in _TABLES.items()}
)


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
