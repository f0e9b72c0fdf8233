"""Writing the journal: whatever a session writes is journalled in the same transaction, or not written at all.

The images before and after are read back from the book itself, so the journal holds what is stored, not what was meant.
A statement that would write past the journal is a fault of the program and stops it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, cast

from sqlalchemy import Connection, Table, event, insert, inspect, select
from sqlmodel import SQLModel

from huikuan.store.journal import BEGINNING, WRITTEN, chained, to_json
from huikuan.store.tables import ROWS, JournalRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy.orm import SessionTransaction
    from sqlmodel import Session

    from huikuan.domain.journal import Image
    from huikuan.store.journal import Entry

Ids = dict[str, list[int]]
TABLES: dict[str, Table] = {name: cast("Table", row.__table__) for name, row in ROWS.items()}  # type: ignore[attr-defined]
"""The journalled tables, by name."""
_JOURNAL = cast("Table", JournalRow.__table__)  # type: ignore[attr-defined]
_ORDER: dict[str, int] = {table.name: place for place, table in enumerate(SQLModel.metadata.sorted_tables)}
_CHUNK = 500
_READS = ("SELECT", "WITH", "PRAGMA", "BEGIN", "SAVEPOINT", "RELEASE", "ROLLBACK", "SET")
_WRITES = re.compile(r"\b(?:INSERT|UPDATE|DELETE|MERGE)\s", re.IGNORECASE)


@dataclass
class Pen:
    """Journals what one session writes, as one batch."""

    command: str
    on: date
    at: str
    undoes: int | None = None
    number: int | None = None
    flushing: bool = False
    before: dict[str, dict[int, Image]] = field(default_factory=dict)

    def before_flush(self, session: Session, *_: object) -> None:
        """Remembers what the rows about to change are now."""
        self.flushing = True
        changing = [*session.dirty, *session.deleted]
        if any(isinstance(row, JournalRow) for row in (*session.new, *changing)):
            raise AssertionError("the journal is written by nobody but the journal")
        self.before = images(session.connection(), _ids(changing))

    def after_flush(self, session: Session, *_: object) -> None:
        """Journals what the rows were and are."""
        connection = session.connection()
        new, dirty, deleted = _ids(session.new), _ids(session.dirty), _ids(session.deleted)
        after = images(connection, _together(new, dirty))
        changes = [
            *((table, row, None, after[table][row]) for table, row in _in_order(new)),
            *((table, row, self.before[table][row], after[table][row]) for table, row in _in_order(dirty)),
            *((table, row, self.before[table][row], None) for table, row in reversed(_in_order(deleted))),
        ]
        different = [(c[0], c[1], to_json(c[2]), to_json(c[3])) for c in changes if c[2] != c[3]]
        if different:
            self.write(connection, different)
        self.flushing = False

    def after_transaction_end(self, _session: Session, transaction: SessionTransaction) -> None:
        """A flush that failed is over; a whole transaction that is over gave its number away or back."""
        self.flushing = False
        if transaction.parent is None:
            self.number = None

    def guard(self, _connection: object, _cursor: object, statement: str, *_: object) -> None:
        """Lets no statement write past the journal."""
        if self.flushing:
            return
        if not statement.lstrip().upper().startswith(_READS) or _WRITES.search(statement):
            raise AssertionError("written past the journal: add, change or delete rows of the session instead")

    def write(self, connection: Connection, entries: Iterable[Entry]) -> None:
        """Adds to the journal."""
        last = connection.execute(
            select(_JOURNAL.c.batch, _JOURNAL.c.hash).order_by(_JOURNAL.c.id.desc()).limit(1)
        ).one_or_none()
        number, previous = (last.batch, last.hash) if last else (0, BEGINNING)
        self.number = number + 1 if self.number is None else self.number
        words = (self.number, self.at, self.on, self.command, self.undoes)
        rows = chained(words, entries, previous)
        connection.execute(insert(_JOURNAL), [dict(zip(WRITTEN, row, strict=True)) for row in rows])


def record(session: Session, pen: Pen) -> None:
    """From here on whatever the session writes is journalled."""
    session.info["pen"] = pen
    event.listen(session, "before_flush", pen.before_flush)
    event.listen(session, "after_flush", pen.after_flush)
    event.listen(session, "after_transaction_end", pen.after_transaction_end)
    event.listen(session.get_bind(), "before_cursor_execute", pen.guard)


def pen_of(session: Session) -> Pen:
    """The pen that journals this session."""
    return cast("Pen", session.info["pen"])


def images(connection: Connection, wanted: Ids) -> dict[str, dict[int, Image]]:
    """The rows as the book holds them now, by table and id; a row that is not there has no image."""
    found: dict[str, dict[int, Image]] = defaultdict(dict)
    for name, ids in wanted.items():
        table = TABLES[name]
        for some in chunks(ids):
            for row in connection.execute(select(table).where(table.c.id.in_(some))).mappings():
                found[name][row["id"]] = {
                    column: cell.isoformat() if isinstance(cell, date) else cell for column, cell in row.items()
                }
    return found


def chunks(ids: list[int]) -> Iterator[list[int]]:
    """The numbers in portions that one statement takes."""
    for start in range(0, len(ids), _CHUNK):
        yield ids[start : start + _CHUNK]


def _ids(rows: Iterable[object]) -> Ids:
    """The numbers of the rows by table: the stored one where there is one, else the one just given."""
    ids: Ids = defaultdict(list)
    for row in rows:
        identity = inspect(row).identity
        ids[row.__tablename__].append(identity[0] if identity else row.id)  # type: ignore[attr-defined]
    return ids


def _together(first: Ids, second: Ids) -> Ids:
    return {name: [*first.get(name, []), *second.get(name, [])] for name in {**first, **second}}


def _in_order(ids: Ids) -> list[tuple[str, int]]:
    """Rows before those that point at them."""
    return sorted(((name, row) for name, of_one in ids.items() for row in of_one), key=lambda x: (_ORDER[x[0]], x[1]))
