"""What to open the meeting with: one amount and the day it is asked for.

A broken promise comes first, for the next working day; then what is due and unpaid, for today;
then, on its eve, what is due next; then what the month still lacks: the opening ask where nothing was paid or promised
yet, never more than they owe, else the gap. It is asked for by their next pay day, else within a week, and within the
month while it has working days left. A month that lacks nothing opens with what comes next.
A shaved tail is no number to open with.
"""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from huikuan.domain.gap import lies_broken
from huikuan.domain.money import NOTHING, Money, positive, total
from huikuan.domain.period import Month, month_of
from huikuan.domain.standing import still_to_come
from huikuan.domain.tails import is_missed, is_tail

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from huikuan.domain.ask import Ask
    from huikuan.domain.day import Day
    from huikuan.domain.gap import Row
    from huikuan.domain.standing import InstalmentStanding, PromiseStanding

_WEEK = timedelta(days=7)


class Claim(StrEnum):
    """What the amount is."""

    BROKEN = "broken"
    DUE = "due"
    ASK = "ask"
    GAP = "gap"
    COMING = "coming"
    FULL = "full"
    UNKNOWN = "unknown"


class Opening(NamedTuple):
    """The amount with the day it was `due`, and `by` when it is asked for; `month` is another than the running one,
    `is_several` says that more than one due day is meant, `owed` that the amount was held down to what they owe.
    """

    claim: Claim
    amount: Money = NOTHING
    due: date | None = None
    by: date | None = None
    month: Month | None = None
    is_several: bool = False
    owed: Money | None = None


def opening(
    row: Row, ask: Ask, standings: Sequence[PromiseStanding], month: Month, pay_day: date | None, day: Day
) -> Opening:
    """What to open with on the day."""
    missed = [whole for whole in standings if is_missed(whole, day.policy)]
    broken = [part for whole in missed for part in whole.instalments if lies_broken(whole, part)]
    if broken:
        return _overdue(Claim.BROKEN, broken, day.calendar.after(day.as_of))
    waiting = [part for part in still_to_come(standings) if not _is_tail(part, day)]
    unpaid = [part for part in waiting if part.instalment.due <= day.as_of]
    if unpaid:
        return _overdue(Claim.DUE, unpaid, day.as_of)
    due = min((part.instalment.due for part in waiting), default=None)
    is_eve = due is not None and due <= day.calendar.after(day.as_of)
    lacking = None if is_eve else _lacking(row, ask, has_moved=bool(row.sums.received or waiting))
    other = None if month == month_of(day.as_of) else month
    if lacking is not None:
        return lacking._replace(by=_by(month, pay_day, day), month=other)
    if due is None:
        return Opening(Claim.FULL if _is_complete(row) else Claim.UNKNOWN, month=other)
    coming = total(part.remaining for part in waiting if part.instalment.due == due)
    return Opening(Claim.COMING, coming, due, due)


def _is_tail(part: InstalmentStanding, day: Day) -> bool:
    return is_tail(part.remaining, of=part.instalment.amount, policy=day.policy)


def _overdue(claim: Claim, parts: Sequence[InstalmentStanding], by: date) -> Opening:
    days = {part.instalment.due for part in parts}
    amount = total(part.remaining for part in parts)
    return Opening(claim, amount, min(days), by, is_several=len(days) > 1)


def _is_complete(row: Row) -> bool:
    """False where the month lacks something and nothing is owed, too: that is for them to say."""
    known = row.has_target or row.has_suggestion or bool(row.sums.received) or row.owed is not None
    return known and not row.lacking


def _lacking(row: Row, ask: Ask, *, has_moved: bool) -> Opening | None:
    claim, wanted = (Claim.GAP, row.lacking) if has_moved or ask.opening is None else (Claim.ASK, row.lacking)
    if wanted and claim is Claim.ASK and ask.opening is not None:
        wanted = max(wanted, ask.opening)
    if row.owed is None or wanted <= positive(row.owed.balance):
        return Opening(claim, wanted) if wanted else None
    owes = positive(row.owed.balance)
    return Opening(claim, owes, owed=owes) if owes else None


def _by(month: Month, pay_day: date | None, day: Day) -> date:
    """The day to name."""
    first = day.calendar.on_or_after(max(day.calendar.after(day.as_of), month.first))
    in_a_week = day.calendar.on_or_after(max(day.as_of, month.first) + _WEEK)
    wanted = pay_day if pay_day is not None and pay_day >= first else in_a_week
    last = day.calendar.before(month.last + timedelta(days=1))
    return max(first, min(wanted, last)) if first <= last else wanted
