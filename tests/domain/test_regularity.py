"""Whether a customer is becoming regular: the last three full months beside the three before, days and amounts apart."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts import POLICY, on, receipt, wan
from huikuan.domain.money import total
from huikuan.domain.period import Month
from huikuan.domain.regularity import regularity

DECEMBER_10 = on("12-10")
BEFORE, NOW = ("06", "07", "08"), ("09", "10", "11")


def of(*receipts, as_of=DECEMBER_10):
    return regularity(receipts, as_of, POLICY)


def by_date(before, now):
    """Payments on these days of June, July and August, and of September, October and November."""
    days = [
        f"{month}-{day}"
        for months, days in ((BEFORE, before), (NOW, now))
        for month, day in zip(months, days, strict=False)
    ]
    return of(*(receipt(1, day) for day in days)).by_date


def by_amount(before, now):
    """So much in each of these months."""
    paid = zip((*BEFORE, *NOW), (*before, *now), strict=True)
    return of(*(receipt(amount, f"{month}-15") for month, amount in paid if amount)).by_amount


@pytest.mark.parametrize(
    ("before", "now", "spread", "verdict"),
    [
        ("25 25 25", "25 25 25", (0, 0), "steady"),
        ("23 25 26", "24 26 25", (1, Fraction(2, 3)), "steady"),
        ("30 31 28", "27 30 01", (1, Fraction(4, 3)), "steady"),  # 0, 0, 3 days before the end; 3, 1 before, 1 after
        ("05 15 25", "10 12 14", (Fraction(20, 3), Fraction(4, 3)), "steadier"),
        ("05 15 25", "10 15 20", (Fraction(20, 3), Fraction(10, 3)), "steadier"),
        ("10 12 14", "05 15 25", (Fraction(4, 3), Fraction(20, 3)), "looser"),
        ("25 25 25", "05 15 25", (0, Fraction(20, 3)), "looser"),
        ("05 15 25", "06 16 27", (Fraction(20, 3), 7), "unsteady"),
        ("10 13 16", "10 13 17", (2, Fraction(7, 3)), "steady"),  # a third of a day more is no clear change
        ("30 31 31", "30 31 30", (0, 0), "steady"),  # each the last day of its month
        ("30 01 30", "01 31 01", (Fraction(2, 3), Fraction(1, 3)), "steady"),  # about the end of the month
        ("15 25 29", "25 25 25", (Fraction(14, 3), 0), "steadier"),  # one of three is not most
        ("10 13 16", "13 13 13", (2, 0), "steady"),  # as steady as can be asked for, both times
        ("05 15", "25 25 25", (None, 0), "unclear"),
        ("25 25 25", "25 25", (0, None), "unclear"),
        ("", "", (None, None), "unclear"),
    ],
)
def test_their_days(before, now, spread, verdict):
    """How far from the middle one they lie on average: up to two days is steady, a quarter less or more has changed."""
    found = by_date(before.split(), now.split())
    assert ((found.before, found.now), str(found.verdict)) == (spread, verdict)


@pytest.mark.parametrize(
    ("before", "now", "spread", "verdict"),
    [
        ((10, 10, 10), (10, 10, 10), (0, 0), "steady"),
        ((10, 10, 10), (20, 20, 20), (0, 0), "steady"),  # more, and as regularly
        ((8, 10, 12), (10, 9, 13), (Fraction(2, 15), Fraction(2, 15)), "steady"),
        ((2, 10, 18), (8, 10, 12), (Fraction(8, 15), Fraction(2, 15)), "steadier"),
        ((8, 10, 12), (2, 10, 18), (Fraction(2, 15), Fraction(8, 15)), "looser"),
        ((2, 10, 18), (3, 10, 18), (Fraction(8, 15), Fraction(1, 2)), "unsteady"),
        ((10, 0, 10), (10, 10, 10), (Fraction(1, 3), 0), "steadier"),  # a month without is a month of nothing
        ((0, 0, 10), (10, 10, 10), (None, 0), "unclear"),
        ((0, 0, 0), (0, 0, 0), (None, None), "unclear"),
    ],
)
def test_their_amounts(before, now, spread, verdict):
    """As a share of the middle month: up to 20 % is steady."""
    found = by_amount(before, now)
    assert ((found.before, found.now), str(found.verdict)) == (spread, verdict)


def test_the_months_are_full_ones_and_shown_with_what_came_in():
    """The running month is not over: what came in during it says nothing yet."""
    found = of(receipt(3, "05-31"), receipt(1, "06-01"), receipt(2, "11-30"), receipt(4, "11-02"), receipt(9, "12-01"))
    assert (found.months[0], found.months[-1], len(found.months)) == (Month(2026, 6), Month(2026, 11), 6)
    assert found.amounts == (wan(1), wan(0), wan(0), wan(0), wan(0), wan(6))
    assert found.days == ((on("06-01"),), (), (), (), (), (on("11-02"), on("11-30")))


def test_receipts_of_one_day_are_one_payment():
    """Their money is added up, their day counts once."""
    found = of(receipt(1, "11-05"), receipt(2, "11-05"))
    assert (found.days[-1], found.amounts[-1]) == ((on("11-05"),), wan(3))


def test_what_came_to_nothing_counts_until_it_did():
    bounced = receipt(1, "11-05", reversed_on="12-08")
    assert of(bounced, as_of=on("12-07")).amounts[-1] == wan(1)
    assert of(bounced, as_of=on("12-08")).amounts[-1] == wan(0)


some_receipts = st.lists(st.tuples(st.dates(on("05-01"), on("12-31")), st.integers(1, 99)), max_size=20).map(
    lambda each: [receipt(amount, day) for day, amount in each]
)


@given(some_receipts, some_receipts, st.integers(1, 5))
def test_it_depends_on_no_order_and_no_currency_and_on_nothing_still_to_come(receipts, more, times):
    """Twice the money is as regular; what comes in from the day on changes nothing."""
    to_come = [receipt(1, each.on.replace(year=2027)) for each in more]
    as_it_is = of(*receipts)
    assert of(*to_come, *reversed(receipts)) == as_it_is
    other = of(*(receipt(each.amount.fen // 10**6 * times, each.on) for each in receipts))
    assert (other.by_date, other.by_amount) == (as_it_is.by_date, as_it_is.by_amount)
    assert total(as_it_is.amounts) == total(r.amount for r in receipts if on("06-01") <= r.on <= on("11-30"))
