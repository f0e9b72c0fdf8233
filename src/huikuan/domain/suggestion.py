"""The target to suggest where none is set: what was overdue when the month began and what falls due in it.

Of whom no open invoice is known: the median of what came in during each of the last three months. A customer who paid
nothing in most of those months has no history to go by either, and gets no suggestion.
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


def suggest(earlier: tuple[Money, ...], due: Money | None = None) -> tuple[Money | None, Basis]:
    """The suggested target and its basis: what is due by the ledger, else from the receipts of the three months
    before (one sum a month).
    """
    if due is not None:
        return due or None, Basis.LEDGER
    middle = sorted(earlier)[len(earlier) // 2] if earlier else None
    return (middle, Basis.HISTORY) if middle else (None, Basis.NONE)
