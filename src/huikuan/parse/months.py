"""A month typed is a year and a month, a month's number or name alone, or a step from this month.

2026-12, 2026/12, 202612, 2026年12月, 明年1月 and dec 2026 say the year. 12月, 十二月, 12 and dec do not: they mean the
December nearest to this month, and the coming one where two are equally near (5月 typed in November).
本月, 这个月, this; 下月, 下个月, next; 上月, 上个月, last; 下下月 and 上上月 go two. Years run from 2000 to 2099.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from huikuan.domain.period import Month, month_of
from huikuan.errors import MonthNotUnderstood
from huikuan.parse.words import Unclear, folded, shown
from huikuan.text import _, mark

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

YEARS: Final = range(2000, 2100)
YEARS_RUN: Final = mark("years run from 2000 to 2099")
NO_KNOWN_FORM: Final = mark("it is in none of the forms known here")

SMALL_NUMBER: Final = r"(?:[0-9]{1,2}|[一二两三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九])"
CHINESE_STEP: Final = r"(?:本|当|这个?|上{1,2}个?|下{1,2}个?)"
ENGLISH_STEP: Final = r"(?:this|next|last)"
YEAR: Final = r"(?:(?P<year>[0-9]{4})年|(?P<near_year>[去今明]年))"
NAME: Final = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_NAMES: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_STEPS: Final = MappingProxyType({"this": 0, "next": 1, "last": -1})
_NEAR_YEARS: Final = MappingProxyType({"去年": -1, "今年": 0, "明年": 1})


def month(typed: str, *, today: date) -> Month:
    """The month that was typed."""
    try:
        return _read(folded(typed), month_of(today))
    except Unclear as unclear:
        raise MonthNotUnderstood(typed=shown(typed), why=unclear.why) from None


def _read(text: str, this: Month) -> Month:
    for pattern, reading in _FORMS.items():
        if said := re.fullmatch(pattern, text):
            found = reading(said, this)
            return Month(checked_year(found.year), found.number)
    raise Unclear(_(NO_KNOWN_FORM))


# --- what the words of a month and a day are worth -----------------------------------------------------------------


def number(word: str) -> int:
    """A number up to ninety-nine in Chinese figures, or any in digits: 十二 is 12."""
    if word.isascii():
        return int(word)
    tens, ten, ones = word.rpartition("十")
    return 10 * (_figure(tens or "一") if ten else 0) + (_figure(ones) if ones else 0)


def steps(word: str | None) -> int:
    """How far 本, 下, 下下个, 上, this, next or last goes."""
    return _STEPS.get(word or "", (word or "").count("下") - (word or "").count("上"))


def month_number(word: str) -> int:
    """The number of a month in digits, Chinese figures or English."""
    found = _NAMES.index(word[:3]) + 1 if word[:3] in _NAMES else number(word)
    if not 1 <= found <= 12:  # noqa: PLR2004 - a year has twelve months
        raise Unclear(_("there is no month {number}", number=found))
    return found


def year_said(said: re.Match[str], this_year: int) -> int | None:
    """The year in the phrase, in figures or as 明年; None where it has none."""
    words: Mapping[str, str | None] = said.groupdict()
    if near := words.get("near_year"):
        return checked_year(this_year + _NEAR_YEARS[near])
    written = words.get("year")
    return checked_year(int(written)) if written else None


def checked_year(year: int) -> int:
    """The year, where the book reaches so far."""
    if year not in YEARS:
        raise Unclear(_(YEARS_RUN))
    return year


def _figure(word: str) -> int:
    return "零一二三四五六七八九".index(word.replace("两", "二"))


# --- the forms -----------------------------------------------------------------------------------------------------


def _named(said: re.Match[str], this: Month) -> Month:
    """The month of the year said, else the nearest: five back at most, six ahead at most."""
    wanted, year = month_number(said["month"]), year_said(said, this.year)
    return Month(year, wanted) if year else this.shift((wanted - this.number + 5) % 12 - 5)


def _stepped(said: re.Match[str], this: Month) -> Month:
    return this.shift(steps(said["step"]))


_FORMS: Final[Mapping[str, Callable[[re.Match[str], Month], Month]]] = MappingProxyType(
    {
        r"(?P<year>[0-9]{4})[-/.](?P<month>[0-9]{1,2})": _named,
        rf"{YEAR}?(?P<month>{SMALL_NUMBER})月份?": _named,
        rf"(?P<step>{CHINESE_STEP})月份?": _stepped,
        rf"(?P<step>{ENGLISH_STEP})(?: month)?": _stepped,
        r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})": _named,
        r"(?P<month>[0-9]{1,2})": _named,
        rf"(?P<month>{NAME})(?: ?,?(?P<year>[0-9]{{4}}))?": _named,
        rf"(?P<year>[0-9]{{4}}) ?(?P<month>{NAME})": _named,
    }
)
