"""The numbers the rules go by; each is the practice of the field. The settings file may change some of them: tolerance,
threshold, quiet intervals, reminders, points and hours of each kind of task, the steps of the ageing, the share of an
instalment that is a tail, and the yearly rate of bills.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from huikuan.domain.facts import Grade
from huikuan.domain.task_kinds import TaskKind

if TYPE_CHECKING:
    from collections.abc import Mapping


T = TypeVar("T")


def _graded(a: T, b: T, c: T, d: T) -> Mapping[Grade, T]:
    return MappingProxyType({Grade.A: a, Grade.B: b, Grade.C: c, Grade.D: d})


@dataclass(frozen=True, slots=True)
class Policy:
    """Tolerance and reminders in calendar days, quiet intervals in working days, threshold in per cent."""

    tolerance: Mapping[Grade, int] = field(default_factory=lambda: _graded(3, 1, 0, 0))
    threshold: int = 100
    quiet: Mapping[Grade, int] = field(default_factory=lambda: _graded(10, 7, 5, 3))
    reminders: Mapping[Grade, tuple[int, ...]] = field(default_factory=lambda: _graded((), (3,), (7, 3), (7, 5, 3)))
    approval_days: int = 5
    """Working days a step of approval may lie on a desk where no day was named for it."""

    early_for_record: int = 3
    """With fewer matured instalments than this a track record is too early to say."""

    negotiated_months: int = 3
    aim_factor: Fraction = Fraction(3, 2)
    usual_ratio: Fraction = Fraction(3, 4)
    lowest_ratio: Fraction = Fraction(2, 5)
    highest_ratio: Fraction = Fraction(9, 10)

    kind_points: Mapping[TaskKind, int] = field(default_factory=lambda: {kind: kind.row.points for kind in TaskKind})
    share_points: int = 30
    full_share: Fraction = Fraction(1, 5)
    """A task worth this share of the month's open money earns all the share points."""

    late_points: int = 20
    grade_points: Mapping[Grade, int] = field(default_factory=lambda: _graded(0, 3, 6, 10))
    level_points: int = 5
    level_points_most: int = 15
    hours: Mapping[TaskKind, str] = field(default_factory=lambda: {kind: kind.row.hours for kind in TaskKind})
    ageing: tuple[int, ...] = (30, 60, 90)
    """Where the steps of the ageing end, in days overdue."""

    office_hours: tuple[str, ...] = ("08:30-12:00", "13:30-17:30")
    """When somebody is there to be called, where nothing is known of the customer's good hours."""

    shortest_call: int = 30
    """Minutes that have to be left between bad hours for a call."""

    bank_until: str = "15:30"
    """Who is asked for money later than this no longer reaches the bank."""

    habit_months: int = 6
    """How many full months of receipts show how a customer pays; their two halves are compared."""

    habit_payments: int = 6
    """With fewer payments nothing is usual yet."""

    habit_share: Fraction = Fraction(3, 5)
    """What holds this share of the payments is usual."""

    habit_span: int = 3
    """Days of the month, in a row, that still name a pay day: by mere chance so few hardly hold so many payments."""

    steady_payments: int = 3
    """Payments without which three months say nothing about days."""

    month_end_days: int = 3
    """Payments so many days around a month's end are counted from it, however long the month."""

    steady_days: int = 2
    """Days around the middle one, on average, within which payments are on a steady day."""

    steady_share: Fraction = Fraction(1, 5)
    """The share of the middle month by which the amounts of the months may differ, on average, and still be steady."""

    clear_change: Fraction = Fraction(1, 4)
    """What shrinks by this share, or grows back by it, has changed."""

    queue_months: int = 6
    """The running month and those before it in which what was due is held against what was paid."""

    queue_change: Fraction = Fraction(1, 20)
    """A share paid on time that moves by less is the same."""

    at_once_share: Fraction = Fraction(4, 5)
    at_once_least: int = 3
    """Invoices up to a size are paid at once where at least so many, and this share of them, were paid on time."""

    stalled_share: Fraction = Fraction(1, 2)
    stalled_least: int = 2
    """Larger ones are stalled where there were so many, and less than this share of them was paid on time."""

    most_parts: int = 4
    """A claim that needs more instalments is not worth splitting."""

    parts_apart: int = 7
    """Calendar days from one of these instalments to the next."""

    tail_share: int = 5
    """What is left of an instalment is a tail up to so many per cent of it."""

    bill_rate: Fraction = Fraction(3, 100)
    """What a bank takes a year for paying a bill before it matures."""

    bill_days_ahead: int = 5
    """Calendar days before its maturity from which a bill is made ready."""

    bill_days_listed: int = 40
    """Calendar days from its maturity in which a bill that nobody presented stays on the morning list."""

    bill_days_after: int = 10
    """Calendar days from its maturity in which it has to be presented by law."""

    together_level: int = 3
    """Money promised for so many times is asked for together with the manager."""

    care_days: int = 183
    """Over so many calendar days it is judged whether a customer is only ever contacted about money."""

    care_contacts: int = 3
    """With fewer contacts than this that is too early to say."""

    greeting_days: int = 10
    """So many calendar days before a festival a greeting is due."""
