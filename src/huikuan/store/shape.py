"""Whether a book has the tables, columns, indexes and guards it is made with, nothing missing and nothing altered.

What it is made with stands in newbook.sql; one brought up to date from an older version is held against the same. White
space and quotation marks are no difference. A trigger of somebody else is a fault, as it may alter what is written; a
table, a view or an index of theirs is only named.
"""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from huikuan.domain.soundness import Fault

if TYPE_CHECKING:
    from collections.abc import Mapping

    from huikuan.store.values import Run

JOURNAL = "journal"
_SERVER_GUARDS = {"journal_row_stays", "journal_stays"}
_OBJECTS = "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite^_%' ESCAPE '^'"
_NAME = re.compile(r'"(\w+)"')
_SPACE = re.compile(r"\s+")
_ON_SERVER = (
    "(SELECT o.nspname FROM pg_class j JOIN pg_namespace o ON o.oid = j.relnamespace"
    " WHERE j.oid = to_regclass('journal'))"
)
_COLUMNS = f"SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = {_ON_SERVER}"
_INDEXES = f"SELECT indexname, tablename FROM pg_indexes WHERE schemaname = {_ON_SERVER}"
_TRIGGERS = (
    "SELECT t.tgname, c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON"
    f" n.oid = c.relnamespace WHERE n.nspname = {_ON_SERVER} AND NOT t.tgisinternal AND t.tgenabled <> 'D'"
)


class Shape(NamedTuple):
    """The tables with their columns, and every object by kind and name: the table it belongs to, and how it is made."""

    tables: Mapping[str, tuple[str, ...]]
    objects: Mapping[tuple[str, str], tuple[str, str]]


class Seen(NamedTuple):
    """What is wrong, what somebody else added, and the tables that have all their columns."""

    faults: list[Fault]
    beside: list[str]
    whole: set[str]


@cache
def written() -> Shape:
    """What a new book is made with."""
    schema = files("huikuan.store").joinpath("newbook.sql").read_text(encoding="utf-8")
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.executescript(schema)
        objects = _objects(connection.execute(_OBJECTS).fetchall())
        tables = {
            name: tuple(row[1] for row in connection.execute(f"PRAGMA table_info({name})"))
            for kind, name in objects
            if kind == "table"
        }
    return Shape(tables, objects)


def records() -> dict[str, tuple[str, ...]]:
    """The tables whose rows are journalled, with their columns."""
    return {table: columns for table, columns in written().tables.items() if table != JOURNAL}


def look(run: Run, *, is_file: bool) -> Seen:
    """The open book held against what a new one is made with."""
    return _in_file(run) if is_file else _on_server(run)


def _in_file(run: Run) -> Seen:
    made, there = written(), _objects(run(_OBJECTS, {}))
    faults, beside = [], []
    for (kind, name), (table, sql) in made.objects.items():
        if (kind, name) not in there:
            faults.append(Fault("schema", "missing", table, name=f"{kind} {name}"))
        elif there[kind, name] != (table, sql):
            faults.append(Fault("schema", "changed", table, name=f"{kind} {name}"))
    for (kind, name), (table, _sql) in there.items():
        if (kind, name) not in made.objects and kind == "trigger":
            faults.append(Fault("schema", "foreign", table, name=f"{kind} {name}"))
        elif (kind, name) not in made.objects:
            beside.append(f"{kind} {name}")
    whole = {
        table
        for table, columns in made.tables.items()
        if ("table", table) in there and set(columns) <= {row[1] for row in run(f"PRAGMA table_info({table})", {})}
    }
    return Seen(faults, beside, whole)


def _on_server(run: Run) -> Seen:
    """The names only: how a server words what it is made with is its own."""
    made, columns = written(), set(map(tuple, run(_COLUMNS, {})))
    tables = {table for table, _column in columns}
    faults = [Fault("schema", "missing", table, name=f"table {table}") for table in made.tables if table not in tables]
    faults += [
        Fault("schema", "missing", table, name=f"column {column}")
        for table, names in made.tables.items()
        for column in names
        if table in tables and (table, column) not in columns
    ]
    indexes = {name for name, _table in run(_INDEXES, {})}
    faults += [
        Fault("schema", "missing", table, name=f"{kind} {name}")
        for (kind, name), (table, _sql) in made.objects.items()
        if kind == "index" and name not in indexes
    ]
    triggers = {name: table for name, table in run(_TRIGGERS, {}) if table in made.tables}
    faults += [
        Fault("schema", "missing", JOURNAL, name=f"trigger {name}") for name in sorted(_SERVER_GUARDS - set(triggers))
    ]
    faults += [
        Fault("schema", "foreign", table, name=f"trigger {name}")
        for name, table in sorted(triggers.items())
        if name not in _SERVER_GUARDS
    ]
    lacking = {fault.table for fault in faults if str(fault.name).startswith(("table", "column"))}
    return Seen(faults, sorted(f"table {name}" for name in tables - set(made.tables)), set(made.tables) - lacking)


def _objects(rows: list[tuple[str, str, str, str | None]]) -> dict[tuple[str, str], tuple[str, str]]:
    return {(kind, name): (table, _plain(sql)) for kind, name, table, sql in rows}


def _plain(sql: str | None) -> str:
    return _SPACE.sub(" ", _NAME.sub(r"\1", str(sql or ""))).strip()
