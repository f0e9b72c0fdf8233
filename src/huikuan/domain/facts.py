"""The facts a book holds. Each has its business day; none says "kept", "broken" or "balance": those are derived."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from huikuan.domain.kinds import (
    Channel,
    CustomerKind,
    Form,
    Grade,
    MeasureKind,
    MeasureStatus,
    Outcome,
    PromiseStatus,
    Role,
)
from huikuan.domain.money import Money, total
from huikuan.domain.talk import FollowUp

if TYPE_CHECKING:
    from datetime import date

    from huikuan.domain.period import Month


__all__ = [
    "Allocation",
    "Archival",
    "Channel",
    "Contact",
    "Customer",
    "CustomerKind",
    "FollowUp",
    "Form",
    "Grade",
    "GradeGiven",
    "Instalment",
    "Measure",
    "MeasureKind",
    "MeasureStatus",
    "Outcome",
    "Payment",
    "Promise",
    "PromiseStatus",
    "Receipt",
    "Reversal",
    "Role",
    "Target",
]


@dataclass(frozen=True, slots=True)
class GradeGiven:
    """From this day on the customer has this grade."""

    on: date
    grade: Grade
    reason: str


@dataclass(frozen=True, slots=True)
class Archival:
    """The customer was archived on the day, or worked with again from it."""

    on: date
    is_archived: bool


@dataclass(frozen=True, slots=True)
class Customer:
    id: int
    code: str
    name: str
    aliases: tuple[str, ...]
    kind: CustomerKind
    grades: tuple[GradeGiven, ...]
    owner: str | None = None
    terms_days: int | None = None
    note: str | None = None
    archivals: tuple[Archival, ...] = ()
    keys: str = ""
    """How the name and the aliases sound, as domain.sound reads it."""

    def grade_on(self, day: date) -> Grade:
        """The grade in force on the day: the last one given by then, else the first ever given, else C."""
        given = [g for g in self.grades if g.on <= day] or list(self.grades[:1])
        return given[-1].grade if given else Grade.C

    def archived_since(self, day: date) -> date | None:
        """Since when the customer was put away, as of the day; None where they were worked with."""
        last = next((a for a in reversed(self.archivals) if a.on <= day), None)
        return last.on if last and last.is_archived else None

    def is_archived_on(self, day: date) -> bool:
        return self.archived_since(day) is not None

    def is_worked_with_on(self, day: date) -> bool:
        """True where they are in the book, and not archived."""
        return self.is_known_on(day) and not self.is_archived_on(day)

    def is_known_on(self, day: date) -> bool:
        """True from the day of the first grade, on which they were taken into the book."""
        return not self.grades or self.grades[0].on <= day


@dataclass(frozen=True, slots=True)
class Contact:
    id: int
    customer_id: int
    name: str
    role: Role
    on: date
    phone: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """What is wanted from a customer in a month, as set on a day; the last set by a day is in force then."""

    customer_id: int
    month: Month
    set_on: date
    amount: Money
    expected: Money | None = None
    ask: Money | None = None
    accepted_on: date | None = None
    id: int = 0


@dataclass(frozen=True, slots=True)
class Payment:
    """The part of one receipt that was allocated to one instalment."""

    receipt_id: int
    on: date
    amount: Money
    reversed_on: date | None = None
    matched_on: date | None = None
    """From when on it pays this instalment, where that is later than its value date `on`: what had paid came back."""

    @property
    def counts_from(self) -> date:
        """The first day whose reports show it on this instalment."""
        return self.on if self.matched_on is None else max(self.on, self.matched_on)


@dataclass(frozen=True, slots=True)
class Instalment:
    """One date and amount of a promise; `window_end` was fixed when the promise was taken."""

    id: int
    due: date
    amount: Money
    window_end: date
    payments: tuple[Payment, ...] = ()


@dataclass(frozen=True, slots=True)
class Promise:
    """What a customer said they will pay. `ended_on` is the day it was re-promised or withdrawn."""

    id: int
    customer_id: int
    made_on: date
    level: int
    instalments: tuple[Instalment, ...]
    made_by: str | None = None
    form: Form | None = None
    follows: int | None = None
    ended_on: date | None = None
    ended_as: PromiseStatus | None = None
    ended_why: str | None = None
    followed_by: tuple[tuple[date, Money], ...] = ()
    """The days and amounts of the promise that replaced this one."""
    hour: str | None = None
    """By when on the day it is to be paid, as 16:00."""
    evidence: str | None = None
    """Where it stands in writing."""

    def status_on(self, day: date) -> PromiseStatus:
        if self.ended_on is None or self.ended_as is None or day < self.ended_on:
            return PromiseStatus.LIVE
        return self.ended_as


@dataclass(frozen=True, slots=True)
class Allocation:
    """How much of a receipt went to which instalment, from which day on; once decided it stays."""

    promise_id: int
    instalment_id: int
    due: date
    amount: Money
    matched_on: date


@dataclass(frozen=True, slots=True)
class Receipt:
    id: int
    customer_id: int
    on: date
    amount: Money
    form: Form
    matures: date | None = None
    note: str | None = None
    allocations: tuple[Allocation, ...] = ()
    reversed_on: date | None = None
    reversed_why: str | None = None
    reference: str | None = None
    presented_on: date | None = None
    """The day on which the bill or cheque was handed to the bank."""

    @property
    def unallocated(self) -> Money:
        """What of it answers no promise."""
        return self.amount - total(share.amount for share in self.allocations)

    def is_reversed_on(self, day: date) -> bool:
        return self.reversed_on is not None and self.reversed_on <= day

    def presented_by(self, day: date) -> date | None:
        """When it was handed to the bank, as of the day."""
        return self.presented_on if self.presented_on and self.presented_on <= day else None


@dataclass(frozen=True, slots=True)
class Measure:
    id: int
    customer_id: int
    title: str
    kind: MeasureKind
    estimate: Money
    made_on: date
    due: date
    started_on: date | None = None
    closed_on: date | None = None
    closed_as: MeasureStatus | None = None
    actual: Money | None = None

    def status_on(self, day: date) -> MeasureStatus:
        if self.closed_on is not None and self.closed_as is not None and self.closed_on <= day:
            return self.closed_as
        return MeasureStatus.DOING if self.started_on is not None and self.started_on <= day else MeasureStatus.PLANNED

    def is_open_on(self, day: date) -> bool:
        return self.made_on <= day and self.status_on(day) in (MeasureStatus.PLANNED, MeasureStatus.DOING)


@dataclass(frozen=True, slots=True)
class Reversal:
    """A receipt that came to nothing: a bounced cheque, a refused bill."""

    receipt_id: int
    customer_id: int
    on: date
    amount: Money
    reason: str
