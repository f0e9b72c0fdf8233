"""Where a payment lies on its way through the customer's house: from desk to desk, each step with who signs.

The steps of a chain are about one promise, or about the customer's payments at large, and come in the order in which
they were entered. A step waits until it is submitted, is submitted until it is done, and is stuck once the day it was
expected for has passed; without such a day, after more than five working days on the desk. Only the first open step of
a chain is stuck: the later ones wait for it.
"""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from huikuan.domain.policy import Policy
    from huikuan.domain.talk import Approval
    from huikuan.domain.workday import Calendar

_DAY = timedelta(days=1)


class StepStatus(StrEnum):
    WAITING = "waiting"
    SUBMITTED = "submitted"
    STUCK = "stuck"
    DONE = "done"


class StepStanding(NamedTuple):
    """One step as of a day. `days_waiting` are calendar days since it was submitted, or since the day expected passed
    where it was not; None where neither is so, and for a step that is done.
    """

    step: Approval
    status: StepStatus
    days_waiting: int | None = None
    stuck_since: date | None = None
    """The first day on which it is stuck, where it is."""

    @property
    def is_stuck(self) -> bool:
        return self.status is StepStatus.STUCK

    @property
    def is_done(self) -> bool:
        return self.status is StepStatus.DONE

    @property
    def due(self) -> date | None:
        """The day it was expected for, else the one it was submitted on."""
        return self.step.expected_on or self.step.submitted_on


def chain(steps: Iterable[Approval], as_of: date, calendar: Calendar, policy: Policy) -> tuple[StepStanding, ...]:
    """The steps known by the day, in their order, each with where it stands; the steps of several chains are kept
    apart.
    """
    known = sorted((step for step in steps if step.made_on <= as_of), key=lambda step: step.id)
    first: dict[tuple[int, int | None], int] = {}
    for step in known:
        if step.is_open_on(as_of):
            first.setdefault((step.customer_id, step.promise_id), step.id)
    firsts = set(first.values())
    return tuple(_standing(step, as_of, calendar, policy, is_first=step.id in firsts) for step in known)


def open_chain(steps: Iterable[Approval], as_of: date, calendar: Calendar, policy: Policy) -> tuple[StepStanding, ...]:
    """The chains with a step still open: the step done last of each, and what is open after it."""
    every = chain(steps, as_of, calendar, policy)
    shown = []
    for key in dict.fromkeys((s.step.customer_id, s.step.promise_id) for s in every if not s.is_done):
        theirs = [s for s in every if (s.step.customer_id, s.step.promise_id) == key]
        first = next(place for place, s in enumerate(theirs) if not s.is_done)
        shown += theirs[max(0, first - 1) : first] + [s for s in theirs[first:] if not s.is_done]
    return tuple(shown)


def _standing(step: Approval, as_of: date, calendar: Calendar, policy: Policy, *, is_first: bool) -> StepStanding:
    if not step.is_open_on(as_of):
        return StepStanding(step, StepStatus.DONE)
    is_submitted = step.submitted_on is not None and step.submitted_on <= as_of
    since = _stuck_from(step, calendar, policy) if is_first else None
    if since is not None and since <= as_of:
        begun = step.submitted_on if is_submitted else step.expected_on
        return StepStanding(step, StepStatus.STUCK, _days(begun, as_of), since)
    if is_submitted:
        return StepStanding(step, StepStatus.SUBMITTED, _days(step.submitted_on, as_of))
    return StepStanding(step, StepStatus.WAITING)


def _stuck_from(step: Approval, calendar: Calendar, policy: Policy) -> date | None:
    """The first day on which the step, still open, is stuck; None where nothing says when."""
    if step.expected_on is not None:
        return step.expected_on + _DAY
    day = step.submitted_on
    if day is None:
        return None
    for _ in range(policy.approval_days + 1):
        day = calendar.after(day)
    return day


def _days(since: date | None, as_of: date) -> int | None:
    return None if since is None else (as_of - since).days
