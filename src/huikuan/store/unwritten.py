"""A book that is not there yet, open for writing: it can be asked, and holds nothing that could be changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from huikuan.errors import NothingToUndo

if TYPE_CHECKING:
    from datetime import date

    from huikuan.store.read import Reader


@dataclass(frozen=True, slots=True)
class Unwritten:
    """What a refusal needs of a writer."""

    read: Reader
    today: date

    def undo(self, _entry: int | None) -> None:
        """There is nothing to take back."""
        raise NothingToUndo
