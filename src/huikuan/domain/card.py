"""The card for a meeting with one customer: the month's row, what they owe and how old it is, every promise with its
standing, the open measures, what to ask for and why, how far their word has held, and whom to speak with.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from huikuan.domain.ageing import Aged, aged
from huikuan.domain.ask import Ask, Negotiated, opening_ask
from huikuan.domain.gap import Account, Row, month_row
from huikuan.domain.money import total
from huikuan.domain.record import Record, record
from huikuan.domain.standing import PromiseStanding, standing
from huikuan.domain.terms import Term, gap_terms

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from huikuan.domain.facts import Contact, Measure, Promise, Receipt, Target
    from huikuan.domain.invoice import Agreement
    from huikuan.domain.money import Money
    from huikuan.domain.period import Month
    from huikuan.domain.policy import Policy


@dataclass(frozen=True, slots=True)
class Dossier:
    """All there is about one customer: their month, every promise, receipt, measure and target, their people."""

    account: Account
    promises: tuple[Promise, ...]
    receipts: tuple[Receipt, ...]
    measures: tuple[Measure, ...]
    targets: tuple[Target, ...]
    contacts: tuple[Contact, ...]
    agreed: tuple[Agreement, Money | None] | None = None
    """The balance agreed last, with what the book has for that day where it knows an invoice."""


@dataclass(frozen=True, slots=True)
class Card:
    month: Month
    as_of: date
    row: Row
    target: Target | None
    promises: tuple[PromiseStanding, ...]
    measures_open: tuple[Measure, ...]
    ask: Ask
    record: Record
    contacts: tuple[Contact, ...]
    terms: tuple[Term, ...]
    aged: Aged | None = None
    """What they owe by age; None where no invoice of theirs is known."""
    agreed: tuple[Agreement, Money | None] | None = None


def card(dossier: Dossier, month: Month, as_of: date, policy: Policy) -> Card:
    """The card of the customer for the month as of the day."""
    account = dossier.account
    row = month_row(account, month, as_of, policy)
    expected = account.target.expected if account.target else None
    basis = "expected" if expected else str(row.basis)
    wanted = expected or (row.sums.suggested if row.has_suggestion else None)
    past = negotiated(dossier.targets, dossier.promises, month, as_of)
    made = [p for p in dossier.promises if p.made_on <= as_of]
    return Card(
        month=month,
        as_of=as_of,
        row=row,
        target=account.target,
        promises=tuple(standing(p, as_of, policy) for p in made),
        measures_open=tuple(m for m in account.measures if m.is_open_on(as_of)),
        ask=opening_ask(wanted, basis, past, policy),
        record=record(made, as_of, policy),
        contacts=tuple(c for c in dossier.contacts if c.on <= as_of),
        terms=gap_terms(dossier.receipts, made, dossier.measures, month, as_of, policy),
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
