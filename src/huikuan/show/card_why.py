"""What each number of the card is made of: facts with their days, and why one is not counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from huikuan.domain.money import NOTHING
from huikuan.domain.opening import Claim
from huikuan.domain.record import days_late
from huikuan.domain.standing import State
from huikuan.domain.terms import Part
from huikuan.names import say
from huikuan.show.line import Line, line
from huikuan.show.plan import percent
from huikuan.text import _, mark, say_day, shown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from huikuan.domain.card import Card
    from huikuan.domain.terms import Term

_OF_MONTH = (Part.RECEIVED, Part.PROMISED, Part.MEASURES)


def of_month(report: Card, *, why: bool) -> Iterable[Line]:
    """Every receipt, instalment and measure of the month."""
    return (_term(each) for each in report.terms if why and each.part in _OF_MONTH)


_OPENED_WITH = {
    Claim.BROKEN: mark("what is missing of broken promises"),
    Claim.DUE: mark("what was due by today and is unpaid"),
    Claim.ASK: mark("the opening ask"),
    Claim.GAP: mark("what the month still lacks"),
    Claim.COMING: mark("what falls due next"),
}


def of_opening(report: Card, *, why: bool) -> Iterable[Line]:
    """What the amount of the first sentence is."""
    opening = report.opening
    if why and opening.claim in _OPENED_WITH:
        what = _(_OPENED_WITH[opening.claim])
        if opening.owed is not None:
            what = _("{what}, but not more than they owe", what=what)
        yield line(_("  {amount}: {what}", amount=opening.amount, what=what))


def of_ask(report: Card, *, why: bool) -> Iterable[Line]:
    """The months in which they settled for less than was asked."""
    for each in report.negotiated if why else ():
        share = percent(each.settled.over(each.asked))
        words = {"month": each.month, "asked": each.asked, "settled": each.settled}
        yield line(_("  {month}: asked {asked}, settled on {settled} ({share})", share=share, **words))


def of_paying(report: Card, *, why: bool) -> Iterable[Line]:
    """Month by month what fell due and was paid on time, and how far apart their payments lie."""
    if not why:
        return
    for month, paid in report.queue.punctuality.months:
        if paid.due:
            words = {"month": month, "due": paid.due, "on_time": paid.on_time}
            yield line(_("  {month}: {due} fell due, {on_time} paid on time", **words))
    by_date, by_amount = report.paying.regularity.by_date, report.paying.regularity.by_amount
    if by_date.now is not None and by_date.before is not None:
        yield line(
            _(
                "  days differ by {now} (before {before}), amounts by {now_share} (before {before_share})",
                now=f"{float(by_date.now):.1f}",
                before=f"{float(by_date.before):.1f}",
                now_share=percent(by_amount.now),
                before_share=percent(by_amount.before),
            )
        )


def of_suggestion(report: Card, *, why: bool) -> Iterable[Line]:
    """What the suggested target rests on: invoices and credits, or earlier months."""
    found = [each for each in report.terms if each.part is Part.SUGGESTED]
    if why and found:
        yield line(_("  Suggested {amount}:", amount=report.row.sums.suggested))
        yield from map(_term, found)


def of_debts(report: Card, *, why: bool) -> Iterable[Line]:
    """Every open invoice, its disputed part apart, and what credits are left."""
    return (_term(each) for each in report.terms if why and each.part in (Part.OWED, Part.DISPUTED))


def of_record(report: Card, *, why: bool) -> Iterable[Line]:
    """Every matured instalment with what came in of it in time."""
    if not why:
        return
    for whole in report.promises:
        for part in whole.instalments:
            if part.state is not State.PENDING:
                said = _(
                    "  promise {id}  {day}  {amount}  {state}: {paid} in time",
                    id=whole.promise.id,
                    day=part.instalment.due,
                    amount=part.instalment.amount,
                    state=say(part.state),
                    paid=part.in_window,
                )
                if part.paid_late:
                    said += _(", {late} late", late=part.paid_late)
                late = days_late(whole, part, report.as_of)
                yield line(said + (_(", {days} days late", days=f"{float(late):.1f}") if late else ""))


def _term(term: Term) -> Line:
    said = _(
        "  {name}  {day}  {amount}  {title}",
        name=_name(term),
        day=f"{term.on:%Y-%m}" if term.part is Part.SUGGESTED and not term.id else say_day(term.on),
        amount=term.amount,
        title=shown(term.title or ""),
    ).rstrip()
    if term.not_counted is None:
        return line(said)
    return line(_("{term}  (not counted: {why})", term=said, why=say(term.not_counted)), "dim")


def _name(term: Term) -> str:
    if term.part is Part.SUGGESTED and not term.id:
        return _("month")
    if term.part in (Part.SUGGESTED, Part.OWED):
        if term.amount < NOTHING:
            return _("credit {id}", id=term.id)
        return _("invoice")
    if term.part is Part.DISPUTED:
        return _("disputed")
    names = {Part.RECEIVED: _("receipt"), Part.PROMISED: _("promise"), Part.MEASURES: _("measure")}
    return f"{names[term.part]} {term.id}"
