"""huikuan followup --work: the morning list gone through task by task; one key says what came of it.

What is recorded stays, whenever the person leaves: by a key, by Ctrl-C or Ctrl-D, or because a script's lines end
or one of them is refused.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from typer import Exit

from huikuan.cli import asking, output, session
from huikuan.cli.asking import Left, OutOfStep
from huikuan.cli.context import context
from huikuan.cli.sitting import Sitting
from huikuan.domain.sitting import begun
from huikuan.domain.worklist import Narrow
from huikuan.show.followup import draw_worklist
from huikuan.show.wire.values import iso
from huikuan.show.work import closing, opening
from huikuan.text import _, quoted, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from huikuan.domain.worklist import Worklist


def run(list_now: Callable[[Narrow], Worklist], narrow: Narrow, *, why: bool) -> None:
    """Go through the list of this moment."""
    whole = list_now(Narrow())
    unlimited = replace(narrow, limit=None)
    report = whole if unlimited == Narrow() else list_now(unlimited)
    with session.reading() as read:
        spoken_with = read.spoken_with(report.as_of, {task.customer.id for task in report.tasks})
    start = begun(report.tasks, whole.tasks, spoken_with, narrow.limit)
    report = replace(report, tasks=start.tasks, hidden=len(whole.tasks) - len(start.tasks))
    sitting = Sitting(lambda: list_now(Narrow()).tasks, start, why=why)
    if not report.tasks:
        output.emit(lambda: _document(report, sitting), lambda w: draw_worklist(report, session.policy(), w, why=why))
        return
    if not context().json:
        output.show(lambda _width: opening(report, sum(task.customer.id in spoken_with for task in report.tasks)))
    code = _gone_through(sitting)
    output.emit(lambda: _document(report, sitting), lambda _width: _closing(sitting))
    if code:
        raise Exit(code)


def _gone_through(sitting: Sitting) -> int:
    """The exit code that is due where nothing was recorded."""
    asking.begin()
    try:
        sitting.go_through()
    except (Left, KeyboardInterrupt):
        pass
    except OutOfStep as lost:
        output.refuse(lost.at(sitting.customer.name))
        return lost.exit_code
    return 0


def _closing(sitting: Sitting) -> Iterable[str]:
    yield from closing(sitting.done, sitting.left, sitting.received, sitting.promised)
    if sitting.left:
        line = " ".join(map(quoted, context().typed))
        yield _("To go on: {command}", command=shown(f"huikuan {line}"))


def _document(report: Worklist, sitting: Sitting) -> Any:
    worked = [
        {
            "kind": str(each.task.kind),
            "customer": each.task.customer.name,
            "code": each.task.customer.code,
            "outcome": str(each.step),
            "recorded": [entry.document for entry in each.entries],
        }
        for each in sitting.worked
    ]
    return {"as_of": iso(report.as_of), "worked": worked, "left": sitting.left}
