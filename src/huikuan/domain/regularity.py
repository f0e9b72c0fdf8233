"""Whether a customer is becoming regular: the last three full months beside the three before, days and amounts apart.

The receipts of one day are one payment; those that came to nothing are none. How far they lie from the middle one, on
average: the days of the month in days, the amounts of the months as a share of the middle one. Where most payments are
within three days of a month's end they are counted from it. Steady is up to two days, or 20 %; what shrinks by a
quarter is steadier. Too few to tell: under three payments in three months, or most months without any.
"""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from huikuan.domain.money import Money, total
from huikuan.domain.period import Month, month_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from huikuan.domain.facts import Receipt
    from huikuan.domain.policy import Policy

_MID_MONTH = 15


class Steadiness(StrEnum):
    """Steady: both times close together; unsteady: neither, and no clear change; unclear: too few to tell."""

    STEADY = "steady"
    STEADIER = "steadier"
    LOOSER = "looser"
    UNSTEADY = "unsteady"
    UNCLEAR = "unclear"


class Spread(NamedTuple):
    """How far from the middle one they lie on average, in the last three full months and in the three before."""

    now: Fraction | None
    before: Fraction | None
    verdict: Steadiness


class Regularity(NamedTuple):
    """The full months, oldest first, with the days of their payments and what came in; days and shares of the middle
    amount by which they differ.
    """

    months: tuple[Month, ...]
    days: tuple[tuple[date, ...], ...]
    amounts: tuple[Money, ...]
    by_date: Spread
    by_amount: Spread


def regularity(receipts: Iterable[Receipt], as_of: date, policy: Policy) -> Regularity:
    """Whether the customer is becoming regular, by the days and by the amounts of the full months."""
    months = [month_of(as_of).shift(n - policy.habit_months) for n in range(policy.habit_months)]
    half = len(months) // 2
    standing = [r for r in receipts if r.on <= as_of and not r.is_reversed_on(as_of)]
    days = [tuple(sorted({r.on for r in standing if r.on in month})) for month in months]
    amounts = [total(r.amount for r in standing if r.on in month) for month in months]
    dates = [_spread_of_days([*chain.from_iterable(part)], policy) for part in (days[half:], days[:half])]
    shares = [_spread_of_amounts(part) for part in (amounts[half:], amounts[:half])]
    return Regularity(
        months=tuple(months),
        days=tuple(days),
        amounts=tuple(amounts),
        by_date=_spread(dates[0], dates[1], Fraction(policy.steady_days), policy.clear_change),
        by_amount=_spread(shares[0], shares[1], policy.steady_share, policy.clear_change),
    )


def _spread_of_days(days: Sequence[date], policy: Policy) -> Fraction | None:
    """Counted from the beginning of the month; where most are about its end, from the nearest one."""
    if len(days) < policy.steady_payments:
        return None
    from_end = [day.day if day.day <= _MID_MONTH else (day - month_of(day).last).days for day in days]
    near = sum(abs(days_off) <= policy.month_end_days for days_off in from_end)
    return _deviation(from_end if near * 2 > len(days) else [day.day for day in days])


def _spread_of_amounts(amounts: Sequence[Money]) -> Fraction | None:
    middle = sorted(amounts)[len(amounts) // 2]
    return _deviation([amount.fen for amount in amounts]) / middle.fen if middle else None


def _deviation(numbers: Sequence[int]) -> Fraction:
    middle = sorted(numbers)[len(numbers) // 2]
    return Fraction(sum(abs(number - middle) for number in numbers), len(numbers))


def _spread(now: Fraction | None, before: Fraction | None, steady: Fraction, change: Fraction) -> Spread:
    if now is None or before is None:
        verdict = Steadiness.UNCLEAR
    elif max(now, before) <= steady:
        verdict = Steadiness.STEADY
    elif now <= before * (1 - change):
        verdict = Steadiness.STEADIER
    elif before <= now * (1 - change):
        verdict = Steadiness.LOOSER
    else:
        verdict = Steadiness.STEADY if min(now, before) <= steady else Steadiness.UNSTEADY
    return Spread(now, before, verdict)
