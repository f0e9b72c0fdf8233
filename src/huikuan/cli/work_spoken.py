"""Nothing but words: what they said, what is settled for the due date, when to speak again; or nobody was reached.

An attempt is no contact. Later records nothing, for nobody was spoken with and the list brings the task back by
itself; a day to call again is recorded only where somebody did try.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from huikuan.cli import answers, output
from huikuan.cli import typed as typed_as
from huikuan.cli.answers import maybe
from huikuan.cli.work_entries import Contact, contact, measure_done
from huikuan.domain.facts import Outcome
from huikuan.domain.task_kinds import TaskKind
from huikuan.errors import KeyUnknown
from huikuan.parse import kinds
from huikuan.show.work import to_settle
from huikuan.text import _

if TYPE_CHECKING:
    from huikuan.cli.work_dates import Keep
    from huikuan.domain.kinds import Ready
    from huikuan.domain.task import Task


def no_answer(task: Task, keep: Keep) -> bool:
    """Nobody was reached; with a day, they are called again then."""
    again = maybe(_("Try again on [date; Enter = later today]: "), typed_as.ahead)
    keep(contact(task.customer, Contact(Outcome.NO_ANSWER, next_on=again)))
    return True


def later(task: Task, keep: Keep) -> bool:
    """Not now: the list brings the task back by itself."""
    again = maybe(_("Again on [date; Enter = nothing recorded, the list reminds you]: "), typed_as.ahead)
    if again is None:
        return True
    if answers.yes(_("Did you try to reach them today? [y]es [n]o: ")):
        keep(contact(task.customer, Contact(Outcome.NO_ANSWER, next_on=again)))
    else:
        output.note(_("Nothing recorded: without a call there is no contact. The list reminds you."))
    return True


def spoken(task: Task, keep: Keep) -> bool:
    """They were spoken with and nothing else came of it; a measure is done, what it brought is not known."""
    if task.kind is TaskKind.MEASURE:
        keep(measure_done(task.subject, None))
        return True
    said = maybe(_("Their words [Enter = none]: "), typed_as.note)
    ready = _ready(task) if task.missing else ()
    again = maybe(_("Speak again on [date; Enter = not fixed]: "), typed_as.ahead)
    keep(contact(task.customer, Contact(said=said, next_on=again, ready=ready)))
    return True


def _ready(task: Task) -> tuple[Ready, ...]:
    """What was still to settle for the due date and now is: by number, by word, or all of it."""

    def read(typed: str) -> tuple[Ready, ...]:
        numbers = re.findall(r"\d+", typed)
        if not numbers:
            wanted = kinds.ready(typed)
            return tuple(what for what in task.missing if what in wanted) or wanted
        if not all(1 <= int(number) <= len(task.missing) for number in numbers):
            raise KeyUnknown(typed=typed)
        return tuple(what for at, what in enumerate(task.missing, 1) if at in map(int, numbers))

    answers.beside(lambda width: to_settle(task.missing, width))
    return maybe(_("Settled now [numbers, or all; Enter = none]: "), read) or ()
