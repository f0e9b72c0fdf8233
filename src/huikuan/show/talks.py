"""What was talked about with a customer, for the card: reasons and answers, bills and tails, care between collections,
what must be ready.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from huikuan.domain.kinds import BILL, PAPERS
from huikuan.domain.proposal import Proposal
from huikuan.names import say
from huikuan.show import excuses
from huikuan.show.answers import answers
from huikuan.show.line import Line, line
from huikuan.text import _, listed, plural, quoted, say_day, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from huikuan.domain.approval import StepStanding
    from huikuan.domain.bills import Cash
    from huikuan.domain.card import Card
    from huikuan.domain.care import Kindness
    from huikuan.domain.checklist import Checklist
    from huikuan.domain.facts import Contact
    from huikuan.domain.heard import Heard
    from huikuan.domain.kinds import Ready
    from huikuan.domain.standing import PromiseStanding
    from huikuan.domain.tails import Tails

_SHOWN_REASONS = 4


def promise_note(whole: PromiseStanding) -> str:
    """By which hour a promise is to be paid, and where it stands in writing; nothing where neither was said."""
    made = whole.promise
    words = []
    if made.hour:
        words.append(_("by {hour}", hour=made.hour))
    if made.evidence:
        words.append(_("in writing: {where}", where=shown(made.evidence)))
    return _("  promise {id} {words}", id=made.id, words=listed(words)) if words else ""


def proposal(which: Proposal) -> str:
    """What the rules propose, with the reason."""
    said = {
        Proposal.THIRD_PROMISE: _("Go there together with your manager: this is at least the third promise of it."),
        Proposal.BROKEN_D: _("Go there together with your manager: a D customer broke their word."),
        Proposal.ON_DELIVERY: _("Fewer than three promises have matured: propose settlement on delivery."),
    }
    return said[which]


def cash_lines(cash: Cash, *, why: bool) -> Iterable[Line]:
    """What the month's bills are worth in cash, where there are any."""
    if not cash.bills:
        return
    count = plural("{count} bill", "{count} bills", len(cash.bills))
    words = _("In cash {cash} (face {face}, {count})", cash=cash.cash, face=cash.face, count=count)
    yield line(words)
    for bill in cash.bills if why else ():
        yield line(
            _(
                "  receipt {id}  matures {day}, {days} days  {face} is worth {worth}",
                id=bill.receipt_id,
                day=say_day(bill.matures),
                days=bill.days,
                face=bill.face,
                worth=bill.worth,
            )
        )


def tail_lines(found: Tails, *, why: bool) -> Iterable[Line]:
    """What was shaved off their payments, where anything was."""
    if not found.count:
        return
    yield line(
        plural(
            "Tail: {count} payment was short, by {short}: ask for it this time.",
            "Tails: {count} payments were short, by {short} in all: ask for it this time.",
            found.count,
            short=found.short,
        ),
        "yellow",
    )
    for tail in found.tails if why else ():
        yield line(
            _(
                "  promise {id}  {day}  {amount}, paid {paid}: {short} short",
                id=tail.promise_id,
                day=say_day(tail.due),
                amount=tail.amount,
                paid=tail.paid,
                short=tail.short,
            )
        )


def reasons(heard: tuple[Heard, ...]) -> Iterable[str]:
    """The reasons heard: how often, what was said last, what to ask, and the answer that worked."""
    for each in heard[:_SHOWN_REASONS]:
        times = plural("{count} time", "{count} times", each.times)
        name = excuses.name(each.kind)
        yield _("Reason: {reason}, {times}, last on {day}", reason=name, times=times, day=each.last_on)
        if each.said:
            yield _("  they said: {said}", said=shown(each.said))
        if each.measure_id is not None:
            yield _("  our work since then: measure {id}", id=each.measure_id)
        yield _("  ask: {fact}", fact=excuses.fact_to_ask(each.kind))
        if each.best is not None:
            best = each.best
            words = {"worked": best.worked, "times": best.times, "answer": shown(best.answer)}
            yield _("  worked {worked} of {times}: {answer}", **words)
        else:
            yield _("  answer: {answer}", answer=answer_to(each))


def answer_to(reason: Heard) -> str:
    """The answer that worked most often, else the first proposed that has not failed yet."""
    if reason.best is not None:
        return shown(reason.best.answer)
    proposed = answers(reason.kind)
    failed = {answered.answer for answered in reason.answers if answered.failed}
    return next((answer for answer in proposed if answer not in failed), proposed[0])


def care(report: Card, *, why: bool) -> Iterable[str]:
    """What was done for them between collections, and the greeting that is due."""
    found: Kindness = report.kindness
    if found.only_money:
        yield plural(
            "Only ever contacted about money: {count} time in half a year.",
            "Only ever contacted about money: {count} times in half a year.",
            found.contacts,
        )
    elif why and found.contacts + found.other:
        yield _("Contacts in half a year: {money} about money, {other} not", money=found.contacts, other=found.other)
    if found.festival is not None:
        day, which = found.festival
        code = quoted(report.row.customer.code)
        yield _("{festival} is on {day}: huikuan log {code} --about greeting", festival=say(which), day=day, code=code)
    for contact in found.helped:
        yield _("Helped them on {day}: {what}", day=contact.on, what=shown(contact.said or ""))


def people(contacts: Sequence[Contact]) -> Iterable[str]:
    """Who decides, pays and handles, with the number, in one line."""
    if contacts:
        yield _("People: {people}", people=_("; ").join(map(_person, contacts)))


def _person(who: Contact) -> str:
    words = [shown(who.name), say(who.role), shown(who.phone or ""), shown(who.note or "")]
    return " ".join(word for word in words if word)


def missing(what: Sequence[Ready]) -> str:
    """What is not settled yet; papers of which none is there are named together, and so is all about a bill."""
    names = []
    for kind in what:
        group = next((group for group in (PAPERS, BILL) if kind in group and set(group) <= set(what)), None)
        names.append(say(kind) if group is None else _("all papers") if group is PAPERS else _("all about the bill"))
    return listed(dict.fromkeys(names))


def preparation(found: Checklist | None) -> Iterable[str]:
    """What is settled for the money due next, and what is not."""
    if found is None:
        return
    yield _("Due {day}: {amount}", day=found.due, amount=found.amount)
    done = [say(check.what) for check in found.checks if check.on is not None]
    if done:
        yield _("  ready: {what}", what=listed(done))
    if found.missing:
        yield _("  still to settle: {what}", what=missing(found.missing))


def chain_lines(steps: Sequence[StepStanding]) -> Iterable[str]:
    """Where the payment lies in their house, and for how long."""
    for each in steps:
        words = [_("Approval {id}: {step}", id=each.step.id, step=shown(each.step.step))]
        if each.step.signer:
            words.append(shown(each.step.signer))
        words.append(say(each.status))
        if each.days_waiting is not None:
            words.append(plural("{count} day", "{count} days", each.days_waiting))
        if each.step.expected_on is not None and not each.is_done:
            words.append(_("expected {day}", day=each.step.expected_on))
        yield listed(words)
