"""How the guide speaks: the question with what Enter takes in brackets, what can be typed at it, screens and talk.

With --json the screens are not shown.
"""

from __future__ import annotations

from shutil import get_terminal_size
from typing import TYPE_CHECKING, Any

from huikuan.cli import output
from huikuan.cli.asking import end_a_script
from huikuan.cli.context import context
from huikuan.cli.guide_talk import Question
from huikuan.show.guide import plain
from huikuan.show.wrap import wrapped
from huikuan.text import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from huikuan.cli.guide_talk import Talk
    from huikuan.errors import Refusal


def question(talk: Talk) -> str:
    """The next question on one line."""
    asks = {
        Question.TARGET: _target,
        Question.EXPECTED: _expected,
        Question.PROMISE: _promise,
        Question.SAME_MONEY: _same_money,
        Question.MEASURE: _measure,
    }
    return asks[talk.asks or Question.TARGET](talk)


def what_to_type(talk: Talk) -> str:
    """What can be typed at the next question."""
    said = {
        Question.TARGET: _("What we want this month, such as 200k; 0: no target. Enter: as in brackets."),
        Question.EXPECTED: _("What you think they will really pay; the opening ask rests on it. Enter leaves it."),
        Question.PROMISE: _(
            "What they said they will pay, and when: 100k fri, or 100k 12-20 Wang cheque.\n"
            "In parts: 50k@fri,50k@eom. Enter goes on."
        ),
        Question.SAME_MONEY: _(
            "Enter: it takes the place of what was missed, one level up; parts still to come stay.\n"
            "n: it is other money, and the missed promise is still to be renewed."
        ),
        Question.MEASURE: _(
            "What you will do, what it should bring in, by when: Visit Wang 30k 12-15.\n"
            "Enter goes on; the rest stays uncovered."
        ),
    }
    ways = _("<: one step back   s: skip them for now   q: leave; what was recorded stays")
    return f"{said[talk.asks or Question.TARGET]}\n{ways}"


def show(draw: Callable[[int], Any]) -> None:
    """What is drawn, for a person."""
    if not context().json:
        output.show(draw)


def speak(text: str) -> None:
    """Talk, in lines that fit the screen."""
    for said in text.split("\n"):
        for each in wrapped(said, _width()):
            output.note(each.plain)


def refuse(refusal: Refusal, *, lines_ahead: int = 0) -> None:
    """Why an answer is not taken, in lines that fit the screen. Raises OutOfStep where a script answers."""
    scold(str(refusal))
    end_a_script(refusal, lines_ahead)


def scold(sentence: str) -> None:
    """What went wrong, in lines that fit the screen."""
    for each in wrapped(sentence, _width()):
        output.refuse(each.plain)


def _width() -> int:
    return get_terminal_size((output.PIPE_WIDTH, 1)).columns


def _target(talk: Talk) -> str:
    suggested = plain(talk.target) if talk.target else ""
    default = talk.offered or suggested
    return _("Target [{default}]: ", default=default) if default else _("Target: ")


def _expected(talk: Talk) -> str:
    known = plain(talk.expected) if talk.expected else _("not said")
    return _("Expected [{default}]: ", default=talk.offered or known)


def _promise(talk: Talk) -> str:
    gap = plain(talk.card.row.sums.gap)
    if talk.answers.promises:
        return _("Gap {gap}; another promise [{default}]: ", gap=gap, default=talk.offered or _("no more"))
    return _("Gap {gap}; promise (amount day) [{default}]: ", gap=gap, default=talk.offered or _("none yet"))


def _same_money(talk: Talk) -> str:
    id_and_amount = {"id": talk.missed.promise.id, "amount": plain(talk.behind)} if talk.missed else {}
    return _(
        "Promise {id}: {amount} was missed; is this the same money (n: no) [{default}]: ",
        **id_and_amount,
        default=talk.offered or _("yes"),
    )


def _measure(talk: Talk) -> str:
    rest = plain(talk.card.row.sums.uncovered)
    if talk.answers.measures:
        return _("Uncovered {rest}; another measure [{default}]: ", rest=rest, default=talk.offered or _("no more"))
    return _(
        "Uncovered {rest}; measure (what yield day) [{default}]: ", rest=rest, default=talk.offered or _("no measure")
    )
