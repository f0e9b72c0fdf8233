"""An amount typed is read in one way only, or refused with the reason.

200000, 200,000.50 and ¥200000元 are yuan. 亿 万 千 百 (also w, k, m for a million, and the financial 壹拾万) multiply
what stands before them, and what follows must be smaller than they are: 1亿2000万, 一百零五万, 叁万伍仟元伍角整.
One digit after a unit is of the next smaller one (3万5 is 35000); as many digits as the unit has zeros complete it
(12万3456 is 123456). Any other number of digits, 3万50, could mean two things and is refused; so are 3万5元 and 5千万5.
An amount is more than nothing, at most ten trillion yuan, and a whole number of fen.
"""

from __future__ import annotations

import re
from fractions import Fraction
from types import MappingProxyType
from typing import Final

from huikuan.domain.money import LARGEST_FEN, Money
from huikuan.errors import AmountNotUnderstood
from huikuan.parse.words import Unclear, folded, named, shown
from huikuan.text import _, mark

NOT_POSITIVE: Final = mark("an amount is more than nothing")
NOTHING_FOLLOWS: Final = mark("after a decimal point nothing more can follow")
TOO_LARGE: Final = mark("it is more than ten trillion yuan")

_DIGITS: Final = "零一二三四五六七八九"
_UNITS: Final = (("亿", 10**8), ("万", 10**4), ("千", 1000), ("百", 100), ("十", 10))
_SMALL: Final = str.maketrans(
    "壹贰貳弐叁參叄参肆伍陆陸柒捌玖〇两兩拾佰仟萬億圆圓块塊毛正kw",
    "一二二二三三三三四五六六七八九零二二十百千万亿元元元元角整千万",
)
_ONE_NUMBER: Final = r"(?:0|[1-9][0-9]*|[1-9][0-9]{0,2}(?:,[0-9]{3})+)(?:\.[0-9]+)?"
_KNOWN: Final = frozenset("0123456789.,元角分整" + _DIGITS + "".join(unit for unit, _worth in _UNITS))
_REFUSED: Final = MappingProxyType(
    {
        r"[^0-9]*[-−–—负]": NOT_POSITIVE,
        r"[^0-9]*\+": mark("it needs no sign before it"),
        r"[0-9.,]*[0-9.]e[-+]?[0-9]": mark("the number must be written out, without “e”"),
        r".*(?:[$€£₩]|us|hk|eur|gbp|jpy|美|港|欧)": mark("amounts are in yuan"),
        r".*[0-9a-z.,] [0-9a-z.,]": mark("a space stands inside the number"),
        r"[a-z]+$": mark("it is a word and no number"),
    }
)


def amount(typed: str) -> Money:
    """The amount that was typed."""
    try:
        return _money(folded(typed))
    except Unclear as unclear:
        raise AmountNotUnderstood(typed=shown(typed), why=unclear.why) from None


def _money(text: str) -> Money:
    bare = re.sub(r"^(?:¥|rmb|cny|人民币) ?| ?(?:rmb|cny|yuan|人民币)$", "", text)
    for pattern, reason in _REFUSED.items():
        if re.match(pattern, bare):
            raise Unclear(_(reason))
    fen = _yuan(bare.translate(_SMALL).replace("m", "百万").replace("元钱", "元").removesuffix("整")) * 100
    if fen <= 0:
        raise Unclear(_(NOT_POSITIVE))
    if fen > LARGEST_FEN:
        raise Unclear(_(TOO_LARGE))
    if fen.denominator != 1:
        raise Unclear(_("it does not come to whole fen"))
    return Money(fen.numerator)


def _yuan(text: str) -> Fraction:
    """The yuan before 元, and the 角 and 分 after it."""
    _refuse_strange_signs(text)
    whole, named, coins = text.partition("元")
    if not named and text.endswith(("角", "分")):
        return _coins(text)
    if re.fullmatch(r"[0-9,]*\.[0-9]{3,}", whole):
        raise Unclear(_("it has more than two decimals"))
    value = _value(whole, may_be_short=not named)
    if coins and value.denominator != 1:
        raise Unclear(_(NOTHING_FOLLOWS))
    return value + _coins(coins)


