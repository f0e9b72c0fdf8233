"""What was recorded, in words, and what it did to the gap."""

from __future__ import annotations

from typing import TYPE_CHECKING

from huikuan.domain.habits import NO_HABITS
from huikuan.names import say
from huikuan.show import lists
from huikuan.show.paying import habits_said
from huikuan.show.table import table
from huikuan.text import _, listed, plural, say_day, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from huikuan.domain.approval import StepStanding
    from huikuan.domain.facts import Contact, Customer, FollowUp, Measure, Promise, Receipt, Target
    from huikuan.domain.habits import Habits
    from huikuan.domain.recorded import Recorded
    from huikuan.domain.standing import PromiseStanding
    from huikuan.show.line import Line


_LAST = 10


def effect(recorded: Recorded[object]) -> str:
    """The gap before and after, with what is still uncovered."""
    before, after = recorded.before.sums, recorded.after.sums
    if not recorded.after.has_target:
        return _("No target for {month} yet.", month=recorded.month)
    if before.gap == after.gap:
        change = _("Gap of {month}: {gap}, unchanged", month=recorded.month, gap=after.gap)
    else:
        change = _("Gap of {month}: {before} → {after}", month=recorded.month, before=before.gap, after=after.gap)
    if after.surplus:
        return _("{change}; surplus {surplus}.", change=change, surplus=after.surplus)
    return _("{change}; uncovered {uncovered}.", change=change, uncovered=after.uncovered)


def promise(standing: PromiseStanding, who: Customer) -> Iterable[str]:
    made = standing.promise
    ordinal = _(", promise no. {level} for this money", level=made.level) if made.level > 1 else ""
    for number, part in enumerate(standing.instalments):
        day = say_day(part.instalment.due)
        if number == 0:
            yield _(
                "Promise {id}: {customer} {day} {amount}{ordinal}",
                id=made.id,
                customer=shown(who.name),
                day=day,
                amount=part.instalment.amount,
                ordinal=ordinal,
            )
        else:
            yield _("  and {day} {amount}", day=day, amount=part.instalment.amount)
    yield from _agreed(made)


def _agreed(made: Promise) -> Iterable[str]:
    """By which hour it is to be paid, and where it stands in writing."""
    if made.hour:
        yield _("  by {hour}", hour=made.hour)
    if made.evidence:
        yield _("  in writing: {where}", where=shown(made.evidence))


def withdrawn(standing: PromiseStanding, who: Customer) -> Iterable[str]:
    yield _(
        "Promise {id} of {customer} withdrawn: {remaining} was unpaid.",
        id=standing.promise.id,
        customer=shown(who.name),
        remaining=standing.remaining,
    )


def receipt(fact: Receipt, who: Customer, *, settles: bool = False) -> Iterable[str]:
    """A receipt as it was recorded; that no promise takes it needs no word where it settles invoices."""
    yield _(
        "Receipt {id}: {customer} {day} {amount} {form}",
        id=fact.id,
        customer=shown(who.name),
        day=fact.on,
        amount=fact.amount,
        form=say(fact.form),
    )
    if fact.matures is not None:
        yield _("  matures {day}", day=fact.matures)
    for share in fact.allocations:
        yield _("  {amount} to promise {id} due {day}", amount=share.amount, id=share.promise_id, day=share.due)
    if fact.unallocated and (fact.allocations or not settles):
        yield _("  {amount} to no promise", amount=fact.unallocated)


def reversal(fact: Receipt, who: Customer) -> Iterable[str]:
    yield _(
        "Receipt {id} reversed on {on}: {customer} {amount} of {day}",
        id=fact.id,
        on=fact.reversed_on,
        customer=shown(who.name),
        amount=fact.amount,
        day=fact.on,
    )


def presentation(fact: Receipt, who: Customer) -> Iterable[str]:
    yield _(
        "Receipt {id} presented on {on}: {customer} {amount} {form}, matures {day}",
        id=fact.id,
        on=fact.presented_on,
        customer=shown(who.name),
        amount=fact.amount,
        form=say(fact.form),
        day=fact.matures,
    )


