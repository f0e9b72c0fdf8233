"""The festivals on which one greets a customer, by their day: New Year, Spring Festival, Labour Day, Dragon Boat
Festival, Mid-Autumn, National Day. The lunar ones are written down for the years 2024 to 2035; Tomb-Sweeping Day is no
occasion to greet.
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType


class Festival(StrEnum):
    NEW_YEAR = "new_year"
    SPRING = "spring"
    LABOUR = "labour"
    DRAGON_BOAT = "dragon_boat"
    MID_AUTUMN = "mid_autumn"
    NATIONAL = "national"


_FIXED = ((1, 1, Festival.NEW_YEAR), (5, 1, Festival.LABOUR), (10, 1, Festival.NATIONAL))
_LUNAR = MappingProxyType(
    {
        Festival.SPRING: (
            "2024-02-10 2025-01-29 2026-02-17 2027-02-06 2028-01-26 2029-02-13 "
            "2030-02-03 2031-01-23 2032-02-11 2033-01-31 2034-02-19 2035-02-08"
        ),
        Festival.DRAGON_BOAT: (
            "2024-06-10 2025-05-31 2026-06-19 2027-06-09 2028-05-28 2029-06-16 "
            "2030-06-05 2031-06-24 2032-06-12 2033-06-01 2034-06-20 2035-06-10"
        ),
        Festival.MID_AUTUMN: (
            "2024-09-17 2025-10-06 2026-09-25 2027-09-15 2028-10-03 2029-09-22 "
            "2030-09-12 2031-10-01 2032-09-19 2033-09-08 2034-09-27 2035-09-16"
        ),
    }
)


def festivals(year: int) -> dict[date, Festival]:
    """The festivals of the year by their day; where two fall on one day the lunar one is named."""
    days = {date(year, month, day): festival for month, day, festival in _FIXED}
    for festival, written in _LUNAR.items():
        days |= {date.fromisoformat(day): festival for day in written.split() if day.startswith(f"{year}-")}
    return dict(sorted(days.items()))


def next_festival(as_of: date, within: int) -> tuple[date, Festival] | None:
    """The first festival from the day on, where it is at most so many calendar days off."""
    known = {**festivals(as_of.year), **festivals(as_of.year + 1)}
    last = as_of + timedelta(days=within)
    return next(((day, which) for day, which in sorted(known.items()) if as_of <= day <= last), None)
