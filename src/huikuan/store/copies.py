"""Standing copies of the book, each one moment of it, whole and its owner's alone, made while others go on writing.

SQLite itself copies the pages, inside one transaction that only reads: a copy that began again with every entry of
somebody else might never end. The copy is made beside its place and gets its name once it was looked at. Standing
copies lie in the folder `backups` beside the book, named after the book, the moment the copy was made and why; only
what bears such a name is ever taken away again, the oldest first.
"""

from __future__ import annotations

import re
import shutil
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from huikuan import errors
from huikuan.store import bookfile
from huikuan.store.lock import make_folder
from huikuan.store.newfile import beside, failing_as, put_in_place
from huikuan.store.openedfile import opened_file
from huikuan.store.place import own_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    Done = Callable[[int, int], None]

KEPT = 10
"""So many standing copies of a book made for the same reason stay."""
FOLDER = "backups"
MOMENT = r"\d{4}-\d\d-\d\d-\d{6}(?:\.\d+)?"
"""How a moment stands in the name of a copy."""
_PAGES_AT_ONCE = 2000


class Standing(NamedTuple):
    """A copy that stands in the folder: where, what is wrong with it, and older ones taken away for it."""

    path: Path
    unsound: Sequence[str]
    pruned: Sequence[Path]


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


def file_unsound(path: Path) -> list[str]:
    """What SQLite itself finds wrong in the file."""
    with opened_file(path, of_any_version=True) as connection:
        whole = bookfile.run_on(connection, path)("PRAGMA integrity_check", {})[0][0] == "ok"
    return [] if whole else ["file"]


def keep_aside(
    path: Path, why: str, *, look: Callable[[Path], list[str]] = file_unsound, done: Done = nobody
) -> Standing:
    """The book as it is stands in the folder of copies, of whichever version, however sound; what is wrong is said."""
    book = there(path)
    with in_folder(folder_of(book)) as fresh:
        fill(book, fresh, done=done)
        return stand(book, fresh, f".{why}", unsound=look(fresh))


def keep_bytes_aside(path: Path, why: str) -> Standing:
    """The same for a book that cannot be read page by page: its bytes, with the journal SQLite left beside it.

    Only for one who has the book's lock and no connection to it: closing a plain file would drop SQLite's own locks.
    """
    book = bookfile.real(path)
    with in_folder(folder_of(book)) as fresh:
        shutil.copyfile(book, fresh)
        copy = stand(book, fresh, f".{why}", unsound=["file"])
        with suppress(FileNotFoundError):
            shutil.copy(book.with_name(f"{book.name}-journal"), copy.path.with_name(f"{copy.path.name}-journal"))
    return copy


def there(path: Path) -> Path:
    """The file of the book, which must be there."""
    book = bookfile.real(path)
    if not bookfile.is_there(book):
        raise errors.NothingToBackUp(book=path)
    return book


@contextmanager
def in_folder(folder: Path) -> Iterator[Path]:
    """A new file under another name in the folder of copies, which is made where it is missing."""
    with failing_as(errors.BackupWithoutRoom, errors.BackupUnwritable, folder=folder):
        make_folder(folder)
        with beside(folder) as fresh:
            yield fresh


def fill(book: Path, fresh: Path, *, done: Done = nobody) -> None:
    """The new file holds every page of the book, of whichever version, as of one moment."""

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


def stand(book: Path, fresh: Path, why: str, *, keep: int = KEPT, unsound: Sequence[str] = ()) -> Standing:
    """The copy has its name in the folder of copies; the oldest made for the same reason beyond so many are gone."""
    names = named(fresh.parent, f"{book.name}.{moment(fresh)}", f"{why}.bak")
    place = next(name for name in names if put_in_place(fresh, name))
    pattern = re.compile(rf"{re.escape(book.name)}\.({MOMENT}){re.escape(why)}\.bak")
    return Standing(place, unsound, prune(fresh.parent, pattern, keep, place))


def prune(folder: Path, pattern: re.Pattern[str], keep: int, newest: Path) -> list[Path]:
    """Of the files so named the newest stay, so many with the one just made; the others, returned here, are gone."""
    dated = [(_order(met[1]), path) for path in folder.iterdir() if (met := pattern.fullmatch(path.name))]
    older = sorted((each for each in dated if each[1] != newest), reverse=True)
    gone = []
    for _made, path in older[keep - 1 :]:
        with suppress(OSError):
            path.unlink()
            gone.append(path)
    return gone


def named(folder: Path, stem: str, ending: str) -> Iterator[Path]:
    """The names a copy may get: the first that is free is meant."""
    yield folder / f"{stem}{ending}"
    yield from (folder / f"{stem}.{again}{ending}" for again in range(2, 1000))


def moment(fresh: Path) -> str:
    """When the file was made, as the system noted it: the clock itself is read elsewhere."""
    return datetime.fromtimestamp(fresh.stat().st_mtime).astimezone().strftime("%Y-%m-%d-%H%M%S")


def _order(dated: str) -> tuple[str, int]:
    day_and_time, _dot, again = dated.partition(".")
    return day_and_time, int(again or 1)
