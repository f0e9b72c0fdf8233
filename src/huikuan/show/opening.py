"""The sentence to open a meeting with: the number first, then the day asked for."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from huikuan.domain.opening import Claim
from huikuan.text import _, mark, speak_day, speak_month

if TYPE_CHECKING:
    from huikuan.domain.opening import Opening

_ONE = MappingProxyType(
    {
        Claim.BROKEN: mark(
            "{amount}, agreed for {due}, is still open. It should be in our account by {by}: who sends it?"
        ),
        Claim.DUE: mark("{amount} was to be paid by {due}. At what time today will it go out, and who sends it?"),
        Claim.ASK: mark("{amount} for {month}, in our account by {by}: on which day will it go out, who handles it?"),
        Claim.GAP: mark("{amount} of {month} has no date yet. By {by}, please: which day, and who handles it?"),
        Claim.COMING: mark("{amount} is due on {due}. How will it be paid, and who handles it that day?"),
        Claim.FULL: mark("What {month} was to bring is complete. How much comes next, and on which day?"),
        Claim.UNKNOWN: mark("How much is open between us at present, and on which day will it be paid?"),
    }
)
_SEVERAL = MappingProxyType(
    {
        Claim.BROKEN: mark(
            "{amount}, agreed for several days since {due}, is still open. By {by} it should be in our account:"
            " who sends it?"
        ),
        Claim.DUE: mark("{amount} has fallen due since {due}. At what time today will it go out, and who sends it?"),
    }
)
SPOKEN = (*_ONE.values(), *_SEVERAL.values())


def opening_words(opening: Opening) -> str:
    """What to say first."""
    sentences = {**_ONE, **_SEVERAL} if opening.is_several else _ONE
    return _(
        sentences[opening.claim],
        amount=str(opening.amount).removesuffix(".00"),
        due=speak_day(opening.due) if opening.due else "",
        by=speak_day(opening.by) if opening.by else "",
        month=_("this month") if opening.month is None else speak_month(opening.month.first),
    )
