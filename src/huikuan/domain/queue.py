"""The customer's payment queue: short of money they pay key suppliers and small bills at once, and stall the middle.

Paid on time: of the money that fell due, month by month, what was paid on or before its due day. What is disputed, or
was on the due day, is not due; what a credit note settled was not to be paid; what the ledger's list calls settled
after its due day was paid on a day nobody knows, and stands apart. An invoice counts from the day after its due day.
Paid at once: the size up to which their invoices were paid on time while larger ones were not.
Worth asking for: a claim above that size in instalments within it, one a week.
"""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from huikuan.domain.money import NOTHING, Money, positive, total
from huikuan.domain.period import Month, month_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from fractions import Fraction

    from huikuan.domain.invoice import Invoice, Settlement
    from huikuan.domain.policy import Policy
    from huikuan.domain.workday import Calendar

_DAY = timedelta(days=1)


class Trend(StrEnum):
    """Where the share paid on time is going."""

    BETTER = "better"
    WORSE = "worse"
    SAME = "same"
    UNCLEAR = "unclear"


class PaidOnTime(NamedTuple):
    """Of the money `due`, what was paid `on_time`; `unknown` was paid too, on a day nobody knows."""

    due: Money = NOTHING
    on_time: Money = NOTHING
    unknown: Money = NOTHING

    @property
    def share(self) -> Fraction | None:
        """Paid on time ÷ due; None where nothing was due, or where more was paid on days nobody knows."""
        return self.on_time.over(self.due) if self.unknown <= self.due else None

    @property
    def is_whole(self) -> bool:
        return self.due == self.on_time

    @property
    def is_silent(self) -> bool:
        """True where nothing was due, or where all was paid, but some of it on a day nobody knows."""
        return not self.due or (self.is_whole and bool(self.unknown))


class Punctuality(NamedTuple):
    """Month by month, oldest first; over all; and the later half of the months beside the earlier one."""

    months: tuple[tuple[Month, PaidOnTime], ...]
    whole: PaidOnTime
    earlier: PaidOnTime
    later: PaidOnTime
    trend: Trend


class PaidAtOnce(NamedTuple):
    """Up to `size`, so many of the small invoices were paid on time; above it, so many of the large ones."""

    size: Money
    small: int
    small_on_time: int
    large: int
    large_on_time: int


class Split(NamedTuple):
    """The claim in instalments, each with its day and no larger than what is paid at once."""

    claim: Money
    size: Money
    parts: tuple[tuple[date, Money], ...]


def share_on_time(invoices: Iterable[Invoice], as_of: date, policy: Policy) -> Punctuality:
    """How much of what fell due in the running month and those before it was paid on time, as of the day."""
    months = [month_of(as_of).shift(n - policy.queue_months + 1) for n in range(policy.queue_months)]
    past = [(month_of(invoice.due), _paid_on_time(invoice, as_of)) for invoice in _fallen_due(invoices, as_of)]
    by_month = [(month, _together(paid for due_in, paid in past if due_in == month)) for month in months]
    half = len(by_month) // 2
    earlier, later = (_together(paid for _, paid in part) for part in (by_month[:half], by_month[half:]))
    return Punctuality(
        months=tuple(by_month),
        whole=_together([earlier, later]),
        earlier=earlier,
        later=later,
        trend=_trend(earlier.share, later.share, policy.queue_change),
    )


def size_paid_at_once(invoices: Iterable[Invoice], as_of: date, policy: Policy) -> PaidAtOnce | None:
    """The largest invoice paid on time up to which they pay on time while they stall what is larger; None where their
    invoices show no such size.
    """
    since = month_of(as_of).shift(1 - policy.queue_months).first
    recent = [invoice for invoice in _fallen_due(invoices, as_of) if invoice.due >= since]
    known = [(invoice.amount, _paid_on_time(invoice, as_of)) for invoice in recent]
    told = sorted((amount, paid.is_whole) for amount, paid in known if not paid.is_silent)
    on_time = list(accumulate((is_on_time for _, is_on_time in told), initial=0))
    for small in range(len(told), 0, -1):
        size, is_on_time = told[small - 1]
        found = PaidAtOnce(size, small, on_time[small], len(told) - small, on_time[-1] - on_time[small])
        if is_on_time and _shows_a_size(found, policy):
            return found
    return None


def split_proposal(claim: Money, size: Money | None, first: date, calendar: Calendar, policy: Policy) -> Split | None:
    """The claim in as few equal instalments as fit the size, a week apart; None where it is not worth asking for.

    The first ones carry the odd fen. A day off moves on to the next working day, no two fall on the same.
    """
    if size is None or not NOTHING < size < claim:
        return None
    number = -(-claim.fen // size.fen)
    if number > policy.most_parts:
        return None
    whole, odd = divmod(claim.fen, number)
    amounts = [Money(whole + (n < odd)) for n in range(number)]
    days: list[date] = []
    for n in range(number):
        wanted = first + timedelta(days=n * policy.parts_apart)
        days.append(calendar.on_or_after(max([wanted, *(day + _DAY for day in days)])))
    return Split(claim, size, tuple(zip(days, amounts, strict=True)))


def _fallen_due(invoices: Iterable[Invoice], as_of: date) -> list[Invoice]:
    return [i for i in invoices if not i.is_credit and i.issued <= as_of and i.due < as_of]


def _paid_on_time(invoice: Invoice, as_of: date) -> PaidOnTime:
    """What of the invoice was due and paid. Not due is what is taken off or disputed by now, or was on the due day.
    Where the list took back what was settled, what was on time goes last.
    """
    left = min(invoice.amount, positive(invoice.settled_on(as_of)))
    stands = [s for s in invoice.settlements if s.stands_on(as_of) and s.amount > NOTHING]
    noted = [s for s in stands if s.credit_id is not None]
    in_time = [s for s in stands if s.credit_id is None and _came(s) <= invoice.due]
    listed = [s for s in stands if s.credit_id is None and s.receipt_id is None and _came(s) > invoice.due]
    shares = []
    for kind in (in_time, noted, listed):
        shares.append(min(left, total(s.amount for s in kind)))
        left = left - shares[-1]
    on_time, credited, unknown = shares
    not_due = max(
        credited + unknown + invoice.disputed_on(as_of),
        total(s.amount for s in noted if s.on <= invoice.due) + invoice.disputed_on(invoice.due),
    )
    return PaidOnTime(max(on_time, invoice.amount - not_due), on_time, unknown)


def _came(settlement: Settlement) -> date:
    """The day of the money itself, which may have settled this invoice later."""
    return min(settlement.on, settlement.paid_on or settlement.on)


def _together(parts: Iterable[PaidOnTime]) -> PaidOnTime:
    every = list(parts)
    return PaidOnTime(*(total(getattr(p, name) for p in every) for name in ("due", "on_time", "unknown")))


def _trend(earlier: Fraction | None, later: Fraction | None, change: Fraction) -> Trend:
    if earlier is None or later is None:
        return Trend.UNCLEAR
    if abs(later - earlier) < change:
        return Trend.SAME
    return Trend.BETTER if later > earlier else Trend.WORSE


def _shows_a_size(found: PaidAtOnce, policy: Policy) -> bool:
    is_paid = found.small >= policy.at_once_least and found.small_on_time >= policy.at_once_share * found.small
    is_stalled = found.large >= policy.stalled_least and found.large_on_time < policy.stalled_share * found.large
    return is_paid and is_stalled
