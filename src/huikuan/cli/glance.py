"""huikuan alone: the month at a glance, and the first five tasks of the day."""

from __future__ import annotations

from typing import Any

from huikuan.cli import output, session
from huikuan.cli.followup import tasks_of
from huikuan.domain.period import month_of
from huikuan.domain.plan import plan
from huikuan.domain.worklist import Narrow

FIRST = 5


def run() -> None:
    """Show it."""
    day = session.day(session.as_of())
    month = month_of(day.as_of)
    with session.reading() as read:
        report = plan(read.accounts(month, day.as_of), month, day.as_of, day.policy, None)
        tasks = tasks_of(read, day.as_of, Narrow(limit=FIRST))
    left = session.working_days_left(month, day)

    def draw(_width: int) -> Any:
        from huikuan.show.glance import draw_glance

        return draw_glance(report, tasks, left)

    def document() -> Any:
        from huikuan.show.wire import reports as wire

        return wire.glance(report, tasks, left, day.policy)

    output.emit(document, draw)
