"""Taking back: a whole entry of the history is undone or nothing of it, and only while nothing later builds on it.

Undoing again walks further back; undoing an undo brings the entry back. Nothing vanishes: an undo is an entry itself.
Rows return with the numbers they had.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from huikuan import errors
from huikuan.domain.journal import Batch, Image, RowChange
from huikuan.domain.wholebook import names_of, references_to
from huikuan.store.earlier import with_later_columns
from huikuan.store.journal import batch_numbered, last_undoable, last_writer
from huikuan.store.writer import numbered, portions

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from huikuan.store.writer import BookWriter

Step = list[RowChange]
"""Changes of one kind to different rows of one table: undone together."""


def undo(book: BookWriter, batch: int | None) -> Batch:
    """Takes the batch back - None: the last one that stands - and returns it with the number of what undid it."""
    chosen = _chosen(book, batch)
    book.undoes = chosen.number
    try:
        for step in _steps(chosen.rows):
            _refuse_where_changed(book, chosen, step)
            _refuse_where_needed(book, chosen, step)
            _take_back(book, step)
    except errors.BookRefuses as error:
        raise errors.UndoBlocked(number=chosen.number) from error
    return replace(chosen, undone_by=book.number)


def _chosen(book: BookWriter, number: int | None) -> Batch:
    if number is None:
        last = last_undoable(book.run)
        if last is None:
            raise errors.NothingToUndo
        return last
    chosen = batch_numbered(book.run, number)
    if chosen is None:
        raise errors.NoSuchBatch(number=number)
    if chosen.undone_by is not None:
        raise errors.AlreadyUndone(number=number, by=chosen.undone_by)
    return chosen


def _steps(rows: Sequence[RowChange]) -> Iterator[Step]:
    """The changes from the last to the first, those that may be undone together in one step."""
    for (table, _, _), same in groupby(reversed(rows), key=lambda row: (row[0], row[2] is None, row[3] is None)):
        alone = any(other == table for other, _column in references_to(table))
        step: Step = []
        ids: set[int] = set()
        for row in same:
            if step and (alone or row[1] in ids):
                yield step
                step, ids = [], set()
            step.append(row)
            ids.add(row[1])
        yield step


def _refuse_where_changed(book: BookWriter, batch: Batch, step: Step) -> None:
    """Every row must be just what the batch left."""
    table = step[0][0]
    present = {image["id"]: image for image in book.images(table, [row[1] for row in step])}
    for _, row_id, _, after in step:
        now = present.get(row_id)
        same = now is None if after is None else now is not None and _agrees(now, after)
        if not same:
            _refuse(book, batch, table, row_id)


def _refuse_where_needed(book: BookWriter, batch: Batch, step: Step) -> None:
    """A row that was added goes only while no other row points at it."""
    table, _, before, _ = step[0]
    if before is not None:
        return
    for other, column in references_to(table):
        for ids in portions(row[1] for row in step):
            marks, values = numbered(ids)
            for (needing,) in book.run(f"SELECT id FROM {other} WHERE {column} IN ({marks}) LIMIT 1", values):
                _refuse(book, batch, other, needing)


def _refuse(book: BookWriter, batch: Batch, table: str, row_id: int) -> None:
    later = last_writer(book.run, table, row_id, batch.number)
    if later is None:
        raise errors.UndoBlocked(number=batch.number)
    raise errors.ChangedSince(number=batch.number, by=later[0], later=later[1])


def _take_back(book: BookWriter, step: Step) -> None:
    table, _, before, after = step[0]
    if before is None:
        book.remove(table, [row[1] for row in step])
        return
    then = [with_later_columns(table, row[2] or {}, book.run) for row in step]
    columns = [name for name in then[0] if name in names_of(table)]
    rows = [tuple(image[name] for name in columns) for image in then]
    (book.add if after is None else book.change)(table, columns, rows)


def _agrees(now: Image, after: Image) -> bool:
    """Whether the row is as it was left, as far as its columns were known then."""
    return all(now[name] == cell for name, cell in after.items() if name in now)
