"""What one command wrote, row by row: the entry of the history that an undo takes back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import date

    from huikuan.domain.facts import Customer
    from huikuan.domain.gap import Sums
    from huikuan.domain.period import Month

Image = dict[str, Any]
"""One row of a table: column → JSON value, days as ISO text."""
RowChange = tuple[str, int, Image | None, Image | None]
"""Table, row id, the row before (None: it was added), the row after (None: it was taken away)."""


@dataclass(frozen=True)
class Batch:
    """What one command wrote. `undone_by` is the batch that undid it and still stands."""

    number: int
    at: str
    on: date
    command: str
    undoes: int | None
    undone_by: int | None
    rows: tuple[RowChange, ...]

    @property
    def customer_ids(self) -> set[int]:
        """The customers whose records it wrote."""
        ids = set()
        for table, row_id, before, after in self.rows:
            image = after or before or {}
            ids.add(row_id if table == "customer" else image.get("customer_id"))
        return {known for known in ids if isinstance(known, int)}


@dataclass(frozen=True)
class Undone:
    """The entry that was taken back, and the gap before and after: of its one customer, or of all together."""

    entry: Batch
    month: Month
    customer: Customer | None
    before: Sums
    after: Sums
