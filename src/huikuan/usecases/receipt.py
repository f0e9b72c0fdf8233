"""Money in pays the one named, then the oldest due promise; a reversal is a new fact that takes it back.

The same money settles the invoices named, then the oldest due.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from huikuan import cautions
from huikuan.domain.allocation import allocate_to, unpaid
from huikuan.domain.bills import INSTRUMENTS
from huikuan.domain.facts import Form, Promise, Receipt
from huikuan.domain.money import total
from huikuan.domain.period import month_of
from huikuan.errors import (
    AlreadyPresented,
    AlreadyReversed,
    AlreadyUsed,
    DayAhead,
    MaturesBeforeReceived,
    NotAnInstrument,
    NotTheirPromise,
    PresentedBeforeReceived,
    PromiseFull,
    PromiseOver,
    ReversedBeforeReceived,
    SameReceipt,
)
from huikuan.names import say
from huikuan.usecases import find, invoice
from huikuan.usecases.apply_cash import apply_cash, settle_chosen, settle_open
from huikuan.usecases.recorded import far_days, measured, refuse_ahead

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from huikuan.cautions import Caution
    from huikuan.domain.day import Day
    from huikuan.domain.facts import Customer
    from huikuan.domain.invoice import Invoice
    from huikuan.domain.recorded import Recorded
    from huikuan.store.write import Writer


@dataclass(frozen=True, slots=True)
class Meant:
    """What the money is for, where that was said: a promise, invoices, or what is still to be delivered."""

    to: Promise | None = None
    invoices: Sequence[Invoice] = ()
    is_advance: bool = False


UNSAID = Meant()


def add(
    w: Writer, customer: Customer, came_in: Receipt, day: Day, meant: Meant = UNSAID, *, again: bool
) -> Recorded[Receipt]:
    """The receipt is in the book with its allocations. Refused: a day to come, a double entry, another's promise."""
    to = meant.to
    refuse_ahead(day, came_in.on, DayAhead(day=came_in.on, code=customer.code))
    if came_in.matures is not None and came_in.matures < came_in.on:
        raise MaturesBeforeReceived(on=came_in.on, matures=came_in.matures)
    if to is not None:
        _refuse_promise(to, customer)
    same = None if again else w.read.like_receipt(customer.id, came_in.on, came_in.amount, came_in.form)
    if same is not None:
        raise SameReceipt(id=same.id, customer=customer.name, amount=same.amount, day=same.on, form=say(same.form))

    def write() -> tuple[Receipt, list[Caution]]:
        shares = allocate_to(came_in.amount, came_in.on, to)[0] if to is not None else []
        settles = bool(meant.invoices) or meant.is_advance or invoice.settles_on(w.read, customer.id, came_in.on)
        receipt_id = w.add_receipt(replace(came_in, allocations=tuple(shares)), settles=settles)
        if settles:
            settle_chosen(w, receipt_id, customer.id, meant.invoices)
        apply_cash(w, {customer.id}, day.policy.threshold)
        said: list[Caution] = far_days(day, came_in.on)
        if not settles and w.read.open_invoices({customer.id}):
            stated = w.read.stated_until(customer.id)
            said.append(
                cautions.LedgerHasSpoken(id=receipt_id, stated=stated)
                if stated is not None and came_in.on <= stated
                else cautions.NoInvoiceYet(id=receipt_id)
            )
        if came_in.form is Form.ACCEPTANCE_BILL and came_in.matures is None:
            said.append(cautions.BillMaturityMissing())
        return find.receipt(w.read, receipt_id), said

    return measured(w, customer, month_of(came_in.on), day, write)


def reverse(w: Writer, receipt: Receipt, on: date, reason: str, day: Day) -> Recorded[Receipt]:
    """The receipt came to nothing on the day; the promises it had paid stand as if it had not come."""
    customer = w.read.customer(receipt.customer_id)
    if receipt.reversed_on is not None:
        raise AlreadyReversed(id=receipt.id, on=receipt.reversed_on, code=customer.code)
    refuse_ahead(day, on, DayAhead(day=on, code=customer.code))
    if on < receipt.on:
        raise ReversedBeforeReceived(id=receipt.id, on=receipt.on)

    def write() -> tuple[Receipt, list[Caution]]:
        stated = w.read.stated_until(customer.id)
        counted = stated is not None and receipt.on <= stated and not w.read.settled_by(receipt.id)
        w.reverse_receipt(receipt, on, reason)
        apply_cash(w, {customer.id}, day.policy.threshold, since=on)
        return find.receipt(w.read, receipt.id), [cautions.ListCountsIt(stated=stated)] if counted else []

    return measured(w, customer, month_of(receipt.on), day, write)


def settle(w: Writer, receipt: Receipt, named: Sequence[Invoice], day: Day) -> Recorded[Receipt]:
    """What of the receipt has settled nothing yet settles the invoices named, then the oldest due."""
    customer = w.read.customer(receipt.customer_id)
    used = total(settlement.amount for _, settlement in w.read.settled_by(receipt.id))
    if receipt.reversed_on is not None or used >= receipt.amount:
        raise AlreadyUsed(id=receipt.id, code=customer.code)

    def write() -> tuple[Receipt, list[Caution]]:
        w.many().let_settle([receipt.id])
        settle_chosen(w, receipt.id, customer.id, named)
        settle_open(w, {customer.id})
        return find.receipt(w.read, receipt.id), []

    return measured(w, customer, month_of(receipt.on), day, write)


def present(w: Writer, receipt: Receipt, on: date, day: Day) -> Recorded[Receipt]:
    """The bill or cheque was handed to the bank on the day: nobody is reminded of it any more."""
    customer = w.read.customer(receipt.customer_id)
    if receipt.matures is None or receipt.form not in INSTRUMENTS:
        raise NotAnInstrument(id=receipt.id, code=customer.code)
    if receipt.reversed_on is not None:
        raise AlreadyReversed(id=receipt.id, on=receipt.reversed_on, code=customer.code)
    if receipt.presented_on is not None:
        raise AlreadyPresented(id=receipt.id, on=receipt.presented_on, code=customer.code)
    refuse_ahead(day, on, DayAhead(day=on, code=customer.code))
    if on < receipt.on:
        raise PresentedBeforeReceived(id=receipt.id, on=receipt.on)

    def write() -> tuple[Receipt, list[Caution]]:
        w.present(receipt.id, customer.id, on)
        return find.receipt(w.read, receipt.id), []

    return measured(w, customer, month_of(receipt.on), day, write)


def _refuse_promise(to: Promise, customer: Customer) -> None:
    if to.customer_id != customer.id:
        raise NotTheirPromise(id=to.id, customer=customer.name, code=customer.code)
    if to.ended_on is not None:
        raise PromiseOver(id=to.id, on=to.ended_on, code=customer.code)
    if not any(unpaid(part) for part in to.instalments):
        raise PromiseFull(id=to.id, code=customer.code)
