"""What one command wrote, row by row: the entry of the history that an undo takes back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import date

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
