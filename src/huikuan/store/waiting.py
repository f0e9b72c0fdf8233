"""How long a command waits for another that holds the book: one patience in all, and it can be cut short by hand.

SQLite waits inside itself, deaf to Ctrl-C. So an opening first asks, a moment at a time, whether the book is free; what
is left of the patience then is SQLite's to wait. What a writer spent waiting for the lock file is taken off before.
"""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MOMENT = 0.1
"""Seconds after which Ctrl-C is heard at the latest."""
TO_READ = ("SELECT 1 FROM sqlite_master LIMIT 1",)
TO_WRITE = ("BEGIN IMMEDIATE", "ROLLBACK")
_already_waited: ContextVar[float] = ContextVar("already_waited", default=0.0)


@contextmanager
def after_waiting(seconds: float) -> Iterator[None]:
    """Inside, the openings of the book wait so much less."""
    before = _already_waited.set(seconds)
    try:
        yield
    finally:
        _already_waited.reset(before)


def wait_until_free(connection: sqlite3.Connection, asked: Sequence[str], patience: float) -> None:
    """The book can be read, or written, as was asked; what is left of the seconds of patience is what SQLite waits
    from here on. Raises SQLite's own error where they were not enough.
    """
    left = max(0.0, patience - _already_waited.get())
    while True:
        _wait_inside(connection, min(MOMENT, left))
        try:
            for statement in asked:
                connection.execute(statement).fetchall()
        except sqlite3.OperationalError as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF != sqlite3.SQLITE_BUSY or left <= MOMENT:
                raise
            left -= MOMENT
        else:
            _wait_inside(connection, left)
            return


def _wait_inside(connection: sqlite3.Connection, seconds: float) -> None:
    connection.execute(f"PRAGMA busy_timeout={round(seconds * 1000)}")
