"""Bringing an older book up to date: a copy is kept in the folder of copies, and the whole way up is one transaction.

The steps are the files of migrations/versions, numbered by the version they lead to. `user_version` says which version
a book has and changes in that same transaction, so that a book is never half of one version and half of another.
"""

from __future__ import annotations

import pkgutil
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING

from alembic.migration import MigrationContext
from alembic.operations import Operations

from huikuan import errors
from huikuan.store import bookfile
from huikuan.store.copies import keep_aside
from huikuan.store.fileengine import file_engine, in_our_words, version_of
from huikuan.store.lock import locked
from huikuan.store.migrations import versions

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Connection


def upgrade(path: Path) -> Path | None:
    """Brings the book up to date; answers where its copy is, or None where there was nothing to do."""
    path = bookfile.real(path)
    with locked(path):
        return bring_up_to_date(path) if bookfile.is_there(path) else None


def bring_up_to_date(path: Path, *, keeps_copy: bool = True) -> Path | None:
    """The same, for one who already holds the book's lock; of what is a copy itself none need be kept."""
    with _failing_whole(), in_our_words(path), file_engine(path, rebuilding=True).begin() as connection:
        found = version_of(connection)
        if found == bookfile.VERSION:
            return None
        kept = keep_aside(path, f"before-v{bookfile.VERSION}").path if keeps_copy else path
        run_steps(connection, found)
        if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
            raise errors.UpgradeFailed
        connection.exec_driver_sql(f"PRAGMA user_version={bookfile.VERSION}")
        return kept


def run_steps(connection: Connection, found: int) -> None:
    """Every step from the version found to the present one."""
    for name in sorted(module.name for module in pkgutil.iter_modules(versions.__path__)):
        if found < int(name[:4]) <= bookfile.VERSION:
            with Operations.context(MigrationContext.configure(connection)):
                import_module(f"{versions.__name__}.{name}").upgrade()


@contextmanager
def _failing_whole() -> Iterator[None]:
    """Whatever goes wrong in a step, the book stays as it was."""
    try:
        yield
    except errors.StorageTrouble:
        raise
    except Exception as error:
        raise errors.UpgradeFailed from error
