"""Going through the morning list in one sitting: the order of its start holds, whatever is recorded on the way.

What is gone is passed over; what arises for the customer just worked on comes last, once. A promise taken a minute ago
asks for no confirmation yet. Those somebody was in touch with today, or tried to reach, come after all others.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from huikuan.domain.task_kinds import TaskKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from huikuan.domain.task import Task

Key = tuple[TaskKind, int, int]


class Step(StrEnum):
    """What is done with a task: an outcome of it, or a move in the list."""

    PAID = "paid"
    PART = "part"
    NEW_DATE = "new_date"
    REASON = "reason"
    NO_ANSWER = "no_answer"
    LATER = "later"
    DONE = "done"
    SKIP = "skip"
    BACK = "back"
    UNDO = "undo"
    LEAVE = "leave"


def key(task: Task) -> Key:
    """What makes it the same task, however often the list is made: its kind, its customer, what it is about."""
    return (task.kind, task.customer.id, task.subject)


@dataclass(frozen=True, slots=True)
class Round:
    """The tasks in their order, each as it was read last. `open` are those still on the list; `known` is every task
    the list has had, also those it was shortened by.
    """

    tasks: tuple[Task, ...]
    open: frozenset[Key]
    known: frozenset[Key]

    def is_open(self, task: Task) -> bool:
        return key(task) in self.open

    def read_again(self, now: Iterable[Task], customer_id: int) -> Round:
        """The same round after something was recorded for the customer, by the list as it is now."""
        found = {key(task): task for task in now}
        arisen = [
            task
            for each, task in found.items()
            if each not in self.known and task.customer.id == customer_id and not task.kind.row.waits_for_next_sitting
        ]
        tasks = (*(found.get(key(task), task) for task in self.tasks), *arisen)
        return Round(tasks, frozenset(found), self.known | frozenset(map(key, arisen)))


def begun(tasks: Iterable[Task], whole: Iterable[Task], spoken_with: frozenset[int], limit: int | None = None) -> Round:
    """The round over these tasks of the whole list, only the first so many where that is wanted."""
    ordered = sorted(tasks, key=lambda task: task.customer.id in spoken_with)
    every = frozenset(map(key, whole))
    return Round(tuple(ordered[:limit]), every, every)
