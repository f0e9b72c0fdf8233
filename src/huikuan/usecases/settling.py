"""Money and credit notes that are left settle what is open, the oldest due first; receipts pay what was promised."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from huikuan.domain.allocation import allocate
from huikuan.domain.money import Money
from huikuan.domain.settling import settle, settle_named
from huikuan.store.records import by_customer

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from huikuan.domain.invoice import Invoice
    from huikuan.store.write import Writer


def settle_all(w: Writer, customer_ids: Iterable[int], *, since: date = date.min, after: date = date.min) -> None:
    """What is left of these customers' money and credit notes has settled what is open, on no day before `since`; only
    what came `after` that day. Receipts taken when no invoice of their day was known settle too, now that one is.
    """
    concerned = w.read.crediting_customers(customer_ids)
    if not concerned:
        return
    many = w.many()
    for customer_id in sorted(concerned):
        first = w.read.settles_since(customer_id)
        if first is not None:
            many.let_settle(w.read.unsettling_receipts(customer_id, first))
    left = by_customer(credit for credit in w.read.credits_left(concerned) if credit.on > after)
    invoices = by_customer(w.read.open_invoices(concerned))
    many.add_settlements(s for who in sorted(left) for s in settle(invoices.get(who, ()), left[who], since))


def settle_receipt(w: Writer, receipt_id: int, customer_id: int, named: Sequence[Invoice] = ()) -> None:
    """The receipt settles the invoices named, then the oldest due."""
    if named:
        left = [c for c in w.read.credits_left({customer_id}) if c.receipt_id == receipt_id]
        w.many().add_settlements(s for credit in left for s in settle_named(credit, named)[0])
    settle_all(w, {customer_id})


def allocate_receipts(w: Writer, receipts: Iterable[tuple[int, int, date, int]], threshold: int = 100) -> None:
    """The receipts (number, customer, day, fen) have paid what their customers promised, the oldest due first."""
    every = sorted(receipts, key=lambda receipt: (receipt[2], receipt[0]))
    waiting = w.read.waiting_customers({receipt[1] for receipt in every}) if every else set()
    for number, customer_id, on, fen in every:
        if customer_id in waiting:
            shares, _left = allocate(Money(fen), on, w.read.open_promises(customer_id), threshold)
            w.allocate(number, shares)
