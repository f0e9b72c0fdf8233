"""A day for money that is open: the promise is renewed, its parts to come stay; where there is none it is taken.

The amount may be left out: it is all that is open. What a smaller one leaves is asked for as well, until Enter.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from huikuan.cli import answers, asking, session
from huikuan.cli import typed as typed_as
from huikuan.cli.answers import answered, maybe
from huikuan.cli.asking import Left
from huikuan.cli.work_entries import Entry, promise
from huikuan.domain.money import NOTHING, Money, total
from huikuan.domain.stake import Stake, stake
from huikuan.domain.standing import standing
from huikuan.domain.task import Task
from huikuan.domain.task_kinds import TaskKind
from huikuan.errors import AmountMissing, PromiseOver, Refusal
from huikuan.parse.heard import Heard
from huikuan.show.work import plainly
from huikuan.text import _
from huikuan.usecases import find

if TYPE_CHECKING:
    from huikuan.domain.facts import Form, Promise
    from huikuan.domain.stake import Parts
    from huikuan.store.read import Reader

Keep = Callable[[Entry], None]


def agree(task: Task, at: Stake, question: str, keep: Keep) -> bool:
    """The promise as it is said; False for Enter alone. Who leaves at the rest has said the first part all the same."""
    while True:
        parts, form, has_left = _parts(at.open, question)
        if not parts and not has_left:
            return False
        if not parts:
            raise Left
        measure = task.subject if task.kind is TaskKind.MEASURE else None
        taken = total(amount for amount, _due in parts)
        try:
            whole = at.together(parts)
            keep(promise(task.customer, whole, form, taken, instead_of=at.promise_id, from_measure=measure))
        except Refusal as refusal:
            asking.refused(refusal)
            continue
        if has_left:
            raise Left
        return True


def at_stake(task: Task, rest: Money | None = None) -> Stake:
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


def _parts(left: Money, question: str) -> tuple[Parts, Form | None, bool]:
    """Amounts with days until nothing is left of the amount, or Enter, or the person leaves (True); all at once with
    an @ between each.
    """

    def read(typed: str) -> Heard | Parts | None:
        if "@" in typed or "＠" in typed:
            return typed_as.split(typed).parts
        said = answers.said_ahead(typed) if typed else None
        if said and not (said.amount or left):
            raise AmountMissing
        return said

    parts: Parts = ()
    form = None
    try:
        while (said := answered(question, read)) is not None:
            if not isinstance(said, Heard):
                return (*parts, *said), form, False
            amount, form = said.amount or left, said.form or form
            which_day = _("{amount}: on which day [Enter = none]: ", amount=plainly(amount))
            due = said.on or maybe(which_day, typed_as.ahead)
            if due is None:
                break
            parts, left = (*parts, (amount, due)), left - amount
            if left <= NOTHING:
                break
            question = _("The other {amount} [date, or amount and date; Enter = not promised]: ", amount=plainly(left))
    except Left:
        return parts, form, True
    return parts, form, False


def _promise_of(read: Reader, task: Task) -> tuple[Promise | None, frozenset[int]]:
    """The promise the task is about; for money that came back the live one it had paid, and which parts of it."""
    if task.kind.row.is_of_promise:
        return find.promise(read, task.subject), frozenset()
    came_back = find.receipt(read, task.subject).allocations if task.kind is TaskKind.BOUNCED else ()
    live = [made for made in map(read.promise, {share.promise_id for share in came_back}) if made and not made.ended_on]
    parts = frozenset(share.instalment_id for share in came_back)
    return (live[0], parts) if len(live) == 1 else (None, frozenset())
