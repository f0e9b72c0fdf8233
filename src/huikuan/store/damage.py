"""After something that should not happen: whether the book's file is at fault, and not the program.

The file is opened anew as for reading, so that SQLite plays back what a killed writer left, and is asked four things:
does SQLite's own check find it whole, are the tables those of every book, does every cell hold what its column may
hold, is the journal unbroken. A book in which nothing is found, or that cannot be looked at, is not called damaged.
"""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from datetime import date
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from huikuan import errors
from huikuan.domain.habits import hours_from
from huikuan.domain.wholebook import TABLES, Cell, names_of
from huikuan.store import bookfile
from huikuan.store.journal import verify

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from huikuan.domain.wholebook import Column

_MONTH: Final = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])")
_DAYS: Final = re.compile(r"[1-9][0-9]?(?:,[1-9][0-9]?)*")
_NUMBERS: Final = frozenset({Cell.NUMBER, Cell.COUNT, Cell.AMOUNT})


def damage(path: Path) -> errors.StorageTrouble | None:
    """What is wrong with the file of the book; None where it is sound, not there, or cannot be looked at now."""
    try:
        return _looked_at(path)
    except (sqlite3.Error, UnicodeDecodeError, OverflowError) as error:
        trouble = bookfile.trouble(error, path)
        return trouble if isinstance(trouble, errors.BookDamaged) else None


def is_sound(path: Path) -> bool:
    """Whether the file, looked at anew, has nothing wrong: SQLite takes a read that failed for damage, and a disk that
    failed once may not fail again.
    """
    try:
        return _looked_at(path) is None
    except (sqlite3.Error, UnicodeDecodeError, OverflowError):
        return False


def _looked_at(path: Path) -> errors.StorageTrouble | None:
    with closing(bookfile.connect(path, "ro")) as connection:
        connection.execute("PRAGMA query_only=ON")
        connection.execute("BEGIN")
        return _found(connection, path)


def _found(connection: sqlite3.Connection, path: Path) -> errors.StorageTrouble | None:
    if connection.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
        return errors.BookDamaged(book=path)
    if bookfile.one_number(connection, "user_version") != bookfile.VERSION:
        return None
    table = _other_table(connection) or _table_astray(connection) or _broken_journal(connection, path)
    return errors.BookGarbled(book=path, table=table) if table else None


def _other_table(connection: sqlite3.Connection) -> str | None:
    """The first table whose columns, keys, index or guard is not what every book has."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as usual:
        usual.executescript(files("huikuan.store").joinpath("newbook.sql").read_text(encoding="utf-8"))
        wanted = _schema(usual)
    found = _schema(connection)
    return next((table for table, *rest in sorted(wanted) if (table, *rest) not in found), None)


def _schema(connection: sqlite3.Connection) -> set[tuple[str, ...]]:
    """Table, kind, name and statement of everything made; white space and quotes around names aside."""
    made = connection.execute("SELECT tbl_name, type, name, COALESCE(sql, '') FROM sqlite_master").fetchall()
    return {(table, kind, name, re.sub(r"\s+", " ", sql).replace(f'"{name}"', name)) for table, kind, name, sql in made}


def _table_astray(connection: sqlite3.Connection) -> str | None:
    """The first table with a cell that its column cannot hold, or a row that points at none."""
    for table, columns in TABLES.items():
        rows = connection.execute(f"SELECT {', '.join(names_of(table))} FROM {table}")
        if not all(_fits(cell, column) for row in rows for cell, column in zip(row, columns, strict=True)):
            return table
    astray = connection.execute("PRAGMA foreign_key_check").fetchone()
    return None if astray is None else str(astray[0])


def _broken_journal(connection: sqlite3.Connection, path: Path) -> str | None:
    return None if verify(bookfile.run_on(connection, path)) is None else "journal"


def _fits(cell: Any, column: Column) -> bool:
    if cell is None:
        return column.may_be_empty
    if column.cell in _NUMBERS:
        return type(cell) is int
    if type(cell) is not str:
        return False
    if column.words:
        return cell in column.words
    return _READS[column.cell](cell) if column.cell in _READS else True


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _is_hours(text: str) -> bool:
    try:
        hours_from(text)
    except ValueError:
        return False
    return True


_READS: Final[dict[Cell, Callable[[str], bool]]] = {
    Cell.DAY: _is_day,
    Cell.MONTH: lambda text: bool(_MONTH.fullmatch(text)),
    Cell.HOURS: _is_hours,
    Cell.MONTH_DAYS: lambda text: bool(_DAYS.fullmatch(text)),
    Cell.WEEKDAYS: lambda text: bool(_DAYS.fullmatch(text)),
}
