"""How old what is owed is, by due date: not due yet, then by days overdue in the settings' steps.

The steps hold what is chased. What is disputed, and what advances and credit notes still owe back, stand beside:
balance = all steps + disputed − credits.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from huikuan.domain.ledger import Ledger, Owed, owed
from huikuan.domain.money import NOTHING, Money, total

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from huikuan.domain.facts import Customer


class Step(NamedTuple):
    """Days overdue from `first` to `last`; `first` None: not due yet; `last` None: anything older."""

    first: int | None
    last: int | None


@dataclass(frozen=True, slots=True)
class Aged:
    """What is owed with its age; `amounts` stand in the order of the steps."""

    steps: tuple[Step, ...]
    amounts: tuple[Money, ...]
    owed: Owed


@dataclass(frozen=True, slots=True)
class AgeingRow:
    customer: Customer
    aged: Aged


@dataclass(frozen=True, slots=True)
class Ageing:
    as_of: date
    rows: tuple[AgeingRow, ...]
    total: Aged


def steps(bounds: Sequence[int]) -> tuple[Step, ...]:
    """The steps that end at these days overdue: 30, 60, 90 give not due, 1 to 30, 31 to 60, 61 to 90, over 90."""
    starts = [1, *(bound + 1 for bound in bounds)]
    return Step(None, 0), *(Step(*pair) for pair in zip(starts, [*bounds, None], strict=True))


def aged(ledger: Ledger, as_of: date, bounds: Sequence[int]) -> Aged:
    """What one customer owes as of the day, by age."""
    sums = [NOTHING] * (len(bounds) + 2)
    for invoice in ledger.invoices:
        place = _place(invoice.days_overdue_on(as_of), bounds)
        sums[place] = sums[place] + invoice.chased_on(as_of)
    return Aged(steps(bounds), tuple(sums), owed(ledger, as_of))


def ageing(ledgers: Iterable[tuple[Customer, Ledger]], as_of: date, bounds: Sequence[int]) -> Ageing:
    """Everyone who owes or is owed something as of the day, the most overdue first, and the total."""
    rows = [AgeingRow(customer, aged(ledger, as_of, bounds)) for customer, ledger in ledgers]
    shown = [row for row in rows if row.aged.owed != Owed()]
    ranked = sorted(shown, key=lambda r: (-r.aged.owed.overdue.fen, -r.aged.owed.balance.fen, r.customer.code))
    return Ageing(as_of, tuple(ranked), _together([row.aged for row in ranked], steps(bounds)))


def _place(days_overdue: int, bounds: Sequence[int]) -> int:
    return 0 if days_overdue == 0 else 1 + sum(days_overdue > bound for bound in bounds)


def _together(rows: Sequence[Aged], steps: tuple[Step, ...]) -> Aged:
    return Aged(
        steps,
        tuple(total(row.amounts[place] for row in rows) for place in range(len(steps))),
        Owed(
            chased=total(row.owed.chased for row in rows),
            overdue=total(row.owed.overdue for row in rows),
            disputed=total(row.owed.disputed for row in rows),
            credits=total(row.owed.credits for row in rows),
        ),
    )
