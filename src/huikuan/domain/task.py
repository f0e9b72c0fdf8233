"""A task of the morning list, and the tasks that follow from one fact each: what must be done about it today.

An instalment asks for what its day says; parts of one promise that ask for the same thing are one task. A receipt that
came back, a measure whose day has come, a step of approval that is stuck, a bill to be handed to the bank are a task
each; what is overdue is one task of the customer.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from huikuan.domain.cadence import due_task, is_past
from huikuan.domain.money import NOTHING, Money, positive, total
from huikuan.domain.standing import State
from huikuan.domain.task_kinds import TaskKind

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from huikuan.domain.approval import StepStanding
    from huikuan.domain.bills import DueInstrument
    from huikuan.domain.day import Day
    from huikuan.domain.facts import Contact, Customer, Form, Grade, Measure, Reversal
    from huikuan.domain.gap import Row
    from huikuan.domain.kinds import Ready
    from huikuan.domain.ledger import Ledger
    from huikuan.domain.priority import Points
    from huikuan.domain.proposal import Proposal
    from huikuan.domain.standing import InstalmentStanding, PromiseStanding
    from huikuan.domain.talk import Approval


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do today. `subject` is the id of the promise, measure, receipt or step it is about (0: the
    customer).
    """

    kind: TaskKind
    customer: Customer
    grade: Grade
    amount: Money
    due: date | None = None
    days_late: int = 0
    level: int = 1
    subject: int = 0
    paid: Money = NOTHING
    others: tuple[tuple[Money, date | None], ...] = ()
    """Parts of the same promise that are still to come: a new promise for it names them too; one whose due date has
    passed inside its window needs a new one (None).
    """
    is_several: bool = False
    """More than one due day is meant; `due` is the first of them."""
    form: Form | None = None
    title: str | None = None
    step: Approval | None = None
    until: date | None = None
    """The last day on which it can be done, where there is one."""
    why: tuple[Points, ...] = ()
    contact: Contact | None = None
    when: str = ""
    """At which hours to call, as 10:00-11:30."""
    hour: str | None = None
    """By which hour the money was promised."""
    evidence: str | None = None
    missing: tuple[Ready, ...] = ()
    """What is not ready yet for the due date."""
    together: Proposal | None = None
    """Why the manager should come along."""

    @property
    def points(self) -> int:
        return sum(term.points for term in self.why)


def bounced(row: Row, reversal: Reversal, as_of: date) -> Task:
    """The receipt came to nothing and nobody has been in touch since."""
    late = (as_of - reversal.on).days
    kind = TaskKind.BOUNCED
    return Task(kind, row.customer, row.grade, reversal.amount, reversal.on, late, subject=reversal.receipt_id)


def measure_due(row: Row, measure: Measure, as_of: date) -> Task:
    """The measure's day has come."""
    return Task(
        kind=TaskKind.MEASURE,
        customer=row.customer,
        grade=row.grade,
        amount=measure.estimate,
        due=measure.due,
        days_late=(as_of - measure.due).days,
        subject=measure.id,
        title=measure.title,
    )


def of_promise(row: Row, whole: PromiseStanding, day: Day) -> list[Task]:
    """What the promise asks for today."""
    asked: dict[TaskKind, list[InstalmentStanding]] = {}
    for part in whole.instalments:
        kind = due_task(whole, part, row.grade, day)
        if kind is not None:
            asked.setdefault(kind, []).append(part)
    return [_promise_task(row, whole, kind, parts, day.as_of) for kind, parts in asked.items()]


def overdue(row: Row, ledger: Ledger, day: Day) -> Task | None:
    """What is overdue by more than the grade's tolerance and not covered by an advance; None where nothing is."""
    late = [i for i in ledger.invoices if i.chased_on(day.as_of) and is_past(i.due, row.grade, day)]
    advances = total(credit.left for credit in ledger.credits if credit.on <= day.as_of)
    amount = positive(total(i.chased_on(day.as_of) for i in late) - advances)
    if not amount:
        return None
    due = min(invoice.due for invoice in late)
    days, is_several = (day.as_of - due).days, len({invoice.due for invoice in late}) > 1
    return Task(TaskKind.OVERDUE, row.customer, row.grade, amount, due, days, is_several=is_several)


def stuck_step(row: Row, found: StepStanding, standings: Iterable[PromiseStanding], day: Day) -> Task:
    """The step holds up what is still open of its promise, or of the one that replaced it; else the month's gap."""
    step, due = found.step, found.due or day.as_of
    return Task(
        kind=TaskKind.APPROVAL,
        customer=row.customer,
        grade=row.grade,
        amount=row.sums.gap if step.promise_id is None else _still_open(step.promise_id, standings),
        due=due,
        days_late=(day.as_of - due).days,
        subject=step.id,
        title=step.step,
        step=step,
    )


def to_present(row: Row, found: DueInstrument) -> Task:
    """The bill or cheque is to be handed to the bank."""
    return Task(
        kind=TaskKind.BILL,
        customer=row.customer,
        grade=row.grade,
        amount=found.receipt.amount,
        due=found.matures,
        days_late=max(0, -found.days_left),
        subject=found.receipt.id,
        form=found.receipt.form,
        until=found.last_day,
    )


def _still_open(promise_id: int, standings: Iterable[PromiseStanding]) -> Money:
    about, meant = {promise_id}, []
    for whole in sorted(standings, key=lambda whole: whole.promise.id):
        if whole.promise.id in about or whole.promise.follows in about:
            about.add(whole.promise.id)
            meant.append(whole)
    return total(whole.remaining for whole in meant if whole.is_live)


def _is_to_come(part: InstalmentStanding) -> bool:
    return part.state is State.PENDING and bool(part.remaining)


def _promise_task(
    row: Row, whole: PromiseStanding, kind: TaskKind, parts: list[InstalmentStanding], as_of: date
) -> Task:
    due = min(part.instalment.due for part in parts)
    return Task(
        kind=kind,
        customer=row.customer,
        grade=row.grade,
        amount=total(part.remaining for part in parts),
        due=due,
        days_late=max(0, (as_of - due).days),
        level=whole.promise.level,
        subject=whole.promise.id,
        paid=total(part.paid for part in parts),
        others=tuple(
            (p.remaining, p.instalment.due if p.instalment.due >= as_of else None)
            for p in whole.instalments
            if _is_to_come(p)
        ),
        is_several=len({part.instalment.due for part in parts}) > 1,
        form=whole.promise.form,
    )
