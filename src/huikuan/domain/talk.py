"""Facts of what was said and settled around a payment, besides the promise itself.

A contact may bring a reason for not paying with our answer to it, care for the customer, or the rank they give us among
those they pay. Before money falls due this and that is made ready; in a large house it goes from desk to desk.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date

    from huikuan.domain.kinds import Care, Channel, ExcuseKind, Outcome, Ready


class Talk(NamedTuple):
    """What a contact brought besides words. `worked`: our answer moved them, or not; None where that is not known."""

    excuse: ExcuseKind | None = None
    answer: str | None = None
    worked: bool | None = None
    measure_id: int | None = None
    """The measure the reason was made into, where the fault is ours."""
    care: Care | None = None
    place: int | None = None
    """In which place they pay us, by their own word."""


NO_TALK = Talk()


class FollowUp(NamedTuple):
    """A contact made with a customer, and the day agreed for the next one."""

    id: int
    customer_id: int
    on: date
    channel: Channel
    outcome: Outcome
    said: str | None = None
    next_on: date | None = None
    talk: Talk = NO_TALK


class Tick(NamedTuple):
    """From the day on this is settled for the instalment."""

    customer_id: int
    instalment_id: int
    on: date
    what: Ready


class Approval(NamedTuple):
    """One step of the way a payment takes through the customer's house; `promise_id` where it is about one promise."""

    id: int
    customer_id: int
    step: str
    made_on: date
    signer: str | None = None
    promise_id: int | None = None
    submitted_on: date | None = None
    expected_on: date | None = None
    done_on: date | None = None
    note: str | None = None

    def is_open_on(self, day: date) -> bool:
        """True from the day it was known until it is done."""
        return self.made_on <= day and (self.done_on is None or self.done_on > day)
