"""What holds for every command: the words typed, which book, which day, an answer for a person or for a program.

These are typed before or after the command's name and gathered here while the line is read; each run starts afresh.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


@dataclass
class Asked:
    """The options common to all commands, as typed on this line."""

    db: Path | None = None
    json: bool = False
    as_of: str | None = None
    typed: tuple[str, ...] = ()

    def reset(self, typed: Sequence[str] = ()) -> None:
        """Forget the line before; this one begins."""
        self.db, self.json, self.as_of, self.typed = None, False, None, tuple(typed)


asked = Asked()
