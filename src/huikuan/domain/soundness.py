"""Whether a book is as its journal says: what was looked at, where it is wrong, and what is only worth a word.

A finding decides whether the book is sound. A fault names a place, the first few of each kind are kept and all are
counted. A balance that was agreed and is another today is no fault: an invoice may have been entered later.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import date

    from huikuan.domain.money import Money

FIRST_FEW = 10
"""So many places are named for each thing looked at."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: its name, and whether it is as it should be."""

    name: str
    is_sound: bool


@dataclass(frozen=True, slots=True)
class Fault:
    """One place that is not as it should be.

    `check` is the finding it belongs to. Of a row: changed (`name` is the column, `recorded` what entry `entry` left,
    `found` what is there), missing, unwritten (no entry wrote it), returned (the entry took it away). Of a table, a
    column, an index or a trigger called `name`: missing, changed, foreign. Of the journal: broken, unreadable, cut_off.
    """

    check: str
    kind: str
    table: str | None = None
    row: int | None = None
    entry: int | None = None
    name: str | None = None
    recorded: Any = None
    found: Any = None


@dataclass(frozen=True, slots=True)
class Chain:
    """The journal: how many rows it has, the hash of its last one, and the first row that does not follow."""

    length: int = 0
    head: str | None = None
    broken: int | None = None
    is_cut_off: bool = False
    """More rows were numbered than there are."""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A balance a customer agreed for a day, which the book says otherwise for that day now."""

    code: str
    customer: str
    on: date
    agreed: Money
    by_book: Money

    @property
    def difference(self) -> Money:
        """What the book says more than was agreed."""
        return self.by_book - self.agreed


@dataclass
class Examination:
    """All that was looked at, filled while it is looked at."""

    findings: list[Finding] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    chain: Chain = field(default_factory=Chain)
    records: dict[str, int] = field(default_factory=dict)
    """How many there are, by table."""
    disagreements: list[Disagreement] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)
    """Tables, views and indexes that somebody else put into the book; they change nothing in it."""
    unchecked: list[str] = field(default_factory=list)
    """What could not be looked at, as something it needs is not there."""

    def note(self, fault: Fault) -> None:
        """The fault is counted, and named where it is one of the first few."""
        self.counts[fault.check] += 1
        if self.counts[fault.check] <= FIRST_FEW:
            self.faults.append(fault)

    def decide(self, name: str) -> None:
        """The thing is looked at to its end: sound where nothing was noted."""
        self.findings.append(Finding(name, not self.counts[name]))

    @property
    def unsound(self) -> list[str]:
        """The names of what is not as it should be."""
        return [found.name for found in self.findings if not found.is_sound]
