"""What JSON is made of: amounts are decimal strings in yuan, days ISO, keys English, absent is null."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Any

from huikuan.domain.money import Money
from huikuan.domain.period import Month

Document = dict[str, Any]
_PLACES = 4


def yuan(amount: Money | None) -> str | None:
    return None if amount is None else amount.yuan()


def iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def ratio(share: Fraction | None) -> float | None:
    return None if share is None else round(float(share), _PLACES)


def plain(value: Any) -> Any:
    """The value of a cell as JSON has it; lists and objects are already."""
    if isinstance(value, Money):
        return yuan(value)
    if isinstance(value, date):
        return iso(value)
    if isinstance(value, Fraction):
        return ratio(value)
    return str(value) if isinstance(value, (StrEnum, Month)) else value
