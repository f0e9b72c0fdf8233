"""Copies of the book while others go on writing: each is one moment of it, whole, checked, and its owner's alone.

SQLite itself copies the pages, inside one transaction that only reads: a copy that began again with every entry of
somebody else might never end. The copy is made beside its place and gets its name once it was looked at. Standing
copies lie in the folder `backups` beside the book, named after the book, the moment the copy was made and why; only
what bears such a name is ever taken away again, the oldest first.
"""

from __future__ import annotations

import os
import re
import shutil
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from typing import TYPE_CHECKING

from huikuan import errors
from huikuan.domain.copies import Copy, Entry, History
from huikuan.store import bookfile, chain
from huikuan.store.lock import make_folder
from huikuan.store.newfile import beside, failing_as, put_in_place
from huikuan.store.place import own_folder
from huikuan.store.reading import opened_file, run_on_file
from huikuan.store.soundness import counts, examine

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence
    from pathlib import Path

    from huikuan.store.reading import Run

    Done = Callable[[int, int], None]

KEPT = 10
"""So many standing copies of a book made for the same reason stay."""
FOLDER = "backups"
_PAGES_AT_ONCE = 2000
MOMENT = r"\d{4}-\d\d-\d\d-\d{6}(?:\.\d+)?"
"""How a moment stands in the name of a copy."""


class UnsoundError(Exception):
    """What was looked at is not sound; `checks` are the names of what is wrong."""

    def __init__(self, checks: Sequence[str]) -> None:
        super().__init__()
        self.checks = checks


def nobody(_behind: int, _all: int) -> None:
    """Nobody watches."""


def folder_of(path: Path) -> Path:
    """Where the standing copies of the book lie."""
    return bookfile.real(path).parent / FOLDER


def folder_of_server() -> Path:
    """The folder for copies of shared books, in the user's own folder; it is made where it is missing."""
    folder = own_folder() / FOLDER
    with failing_as(errors.BackupWithoutRoom, errors.BackupUnwritable, folder=folder):
        make_folder(folder)
    return folder


def back_up(path: Path, *, keep: int = KEPT, done: Done = nobody) -> Copy:
    """A sound copy stands in the folder of copies, and the oldest beyond so many are gone.

    Raises UnsoundError, and makes none, where the book is not sound.
    """
    book = _there(path)
    with _in_folder(folder_of(book)) as fresh:
        history = _filled(book, fresh, done=done)
        return _stands(book, fresh, "", keep, history)


def back_up_to(path: Path, to: Path, *, done: Done = nobody) -> Copy:
    """A sound copy is at the place, or in the folder; it is never taken away. A file that is there is not replaced."""
    book = _there(path)
    is_folder = to.is_dir()
    if not is_folder and os.path.lexists(to):
        raise errors.BackupThere(file=to)
    folder = to if is_folder else to.parent
    with failing_as(errors.BackupWithoutRoom, errors.BackupUnwritable, folder=folder), beside(folder) as fresh:
        history = _filled(book, fresh, done=done)
        names = _names(to, f"{book.stem}-{_moment(fresh)}", ".db") if is_folder else [to]
        place = next((name for name in names if put_in_place(fresh, name)), None)
    if place is None:
        raise errors.BackupThere(file=to)
    return Copy(place, history)


def keep_aside(path: Path, why: str, *, is_thorough: bool = False, done: Done = nobody) -> Copy:
    """The book as it is stands in the folder of copies, of whichever version, however sound; what is wrong is said."""
    book = _there(path)
    with _in_folder(folder_of(book)) as fresh:
        _copied(book, fresh, done)
        unsound = unsound_in(fresh, is_thorough=is_thorough, done=done)
        return _stands(book, fresh, f".{why}", KEPT, history_of(fresh), unsound)


def keep_bytes_aside(path: Path, why: str) -> Copy:
    """The same for a book that cannot be read page by page: its bytes, with the journal SQLite left beside it.

    Only for one who has the book's lock and no connection to it: closing a plain file would drop SQLite's own locks.
    """
    book = _there(path)
    with _in_folder(folder_of(book)) as fresh:
        shutil.copyfile(book, fresh)
        copy = _stands(book, fresh, f".{why}", KEPT, History(), ["file"])
        with suppress(FileNotFoundError):
            shutil.copy(book.with_name(f"{book.name}-journal"), copy.path.with_name(f"{copy.path.name}-journal"))
    return copy


def history_of(path: Path) -> History:
    """What the book at the path holds, of whichever version."""
    with opened_file(path, of_any_version=True) as connection:
        return history(run_on_file(connection, path))


