"""How alike what was typed and a name are: letter by letter or syllable by syllable, 0 to 1.

Two of which one is more than three times as long as the other are not alike, and are not compared.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


_TIMES_AS_LONG = 3


def likeness(one: Sequence[str], other: Sequence[str]) -> float:
    """The share of letters or syllables that both have in the same order; under a half it may be given as 0."""
    if max(len(one), len(other)) > _TIMES_AS_LONG * min(len(one), len(other)):
        return 0.0
    return SequenceMatcher(None, one, other).ratio()


def likeness_of_part(typed: Sequence[str], name: Sequence[str]) -> float:
    """How alike what was typed is to the name, or to the part of the name that is most like it."""
    long = len(typed)
    parts = [name, *(name[start : start + long] for start in range(len(name) - long + 1))]
    return max(likeness(typed, part) for part in parts)
