"""The month's arithmetic: target, received, promised, gap, measures, uncovered. One fen stands in one place only."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facts import (
    DECEMBER,
    JANUARY,
    LAST,
    NOVEMBER,
    POLICY,
    account,
    as_known,
    customer,
    december,
    instalment,
    measure,
    on,
    paid,
    promise,
    renewed,
    some_accounts,
    some_days,
    some_money,
    split,
    target,
    wan,
    withdrawn,
)
from huikuan.domain.facts import MeasureStatus, Payment
from huikuan.domain.gap import Account, add_up, month_row
from huikuan.domain.money import NOTHING, Money, total
from huikuan.domain.plan import plan, totals
from huikuan.domain.terms import Part, gap_terms


class TestTheWorkedExample:
    """Target 20万, promised 10万 → gap 10万; measures 6万 + 3万 → uncovered 1万."""

    ten = promise(10, "12-10")
    planned = (measure(6), measure(3))

    def test_the_gap_is_ten(self):
        row = december(account(20, 0, self.ten))
        assert (row.sums.target, row.sums.promised, row.sums.gap) == (wan(20), wan(10), wan(10))

    def test_two_measures_leave_one_uncovered(self):
        row = december(account(20, 0, self.ten, measures=self.planned))
        assert (row.sums.measures, row.sums.uncovered) == (wan(9), wan(1))
        assert row.sums.coverage == Fraction(9, 10)

    def test_they_pay_four_of_the_promise(self):
        """Received 4万, promised 6万, gap still 10万."""
        part_paid = promise(10, "12-10", paid(4, "12-04"))
        row = december(account(20, 4, part_paid, measures=self.planned))
        assert (row.sums.received, row.sums.promised, row.sums.gap) == (wan(4), wan(6), wan(10))
        assert (row.sums.uncovered, row.sums.achievement) == (wan(1), Fraction(1, 5))


ROWS = {
    "nothing known": (account(), {"target": 0, "gap": 0, "surplus": 0, "uncovered": 0}),
    "a target alone is all gap, all of it uncovered": (account(20), {"gap": 20, "uncovered": 20, "surplus": 0}),
    "money in without a target is surplus, never a negative gap": (account(None, 4), {"gap": 0, "surplus": 4}),
    "more received than wanted": (account(20, 25), {"gap": 0, "surplus": 5, "uncovered": 0}),
    "received and promised together beyond the target": (
        account(20, 15, promise(10, "12-10")),
        {"gap": 0, "surplus": 5, "promised": 10},
    ),
    "exactly reached": (account(20, 20), {"gap": 0, "surplus": 0, "uncovered": 0}),
    "one fen short": (account(20, "19.999999"), {"gap": "0.000001", "uncovered": "0.000001"}),
    "unallocated money lowers the gap and leaves the promise whole": (
        account(20, 4, promise(10, "12-10")),
        {"received": 4, "promised": 10, "gap": 6},
    ),
    "measures beyond the gap uncover nothing": (
        account(20, 15, measures=(measure(8),)),
        {"gap": 5, "measures": 8, "uncovered": 0},
    ),
    "two promises add up": (account(20, 0, promise(3, "12-10"), promise(4, "12-31")), {"promised": 7, "gap": 13}),
    "a split promise counts its December part only": (
        account(20, 0, split(instalment(5, "12-20"), instalment(6, "2027-01-05"))),
        {"promised": 5, "gap": 15},
    ),
    "a promise due next month does not count this month": (account(20, 0, promise(10, "2027-01-04")), {"promised": 0, "gap": 20}),
    "a promise due on the first and one on the last day count": (
        account(20, 0, promise(1, "12-01", window="12-31"), promise(2, "12-31")),
        {"promised": 3},
    ),
    "a promise made after the day is not known yet": (account(20, 0, promise(10, "12-20", made="12-06")), {"promised": 0}),
    "a promise made on the day counts": (account(20, 0, promise(10, "12-20", made="12-05")), {"promised": 10}),
    "a promise paid in full promises nothing more": (
        account(20, 10, promise(10, "12-10", paid(10, "12-03"))),
        {"received": 10, "promised": 0, "gap": 10},
    ),
    "a payment that comes later is still promised today": (
        account(20, 0, promise(10, "12-10", paid(4, "12-06"))),
        {"promised": 10},
    ),
    "a payment that bounced is promised again": (
        account(20, 0, promise(10, "12-10", paid(4, "12-02", "12-04"))),
        {"promised": 10},
    ),
    "a payment that bounces later is still paid today": (
        account(20, 4, promise(10, "12-10", paid(4, "12-02", "12-06"))),
        {"promised": 6},
    ),
    "a broken promise counts nowhere": (account(20, 0, promise(10, "12-04")), {"promised": 0, "gap": 20}),
    "the rest of a part kept promise counts nowhere": (
        account(20, 4, promise(10, "12-04", paid(4, "12-04"))),
        {"promised": 0, "gap": 16},
    ),
    "a re-promised promise counts nowhere": (
        account(20, 0, renewed(promise(10, "12-10"), "12-05", "12-20")),
        {"promised": 0, "gap": 20},
    ),
    "a withdrawn promise counts nowhere": (account(20, 0, withdrawn(promise(10, "12-10"), "12-05")), {"promised": 0}),
    "a promise withdrawn tomorrow still counts today": (
        account(20, 0, withdrawn(promise(10, "12-10"), "12-06")),
        {"promised": 10},
    ),
    "a measure due next month is not one of this month": (
        account(20, measures=(measure(6, "2027-01-01"),)),
        {"measures": 0, "uncovered": 20},
    ),
    "a measure due last month is not one of this month": (account(20, measures=(measure(6, "11-30", "11-01"),)), {"measures": 0}),
    "a measure planned later is not known yet": (account(20, measures=(measure(6, made="12-06"),)), {"measures": 0}),
    "a measure being done still covers": (account(20, measures=(measure(6, started_on=on("12-02")),)), {"measures": 6}),
}  # fmt: skip


@pytest.mark.parametrize("rule", ROWS)
def test_the_fifth_of_december(rule):
    """Each sentence of the contract about one customer's month, seen on December 5."""
    of, expected = ROWS[rule]
    sums = december(of, "12-05").sums
    assert {name: getattr(sums, name) for name in expected} == {name: wan(n) for name, n in expected.items()}


