"""The track record: kept ÷ matured by count, paid in time ÷ promised by amount, days late weighted by amount."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts import POLICY, instalment, on, paid, promise, renewed, some_days, some_promises, split, wan, withdrawn
from huikuan.domain.record import record

KEPT = promise(10, "10-15", paid(10, "10-15"), made="10-01")
EARLY = promise(10, "10-15", paid(10, "10-10"), made="10-01")
PARTIAL = promise(10, "10-15", paid(4, "10-15"), paid(6, "10-25"), made="10-01")
BROKEN = promise(10, "10-15", made="10-01")
PENDING = promise(10, "12-20", made="10-01")


def of(*promises, as_of="11-14"):
    return record(promises, on(as_of), POLICY)


def test_by_count():
    """Two kept, one partial, one broken: half of them."""
    found = of(KEPT, EARLY, PARTIAL, BROKEN, PENDING)
    assert (found.kept, found.partial, found.broken, found.matured) == (2, 1, 1, 4)
    assert found.kept_by_count == Fraction(1, 2)


def test_by_amount():
    """10 + 10 + 4 + 0 of 40 came in time; late money is not in it."""
    assert of(KEPT, EARLY, PARTIAL, BROKEN, PENDING).kept_by_amount == Fraction(24, 40)


def test_more_than_promised_counts_as_promised():
    generous = promise(10, "10-15", paid(15, "10-15"), made="10-01")
    assert of(generous, BROKEN, BROKEN).kept_by_amount == Fraction(1, 3)


def test_days_late_are_weighted_by_amount():
    """6万 of 30万 ten days late, the rest in time or early: two days on average."""
    assert of(KEPT, EARLY, PARTIAL).days_late == Fraction(6 * 10, 30)


def test_money_still_out_counts_with_todays_lateness():
    """Due October 15, still unpaid: thirty days late on November 14, thirty-one the day after."""
    assert of(BROKEN, BROKEN, BROKEN).days_late == 30
    assert of(BROKEN, BROKEN, BROKEN, as_of="11-15").days_late == 31
    assert of(KEPT, KEPT, BROKEN).days_late == 10


def test_paying_early_makes_up_for_nothing():
    assert of(EARLY, EARLY, EARLY).days_late == 0


def test_repromised_money_counts_with_the_lateness_of_that_day():
    """Re-promised ten days after it was due; what happens to it later is the new promise's."""
    missed = renewed(BROKEN, "10-25", "12-20")
    assert of(missed, missed, missed).days_late == 10


def test_a_promise_put_off_before_it_was_due_is_broken_and_not_late():
    put_off = renewed(promise(10, "12-20", made="10-01"), "11-01", "12-31")
    found = of(put_off, put_off, put_off)
    assert (found.broken, found.kept_by_count, found.days_late) == (3, 0, 0)


def test_one_taken_back_while_pending_is_not_matured():
    assert of(withdrawn(PENDING, "11-01")).matured == 0


@pytest.mark.parametrize("matured", [0, 1, 2])
def test_under_three_it_is_too_early_to_say(matured):
    found = of(*[KEPT] * matured, PENDING)
    assert (found.matured, found.kept_by_count, found.kept_by_amount, found.days_late) == (matured, None, None, None)


def test_instalments_are_counted_not_promises():
    three = split(*(instalment(1, d, paid(1, d)) for d in ("10-12", "10-13", "10-14")), made="10-01")
    assert (of(three).matured, of(three).kept_by_count) == (3, 1)


def test_a_promise_made_later_is_not_known_yet():
    assert of(KEPT, KEPT, KEPT, as_of="09-30").matured == 0


def test_a_bounced_payment_takes_the_kept_back():
    bounced = promise(10, "10-15", paid(10, "10-15", "11-01"), made="10-01")
    assert (of(bounced, KEPT, KEPT, as_of="10-31").kept, of(bounced, KEPT, KEPT).kept) == (3, 2)


@given(st.lists(some_promises(), max_size=5), some_days)
def test_it_adds_up(promises, as_of):
    found = record(promises, as_of, POLICY)
    assert found.kept + found.partial + found.broken == found.matured
    assert wan(0) <= found.paid_in_window <= found.promised
    assert found.late_fen_days >= 0
    for ratio in (found.kept_by_count, found.kept_by_amount):
        assert ratio is None or 0 <= ratio <= 1
    assert (found.kept_by_count is None) == (found.matured < 3)
