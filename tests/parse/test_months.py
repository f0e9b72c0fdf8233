"""A month is read as the one meant, or refused with the reason."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huikuan.domain.period import Month, month_of
from huikuan.errors import MonthNotUnderstood
from huikuan.parse.months import month

TODAY = date(2026, 11, 22)
DAYS = st.dates(date(2001, 1, 1), date(2098, 12, 31))
MONTHS = st.builds(Month, st.integers(2000, 2099), st.integers(1, 12))


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("2026-12", "2026-12"),
        ("2026-1", "2026-01"),
        ("2026/12", "2026-12"),
        ("2026.12", "2026-12"),
        ("202612", "2026-12"),
        ("2026年12月", "2026-12"),
        ("２０２６年１２月", "2026-12"),
        ("2026 年 12 月份", "2026-12"),
        ("明年1月", "2027-01"),
        ("去年12月", "2025-12"),
        ("12月", "2026-12"),
        ("12", "2026-12"),
        ("十二月", "2026-12"),
        ("1月", "2027-01"),
        ("5月", "2027-05"),
        ("6月", "2026-06"),
        ("11月", "2026-11"),
        ("dec", "2026-12"),
        ("December", "2026-12"),
        ("sept", "2026-09"),
        ("dec 2026", "2026-12"),
        ("2025 dec", "2025-12"),
        ("本月", "2026-11"),
        ("这个月", "2026-11"),
        ("当月", "2026-11"),
        ("下月", "2026-12"),
        ("下个月", "2026-12"),
        ("下下个月", "2027-01"),
        ("上月", "2026-10"),
        ("上个月", "2026-10"),
        ("this", "2026-11"),
        ("Next", "2026-12"),
        ("last month", "2026-10"),
    ],
)
def test_forms(typed, expected):
    """Every form of a month comes to the month meant; without a year, to the nearest."""
    assert str(month(typed, today=TODAY)) == expected


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", "nothing was typed"),
        ("13", "no month 13"),
        ("0月", "no month 0"),
        ("2026-00", "no month 0"),
        ("1999-12", "2000 to 2099"),
        ("2100年1月", "2000 to 2099"),
        ("2026", "no month 2026|none of the forms|no month 26|2000 to 2099"),
        ("2026-12-10", "none of the forms"),
        ("下", "none of the forms"),
        ("上下月", "none of the forms"),
        ("月", "none of the forms"),
        ("٣月", "none of the forms"),
        ("12 月 \u200b", "none of the forms"),
        ("1" * 200, "longer than 100"),
    ],
)
def test_refusals(typed, why):
    """What names no month is refused."""
    with pytest.raises(MonthNotUnderstood) as refused:
        month(typed, today=TODAY)
    assert any(part in str(refused.value.values["why"]) for part in why.split("|"))


@given(MONTHS, DAYS)
def test_a_year_said_settles_it(wanted, today):
    """A month with its year is itself on every day."""
    forms = (
        str(wanted),
        f"{wanted.year}/{wanted.number}",
        f"{wanted.year}{wanted.number:02d}",
        f"{wanted.year}年{wanted.number}月",
    )
    assert {month(form, today=today) for form in forms} == {wanted}


@given(st.integers(1, 12), DAYS)
def test_the_nearest_is_meant(number, today):
    """A month without a year is at most five months back or six ahead."""
    found = month(f"{number}月", today=today)
    this = month_of(today)
    assert found.number == number
    assert this.shift(-5) <= found <= this.shift(6)


@given(st.one_of(st.text(max_size=120), st.text(alphabet="0123456789-/.年月下上个本 nextdcaug", max_size=9)), DAYS)
def test_anything_is_read_or_refused(typed, today):
    """Whatever is typed is a month of this century or a refusal."""
    try:
        found = month(typed, today=today)
    except MonthNotUnderstood as refused:
        said = str(refused)
    else:
        said = str(found)
        assert 2000 <= found.year <= 2099
    assert said.isprintable()


@pytest.mark.parametrize("today", [date(2000, 1, 1), date(2099, 12, 31)])
def test_the_edge_of_the_century_is_refused(today):
    """A step out of the years the book knows is refused."""
    with pytest.raises(MonthNotUnderstood, match="is not a month"):
        month("上月" if today.year == 2000 else "下月", today=today)