@pytest.mark.parametrize("how", [MeasureStatus.DONE, MeasureStatus.DROPPED, MeasureStatus.CONVERTED])
def test_a_closed_measure_leaves_the_sum_on_the_day_it_is_closed(how):
    closed = account(20, measures=(measure(6, closed_on=on("12-05"), closed_as=how),))
    assert december(closed, "12-04").sums.measures == wan(6)
    assert december(closed, "12-05").sums.measures == NOTHING


def test_a_converted_measure_moves_its_money_from_measures_to_promised():
    """Before: 6万 planned, uncovered 14万. After: 6万 promised, gap 14万. The same fen is never in both."""
    led_to_it = measure(6, closed_on=on("12-05"), closed_as=MeasureStatus.CONVERTED, actual=wan(6))
    of = account(20, 0, promise(6, "12-20", made="12-05"), measures=(led_to_it,))
    before, after = december(of, "12-04").sums, december(of, "12-05").sums
    assert (before.promised, before.measures, before.uncovered) == (wan(0), wan(6), wan(14))
    assert (after.promised, after.measures, after.uncovered) == (wan(6), wan(0), wan(14))


class TestAWindowThatReachesIntoTheMonth:
    """Grade A, due Monday November 30, three days of tolerance: the window is open until Thursday December 3."""

    late = account(20, 0, promise(10, "11-30", grade="A", made="11-10"))

    @pytest.mark.parametrize(("as_of", "expected"), [("12-01", 10), ("12-02", 10), ("12-03", 10), ("12-04", 0)])
    def test_it_counts_in_december_while_the_window_is_open(self, as_of, expected):
        row = december(self.late, as_of)
        assert (row.sums.promised, row.sums.gap) == (wan(expected), wan(20 - expected))

    @pytest.mark.parametrize("as_of", ["11-29", "11-30"])
    def test_it_does_not_count_in_december_while_it_is_november(self, as_of):
        assert december(self.late, as_of).sums.promised == NOTHING

    def test_it_counts_in_november_too_until_the_window_closes(self):
        """November's book still expects it, until the window closes."""
        amounts = [month_row(self.late, NOVEMBER, on(d), POLICY).sums.promised for d in ("11-30", "12-03", "12-04")]
        assert amounts == [wan(10), wan(10), NOTHING]

    def test_grade_c_has_no_tolerance(self):
        assert december(account(20, 0, promise(10, "11-30", made="11-10")), "12-01").sums.promised == NOTHING

    def test_a_day_off_moves_the_window_on(self):
        """Due Saturday October 31, grade C: Monday November 2 is still in time."""
        saturday = account(20, 0, promise(10, "10-31", made="10-10"))
        assert month_row(saturday, NOVEMBER, on("11-02"), POLICY).sums.promised == wan(10)
        assert month_row(saturday, NOVEMBER, on("11-03"), POLICY).sums.promised == NOTHING

    def test_what_is_carried_counts_only_in_the_month_it_reaches_into(self):
        assert month_row(self.late, JANUARY, on("12-02"), POLICY).sums.promised == NOTHING


