"""What each number of the card is made of: facts with their days, and why one is not counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from huikuan.domain.money import NOTHING
from huikuan.domain.standing import State
from huikuan.domain.terms import NotCounted, Part
from huikuan.names import say
from huikuan.show.line import Line, line
from huikuan.text import _, say_day, shown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from huikuan.domain.card import Card
    from huikuan.domain.terms import Term

_OF_MONTH = (Part.RECEIVED, Part.PROMISED, Part.MEASURES)


def of_month(report: Card, *, why: bool) -> Iterable[Line]:
    """Every receipt, instalment and measure of the month."""
    return (_term(each) for each in report.terms if why and each.part in _OF_MONTH)


def of_suggestion(report: Card, *, why: bool) -> Iterable[Line]:
    """What the suggested target rests on: invoices and credits, or earlier months."""
    found = [each for each in report.terms if each.part is Part.SUGGESTED]
    if why and found:
        yield line(_("  Suggested {amount}:", amount=report.row.sums.suggested))
        yield from map(_term, found)


def of_debts(report: Card, *, why: bool) -> Iterable[Line]:
    """Every open invoice, its disputed part apart, and what credits are left."""
    return (_term(each) for each in report.terms if why and each.part is Part.OWED)


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
                yield line(said + (_(", {late} late", late=part.paid_late) if part.paid_late else ""))


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
        return _("disputed") if term.not_counted is NotCounted.DISPUTED else _("invoice")
    names = {Part.RECEIVED: _("receipt"), Part.PROMISED: _("promise"), Part.MEASURES: _("measure")}
    return f"{names[term.part]} {term.id}"
