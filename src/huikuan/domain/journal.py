"""What one command wrote, row by row: the entry of the history that an undo takes back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence
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
    rows: Sequence[RowChange]

    @property
    def named(self) -> dict[str, set[int]]:
        """The customers, promises, instalments, receipts and invoices its rows are or speak of, by id."""
        found: dict[str, set[int]] = {
            noun: set() for noun in ("customer", "promise", "instalment", "receipt", "invoice")
        }
        for table, row_id, before, after in self.rows:
            image = after or before or {}
            spoken_of = [*((noun, f"{noun}_id") for noun in found), ("promise", "follows_id"), ("invoice", "credit_id")]
            for noun, column in spoken_of:
                record_id = image.get(column)
                if isinstance(record_id, int):
                    found[noun].add(record_id)
            if table in found:
                found[table].add(row_id)
        return found

    @property
    def settling(self) -> set[int]:
        """The receipts whose settlements it wrote, by id."""
        images = (after or before or {} for table, _, before, after in self.rows if table == "settlement")
        return {image["receipt_id"] for image in images if image.get("receipt_id")}

    @property
    def relabelled(self) -> set[int]:
        """The customers whose labels it changed or took away with them, by id."""
        return {row_id for table, row_id, before, _ in self.rows if table == "customer" and before}

    @property
    def receipts_written(self) -> set[int]:
        """The receipts whose own rows it wrote, by id."""
        return {row_id for table, row_id, *_ in self.rows if table == "receipt"}


@dataclass(frozen=True)
class Undone:
    """The entry that was taken back, and the gap before and after: of its one customer, or of all together."""

    entry: Batch
    month: Month
    customer: Customer | None
    before: Sums
    after: Sums
