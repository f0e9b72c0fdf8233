"""A file compared with the book, and taken in: one way for every kind of file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from huikuan.domain.lines import FileKind
from huikuan.usecases.intake import customers, invoices, promises, receipts, targets
from huikuan.usecases.intake.who import Directory

if TYPE_CHECKING:
    from huikuan.domain.intake import Intake
    from huikuan.domain.lines import FileRead
    from huikuan.store.read import Reader
    from huikuan.store.write import Writer
    from huikuan.usecases.intake.wish import Wish

_WAYS: dict[FileKind, Any] = {
    FileKind.CUSTOMERS: customers,
    FileKind.INVOICES: invoices,
    FileKind.RECEIPTS: receipts,
    FileKind.PROMISES: promises,
    FileKind.TARGETS: targets,
}


def look(read: Reader, file: FileRead, wish: Wish) -> Intake:
    """What the file would change; nothing is written."""
    intake: Intake = _found(read, file, wish).intake
    return intake


def take(w: Writer, file: FileRead, wish: Wish, *, keeps_good: bool) -> Intake:
    """What the file says is in the book, unless a line was refused and the good ones are not to be kept alone."""
    found = _found(w.read, file, wish)
    intake: Intake = found.intake
    if intake.refused and not keeps_good:
        return intake
    taken: Intake = _WAYS[file.kind].take(w, found)
    return taken


def _found(read: Reader, file: FileRead, wish: Wish) -> Any:
    directory = Directory(read.customers(), adds=wish.adds_customers, owner=wish.owner)
    return _WAYS[file.kind].look(read, file, directory, wish)
