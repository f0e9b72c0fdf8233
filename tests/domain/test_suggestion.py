"""The target to suggest: the median of the last three months' receipts; where there is none, none."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts import account, december, some_money, wan
from huikuan.domain.money import NOTHING
from huikuan.domain.suggestion import suggest


@pytest.mark.parametrize(
    ("months", "expected"),
    [((10, 12, 20), 12), ((5, 5, 50), 5), ((0, 8, 9), 8), ((7, 7, 7), 7)],
)
def test_it_is_the_one_in_the_middle_in_whatever_order_they_came(months, expected):
    for order in permutations(months):
        amount, basis = suggest(tuple(map(wan, order)))
        assert (amount, str(basis)) == (wan(expected), "history")


@pytest.mark.parametrize("months", [(), (0, 0, 0), (0, 0, 30)])
def test_who_paid_nothing_in_most_months_gets_no_suggestion(months):
    assert suggest(tuple(map(wan, months))) == (None, "none")


def test_the_row_shows_it_with_its_basis():
    row = december(account(earlier=(10, 12, 20)))
    assert (row.sums.suggested, str(row.basis), row.has_suggestion) == (wan(12), "history", True)
    nothing = december(account())
    assert (nothing.sums.suggested, str(nothing.basis), nothing.has_suggestion) == (NOTHING, "none", False)


def test_a_suggestion_is_no_target():
    row = december(account(earlier=(10, 12, 20)))
    assert (row.has_target, row.sums.gap) == (False, NOTHING)


@given(st.tuples(some_money, some_money, some_money))
def test_it_lies_between_the_least_and_the_most_of_them(months):
    amount, _ = suggest(months)
    assert min(months) <= amount <= max(months)
