"""The morning list as a sheet: the tasks of the day in their order, each with the person to call and what to say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from huikuan.names import say
from huikuan.show.followup import why_line
from huikuan.show.sheets.sheet import Sheet
from huikuan.show.speech import on_screen, words
from huikuan.show.table import Column
from huikuan.text import _

if TYPE_CHECKING:
    from datetime import date

    from huikuan.domain.policy import Policy
    from huikuan.domain.task import Task
    from huikuan.domain.worklist import Worklist

    Ranked = tuple[int, Task]


def followup_sheet(report: Worklist, policy: Policy) -> Sheet:
    """The list of the day."""
    return Sheet(_("Follow-up"), followup_columns(report.as_of, policy), list(enumerate(report.tasks, 1)))


def followup_columns(as_of: date, policy: Policy) -> list[Column[Ranked]]:
    """What a task says on the screen, a column each."""
    return [
        Column(_("Rank"), lambda line: line[0], align="right"),
        Column(_("Kind"), lambda line: say(line[1].kind)),
        Column(_("Customer"), lambda line: line[1].customer.name),
        Column(_("Code"), lambda line: line[1].customer.code),
        Column(_("Amount"), lambda line: line[1].amount, align="right"),
        Column(_("Due"), lambda line: line[1].due),
        Column(_("Days late"), lambda line: line[1].days_late, align="right"),
        Column(_("Points"), lambda line: line[1].points, align="right"),
        Column(_("Why"), lambda line: why_line(line[1])),
        Column(_("Contact"), lambda line: line[1].contact.name if line[1].contact else None),
        Column(_("Phone"), lambda line: line[1].contact.phone if line[1].contact else None),
        Column(_("When"), lambda line: line[1].when or policy.hours[line[1].kind]),
        Column(_("To say"), lambda line: words(line[1], as_of)),
        Column(_("To type after"), lambda line: on_screen(line[1])),
    ]
