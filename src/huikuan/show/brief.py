"""The card in twelve lines at most, to copy into a chat: no table, nothing that only a screen can show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from huikuan.domain.gap import lies_broken
from huikuan.domain.proposal import Proposal
from huikuan.names import say
from huikuan.show import excuses, talks
from huikuan.show.card import average_days, first_shown, heading, sums_lines
from huikuan.show.debts import owed_line
from huikuan.show.opening import opening_words
from huikuan.show.plan import percent
from huikuan.text import _, plural, say_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from huikuan.domain.card import Card

MOST = 12
_PROMISES = 3


def draw_brief(report: Card) -> Iterable[str]:
    """The lines, the most needed first."""
    return list(_lines(report))[:MOST]


def _lines(report: Card) -> Iterator[str]:
    yield " ".join(heading(report, None))
    yield _("Open with: “{words}”", words=opening_words(report.opening))
    yield from sums_lines(report)
    if report.ask.expected is not None:
        ask = {"opening": report.ask.opening, "aim": report.ask.aim, "floor": report.ask.floor}
        yield _("Ask: open at {opening}, aim at {aim}, floor {floor}", **ask)
    yield from _promises(report)
    yield from _word(report)
    if report.aged is not None:
        agreed = report.agreed
        said = _("balance agreed on {day}", day=agreed[0].on) if agreed else _("balance not agreed")
        yield _("Invoices: {owed}; {agreed}", owed=owed_line(report.aged.owed), agreed=said)
    yield from map(talks.proposal, (each for each in report.proposals if each is not Proposal.ON_DELIVERY))
    yield from talks.chain_lines([each for each in report.steps if each.is_stuck])
    yield from _reason(report)
    yield from talks.people(report.contacts)
    if report.checklist is not None and report.checklist.missing:
        due = {"day": report.checklist.due, "what": talks.missing(report.checklist.missing)}
        yield _("Due {day}, still to settle: {what}", **due)
    yield from map(talks.proposal, (each for each in report.proposals if each is Proposal.ON_DELIVERY))


def _promises(report: Card) -> Iterator[str]:
    live = [s for s in first_shown(report) if s.is_live and s.remaining]
    said = [
        _(
            "{day} {amount} {state}{level}",
            day=say_day(part.instalment.due),
            amount=part.remaining,
            state=state,
            level=level,
        )
        for whole in live[:_PROMISES]
        for level in [_(", promise no. {level}", level=whole.promise.level) if whole.promise.level > 1 else ""]
        for part in whole.instalments
        if part.remaining
        for state in [say("broken" if lies_broken(whole, part) and not part.paid else part.state)]
    ]
    yield _("Promised: {promises}", promises=_("; ").join(said)) if said else _("No live promise.")


def _word(report: Card) -> Iterator[str]:
    """How far their word has held, and what was shaved off, in one line."""
    track, said = report.record, []
    if track.enough:
        words = {"kept": track.kept, "matured": track.matured, "share": percent(track.kept_by_count)}
        said.append(
            _("Kept {kept} of {matured} ({share}), {days} days late on average", days=average_days(track), **words)
        )
    if report.tails.count:
        said.append(
            plural(
                "Tail: {count} payment was short, by {short}.",
                "Tails: {count} payments were short, by {short} in all.",
                report.tails.count,
                short=report.tails.short,
            )
        )
    if said:
        yield _("; ").join(said)


def _reason(report: Card) -> Iterator[str]:
    if report.heard:
        most = report.heard[0]
        times = plural("{count} time", "{count} times", most.times)
        words = {"reason": excuses.name(most.kind), "times": times, "answer": talks.answer_to(most)}
        yield _("They say: {reason} ({times}). Answer: {answer}", **words)
