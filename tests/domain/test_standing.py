"""Where a promise stands on a day: in its window pending or kept, after it kept, partial or broken."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts import (
    LAST,
    POLICY,
    china,
    instalment,
    on,
    paid,
    promise,
    renewed,
    some_days,
    some_promises,
    split,
    wan,
    withdrawn,
)
from huikuan.domain.facts import Grade, PromiseStatus
from huikuan.domain.money import NOTHING, positive, total
from huikuan.domain.policy import Policy
from huikuan.domain.standing import State, standing, window_end

WINDOWS = [
    # an ordinary week: Thursday
    ("A", "2026-12-10", "2026-12-14"),  # +3 is Sunday: Monday
    ("B", "2026-12-10", "2026-12-11"),
    ("C", "2026-12-10", "2026-12-10"),
    ("D", "2026-12-10", "2026-12-10"),
    # Friday
    ("A", "2026-12-11", "2026-12-14"),
    ("B", "2026-12-11", "2026-12-14"),  # +1 is Saturday: Monday
    ("C", "2026-12-11", "2026-12-11"),
    # due on a day off
    ("C", "2026-12-12", "2026-12-14"),
    ("D", "2026-12-13", "2026-12-14"),
    # Saturdays worked in exchange around the Spring Festival
    ("C", "2026-02-14", "2026-02-14"),
    ("C", "2026-02-28", "2026-02-28"),
    ("B", "2026-02-13", "2026-02-14"),
    ("B", "2026-02-14", "2026-02-24"),  # +1 is the first day of the festival: all of it passes
    ("D", "2026-02-15", "2026-02-24"),
    ("A", "2026-02-25", "2026-02-28"),
    ("C", "2026-03-01", "2026-03-02"),  # an ordinary Sunday
    # National Day: October 1 to 7 off, Saturday the 10th worked
    ("A", "2026-09-30", "2026-10-08"),
    ("B", "2026-09-30", "2026-10-08"),
    ("C", "2026-09-30", "2026-09-30"),
    ("C", "2026-10-01", "2026-10-08"),
    ("C", "2026-10-10", "2026-10-10"),
    ("B", "2026-10-10", "2026-10-12"),
    ("C", "2026-09-20", "2026-09-20"),  # a Sunday worked in exchange
    ("A", "2026-12-31", "2027-01-04"),  # into a year that is not published yet: Monday to Friday
    ("C", "2027-01-01", "2027-01-01"),  # an estimate knows no New Year's Day
    ("C", "2027-01-02", "2027-01-04"),
]


@pytest.mark.parametrize(("grade", "due", "end"), WINDOWS)
def test_the_window_ends_tolerance_days_after_due_moved_on_to_a_working_day(grade, due, end):
    assert window_end(on(due), Grade(grade), POLICY, china()) == on(end)


@given(some_days, st.sampled_from(Grade))
def test_a_window_ends_on_a_working_day_never_before_due_and_tolerance(due, grade):
    end = window_end(due, grade, POLICY, china())
    assert china().is_working(end)
    assert end >= due + timedelta(days=POLICY.tolerance[grade])


def state(of, as_of, policy=POLICY):
    return str(standing(of, on(as_of), policy).state)


class TestDayByDay:
    """10万 due Thursday December 10 by a grade B customer: the window is open until Friday the 11th."""

    def test_unpaid_it_is_pending_then_broken(self):
        of = promise(10, "12-10", grade="B")
        assert [state(of, d) for d in ("12-09", "12-10", "12-11", "12-12")] == ["pending"] * 3 + ["broken"]

    def test_paid_in_full_it_is_kept_from_that_day_on(self):
        of = promise(10, "12-10", paid(10, "12-09"), grade="B")
        assert [state(of, d) for d in ("12-08", "12-09", "12-11", "12-12", "2027-01-31")] == ["pending"] + ["kept"] * 4

    def test_money_on_the_last_day_of_the_window_keeps_it(self):
        of = promise(10, "12-10", paid(10, "12-11"), grade="B")
        assert [state(of, d) for d in ("12-10", "12-11", "12-12")] == ["pending", "kept", "kept"]

    def test_money_a_day_after_the_window_does_not(self):
        of = promise(10, "12-10", paid(10, "12-12"), grade="B")
        assert [state(of, d) for d in ("12-11", "12-12")] == ["pending", "broken"]

    def test_part_of_it_in_the_window_is_pending_then_partial(self):
        of = promise(10, "12-10", paid(4, "12-10"), grade="B")
        found = standing(of, on("12-11"), POLICY)
        assert (str(found.state), found.paid, found.remaining) == ("pending", wan(4), wan(6))
        assert state(of, "12-12") == "partial"

    def test_one_fen_short_is_partial(self):
        assert state(promise(10, "12-10", paid("9.999999", "12-10")), "12-11") == "partial"

    def test_several_payments_add_up(self):
        of = promise(10, "12-10", paid(4, "12-01"), paid(3, "12-05"), paid(3, "12-10"))
        assert [state(of, d) for d in ("12-09", "12-10", "12-11")] == ["pending", "kept", "kept"]


class TestLateMoney:
    def test_it_is_recorded_as_late_and_the_state_stays(self):
        of = promise(10, "12-10", paid(4, "12-10"), paid(6, "12-15"))
        found = standing(of, on("12-15"), POLICY)
        assert (str(found.state), found.paid, found.remaining) == ("partial", wan(10), NOTHING)
        assert (found.instalments[0].paid_late, found.instalments[0].in_window) == (wan(6), wan(4))

    def test_what_remains_shrinks_day_by_day(self):
        of = promise(10, "12-10", paid(4, "12-14"), paid(5, "12-15"))
        assert [standing(of, on(d), POLICY).remaining for d in ("12-13", "12-14", "12-15")] == [wan(10), wan(6), wan(1)]
        assert state(of, "12-15") == "broken"


class TestThreshold:
    """A company that takes nine tenths as kept."""

    nine_tenths = Policy(threshold=90)

    @pytest.mark.parametrize(("amount", "expected"), [(10, "kept"), (9, "kept"), ("8.999999", "partial")])
    def test_nine_tenths_are_enough(self, amount, expected):
        assert state(promise(10, "12-10", paid(amount, "12-10")), "12-11", self.nine_tenths) == expected

    def test_in_the_window_too(self):
        assert state(promise(10, "12-10", paid(9, "12-05")), "12-05", self.nine_tenths) == "kept"

    def test_what_is_short_still_remains(self):
        assert standing(promise(10, "12-10", paid(9, "12-10")), on("12-11"), self.nine_tenths).remaining == wan(1)

    def test_late_money_does_not_count_for_it(self):
        of = promise(10, "12-10", paid(8, "12-10"), paid(2, "12-11"))
        assert state(of, "12-11", self.nine_tenths) == "partial"


class TestRenewing:
    """The old promise stays as it was on the day; a pending one whose date moves later counts as broken."""

    @pytest.mark.parametrize(
        ("due", "moved_to", "expected"),
        [
            ("12-10", "12-20", "broken"),
            ("12-10", "12-11", "broken"),
            ("12-10", "12-10", "pending"),
            ("12-10", "12-08", "pending"),
        ],
    )
    def test_a_pending_one_is_broken_only_where_the_date_moves_later(self, due, moved_to, expected):
        of = renewed(promise(10, due), "12-05", moved_to)
        assert [state(of, d) for d in ("12-04", "12-05", "12-31")] == ["pending", expected, expected]

    def test_it_is_live_until_the_day_and_superseded_from_it(self):
        of = renewed(promise(10, "12-10"), "12-05", "12-20")
        assert [str(standing(of, on(d), POLICY).status) for d in ("12-04", "12-05")] == ["live", "superseded"]

    def test_a_broken_one_stays_broken(self):
        of = renewed(promise(10, "12-10"), "12-15", "12-20")
        assert [state(of, d) for d in ("12-11", "12-15", "12-31")] == ["broken"] * 3

    def test_a_part_kept_one_stays_part_kept(self):
        assert state(renewed(promise(10, "12-10", paid(4, "12-10")), "12-15", "12-20"), "12-31") == "partial"

    def test_money_after_that_day_does_not_reach_it(self):
        found = standing(renewed(promise(10, "12-10", paid(10, "12-06")), "12-05", "12-10"), on("12-31"), POLICY)
        assert (found.paid, found.remaining) == (NOTHING, wan(10))

    def test_its_window_does_not_run_out_afterwards(self):
        """Frozen as pending on the 5th, it is not broken on the 11th: the new promise took its place."""
        assert state(renewed(promise(10, "12-10"), "12-05", "12-10"), "12-31") == "pending"

    def test_a_kept_instalment_stays_kept(self):
        of = renewed(split(instalment(5, "12-03", paid(5, "12-03")), instalment(5, "12-20")), "12-05", "12-25")
        assert [str(part.state) for part in standing(of, on("12-31"), POLICY).instalments] == ["kept", "broken"]


class TestWithdrawing:
    @pytest.mark.parametrize(
        ("of", "when", "expected"),
        [
            (promise(10, "12-10"), "12-05", "pending"),
            (promise(10, "12-10"), "12-15", "broken"),
            (promise(10, "12-10", paid(4, "12-10")), "12-15", "partial"),
            (promise(10, "12-10", paid(10, "12-10")), "12-15", "kept"),
        ],
    )
    def test_the_state_is_frozen_as_of_that_day(self, of, when, expected):
        taken_back = withdrawn(of, when)
        assert [state(taken_back, d) for d in (when, "2027-01-31")] == [expected, expected]
        assert standing(taken_back, on(when), POLICY).status is PromiseStatus.WITHDRAWN


class TestSeveralInstalments:
    """The whole is the worst of its parts, in the order broken, partial, pending, kept."""

    broken = instalment(5, "12-02")
    partial = instalment(5, "12-02", paid(1, "12-02"))
    pending = instalment(5, "12-20")
    kept = instalment(5, "12-02", paid(5, "12-02"))

    @pytest.mark.parametrize(
        ("names", "expected"),
        [
            (["kept", "kept"], "kept"),
            (["kept", "pending"], "pending"),
            (["kept", "pending", "partial"], "partial"),
            (["pending", "partial", "broken", "kept"], "broken"),
        ],
    )
    def test_the_worst_of_them(self, names, expected):
        assert state(split(*(getattr(self, name) for name in names)), "12-05") == expected

    def test_amounts_are_sums(self):
        found = standing(split(self.partial, self.pending, self.kept), on("12-05"), POLICY)
        assert (found.amount, found.paid, found.remaining) == (wan(15), wan(6), wan(9))


class TestReversal:
    def test_a_kept_promise_whose_cheque_bounces_is_broken_from_that_day(self):
        of = promise(10, "12-10", paid(10, "12-09", "12-15"))
        assert [state(of, d) for d in ("12-09", "12-14", "12-15", "12-31")] == ["kept", "kept", "broken", "broken"]

    def test_inside_the_window_it_is_pending_again(self):
        of = promise(10, "12-10", paid(10, "12-08", "12-09"))
        assert [state(of, d) for d in ("12-08", "12-09", "12-11")] == ["kept", "pending", "broken"]

    def test_the_other_payments_stand(self):
        of = promise(10, "12-10", paid(4, "12-08"), paid(6, "12-09", "12-15"))
        assert state(of, "12-15") == "partial"
        assert standing(of, on("12-15"), POLICY).remaining == wan(6)


# --- for any promise -------------------------------------------------------------------------------------------------


@given(some_promises(), some_days, some_days)
def test_time_alone_turns_no_broken_promise_kept_and_no_kept_one_broken(of, one, other):
    """Only a reversal takes a kept state away."""
    steady = replace(
        of,
        instalments=tuple(
            replace(part, payments=tuple(p for p in part.payments if p.reversed_on is None)) for part in of.instalments
        ),
    )
    first, then = sorted((one, other))
    for before, after in zip(
        standing(steady, first, POLICY).instalments, standing(steady, then, POLICY).instalments, strict=True
    ):
        if before.state is State.KEPT:
            assert after.state is State.KEPT
        if before.state in (State.BROKEN, State.PARTIAL):
            assert after.state is before.state
        assert after.remaining <= before.remaining


@given(some_promises(), some_days, st.data())
def test_facts_of_later_days_change_nothing(of, as_of, data):
    """A payment, a reversal or an ending dated after the day does not show on the day."""
    assert _shape(of, as_of) == _shape(_without_later(of, as_of, data.draw(st.booleans())), as_of)


def _without_later(of, as_of, drop_the_end):
    parts = []
    for part in of.instalments:
        arrived = [p for p in part.payments if p.on <= as_of]
        known = [p if p.reversed_on and p.reversed_on <= as_of else replace(p, reversed_on=None) for p in arrived]
        parts.append(replace(part, payments=tuple(known)))
    known = replace(of, instalments=tuple(parts))
    is_later = of.ended_on is not None and of.ended_on > as_of
    return replace(known, ended_on=None, ended_as=None, followed_by=()) if is_later and drop_the_end else known


def _shape(of, as_of):
    found = standing(of, as_of, POLICY)
    parts = [(p.state, p.paid, p.paid_late, p.remaining) for p in found.instalments]
    return (found.state, found.status, found.paid, found.remaining, parts)


@given(some_promises(), some_days, st.randoms(use_true_random=False))
def test_the_order_of_payments_is_irrelevant(of, as_of, shuffle):
    mixed = []
    for part in of.instalments:
        payments = list(part.payments)
        shuffle.shuffle(payments)
        mixed.append(replace(part, payments=tuple(payments)))
    assert _shape(of, as_of) == _shape(replace(of, instalments=tuple(mixed)), as_of)


@given(some_promises(), some_days)
def test_paid_and_remaining_add_up(of, as_of):
    """Remaining is what the amount exceeds the paid by; late money is part of the paid."""
    found = standing(of, as_of, POLICY)
    for part in found.instalments:
        assert part.remaining == positive(part.instalment.amount - part.paid)
        assert NOTHING <= part.paid_late <= part.paid
    assert found.remaining == total(part.remaining for part in found.instalments)


@given(some_promises(), some_days)
def test_kept_means_all_of_it_came_in_by_the_window(of, as_of):
    for part in standing(of, as_of, POLICY).instalments:
        assert (part.state is State.KEPT) == (part.in_window >= part.instalment.amount)
        if part.state is State.PENDING:
            assert as_of <= part.instalment.window_end or of.status_on(as_of) is not PromiseStatus.LIVE


def test_windows_are_facts_a_new_grade_or_calendar_rewrites_no_history():
    """The end of the window stands on the instalment; only the policy's threshold is looked up later."""
    of = promise(10, "12-10", paid(10, "12-14"), grade="A")
    strict = replace(POLICY, tolerance=dict.fromkeys(Grade, 0))
    assert state(of, date(2026, 12, 31), strict) == "kept"
    assert on("12-14") < LAST
