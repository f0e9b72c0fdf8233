"""Going through the month's customers: the largest stand first, and a month gone by is looked back on without counting
the same money twice.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facts import (
    DECEMBER,
    NOVEMBER,
    POLICY,
    account,
    customer,
    instalment,
    on,
    paid,
    promise,
    renewed,
    some_accounts,
    split,
    target,
    wan,
    withdrawn,
)
from huikuan.domain.guide import in_order, look_back, missed
from huikuan.domain.invoice import Invoice
from huikuan.domain.ledger import Ledger
from huikuan.domain.standing import standing


def owing(amount, due="12-20"):
    """A ledger with one invoice."""
    return Ledger((Invoice(1, 1, "1", on("11-01"), on(due), wan(amount)),), is_known=True)


def order(*accounts, as_of="12-01"):
    return [row.customer.code for row in in_order(accounts, DECEMBER, on(as_of), POLICY)]


class TestOrder:
    def test_the_target_counts_else_the_suggested_one_else_what_is_owed_else_last_months_receipts(self):
        """Each of them by what it has of these, in this order."""
        by_target = account(3, earlier=(90, 90, 90), who=customer("C001"))
        by_history = account(earlier=(9, 5, 5), who=customer("C002"))
        by_debt = replace(account(earlier=(90, 0, 0), who=customer("C003")), ledger=owing(4, "2027-02-01"))
        by_last_month = account(earlier=(2, 0, 0), who=customer("C004"))
        nothing = account(who=customer("C005"))
        assert order(nothing, by_last_month, by_target, by_debt, by_history) == ["C002", "C003", "C001", "C004", "C005"]

    def test_the_same_by_code(self):
        assert order(*(account(5, who=customer(code)) for code in ("C003", "C001", "C002"))) == ["C001", "C002", "C003"]

    def test_who_is_put_away_is_left_out(self):
        gone = account(9, who=customer("C001", archived="11-30"))
        assert order(gone, account(1, who=customer("C002"))) == ["C002"]

    def test_who_is_put_away_later_is_not(self):
        assert order(account(9, who=customer("C001", archived="12-02")), as_of="12-01") == ["C001"]

    @settings(max_examples=30)
    @given(st.lists(some_accounts(), max_size=4))
    def test_nobody_is_lost_and_a_larger_target_never_stands_behind_a_smaller_one(self, accounts):
        every = [replace(each, customer=customer(f"C{n:03}")) for n, each in enumerate(accounts, 1)]
        rows = in_order(every, DECEMBER, date(2026, 12, 1), POLICY)
        assert sorted(row.customer.code for row in rows) == [each.customer.code for each in every]
        targets = [row.sums.target for row in rows if row.has_target]
        assert targets == sorted(targets, reverse=True)


FIRST = promise(10, "11-10")
LATER = promise(6, "11-25", made="11-12")
FROM_OCTOBER = promise(8, "10-20", made="10-01")


class TestLookBack:
    @pytest.mark.parametrize(
        ("promises", "promised"),
        [
            ([], 0),
            ([FIRST], 10),
            ([promise(10, "11-10", paid(10, "11-10"))], 10),
            ([promise(10, "12-10")], 0),
            ([split(instalment(4, "11-20"), instalment(5, "12-05"))], 4),
            ([FIRST, promise(7, "11-20")], 17),
            ([renewed(FIRST, "11-12", "11-25"), replace(LATER, follows=FIRST.id)], 10),
            ([renewed(FIRST, "11-12", "12-25"), replace(promise(6, "12-25"), follows=FIRST.id)], 10),
            ([renewed(FROM_OCTOBER, "11-02", "11-25"), replace(LATER, follows=FROM_OCTOBER.id)], 6),
            ([withdrawn(FIRST, "11-15")], 0),
            ([withdrawn(FIRST, "11-12"), replace(LATER, follows=FIRST.id)], 6),
            ([withdrawn(FIRST, "12-02")], 10),
            ([promise(10, "11-10", made="12-02")], 0),
        ],
    )
    def test_what_was_promised_for_the_month_is_counted_once(self, promises, promised):
        """As they had said it by the end of the month; money re-promised within the month is the same money."""
        seen = look_back(account(None, 0, *promises), NOVEMBER, on("11-30"))
        assert seen.promised == wan(promised)

    def test_what_was_wanted_and_what_came_in(self):
        seen = look_back(replace(account(None, 7), target=target(20, NOVEMBER, "11-01")), NOVEMBER, on("11-30"))
        assert (seen.target, seen.received) == (wan(20), wan(7))
        assert look_back(account(), NOVEMBER, on("11-30")).target is None


class TestMissed:
    @pytest.mark.parametrize(
        ("made", "lies_open"),
        [
            (promise(10, "11-20"), True),
            (promise(10, "11-20", paid(4, "11-20")), True),
            (promise(10, "11-20", paid(10, "11-20")), False),
            (promise(10, "11-20", paid(10, "11-28")), False),
            (promise(10, "12-20"), False),
            (split(instalment(4, "11-20"), instalment(5, "12-20")), True),
            (renewed(promise(10, "11-20"), "11-25", "12-20"), False),
            (withdrawn(promise(10, "11-20"), "11-25"), False),
        ],
    )
    def test_a_live_promise_whose_window_closed_with_money_unpaid(self, made, lies_open):
        assert (missed([standing(made, on("12-01"), POLICY)], POLICY) is not None) is lies_open

    def test_the_first_of_several(self):
        every = [standing(promise(n, "11-20"), on("12-01"), POLICY) for n in (1, 2)]
        assert missed(every, POLICY) is every[0]
