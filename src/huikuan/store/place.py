"""Where the book is: --db wins, then HUIKUAN_DB, then the settings, else book.db in the user's own folder.

--db is always the path of a file. A server's address, which holds a password, comes only from HUIKUAN_DB or the
settings file, and is never shown: not in an error, not in a repr.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from huikuan.errors import ServerNotKnown, UrlOnCommandLine

if TYPE_CHECKING:
    from collections.abc import Mapping

_LIKE_AN_ADDRESS = re.compile(r"\s*[a-z][a-z0-9+.-]+:/", re.IGNORECASE)
_POSTGRES = re.compile(r"\s*postgres(?:ql)?(?:\+psycopg)?://", re.IGNORECASE)


@dataclass(frozen=True)
class Place:
    """A file or a server: exactly one of the two is set."""

    path: Path | None
    url: str | None = field(default=None, repr=False)


def place(given: Path | None, environment: Mapping[str, str], setting: str | None) -> Place:
    """The book that is meant; the first of the four that says something."""
    if given is not None:
        if _LIKE_AN_ADDRESS.match(str(given)):
            raise UrlOnCommandLine
        return Place(_at_home(given))
    told = environment.get("HUIKUAN_DB", "").strip() or (setting or "").strip()
    return _told(told) if told else Place(own_folder() / "book.db")


def own_folder() -> Path:
    """The folder of the user's own files of huikuan."""
    from platformdirs import user_data_path

    return user_data_path("huikuan", appauthor=False)


def _told(told: str) -> Place:
    if match := _POSTGRES.match(told):
        return Place(None, "postgresql://" + told[match.end() :])
    if _LIKE_AN_ADDRESS.match(told):
        raise ServerNotKnown
    return Place(_at_home(Path(told)))


def _at_home(path: Path) -> Path:
    try:
        return path.expanduser()
    except RuntimeError:
        return path
