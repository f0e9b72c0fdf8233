"""A backup is a copy the doctor found sound: one that is not is never kept, so that it pushes no good one out."""

from __future__ import annotations

import os
from datetime import date
from typing import TYPE_CHECKING

from huikuan import errors
from huikuan.domain.copies import Copy, Entry, History
from huikuan.store import bookfile, chain, copies
from huikuan.store.newfile import beside, failing_as, put_in_place
from huikuan.store.openedfile import opened_file
from huikuan.store.soundness import counts, examine

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

    from huikuan.store.copies import Done
    from huikuan.store.values import Run


class UnsoundError(Exception):
    """What was looked at is not sound; `checks` are the names of what is wrong."""

    def __init__(self, checks: Sequence[str]) -> None:
        super().__init__()
        self.checks = checks


def back_up(path: Path, *, keep: int = copies.KEPT, done: Done = copies.nobody) -> Copy:
    """A sound copy stands in the folder of copies, and the oldest beyond so many are gone.

    Raises UnsoundError, and makes none, where the book is not sound.
    """
    book = copies.there(path)
    with copies.in_folder(copies.folder_of(book)) as fresh:
        held = _filled(book, fresh, done=done)
        made = copies.stand(book, fresh, "", keep=keep)
    return Copy(made.path, held, pruned=made.pruned)


def back_up_to(path: Path, to: Path, *, done: Done = copies.nobody) -> Copy:
    """A sound copy is at the place, or in the folder; it is never taken away. A file that is there is not replaced."""
    book = copies.there(path)
    is_folder = to.is_dir()
    if not is_folder and os.path.lexists(to):
        raise errors.BackupThere(file=to)
    folder = to if is_folder else to.parent
    with failing_as(errors.BackupWithoutRoom, errors.BackupUnwritable, folder=folder), beside(folder) as fresh:
        held = _filled(book, fresh, done=done)
        names = copies.named(to, f"{book.stem}-{copies.moment(fresh)}", ".db") if is_folder else iter([to])
        place = next((name for name in names if put_in_place(fresh, name)), None)
    if place is None:
        raise errors.BackupThere(file=to)
    return Copy(place, held)


def history(run: Run) -> History:
    """What the open file holds, of whichever version."""
    tables = {str(name) for (name,) in run("SELECT name FROM sqlite_master WHERE type = 'table'", {})}
    return _history(run, tables) if "journal" in tables else History(counts(run, tables))


def history_on_server(run: Run) -> tuple[History, str]:
    """What the shared book holds, and a word that names it among others: how its journal begins."""
    first = run("SELECT hash FROM journal ORDER BY id LIMIT 1", {})
    return _history(run, None), str(first[0][0])[:8] if first else "empty"


def unsound_in(path: Path, *, done: Done = copies.nobody) -> list[str]:
    """What the doctor finds wrong in the file; of an older version only what SQLite finds."""
    with opened_file(path, of_any_version=True) as connection:
        if bookfile.version_of(connection) == bookfile.VERSION:
            return examine(bookfile.run_on(connection, path), date.max, is_file=True, done=done).unsound
    return copies.file_unsound(path)


def _filled(book: Path, fresh: Path, *, done: Done) -> History:
    """The new file is a sound copy of a book of the present version."""
    with opened_file(book):  # one of an older version is refused as any read does
        pass
    copies.fill(book, fresh, done=done)
    if unsound := unsound_in(fresh, done=done):
        raise UnsoundError(unsound)
    with opened_file(fresh) as connection:
        return history(bookfile.run_on(connection, fresh))


def _history(run: Run, tables: Collection[str] | None) -> History:
    last = chain.last_entry(run)
    records = counts(run) if tables is None else counts(run, tables)
    return History(
        records, chain.entries_after(run, 0), chain.length(run), chain.head(run), Entry(*last) if last else None
    )
