"""Taking back what was recorded, with the gap of this month before and after it.

What the entry had paid or claimed is free again, and is matched anew in the same entry that takes it back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from huikuan.domain.gap import Row, add_up, month_row
from huikuan.domain.journal import Undone
from huikuan.usecases.apply_cash import apply_cash
from huikuan.usecases.recorded import this_month

if TYPE_CHECKING:
    from huikuan.domain.day import Day
    from huikuan.domain.journal import Batch
    from huikuan.store.write import Writer


def undo(w: Writer, entry: int | None, day: Day) -> Undone:
    """The entry is taken back: the last one that stands where no number is given."""
    before = _rows(w, day)
    taken_back = take_back(w, entry, day)
    after = _rows(w, day)
    concerned = taken_back.named["customer"] & before.keys() & after.keys()
    if len(concerned) == 1:
        [one] = concerned
        return Undone(taken_back, this_month(day), after[one].customer, before[one].sums, after[one].sums)
    sums = [add_up(row.sums for row in rows.values()) for rows in (before, after)]
    return Undone(taken_back, this_month(day), None, *sums)


def take_back(w: Writer, entry: int | None, day: Day) -> Batch:
    """The same, without the gap: for those who show another."""
    taken_back = w.undo(entry)
    apply_cash(w, taken_back.named["customer"], day.policy.threshold)
    return taken_back


def _rows(w: Writer, day: Day) -> dict[int, Row]:
    month = this_month(day)
    rows = [month_row(account, month, day.as_of, day.policy) for account in w.read.accounts(month, day.as_of)]
    return {row.customer.id: row for row in rows}