def history(run: Run) -> History:
    """What the open file holds."""
    tables = {str(name) for (name,) in run("SELECT name FROM sqlite_master WHERE type = 'table'", {})}
    return _history(run, tables) if "journal" in tables else History(counts(run, tables))


def history_on_server(run: Run) -> tuple[History, str]:
    """What the shared book holds, and a word that names it among others: how its journal begins."""
    first = run("SELECT hash FROM journal ORDER BY id LIMIT 1", {})
    return _history(run, None), str(first[0][0])[:8] if first else "empty"


def unsound_in(path: Path, *, is_thorough: bool = True, done: Done = nobody) -> list[str]:
    """What the doctor finds wrong in the file; of an older version, or where time matters, only the file itself."""
    with opened_file(path, of_any_version=True) as connection:
        run = run_on_file(connection, path)
        if is_thorough and bookfile.version_of(connection) == bookfile.VERSION:
            return examine(run, is_file=True, done=done).unsound
        return [] if run("PRAGMA integrity_check", {})[0][0] == "ok" else ["file"]


def fill(path: Path, fresh: Path, *, done: Done = nobody) -> None:
    """The new file holds every page of the book at the path, of whichever version, as of one moment."""
    _copied(path, fresh, done)


def _history(run: Run, tables: Collection[str] | None) -> History:
    last = chain.last_entry(run)
    records = counts(run) if tables is None else counts(run, tables)
    return History(
        records, chain.entries_after(run, 0), chain.length(run), chain.head(run), Entry(*last) if last else None
    )


def _there(path: Path) -> Path:
    book = bookfile.real(path)
    if not bookfile.is_there(book):
        raise errors.NothingToBackUp(book=path)
    return book


@contextmanager
def _in_folder(folder: Path) -> Iterator[Path]:
    """A new file under another name in the folder of copies, which is made where it is missing."""
    with failing_as(errors.BackupWithoutRoom, errors.BackupUnwritable, folder=folder):
        make_folder(folder)
        with beside(folder) as fresh:
            yield fresh


def _filled(book: Path, fresh: Path, *, done: Done) -> History:
    """The new file is a sound copy of a book of the present version."""
    with opened_file(book):  # one of an older version is refused as any read does
        pass
    _copied(book, fresh, done)
    if unsound := unsound_in(fresh, done=done):
        raise UnsoundError(unsound)
    return history_of(fresh)


def _copied(book: Path, fresh: Path, done: Done) -> None:
    def told(_status: int, left: int, every: int) -> None:
        done(every - left, every)

    with (
        opened_file(book, of_any_version=True) as source,
        bookfile.in_our_words(book),
        closing(bookfile.connect(fresh, "rw")) as target,
    ):
        for setting in ("journal_mode=OFF", "synchronous=OFF"):
            target.execute(f"PRAGMA {setting}")
        source.backup(target, pages=_PAGES_AT_ONCE, progress=told)


def _stands(book: Path, fresh: Path, why: str, keep: int, found: History, unsound: Sequence[str] = ()) -> Copy:
    """The copy has its name in the folder of copies; the oldest made for the same reason beyond so many are gone."""
    folder = fresh.parent
    place = next(
        name for name in _names(folder, f"{book.name}.{_moment(fresh)}", f"{why}.bak") if put_in_place(fresh, name)
    )
    pattern = re.compile(rf"{re.escape(book.name)}\.({MOMENT}){re.escape(why)}\.bak")
    return Copy(place, found, unsound, prune(folder, pattern, keep, place))


def prune(folder: Path, pattern: re.Pattern[str], keep: int, newest: Path) -> list[Path]:
    """Of the files so named the newest stay, so many with the one just made; the others, returned here, are gone."""
    dated = [(_order(met[1]), path) for path in folder.iterdir() if (met := pattern.fullmatch(path.name))]
    older = sorted((dated_path for dated_path in dated if dated_path[1] != newest), reverse=True)
    gone = []
    for _order_of, path in older[keep - 1 :]:
        with suppress(OSError):
            path.unlink()
            gone.append(path)
    return gone


def _order(moment: str) -> tuple[str, int]:
    day_and_time, _dot, again = moment.partition(".")
    return day_and_time, int(again or 1)


def _names(folder: Path, stem: str, ending: str) -> Iterator[Path]:
    yield folder / f"{stem}{ending}"
    yield from (folder / f"{stem}.{again}{ending}" for again in range(2, 1000))


def _moment(fresh: Path) -> str:
    """When the file was made, as the system noted it: the clock itself is read elsewhere."""
    return datetime.fromtimestamp(fresh.stat().st_mtime).astimezone().strftime("%Y-%m-%d-%H%M%S")
