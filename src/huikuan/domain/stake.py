"""What a new date is about: the money a promise is behind with. Its parts still to come stay as they were said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from huikuan.domain.cadence import due_task
from huikuan.domain.money import Money, total
from huikuan.domain.standing import State
from huikuan.domain.task_kinds import TaskKind

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from huikuan.domain.day import Day
    from huikuan.domain.facts import Grade
    from huikuan.domain.standing import InstalmentStanding, PromiseStanding

Parts = tuple[tuple[Money, "date"], ...]


@dataclass(frozen=True, slots=True)
class Stake:
    """So much is open; the promise it belongs to (None: no promise yet), and its other parts, which stay."""

    open: Money
    promise_id: int | None = None
    others: Parts = ()

    def together(self, agreed: Iterable[tuple[Money, date]]) -> Parts:
        """What was agreed anew with the parts that stay, one part for each day."""
        days: dict[date, list[Money]] = {}
        for amount, due in (*agreed, *self.others):
            days.setdefault(due, []).append(amount)
        return tuple((total(amounts), due) for due, amounts in days.items())


_TODAY = frozenset({TaskKind.COLLECT, TaskKind.PRESS})
"""What is collected is pressed for once a part of it has come in: the same money."""


def stake(
    whole: PromiseStanding, kind: TaskKind, grade: Grade, day: Day, came_back: frozenset[int] = frozenset()
) -> Stake:
    """What a new date for a task of this kind replaces in the promise; `came_back` are instalments paid for nothing."""
    kinds = _TODAY if kind in _TODAY else {kind}

    def stays(part: InstalmentStanding) -> bool:
        is_to_come = part.state is State.PENDING and part.instalment.due >= day.as_of
        is_meant = part.instalment.id in came_back or due_task(whole, part, grade, day) in kinds
        return is_to_come and not is_meant

    unpaid = [part for part in whole.instalments if part.remaining]
    return Stake(
        open=total(part.remaining for part in unpaid if not stays(part)),
        promise_id=whole.promise.id,
        others=tuple((part.remaining, part.instalment.due) for part in unpaid if stays(part)),
    )
