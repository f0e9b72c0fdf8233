"""On which days a customer usually pays, when they pay next, and when to call them."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts import POLICY, china, on, receipt
from huikuan.domain.habits import (
    Habits,
    Hours,
    Learned,
    UsualDays,
    UsualWeekday,
    hour_for,
    hours_from,
    hours_of,
    learned,
    next_pay_day,
)
from huikuan.domain.policy import Policy
from huikuan.domain.task_kinds import TaskKind

AS_OF = on("12-10")
NOTHING_SAID, NOTHING_SEEN = Habits(), Learned()


def seen(*when, as_of=AS_OF):
    """What payments of these days show."""
    return learned([receipt(1, each) for each in when], as_of, POLICY)


def days_of(found):
    return found.days and (found.days.first, found.days.last, found.days.held, found.days.of)


def weekday_of(found):
    return found.weekday and (found.weekday.weekday, found.weekday.held, found.weekday.of)


DAYS = {
    "always the same day": (["07-25", "08-25", "09-25", "10-25", "11-25", "06-25"], (25, 25, 6, 6)),
    "three days in a row": (["06-24", "07-26", "08-25", "09-24", "10-26", "11-25"], (24, 26, 6, 6)),
    "two where a third adds nothing": (["06-24", "07-25", "08-25", "09-24", "10-25", "11-03"], (24, 25, 5, 6)),
    "seven of nine": (
        ["06-24", "07-26", "08-25", "09-24", "10-26", "11-25", "11-24", "08-03", "09-12"],
        (24, 26, 7, 9),
    ),
    "the last day, however long the month": (["06-30", "07-31", "08-31", "09-30", "10-31", "11-30"], (31, 31, 6, 6)),
    "the thirtieth is not the last day": (["06-30", "07-30", "08-30", "09-30", "10-30", "11-30"], (30, 30, 6, 6)),
    "about the end of the month": (["06-30", "07-31", "09-01", "09-30", "11-01", "12-02"], (31, 2, 6, 6)),
    "three of five hold the share, five payments are too few": (["07-25", "08-25", "09-25", "10-03", "11-14"], None),
    "six of ten are enough": (
        ["06-25", "07-25", "08-25", "09-25", "10-25", "11-25", "06-05", "07-10", "08-15", "09-20"],
        (25, 25, 6, 10),
    ),
    "six of eleven are not": (
        ["06-25", "07-25", "08-25", "09-25", "10-25", "11-25", "06-05", "07-10", "08-15", "09-20", "10-01"],
        None,
    ),
    "four days apart is no habit": (["06-22", "07-26", "08-22", "09-26", "10-22", "11-26"], None),
    "nothing": ([], None),
}


@pytest.mark.parametrize(("paid", "expected"), DAYS.values(), ids=DAYS)
def test_the_days_of_the_month_on_which_they_usually_pay(paid, expected):
    assert days_of(seen(*paid)) == expected


def test_february_ends_earlier():
    """The last days of September to February, the 28th among them."""
    paid = ["09-30", "10-31", "11-30", "12-31", "2027-01-31", "2027-02-28"]
    assert days_of(seen(*paid, as_of=on("2027-03-10"))) == (31, 31, 6, 6)


@pytest.mark.parametrize(
    ("paid", "expected"),
    [
        (["10-09", "10-16", "10-23", "10-30", "11-06", "11-11"], (5, 5, 6)),
        (["10-09", "10-16", "10-23", "10-30", "11-05", "11-11"], (5, 4, 6)),
        (["10-09", "10-16", "10-23", "10-28", "11-05", "11-11"], None),
        (["10-09", "10-16", "10-23", "10-30", "11-06"], None),
    ],
)
def test_the_weekday_on_which_they_usually_pay(paid, expected):
    """Fridays: five of six and four of six are enough, three of six and five payments are not."""
    assert weekday_of(seen(*paid)) == expected


def test_receipts_of_one_day_are_one_payment():
    """Six transfers of one morning show nothing."""
    found = learned([receipt(n, "11-25") for n in range(1, 7)], AS_OF, POLICY)
    assert found == Learned(payments=1)


def test_what_came_to_nothing_is_no_payment():
    """A cheque of November 25 bounced on December 1: as of November 30 it was one."""
    paid = [receipt(1, each) for each in ("06-25", "07-25", "08-25", "09-25", "10-25")]
    bounced = receipt(1, "11-25", reversed_on="12-01")
    assert days_of(learned([*paid, bounced], on("11-30"), POLICY)) == (25, 25, 6, 6)
    assert learned([*paid, bounced], on("12-01"), POLICY) == Learned(payments=5)


def test_it_goes_by_the_six_full_months_and_what_came_in_since():
    """In December: from June 1 to the day."""
    paid = ["05-31", "06-01", "07-25", "08-25", "09-25", "10-25", "12-10", "12-11"]
    assert seen(*paid).payments == 6
    assert seen(*paid, as_of=on("12-11")).payments == 7


@given(
    st.lists(st.dates(on("06-01"), on("12-31")), max_size=20),
    st.lists(st.dates(on("06-01"), on("12-31")), max_size=5),
    st.dates(on("12-01"), on("12-31")),
)
def test_the_usual_days_are_those_that_hold_most(paid, bounced, as_of):
    """Counted anew for every one, two and three days in a row, whatever order the receipts come in."""
    receipts = [receipt(1, d) for d in paid] + [receipt(1, d, reversed_on=d) for d in bounced]
    found = learned(receipts, as_of, POLICY)
    days = {d for d in paid if d <= as_of}
    assert found.payments == len(days)
    held = [(sum(falls_on(d, named) for d in days), -len(named)) for named in runs()]
    most, fewest = max(held)
    if len(days) < 6 or most * 10 < len(days) * 6:
        assert found.days is None
    else:
        width = (found.days.last - found.days.first) % 31 + 1
        assert (found.days.held, found.days.of, -width) == (most, len(days), fewest)
    weekdays = [sum(d.isoweekday() == n for d in days) for n in range(1, 8)]
    expected = max(weekdays) if len(days) >= 6 and max(weekdays) * 10 >= len(days) * 6 else None
    assert (found.weekday and found.weekday.held) == expected


def runs():
    return [{(first + n - 1) % 31 + 1 for n in range(width)} for width in (1, 2, 3) for first in range(1, 32)]


def falls_on(day, named):
    """On a day of the month; what comes after the month's last day falls on that."""
    is_last = (day + timedelta(days=1)).day == 1
    return day.day in named or (is_last and any(n > day.day for n in named))


