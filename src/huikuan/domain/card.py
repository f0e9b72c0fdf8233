"""The card for a meeting with one customer: the month's row, what to ask for and why, every promise with its standing,
how far their word has held, what they owe and how old it is, the measures, the reasons heard, how they pay, what is
ready, where the payment lies, and whom to speak with.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from huikuan.domain.ageing import Aged, aged
from huikuan.domain.approval import StepStanding, open_chain
from huikuan.domain.ask import Ask, Negotiated, opening_ask
from huikuan.domain.bills import Cash, in_cash
from huikuan.domain.care import Kindness, Place, kindness, place
from huikuan.domain.checklist import Checklist, checklist
from huikuan.domain.gap import Account, Row, month_row
from huikuan.domain.habits import NO_HABITS, Habits, Learned, learned, next_pay_day
from huikuan.domain.heard import Heard, heard
from huikuan.domain.money import total
from huikuan.domain.opening import Opening, opening
from huikuan.domain.proposal import Proposal, proposals
from huikuan.domain.queue import PaidAtOnce, Punctuality, Split, share_on_time, size_paid_at_once, split_proposal
from huikuan.domain.record import Record, record_of
from huikuan.domain.regularity import Regularity, regularity
from huikuan.domain.standing import PromiseStanding, next_due, standing
from huikuan.domain.tails import Tails, tails
from huikuan.domain.terms import Term, gap_terms, owed_terms, suggested_terms

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from huikuan.domain.day import Day
    from huikuan.domain.facts import Contact, FollowUp, Measure, Promise, Receipt, Target
    from huikuan.domain.invoice import Agreement, Invoice
    from huikuan.domain.money import Money
    from huikuan.domain.period import Month
    from huikuan.domain.talk import Approval, Tick


@dataclass(frozen=True, slots=True)
class Dossier:
    """All there is about one customer: their month, every promise, measure, target and contact, their people, the
    receipts and the invoices due of the last half year.
    """

    account: Account
    promises: tuple[Promise, ...]
    receipts: tuple[Receipt, ...]
    measures: tuple[Measure, ...]
    targets: tuple[Target, ...]
    contacts: tuple[Contact, ...]
    agreed: tuple[Agreement, Money | None] | None = None
    """The balance agreed last, with what the book has for that day where it knows an invoice."""
    follow_ups: tuple[FollowUp, ...] = ()
    ticks: tuple[Tick, ...] = ()
    habits: Habits = NO_HABITS
    invoices: tuple[Invoice, ...] = ()
    approvals: tuple[Approval, ...] = ()


class Paying(NamedTuple):
    """How they pay: by what was said and by what came in; when next; whether it is becoming regular."""

    habits: Habits
    learned: Learned
    regularity: Regularity
    next_day: date | None


class Queue(NamedTuple):
    """Our place among those they pay: what was paid on time, the size they pay at once, the split worth asking for."""

    punctuality: Punctuality
    at_once: PaidAtOnce | None
    split: Split | None
    named: Place | None


class Card(NamedTuple):
    month: Month
    as_of: date
    row: Row
    target: Target | None
    promises: tuple[PromiseStanding, ...]
    measures_open: tuple[Measure, ...]
    opening: Opening
    ask: Ask
    negotiated: tuple[Negotiated, ...]
    """The months the ratio of the ask is learned from."""
    record: Record
    contacts: tuple[Contact, ...]
    terms: tuple[Term, ...]
    cash: Cash
    tails: Tails
    heard: tuple[Heard, ...]
    paying: Paying
    queue: Queue
    kindness: Kindness
    proposals: tuple[Proposal, ...]
    checklist: Checklist | None = None
    steps: tuple[StepStanding, ...] = ()
    """The steps of approval still open, and the one done last."""
    aged: Aged | None = None
    """What they owe by age; None where no invoice of theirs is known."""
    agreed: tuple[Agreement, Money | None] | None = None


def card(dossier: Dossier, month: Month, day: Day) -> Card:
    """The card of the customer for the month as of the day."""
    account, as_of, policy = dossier.account, day.as_of, day.policy
    row = month_row(account, month, as_of, policy)
    made = [p for p in dossier.promises if p.made_on <= as_of]
    standings = tuple(standing(p, as_of, policy) for p in made)
    track = record_of(standings, as_of, policy)
    paying = _paying(dossier, day)
    past = negotiated(dossier.targets, dossier.promises, month, as_of)
    ask = _ask(dossier, row, past, day)
    return Card(
        month=month,
        as_of=as_of,
        row=row,
        target=account.target,
        promises=standings,
        measures_open=tuple(m for m in account.measures if m.is_open_on(as_of)),
        opening=opening(row, ask, standings, month, paying.next_day, day),
        ask=ask,
        negotiated=past,
        record=track,
        contacts=tuple(c for c in dossier.contacts if c.on <= as_of),
        terms=(
            *gap_terms(dossier.receipts, made, dossier.measures, month, as_of, policy),
            *suggested_terms(account, row.basis, month, as_of),
            *owed_terms(account.ledger, as_of),
        ),
        cash=in_cash(dossier.receipts, month, as_of, policy.bill_rate),
        tails=tails(made, as_of, policy),
        heard=heard(dossier.follow_ups, as_of),
        paying=paying,
        queue=_queue(dossier, row, paying.next_day, day),
        kindness=kindness(dossier.follow_ups, as_of, policy),
        proposals=proposals(account.customer, standings, track, row.grade, policy),
        checklist=_checklist(dossier, standings, as_of),
        steps=open_chain(dossier.approvals, as_of, day.calendar, policy),
        aged=aged(account.ledger, as_of, policy.ageing) if account.ledger.is_known else None,
        agreed=dossier.agreed,
    )


def negotiated(
    targets: Sequence[Target], promises: Sequence[Promise], before: Month, as_of: date
) -> tuple[Negotiated, ...]:
    """The earlier months with both an opening ask and a promise. What they settled on is what they promised for that
    month the first time; a re-promise is the same money again.
    """
    asked = {t.month: t.ask for t in targets if t.ask is not None and t.month < before and t.set_on <= as_of}
    firsts = [p for p in promises if p.level == 1 and p.made_on <= as_of]
    settled = {
        month: total(part.amount for p in firsts for part in p.instalments if part.due in month) for month in asked
    }
    return tuple(Negotiated(month, asked[month], settled[month]) for month in sorted(asked) if settled[month])


def _ask(dossier: Dossier, row: Row, past: Sequence[Negotiated], day: Day) -> Ask:
    target = dossier.account.target
    expected = target.expected if target else None
    basis = "expected" if expected else str(row.basis)
    wanted = expected or (row.sums.suggested if row.has_suggestion else None)
    return opening_ask(wanted, basis, past, day.policy)


def _paying(dossier: Dossier, day: Day) -> Paying:
    seen = learned(dossier.receipts, day.as_of, day.policy)
    return Paying(
        habits=dossier.habits,
        learned=seen,
        regularity=regularity(dossier.receipts, day.as_of, day.policy),
        next_day=next_pay_day(dossier.habits, seen, day.as_of, day.calendar),
    )


def _queue(dossier: Dossier, row: Row, next_day: date | None, day: Day) -> Queue:
    at_once = size_paid_at_once(dossier.invoices, day.as_of, day.policy)
    first = next_day or day.calendar.after(day.as_of)
    return Queue(
        punctuality=share_on_time(dossier.invoices, day.as_of, day.policy),
        at_once=at_once,
        split=split_proposal(row.lacking, at_once.size if at_once else None, first, day.calendar, day.policy),
        named=place(dossier.follow_ups, day.as_of),
    )


def _checklist(dossier: Dossier, standings: tuple[PromiseStanding, ...], as_of: date) -> Checklist | None:
    parts = next_due(standings, as_of)
    if not parts:
        return None
    agreed_on = dossier.agreed[0].on if dossier.agreed else None
    return checklist(standings, parts[0].instalment.due, dossier.ticks, agreed_on, as_of)
