"""What is typed at a question of the guide: a way through it, or an answer read as the commands read theirs.

A promise is an amount and a day, then who said it and in which form: 10万 12-20 王总 承兑; or instalments:
5万@周五,5万@月底 王总. Neither a second amount nor an hour is taken for a name. A measure is what is done, what it
should bring in, and by when if that is known: 拜访王总 3万 15号. Blanks part them.
"""

from __future__ import annotations

import re
import unicodedata
from contextlib import suppress
from enum import Enum, auto
from typing import TYPE_CHECKING, Final

from huikuan.domain.guide import Said
from huikuan.domain.lines import Planned
from huikuan.errors import DayGone, MeasureUnclear, NeitherYesNorNo, PromiseUnclear, Refusal, RestUnclear
from huikuan.parse import amounts, days, splits, words
from huikuan.text import _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from huikuan.domain.facts import Form
    from huikuan.domain.money import Money


class Way(Enum):
    """Where to go from a question, other than on to the next."""

    BACK = auto()
    SKIP = auto()
    LEAVE = auto()
    HELP = auto()
    ON = auto()


_WAYS: Final = {
    **dict.fromkeys(("<", "《", "〈"), Way.BACK),
    **dict.fromkeys(("s", "skip", "跳", "跳过"), Way.SKIP),
    **dict.fromkeys(("q", "quit", "退", "退出"), Way.LEAVE),
    **dict.fromkeys(("?", "help", "帮助"), Way.HELP),
}
_NONE: Final = frozenset({"0", "零", "-", "–", "—", "——", "无", "没", "没有", "none", "no"})
_YES: Final = frozenset({"", "y", "yes", "是", "是的", "对"})
_NO: Final = frozenset({"n", "no", "不", "不是", "否"})
_BETWEEN: Final = re.compile(r"[\s；]+|(?<!\d)，|，(?!\d)")
_EDGES: Final = ",，。;；"
_LONGEST_NAME: Final = 200
_LONGEST_AMOUNT, _LONGEST_DAY = 2, 4
"""In words, such as: 20 万, day after tomorrow."""
_LONGEST_FORM = 2
_AN_HOUR: Final = re.compile("[一二两三四五六七八九十][点时]|[上下]午|noon|^[ap]m$")


def way(typed: str) -> Way | None:
    """Where to go, if that is what was typed."""
    return _WAYS.get(_plain(typed))


def is_none(typed: str) -> bool:
    """Whether it says that there is none."""
    return _plain(typed) in _NONE


def yes(typed: str) -> bool:
    """Whether it says yes, as nothing typed does too."""
    said = _plain(typed)
    if said not in _YES | _NO:
        raise NeitherYesNorNo(typed=words.shown(typed))
    return said in _YES


def promise(typed: str, today: date) -> Said:
    """The promise that was typed, of money still to come."""
    said = _split(typed, today) if re.search("[@＠]", typed) else _one(_pieces(typed), today)
    for _amount, due in said.parts:
        if due < today:
            raise DayGone(day=due, today=today)
    return said


def measure(typed: str, today: date) -> Planned:
    """The measure that was typed."""
    pieces = _pieces(typed)
    title, estimate, due = _with_day(pieces, today) or _without_day(pieces)
    return Planned(words.clean(title, noun=_("name"), longest=_LONGEST_NAME), estimate, due)


def _plain(typed: str) -> str:
    return unicodedata.normalize("NFKC", typed).strip().lower()


def _pieces(typed: str) -> list[str]:
    return [piece for piece in (each.strip(_EDGES) for each in _BETWEEN.split(typed)) if piece]


def _split(typed: str, today: date) -> Said:
    """Instalments; a last word without a figure is who said it, a form before or after it is the form."""
    plain = " ".join(typed.split())
    with suppress(Refusal):
        return Said(splits.split(plain, today=today))
    before, how = _without_form(plain)
    with suppress(Refusal):
        return Said(splits.split(before, today=today), form=how)
    rest, _blank, last = before.rpartition(" ")
    if not rest or re.search(r"[@＠\d]", last):
        return Said(splits.split(before, today=today), form=how)
    if how is None:
        rest, how = _without_form(rest)
    return Said(splits.split(rest, today=today), _who([last]), how)


