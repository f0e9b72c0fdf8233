"""The track record: how often, and for how much of the money, this customer kept their word.

Only matured instalments count: those that are kept, partial or broken. By count it is kept ÷ matured; by amount what
came in inside the windows ÷ what was promised. Days late are calendar days after the due date, weighted by amount;
money still out counts with today's lateness, money re-promised with that of the day it was re-promised.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from huikuan.domain.money import Money, total
from huikuan.domain.standing import InstalmentStanding, PromiseStanding, State, counted, standing

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from huikuan.domain.facts import Promise
    from huikuan.domain.policy import Policy


@dataclass(frozen=True, slots=True)
class Record:
    """The terms of the record; the ratios are None while it is too early to say."""

    matured: int
    kept: int
    partial: int
    broken: int
    promised: Money
    paid_in_window: Money
    late_fen_days: int
    enough: bool

    @property
    def kept_by_count(self) -> Fraction | None:
        return Fraction(self.kept, self.matured) if self.enough and self.matured else None

    @property
    def kept_by_amount(self) -> Fraction | None:
        return self.paid_in_window.over(self.promised) if self.enough else None

    @property
    def days_late(self) -> Fraction | None:
        return Fraction(self.late_fen_days, self.promised.fen) if self.enough and self.promised else None


def record(promises: Iterable[Promise], as_of: date, policy: Policy) -> Record:
    """The record over all the promises made by the day."""
    return record_of([standing(p, as_of, policy) for p in promises if p.made_on <= as_of], as_of, policy)


def record_of(standings: Iterable[PromiseStanding], as_of: date, policy: Policy) -> Record:
    """The same of promises whose standing is known."""
    matured = [(s, part) for s in standings for part in s.instalments if part.state is not State.PENDING]
    by_state = {state: sum(part.state is state for _, part in matured) for state in State}
    return Record(
        matured=len(matured),
        kept=by_state[State.KEPT],
        partial=by_state[State.PARTIAL],
        broken=by_state[State.BROKEN],
        promised=total(part.instalment.amount for _, part in matured),
        paid_in_window=total(min(part.in_window, part.instalment.amount) for _, part in matured),
        late_fen_days=sum(_late_fen_days(s, part, as_of) for s, part in matured),
        enough=len(matured) >= policy.early_for_record,
    )


def days_late(whole: PromiseStanding, part: InstalmentStanding, as_of: date) -> Fraction:
    """The average days late of one instalment, as they count in the record."""
    return Fraction(_late_fen_days(whole, part, as_of), part.instalment.amount.fen)


def _late_fen_days(whole: PromiseStanding, part: InstalmentStanding, as_of: date) -> int:
    day = as_of if whole.is_live or whole.promise.ended_on is None else whole.promise.ended_on
    due = part.instalment.due
    arrived = counted(part.instalment.payments, day)
    waited = sum(p.amount.fen * max(0, (p.on - due).days) for p in arrived)
    return waited + part.remaining.fen * max(0, (day - due).days)
