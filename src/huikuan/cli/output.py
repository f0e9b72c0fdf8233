"""The only door to rendering: results go to stdout, talk goes to stderr, and stored text is shown as text.

A reader who closes the pipe has seen enough: that is no fault, and nothing is said. A result that cannot be written
for another reason is storage trouble for a read; once a write is stored it is only a note, so nobody enters it twice.
"""

from __future__ import annotations

import io
import os
import re
import sys
from typing import TYPE_CHECKING, Any, cast

from huikuan.cli import streams, surroundings
from huikuan.cli.context import context
from huikuan.errors import StorageTrouble
from huikuan.show.line import Line
from huikuan.text import mark, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from rich.console import Console, RenderableType

    from huikuan.show.report import Report

    Drawn = RenderableType | Line | Iterable[RenderableType | Line]

PIPE_WIDTH = 1000
# Control bytes, then characters that turn or hide what stands beside them, then halves of a character.
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
_DRAWN = "─→…×÷"
_PLAINLY = str.maketrans({"─": "-", "→": ">", "…": "~", "×": "x", "÷": "/"})
_RED, _PLAIN = "\x1b[31m", "\x1b[0m"


class ResultLost(StorageTrouble):
    """A read's answer could not be written to where it was sent."""

    sentence = mark("The result could not be written: the place it is sent to is full or cannot be written.")
    hint = mark("Free some room or send it elsewhere, then type the command again.")


def emit(document: Callable[[], Any], draw: Callable[[int], Drawn]) -> None:
    """Print one result: the document for a program, or what `draw` makes for a person at this width."""
    if context().json:
        say(as_json(document()))
        return
    show(draw)


def is_document() -> bool:
    """Whether the answer is to be a document for a program."""
    return context().json


def print_report(report: Report) -> None:
    """Print the report: its document, or its lines."""
    emit(report.document, report.lines)


def as_json(document: Any, encoding: str | None = None) -> str:
    """One JSON document that stdout can carry: escapes stand for what it cannot, and for what nobody would see.

    With an encoding it is for a file in that encoding.
    """
    import json

    text = json.dumps(document, ensure_ascii=False, indent=2)
    encoding = (encoding or getattr(sys.stdout, "encoding", None) or "utf-8").lower()
    if not encoding.startswith("utf"):
        return json.dumps(document, indent=2) + "\n"
    return _UNSEEN.sub(lambda met: met[0] if met[0] == "\n" else f"\\u{ord(met[0]):04x}", text) + "\n"


def note(sentence: str) -> None:
    """Talk beside the result."""
    _talk(sentence)


def refuse(sentence: str) -> None:
    """Say in one line why nothing was done; red where a person reads it."""
    _talk(
        shown(" ".join(filter(None, (sentence, surroundings.locale_at_fault(sentence, sys.stderr))))),
        coloured=streams.is_terminal(sys.stderr) and not os.environ.get("NO_COLOR") and not _is_plain_console(),
    )


def stored() -> None:
    """What was asked is in the book: from here on this run never ends as a failure."""
    context().is_stored = True


def is_stored() -> bool:
    """Whether this run has stored something."""
    return context().is_stored


def say(text: str) -> None:
    """Write to stdout at once; a reader who left is not missed. Where stdout cannot carry it, the cause is named."""
    _out(lambda: streams.write(sys.stdout, text))
    cause = surroundings.locale_at_fault(text, sys.stdout)
    if cause and not context().is_cause_named:
        context().is_cause_named = True
        note(cause)


def send(raw: bytes) -> None:
    """Write the bytes of a file to stdout as they are."""
    _out(lambda: streams.write_bytes(sys.stdout, raw))


def _out(write: Callable[[], None]) -> None:
    try:
        write()
    except (OSError, ValueError) as error:
        streams.deafen(sys.stdout)
        if not streams.has_left(error):
            raise ResultLost from error


def show(draw: Callable[[int], Drawn], widest: int | None = None) -> None:
    """Print for a person: a terminal is painted, a pipe gets each line as it is, whole."""
    if streams.is_terminal(sys.stdout):
        _paint(draw, widest)
        return
    width = min(_pipe_width(), widest or PIPE_WIDTH)
    drawn: Any = draw(width)
    parts = [drawn] if _is_one(drawn) else list(drawn)
    texts = [part.plain if isinstance(part, Line) else part for part in parts]
    if all(isinstance(text, str) for text in texts):
        say("".join(f"{shown(each).rstrip()}\n" for text in texts for each in _drawable(text).split("\n")))
    else:
        _paint(lambda _width: parts, width)


def _paint(draw: Callable[[int], Drawn], widest: int | None) -> None:
    screen = _screen()
    if widest is not None:
        screen.width = min(screen.width, widest)
    for part in _parts(draw(screen.width)):
        screen.print(part, crop=False, soft_wrap=not screen.is_terminal and hasattr(part, "plain"))
    drawn = screen.file.getvalue()  # type: ignore[attr-defined]
    say(drawn if screen.is_terminal else "\n".join(shown(line.rstrip()) for line in drawn.split("\n")))


def _drawable(text: str) -> str:
    """The line with the characters that stdout has: its rules, arrows and dots have plain forms."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    try:
        _DRAWN.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return text.translate(_PLAINLY)
    return text


def _screen() -> Console:
    """Rich's screen on paper of stdout's kind: colours for a terminal only, stored text never read as markup."""
    from rich.console import Console, detect_legacy_windows

    is_terminal = streams.is_terminal(sys.stdout)
    return Console(
        file=_Paper(),
        force_terminal=is_terminal,
        color_system="auto" if is_terminal and not detect_legacy_windows() else None,
        width=None if is_terminal else _pipe_width(),
        markup=False,
        emoji=False,
        highlight=False,
    )


def _is_one(drawn: Any) -> bool:
    return isinstance(drawn, (str, Line)) or hasattr(drawn, "__rich_console__") or hasattr(drawn, "__rich__")


def _parts(drawn: Drawn) -> Iterable[RenderableType]:
    from rich.text import Text

    for part in [drawn] if _is_one(drawn) else cast("Iterable[RenderableType]", drawn):
        if isinstance(part, Line):
            painted = Text.assemble(*((_drawable(shown(text)), style) for text, style in part.parts))
            painted.no_wrap = part.is_row
            painted.overflow = "ignore" if part.is_row else None
            yield painted
        elif isinstance(part, str):
            yield Text("\n".join(shown(line) for line in _drawable(part).split("\n")))
        else:
            yield cast("RenderableType", part)


class _Paper(io.StringIO):
    """What is drawn before any of it is written, so that a stream that fails is met in one place only."""

    @property
    def encoding(self) -> str:  # type: ignore[override]
        """Rich draws with the characters that stdout has."""
        return getattr(sys.stdout, "encoding", None) or "utf-8"


def _talk(sentence: str, *, coloured: bool = False) -> None:
    text = "\n".join(map(shown, sentence.split("\n")))
    try:
        streams.write(sys.stderr, f"{_RED}{text}{_PLAIN}\n" if coloured else f"{text}\n")
    except (OSError, ValueError):
        streams.deafen(sys.stderr)


def _is_plain_console() -> bool:
    return os.name == "nt" and not (os.environ.get("WT_SESSION") or os.environ.get("TERM"))


def _pipe_width() -> int:
    columns = os.environ.get("COLUMNS", "")
    return int(columns) if columns.isdecimal() and int(columns) else PIPE_WIDTH
