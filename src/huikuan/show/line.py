"""A line of a report: text in parts, each with a style. A pipe takes the text as it is, a terminal paints it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence


class Line(NamedTuple):
    """`is_row` marks a line of a table, which is never broken."""

    parts: tuple[tuple[str, str], ...]
    is_row: bool = False

    @property
    def plain(self) -> str:
        return "".join(text for text, _ in self.parts)


def line(text: str, style: str = "") -> Line:
    """A line in one style."""
    return Line(((text, style),))


def row(cells: Sequence[str], styles: Sequence[str] = ("",), between: str = "") -> Line:
    """A line of a table; neighbours in one style are one part of it, and nothing stands empty at its end."""
    parts: list[tuple[str, str]] = []
    for place, (cell, style) in enumerate(zip(cells, styles, strict=True)):
        text = (between if place else "") + cell
        if parts and parts[-1][1] == style:
            text = parts.pop()[0] + text
        parts.append((text, style))
    while parts and not parts[-1][0].rstrip():
        parts.pop()
    if parts:
        parts[-1] = (parts[-1][0].rstrip(), parts[-1][1])
    return Line(tuple(parts), is_row=True)
