"""The card for the meeting, in the order in which it is needed: what to say first, what is missing and how it adds up,
what to ask for, what they promised and how far their word has held, what they owe, what is being done, what they say
and what to answer, how they pay, whom to see, and what must be ready.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from huikuan.domain.gap import lies_broken
from huikuan.names import say
from huikuan.show import card_why, paying, talks
from huikuan.show.debts import card_lines
from huikuan.show.line import Line, line
from huikuan.show.lists import measures, promise_lines, promises
from huikuan.show.opening import opening_words
from huikuan.show.plan import draw_sums, percent
from huikuan.show.table import table
from huikuan.show.width import places
from huikuan.show.wrap import wrapped
from huikuan.text import _, plural, quoted, shown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from huikuan.domain.ask import Ask
    from huikuan.domain.card import Card
    from huikuan.domain.record import Record
    from huikuan.domain.standing import PromiseStanding

_DAYS_PLACES = 1
_SHOWN_PROMISES = 6


def draw_card(report: Card, width: int, working_days: int | None, *, why: bool) -> Iterable[Line | str]:
    """The card for a person; `working_days` are those left in the month; with `why`, what each number is made of."""
    yield from (line(part, "bold") for part in _headed(heading(report, working_days), width))
    yield ""
    yield from wrapped(_("Open with: “{words}”", words=opening_words(report.opening)), width, "", "bold green")
    yield from card_why.of_opening(report, why=why)
    yield ""
    yield from sums_lines(report)
    yield from card_why.of_month(report, why=why)
    yield from talks.cash_lines(report.cash, why=why)
    yield ""
    yield from _ask(report.ask, quoted(report.row.customer.code), width)
    yield from card_why.of_ask(report, why=why)
    yield from card_why.of_suggestion(report, why=why)
    yield from _promises(report, width)
    yield from _block(map(talks.proposal, report.proposals), width)
    yield ""
    yield from record_lines(report.record)
    yield from card_why.of_record(report, why=why)
    yield from talks.tail_lines(report.tails, why=why)
    yield from _debts(report, width, why=why)
    yield from _measures(report, width)
    for block in (
        talks.reasons(report.heard),
        [*paying.paying(report), *card_why.of_paying(report, why=why)],
        talks.care(report, why=why),
        talks.people(report.contacts),
        talks.preparation(report.checklist),
        talks.chain_lines(report.steps),
    ):
        yield from _block(block, width)


def _headed(words: list[str], width: int) -> list[str]:
    """In one line, or the customer in a line of their own where that has no room."""
    whole = "   ".join(words)
    return [whole] if places(whole) <= width else [words[0], "   ".join(words[1:])]


def heading(report: Card, working_days: int | None) -> list[str]:
    """Who, of which grade, which month, as of which day."""
    who = report.row.customer
    words = [
        f"{shown(who.name)} {shown(who.code)}",
        _("grade {grade}", grade=report.row.grade),
        str(report.month),
        _("as of {day}", day=report.as_of),
    ]
    if working_days is not None:
        words.append(plural("{count} working day left", "{count} working days left", working_days))
    return words


def sums_lines(report: Card) -> Iterable[str]:
    """The month's arithmetic; without a target, what came in and how to set one."""
    if report.target is not None:
        yield from draw_sums(report.row.sums)
        return
    yield _("No target for {month} yet: huikuan target set {code} {amount}", **_first_target(report))
    sums = report.row.sums
    yield _("Received {received}, promised {promised}", received=sums.received, promised=sums.promised)


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
    yield _(
        "  of the money {paid} of {promised} on time ({share}); {days} days late on average",
        paid=track.paid_in_window,
        promised=track.promised,
        share=percent(track.kept_by_amount),
        days=average_days(track),
    )


def average_days(track: Record) -> str:
    """The average days late with one decimal; a dash while it is too early to say."""
    days = track.days_late
    return "-" if days is None else f"{round(float(days), _DAYS_PLACES):g}"


def first_shown(report: Card) -> list[PromiseStanding]:
    """The promises that matter: those with money still to come, then the newest of the others."""
    open_ones = [s for s in report.promises if s.is_live and s.remaining]
    newest = sorted(open_ones, key=lambda s: (not _is_broken(s), -s.promise.id))
    others = [s for s in reversed(report.promises) if s not in open_ones]
    return [*newest, *others[: max(0, _SHOWN_PROMISES - len(newest))]]


def _is_broken(whole: PromiseStanding) -> bool:
    return any(lies_broken(whole, part) for part in whole.instalments)


def _block(lines: Iterable[str | Line], width: int) -> Iterable[Line | str]:
    """The lines under an empty one, where there are any; each as long as the screen takes."""
    found = list(lines)
    if found:
        yield ""
    for said in found:
        if isinstance(said, Line):
            yield said
        else:
            indent = " " * (len(said) - len(said.lstrip(" ")))
            yield from wrapped(said.lstrip(" "), width, indent)


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


def _promises(report: Card, width: int) -> Iterable[Line | str]:
    yield ""
    code = quoted(report.row.customer.code)
    if not report.promises:
        yield _("No promise yet: huikuan promise add {code} AMOUNT DATE", code=code)
    else:
        yield from _promise_table(report, code, width)


def _promise_table(report: Card, code: str, width: int) -> Iterable[Line | str]:
    shown_ones = first_shown(report)
    lines = [line for standing in shown_ones for line in promise_lines(standing, report.row.customer)]
    yield from table(promises().on_screen(without="customer"), lines, width)
    yield from (talks.promise_note(s) for s in shown_ones if s.is_live and s.remaining and talks.promise_note(s))
    older = len(report.promises) - len(shown_ones)
    if older:
        yield plural(
            "{count} older promise: huikuan promise list {code}",
            "{count} older promises: huikuan promise list {code}",
            older,
            code=code,
        )


def _debts(report: Card, width: int, *, why: bool) -> Iterable[Line | str]:
    if report.aged is not None or report.agreed is not None:
        yield ""
        for said in card_lines(report.aged, report.agreed):
            yield from wrapped(said, width)
        yield from card_why.of_debts(report, why=why)


def _measures(report: Card, width: int) -> Iterable[Line | str]:
    if not report.measures_open:
        if report.row.sums.gap:
            yield ""
            yield _("No open measure: huikuan measure add {code} TITLE YIELD", code=quoted(report.row.customer.code))
        return
    yield ""
    lines = [(m, report.row.customer) for m in report.measures_open]
    yield from table(measures(report.as_of).on_screen(without="customer"), lines, width)
    if report.row.has_target and report.row.sums.gap:
        sums = report.row.sums
        if sums.uncovered:
            yield _("Measures leave {uncovered} of the gap uncovered.", uncovered=sums.uncovered)
        else:
            yield _("Measures cover the gap.")
