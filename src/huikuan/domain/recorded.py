"""What a write did: the fact as it stands in the book, and the customer's month before and after it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from huikuan.cautions import Caution
    from huikuan.domain.facts import Customer
    from huikuan.domain.gap import Row
    from huikuan.domain.period import Month

Fact_co = TypeVar("Fact_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Recorded(Generic[Fact_co]):
    """The fact, the month's row before and after, and what is worth a word."""

    fact: Fact_co
    customer: Customer
    month: Month
    before: Row
    after: Row
    cautions: tuple[Caution, ...] = ()
