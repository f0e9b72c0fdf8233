"""One sitting over the morning list: where the person is, which key leads where, what was recorded so far.

Back shows the task before as it was; what was recorded for it stays until it is undone. Undo takes back the last entry
of this sitting and returns to its task.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from huikuan.cli import answers, asking, output, session
from huikuan.cli.answers import NotSaid
from huikuan.cli.asking import Left
from huikuan.cli.context import context
from huikuan.cli.work_outcomes import OUTCOMES
from huikuan.domain.money import Money, total
from huikuan.domain.sitting import Round, Step, key
from huikuan.errors import Refusal
from huikuan.show import work as screen
from huikuan.show.history import undone_lines
from huikuan.text import _
from huikuan.usecases import undo as usecase

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from huikuan.cli.work_entries import Entry
    from huikuan.domain.facts import Customer
    from huikuan.domain.task import Task


@dataclass
class Worked:
    """A task, what came of it, and the entries that recorded it."""

    task: Task
    step: Step
    entries: list[Entry] = field(default_factory=list)


@dataclass
class Sitting:
    """The list, the place in it, the places that were before, and what was worked through."""

    list_now: Callable[[], Iterable[Task]]
    round: Round
    why: bool
    place: int = 0
    before: list[int] = field(default_factory=list)
    worked: list[Worked] = field(default_factory=list)
    is_again: bool = False
    """The task at the place was gone to on purpose: it is shown even where it is off the list."""

    @property
    def entries(self) -> list[Entry]:
        return [entry for worked in self.worked for entry in worked.entries]

    @property
    def done(self) -> int:
        return len({key(worked.task) for worked in self.worked})

    @property
    def left(self) -> int:
        """How many are on the list and nothing was recorded for them."""
        worked = {key(each.task) for each in self.worked}
        return sum(self.round.is_open(task) and key(task) not in worked for task in self.round.tasks)

    @property
    def customer(self) -> Customer:
        """Whom the task at the place is about."""
        return self.round.tasks[self.place].customer

    @property
    def received(self) -> Money:
        return total(entry.received for entry in self.entries)

    @property
    def promised(self) -> Money:
        return total(entry.promised for entry in self.entries)

    def go_through(self) -> None:
        """Each task in turn until there is none. Raises Left where the person leaves before."""
        while self.place < len(self.round.tasks):
            task = self.round.tasks[self.place]
            if not self.is_again and not self.round.is_open(task):
                self.place += 1
                continue
            self._show(task)
            while not self._moves_on(task):
                continue

    def _show(self, task: Task) -> None:
        if context().json:
            return
        still_open = sum(self.round.is_open(each) for each in self.round.tasks[self.place + 1 :])
        place, policy = (self.place + 1, self.place + 1 + still_open), session.policy()
        said = [entry.said for each in self.worked if key(each.task) == key(task) for entry in each.entries]
        output.show(lambda width: screen.task_screen(task, place, session.today(), policy, width, why=self.why))
        if said:
            is_gone = not self.round.is_open(task)
            output.show(lambda _width: screen.recorded_before(said, is_gone=is_gone))

    def _moves_on(self, task: Task) -> bool:
        """One key, and whether another task is to be shown after it."""
        answers.beside(lambda _width: [screen.outcome_keys(task.kind)])
        question = screen.move_keys(can_go_back=bool(self.before), can_undo=bool(self.worked))
        step = answers.step(question, screen.offered(task.kind))
        if step is Step.LEAVE:
            raise Left
        if step is Step.SKIP:
            self._go_on()
            return True
        if step is Step.BACK:
            return self._goes_back()
        if step is Step.UNDO:
            return self._undoes()
        return self._records(task, step)

    def _go_on(self) -> None:
        self.before.append(self.place)
        self.place, self.is_again = self.place + 1, False

    def _goes_back(self) -> bool:
        if not self.before:
            output.note(_("This is the first one."))
            return False
        self.place, self.is_again = self.before.pop(), True
        return True

    def _records(self, task: Task, step: Step) -> bool:
        worked = Worked(task, step)
        try:
            is_through = OUTCOMES[step](task, worked.entries.append)
        except NotSaid:
            output.note(_("Nothing was recorded."))
            is_through = False
        except Refusal as refusal:
            is_through = False
            asking.refused(refusal)
        finally:
            if worked.entries:
                self.worked.append(worked)
                self.round = self.round.read_again(self.list_now(), task.customer.id)
        if is_through or (worked.entries and not self.round.is_open(task)):
            self._go_on()
            return True
        return False

    def _undoes(self) -> bool:
        if not self.worked:
            output.note(_("Nothing was recorded in this sitting yet."))
            return False
        last = self.worked[-1]
        number = last.entries[-1].number
        try:
            with session.writing(said=f"undo {number}") as w:
                undone = usecase.undo(w, number, session.day())
        except Refusal as refusal:
            asking.refused(refusal)
            return False
        last.entries.pop()
        if not last.entries:
            self.worked.pop()
        if not context().json:
            output.show(lambda _width: undone_lines(undone))
        self.round = self.round.read_again(self.list_now(), last.task.customer.id)
        self.place = next(at for at, task in enumerate(self.round.tasks) if key(task) == key(last.task))
        self.before = [at for at in self.before if at < self.place]
        self.is_again = True
        return True
