"""What a contact brought, in words: what was said, the reason with our answer, what is ready, when to speak again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from huikuan.names import say
from huikuan.show import excuses
from huikuan.show.answers import answers
from huikuan.text import _, listed, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from huikuan.domain.facts import Customer, FollowUp
    from huikuan.domain.kinds import ExcuseKind, Ready
    from huikuan.domain.talk import Talk


def follow_up(fact: FollowUp, who: Customer, *, proposes: bool = True) -> Iterable[str]:
    """A contact as it was recorded; to a reason without an answer of ours, what may be asked and answered, unless that
    was said before.
    """
    yield _(
        "Contact {day}: {customer}, {channel}, {outcome}",
        day=fact.on,
        customer=shown(who.name),
        channel=say(fact.channel),
        outcome=say(fact.outcome),
    )
    if fact.talk.care is not None:
        yield _("  about: {what}", what=say(fact.talk.care))
    if fact.said and fact.talk.care is None:
        yield _("  said: {said}", said=shown(fact.said))
    elif fact.said:
        yield _("  what: {said}", said=shown(fact.said))
    if fact.talk.excuse is not None:
        yield from _reason(fact.talk, fact.talk.excuse, proposes=proposes)
    if fact.talk.place is not None:
        yield _("  we are number {place} in line to be paid", place=fact.talk.place)
    if fact.next_on:
        yield _("  next contact {day}", day=fact.next_on)


def _reason(talk: Talk, kind: ExcuseKind, *, proposes: bool) -> Iterable[str]:
    yield _("  reason: {reason}", reason=excuses.name(kind))
    if talk.answer:
        verdict = {True: _(" (it worked)"), False: _(" (it did not work)"), None: ""}[talk.worked]
        yield _("  our answer: {answer}{verdict}", answer=shown(talk.answer), verdict=verdict)
    elif proposes:
        yield _("  to ask: {fact}", fact=excuses.fact_to_ask(kind))
        for number, answer in enumerate(answers(kind), 1):
            yield f"  {number}  {answer}"
    if talk.measure_id is not None:
        yield _("  made measure {id}: huikuan measure done {id}", id=talk.measure_id)


def ticked(ready: Sequence[Ready] | None) -> Iterable[str]:
    """What is settled now for the next due date."""
    if ready:
        yield _("  ready: {what}", what=listed(map(say, ready)))
