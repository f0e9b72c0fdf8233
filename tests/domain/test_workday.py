"""China's working days: holidays, weekends worked in exchange, and years nobody has published yet."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts import china, days, on, some_days
from huikuan.domain.workday import Calendar


@pytest.mark.parametrize("worked", ["02-14", "02-28", "10-10", "09-20", "05-09", "01-04", "12-07", "10-08", "09-30"])
def test_worked(worked):
    """Weekends worked in exchange, and ordinary weekdays."""
    assert china().is_working(on(worked))


@pytest.mark.parametrize(
    "off", [*days("10-01", "10-07"), *days("02-15", "02-23"), on("12-12"), on("12-13"), on("01-01")]
)
def test_off(off):
    """National Day, Spring Festival, New Year, and ordinary weekends."""
    assert not china().is_working(off)


def test_a_year_not_published_is_monday_to_friday_and_an_estimate():
    week = [china().is_working(d) for d in days("2027-01-04", "2027-01-10")]
    assert week == [True] * 5 + [False] * 2
    assert china().is_estimate(on("2027-01-04"))
    assert not china().is_estimate(on("2026-12-31"))


def test_the_next_working_day_and_the_last_one_before():
    assert china().on_or_after(on("10-01")) == on("10-08")
    assert china().on_or_after(on("10-10")) == on("10-10")
    assert china().before(on("10-08")) == on("09-30")
    assert china().before(on("12-14")) == on("12-11")
    assert china().before(on("10-12")) == on("10-10")


def test_working_days_are_counted_with_both_ends():
    assert china().count(on("12-01"), on("12-31")) == 23
    assert china().count(on("10-01"), on("10-31")) == 18
    assert china().count(on("12-12"), on("12-13")) == 0
    assert china().count(on("12-07"), on("12-07")) == 1
    assert china().count(on("12-08"), on("12-07")) == 0


@pytest.mark.parametrize(("until", "is_over"), [("12-09", False), ("12-10", True), ("12-12", True)])
def test_three_working_days_after_a_monday_are_over_on_thursday(until, is_over):
    assert china().has_passed(3, on("12-07"), on(until)) is is_over


def test_days_off_do_not_pass():
    """Three working days after September 29: the 30th, October 8, October 9."""
    assert [china().has_passed(3, on("09-29"), on(d)) for d in ("10-07", "10-08", "10-09")] == [False, False, True]


def test_no_days_have_always_passed():
    assert china().has_passed(0, on("12-07"), on("12-07"))


@given(some_days, st.integers(1, 12))
def test_so_many_have_passed_exactly_when_so_many_are_counted(since, wanted):
    for ahead in (0, 3, 9, 20):
        until = since + timedelta(days=ahead)
        passed = china().count(since + timedelta(days=1), until)
        assert china().has_passed(wanted, since, until) is (passed >= wanted)


@given(some_days)
def test_before_and_after_are_working_days_with_none_between(when):
    after, before = china().on_or_after(when), china().before(when)
    assert china().is_working(after)
    assert china().is_working(before)
    assert before < when <= after
    assert china().count(before, after) - china().is_working(before) - china().is_working(after) == 0


def test_a_calendar_of_nothing_is_monday_to_friday():
    plain = Calendar()
    assert plain.is_working(on("10-01"))
    assert not plain.is_working(on("10-10"))
    assert plain.is_estimate(on("10-01"))
