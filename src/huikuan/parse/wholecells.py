"""The cells of a whole book, read strictly: each is what its column holds, or it is refused with the reason.

Text is held to the same rules as text that is typed: nothing in it may be hidden, turn the direction of reading or be
too long. A day lies in the years 1900 to 2199.
"""

from __future__ import annotations

import re
from datetime import date
from types import NoneType
from typing import TYPE_CHECKING, Any, Final

from huikuan.domain.wholebook import Cell
from huikuan.errors import TextRefused
from huikuan.parse import words
from huikuan.text import _

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from huikuan.domain.wholebook import Column

LONGEST: Final = {Cell.CODE: 40, Cell.NAME: 200, Cell.NAMES: 200, Cell.NOTE: 2000}
"""As for what is typed."""
LARGEST_NUMBER: Final = 2**31 - 1
"""A server has room for no larger one."""
_SHOWN: Final = 40
_YEARS: Final = range(1900, 2200)
_KINDS: Final = {str, int, float, bool, NoneType}
_AMOUNT: Final = re.compile(r"(-?)([0-9]{1,15})(?:\.([0-9]{1,2}))?")
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MONTH: Final = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])")
_MOMENT: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,6})?(?:Z|\+00:00)")
_HOUR: Final = r"(?:[01][0-9]|2[0-3]):[0-5][0-9]"
_SPAN: Final = f"{_HOUR}-{_HOUR}"
_LIKE: Final = {
    Cell.HOUR: re.compile(_HOUR),
    Cell.HOURS: re.compile(f"{_SPAN}(?:,{_SPAN}){{0,9}}"),
    Cell.KEYS: re.compile(r"[a-z0-9 |;]{1,100000}"),
    Cell.MONTH_DAYS: re.compile(r"[1-9][0-9]?(?:,[1-9][0-9]?){0,30}"),
    Cell.WEEKDAYS: re.compile("[1-7](?:,[1-7]){0,6}"),
}
_LAST_DAY: Final = 31
_MAY_BE_BLANK: Final = {Cell.NAMES, Cell.NOTE, Cell.KEYS}
"""Where nothing is kept as a text of no length, unless the column may be empty."""


class Wrong(Exception):  # noqa: N818 - it carries the place and the reason to the sentence around it
    """Which of the cells is refused, and why."""

    def __init__(self, place: int, why: str) -> None:
        super().__init__(why)
        self.place = place
        self.why = why


def values(cells: Sequence[object], column: Column) -> list[Any]:
    """What the cells of a column hold, as the book keeps it; each different one is read once."""
    known: dict[tuple[type, object], Any] = {}
    found = []
    for place, cell in enumerate(cells):
        kind = type(cell)
        if kind not in _KINDS:
            raise Wrong(place, _cannot_stand("…"))
        if (kind, cell) not in known:
            try:
                known[kind, cell] = value(cell, column)
            except words.Unclear as unclear:
                raise Wrong(place, unclear.why) from None
        found.append(known[kind, cell])
    return found


def value(cell: Any, column: Column) -> Any:
    """What one cell holds; a cell that is refused is Unclear."""
    if cell is None or cell == "":
        if column.may_be_empty:
            return None
        if column.cell in _MAY_BE_BLANK:
            return ""
        raise words.Unclear(_("it is empty"))
    found = _read(cell, column)
    if found is None:
        raise words.Unclear(_cannot_stand(cell))
    return found


def _cannot_stand(cell: object) -> str:
    text = str(cell)[: _SHOWN + 1]
    return _("“{value}” cannot stand there", value=words.shown(text))


def _read(cell: Any, column: Column) -> Any:
    if column.cell in (Cell.NUMBER, Cell.COUNT):
        least = 1 if column.cell is Cell.NUMBER else 0
        return cell if type(cell) is int and least <= cell <= LARGEST_NUMBER else None
    if type(cell) is not str:
        return None
    if column.cell is Cell.WORD:
        return cell if cell in column.words else None
    if column.cell in _LIKE:
        return cell if _LIKE[column.cell].fullmatch(cell) and _is_in_order(cell, column.cell) else None
    return _AS[column.cell](cell) if column.cell in _AS else _text(cell, column.cell)


def _is_in_order(text: str, kind: Cell) -> bool:
    """Days rise and are days of a month; a span ends after it begins."""
    if kind is Cell.HOURS:
        return all(start < end for start, end in (span.split("-") for span in text.split(",")))
    if kind in (Cell.MONTH_DAYS, Cell.WEEKDAYS):
        days = [int(day) for day in text.split(",")]
        return days == sorted(set(days)) and days[-1] <= _LAST_DAY
    return True


def _amount(text: str) -> int | None:
    """Whole fen."""
    said = _AMOUNT.fullmatch(text)
    if not said:
        return None
    fen = int(said[2] + (said[3] or "").ljust(2, "0"))
    return -fen if said[1] else fen


def _day(text: str) -> str | None:
    if not _DAY.fullmatch(text) or int(text[:4]) not in _YEARS:
        return None
    try:
        date.fromisoformat(text)
    except ValueError:
        return None
    return text


def _month(text: str) -> str | None:
    return text if _MONTH.fullmatch(text) and int(text[:4]) in _YEARS else None


def _moment(text: str) -> str | None:
    return text if _MOMENT.fullmatch(text) else None


_AS: Final[dict[Cell, Callable[[str], Any]]] = {
    Cell.AMOUNT: _amount,
    Cell.DAY: _day,
    Cell.MONTH: _month,
    Cell.MOMENT: _moment,
}


def _text(text: str, kind: Cell) -> str:
    if kind is Cell.NAMES:
        return "\n".join(_clean(name, Cell.NAME) for name in text.split("\n"))
    return _clean(text, kind)


def _clean(text: str, kind: Cell) -> str:
    longest = LONGEST[kind]
    if len(text) <= longest and words.is_storable(text) and text == text.strip(" ") != "":
        return text
    try:
        return words.clean(text, noun="", longest=longest, note=kind is Cell.NOTE)
    except TextRefused as refused:
        raise words.Unclear(str(refused.values["why"])) from None