def _coins(text: str) -> Fraction:
    digit = f"([1-9{_DIGITS[1:]}])"
    found = re.fullmatch(rf"(?:零?{digit}角)?(?:零?{digit}分)?", text)
    if not found:
        raise Unclear(_("“{rest}” is neither 角 nor 分", rest=text))
    jiao, fen = (_number(count) if count else Fraction(0) for count in found.groups())
    return jiao / 10 + fen / 100


def _value(text: str, units: tuple[tuple[str, int], ...] = _UNITS, *, may_be_short: bool) -> Fraction:
    """What the number is worth, read from its largest unit down. Only its end may be cut short, as in 3万5."""
    if not units:
        return _number(text)
    (unit, worth), smaller = units[0], units[1:]
    before, found, after = text.partition(unit)
    if not found:
        return _value(text, smaller, may_be_short=may_be_short)
    if not before and unit != "十":
        raise Unclear(_("a number is missing before {unit}", unit=unit))
    count = _value(before, smaller, may_be_short=False) if before else Fraction(1)
    _refuse_count(before, count, unit)
    if not after:
        return count * worth
    if count.denominator != 1:
        raise Unclear(_(NOTHING_FOLLOWS))
    if after.startswith("零"):
        return count * worth + _after_a_zero(after[1:], count, units, may_be_short=may_be_short)
    may_be_short = may_be_short and not before.endswith(("百", "千", "万"))
    return count * worth + _after_a_unit(after, units, may_be_short=may_be_short)


def _refuse_count(before: str, count: Fraction, unit: str) -> None:
    """So many of a unit can be counted: one to nine of 十, and of 百 and 千 in Chinese figures."""
    below_ten = unit == "十" or (unit in "百千" and not before.isascii())
    if not count or (below_ten and not (count < 10 and count.denominator == 1)):  # noqa: PLR2004
        raise Unclear(_("“{before}” cannot stand before {unit}", before=before, unit=unit))


def _after_a_unit(text: str, units: tuple[tuple[str, int], ...], *, may_be_short: bool) -> Fraction:
    """万5千, 万5 (the next smaller unit) and 万3456 (as many digits as the unit has zeros); nothing in between."""
    unit, worth = units[0]
    if not re.fullmatch(rf"[0-9.,]+|[{_DIGITS}]", text):
        value = _value(text, units[1:], may_be_short=may_be_short)
    elif 10 ** len(text.partition(".")[0].replace(",", "")) == worth:
        value = _number(text.lstrip("0") or "0")
    elif may_be_short and len(text) == 1 and text not in ".,0零":
        value = _number(text) * worth / 10
    else:
        raise Unclear(_("what “{rest}” means after {unit} is not clear", rest=text, unit=unit))
    if value >= worth:
        raise Unclear(_("“{rest}” is too large to follow {unit}", rest=text, unit=unit))
    return value


def _after_a_zero(text: str, count: Fraction, units: tuple[tuple[str, int], ...], *, may_be_short: bool) -> Fraction:
    """零 says that a place is empty, here or just before the unit: 一千零五, 十万零七千."""
    unit, worth = units[0]
    value = _value(text, units[1:], may_be_short=may_be_short)
    if not value or value >= worth or (value * 10 >= worth and count % 10 != 0):
        raise Unclear(_("“零” stands after {unit} where no place is empty", unit=unit))
    return value


def _number(text: str) -> Fraction:
    """One Chinese digit, or one number in digits with correct thousands separators."""
    if text in tuple(_DIGITS):
        return Fraction(_DIGITS.index(text))
    if re.fullmatch(_ONE_NUMBER, text):
        return Fraction(text.replace(",", ""))
    raise Unclear(_(_why_no_number(text)))


def _why_no_number(text: str) -> str:
    if not text:
        return mark("the number is missing")
    if not re.fullmatch(r"[0-9.,]+", text):
        return mark("its figures and units do not make one number")
    if "," in text:
        return mark("a thousands separator does not stand before each group of three digits")
    if text.startswith("0") and text[1:2].isdigit():
        return mark("it begins with a needless zero")
    return mark("its decimal point does not stand between digits")


def _refuse_strange_signs(text: str) -> None:
    for sign in text:
        if sign not in _KNOWN:
            raise Unclear(_("{sign} does not belong in an amount", sign=named(sign)))
