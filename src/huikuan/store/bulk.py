"""Many rows at once: written straight to their table and journalled by the page, in the transaction of the command.

Rows are given as the book keeps them: days as ISO text, amounts as whole fen, in the order of the columns named, their
number first. What the journal keeps is what was written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from huikuan.store.engine import run_on
from huikuan.store.journal import page_to_json
from huikuan.store.recording import TABLES, images, pen_of

if TYPE_CHECKING:
    from sqlmodel import Session

Row = Sequence[Any]
_PAGE = 500
_CACHE_KIB = 100_000
"""So much of the book is kept in memory while many rows are written, rather than spilled to disk half way."""


class Bulk:
    """The tables of an open book, written many rows at a time."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._pen = pen_of(session)
        self._is_file = session.get_bind().dialect.name == "sqlite"
        if self._is_file:
            session.connection().exec_driver_sql(f"PRAGMA cache_size=-{_CACHE_KIB}")

    def next_id(self, table: str) -> int:
        """The number the next row of the table gets; numbers once given are not given again."""
        run = run_on(self._session)
        if self._is_file:
            rows = run("SELECT seq FROM sqlite_sequence WHERE name = :name", {"name": table})
            return int(rows[0][0]) + 1 if rows else 1
        [(last, is_called)] = run(f"SELECT last_value, is_called FROM {table}_id_seq", {})
        return int(last) + 1 if is_called else int(last)

    def add(
        self, table: str, columns: Sequence[str], rows: Sequence[Row], same: Mapping[str, Any] | None = None
    ) -> None:
        """The rows are in the table; all of them carry what is the `same`, and columns not named are empty."""
        if not rows:
            return
        fixed = dict(same or {})
        marks = [*([self._mark] * len(columns)), *(_literal(cell) for cell in fixed.values())]
        with self._past_the_guard():
            self._many(f"INSERT INTO {table} ({', '.join([*columns, *fixed])}) VALUES ({', '.join(marks)})", rows)
            if not self._is_file:
                self._count_on(table, max(row[0] for row in rows))
        empty = {column.name: None for column in TABLES[table].columns if column.name not in columns}
        self._journal(table, columns, (), rows, {**empty, **fixed})

    def change(self, table: str, columns: Sequence[str], rows: Sequence[Row]) -> None:
        """The rows carry these cells in the columns named, the others as they were."""
        before = self._now(table, [row[0] for row in rows])
        new = {row[0]: dict(zip(columns, row, strict=True)) for row in rows}
        different = [was for was in before if any(was[name] != cell for name, cell in new[was["id"]].items())]
        if not different:
            return
        assigned = ", ".join(f"{name} = {self._mark}" for name in columns[1:])
        cells = [tuple(new[was["id"]][name] for name in [*columns[1:], "id"]) for was in different]
        with self._past_the_guard():
            self._many(f"UPDATE {table} SET {assigned} WHERE id = {self._mark}", cells)
        names = list(different[0])
        became = [{**was, **new[was["id"]]} for was in different]
        self._journal(table, names, [list(was.values()) for was in different], [[b[n] for n in names] for b in became])

    def remove(self, table: str, ids: Sequence[int]) -> None:
        """The rows are no longer in the table."""
        before = self._now(table, ids)
        with self._past_the_guard():
            self._many(f"DELETE FROM {table} WHERE id = {self._mark}", [(row_id,) for row_id in ids])
        if before:
            self._journal(table, list(before[0]), [list(was.values()) for was in before], ())

    def _now(self, table: str, ids: Sequence[int]) -> list[Mapping[str, Any]]:
        found = images(self._session.connection(), {table: list(ids)})[table]
        return [found[row_id] for row_id in ids if row_id in found]

    def _journal(
        self,
        table: str,
        columns: Sequence[str],
        before: Sequence[Row],
        after: Sequence[Row],
        same: Mapping[str, Any] | None = None,
    ) -> None:
        place = columns.index("id")

        def pages() -> Iterator[tuple[str, int, str | None, str | None]]:
            for start in range(0, len(after or before), _PAGE):
                was, became = before[start : start + _PAGE], after[start : start + _PAGE]
                first = (was or became)[0][place]
                yield table, first, page_to_json(columns, was), page_to_json(columns, became, same)

        with self._past_the_guard():
            self._pen.write(self._session.connection(), pages())

    @property
    def _mark(self) -> str:
        return "?" if self._is_file else "%s"

    def _many(self, sql: str, rows: Sequence[Row]) -> None:
        for start in range(0, len(rows), _AT_ONCE):
            self._session.connection().exec_driver_sql(sql, list(rows[start : start + _AT_ONCE]))

    def _count_on(self, table: str, highest: int) -> None:
        """A server gives out the numbers after the highest one."""
        last = f"(SELECT last_value FROM {table}_id_seq)"
        self._session.connection().exec_driver_sql(f"SELECT setval('{table}_id_seq', GREATEST({highest}, {last}))")

    @contextmanager
    def _past_the_guard(self) -> Iterator[None]:
        """What is written here is journalled here."""
        self._session.flush()
        self._session.expire_all()
        self._pen.flushing = True
        try:
            yield
        finally:
            self._pen.flushing = False


_AT_ONCE = 10_000


def _literal(cell: str | int | None) -> str:
    """A cell written into the statement: one of our own words, a day, a moment or a number."""
    if cell is None:
        return "NULL"
    return str(cell) if isinstance(cell, int) else "'" + cell.replace("'", "''").replace("%", "%%") + "'"
