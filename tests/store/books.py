"""Made-up books for the tests of the store: real files, written through the front door."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import huikuan
from huikuan.domain.wholebook import TABLES
from huikuan.store.engine import writing
from huikuan.store.writer import Words, stored_cells

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from huikuan.store.place import Place
    from huikuan.store.writer import BookWriter

TODAY = date(2026, 12, 1)
A_GRADE = "INSERT INTO grade (customer_id, on_day, grade, reason, recorded_at) VALUES (1, '2026-01-01', 'A', '', '')"
AT = "2026-12-01T01:02:03Z"


def write(place: Place, command: str = "customer add") -> AbstractContextManager[BookWriter]:
    return writing(place, Words(command, TODAY, AT))


def customer(code: str = "C001", **cells: Any) -> dict[str, Any]:
    return {"code": code, "name": "Hualian", "aliases": "", "kind": "direct", "recorded_at": AT, **cells}


def put(book: BookWriter, table: str, *rows: dict[str, Any]) -> list[int]:
    """The rows, all of the same columns, are in the table; their numbers."""
    first = book.next_id(table)
    numbered = [{"id": number, **stored_cells(row)} for number, row in enumerate(rows, first)]
    book.add(table, list(numbered[0]), [tuple(row.values()) for row in numbered])
    return [row["id"] for row in numbered]


def add(place: Place, *codes: str) -> None:
    with write(place, f"customer add {' '.join(codes)}") as book:
        put(book, "customer", *map(customer, codes))


def sql(place: Place, statement: str, *values: object) -> list[Any]:
    """Straight into the file, past everything huikuan does."""
    assert place.path is not None
    with closing(sqlite3.connect(place.path, isolation_level=None)) as connection:
        return connection.execute(statement, values).fetchall()


def names(folder: Path) -> list[str]:
    """What lies in the folder."""
    return sorted(path.name for path in folder.iterdir())


def contents(place: Place) -> dict[str, list[Any]]:
    """Every fact in the book; the journal aside."""
    return {name: sql(place, f"SELECT * FROM {name} ORDER BY id") for name in TABLES}


def python(program: str, *arguments: object) -> subprocess.Popen[str]:
    """Another process with the same huikuan."""
    source = str(Path(huikuan.__file__).parent.parent)
    here = str(Path(__file__).parent)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([source, here])}
    command = [sys.executable, "-c", program, *map(str, arguments)]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


KILLED = """
import os, sys
from pathlib import Path
from books import customer, put, write
from huikuan.store.place import Place
with write(Place(Path(sys.argv[1]))) as book:
    book.run("PRAGMA cache_size=1", {})
    put(book, "customer", *[customer(f"K{n}", note="x" * 900) for n in range(300)])
    os.kill(os.getpid(), 9)
"""


def kill_a_writer(place: Place) -> None:
    """Another process is killed in the middle of writing, with half of its rows on the disk."""
    killed = python(KILLED, place.path)
    assert (killed.communicate()[1], killed.returncode) == ("", -9)
    assert Path(f"{place.path}-journal").stat().st_size > 0
