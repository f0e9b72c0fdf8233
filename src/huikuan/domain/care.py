"""Between collections: whether a customer has only ever been contacted about money, what help was given, which
festival is near and whether they were greeted for it; and what place among those they pay they said we have.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from huikuan.domain.festival import next_festival
from huikuan.domain.kinds import Care, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from huikuan.domain.festival import Festival
    from huikuan.domain.policy import Policy
    from huikuan.domain.talk import FollowUp

_LAST_SHOWN = 3


class Kindness(NamedTuple):
    """What was done for them, newest first; `contacts` counts those of the last half year about money, `other` the
    rest of them.
    """

    contacts: int
    other: int
    enough: int
    helped: tuple[FollowUp, ...]
    greeted_on: date | None
    festival: tuple[date, Festival] | None
    """The festival that is near and for which they were not greeted yet."""

    @property
    def only_money(self) -> bool:
        """True where there were enough contacts to say so, and every one was about money."""
        return self.contacts >= self.enough and not self.other


class Place(NamedTuple):
    """In which place they pay us, by their own word of the day."""

    place: int
    on: date
    before: int | None = None
    """The place they named the time before."""


def kindness(contacts: Iterable[FollowUp], as_of: date, policy: Policy) -> Kindness:
    """What was done for the customer by the day."""
    by_then = sorted((c for c in contacts if c.on <= as_of), key=lambda c: (c.on, c.id), reverse=True)
    since = as_of - timedelta(days=policy.care_days)
    recent = [c for c in by_then if c.on >= since and c.outcome is not Outcome.NO_ANSWER]
    greeted = next((c.on for c in by_then if c.talk.care is Care.GREETING), None)
    near = next_festival(as_of, policy.greeting_days)
    is_greeted = near is not None and greeted is not None and greeted >= near[0] - timedelta(days=policy.greeting_days)
    return Kindness(
        contacts=sum(c.talk.care is None for c in recent),
        other=sum(c.talk.care is not None for c in recent),
        enough=policy.care_contacts,
        helped=tuple(c for c in by_then if c.talk.care is Care.HELP)[:_LAST_SHOWN],
        greeted_on=greeted,
        festival=None if is_greeted else near,
    )


def place(contacts: Iterable[FollowUp], as_of: date) -> Place | None:
    """The place named last by the day; None where none was."""
    named = sorted((c for c in contacts if c.on <= as_of and c.talk.place is not None), key=lambda c: (c.on, c.id))
    if not named or named[-1].talk.place is None:
        return None
    return Place(named[-1].talk.place, named[-1].on, named[-2].talk.place if len(named) > 1 else None)
