"""The month at a glance: its sums, how many working days are left, and the first tasks of the day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from huikuan.show.followup import head_line
from huikuan.show.line import Line, line
from huikuan.show.plan import draw_sums, percent
from huikuan.show.speech import on_screen
from huikuan.text import _, plural, shown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from huikuan.domain.plan import Plan
    from huikuan.domain.worklist import Worklist


def draw_glance(report: Plan, tasks: Worklist, working_days: int | None) -> Iterable[Line | str]:
    """The glance for a person."""
    words = [str(report.month), _("as of {day}", day=report.as_of)]
    if working_days is not None:
        words.append(plural("{count} working day left", "{count} working days left", working_days))
    yield line("   ".join(words), "bold")
    if not report.rows:
        yield _("No customer to show. To add one: huikuan customer add NAME")
        return
    yield ""
    yield from draw_sums(report.totals.sums)
    counts = report.totals
    yield _(
        "Achieved {achieved}. Customers: {customers}, {without_target} without a target, {without_promise} without a"
        " promise",
        achieved=percent(counts.sums.achievement),
        customers=counts.customers,
        without_target=counts.without_target,
        without_promise=counts.without_promise,
    )
    if counts.without_target:
        yield line("  → huikuan plan", "cyan")
    yield ""
    if not tasks.tasks:
        yield _("Nothing is due today.")
    for number, task in enumerate(tasks.tasks, 1):
        yield head_line(task, number)
        yield line(f"    → {shown(on_screen(task))}", "cyan")
    if tasks.hidden:
        yield ""
        yield plural("{count} more task: huikuan followup", "{count} more tasks: huikuan followup", tasks.hidden)
