"""The guide through the month's customers: a short screen for each, what an answer came to, and the end of a sitting.

What is known stands behind a label; amounts show their fen only where they have any.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from huikuan.domain.gap import Flag
from huikuan.domain.money import total
from huikuan.names import say
from huikuan.show.line import Line, line
from huikuan.show.plan import counted, draw_sums, percent
from huikuan.show.width import places
from huikuan.show.wrap import wrapped
from huikuan.text import _, joined, listed, plural, quoted, say_day, shown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from huikuan.domain.ask import Ask
    from huikuan.domain.card import Card
    from huikuan.domain.gap import Row
    from huikuan.domain.guide import GoneThrough, LookBack, Said, Sitting
    from huikuan.domain.lines import Planned
    from huikuan.domain.money import Money
    from huikuan.domain.period import Month
    from huikuan.domain.recorded import Recorded

_LABEL = 11
_BETWEEN = "   "
_NAMED = 6
_WAITING = 3


def plain(amount: Money) -> str:
    """The amount; its fen only where it has any."""
    return str(amount).removesuffix(".00")


# --- one customer --------------------------------------------------------------------------------------------------


def draw_page(known: Card, last: LookBack, place: str, width: int) -> Iterable[Line | str]:
    """What is known of the customer; `place` says how far the guide has come."""
    owed = known.row.owed
    yield ""
    yield from wrapped(head(known.row, place), width, style="bold")
    yield from _labelled(str(last.month), _looked_back(last), width)
    if owed is not None:
        amounts = [(_("Balance"), owed.balance), (_("Overdue"), owed.overdue)]
        amounts += [(_("Disputed"), owed.disputed)] if owed.disputed else []
        yield from _labelled(_("Owed"), [_amount(*each) for each in amounts], width)
    yield from _labelled(str(known.month), _this_month(known.row), width)
    waiting = [
        f"#{whole.promise.id} {say_day(part.instalment.due)} {plain(part.remaining)} {say(part.state)}"
        for whole in known.promises
        if whole.is_live
        for part in whole.instalments
        if part.remaining
    ]
    if waiting:
        yield from _labelled(_("Promised"), waiting[-_WAITING:], width)
    yield from _labelled(_("Suggested"), [_suggested(known.row)], width)


def head(row: Row, place: str) -> str:
    """Who the customer is, and how far the guide has come."""
    who = row.customer
    return _BETWEEN.join([f"{shown(who.name)} {shown(who.code)}", _("grade {grade}", grade=row.grade), place])


def draw_ask(terms: Ask, width: int) -> Iterable[Line]:
    """What to open with, what to aim at, below what not to go, and what these rest on."""
    if terms.expected is None or terms.opening is None or terms.aim is None or terms.floor is None:
        yield from _labelled(_("Ask"), [_("nothing to go by yet: say what you expect")], width)
        return
    amounts = [(_("Open at"), terms.opening), (_("aim at"), terms.aim), (_("floor"), terms.floor)]
    yield from _labelled(_("Ask"), [_amount(*each) for each in amounts], width, style="bold")
    why = plural("their own, {count} month", "their own, {count} months", terms.months) if terms.learned else _("usual")
    said = _(
        "{expected} ({basis}) × 1.5 ÷ {ratio} ({why})",
        expected=plain(terms.expected),
        basis=say(terms.basis),
        ratio=round(float(terms.ratio), 2),
        why=why,
    )
    yield from _labelled("", [said], width)


def draw_said(said: Said, month: Month, width: int) -> Iterable[Line]:
    """A promise as it was understood."""
    parts = listed(f"{say_day(due)} {plain(amount)}" for amount, due in said.parts)
    words = [parts, *([shown(said.by)] if said.by else []), *([say(said.form)] if said.form else [])]
    later = total(amount for amount, due in said.parts if due not in month)
    if later:
        words.append(_("({amount} is not due in {month})", amount=plain(later), month=month))
    yield from wrapped("→ " + _BETWEEN.join(words), width, "  ", "cyan")


def draw_planned(measure: Planned, month: Month, width: int) -> Iterable[Line]:
    """A measure as it was understood."""
    due = measure.due or month.last
    words = [shown(measure.title), plain(measure.estimate), say_day(due)]
    if due not in month:
        words.append(_("({amount} is not due in {month})", amount=plain(measure.estimate), month=month))
    yield from wrapped("→ " + _BETWEEN.join(words), width, "  ", "cyan")


def draw_recorded(made: Recorded[GoneThrough], width: int) -> Iterable[Line]:
    """What was recorded for the customer, and what it did to the gap."""
    facts = listed(_facts(made.fact))
    said = _("Recorded: {facts}.", facts=facts) if facts else _("Gone through; nothing changed.")
    yield from wrapped(joined(said, _effect(made)), width, style="green")


# --- the end -------------------------------------------------------------------------------------------------------


def draw_sitting(report: Sitting, command: str, width: int) -> Iterable[Line | str]:
    """The month after the sitting, who is still open, and how to go on; `command` is what goes on with it."""
    rows = report.plan.rows
    if not rows:
        yield _("No customer to show. To add one: huikuan customer add NAME")
        return
    yield ""
    yield line(_("{month} after this round", month=report.plan.month), "bold")
    yield from _counts(report)
    for said in draw_sums(report.plan.totals.sums):
        yield from wrapped(said, width)
    yield from _still_open(report, width)
    if report.left:
        yield plural("{count} customer not gone through yet.", "{count} customers not gone through yet.", report.left)
        yield line(f"  → {command}", "cyan")
    else:
        yield plural("{count} customer gone through.", "All {count} customers gone through.", len(rows))


def _still_open(report: Sitting, width: int) -> Iterable[Line]:
    rows = report.plan.rows
    uncovered = [row for row in rows if row.sums.uncovered]
    if uncovered:
        names = [f"{shown(row.customer.name)} {plain(row.sums.uncovered)}" for row in uncovered[:_NAMED]]
        more = " …" if len(uncovered) > _NAMED else ""
        title = plural("{count} uncovered:", "{count} uncovered:", len(uncovered))
        yield from wrapped(_("{title} {names}", title=title, names=listed(names) + more), width)
        yield line(f"  → huikuan gap {shown(quoted(uncovered[0].customer.code))}", "cyan")
    asked = [row for row in rows if Flag.NO_PROMISE in row.flags]
    if asked:
        title = plural("{count} without a promise:", "{count} without a promise:", len(asked))
        yield from counted(title, asked, width)
        words = f"{shown(quoted(asked[0].customer.code))} {_('AMOUNT')} {_('DATE')}"
        yield line(f"  → huikuan promise add {words}", "cyan")
    without = sorted((row for row in rows if Flag.NO_TARGET in row.flags), key=lambda row: -row.sums.suggested.fen)
    if without:
        title = plural("{count} without a target:", "{count} without a target:", len(without))
        yield from counted(title, without, width)
        amount = without[0].sums.suggested.yuan() if without[0].has_suggestion else _("AMOUNT")
        yield line(f"  → huikuan target set {shown(quoted(without[0].customer.code))} {amount}", "cyan")


def _counts(report: Sitting) -> Iterable[str]:
    counts = report.counts
    if report.gone:
        yield _(
            "Gone through now: {customers}; recorded: {targets}, {promises}, {measures}.",
            customers=plural("{count} customer", "{count} customers", len(report.gone)),
            targets=plural("{count} target", "{count} targets", counts["targets"]),
            promises=plural("{count} promise", "{count} promises", counts["promises"]),
            measures=plural("{count} measure", "{count} measures", counts["measures"]),
        )


# --- words ---------------------------------------------------------------------------------------------------------


def _labelled(label: str, words: Iterable[str], width: int, style: str = "") -> Iterable[Line]:
    """The words behind their label, further lines below the first word."""
    margin = label + " " * max(1, _LABEL - places(label))
    for number, each in enumerate(wrapped(_BETWEEN.join(words), max(1, width - _LABEL))):
        yield line((" " * _LABEL if number else margin) + each.plain, style)


def _amount(name: str, amount: Money) -> str:
    return f"{name} {plain(amount)}"


def _looked_back(last: LookBack) -> list[str]:
    if last.target is None and not last.promised and not last.received:
        return [_("nothing recorded")]
    wanted = [_amount(_("Target"), last.target)] if last.target else [_("no target")]
    received = _amount(_("Received"), last.received)
    if last.target:
        received = _("{amount} ({basis})", amount=received, basis=percent(last.received.over(last.target)))
    return [*wanted, _amount(_("Promised"), last.promised), received]


def _this_month(row: Row) -> list[str]:
    sums = row.sums
    words = [_amount(_("Target"), sums.target) if row.has_target else _("no target")]
    words += [_amount(_("Received"), sums.received), _amount(_("Promised"), sums.promised)]
    words += [_amount(_("Measures"), sums.measures)] if sums.measures else []
    return [*words, *([_amount(_("Gap"), sums.gap)] if row.has_target else [])]


def _suggested(row: Row) -> str:
    if not row.has_suggestion:
        return _("none: nothing known to be due, no receipts in most of three months")
    return _("{amount} ({basis})", amount=plain(row.sums.suggested), basis=say(row.basis))


def _facts(made: GoneThrough) -> Iterable[str]:
    if made.target is not None:
        yield _amount(_("target"), made.target.amount)
        if made.target.expected is not None:
            yield _("expected {amount}", amount=plain(made.target.expected))
        if made.target.ask is not None:
            yield _("asked {amount}", amount=plain(made.target.ask))
    if made.promises:
        yield _amount(_("promise"), total(each.amount for each in made.promises))
    if made.measures:
        yield _amount(_("measure"), total(each.estimate for each in made.measures))


def _effect(made: Recorded[GoneThrough]) -> str:
    before, after = made.before.sums, made.after.sums
    amounts = {"gap": plain(after.gap), "uncovered": plain(after.uncovered), "surplus": plain(after.surplus)}
    if not made.after.has_target:
        return _("No target this month.")
    if before.gap != after.gap:
        amounts["gap"] = _("{before} → {after}", before=plain(before.gap), after=plain(after.gap))
    if after.surplus:
        return _("Gap {gap}, surplus {surplus}.", gap=amounts["gap"], surplus=amounts["surplus"])
    return _("Gap {gap}, uncovered {uncovered}.", gap=amounts["gap"], uncovered=amounts["uncovered"])
