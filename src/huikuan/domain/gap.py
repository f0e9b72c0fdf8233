"""The month's arithmetic of one customer.

gap = target - received - promised; open measures cover it; what they leave is uncovered. One fen stands in one place
only: money that came in is no longer promised, a broken promise counts nowhere, one due next month counts next month.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum
from typing import TYPE_CHECKING

from huikuan.domain.ledger import UNKNOWN, Ledger, Owed, due_by_end_of, owed
from huikuan.domain.money import NOTHING, Money, positive, total
from huikuan.domain.standing import State, standing
from huikuan.domain.suggestion import Basis, suggest

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date
    from fractions import Fraction

    from huikuan.domain.facts import Customer, Grade, Measure, Promise, Target
    from huikuan.domain.period import Month
    from huikuan.domain.policy import Policy
    from huikuan.domain.standing import InstalmentStanding, PromiseStanding


class Flag(StrEnum):
    NO_TARGET = "no_target"
    NO_PROMISE = "no_promise"
    UNCOVERED = "uncovered"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Account:
    """The facts of one customer that a month needs: sums where a sum is enough, newest month first in `earlier`."""

    customer: Customer
    target: Target | None = None
    received: Money = NOTHING
    earlier: tuple[Money, ...] = ()
    promises: tuple[Promise, ...] = ()
    measures: tuple[Measure, ...] = ()
    ledger: Ledger = UNKNOWN


@dataclass(frozen=True, slots=True)
class Sums:
    """The amounts of one row, or of many added up."""

    target: Money = NOTHING
    suggested: Money = NOTHING
    received: Money = NOTHING
    promised: Money = NOTHING
    gap: Money = NOTHING
    measures: Money = NOTHING
    uncovered: Money = NOTHING
    surplus: Money = NOTHING

    @property
    def coverage(self) -> Fraction | None:
        """Measures ÷ gap; None where there is no gap."""
        return self.measures.over(self.gap)

    @property
    def achievement(self) -> Fraction | None:
        """Received ÷ target; None where there is no target."""
        return self.received.over(self.target)


@dataclass(frozen=True, slots=True)
class Row:
    """One customer's month. `sums.target` is nothing where `has_target` is False."""

    customer: Customer
    grade: Grade
    basis: Basis
    sums: Sums
    has_target: bool
    has_suggestion: bool
    has_promise: bool
    flags: tuple[Flag, ...]
    owed: Owed | None = None
    """What they owe as of the day; None where no invoice of theirs is known."""
    pledged: Money = NOTHING
    """What live promises still bring, of this month and later ones."""

    @property
    def lacking(self) -> Money:
        """What the month still lacks: the gap; without a target, of what is suggested, what neither came in nor is
        promised.
        """
        sums = self.sums
        return sums.gap if self.has_target else positive(sums.suggested - sums.received - sums.promised)

    @property
    def promises_too_much(self) -> bool:
        """True where what is still promised is more than they owe."""
        return self.owed is not None and self.pledged > positive(self.owed.balance)


def add_up(sums: Iterable[Sums]) -> Sums:
    """The sums added up, amount by amount."""
    every = list(sums)
    return Sums(**{f.name: total(getattr(s, f.name) for s in every) for f in fields(Sums)})


def counts_as_promised(whole: PromiseStanding, part: InstalmentStanding, month: Month, as_of: date) -> bool:
    """True for a live instalment, window open, due in the month, or due earlier and carried into it by its window."""
    due = part.instalment.due
    is_open = whole.is_live and whole.promise.made_on <= as_of <= part.instalment.window_end
    return is_open and (due in month or due < month.first <= as_of)


def standings_of(account: Account, as_of: date, policy: Policy) -> list[PromiseStanding]:
    """Where each promise made by the day stands."""
    return [standing(promise, as_of, policy) for promise in account.promises if promise.made_on <= as_of]


def month_row(
    account: Account, month: Month, as_of: date, policy: Policy, standings: Sequence[PromiseStanding] | None = None
) -> Row:
    """The customer's month as of the day; the standings of their promises, where they are worked out already."""
    if standings is None:
        standings = standings_of(account, as_of, policy)
    parts = [(whole, part) for whole in standings for part in whole.instalments]
    promised = total(part.remaining for whole, part in parts if counts_as_promised(whole, part, month, as_of))
    target = account.target.amount if account.target else NOTHING
    suggested, basis = suggest(account.earlier, due_by_end_of(month, account.ledger, as_of))
    gap = positive(target - account.received - promised)
    measures = total(m.estimate for m in account.measures if m.due in month and m.is_open_on(as_of))
    sums = Sums(
        target=target,
        suggested=suggested or NOTHING,
        received=account.received,
        promised=promised,
        gap=gap,
        measures=measures,
        uncovered=positive(gap - measures),
        surplus=positive(account.received + promised - target),
    )
    has_promise = any(_is_of_month(whole, part, month, as_of) for whole, part in parts)
    return Row(
        customer=account.customer,
        grade=account.customer.grade_on(as_of),
        basis=basis,
        sums=sums,
        has_target=account.target is not None,
        has_suggestion=suggested is not None,
        has_promise=has_promise,
        flags=_flags(account, sums, parts, as_of, has_promise=has_promise),
        owed=owed(account.ledger, as_of) if account.ledger.is_known else None,
        pledged=total(p.remaining for w, p in parts if w.is_live and as_of <= p.instalment.window_end),
    )


def _is_of_month(whole: PromiseStanding, part: InstalmentStanding, month: Month, as_of: date) -> bool:
    if part.state is State.KEPT and part.instalment.due in month:
        return whole.is_live
    return bool(part.remaining) and counts_as_promised(whole, part, month, as_of)


def lies_broken(whole: PromiseStanding, part: InstalmentStanding) -> bool:
    """True where the window closed with money unpaid and nobody has re-promised it."""
    return whole.is_live and part.state in (State.BROKEN, State.PARTIAL) and bool(part.remaining)


def _flags(
    account: Account,
    sums: Sums,
    parts: list[tuple[PromiseStanding, InstalmentStanding]],
    as_of: date,
    *,
    has_promise: bool,
) -> tuple[Flag, ...]:
    has_target, is_worked_with = account.target is not None, account.customer.is_worked_with_on(as_of)
    raised = {
        Flag.NO_TARGET: is_worked_with and not has_target,
        Flag.NO_PROMISE: is_worked_with and has_target and bool(sums.gap) and not has_promise,
        Flag.UNCOVERED: bool(sums.uncovered),
        Flag.BROKEN: any(lies_broken(whole, part) for whole, part in parts),
    }
    return tuple(flag for flag, is_raised in raised.items() if is_raised)
