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
    from huikuan.domain.wholebook import WholeIntake


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
