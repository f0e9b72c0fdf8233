"""Before a long list is taken in, the book as it is is kept aside, and where is said beside the result."""

from __future__ import annotations

from dataclasses import dataclass

from huikuan.cli import output, session
from huikuan.text import _

MANY = 1000
"""Up to so many lines are taken in without a copy; undo takes them back."""


@dataclass
class Aside:
    """The copy kept before so many lines are taken in; of a shared book none is made."""

    lines: int
    is_kept: bool = False

    def keep(self) -> None:
        """The book as it is is kept aside where the lines are many, once, however often this is asked for."""
        path = session.place().path
        if self.is_kept or self.lines <= MANY or path is None:
            return
        from huikuan.store import copies

        copy = copies.keep_aside(path, "before-import")
        self.is_kept = True
        output.note(_("The book as it was before is kept in {file}", file=copy.path))
