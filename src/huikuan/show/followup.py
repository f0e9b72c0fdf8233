"""The morning list for a person: who, how much, why; whom to call and when; what to say; what to type after."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from huikuan.domain.task_kinds import TaskKind
from huikuan.names import say
from huikuan.show import tasks
from huikuan.show.line import Line, line
from huikuan.show.report import Report
from huikuan.show.speech import on_screen, whom, words
from huikuan.show.table import Column, Columns
from huikuan.show.talks import missing, proposal
from huikuan.show.wrap import wrapped
from huikuan.text import _, mark, plural, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from huikuan.domain.policy import Policy
    from huikuan.domain.task import Task
    from huikuan.domain.worklist import Worklist
    from huikuan.show.sheets.sheet import Sheet

_SUBMITTED = mark("submitted {day}")
_INDENT = "    "


def worklist_report(found: Worklist, policy: Policy, *, why: bool = False) -> Report:
    """The list of the day, in a file with the person to call and what to say in a column each."""

    def document() -> Any:
        from huikuan.show.wire import reports as wire

        return wire.worklist(found, policy)

    def sheets() -> Sequence[Sheet]:
        from huikuan.show.sheets.sheet import Sheet

        return [Sheet(_("Follow-up"), _columns(found.as_of, policy).in_file(), list(enumerate(found.tasks, 1)))]

    def draw(width: int) -> Iterable[Line | str]:
        return draw_worklist(found, policy, width, why=why)

    return Report(found.as_of, found.as_of, document, draw, sheets)


def _columns(as_of: date, policy: Policy) -> Columns[tuple[int, Task]]:
    every: list[Column[tuple[int, Task]]] = [
        Column("rank", _("Rank"), lambda line: line[0], align="right"),
        Column("kind", _("Kind"), lambda line: _(tasks.of(line[1].kind).name)),
        Column("customer", _("Customer"), lambda line: line[1].customer.name),
        Column("code", _("Code"), lambda line: line[1].customer.code),
        Column("amount", _("Amount"), lambda line: line[1].amount, align="right"),
        Column("due", _("Due"), lambda line: line[1].due),
        Column("days_late", _("Days late"), lambda line: line[1].days_late, align="right"),
        Column("points", _("Points"), lambda line: line[1].points, align="right"),
        Column("why", _("Why"), lambda line: why_line(line[1])),
        Column("contact", _("Contact"), lambda line: line[1].contact.name if line[1].contact else None),
        Column("phone", _("Phone"), lambda line: line[1].contact.phone if line[1].contact else None),
        Column("when", _("When"), lambda line: line[1].when or policy.hours[line[1].kind]),
        Column("say", _("To say"), lambda line: words(line[1], as_of)),
        Column("command", _("To type after"), lambda line: on_screen(line[1])),
    ]
    keys = "rank kind customer code amount due days_late points why contact phone when say command"
    return Columns(every, screen=keys, file=keys)


def draw_worklist(report: Worklist, policy: Policy, width: int, *, why: bool) -> Iterable[Line | str]:
    """The whole list; with `why`, the terms of each task's points."""
    yield heading(report)
    for number, task in enumerate(report.tasks, 1):
        yield ""
        yield from draw_task(task, number, report, policy, width, why=why)
    if not report.tasks and not report.hidden:
        yield ""
        yield _("Nothing is due today.")
    yield from last_lines(report)


def heading(report: Worklist) -> Line:
    """The day and how many tasks it has."""
    count = plural("{count} task", "{count} tasks", len(report.tasks))
    return line("   ".join((_("To do on {day}", day=report.as_of), count)), "bold")


def draw_task(
    task: Task, number: int, report: Worklist, policy: Policy, width: int, *, why: bool
) -> Iterable[Line | str]:
    """One task in three or four lines, with the command that records its outcome."""
    yield from talk_lines(task, number, report.as_of, policy, width, why=why)
    yield line(f"{_INDENT}→ {shown(on_screen(task))}", "cyan")


def talk_lines(
    task: Task, number: int | None, as_of: date, policy: Policy, width: int, *, why: bool
) -> Iterable[Line | str]:
    """What the task is, whom to call and when, what to say."""
    yield head_line(task, number)
    called = (task.when or policy.hours[task.kind], shown(whom(task)))
    yield line(_INDENT + "  ".join(word for word in called if word))
    if why:
        yield from wrapped(why_line(task), width, _INDENT, "dim")
    yield from wrapped(shown(words(task, as_of)), width, _INDENT)
    for said in _to_know(task):
        yield from wrapped(shown(said), width, _INDENT, "yellow")


def _to_know(task: Task) -> Iterable[str]:
    """By which hour it was promised and where that is written, what is not ready, who comes along."""
    if task.hour:
        yield _("Agreed by {hour}", hour=task.hour)
    if task.evidence:
        yield _("In writing: {where}", where=task.evidence)
    if task.missing:
        yield _("Still to settle: {what}", what=missing(task.missing))
    if task.together is not None:
        yield proposal(task.together)


def head_line(task: Task, number: int | None) -> Line:
    """The task's kind, customer, amount and lateness, behind its number where it has one."""
    words = [f"  {shown(task.customer.name)} {shown(task.customer.code)}"]
    if task.amount:
        words.append(str(task.amount))
    if task.due is not None:
        words.append(_(_dated(task), day=task.due))
    if task.days_late and task.kind is not TaskKind.BOUNCED:
        words.append(_lateness(task))
    if task.level > 1:
        words.append(_("promise no. {level}", level=task.level))
    kind = (_(tasks.of(task.kind).name), tasks.of(task.kind).style)
    return Line(((f"{number or '':>2}  ", ""), kind, ("  ".join(words), "")))


def _dated(task: Task) -> str:
    return _SUBMITTED if _lies_on_a_desk(task) else tasks.of(task.kind).dated


def _lateness(task: Task) -> str:
    if _lies_on_a_desk(task):
        return plural("for {count} day", "for {count} days", task.days_late)
    return plural("{count} day late", "{count} days late", task.days_late)


def _lies_on_a_desk(task: Task) -> bool:
    return task.step is not None and task.step.expected_on is None


def why_line(task: Task) -> str:
    """The points with their terms: 78 = kind of task 50 + days late 8 + …"""
    terms = " + ".join(f"{say(term.term)} {term.points}" for term in task.why)
    return f"{task.points} = {terms}"


def last_lines(report: Worklist) -> Iterable[str]:
    """What is to be known of the whole list."""
    if report.is_estimate:
        yield ""
        yield _("The holidays of {year} are not known yet: Monday to Friday is assumed.", year=report.as_of.year)
    if report.hidden:
        yield ""
        yield plural("{count} more task is hidden.", "{count} more tasks are hidden.", report.hidden)
