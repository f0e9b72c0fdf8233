"""Where the book is: --db wins, then HUIKUAN_DB, then the settings, else book.db in the user's own folder.

--db is always the path of a file. A server's address, which holds a password, comes only from HUIKUAN_DB or the
settings file, and is never shown: not in an error, not in a repr. What might be such an address mistyped is no path
either: what holds `://`, an @ together with a colon, or a word such as password= is refused without being repeated.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from huikuan.errors import ServerNotKnown, UrlOnCommandLine

if TYPE_CHECKING:
    from collections.abc import Mapping

_DRIVE = re.compile(r"^(?:\\\\\?\\)?[a-z]:[\\/]", re.IGNORECASE)
_LIKE_AN_ADDRESS = re.compile(
    r"""://                                                    # whatever stands before it
    | ^\W*[a-z][a-z0-9+.-]+:[/\\]                             # a name and a colon, which is no drive
    | ^\W*postgres\w*\s*:
    | (?::|%3a) .* @ | @ .* :                                  # a password before the @, a port after it
    | pass(?:word|wd|phrase)?\s*= | \bpwd\s*=
    | (?:^|\s)(?:host|hostaddr|port|dbname|user|service)\s*=   # the other way of writing one
    """,
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)
_POSTGRES = re.compile(r"\s*postgres(?:ql)?(?:\+psycopg)?://", re.IGNORECASE)


@dataclass(frozen=True)
class Place:
    """A file or a server: exactly one of the two is set."""

    path: Path | None
    url: str | None = field(default=None, repr=False)


def place(given: Path | None, environment: Mapping[str, str], setting: str | None) -> Place:
    """The book that is meant; the first of the four that says something."""
    if given is not None:
        if is_address(str(given)):
            raise UrlOnCommandLine
        return Place(_at_home(given))
    told = environment.get("HUIKUAN_DB", "").strip() or (setting or "").strip()
    return _told(told) if told else Place(own_folder() / "book.db")


def is_address(told: str) -> bool:
    """Whether it is the address of a server, or might be one mistyped that holds a password. Full-width signs count as
    their plain forms; the colon of a drive counts as none.
    """
    plain = unicodedata.normalize("NFKC", told).strip()
    return _LIKE_AN_ADDRESS.search(_DRIVE.sub("", plain)) is not None


def own_folder() -> Path:
    """The folder of the user's own files of huikuan."""
    from platformdirs import user_data_path

    return user_data_path("huikuan", appauthor=False)


def _told(told: str) -> Place:
    if match := _POSTGRES.match(told):
        return Place(None, "postgresql://" + told[match.end() :])
    if is_address(told):
        raise ServerNotKnown
    return Place(_at_home(Path(told)))


def _at_home(path: Path) -> Path:
    try:
        return path.expanduser()
    except RuntimeError:
        return path
