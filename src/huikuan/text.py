"""What is said: every sentence passes through one catalogue, chosen once when a command starts.

English stands in the code; Chinese in locale/zh_CN. A sentence without a translation is spoken in English.
"""

from __future__ import annotations

import gettext as _gettext
import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Language = Literal["zh", "en"]

DOMAIN = "huikuan"
CATALOGUES = Path(__file__).parent / "locale"
_SPACES = " \u3000"
_ONE_BYTE = 0x100
_BEGINNING = 60
_SHELL_MEANING = re.compile(r"[\s\"'`$\\;&|<>()*?\[\]{}!#~]")
_FULL_STOPS = ("。", "！", "？")


class _Voice:
    """The language in use and its catalogue."""

    language: Language = "en"
    catalogue: _gettext.NullTranslations = _gettext.NullTranslations()


def use_language(language: Language) -> None:
    """From here on every sentence is in this language."""
    _Voice.language = language
    names = ["zh_CN"] if language == "zh" else []
    _Voice.catalogue = _gettext.translation(DOMAIN, CATALOGUES, languages=names, fallback=True)


def language() -> Language:
    """The language in use."""
    return _Voice.language


def _(sentence: str, /, **values: object) -> str:
    """The sentence in the language in use, its {placeholders} filled."""
    said = _Voice.catalogue.gettext(sentence)
    return said.format(**_spoken(values)) if values else said


def plural(one: str, many: str, count: int, /, **values: object) -> str:
    """The sentence for this count, with {count} and the other {placeholders} filled."""
    return _Voice.catalogue.ngettext(one, many, count).format(count=count, **_spoken(values))


def joined(first: str, second: str) -> str:
    """Two sentences after each other; a Chinese full stop needs no space."""
    return first + second if first.endswith(_FULL_STOPS) else f"{first} {second}"


def say_day(day: date) -> str:
    """The day with its weekday: 2026-11-27 Fri."""
    names = (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))
    return f"{day.isoformat()} {names[day.weekday()]}"


def speak_month(day: date) -> str:
    """The month of the day as it is said on the phone: December."""
    months = (
        _("January"), _("February"), _("March"), _("April"), _("May"), _("June"),
        _("July"), _("August"), _("September"), _("October"), _("November"), _("December"),
    )  # fmt: skip
    return months[day.month - 1]


def speak_day(day: date) -> str:
    """The day as it is said on the phone: Friday, 4 December."""
    names = (_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday"))
    return _("{weekday}, {day} {month}", weekday=names[day.weekday()], day=day.day, month=speak_month(day))


def listed(names: Iterable[str]) -> str:
    """The names one after the other."""
    return _(", ").join(names)


def quoted(word: str) -> str:
    """The word as it must be typed in a shell to mean itself."""
    if word and not _SHELL_MEANING.search(word):
        return word
    return "'" + word.replace("'", "'\\''") + "'"


def shown(text: str) -> str:
    """Stored or typed text as it may be shown: nothing in it moves the cursor, turns the line or hides."""
    return text if text.isprintable() else "".join(c if c in _SPACES or c.isprintable() else _code(c) for c in text)


def shortened(text: str, longest: int) -> str:
    """The text as it stands up to `longest` characters; of a longer one the beginning and how many it has."""
    if len(text) <= longest:
        return text
    return _("{start}… ({count} characters)", start=text[:_BEGINNING], count=f"{len(text):,}")


def _code(char: str) -> str:
    return f"\\x{ord(char):02x}" if ord(char) < _ONE_BYTE else f"\\u{ord(char):04x}"


def _spoken(values: Mapping[str, object]) -> dict[str, object]:
    return {name: say_day(value) if isinstance(value, date) else value for name, value in values.items()}


def mark(sentence: str) -> str:
    """The sentence unchanged: marks it for the catalogue where it is spoken later."""
    return sentence
