"""The numbers the rules go by; each is the practice of the field. The settings file may change the first of them:
tolerance, threshold, quiet intervals, reminders, points and hours of each kind of task, and the steps of the ageing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from huikuan.domain.facts import Grade

if TYPE_CHECKING:
    from collections.abc import Mapping


T = TypeVar("T")


class TaskKind(StrEnum):
    """Why a customer is on the morning list."""

    BOUNCED = "bounced"
    RENEW = "renew"
    PRESS = "press"
    COLLECT = "collect"
    APPROVAL = "approval"
    BILL = "bill"
    CONFIRM = "confirm"
    MEASURE = "measure"
    CONTACT = "contact"
    SOLICIT = "solicit"
    REMIND = "remind"


def _graded(a: T, b: T, c: T, d: T) -> Mapping[Grade, T]:
    return MappingProxyType({Grade.A: a, Grade.B: b, Grade.C: c, Grade.D: d})


_KIND_POINTS = MappingProxyType(
    {
        TaskKind.BOUNCED: 60,
        TaskKind.RENEW: 50,
        TaskKind.PRESS: 45,
        TaskKind.COLLECT: 40,
        TaskKind.APPROVAL: 35,
        TaskKind.BILL: 30,
        TaskKind.CONFIRM: 25,
        TaskKind.MEASURE: 20,
        TaskKind.CONTACT: 18,
        TaskKind.SOLICIT: 15,
        TaskKind.REMIND: 10,
    }
)

_HOURS = MappingProxyType(
    {
        TaskKind.BOUNCED: "09:30-10:30",
        TaskKind.RENEW: "10:00-11:30",
        TaskKind.PRESS: "10:00-11:30",
        TaskKind.COLLECT: "09:30-10:30",
        TaskKind.APPROVAL: "14:00-16:00",
        TaskKind.BILL: "09:30-10:30",
        TaskKind.CONFIRM: "14:00-16:00",
        TaskKind.MEASURE: "14:00-16:00",
        TaskKind.CONTACT: "10:00-11:30",
        TaskKind.SOLICIT: "10:00-11:30",
        TaskKind.REMIND: "14:00-16:00",
    }
)


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

    kind_points: Mapping[TaskKind, int] = field(default_factory=lambda: _KIND_POINTS)
    share_points: int = 30
    full_share: Fraction = Fraction(1, 5)
    """A task worth this share of the month's open money earns all the share points."""

    late_points: int = 20
    grade_points: Mapping[Grade, int] = field(default_factory=lambda: _graded(0, 3, 6, 10))
    level_points: int = 5
    level_points_most: int = 15
    hours: Mapping[TaskKind, str] = field(default_factory=lambda: _HOURS)
    ageing: tuple[int, ...] = (30, 60, 90)
    """Where the steps of the ageing end, in days overdue."""
