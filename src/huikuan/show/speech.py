"""What to say on the phone, and what to type afterwards.

A sentence opens with the money and its date and asks for a time; it never pleads, threatens, or speaks of ourselves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from huikuan.domain.policy import TaskKind
from huikuan.names import say
from huikuan.text import _, mark, quoted, speak_day

if TYPE_CHECKING:
    from datetime import date

    from huikuan.domain.task import Task

_WORDS = {
    TaskKind.BOUNCED: mark(
        "The {amount} of {due} was returned unpaid. Please send it by transfer today: at what time will it go out?"
    ),
    TaskKind.RENEW: mark(
        "The {amount} agreed for {due} has not come in. Let us fix it anew today: on which day, and how much?"
    ),
    TaskKind.PRESS: mark("Of what was due on {due}, {amount} is still open. At what time today will it go out?"),
    TaskKind.COLLECT: mark(
        "The {amount} falls due today. At what time will it go out? Please send me the bank slip once it has."
    ),
    TaskKind.APPROVAL: mark(
        "{amount} waits for “{title}”, expected by {due}: on whose desk does it lie, who signs, and on which day?"
    ),
    TaskKind.BILL: mark(
        "{amount} by {form} matures on {due}: hand it to the bank by then; the last day for presentation is {until}."
    ),
    TaskKind.CONFIRM: mark(
        "{amount} is due on {due}. How will it be paid, who handles it, and which papers shall I bring?"
    ),
    TaskKind.REMIND: mark("{amount} is due on {due}. Please have it put on the payment schedule now."),
    TaskKind.CONTACT: mark("We agreed to speak today. {amount} of this month has no date yet: which day suits you?"),
    TaskKind.SOLICIT: mark("{amount} of this month has no payment date yet. On which day can it go out?"),
    TaskKind.MEASURE: mark("Due by {due}: {title}, to bring in {amount}."),
}
_RENEW_SEVERAL = mark(
    "The {amount} agreed for several days since {due} has not come in. Let us fix it anew today: on which day,"
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
TO_OURSELVES = frozenset({TaskKind.MEASURE, TaskKind.BILL})
"""What a task of these kinds says is for the salesperson and is said to no customer."""
_TO_CUSTOMERS = (said for kind, said in _WORDS.items() if kind not in TO_OURSELVES)
SPOKEN = (*_TO_CUSTOMERS, _RENEW_SEVERAL, _DATE_AGREED, _ON_A_DESK, _STEP_ALONE)


_LAPSED = mark(
    "{amount} by {form} was to be handed to the bank by {until}: do it today all the same, and tell who gave it to us."
)


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
    if task.kind in TO_OURSELVES or task.contact is None:
        return said
    return _("{name}: {sentence}", name=task.contact.name, sentence=said)


def _sentence(task: Task, as_of: date) -> str:
    """That of its kind, but for a task about no money, a step without a day, and a bill that has matured."""
    if task.kind is TaskKind.RENEW and task.is_several:
        return _RENEW_SEVERAL
    if task.kind is TaskKind.CONTACT and not task.amount:
        return _DATE_AGREED
    if task.kind is TaskKind.BILL and task.days_late:
        return _LAPSED if task.until is not None and as_of > task.until else _MATURED
    if task.step is not None and not task.amount:
        return _STEP_ALONE
    if task.step is not None and task.step.expected_on is None:
        return _ON_A_DESK
    return _WORDS[task.kind]


def command(task: Task, date: str = "DATE", text: str = "TEXT") -> str:
    """The command that records the outcome; `date` and `text` stand for what was heard."""
    who, yuan = quoted(task.customer.code), task.amount.yuan()
    typed = {
        TaskKind.BOUNCED: f"log {who} --said {text}",
        TaskKind.RENEW: _renewal(task, date),
        TaskKind.PRESS: f"receipt add {who} {yuan}",
        TaskKind.COLLECT: f"receipt add {who} {yuan}",
        TaskKind.APPROVAL: f"approval done {task.subject}",
        TaskKind.BILL: f"receipt present {task.subject}",
        TaskKind.CONFIRM: f"log {who} --said {text}",
        TaskKind.REMIND: f"log {who} --said {text}",
        TaskKind.CONTACT: f"log {who} --said {text} --next {date}",
        TaskKind.SOLICIT: f"promise add {who} {yuan} {date}",
        TaskKind.MEASURE: f"measure done {task.subject}",
    }
    return f"huikuan {typed[task.kind]}"


def _renewal(task: Task, date: str) -> str:
    if not task.others:
        return f"promise renew {task.subject} {task.amount.yuan()} {date}"
    parts = [f"{task.amount.yuan()}@{date}", *(f"{amount.yuan()}@{due or date}" for amount, due in task.others)]
    return f'promise renew {task.subject} --split "{",".join(parts)}"'


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
