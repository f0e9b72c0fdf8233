"""The morning list for a person: who, how much, why; whom to call and when; what to say; what to type after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from huikuan.domain.policy import TaskKind
from huikuan.names import say
from huikuan.show.speech import on_screen, whom, words
from huikuan.show.wrap import wrapped
from huikuan.text import _, mark, plural, shown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import RenderableType

    from huikuan.domain.policy import Policy
    from huikuan.domain.worklist import Task, Worklist

_STYLES = {
    TaskKind.BOUNCED: "bold red",
    TaskKind.RENEW: "bold red",
    TaskKind.PRESS: "bold yellow",
    TaskKind.COLLECT: "bold green",
}
_DUE = mark("due {day}")
_DATED = {
    TaskKind.BOUNCED: mark("returned {day}"),
    TaskKind.CONTACT: mark("agreed for {day}"),
    TaskKind.MEASURE: mark("to be done by {day}"),
}
_INDENT = "    "


def draw_worklist(report: Worklist, policy: Policy, width: int, *, why: bool) -> Iterable[RenderableType]:
    """The whole list; with `why`, the terms of each task's points."""
    yield Text(
        "   ".join(
            (
                _("To do on {day}", day=report.as_of),
                plural("{count} task", "{count} tasks", len(report.tasks)),
            )
        ),
        style="bold",
    )
    for number, task in enumerate(report.tasks, 1):
        yield ""
        yield from draw_task(task, number, report, policy, width, why=why)
    if not report.tasks:
        yield ""
        yield _("Nothing is due today.")
    yield from _last_lines(report)


def draw_task(
    task: Task, number: int, report: Worklist, policy: Policy, width: int, *, why: bool
) -> Iterable[RenderableType]:
    """One task in three or four lines."""
    yield head_line(task, number)
    yield Text(_INDENT + "  ".join(word for word in (policy.hours[task.kind], shown(whom(task))) if word))
    if why:
        yield from wrapped(why_line(task), width, _INDENT, "dim")
    yield from wrapped(shown(words(task, report.as_of)), width, _INDENT)
    yield Text(f"{_INDENT}→ {shown(on_screen(task))}", style="cyan")


def head_line(task: Task, number: int) -> Text:
    """The task's kind, customer, amount and lateness."""
    line = Text(f"{number:>2}  ")
    line.append(say(task.kind), style=_STYLES.get(task.kind, "bold"))
    line.append(f"  {shown(task.customer.name)} {shown(task.customer.code)}")
    if task.amount:
        line.append(f"  {task.amount}")
    if task.due is not None:
        line.append("  " + _(_DATED.get(task.kind, _DUE), day=task.due))
    if task.days_late:
        line.append("  " + plural("{count} day late", "{count} days late", task.days_late))
    if task.level > 1:
        line.append("  " + _("promise no. {level}", level=task.level))
    return line


def why_line(task: Task) -> str:
    """The points with their terms: 78 = kind of task 50 + days late 8 + …"""
    terms = " + ".join(f"{say(term.term)} {term.points}" for term in task.why)
    return f"{task.points} = {terms}"


def _last_lines(report: Worklist) -> Iterable[str]:
    if report.is_estimate:
        yield ""
        yield _("The holidays of {year} are not known yet: Monday to Friday is assumed.", year=report.as_of.year)
    if report.hidden:
        yield ""
        yield plural("{count} more task is hidden.", "{count} more tasks are hidden.", report.hidden)
