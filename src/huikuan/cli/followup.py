"""huikuan followup: the morning list. Who, how much, why, when, whom to call, what to say, what to type after.

With --work it is gone through task by task.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from huikuan.cli import output, session
from huikuan.cli.context import context
from huikuan.cli.frame import examples
from huikuan.cli.params import ListDateTyped, amount_option, count_option, owner_option, reads
from huikuan.domain.money import Money
from huikuan.domain.prepared import Known, instalments_of, prepared
from huikuan.domain.worklist import Narrow, Worklist, with_contacts, worklist
from huikuan.errors import TwoDays, WorkIsToday
from huikuan.text import _

if TYPE_CHECKING:
    from huikuan.cli.scope import Scope
    from huikuan.show.report import Report
    from huikuan.store.read import Reader

app = typer.Typer()


@app.command("followup", epilog=examples("huikuan followup --work", "huikuan followup 明天 --owner 小李 --limit 10"))
@reads
def followup(
    on: ListDateTyped = None,
    why: Annotated[bool, typer.Option("--why", help=_("Show what each task's points are made of."))] = False,
    limit: Annotated[int | None, count_option("--limit", _("Only the first so many."))] = None,
    owner: Annotated[str | None, owner_option(_("Only this salesperson's customers."))] = None,
    floor: Annotated[Money | None, amount_option("--floor", _("Only from this amount on."))] = None,
    by_time: Annotated[bool, typer.Option("--by-time", help=_("In the order of the hours to call at."))] = False,
    work: Annotated[bool, typer.Option("--work", help=_("Go through it task by task; a key records each."))] = False,
) -> None:
    narrow = Narrow(limit, owner, floor)
    if work:
        _go_through(on, narrow, why=why, by_time=by_time)
        return
    if on is not None and context().as_of is not None:
        raise TwoDays
    from huikuan.show.followup import worklist_report

    with session.reading() as read:
        found = tasks_of(read, on or session.as_of(), narrow, by_time=by_time)
    output.print_report(worklist_report(found, session.policy(), why=why))


def report_of(read: Reader, scope: Scope) -> Report:
    """The whole list of the day."""
    from huikuan.show.followup import worklist_report

    return worklist_report(tasks_of(read, scope.as_of, Narrow(owner=scope.owner)), scope.day.policy)


def _go_through(on: date | None, narrow: Narrow, *, why: bool, by_time: bool) -> None:
    if on is not None or context().as_of is not None:
        raise WorkIsToday
    from huikuan.cli.work import run

    def list_now(narrow: Narrow) -> Worklist:
        with session.reading() as read:
            return tasks_of(read, session.today(), narrow, by_time=by_time)

    run(list_now, narrow, why=why)


def tasks_of(read: Reader, on: date, narrow: Narrow, *, by_time: bool = False) -> Worklist:
    """The list of the day, with whom to call and what to know of each task."""
    day = session.day(on)
    morning = read.morning(on, day.policy)
    found = worklist(morning, narrow, day)
    who = {task.customer.id for task in found.tasks}
    known = Known(read.habits(on, frozenset(who)), read.ticks(instalments_of(found, morning)), read.agreed_on(on, who))
    return prepared(with_contacts(found, read.contacts_of(who)), morning, known, day, by_time=by_time)
