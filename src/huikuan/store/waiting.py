"""How long a command waits for another that holds the book: one patience in all, and it can be cut short by hand.

SQLite waits inside itself, deaf to Ctrl-C, for each statement anew. Here it waits a moment at a time and is asked
again, until the patience of this opening is used up; what a writer spent waiting for the lock file is taken off it.
Once the book is ours only a reader can keep us waiting: what is left is SQLite's to wait, until the entry is kept.
"""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MOMENT = 0.1
"""Seconds after which Ctrl-C is heard at the latest."""
_already_waited: ContextVar[float] = ContextVar("already_waited", default=0.0)


@contextmanager
def after_waiting(seconds: float) -> Iterator[None]:
    """Inside, the openings of the book wait so much less."""
    before = _already_waited.set(seconds)
    try:
        yield
    finally:
        _already_waited.reset(before)


class PatientConnection(sqlite3.Connection):
    """A connection that waits until its patience is used up."""

    left = 0.0
    is_ours = False
    """Whether the book is locked for this connection, for reading or for writing."""

    def be_patient(self, seconds: float) -> None:
        """From here on it waits so long in all, less what was waited before it was opened."""
        self.left = max(0.0, seconds - _already_waited.get())
        self._wait_inside(self._moment())

    def execute(self, *words: Any) -> sqlite3.Cursor:
        """As the library's, and asked again while the book is held."""
        return self.patiently(super().execute, *words)  # type: ignore[no-any-return]

    def cursor(self, factory: Any = None) -> Any:
        """A cursor that waits as the connection does."""
        return super().cursor(factory or _PatientCursor)

    def commit(self) -> None:
        """As the library's; readers are waited for."""
        self._again(super().commit)

    def patiently(self, ask: Callable[..., Any], statement: str, *values: Any) -> Any:
        """What the statement answers; while the book is held it is asked again, a moment later each time."""
        word = statement.lstrip()[:16].upper()
        if word.startswith(("COMMIT", "END")):
            return self._again(ask, statement, *values)
        if self.is_ours:
            return ask(statement, *values)
        answer = self._again(ask, statement, *values)
        if self.in_transaction and not word.startswith("PRAGMA") and word not in {"BEGIN", "BEGIN DEFERRED"}:
            self.is_ours = True
            self._wait_inside(self.left)
        return answer

    def _again(self, ask: Callable[..., Any], *words: Any) -> Any:
        if self.is_ours:
            self.is_ours = False
            self._wait_inside(self._moment())
        while True:
            try:
                return ask(*words)
            except sqlite3.OperationalError as error:
                code = getattr(error, "sqlite_errorcode", 0)
                if code & 0xFF != sqlite3.SQLITE_BUSY or self.left <= self._moment():
                    raise
                self.left -= self._moment()

    def _moment(self) -> float:
        return min(MOMENT, self.left)

    def _wait_inside(self, seconds: float) -> None:
        super().execute(f"PRAGMA busy_timeout={round(seconds * 1000)}")


class _PatientCursor(sqlite3.Cursor):
    """A cursor of such a connection."""

    connection: PatientConnection

    def execute(self, *words: Any) -> Any:
        return self.connection.patiently(super().execute, *words)
