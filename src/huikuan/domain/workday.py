"""A working day is one on which China works: weekdays that are no holiday, and the weekend days worked in exchange.

A year whose calendar has not been published is taken as Monday to Friday, and every day of it is an estimate.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

_DAY = timedelta(days=1)
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days that differ from Monday to Friday, and the years they are known for."""

    holidays: frozenset[date] = frozenset()
    worked_weekends: frozenset[date] = frozenset()
    known_years: frozenset[int] = frozenset()

    def is_working(self, day: date) -> bool:
        if day.weekday() < _SATURDAY:
            return day not in self.holidays
        return day in self.worked_weekends

    def is_estimate(self, day: date) -> bool:
        """True where the calendar of the day's year is not known yet."""
        return day.year not in self.known_years

    def on_or_after(self, day: date) -> date:
        """The day itself where it is a working day, else the next one."""
        while not self.is_working(day):
            day += _DAY
        return day

    def after(self, day: date) -> date:
        """The first working day after the day."""
        return self.on_or_after(day + _DAY)

    def before(self, day: date) -> date:
        """The last working day before the day."""
        day -= _DAY
        while not self.is_working(day):
            day -= _DAY
        return day

    def count(self, first: date, last: date) -> int:
        """How many working days lie from `first` to `last`, both included; 0 where last is earlier."""
        days = (last - first).days + 1
        return sum(self.is_working(first + n * _DAY) for n in range(max(0, days)))

    def has_passed(self, working_days: int, since: date, until: date) -> bool:
        """True where at least so many working days lie after `since`, up to and including `until`."""
        day, left = since, working_days
        while left > 0 and day < until:
            day += _DAY
            left -= self.is_working(day)
        return left <= 0
