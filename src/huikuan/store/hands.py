"""Who writes many rows: the session of a command, or the open file itself. Both journal what they write.

A session brings all of SQLModel with it, which costs more than many rows do; what only adds rows to a file needs none.
"""

from __future__ import annotations

from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING, Any, Protocol

from huikuan.store.journal import BEGINNING, WRITTEN, chained

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

    from sqlmodel import Session

    from huikuan.store.journal import Entry
    from huikuan.store.reading import Run

_ROOMY = "PRAGMA cache_size=-100000"
"""So many KiB of the book are kept in memory while many rows are written, rather than spilled to disk half way."""

_MOST = 20_000


class Hand(Protocol):
    """Asks, writes and journals, in the transaction of one command."""

    is_file: bool
    run: Run

    def many(self, sql: str, rows: Sequence[Sequence[Any]]) -> None: ...

    def added_at_once(self, table: str, count: int) -> AbstractContextManager[None]: ...

    def journal(self, entries: Iterable[Entry]) -> None: ...


def hand_of(to: Session | Hand) -> Hand:
    """The hand itself, or that of a session."""
    return to if hasattr(to, "journal") else SessionHand(to)  # type: ignore[return-value]


class SessionHand:
    """Writes past the session, and journals with its pen."""

    def __init__(self, session: Session) -> None:
        from huikuan.store.recording import pen_of

        self._session, self._pen = session, pen_of(session)
        self.is_file = session.get_bind().dialect.name == "sqlite"
        if self.is_file:
            session.connection().exec_driver_sql(_ROOMY)

    def run(self, sql: str, values: Mapping[str, object]) -> list[tuple[Any, ...]]:
        from huikuan.store.engine import run_on

        return run_on(self._session)(sql, values)

    def many(self, sql: str, rows: Sequence[Sequence[Any]]) -> None:
        """The statement is done with each of the rows."""
        self._session.flush()
        self._session.expire_all()
        self._pen.flushing = True
        try:
            self._session.connection().exec_driver_sql(sql, rows)
        finally:
            self._pen.flushing = False

    def added_at_once(self, table: str, count: int) -> AbstractContextManager[None]:  # noqa: ARG002 - only a file gains
        """Around rows added to the table."""
        return nullcontext()

    def journal(self, entries: Iterable[Entry]) -> None:
        """The entries are in the journal."""
        self._session.flush()
        self._pen.flushing = True
        try:
            self._pen.write(self._session.connection(), entries)
        finally:
            self._pen.flushing = False


class FileHand:
    """Writes to the file with nothing between."""

    is_file = True

    def __init__(self, connection: sqlite3.Connection, path: Path, words: tuple[str, str, str]) -> None:
        """`words`: the moment, the business day and the command."""
        from huikuan.store.reading import run_on_file

        self._connection, self._words = connection, words
        self.run = run_on_file(connection, path)
        self._number: int | None = None
        connection.execute(_ROOMY)

    def many(self, sql: str, rows: Sequence[Sequence[Any]]) -> None:
        """The statement is done with each of the rows."""
        self._connection.executemany(sql, rows)

    @contextmanager
    def added_at_once(self, table: str, count: int) -> Iterator[None]:
        """Around rows added to the table: where they are many and most of it, its indexes are made once, after them."""
        [(known,)] = self.run(f"SELECT COALESCE(MAX(id), 0) FROM {table}", {})
        worth_it = count >= _MOST and count >= known
        query = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = :name AND sql IS NOT NULL"
        indexes = self.run(query, {"name": table}) if worth_it else []
        for name, _sql in indexes:
            self._connection.execute(f"DROP INDEX {name}")
        yield
        for _name, sql in indexes:
            self._connection.execute(sql)

    def journal(self, entries: Iterable[Entry]) -> None:
        """The entries are in the journal."""
        last = self._connection.execute("SELECT batch, hash FROM journal ORDER BY id DESC LIMIT 1").fetchone()
        number, previous = last or (0, BEGINNING)
        self._number = number + 1 if self._number is None else self._number
        marks = ", ".join("?" * len(WRITTEN))
        self._connection.executemany(
            f"INSERT INTO journal ({', '.join(WRITTEN)}) VALUES ({marks})",
            chained((self._number, *self._words, None), entries, previous),
        )
