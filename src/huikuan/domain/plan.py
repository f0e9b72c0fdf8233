"""The month's plan: every customer's row, and what they come to.

Customers with a live promise are the main source, those without one the supplement. Rows stand in the order in which
they need attention: the largest uncovered first, then by code. An opening plan, once frozen, is shown beside.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from huikuan.domain.gap import Account, Flag, Row, Sums, add_up, month_row
from huikuan.domain.money import NOTHING, total

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from huikuan.domain.bills import Cash
    from huikuan.domain.money import Money
    from huikuan.domain.period import Month
    from huikuan.domain.policy import Policy


@dataclass(frozen=True, slots=True)
class Opening:
    """The plan as it was frozen: each customer's line by its id."""

    frozen_on: date
    lines: Mapping[int, Sums]

    @property
    def sums(self) -> Sums:
        return add_up(self.lines.values())

    def of(self, customer_ids: Iterable[int]) -> Opening:
        """The opening plan of these customers alone."""
        wanted = set(customer_ids)
        return Opening(self.frozen_on, {who: line for who, line in self.lines.items() if who in wanted})


@dataclass(frozen=True, slots=True)
class Totals:
    sums: Sums
    customers: int
    without_target: int
    without_promise: int
    main: Sums
    supplement: Sums


@dataclass(frozen=True, slots=True)
class Plan:
    month: Month
    as_of: date
    rows: tuple[Row, ...]
    totals: Totals
    opening: Opening | None = None
    cash: Mapping[int, Cash] | None = None
    """By customer what came in is worth in cash; None where that was not asked for."""

    @property
    def all_cash(self) -> Money | None:
        """What came in is worth in cash, all customers shown together."""
        return None if self.cash is None else total(self.cash_of(row) or NOTHING for row in self.rows)

    def cash_from(self, *, has_promise: bool) -> Money | None:
        """The same from the main source, or from the supplement."""
        if self.cash is None:
            return None
        return total(self.cash_of(row) or NOTHING for row in self.rows if row.has_promise is has_promise)

    def cash_of(self, row: Row) -> Money | None:
        """What came in from the customer is worth in cash: all of it, less what their bills cost."""
        if self.cash is None:
            return None
        found = self.cash.get(row.customer.id)
        return row.sums.received - (found.face - found.cash) if found else row.sums.received


def plan(
    accounts: Iterable[Account],
    month: Month,
    as_of: date,
    policy: Policy,
    opening: Opening | None,
    cash: Mapping[int, Cash] | None = None,
) -> Plan:
    """The plan of the month as of the day; one archived, or not known yet, appears
    only where money of the month hangs on them.
    """
    every = list(accounts)
    opening = opening.of(account.customer.id for account in every) if opening else None
    rows = [month_row(account, month, as_of, policy) for account in every]
    shown = [row for row in rows if row.customer.is_worked_with_on(as_of) or _has_money(row.sums)]
    ranked = sorted(shown, key=lambda row: (-row.sums.uncovered.fen, row.customer.code))
    return Plan(month, as_of, tuple(ranked), totals(ranked), opening, cash)


def totals(rows: Iterable[Row]) -> Totals:
    """The rows added up: all, those with a promise (main), those without (supplement)."""
    every = list(rows)
    return Totals(
        sums=add_up(row.sums for row in every),
        customers=len(every),
        without_target=sum(Flag.NO_TARGET in row.flags for row in every),
        without_promise=sum(Flag.NO_PROMISE in row.flags for row in every),
        main=add_up(row.sums for row in every if row.has_promise),
        supplement=add_up(row.sums for row in every if not row.has_promise),
    )


def _has_money(sums: Sums) -> bool:
    return any((sums.target, sums.received, sums.promised, sums.measures))
