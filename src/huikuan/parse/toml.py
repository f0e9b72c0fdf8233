"""A file written by hand as TOML, such as the settings or a map: read as a whole, or refused with the place.

It is short: what is larger than any such file, or names things within things a thousand deep, is not read at all.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from pathlib import Path

LARGEST: Final = 256 * 1024
_MOST_DOTS: Final = 1000
"""In one line: the reader of TOML takes the square of their number."""


class NotToml(ValueError):  # noqa: N818 - it carries the place to the sentence around it
    """The file is not written as TOML; `line` says from where on, where that is known."""

    def __init__(self, line: str | None = None) -> None:
        super().__init__(line)
        self.line = line


def bytes_of(path: Path) -> bytes | None:
    """What is in the file, no more than can be read; None where there is none, or it cannot be opened."""
    try:
        if not path.is_file():
            return None
        with path.open("rb") as opened:
            return opened.read(LARGEST + 1)
    except (OSError, ValueError):
        return None


def read(raw: bytes) -> dict[str, Any]:
    """The values by key."""
    import tomllib

    if len(raw) > LARGEST:
        raise NotToml
    for number, line in enumerate(raw.splitlines(), 1):
        if line.count(b".") > _MOST_DOTS:
            raise NotToml(str(number))
    try:
        return tomllib.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        found = re.search(r"at line ([0-9]+)", str(error))
        raise NotToml(found[1] if found else None) from error
