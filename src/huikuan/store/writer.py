"""Writing to an open book: rows are added, changed and removed, each with its journal entry, in one transaction.

Whatever a command writes is one entry of the history. Rows are given as the book keeps them: days as ISO text, amounts
as whole fen; what the journal keeps is what was written. Many rows of a table are written and journalled together. A
file and a server are written through the same few calls; what differs between them stands in their own classes.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from contextlib import contextmanager
from datetime import date
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from huikuan.domain.wholebook import names_of
from huikuan.store import bookfile
from huikuan.store.journal import BEGINNING, WRITTEN, chained, page_to_json, to_json
from huikuan.store.values import as_text

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from huikuan.domain.journal import Image
    from huikuan.store.journal import Entry
    from huikuan.store.values import Run

    Row = Sequence[Any]

_PAGE = 500
_WRITES = re.compile(r"\b(?:INSERT|UPDATE|DELETE|REPLACE|MERGE)\s", re.IGNORECASE)
_AT_ONCE = 10_000
_MANY = 20_000
_ROOMY = "PRAGMA cache_size=-100000"
"""So many KiB of the book are kept in memory while many rows are written, rather than spilled to disk half way."""


class Words(NamedTuple):
    """What the history says of an entry: the command, its business day, the moment."""

    command: str
    on: date
    at: str


class BookWriter(ABC):
    """An open book and the entry that is being written into it."""

    run: Run
    mark: str
    """How a statement marks the place of a value."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.undoes: int | None = None
        """The entry that this one takes back."""
        self.number: int | None = None
        """The entry's number in the history, once something was written."""
        self.copy: Path | None = None
        """Where the book as it was is kept, if it was brought up to date for this entry."""
        self.is_confirmed = True
        """False where the entry is stored, but the disk reported trouble at the very last step."""
        self._last_hash = BEGINNING

    @abstractmethod
    def next_id(self, table: str) -> int:
        """The number the next row of the table gets; numbers once given are not given again."""

    def add(
        self, table: str, columns: Sequence[str], rows: Sequence[Row], same: Mapping[str, Any] | None = None
    ) -> None:
        """The rows, their number first, are in the table; all carry what is the `same`, columns not named are empty."""
        if not rows:
            return
        columns, rows, fixed = _hoisted(columns, rows, same or {})
        marks = [*([self.mark] * len(columns)), *map(self._literal, fixed.values())]
        with self._added_at_once(table, len(rows)):
            self._many(f"INSERT INTO {table} ({', '.join([*columns, *fixed])}) VALUES ({', '.join(marks)})", rows)
        self._count_on(table, max(row[0] for row in rows))
        empty = {name: None for name in names_of(table) if name not in columns}
        self._journal_rows(table, columns, (), rows, {**empty, **fixed})

    def change(self, table: str, columns: Sequence[str], rows: Sequence[Row]) -> None:
        """The rows carry these cells in the columns named, the others as they were; what is so already stays."""
        before = self.images(table, [row[0] for row in rows])
        new = {row[0]: dict(zip(columns, row, strict=True)) for row in rows}
        different = [was for was in before if any(was[name] != cell for name, cell in new[was["id"]].items())]
        if not different:
            return
        assigned = ", ".join(f"{name} = {self.mark}" for name in columns[1:])
        cells = [tuple(new[was["id"]][name] for name in [*columns[1:], "id"]) for was in different]
        self._many(f"UPDATE {table} SET {assigned} WHERE id = {self.mark}", cells)
        names = list(different[0])
        became = [{**was, **new[was["id"]]} for was in different]
        self._journal_rows(
            table, names, [list(was.values()) for was in different], [[b[n] for n in names] for b in became]
        )

    def remove(self, table: str, ids: Sequence[int]) -> None:
        """The rows are no longer in the table."""
        before = self.images(table, ids)
        self._many(f"DELETE FROM {table} WHERE id = {self.mark}", [(row_id,) for row_id in ids])
        if before:
            self._journal_rows(table, list(before[0]), [list(was.values()) for was in before], ())

    def images(self, table: str, ids: Sequence[int]) -> list[Image]:
        """The rows as the book holds them now, those that are there, in the order of the numbers."""
        names, found = names_of(table), {}
        for some in portions(ids):
            marks, values = numbered(some)
            for row in self.run(f"SELECT {', '.join(names)} FROM {table} WHERE id IN ({marks})", values):
                cells = [cell.isoformat() if isinstance(cell, date) else cell for cell in row]
                found[row[0]] = dict(zip(names, cells, strict=True))
        return [found[row_id] for row_id in ids if row_id in found]

    def _journal_rows(
        self,
        table: str,
        columns: Sequence[str],
        before: Sequence[Row],
        after: Sequence[Row],
        same: Mapping[str, Any] | None = None,
    ) -> None:
        place = columns.index("id")

        def entries() -> Iterator[Entry]:
            if len(after or before) == 1:
                yield table, (before or after)[0][place], _one(columns, before, {}), _one(columns, after, same or {})
                return
            for start in range(0, len(after or before), _PAGE):
                was, became = before[start : start + _PAGE], after[start : start + _PAGE]
                first = (was or became)[0][place]
                yield table, first, page_to_json(columns, was), page_to_json(columns, became, same)

        self._journal(entries())

    def _journal(self, entries: Iterable[Entry]) -> None:
        """The entries are in the journal."""
        if self.number is None:
            last = self.run("SELECT batch, hash FROM journal ORDER BY id DESC LIMIT 1", {})
            number, self._last_hash = last[0] if last else (0, BEGINNING)
            self.number = int(number) + 1
        words = (self.number, self.words.at, self.words.on.isoformat(), self.words.command, self.undoes)
        rows = chained(words, entries, self._last_hash)
        self._last_hash = rows[-1][-1]
        marks = ", ".join([self.mark] * len(WRITTEN))
        self._many(f"INSERT INTO journal ({', '.join(WRITTEN)}) VALUES ({marks})", rows)

    def _many(self, sql: str, rows: Sequence[Row]) -> None:
        for start in range(0, len(rows), _AT_ONCE):
            self._execute(sql, rows[start : start + _AT_ONCE])

    def _literal(self, cell: str | int | None) -> str:
        """A cell written into the statement: a word, a day, a moment or a number that all rows have."""
        if cell is None:
            return "NULL"
        return str(cell) if isinstance(cell, int) else "'" + cell.replace("'", "''") + "'"

    @abstractmethod
    def _execute(self, sql: str, rows: Sequence[Row]) -> None:
        """The statement is done with each of the rows."""

    @abstractmethod
    def _count_on(self, table: str, highest: int) -> None:
        """Numbers after the highest one are given out next."""

    @contextmanager
    def _added_at_once(self, table: str, count: int) -> Iterator[None]:  # noqa: ARG002 - only a file gains
        """Around rows added to the table."""
        yield


