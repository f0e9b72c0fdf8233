"""A line of a report: text in parts, each with a style. A pipe takes the text as it is, a terminal paints it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


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


def row(cells: Iterable[str], style: str = "") -> Line:
    """A line of a table."""
    return Line((("".join(cells).rstrip(), style),), is_row=True)
