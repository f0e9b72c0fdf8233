"""A day with the rules and the calendar that hold on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from huikuan.domain.policy import Policy
    from huikuan.domain.workday import Calendar


@dataclass(frozen=True, slots=True)
class Day:
    """The day in question, with the rules and the calendar that hold on it."""

    as_of: date
    policy: Policy
    calendar: Calendar