class TestNextPayDay:
    @pytest.mark.parametrize(
        ("said", "after", "expected"),
        [
            (Habits(pay_days=(25,)), "11-24", "11-25"),
            (Habits(pay_days=(25,)), "11-25", "12-25"),
            (Habits(pay_days=(10, 25)), "12-10", "12-25"),
            (Habits(pay_days=(12,)), "12-01", "12-14"),  # a Saturday: paid on the Monday
            (Habits(pay_days=(12,)), "12-12", "12-14"),
            (Habits(pay_days=(12,)), "12-13", "12-14"),
            (Habits(pay_days=(12,)), "12-14", "2027-01-12"),
            (Habits(pay_days=(31,)), "11-05", "11-30"),
            (Habits(pay_days=(30,)), "2027-02-01", "2027-03-01"),  # February 28 is a Sunday
            (Habits(pay_days=(1,)), "09-30", "10-08"),  # National Day
            (Habits(pay_days=(10,)), "10-09", "10-10"),  # a worked Saturday
            (Habits(pay_weekdays=(5,)), "12-10", "12-11"),
            (Habits(pay_weekdays=(5,)), "12-11", "12-18"),
            (Habits(pay_weekdays=(2, 5)), "12-11", "12-15"),
            (Habits(pay_weekdays=(7,)), "12-10", "12-14"),
            (Habits(pay_days=(25,), pay_weekdays=(1,)), "12-10", "12-14"),
        ],
    )
    def test_what_was_said(self, said, after, expected):
        assert next_pay_day(said, NOTHING_SEEN, on(after), china()) == on(expected)

    @pytest.mark.parametrize(
        ("after", "expected"),
        [("11-10", "11-24"), ("11-24", "11-25"), ("11-26", "12-24"), ("2027-02-01", "2027-02-24")],
    )
    def test_the_usual_days(self, after, expected):
        usual = Learned(9, UsualDays(24, 26, 7, 9), UsualWeekday(1, 6, 9))
        assert next_pay_day(NOTHING_SAID, usual, on(after), china()) == on(expected)

    def test_the_usual_days_about_the_end_of_a_month(self):
        usual = Learned(6, UsualDays(31, 1, 6, 6))
        assert next_pay_day(NOTHING_SAID, usual, on("11-20"), china()) == on("11-30")
        assert next_pay_day(NOTHING_SAID, usual, on("11-30"), china()) == on("12-01")

    def test_the_usual_weekday_where_no_days_are(self):
        usual = Learned(9, None, UsualWeekday(5, 6, 9))
        assert next_pay_day(NOTHING_SAID, usual, on("12-05"), china()) == on("12-11")

    def test_what_was_said_goes_before_what_was_seen(self):
        usual = Learned(9, UsualDays(24, 26, 7, 9), UsualWeekday(1, 6, 9))
        assert next_pay_day(Habits(pay_days=(15,)), usual, on("12-10"), china()) == on("12-15")

    def test_where_nothing_is_known_there_is_none(self):
        hours_only = Habits(good_hours=(Hours("09:00", "10:00"),))
        assert next_pay_day(hours_only, Learned(5), on("12-10"), china()) is None

    def test_a_day_that_no_week_has_never_comes(self):
        assert next_pay_day(Habits(pay_weekdays=(8,)), NOTHING_SEEN, on("12-10"), china()) is None

    @given(
        st.lists(st.integers(1, 31), max_size=3),
        st.lists(st.integers(1, 7), max_size=2),
        st.dates(on("2025-12-01"), on("2027-03-31")),
    )
    def test_it_is_the_first_working_day_to_which_one_of_the_days_moves(self, days, weekdays, after):
        if not days and not weekdays:
            return
        around = [after + timedelta(days=n) for n in range(-12, 50)]
        named = [d for d in around if d.isoweekday() in weekdays or falls_on(d, days)]
        moved = [moved for d in named if (moved := china().on_or_after(d)) > after]
        said = Habits(tuple(days), tuple(weekdays))
        assert next_pay_day(said, NOTHING_SEEN, after, china()) == min(moved)


