"""Measures in a real book: planned, started, then done, dropped or converted, once; each on its day."""

from __future__ import annotations

import pytest

from facts import day, on, wan
from huikuan import errors
from huikuan.domain.facts import MeasureStatus
from huikuan.usecases import find
from huikuan.usecases import measure as measures


def advance(book, what, measure_id, today, *more):
    with book.write(today) as w:
        return what(w, find.measure(w.read, measure_id), day(today), *more)


def test_without_a_day_it_is_due_at_the_end_of_the_month(book, who):
    assert book.measure(who, 6, "12-05").fact.due == on("12-31")


def test_it_covers_the_gap_until_it_is_closed(book, who):
    book.target(who, 20)
    planned = book.measure(who, 6, "12-02", "12-20").fact.id
    advance(book, measures.start, planned, "12-05")
    advance(book, measures.done, planned, "12-08", wan(4))
    assert [book.row(who, d).sums.measures for d in ("12-01", "12-02", "12-05", "12-07", "12-08")] == [
        wan(0), wan(6), wan(6), wan(6), wan(0),
    ]  # fmt: skip


def test_its_status_day_by_day(book, who):
    planned = book.measure(who, 6, "12-02", "12-20").fact.id
    advance(book, measures.start, planned, "12-05")
    advance(book, measures.drop, planned, "12-08")
    with book.read() as read:
        found = find.measure(read, planned)
    assert [str(found.status_on(on(d))) for d in ("12-04", "12-05", "12-08")] == ["planned", "doing", "dropped"]
    assert (found.closed_as, found.actual) == (MeasureStatus.DROPPED, None)


def test_starting_it_again_is_refused(book, who):
    """Nothing would be recorded, and an undo after it would take back something else."""
    planned = book.measure(who, 6, "12-02", "12-20").fact.id
    advance(book, measures.start, planned, "12-05")
    with pytest.raises(errors.MeasureUnderway):
        advance(book, measures.start, planned, "12-08")


def test_what_it_brought_is_kept(book, who):
    planned = book.measure(who, 6, "12-02", "12-20").fact.id
    assert advance(book, measures.done, planned, "12-08", wan(4)).fact.actual == wan(4)


@pytest.mark.parametrize("what", ["start", "done", "drop"])
def test_a_closed_measure_is_closed(book, who, what):
    planned = book.measure(who, 6, "12-02", "12-20").fact.id
    advance(book, measures.drop, planned, "12-08")
    with pytest.raises(errors.MeasureClosed):
        advance(book, getattr(measures, what), planned, "12-09", *([None] if what == "done" else []))


def test_a_measure_there_is_not(book, who):
    with pytest.raises(errors.NoSuchMeasure):
        advance(book, measures.drop, 99, "12-08")
