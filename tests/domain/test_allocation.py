"""Which promise a receipt pays: the oldest due first, none promised after the money came; nobody's fen is lost."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts import instalment, on, paid, promise, some_days, some_money, some_promises, split, wan
from huikuan.domain.allocation import UnappliedReceipt, allocate, allocate_to, apply_to_promises, unpaid
from huikuan.domain.facts import Payment
from huikuan.domain.money import NOTHING, Money, total


def shares(amount, when, *promises):
    found, left = allocate(wan(amount), on(when), promises)
    return [(share.due, share.amount) for share in found], left


def test_the_oldest_due_is_paid_first():
    late, soon = promise(5, "12-20", made="11-01"), promise(4, "12-10", made="11-20")
    assert shares(6, "12-05", late, soon) == ([(on("12-10"), wan(4)), (on("12-20"), wan(2))], NOTHING)


def test_instalments_of_one_promise_are_paid_in_their_order():
    of = split(instalment(5, "12-20"), instalment(3, "12-10"))
    assert shares(4, "12-05", of) == ([(on("12-10"), wan(3)), (on("12-20"), wan(1))], NOTHING)


def test_of_two_due_on_one_day_the_one_promised_first():
    first, second = promise(5, "12-10"), promise(5, "12-10")
    found, _ = allocate(wan(6), on("12-05"), [second, first])
    assert [(share.promise_id, share.amount) for share in found] == [(first.id, wan(5)), (second.id, wan(1))]


def test_what_is_left_over_stays_unallocated():
    assert shares(10, "12-05", promise(4, "12-10")) == ([(on("12-10"), wan(4))], wan(6))
    assert shares(10, "12-05") == ([], wan(10))


def test_a_promise_made_after_the_value_date_is_passed_over():
    """Money of December 5 answers no promise of December 6, even where that is due first."""
    earlier, later = promise(4, "12-20", made="12-05"), promise(4, "12-10", made="12-06")
    assert shares(10, "12-05", later, earlier) == ([(on("12-20"), wan(4))], wan(6))


def test_a_broken_promise_is_still_owed_and_paid_first():
    assert shares(5, "12-15", promise(4, "12-10"), promise(4, "12-20"))[0] == [
        (on("12-10"), wan(4)),
        (on("12-20"), wan(1)),
    ]


def test_what_was_paid_before_is_not_paid_again():
    assert shares(5, "12-09", promise(4, "12-10", paid(3, "12-08"))) == ([(on("12-10"), wan(1))], wan(4))


def test_what_bounced_is_to_be_paid_again():
    assert shares(5, "12-09", promise(4, "12-10", paid(3, "12-07", "12-08"))) == ([(on("12-10"), wan(4))], wan(1))


def test_a_named_promise_takes_the_money_first():
    """Even one made after the value date; what it does not take is left over."""
    named = split(instalment(3, "12-30"), instalment(2, "12-20"), made="12-06")
    found, left = allocate_to(wan(9), on("12-05"), named)
    assert ([(share.due, share.amount) for share in found], left) == (
        [(on("12-20"), wan(2)), (on("12-30"), wan(3))],
        wan(4),
    )


def test_a_named_promise_that_is_paid_takes_nothing():
    assert allocate_to(wan(9), on("12-09"), promise(4, "12-10", paid(4, "12-08"))) == ([], wan(9))


@pytest.mark.parametrize("to_one", [False, True], ids=["oldest first", "named"])
@given(some_money, some_days, st.lists(some_promises(), min_size=1, max_size=4))
def test_no_fen_is_lost_and_no_instalment_overpaid(to_one, amount, when, promises):
    """Allocated and left over are the amount; nobody gets more than they lack; all shares are more than nothing."""
    found, left = allocate_to(amount, when, promises[0]) if to_one else allocate(amount, when, promises)
    assert total(share.amount for share in found) + left == amount
    assert left >= NOTHING
    lacking = {part.id: unpaid(part) for p in promises for part in p.instalments}
    got: dict[int, Money] = defaultdict(lambda: NOTHING)
    for share in found:
        assert share.amount > NOTHING
        got[share.instalment_id] = got[share.instalment_id] + share.amount
    assert all(got[part] <= lacking[part] for part in got)


@given(some_money, some_days, st.lists(some_promises(), max_size=4))
def test_a_later_one_is_paid_only_when_every_earlier_one_is_full(amount, when, promises):
    found, left = allocate(amount, when, promises)
    got = _by_part(found)
    waiting = [part for p in promises if p.made_on <= when for part in p.instalments if unpaid(part)]
    assert set(got) <= {part.id for part in waiting}
    reached = max((share.due for share in found), default=None)
    for part in waiting:
        if left or (reached is not None and part.due < reached):
            assert got.get(part.id) == unpaid(part)


def test_a_match_counts_from_the_day_on_which_the_money_and_the_claim_were_there():
    """What never was paid is open since the promise, what came back since it did."""
    bounced = promise(6, "12-10", paid(4, "12-03", "12-08"), made="12-01")
    found, _ = allocate(wan(5), on("12-05"), [bounced])
    assert [(share.matched_on, share.amount) for share in found] == [(on("12-05"), wan(2)), (on("12-08"), wan(3))]


def test_free_money_pays_in_the_order_in_which_it_came():
    first, second = promise(4, "12-10"), promise(4, "12-20")
    free = [UnappliedReceipt(8, on("12-06"), wan(3)), UnappliedReceipt(7, on("12-05"), wan(3))]
    found = apply_to_promises(free, [second, first])
    assert {number: [(s.promise_id, s.amount) for s in shares] for number, shares in found.items()} == {
        7: [(first.id, wan(3))],
        8: [(first.id, wan(1)), (second.id, wan(2))],
    }


@given(some_money, some_money, some_days, st.lists(some_promises(), max_size=3))
def test_two_receipts_pay_what_one_of_both_would_have_paid(one, other, when, promises):
    at_once, left = allocate(one + other, when, promises)
    first, first_left = allocate(one, when, promises)
    second, second_left = allocate(other, when, [_with(p, first, when) for p in promises])
    assert _by_part([*first, *second]) == _by_part(at_once)
    assert first_left + second_left == left


def _by_part(found):
    return {
        part: total(s.amount for s in found if s.instalment_id == part) for part in {s.instalment_id for s in found}
    }


def _with(of, given_shares, when):
    got = _by_part(given_shares)
    parts = tuple(
        replace(part, payments=(*part.payments, Payment(0, when, got[part.id]))) if part.id in got else part
        for part in of.instalments
    )
    return replace(of, instalments=parts)
