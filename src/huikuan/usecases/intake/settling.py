"""After a file is in: money and credit notes that are left settle what is open, the oldest due first."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, Any

from huikuan.domain.allocation import allocate
from huikuan.domain.money import Money
from huikuan.domain.settling import settle

if TYPE_CHECKING:
    from collections.abc import Iterable

    from huikuan.store.write import Writer


def settle_customers(w: Writer, customer_ids: Iterable[int], after: date = date.min) -> None:
    """What is left of these customers' money and credit notes has settled what is open, if of a day `after` this."""
    concerned = w.read.crediting_customers(customer_ids)
    if not concerned:
        return
    many = w.many()
    for customer_id in sorted(concerned):
        since = w.read.settles_since(customer_id)
        if since is not None:
            many.let_settle(w.read.unsettling_receipts(customer_id, since))
    left = _grouped(credit for credit in w.read.credits_left(concerned) if credit.on > after)
    invoices = _grouped(w.read.invoices_open(concerned))
    many.add_settlements(settlement for who in sorted(left) for settlement in settle(invoices.get(who, ()), left[who]))


def allocate_receipts(w: Writer, receipts: Iterable[tuple[int, int, date, int]], threshold: int = 100) -> None:
    """The receipts (number, customer, day, fen) have paid what their customers promised, the oldest due first."""
    every = sorted(receipts, key=lambda receipt: (receipt[2], receipt[0]))
    waiting = w.read.waiting_customers({receipt[1] for receipt in every}) if every else set()
    for number, customer_id, on, fen in every:
        if customer_id in waiting:
            shares, _left = allocate(Money(fen), on, w.read.open_promises(customer_id), threshold)
            w.allocate(number, shares)


def _grouped(facts: Iterable[Any]) -> dict[int, list[Any]]:
    groups: dict[int, list[Any]] = defaultdict(list)
    for fact in facts:
        groups[fact.customer_id].append(fact)
    return groups
