"""Taking back: a whole entry of the history is undone or nothing of it, and only while nothing later builds on it.

Undoing again walks further back; undoing an undo brings the entry back. Nothing vanishes: an undo is an entry itself.
Rows return with the numbers they had.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from sqlalchemy import Table, select
from sqlalchemy.exc import IntegrityError

from huikuan import errors
from huikuan.domain.journal import Batch, Image, RowChange
from huikuan.store.bulk import Bulk
from huikuan.store.earlier import with_later_columns
from huikuan.store.engine import run_on
from huikuan.store.journal import batch_numbered, last_undoable, last_writer
from huikuan.store.recording import TABLES, chunks, images, pen_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlmodel import Session

Step = list[RowChange]
"""Changes of one kind to different rows of one table: undone together."""


def undo(session: Session, batch: int | None) -> Batch:
    """Takes the batch back - None: the last one that stands - and returns it with the number of what undid it."""
    chosen = _chosen(session, batch)
    pen = pen_of(session)
    pen.undoes = chosen.number
    try:
        for step in _steps(chosen.rows):
            _refuse_where_changed(session, chosen, step)
            _refuse_where_needed(session, chosen, step)
            _take_back(session, step)
            session.flush()
    except IntegrityError as error:
        raise errors.UndoBlocked(number=chosen.number) from error
    return replace(chosen, undone_by=pen.number)


def _chosen(session: Session, number: int | None) -> Batch:
    run = run_on(session)
    if number is None:
        last = last_undoable(run)
        if last is None:
            raise errors.NothingToUndo
        return last
    chosen = batch_numbered(run, number)
    if chosen is None:
        raise errors.NoSuchBatch(number=number)
    if chosen.undone_by is not None:
        raise errors.AlreadyUndone(number=number, by=chosen.undone_by)
    return chosen


def _steps(rows: Sequence[RowChange]) -> Iterator[Step]:
    """The changes from the last to the first, those that may be undone together in one step."""
    for (table, _, _), same in groupby(reversed(rows), key=lambda row: (row[0], row[2] is None, row[3] is None)):
        alone = _points_at_itself(TABLES[table])
        step: Step = []
        ids: set[int] = set()
        for row in same:
            if step and (alone or row[1] in ids):
                yield step
                step, ids = [], set()
            step.append(row)
            ids.add(row[1])
        yield step


def _refuse_where_changed(session: Session, batch: Batch, step: Step) -> None:
    """Every row must be just what the batch left."""
    table = step[0][0]
    present = images(session.connection(), {table: [row[1] for row in step]})[table]
    for _, row_id, _, after in step:
        now = present.get(row_id)
        same = now is None if after is None else now is not None and _agrees(now, after)
        if not same:
            _refuse(session, batch, table, row_id)


def _refuse_where_needed(session: Session, batch: Batch, step: Step) -> None:
    """A row that was added goes only while no other row points at it."""
    table, _, before, _ = step[0]
    if before is not None:
        return
    for other in TABLES.values():
        for key in other.foreign_keys:
            if key.column.table is TABLES[table]:
                for ids in chunks([row[1] for row in step]):
                    needs = select(other.c.id).where(key.parent.in_(ids)).limit(1)
                    for needing in session.connection().scalars(needs):
                        _refuse(session, batch, other.name, needing)


def _refuse(session: Session, batch: Batch, table: str, row_id: int) -> None:
    later = last_writer(run_on(session), table, row_id, batch.number)
    if later is None:
        raise errors.UndoBlocked(number=batch.number)
    raise errors.ChangedSince(number=batch.number, by=later[0], later=later[1])


def _take_back(session: Session, step: Step) -> None:
    table, _, before, after = step[0]
    bulk, known = Bulk(session), TABLES[table].columns.keys()
    if before is None:
        ids = [row[1] for row in step]
        bulk.remove(table, ids)
        return
    then = [with_later_columns(table, row[2] or {}, run_on(session)) for row in step]
    columns = [name for name in then[0] if name in known]
    rows = [tuple(image[name] for name in columns) for image in then]
    (bulk.add if after is None else bulk.change)(table, columns, rows)


def _agrees(now: Image, after: Image) -> bool:
    """Whether the row is as it was left, as far as its columns were known then."""
    return all(now[name] == cell for name, cell in after.items() if name in now)


def _points_at_itself(table: Table) -> bool:
    return any(key.column.table is table for key in table.foreign_keys)
