"""The opening ask: open high enough that the customer's usual cut still leaves what is wanted."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts import DECEMBER, NOVEMBER, POLICY, on, promise, renewed, split, target, wan, withdrawn
from facts import instalment as part
from huikuan.domain.ask import Negotiated, opening_ask, round_up_to_two_figures
from huikuan.domain.card import negotiated
from huikuan.domain.money import Money
from huikuan.domain.period import Month


def past(*ratios: int):
    """Months in which they settled at so many per cent of what was asked."""
    return [Negotiated(Month(2026, n), wan(100), wan(percent)) for n, percent in enumerate(ratios, start=1)]


class TestWithoutAHistory:
    def test_the_training_example(self):
        """Expect 10万, ask 20万, settle 15万."""
        ask = opening_ask(wan(10), "expected", [], POLICY)
        assert (ask.opening, ask.aim, ask.floor) == (wan(20), wan(15), wan(10))
        assert (ask.ratio, ask.learned, ask.basis) == (Fraction(3, 4), False, "expected")

    def test_two_negotiated_months_are_too_few(self):
        ask = opening_ask(wan(10), "expected", past(50, 50), POLICY)
        assert (ask.opening, ask.learned, ask.months) == (wan(20), False, 2)

    @pytest.mark.parametrize(
        ("expected", "opening"), [("12.3456", 25), ("7.3", 15), ("1", 2), ("55.1", 120), ("0.0123", "0.025")]
    )
    def test_the_opening_is_rounded_up_to_two_figures(self, expected, opening):
        ask = opening_ask(wan(expected), "expected", [], POLICY)
        assert (ask.opening, ask.floor) == (wan(opening), wan(expected))

    def test_without_anything_expected_there_is_no_ask(self):
        ask = opening_ask(None, "none", past(50, 50, 50), POLICY)
        assert (ask.expected, ask.opening, ask.aim, ask.floor, ask.basis) == (None, None, None, None, "none")


class TestWithAHistory:
    @pytest.mark.parametrize(
        ("ratios", "used", "opening"),
        [
            ((60, 60, 60), Fraction(3, 5), 25),  # aim 15 ÷ 0.6
            ((50, 60, 90), Fraction(3, 5), 25),
            ((50, 60), Fraction(3, 4), 20),
            ((50, 50, 60, 70), Fraction(11, 20), 28),  # 15 ÷ 0.55 = 27.27
            ((10, 20, 30), Fraction(2, 5), 38),  # clamped: 15 ÷ 0.4 = 37.5
            ((95, 99, 100), Fraction(9, 10), 17),  # clamped: 15 ÷ 0.9 = 16.67
            ((150, 150, 150), Fraction(9, 10), 17),
        ],
    )
    def test_their_own_median_replaces_the_usual_ratio(self, ratios, used, opening):
        ask = opening_ask(wan(10), "expected", past(*ratios), POLICY)
        assert (ask.ratio, ask.opening, ask.aim, ask.floor) == (used, wan(opening), wan(15), wan(10))

    def test_three_months_are_enough(self):
        assert opening_ask(wan(10), "expected", past(60, 60, 60), POLICY).learned


@pytest.mark.parametrize(
    ("amount", "rounded"),
    [
        (1, 1),
        (99, 99),
        (100, 100),
        (101, 110),
        (990, 990),
        (991, 1000),
        (12_345, 13_000),
        (200_000, 200_000),
        (200_001, 210_000),
        (995_000, 1_000_000),
    ],
)
def test_two_significant_figures_never_less(amount, rounded):
    assert round_up_to_two_figures(Fraction(amount)) == Money(rounded)


def test_a_broken_fen_is_rounded_up_too():
    assert round_up_to_two_figures(Fraction(100_001, 1000)) == Money(110)


@given(st.integers(1, 10**8), st.lists(st.integers(1, 200), max_size=6))
def test_open_at_or_above_the_aim_and_aim_at_or_above_the_floor(yuan, ratios):
    """And open with two significant figures."""
    ask = opening_ask(Money(yuan * 100), "expected", past(*ratios), POLICY)
    assert ask.opening >= ask.aim >= ask.floor == Money(yuan * 100)
    assert set(str(ask.opening.fen)[2:]) <= {"0"}
    assert Fraction(2, 5) <= ask.ratio <= Fraction(9, 10)


@given(st.integers(1, 10**8))
def test_without_a_history_it_opens_at_twice_what_is_expected(yuan):
    ask = opening_ask(Money(yuan * 100), "expected", [], POLICY)
    assert ask.opening == round_up_to_two_figures(Fraction(yuan * 200))
    assert ask.aim == Money(yuan * 150)


class TestWhichMonthsWereNegotiated:
    """A month with a target that has an opening ask, and a promise for it."""

    asked = target(15, NOVEMBER, "11-01", ask=wan(20))

    def found(self, *promises, targets=None, as_of="12-05"):
        return negotiated(targets or [self.asked], promises, DECEMBER, on(as_of))

    def test_settled_is_what_they_first_promised_for_the_month(self):
        [month] = self.found(promise(12, "11-20", made="11-02"))
        assert (month.month, month.asked, month.settled) == (NOVEMBER, wan(20), wan(12))

    def test_instalments_of_the_month_add_up(self):
        [month] = self.found(split(part(5, "11-10"), part(6, "11-30"), part(7, "12-10"), made="11-02"))
        assert month.settled == wan(11)

    def test_a_repromise_is_the_same_money(self):
        first = renewed(promise(12, "11-20", made="11-02"), "11-21", "11-28")
        [month] = self.found(first, promise(10, "11-28", made="11-21", level=2))
        assert month.settled == wan(12)

    def test_a_withdrawn_promise_was_an_answer_all_the_same(self):
        assert len(self.found(withdrawn(promise(12, "11-20", made="11-02"), "11-10"))) == 1

    @pytest.mark.parametrize("promises", [(), (promise(12, "12-20", made="11-02"),)], ids=["none", "for another month"])
    def test_no_promise_for_the_month_no_negotiation(self, promises):
        assert self.found(*promises) == ()

    def test_without_an_ask_there_was_no_negotiation(self):
        assert self.found(promise(12, "11-20", made="11-02"), targets=[target(15, NOVEMBER, "11-01")]) == ()

    def test_this_month_is_still_going_on(self):
        this = target(15, DECEMBER, "12-01", ask=wan(20))
        assert self.found(promise(12, "12-20", made="12-02"), targets=[this]) == ()

    def test_the_last_ask_of_the_month_counts(self):
        again = target(15, NOVEMBER, "11-10", ask=wan(30))
        [month] = self.found(promise(12, "11-20", made="11-02"), targets=[self.asked, again])
        assert month.asked == wan(30)

    def test_what_was_not_known_on_the_day_is_not_counted(self):
        assert self.found(promise(12, "11-20", made="11-02"), as_of="11-01") == ()
