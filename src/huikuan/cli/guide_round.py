"""One round of the guide: who is to be gone through, who was before, and what this sitting has recorded.

Once all were gone through it does not begin by itself again: whatever was answered would be in the book twice.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from huikuan.cli import session
from huikuan.cli.guide_words import speak
from huikuan.domain import guide
from huikuan.text import _, plural, quoted, shown

if TYPE_CHECKING:
    from datetime import date

    from huikuan.cli.guide_talk import Typed
    from huikuan.domain.day import Day
    from huikuan.domain.gap import Row
    from huikuan.domain.guide import GoneThrough
    from huikuan.domain.period import Month
    from huikuan.domain.recorded import Recorded


@dataclass
class Round:
    """Who is to be gone through, how many were before and when, and what this sitting has recorded: its entry and the
    facts.
    """

    month: Month
    day: Day
    rows: list[Row]
    before: int
    gone_through: dict[int, date]
    recorded: dict[int, tuple[int, Recorded[GoneThrough]]] = field(default_factory=dict)
    typed: dict[int, Typed] = field(default_factory=dict)
    cautioned: set[str] = field(default_factory=set)

    def place(self, at: int) -> str:
        """How far the guide has come, in words."""
        if self.before:
            return _("{n} of {count}, {before} done before", n=at + 1, count=len(self.rows), before=self.before)
        return _("{n} of {count}", n=at + 1, count=len(self.rows))

    def command(self, owner: str | None) -> str:
        """The line that goes on with it."""
        words = ["huikuan plan", *([] if self.day.as_of in self.month else [str(self.month)]), "--guide"]
        return " ".join([*words, *(["--owner", shown(quoted(owner))] if owner else [])])


def begun(month: Month, owner: str | None, day: Day, *, again: bool) -> Round:
    """Those not gone through before, the largest first; all of them where that is asked for."""
    with session.reading() as read:
        rows = guide.in_order(read.accounts(month, day.as_of, owner), month, day.as_of, day.policy)
        known = read.guided(month, day.as_of)
    if again:
        return Round(month, day, rows, 0, known)
    left = [row for row in rows if row.customer.id not in known]
    this = Round(month, day, left, len(rows) - len(left), known)
    if rows and not left:
        said = plural(
            "The {count} customer of {month} was gone through before.",
            "All {count} customers of {month} were gone through before.",
            len(rows),
            month=month,
        )
        speak(said + "\n" + _("To go through them again: {command}", command=f"{this.command(owner)} --again"))
    return this
