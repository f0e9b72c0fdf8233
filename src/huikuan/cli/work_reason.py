"""A reason for not paying is heard out: of which kind, in their words, what we answered, whether that moved them.

Before the answer stand the fact that can be checked and what may be said. Where the fault is ours it can become a
measure at once. A customer who gave way is not left before the date or the money is recorded.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from huikuan.cli import answers, output
from huikuan.cli import typed as typed_as
from huikuan.cli.answers import answered, maybe, maybe_yes, needed
from huikuan.cli.typed import LONGEST_NAME
from huikuan.cli.work_entries import Contact, Entry, contact
from huikuan.domain.kinds import OUR_FAULTS, ExcuseKind
from huikuan.domain.talk import Talk
from huikuan.errors import KeyUnknown, NoYieldKnown
from huikuan.parse import amounts
from huikuan.parse.kinds import excuse_kind
from huikuan.parse.words import shown
from huikuan.show import excuses
from huikuan.show.answers import answers as proposed_for
from huikuan.show.work import reasons, replies
from huikuan.text import _
from huikuan.usecases.log import OurWork

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from huikuan.domain.facts import Customer
    from huikuan.domain.task import Task


@dataclass(frozen=True, slots=True)
class _Answer:
    """What we said; the place it has among those proposed, where it is one of them."""

    words: str
    proposed: int | None = None


def reason(task: Task, keep: Callable[[Entry], None]) -> bool:
    """Records the reason; False where they gave way, for then more is to be recorded."""
    answers.beside(reasons)
    kind = answered(_("Which reason [number or word; Enter = none]: "), needed(_kind))
    said = maybe(_("Their words [Enter = none]: "), typed_as.note)
    proposed = proposed_for(kind)
    answers.beside(lambda width: replies(kind, width))
    ours = maybe(_("Our answer [number or own words; Enter = none]: "), lambda typed: _answer(typed, proposed))
    worked = maybe_yes(_("Did it work? [y]es [n]o [Enter = not known]: ")) if ours else None
    work = _work(kind, said) if kind in OUR_FAULTS else None
    again = maybe(_("Speak again on [date; Enter = not fixed]: "), typed_as.ahead)
    talk = Talk(kind, ours.words if ours else None, worked)
    heard = Contact(said=said, next_on=again, talk=talk, proposed=ours.proposed if ours else None, work=work)
    keep(_recorded(task.customer, heard))
    if worked:
        output.note(_("They gave way: record the date or the money."))
    return not worked


def _recorded(who: Customer, heard: Contact) -> Entry:
    """The contact; where no gap says what the measure is to bring in, that is asked."""
    try:
        return contact(who, heard)
    except NoYieldKnown:
        estimate = maybe(_("There is no gap: what is the measure to bring in [Enter = no measure]: "), amounts.amount)
    work = replace(heard.work, estimate=estimate) if heard.work and estimate else None
    return contact(who, replace(heard, work=work))


def _kind(typed: str) -> ExcuseKind:
    number = _number(typed)
    if number is None:
        return excuse_kind(typed)
    kinds = list(ExcuseKind)
    if not 1 <= number <= len(kinds):
        raise KeyUnknown(typed=shown(typed))
    return kinds[number - 1]


def _answer(typed: str, proposed: Sequence[str]) -> _Answer:
    number = _number(typed)
    if number is None:
        return _Answer(typed_as.note(typed))
    if not 1 <= number <= len(proposed):
        raise KeyUnknown(typed=shown(typed))
    return _Answer(proposed[number - 1], number)


def _number(typed: str) -> int | None:
    return int(typed) if typed.isdecimal() and len(typed) <= len("12") else None


def _work(kind: ExcuseKind, said: str | None) -> OurWork | None:
    if not maybe_yes(_("The fault may be ours: make it a measure? [y]es [Enter = no]: ")):
        return None
    estimate = maybe(_("What it is to bring in [Enter = what is uncovered]: "), amounts.amount)
    return OurWork((said or excuses.name(kind))[:LONGEST_NAME], estimate)
