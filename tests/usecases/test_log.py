"""Contacts in a real book: who was spoken to is left in peace, and who is to be called again is called."""

from __future__ import annotations

import pytest

from facts import POLICY, on
from huikuan import errors
from huikuan.domain.facts import Grade, Outcome
from huikuan.domain.worklist import Touch


def touch(book, who, as_of):
    with book.read() as read:
        return read.morning(on(as_of), POLICY).touches[who.id]


def test_not_of_a_day_to_come_and_no_next_one_before_it(book, who):
    with pytest.raises(errors.DayAhead):
        book.logs(who, "12-05", happened="12-06")
    with pytest.raises(errors.NextBeforeContact):
        book.logs(who, "12-05", next_on="12-04")


def test_a_customer_asked_for_a_promise_is_left_in_peace(book):
    """Grade D: asked on Monday December 7, asked again on Thursday."""
    who = book.customer(grade=Grade.D)
    book.target(who, 20)
    book.logs(who, "12-07")
    found = {d: book.kinds(d) for d in ("12-04", "12-07", "12-09", "12-10")}
    assert found == {"12-04": ["solicit"], "12-07": [], "12-09": [], "12-10": ["solicit"]}


def test_a_call_nobody_took_does_not_count(book, who):
    book.target(who, 20)
    book.logs(who, "12-07", outcome=Outcome.NO_ANSWER)
    assert book.kinds("12-08") == ["solicit"]


def test_a_promise_counts_as_having_been_in_touch(book, who):
    book.promise(who, (5, "12-20"), today="12-07")
    assert [touch(book, who, d) for d in ("12-06", "12-07")] == [Touch(), Touch(on("12-07"))]


def test_the_next_contact_stands_on_the_list_until_it_was_made(book, who):
    book.logs(who, "12-01", next_on="12-04")
    assert [book.kinds(d) for d in ("12-03", "12-04", "12-07")] == [[], ["contact"], ["contact"]]
    book.logs(who, "12-07")
    assert [book.kinds(d) for d in ("12-05", "12-07")] == [["contact"], []]


def test_the_day_agreed_last_is_the_one_that_counts(book, who):
    book.logs(who, "12-01", next_on="12-04")
    book.logs(who, "12-02", next_on="12-20")
    assert (touch(book, who, "12-01").planned, touch(book, who, "12-02").planned) == (on("12-04"), on("12-20"))


def test_a_contact_entered_late_is_known_from_its_day_on(book, who):
    book.logs(who, "12-07", happened="12-03")
    assert [touch(book, who, d).last for d in ("12-02", "12-03", "12-07")] == [None, on("12-03"), on("12-03")]
