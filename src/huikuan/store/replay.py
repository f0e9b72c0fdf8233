"""The records held against the journal: every row is what the last entry that wrote it left, no more and no less.

The journal is read from its end: the first image met of a row is the last one written. A book of an older version knew
fewer columns; those that came later are not held against what was written before them. What follows from a customer's
names may stand there without an entry: bringing a book up to date made it. Few rows are held in memory at a time.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from huikuan.domain.soundness import Fault
from huikuan.store.journal import changes_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from huikuan.domain.journal import Image
    from huikuan.store.values import Run

    Last = dict[int, tuple[Image | None, int]]
    """By row: what its last entry left, and the number of that entry."""

_ENTRIES_AT_ONCE, _IMAGES_AT_ONCE, _ROWS_AT_ONCE, _NUMBERS_AT_ONCE = 100, 2000, 500, 10_000
_FOLLOWS = "name_key"
_UNREADABLE = (ValueError, KeyError, TypeError, AttributeError, RecursionError)
"""What reading an image that was never written by this program may end with."""


class Numbers:
    """The numbers of rows met so far: a bit for each, however many there are."""

    def __init__(self) -> None:
        self._blocks: dict[int, int] = {}

    def add(self, number: int) -> bool:
        """The number is met; whether it was not before."""
        block, bit = number >> 8, 1 << (number & 0xFF)
        known = self._blocks.get(block, 0)
        self._blocks[block] = known | bit
        return not known & bit

    def __contains__(self, number: int) -> bool:
        return bool(self._blocks.get(number >> 8, 0) >> (number & 0xFF) & 1)


@dataclass
class Replay:
    """The comparison under way: which rows were met, and how many of them are there."""

    run: Run
    columns: Mapping[str, Sequence[str]]
    met: dict[str, Numbers] = field(default_factory=lambda: defaultdict(Numbers))
    there: Counter[str] = field(default_factory=Counter)

    def faults(self, done: Callable[[int], None]) -> Iterator[Fault]:
        """Every row that is not what its last entry left; `done` hears how many rows of the journal are behind."""
        last: dict[str, Last] = defaultdict(dict)
        waiting = 0
        for rows in _newest_first(self.run):
            for number, entry, *raw in rows:
                try:
                    waiting += self._gather(last, entry, list(changes_of(*raw)))
                except _UNREADABLE:
                    yield Fault("journal", "unreadable", row=number)
                if waiting >= _IMAGES_AT_ONCE:
                    yield from self._held(last)
                    waiting = 0
            done(len(rows))
        yield from self._held(last)
        for table in self.columns:
            yield from self._unwritten(table)

    def _gather(self, last: dict[str, Last], entry: int, changes: Sequence[tuple[str, int, Any, Any]]) -> int:
        """Keeps the images of rows not met before, the last of each; how many."""
        kept = 0
        for table, row_id, before, after in reversed(changes):
            if not all(image is None or isinstance(image, dict) for image in (before, after)):
                raise TypeError
            if table in self.columns and self.met[table].add(_numbered(row_id)):
                last[table][row_id] = after, entry
                kept += 1
        return kept

    def _held(self, last: dict[str, Last]) -> Iterator[Fault]:
        """The rows gathered, compared with those of the book, and forgotten."""
        for table, images in last.items():
            for ids in _portions(sorted(images)):
                yield from self._compared(table, images, ids)
        last.clear()

    def _compared(self, table: str, images: Last, ids: Sequence[int]) -> Iterator[Fault]:
        names = self.columns[table]
        found = {row[0]: dict(zip(names, row, strict=True)) for row in self._rows(table, names, ids)}
        self.there[table] += len(found)
        for row_id in ids:
            (image, entry), now = images[row_id], found.get(row_id)
            if now == image:
                continue
            if now is None:
                yield Fault("rows", "missing", table, row_id, entry)
            elif image is None:
                yield Fault("rows", "returned", table, row_id, entry)
            elif (name := _different(now, image)) is not None:
                yield Fault("rows", "changed", table, row_id, entry, name, image[name], now[name])

    def _rows(self, table: str, names: Sequence[str], ids: Sequence[int]) -> Iterable[Sequence[Any]]:
        marks = {f"id{place}": row_id for place, row_id in enumerate(ids)}
        sql = f"SELECT {', '.join(names)} FROM {table} WHERE id IN ({', '.join(f':{mark}' for mark in marks)})"
        for row in self.run(sql, marks):
            yield [cell.isoformat() if isinstance(cell, date) else cell for cell in row]

    def _unwritten(self, table: str) -> Iterator[Fault]:
        """The rows that no entry speaks of; they are looked for only where there are more rows than were met."""
        [(count,)] = self.run(f"SELECT COUNT(*) FROM {table}", {})
        if count == self.there[table] or table == _FOLLOWS:
            return
        last = -(2**63)
        sql = f"SELECT id FROM {table} WHERE id > :last ORDER BY id LIMIT {_NUMBERS_AT_ONCE}"
        while found := self.run(sql, {"last": last}):
            last = found[-1][0]
            for (row_id,) in found:
                if row_id not in self.met[table]:
                    yield Fault("rows", "unwritten", table, row_id)


def _newest_first(run: Run) -> Iterator[list[tuple[Any, ...]]]:
    below = 2**62
    sql = (
        "SELECT id, batch, table_name, row_id, before, after FROM journal WHERE id < :below ORDER BY id DESC"
        f" LIMIT {_ENTRIES_AT_ONCE}"
    )
    while rows := run(sql, {"below": below}):
        yield rows
        below = rows[-1][0]


def _portions(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), _ROWS_AT_ONCE):
        yield ids[start : start + _ROWS_AT_ONCE]


def _numbered(row_id: object) -> int:
    if not isinstance(row_id, int) or not 0 <= row_id < 2**63:
        raise TypeError
    return row_id


def _different(now: Image, image: Image) -> str | None:
    """The first column that is not as it was left, of those that were known then."""
    return next((name for name in now if name in image and not _is_same(now[name], image[name])), None)


def _is_same(found: object, recorded: object) -> bool:
    """A column of text keeps a number as text; that is no change."""
    return found == recorded or (None not in (found, recorded) and str(found) == str(recorded))
