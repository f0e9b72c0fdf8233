"""A copy takes the place of the book: its pages are written into the book's own file, in one transaction.

Why the copy is not simply renamed over the book: whoever has the old file open would go on writing into a file that
nobody finds any more; and a journal that a killed command left beside the book belongs to the old pages, and SQLite
would play it back into the new ones. SQLite's own backup into the open book plays such a journal back first, waits for
everybody else, and commits like any entry: a reader sees the old book or the new one, and after a kill half way the
next command finds the old one. Where there is no book the copy gets its name in one step, as a new book does.

The copy itself is never written: what goes in is a private duplicate, brought up to date where it is older and looked
at by the doctor first. The history in it is the copy's.
"""

from __future__ import annotations

import sqlite3
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from huikuan import errors
from huikuan.domain.copies import LAST_FEW, Comparison, Entry
from huikuan.store import backup, bookfile, chain, copies
from huikuan.store.lock import locked
from huikuan.store.newfile import beside, failing_as, put_in_place
from huikuan.store.openedfile import opened_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from huikuan.store.copies import Done
    from huikuan.store.values import Run

_WHY = "before-restore"


def compare(path: Path, copy: Path, *, done: Done = copies.nobody) -> Comparison:
    """What the copy holds, whether it is sound, and what of today's book it lacks; nothing is written."""
    found = _copy_there(path, copy)
    return _beside_today(bookfile.real(path), found, backup.unsound_in(found, done=done))


def restore(path: Path, copy: Path, *, done: Done = copies.nobody) -> tuple[Comparison, Path | None]:
    """The copy is the book; what the book was is kept aside, and returned with what was compared before.

    Raises UnsoundError where the copy is not sound.
    """
    book, found = bookfile.real(path), _copy_there(path, copy)
    with locked(book), _failing(book), beside(book.parent) as fresh:
        compared = _beside_today(book, found, [])
        copies.fill(found, fresh, done=done)
        _bring_up_to_date(fresh)
        if unsound := backup.unsound_in(fresh, done=done):
            raise backup.UnsoundError(unsound)
        kept = _kept_aside(book) if _is_book(book) else None
        _put(fresh, book)
    return compared, kept


def _kept_aside(book: Path) -> Path:
    try:
        return copies.keep_aside(book, _WHY, look=backup.unsound_in).path
    except (errors.BookDamaged, errors.BookTrouble, errors.NotABook):
        return copies.keep_bytes_aside(book, _WHY).path


@contextmanager
def _failing(book: Path) -> Iterator[None]:
    with failing_as(errors.BackupWithoutRoom, errors.BackupUnwritable, folder=book.parent), bookfile.in_our_words(book):
        yield


def _copy_there(path: Path, copy: Path) -> Path:
    found = bookfile.real(copy)
    if not bookfile.is_there(found):
        raise errors.CopyMissing(file=copy, folder=copies.folder_of(path))
    if found == bookfile.real(path) or (path.exists() and found.samefile(path)):
        raise errors.CopyIsTheBook(file=copy)
    return found


def _is_book(path: Path) -> bool:
    """Whether a book is there, be it damaged; an empty file is none, a foreign one is refused."""
    try:
        return bookfile.is_there(path)
    except errors.BookDamaged:
        return True
    except errors.EmptyBookFile:
        return False


@contextmanager
def _today(book: Path) -> Iterator[Run | None]:
    """The book as it is, of whichever version; None where there is none, or none that can be read."""
    if not _is_book(book):
        yield None
        return
    with ExitStack() as opened:
        try:
            connection = opened.enter_context(opened_file(book, of_any_version=True))
            run = bookfile.run_on(connection, book)
            run("SELECT name FROM sqlite_master", {})
        except (errors.BookDamaged, errors.BookTrouble, errors.NotABook):
            yield None
        else:
            yield run


def _beside_today(book: Path, copy: Path, unsound: list[str]) -> Comparison:
    with bookfile.in_our_words(copy), opened_file(copy, of_any_version=True) as connection, _today(book) as today:
        return _compared(bookfile.version_of(connection), bookfile.run_on(connection, copy), today, unsound)


def _compared(version: int, copy: Run, today: Run | None, unsound: list[str]) -> Comparison:
    alone = Comparison(version, version < bookfile.VERSION, backup.history(copy), None, unsound)
    if today is None:
        return alone
    try:
        shared = chain.shared(copy, today)
        return replace(
            alone,
            today=backup.history(today),
            shared=shared,
            lacks=chain.entries_after(today, shared),
            lacks_last=[Entry(*row) for row in chain.last_after(today, shared, LAST_FEW)],
            has_more=chain.entries_after(copy, shared),
        )
    except errors.StorageTrouble:
        return alone


def _bring_up_to_date(fresh: Path) -> None:
    with closing(bookfile.connect(fresh, "ro")) as connection:
        found = bookfile.version_of(connection)
    if found < bookfile.VERSION:
        from huikuan.store.migrate import bring_up_to_date

        bring_up_to_date(fresh, keeps_copy=False)


def _put(fresh: Path, book: Path) -> None:
    """The file made is the book."""
    if not book.exists():
        if not put_in_place(fresh, book):
            raise errors.BookBusy
        return

    def waited(status: int, _left: int, _every: int) -> None:
        if status in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
            raise errors.BookBusy

    with (
        bookfile.in_our_words(book),
        closing(bookfile.connect(fresh, "ro")) as source,
        closing(bookfile.connect(book, "rw", to_replace=True)) as target,
    ):
        with suppress(sqlite3.DatabaseError):  # of a damaged schema it stays at FULL
            target.execute("PRAGMA synchronous=EXTRA")
        source.backup(target, pages=-1, progress=waited)
    book.chmod(0o600)
