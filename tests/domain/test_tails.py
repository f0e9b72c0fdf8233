"""The shaved tail: most of an instalment came in, a small rest was left out, nobody has re-promised it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts import POLICY, instalment, on, paid, promise, renewed, some_days, some_promises, split, wan, withdrawn
from huikuan.domain.facts import PromiseStatus
from huikuan.domain.money import NOTHING, total
from huikuan.domain.standing import standing
from huikuan.domain.tails import tails

SHAVED = promise(20, "12-10", paid("19.5", "12-10"))
"""Twenty were promised for December 10, nineteen and a half came."""


def short(*promises, as_of="12-20", policy=POLICY):
    return [tail.short for tail in tails(promises, on(as_of), policy).tails]


@pytest.mark.parametrize(
    ("came", "left"),
    [
        ("20", None),
        ("19.999999", "0.000001"),
        ("19.5", "0.5"),
        ("19", "1"),  # just 5 %
        ("18.999999", None),
        ("10", None),
        ("25", None),
    ],
)
def test_up_to_five_per_cent_of_it(came, left):
    assert short(promise(20, "12-10", paid(came, "12-10"))) == ([wan(left)] if left else [])


def test_where_nothing_came_in_nothing_was_shaved():
    assert short(promise(20, "12-10")) == []


@pytest.mark.parametrize(("as_of", "is_one"), [("12-10", False), ("12-11", True), ("2027-06-01", True)])
def test_from_the_day_after_the_window(as_of, is_one):
    assert bool(short(SHAVED, as_of=as_of)) is is_one


def test_the_window_of_a_good_customer_is_longer():
    """Grade A: due Thursday the 10th, its window runs to Monday the 14th."""
    good = promise(20, "12-10", paid("19.5", "12-10"), grade="A")
    assert (short(good, as_of="12-14"), short(good, as_of="12-15")) == ([], [wan("0.5")])


def test_money_that_comes_late_takes_it_away():
    late = promise(20, "12-10", paid("19.5", "12-10"), paid("0.5", "12-18"))
    assert (short(late, as_of="12-17"), short(late, as_of="12-18")) == ([wan("0.5")], [])


def test_money_that_comes_late_may_leave_one():
    late = promise(20, "12-10", paid(10, "12-10"), paid(9, "12-18"))
    assert (short(late, as_of="12-17"), short(late, as_of="12-18")) == ([], [wan(1)])


def test_what_was_repromised_lives_on_in_the_next_promise():
    assert short(renewed(SHAVED, "12-15", "12-25"), as_of="12-14") == [wan("0.5")]
    assert short(renewed(SHAVED, "12-15", "12-25"), as_of="12-15") == []


def test_what_was_taken_back_does_not():
    assert short(withdrawn(SHAVED, "12-15"), as_of="12-15") == [wan("0.5")]


def test_a_payment_that_bounced_was_no_payment():
    """Also where it bounced after the promise was taken back."""
    bounced = promise(20, "12-10", paid("19.5", "12-10", "12-18"))
    for each in (bounced, withdrawn(bounced, "12-12")):
        assert (short(each, as_of="12-17"), short(each, as_of="12-18")) == ([wan("0.5")], [])


def test_a_promise_made_later_is_not_known_yet():
    assert short(promise(20, "12-10", paid("19.5", "12-10"), made="12-25"), as_of="12-24") == []


def test_one_that_counts_as_kept_may_leave_one_too():
    lenient = replace(POLICY, threshold=95)
    assert str(standing(SHAVED, on("12-20"), lenient).state) == "kept"
    assert short(SHAVED, policy=lenient) == [wan("0.5")]


def test_a_company_may_call_more_a_tail():
    half = promise(20, "12-10", paid(10, "12-10"))
    assert (short(half), short(half, policy=replace(POLICY, tail_share=50))) == ([], [wan(10)])


def test_each_instalment_with_its_terms_and_their_sum():
    three = split(
        instalment(10, "12-10", paid("9.8", "12-10")),
        instalment(10, "12-08", paid(10, "12-08")),
        instalment(10, "12-09", paid("9.7", "12-11")),
    )
    found = tails([SHAVED, three], on("12-20"), POLICY)
    assert [(t.promise_id, f"{t.due:%m-%d}", t.amount, t.paid, t.short) for t in found.tails] == [
        (three.id, "12-09", wan(10), wan("9.7"), wan("0.3")),
        (SHAVED.id, "12-10", wan(20), wan("19.5"), wan("0.5")),
        (three.id, "12-10", wan(10), wan("9.8"), wan("0.2")),
    ]
    assert (found.count, found.short, found.tails[0].customer_id) == (3, wan(1), 1)


def test_without_any_the_sum_is_nothing():
    found = tails([], on("12-20"), POLICY)
    assert (found.count, found.short) == (0, NOTHING)


@given(st.lists(some_promises(), max_size=4), some_days, st.integers(1, 50))
def test_it_is_what_remains_of_the_live_ones_by_their_standing(promises, as_of, per_cent):
    """And small against what came in."""
    found = tails(promises, as_of, replace(POLICY, tail_share=per_cent))
    live = [p for p in promises if p.made_on <= as_of and p.status_on(as_of) is PromiseStatus.LIVE]
    remaining = [
        part.remaining
        for whole in (standing(p, as_of, POLICY) for p in live)
        for part in whole.instalments
        if as_of > part.instalment.window_end
        if part.remaining > NOTHING and part.remaining.fen * 100 <= part.instalment.amount.fen * per_cent
    ]
    ids = {p.id for p in live}
    assert sorted(t.short for t in found.tails if t.promise_id in ids) == sorted(remaining)
    assert all(t.paid + t.short == t.amount and t.short <= t.paid for t in found.tails)
    assert found.short == total(t.short for t in found.tails)
