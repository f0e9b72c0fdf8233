"""Money of the book that a file speaks of again: one receipt is never taken for two.

A line that calls an invoice settled on a day means the customer's receipt of that day, where one has so much left.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from huikuan.store.known import KnownReceipt


class Purse:
    """The receipts of the book by customer and day, with what is left of each."""

    def __init__(self, known: Iterable[KnownReceipt] = ()) -> None:
        self._receipts: dict[tuple[int, date], list[KnownReceipt]] = defaultdict(list)
        self._left: dict[int, int] = {}
        self._by_line: dict[int, int] = {}
        for each in known:
            if each.reversed_on is None and each.left > 0:
                self._receipts[each.customer_id, each.on].append(each)
                self._left[each.id] = each.left

    def take(self, customer_id: int, on: date, fen: int, line: int) -> int | None:
        """The receipt that paid so much on the day, for this line; the one of just that amount before a larger one."""
        if line in self._by_line:
            return self._by_line[line]
        enough = [each for each in self._receipts.get((customer_id, on), ()) if self._left[each.id] >= fen]
        if not enough:
            return None
        chosen = min(enough, key=lambda each: (self._left[each.id] != fen, each.id))
        self._left[chosen.id] -= fen
        self._by_line[line] = chosen.id
        return chosen.id

    def of(self, line: int) -> int | None:
        """The receipt this line was given."""
        return self._by_line.get(line)
