"""Where a payment lies in the customer's house: which step waits, which is stuck, since when, and for how long."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts import POLICY, china, days, on, some_days, step
from huikuan.domain.approval import chain


def stand(*steps, as_of, policy=POLICY):
    return chain(steps, on(as_of), china(), policy)


def statuses(*steps, as_of, policy=POLICY):
    return [str(found.status) for found in stand(*steps, as_of=as_of, policy=policy)]


SUBMITTED, EXPECTED = step(submitted="12-01"), step(expected="12-08")
BOTH, NEITHER = step(submitted="12-01", expected="12-08"), step()


@pytest.mark.parametrize(
    ("one", "as_of", "status", "waiting"),
    [
        (NEITHER, "12-31", "waiting", None),
        (SUBMITTED, "12-01", "submitted", 0),
        (SUBMITTED, "12-08", "submitted", 7),  # the fifth working day after: December 5 and 6 are a weekend
        (SUBMITTED, "12-09", "stuck", 8),  # the sixth: more than five
        (SUBMITTED, "12-20", "stuck", 19),
        (EXPECTED, "12-07", "waiting", None),
        (EXPECTED, "12-08", "waiting", None),  # it may still come through today
        (EXPECTED, "12-09", "stuck", 1),
        (BOTH, "12-08", "submitted", 7),  # a day was named: five working days say nothing
        (BOTH, "12-09", "stuck", 8),
        (step(submitted="12-01", expected="12-31"), "12-20", "submitted", 19),
        (
            step(submitted="09-29", made="09-29"),
            "10-12",
            "submitted",
            13,
        ),  # the National Day holiday is no working time
        (step(submitted="09-29", made="09-29"), "10-13", "stuck", 14),
    ],
)
def test_where_a_step_stands(one, as_of, status, waiting):
    """By the day it was expected for, else by five working days on the desk; the days are calendar days since it was
    submitted, else since the day expected.
    """
    [found] = stand(one, as_of=as_of)
    assert (str(found.status), found.days_waiting) == (status, waiting)


@pytest.mark.parametrize(
    ("one", "since", "due"),
    [(SUBMITTED, "12-09", "12-01"), (EXPECTED, "12-09", "12-08"), (BOTH, "12-09", "12-08")],
)
def test_since_when_it_is_stuck_and_what_it_was_due(one, since, due):
    for as_of in days(since, "12-20"):
        [found] = stand(one, as_of=as_of)
        assert (found.stuck_since, found.due) == (on(since), on(due))


def test_what_is_not_stuck_has_no_day_since_when():
    assert [found.stuck_since for found in stand(SUBMITTED, NEITHER, as_of="12-02")] == [None, None]


def test_a_house_may_give_its_desks_more_time():
    assert statuses(SUBMITTED, as_of="12-09", policy=replace(POLICY, approval_days=6)) == ["submitted"]


class TestDone:
    one = step(submitted="12-01", done="12-15")

    @pytest.mark.parametrize(("as_of", "status"), [("12-14", "stuck"), ("12-15", "done"), ("12-31", "done")])
    def test_from_its_day_on(self, as_of, status):
        assert statuses(self.one, as_of=as_of) == [status]

    def test_it_waits_for_nothing(self):
        [found] = stand(self.one, as_of="12-15")
        assert (found.days_waiting, found.stuck_since) == (None, None)

    def test_one_entered_later_is_not_known_yet(self):
        assert stand(step(made="12-05", submitted="12-01"), as_of="12-04") == ()


class TestChain:
    def test_only_the_first_open_step_is_stuck(self):
        """The later ones wait for it, also where their own day has passed."""
        first, second, third = (step(expected="12-08") for _ in range(3))
        assert statuses(first, second, third, as_of="12-10") == ["stuck", "waiting", "waiting"]
        first = first._replace(done_on=on("12-10"))
        assert statuses(first, second, third, as_of="12-10") == ["done", "stuck", "waiting"]
        assert statuses(first, second, third, as_of="12-09") == ["stuck", "waiting", "waiting"]

    def test_a_later_step_already_submitted_is_submitted(self):
        assert statuses(step(submitted="12-01"), step(submitted="12-01"), as_of="12-20") == ["stuck", "submitted"]

    def test_a_first_step_that_is_not_due_holds_up_the_next_without_being_stuck(self):
        assert statuses(step(expected="12-31"), step(expected="12-08"), as_of="12-10") == ["waiting", "waiting"]

    def test_each_promise_of_each_customer_has_a_chain_of_its_own(self):
        steps = [step(expected="12-08", **of) for of in ({}, {"about": 1}, {"about": 2}, {"of": 2}, {"about": 1})]
        assert statuses(*steps, as_of="12-10") == ["stuck", "stuck", "stuck", "stuck", "waiting"]

    def test_the_order_is_that_in_which_they_were_entered(self):
        first, second = step(expected="12-08"), step(expected="12-08")
        assert [found.step for found in stand(second, first, as_of="12-10")] == [first, second]


@st.composite
def some_steps(draw):
    """Any chain: each step entered on a day, handed in by then, expected after that, done or not."""
    steps = []
    for made in sorted(draw(st.lists(some_days, min_size=1, max_size=4))):
        submitted = draw(st.none() | st.just(made) | st.just(made - timedelta(days=9)))
        expected = draw(
            st.none() | st.integers(0, 20).map(lambda n, since=submitted or made: since + timedelta(days=n))
        )
        done = draw(st.none() | st.integers(0, 30).map(lambda n, since=made: since + timedelta(days=n)))
        one = step(about=draw(st.sampled_from([None, 1])))
        steps.append(one._replace(made_on=made, submitted_on=submitted, expected_on=expected, done_on=done))
    return steps


@given(some_steps(), some_days)
def test_at_most_one_step_of_a_chain_is_stuck_and_it_is_the_first_open_one(steps, as_of):
    found = stand(*steps, as_of=as_of)
    assert [each.step for each in found] == [s for s in steps if s.made_on <= as_of]
    for promise in (None, 1):
        still_open = [each for each in found if each.step.promise_id == promise and not each.is_done]
        assert [each.is_stuck for each in still_open[1:]] == [False] * len(still_open[1:])
        assert all(each.stuck_since <= as_of and each.due < as_of for each in still_open if each.is_stuck)


@given(some_steps(), some_days)
def test_what_is_stuck_stays_so_until_it_is_done(steps, as_of):
    later = as_of + timedelta(days=1)
    then = {each.step.id: each for each in stand(*steps, as_of=later)}
    for each in stand(*steps, as_of=as_of):
        if each.is_stuck:
            assert then[each.step.id].is_done or then[each.step.id].stuck_since == each.stuck_since
