"""Money of the book that a file speaks of again: one receipt is never taken for two.

A line that calls an invoice settled on a day means the customer's receipts of that day, where they have so much left.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from huikuan.store.known import KnownReceipt

Paid = tuple[tuple[int, int], ...]
"""Receipts by number, with the fen that each of them gave."""


class Purse:
    """The receipts of the book by customer and day, with what is left of each."""

    def __init__(self, known: Iterable[KnownReceipt] = ()) -> None:
        self._receipts: dict[tuple[int, date], list[KnownReceipt]] = defaultdict(list)
        self._left: dict[int, int] = {}
        self._by_line: dict[int, Paid] = {}
        for each in known:
            if each.reversed_on is None and each.left > 0:
                self._receipts[each.customer_id, each.on].append(each)
                self._left[each.id] = each.left

    def take(self, customer_id: int, on: date, fen: int, line: int) -> Paid:
        """The receipts that paid so much on the day, for this line: one of just that amount, else one that is larger,
        else several that come to it together; none where all of them are less.
        """
        if line in self._by_line:
            return self._by_line[line]
        there = [each.id for each in self._receipts.get((customer_id, on), ()) if self._left[each.id]]
        alone = sorted((n for n in there if self._left[n] >= fen), key=lambda n: (self._left[n] != fen, n))
        paid: list[tuple[int, int]] = []
        for number in alone[:1] or there:
            share = min(fen - sum(part for _number, part in paid), self._left[number])
            if share:
                paid.append((number, share))
        if sum(part for _number, part in paid) < fen:
            return ()
        for number, share in paid:
            self._left[number] -= share
        self._by_line[line] = tuple(paid)
        return self._by_line[line]

    def of(self, line: int) -> Paid:
        """The receipts this line was given."""
        return self._by_line.get(line, ())
