"""Money is whole fen: nothing is rounded away, and nothing else than money is added to it."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huikuan.domain.money import NOTHING, Money, positive, total

amounts = st.integers(-(10**15), 10**15).map(Money)


@pytest.mark.parametrize("no_fen", [1.0, "1", True, Decimal(1), None])
def test_only_whole_fen_are_money(no_fen):
    with pytest.raises(TypeError):
        Money(no_fen)


@pytest.mark.parametrize("other", [1, 1.5, Decimal(1), None])
def test_money_mixes_with_nothing_else(other):
    with pytest.raises((TypeError, AttributeError)):
        Money(100) + other
    with pytest.raises((TypeError, AttributeError)):
        Money(100) - other
    with pytest.raises(TypeError):
        assert Money(100) > other
    assert Money(100) != other


@pytest.mark.parametrize(
    ("fen", "shown", "machine"),
    [
        (0, "0.00", "0.00"),
        (1, "0.01", "0.01"),
        (-1, "-0.01", "-0.01"),
        (-150, "-1.50", "-1.50"),
        (20_000_000, "200,000.00", "200000.00"),
        (10**15, "10,000,000,000,000.00", "10000000000000.00"),
    ],
)
def test_how_it_is_written(fen, shown, machine):
    assert (str(Money(fen)), Money(fen).yuan()) == (shown, machine)


@given(amounts)
def test_what_machines_read_is_exact(amount):
    assert Decimal(amount.yuan()) * 100 == amount.fen


@given(st.lists(amounts))
def test_a_total_is_exact(some):
    assert total(some).fen == sum(a.fen for a in some)
    assert total([]) == NOTHING


@given(amounts, amounts)
def test_adding_and_taking_away(one, other):
    assert one + other - other == one
    assert (one > other) == (one.fen > other.fen)
    assert positive(one) - positive(Money(-one.fen)) == one


@pytest.mark.parametrize(
    ("fen", "factor", "expected"),
    [
        (1, Fraction(3, 2), 2),
        (3, Fraction(1, 2), 2),
        (-1, Fraction(3, 2), -2),
        (100, Fraction(1, 3), 33),
        (200, Fraction(1, 3), 67),
        (7, Fraction(0), 0),
    ],
)
def test_a_share_is_rounded_to_the_nearest_fen_halves_away_from_nothing(fen, factor, expected):
    assert Money(fen).times(factor) == Money(expected)


def test_a_share_of_nothing_is_no_number():
    assert Money(5).over(NOTHING) is None
    assert Money(5).over(Money(10)) == Fraction(1, 2)


def test_only_nothing_is_false():
    assert not NOTHING
    assert Money(-1)