class FileWriter(BookWriter):
    """Writes to the file with nothing but sqlite3 between."""

    mark = "?"

    def __init__(self, connection: sqlite3.Connection, path: Path, words: Words) -> None:
        super().__init__(words)
        self._connection, self._path = connection, path
        self.run = asking_only(bookfile.run_on(connection, path))

    def next_id(self, table: str) -> int:
        found = self.run("SELECT seq FROM sqlite_sequence WHERE name = :name", {"name": table})
        return int(found[0][0]) + 1 if found else 1

    def _execute(self, sql: str, rows: Sequence[Row]) -> None:
        with bookfile.in_our_words(self._path):
            self._connection.executemany(sql, rows)

    def _count_on(self, table: str, highest: int) -> None:
        """SQLite counts by itself."""

    @contextmanager
    def _added_at_once(self, table: str, count: int) -> Iterator[None]:
        """Where they are many and most of the table, its indexes are made once, after them."""
        if count < _MANY:
            yield
            return
        self._connection.execute(_ROOMY)
        [(known,)] = self.run(f"SELECT COALESCE(MAX(id), 0) FROM {table}", {})
        query = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = :name AND sql IS NOT NULL"
        indexes = self.run(query, {"name": table}) if count >= known else []
        for name, _sql in indexes:
            self._connection.execute(f"DROP INDEX {name}")
        yield
        for _name, sql in indexes:
            self._connection.execute(sql)


def asking_only(run: Run) -> Run:
    """Asks the open book and lets nothing be written past the journal."""

    def asked(sql: str, values: Mapping[str, object]) -> list[tuple[Any, ...]]:
        if _WRITES.search(sql):
            raise AssertionError("written past the journal: add, change or remove rows instead")
        return run(sql, values)

    return asked


def stored_cells(cells: Mapping[str, object]) -> dict[str, object]:
    """The cells as a book keeps them: days as ISO text, words as themselves, yes and no as 1 and 0."""
    return {name: int(cell) if isinstance(cell, bool) else cell for name, cell in as_text(cells).items()}


def portions(ids: Iterable[int]) -> Iterator[Sequence[int]]:
    """The numbers in portions that one statement takes."""
    every = list(ids)
    for start in range(0, len(every), _PAGE):
        yield every[start : start + _PAGE]


def numbered(ids: Iterable[int]) -> tuple[str, dict[str, object]]:
    """The marks for these numbers in a statement, and their values."""
    values: dict[str, object] = {f"id{place}": row_id for place, row_id in enumerate(ids)}
    return ", ".join(f":{name}" for name in values) or "NULL", values


def _one(columns: Sequence[str], rows: Sequence[Row], same: Mapping[str, Any]) -> str | None:
    return to_json({**dict(zip(columns, rows[0], strict=True)), **same}) if rows else None


def _hoisted(
    columns: Sequence[str], rows: Sequence[Row], same: Mapping[str, Any]
) -> tuple[Sequence[str], Sequence[Row], dict[str, Any]]:
    """Columns in which all of many rows have the same cell, beside those in which they differ."""
    if len(rows) < _PAGE:
        return columns, rows, dict(same)
    first = rows[0]
    alike = [at for at in range(1, len(columns)) if all(row[at] == first[at] for row in rows)]
    kept = [at for at in range(len(columns)) if at not in alike]
    if not alike or len(kept) == 1:
        return columns, rows, dict(same)
    fixed = {columns[at]: first[at] for at in alike}
    return [columns[at] for at in kept], list(map(itemgetter(*kept), rows)), {**same, **fixed}
