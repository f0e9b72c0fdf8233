"""Reasons for not paying: what each is called, and the one thing to ask for that can be checked.

A reason is not argued with. It is asked for what would show it to be true: a batch, a day, a name, an amount, a paper.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from huikuan.domain.kinds import ExcuseKind
from huikuan.text import _, mark

if TYPE_CHECKING:
    from collections.abc import Mapping

_NAMES: Final[Mapping[ExcuseKind, str]] = MappingProxyType(
    {
        ExcuseKind.QUALITY: mark("quality complaint"),
        ExcuseKind.SUPPORT: mark("support not delivered"),
        ExcuseKind.CASH: mark("cash is tight"),
        ExcuseKind.OTHERS_FIRST: mark("just paid another supplier"),
        ExcuseKind.THEIR_CUSTOMERS: mark("their customers have not paid"),
        ExcuseKind.AWAY: mark("owner or accountant away"),
        ExcuseKind.PAPERS: mark("approval or invoice missing"),
        ExcuseKind.SEASON: mark("month-end or holiday"),
        ExcuseKind.INVESTED: mark("bought or built property"),
        ExcuseKind.TERMS: mark("price or terms changed"),
        ExcuseKind.OUR_MISTAKE: mark("our mistake"),
        ExcuseKind.OTHER: mark("other"),
    }
)

SPOKEN: Final[Mapping[ExcuseKind, str]] = MappingProxyType(
    {
        ExcuseKind.QUALITY: mark(
            "Which batch is it, how many pieces, since which day? Please send me a photo of the label and the fault."
        ),
        ExcuseKind.SUPPORT: mark(
            "Which support was agreed, for how much, on which day, and who on our side agreed it?"
        ),
        ExcuseKind.CASH: mark("When does your next money come in, from whom, and how much of it is ours?"),
        ExcuseKind.OTHERS_FIRST: mark(
            "On which day is your next payment run, who draws it up, and how much of it is ours?"
        ),
        ExcuseKind.THEIR_CUSTOMERS: mark(
            "Which customer of yours is late, by how much, and which day have they promised you?"
        ),
        ExcuseKind.AWAY: mark("Who signs payments in the meantime, and on which day are they back?"),
        ExcuseKind.PAPERS: mark("Which paper is missing, who has it now, and since which day?"),
        ExcuseKind.SEASON: mark(
            "On which day is your last payment run before the close, and when is the first one after it?"
        ),
        ExcuseKind.INVESTED: mark(
            "On which day is the next instalment there due, and how much is set aside for goods that month?"
        ),
        ExcuseKind.TERMS: mark(
            "Which price or term changed, from which day, and on which page is it signed? Please send me that page."
        ),
        ExcuseKind.OUR_MISTAKE: mark(
            "Which delivery note or invoice is wrong, in which line, and by how much? Please send me a photo of it."
        ),
        ExcuseKind.OTHER: mark("What exactly has to be done before it is paid, who does it, and by which day?"),
    }
)


def name(kind: ExcuseKind) -> str:
    """The name of the reason; names.py cannot say it, for its cash is banknotes and its support a measure."""
    return _(_NAMES[kind])


def fact_to_ask(kind: ExcuseKind) -> str:
    """The question whose answer can be checked."""
    return _(SPOKEN[kind])
