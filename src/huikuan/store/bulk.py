"""Many rows at once: written straight to their table and journalled by the page, in the transaction of the command.

Rows are given as the book keeps them: days as ISO text, amounts as whole fen, in the order of the columns named, their
number first. What the journal keeps is what was written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from huikuan.domain.wholebook import names_of
from huikuan.store.journal import page_to_json

if TYPE_CHECKING:
    from sqlmodel import Session

    from huikuan.domain.journal import Image
    from huikuan.store.hands import Hand

Row = Sequence[Any]
_PAGE = 500


class Bulk:
    """The tables of an open book, written many rows at a time."""

    def __init__(self, to: Session | Hand) -> None:
        from huikuan.store.hands import hand_of

        self._hand = hand_of(to)

    def next_id(self, table: str) -> int:
        """The number the next row of the table gets; numbers once given are not given again."""
        run = self._hand.run
        if self._hand.is_file:
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
        columns, rows, fixed = _hoisted(columns, rows, same or {})
        marks = [*([self._mark] * len(columns)), *(self._literal(cell) for cell in fixed.values())]
        with self._hand.added_at_once(table, len(rows)):
            self._many(f"INSERT INTO {table} ({', '.join([*columns, *fixed])}) VALUES ({', '.join(marks)})", rows)
        if not self._hand.is_file:
            self._count_on(table, max(row[0] for row in rows))
        empty = {name: None for name in names_of(table) if name not in columns}
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
        self._many(f"UPDATE {table} SET {assigned} WHERE id = {self._mark}", cells)
        names = list(different[0])
        became = [{**was, **new[was["id"]]} for was in different]
        self._journal(table, names, [list(was.values()) for was in different], [[b[n] for n in names] for b in became])

    def remove(self, table: str, ids: Sequence[int]) -> None:
        """The rows are no longer in the table."""
        before = self._now(table, ids)
        self._many(f"DELETE FROM {table} WHERE id = {self._mark}", [(row_id,) for row_id in ids])
        if before:
            self._journal(table, list(before[0]), [list(was.values()) for was in before], ())

    def _now(self, table: str, ids: Sequence[int]) -> list[Image]:
        """The rows as the book holds them now, those that are there, in the order of the numbers."""
        names, found = names_of(table), {}
        for start in range(0, len(ids), _PAGE):
            some = {f"id{place}": row_id for place, row_id in enumerate(ids[start : start + _PAGE])}
            marks = ", ".join(f":{name}" for name in some)
            for row in self._hand.run(f"SELECT {', '.join(names)} FROM {table} WHERE id IN ({marks})", some):
                cells = [cell.isoformat() if isinstance(cell, date) else cell for cell in row]
                found[row[0]] = dict(zip(names, cells, strict=True))
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

        self._hand.journal(pages())

    @property
    def _mark(self) -> str:
        return "?" if self._hand.is_file else "%s"

    def _many(self, sql: str, rows: Sequence[Row]) -> None:
        for start in range(0, len(rows), _AT_ONCE):
            self._hand.many(sql, list(rows[start : start + _AT_ONCE]))

    def _literal(self, cell: str | int | None) -> str:
        """A cell written into the statement: a word, a day, a moment or a number that all rows have."""
        if cell is None:
            return "NULL"
        if isinstance(cell, int):
            return str(cell)
        quoted = "'" + cell.replace("'", "''") + "'"
        return quoted if self._hand.is_file else quoted.replace("%", "%%")

    def _count_on(self, table: str, highest: int) -> None:
        """A server gives out the numbers after the highest one."""
        last = f"(SELECT last_value FROM {table}_id_seq)"
        self._hand.run(f"SELECT setval('{table}_id_seq', GREATEST({highest}, {last}))", {})


_AT_ONCE = 10_000


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
