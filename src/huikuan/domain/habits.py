"""How a customer pays and when they can be spoken with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class Hours:
    start: str
    end: str

    def __str__(self) -> str:
        return f"{self.start}-{self.end}"


@dataclass(frozen=True, slots=True)
class Habits:
    pay_days: tuple[int, ...] = ()
    pay_weekdays: tuple[int, ...] = ()
    good_hours: tuple[Hours, ...] = ()
    bad_hours: tuple[Hours, ...] = ()
    on: date | None = None


def hours_of(written: str | None) -> tuple[Hours, ...]:
    return tuple(Hours(*span.split("-")) for span in written.split(",")) if written else ()
