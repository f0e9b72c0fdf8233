"""The journal: every row a command wrote, what it was before and what it is after, chained by hashes.

All rows of one command share a batch number. A row's hash covers its words and the hash of the row before it, so that a
row changed, removed or slipped in later shows; only rows cut off at the very end do not. Reading needs no SQLAlchemy.
"""

from __future__ import annotations

import json
from datetime import date
from hashlib import sha256
from itertools import groupby
from typing import TYPE_CHECKING, Any

from huikuan.domain.journal import Batch

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from huikuan.domain.journal import Image
    from huikuan.store.reading import Run

BEGINNING = "0" * 64
_PAGE = 1000
_COLUMNS = "id, batch, at, on_day, command, undoes, table_name, row_id, before, after, previous_hash, hash"


def batches(run: Run, limit: int, until: date | None = None) -> list[Batch]:
    """The last batches, newest first; with a day, those recorded for that business day or an earlier one."""
    by_then = "WHERE on_day <= :until" if until else ""
    numbers = run(
        f"SELECT DISTINCT batch FROM journal {by_then} ORDER BY batch DESC LIMIT :limit",
        {"limit": limit, "until": until},
    )
    if not numbers:
        return []
    found = _read(run, "batch >= :lowest", {"lowest": numbers[-1][0]})
    wanted = {number for (number,) in numbers}
    return [batch for batch in found if batch.number in wanted]


def batch_numbered(run: Run, number: int) -> Batch | None:
    """One batch; None where there is no such number."""
    return next(iter(_read(run, "batch = :number", {"number": number})), None)


def last_undoable(run: Run) -> Batch | None:
    """The most recent batch that is neither an undo nor undone."""
    undone = undone_batches(run)
    below = 2**62
    while True:
        rows = run("SELECT max(batch) FROM journal WHERE undoes IS NULL AND batch < :below", {"below": below})
        if not rows or rows[0][0] is None:
            return None
        below = rows[0][0]
        if below not in undone:
            return batch_numbered(run, below)


def undone_batches(run: Run) -> dict[int, int]:
    """The batches undone at present, each with the undo that still stands: an undone undo undoes nothing."""
    undone: dict[int, int] = {}
    for number, undoes in run(
        "SELECT DISTINCT batch, undoes FROM journal WHERE undoes IS NOT NULL ORDER BY batch DESC", {}
    ):
        if number not in undone:
            undone[undoes] = number
    return undone


def last_writer(run: Run, table: str, row_id: int, after: int) -> tuple[int, str] | None:
    """The last batch after this one that wrote the row, and its command."""
    rows = run(
        "SELECT batch, command FROM journal WHERE batch > :after AND table_name = :table_name AND row_id = :row_id"
        " ORDER BY id DESC LIMIT 1",
        {"after": after, "table_name": table, "row_id": row_id},
    )
    return (rows[0][0], rows[0][1]) if rows else None


def verify(run: Run) -> int | None:
    """The id of the first journal row that was tampered with, or whose forerunner was; None: the chain is whole."""
    previous = BEGINNING
    for row in _pages(run):
        if row[10] != previous or row[11] != hash_of(row[1:11]):
            return int(row[0])
        previous = row[11]
    return None


def hash_of(words: Sequence[Any]) -> str:
    """The hash of a journal row: batch, at, on, command, undoes, table, row id, before, after, previous hash."""
    canonical = [word.isoformat() if isinstance(word, date) else word for word in words]
    return sha256(json.dumps(canonical, separators=(",", ":")).encode("ascii")).hexdigest()


def to_json(image: Image | None) -> str | None:
    """The row as the journal keeps it."""
    return None if image is None else json.dumps(image, ensure_ascii=False, separators=(",", ":"))


def _from_json(text: str | None) -> Image | None:
    if text is None:
        return None
    image: Image = json.loads(text)
    return image


def _read(run: Run, where: str, values: dict[str, object]) -> list[Batch]:
    rows = run(f"SELECT {_COLUMNS} FROM journal WHERE {where} ORDER BY batch DESC, id", values)
    undone = undone_batches(run)
    return [_batch(list(of_one), undone.get(number)) for number, of_one in groupby(rows, key=lambda row: int(row[1]))]


def _batch(rows: list[tuple[Any, ...]], undone_by: int | None) -> Batch:
    _, number, at, on, command, undoes, *_ = rows[0]
    changes = tuple((row[6], row[7], _from_json(row[8]), _from_json(row[9])) for row in rows)
    day = on if isinstance(on, date) else date.fromisoformat(on)
    return Batch(number, at, day, command, undoes, undone_by, changes)


def _pages(run: Run) -> Iterator[tuple[Any, ...]]:
    last = 0
    while rows := run(
        f"SELECT {_COLUMNS} FROM journal WHERE id > :last ORDER BY id LIMIT :page", {"last": last, "page": _PAGE}
    ):
        yield from rows
        last = rows[-1][0]
