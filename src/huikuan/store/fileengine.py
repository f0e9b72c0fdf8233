"""The book file through SQLAlchemy: one connection, one IMMEDIATE transaction, and our own words for its errors.

Left to itself the driver begins a transaction only at the first change, which silently loses what two writers read
before; here every transaction begins with BEGIN IMMEDIATE.
"""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy import Engine, NullPool, create_engine, event
from sqlalchemy.exc import DBAPIError

from huikuan.store import bookfile

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Connection


def file_engine(path: Path, *, rebuilding: bool = False) -> Engine:
    """Opens the file for writing; while tables are rebuilt, foreign keys do not pull rows along."""

    def opened() -> sqlite3.Connection:
        connection = bookfile.connect(path, "rw")
        try:
            bookfile.prepare_to_write(connection)
            if rebuilding:
                connection.execute("PRAGMA foreign_keys=OFF")
        except BaseException:
            connection.close()
            raise
        return connection

    engine = create_engine("sqlite+pysqlite://", creator=opened, poolclass=NullPool)
    event.listen(engine, "begin", _begin)
    return engine


def version_of(connection: Connection) -> int:
    """The version of the open book; one that this program does not know is refused."""
    return bookfile.known(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


@contextmanager
def in_our_words(path: Path) -> Iterator[None]:
    """What SQLite refuses inside is refused in our words; a statement called wrongly stays a fault of the program."""
    try:
        yield
    except DBAPIError as error:
        if isinstance(error.orig, (sqlite3.ProgrammingError, sqlite3.NotSupportedError)):
            raise
        raise bookfile.trouble(error.orig, path) from error


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")
