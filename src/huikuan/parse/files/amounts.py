"""The amount in a cell: a number of a spreadsheet, or a text such as 1,234.50, ¥1,234.50, 12万 or (1,234.00).

Brackets, a minus before or after it make it negative. A number that is a fen but for the last digit of a computer
(1234.5600000000001) is that fen; 12.345 is refused, never rounded. Empty, - and — are no amount. 1.234,50 and 1 234,50
can be read in one way only and are; 1234,50 is refused. What a text says in 万 or 元 is not multiplied by a unit of the
column.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import isfinite, ulp
from typing import TYPE_CHECKING, Final

from huikuan.domain.money import LARGEST_FEN
from huikuan.errors import AmountNotUnderstood
from huikuan.parse import amounts as typed
from huikuan.parse.files.cells import A_DATE, AN_ERROR, AN_ERROR_CELL, Column, Fault, all_text, column
from huikuan.parse.words import LONGEST_TYPED, folded
from huikuan.text import _, mark

if TYPE_CHECKING:
    from collections.abc import Sequence

    from huikuan.parse.files.grid import Cell

NO_WHOLE_FEN: Final = mark("it does not come to whole fen")
BLANKS: Final = frozenset({"", "-", "—", "–", "－", "−", "--", "——", "/"})

_SAME_FEN: Final = Fraction(1, 10_000)
"""A millionth of a yuan, in fen."""
_EXACT: Final = 1e13
_PLAIN_COLUMN: Final = re.compile(r"(?:-?[0-9]{1,3}+(?:(?:,[0-9]{3}){1,4}+|[0-9]{0,10}+)\.[0-9]{2}\n)*+")
_PLAIN: Final = re.compile(r"(-?)([0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,13})(?:\.([0-9]{1,2}))?")
_NUMBER: Final = re.compile(r"[0-9]*\.?[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_GROUPED_BY_SPACES: Final = re.compile(r"([0-9]{1,3}(?: [0-9]{3})+)(?:[.,]([0-9]{1,2}))?")
_GROUPED_BY_DOTS: Final = re.compile(r"([0-9]{1,3}(?:\.[0-9]{3})+),([0-9]{1,2})")
_OF_YUAN: Final = re.compile(r"^(?:¥|rmb|cny|人民币) ?| ?(?:元整?|rmb|cny|yuan|人民币)$")
_MINUS: Final = str.maketrans("−–—", "---")


def amounts(cells: Sequence[Cell], factor: int, *, is_signed: bool) -> Column:
    """The fen of each cell."""
    fen = _plain(cells) if factor == 1 and all_text(cells) else None
    found = column([_amount(cell, factor) for cell in cells]) if fen is None else Column(fen, {})
    too_large, negative = _(typed.TOO_LARGE), _(typed.NOT_POSITIVE)
    for i, value in enumerate(found.values):
        if value and not -LARGEST_FEN <= value <= LARGEST_FEN:
            found.faults.setdefault(i, too_large)
        elif value and value < 0 and not is_signed:
            found.faults.setdefault(i, negative)
    return found


def _plain(cells: Sequence[str]) -> list[int] | None:
    """The fen of a column that holds nothing but amounts with two decimals."""
    text = "\n".join(cells) + "\n" if cells else ""
    if not _PLAIN_COLUMN.fullmatch(text):
        return None
    return list(map(int, text.replace(".", "").replace(",", "").split()))


def _amount(cell: Cell, factor: int) -> int | Fault | None:
    if type(cell) is str:
        plain = _PLAIN.fullmatch(cell)
        if plain:
            sign, whole, rest = plain.groups("")
            fen = int(whole.replace(",", "") + rest.ljust(2, "0")) * factor
            return -fen if sign else fen
        return _of_text(cell, factor)
    if type(cell) is float and -_EXACT < cell < _EXACT:
        hundred = cell * 100.0 * factor
        fen = round(hundred)
        if -1e-4 <= hundred - fen <= 1e-4:  # noqa: PLR2004 - a millionth of a yuan
            return fen
    return _of_number(cell, factor)


def _of_number(cell: Cell, factor: int) -> int | Fault:
    """A number of the spreadsheet: exact but for its last binary digit."""
    if isinstance(cell, date):
        return Fault(_(A_DATE))
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        return Fault(_("the cell holds no number"))
    if not isfinite(cell):
        return Fault(_("the cell holds no number"))
    hundred = cell * 100.0 * factor
    fen = round(hundred)
    if abs(hundred - fen) <= max(1e-4, 2 * ulp(hundred)):
        return fen
    return Fault(_(NO_WHOLE_FEN), fen)


def _of_text(cell: str, factor: int) -> int | Fault | None:
    bare = cell.strip()
    if bare in BLANKS:
        return None
    if len(bare) > LONGEST_TYPED:
        return _in_words(bare, cell)
    text = folded(bare).translate(_MINUS)
    if AN_ERROR.fullmatch(text):
        return Fault(_(AN_ERROR_CELL))
    sign, bare = _signed(_OF_YUAN.sub("", text))
    says_yuan = text.endswith(("元", "元整"))
    fen = _written_out(bare, 1 if says_yuan else factor)
    if fen is None:
        fen = _in_words(bare, cell)
    if isinstance(fen, Fault):
        return fen._replace(value=None if fen.value is None else sign * fen.value)
    return sign * fen


def _signed(text: str) -> tuple[int, str]:
    """Brackets, or a minus before or after, and the rest."""
    if text.startswith("(") and text.endswith(")"):
        return -1, _OF_YUAN.sub("", text[1:-1].strip())
    if text.startswith("-") or (text.endswith("-") and text[:-1].rstrip()[-1:].isdigit()):
        return -1, _OF_YUAN.sub("", text.removeprefix("-").removesuffix("" if text.startswith("-") else "-").strip())
    return 1, text


def _written_out(text: str, factor: int) -> int | Fault | None:
    """A number in digits; None where it is written in any other way."""
    grouped = _GROUPED_BY_SPACES.fullmatch(text) or _GROUPED_BY_DOTS.fullmatch(text)
    if grouped:
        text = re.sub("[ .]", "", grouped[1]) + "." + (grouped[2] or "0")
    elif not _NUMBER.fullmatch(text):
        return None
    hundred = Fraction(Decimal(text.replace(",", ""))) * 100 * factor
    fen = round(hundred)
    return fen if abs(hundred - fen) <= _SAME_FEN else Fault(_(NO_WHOLE_FEN), fen)


def _in_words(text: str, cell: str) -> int | Fault:
    try:
        return typed.amount(text).fen
    except AmountNotUnderstood as refused:
        return Fault(str(refused.values["why"] if text.strip() else _("{text} is no amount", text=cell)))
