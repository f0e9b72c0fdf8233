"""What came of a task, key by key: the questions it takes, and what is recorded by the answers.

Paid is money, and for less than was due a day for the rest; of a measure it is what it brought in, of a step of
approval that it is through, of a bill that the bank has it.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from huikuan.cli import answers, asking
from huikuan.cli import typed as typed_as
from huikuan.cli.answers import NotSaid, answered, maybe
from huikuan.cli.work_dates import Keep, agree, at_stake
from huikuan.cli.work_entries import Contact, Entry, contact, measure_done, presented, receipt, step_done
from huikuan.cli.work_reason import reason
from huikuan.cli.work_spoken import later, no_answer, spoken
from huikuan.domain.facts import Form
from huikuan.domain.money import NOTHING, Money
from huikuan.domain.sitting import Step
from huikuan.domain.task import Task
from huikuan.domain.task_kinds import TaskKind
from huikuan.errors import AmountMissing, PromiseOver, SameReceipt
from huikuan.names import say
from huikuan.parse import amounts
from huikuan.parse.heard import Heard
from huikuan.show.work import plainly
from huikuan.text import _, say_day

if TYPE_CHECKING:
    from datetime import date


def paid(task: Task, keep: Keep) -> bool:
    """Enter is what was due; of a customer without a promise only what is typed came in."""
    if task.kind is TaskKind.MEASURE:
        keep(_brought(task))
    elif task.kind is TaskKind.APPROVAL:
        keep(step_done(task.subject))
    elif task.kind is TaskKind.BILL:
        keep(presented(task.subject))
    else:
        _money(task, _due(task), keep)
    return True


def part(task: Task, keep: Keep) -> bool:
    """So much of it came in."""
    _money(task, NOTHING, keep)
    return True


def new_date(task: Task, keep: Keep) -> bool:
    """On which day, how much: in place of the promise, or a first one."""
    at = at_stake(task)
    if at.open:
        question = _("Date for {amount} [date, or amount and date; Enter = none]: ", amount=plainly(at.open))
    else:
        question = _("What they promise [amount and date; Enter = nothing]: ")
    if not agree(task, at, question, keep):
        raise NotSaid
    return True


OUTCOMES: dict[Step, Callable[[Task, Keep], bool]] = {
    Step.PAID: paid,
    Step.PART: part,
    Step.NEW_DATE: new_date,
    Step.REASON: reason,
    Step.NO_ANSWER: no_answer,
    Step.LATER: later,
    Step.DONE: spoken,
}
"""Each asks, records by `keep`, and is true where the task is through; raises NotSaid where nothing was answered."""


def _due(task: Task) -> Money:
    """What Enter stands for: what is due and still open; nothing where no promise or receipt says how much."""
    if task.kind is TaskKind.BOUNCED:
        return task.amount
    if not task.kind.row.is_of_promise:
        return NOTHING
    with suppress(PromiseOver):
        return min(task.amount, at_stake(task).open)
    return NOTHING


def _brought(task: Task) -> Entry:
    question = _("What it brought in [Enter = {amount}]: ", amount=plainly(task.amount))

    def take(typed: str) -> Entry:
        return measure_done(task.subject, amounts.amount(typed) if typed else task.amount)

    return answered(question, take)


def _money(task: Task, usual: Money, keep: Keep) -> None:
    """The receipt; for less than the task is about, a day for the rest."""
    form = task.form or Form.TRANSFER
    if usual:
        values = {"amount": plainly(usual), "form": say(form)}
        question = _("Paid [Enter = {amount} today, {form}; or amount date form]: ", **values)
    else:
        question = _("How much came in [amount date form; Enter = nothing]: ")

    def take(typed: str) -> Entry:
        if not typed and not usual:
            raise NotSaid
        said = answers.said_behind(typed) if typed else Heard()
        if not (said.amount or usual):
            raise AmountMissing
        return _received(task, said.amount or usual, said.on, said.form or form)

    entry = answered(question, take)
    keep(entry)
    rest = task.amount - entry.received
    has_date = rest > NOTHING and _rest(task, rest, keep)
    if task.kind.row.ends_with_contact and not has_date:
        keep(contact(task.customer, Contact()))


def _received(task: Task, amount: Money, on: date | None, form: Form) -> Entry:
    is_bill = form is Form.ACCEPTANCE_BILL
    matures = maybe(_("The bill matures on [date; Enter = not known]: "), typed_as.ahead) if is_bill else None
    try:
        return receipt(task.customer, amount, on, form, matures)
    except SameReceipt as same:
        asking.refused(same)
        if not answers.yes(_("Did it really come in twice? [y]es [n]o: ")):
            raise NotSaid from None
        return receipt(task.customer, amount, on, form, matures, again=True)


def _rest(task: Task, rest: Money, keep: Keep) -> bool:
    """A day for what has not come in; Enter leaves it as it was promised."""
    try:
        at = at_stake(task, rest)
    except PromiseOver:
        return False
    if not at.open:
        return False
    values = {"amount": plainly(at.open), "due": say_day(task.due) if task.due else ""}
    if task.kind.row.is_of_promise and task.kind is not TaskKind.RENEW:
        question = _("The other {amount}: new date [Enter = still due {due}]: ", **values)
    else:
        question = _("The other {amount}: new date [Enter = none yet]: ", **values)
    return agree(task, at, question, keep)
