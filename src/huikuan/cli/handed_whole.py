"""The whole book handed on: every fact as it is kept, to be taken into an empty book with `huikuan import --as all`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from huikuan.cli.wanted import Handed, Wanted

if TYPE_CHECKING:
    from huikuan.store.read import Reader


def whole(read: Reader, wanted: Wanted) -> Handed:
    """Every table; the history stays behind."""
    book = read.whole()

    def document() -> Any:
        from huikuan.show import wholebook

        return wholebook.document(book)

    def text(whole: Any, is_plain: bool) -> str:
        from huikuan.show import wholebook

        return wholebook.as_text(whole, is_plain=is_plain)

    return Handed(wanted.day.as_of, wanted.day.as_of, document, tuple, book.count, text)
