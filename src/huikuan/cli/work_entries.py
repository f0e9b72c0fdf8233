"""What a key records: each entry is one command line, stored and undone like one that was typed.

It is told as that command tells it: the record, then what it did to the gap; a document of it is kept for the end.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from huikuan.cli import output, session
from huikuan.cli.context import context
from huikuan.domain.approval import chain
from huikuan.domain.facts import Channel, Form, Outcome, Receipt
from huikuan.domain.money import NOTHING, Money
from huikuan.domain.talk import NO_TALK, Talk
from huikuan.show import debts, lists, recorded
from huikuan.show import talk as told
from huikuan.text import quoted
from huikuan.usecases import approval as approvals
from huikuan.usecases import find, log
from huikuan.usecases import measure as measures
from huikuan.usecases import promise as promises
from huikuan.usecases import receipt as receipts

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from huikuan.domain.facts import Customer
    from huikuan.domain.kinds import Ready
    from huikuan.domain.recorded import Recorded
    from huikuan.domain.stake import Parts
    from huikuan.usecases.log import OurWork


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the history: its number and line, its record as a document, what came in or was promised by it."""

    number: int | None
    said: str
    document: Any
    received: Money = NOTHING
    promised: Money = NOTHING


@dataclass(frozen=True, slots=True)
class Contact:
    """What is logged of a contact; `proposed`: which of the answers proposed was given, from 1."""

    outcome: Outcome = Outcome.REACHED
    said: str | None = None
    next_on: date | None = None
    talk: Talk = NO_TALK
    proposed: int | None = None
    work: OurWork | None = None
    ready: tuple[Ready, ...] = ()


def receipt(
    who: Customer, amount: Money, on: date | None, how: Form, matures: date | None = None, *, again: bool = False
) -> Entry:
    """Money came in, today where no other day was said."""
    today = session.today()
    day = on or today
    said = _line(
        "receipt add", who.code, _yuan(amount), "" if day == today else day.isoformat(),
        form=None if how is Form.TRANSFER else how, matures=matures.isoformat() if matures else None, again=again,
    )  # fmt: skip
    with session.writing(said=said) as w:
        came_in = Receipt(0, who.id, day, amount, how, matures)
        made = receipts.add(w, who, came_in, session.day(), again=again)
        settled, number = w.read.settled_by(made.fact.id), w.entry
    _tell(made, [*recorded.receipt(made.fact, who, settles=bool(settled)), *debts.settled_by(settled)])
    return Entry(number, said, lists.receipts(today).record((made.fact, who, settled)), received=amount)


def promise(
    who: Customer,
    parts: Parts,
    form: Form | None,
    taken: Money,
    *,
    instead_of: int | None = None,
    from_measure: int | None = None,
) -> Entry:
    """What they said they will pay, `taken` of it new: a first promise, in place of another, or led to by a measure."""
    noun = f"promise renew {instead_of}" if instead_of else "promise add"
    said = _line(noun, "" if instead_of else who.code, *_typed(parts), form=form, from_measure=from_measure)
    terms = promises.Terms(parts, session.today(), form=form)
    with session.writing(said=said) as w:
        if instead_of:
            made = promises.renew(w, find.promise(w.read, instead_of), terms, session.day())
        else:
            active = find.active_customer(w.read, who.code, session.today())
            measure = find.measure_of(w.read, from_measure, active) if from_measure else None
            made = promises.add(w, active, terms, session.day(), measure)
        number = w.entry
    _tell(made, recorded.promise(made.fact, who))
    return Entry(number, said, lists.promise_record(made.fact, who), promised=taken)


def measure_done(measure: int, brought: Money | None) -> Entry:
    """A measure is done, with what it brought in where that is known."""
    said = _line("measure done", str(measure), **{"yield": _yuan(brought) if brought else None})
    with session.writing(said=said) as w:
        made = measures.done(w, find.measure(w.read, measure), session.day(), brought)
        number = w.entry
    _tell(made, recorded.measure(made.fact, made.customer, session.today()))
    return Entry(number, said, lists.measures(session.today()).record((made.fact, made.customer)))


def step_done(step: int) -> Entry:
    """A step of approval is through."""
    said, day = f"approval done {step}", session.day()
    with session.writing(said=said) as w:
        made = approvals.done(w, find.approval(w.read, step), day.as_of, day)
        steps, number = w.read.approvals(made.customer.id), w.entry
    [found] = [each for each in chain(steps, day.as_of, day.calendar, day.policy) if each.step.id == step]
    _tell(made, recorded.approval(found, made.customer))
    return Entry(number, said, lists.approvals().record((found, made.customer)))


def presented(receipt: int) -> Entry:
    """The bank has the bill or cheque."""
    said = f"receipt present {receipt}"
    with session.writing(said=said) as w:
        made = receipts.present(w, find.receipt(w.read, receipt), session.today(), session.day())
        settled, number = w.read.settled_by(receipt), w.entry
    _tell(made, recorded.presentation(made.fact, made.customer))
    return Entry(number, said, lists.receipts(session.today()).record((made.fact, made.customer, settled)))


def contact(who: Customer, heard: Contact) -> Entry:
    """Somebody was spoken with, or could not be reached."""
    said = _contact_line(who, heard)
    with session.writing(said=said) as w:
        made = log.add(
            w, who, session.today(), session.day(),
            channel=Channel.CALL, outcome=heard.outcome, said=heard.said, next_on=heard.next_on,
            talk=heard.talk, work=heard.work, ready=heard.ready,
        )  # fmt: skip
        number = w.entry
    _tell(made, [*told.follow_up(made.fact, who, proposes=False), *told.ticked(heard.ready)])
    return Entry(number, said, lists.follow_ups().record((made.fact, who)))


def _contact_line(who: Customer, heard: Contact) -> str:
    work, talk = heard.work, heard.talk
    return _line(
        "log", who.code,
        outcome=None if heard.outcome is Outcome.REACHED else heard.outcome,
        excuse=talk.excuse,
        said=heard.said,
        answer=str(heard.proposed) if heard.proposed else talk.answer,
        worked=talk.worked is True,
        failed=talk.worked is False,
        fix=work is not None,
        ready=",".join(heard.ready),
        next=heard.next_on.isoformat() if heard.next_on else None,
        **{"yield": _yuan(work.estimate) if work and work.estimate else None},
    )  # fmt: skip


def _line(noun: str, *words: str, **options: str | int | bool | None) -> str:
    """The command line: options without a value are left out, one that is True stands alone."""
    typed = [noun, *(quoted(word) for word in words if word)]
    for name, value in options.items():
        if value is True:
            typed.append(f"--{name.replace('_', '-')}")
        elif value:
            typed += [f"--{name.replace('_', '-')}", quoted(str(value))]
    return " ".join(typed)


def _typed(parts: Parts) -> list[str]:
    if len(parts) == 1:
        [(amount, due)] = parts
        return [_yuan(amount), due.isoformat()]
    return ["--split", ",".join(f"{_yuan(amount)}@{due}" for amount, due in parts)]


def _yuan(amount: Money) -> str:
    return amount.yuan().removesuffix(".00")


def _tell(made: Recorded[Any], lines: Iterable[str]) -> None:
    if not context().json:
        output.show(lambda _width: [*lines, recorded.effect(made)])
    for caution in made.cautions:
        output.note(str(caution))
