"""By what else a name is found: its pinyin and initials."""

from __future__ import annotations


def keys(*names: str) -> str:
    """The text kept beside a customer, by which they are found."""
    return " ".join(names).lower()
