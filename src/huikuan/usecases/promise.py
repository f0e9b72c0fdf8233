"""A promise is what the customer said: when, how much, who. Its windows are fixed the day it is taken.

A missed or moved promise is renewed one level up; a withdrawn one needs a reason, and the next promise for that money
is one level up too. A promise that was kept starts nothing: the next one is level 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from huikuan import cautions
from huikuan.domain.facts import Customer, Form, Promise, PromiseStatus
from huikuan.domain.money import NOTHING, Money, total
from huikuan.domain.period import month_of
from huikuan.domain.standing import PromiseStanding, State, standing, window_end
from huikuan.domain.tails import is_missed
from huikuan.errors import (
    DayAhead,
    DueBeforeMade,
    EndedBeforeMade,
    EndedBeforePaid,
    PromiseOver,
    PromisePaid,
    TotalDiffers,
)
from huikuan.usecases import find, measure
from huikuan.usecases.apply_cash import pay_promises
from huikuan.usecases.invoice import more_than_owed
from huikuan.usecases.recorded import far_days, measured, refuse_ahead, this_month, unknown_contact

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from huikuan.cautions import Caution
    from huikuan.domain.day import Day
    from huikuan.domain.facts import Measure
    from huikuan.domain.recorded import Recorded
    from huikuan.store.write import Writer


@dataclass(frozen=True, slots=True)
class Terms:
    """What the customer said: amounts with their days, who said it, in which form, on which day; by which hour it
    is to be paid, and where that stands in writing.
    """

    parts: Sequence[tuple[Money, date]]
    made_on: date
    made_by: str | None = None
    form: Form | None = None
    hour: str | None = None
    evidence: str | None = None


def check_total(parts: Sequence[tuple[Money, date]], stated: Money | None) -> None:
    """Raises TotalDiffers where a total was stated and the instalments come to another."""
    came_to = total(amount for amount, _ in parts)
    if stated is not None and came_to != stated:
        raise TotalDiffers(sum=came_to, stated=stated)


def add(
    w: Writer, customer: Customer, terms: Terms, day: Day, from_measure: Measure | None = None
) -> Recorded[PromiseStanding]:
    """The promise is in the book; a measure that led to it is converted."""
    earlier = w.read.promises(customer.id)
    withdrawn = _withdrawn_and_open(earlier, terms.made_on, day)
    level = withdrawn.level + 1 if withdrawn else 1
    words = _looks_like_repromise(earlier, day)

    def write() -> tuple[PromiseStanding, list[Caution]]:
        made = _take(w, customer, terms, day, level, withdrawn.id if withdrawn else None)
        if from_measure is not None:
            measure.convert(w, from_measure, made.amount, terms.made_on)
        return made, [*words, *_cautions(w, customer, terms, made, day)]

    return measured(w, customer, month_of(terms.parts[0][1]), day, write)


def take(w: Writer, customer: Customer, terms: Terms, day: Day) -> PromiseStanding:
    """The promise is in the book, one level up where it follows a withdrawn one."""
    withdrawn = _withdrawn_and_open(w.read.promises(customer.id), terms.made_on, day)
    level, follows = (withdrawn.level + 1, withdrawn.id) if withdrawn else (1, None)
    return _take(w, customer, terms, day, level, follows)


def renew(w: Writer, old: Promise, terms: Terms, day: Day) -> Recorded[PromiseStanding]:
    """The old promise is superseded as of the day, and the new one stands one level up."""
    customer = w.read.customer(old.customer_id)
    _refuse_ended(old, customer)
    _refuse_too_early(old, terms.made_on)
    if not standing(old, day.as_of, day.policy).remaining:
        raise PromisePaid(id=old.id, code=customer.code)

    left_out = _left_out(standing(old, day.as_of, day.policy), terms)

    def write() -> tuple[PromiseStanding, list[Caution]]:
        w.end_promise(old.id, terms.made_on, PromiseStatus.SUPERSEDED, None)
        made = _take(w, customer, terms, day, old.level + 1, old.id)
        return made, [*left_out, *_cautions(w, customer, terms, made, day)]

    return measured(w, customer, this_month(day), day, write)


def withdraw(w: Writer, old: Promise, on: date, reason: str, day: Day) -> Recorded[PromiseStanding]:
    """The customer took the promise back, for the reason given."""
    customer = w.read.customer(old.customer_id)
    _refuse_ended(old, customer)
    refuse_ahead(day, on, DayAhead(day=on, code=customer.code))
    _refuse_too_early(old, on)
    if not standing(old, day.as_of, day.policy).remaining:
        raise PromisePaid(id=old.id, code=customer.code)

    def write() -> tuple[PromiseStanding, list[Caution]]:
        w.end_promise(old.id, on, PromiseStatus.WITHDRAWN, reason)
        pay_promises(w, {customer.id}, day.policy.threshold)
        return standing(find.promise(w.read, old.id), day.as_of, day.policy), []

    return measured(w, customer, this_month(day), day, write)


def _take(w: Writer, customer: Customer, terms: Terms, day: Day, level: int, follows: int | None) -> PromiseStanding:
    refuse_ahead(day, terms.made_on, DayAhead(day=terms.made_on, code=customer.code))
    for _, due in terms.parts:
        if due < terms.made_on:
            raise DueBeforeMade(due=due, made_on=terms.made_on)
    grade = customer.grade_on(terms.made_on)
    promise_id = w.add_promise(
        customer.id,
        terms.made_on,
        level,
        [(amount, due, window_end(due, grade, day.policy, day.calendar)) for amount, due in terms.parts],
        made_by=find.full_name(w.read, customer.id, terms.made_by),
        form=terms.form,
        follows=follows,
    )
    w.note_promise(promise_id, terms.hour, terms.evidence)
    pay_promises(w, {customer.id}, day.policy.threshold)
    return standing(find.promise(w.read, promise_id), day.as_of, day.policy)


def _left_out(old: PromiseStanding, terms: Terms) -> list[Caution]:
    """What the new promise, smaller than what remains of the old one, leaves out: parts still to come, or the rest."""
    missing = old.remaining - total(amount for amount, _ in terms.parts)
    if missing <= NOTHING:
        return []
    days = {due for _, due in terms.parts}
    waiting = [s for s in old.instalments if s.state is State.PENDING and s.remaining and s.instalment.due not in days]
    if any(s.state in (State.BROKEN, State.PARTIAL) for s in old.instalments) and waiting:
        return [cautions.PartsLeftOut(amount=s.remaining, due=s.instalment.due, id=old.promise.id) for s in waiting]
    return [cautions.RestNotPromised(amount=missing, id=old.promise.id)]


def _refuse_ended(old: Promise, customer: Customer) -> None:
    if old.ended_on is not None:
        raise PromiseOver(id=old.id, on=old.ended_on, code=customer.code)


def _refuse_too_early(old: Promise, on: date) -> None:
    if on < old.made_on:
        raise EndedBeforeMade(id=old.id, on=old.made_on)
    paid = max((p.counts_from for part in old.instalments for p in part.payments if p.reversed_on is None), default=on)
    if on < paid:
        raise EndedBeforePaid(id=old.id, on=paid)


def _withdrawn_and_open(earlier: Sequence[Promise], made_on: date, day: Day) -> Promise | None:
    """The last withdrawn promise with money unpaid that no promise has followed yet."""
    followed = {p.follows for p in earlier}
    waiting = [
        p
        for p in earlier
        if p.ended_as is PromiseStatus.WITHDRAWN
        and p.ended_on is not None
        and p.ended_on <= made_on
        and p.id not in followed
        and standing(p, day.as_of, day.policy).remaining
    ]
    return waiting[-1] if waiting else None


def _looks_like_repromise(earlier: Sequence[Promise], day: Day) -> list[Caution]:
    standings = [standing(p, day.as_of, day.policy) for p in earlier]
    missed = [s for s in standings if is_missed(s, day.policy)]
    return [cautions.LooksLikeRepromise(id=s.promise.id, remaining=s.remaining) for s in missed[:1]]


def _still_promised(w: Writer, customer: Customer, day: Day) -> Money:
    standings = (standing(p, day.as_of, day.policy) for p in w.read.open_promises(customer.id))
    return total(s.remaining for s in standings if s.is_live)


def _cautions(w: Writer, customer: Customer, terms: Terms, made: PromiseStanding, day: Day) -> list[Caution]:
    said: list[Caution] = []
    month = this_month(day)
    for part in (s.instalment for s in made.instalments):
        if not day.calendar.is_working(part.due):
            said.append(cautions.DueOnDayOff(due=part.due, window_end=part.window_end))
        if month_of(part.due) > month:
            said.append(cautions.DueInLaterMonth(due=part.due, month=month))
    said += far_days(day, *(due for _, due in terms.parts))
    ends = (s.instalment.window_end for s in made.instalments)
    guessed = sorted({end.year for end in ends if day.calendar.is_estimate(end)})
    said += [cautions.CalendarIsEstimate(year=year) for year in guessed]
    said += more_than_owed(w, customer, _still_promised(w, customer, day), day)
    return said + unknown_contact(w, customer, terms.made_by)
