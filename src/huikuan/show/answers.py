"""What to answer when a reason is given for not paying: two or three answers each, to be said one after the other.

An answer stands alone and ends in a request: a part payment, a date, a name. It argues with nobody and speaks of no
one else. Where the fault may be ours, the part in question is set apart and becomes our work with a day of its own;
the rest is asked for.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from huikuan.domain.kinds import ExcuseKind
from huikuan.text import _, mark

if TYPE_CHECKING:
    from collections.abc import Mapping

SPOKEN: Final[Mapping[ExcuseKind, tuple[str, ...]]] = MappingProxyType(
    {
        ExcuseKind.QUALITY: (
            mark(
                "Let us set the faulty batch apart; by tomorrow evening I will tell you who settles it and when. "
                "The rest is undisputed: on which day this week will it go out?"
            ),
            mark(
                "I will log the faulty pieces today, follow up the exchange and report back within three days. "
                "For what passed inspection, how much can go out today?"
            ),
            mark(
                "The quality issue is mine to settle: tomorrow I will bring our technician and we fix a date on "
                "the spot. Who pays the undisputed part, and on which day?"
            ),
        ),
        ExcuseKind.SUPPORT: (
            mark(
                "Let us list the open support today; I will take it up and tell you within three days when it "
                "is settled. The undisputed part: on which day will it be paid?"
            ),
            mark(
                "Hold back just the promotion money still open; tomorrow I will tell you when it is cleared. "
                "The rest: on which day will it be paid, and who handles it?"
            ),
            mark(
                "Send me the open service calls: I will pass them on today and name technician and hour tomorrow. "
                "How much of the undisputed part can go out today?"
            ),
        ),
        ExcuseKind.CASH: (
            mark(
                "If the full sum is too much at once, let us make it two payments: one today, the rest on a fixed day. "
                "How much today, and which day for the rest?"
            ),
            mark(
                "On which day does your next money come in? "
                "A part of it comes to us that same day: how much shall I note down?"
            ),
            mark(
                "If a transfer is difficult now, in which other form could it be paid: for how much, and on which day?"
            ),
        ),
        ExcuseKind.OTHERS_FIRST: (
            mark(
                "That payment is made; let us talk about ours alone. "
                "How much can still go out today, and on which day will the rest follow?"
            ),
            mark(
                "Please put ours on the next payment run today: "
                "for how much, on which day will it go out, and who handles it?"
            ),
            mark(
                "Ours can be paid in two parts: half this week, half on a fixed day. "
                "On which day will the first half go out, and on which the second?"
            ),
        ),
        ExcuseKind.THEIR_CUSTOMERS: (
            mark(
                "On which day will they pay you? "
                "Once it is in, a part comes to us the same day: how much, and who will send it?"
            ),
            mark(
                "I will go there with you and get a firm day from them. "
                "In the meantime a part can come from your side today: how much?"
            ),
            mark(
                "Let us leave aside what has not come in. From what you have already collected for our goods, "
                "how much can go out today, and on which day the next part?"
            ),
        ),
        ExcuseKind.AWAY: (
            mark(
                "They are out, but a call will reach them. I will ring back in half an hour; "
                "please ask them two things: how much will be paid, and on which day?"
            ),
            mark(
                "Who handles payments in the meantime? I will settle the amount and the day with them today: "
                "please give me the name and the number."
            ),
            mark(
                "I will come on their first day back and check the papers with you the day before. "
                "Which date is it, at what time, and how much will be paid then?"
            ),
        ),
        ExcuseKind.PAPERS: (
            mark(
                "I will trace the missing invoice today and tell you its number or the day of a new one tomorrow. "
                "The part already invoiced: how much can be paid, and when?"
            ),
            mark(
                "Please list what the approval still lacks and I will bring it tomorrow. "
                "The part already approved: on which day will it be paid, and who handles it?"
            ),
            mark(
                "Take out the lines with incomplete papers; I will bring those within three days. "
                "The rest is complete: who submits it today, and when will it be paid?"
            ),
        ),
        ExcuseKind.SEASON: (
            mark(
                "Please put ours on the last payment run before the close, and enter it today: "
                "for how much, and on which day will it go out?"
            ),
            mark(
                "If this run is closed, let us fix the next one; I will check with you the day before. "
                "Which date is it, how much, and who handles it?"
            ),
            mark(
                "A part before the break, the rest on the first day back. "
                "How much is the first part, and at what time today will it go out?"
            ),
        ),
        ExcuseKind.INVESTED: (
            mark(
                "Congratulations on the investment. Let us write down instalments for ours too, "
                "the first one this week: how much, and on which day?"
            ),
            mark(
                "A building is paid for over years, goods from what they sell for. "
                "For the goods already sold, how much can go out today?"
            ),
            mark(
                "On which day is the next instalment due there? "
                "A part of ours can be paid before that: how much, and on which day?"
            ),
        ),
        ExcuseKind.TERMS: (
            mark(
                "Old orders run at the old price and terms; new orders we can discuss separately. "
                "What is due on the old ones: on which day will it be paid, and by whom?"
            ),
            mark(
                "Let us work out the price difference today and set it apart. "
                "It does not touch the rest of the bill: how much will be paid, and on which day?"
            ),
            mark(
                "If the terms are to change, I will come and talk tomorrow. "
                "Until then the signed contract holds: on which day will the amount now due be paid?"
            ),
        ),
        ExcuseKind.OUR_MISTAKE: (
            mark(
                "That is our mistake: we will mark the wrong lines today and send you the correction tomorrow. "
                "The part that is right: how much will be paid, and when?"
            ),
            mark(
                "I will see to what we sent or billed wrongly and tell you within three days when it is put right. "
                "The rest is correct: on which day this week will it be paid?"
            ),
            mark(
                "Let us go through it line by line now; I will have what is wrong corrected by tomorrow. "
                "The part that is right: who will pay it, and on which day?"
            ),
        ),
        ExcuseKind.OTHER: (
            mark(
                "I have noted that; I will take it up and come back to you tomorrow. "
                "For the part it does not touch: how much can be paid, and on which day?"
            ),
            mark(
                "How many days will that take? A part today, the rest on the day it is done: "
                "how much today, and which date is that?"
            ),
            mark(
                "Apart from that, is anything else in the way of payment? "
                "If not, it will be paid once this is done: on which day, and how much?"
            ),
        ),
    }
)


def answers(kind: ExcuseKind) -> tuple[str, ...]:
    """What may be answered, the first thing to say first."""
    return tuple(_(answer) for answer in SPOKEN[kind])
