"""A word in a cell is one of a short list, in Chinese or English; a month, a number of days, a list of other names.

A currency column may say yuan only: an amount in another currency is no amount of this book.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from huikuan.domain.period import Month, month_of
from huikuan.errors import MonthNotUnderstood, TextRefused, WordNotUnderstood
from huikuan.parse import months, words
from huikuan.parse.files.cells import AN_ERROR, AN_ERROR_CELL, Column, Fault, each, written
from huikuan.parse.files.texts import LONGEST_NAME
from huikuan.text import _

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from huikuan.parse.files.grid import Cell

_YUAN: Final = frozenset(
    [
        "cny",
        "rmb",
        "cnh",
        "人民币",
        "人民币元",
        "元",
        "本位币",
        "¥",
        "yuan",
        "renminbi",
        "chinese_yuan",
        "cny-人民币",
        "pre001",
    ]
)
_COUNT: Final = re.compile(r"(?:net )?([0-9]{1,3})(?:\.0)? ?(?:天|日|days?)?")
_BETWEEN_NAMES: Final = re.compile(r"[,，;；、|/\n]+")
_A_DAY: Final = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.][0-9]{1,2}(?: [0-9:.]+)?")


ALL_OF_IT: Final = -1
"""What stands for the whole amount of the line, where a column only says yes or no."""
_YES: Final = frozenset(["yes", "y", "true", "是", "有", "有争议", "争议", "√", "✓"])
_NO: Final = frozenset(["no", "n", "false", "否", "无", "无争议", "没有", "×", "-"])


def all_or_nothing(cells: Sequence[Cell]) -> Column | None:
    """All of the line's amount where the cell says yes; None for a column that says anything but yes or no."""
    texts = [str(cell).strip().lower() for cell in cells if cell not in (None, "")]
    if not texts or not _YES.union(_NO).issuperset(texts):
        return None
    meant = {**dict.fromkeys(_YES, ALL_OF_IT), **dict.fromkeys(_NO, 0)}
    return Column([meant.get(str(cell).strip().lower()) for cell in cells], {})


def said(cells: Sequence[Cell], meaning: Callable[[str], Any]) -> Column:
    """What each cell means; `meaning` raises one of our refusals where it means nothing known."""

    def read(cell: Cell) -> Any:
        text = written(cell)
        if isinstance(text, Fault):
            return text
        text = text.strip()
        if AN_ERROR.fullmatch(text):
            return Fault(_(AN_ERROR_CELL))
        return _meant(text, meaning) if text else None

    return each(cells, read)


def _meant(text: str, meaning: Callable[[str], Any]) -> Any:
    try:
        return meaning(text)
    except WordNotUnderstood as refused:
        return Fault(_("it is no {noun} known here; known are: {choices}", **refused.values))
    except (MonthNotUnderstood, TextRefused) as refused:
        return Fault(str(refused.values["why"]))


def month_cells(cells: Sequence[Cell], today: date) -> Column:
    """The month of each cell: a month, or any day in it."""
    shortened = [_month_text(cell) for cell in cells]
    return said(shortened, lambda text: months.month(text, today=today))


def _month_text(cell: Cell) -> Cell:
    if isinstance(cell, date):
        return str(month_of(cell))
    day = _A_DAY.fullmatch(cell.strip()) if isinstance(cell, str) else None
    return str(Month(int(day[1]), int(day[2]))) if day and 1 <= int(day[2]) <= 12 else cell  # noqa: PLR2004


def count(text: str) -> int | Fault:
    """A number of days: 30, 30天, net 30."""
    found = (
        _COUNT.fullmatch(words.folded(text).replace("net30", "net 30")) if len(text) <= words.LONGEST_TYPED else None
    )
    return int(found[1]) if found else Fault(_("it is no number of days"))


def yuan_only(text: str) -> Fault | None:
    """Nothing for yuan; any other currency is refused."""
    if re.sub(r"[ _]+", "_", text.strip().lower()) in _YUAN:
        return None
    return Fault(_("the amount is in {currency}; the book is in yuan", currency=words.shown(text)))


def names(text: str) -> tuple[str, ...]:
    """Other names, one after the other: 华联，老华联."""
    pieces = (piece.strip() for piece in _BETWEEN_NAMES.split(text))
    return tuple(dict.fromkeys(words.clean(p, noun=_("name"), longest=LONGEST_NAME) for p in pieces if p))
