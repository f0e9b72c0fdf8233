"""The target to suggest where none is set: the median of what came in during each of the last three months.

A customer who paid nothing in most of those months has no history to go by, and gets no suggestion.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from huikuan.domain.money import Money


class Basis(StrEnum):
    """What a suggested target rests on."""

    LEDGER = "ledger"
    HISTORY = "history"
    NONE = "none"


def suggest(earlier: tuple[Money, ...]) -> tuple[Money | None, Basis]:
    """The suggested target and its basis, from the receipts of the three months before (one sum a month)."""
    middle = sorted(earlier)[len(earlier) // 2] if earlier else None
    return (middle, Basis.HISTORY) if middle else (None, Basis.NONE)
