"""Copies of a book: what one holds, and what of today's book it lacks.

Two books have a history in common up to the last row of the journal with the same hash in both.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

LAST_FEW = 5
"""So many of the entries a copy lacks are named."""


class Entry(NamedTuple):
    """An entry of the history: its number, its moment (UTC) and what was typed."""

    number: int
    at: str
    command: str


@dataclass(frozen=True, slots=True)
class History:
    """What a book holds: records by table, entries, rows of the journal, the hash of the last one, the last entry."""

    records: dict[str, int] = field(default_factory=dict)
    entries: int = 0
    length: int = 0
    head: str | None = None
    last: Entry | None = None


@dataclass(frozen=True, slots=True)
class Copy:
    """A sound copy that was made: where it is, what it holds, and older copies taken away for it."""

    path: Path
    history: History
    pruned: Sequence[Path] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """A copy beside today's book; `today` is None where there is none that can be read."""

    version: int
    is_older: bool
    """The copy is of an older version, and will be brought up to date on the way."""
    copy: History
    today: History | None
    unsound: Sequence[str]
    shared: int = 0
    """The last row of the journal both have in common."""
    lacks: int = 0
    """So many entries of today's book are not in the copy."""
    lacks_last: Sequence[Entry] = ()
    """The newest few of them."""
    has_more: int = 0
    """So many entries of the copy are not in today's book."""

    @property
    def relation(self) -> str:
        """How the copy's history stands to today's: none, same, earlier, later or diverged."""
        if self.today is None:
            return "none"
        if self.lacks and self.has_more:
            return "diverged"
        return "earlier" if self.lacks else "later" if self.has_more else "same"
