"""Undo takes a whole entry back or nothing of it, walks back when repeated, and can itself be undone."""

from __future__ import annotations

import shutil
import tempfile
from datetime import timedelta
from pathlib import Path

import pytest
from books import AT, TODAY, add, contents, customer, put, sql, write
from hypothesis import given, settings
from hypothesis import strategies as st

from huikuan import errors
from huikuan.store import journal
from huikuan.store.place import Place
from huikuan.store.reading import reading
from huikuan.store.undo import undo


def take_back(place: Place, number: int | None = None) -> journal.Batch:
    with write(place, "undo") as book:
        return undo(book, number)


def rename(place: Place, name: str, number: int = 1) -> None:
    with write(place, f"customer edit {name}") as book:
        book.change("customer", ("id", "name"), [(number, name)])


def grade(place: Place, letter: str, number: int = 1) -> None:
    with write(place, f"grade {letter}") as book:
        put(book, "grade", {"customer_id": number, "on_day": TODAY, "grade": letter, "reason": "", "recorded_at": AT})


def promise(place: Place, command: str, follows: int | None = None) -> None:
    """A promise of two instalments; the one it follows is ended by it."""
    with write(place, command) as book:
        of = {"customer_id": 1, "made_on": TODAY, "level": 1, "follows_id": follows, "recorded_at": AT}
        [number] = put(book, "promise", of)
        for days in (1, 2):
            due = TODAY + timedelta(days)
            part = {"promise_id": number, "customer_id": 1, "due": due, "amount": 100, "window_end": due}
            put(book, "instalment", part)
        if follows:
            book.change("promise", ("id", "ended_on"), [(follows, TODAY.isoformat())])


def test_repeated_undo_walks_back_to_an_empty_book(place: Place) -> None:
    add(place, "A")
    states = [contents(place)]
    for step in (lambda: rename(place, "B"), lambda: grade(place, "A"), lambda: promise(place, "first"),
                 lambda: promise(place, "again", 1)):  # fmt: skip
        step()
        states.append(contents(place))
    for state in reversed(states):
        assert contents(place) == state
        take_back(place)
    assert not any(contents(place).values())
    with pytest.raises(errors.NothingToUndo) as nothing:
        take_back(place)
    assert nothing.value.exit_code == 1


def test_an_undo_is_an_entry_that_tells_what_it_undid(place: Place) -> None:
    add(place, "A")
    rename(place, "B")
    undone = take_back(place)
    assert (undone.number, undone.command, undone.undone_by) == (2, "customer edit B", 3)
    with reading(place) as run:
        last, changed, added = journal.batches(run, 9)
        assert journal.verify(run) is None
    assert (last.command, last.undoes, last.undone_by) == ("undo", 2, None)
    assert (changed.undone_by, added.undone_by) == (3, None)
    assert last.rows == ((*changed.rows[0][:2], changed.rows[0][3], changed.rows[0][2]),)


def test_undoing_an_undo_brings_the_entry_back_with_the_same_numbers(place: Place) -> None:
    add(place, "A")
    promise(place, "first")
    promise(place, "again", 1)
    before = contents(place)
    take_back(place)
    take_back(place)
    assert contents(place)["promise"] == []
    take_back(place, 5)
    take_back(place, 4)
    assert contents(place) == before
    take_back(place)
    assert len(contents(place)["promise"]) == 1


def test_a_number_handed_back_is_never_given_to_another_row(place: Place) -> None:
    add(place, "A")
    take_back(place)
    add(place, "B")
    assert [row[0] for row in contents(place)["customer"]] == [2]


def test_an_entry_already_undone_is_refused_and_says_by_which(place: Place) -> None:
    add(place, "A")
    take_back(place)
    with pytest.raises(errors.AlreadyUndone) as refused:
        take_back(place, 1)
    assert refused.value.values == {"number": 1, "by": 2}


