"""Whatever is written is in the journal, as it was and as it is; nothing in the journal changes unnoticed."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from books import AT, TODAY, add, customer, put, sql, write

from huikuan import errors
from huikuan.store import journal
from huikuan.store.reading import reading

if TYPE_CHECKING:
    from huikuan.store.place import Place


def first_broken(place: Place) -> int | None:
    with reading(place) as run:
        return journal.verify(run)


def batches(place: Place, limit: int = 100) -> list[journal.Batch]:
    with reading(place) as run:
        return journal.batches(run, limit)


def test_every_row_added_changed_and_taken_away_is_journalled_as_it_was_and_is(place: Place) -> None:
    with write(place, "first") as book:
        [number] = put(book, "customer", customer())
        put(book, "grade", {"customer_id": number, "on_day": TODAY, "grade": "C", "reason": "new", "recorded_at": AT})
    with write(place, "second") as book:
        book.change("customer", ("id", "name"), [(1, "Other")])
        book.remove("grade", [1])
    second, first = batches(place)
    assert (first.number, first.command, first.at, first.on, first.undoes) == (1, "first", AT, TODAY, None)
    assert [(table, number, before) for table, number, before, _ in first.rows] == [
        ("customer", 1, None), ("grade", 1, None)
    ]  # fmt: skip
    stored = first.rows[0][3]
    assert (first.rows[1][3]["on_day"], stored["name"]) == (TODAY.isoformat(), "Hualian")
    assert second.rows == (
        ("customer", 1, stored, {**stored, "name": "Other"}),
        ("grade", 1, first.rows[1][3], None),
    )


def test_the_last_batches_come_newest_first(place: Place) -> None:
    for code in "ABCD":
        add(place, code)
    assert [batch.number for batch in batches(place, 3)] == [4, 3, 2]
    assert [batch.number for batch in batches(place)] == [4, 3, 2, 1]


def test_a_book_that_is_not_there_has_an_empty_and_whole_journal(place: Place) -> None:
    assert batches(place) == []
    assert first_broken(place) is None


def test_what_changes_nothing_is_no_entry(place: Place) -> None:
    add(place, "C001")
    with write(place) as book:
        book.change("customer", ("id", "name"), [(1, "Hualian")])
    assert len(batches(place)) == 1


def test_many_rows_in_one_entry_are_one_batch(place: Place) -> None:
    add(place, *(f"C{number}" for number in range(1201)))
    (batch,) = batches(place)
    assert [row[1] for row in batch.rows] == list(range(1, 1202))
    assert first_broken(place) is None


def test_nobody_but_the_journal_writes_the_journal(place: Place) -> None:
    add(place, "C001")
    with pytest.raises(AssertionError), write(place) as book:
        book.run("DELETE FROM journal", {})


ATTEMPTS = [
    "UPDATE journal SET command = 'nothing'",
    "UPDATE OR REPLACE journal SET id = 2 WHERE id = 1",
    "DELETE FROM journal",
    "REPLACE INTO journal SELECT * FROM journal WHERE id = 1",
    "INSERT OR REPLACE INTO journal (id, batch, at, on_day, command, table_name, row_id, previous_hash, hash)"  # noqa: ISC004
    " VALUES (1, 9, '', '', '', '', 0, '', '')",
    "INSERT INTO journal SELECT * FROM journal WHERE true ON CONFLICT (id) DO UPDATE SET command = 'x'",
]


@pytest.mark.parametrize("attempt", ATTEMPTS)
@pytest.mark.parametrize("recursive", ["ON", "OFF"])
def test_the_journal_cannot_be_altered_by_sql(place: Place, attempt: str, recursive: str) -> None:
    add(place, "A")
    add(place, "B")
    before = sql(place, "SELECT * FROM journal")
    with closing(sqlite3.connect(place.path)) as connection:
        connection.execute(f"PRAGMA recursive_triggers={recursive}")
        with pytest.raises(sqlite3.DatabaseError, match="never changed"):
            connection.execute(attempt)
    assert sql(place, "SELECT * FROM journal") == before


def unguarded(place: Place, statement: str) -> None:
    """What somebody does who takes the triggers away first."""
    for (name,) in sql(place, "SELECT name FROM sqlite_master WHERE type = 'trigger'"):
        sql(place, f"DROP TRIGGER {name}")
    sql(place, statement)


@pytest.mark.parametrize(
    ("statement", "broken"),
    [
        ("UPDATE journal SET after = replace(after, 'Hualian', 'Hualiam') WHERE id = 2", 2),
        ("UPDATE journal SET at = '2020-01-01T00:00:00Z' WHERE id = 3", 3),
        ("UPDATE journal SET on_day = '2020-01-01' WHERE id = 1", 1),
        ("UPDATE journal SET undoes = 1 WHERE id = 4", 4),
        ("DELETE FROM journal WHERE id = 2", 3),
        ("DELETE FROM journal WHERE id = 1", 2),
        ("UPDATE journal SET hash = previous_hash WHERE id = 2", 2),
    ],
)
def test_tampering_shows_at_the_row_it_was_done_to(place: Place, statement: str, broken: int) -> None:
    for code in "ABCD":
        add(place, code)
    assert first_broken(place) is None
    unguarded(place, statement)
    assert first_broken(place) == broken


def test_tampering_with_the_bytes_of_the_file_shows(place: Place) -> None:
    add(place, "A")
    add(place, "B")
    stored = place.path.read_bytes()
    assert stored.count(b"customer add B") == 1
    place.path.write_bytes(stored.replace(b"customer add B", b"customer add X"))
    assert first_broken(place) == 2


def test_an_entry_refused_at_the_end_takes_no_number(place: Place) -> None:
    add(place, "A")
    with pytest.raises(errors.BookRefuses):
        add(place, "B", "A")
    add(place, "B")
    assert [batch.number for batch in batches(place)] == [2, 1]
