"""A book as an older version left it: its tables, and the rows that version wrote and journalled."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from books import AT, sql

from huikuan.store import bookfile, journal, migrate
from huikuan.store.place import Place

if TYPE_CHECKING:
    from pathlib import Path

Row = dict[str, Any]
Change = tuple[str, Row | None, Row | None]
"""Table, the row before and after."""


def book_of(version: int, path: Path) -> Place:
    """An empty book of the version."""
    place = Place(path)
    sql(place, f"PRAGMA application_id={bookfile.APPLICATION_ID}")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bookfile, "VERSION", version)
        migrate.upgrade(path)
    assert sql(place, "PRAGMA user_version") == [(version,)]
    return place


def added(place: Place, table: str, **cells: Any) -> Change:
    """A row with all the columns its table had then."""
    known = [column[1] for column in sql(place, f"PRAGMA table_info({table})")]
    assert set(cells) <= set(known)
    return table, None, {name: cells.get(name) for name in known}


def enter(place: Place, command: str, *changes: Change, undoes: int | None = None) -> None:
    """One entry: each row is written into its table and journalled, with the hashes of that time."""
    last = sql(place, "SELECT batch, hash FROM journal ORDER BY id DESC LIMIT 1") or [(0, journal.BEGINNING)]
    number, previous = last[0][0] + 1, last[0][1]
    for table, before, after in changes:
        row_id = (after or before or {})["id"]
        _write(place, table, row_id, after, is_new=before is None)
        images = [None if image is None else journal.to_json(image) for image in (before, after)]
        words = [number, AT, "2026-11-20", command, undoes, table, row_id, *images, previous]
        previous = journal.hash_of(words)
        marks = ", ".join("?" * (len(words) + 1))
        sql(place, f"INSERT INTO journal ({', '.join(journal.WRITTEN)}) VALUES ({marks})", *words, previous)


def undo(place: Place, command: str, *changes: Change, undoes: int) -> None:
    """The changes of an entry taken back by the version that made them."""
    enter(place, command, *((table, after, before) for table, before, after in reversed(changes)), undoes=undoes)


def _write(place: Place, table: str, row_id: int, after: Row | None, *, is_new: bool) -> None:
    if after is None:
        sql(place, f"DELETE FROM {table} WHERE id = ?", row_id)
    elif is_new:
        marks = ", ".join("?" * len(after))
        sql(place, f"INSERT INTO {table} ({', '.join(after)}) VALUES ({marks})", *after.values())
    else:
        cells = ", ".join(f"{name} = ?" for name in after)
        sql(place, f"UPDATE {table} SET {cells} WHERE id = ?", *after.values(), row_id)
