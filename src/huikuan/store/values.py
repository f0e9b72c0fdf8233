"""Values as a book keeps them: words for kinds, and in a file days as ISO text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum
from typing import Any

Run = Callable[[str, Mapping[str, object]], list[tuple[Any, ...]]]
"""Runs one SQL statement with named parameters and answers with its rows. Days go in as `date`; they come out as ISO
text from a file and as `date` from a server."""


def as_text(values: Mapping[str, object]) -> dict[str, object]:
    """The parameters as a file keeps them: days as ISO text, words as themselves."""
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in plain(values).items()}


def plain(values: Mapping[str, object]) -> dict[str, object]:
    """The parameters with every member of an enumeration replaced by its word."""
    return {name: value.value if isinstance(value, Enum) else value for name, value in values.items()}


def to_day(cell: Any) -> date:
    """The day a cell holds: text in a file, a date on a server."""
    return date.fromisoformat(cell) if isinstance(cell, str) else cell


def to_day_or_none(cell: Any) -> date | None:
    """The same where the cell may be empty."""
    return None if cell is None else to_day(cell)
