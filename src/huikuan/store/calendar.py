"""China's working days: the published calendar, then files a company keeps itself for the years it does not know.

Such a file, `holidays-2027.json` in the folder of the settings, has the days as {"days": [{"date": "2027-01-01",
"isOffDay": true}, …]}, the form in which the State Council's notices are commonly shared.
"""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

from huikuan.domain.workday import Calendar
from huikuan.errors import CalendarUnreadable

if TYPE_CHECKING:
    from pathlib import Path

_SATURDAY = 5


def published() -> Calendar:
    """The calendar as published, for the years it is known."""
    from chinese_calendar.constants import holidays, workdays

    return Calendar(frozenset(holidays), frozenset(workdays), frozenset(day.year for day in holidays))


def calendar(folder: Path) -> Calendar:
    """The published calendar with the folder's own files laid over it."""
    known = published()
    for path in sorted(folder.glob("holidays-*.json")) if folder.is_dir() else ():
        known = _laid_over(known, path)
    return known


def _laid_over(known: Calendar, path: Path) -> Calendar:
    try:
        days = {date.fromisoformat(d["date"]): bool(d["isOffDay"]) for d in json.loads(path.read_bytes())["days"]}
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise CalendarUnreadable(file=path.name) from error
    years = frozenset(day.year for day in days)
    return Calendar(
        frozenset(d for d in known.holidays if d.year not in years) | {d for d, is_off in days.items() if is_off},
        frozenset(d for d in known.worked_weekends if d.year not in years)
        | {d for d, is_off in days.items() if not is_off and d.weekday() >= _SATURDAY},
        known.known_years | years,
    )
