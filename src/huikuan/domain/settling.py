"""Which invoice money settles: the oldest due first, what is disputed last.

In the order of their days, an invoice is settled by what was left over before it was issued, and money settles what is
open on its day. What no invoice takes is left over for the next one.
"""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import replace
from datetime import date
from heapq import heappop, heappush
from typing import TYPE_CHECKING

from huikuan.domain.invoice import Settlement
from huikuan.domain.money import NOTHING, Money, positive, total

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from huikuan.domain.invoice import Credit, Invoice

_Piece = tuple[bool, date, int, Money]
"""A part of an open invoice in the order in which it is settled: disputed or not, due, id, amount."""


def settle(invoices: Iterable[Invoice], money: Iterable[Credit], since: date = date.min) -> list[Settlement]:
    """What the money settles of the open invoices of one customer, on no day before `since`."""
    opening: dict[date, list[_Piece]] = defaultdict(list)
    for invoice in invoices:
        if not invoice.is_credit:
            for day, piece in _pieces(invoice):
                opening[max(day, since)].append(piece)
    fitting = (_from(credit, since) for credit in money if credit.left > NOTHING and not credit.is_stated)
    usable = deque(sorted(fitting, key=lambda credit: credit.on))
    done: list[Settlement] = []
    waiting: list[_Piece] = []
    left: deque[Credit] = deque()
    for day in sorted(opening):
        _use_up_to(day, usable, left, waiting, done)
        for piece in opening[day]:
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


def _pieces(invoice: Invoice) -> Iterator[tuple[date, _Piece]]:
    """What is open of it with the day from which money may settle it: what bounced money had covered, since then."""
    came_back = total(s.amount for s in invoice.settlements if s.reversed_on is not None)
    early = positive(invoice.open_on(date.max) - came_back)
    for is_disputed, amount in ((False, invoice.chased_on(date.max)), (True, invoice.disputed_on(date.max))):
        share = min(amount, early)
        early = early - share
        for day, part in ((invoice.issued, share), (invoice.free_since, amount - share)):
            if part:
                yield day, (is_disputed, invoice.due, invoice.id, part)


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
