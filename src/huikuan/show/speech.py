"""What to say on the phone, and what to type afterwards.

A sentence opens with the money and its date and asks for a time; it never pleads, threatens, or speaks of ourselves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from huikuan.domain.task_kinds import TaskKind
from huikuan.names import say
from huikuan.show import tasks
from huikuan.text import _, mark, speak_day

if TYPE_CHECKING:
    from datetime import date

    from huikuan.domain.task import Task

_RENEW_SEVERAL = mark(
    "The {amount} agreed for several days since {due} has not come in. Let's agree a new date today: on which day,"
    " and how much?"
)
_DATE_AGREED = mark("We agreed to speak today. Shall we go through the open payments?")
_ON_A_DESK = mark(
    "{amount} waits for “{title}”, submitted on {due}: on whose desk does it lie, who signs, and on which day?"
)
_STEP_ALONE = mark("“{title}” has not come through yet: on whose desk does it lie, who signs, and on which day?")
_MATURED = mark(
    "{amount} by {form} matured on {due}: hand it to the bank today; the last day for presentation is {until}."
)
_OVERDUE_SEVERAL = mark(
    "{amount} on your invoices, the first of them due on {due}, is still open. On which day will it go out, and how"
    " much?"
)
SPOKEN = (_RENEW_SEVERAL, _OVERDUE_SEVERAL, _DATE_AGREED, _ON_A_DESK, _STEP_ALONE)

_LAPSED = mark(
    "{amount} by {form} was to be handed to the bank by {until}: do it today all the same, and tell who gave it to us."
)


_OF_SEVERAL = {TaskKind.RENEW: _RENEW_SEVERAL, TaskKind.OVERDUE: _OVERDUE_SEVERAL}


def words(task: Task, as_of: date) -> str:
    """The sentence for the task, to the person to call where there is one."""
    said = _(
        _sentence(task, as_of),
        amount=str(task.amount).removesuffix(".00"),
        due=speak_day(task.due or as_of),
        title=task.title or "",
        form=say(task.form) if task.form else "",
        until=speak_day(task.until or as_of),
    )
    if task.kind.row.is_for_ourselves or task.contact is None:
        return said
    return _("{name}: {sentence}", name=task.contact.name, sentence=said)


def _sentence(task: Task, as_of: date) -> str:
    """That of its kind, but for a task about no money, a step without a day, and a bill that has matured."""
    if task.kind in _OF_SEVERAL and task.is_several:
        return _OF_SEVERAL[task.kind]
    if task.kind is TaskKind.CONTACT and not task.amount:
        return _DATE_AGREED
    if task.kind is TaskKind.BILL and task.days_late:
        return _LAPSED if task.until is not None and as_of > task.until else _MATURED
    if task.step is not None and not task.amount:
        return _STEP_ALONE
    if task.step is not None and task.step.expected_on is None:
        return _ON_A_DESK
    return tasks.of(task.kind).words


def command(task: Task, date: str = "DATE", text: str = "TEXT") -> str:
    """The command that records the outcome; `date` and `text` stand for what was heard."""
    return f"huikuan {tasks.of(task.kind).command(task, date, text)}"


def on_screen(task: Task) -> str:
    """The same command, its placeholders in the language in use."""
    return command(task, _("DATE"), _("TEXT"))


def whom(task: Task) -> str:
    """The person to call with role and phone; empty where nobody is known."""
    person = task.contact
    if person is None:
        return ""
    named = _("{name} ({role})", name=person.name, role=say(person.role))
    return f"{named} {person.phone}" if person.phone else named
