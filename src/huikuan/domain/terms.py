"""What each number of the month is made of: every receipt, instalment and measure, counted or not and why not."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from huikuan.domain.gap import counts_as_promised
from huikuan.domain.ledger import credits_before, due_parts
from huikuan.domain.money import NOTHING
from huikuan.domain.standing import State, standing
from huikuan.domain.suggestion import Basis

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from huikuan.domain.facts import Measure, Promise, Receipt
    from huikuan.domain.gap import Account
    from huikuan.domain.invoice import Credit
    from huikuan.domain.ledger import Ledger
    from huikuan.domain.money import Money
    from huikuan.domain.period import Month
    from huikuan.domain.policy import Policy
    from huikuan.domain.standing import InstalmentStanding, PromiseStanding


class Part(StrEnum):
    """The number of the month a term belongs to."""

    RECEIVED = "received"
    PROMISED = "promised"
    MEASURES = "measures"
    SUGGESTED = "suggested"
    OWED = "owed"
    DISPUTED = "disputed"


class NotCounted(StrEnum):
    """Why a fact adds nothing to the month's number."""

    REVERSED = "reversed"
    PAID = "paid"
    MISSED = "missed"
    ENDED = "ended"
    CLOSED = "closed"
    LATER = "later"
    MIDDLE = "middle"


@dataclass(frozen=True, slots=True)
class Term:
    """One fact: its id, its day, the amount it stands for, and why it is not counted (None: it is)."""

    part: Part
    id: int
    on: date
    amount: Money
    title: str | None = None
    not_counted: NotCounted | None = None


def gap_terms(
    receipts: Iterable[Receipt],
    promises: Iterable[Promise],
    measures: Iterable[Measure],
    month: Month,
    as_of: date,
    policy: Policy,
) -> tuple[Term, ...]:
    """The terms of the customer's month as of the day: those counted add up to the row's numbers."""
    came_in = [
        Term(Part.RECEIVED, r.id, r.on, r.amount, None, NotCounted.REVERSED if r.is_reversed_on(as_of) else None)
        for r in receipts
        if r.on in month and r.on <= as_of
    ]
    standings = [standing(p, as_of, policy) for p in promises if p.made_on <= as_of and _may_be_of(p, month)]
    promised = [
        Term(
            Part.PROMISED, whole.promise.id, part.instalment.due, part.remaining, None, _why(whole, part, month, as_of)
        )
        for whole in standings
        for part in whole.instalments
        if part.instalment.due in month or counts_as_promised(whole, part, month, as_of)
    ]
    planned = [
        Term(Part.MEASURES, m.id, m.due, m.estimate, m.title, None if m.is_open_on(as_of) else NotCounted.CLOSED)
        for m in measures
        if m.due in month and m.made_on <= as_of
    ]
    return (*came_in, *promised, *planned)


def _may_be_of(promise: Promise, month: Month) -> bool:
    """False for a promise whose every part was over before the month."""
    return any(part.due in month or part.window_end >= month.first for part in promise.instalments)


def suggested_terms(account: Account, basis: Basis, month: Month, as_of: date) -> tuple[Term, ...]:
    """What the suggested target rests on: the invoices of the month less what credits stand before it, else what came
    in during the months before, of which the middle one counts.
    """
    if basis is Basis.HISTORY:
        middle = sorted(account.earlier)[len(account.earlier) // 2]
        months = [(month.shift(-back), sums) for back, sums in enumerate(account.earlier, 1)]
        counted = next(each for each in months if each[1] == middle)
        return tuple(
            Term(Part.SUGGESTED, 0, each[0].first, each[1], None, None if each is counted else NotCounted.MIDDLE)
            for each in months
        )
    if basis is not Basis.LEDGER:
        return ()
    return (
        *(
            Term(Part.SUGGESTED, i.id, i.due, amount, i.number, NotCounted.LATER if i.due > month.last else None)
            for i, amount in due_parts(month, account.ledger, as_of)
        ),
        *(_of_credit(Part.SUGGESTED, credit) for credit in credits_before(month, account.ledger)),
    )


def owed_terms(ledger: Ledger, as_of: date) -> tuple[Term, ...]:
    """What the balance is made of: every open invoice, its disputed part apart, less what credits are left."""
    known = [(i, i.chased_on(as_of), i.disputed_on(as_of)) for i in ledger.invoices]
    return (
        *(Term(Part.OWED, i.id, i.due, chased, i.number) for i, chased, _ in known if chased),
        *(Term(Part.DISPUTED, i.id, i.due, amount, i.number) for i, _, amount in known if amount),
        *(_of_credit(Part.OWED, credit) for credit in ledger.credits if credit.on <= as_of and credit.left),
    )


def _of_credit(part: Part, credit: Credit) -> Term:
    return Term(part, credit.receipt_id or credit.credit_id or 0, credit.on, NOTHING - credit.left)


def _why(whole: PromiseStanding, part: InstalmentStanding, month: Month, as_of: date) -> NotCounted | None:
    if counts_as_promised(whole, part, month, as_of):
        return None if part.remaining else NotCounted.PAID
    if not whole.is_live:
        return NotCounted.ENDED
    return NotCounted.PAID if part.state is State.KEPT else NotCounted.MISSED
