"""What is owed: invoices and credit notes, what settled them, what of them is disputed, and balances agreed.

An invoice is open for what nothing has settled. What the customer disputes of it is kept apart; the rest is chased.
A credit note is owed by us: it settles invoices as money does, and what of it has settled none yet is a credit.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from huikuan.domain.money import NOTHING, Money, positive, total

if TYPE_CHECKING:
    from datetime import date


class InvoiceKind(StrEnum):
    INVOICE = "invoice"
    CREDIT_NOTE = "credit_note"


@dataclass(frozen=True, slots=True)
class Settlement:
    """What settled how much of an invoice on a day: a receipt, a credit note, or neither: the ledger said so.

    Where the ledger said that less was settled than was thought here, the amount is negative.
    """

    invoice_id: int
    on: date
    amount: Money
    receipt_id: int | None = None
    credit_id: int | None = None
    reversed_on: date | None = None
    paid_on: date | None = None
    """The day of the receipt or credit note itself, where it came before the invoice."""

    def stands_on(self, day: date) -> bool:
        """True from its day on, unless the receipt came to nothing by then."""
        return self.on <= day and (self.reversed_on is None or day < self.reversed_on)


@dataclass(frozen=True, slots=True)
class Dispute:
    """From this day on so much of the invoice is disputed; nothing: the dispute is over."""

    on: date
    amount: Money
    reason: str


@dataclass(frozen=True, slots=True)
class Invoice:
    """`settlements` are those it received; of a credit note those it gave. `stated_on`: the day the ledger said
    what of it was open.
    """

    id: int
    customer_id: int
    number: str | None
    issued: date
    due: date
    amount: Money
    kind: InvoiceKind = InvoiceKind.INVOICE
    note: str | None = None
    stated_on: date | None = None
    settlements: tuple[Settlement, ...] = ()
    disputes: tuple[Dispute, ...] = ()

    @property
    def is_credit(self) -> bool:
        return self.kind is InvoiceKind.CREDIT_NOTE

    @property
    def free_since(self) -> date:
        """From when on money may settle it: its issue, or the day the last of what had settled it came back."""
        return max([self.issued, *(s.reversed_on for s in self.settlements if s.reversed_on is not None)])

    def settled_on(self, day: date) -> Money:
        """What of it is settled as of the day."""
        return total(s.amount for s in self.settlements if s.stands_on(day))

    def open_on(self, day: date) -> Money:
        """What of it is open as of the day; nothing before it was issued."""
        return positive(self.amount - self.settled_on(day)) if self.issued <= day else NOTHING

    def disputed_on(self, day: date) -> Money:
        """What of the open amount is disputed as of the day."""
        last = max((d for d in reversed(self.disputes) if d.on <= day), key=lambda d: d.on, default=None)
        return min(last.amount, self.open_on(day)) if last else NOTHING

    def chased_on(self, day: date) -> Money:
        """What is to be paid without dispute."""
        return self.open_on(day) - self.disputed_on(day)

    def days_overdue_on(self, day: date) -> int:
        return max(0, (day - self.due).days)


@dataclass(frozen=True, slots=True)
class Credit:
    """What of a receipt or of a credit note has settled no invoice yet: an advance, or a credit."""

    customer_id: int
    on: date
    left: Money
    receipt_id: int | None = None
    credit_id: int | None = None
    is_stated: bool = False
    """The ledger lists it by itself: it settles nothing until the ledger says so."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """On this day somebody at the customer agreed that they owe this much."""

    id: int
    customer_id: int
    on: date
    amount: Money
    by: str
    note: str | None = None


def settled_since(invoice: Invoice) -> date | None:
    """The day the last fen of it was settled (of a credit note: used); None while some is open."""
    standing = [s for s in invoice.settlements if s.reversed_on is None]
    if total(s.amount for s in standing) < invoice.amount:
        return None
    return max(s.on for s in standing)


def is_settled_too_much(invoice: Invoice) -> bool:
    """True where more stands as settled than the invoice asks for, or less than nothing."""
    return not NOTHING <= settled_now(invoice) <= invoice.amount


def settled_now(invoice: Invoice) -> Money:
    """What stands as settled of it (of a credit note: as used) by all that is recorded."""
    return total(s.amount for s in invoice.settlements if s.reversed_on is None)
