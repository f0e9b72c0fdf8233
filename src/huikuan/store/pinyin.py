"""The sound of names, kept beside a customer so that they are found by pinyin: every reading of every character.

Tones are left out; what has u with two dots is kept with v and with u. A letter or digit among Chinese characters is
a syllable of its own; a name without any is kept by its words. A character nobody knows how to read is skipped.
A character has few readings, and they stand beside each other, never multiplied out: a long name stays one short line.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from huikuan.domain import sound

if TYPE_CHECKING:
    from collections.abc import Iterator

_CHINESE = re.compile("[\u3007\u3400-\u9fff\U00020000-\U0003ffff]")
_WORD = re.compile("[a-z0-9]+")


def keys(*names: str) -> str:
    """The names as syllables with their readings, on one line; empty where none of them has a sound."""
    return sound.written(tuple(_syllables(name)) for name in names)


def _syllables(name: str) -> Iterator[tuple[str, ...]]:
    plain = unicodedata.normalize("NFKD", name).casefold()
    if not _CHINESE.search(plain):
        plain = "".join(char for char in plain if not unicodedata.combining(char))
        return ((word,) for word in _WORD.findall(plain))
    return filter(None, map(_readings, plain))


@cache
def _readings(char: str) -> tuple[str, ...]:
    if not _CHINESE.match(char):
        return tuple(_WORD.findall(char))
    from pypinyin import Style, pinyin

    [found] = pinyin([char], style=Style.NORMAL, heteronym=True, errors="ignore") or [[]]
    both = (form for reading in found for form in (reading, reading.replace("v", "u")))
    return tuple(form for form in dict.fromkeys(both) if _WORD.fullmatch(form))