def approval(found: StepStanding, who: Customer) -> Iterable[str]:
    step = found.step
    yield _(
        "Step {id}: {customer} {title} ({status})",
        id=step.id,
        customer=shown(who.name),
        title=shown(step.step),
        status=say(found.status),
    )
    terms = []
    if step.signer:
        terms.append(_("signed by {name}", name=shown(step.signer)))
    if step.promise_id is not None:
        terms.append(_("for promise {id}", id=step.promise_id))
    if step.submitted_on is not None:
        terms.append(_("submitted {day}", day=step.submitted_on))
    if step.expected_on is not None:
        terms.append(_("expected {day}", day=step.expected_on))
    if step.done_on is not None:
        terms.append(_("done {day}", day=step.done_on))
    if terms:
        yield "  " + listed(terms)
    if step.note:
        yield _("  note: {note}", note=shown(step.note))


def target(fact: Target, who: Customer) -> Iterable[str]:
    yield _("Target {month}: {customer} {amount}", month=fact.month, customer=shown(who.name), amount=fact.amount)
    terms = []
    if fact.expected is not None:
        terms.append(_("expected {amount}", amount=fact.expected))
    if fact.ask is not None:
        terms.append(_("asked {amount}", amount=fact.ask))
    if fact.accepted_on is not None:
        terms.append(_("accepted on {day}", day=fact.accepted_on))
    if terms:
        yield "  " + listed(terms)


def measure(fact: Measure, who: Customer, as_of: date) -> Iterable[str]:
    yield _(
        "Measure {id}: {customer} {title}, to bring in {amount} by {day} ({status})",
        id=fact.id,
        customer=shown(who.name),
        title=shown(fact.title),
        amount=fact.estimate,
        day=fact.due,
        status=say(fact.status_on(as_of)),
    )
    if fact.actual is not None:
        yield _("  brought in {amount}", amount=fact.actual)


def customer(fact: Customer, as_of: date, habits: Habits = NO_HABITS) -> Iterable[str]:
    yield _(
        "Customer {code}: {name}, grade {grade}, {kind}",
        code=shown(fact.code),
        name=shown(fact.name),
        grade=fact.grade_on(as_of),
        kind=say(fact.kind),
    )
    if fact.aliases:
        yield _("  also called {names}", names=listed(map(shown, fact.aliases)))
    if fact.owner:
        yield _("  owner {owner}", owner=shown(fact.owner))
    if fact.terms_days is not None:
        yield plural("  pays within {count} day", "  pays within {count} days", fact.terms_days)
    if said := list(habits_said(habits)):
        yield _("  pays: {habits}", habits=listed(said))
    if fact.note:
        yield _("  note: {note}", note=shown(fact.note))
    if fact.is_archived_on(as_of):
        yield _("  archived on {day}", day=fact.archived_since(as_of))


def contact(fact: Contact, who: Customer) -> Iterable[str]:
    known = (who.name, fact.name, say(fact.role), fact.phone or "", fact.note or "")
    yield _("Contact: {known}", known=listed(shown(word) for word in known if word))


def customer_page(
    fact: Customer,
    contacts: Sequence[Contact],
    spoken: Sequence[FollowUp],
    as_of: date,
    width: int,
    habits: Habits = NO_HABITS,
) -> Iterable[Line | str]:
    """All that is known of a customer: labels, grades, people, and the last contacts."""
    yield from customer(fact, as_of, habits)
    for given in fact.grades:
        if given.on <= as_of:
            yield _("  grade {grade} from {day}", grade=given.grade, day=given.on)
            if given.reason:
                yield _("    because: {why}", why=shown(given.reason))
    if contacts:
        yield ""
        yield from table(lists.contacts().on_screen(without="customer"), [(c, fact) for c in contacts], width)
    if spoken:
        yield ""
        yield from table(lists.follow_ups().on_screen(), [(f, fact) for f in spoken[-_LAST:]], width)


def promise_page(found: PromiseStanding, who: Customer, width: int) -> Iterable[Line | str]:
    """One promise with its instalments, their windows and what paid them."""
    made = found.promise
    yield _(
        "Promise {id}: {customer} {amount}, made on {day}",
        id=made.id,
        customer=shown(who.name),
        amount=found.amount,
        day=made.made_on,
    )
    state = say(found.state)
    if not found.is_live:
        state = _("{state}, {status}", state=state, status=say(found.status))
    yield _("  {state}; paid {paid}, remaining {remaining}", state=state, paid=found.paid, remaining=found.remaining)
    if made.made_by:
        yield _("  said by {name}", name=shown(made.made_by))
    yield from _agreed(made)
    if made.follows is not None:
        yield _("  follows promise {id}: promise no. {level} for this money", id=made.follows, level=made.level)
    if not found.is_live and made.ended_why:
        yield _("  withdrawn: {why}", why=shown(made.ended_why))
    yield ""
    yield from table(lists.instalments().on_screen(), found.instalments, width)
