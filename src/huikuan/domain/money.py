"""Money is a whole number of fen (1 yuan = 100 fen), so no fen is ever lost to rounding.

It adds to and subtracts from money only; a share of two amounts is an exact fraction.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

LARGEST_FEN = 10**15
"""Ten trillion yuan: more than this is a typing error, and the database refuses it too."""


@dataclass(frozen=True, slots=True, order=True)
class Money:
    fen: int

    def __post_init__(self) -> None:
        if type(self.fen) is not int:
            raise TypeError(self.fen)

    def __add__(self, other: Money) -> Money:
        return Money(self.fen + other.fen)

    def __sub__(self, other: Money) -> Money:
        return Money(self.fen - other.fen)

    def __bool__(self) -> bool:
        return self.fen != 0

    def __str__(self) -> str:
        sign = "-" if self.fen < 0 else ""
        whole, rest = divmod(abs(self.fen), 100)
        return f"{sign}{whole:,}.{rest:02d}"

    def times(self, factor: Fraction) -> Money:
        """The amount times an exact factor, to the nearest fen, halves away from zero."""
        exact = self.fen * factor
        whole = abs(exact) + Fraction(1, 2)
        rounded = whole.numerator // whole.denominator
        return Money(rounded if exact >= 0 else -rounded)

    def over(self, other: Money) -> Fraction | None:
        """The exact share this amount is of `other`; None where `other` is nothing."""
        return Fraction(self.fen, other.fen) if other.fen else None

    def yuan(self) -> str:
        """The amount as a decimal string in yuan with two places, `-1234.50`, for machines."""
        return str(self).replace(",", "")


NOTHING = Money(0)


def total(amounts: Iterable[Money]) -> Money:
    """The sum of the amounts; nothing for none."""
    return Money(sum(amount.fen for amount in amounts))


def positive(amount: Money) -> Money:
    """The amount, or nothing where it is negative."""
    return amount if amount.fen > 0 else NOTHING
