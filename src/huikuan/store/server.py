"""The shared book on a PostgreSQL server: the same tables, one writer at a time, no address ever shown.

A write holds one advisory lock to its end; a read sees one moment; waiting ends. The first write makes the tables, or
brings older ones up to date; no copy of a shared book is ever made.
Which version of a book it is stands in the comment of the journal.
"""

from __future__ import annotations

from contextlib import contextmanager
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, NullPool, create_engine, event, text
from sqlalchemy.exc import DBAPIError

from huikuan import errors
from huikuan.store import bookfile
from huikuan.store.values import plain
from huikuan.store.writer import BookWriter, asking_only

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from huikuan.store.values import Run
    from huikuan.store.writer import Row, Words

_TO_CONNECT = 10
_COMMENT = "huikuan book, version "
_VERSION = text("SELECT to_regclass('journal') IS NULL, obj_description(to_regclass('journal'), 'pg_class')")
_TROUBLE: dict[str, type[errors.StorageTrouble]] = {
    "22": errors.BookRefuses,
    "23": errors.BookRefuses,
    "25006": errors.ServerForbids,
    "28": errors.ServerUnreachable,
    "40": errors.ServerBusy,
    "42501": errors.ServerForbids,
    "42P01": errors.ServerNotABook,
    "42P07": errors.ServerNotABook,
    "53100": errors.DiskFull,
    "55P03": errors.ServerBusy,
    "57014": errors.ServerBusy,
}


@contextmanager
def reading_server(url: str) -> Iterator[Run]:
    """The shared book at one moment; where there is none yet, an empty one."""
    with _in_our_words(), _engine(url, write=False).connect() as connection:
        found = _version(connection)
        if found is not None and found < bookfile.VERSION:
            raise errors.OutdatedServerBook
        yield (lambda _sql, _values: []) if found is None else _asking(connection)


@contextmanager
def writing_server(url: str, words: Words) -> Iterator[BookWriter]:
    """A writer that holds the book's lock, on tables of the present version; stored when the block ends well."""
    with _in_our_words(), _engine(url, write=True).begin() as connection:
        _make_ready(connection)
        yield ServerWriter(connection, words)


class ServerWriter(BookWriter):
    """Writes to the shared book."""

    mark = "%s"

    def __init__(self, connection: Connection, words: Words) -> None:
        super().__init__(words)
        self._connection = connection
        self.run = asking_only(_asking(connection))

    def next_id(self, table: str) -> int:
        [(last, is_called)] = self.run(f"SELECT last_value, is_called FROM {table}_id_seq", {})
        return int(last) + 1 if is_called else int(last)

    def _execute(self, sql: str, rows: Sequence[Row]) -> None:
        with _in_our_words():
            self._connection.exec_driver_sql(sql, [tuple(row) for row in rows])

    def _literal(self, cell: str | int | None) -> str:
        return super()._literal(cell).replace("%", "%%")

    def _count_on(self, table: str, highest: int) -> None:
        last = f"(SELECT last_value FROM {table}_id_seq)"
        self.run(f"SELECT setval('{table}_id_seq', GREATEST({highest}, {last}))", {})


def upgrade_server(url: str) -> bool:
    """The shared book is of the present version; whether it was older. Where there is none yet, none is made."""
    with _in_our_words(), _engine(url, write=True).begin() as connection:
        found = _version(connection)
        if found is None or found == bookfile.VERSION:
            return False
        _make_ready(connection)
        return True


def _asking(connection: Connection) -> Run:
    def run(sql: str, values: Mapping[str, object]) -> list[tuple[Any, ...]]:
        with _in_our_words():
            return [tuple(map(_whole, row)) for row in connection.execute(text(sql), plain(values))]

    return run


def _whole(cell: object) -> object:
    """A sum of whole numbers is a whole number, as from a file."""
    return int(cell) if isinstance(cell, Decimal) and cell == cell.to_integral_value() else cell


def _engine(url: str, *, write: bool) -> Engine:
    try:
        import psycopg
    except ImportError as error:
        raise errors.ServerDriverMissing from error

    def opened() -> Any:
        return psycopg.connect(url, connect_timeout=_TO_CONNECT, application_name="huikuan", client_encoding="utf8")

    engine = create_engine("postgresql+psycopg://", creator=opened, poolclass=NullPool)
    event.listen(engine, "begin", _begin_write if write else _begin_read)
    return engine


def _begin_read(connection: Connection) -> None:
    connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
    connection.exec_driver_sql(f"SET LOCAL statement_timeout = '{bookfile.PATIENCE:g}s'")


def _begin_write(connection: Connection) -> None:
    connection.exec_driver_sql(f"SET LOCAL statement_timeout = '{bookfile.PATIENCE:g}s'")
    connection.exec_driver_sql("SET LOCAL standard_conforming_strings = on")
    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({bookfile.APPLICATION_ID})")


def _make_ready(connection: Connection) -> None:
    found = _version(connection)
    if found is None:
        from huikuan.store import schema

        schema.build(connection)
    elif found < bookfile.VERSION:
        from huikuan.store.migrate import run_steps

        run_steps(connection, found)
    if found != bookfile.VERSION:
        connection.exec_driver_sql(f"COMMENT ON TABLE journal IS '{_COMMENT}{bookfile.VERSION}'")


def _version(connection: Connection) -> int | None:
    """The version of the book on the server; None where there is none yet."""
    is_none, comment = connection.execute(_VERSION).one()
    if is_none:
        return None
    if not str(comment).startswith(_COMMENT):
        raise errors.ServerNotABook
    return bookfile.known(int(comment.removeprefix(_COMMENT)))


@contextmanager
def _in_our_words() -> Iterator[None]:
    """What the server refuses is refused in our words; the driver's own, which may hold the address, go no further."""
    try:
        yield
    except DBAPIError as error:
        raise _trouble(getattr(error.orig, "sqlstate", None), error.connection_invalidated) from None


def _trouble(state: str | None, cut_off: bool) -> errors.StorageTrouble:
    if state is None or cut_off or state.startswith(("08", "57P")):
        return errors.ServerUnreachable()
    return (_TROUBLE.get(state) or _TROUBLE.get(state[:2]) or errors.ServerTrouble)()
