"""Which task comes first: points, the sum of named and bounded terms.

What kind of task it is; its share of the month's open money; how many days late; how little the customer's word is
worth; how often this money has been promised before.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from huikuan.domain.facts import Grade
    from huikuan.domain.money import Money
    from huikuan.domain.policy import Policy
    from huikuan.domain.task_kinds import TaskKind


class Term(StrEnum):
    KIND = "kind"
    SHARE = "share"
    LATE = "days_late"
    GRADE = "grade"
    LEVEL = "level"


@dataclass(frozen=True, slots=True)
class Points:
    term: Term
    points: int


def score(
    kind: TaskKind, amount: Money, stake: Money, days_late: int, grade: Grade, level: int, policy: Policy
) -> tuple[Points, ...]:
    """The terms of a task's points, none of them zero. `stake` is the month's open money, in which `amount` shares."""
    share = min(Fraction(1), (amount.over(stake) or Fraction(0)) / policy.full_share)
    terms = (
        Points(Term.KIND, policy.kind_points[kind]),
        Points(Term.SHARE, round(policy.share_points * share)),
        Points(Term.LATE, min(max(0, days_late), policy.late_points)),
        Points(Term.GRADE, policy.grade_points[grade]),
        Points(Term.LEVEL, min(policy.level_points * (max(1, level) - 1), policy.level_points_most)),
    )
    return tuple(each for each in terms if each.points)
