"""What bills are worth in cash before they mature, and when they have to be presented."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts import DECEMBER, POLICY, on, receipt, some_days, some_money, wan
from huikuan.domain.bills import Cash, due_instruments, in_cash, worth
from huikuan.domain.facts import Form
from huikuan.domain.money import NOTHING, Money, total

THREE_PER_CENT = Fraction(3, 100)
BILL = Form.ACCEPTANCE_BILL
rates = st.fractions(0, Fraction(36, 100), max_denominator=10_000)


@pytest.mark.parametrize(
    ("face", "matures", "rate", "expected"),
    [
        (100, "2027-06-08", THREE_PER_CENT, "98.5"),  # 180 days: half a year of a bank
        (100, "2027-12-05", THREE_PER_CENT, 97),  # 360 days
        (100, "2026-12-11", THREE_PER_CENT, "99.991667"),  # one day: 83.33 yuan
        (100, "12-10", THREE_PER_CENT, 100),
        (100, "12-09", THREE_PER_CENT, 100),
        (100, None, THREE_PER_CENT, 100),
        (100, "2027-06-08", Fraction(0), 100),
        (100, "2036-12-07", Fraction(36, 100), 0),  # ten years at 36 % would be less than nothing
    ],
)
def test_face_less_the_rate_for_its_days(face, matures, rate, expected):
    """On December 10."""
    assert worth(wan(face), matures and on(matures), on("12-10"), rate) == wan(expected)


@pytest.mark.parametrize(("fen", "expected"), [(2, 1), (4, 2), (1, 1), (3, 2), (5, 3), (0, 0)])
def test_half_a_fen_is_rounded_up(fen, expected):
    """At 36 % for 500 days half of it is left."""
    assert worth(Money(fen), on("12-10") + timedelta(days=500), on("12-10"), Fraction(36, 100)) == Money(expected)


@given(some_money, st.none() | some_days, some_days, rates)
def test_it_is_never_more_than_the_face_and_exact_to_half_a_fen(face, matures, day, rate):
    found = worth(face, matures, day, rate)
    days = max(0, (matures - day).days) if matures else 0
    assert NOTHING <= found <= face
    assert abs(found.fen - face.fen * (1 - rate * days / 360)) <= Fraction(1, 2)


@given(some_money, st.dates(date(2026, 1, 1), date(2040, 1, 1)), some_days, rates)
def test_it_grows_day_by_day_until_it_matures(face, matures, day, rate):
    assert worth(face, matures, day, rate) <= worth(face, matures, day + timedelta(days=1), rate)
    assert worth(face, matures, matures, rate) == face


class TestInCash:
    def test_the_month_with_its_bills(self):
        """28万 in a bill of 180 days are worth 27.58万 on the day it came in, however long ago that is."""
        bill = receipt(28, "12-05", form=BILL, matures="2027-06-03")
        found = in_cash([bill, receipt(12, "12-08")], DECEMBER, on("12-31"), THREE_PER_CENT)
        assert (found.face, found.cash) == (wan(40), wan("39.58"))
        [only] = found.bills
        assert (only.receipt_id, only.face, only.days, only.worth) == (bill.id, wan(28), 180, wan("27.58"))
        assert only.matures == on("2027-06-03")

    @pytest.mark.parametrize("form", [Form.CHEQUE, Form.BANK_DRAFT, BILL])
    def test_cheques_and_drafts_with_a_maturity_too(self, form):
        found = in_cash([receipt(1, "12-05", form=form, matures="2027-06-03")], DECEMBER, on("12-31"), THREE_PER_CENT)
        assert found.cash == wan("0.985")

    @pytest.mark.parametrize("form", [Form.CASH, Form.TRANSFER])
    def test_cash_is_cash(self, form):
        found = in_cash([receipt(1, "12-05", form=form, matures="2027-06-03")], DECEMBER, on("12-31"), THREE_PER_CENT)
        assert found == Cash(wan(1), wan(1), ())

    def test_a_bill_whose_maturity_nobody_noted_counts_with_its_face(self):
        found = in_cash([receipt(1, "12-05", form=BILL)], DECEMBER, on("12-31"), THREE_PER_CENT)
        assert found == Cash(wan(1), wan(1), ())

    def test_only_what_came_in_during_the_month_by_the_day_and_stands(self):
        bounced = receipt(8, "12-02", form=BILL, matures="2027-06-03", reversed_on="12-20")
        receipts = [receipt(1, "11-30"), receipt(2, "12-01"), receipt(4, "12-31"), bounced, receipt(9, "2027-01-01")]
        assert in_cash(receipts, DECEMBER, on("12-19"), Fraction(0)).face == wan(10)
        assert in_cash(receipts, DECEMBER, on("12-20"), Fraction(0)) == Cash(wan(2), wan(2), ())
        assert in_cash(receipts, DECEMBER, on("2027-01-05"), Fraction(0)).cash == wan(6)

    @given(
        st.lists(st.tuples(some_days, st.sampled_from(Form), st.none() | some_days, st.integers(1, 50)), max_size=6),
        some_days,
        rates,
    )
    def test_the_bills_make_all_of_the_difference(self, parts, as_of, rate):
        receipts = [receipt(amount, day, form=form, matures=matures) for day, form, matures, amount in parts]
        found = in_cash(receipts, DECEMBER, as_of, rate)
        assert found.face - found.cash == total(bill.face - bill.worth for bill in found.bills)
        assert NOTHING <= found.cash <= found.face <= total(r.amount for r in receipts)


class TestDueInstruments:
    def days_shown(self, bill, presented=None):
        """On which days around December 20, on which it matures, it is to be presented."""
        around = [on("12-20") + timedelta(days=n) for n in range(-20, 61)]
        return [f"{d:%m-%d}" for d in around if due_instruments([bill], presented or {}, d, POLICY)]

    def bill(self, **more):
        return receipt(5, "12-01", form=BILL, matures="12-20", **more)

    def test_from_five_days_before_until_forty_days_after(self):
        """Ten of them are the legal period; one that slipped through does not vanish from one day to the next."""
        shown = self.days_shown(self.bill())
        assert (shown[0], shown[-1], len(shown)) == ("12-15", "01-29", 46)

    def test_until_it_was_presented(self):
        bill = self.bill()
        assert self.days_shown(bill, {bill.id: on("12-22")})[-1] == "12-21"
        assert self.days_shown(bill, {bill.id: on("12-02")}) == []
        assert len(self.days_shown(bill, {bill.id + 1: on("12-02")})) == 46

    def test_until_it_came_back(self):
        assert self.days_shown(self.bill(reversed_on="12-18")) == ["12-15", "12-16", "12-17"]

    def test_not_before_it_came_in(self):
        late = receipt(5, "12-18", form=BILL, matures="12-20")
        assert self.days_shown(late)[0] == "12-18"

    @pytest.mark.parametrize(
        ("form", "matures"), [(BILL, None), (Form.TRANSFER, "12-20"), (Form.CASH, "12-20"), (Form.CHEQUE, None)]
    )
    def test_nothing_else(self, form, matures):
        assert self.days_shown(receipt(5, "12-01", form=form, matures=matures)) == []

    @pytest.mark.parametrize(("as_of", "left"), [("12-15", 5), ("12-20", 0), ("12-30", -10)])
    def test_with_the_days_left_and_the_last_day(self, as_of, left):
        bill = self.bill()
        [found] = due_instruments([bill], {}, on(as_of), POLICY)
        assert (found.receipt, found.matures) == (bill, on("12-20"))
        assert (found.days_left, found.last_day) == (left, on("12-30"))

    def test_the_most_urgent_first(self):
        bills = [receipt(1, "12-01", form=BILL, matures=m) for m in ("12-22", "12-18", "12-20", "12-18")]
        found = due_instruments(bills, {}, on("12-20"), POLICY)
        assert [each.receipt.id for each in found] == [bills[n].id for n in (1, 3, 2, 0)]
