"""What belongs to a task besides who and how much: at which hour to call this customer, by which hour the money was
promised, what is not ready on the eve, and whether the manager comes along.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from huikuan.domain.checklist import checklist
from huikuan.domain.habits import NO_HABITS, hour_for
from huikuan.domain.proposal import goes_together
from huikuan.domain.standing import standing
from huikuan.domain.task_kinds import TaskKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from huikuan.domain.day import Day
    from huikuan.domain.facts import Promise
    from huikuan.domain.habits import Habits
    from huikuan.domain.talk import Tick
    from huikuan.domain.task import Task
    from huikuan.domain.worklist import Morning, Worklist


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the customers on the list: how they pay, what is ready, when a balance was agreed last."""

    habits: Mapping[int, Habits]
    ticks: Sequence[Tick]
    agreed: Mapping[int, date]


def instalments_of(tasks: Worklist, morning: Morning) -> set[int]:
    """The instalments whose eve or day it is, by id."""
    wanted = {task.subject for task in tasks.tasks if task.kind.row.has_checklist}
    return {
        part.id
        for a in morning.accounts
        for promise in a.promises
        if promise.id in wanted
        for part in promise.instalments
    }


def prepared(tasks: Worklist, morning: Morning, known: Known, day: Day, *, by_time: bool = False) -> Worklist:
    """The same list, each task with its hour and what is to be known of it; by the hour where that is wanted."""
    promises = {promise.id: promise for account in morning.accounts for promise in account.promises}
    every = [_prepared(task, promises, known, day) for task in tasks.tasks]
    if by_time:
        every.sort(key=lambda task: task.when)
    return replace(tasks, tasks=tuple(every))


def _prepared(task: Task, promises: Mapping[int, Promise], known: Known, day: Day) -> Task:
    habits = NO_HABITS if task.kind.row.is_for_the_bank else known.habits.get(task.customer.id, NO_HABITS)
    task = replace(task, when=hour_for(task.kind, habits, day.policy))
    if not task.kind.row.is_of_promise or task.subject not in promises:
        return task
    whole = standing(promises[task.subject], day.as_of, day.policy)
    task = replace(task, hour=whole.promise.hour, evidence=whole.promise.evidence)
    if task.kind is TaskKind.RENEW:
        return replace(task, together=goes_together(whole, task.grade, day.policy))
    if not task.kind.row.has_checklist or task.due is None:
        return task
    found = checklist([whole], task.due, known.ticks, known.agreed.get(task.customer.id), day.as_of)
    return replace(task, missing=found.missing if found else ())
