"""huikuan history: what was recorded, newest first."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from huikuan.cli import output, session
from huikuan.cli.frame import examples
from huikuan.cli.params import count_option, reads
from huikuan.text import _

app = typer.Typer()
NEWEST = 20


@app.command("history", epilog=examples("huikuan history", "huikuan history --limit 100 --json"))
@reads
def history(
    limit: Annotated[int | None, count_option("--limit", _("Only the newest so many; 20 if left out."))] = None,
) -> None:
    with session.running() as run:
        from huikuan.store.journal import batches

        found = batches(run, limit or NEWEST, session.as_of())

    def draw(width: int) -> Any:
        from huikuan.show.history import draw_history

        return draw_history(found, width)

    def document() -> Any:
        from huikuan.show.wire import records as wire

        return {"history": [wire.batch(entry) for entry in found]}

    output.emit(document, draw)
