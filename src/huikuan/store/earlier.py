"""Rows of an earlier version in a book of today: columns they lacked are filled as when it was brought up to date.

Version 3 knew no `matched_on`: its matches count from the value date of the receipt.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from huikuan.domain.journal import Image
    from huikuan.store.values import Run


def with_later_columns(table: str, image: Image, run: Run) -> Image:
    """The row as the journal has it, with every column its table has today."""
    if table != "allocation" or "matched_on" in image:
        return image
    [(on,)] = run("SELECT on_day FROM receipt WHERE id = :id", {"id": image["receipt_id"]})
    return {**image, "matched_on": str(on)}
