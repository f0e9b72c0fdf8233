"""Which invoice money settles: the oldest due first, what is disputed last.

In the order of their days, an invoice is settled by what was left over before it was issued, and money settles what is
open on its day. What no invoice takes is left over for the next one.
"""

from __future__ import annotations

from collections import deque
from dataclasses import replace
from datetime import date
from heapq import heappop, heappush
from itertools import groupby
from typing import TYPE_CHECKING

from huikuan.domain.invoice import Settlement
from huikuan.domain.money import NOTHING, Money

if TYPE_CHECKING:
    from collections.abc import Iterable

    from huikuan.domain.invoice import Credit, Invoice

_Piece = tuple[bool, date, int, Money]
"""A part of an open invoice in the order in which it is settled: disputed or not, due, id, amount."""


def settle(invoices: Iterable[Invoice], money: Iterable[Credit], since: date = date.min) -> list[Settlement]:
    """What the money settles of the open invoices of one customer, on no day before `since`."""
    opens = {
        invoice: max(invoice.free_since, since)
        for invoice in invoices
        if not invoice.is_credit and invoice.open_on(date.max)
    }
    usable = deque(sorted((_from(c, since) for c in money if c.left > NOTHING), key=lambda c: c.on))
    done: list[Settlement] = []
    waiting: list[_Piece] = []
    left: deque[Credit] = deque()
    for day, of_one_day in groupby(sorted(opens, key=lambda i: opens[i]), key=lambda i: opens[i]):
        _use_up_to(day, usable, left, waiting, done)
        for piece in (piece for invoice in of_one_day for piece in _pieces(invoice)):
            heappush(waiting, piece)
        _use(left, waiting, done, day)
    _use_up_to(None, usable, left, waiting, done)
    return _together(done)


def settle_named(credit: Credit, named: Iterable[Invoice]) -> tuple[list[Settlement], Money]:
    """What the credit settles of the invoices that were named, the oldest due first, and what is left of it."""
    done: list[Settlement] = []
    left = credit.left
    for invoice in sorted(named, key=lambda i: (i.due, i.id)):
        share = min(left, invoice.open_on(date.max))
        if share > NOTHING:
            done.append(_settlement(credit, invoice.id, share, invoice.free_since))
            left = left - share
    return done, left


def _pieces(invoice: Invoice) -> list[_Piece]:
    chased, disputed = invoice.chased_on(date.max), invoice.disputed_on(date.max)
    pieces = [(False, invoice.due, invoice.id, chased), (True, invoice.due, invoice.id, disputed)]
    return [piece for piece in pieces if piece[3]]


def _use_up_to(
    day: date | None, usable: deque[Credit], left: deque[Credit], waiting: list[_Piece], done: list[Settlement]
) -> None:
    """Credits that came before the day settle what waits on theirs."""
    while usable and (day is None or usable[0].on < day):
        credit = usable.popleft()
        left.append(credit)
        _use(left, waiting, done, credit.on)


def _use(left: deque[Credit], waiting: list[_Piece], done: list[Settlement], on: date) -> None:
    while left and waiting:
        credit, (is_disputed, due, invoice_id, amount) = left.popleft(), heappop(waiting)
        share = min(credit.left, amount)
        done.append(_settlement(credit, invoice_id, share, on))
        if share < amount:
            heappush(waiting, (is_disputed, due, invoice_id, amount - share))
        if share < credit.left:
            left.appendleft(_less(credit, share))


def _settlement(credit: Credit, invoice_id: int, amount: Money, on: date) -> Settlement:
    return Settlement(invoice_id, max(on, credit.on), amount, credit.receipt_id, credit.credit_id)


def _together(settlements: Iterable[Settlement]) -> list[Settlement]:
    """What one credit settles of one invoice on one day is one settlement."""
    sums: dict[Settlement, Money] = {}
    for each in settlements:
        bare = replace(each, amount=NOTHING)
        sums[bare] = sums.get(bare, NOTHING) + each.amount
    return [replace(bare, amount=amount) for bare, amount in sums.items()]


def _from(credit: Credit, since: date) -> Credit:
    return credit if credit.on >= since else replace(credit, on=since)


def _less(credit: Credit, share: Money) -> Credit:
    return replace(credit, left=credit.left - share)
