"""A month is the calendar month, from its first day to its last; it is written 2026-12."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True, order=True)
class Month:
    year: int
    number: int

    def __post_init__(self) -> None:
        date(self.year, self.number, 1)

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.number:02d}"

    def __contains__(self, day: date) -> bool:
        return (day.year, day.month) == (self.year, self.number)

    @property
    def first(self) -> date:
        return date(self.year, self.number, 1)

    @property
    def last(self) -> date:
        return date(self.year + self.number // 12, self.number % 12 + 1, 1) - timedelta(days=1)

    def shift(self, months: int) -> Month:
        """The month so many months later (earlier where negative)."""
        year, index = divmod(self.year * 12 + self.number - 1 + months, 12)
        return Month(year, index + 1)


def month_of(day: date) -> Month:
    """The month the day lies in."""
    return Month(day.year, day.month)


def month_from(text: str) -> Month:
    """The month written as 2026-12 (how the book stores it)."""
    return Month(int(text[:4]), int(text[5:7]))
