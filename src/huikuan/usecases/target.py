"""A target is set for a customer and a month; setting it again is a new fact that keeps what was not given.

Only their acceptance does not carry over to another amount.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from huikuan.domain.facts import Target
from huikuan.domain.plan import plan
from huikuan.errors import MonthOver, NothingToFreeze, PlanFrozen
from huikuan.usecases.recorded import measured

if TYPE_CHECKING:
    from datetime import date

    from huikuan.cautions import Caution
    from huikuan.domain.day import Day
    from huikuan.domain.facts import Customer
    from huikuan.domain.money import Money
    from huikuan.domain.period import Month
    from huikuan.domain.plan import Plan
    from huikuan.domain.recorded import Recorded
    from huikuan.store.write import Writer


def set_target(
    w: Writer,
    customer: Customer,
    month: Month,
    amount: Money,
    day: Day,
    *,
    expected: Money | None = None,
    ask: Money | None = None,
    accepted_on: date | None = None,
) -> Recorded[Target]:
    """The customer's target of the month is this amount from today on."""

    def write() -> tuple[Target, list[Caution]]:
        given = {"expected": expected, "ask": ask, "accepted_on": accepted_on}
        known = next(reversed(w.read.targets(month, customer.id)), Target(customer.id, month, day.as_of, amount))
        if known.amount != amount:
            known = replace(known, accepted_on=None)
        kept = replace(known, **{name: value for name, value in given.items() if value is not None})  # type: ignore[arg-type]
        target_id = w.add_target(replace(kept, amount=amount, set_on=day.as_of))
        return next(t for t in w.read.targets(month, customer.id) if t.id == target_id), []

    return measured(w, customer, month, day, write)


def freeze(w: Writer, month: Month, day: Day) -> Plan:
    """The plan as it stands is kept as the month's opening plan. Refused: there is one already, or nothing to keep."""
    before = w.read.opening(month, day.as_of)
    if month.last < day.as_of:
        raise MonthOver(month=month)
    if before is not None:
        raise PlanFrozen(month=month, on=before.frozen_on)
    now = plan(w.read.accounts(month, day.as_of), month, day.as_of, day.policy, None)
    if not any(row.has_target for row in now.rows):
        raise NothingToFreeze(month=month)
    for row in now.rows:
        w.freeze(month, day.as_of, row)
    return plan(w.read.accounts(month, day.as_of), month, day.as_of, day.policy, w.read.opening(month, day.as_of))
