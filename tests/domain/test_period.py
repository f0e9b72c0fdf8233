"""A month is the calendar month."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts import DECEMBER, JANUARY, NOVEMBER, on
from huikuan.domain.period import Month, month_from, month_of

months = st.builds(Month, st.integers(2000, 2099), st.integers(1, 12))


def test_its_days():
    assert (DECEMBER.first, DECEMBER.last) == (on("12-01"), on("12-31"))
    assert (Month(2026, 2).last, Month(2028, 2).last) == (date(2026, 2, 28), date(2028, 2, 29))
    assert on("12-01") in DECEMBER
    assert on("12-31") in DECEMBER
    assert on("11-30") not in DECEMBER
    assert date(2025, 12, 10) not in DECEMBER


def test_the_months_around_it():
    assert (DECEMBER.shift(-1), DECEMBER.shift(1), DECEMBER.shift(-12)) == (NOVEMBER, JANUARY, Month(2025, 12))


def test_how_it_is_written():
    assert (str(DECEMBER), str(Month(2026, 1))) == ("2026-12", "2026-01")


@pytest.mark.parametrize("number", [0, 13])
def test_there_is_no_other_month(number):
    with pytest.raises(ValueError, match="month"):
        Month(2026, number)


def test_months_stand_in_order():
    assert sorted([JANUARY, DECEMBER, NOVEMBER]) == [NOVEMBER, DECEMBER, JANUARY]


@given(months, st.integers(-60, 60))
def test_there_and_back_again(month, steps):
    assert month.shift(steps).shift(-steps) == month
    assert month_from(str(month)) == month
    assert month_of(month.first) == month_of(month.last) == month


@given(months)
def test_months_follow_each_other_without_a_hole(month):
    assert (month.shift(1).first - month.last).days == 1
