"""huikuan history: what was recorded, newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from huikuan.cli import output, session
from huikuan.cli.frame import examples
from huikuan.cli.params import count_option, reads
from huikuan.cli.scope import scope_of
from huikuan.text import _

if TYPE_CHECKING:
    from huikuan.cli.scope import Scope
    from huikuan.show.report import Report
    from huikuan.store.read import Reader

app = typer.Typer()
NEWEST = 20


@app.command("history", epilog=examples("huikuan history", "huikuan history --limit 100 --json"))
@reads
def history(
    limit: Annotated[int | None, count_option("--limit", _("Only the newest so many; 20 if left out."))] = None,
) -> None:
    with session.reading() as read:
        report = report_of(read, scope_of(read), limit or NEWEST)
    output.print_report(report)


def report_of(read: Reader, scope: Scope, limit: int | None = None) -> Report:
    """The entries recorded by the day, newest first; so many of them, or all."""
    from huikuan.show.history import history_report

    return history_report(read.history(limit, scope.as_of), scope.as_of)
