"""What is asked for when something is to leave, and what is handed on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from huikuan.domain.period import month_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from huikuan.domain.cadence import Day
    from huikuan.domain.period import Month
    from huikuan.show.sheets.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Wanted:
    """As of which day, of which month, whose."""

    day: Day
    month: Month | None
    owner: str | None

    @property
    def meant(self) -> Month:
        """The month asked for, else the day's."""
        return self.month or month_of(self.day.as_of)

    def is_theirs(self, owner: str | None) -> bool:
        """True for a customer of the salesperson asked for, or of any where nobody is."""
        return self.owner is None or self.owner == owner


@dataclass(frozen=True, slots=True)
class Handed:
    """A report ready to leave; `of` is the month or the day it is about. Neither form is made before it is needed."""

    of: Month | date
    as_of: date
    document: Callable[[], Any]
    sheets: Callable[[], Sequence[Sheet]]
    rows: int | None = None
    """How many, where not every line of a sheet is one."""
    text: Callable[[Any, bool], str] | None = None
    """How its document is written out, where that is its own way; True: in ASCII alone."""
