"""What is owed goes in with its due day; receipts and credit notes settle it, the oldest due first or the one named.

Money that came in before the first invoice known here was paid for older ones and settles none, unless it is said to
be an advance. A dispute keeps its amount apart until it is over; a balance agreed is kept with who agreed it and when.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from huikuan import cautions
from huikuan.domain.invoice import Agreement, Credit, Invoice
from huikuan.domain.ledger import owed
from huikuan.domain.money import NOTHING, Money, total
from huikuan.domain.settling import settle_named
from huikuan.errors import (
    DayAhead,
    DisputedTooMuch,
    DueBeforeIssued,
    InvoiceClosed,
    InvoiceKnown,
    ManyInvoices,
    NoSuchInvoice,
    NotDisputed,
)
from huikuan.text import listed
from huikuan.usecases.apply_cash import settle_open
from huikuan.usecases.recorded import far_days, measured, refuse_ahead, this_month

if TYPE_CHECKING:
    from collections.abc import Sequence

    from huikuan.cautions import Caution
    from huikuan.domain.day import Day
    from huikuan.domain.facts import Customer
    from huikuan.domain.recorded import Recorded
    from huikuan.store.read import Reader
    from huikuan.store.write import Writer

_LONGEST_ID = 18


def add(
    w: Writer, customer: Customer, invoice: Invoice, day: Day, against: Sequence[Invoice] = ()
) -> Recorded[Invoice]:
    """The invoice is in the book, settled by what was left over; a credit note settles what it was given `against`,
    then the oldest due. Refused: a day to come, due before issued, a number the customer already has.
    """
    refuse_ahead(day, invoice.issued, DayAhead(day=invoice.issued, code=customer.code))
    if invoice.due < invoice.issued:
        raise DueBeforeIssued(due=invoice.due, issued=invoice.issued)
    known = w.read.invoices_numbered(invoice.number, customer.id) if invoice.number else []
    if any(each.due == invoice.due and each.kind is invoice.kind for each in known):
        raise InvoiceKnown(number=invoice.number, customer=customer.name, code=customer.code)

    def write() -> tuple[Invoice, list[Caution]]:
        invoice_id = w.add_invoice(invoice)
        if invoice.is_credit:
            credit = Credit(customer.id, invoice.issued, invoice.amount, credit_id=invoice_id)
            w.many().add_settlements(settle_named(credit, against)[0])
        settle_open(w, {customer.id})
        return of_id(w.read, invoice_id), far_days(day, invoice.issued, invoice.due)

    return measured(w, customer, this_month(day), day, write)


def dispute(
    w: Writer, parts: Sequence[Invoice], amount: Money | None, reason: str, on: date, day: Day
) -> list[Recorded[Invoice]]:
    """So much of an invoice (None: all that is open) is disputed from the day on, of its parts the oldest due first;
    nothing: the dispute is over.
    """
    customer = w.read.customer(parts[0].customer_id)
    refuse_ahead(day, on, DayAhead(day=on, code=customer.code))
    number = parts[0].number or parts[0].id
    left = total(part.open_on(on) for part in parts)
    if not left:
        raise InvoiceClosed(number=number, code=customer.code)
    if amount is not None and amount > left:
        raise DisputedTooMuch(number=number, open=left)
    if amount == NOTHING and not any(part.disputed_on(on) for part in parts):
        raise NotDisputed(number=number)
    shares = _spread(left if amount is None else amount, parts, on)
    changed = [(part, share) for part, share in shares if share != part.disputed_on(on)]
    return [_disputed(w, customer, part, share, reason, on, day) for part, share in changed or shares[:1]]


def _spread(amount: Money, parts: Sequence[Invoice], on: date) -> list[tuple[Invoice, Money]]:
    shares = []
    for part in sorted(parts, key=lambda part: (part.due, part.id)):
        share = min(amount, part.open_on(on))
        shares.append((part, share))
        amount = amount - share
    return shares


def agree(w: Writer, customer: Customer, amount: Money, by: str, on: date, note: str | None, day: Day) -> Agreement:
    """It is kept that they agreed on the day that they owe this much."""
    refuse_ahead(day, on, DayAhead(day=on, code=customer.code))
    agreement_id = w.add_agreement(Agreement(0, customer.id, on, amount, by, note))
    return next(a for a in w.read.agreements(customer.id) if a.id == agreement_id)


def settles_on(read: Reader, customer_id: int, on: date) -> bool:
    """True where money of the day settles invoices of the customer: one was known by then."""
    since = read.settles_since(customer_id)
    return since is not None and since <= on


def of_id(read: Reader, invoice_id: int) -> Invoice:
    found = read.invoice(invoice_id)
    if found is None:
        raise NoSuchInvoice(typed=invoice_id)
    return found


def named(read: Reader, typed: str, customer: Customer | None = None) -> list[Invoice]:
    """The invoices of the number typed, of this customer where one is given: several where they fall due in parts.
    One without a number is named as the list shows it: #3.
    """
    found = [i for i in read.invoices_numbered(typed, customer.id if customer else None) if not i.is_credit]
    by_id = typed.removeprefix("#")
    if not found and by_id.isascii() and by_id.isdecimal() and len(by_id) <= _LONGEST_ID:
        one = read.invoice(int(by_id))
        is_theirs = one is not None and (customer is None or customer.id == one.customer_id)
        found = [one] if one is not None and is_theirs and not one.is_credit else []
    if not found:
        raise NoSuchInvoice(typed=typed)
    owners = {invoice.customer_id for invoice in found}
    if len(owners) > 1:
        raise ManyInvoices(typed=typed, customers=listed(read.customer(owner).name for owner in sorted(owners)))
    return found


def open_named(read: Reader, typed: str | None, customer: Customer) -> list[Invoice]:
    """The same where one was typed at all; refused where nothing of them is open any more."""
    if typed is None:
        return []
    found = named(read, typed, customer)
    if not any(invoice.open_on(date.max) for invoice in found):
        raise InvoiceClosed(number=typed, code=customer.code)
    return found


def balance_on(read: Reader, customer_id: int, on: date) -> Money | None:
    """What the book has them owe on the day; None where no invoice is known."""
    ledger = read.ledgers(on, customer_id)[customer_id]
    return owed(ledger, on).balance if ledger.is_known else None


def more_than_owed(w: Writer, customer: Customer, promised: Money, day: Day) -> list[Caution]:
    """A word where the customer has promised more than they owe."""
    ledger = w.read.ledgers(day.as_of, customer.id)[customer.id]
    balance = owed(ledger, day.as_of).balance
    if not ledger.is_known or promised <= balance:
        return []
    return [cautions.PromisesTooMuch(promised=promised, owed=max(balance, NOTHING), code=customer.code)]


def _disputed(
    w: Writer, customer: Customer, invoice: Invoice, amount: Money, reason: str, on: date, day: Day
) -> Recorded[Invoice]:
    def write() -> tuple[Invoice, list[Caution]]:
        w.add_dispute(invoice.id, on, amount, reason)
        return of_id(w.read, invoice.id), []

    return measured(w, customer, this_month(day), day, write)
