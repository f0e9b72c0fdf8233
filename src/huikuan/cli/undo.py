"""huikuan undo: takes back the last thing recorded, or the entry named; what was undone can be brought back."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from huikuan.cli import candidates, output, session
from huikuan.cli.frame import examples
from huikuan.cli.params import id_argument
from huikuan.text import _
from huikuan.usecases import undo as usecase

app = typer.Typer()


@app.command("undo", epilog=examples("huikuan undo", "huikuan undo 12"))
def undo(
    entry: Annotated[
        int | None, id_argument(_("The number in the history; the last one if left out."), candidates.entries)
    ] = None,
) -> None:
    with session.writing() as w:
        undone = usecase.undo(w, entry, session.day())

    def draw(_width: int) -> Any:
        from huikuan.show.history import undone_lines

        return undone_lines(undone)

    def document() -> Any:
        from huikuan.show.history import entry_record

        return entry_record(undone.entry)

    output.emit(document, draw)
