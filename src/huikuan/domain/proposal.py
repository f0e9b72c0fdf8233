"""What the rules propose beyond words: go together with the manager, or have new deliveries settled on delivery.

The manager comes along where the same money has been promised for the third time, or where a customer of grade D broke
their word. A customer of whom too few promises have matured to judge them by is new: they pay on delivery, but for
an office of the state, which cannot.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from huikuan.domain.facts import CustomerKind, Grade
from huikuan.domain.gap import lies_broken

if TYPE_CHECKING:
    from collections.abc import Iterable

    from huikuan.domain.facts import Customer
    from huikuan.domain.policy import Policy
    from huikuan.domain.record import Record
    from huikuan.domain.standing import PromiseStanding


class Proposal(StrEnum):
    THIRD_PROMISE = "third_promise"
    BROKEN_D = "broken_d"
    ON_DELIVERY = "on_delivery"


def goes_together(whole: PromiseStanding, grade: Grade, policy: Policy) -> Proposal | None:
    """Why the manager should come along about this promise; None where the rep goes alone."""
    if whole.is_live and whole.remaining and whole.promise.level >= policy.together_level:
        return Proposal.THIRD_PROMISE
    if grade is Grade.D and any(lies_broken(whole, part) for part in whole.instalments):
        return Proposal.BROKEN_D
    return None


def proposals(
    who: Customer, standings: Iterable[PromiseStanding], record: Record, grade: Grade, policy: Policy
) -> tuple[Proposal, ...]:
    """What is proposed for the customer, each once."""
    found = {goes_together(whole, grade, policy) for whole in standings}
    if not record.enough and who.kind is not CustomerKind.GOVERNMENT:
        found.add(Proposal.ON_DELIVERY)
    return tuple(proposal for proposal in Proposal if proposal in found)
