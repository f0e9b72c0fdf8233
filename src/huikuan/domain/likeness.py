"""How alike what was typed and a name are: letter by letter or syllable by syllable, 0 to 1."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def likeness(one: Sequence[str], other: Sequence[str]) -> float:
    return SequenceMatcher(None, one, other).ratio()


def likeness_of_part(typed: Sequence[str], name: Sequence[str]) -> float:
    """How alike what was typed is to the name, or to the part of the name that is most like it."""
    long = len(typed)
    parts = [name, *(name[start : start + long] for start in range(len(name) - long + 1))]
    return max(likeness(typed, part) for part in parts)
