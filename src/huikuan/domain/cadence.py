"""When a customer is spoken to about a promise, and when they are left in peace.

The window closed with money unpaid: renew, every day until done. Past due inside the window, or part paid on or after
the due date: press. Due today: collect. The last working day before: confirm. Earlier, reminders by grade; one that
falls on a day off is given on the working day before it as well. Otherwise: peace.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from huikuan.domain.gap import lies_broken
from huikuan.domain.standing import counted
from huikuan.domain.task_kinds import TaskKind

if TYPE_CHECKING:
    from datetime import date

    from huikuan.domain.day import Day
    from huikuan.domain.facts import Grade
    from huikuan.domain.standing import InstalmentStanding, PromiseStanding


def due_task(whole: PromiseStanding, part: InstalmentStanding, grade: Grade, day: Day) -> TaskKind | None:
    """What this instalment asks for on the day, or None."""
    as_of = day.as_of
    if not whole.is_live or not part.remaining:
        return None
    if lies_broken(whole, part):
        return TaskKind.RENEW
    if as_of > part.instalment.window_end:
        return None
    due = part.instalment.due
    if as_of >= due:
        pressing = as_of > due or any(p.on >= due for p in counted(part.instalment.payments, as_of))
        return TaskKind.PRESS if pressing else TaskKind.COLLECT
    if as_of == day.calendar.before(due):
        return TaskKind.CONFIRM
    return TaskKind.REMIND if _is_reminder(due, grade, day) else None


def is_past(due: date, grade: Grade, day: Day) -> bool:
    """True where an invoice due then is overdue by more than the grade's tolerance, in calendar days."""
    return day.as_of > due + timedelta(days=day.policy.tolerance[grade])


def _is_reminder(due: date, grade: Grade, day: Day) -> bool:
    days = [due - timedelta(days=n) for n in day.policy.reminders[grade]]
    early = [day.calendar.before(each) for each in days if not day.calendar.is_working(each)]
    return day.as_of in days or day.as_of in early


def may_be_asked_again(last: date | None, grade: Grade, day: Day) -> bool:
    """True where the customer was never contacted, or not within the grade's interval of working days."""
    return last is None or day.calendar.has_passed(day.policy.quiet[grade], last, day.as_of)
