"""What came of a task, key by key: the questions it takes, and what is recorded by the answers.

Paid: the money, and for less than was due a day for the rest. New date: the promise is renewed, its parts to come stay;
where there is none yet it is taken. No answer: an attempt, which is no contact. Later: nothing, for nobody was spoken
with and the list brings the task back by itself; a day to call again is recorded only where somebody did try.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from huikuan.cli import answers, output, session
from huikuan.cli import typed as typed_as
from huikuan.cli.answers import NotSaid, answered, maybe
from huikuan.cli.work_entries import Contact, Entry, contact, measure_done, promise, receipt
from huikuan.cli.work_reason import reason
from huikuan.domain.facts import Form, Outcome
from huikuan.domain.money import NOTHING, Money, total
from huikuan.domain.policy import TaskKind
from huikuan.domain.sitting import Step
from huikuan.domain.stake import Stake, stake
from huikuan.domain.standing import standing
from huikuan.domain.task import Task
from huikuan.errors import AmountMissing, PromiseOver, Refusal, SameReceipt
from huikuan.names import say
from huikuan.parse import amounts
from huikuan.parse.heard import Heard
from huikuan.show.work import plainly
from huikuan.text import _, say_day
from huikuan.usecases import find

if TYPE_CHECKING:
    from datetime import date

    from huikuan.domain.facts import Promise
    from huikuan.domain.stake import Parts
    from huikuan.store.read import Reader

Keep = Callable[[Entry], None]
_OF_A_PROMISE = frozenset({TaskKind.RENEW, TaskKind.PRESS, TaskKind.COLLECT, TaskKind.CONFIRM, TaskKind.REMIND})
_ENDED_BY_CONTACT = frozenset({TaskKind.BOUNCED, TaskKind.CONTACT, TaskKind.SOLICIT})


def paid(task: Task, keep: Keep) -> bool:
    """Enter is what was due; of a customer without a promise only what is typed came in."""
    if task.kind is TaskKind.MEASURE:
        return _brought(task, keep)
    is_due = task.kind in _OF_A_PROMISE or task.kind is TaskKind.BOUNCED
    return _money(task, task.amount if is_due else NOTHING, keep)


def part(task: Task, keep: Keep) -> bool:
    """So much of it came in."""
    return _brought(task, keep) if task.kind is TaskKind.MEASURE else _money(task, NOTHING, keep)


def new_date(task: Task, keep: Keep) -> bool:
    """On which day, how much: in place of the promise, or a first one."""
    at = _stake(task)
    if at.open:
        question = _("New date for {amount} [date, or amount and date; Enter = none]: ", amount=plainly(at.open))
    else:
        question = _("What they promise [amount and date; Enter = nothing]: ")
    if not _agree(task, at, question, keep):
        raise NotSaid
    return True


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
    again = maybe(_("Speak again on [date; Enter = not fixed]: "), typed_as.ahead)
    keep(contact(task.customer, Contact(said=said, next_on=again)))
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


def _brought(task: Task, keep: Keep) -> bool:
    question = _("What it brought in [Enter = {amount}]: ", amount=plainly(task.amount))

    def take(typed: str) -> Entry:
        return measure_done(task.subject, amounts.amount(typed) if typed else task.amount)

    keep(answered(question, take))
    return True


def _money(task: Task, usual: Money, keep: Keep) -> bool:
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
    if task.kind in _ENDED_BY_CONTACT and not has_date:
        keep(contact(task.customer, Contact()))
    return True


def _received(task: Task, amount: Money, on: date | None, form: Form) -> Entry:
    try:
        return receipt(task.customer, amount, on, form)
    except SameReceipt as same:
        output.refuse(str(same))
        if not answers.yes(_("Did it really come in twice? [y]es [n]o: ")):
            raise NotSaid from None
        return receipt(task.customer, amount, on, form, again=True)


def _rest(task: Task, rest: Money, keep: Keep) -> bool:
    """A day for what has not come in; Enter leaves it as it was promised."""
    at = _stake(task, rest)
    if not at.open:
        return False
    values = {"amount": plainly(at.open), "due": say_day(task.due) if task.due else ""}
    if task.kind in _OF_A_PROMISE - {TaskKind.RENEW}:
        question = _("The other {amount}: new date [Enter = still due {due}]: ", **values)
    else:
        question = _("The other {amount}: new date [Enter = none yet]: ", **values)
    return _agree(task, at, question, keep)


def _agree(task: Task, at: Stake, question: str, keep: Keep) -> bool:
    """The promise as it is said; False for Enter alone."""
    while True:
        parts, form = _parts(at.open, question)
        if not parts:
            return False
        measure = task.subject if task.kind is TaskKind.MEASURE else None
        taken = total(amount for amount, _due in parts)
        try:
            whole = at.together(parts)
            keep(promise(task.customer, whole, form, taken, instead_of=at.promise_id, from_measure=measure))
        except Refusal as refusal:
            output.refuse(str(refusal))
        else:
            return True


def _parts(left: Money, question: str) -> tuple[Parts, Form | None]:
    """Amounts with days until nothing is left of the amount, or Enter; all at once with an @ between each."""

    def read(typed: str) -> Heard | Parts | None:
        if "@" in typed or "＠" in typed:
            return typed_as.split(typed).parts
        said = answers.said_ahead(typed) if typed else None
        if said and not (said.amount or left):
            raise AmountMissing
        return said

    parts: Parts = ()
    form = None
    while True:
        said = answered(question, read)
        if said is None:
            return parts, form
        if not isinstance(said, Heard):
            return (*parts, *said), form
        amount, form = said.amount or left, said.form or form
        due = said.on or maybe(_("{amount}: on which day [Enter = none]: ", amount=plainly(amount)), typed_as.ahead)
        if due is None:
            return parts, form
        parts, left = (*parts, (amount, due)), left - amount
        if left <= NOTHING:
            return parts, form
        question = _("The other {amount} [date, or amount and date; Enter = not promised]: ", amount=plainly(left))


def _stake(task: Task, rest: Money | None = None) -> Stake:
    """What a new date would be about, as the book stands now."""
    with session.reading() as read:
        made, came_back = _promise_of(read, task)
    if made is None:
        return Stake(task.amount if rest is None else rest)
    if made.ended_on is not None:
        raise PromiseOver(id=made.id, on=made.ended_on, code=task.customer.code)
    whole = standing(made, session.today(), session.policy())
    at = stake(whole, task.kind, task.grade, session.day(), came_back)
    return at if at.open else Stake(NOTHING)


def _promise_of(read: Reader, task: Task) -> tuple[Promise | None, frozenset[int]]:
    """The promise the task is about; for money that came back the live one it had paid, and which parts of it."""
    if task.kind in _OF_A_PROMISE:
        return find.promise(read, task.subject), frozenset()
    came_back = find.receipt(read, task.subject).allocations if task.kind is TaskKind.BOUNCED else ()
    live = [made for made in map(read.promise, {share.promise_id for share in came_back}) if made and not made.ended_on]
    parts = frozenset(share.instalment_id for share in came_back)
    return (live[0], parts) if len(live) == 1 else (None, frozenset())
