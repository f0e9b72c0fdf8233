"""The shaved tail: most of an instalment came in, a small rest was left out, and nobody speaks of it any more.

It is one where the window is over, up to 5 % of the instalment is unpaid, and nobody has re-promised the rest: what a
re-promised promise left unpaid lives on in the next one, what a withdrawn one left does not. A promise that counts as
kept at less than 100 % may leave a tail as well.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from huikuan.domain.facts import PromiseStatus
from huikuan.domain.gap import lies_broken
from huikuan.domain.money import Money, positive, total
from huikuan.domain.standing import counted

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from huikuan.domain.facts import Instalment, Promise
    from huikuan.domain.policy import Policy
    from huikuan.domain.standing import PromiseStanding


class Tail(NamedTuple):
    """An instalment with what came in of it and the rest that was left out."""

    customer_id: int
    promise_id: int
    due: date
    amount: Money
    paid: Money
    short: Money


@dataclass(frozen=True, slots=True)
class Tails:
    tails: tuple[Tail, ...]

    @property
    def count(self) -> int:
        return len(self.tails)

    @property
    def short(self) -> Money:
        return total(tail.short for tail in self.tails)


def tails(promises: Iterable[Promise], as_of: date, policy: Policy) -> Tails:
    """The tails left by the day, the oldest due first."""
    left = [
        tail
        for promise in promises
        if promise.made_on <= as_of and not _lives_on(promise, as_of)
        for part in promise.instalments
        if as_of > part.window_end
        and is_tail((tail := _rest(promise, part, as_of)).short, of=tail.amount, policy=policy)
    ]
    return Tails(tuple(sorted(left, key=lambda tail: (tail.due, tail.promise_id))))


def _lives_on(promise: Promise, as_of: date) -> bool:
    """True where what the promise left unpaid was promised again."""
    status = promise.status_on(as_of)
    return status is PromiseStatus.SUPERSEDED or (status is PromiseStatus.WITHDRAWN and bool(promise.followed_by))


def _rest(promise: Promise, part: Instalment, as_of: date) -> Tail:
    """What came in by the day, also after the promise was withdrawn: a payment may have bounced since."""
    paid = total(p.amount for p in counted(part.payments, as_of))
    return Tail(promise.customer_id, promise.id, part.due, part.amount, paid, positive(part.amount - paid))


def is_tail(short: Money, *, of: Money, policy: Policy) -> bool:
    """True where so little of an instalment is missing that it was shaved off."""
    return 0 < short.fen * 100 <= of.fen * policy.tail_share


def is_missed(whole: PromiseStanding, policy: Policy) -> bool:
    """True where more than a tail of the promise was not paid in its window and nobody has re-promised it."""
    return any(
        lies_broken(whole, part) and not is_tail(part.remaining, of=part.instalment.amount, policy=policy)
        for part in whole.instalments
    )
