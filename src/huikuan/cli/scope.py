"""What a report is asked for: as of which day, which month, whose. A command and `export` ask in the same way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from huikuan.cli import session
from huikuan.domain.period import Month, month_of
from huikuan.usecases import find

if TYPE_CHECKING:
    from datetime import date

    from huikuan.domain.day import Day
    from huikuan.domain.facts import Customer
    from huikuan.store.read import Reader


@dataclass(frozen=True, slots=True)
class Scope:
    """A salesperson's customers, or one customer, or everybody."""

    day: Day
    month: Month | None = None
    owner: str | None = None
    customer: Customer | None = None

    @property
    def as_of(self) -> date:
        return self.day.as_of

    @property
    def month_meant(self) -> Month:
        """The month asked for, else the day's."""
        return self.month or month_of(self.day.as_of)

    @property
    def customer_id(self) -> int | None:
        return self.customer.id if self.customer else None

    def customers(self, read: Reader) -> dict[int, Customer]:
        """The customers meant, by their id."""
        if self.customer is not None:
            return {self.customer.id: self.customer}
        return {customer.id: customer for customer in read.customers(self.owner)}


def scope_of(
    read: Reader, customer: str | None = None, *, month: Month | None = None, owner: str | None = None
) -> Scope:
    """The scope of what was typed: --as-of, else today, and the customer by code, name or alias."""
    day = session.day(session.as_of())
    who = find.customer(read, customer, day.as_of) if customer is not None else None
    return Scope(day, month, owner, who)
