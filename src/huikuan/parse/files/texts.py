"""A text in a cell is stored as it stands, trimmed; one with signs that nobody sees is refused with their number.

Codes and numbers keep their leading zeros; a whole number has no decimals; one that lost digits (1.23457E+17) is
refused. An apostrophe before = + - @ is the guard of our own export and is taken off again.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from huikuan.errors import TextRefused
from huikuan.parse import words
from huikuan.parse.files.cells import AN_ERROR, AN_ERROR_CELL, LOST_DIGITS, Column, Fault, all_text, column, written
from huikuan.text import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from huikuan.parse.files.grid import Cell

LONGEST_CODE: Final = 40
LONGEST_NAME: Final = 200
LONGEST_NOTE: Final = 2000
"""As for what is typed."""

_SAMPLE: Final = 2000
_SUSPECT: Final = re.compile(r"[#'Ee]")
_LOST_DIGITS: Final = re.compile(r"[-+]?[0-9]+(?:\.[0-9]+)?[Ee]\+[0-9]+")
_ARMOUR: Final = re.compile(r"'(?=[=+@-])")


def texts(cells: Sequence[Cell], noun: str, longest: int, *, is_exact: bool = False) -> Column:
    """The text of each cell; in the columns of codes and numbers no digit may be missing."""
    said = cells if all_text(cells) else [written(cell, is_exact=is_exact) for cell in cells]
    return _all_plain(said, longest) or column([_text(cell, noun, longest, is_exact=is_exact) for cell in said])


def _all_plain(cells: Sequence[Cell | Fault], longest: int) -> Column | None:
    """The column at one glance, where nothing in it needs a closer look."""
    if not all_text(cells) or max(map(len, cells), default=0) > longest:
        return None
    different = cells if len(set(cells[:_SAMPLE])) * 2 > _SAMPLE else set(cells)
    joined = " ".join(different)
    if not words.is_storable(joined) or any(sign in joined for sign in ("#", "'", "E+", "e+")):
        return None
    if different is cells and "  " not in joined and joined == joined.strip(" "):
        return Column(cells, {})
    trimmed = {cell: cell.strip(" ") or None for cell in different}
    return Column(list(map(trimmed.__getitem__, cells)), {})


def _text(cell: Cell | Fault, noun: str, longest: int, *, is_exact: bool) -> str | Fault | None:
    if isinstance(cell, Fault):
        return cell
    text = str(cell).strip(" ")
    if _SUSPECT.search(text):
        text = _ARMOUR.sub("", text, count=1) if text.startswith("'") else text
        if AN_ERROR.fullmatch(text):
            return Fault(_(AN_ERROR_CELL))
        if is_exact and _LOST_DIGITS.fullmatch(text):
            return Fault(_(LOST_DIGITS))
    if len(text) <= longest and words.is_storable(text):
        return text or None
    return _closely(text, noun, longest)


def _closely(text: str, noun: str, longest: int) -> str | Fault | None:
    if not text.strip():
        return None
    try:
        return words.clean(text, noun=noun, longest=longest, note=longest == LONGEST_NOTE)
    except TextRefused as refused:
        return Fault(str(refused.values["why"]))
