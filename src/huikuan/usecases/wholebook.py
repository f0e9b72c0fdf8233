"""A whole book goes into an empty one; the one it came from has all of it already; no other ever takes it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from huikuan.domain.wholebook import WholeIntake
from huikuan.errors import BookHoldsOther, WholeBookContradicts

if TYPE_CHECKING:
    from huikuan.domain.wholebook import WholeBook
    from huikuan.store.read import Reader
    from huikuan.store.write import Writer


def check(whole: WholeBook) -> None:
    """Refused: rows that no sound book holds."""
    from huikuan.store.trial import contradicting

    table = contradicting(whole)
    if table is not None:
        raise WholeBookContradicts(table=table)


def look(read: Reader, whole: WholeBook) -> WholeIntake:
    """What taking it in would add. Refused: into a book with other rows."""
    present = read.whole()
    if present.same_as(whole):
        return WholeIntake(whole.counts, is_new=False)
    if present.count:
        raise BookHoldsOther
    return WholeIntake(whole.counts, is_new=True)


def take(w: Writer, whole: WholeBook) -> WholeIntake:
    """The rows are in the book, with their numbers; nothing changes where they are there already."""
    found = look(w.read, whole)
    if found.is_new:
        w.add_whole(whole)
    return replace(found, is_applied=True)
