"""The opening ask: what to say first, so that the settled promise comes out at what is wanted.

E is what we expect them to pay, else the suggested target. We aim at 1.5 × E and never go below E. This customer's
usual settled ÷ asked, r, says how high to open: aim ÷ r, rounded up to two significant figures. With fewer than three
negotiated months r is 0.75 (expect 10, ask 20, settle 15); with more, their own median, kept between 0.4 and 0.9.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from huikuan.domain.money import Money

if TYPE_CHECKING:
    from collections.abc import Sequence

    from huikuan.domain.period import Month
    from huikuan.domain.policy import Policy


@dataclass(frozen=True, slots=True)
class Negotiated:
    """A past month in which we opened with an ask and they settled on a promise."""

    month: Month
    asked: Money
    settled: Money


@dataclass(frozen=True, slots=True)
class Ask:
    """The ask with its terms; `learned` tells whether the ratio is this customer's own. Amounts None without an E."""

    expected: Money | None
    opening: Money | None
    aim: Money | None
    floor: Money | None
    ratio: Fraction
    basis: str
    learned: bool
    months: int


def opening_ask(expected: Money | None, basis: str, past: Sequence[Negotiated], policy: Policy) -> Ask:
    """The ask for a customer expected to pay `expected` (which rests on `basis`), learned from past negotiations."""
    learned = len(past) >= policy.negotiated_months
    ratio = _own_ratio(past, policy) if learned else policy.usual_ratio
    if expected is None:
        return Ask(None, None, None, None, ratio, "none", learned, len(past))
    aim = expected.times(policy.aim_factor)
    opening = round_up_to_two_figures(Fraction(aim.fen) / ratio)
    return Ask(expected, opening, aim, expected, ratio, basis, learned, len(past))


def round_up_to_two_figures(fen: Fraction) -> Money:
    """The smallest amount of at least so many fen that has two significant figures."""
    whole = -(-fen.numerator // fen.denominator)
    step = 10 ** max(0, len(str(whole)) - 2)
    return Money(-(-whole // step) * step)


def _own_ratio(past: Sequence[Negotiated], policy: Policy) -> Fraction:
    from statistics import median

    own = median(Fraction(month.settled.fen, month.asked.fen) for month in past)
    return min(max(own, policy.lowest_ratio), policy.highest_ratio)
