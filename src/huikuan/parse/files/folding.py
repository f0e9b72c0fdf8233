"""A heading is compared without what its writer added for the eye: spaces, capitals, brackets, punctuation and *.

What stands in brackets counts where it makes a difference (金额(本位币)) and is dropped where it does not (金额(元)).
A unit in a heading or a title, 单位：万元, says that amounts are in tens of thousands.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from huikuan.parse.files.grid import Cell

WAN: Final = 10_000

_BRACKETED: Final = re.compile(r"[(\[【<][^()\[\]【】<>]*[)\]】>]")
_FOR_THE_EYE: Final = re.compile(r"[\W_]+")
_IN_TITLE: Final = re.compile(r"单位\s*:?\s*(?:人民币)?\s*(万?)元|[(\[]\s*(?:人民币)?(万?)元\s*[)\]]")
_IN_HEADING: Final = re.compile(r"(万?)元\s*[)\]】>]*\s*$")


def plain(text: str) -> str:
    """The text in one width, its spaces and line breaks single: as headings of a map are compared."""
    return " ".join(unicodedata.normalize("NFKC", text).split())


@cache
def folds(heading: str) -> tuple[str, ...]:
    """What a heading may be compared as: with what its brackets hold, and without."""
    text = plain(heading).lower()
    whole, bare = _FOR_THE_EYE.sub("", text), _FOR_THE_EYE.sub("", _BRACKETED.sub("", text))
    return tuple(dict.fromkeys(form for form in (whole, bare) if form))


def fold(heading: str) -> str:
    """The heading as the table of headings is compared."""
    return _FOR_THE_EYE.sub("", plain(heading).lower())


def unit_of(title: str) -> int | None:
    """What one unit of the amounts is worth in yuan, where the title says so: 单位：万元."""
    said = _IN_TITLE.search(plain(title))
    return _worth(said[1] or said[2]) if said else None


def factor_of(heading: str) -> int | None:
    """The same of one column, where its heading ends in its unit: 金额(万元)."""
    said = _IN_HEADING.search(plain(heading))
    return _worth(said[1]) if said else unit_of(heading)


def _worth(wan: str | None) -> int:
    return WAN if wan else 1


def as_text(cell: Cell) -> str:
    """The cell as the file shows it, for headings and refusals."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:  # noqa: PLR2004 - all its digits are known
        return str(int(cell))
    return str(cell)
