"""The journal as a chain: how long it is, its head, and where it still agrees with what was known of it earlier.

A hash covers all rows before its own, so whoever noted a head can prove later that nothing up to it was changed or cut
off; and two books with the same hash at the same place have the same history up to there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from huikuan.domain.soundness import Chain
from huikuan.store.journal import verify

if TYPE_CHECKING:
    from collections.abc import Callable

    from huikuan.store.values import Run

LEAST_KNOWN, WHOLE = 12, 64
"""So many hex digits name a hash; all there are."""


class LastEntry(NamedTuple):
    """The newest entry: its number, its moment (UTC) and what was typed."""

    number: int
    at: str
    command: str


def length(run: Run) -> int:
    """How many rows the journal has."""
    rows = run("SELECT COUNT(*) FROM journal", {})
    return int(rows[0][0]) if rows else 0


def head(run: Run) -> str | None:
    """The hash of the last row; None for a book in which nothing was recorded."""
    rows = run("SELECT hash FROM journal ORDER BY id DESC LIMIT 1", {})
    return str(rows[0][0]) if rows else None


def last_entry(run: Run) -> LastEntry | None:
    """The newest entry, if there is one."""
    rows = run("SELECT batch, at, command FROM journal ORDER BY id DESC LIMIT 1", {})
    return LastEntry(*rows[0]) if rows else None


def looked_at(run: Run, *, is_file: bool, done: Callable[[int], None]) -> Chain:
    """The whole chain, followed from its beginning."""
    return Chain(length(run), head(run), verify(run, done), is_file and _is_cut_off(run))


def holding(run: Run, known: str) -> list[int]:
    """The numbers of the rows whose hash begins so, two at most."""
    found = run(
        f"SELECT id FROM journal WHERE substr(hash, 1, {len(known)}) = :known ORDER BY id LIMIT 2", {"known": known}
    )
    return [int(row[0]) for row in found]


def shared(one: Run, other: Run) -> int:
    """The number of the last row both have in common; 0 where there is none."""
    least, most = 0, min(_highest(one), _highest(other))
    while least < most:
        middle = (least + most + 1) // 2
        if (found := _hash_at(one, middle)) is not None and found == _hash_at(other, middle):
            least = middle
        else:
            most = middle - 1
    return least


def entries_after(run: Run, row: int) -> int:
    """How many entries have rows after this one."""
    [(count,)] = run("SELECT COUNT(DISTINCT batch) FROM journal WHERE id > :row", {"row": row}) or [(0,)]
    return int(count)


def last_after(run: Run, row: int, most: int) -> list[LastEntry]:
    """The newest entries that have rows after this one, so many at most, newest first."""
    sql = "SELECT DISTINCT batch, at, command FROM journal WHERE id > :row ORDER BY batch DESC LIMIT :most"
    return [LastEntry(*found) for found in run(sql, {"row": row, "most": most})]


def _hash_at(run: Run, row: int) -> str | None:
    found = run("SELECT hash FROM journal WHERE id <= :row ORDER BY id DESC LIMIT 1", {"row": row})
    return str(found[0][0]) if found else None


def _highest(run: Run) -> int:
    found = run("SELECT MAX(id) FROM journal", {})
    return int(found[0][0] or 0) if found else 0


def _is_cut_off(run: Run) -> bool:
    """A file counts the rows it ever numbered, and none is ever taken away."""
    numbered = run("SELECT seq FROM sqlite_sequence WHERE name = 'journal'", {})
    return bool(numbered) and int(numbered[0][0] or 0) > _highest(run)
