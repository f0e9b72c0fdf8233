"""Answers of a person, read like the words of a command line: a refusal is one sentence, and the question comes again.
To a script it does not: its answers end there.

Enter alone is an answer too: what it stands for is said in the question.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from huikuan.cli import asking, output, session
from huikuan.cli.asking import ask, one_key
from huikuan.errors import KeyUnknown, Refusal
from huikuan.parse import heard, steps
from huikuan.text import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from huikuan.domain.sitting import Step
    from huikuan.parse.heard import Heard
    from huikuan.show.line import Line

T = TypeVar("T")


class NotSaid(Exception):  # noqa: N818 - says that nobody wants to answer this
    """Enter alone, where that means: leave it."""


def answered(question: str, read: Callable[[str], T], *, ask_by: Callable[[str], str] = ask) -> T:
    """What `read` makes of the answer; where it refuses, its sentence, and the question again."""
    while True:
        try:
            return read(ask_by(question))
        except Refusal as refusal:
            asking.refused(refusal)


def needed(read: Callable[[str], T]) -> Callable[[str], T]:
    """Reads what was typed; Enter alone raises NotSaid."""

    def reading(typed: str) -> T:
        if not typed:
            raise NotSaid
        return read(typed)

    return reading


def maybe(question: str, read: Callable[[str], T]) -> T | None:
    """The answer; None for Enter alone."""
    return answered(question, lambda typed: read(typed) if typed else None)


def step(question: str, offered: Collection[Step]) -> Step:
    """The key pressed, without Enter; from a script a key or a word on a line of its own."""

    def read(typed: str) -> Step:
        found = steps.step(typed)
        if found not in offered:
            raise KeyUnknown(typed=shown(typed))
        return found

    return answered(question, read, ask_by=one_key)


def yes(question: str) -> bool:
    return answered(question, steps.yes_or_no, ask_by=one_key)


def maybe_yes(question: str) -> bool | None:
    """Yes or no; None for Enter alone."""
    return answered(question, lambda typed: steps.yes_or_no(typed) if typed else None, ask_by=one_key)


def said_ahead(typed: str) -> Heard:
    """An amount, a day to come, a form."""
    return heard.heard(typed, today=session.today(), look="forward")


def said_behind(typed: str) -> Heard:
    """An amount, a day gone by, a form."""
    return heard.heard(typed, today=session.today(), look="back")


def beside(draw: Callable[[int], Iterable[Line | str]]) -> None:
    """What is to be read before a question: on the screen where one is watched, else with the other talk."""
    if asking.is_watched():
        output.show(draw)
        return
    for each in draw(output.PIPE_WIDTH):
        output.note(each if isinstance(each, str) else each.plain)
