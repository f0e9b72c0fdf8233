"""A file open for adding many rows, with nothing of SQLModel: the same lock, the same transaction, the same journal.

That every row points at one that is there is looked at once, before anything is kept, instead of row by row.
"""

from __future__ import annotations

from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from huikuan import errors
from huikuan.store import bookfile
from huikuan.store.bulk_debts import BulkDebts
from huikuan.store.hands import FileHand
from huikuan.store.lock import locked
from huikuan.store.read import Reader

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path
    from typing import NoReturn


class More(Exception):  # noqa: N818 - says to begin again with the whole writer
    """What was asked takes more than adding rows."""


class LightWriter:
    """Reads, and writes many rows; paying promises and taking money back begin again with the whole writer."""

    def __init__(self, hand: FileHand, at: str) -> None:
        self._hand, self._at = hand, at
        self.read = Reader(hand.run)

    def many(self) -> BulkDebts:
        """The book, written many records at a time."""
        return BulkDebts(self._hand, self.read, self._at)

    def _more(self, *_: object, **__: object) -> NoReturn:
        raise More

    allocate = reverse_receipt = _more


@contextmanager
def writing_light(path: Path, *, command: str, today: date, at: str) -> Iterator[LightWriter]:
    """A writer whose rows are stored and journalled when the block ends well, and forgotten when it does not.

    Raises OutdatedBook for a book of an older version.
    """
    path = bookfile.real(path)
    bookfile.is_there(path)
    with locked(path):
        if not bookfile.is_there(path):
            from huikuan.store.birth import create

            create(path)
        with bookfile.in_our_words(path), closing(bookfile.connect(path, "rw")) as connection:
            bookfile.prepare_to_write(connection)
            connection.execute("PRAGMA foreign_keys=OFF")
            connection.execute("BEGIN IMMEDIATE")
            if bookfile.version_of(connection) != bookfile.VERSION:
                raise errors.OutdatedBook
            yield LightWriter(FileHand(connection, path, (at, today.isoformat(), command)), at)
            if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
                raise errors.BookRefuses(book=path)
            connection.execute("COMMIT")
