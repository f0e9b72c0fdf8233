"""How a file is to be taken in: the day it was made, whose new customers are, what holds where it says nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from huikuan.domain.day import Day
    from huikuan.domain.period import Month


@dataclass(frozen=True, slots=True)
class Wish:
    day: Day
    on: date
    """The day the file was made."""
    stated_on: date
    """As of the end of which day the file says what is open: money of later days is not in it yet."""
    month: Month
    """The month of targets that name none."""
    adds_customers: bool = True
    owner: str | None = None
    """Whose new customers are where the file does not say."""
    terms: int | None = None
    """Days to pay where the file has no due day."""
    is_complete: bool = False
    """The file lists all that is open: what it leaves out is settled."""