@pytest.mark.parametrize(
    "text",
    ["11:00-10:00", "10:00-10:00", "9:00-10:00", "10:00-24:00", "10:60-11:00", "10:00", " ", "10:00-11:00-", "a-b"],
)
def test_what_is_no_span_of_the_day(text):
    with pytest.raises(ValueError, match=re.escape(text)):
        hours_from(text)


def test_hours_are_written_and_read_back():
    said = spans("09:00-11:30", "14:00-16:00")
    assert hours_of(",".join(map(str, said))) == said
    assert hours_of(None) == hours_of("") == ()


def spans(*texts):
    return tuple(map(hours_from, texts))


class TestHourFor:
    @pytest.mark.parametrize(
        ("kind", "good", "bad", "expected"),
        [
            # renew is usually for 10:00-11:30, confirm for 14:00-16:00, collect for 09:30-10:30
            ("renew", [], [], "10:00-11:30"),
            ("renew", [], ["14:00-15:00"], "10:00-11:30"),
            ("renew", [], ["10:00-10:30"], "10:30-12:00"),
            ("renew", [], ["11:00-12:00"], "10:00-11:00"),
            ("renew", [], ["10:00-11:30"], "08:30-10:00"),
            ("renew", [], ["08:00-12:00"], "13:30-15:00"),
            ("renew", [], ["08:00-11:20"], "11:20-12:00"),
            ("renew", [], ["08:00-11:40"], "13:30-15:00"),  # twenty minutes before noon are too short
            ("renew", [], ["08:00-18:00"], "10:00-11:30"),  # never a good time: the usual one
            ("renew", ["10:00-11:30"], [], "10:00-11:30"),
            ("renew", ["09:00-12:00"], [], "10:00-11:30"),
            ("renew", ["08:00-09:00", "16:00-17:30"], [], "08:00-09:00"),
            ("renew", ["16:00-17:30"], [], "16:00-17:30"),
            ("renew", ["19:00-21:00"], [], "19:00-20:30"),
            ("renew", ["11:00-14:00"], ["11:00-12:00"], "12:00-13:30"),
            ("renew", ["10:00-10:20"], [], "10:00-10:20"),
            ("renew", ["10:00-11:00"], ["09:00-12:00"], "08:30-09:00"),  # what is good is bad too
            ("confirm", [], ["15:00-16:00"], "14:00-15:00"),
            ("confirm", ["16:00-17:00"], [], "16:00-17:00"),
            ("collect", ["15:00-18:00"], [], "15:00-16:00"),
            ("collect", ["15:30-18:00"], [], "15:30-16:30"),
            ("collect", ["16:00-18:00"], [], "09:30-10:30"),  # too late for the bank
            ("collect", [], ["08:00-15:00"], "15:00-16:00"),
            ("collect", [], ["08:00-15:45"], "09:30-10:30"),
            ("press", ["16:00-18:00"], ["10:00-11:30"], "08:30-10:00"),
        ],
    )
    def test_the_usual_span_moved_as_little_as_possible(self, kind, good, bad, expected):
        assert hour_for(TaskKind(kind), Habits(good_hours=spans(*good), bad_hours=spans(*bad)), POLICY) == expected

    def test_hours_that_end_before_they_start_are_no_hours(self):
        assert hour_for(TaskKind.RENEW, Habits(good_hours=(Hours("16:00", "09:00"),)), POLICY) == "10:00-11:30"

    def test_the_companys_own_hours_are_the_usual_ones(self):
        own = Policy(hours={**POLICY.hours, TaskKind.REMIND: "07:00-08:00", TaskKind.COLLECT: "16:00-17:00"})
        assert hour_for(TaskKind.REMIND, NOTHING_SAID, own) == "07:00-08:00"
        assert hour_for(TaskKind.COLLECT, NOTHING_SAID, own) == "15:30-16:30"
        assert hour_for(TaskKind.COLLECT, Habits(bad_hours=spans("08:00-18:00")), own) == "15:30-16:30"

    some_hours = (
        st.tuples(st.integers(0, 23 * 60 + 59), st.integers(0, 23 * 60 + 59))
        .filter(lambda pair: pair[0] != pair[1])
        .map(lambda pair: Hours(*(f"{minute // 60:02d}:{minute % 60:02d}" for minute in sorted(pair))))
    )

    @given(st.sampled_from(TaskKind), st.lists(some_hours, max_size=3), st.lists(some_hours, max_size=3))
    def test_it_is_a_span_of_the_day_good_where_it_can_be_and_in_time_for_the_bank(self, kind, good, bad):
        found = hours_from(hour_for(kind, Habits(good_hours=tuple(good), bad_hours=tuple(bad)), POLICY))
        if kind in {TaskKind.COLLECT, TaskKind.PRESS, TaskKind.BOUNCED}:
            assert found.start <= "15:30"
        open_to_us = [each for each in good if each.start <= "15:30" or kind not in {"collect", "press", "bounced"}]
        if open_to_us and not bad:
            assert any(each.start <= found.start and found.end <= each.end for each in open_to_us)
        if not good and not any(each.start < "18:00" and each.end > "08:00" for each in bad):
            assert str(found) == POLICY.hours[kind]
        clashes = any(each.start < found.end and found.start < each.end for each in bad)
        if clashes:
            start = min(POLICY.hours[kind][:5], "15:30")
            assert found.start == start
