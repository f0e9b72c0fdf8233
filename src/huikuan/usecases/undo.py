"""Taking back what was recorded, with everyone's gap of this month before and after it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from huikuan.domain.plan import plan
from huikuan.usecases.recorded import this_month

if TYPE_CHECKING:
    from huikuan.domain.cadence import Day
    from huikuan.domain.journal import Batch
    from huikuan.domain.money import Money
    from huikuan.domain.period import Month
    from huikuan.store.write import Writer


@dataclass(frozen=True, slots=True)
class Undone:
    """The entry that was taken back, and what that did to the gap of all customers together."""

    entry: Batch
    month: Month
    before: Money
    after: Money


def undo(w: Writer, entry: int | None, day: Day) -> Undone:
    """The entry is taken back: the last one that stands where no number is given."""
    before = _gap(w, day)
    taken_back = w.undo(entry)
    return Undone(taken_back, this_month(day), before, _gap(w, day))


def _gap(w: Writer, day: Day) -> Money:
    month = this_month(day)
    return plan(w.read.accounts(month, day.as_of), month, day.as_of, day.policy, None).totals.sums.gap