class TestABrokenPromise:
    """Due Thursday December 10, grade C: on the 11th the money is back in the gap."""

    of = account(20, 0, promise(10, "12-10"))

    def test_its_money_is_back_in_the_gap(self):
        assert [december(self.of, d).sums.gap for d in ("12-10", "12-11")] == [wan(10), wan(20)]

    def test_it_is_flagged(self):
        assert "broken" not in december(self.of, "12-10").flags
        assert "broken" in december(self.of, "12-11").flags

    def test_the_flag_goes_when_the_money_comes_late(self):
        late = account(20, 10, promise(10, "12-10", paid(10, "12-12")))
        assert ("broken" in december(late, "12-11").flags, "broken" in december(late, "12-12").flags) == (True, False)

    def test_the_flag_goes_when_it_is_promised_again(self):
        again = account(20, 0, renewed(promise(10, "12-10"), "12-14", "12-20"))
        assert ("broken" in december(again, "12-13").flags, "broken" in december(again, "12-14").flags) == (True, False)

    def test_the_flag_stays_for_a_promise_broken_in_an_earlier_month(self):
        assert "broken" in december(account(20, 0, promise(10, "10-15", made="10-01")), "12-05").flags


class TestRatios:
    def test_no_coverage_where_there_is_no_gap(self):
        assert december(account(20, 20, measures=(measure(3),))).sums.coverage is None

    def test_coverage_is_none_of_it_where_nothing_is_planned(self):
        assert december(account(20)).sums.coverage == 0

    def test_coverage_may_be_more_than_all(self):
        assert december(account(20, 15, measures=(measure(10),))).sums.coverage == 2

    def test_no_achievement_where_there_is_no_target(self):
        assert december(account(None, 4)).sums.achievement is None

    def test_achievement_counts_money_in_not_money_promised(self):
        assert december(account(20, 5, promise(15, "12-20"))).sums.achievement == Fraction(1, 4)


class TestFlags:
    @pytest.mark.parametrize(
        ("of", "flags"),
        [
            (account(), ["no_target"]),
            (account(None, 4), ["no_target"]),
            (account(20), ["no_promise", "uncovered"]),
            (account(20, measures=(measure(20),)), ["no_promise"]),
            (account(20, 20), []),
            (account(20, 0, promise(10, "12-10")), ["uncovered"]),
            (account(20, 0, promise(20, "12-10")), []),
            (account(20, 0, promise(20, "2027-01-10")), ["no_promise", "uncovered"]),
            (account(20, 0, promise(20, "12-02")), ["no_promise", "uncovered", "broken"]),
            (account(None, 0, promise(20, "12-02")), ["no_target", "broken"]),
        ],
        ids=[
            "nothing at all",
            "money in, no target",
            "target alone",
            "all of it planned",
            "all of it in",
            "half promised",
            "all promised",
            "promised for next month",
            "promise broken",
            "no target, promise broken",
        ],
    )
    def test_flags_say_what_is_missing(self, of, flags):
        assert [str(flag) for flag in december(of).flags] == flags

    def test_a_promise_kept_this_month_is_a_promise(self):
        """A customer who promised 10万 and paid it is main source, even while 10万 more are wanted."""
        assert december(account(20, 10, promise(10, "12-04", paid(10, "12-03"))), "12-10").has_promise


