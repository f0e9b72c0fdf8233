"""Going through the morning list: the task with its words and the keys below it, reasons and answers to choose from,
and what the sitting came to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from huikuan.domain.kinds import ExcuseKind, Ready
from huikuan.domain.sitting import Step
from huikuan.names import say
from huikuan.show import excuses, tasks
from huikuan.show.answers import answers
from huikuan.show.followup import heading, last_lines, talk_lines
from huikuan.show.line import Line, line
from huikuan.show.wrap import wrapped
from huikuan.text import _, listed, mark, plural, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from huikuan.domain.money import Money
    from huikuan.domain.policy import Policy
    from huikuan.domain.task import Task
    from huikuan.domain.task_kinds import TaskKind
    from huikuan.domain.worklist import Worklist

_INDENT, _HANGING, _NARROW = "    ", "       ", 80
_MOVES = frozenset({Step.SKIP, Step.BACK, Step.UNDO, Step.LEAVE})


def plainly(amount: Money) -> str:
    """The amount as it is spoken: without fen where there are none."""
    return str(amount).removesuffix(".00")


def opening(report: Worklist, spoken_with: int) -> Iterable[Line | str]:
    """How many tasks there are, and how many of them come last because somebody was in touch today."""
    yield heading(report)
    if spoken_with:
        yield plural(
            "{count} was already contacted today; listed last.",
            "{count} were already contacted today; listed last.",
            spoken_with,
        )
    yield from last_lines(report)


def task_screen(
    task: Task, place: tuple[int, int], as_of: date, policy: Policy, width: int, *, why: bool
) -> Iterable[Line | str]:
    """The task at its place in the list, with its words."""
    number, count = place
    yield ""
    yield line(_("{number} of {count}", number=number, count=count), "dim")
    yield from talk_lines(task, None, as_of, policy, width, why=why)


def recorded_before(said: Iterable[str], *, is_gone: bool) -> Iterable[Line | str]:
    """What was recorded for a task gone back to."""
    for typed in said:
        yield line(_INDENT + _("recorded: {command}", command=shown(typed)), "dim")
    if is_gone:
        yield line(_INDENT + _("It is off the list."), "dim")


def offered(kind: TaskKind) -> frozenset[Step]:
    """What can be done with a task of this kind."""
    return _MOVES.union(tasks.of(kind).keys)


def outcome_keys(kind: TaskKind) -> Line:
    """The keys for what came of a task of this kind."""
    return line("  ".join(_(label) for label in tasks.of(kind).keys.values()), "cyan")


def move_keys(*, can_go_back: bool, can_undo: bool) -> str:
    """The keys that move in the list, as the question they end in."""
    back, undo = _("[<]back") if can_go_back else "", _("[u]undo") if can_undo else ""
    keys = "  ".join(filter(None, (_("[s]skip"), back, undo, _("[q]leave"))))
    return _("{keys}: ", keys=keys)


def reasons(width: int) -> Iterable[Line]:
    """The kinds of reason by number."""
    numbered = (f"{number} {excuses.name(kind)}" for number, kind in enumerate(ExcuseKind, 1))
    return _flowing(numbered, min(width, _NARROW))


def to_settle(missing: Sequence[Ready], width: int) -> Iterable[Line]:
    """What is still to settle for the due date, by number."""
    return _flowing((f"{number} {say(what)}" for number, what in enumerate(missing, 1)), min(width, _NARROW))


def replies(kind: ExcuseKind, width: int) -> Iterable[Line]:
    """The fact to ask for, then what may be answered, by number."""
    yield from wrapped(_("Ask: {fact}", fact=excuses.fact_to_ask(kind)), width, _INDENT, "bold")
    for number, answer in enumerate(answers(kind), 1):
        first, *others = wrapped(answer, width, _HANGING)
        yield line(f"{_INDENT}{number}  {first.plain.removeprefix(_HANGING)}")
        yield from others


def closing(worked: int, left: int, received: Money, promised: Money) -> Iterable[str]:
    """What was done and what is left, and the money of it."""
    yield ""
    done = plural("{count} task done", "{count} tasks done", worked)
    yield _("{done}, {left} left.", done=done, left=left)
    money = [
        _(said, amount=amount)
        for said, amount in ((mark("received {amount}"), received), (mark("promised {amount}"), promised))
        if amount
    ]
    if money:
        yield _("In this sitting: {money}.", money=listed(money))


def _flowing(pieces: Iterable[str], width: int) -> Iterable[Line]:
    """As many pieces in a line as fit, none of them broken."""
    from huikuan.show.width import places

    current = ""
    for piece in pieces:
        longer = f"{current}   {piece}" if current else _INDENT + piece
        if current and places(longer) > width:
            yield line(current)
            longer = _INDENT + piece
        current = longer
    yield line(current)
