"""A day is read as a salesperson means it, looking forward or back, or refused with the reason."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huikuan.errors import DayNotUnderstood
from huikuan.parse.days import day, is_far

SUNDAY = date(2026, 11, 22)
NEAR_TODAY = st.dates(date(2001, 2, 1), date(2097, 12, 31))
LOOKS = st.sampled_from(["forward", "back"])
BARE = (
    ["dec 10", "2 feb", "on tue", "Friday", "eom", "周天", "月底", "月末", "月初", "年底", "年初", "12月底", "2月底"]
    + [f"周{w}" for w in "一二三四五六日"]
    + [f"{d}号" for d in range(1, 32)]
    + [f"{m}-{d}" for m in range(1, 13) for d in (1, 15, 28)]
)
SIGNS = "0123456789 -/.年月日号周星期礼拜一二十天后前下上本底初大今明去个next lastfrimonde+wdm\u3000\u200b２"


SETTLED = """
2026-12-10 → 2026-12-10 | 2026/12/10 → 2026-12-10 | 2026.12.10 → 2026-12-10 | 2026-1-5 → 2026-01-05
20261210 → 2026-12-10 | 2026年12月10日 → 2026-12-10 | 2026 年 12 月 10 号 → 2026-12-10
２０２６－１２－１０ → 2026-12-10 | 2028-02-29 → 2028-02-29 | 明年1月5日 → 2027-01-05 | 去年12月3号 → 2025-12-03
今天 → 2026-11-22 | 明天 → 2026-11-23 | 后天 → 2026-11-24 | 大后天 → 2026-11-25 | 昨天 → 2026-11-21
前天 → 2026-11-20 | 本周五 → 2026-11-20 | 这周五 → 2026-11-20 | 这个星期五 → 2026-11-20 | 下周三 → 2026-11-25
下个礼拜三 → 2026-11-25 | 下周日 → 2026-11-29 | 上周三 → 2026-11-11 | 下下周一 → 2026-11-30
上上周一 → 2026-11-02 | 本月底 → 2026-11-30 | 下月底 → 2026-12-31 | 上个月底 → 2026-10-31 | 下月初 → 2026-12-01
明年底 → 2027-12-31 | 2027年2月底 → 2027-02-28 | 下月5号 → 2026-12-05 | 下个月5号 → 2026-12-05
本月5号 → 2026-11-05 | 上月5号 → 2026-10-05 | 下下月31号 → 2027-01-31 | 3天后 → 2026-11-25
3天之后 → 2026-11-25 | 3天前 → 2026-11-19 | 三天后 → 2026-11-25 | 两天后 → 2026-11-24 | 十五天后 → 2026-12-07
一周后 → 2026-11-29 | 2周后 → 2026-12-06 | 两个星期前 → 2026-11-08 | 3个月后 → 2027-02-22 | today → 2026-11-22
Tomorrow → 2026-11-23 | YESTERDAY → 2026-11-21 | next wed → 2026-11-25 | Next  Wednesday → 2026-11-25
last fri → 2026-11-13 | this fri → 2026-11-20 | end of next month → 2026-12-31 | +3d → 2026-11-25
-3d → 2026-11-19 | +2w → 2026-12-06 | +1m → 2026-12-22 | ＋３ｄ → 2026-11-25 | in 3 days → 2026-11-25
in 1 week → 2026-11-29 | 3 days ago → 2026-11-19 | Dec 10 2026 → 2026-12-10 | dec 10, 2026 → 2026-12-10
10 December 2026 → 2026-12-10 | dec 1 2026 → 2026-12-01 | December 1st 2026 → 2026-12-01 | 1dec2026 → 2026-12-01
"""

OPEN = """
12-10 → 2026-12-10 → 2025-12-10 | 12/10 → 2026-12-10 → 2025-12-10 | 12.10 → 2026-12-10 → 2025-12-10
11-22 → 2026-11-22 → 2026-11-22 | 11-21 → 2027-11-21 → 2026-11-21 | 12月10日 → 2026-12-10 → 2025-12-10
12月10号 → 2026-12-10 → 2025-12-10 | １２月１０号 → 2026-12-10 → 2025-12-10
十二月十号 → 2026-12-10 → 2025-12-10 | 1月5日 → 2027-01-05 → 2026-01-05 | 10号 → 2026-12-10 → 2026-11-10
十号 → 2026-12-10 → 2026-11-10 | 22号 → 2026-11-22 → 2026-11-22 | 30日 → 2026-11-30 → 2026-10-30
10th → 2026-12-10 → 2026-11-10 | 周五 → 2026-11-27 → 2026-11-20 | 周 五 → 2026-11-27 → 2026-11-20
星期五 → 2026-11-27 → 2026-11-20 | 礼拜五 → 2026-11-27 → 2026-11-20 | 周日 → 2026-11-22 → 2026-11-22
周天 → 2026-11-22 → 2026-11-22 | fri → 2026-11-27 → 2026-11-20 | Friday → 2026-11-27 → 2026-11-20
月底 → 2026-11-30 → 2026-10-31 | 月末 → 2026-11-30 → 2026-10-31 | eom → 2026-11-30 → 2026-10-31
月初 → 2026-12-01 → 2026-11-01 | 年底 → 2026-12-31 → 2025-12-31 | 年初 → 2027-01-01 → 2026-01-01
2月底 → 2027-02-28 → 2026-02-28 | dec 10 → 2026-12-10 → 2025-12-10 | 10 dec → 2026-12-10 → 2025-12-10
"""

REFUSED = """
31号 → 2026-11 has no day 31 | 0号 → has no day 0 | 02-29 → 2027-02 has no day 29
2026-02-30 → 2026-02 has no day 30 | 2026-12-32 → has no day 32 | 13-01 → no month 13 | 0-1 → no month 0
2026-13-01 → no month 13 | 99号 → has no day 99 | 1999-12-31 → 2000 to 2099 | 2100-01-01 → 2000 to 2099
+9999m → 2000 to 2099 | -9999w → 2000 to 2099 | 周末 → no single day | 下周末 → no single day
下周 → no single day | 本月 → no single day | 2026-12 → no single day | 节后 → no single day
过几天 → no single day | next week → no single day | 10 → none of the forms | 5万 → none of the forms
周八 → none of the forms | 26-12-10 → none of the forms | 十月三 → none of the forms
dec 12026 → none of the forms | 2026-12/10 → none of the forms | 1 2-10 → none of the forms
2026 12 10 → none of the forms | 上下周一 → none of the forms | 3个工作日后 → none of the forms
²号 → none of the forms | ٣号 → none of the forms | 99999天后 → none of the forms
"""


def rows(table: str) -> list[tuple[str, ...]]:
    """The cases of a table, several on a line."""
    return [tuple(case.split(" → ")) for line in table.split("\n") if line for case in line.split(" | ")]


def read(typed: str, today: date = SUNDAY) -> tuple[str, str]:
    return day(typed, today=today, look="forward").isoformat(), day(typed, today=today, look="back").isoformat()


def why(typed: str, today: date = SUNDAY, look: str = "forward") -> str:
    with pytest.raises(DayNotUnderstood) as refused:
        day(typed, today=today, look=look)
    assert str(refused.value)
    return str(refused.value.values["why"])


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        *rows(SETTLED),
    ],
)
def test_settled_forms(typed, expected):
    """A phrase that says its year, month or week, or a distance, means one day whichever way one looks."""
    assert read(typed) == (expected, expected)


@pytest.mark.parametrize(
    ("typed", "forward", "back"),
    [
        *rows(OPEN),
    ],
)
def test_open_forms(typed, forward, back):
    """What leaves year, month or week open is the first from today on, or the last up to today."""
    assert read(typed) == (forward, back)


@pytest.mark.parametrize(
    ("typed", "today", "expected"),
    [
        ("月底", date(2026, 11, 30), ("2026-11-30", "2026-11-30")),
        ("月初", date(2026, 11, 1), ("2026-11-01", "2026-11-01")),
        ("31号", date(2026, 12, 31), ("2026-12-31", "2026-12-31")),
        ("2-29", date(2028, 2, 1), ("2028-02-29", "-")),
        ("2月底", date(2028, 3, 1), ("2029-02-28", "2028-02-29")),
        ("2月底", date(2028, 2, 28), ("2028-02-29", "2027-02-28")),
        ("下周三", date(2026, 11, 23), ("2026-12-02", "2026-12-02")),
        ("5号", date(2026, 12, 20), ("2027-01-05", "2026-12-05")),
        ("25号", date(2027, 1, 20), ("2027-01-25", "2026-12-25")),
    ],
)
def test_edges_of_months_and_years(typed, today, expected):
    """The last day of a month, leap days and the turn of the year come out as on the calendar."""
    assert day(typed, today=today, look="forward").isoformat() == expected[0]
    if expected[1] != "-":
        assert day(typed, today=today, look="back").isoformat() == expected[1]


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        *rows(REFUSED),
        ("周五" * 60, "longer than 100"),
        ("", "nothing was typed"),
        ("0000-00-00", "2000 to 2099|no month"),
        ("12\n-10", "none of the forms"),
        ("周五\u200b", "none of the forms"),
    ],
)
def test_refusals(typed, reason):
    """What names no day, or a day that does not exist, is refused; it is never moved to another."""
    assert any(part in why(typed) for part in reason.split("|"))


def test_a_month_without_the_day_is_refused_both_ways():
    """31号 means the month at hand or the one just before, not whichever month happens to have it."""
    assert "2026-11" in why("31号", date(2026, 11, 22))
    assert "2026-11" in why("31号", date(2026, 12, 5), "back")
    assert "2027-02" in why("1个月后", date(2027, 1, 31))


def test_far_days():
    """A day more than 180 days off, either way, deserves a second look."""
    assert not is_far(SUNDAY + timedelta(180), SUNDAY)
    assert not is_far(SUNDAY - timedelta(180), SUNDAY)
    assert is_far(SUNDAY + timedelta(181), SUNDAY)
    assert is_far(SUNDAY - timedelta(181), SUNDAY)


def test_every_day_of_four_years_is_itself():
    """Every day from 2025 to 2028, in any full form, is itself."""
    for offset in range((date(2029, 1, 1) - date(2025, 1, 1)).days):
        wanted = date(2025, 1, 1) + timedelta(offset)
        forms = (
            wanted.isoformat(),
            f"{wanted:%Y/%m/%d}",
            f"{wanted:%Y%m%d}",
            f"{wanted:%Y年%m月%d日}",
            f"{wanted:%b %d %Y}",
        )
        assert {day(form, today=SUNDAY, look="back") for form in forms} == {wanted}


@given(st.sampled_from(BARE), NEAR_TODAY)
def test_bare_forms_keep_to_their_side(typed, today):
    """Looking forward never gives a day gone by, looking back never one to come, and today is both."""
    try:
        ahead, behind = day(typed, today=today, look="forward"), day(typed, today=today, look="back")
    except DayNotUnderstood as refused:
        said = str(refused)
    else:
        said = "has no day"
        assert behind <= today <= ahead
        assert (ahead == today) == (behind == today)
    assert "has no day" in said


@given(NEAR_TODAY, st.integers(0, 6), st.sampled_from([("本周", 0), ("下周", 1), ("上周", -1), ("下下周", 2)]))
def test_weeks_begin_on_monday(today, weekday, step):
    """A weekday of a week said lies in that Monday-start week."""
    word, weeks = step
    found = day(word + "一二三四五六日"[weekday], today=today, look="back")
    assert found.weekday() == weekday
    assert (found - timedelta(found.weekday())) - (today - timedelta(today.weekday())) == timedelta(weeks=weeks)


@given(NEAR_TODAY, st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_a_year_said_settles_it(today, wanted):
    """With a year, neither today nor the way of looking matters."""
    assert day(f"{wanted.year}年{wanted.month}月{wanted.day}号", today=today, look="forward") == wanted
    assert day(f"{wanted:%d %B %Y}", today=today, look="back") == wanted


@given(st.integers(0, 9999), LOOKS)
def test_distances(count, look):
    """So many days after and before today are just so many."""
    assert (
        day(f"+{count}d", today=SUNDAY, look=look)
        == day(f"{count}天后", today=SUNDAY, look=look)
        == SUNDAY + timedelta(count)
    )
    assert day(f"in {count} days", today=SUNDAY, look=look) == SUNDAY + timedelta(count)
    if count < 9000:
        assert day(f"{count} days ago", today=SUNDAY, look=look) == SUNDAY - timedelta(count)


@given(st.one_of(st.text(max_size=120), st.text(alphabet=SIGNS, max_size=12)), st.dates(), LOOKS)
def test_anything_is_read_or_refused(typed, today, look):
    """Whatever is typed, on whatever day, is a day of this century or a refusal, never a crash."""
    try:
        found = day(typed, today=today, look=look)
    except DayNotUnderstood as refused:
        said = str(refused)
    else:
        said = found.isoformat()
        assert 2000 <= found.year <= 2099
    assert said.isprintable()
