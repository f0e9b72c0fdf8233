"""Every row of a book as it is kept; the journal stays behind."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from huikuan.domain.wholebook import TABLES, Cell, Row, WholeBook, names_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from huikuan.store.values import Run


def whole(run: Run) -> WholeBook:
    """The open book, every table by number; a file and a server give the same."""
    return WholeBook({table: _rows(run, table) for table in TABLES})


def _rows(run: Run, table: str) -> Sequence[Row]:
    rows = run(f"SELECT {', '.join(names_of(table))} FROM {table} ORDER BY id", {})
    days = [place for place, column in enumerate(TABLES[table]) if column.cell is Cell.DAY]
    if any(isinstance(row[place], date) for row in rows[:1] for place in days):
        return [tuple(cell.isoformat() if isinstance(cell, date) else cell for cell in row) for row in rows]
    return rows
