"""A new book: built whole under another name, open to its owner only, and put in its place in one step.

Of two commands that start a book at the same moment the first one's stays; the other writes into that one. The journal
is born with triggers that let nothing in it be changed, replaced or taken away.
"""

from __future__ import annotations

from contextlib import closing
from importlib.resources import files
from typing import TYPE_CHECKING

from huikuan import errors
from huikuan.store import bookfile
from huikuan.store.newfile import beside, failing_as, put_in_place

if TYPE_CHECKING:
    from pathlib import Path


def create(path: Path) -> None:
    """Puts an empty book at the path, or leaves the one that somebody else just put there."""
    with failing_as(errors.DiskFull, errors.BookUnwritable, book=path), beside(path.parent) as fresh:
        _fill(fresh, path)
        put_in_place(fresh, path)


def _fill(fresh: Path, path: Path) -> None:
    schema = files("huikuan.store").joinpath("newbook.sql").read_text(encoding="utf-8")
    with bookfile.in_our_words(path), closing(bookfile.connect(fresh, "rw")) as connection:
        bookfile.prepare_to_write(connection)
        connection.execute(f"PRAGMA application_id={bookfile.APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version={bookfile.VERSION}")
        connection.executescript(f"BEGIN IMMEDIATE;\n{schema}\nCOMMIT;")