def test_a_number_that_is_not_in_the_history_is_not_found(place: Place) -> None:
    add(place, "A")
    with pytest.raises(errors.NoSuchBatch) as refused:
        take_back(place, 7)
    assert refused.value.exit_code == 3


def test_an_entry_whose_row_was_changed_since_is_refused_and_names_the_later_command(place: Place) -> None:
    add(place, "A", "B")
    rename(place, "New", 2)
    before = contents(place)
    with pytest.raises(errors.ChangedSince) as refused:
        take_back(place, 1)
    assert refused.value.exit_code == 1
    assert refused.value.values == {"number": 1, "by": 2, "later": "customer edit New"}
    assert contents(place) == before
    take_back(place, 2)
    take_back(place, 1)
    assert not contents(place)["customer"]


def test_an_entry_that_others_build_on_is_refused_and_names_the_later_command(place: Place) -> None:
    add(place, "A")
    promise(place, "first")
    promise(place, "again", 1)
    for number in (1, 2):
        with pytest.raises(errors.ChangedSince) as refused:
            take_back(place, number)
        assert refused.value.values == {"number": number, "by": 3, "later": "again"}


def test_a_change_past_the_journal_blocks_the_undo_without_a_name(place: Place) -> None:
    add(place, "A")
    sql(place, "UPDATE customer SET name = 'x'")
    with pytest.raises(errors.UndoBlocked):
        take_back(place)


def test_bringing_back_what_no_longer_fits_is_refused_whole(place: Place) -> None:
    add(place, "A")
    grade(place, "B")
    take_back(place)
    take_back(place)
    add(place, "A")
    before = contents(place)
    for number in (4, 3):
        with pytest.raises(errors.UndoBlocked) as refused:
            take_back(place, number)
        assert refused.value.exit_code == 1
    assert contents(place) == before


def test_a_row_written_twice_by_one_command_goes_back_both_times(place: Place) -> None:
    with write(place) as book:
        put(book, "customer", customer("A"))
        for name in "XYZ":
            book.change("customer", ("id", "name"), [(1, name)])
    before = contents(place)
    take_back(place)
    assert not contents(place)["customer"]
    take_back(place, 2)
    assert contents(place) == before


def test_a_long_import_is_taken_back_and_brought_again(place: Place) -> None:
    add(place, *(f"C{number}" for number in range(1201)))
    before = contents(place)
    take_back(place)
    assert not contents(place)["customer"]
    take_back(place, 2)
    assert contents(place) == before


@given(st.lists(st.sampled_from(["add", "rename", "grade", "undo", "undo", "redo"]), max_size=9))
@settings(max_examples=15)
def test_any_mixture_of_entries_undos_and_redos_ends_where_undoing_says(steps: list[str]) -> None:
    """A pile of states stands for the book: an entry puts one on it, an undo takes one off, a redo puts it back."""
    folder = Path(tempfile.mkdtemp())
    place, undone = Place(folder / "book.db"), []
    try:
        add(place, "C0")
        pile = [{name: [] for name in contents(place)}, contents(place)]
        for number, step in enumerate(steps, 1):
            there = [row[0] for row in contents(place)["customer"]]
            if step == "undo" and len(pile) > 1:
                undone.append((take_back(place).undone_by, pile.pop()))
            elif step == "redo" and undone:
                take_back(place, undone[-1][0])
                pile.append(undone.pop()[1])
            elif step in ("add", "rename", "grade"):
                if step == "add" or not there:
                    add(place, f"C{number}")
                elif step == "rename":
                    rename(place, f"n{number}", there[-1])
                else:
                    grade(place, "A", there[-1])
                undone.clear()
                pile.append(contents(place))
            assert contents(place) == pile[-1]
        for state in reversed(pile[:-1]):
            take_back(place)
            assert contents(place) == state
        with reading(place) as run:
            assert journal.verify(run) is None
    finally:
        shutil.rmtree(folder)
