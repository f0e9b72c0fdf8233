"""A page of help for a person: paragraphs filled to the width, tables with cells that wrap, what can be typed as it is.

The page is written in a small part of Markdown: headings, paragraphs, lists, tables, blocks between fences, `words` and
**words**. Remarks between <!-- and --> are for the tests and left out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.console import RenderableType
    from rich.text import Text

_BLOCK = re.compile(
    r"^```\w*\n(?P<typed>.*?)^```$|(?P<table>(?:^\|[^\n]*\n?)+)|(?P<words>(?:^(?!```|\|)[^\n]+\n?)+)",
    re.MULTILINE | re.DOTALL,
)
_REMARK = re.compile(r"^<!--.*?-->\n?", re.MULTILINE)
_MARKED = re.compile(r"\*\*(.+?)\*\*|`([^`]+)`")
_POINT = re.compile(r"^- ", re.MULTILINE)
_CJK = "[\u2e80-\u9fff\uff00-\uffef“”]"
_BROKEN = re.compile(rf"(?<={_CJK})\n(?={_CJK})")
_RULE = re.compile(r"\|[ |:-]+\|")


def page(text: str) -> Iterator[RenderableType]:
    """The page, block by block, a blank line between."""
    from rich.text import Text

    for number, met in enumerate(_BLOCK.finditer(_REMARK.sub("", text))):
        if number:
            yield Text("")
        if met["typed"] is not None:
            yield from (Text(f"  {line}", no_wrap=True, overflow="ignore") for line in met["typed"].splitlines())
        elif met["table"] is not None:
            yield _table(met["table"])
        else:
            yield from _words(met["words"].rstrip("\n"))


def _words(block: str) -> Iterator[RenderableType]:
    from rich.padding import Padding

    if block.startswith("#"):
        yield _line(block.lstrip("# "), "bold")
    elif block.startswith("- "):
        for point in _POINT.split(block)[1:]:
            yield Padding(_line(f"· {_filled(point)}"), (0, 0, 0, 1))
    else:
        yield _line(_filled(block))


def _filled(paragraph: str) -> str:
    """The paragraph in one line: Chinese goes on without a space."""
    return " ".join(_BROKEN.sub("", paragraph.strip()).split())


def _table(block: str) -> RenderableType:
    from rich.table import Table

    rows = [_cells(line) for line in block.strip().split("\n") if not _RULE.fullmatch(line)]
    head, *lines = rows
    drawn = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_header=any(head), header_style="bold")
    for place, title in enumerate(head):
        drawn.add_column(_line(title), overflow="fold", ratio=None if place == 0 else 1, min_width=6)
    for cells in lines:
        drawn.add_row(*map(_line, cells))
    return drawn


def _cells(line: str) -> list[str]:
    return [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line.strip().strip("|"))]


def _line(text: str, style: str = "") -> Text:
    """The text with what is to be typed, and what is meant, in their own styles."""
    from rich.text import Text

    drawn, end = Text(style=style), 0
    for met in _MARKED.finditer(text):
        drawn.append(text[end : met.start()])
        drawn.append(met[1] or met[2], "bold" if met[1] else "cyan")
        end = met.end()
    drawn.append(text[end:])
    return drawn


def contents(titles: Iterable[tuple[str, str]]) -> RenderableType:
    """The topics with what each is about."""
    from rich.table import Table
    from rich.text import Text

    drawn = Table(box=None, pad_edge=False, padding=(0, 2), show_header=False)
    for name, title in titles:
        drawn.add_row(Text(name, "bold cyan"), Text(title))
    return drawn
