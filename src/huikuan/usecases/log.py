"""A contact made: when, how, what came of it, what was said, and when to speak again.

It may bring a reason with our answer, which becomes a measure where the fault is ours; and what is ready for the money
that falls due next is ticked off.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from huikuan.cautions import MeasureOfLaterMonth
from huikuan.domain.facts import FollowUp, Measure
from huikuan.domain.gap import month_row
from huikuan.domain.kinds import ExcuseKind, MeasureKind
from huikuan.domain.period import month_of
from huikuan.domain.standing import next_due, standing
from huikuan.domain.talk import NO_TALK, Talk
from huikuan.errors import (
    AnswerWithoutExcuse,
    CustomerArchived,
    DayAhead,
    NextBeforeContact,
    NothingFallsDue,
    NoYieldKnown,
)
from huikuan.usecases.recorded import far_days, measured, refuse_ahead, this_month

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from huikuan.cautions import Caution
    from huikuan.domain.day import Day
    from huikuan.domain.facts import Channel, Customer, Outcome
    from huikuan.domain.kinds import Ready
    from huikuan.domain.money import Money
    from huikuan.domain.recorded import Recorded
    from huikuan.store.write import Writer

_AS_WORK = {
    ExcuseKind.SUPPORT: MeasureKind.SUPPORT,
    ExcuseKind.PAPERS: MeasureKind.PAPERS,
}
"""What kind of measure a reason becomes; the others are of no kind of their own."""


@dataclass(frozen=True, slots=True)
class OurWork:
    """The reason is to become a measure: under this title, to bring in this much (None: what is uncovered)."""

    title: str
    estimate: Money | None = None


def add(
    w: Writer,
    customer: Customer,
    on: date,
    day: Day,
    *,
    channel: Channel,
    outcome: Outcome,
    said: str | None = None,
    next_on: date | None = None,
    talk: Talk = NO_TALK,
    work: OurWork | None = None,
    ready: Sequence[Ready] = (),
) -> Recorded[FollowUp]:
    """The contact is in the book with what it brought. Refused: one that has not happened yet, a next one before it."""
    refuse_ahead(day, on, DayAhead(day=on, code=customer.code))
    if next_on is not None and next_on < on:
        raise NextBeforeContact(next=next_on, on=on)
    if talk.excuse is None and (talk.answer or talk.worked is not None or work):
        raise AnswerWithoutExcuse

    def write() -> tuple[FollowUp, list[Caution]]:
        brought = talk._replace(measure_id=_measure(w, customer, on, talk, work, day, next_on)) if work else talk
        made = w.add_follow_up(FollowUp(0, customer.id, on, channel, outcome, said, next_on, brought))
        if ready:
            _tick(w, customer, on, day, ready)
        said_too = far_days(day, on, next_on)
        if work and next_on is not None and month_of(next_on) > this_month(day):
            said_too.append(MeasureOfLaterMonth(due=next_on, month=this_month(day)))
        return next(f for f in w.read.follow_ups(customer.id) if f.id == made), said_too

    return measured(w, customer, month_of(on), day, write)


def _measure(w: Writer, customer: Customer, on: date, talk: Talk, work: OurWork, day: Day, until: date | None) -> int:
    if customer.is_archived_on(day.as_of):
        raise CustomerArchived(customer=customer.name, code=customer.code)
    month = month_of(day.as_of)
    [account] = w.read.accounts(month, day.as_of, customer.id)
    sums = month_row(account, month, day.as_of, day.policy).sums
    estimate = work.estimate or sums.uncovered or sums.gap
    if not estimate:
        raise NoYieldKnown(customer=customer.name)
    kind = _AS_WORK.get(talk.excuse or ExcuseKind.OTHER, MeasureKind.OTHER)
    return w.add_measure(Measure(0, customer.id, work.title, kind, estimate, on, until or month.last))


def _tick(w: Writer, customer: Customer, on: date, day: Day, ready: Sequence[Ready]) -> None:
    standings = [standing(p, day.as_of, day.policy) for p in w.read.open_promises(customer.id)]
    parts = next_due(standings, on)
    if not parts:
        raise NothingFallsDue(customer=customer.name, code=customer.code)
    known = {(tick.instalment_id, tick.what) for tick in w.read.ticks(part.instalment.id for part in parts)}
    for part in parts:
        for what in ready:
            if (part.instalment.id, what) not in known:
                w.tick(customer.id, part.instalment.id, on, what)
