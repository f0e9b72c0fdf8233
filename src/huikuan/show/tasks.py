"""The kinds of task, a row each: its name, what to say on the phone, what to type afterwards, and the keys it has.

A sentence opens with the money and its date and asks for a time; it never pleads, threatens, or speaks of ourselves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from huikuan.domain.sitting import Step
from huikuan.domain.task_kinds import TaskKind
from huikuan.text import mark, quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from huikuan.domain.task import Task

    Command = Callable[[Task, str, str], str]

_KEYS: Final[Mapping[Step, str]] = {
    Step.PAID: mark("[p]paid"),
    Step.PART: mark("[t]part"),
    Step.NEW_DATE: mark("[d]new date"),
    Step.REASON: mark("[r]reason"),
    Step.NO_ANSWER: mark("[n]no answer"),
    Step.LATER: mark("[l]later"),
    Step.DONE: mark("[x]spoken"),
}
_FIRST_DATE: Final = {**_KEYS, Step.NEW_DATE: mark("[d]promised")}
_DUE = mark("due {day}")


class Wording(NamedTuple):
    """How tasks of a kind are told: `words` is what is said, `command` what is typed with the date and text heard."""

    name: str
    words: str
    command: Command
    style: str = "bold"
    dated: str = _DUE
    keys: Mapping[Step, str] = _KEYS


def of(kind: TaskKind) -> Wording:
    """The row of the kind."""
    return _ROWS[kind]


def _who(task: Task) -> str:
    return quoted(task.customer.code)


def _log(task: Task, _date: str, text: str) -> str:
    return f"log {_who(task)} --said {text}"


def _receipt(task: Task, _date: str, _text: str) -> str:
    return f"receipt add {_who(task)} {task.amount.yuan()}"


def _promise(task: Task, date: str, _text: str) -> str:
    return f"promise add {_who(task)} {task.amount.yuan()} {date}"


def _renewal(task: Task, date: str, _text: str) -> str:
    if not task.others:
        return f"promise renew {task.subject} {task.amount.yuan()} {date}"
    parts = [f"{task.amount.yuan()}@{date}", *(f"{amount.yuan()}@{due or date}" for amount, due in task.others)]
    return f'promise renew {task.subject} --split "{",".join(parts)}"'


_ROWS: Final[Mapping[TaskKind, Wording]] = {
    TaskKind.BOUNCED: Wording(
        mark("bounced"),
        mark(
            "The {amount} of {due} was returned unpaid. Please send it by transfer today: at what time will it go out?"
        ),
        _log,
        "bold red",
        mark("returned {day}"),
    ),
    TaskKind.RENEW: Wording(
        mark("renew"),
        mark(
            "The {amount} agreed for {due} has not come in. Let's agree a new date today: on which day, and how much?"
        ),
        _renewal,
        "bold red",
    ),
    TaskKind.PRESS: Wording(
        mark("press"),
        mark("Of what was due on {due}, {amount} is still open. At what time today will it go out?"),
        _receipt,
        "bold yellow",
    ),
    TaskKind.COLLECT: Wording(
        mark("collect"),
        mark("The {amount} falls due today. At what time will it go out? Please send me the bank slip once it has."),
        _receipt,
        "bold green",
    ),
    TaskKind.APPROVAL: Wording(
        mark("approval"),
        mark(
            "{amount} waits for “{title}”, expected by {due}: on whose desk does it lie, who signs, and on which day?"
        ),
        lambda task, _date, _text: f"approval done {task.subject}",
        "bold yellow",
        mark("expected {day}"),
        {
            Step.PAID: mark("[p]through"),
            Step.REASON: mark("[r]reason"),
            Step.NO_ANSWER: mark("[n]no answer"),
            Step.LATER: mark("[l]later"),
            Step.DONE: mark("[x]spoken"),
        },
    ),
    TaskKind.BILL: Wording(
        mark("bill"),
        mark(
            "{amount} by {form} matures on {due}: hand it to the bank by then; the last day for presentation is"
            " {until}."
        ),
        lambda task, _date, _text: f"receipt present {task.subject}",
        "bold yellow",
        mark("matures {day}"),
        {Step.PAID: mark("[p]handed in")},
    ),
    TaskKind.CONFIRM: Wording(
        mark("confirm"),
        mark("{amount} is due on {due}. How will it be paid, who handles it, and which papers shall I bring?"),
        _log,
    ),
    TaskKind.OVERDUE: Wording(
        mark("overdue"),
        mark(
            "{amount} on your invoices was due on {due} and is still open. On which day will it go out, and how much?"
        ),
        _promise,
        "bold yellow",
        keys=_FIRST_DATE,
    ),
    TaskKind.MEASURE: Wording(
        mark("measure"),
        mark("Due by {due}: {title}, to bring in {amount}."),
        lambda task, _date, _text: f"measure done {task.subject}",
        dated=mark("to be done by {day}"),
        keys={
            Step.PAID: mark("[p]done"),
            Step.NEW_DATE: mark("[d]promised"),
            Step.REASON: mark("[r]reason"),
            Step.NO_ANSWER: mark("[n]no answer"),
            Step.LATER: mark("[l]later"),
            Step.DONE: mark("[x]done, yield unknown"),
        },
    ),
    TaskKind.CONTACT: Wording(
        mark("contact"),
        mark("We agreed to speak today. {amount} of this month has no date yet: which day suits you?"),
        lambda task, date, text: f"{_log(task, date, text)} --next {date}",
        dated=mark("agreed for {day}"),
        keys=_FIRST_DATE,
    ),
    TaskKind.SOLICIT: Wording(
        mark("ask for a promise"),
        mark("{amount} of this month has no payment date yet. On which day can it go out?"),
        _promise,
        keys=_FIRST_DATE,
    ),
    TaskKind.REMIND: Wording(
        mark("remind"), mark("{amount} is due on {due}. Please have it put on the payment schedule now."), _log
    ),
}
SPOKEN = tuple(row.words for kind, row in _ROWS.items() if not kind.row.is_for_ourselves)
