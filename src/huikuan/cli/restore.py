"""huikuan restore: what a backup holds and what of today's book it lacks; with --apply it takes the book's place."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from huikuan.cli import output, session
from huikuan.cli.frame import examples
from huikuan.cli.params import file_argument
from huikuan.cli.progress import measured
from huikuan.cli.retyped import typed_again
from huikuan.errors import CopyUnsound, SharedBookRestored
from huikuan.text import _

if TYPE_CHECKING:
    from huikuan.domain.copies import Comparison

app = typer.Typer()


@app.command(
    "restore",
    epilog=examples(
        "huikuan restore backups/book.db.2026-12-01-180000.bak",
        "huikuan restore backups/book.db.2026-12-01-180000.bak --apply",
    ),
)
def restore(
    file: Annotated[Path, file_argument(_("A backup of the book."))],
    apply: Annotated[
        bool, typer.Option("--apply", help=_("Put it in the book's place; without this nothing is written."))
    ] = False,
) -> None:
    path = session.place().path
    if path is None:
        raise SharedBookRestored
    if apply:
        found, kept = _restored(path, file)
        output.stored()
    else:
        from huikuan.store import restoring

        with measured(_("comparing")) as at:
            found, kept = restoring.compare(path, file, done=at), None
    _tell(file, found, kept, is_applied=apply)


def _restored(path: Path, file: Path) -> tuple[Comparison, Path | None]:
    from huikuan.show.doctor import names_of
    from huikuan.store import backup, restoring

    with measured(_("restoring")) as at:
        try:
            return restoring.restore(path, file, done=at)
        except backup.UnsoundError as error:
            raise CopyUnsound(file=file, what=names_of(list(error.checks))) from None


def _tell(file: Path, found: Comparison, kept: Path | None, *, is_applied: bool) -> None:
    from huikuan.show import copies

    output.emit(
        lambda: copies.restoring(str(file), found, kept, is_applied=is_applied),
        lambda _width: list(copies.restoring_lines(str(file), found, kept, is_applied=is_applied, again=typed_again())),
    )
