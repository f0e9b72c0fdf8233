"""Questions put to a person one after the other: on a terminal with its line editor, from a script a line each.

A question is talk, its answer is theirs. Where the answers end (Ctrl-D, Ctrl-C, the end of stdin) the rest is left.
An answer that is refused is asked for again where a person sits; a script's lines end there, for those after it were
meant for other questions. An answer is read up to a bearable length: a line without an end fills no memory.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from huikuan.cli import output, streams
from huikuan.cli.context import context
from huikuan.errors import AnswerTooLong
from huikuan.text import _, shown

if TYPE_CHECKING:
    from huikuan.errors import Refusal

LONGEST_ANSWER = 10_000
"""Characters of a line; what is stored of it is shorter still."""


class Left(Exception):  # noqa: N818 - says that nobody answers any more
    """The person left; what was stored before stays."""


class OutOfStep(Exception):  # noqa: N818 - says that what a script answers from here on fits no question
    """A script's answer was refused; what was stored before stays."""

    def __init__(self, refusal: Refusal, line: int) -> None:
        super().__init__()
        self.exit_code = refusal.exit_code
        self.line = line

    def at(self, name: str) -> str:
        """Where it was: which line, and which customer was spoken of."""
        return _(
            "Line {line} of the answers, for {customer}, cannot be taken: nothing after it is read.",
            line=self.line,
            customer=shown(name),
        )


def begin() -> None:
    """A sitting begins: no line was read yet."""
    context().lines_read = 0


def is_watched() -> bool:
    """Whether a person sits at the keyboard and reads the screen; a document leaves the screen alone."""
    return not context().json and streams.is_terminal(sys.stdin) and streams.is_terminal(sys.stdout)


def ask(question: str) -> str:
    """What was typed, without blanks around it; nothing for Enter alone. Raises Left where nobody answers."""
    while True:
        try:
            return (_edited(question) if is_watched() else _read(question)).strip()
        except AnswerTooLong as refusal:
            refused(refusal)
        except (EOFError, KeyboardInterrupt):
            if is_watched():
                output.note("")
            raise Left from None


def one_key(question: str) -> str:
    """The key pressed, small; from a script its line. Raises Left where nobody answers."""
    if not is_watched():
        return ask(question)
    try:
        return _pressed(question).strip().lower()
    except (EOFError, KeyboardInterrupt):
        output.note("")
        raise Left from None


def refused(refusal: Refusal) -> None:
    """Why an answer is not taken, for a person, who is asked again. Raises OutOfStep where a script answers."""
    output.refuse(str(refusal))
    end_a_script(refusal)


def end_a_script(refusal: Refusal, lines_ahead: int = 0) -> None:
    """Raises OutOfStep where nobody watches, at the line read last or one ahead of it."""
    if not is_watched():
        raise OutOfStep(refusal, context().lines_read + lines_ahead)


def _pressed(question: str) -> str:
    from typer import getchar

    streams.write(sys.stdout, shown(question))
    key = getchar()
    streams.write(sys.stdout, f"{key if key.isprintable() else ''}\n")
    return key


def _edited(question: str) -> str:
    """With the line editor, which knows how wide a Chinese character is."""
    with suppress(ImportError):
        import readline  # noqa: F401 - input() edits with it from here on
    typed = input(shown(question))
    if len(typed) > LONGEST_ANSWER:
        raise AnswerTooLong(longest=f"{LONGEST_ANSWER:,}")
    return typed


def _read(question: str) -> str:
    if sys.stdin is None:
        raise EOFError
    output.note(question.rstrip())
    line = sys.stdin.readline(LONGEST_ANSWER + 1)
    if not line:
        raise EOFError
    context().lines_read += 1
    if len(line) > LONGEST_ANSWER and not line.endswith("\n"):
        if is_watched():
            _pass_over_line()
        raise AnswerTooLong(longest=f"{LONGEST_ANSWER:,}")
    return line


def _pass_over_line() -> None:
    """The rest of the line is no answer to the question asked again; a script's answers end here anyway."""
    while (rest := sys.stdin.readline(LONGEST_ANSWER)) and not rest.endswith("\n"):
        pass
