"""Applying cash: money that is free pays what was promised and settles what is owed, the oldest due first.

The one place where both happen, called whenever money becomes free or a claim opens again: a receipt, a reversal, an
undo, a promise taken, renewed or withdrawn, an invoice, a file. What is matched already stays as it is, what `--to` and
`--invoice` chose too; no money pays a promise made after its value date. So no fen is both received and promised.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from huikuan.domain.allocation import apply_to_promises
from huikuan.domain.settling import settle, settle_named
from huikuan.store.records import by_customer

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from huikuan.domain.invoice import Invoice
    from huikuan.store.write import Writer


def apply_cash(
    w: Writer, customer_ids: Iterable[int], threshold: int, *, since: date = date.min, after: date = date.min
) -> None:
    """These customers' free money has paid their live promises, and settled what is open as `settle_open` says."""
    concerned = set(customer_ids)
    pay_promises(w, concerned, threshold)
    settle_open(w, concerned, since=since, after=after)


def pay_promises(w: Writer, customer_ids: Iterable[int], threshold: int) -> None:
    """These customers' unapplied receipts have paid what was promised by their value dates, the oldest due first.
    `threshold`: the per cent at which an instalment counts as kept.
    """
    for customer_id in sorted(w.read.waiting_customers(customer_ids)):
        promises = w.read.open_promises(customer_id)
        first = min(promise.made_on for promise in promises)
        unapplied = w.read.unapplied_receipts(customer_id, first)
        for receipt_id, shares in apply_to_promises(unapplied, promises, threshold).items():
            w.allocate(receipt_id, shares)


def settle_open(w: Writer, customer_ids: Iterable[int], *, since: date = date.min, after: date = date.min) -> None:
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


def settle_chosen(w: Writer, receipt_id: int, customer_id: int, chosen: Sequence[Invoice]) -> None:
    """The receipt has settled the invoices chosen for it, as far as its money goes."""
    if chosen:
        left = [c for c in w.read.credits_left({customer_id}) if c.receipt_id == receipt_id]
        w.many().add_settlements(s for credit in left for s in settle_named(credit, chosen)[0])
