"""Questions put to a person one after the other: on a terminal with its line editor, from a script a line each.

A question is talk, its answer is theirs. Where the answers end (Ctrl-D, Ctrl-C, the end of stdin) the rest is left.
"""

from __future__ import annotations

import sys
from contextlib import suppress

from huikuan.cli import output, streams
from huikuan.cli.asked import asked
from huikuan.text import shown


class Left(Exception):  # noqa: N818 - says that nobody answers any more
    """The person left; what was stored before stays."""


def is_watched() -> bool:
    """Whether a person sits at the keyboard."""
    return streams.is_terminal(sys.stdin) and streams.is_terminal(sys.stdout)


def ask(question: str) -> str:
    """What was typed, without blanks around it; nothing for Enter alone. Raises Left where nobody answers.

    Where a document is asked for, stdout is kept for it.
    """
    try:
        typed = _edited(question) if is_watched() and not asked.json else _read(question)
    except (EOFError, KeyboardInterrupt):
        if is_watched():
            output.note("")
        raise Left from None
    return typed.strip()


def one_key(question: str) -> str:
    """The key pressed, small; from a script the first letter of its line. Raises Left where nobody answers."""
    if not is_watched():
        return ask(question)[:1].lower()
    from typer import getchar

    streams.write(sys.stdout, shown(question))
    try:
        key = getchar()
    except (EOFError, KeyboardInterrupt):
        raise Left from None
    streams.write(sys.stdout, f"{key if key.isprintable() else ''}\n")
    return key.strip().lower()


def _edited(question: str) -> str:
    """With the line editor, which knows how wide a Chinese character is."""
    with suppress(ImportError):
        import readline  # noqa: F401 - input() edits with it from here on
    return input(shown(question))


def _read(question: str) -> str:
    if sys.stdin is None:
        raise EOFError
    output.note(question.rstrip())
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line