def _without_form(typed: str) -> tuple[str, Form | None]:
    """What stands before a form of payment of one or two words at the end, and the form."""
    pieces = typed.split()
    for at in range(max(1, len(pieces) - _LONGEST_FORM), len(pieces)):
        if (how := _maybe_form(pieces[at:])) is not None:
            return " ".join(pieces[:at]), how
    return typed, None


def _one(pieces: Sequence[str], today: date) -> Said:
    """The shortest beginning that is an amount with the longest day after it; the rest is who said it and the form."""
    for at in range(1, min(len(pieces), _LONGEST_AMOUNT + 1)):
        money = _maybe_amount(pieces[:at])
        for end in range(min(len(pieces), at + _LONGEST_DAY), at, -1):
            due = _maybe_day(pieces[at:end], today) if money else None
            if money and due:
                return Said(((money, due),), *_rest(pieces[end:]))
    if len(pieces) < 2:  # noqa: PLR2004
        raise PromiseUnclear
    return Said(((amounts.amount(pieces[0]), _day(pieces[1:], today)),))


def _rest(pieces: Sequence[str]) -> tuple[str | None, Form | None]:
    """Who said it, and a form of payment before or after the name."""
    if not pieces:
        return None, None
    if (whole := _maybe_form(pieces)) is not None:
        return None, whole
    for size in range(_LONGEST_FORM, 0, -1):
        for name, form in ((pieces[:-size], pieces[-size:]), (pieces[size:], pieces[:size])):
            if name and (how := _maybe_form(form)) is not None:
                return _who(name), how
    return _who(pieces), None


def _who(pieces: Sequence[str]) -> str | None:
    """A name; what has a figure in it, or reads as an amount or an hour, is none."""
    typed = " ".join(pieces)
    if re.search(r"\d", typed) or re.search(_AN_HOUR, typed) or any(_maybe_amount([each]) for each in pieces):
        raise RestUnclear(typed=words.shown(typed))
    return _name(typed)


def _with_day(pieces: Sequence[str], today: date) -> tuple[str, Money, date] | None:
    """The last amount with a day after it, to the end."""
    for at in range(len(pieces) - 2, 0, -1):
        for end in range(at + 1, min(at + _LONGEST_AMOUNT, len(pieces) - 1) + 1):
            money, due = _maybe_amount(pieces[at:end]), _maybe_day(pieces[end:], today)
            if money and due:
                return " ".join(pieces[:at]), money, due
    return None


def _without_day(pieces: Sequence[str]) -> tuple[str, Money, None]:
    """The amount at the end; where another stands just before it, one of them was meant as a day."""
    for at in range(len(pieces) - 1, max(0, len(pieces) - 1 - _LONGEST_AMOUNT), -1):
        money = _maybe_amount(pieces[at:])
        if money and _maybe_amount(pieces[at - 1 : at]) is None:
            return " ".join(pieces[:at]), money, None
    raise MeasureUnclear


def _maybe_amount(pieces: Sequence[str]) -> Money | None:
    with suppress(Refusal):
        return amounts.amount(" ".join(pieces))
    return None


def _maybe_form(pieces: Sequence[str]) -> Form | None:
    with suppress(Refusal):
        return words.form(" ".join(pieces))
    return None


def _maybe_day(pieces: Sequence[str], today: date) -> date | None:
    with suppress(Refusal):
        return _day(pieces, today)
    return None


def _day(pieces: Sequence[str], today: date) -> date:
    return days.day(" ".join(pieces), today=today, look="forward")


def _name(typed: str) -> str | None:
    return words.clean(typed, noun=_("name"), longest=_LONGEST_NAME) if typed else None
