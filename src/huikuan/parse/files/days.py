"""The day in a cell: a date of a spreadsheet, or a text such as 2026-11-30, 2026/11/30, 20261130 or 2026年11月30日.

English days name the month: 30-Nov-2026, Nov 30, 2026. A time after a day is dropped. A bare number between 2000 and
2099 is a day as Excel counts them. 11/30/2026 and 30/11/2026 are decided for the whole column: where every day of it
fits one order only, that is it; where both orders fit, the map has to say which. A day without its year is refused.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final, Literal

from huikuan.errors import DayNotUnderstood
from huikuan.parse import days as typed
from huikuan.parse.files.amounts import BLANKS
from huikuan.parse.files.cells import AN_ERROR, AN_ERROR_CELL, Column, Fault, each
from huikuan.parse.months import YEARS, YEARS_RUN
from huikuan.parse.words import folded
from huikuan.text import _, mark

if TYPE_CHECKING:
    from collections.abc import Sequence

    from huikuan.parse.files.grid import Cell

_Order = Literal["day first", "month first"]

NO_SUCH_DAY: Final = mark("there is no such day")
NO_YEAR: Final = mark("it is no day with its year, like 2026-11-30")
BOTH_ORDERS: Final = mark("day and month could be either way round; say which with date_format in a map")

_FIRST_DAY: Final = date(1899, 12, 30)
_SERIALS: Final = range(36526, 73051)
_EIGHT_DIGITS: Final = range(2000_01_01, 2100_00_00)
_LONGEST: Final = 60
_TIME: Final = r"(?:(?:[tT ]\s*|(?<=日))[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?: ?[AaPp][Mm])?)?"
_YEAR_FIRST: Final = re.compile(
    rf"([0-9]{{4}})(?:([-/.])([0-9]{{1,2}})\2([0-9]{{1,2}})|年 ?([0-9]{{1,2}})月 ?([0-9]{{1,2}})[日号]?){_TIME}"
)
_RUN_TOGETHER: Final = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})(?:\.0+)?")
_YEAR_LAST: Final = re.compile(rf"([0-9]{{1,2}})([-/.])([0-9]{{1,2}})\2([0-9]{{4}}){_TIME}")
_SERIAL: Final = re.compile(r"[2-7][0-9]{4}(?:\.[0-9]+)?")
_ENGLISH: Final = re.compile(rf"((?=.*[a-z]{{3}})[a-z0-9 ,.-]*[0-9]{{4}}){_TIME}", re.IGNORECASE)


def days(cells: Sequence[Cell], *, written_as: str | None, has_other_epoch: bool) -> Column:
    """The day of each cell."""
    order = None if written_as else _order({cell for cell in set(cells) if isinstance(cell, str)})

    def read(cell: Cell) -> date | Fault | None:
        found = _day(cell, written_as, order, has_other_epoch=has_other_epoch)
        if isinstance(found, date) and found.year not in YEARS:
            return Fault(_(YEARS_RUN))
        return found

    return each(cells, read)


def _order(texts: set[str]) -> _Order | None:
    """The one order in which every such day of the column is a day; None where both fit, or neither."""
    orders: set[_Order] = {"day first", "month first"}
    is_told = False
    for text in texts:
        said = _YEAR_LAST.fullmatch(_tidy(text))
        if said:
            first, second = int(said[1]), int(said[3])
            orders -= {"day first"} if second > 12 else set()  # noqa: PLR2004 - a year has twelve months
            orders -= {"month first"} if first > 12 else set()  # noqa: PLR2004
            is_told = is_told or first != second
    if len(orders) == 1 or not is_told:
        return next(iter(sorted(orders)), None)
    return None


def _tidy(text: str) -> str:
    """The text as days are compared; a blank one is empty, one too long to be a day stays."""
    bare = text.strip()
    return folded(bare) if bare and len(bare) <= _LONGEST else bare


def _day(cell: Cell, written_as: str | None, order: _Order | None, *, has_other_epoch: bool) -> date | Fault | None:
    if isinstance(cell, str):
        return _of_cell(_tidy(cell), written_as, order, has_other_epoch=has_other_epoch)
    if isinstance(cell, date):
        return cell.date() if isinstance(cell, datetime) else cell
    if isinstance(cell, bool | time | timedelta):
        return Fault(_(NO_YEAR))
    return _of_number(cell, has_other_epoch=has_other_epoch)


def _of_cell(text: str, written_as: str | None, order: _Order | None, *, has_other_epoch: bool) -> date | Fault | None:
    if text in BLANKS:
        return None
    if len(text) > _LONGEST:
        return Fault(_(NO_YEAR))
    if AN_ERROR.fullmatch(text):
        return Fault(_(AN_ERROR_CELL))
    return _as_written(text, written_as) if written_as else _of_text(text, order, has_other_epoch=has_other_epoch)


def _as_written(text: str, written_as: str) -> date | Fault | None:
    """The day as the map says it is written; a day of the year-first forms cannot be mistaken and is read too."""
    try:
        return datetime.strptime(text, written_as).date()  # noqa: DTZ007 - a business day has no zone
    except (ValueError, re.error):
        found = _of_text(text, None, has_other_epoch=False) if _YEAR_FIRST.fullmatch(text) else None
        return found or Fault(_("it is not written as {format}", format=written_as))


def _of_number(cell: float, *, has_other_epoch: bool) -> date | Fault:
    if cell in _EIGHT_DIGITS:
        year, rest = divmod(int(cell), 10_000)
        return _date(year, *divmod(rest, 100))
    if not _SERIALS.start <= cell < _SERIALS.stop:
        return Fault(_(NO_YEAR))
    if has_other_epoch:
        return Fault(_("a bare number is no day in a workbook that counts from 1904; format the column as a date"))
    return _FIRST_DAY + timedelta(days=int(cell))


def _of_text(text: str, order: _Order | None, *, has_other_epoch: bool) -> date | Fault:
    if said := _YEAR_FIRST.fullmatch(text):
        return _date(int(said[1]), int(said[3] or said[5]), int(said[4] or said[6]))
    if said := _RUN_TOGETHER.fullmatch(text):
        return _date(int(said[1]), int(said[2]), int(said[3]))
    if said := _YEAR_LAST.fullmatch(text):
        return _in_order(int(said[1]), int(said[3]), int(said[4]), order)
    if _SERIAL.fullmatch(text):
        return _of_number(float(text), has_other_epoch=has_other_epoch)
    if said := _ENGLISH.fullmatch(text):
        return _named(said[1])
    return Fault(_(NO_YEAR))


def _in_order(first: int, second: int, year: int, order: _Order | None) -> date | Fault:
    if order is None:
        return Fault(_(BOTH_ORDERS))
    return _date(year, second, first) if order == "day first" else _date(year, first, second)


def _named(text: str) -> date | Fault:
    """A day with its month in English and its year in four digits: nothing else of it depends on today."""
    try:
        return typed.day(re.sub("[-.]", " ", text), today=date(2000, 1, 1), look="forward")
    except DayNotUnderstood:
        return Fault(_(NO_YEAR))


def _date(year: int, month: int, day: int) -> date | Fault:
    try:
        return date(year, month, day)
    except ValueError:
        return Fault(_(NO_SUCH_DAY))
