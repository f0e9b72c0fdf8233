"""What the rules propose: along with the manager at the third promise or a D's broken word; a new customer pays on
delivery.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from facts import POLICY, customer, instalment, on, paid, promise, renewed, split, withdrawn
from huikuan.domain.facts import CustomerKind, Grade
from huikuan.domain.proposal import Proposal, goes_together, proposals
from huikuan.domain.record import record
from huikuan.domain.standing import standing

THIRD, BROKEN_D, ON_DELIVERY = Proposal
KEPT = [promise(1, "10-15", paid(1, "10-15"), made="10-01") for _ in range(3)]
"""Enough to judge a customer by."""
BROKEN = promise(10, "12-03")


def proposed(*promises, grade="C", as_of="12-10", policy=POLICY, kind=CustomerKind.DIRECT, known=KEPT):
    every = [*known, *promises]
    standings = [standing(p, on(as_of), policy) for p in every if p.made_on <= on(as_of)]
    who = replace(customer(grade=grade), kind=kind)
    return proposals(who, standings, record(every, on(as_of), policy), Grade(grade), policy)


class TestTheThirdPromise:
    @pytest.mark.parametrize(("level", "expected"), [(1, ()), (2, ()), (3, (THIRD,)), (4, (THIRD,))])
    def test_for_the_same_money_is_one_to_go_together_for(self, level, expected):
        assert proposed(promise(10, "12-18", level=level)) == expected

    def test_is_so_while_it_is_broken_as_well(self):
        assert proposed(promise(10, "12-03", level=3)) == (THIRD,)

    @pytest.mark.parametrize(
        "third",
        [
            promise(10, "12-18", paid(10, "12-05"), level=3),
            withdrawn(promise(10, "12-18", level=3), "12-08"),
            renewed(promise(10, "12-18", level=3), "12-08", "12-18"),
            promise(10, "12-18", level=3, made="12-11"),
        ],
        ids=["paid", "taken back", "re-promised", "not known yet"],
    )
    def test_is_none_any_more_once_it_is_over(self, third):
        assert proposed(third) == ()

    def test_how_many_it_takes_is_a_rule_like_others(self):
        assert proposed(promise(10, "12-18", level=2), policy=replace(POLICY, together_level=2)) == (THIRD,)


class TestTheBrokenWord:
    @pytest.mark.parametrize(("grade", "expected"), [("A", ()), ("B", ()), ("C", ()), ("D", (BROKEN_D,))])
    def test_of_a_d_is_one_to_go_together_for(self, grade, expected):
        assert proposed(BROKEN, grade=grade) == expected

    @pytest.mark.parametrize(
        "of",
        [
            promise(10, "12-18"),
            promise(10, "12-03", paid(10, "12-05")),
            renewed(BROKEN, "12-08", "12-18"),
            withdrawn(BROKEN, "12-08"),
        ],
        ids=["still pending", "paid late", "re-promised", "taken back"],
    )
    def test_is_none_where_nothing_lies_broken(self, of):
        assert proposed(of, grade="D") == ()

    def test_one_part_of_a_promise_is_enough(self):
        assert proposed(split(instalment(1, "12-03"), instalment(9, "12-18")), grade="D") == (BROKEN_D,)

    def test_what_was_said_three_times_is_said_as_that(self):
        """Of one promise the stronger reason, of two each its own."""
        third = promise(10, "12-03", level=3)
        assert proposed(third, grade="D") == (THIRD,)
        assert proposed(third, BROKEN, grade="D") == (THIRD, BROKEN_D)


class TestANewCustomer:
    @pytest.mark.parametrize("matured", [0, 1, 2])
    def test_pays_on_delivery_while_it_is_too_early_to_judge_them(self, matured):
        assert proposed(known=KEPT[:matured]) == (ON_DELIVERY,)

    def test_and_no_longer_once_three_promises_have_matured(self):
        assert proposed() == ()

    def test_an_office_of_the_state_cannot(self):
        assert proposed(known=(), kind=CustomerKind.GOVERNMENT) == ()

    def test_each_is_proposed_once(self):
        two = [promise(5, "12-18", level=3), promise(5, "12-20", level=4)]
        assert proposed(*two, BROKEN, grade="D", known=KEPT[:2]) == (THIRD, BROKEN_D)
        assert proposed(*two, grade="D", known=()) == (THIRD, ON_DELIVERY)


def test_which_promise_is_meant_is_known():
    wholes = [standing(p, on("12-10"), POLICY) for p in (BROKEN, promise(10, "12-18", level=3))]
    assert [goes_together(whole, Grade.D, POLICY) for whole in wholes] == [BROKEN_D, THIRD]
