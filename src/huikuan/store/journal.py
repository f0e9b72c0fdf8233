"""The journal: every row a command wrote, what it was before and what it is after, chained by hashes.

All rows of one command share a batch number. A row's hash covers its words and the hash of the row before it, so that a
row changed, removed or slipped in later shows; only rows cut off at the very end do not. Many rows of one table written
at once share a row of the journal: a page, [columns, what all have the same, row, row, …]. Reading needs no SQLAlchemy.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from hashlib import sha256
from itertools import groupby
from typing import TYPE_CHECKING, Any

from huikuan.domain.journal import Batch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from huikuan.domain.journal import Image, RowChange
    from huikuan.store.values import Run

BEGINNING = "0" * 64
WRITTEN = (
    "batch", "at", "on_day", "command", "undoes", "table_name", "row_id", "before", "after", "previous_hash", "hash",
)  # fmt: skip
"""The columns of a journal row, but for its number, in the order in which they are hashed."""
Entry = tuple[str, int, str | None, str | None]
"""Table, row, the row before and after as text."""
_PAGE = 200
_COLUMNS = f"id, {', '.join(WRITTEN)}"


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
        "SELECT batch, command, table_name, row_id, before, after FROM journal"
        " WHERE batch > :after AND table_name = :table_name"
        " AND (row_id = :row_id OR before LIKE '[%' OR after LIKE '[%')"
        " ORDER BY id DESC",
        {"after": after, "table_name": table, "row_id": row_id},
    )
    for number, command, *raw in rows:
        if any(change[1] == row_id for change in changes_of(*raw)):
            return number, command
    return None


def verify(run: Run, done: Callable[[int], None] = lambda _rows: None) -> int | None:
    """The id of the first journal row that was tampered with, or whose forerunner was; None: the chain is whole.

    `done` hears how many rows are behind.
    """
    previous, last = BEGINNING, 0
    while rows := run(
        f"SELECT {_COLUMNS} FROM journal WHERE id > :last ORDER BY id LIMIT :page", {"last": last, "page": _PAGE}
    ):
        for row in rows:
            if row[10] != previous or row[11] != _hash_now(row[1:11]):
                return int(row[0])
            previous = row[11]
        last = rows[-1][0]
        done(len(rows))
    return None


def hash_of(words: Sequence[Any]) -> str:
    """The hash of a journal row: batch, at, on, command, undoes, table, row id, before, after, previous hash."""
    canonical = [word.isoformat() if isinstance(word, date) else word for word in words]
    return sha256(json.dumps(canonical, separators=(",", ":")).encode("ascii")).hexdigest()


def _hash_now(words: Sequence[Any]) -> str | None:
    """The hash of words as they are found; None where they are such as were never written."""
    try:
        return hash_of(words)
    except (TypeError, ValueError):
        return None


def chained(words: Sequence[Any], entries: Iterable[Entry], previous: str) -> list[tuple[Any, ...]]:
    """The rows of the journal for these entries of one batch, each hashed over the one before; `words` are the batch,
    its moment, business day, command and what it undoes.
    """
    rows = []
    for entry in entries:
        row = (*words, *entry, previous)
        previous = hash_of(row)
        rows.append((*row, previous))
    return rows


def to_json(image: Image | None) -> str | None:
    """The row as the journal keeps it."""
    return None if image is None else json.dumps(image, ensure_ascii=False, separators=(",", ":"))


def page_to_json(
    columns: Sequence[str], rows: Sequence[Sequence[Any]], same: Mapping[str, Any] | None = None
) -> str | None:
    """Many rows as the journal keeps them, and what they all have the same; None for none."""
    return json.dumps([columns, same or {}, *rows], ensure_ascii=False, separators=(",", ":")) if rows else None


def changes_of(table: str, row_id: int, before: str | None, after: str | None) -> Iterator[RowChange]:
    """The changes a row of the journal holds: its one, or those of its page."""
    then, now = _images(before), _images(after)
    if not isinstance(then, list) and not isinstance(now, list):
        yield table, row_id, then, now
        return
    many = len(then or now or ())
    for was, became in zip(then or [None] * many, now or [None] * many, strict=True):
        yield table, (was or became)["id"], was, became


def _images(text: str | None) -> Any:
    """The image, or the images of a page in their order."""
    found = None if text is None else json.loads(text)
    if not isinstance(found, list):
        return found
    columns, same, *rows = found
    return [{**dict(zip(columns, row, strict=True)), **same} for row in rows]


class _Changes(Sequence["RowChange"]):
    """The changes of a batch, read out of their pages only when somebody looks."""

    def __init__(self, raw: list[tuple[Any, ...]]) -> None:
        self._raw = raw

    @cached_property
    def _all(self) -> list[RowChange]:
        return [change for raw in self._raw for change in changes_of(*raw)]

    def __len__(self) -> int:
        return len(self._all)

    def __getitem__(self, place: Any) -> Any:
        return self._all[place]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self._all == list(other)

    __hash__ = None  # type: ignore[assignment]


def _read(run: Run, where: str, values: dict[str, object]) -> list[Batch]:
    rows = run(f"SELECT {_COLUMNS} FROM journal WHERE {where} ORDER BY batch DESC, id", values)
    undone = undone_batches(run)
    return [_batch(list(of_one), undone.get(number)) for number, of_one in groupby(rows, key=lambda row: int(row[1]))]


def _batch(rows: list[tuple[Any, ...]], undone_by: int | None) -> Batch:
    _, number, at, on, command, undoes, *_ = rows[0]
    day = on if isinstance(on, date) else date.fromisoformat(on)
    return Batch(number, at, day, command, undoes, undone_by, _Changes([row[6:10] for row in rows]))
