"""What a customer owes on a day: open invoices, less what is left of advances and credit notes.

Due by the end of the month is what was overdue when the month began and what falls due in it. What came in during the
month does not lower it: it is what the month should bring.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from huikuan.domain.money import NOTHING, Money, positive, total

if TYPE_CHECKING:
    from datetime import date

    from huikuan.domain.invoice import Credit, Invoice, Settlement
    from huikuan.domain.period import Month


@dataclass(frozen=True, slots=True)
class Ledger:
    """One customer's invoices that were open on the day or at the beginning of its month, and their credits.

    `is_known`: an invoice of theirs is in the book, so that what they owe can be said.
    """

    invoices: tuple[Invoice, ...] = ()
    credits: tuple[Credit, ...] = ()
    is_known: bool = False


UNKNOWN = Ledger()
"""Of whom no invoice is in the book."""


@dataclass(frozen=True, slots=True)
class Owed:
    """balance = chased + disputed − credits; overdue is the part of chased whose due date has passed."""

    chased: Money = NOTHING
    overdue: Money = NOTHING
    disputed: Money = NOTHING
    credits: Money = NOTHING

    @property
    def balance(self) -> Money:
        return self.chased + self.disputed - self.credits


def owed(ledger: Ledger, as_of: date) -> Owed:
    """What is owed as of the day."""
    return Owed(
        chased=total(i.chased_on(as_of) for i in ledger.invoices),
        overdue=total(i.chased_on(as_of) for i in ledger.invoices if i.due < as_of),
        disputed=total(i.disputed_on(as_of) for i in ledger.invoices),
        credits=total(c.left for c in ledger.credits if c.on <= as_of),
    )


def due_by_end_of(month: Month, ledger: Ledger, as_of: date) -> Money | None:
    """What the month should bring by the ledger; None where no invoice is open."""
    parts = due_parts(month, ledger, as_of)
    if not parts:
        return None
    due = total(amount for invoice, amount in parts if invoice.due <= month.last)
    return positive(due - total(c.left for c in credits_before(month, ledger)))


def due_parts(month: Month, ledger: Ledger, as_of: date) -> tuple[tuple[Invoice, Money], ...]:
    """The invoices open when the month began, or issued since, each with what of it was open and undisputed."""
    eve = month.first - timedelta(days=1)
    open_then = ((i, _open_at(i, eve, as_of)) for i in ledger.invoices)
    return tuple((i, _undisputed(i, amount, as_of)) for i, amount in open_then if amount)


def credits_before(month: Month, ledger: Ledger) -> tuple[Credit, ...]:
    """The advances and credit notes from before the month: they lower what it can bring."""
    return tuple(c for c in ledger.credits if c.on < month.first)


def _open_at(invoice: Invoice, eve: date, as_of: date) -> Money:
    """What was open when the month began, or on the day it was issued since; what was paid ahead is not open."""
    if invoice.issued > as_of:
        return NOTHING
    stands = [s for s in invoice.settlements if s.stands_on(as_of) and not _came_in_since(s, eve)]
    return positive(invoice.amount - total(s.amount for s in stands))


def _came_in_since(settlement: Settlement, eve: date) -> bool:
    """True for money of the month itself; credit notes and the ledger's word lower what the month can bring."""
    return settlement.receipt_id is not None and min(settlement.on, settlement.paid_on or settlement.on) > eve


def _undisputed(invoice: Invoice, open_then: Money, as_of: date) -> Money:
    return positive(open_then - invoice.disputed_on(as_of))
