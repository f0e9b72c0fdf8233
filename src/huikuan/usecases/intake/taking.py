"""A file compared with the book, and taken in: one way for every kind of file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from huikuan.domain.lines import FileKind
from huikuan.usecases.intake import customers, invoices, invoices_taken, promises, receipts, targets
from huikuan.usecases.intake.who import Directory

if TYPE_CHECKING:
    from collections.abc import Callable

    from huikuan.domain.intake import Intake
    from huikuan.domain.lines import FileRead
    from huikuan.store.read import Reader
    from huikuan.store.write import Writer
    from huikuan.usecases.intake.wish import Wish

_LOOK: dict[FileKind, Callable[..., Any]] = {
    FileKind.CUSTOMERS: customers.look,
    FileKind.INVOICES: invoices.look,
    FileKind.RECEIPTS: receipts.look,
    FileKind.PROMISES: promises.look,
    FileKind.TARGETS: targets.look,
}
_TAKE: dict[FileKind, Callable[..., Any]] = {
    FileKind.CUSTOMERS: customers.take,
    FileKind.INVOICES: invoices_taken.take,
    FileKind.RECEIPTS: receipts.take,
    FileKind.PROMISES: promises.take,
    FileKind.TARGETS: targets.take,
}


class Found(Protocol):
    """What a file would change, kept for writing it."""

    intake: Intake


def look(read: Reader, file: FileRead, wish: Wish) -> Found:
    """What the file would change; nothing is written."""
    directory = Directory(read.customers(), adds=wish.adds_customers, owner=wish.owner)
    found: Found = _LOOK[file.kind](read, file, directory, wish)
    return found


def take(w: Writer, found: Found) -> Intake:
    """What was found is in the book, which must be as it was when it was looked at."""
    taken: Intake = _TAKE[found.intake.file.kind](w, found)
    return taken
