"""Where a promise stands on a day.

An instalment's window runs to its `window_end`. In the window it is kept once enough has come in, and pending until
then; after it, it is kept, partial or broken by what came in before the window closed. Money after that is late: it
lowers what remains and changes nothing else. A promise is as good as its worst instalment. A re-promised or withdrawn
promise stays as it was on that day; one still pending whose date was moved later counts as broken.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from huikuan.domain.facts import PromiseStatus
from huikuan.domain.money import NOTHING, Money, positive, total

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from huikuan.domain.facts import Grade, Instalment, Payment, Promise
    from huikuan.domain.policy import Policy
    from huikuan.domain.workday import Calendar


class State(StrEnum):
    PENDING = "pending"
    KEPT = "kept"
    PARTIAL = "partial"
    BROKEN = "broken"


_WORST_FIRST = (State.BROKEN, State.PARTIAL, State.PENDING, State.KEPT)


@dataclass(frozen=True, slots=True)
class InstalmentStanding:
    """One instalment as of a day; `paid` includes `paid_late`."""

    instalment: Instalment
    state: State
    paid: Money
    paid_late: Money
    remaining: Money

    @property
    def in_window(self) -> Money:
        return self.paid - self.paid_late


@dataclass(frozen=True, slots=True)
class PromiseStanding:
    """One promise as of a day: its state is the worst of its instalments'."""

    promise: Promise
    status: PromiseStatus
    state: State
    instalments: tuple[InstalmentStanding, ...]

    @property
    def amount(self) -> Money:
        return total(s.instalment.amount for s in self.instalments)

    @property
    def paid(self) -> Money:
        return total(s.paid for s in self.instalments)

    @property
    def remaining(self) -> Money:
        return total(s.remaining for s in self.instalments)

    @property
    def is_live(self) -> bool:
        return self.status is PromiseStatus.LIVE


def window_end(due: date, grade: Grade, policy: Policy, calendar: Calendar) -> date:
    """The last day on which money still keeps an instalment: due + tolerance, moved on to a working day."""
    return calendar.on_or_after(due + timedelta(days=policy.tolerance[grade]))


def counted(payments: tuple[Payment, ...], day: date) -> list[Payment]:
    """The payments that had arrived and been matched by the day and were not reversed by then."""
    return [p for p in payments if p.counts_from <= day and not (p.reversed_on and p.reversed_on <= day)]


def standing(promise: Promise, as_of: date, policy: Policy) -> PromiseStanding:
    """Where the promise stands as of the day, instalment by instalment."""
    status = promise.status_on(as_of)
    day = as_of if status is PromiseStatus.LIVE or promise.ended_on is None else promise.ended_on
    parts = tuple(_instalment(part, day, policy) for part in promise.instalments)
    if status is PromiseStatus.SUPERSEDED:
        parts = _put_off(parts, promise.followed_by)
    state = next((worst for worst in _WORST_FIRST if any(p.state is worst for p in parts)), State.PENDING)
    return PromiseStanding(promise, status, state, parts)


def still_owes(promise: Promise, as_of: date) -> bool:
    """True for a promise live on the day with money unpaid by then."""
    is_live = promise.made_on <= as_of and promise.status_on(as_of) is PromiseStatus.LIVE
    return is_live and any(
        total(p.amount for p in counted(part.payments, as_of)) < part.amount for part in promise.instalments
    )


def still_to_come(standings: Iterable[PromiseStanding]) -> tuple[InstalmentStanding, ...]:
    """The live instalments with money still to come whose window is open."""
    return tuple(
        part for whole in standings if whole.is_live for part in whole.instalments
        if part.remaining and part.state is State.PENDING
    )  # fmt: skip


def next_due(standings: Iterable[PromiseStanding], day: date) -> tuple[InstalmentStanding, ...]:
    """Those that fall due next from the day on, on one day; past their due day only where no other is left."""
    waiting = still_to_come(standings)
    ahead = [part for part in waiting if part.instalment.due >= day] or waiting
    first = min((part.instalment.due for part in ahead), default=None)
    return tuple(part for part in ahead if part.instalment.due == first)


def _put_off(
    parts: tuple[InstalmentStanding, ...], followed_by: tuple[tuple[date, Money], ...]
) -> tuple[InstalmentStanding, ...]:
    """The pending parts whose money the new promise brings later than they would have counts as broken."""
    whole, owed, judged = total(amount for _, amount in followed_by), NOTHING, []
    for part in parts:
        is_pending = part.state is State.PENDING
        owed = owed + part.remaining if is_pending else owed
        by_then = total(amount for due, amount in followed_by if due <= part.instalment.due)
        is_later = is_pending and by_then < min(owed, whole)
        judged.append(replace(part, state=State.BROKEN) if is_later else part)
    return tuple(judged)


def _instalment(part: Instalment, day: date, policy: Policy) -> InstalmentStanding:
    arrived = counted(part.payments, day)
    paid = total(p.amount for p in arrived)
    late = total(p.amount for p in arrived if p.on > part.window_end)
    state = _state(part, paid - late, day, policy)
    return InstalmentStanding(part, state, paid, late, positive(part.amount - paid))


def _state(part: Instalment, in_window: Money, day: date, policy: Policy) -> State:
    if in_window.fen * 100 >= part.amount.fen * policy.threshold:
        return State.KEPT
    if day <= part.window_end:
        return State.PENDING
    return State.PARTIAL if in_window else State.BROKEN
