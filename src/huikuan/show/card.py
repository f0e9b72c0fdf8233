"""The card for the meeting: what is missing and how it adds up, what to ask for, what they promised, whom to see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from huikuan.domain.terms import Part
from huikuan.names import say
from huikuan.show.debts import card_lines
from huikuan.show.line import Line, line
from huikuan.show.lists import measure_columns, promise_columns, promise_lines
from huikuan.show.plan import draw_sums, percent
from huikuan.show.table import table
from huikuan.show.wrap import wrapped
from huikuan.text import _, plural, quoted, shown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from huikuan.domain.ask import Ask
    from huikuan.domain.card import Card
    from huikuan.domain.record import Record
    from huikuan.domain.terms import Term

_DAYS_PLACES = 1


def draw_card(report: Card, width: int, working_days: int | None, *, why: bool) -> Iterable[Line | str]:
    """The card for a person; `working_days` are those left in the month; with `why`, what each number is made of."""
    yield _heading(report, working_days)
    yield ""
    if report.target is None:
        yield _("No target for {month} yet: huikuan target set {code} {amount}", **_first_target(report))
        yield _(
            "Received {received}, promised {promised}",
            received=report.row.sums.received,
            promised=report.row.sums.promised,
        )
    else:
        yield from draw_sums(report.row.sums)
    if why:
        yield from (_term(each) for each in report.terms)
    yield ""
    yield from _ask(report.ask, quoted(report.row.customer.code), width)
    if report.aged is not None or report.agreed is not None:
        yield ""
        for said in card_lines(report.aged, report.agreed):
            yield from wrapped(said, width)
    yield from _promises(report, width)
    yield from _measures(report, width)
    yield ""
    yield from record_lines(report.record)
    for person in report.contacts:
        words = [shown(person.name), say(person.role), shown(person.phone or ""), shown(person.note or "")]
        yield _("Contact: {words}", words="  ".join(word for word in words if word))


def record_lines(track: Record) -> Iterable[str]:
    """The track record with its arithmetic."""
    if not track.enough:
        yield plural(
            "Record: too early to say ({count} matured instalment).",
            "Record: too early to say ({count} matured instalments).",
            track.matured,
        )
        return
    yield _(
        "Record: kept {kept} of {matured} ({share}), part kept {partial}, broken {broken}",
        kept=track.kept,
        matured=track.matured,
        share=percent(track.kept_by_count),
        partial=track.partial,
        broken=track.broken,
    )
    days = track.days_late
    yield _(
        "  of the money {paid} of {promised} on time ({share}); {days} days late on average",
        paid=track.paid_in_window,
        promised=track.promised,
        share=percent(track.kept_by_amount),
        days="-" if days is None else f"{round(float(days), _DAYS_PLACES):g}",
    )


def _heading(report: Card, working_days: int | None) -> Line:
    who = report.row.customer
    words = [
        f"{shown(who.name)} {shown(who.code)}",
        _("grade {grade}", grade=report.row.grade),
        str(report.month),
        _("as of {day}", day=report.as_of),
    ]
    if working_days is not None:
        words.append(plural("{count} working day left", "{count} working days left", working_days))
    return line("   ".join(words), "bold")


def _first_target(report: Card) -> dict[str, object]:
    has = report.row.has_suggestion
    return {
        "month": report.month,
        "code": quoted(report.row.customer.code),
        "amount": report.row.sums.suggested.yuan() if has else _("AMOUNT"),
    }


def _ask(terms: Ask, code: str, width: int) -> Iterable[Line | str]:
    if terms.expected is None:
        yield _(
            "Ask: nothing to go by yet; say what you expect: huikuan target set {code} AMOUNT --expected AMOUNT",
            code=code,
        )
        return
    yield line(
        _(
            "Ask: open at {opening}, aim at {aim}, floor {floor}",
            opening=terms.opening,
            aim=terms.aim,
            floor=terms.floor,
        ),
        "bold",
    )
    why = (
        plural("their own in {count} month", "their own in {count} months", terms.months)
        if terms.learned
        else _("the usual: fewer than three negotiated months")
    )
    terms_said = _(
        "{expected} ({basis}) × 1.5 = aim; aim ÷ {ratio} = opening, rounded up ({why})",
        expected=terms.expected,
        basis=say(terms.basis),
        ratio=round(float(terms.ratio), 2),
        why=why,
    )
    yield from wrapped(terms_said, width, "  ")


def _term(term: Term) -> Line:
    names = {Part.RECEIVED: _("receipt"), Part.PROMISED: _("promise"), Part.MEASURES: _("measure")}
    said = _(
        "  {name} {id}  {day}  {amount}  {title}",
        name=names[term.part],
        id=term.id,
        day=term.on,
        amount=term.amount,
        title=shown(term.title or ""),
    ).rstrip()
    if term.not_counted is None:
        return line(said)
    return line(_("{term}  (not counted: {why})", term=said, why=say(term.not_counted)), "dim")


def _promises(report: Card, width: int) -> Iterable[Line | str]:
    yield ""
    if not report.promises:
        yield _("No promise yet: huikuan promise add {code} AMOUNT DATE", code=quoted(report.row.customer.code))
        return
    newest = list(reversed(report.promises))[:_SHOWN_PROMISES]
    lines = [line for standing in newest for line in promise_lines(standing, report.row.customer)]
    wanted = [column for column in promise_columns() if column.heading != _("Customer")]
    yield from table(wanted, lines, width)
    older = len(report.promises) - len(newest)
    if older:
        yield plural(
            "{count} older promise: huikuan promise list {code}",
            "{count} older promises: huikuan promise list {code}",
            older,
            code=quoted(report.row.customer.code),
        )


_SHOWN_PROMISES = 6


def _measures(report: Card, width: int) -> Iterable[Line | str]:
    if not report.measures_open:
        if report.row.sums.gap:
            yield ""
            yield _("No open measure: huikuan measure add {code} TITLE YIELD", code=quoted(report.row.customer.code))
        return
    yield ""
    wanted = [column for column in measure_columns(report.as_of) if column.heading != _("Customer")]
    yield from table(wanted, [(m, report.row.customer) for m in report.measures_open], width)
