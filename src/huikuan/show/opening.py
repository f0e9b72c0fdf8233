"""The sentence to open a meeting with: the number first, then the day asked for."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from huikuan.domain.opening import Claim
from huikuan.text import _, mark, speak_day

if TYPE_CHECKING:
    from huikuan.domain.opening import Opening

SPOKEN = MappingProxyType(
    {
        Claim.BROKEN: mark(
            "{amount}, agreed for {due}, is still open. It should be in our account by {by}: who sends it?"
        ),
        Claim.DUE: mark("{amount} was to be paid by {due}. At what time today will it go out, and who sends it?"),
        Claim.ASK: mark("{amount} this month, in our account by {by}: on which day will it go out, who handles it?"),
        Claim.GAP: mark("{amount} of this month has no date yet. By {by}, please: which day, and who handles it?"),
        Claim.COMING: mark("{amount} is due on {due}. How will it be paid, and who handles it that day?"),
        Claim.FULL: mark("This month is complete. How much shall we put down for next month, and for which day?"),
    }
)


def opening_words(opening: Opening) -> str:
    """What to say first."""
    return _(
        SPOKEN[opening.claim],
        amount=str(opening.amount).removesuffix(".00"),
        due=speak_day(opening.due) if opening.due else "",
        by=speak_day(opening.by) if opening.by else "",
    )
