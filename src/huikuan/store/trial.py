"""Whether rows make a sound book is tried out on a book that exists in memory only, before any real one is touched.

Its tables are those of every book, so whatever a book would refuse is met here: a number given twice, an amount out of
range, a day that is none, a record that is not there. Then the book is looked over as `huikuan doctor` does, and for
records that point at another customer's.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from importlib.resources import files
from typing import TYPE_CHECKING

from huikuan.domain.wholebook import names_of
from huikuan.store.soundness import marks

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from huikuan.domain.wholebook import WholeBook

_ASTRAY = {
    "promise": """SELECT 1 FROM promise p LEFT JOIN promise o ON o.id = p.follows_id WHERE o.id >= p.id
        OR o.customer_id <> p.customer_id OR (p.ended_on IS NULL) <> (p.ended_as IS NULL)
        OR NOT EXISTS (SELECT 1 FROM instalment i WHERE i.promise_id = p.id)""",
    "instalment": """SELECT 1 FROM instalment i JOIN promise p ON p.id = i.promise_id
        WHERE i.customer_id <> p.customer_id""",
    "reversal": """SELECT 1 FROM reversal v JOIN receipt r ON r.id = v.receipt_id
        WHERE v.customer_id <> r.customer_id""",
    "allocation": """SELECT 1 FROM allocation a JOIN receipt r ON r.id = a.receipt_id
        JOIN instalment i ON i.id = a.instalment_id WHERE r.customer_id <> i.customer_id""",
    "approval": """SELECT 1 FROM approval a LEFT JOIN promise p ON p.id = a.promise_id
        WHERE a.customer_id <> p.customer_id OR a.expected_on < a.submitted_on OR a.done_on < a.submitted_on""",
    "presentation": """SELECT 1 FROM presentation b JOIN receipt r ON r.id = b.receipt_id
        WHERE b.customer_id <> r.customer_id OR b.on_day < r.on_day OR r.matures IS NULL""",
    "measure": "SELECT 1 FROM measure WHERE (closed_on IS NULL) <> (closed_as IS NULL)",
    "settlement": """SELECT 1 FROM settlement s JOIN invoice i ON i.id = s.invoice_id
        LEFT JOIN receipt r ON r.id = s.receipt_id LEFT JOIN invoice n ON n.id = s.credit_id
        WHERE r.customer_id <> i.customer_id OR n.customer_id <> i.customer_id OR n.kind <> 'credit_note'
        OR (s.receipt_id IS NOT NULL AND s.credit_id IS NOT NULL)""",
    "talk": """SELECT 1 FROM talk t JOIN follow_up f ON f.id = t.follow_up_id LEFT JOIN measure m ON m.id = t.measure_id
        WHERE t.customer_id <> f.customer_id OR t.on_day <> f.on_day OR m.customer_id <> t.customer_id""",
    "promise_note": "SELECT 1 FROM promise_note WHERE hour IS NULL AND evidence IS NULL",
    "ready": """SELECT 1 FROM ready y JOIN instalment i ON i.id = y.instalment_id
        WHERE y.customer_id <> i.customer_id""",
}
"""What no command ever writes, by the table that would hold it."""

_MARKED = {
    "marks": "instalment",
    "allocations": "allocation",
    "instalments": "allocation",
    "invoices": "invoice",
    "uses": "receipt",
    "settlements": "settlement",
    "cash": "receipt",
}
"""The table at fault for each thing a doctor looks for."""


def contradicting(book: WholeBook) -> str | None:
    """The first table that contradicts itself or another; None for a sound book."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.executescript(files("huikuan.store").joinpath("newbook.sql").read_text(encoding="utf-8"))
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("BEGIN")
        return _refused(connection, book) or _unsound(connection)


def _refused(connection: sqlite3.Connection, book: WholeBook) -> str | None:
    for table, rows in book.tables.items():
        names = names_of(table)
        marks = ", ".join("?" * len(names))
        try:
            connection.executemany(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})", rows)
        except (sqlite3.IntegrityError, OverflowError):
            return table
    return None


def _unsound(connection: sqlite3.Connection) -> str | None:
    def run(sql: str, values: Mapping[str, object]) -> list[tuple[Any, ...]]:
        return connection.execute(sql, values).fetchall()

    for table, sql in _ASTRAY.items():
        if run(f"{sql} LIMIT 1", {}):
            return table
    return next((_MARKED[found.name] for found in marks(run, date.max) if not found.is_sound), None)
