"""Writing to a book: one command is one transaction, kept whole or not at all, and journalled as one batch.

The first entry makes the book; an older one is brought up to date first. One writer at a time; a second one waits.
"""

from __future__ import annotations

from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from sqlmodel import Session

from huikuan import errors
from huikuan.store import bookfile
from huikuan.store.fileengine import file_engine, in_our_words, version_of
from huikuan.store.lock import locked
from huikuan.store.recording import Pen, record
from huikuan.store.values import as_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date
    from pathlib import Path
    from typing import Any

    from huikuan.store.place import Place
    from huikuan.store.reading import Run


@contextmanager
def writing(place: Place, *, command: str, today: date, at: str) -> Iterator[Session]:
    """A session whose rows are stored and journalled when the block ends well, and forgotten when it does not."""
    pen = Pen(command, today, at)
    if place.path is None:
        from huikuan.store.server import writing_server

        with writing_server(place.url or "") as session:
            yield from _written(session, pen)
        return
    path = bookfile.real(place.path)
    bookfile.is_there(path)  # what is no book gets no lock file either
    with locked(path):
        copy = _make_ready(path)
        with in_our_words(path), Session(file_engine(path), expire_on_commit=False) as session:
            if version_of(session.connection()) != bookfile.VERSION:
                raise errors.OutdatedBook
            session.info["copy"] = copy
            yield from _written(session, pen)


def run_on(session: Session) -> Run:
    """Plain SQL on the session's own connection, seeing what it has added; cells come out as from `reading`."""
    connection = session.connection()
    if connection.dialect.name != "sqlite":
        from huikuan.store.server import run_on_server

        return run_on_server(session)

    def run(sql: str, values: Mapping[str, object]) -> list[tuple[Any, ...]]:
        session.flush()
        return [tuple(row) for row in session.connection().exec_driver_sql(sql, as_text(values))]

    return run


def _written(session: Session, pen: Pen) -> Iterator[Session]:
    record(session, pen)
    yield session
    session.commit()


def copy_kept(session: Session) -> Path | None:
    """Where the book as it was is, if this session brought it up to date."""
    return session.info.get("copy")


def _make_ready(path: Path) -> Path | None:
    """A book of the present version at the path: made, brought up to date, or already there; where its copy is."""
    if not bookfile.is_there(path):
        from huikuan.store.birth import create

        create(path)
    with bookfile.in_our_words(path), closing(bookfile.connect(path, "rw")) as connection:
        found = bookfile.version_of(connection)
    if found >= bookfile.VERSION:
        return None
    from huikuan.store.migrate import bring_up_to_date

    return bring_up_to_date(path)
