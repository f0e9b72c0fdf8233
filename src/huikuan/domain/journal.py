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
    def named(self) -> dict[str, set[int]]:
        """The customers, promises, instalments and receipts its rows are or speak of, by id."""
        found: dict[str, set[int]] = {"customer": set(), "promise": set(), "instalment": set(), "receipt": set()}
        for table, row_id, before, after in self.rows:
            image = after or before or {}
            spoken_of = {noun: image.get(f"{noun}_id") for noun in found} | {"follows": image.get("follows_id")}
            for noun, record_id in spoken_of.items():
                if isinstance(record_id, int):
                    found["promise" if noun == "follows" else noun].add(record_id)
            if table in found:
                found[table].add(row_id)
        return found


@dataclass(frozen=True)
class Undone:
    """The entry that was taken back, and the gap before and after: of its one customer, or of all together."""

    entry: Batch
    month: Month
    customer: Customer | None
    before: Sums
    after: Sums
