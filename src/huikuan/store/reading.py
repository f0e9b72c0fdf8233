"""Reading a book: all the reads of one command see it as it stood at one moment, and nothing is created or changed.

A file that is not there reads as an empty book: every question is answered with no rows. A file is read with the
standard library alone; only for a server is SQLAlchemy imported.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from huikuan.store import bookfile
from huikuan.store.openedfile import opened_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from huikuan.store.place import Place
    from huikuan.store.values import Run


@contextmanager
def reading(place: Place) -> Iterator[Run]:
    """The book at one moment, to be asked by plain SQL."""
    if place.path is None:
        from huikuan.store.server import reading_server

        with reading_server(place.url or "") as run:
            yield run
        return
    path = bookfile.real(place.path)
    if not bookfile.is_there(path):
        yield _empty
        return
    with opened_file(path) as connection:
        yield bookfile.run_on(connection, path)


def _empty(_sql: str, _values: Mapping[str, object]) -> list[tuple[Any, ...]]:
    return []
