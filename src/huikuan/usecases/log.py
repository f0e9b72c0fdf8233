"""A contact made: when, how, what came of it, what was said, and when to speak again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from huikuan.domain.period import month_of
from huikuan.errors import DayAhead, NextBeforeContact
from huikuan.usecases.recorded import far_days, measured, refuse_ahead

if TYPE_CHECKING:
    from datetime import date

    from huikuan.cautions import Caution
    from huikuan.domain.cadence import Day
    from huikuan.domain.facts import Channel, Customer, FollowUp, Outcome
    from huikuan.domain.recorded import Recorded
    from huikuan.store.write import Writer


def add(
    w: Writer,
    customer: Customer,
    on: date,
    day: Day,
    *,
    channel: Channel,
    outcome: Outcome,
    said: str | None,
    next_on: date | None,
) -> Recorded[FollowUp]:
    """The contact is in the book. Refused: one that has not happened yet, a next one before it."""
    refuse_ahead(day, on, DayAhead(day=on, code=customer.code))
    if next_on is not None and next_on < on:
        raise NextBeforeContact(next=next_on, on=on)

    def write() -> tuple[FollowUp, list[Caution]]:
        made = w.add_follow_up(customer.id, on, channel, outcome, said, next_on)
        return next(f for f in w.read.follow_ups(customer.id) if f.id == made), far_days(day, on, next_on)

    return measured(w, customer, month_of(on), day, write)
