"""One word of a command line to its value: a day, a month, a number, a text to store.

A promise's day looks forward, a receipt's looks back; a day more than half a year off is understood, and said so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from huikuan.cli import session
from huikuan.domain.money import NOTHING, Money
from huikuan.errors import NumberNotUnderstood, TextRefused
from huikuan.parse import amounts, days, months, splits, words
from huikuan.text import _, shown

if TYPE_CHECKING:
    from datetime import date

    from huikuan.domain.period import Month

LONGEST_NAME = 200
LARGEST_ID, _LONGEST_ID = 2**63 - 1, 20
LAST_PLACE = 9999
LONGEST_NOTE = 2000
_NOTHING_OWED = frozenset({"0", "0.00", "零", "０"})


def ahead(typed: str) -> date:
    """A day from today on."""
    return days.day(typed, today=session.today(), look="forward")


def of_list(typed: str) -> date:
    """The day of a list, a month said meaning its end."""
    return days.day_of_report(typed, today=session.today(), edge="forward")


def near(typed: str) -> date:
    """A day, the nearest one."""
    return days.day_of_report(typed, today=session.today(), edge="forward")


def back(typed: str) -> date:
    """A day up to today."""
    return days.day(typed, today=session.today(), look="back")


def balance(typed: str) -> Money:
    """An amount, or nothing."""
    return NOTHING if typed.strip() in _NOTHING_OWED else amounts.amount(typed)


def number(typed: str) -> int:
    """The number of a record."""
    if not (typed.isascii() and typed.isdecimal()):
        raise NumberNotUnderstood(typed=shown(typed))
    return min(int(typed[:_LONGEST_ID]), LARGEST_ID)


def count(typed: str) -> int:
    """How many, from one up."""
    found = number(typed)
    if not found:
        raise NumberNotUnderstood(typed=shown(typed))
    return found


def rank_of(typed: str) -> int:
    """A place among those they pay, from one up."""
    found = count(typed)
    if found > LAST_PLACE:
        raise NumberNotUnderstood(typed=shown(typed))
    return found


def month(typed: str) -> Month:
    """A month."""
    return months.month(typed, today=session.today())


@dataclass(frozen=True)
class Split:
    """The instalments typed with --split."""

    parts: tuple[tuple[Money, date], ...]


@dataclass(frozen=True)
class Several:
    """The values typed with one option, a comma between them."""

    values: tuple[Any, ...]


def split(typed: str) -> Split:
    """Instalments."""
    return Split(splits.split(typed, today=session.today()))


def name(typed: str) -> str:
    """A name to store."""
    return words.clean(typed, noun=_("name"), longest=LONGEST_NAME)


def note(typed: str) -> str:
    """A note to store."""
    return words.clean(typed, noun=_("note"), longest=LONGEST_NOTE, note=True)


def code(typed: str) -> str:
    """A code of the user's own."""
    found = words.clean(typed, noun=_("code"), longest=40)
    if found.startswith("-") or " " in found:
        raise TextRefused(noun=_("code"), why=_("a code has no spaces and begins with no dash"))
    return found
