"""A day typed is a date, a day of a month or week, or a distance from today.

With a year: 2026-12-10, 2026/12/10, 2026.12.10, 20261210, 2026年12月10日, 明年1月5号, dec 10 2026.
Without a year: 12-10 and 12/10 (month first), 12月10日, 12月10号, 十二月十号, dec 10, 10 dec, 12月底.
A day of the month: 10号, 10日, 10th, 月底, 月初, 年底, eom; of a month said: 本月5号, 下月5号, 上个月5号, 下月底.
A day of the week: 周五, 星期五, 礼拜五, 周日, 周天, fri, on friday; of a week said: 本周五, 这周五, 下周三, 上周三,
下下周一, this fri, next wed, last fri. Weeks begin on Monday: 下周三 and next wed are in the week after this one.
A distance: 今天 明天 后天 大后天 昨天 前天, today tomorrow yesterday, 3天后, 三天前, 2周后, 1个月后, +3d, -3d, +2w,
+1m, in 3 days, 2 weeks ago.

What leaves the year, the month or the week open is, looking forward, the first such day from today on and, looking
back, the last such day up to today. Where the month meant has no such day (31号 in November) it is refused, never
moved. Years run from 2000 to 2099.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import Final, Literal

from huikuan.domain.period import Month, month_of
from huikuan.errors import DayNotUnderstood
from huikuan.parse.months import (
    CHINESE_STEP,
    ENGLISH_STEP,
    NAME,
    NO_KNOWN_FORM,
    SMALL_NUMBER,
    YEAR,
    YEARS_RUN,
    checked_year,
    month_number,
    number,
    steps,
    year_said,
)
from huikuan.parse.words import Unclear, folded, shown
from huikuan.text import _

Look = Literal["forward", "back"]

FAR: Final = timedelta(days=180)

_WEEKDAYS: Final = "一二三四五六日"
_ENGLISH_WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_NEAR: Final = MappingProxyType(
    {
        "今天": 0,
        "今日": 0,
        "明天": 1,
        "明日": 1,
        "后天": 2,
        "大后天": 3,
        "昨天": -1,
        "昨日": -1,
        "前天": -2,
        "大前天": -3,
    }
)
_NEAR_IN_ENGLISH: Final = MappingProxyType(
    {"today": 0, "tomorrow": 1, "yesterday": -1, "day after tomorrow": 2, "day before yesterday": -2}
)
_AN_EDGE = re.compile("底|末|初|eom|end of|start of")


def day(typed: str, *, today: date, look: Look) -> date:
    """The day that was typed."""
    try:
        found = _read(folded(typed), today, look)
        checked_year(found.year)
    except Unclear as unclear:
        raise DayNotUnderstood(typed=shown(typed), why=unclear.why) from None
    except (OverflowError, ValueError):
        raise DayNotUnderstood(typed=shown(typed), why=_(YEARS_RUN)) from None
    return found


def day_of_report(typed: str, *, today: date, edge: Look) -> date:
    """The day a report is asked for: one said without its month or year is the nearest such day.

    The edge of a month (月底, eom) looks the way `edge` says: a morning list ahead, a look back at the book behind.
    """
    behind, ahead = (day(typed, today=today, look=look) for look in ("back", "forward"))
    if behind != ahead and _AN_EDGE.search(typed.lower()):
        return ahead if edge == "forward" else behind
    return behind if today - behind < ahead - today else ahead


def is_far(day: date, today: date) -> bool:
    """More than 180 days off, either way: worth a second look."""
    return abs(day - today) > FAR


def _read(text: str, today: date, look: Look) -> date:
    for forms in (_IN_FIGURES, _IN_ENGLISH if text.isascii() else _IN_CHINESE):
        for pattern, reading in forms.items():
            if said := re.fullmatch(pattern, text):
                return reading(said, today, look)
    if re.search(_NO_SINGLE_DAY, text):
        raise Unclear(_("it names no single day"))
    raise Unclear(_(NO_KNOWN_FORM))


# --- what a phrase means -------------------------------------------------------------------------------------------


def _near(said: re.Match[str], today: date, _look: Look) -> date:
    return today + timedelta(days=(_NEAR | _NEAR_IN_ENGLISH)[said[0]])


def _dated(said: re.Match[str], today: date, look: Look) -> date:
    """Month and day, with the year where one was said."""
    month, wanted = month_number(said["month"]), number(said["day"])
    year = year_said(said, today.year)
    if year is None:
        year = today.year + _open_step((month, wanted), (today.month, today.day), look)
    return _in(Month(year, month), wanted)


def _numbered(said: re.Match[str], today: date, look: Look) -> date:
    """A day of the month said, else of this month, the next or the one before."""
    wanted = number(said["day"])
    step = said.groupdict().get("step")
    shift = steps(step) if step else _open_step((wanted,), (today.day,), look)
    return _in(month_of(today).shift(shift), wanted)


def _edge(said: re.Match[str], today: date, look: Look) -> date:
    """The first or last day of the month said, else of this month, the next or the one before."""
    words, this = said.groupdict(), month_of(today)
    first = words.get("edge") == "初"
    if words.get("step"):
        return _edge_of(this.shift(steps(words["step"])), first=first)
    return _edge_of(this.shift(_open_step((_edge_of(this, first=first).day,), (today.day,), look)), first=first)


def _edge_of_named(said: re.Match[str], today: date, look: Look) -> date:
    """The first or last day of a month of the year; of the year itself where no month was said."""
    first = said["edge"] == "初"
    month = month_number(said.groupdict().get("month") or ("1" if first else "12"))
    year = year_said(said, today.year)
    if year is None:
        day_now = _edge_of(Month(today.year, month), first=first).day
        year = today.year + _open_step((month, day_now), (today.month, today.day), look)
    return _edge_of(Month(year, month), first=first)


def _edge_of(month: Month, *, first: bool) -> date:
    return month.first if first else month.last


def _weekday(said: re.Match[str], today: date, look: Look) -> date:
    """The weekday of the week said, else the first from today on or the last up to today."""
    wanted = _weekday_number(said["weekday"])
    if said["step"]:
        monday = today - timedelta(days=today.weekday())
        return monday + timedelta(weeks=steps(said["step"]), days=wanted)
    ahead = (wanted - today.weekday()) % 7
    return today + timedelta(days=ahead if look == "forward" or not ahead else ahead - 7)


def _away(said: re.Match[str], today: date, _look: Look) -> date:
    """So many days, weeks or months after today or before it; never a day of a month that has none."""
    way = said.groupdict().get("way") or "+"
    count = number(said["count"]) * (-1 if way in ("-", "前", "ago") else 1)
    unit = said["unit"]
    if unit in ("m", "个月", "month"):
        return _in(month_of(today).shift(count), today.day)
    return today + timedelta(days=count * (1 if unit in ("d", "天", "日", "day") else 7))


def _open_step(wanted: tuple[int, ...], now: tuple[int, ...], look: Look) -> int:
    """Whether this year or month is meant (0), the next (1) or the one before (-1)."""
    if look == "forward":
        return 1 if wanted < now else 0
    return -1 if wanted > now else 0


def _weekday_number(word: str) -> int:
    if word[:3] in _ENGLISH_WEEKDAYS:
        return _ENGLISH_WEEKDAYS.index(word[:3])
    return int(word) - 1 if word.isascii() else _WEEKDAYS.index(word.replace("天", "日"))


def _in(month: Month, wanted: int) -> date:
    if not 1 <= wanted <= month.last.day:
        raise Unclear(_("{month} has no day {number}", month=month, number=wanted))
    return month.first.replace(day=wanted)


# --- the forms: a new phrase is one line here ----------------------------------------------------------------------

_COUNT: Final = rf"(?P<count>[0-9]{{1,4}}|{SMALL_NUMBER})"
_DAY: Final = rf"(?P<day>{SMALL_NUMBER})"
_SAID_OF_A_DAY: Final = "(?:[日号]|(?<=[0-9]))"
_EDGES: Final = "(?P<edge>[底末尾初])"
_ENGLISH_DAY: Final = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_ENGLISH_WEEKDAY: Final = (
    r"(?:(?:mon|fri|sun)(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs(?:day)?)?|sat(?:urday)?)"
)
_NO_SINGLE_DAY: Final = (
    r"^[0-9]{4}[-/.][0-9]{1,2}$|(?:周|星期|礼拜|月份?|week|weekend|month|year)$"
    r"|周末|月中|旬|[年节][前后]|几天|改天|尽快|soon"
)

_Forms = Mapping[str, Callable[[re.Match[str], date, Look], date]]

_IN_FIGURES: Final[_Forms] = MappingProxyType(
    {
        r"(?P<year>[0-9]{4})(?P<sep>[-/.])(?P<month>[0-9]{1,2})(?P=sep)(?P<day>[0-9]{1,2})": _dated,
        r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})": _dated,
        r"(?P<month>[0-9]{1,2})[-/.](?P<day>[0-9]{1,2})": _dated,
        r"(?P<way>[-+])(?P<count>[0-9]{1,4})(?P<unit>[dwm])": _away,
    }
)
_IN_CHINESE: Final[_Forms] = MappingProxyType(
    {
        "|".join(_NEAR): _near,
        rf"(?P<step>{CHINESE_STEP})?(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天1-7])": _weekday,
        rf"(?P<step>{CHINESE_STEP})?月{_EDGES}": _edge,
        rf"{_DAY}[日号]": _numbered,
        rf"{YEAR}?(?P<month>{SMALL_NUMBER})月份?{_DAY}{_SAID_OF_A_DAY}": _dated,
        rf"(?P<step>{CHINESE_STEP})月份?{_DAY}{_SAID_OF_A_DAY}": _numbered,
        rf"{_COUNT}(?P<unit>[天日]|个?周|个?星期|个?礼拜|个月)[之以]?(?P<way>[后前])": _away,
        rf"{YEAR}?(?P<month>{SMALL_NUMBER})月份?{_EDGES}": _edge_of_named,
        rf"(?:{YEAR}|年){_EDGES}": _edge_of_named,
    }
)
_IN_ENGLISH: Final[_Forms] = MappingProxyType(
    {
        "|".join(_NEAR_IN_ENGLISH): _near,
        rf"(?:on )?(?:(?P<step>{ENGLISH_STEP}) ?)?(?P<weekday>{_ENGLISH_WEEKDAY})": _weekday,
        rf"eom|(?:the )?end of (?:(?P<step>{ENGLISH_STEP}) |the )?month": _edge,
        r"in(?P<count>[0-9]{1,4})(?P<unit>day|week|month)s?": _away,
        r"(?P<count>[0-9]{1,4})(?P<unit>day|week|month)s? (?P<way>ago|later|from now)": _away,
        rf"(?P<month>{NAME}) ?{_ENGLISH_DAY}(?:(?:[ ,]+|(?<=[a-z]))(?P<year>[0-9]{{4}}))?": _dated,
        rf"{_ENGLISH_DAY} ?(?P<month>{NAME})(?:[ ,]*(?P<year>[0-9]{{4}}))?": _dated,
        r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)": _numbered,
    }
)
