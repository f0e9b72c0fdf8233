"""Writing with the customer's gap before and after it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from huikuan.cautions import Caution, ContactUnknown, FarDay
from huikuan.domain.gap import month_row
from huikuan.domain.period import month_of
from huikuan.domain.recorded import Recorded
from huikuan.parse.days import is_far
from huikuan.text import quoted
from huikuan.usecases import find

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from huikuan.domain.day import Day
    from huikuan.domain.facts import Customer
    from huikuan.domain.gap import Row
    from huikuan.domain.period import Month
    from huikuan.errors import Refusal
    from huikuan.store.write import Writer

Fact = TypeVar("Fact")


def measured(
    w: Writer, customer: Customer, month: Month, day: Day, write: Callable[[], tuple[Fact, list[Caution]]]
) -> Recorded[Fact]:
    """The result of `write`, with the customer's month as of today before and after it."""
    before = _row(w, customer, month, day)
    fact, cautions = write()
    return Recorded(fact, customer, month, before, _row(w, customer, month, day), tuple(cautions))


def this_month(day: Day) -> Month:
    """The month today lies in."""
    return month_of(day.as_of)


def refuse_ahead(day: Day, on: date, refusal: Refusal) -> None:
    """Raises the refusal where `on` has not come yet."""
    if on > day.as_of:
        raise refusal


def far_days(day: Day, *days: date | None) -> list[Caution]:
    """A caution for each of the days that lies more than half a year off."""
    return [FarDay(day=each) for each in days if each is not None and is_far(each, day.as_of)]


def unknown_contact(w: Writer, customer: Customer, name: str | None) -> list[Caution]:
    """A caution where the person named is none of the customer's contacts."""
    if name is None or find.contact(w.read, customer.id, name) is not None:
        return []
    code = quoted(customer.code)
    return [ContactUnknown(name=name, customer=customer.name, code=code, quoted=quoted(name))]


def _row(w: Writer, customer: Customer, month: Month, day: Day) -> Row:
    [account] = w.read.accounts(month, day.as_of, customer.id)
    return month_row(account, month, day.as_of, day.policy)
