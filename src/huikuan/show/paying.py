"""How a customer pays, in words: on which days, how regularly, in which place they pay us, which split to ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from huikuan.domain.queue import PaidOnTime, Trend
from huikuan.domain.regularity import Steadiness
from huikuan.show.line import Line, line
from huikuan.show.plan import percent
from huikuan.show.table import Column, table
from huikuan.show.wrap import wrapped
from huikuan.text import _, listed, plural, quoted, shown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from huikuan.domain.card import Card
    from huikuan.domain.habits import Habits, Learned
    from huikuan.domain.queue import PaidAtOnce, Punctuality, Split

_LAST_DAY = 31


def draw_habits(report: Card, width: int) -> Iterable[Line | str]:
    """How the customer pays, month by month, and what that comes to."""
    who = report.row.customer
    yield line(_("How {customer} pays   as of {day}", customer=shown(who.name), day=report.as_of), "bold")
    yield ""
    yield from table(_months(report), range(len(report.paying.regularity.months)), width)
    yield ""
    said = list(paying(report))
    for sentence in said or [_("Too few payments to say more.")]:
        if isinstance(sentence, Line):
            yield sentence
            continue
        indent = " " * (len(sentence) - len(sentence.lstrip(" ")))
        yield from wrapped(sentence.lstrip(" "), width, indent)


def _months(report: Card) -> list[Column[int]]:
    known = report.paying.regularity
    on_time = dict(report.queue.punctuality.months)
    return [
        Column("month", _("Month"), lambda at: str(known.months[at])),
        Column("received", _("Received"), lambda at: known.amounts[at], align="right"),
        Column(
            "days", _("On the days"), lambda at: listed(str(day.day) for day in known.days[at]) or None, shrinks=True
        ),
        Column("due", _("Fell due"), lambda at: _paid(on_time.get(known.months[at])).due, align="right", first_to_go=2),
        Column(
            "on_time",
            _("On time"),
            lambda at: _paid(on_time.get(known.months[at])).on_time,
            align="right",
            first_to_go=1,
        ),
    ]


def _paid(found: PaidOnTime | None) -> PaidOnTime:
    return found or PaidOnTime()


def paying(report: Card) -> Iterable[str | Line]:
    """When and how regularly they pay, and our place among those they pay."""
    habits = [*habits_said(report.paying.habits), *_habits_seen(report.paying.learned)]
    if habits:
        next_day = report.paying.next_day
        ending = _("; next {day}", day=next_day) if next_day else ""
        yield _("Pays: {habits}{ending}", habits=listed(habits), ending=ending)
    known = report.paying.regularity
    if known.by_date.verdict is not Steadiness.UNCLEAR or known.by_amount.verdict is not Steadiness.UNCLEAR:
        yield _(
            "  by date {date}, by amount {amount}",
            date=steady(known.by_date.verdict),
            amount=steady(known.by_amount.verdict),
        )
    yield from queue(report.queue.punctuality, report.queue.at_once)
    if report.queue.named is not None:
        yield _(
            "We are number {place} in line to be paid, they said on {day}.",
            place=report.queue.named.place,
            day=report.queue.named.on,
        )
    if report.queue.split is not None:
        yield from _split(report.queue.split, quoted(report.row.customer.code))


def habits_said(said: Habits) -> Iterable[str]:
    """What a person said of how they pay and when they can be spoken with."""
    if said.pay_days:
        yield _("on {days} of the month", days=listed(map(month_day, said.pay_days)))
    if said.pay_weekdays:
        yield _("payment run on {days}", days=listed(map(weekday, said.pay_weekdays)))
    if said.good_hours:
        yield _("good hours {hours}", hours=listed(map(str, said.good_hours)))
    if said.bad_hours:
        yield _("not at {hours}", hours=listed(map(str, said.bad_hours)))


def _habits_seen(seen: Learned) -> Iterable[str]:
    if seen.days is not None:
        span = month_day(seen.days.first)
        if seen.days.last != seen.days.first:
            span = _("{first} to {last}", first=span, last=month_day(seen.days.last))
        yield _("{held} of {of} payments came on {days} of the month", held=seen.days.held, of=seen.days.of, days=span)
    if seen.weekday is not None:
        day = weekday(seen.weekday.weekday)
        yield _("{held} of {of} payments came on a {day}", held=seen.weekday.held, of=seen.weekday.of, day=day)


def month_day(day: int) -> str:
    """A day of the month as it is said; the 31st stands for the last one."""
    return _("last day") if day == _LAST_DAY else _("day {day}", day=day)


def weekday(day: int) -> str:
    """The name of the weekday, Monday being 1."""
    names = (_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday"))
    return names[day - 1]


def steady(verdict: Steadiness) -> str:
    """Whether they are regular, in a word."""
    said = {
        Steadiness.STEADY: _("regular"),
        Steadiness.STEADIER: _("becoming more regular"),
        Steadiness.LOOSER: _("becoming less regular"),
        Steadiness.UNSTEADY: _("irregular"),
        Steadiness.UNCLEAR: _("too early to say"),
    }
    return said[verdict]


def queue(found: Punctuality, at_once: PaidAtOnce | None) -> Iterable[str]:
    """How much of what fell due was paid on time, where that goes, and up to which size they pay at once."""
    if found.whole.share is not None:
        yield _(
            "Paid on time in six months: {on_time} of {due} ({share}); {trend}",
            on_time=found.whole.on_time,
            due=found.whole.due,
            share=percent(found.whole.share),
            trend=_trend(found),
        )
    if at_once is not None:
        yield _(
            "  up to {size} they pay on time ({small} of {smalls}), above it not ({large} of {larges})",
            size=at_once.size,
            small=at_once.small_on_time,
            smalls=at_once.small,
            large=at_once.large_on_time,
            larges=at_once.large,
        )


def _trend(found: Punctuality) -> str:
    said = {
        Trend.BETTER: _(
            "better: {before} → {now}", before=percent(found.earlier.share), now=percent(found.later.share)
        ),
        Trend.WORSE: _("worse: {before} → {now}", before=percent(found.earlier.share), now=percent(found.later.share)),
        Trend.SAME: _("about the same"),
        Trend.UNCLEAR: _("no trend to see"),
    }
    return said[found.trend]


def _split(split: Split, code: str) -> Iterable[str | Line]:
    parts = ",".join(f"{amount.yuan()}@{day:%m-%d}" for day, amount in split.parts)
    count = len(split.parts)
    yield plural("Worth asking for in {count} part:", "Worth asking for in {count} parts:", count)
    yield line(f'  → huikuan promise add {shown(code)} --split "{parts}"', "cyan")
