"""Which promise a receipt pays: the oldest due instalment first, never one promised after the money came in.

What no promise takes stays unallocated. A promise that was named takes the money alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from huikuan.domain.facts import Allocation
from huikuan.domain.money import NOTHING, Money, positive, total

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from huikuan.domain.facts import Instalment, Promise


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
    return _pour(amount, sorted(open_parts, key=lambda each: (each[0], each[1], each[2].id)))


def allocate_to(amount: Money, promise: Promise) -> tuple[list[Allocation], Money]:
    """The same for one named promise, whenever it was made."""
    parts = sorted(((part.due, promise.id, part) for part in promise.instalments), key=lambda each: each[0])
    return _pour(amount, parts)


def unpaid(part: Instalment) -> Money:
    """What the instalment still lacks, counting every payment that stands today."""
    return positive(part.amount - total(p.amount for p in part.payments if p.reversed_on is None))


def _is_over(part: Instalment, on: date, threshold: int) -> bool:
    in_window = total(p.amount for p in part.payments if p.reversed_on is None and p.on <= part.window_end)
    return on > part.window_end and in_window.fen * 100 >= part.amount.fen * threshold


def _pour(amount: Money, parts: list[tuple[date, int, Instalment]]) -> tuple[list[Allocation], Money]:
    taken: list[Allocation] = []
    left = amount
    for due, promise_id, part in parts:
        share = min(left, unpaid(part))
        if share > NOTHING:
            taken.append(Allocation(promise_id, part.id, due, share))
            left = left - share
    return taken, left
