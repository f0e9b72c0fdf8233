"""An hour typed is 16:00; a span of hours 10:00-11:30; the days they pay on are days of the month or of the week.

Hours: 16:00, 16点, 16点半, 下午4点, 上午10点半, 中午1点 (13:00), 4pm, 12pm (12:00). 12am and 晚上12点 are refused, for
midnight lies between two days: 0:00 or 23:59 says which. The part of the day said of one end of a span holds for the
other, 下午2点-4点, 2-4pm, though 10-2pm begins in the morning. Spans: 10:00-11:30, 10-12点, 上午, 下午, 一早, 傍晚,
morning, afternoon, early, late; several with a comma or 、 between. Days of the month: 10,25,月底 or 10号、25号; of the
week: 周四, 周一、周四, thu. Of these and of spans 无, none or - says that there are none.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import Final

from huikuan.domain.habits import Hours
from huikuan.errors import HoursNotUnderstood, PayDaysNotUnderstood
from huikuan.parse.months import NO_KNOWN_FORM
from huikuan.parse.words import Unclear, folded, shown
from huikuan.text import _

LAST_DAY: Final = 31
"""Stands for the last day of the month."""
_SPANS: Final = MappingProxyType(
    {
        "一早": ("08:00", "09:30"), "清早": ("08:00", "09:30"), "早上": ("08:00", "09:30"), "early": ("08:00", "09:30"),
        "上午": ("08:30", "11:30"), "morning": ("08:30", "11:30"), "am": ("08:30", "11:30"),
        "中午": ("11:30", "13:30"), "午休": ("11:30", "13:30"), "noon": ("11:30", "13:30"),
        "下午": ("13:30", "17:00"), "afternoon": ("13:30", "17:00"), "pm": ("13:30", "17:00"),
        "傍晚": ("16:00", "18:00"), "下班前": ("16:00", "18:00"), "late": ("16:00", "18:00"),
    }
)  # fmt: skip
_PARTS: Final = MappingProxyType(
    {
        "一早": (5, 11), "清早": (5, 11), "早上": (5, 11), "上午": (5, 12), "中午": (11, 14),
        "下午": (12, 23), "傍晚": (15, 20), "晚上": (17, 23), "am": (0, 11), "pm": (12, 23),
    }
)  # fmt: skip
"""The first and the last hour of each part of the day."""
_NIGHT: Final = frozenset({"晚上", "am"})
"""Whose twelfth hour is midnight."""
_HOUR: Final = re.compile(
    rf"(?P<part>{'|'.join(_PARTS)})?(?P<hour>\d{{1,2}})"
    r"(?:(?P<half>点半)|[:点时](?P<minute>\d{1,2})?分?)?(?P<suffix>am|pm)?"
)
_TO: Final = re.compile(r"\s*(?:-|–|—|~|～|到|至|to)\s*")
_BETWEEN: Final = re.compile(r"[,，、;；和]|\s+and\s+")
_WEEKDAYS: Final = "一二三四五六日"
_ENGLISH: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTH_END: Final = frozenset({"月底", "月末", "eom", "end of month", "last"})
_NONE: Final = frozenset({"无", "没有", "none", "-"})
_NOON: Final = 12
_DAWN: Final = "05:00"


def hour(typed: str) -> str:
    """The hour that was typed, as 16:00."""
    try:
        return _hour(folded(typed))
    except Unclear as unclear:
        raise HoursNotUnderstood(typed=shown(typed), why=unclear.why) from None


def spans(typed: str) -> tuple[Hours, ...]:
    """The spans of hours that were typed, in their order."""
    try:
        return tuple(_span(each) for each in _parted(typed))
    except Unclear as unclear:
        raise HoursNotUnderstood(typed=shown(typed), why=unclear.why) from None


def days_of_month(typed: str) -> tuple[int, ...]:
    """The days of the month that were typed, rising; 31 stands for the last one."""
    try:
        return tuple(sorted({_day_of_month(each) for each in _parted(typed)}))
    except Unclear as unclear:
        raise PayDaysNotUnderstood(typed=shown(typed), why=unclear.why) from None


def weekdays(typed: str) -> tuple[int, ...]:
    """The days of the week that were typed, rising; Monday is 1."""
    try:
        return tuple(sorted({_weekday(each) for each in _parted(typed)}))
    except Unclear as unclear:
        raise PayDaysNotUnderstood(typed=shown(typed), why=unclear.why) from None


def _parted(typed: str) -> list[str]:
    """The words between the commas; none where “none” was said."""
    if folded(typed) in _NONE:
        return []
    parts = [part for part in map(str.strip, _BETWEEN.split(folded(typed))) if part]
    if not parts:
        raise Unclear(_("nothing was typed"))
    return parts


def _hour(text: str) -> str:
    said = _match(text)
    if said is None:
        raise Unclear(_(NO_KNOWN_FORM))
    found, minute = int(said["hour"]), 30 if said["half"] else int(said["minute"] or 0)
    if found > 23 or minute > 59:  # noqa: PLR2004 - the clock's own
        raise Unclear(_("the clock has no such hour"))
    for part in filter(None, (said["part"], said["suffix"])):
        found = _within(part, found)
    return f"{found:02}:{minute:02}"


def _match(text: str) -> re.Match[str] | None:
    return _HOUR.fullmatch(text.replace("：", ":").replace("点钟", "点").replace(" ", ""))


def _within(part: str, found: int) -> int:
    """The hour in that part of the day: 4 in the afternoon is 16."""
    if found == _NOON and part in _NIGHT:
        raise Unclear(_("midnight lies between two days; write 0:00 or 23:59"))
    first, last = _PARTS[part]
    for each in (found, found + _NOON) if found else (found,):
        if first <= each <= last:
            return each
    raise Unclear(_("the part of the day and the hour contradict each other"))


def _span(text: str) -> Hours:
    if text in _SPANS:
        return Hours(*_SPANS[text])
    ends = _TO.split(text)
    if len(ends) != 2:  # noqa: PLR2004 - a beginning and an end
        raise Unclear(_("a span has a beginning and an end, like 10:00-11:30"))
    start, end = _both(*ends)
    if start >= end:
        raise Unclear(_("it ends before it begins"))
    return Hours(start, end)


def _both(start: str, end: str) -> tuple[str, str]:
    """The hours of both ends: 下午2点-4点 ends, and 2-4pm begins, in the afternoon as well; 10-2pm does not."""
    first, last = _match(start), _match(end)
    if first and last and not (last["part"] or last["suffix"]):
        if first["part"]:
            end = f"{first['part']}{end}"
        elif first["suffix"] == "pm":
            end += "pm"
    elif first and last and last["suffix"] == "pm" and not (first["part"] or first["suffix"]):
        begun, ended = _hour(start), _hour(end)
        later = _hour(f"{start}pm") if int(first["hour"]) else begun
        return (later if later < ended or begun < _DAWN else begun), ended
    return _hour(start), _hour(end)


def _day_of_month(text: str) -> int:
    if text in _MONTH_END:
        return LAST_DAY
    said = re.fullmatch(r"(?:每月)?(\d{1,2})(?:号|日|st|nd|rd|th)?", text)
    if said is None or not 1 <= int(said[1]) <= LAST_DAY:
        raise Unclear(_("a day of the month runs from 1 to 31"))
    return int(said[1])


def _weekday(text: str) -> int:
    said = re.fullmatch(rf"(?:每)?(?:周|星期|礼拜)([{_WEEKDAYS}天])", text)
    if said:
        return "一二三四五六日".index(said[1].replace("天", "日")) + 1
    english = [at for at, name in enumerate(_ENGLISH, 1) if re.fullmatch(rf"{name}[a-z]*", text)]
    if not english:
        raise Unclear(_("it is no day of the week"))
    return english[0]
