"""What was heard on the phone, typed in one go: an amount, a day, a form of payment, each of which may be left out.

4万 周五 承兑, 周五 4万, 4万, 周五, 承兑. Where only one reading is possible no blank is needed: 4万周五. What can be
read in two ways is refused: 4万15号 may be 4万 on the 15th or 4万1 on the 5th, 12.10 an amount or a day.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from huikuan.errors import HeardTwoWays, Refusal
from huikuan.parse.amounts import amount
from huikuan.parse.days import day
from huikuan.parse.words import form, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date
    from typing import TypeVar

    from huikuan.domain.kinds import Form
    from huikuan.domain.money import Money
    from huikuan.parse.days import Look

    T = TypeVar("T")
    On = Callable[[str], date]

_BETWEEN: Final = re.compile(r"[,，、;；](?![0-9０-９])|(?<![0-9０-９])[,，、;；]")
_A_FIGURE: Final = re.compile("[-¥￥]?[0-9０-９一二两三四五六七八九十百]")
_OF_A_DAY: Final = re.compile("[-/月日号周天底初后期拜]|[a-z]{3}")


class Heard(NamedTuple):
    """What of it was said."""

    amount: Money | None = None
    on: date | None = None
    form: Form | None = None


def heard(typed: str, *, today: date, look: Look) -> Heard:
    """The amount, day and form typed; days look the way that is said."""

    def on(word: str) -> date:
        return day(word, today=today, look=look)

    words = _BETWEEN.sub(" ", typed).split()
    how = _tried(form, words[-1]) if words else None
    rest = words[:-1] if how else words
    if not rest and how:
        return Heard(form=how)
    readings = set(_readings(rest, on))
    if not readings:
        _refuse(rest, on)
    if len(readings) != 1:
        raise HeardTwoWays(typed=shown(typed))
    [(how_much, when, is_sure)] = readings
    if not is_sure:
        raise HeardTwoWays(typed=shown(typed))
    return Heard(how_much, when, how)


def _readings(words: list[str], on: On) -> Iterator[tuple[Money | None, date | None, bool]]:
    """A day or an amount as it stands; else every way to read both out of it. A number cut in two is not sure."""
    whole = " ".join(words)
    when, how_much = _tried(on, whole), _tried(amount, whole) if len(words) == 1 else None
    if when is not None:
        yield None, when, True
    if how_much is not None:
        yield how_much, None, True
    if when is not None or how_much is not None:
        return
    for one, other in _divided(words):
        is_sure = len(words) > 1 or not (one[-1].isdecimal() and other[0].isdecimal())
        for money, due in ((one, other), (other, one)):
            how_much = None if " " in money else _tried(amount, money)
            when = _tried(on, due) if how_much is not None else None
            if when is not None:
                yield how_much, when, is_sure


def _divided(words: list[str]) -> Iterator[tuple[str, str]]:
    """In two at a blank; a single word anywhere."""
    if len(words) == 1:
        [word] = words
        yield from ((word[:at], word[at:]) for at in range(1, len(word)))
    for at in range(1, len(words)):
        yield " ".join(words[:at]), " ".join(words[at:])


def _refuse(words: list[str], on: On) -> None:
    """Raises the refusal of what is most likely mistyped."""
    first, rest = (words or [""])[0], " ".join(words[1:])
    if rest and _tried(on, first) is not None:
        (amount if _A_FIGURE.match(rest) else form)(rest)
    if rest and _tried(amount, first) is not None:
        if _tried(on, words[1]) is not None:
            form(" ".join(words[2:]))
        on(rest)
    if _A_FIGURE.match(first) and not _OF_A_DAY.search(first):
        amount(first)
    on(" ".join(words))


def _tried(read: Callable[[str], T], typed: str) -> T | None:
    try:
        return read(typed)
    except Refusal:
        return None
