"""Long lines on a narrow screen: broken between words, or between any two Chinese characters, and indented on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from huikuan.show.line import Line, line
from huikuan.show.width import places

if TYPE_CHECKING:
    from collections.abc import Iterable

_PIECES = re.compile(r"[ -\u2e7f]+? |[ -\u2e7f]+[，。；：、！？）”]*|.[，。；：、！？）”]*")


def laid(sentences: Iterable[str], width: int) -> Iterable[Line]:
    """The sentences one under the other, each in as many lines as it needs under its own indent."""
    for sentence in sentences:
        bare = sentence.lstrip(" ")
        yield from wrapped(bare, width, " " * (len(sentence) - len(bare)))


def wrapped(sentence: str, width: int, indent: str = "", style: str = "") -> Iterable[Line]:
    """The sentence in as many lines as it needs at this width, each beginning with the indent."""
    room, current = max(1, width - places(indent)), ""
    for piece in _PIECES.findall(sentence):
        if current and places(current + piece.rstrip()) > room:
            yield line(indent + current.rstrip(), style)
            current = piece.lstrip(" ")
        else:
            current += piece
    yield line(indent + current.rstrip(), style)
