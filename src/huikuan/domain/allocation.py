"""Which promise a receipt pays: the oldest due instalment first, never one promised after the money came in.

What no promise takes stays unapplied, and is matched again whenever a claim opens or money becomes free: a promise is
taken, renewed or withdrawn, another receipt bounces, an entry is undone. What was matched before stays as it was. A
match counts from the day on which both were there: the money by its value date, the claim since it was made or since
what had paid it came back. A promise that was named takes the money first.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from huikuan.domain.facts import Allocation, Payment
from huikuan.domain.money import NOTHING, Money, positive, total

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from huikuan.domain.facts import Instalment, Promise


@dataclass(frozen=True, slots=True)
class UnappliedReceipt:
    """What of a receipt pays no promise yet; `on` is its value date."""

    receipt_id: int
    on: date
    left: Money


def apply_to_promises(
    receipts: Iterable[UnappliedReceipt], promises: Sequence[Promise], threshold: int = 100
) -> dict[int, list[Allocation]]:
    """By receipt, what its unapplied money pays of one customer's live promises: earliest money first."""
    matched: dict[int, list[Allocation]] = {}
    for receipt in sorted(receipts, key=lambda r: (r.on, r.receipt_id)):
        shares, _left = allocate(receipt.left, receipt.on, promises, threshold)
        if shares:
            matched[receipt.receipt_id] = shares
            promises = [_paid(promise, receipt, shares) for promise in promises]
    return matched


def allocate(
    amount: Money, on: date, promises: Iterable[Promise], threshold: int = 100
) -> tuple[list[Allocation], Money]:
    """What of the amount goes to which instalment, and what is left over.

    `promises` are the customer's live ones; those made after the value date `on` are passed over, and so is what was
    kept by `threshold` per cent once its window is over.
    """
    open_parts = [
        (part.due, promise.id, part)
        for promise in promises
        if promise.made_on <= on
        for part in promise.instalments
        if not _is_over(part, on, threshold)
    ]
    return _pour(amount, on, sorted(open_parts, key=lambda each: (each[0], each[1], each[2].id)))


def allocate_to(amount: Money, on: date, promise: Promise) -> tuple[list[Allocation], Money]:
    """The same for one named promise, whenever it was made."""
    parts = sorted(((part.due, promise.id, part) for part in promise.instalments), key=lambda each: each[0])
    return _pour(amount, max(on, promise.made_on), parts)


def unpaid(part: Instalment) -> Money:
    """What the instalment still lacks, counting every payment that stands today."""
    return positive(part.amount - total(p.amount for p in part.payments if p.reversed_on is None))


def _paid(promise: Promise, receipt: UnappliedReceipt, shares: Iterable[Allocation]) -> Promise:
    """The promise with what the receipt pays of it."""
    given: dict[int, list[Payment]] = {}
    for share in shares:
        payment = Payment(receipt.receipt_id, receipt.on, share.amount, matched_on=share.matched_on)
        given.setdefault(share.instalment_id, []).append(payment)
    parts = (replace(part, payments=(*part.payments, *given.get(part.id, ()))) for part in promise.instalments)
    return replace(promise, instalments=tuple(parts))


def _is_over(part: Instalment, on: date, threshold: int) -> bool:
    in_window = total(p.amount for p in part.payments if p.reversed_on is None and p.on <= part.window_end)
    return on > part.window_end and in_window.fen * 100 >= part.amount.fen * threshold


def _pour(amount: Money, on: date, parts: list[tuple[date, int, Instalment]]) -> tuple[list[Allocation], Money]:
    taken: list[Allocation] = []
    left = amount
    for due, promise_id, part in parts:
        by_day: dict[date, Money] = {}
        for since, lacking in _lacking(part):
            share = min(left, lacking)
            by_day[max(on, since)] = by_day.get(max(on, since), NOTHING) + share
            left = left - share
        taken += [Allocation(promise_id, part.id, due, share, day) for day, share in by_day.items() if share]
    return taken, left


def _lacking(part: Instalment) -> Iterator[tuple[date, Money]]:
    """What the instalment lacks, with since when: what nothing ever paid always, what came back since it did."""
    never_paid = min(unpaid(part), positive(part.amount - total(p.amount for p in part.payments)))
    yield date.min, never_paid
    came_back_on = [p.reversed_on for p in part.payments if p.reversed_on is not None]
    yield max(came_back_on, default=date.min), unpaid(part) - never_paid
