"""A new book: built whole under another name, open to its owner only, and put in its place in one step.

Of two commands that start a book at the same moment the first one's stays; the other writes into that one. The journal
is born with triggers that let nothing in it be changed, replaced or taken away.
"""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from typing import TYPE_CHECKING

from sqlmodel import SQLModel

from huikuan import errors
from huikuan.store import bookfile
from huikuan.store import tables as _tables  # noqa: F401 - the metadata below is theirs
from huikuan.store.fileengine import file_engine, in_our_words

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection

_KEEPS = "RAISE(ABORT, 'the journal is never changed')"
GUARDS = {
    "sqlite": (
        f"CREATE TRIGGER journal_row_stays BEFORE DELETE ON journal BEGIN SELECT {_KEEPS}; END",
        f"CREATE TRIGGER journal_row_is_final BEFORE UPDATE ON journal BEGIN SELECT {_KEEPS}; END",
        f"""CREATE TRIGGER journal_row_is_not_replaced BEFORE INSERT ON journal
        WHEN EXISTS (SELECT 1 FROM journal WHERE id = NEW.id) BEGIN SELECT {_KEEPS}; END""",
    ),
    "postgresql": (
        """CREATE FUNCTION journal_is_never_changed() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'the journal is never changed'; END $$""",
        """CREATE TRIGGER journal_row_stays BEFORE UPDATE OR DELETE ON journal
        FOR EACH ROW EXECUTE FUNCTION journal_is_never_changed()""",
        """CREATE TRIGGER journal_stays BEFORE TRUNCATE ON journal
        FOR EACH STATEMENT EXECUTE FUNCTION journal_is_never_changed()""",
    ),
}


def build(connection: Connection) -> None:
    """All tables, indexes and guards of an empty book."""
    SQLModel.metadata.create_all(connection, checkfirst=False)
    for guard in GUARDS[connection.dialect.name]:
        connection.exec_driver_sql(guard)


def create(path: Path) -> None:
    """Puts an empty book at the path, or leaves the one that somebody else just put there."""
    beside = path.with_name(f".new-{os.urandom(4).hex()}.db")
    try:
        os.close(os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        try:
            _fill(beside, path)
            _put_in_place(beside, path)
        finally:
            beside.unlink(missing_ok=True)
        _settle(path.parent)
    except OSError as error:
        full = error.errno in {errno.ENOSPC, errno.EDQUOT}
        raise (errors.DiskFull if full else errors.BookUnwritable)(book=path) from error


def _fill(beside: Path, path: Path) -> None:
    with in_our_words(path), file_engine(beside).begin() as connection:
        connection.exec_driver_sql(f"PRAGMA application_id={bookfile.APPLICATION_ID}")
        connection.exec_driver_sql(f"PRAGMA user_version={bookfile.VERSION}")
        build(connection)


def _put_in_place(beside: Path, path: Path) -> None:
    """A link is refused where a book already is; a disk without links gets a rename, under the book's lock."""
    try:
        os.link(beside, path)
    except FileExistsError:
        return
    except OSError as error:
        if error.errno not in {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS}:
            raise
        if not path.exists():
            beside.rename(path)


def _settle(folder: Path) -> None:
    """Makes the new name outlast a power cut, where the system can."""
    with suppress(OSError):
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