class TestTotals:
    rows = tuple(
        december(of)
        for of in (
            account(20, 4, promise(10, "12-10", paid(4, "12-02")), measures=(measure(6),)),
            account(5, 9),
            account(30),
            account(None, 2, promise(3, "12-20")),
        )
    )

    def test_totals_are_sums_of_rows_not_sums_of_sums(self):
        """One customer's surplus does not close another's gap."""
        sums = totals(self.rows).sums
        assert (sums.target, sums.received, sums.promised) == (wan(55), wan(15), wan(9))
        assert (sums.gap, sums.surplus, sums.uncovered) == (wan(40), wan(9), wan(34))

    def test_customers_are_counted(self):
        """Two have no promise; of them only the one with a gap is to be asked."""
        every = totals(self.rows)
        assert (every.customers, every.without_target, every.without_promise) == (4, 1, 1)

    def test_main_has_a_promise_supplement_has_none(self):
        every = totals(self.rows)
        assert (every.main.target, every.supplement.target) == (wan(20), wan(35))

    def test_rows_stand_by_uncovered_then_code(self):
        """Largest uncovered first; equal ones by code."""
        accounts = [
            account(5, who=customer("C003")),
            account(9, who=customer("C002")),
            account(5, who=customer("C001")),
        ]
        found = plan(accounts, DECEMBER, on("12-05"), POLICY, None)
        assert [row.customer.code for row in found.rows] == ["C002", "C001", "C003"]

    def test_an_archived_customer_is_listed_only_with_money_of_the_month(self):
        gone = customer("C001", archived="12-03")
        for of, is_listed in (
            (account(who=gone), False),
            (account(20, who=gone), True),
            (account(None, 1, who=gone), True),
        ):
            assert bool(plan([of], DECEMBER, on("12-05"), POLICY, None).rows) is is_listed
        assert plan([account(who=gone)], DECEMBER, on("12-02"), POLICY, None).rows


# --- for any month of any customer -----------------------------------------------------------------------------------


@given(some_accounts(), some_days)
def test_the_row_always_balances(of, as_of):
    """Target - received - promised == gap - surplus, and only one of the two is more than nothing."""
    sums = december(of, as_of).sums
    assert sums.target - sums.received - sums.promised == sums.gap - sums.surplus
    assert not (sums.gap and sums.surplus)


@given(some_accounts(), some_days)
def test_nothing_is_ever_negative(of, as_of):
    sums = december(of, as_of).sums
    assert min(sums.gap, sums.uncovered, sums.surplus, sums.promised, sums.measures) >= NOTHING
    assert sums.uncovered <= sums.gap


@settings(max_examples=50)
@given(st.lists(some_accounts(), max_size=4), some_days)
def test_totals_are_the_sums_of_rows_and_balance_like_them(accounts, as_of):
    """Main and supplement together are all."""
    rows = [december(of, as_of) for of in accounts]
    every = totals(rows)
    assert every.sums == add_up(row.sums for row in rows) == add_up([every.main, every.supplement])
    for sums in (every.sums, every.main, every.supplement):
        assert sums.target - sums.received - sums.promised == sums.gap - sums.surplus
    assert every.sums.gap == total(row.sums.gap for row in rows)


@given(some_money, some_money, st.data())
def test_no_fen_stands_in_two_places(wanted, said, data):
    """Whatever part of a promise comes in: received rises and promised falls by it, the gap stays."""
    share = Money(data.draw(st.integers(1, said.fen)))
    due = instalment(0, "12-20")
    unpaid, part_paid = (
        split(replace(due, amount=said, payments=given)) for given in ((), (Payment(1, on("12-04"), share),))
    )
    before = replace(account(1, 0, unpaid), target=replace(target(1), amount=wanted))
    after = replace(before, received=share, promises=(part_paid,))
    first, then = december(before).sums, december(after).sums
    assert (then.received, then.promised) == (share, first.promised - share)
    assert (then.gap, then.surplus) == (first.gap, first.surplus)


@given(some_accounts(), some_days)
def test_the_terms_that_count_add_up_to_the_numbers(of, as_of):
    """`gap --why` names every promise and measure, and those that count come to the row's numbers."""
    sums = december(of, as_of).sums
    terms = gap_terms((), of.promises, of.measures, DECEMBER, as_of, POLICY)

    def counted(part):
        return total(term.amount for term in terms if term.part is part and term.not_counted is None)

    assert (counted(Part.PROMISED), counted(Part.MEASURES)) == (sums.promised, sums.measures)


@given(some_accounts(), some_days)
def test_facts_of_later_days_change_no_number(of, as_of):
    """What happens after the day is not known on the day."""
    known = replace(
        of,
        promises=tuple(as_known(p, as_of) for p in of.promises if p.made_on <= as_of),
        measures=tuple(m for m in of.measures if m.made_on <= as_of),
    )
    assert _numbers(of, as_of) == _numbers(known, as_of)


def _numbers(of: Account, as_of):
    row = december(of, min(as_of, LAST))
    return (row.sums, row.flags, row.has_promise)
