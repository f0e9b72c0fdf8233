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

    from huikuan.domain.worklist import Task

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
    TaskKind.CONFIRM: mark(
        "{amount} is due on {due}. How will it be paid, who handles it, and which papers shall I bring?"
    ),
    TaskKind.REMIND: mark("{amount} is due on {due}. Please have it put on the payment schedule now."),
    TaskKind.CONTACT: mark("We agreed to speak today. {amount} of this month has no date yet: which day suits you?"),
    TaskKind.SOLICIT: mark("{amount} of this month has no payment date yet. On which day can it go out?"),
    TaskKind.MEASURE: mark("Due by {due}: {title}, to bring in {amount}."),
}
_DATE_AGREED = mark("We agreed to speak today. Shall we go through the open payments?")
SPOKEN = (*(said for kind, said in _WORDS.items() if kind is not TaskKind.MEASURE), _DATE_AGREED)


def words(task: Task, as_of: date) -> str:
    """The sentence for the task, to the person to call where there is one."""
    sentence = _DATE_AGREED if task.kind is TaskKind.CONTACT and not task.amount else _WORDS[task.kind]
    amount = str(task.amount).removesuffix(".00")
    said = _(sentence, amount=amount, due=speak_day(task.due or as_of), title=task.title or "")
    if task.kind is TaskKind.MEASURE or task.contact is None:
        return said
    return _("{name}: {sentence}", name=task.contact.name, sentence=said)


def command(task: Task, date: str = "DATE", text: str = "TEXT") -> str:
    """The command that records the outcome; `date` and `text` stand for what was heard."""
    who, yuan = quoted(task.customer.code), task.amount.yuan()
    typed = {
        TaskKind.BOUNCED: f"log {who} --said {text}",
        TaskKind.RENEW: _renewal(task, date),
        TaskKind.PRESS: f"receipt add {who} {yuan}",
        TaskKind.COLLECT: f"receipt add {who} {yuan}",
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
    parts = [f"{task.amount.yuan()}@{date}", *(f"{amount.yuan()}@{due}" for amount, due in task.others)]
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
