"""The festivals: those of the lunar calendar by the new moon over China, and as the State Council published them."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, timedelta
from itertools import pairwise
from math import radians, sin

import pytest
from chinese_calendar.constants import holidays

from facts import on
from huikuan.domain.festival import Festival, festivals, next_festival

YEARS = range(2024, 2036)
LUNAR = {
    # festival: the day of its lunar month, and about which day the sun passes the middle of that month's sign
    Festival.SPRING: (1, "02-19"),
    Festival.DRAGON_BOAT: (5, "06-21"),
    Festival.MID_AUTUMN: (15, "09-23"),
}
PUBLISHED_AS = {
    Festival.NEW_YEAR: "New Year's Day",
    Festival.SPRING: "Spring Festival",
    Festival.LABOUR: "Labour Day",
    Festival.DRAGON_BOAT: "Dragon Boat Festival",
    Festival.MID_AUTUMN: "Mid-autumn Festival",
    Festival.NATIONAL: "National Day",
}


def _new_moon(k: int) -> date:
    """The day in China of the k-th new moon after January 6, 2000 (Meeus, Astronomical Algorithms, chapter 49)."""
    t = k / 1236.85
    sun = 2.5534 + 29.1053567 * k
    moon = 201.5643 + 385.81693528 * k + 0.0107582 * t * t
    node = 160.7108 + 390.67050284 * k - 0.0016118 * t * t
    e = 1 - 0.002516 * t
    terms = [
        (-0.40720, moon), (0.17241 * e, sun), (0.01608, 2 * moon), (0.01039, 2 * node), (0.00739 * e, moon - sun),
        (-0.00514 * e, moon + sun), (0.00208 * e * e, 2 * sun), (-0.00111, moon - 2 * node),
        (-0.00057, moon + 2 * node), (0.00056 * e, 2 * moon + sun), (-0.00042, 3 * moon), (0.00042 * e, sun + 2 * node),
        (0.00038 * e, sun - 2 * node), (-0.00024 * e, 2 * moon - sun), (-0.00017, 124.7746 - 1.56375588 * k),
    ]  # fmt: skip
    julian = 2451550.09766 + 29.530588861 * k + 0.00015437 * t * t + sum(by * sin(radians(of)) for by, of in terms)
    seconds_the_clock_is_behind = 70
    return date.fromordinal(int(julian - 1721424.5 + 8 / 24 - seconds_the_clock_is_behind / 86400))


MOONS = [_new_moon(k) for k in range(290, 460)]


def by_kind(year):
    return {festival: day for day, festival in festivals(year).items()}


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("festival", LUNAR)
def test_a_lunar_festival_is_so_many_days_after_the_new_moon(year, festival):
    """The first of the first month, the fifth of the fifth, the fifteenth of the eighth: the month of its sign, of two
    with one number the first.
    """
    day_of_month, sun = LUNAR[festival]
    first = by_kind(year)[festival] - timedelta(days=day_of_month - 1)
    assert first in MOONS
    following = MOONS[bisect_right(MOONS, first)]
    passes, about = date.fromisoformat(f"{year}-{sun}"), timedelta(days=1)
    assert first <= passes + about
    assert passes - about < following


@pytest.mark.parametrize("festival", LUNAR)
def test_from_one_year_to_the_next_it_is_twelve_or_thirteen_moons(festival):
    days = [by_kind(year)[festival] for year in YEARS]
    moons = [(then - now).days / 29.530588 for now, then in pairwise(days)]
    assert all(abs(found - round(found)) < 0.05 and round(found) in (12, 13) for found in moons)
    assert sum(map(round, moons)) in (136, 137)  # eleven years of 12.37 moons


@pytest.mark.parametrize("year", [2024, 2025, 2026])
@pytest.mark.parametrize("festival", PUBLISHED_AS)
def test_it_is_a_holiday_of_that_name_as_published(year, festival):
    assert holidays[by_kind(year)[festival]] == PUBLISHED_AS[festival]


def test_a_year_has_six_in_the_order_of_its_days():
    for year in YEARS:
        found = festivals(year)
        assert sorted(found) == list(found)
        assert all(day.year == year for day in found)
        assert set(found.values()) | {Festival.NATIONAL} == set(Festival)


def test_where_two_fall_on_one_day_the_lunar_one_is_named():
    """Mid-Autumn of 2031 is October 1."""
    assert by_kind(2031)[Festival.MID_AUTUMN] == date(2031, 10, 1)
    assert Festival.NATIONAL not in by_kind(2031)


@pytest.mark.parametrize(
    ("as_of", "within", "expected"),
    [
        ("12-21", 10, None),
        ("12-22", 10, ("2027-01-01", Festival.NEW_YEAR)),
        ("2027-01-01", 0, ("2027-01-01", Festival.NEW_YEAR)),
        ("2027-01-02", 10, None),
        ("2027-01-27", 10, ("2027-02-06", Festival.SPRING)),
        ("09-24", 10, ("09-25", Festival.MID_AUTUMN)),  # and not yet National Day
        ("09-26", 10, ("10-01", Festival.NATIONAL)),
        ("2036-02-01", 10, None),  # not written down: nothing is said rather than something wrong
        ("2036-04-25", 10, ("2036-05-01", Festival.LABOUR)),
    ],
)
def test_the_next_one_within_so_many_days(as_of, within, expected):
    wanted = None if expected is None else (on(expected[0]), expected[1])
    assert next_festival(on(as_of), within) == wanted
