"""A whole book in a file, as `huikuan export all` makes it, compared with the book and taken into an empty one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from huikuan.cli import output, session
from huikuan.cli.progress import stages
from huikuan.cli.retyped import typed_again
from huikuan.text import _
from huikuan.usecases import wholebook as usecase

if TYPE_CHECKING:
    from huikuan.cli.scope import Scope
    from huikuan.domain.wholebook import WholeIntake
    from huikuan.show.report import Report
    from huikuan.store.read import Reader


def is_whole(path: Path) -> bool:
    """Whether the file says that it is a whole book; it is not read to its end."""
    from huikuan.parse import wholebook

    return wholebook.is_whole(path)


def take_in(path: Path, apply: bool) -> None:
    """The command: what the file would add, or with `apply` what it added."""
    from huikuan.parse import wholebook

    with stages(_("reading"), _("comparing"), _("writing")) as at:
        at(0)
        whole = wholebook.read(path)
        at(1)
        usecase.check(whole)
        if apply:
            with session.writing(makes_book=True, many_rows=True) as w:
                at(2)
                found = usecase.take(w, whole)
        else:
            with session.reading(makes_book=True) as read:
                found = usecase.look(read, whole)
    _tell(found, path)


def _tell(found: WholeIntake, path: Path) -> None:
    def document() -> Any:
        from huikuan.show import wholebook

        return wholebook.intake(found, str(path))

    def draw(width: int) -> Any:
        from huikuan.show import wholebook

        return wholebook.draw_intake(found, width, typed_again())

    output.emit(document, draw)


def report_of(read: Reader, scope: Scope) -> Report:
    """Every fact as it is kept, for `import --as all`; the history stays behind."""
    from huikuan.show import wholebook
    from huikuan.show.report import Report

    book = read.whole()
    return Report(
        scope.as_of,
        scope.as_of,
        lambda: wholebook.document(book),
        lambda _width: (),
        rows=book.count,
        text=lambda whole, is_plain: wholebook.as_text(whole, is_plain=is_plain),
    )
