"""Instalments typed are amounts with days, 5万@周五,5万@月底: as many as needed, each on a day of its own.

Days look forward. Between them stands a comma, semicolon, 、 or a new line. A comma between two digits before the @ is
part of the amount (200,000@12-10,50,000@12-20); after the @ every comma begins the next instalment.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from huikuan.domain.money import LARGEST_FEN, Money, total
from huikuan.errors import SplitNotUnderstood
from huikuan.parse.amounts import TOO_LARGE, amount
from huikuan.parse.days import day
from huikuan.parse.words import Unclear, shown
from huikuan.text import _

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

LONGEST: Final = 2000

_BLANK: Final = " \t\u3000,，"
_AT: Final = r"[@＠]"
_ALWAYS_BETWEEN: Final = r"[;；、\r\n]"
_COMMA_BETWEEN: Final = r"(?<![0-9０-９])[,，]|[,，](?![0-9０-９])"


def split(typed: str, *, today: date) -> tuple[tuple[Money, date], ...]:
    """The instalments in the order they were typed."""
    try:
        pieces = _pieces(typed)
        instalments = tuple((amount(money), day(due, today=today, look="forward")) for money, due in pieces)
        _refuse_together(instalments)
    except Unclear as unclear:
        raise SplitNotUnderstood(typed=shown(typed), why=unclear.why) from None
    return instalments


def _pieces(typed: str) -> list[tuple[str, str]]:
    """Each amount and day as typed."""
    if len(typed) > LONGEST:
        raise Unclear(_("it is longer than {longest} characters", longest=LONGEST))
    found = [piece for part in re.split(_ALWAYS_BETWEEN, typed) for piece in _divided_by_commas(part)]
    if not found:
        raise Unclear(_("nothing was typed"))
    return found


def _divided_by_commas(part: str) -> Iterator[tuple[str, str]]:
    before, *others = re.split(_AT, part)
    for text in others:
        due, *after = re.split(r"[,，]", text, maxsplit=1)
        yield _last_amount(before), due
        before = "".join(after)
    if before.strip(_BLANK):
        raise Unclear(_("“{piece}” has no @ and day after it", piece=shown(before.strip(_BLANK))))


def _last_amount(text: str) -> str:
    """The amount before an @; whatever else stands there has no day."""
    *strays, money = re.split(_COMMA_BETWEEN, text)
    for stray in strays:
        if stray.strip():
            raise Unclear(_("“{piece}” has no @ and day after it", piece=shown(stray.strip())))
    if not money.strip():
        raise Unclear(_("an @ has no amount before it"))
    return money


def _refuse_together(instalments: tuple[tuple[Money, date], ...]) -> None:
    """Two instalments on one day are one, and together they are no more than one amount may be."""
    days = [due for _money, due in instalments]
    for due in days:
        if days.count(due) > 1:
            raise Unclear(_("two instalments fall on {day}", day=due))
    if total(money for money, _due in instalments).fen > LARGEST_FEN:
        raise Unclear(_(TOO_LARGE))
