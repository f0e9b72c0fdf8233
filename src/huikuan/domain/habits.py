"""How a customer pays: on which days of the month or of the week, and at which time of the day to call them.

The receipts of one day are one payment; those that came to nothing are none. By the six full months before the running
one and what came in since: up to three days of the month in a row, those that hold most payments, where these are at
least 60 % of at least six; and the weekday likewise. The 31st stands for the last day of every month. What a person
said of the customer goes before what the receipts show.

They are called at the usual hours of the task, moved as little as possible: into the good hours, else within those of
an office, and out of the bad ones; what bad hours leave of others counts from half an hour on. A call that is to bring
money does not start after 15:30: later is too late for the bank.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from huikuan.domain.period import month_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date
    from fractions import Fraction

    from huikuan.domain.facts import Receipt
    from huikuan.domain.policy import Policy
    from huikuan.domain.task_kinds import TaskKind
    from huikuan.domain.workday import Calendar

_LAST_DAY = 31
"""The day of the month that stands for the last one."""
_DAY = timedelta(days=1)
_TWO_MONTHS = timedelta(days=62)
"""Every day of a month or week comes back sooner."""
_TIME = "(?:[01][0-9]|2[0-3]):[0-5][0-9]"
_SPAN = re.compile(f"({_TIME})-({_TIME})")

_MIDNIGHT = 24 * 60
_Minutes = tuple[int, int]
"""Minutes of the day, from and to."""


class Hours(NamedTuple):
    """A span of the day, written 10:00-11:30."""

    start: str
    end: str

    def __str__(self) -> str:
        return f"{self.start}-{self.end}"


class Habits(NamedTuple):
    """What a person said of the customer on the day: days of the month, weekdays from Monday 1, hours to call."""

    pay_days: tuple[int, ...] = ()
    pay_weekdays: tuple[int, ...] = ()
    good_hours: tuple[Hours, ...] = ()
    bad_hours: tuple[Hours, ...] = ()
    on: date | None = None


NO_HABITS = Habits()
"""Of whom nothing was said."""


@dataclass(frozen=True, slots=True)
class UsualDays:
    """Of so many payments so many were `held` by the days from `first` to `last`, which may lie in the next month."""

    first: int
    last: int
    held: int = 0
    of: int = 0

    def __contains__(self, day: date) -> bool:
        end = month_of(day).last.day
        is_begun, is_open = day.day >= min(self.first, end), day.day <= self.last
        return is_begun and is_open if self.first <= self.last else is_begun or is_open


class UsualWeekday(NamedTuple):
    """Of so many payments so many were `held` by this weekday, from Monday 1."""

    weekday: int
    held: int
    of: int


class Learned(NamedTuple):
    """What the payments show; None where they are too few or lie too far apart."""

    payments: int = 0
    days: UsualDays | None = None
    weekday: UsualWeekday | None = None


def learned(receipts: Iterable[Receipt], as_of: date, policy: Policy) -> Learned:
    """The days on which the customer usually pays, with the counts."""
    since = month_of(as_of).shift(-policy.habit_months).first
    paid = sorted({r.on for r in receipts if since <= r.on <= as_of and not r.is_reversed_on(as_of)})
    if len(paid) < policy.habit_payments:
        return Learned(len(paid))
    enough = policy.habit_share * len(paid)
    return Learned(len(paid), _usual_days(paid, enough, policy.habit_span), _usual_weekday(paid, enough))


def next_pay_day(said: Habits, seen: Learned, after: date, calendar: Calendar) -> date | None:
    """The first working day after the day on which they are likely to pay: a day that was said, else one of the usual
    days, else the usual weekday; a day off moves on to the next working day. None where nothing is known.
    """
    day = after
    while day < after + _TWO_MONTHS:
        eve = calendar.before(day + _DAY)
        day = calendar.on_or_after(day + _DAY)
        if any(_is_pay_day(eve + n * _DAY, said, seen) for n in range(1, (day - eve).days + 1)):
            return day
    return None


def hour_for(kind: TaskKind, said: Habits, policy: Policy) -> str:
    """When to call this customer about a task of the kind: a span of the day."""
    usual = _minutes(hours_from(policy.hours[kind]))
    latest = _minute(policy.bank_until) if kind.row.brings_money else _MIDNIGHT
    office = [usual, *(_minutes(hours_from(text)) for text in policy.office_hours)]
    for open_hours in ([_minutes(hours) for hours in said.good_hours], office):
        found = _nearest(usual, _free(open_hours, said.bad_hours, policy.shortest_call), latest)
        if found is not None:
            return _written(*found)
    start = min(usual[0], latest)
    return _written(start, start + usual[1] - usual[0])


def hours_from(text: str) -> Hours:
    """The hours written as 10:00-11:30; what ends no later than it starts is refused."""
    span = _SPAN.fullmatch(text)
    if span is None or span[1] >= span[2]:
        raise ValueError(text)
    return Hours(span[1], span[2])


def hours_of(written: str | None) -> tuple[Hours, ...]:
    """The hours as the book stores them, with a comma between."""
    return tuple(Hours(*span.split("-")) for span in written.split(",")) if written else ()


def _is_pay_day(day: date, said: Habits, seen: Learned) -> bool:
    if said.pay_days or said.pay_weekdays:
        is_said = any(day in UsualDays(each, each) for each in said.pay_days)
        return is_said or day.isoweekday() in said.pay_weekdays
    if seen.days is not None:
        return day in seen.days
    return seen.weekday is not None and day.isoweekday() == seen.weekday.weekday


def _usual_days(paid: Sequence[date], enough: Fraction, widest: int) -> UsualDays | None:
    """The days that hold most, as few of them as do."""
    spans = [
        UsualDays(first, (first + width - 2) % _LAST_DAY + 1)
        for width in range(1, widest + 1)
        for first in range(1, _LAST_DAY + 1)
    ]
    held, best = max(((sum(day in span for day in paid), span) for span in spans), key=lambda each: each[0])
    return UsualDays(best.first, best.last, held, len(paid)) if held >= enough else None


def _usual_weekday(paid: Sequence[date], enough: Fraction) -> UsualWeekday | None:
    weekday, held = Counter(day.isoweekday() for day in paid).most_common(1)[0]
    return UsualWeekday(weekday, held, len(paid)) if held >= enough else None


def _free(open_hours: Iterable[_Minutes], bad: Iterable[Hours], shortest: int) -> list[_Minutes]:
    """The open hours, and of those that bad ones cut into what is long enough."""
    found = []
    for whole in open_hours:
        parts = [whole] if whole[0] < whole[1] else []
        for first, last in map(_minutes, bad):
            halves = [half for start, end in parts for half in ((start, min(end, first)), (max(start, last), end))]
            parts = [(start, end) for start, end in halves if start < end]
        found += [part for part in parts if part[1] - part[0] >= min(shortest, whole[1] - whole[0])]
    return found


def _nearest(usual: _Minutes, free: Iterable[_Minutes], latest: int) -> _Minutes | None:
    """The usual span moved as little as possible into a free one, cut where that is shorter; None where none is."""
    start, length = usual[0], usual[1] - usual[0]
    found: list[tuple[int, int, int]] = []
    for first, last in free:
        fits = min(length, last - first)
        begin = min(max(first, min(start, last - fits)), latest)
        if begin >= first:
            found.append((abs(begin - start), -fits, begin))
    if not found:
        return None
    _, lacking, begin = min(found)
    return begin, begin - lacking


def _minutes(hours: Hours) -> _Minutes:
    return _minute(hours.start), _minute(hours.end)


def _minute(text: str) -> int:
    return int(text[:2]) * 60 + int(text[3:])


def _written(start: int, end: int) -> str:
    return "-".join(f"{minute // 60:02d}:{minute % 60:02d}" for minute in (start, end))
