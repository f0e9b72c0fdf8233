"""The morning list: every task the day holds, the most pressing first, each with the reason it stands there.

Instalments of one promise that ask for the same thing are one task. A customer whose promise must be renewed is not
asked for a new one as well, and a customer with a live promise that is not yet near is left in peace.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from huikuan.domain.cadence import Day, due_task, may_be_asked_again
from huikuan.domain.facts import Role
from huikuan.domain.gap import month_row
from huikuan.domain.money import NOTHING, Money, total
from huikuan.domain.period import month_of
from huikuan.domain.policy import TaskKind
from huikuan.domain.priority import score
from huikuan.domain.standing import State, standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from huikuan.domain.facts import Contact, Customer, Form, Grade, Measure, Reversal
    from huikuan.domain.gap import Account, Row
    from huikuan.domain.policy import Policy
    from huikuan.domain.priority import Points
    from huikuan.domain.standing import InstalmentStanding, PromiseStanding


@dataclass(frozen=True, slots=True)
class Touch:
    """When a customer was last spoken with (a promise counts), which contact was planned last, and on which day."""

    last: date | None = None
    planned: date | None = None
    planned_on: date | None = None

    def is_due_on(self, day: date) -> bool:
        """True where the planned contact has come and nobody was in touch on its day or since, after planning it."""
        if self.planned is None or self.planned > day:
            return False
        return self.last is None or self.last < self.planned or self.last == self.planned_on


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do today. `subject` is the id of the promise, measure or receipt it is about (0: the customer)."""

    kind: TaskKind
    customer: Customer
    grade: Grade
    amount: Money
    due: date | None = None
    days_late: int = 0
    level: int = 1
    subject: int = 0
    paid: Money = NOTHING
    others: tuple[tuple[Money, date], ...] = ()
    """Parts of the same promise that are still to come: a new promise for it names them too."""
    form: Form | None = None
    title: str | None = None
    why: tuple[Points, ...] = ()
    contact: Contact | None = None

    @property
    def points(self) -> int:
        return sum(term.points for term in self.why)


@dataclass(frozen=True, slots=True)
class Narrow:
    """What shortens the list: only the first so many, only one owner's, only from an amount on."""

    limit: int | None = None
    owner: str | None = None
    floor: Money | None = None


@dataclass(frozen=True, slots=True)
class Worklist:
    as_of: date
    tasks: tuple[Task, ...]
    hidden: int
    is_estimate: bool


@dataclass(frozen=True, slots=True)
class Morning:
    """What the list is made from."""

    accounts: tuple[Account, ...]
    touches: Mapping[int, Touch]
    reversals: tuple[Reversal, ...]


def worklist(morning: Morning, narrow: Narrow, day: Day) -> Worklist:
    """The tasks of the day, highest points first (then by code), shortened as asked; what is hidden is counted."""
    rows = [month_row(account, month_of(day.as_of), day.as_of, day.policy) for account in morning.accounts]
    stake = total(row.sums.gap + row.sums.promised for row in rows)
    found = [
        task
        for account, row in zip(morning.accounts, rows, strict=True)
        for task in _of_customer(account, row, morning, day)
    ]
    ranked = sorted((_scored(task, stake, day.policy) for task in found), key=_rank)
    passing = [task for task in ranked if _passes(task, narrow)]
    shown = passing if narrow.limit is None else passing[: narrow.limit]
    return Worklist(day.as_of, tuple(shown), len(ranked) - len(shown), day.calendar.is_estimate(day.as_of))


def with_contacts(tasks: Worklist, contacts: Mapping[int, Sequence[Contact]]) -> Worklist:
    """The same list, each task with the person to call."""
    known = {who: [c for c in people if c.on <= tasks.as_of] for who, people in contacts.items()}
    named = [replace(t, contact=whom_to_call(t.kind, known.get(t.customer.id, ()))) for t in tasks.tasks]
    return replace(tasks, tasks=tuple(named))


_CALL_FIRST = {
    TaskKind.BOUNCED: (Role.DECIDES, Role.PAYS, Role.HANDLES),
    TaskKind.RENEW: (Role.DECIDES, Role.PAYS, Role.HANDLES),
    TaskKind.SOLICIT: (Role.DECIDES, Role.HANDLES, Role.PAYS),
    TaskKind.CONFIRM: (Role.HANDLES, Role.PAYS, Role.DECIDES),
    TaskKind.REMIND: (Role.HANDLES, Role.PAYS, Role.DECIDES),
}
_ELSE_FIRST = (Role.PAYS, Role.HANDLES, Role.DECIDES)


def whom_to_call(kind: TaskKind, contacts: Sequence[Contact]) -> Contact | None:
    """The contact whose role fits the task best; a miss goes to who decides, a payment to who pays."""
    order = [*_CALL_FIRST.get(kind, _ELSE_FIRST), Role.USES]
    return min(contacts, key=lambda c: (order.index(c.role) if c.role in order else len(order), c.id), default=None)


def _of_customer(account: Account, row: Row, morning: Morning, day: Day) -> list[Task]:
    standings = [standing(p, day.as_of, day.policy) for p in account.promises if p.made_on <= day.as_of]
    touch = morning.touches.get(account.customer.id, Touch())
    tasks = [task for whole in standings for task in _of_promise(row, whole, day)]
    tasks += [_bounced(row, r, day.as_of) for r in morning.reversals if r.customer_id == row.customer.id]
    tasks += [_measure(row, m, day.as_of) for m in account.measures if m.is_open_on(day.as_of) and m.due <= day.as_of]
    agreed = touch.planned if touch.is_due_on(day.as_of) else None
    if agreed is not None:
        late = (day.as_of - agreed).days
        tasks.append(Task(TaskKind.CONTACT, row.customer, row.grade, row.sums.gap, agreed, late))
    is_active = row.customer.is_worked_with_on(day.as_of)
    if (
        is_active
        and agreed is None
        and _wants_a_promise(row, standings)
        and may_be_asked_again(touch.last, row.grade, day)
    ):
        tasks.append(Task(TaskKind.SOLICIT, row.customer, row.grade, row.sums.gap))
    return tasks


def _bounced(row: Row, reversal: Reversal, as_of: date) -> Task:
    late = (as_of - reversal.on).days
    kind = TaskKind.BOUNCED
    return Task(kind, row.customer, row.grade, reversal.amount, reversal.on, late, subject=reversal.receipt_id)


def _measure(row: Row, measure: Measure, as_of: date) -> Task:
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


def _wants_a_promise(row: Row, standings: Iterable[PromiseStanding]) -> bool:
    live = any(
        whole.is_live and part.remaining and part.state is not State.KEPT
        for whole in standings
        for part in whole.instalments
    )
    return row.has_target and bool(row.sums.gap) and not live


def _of_promise(row: Row, whole: PromiseStanding, day: Day) -> list[Task]:
    asked: dict[TaskKind, list[InstalmentStanding]] = {}
    for part in whole.instalments:
        kind = due_task(whole, part, row.grade, day)
        if kind is not None:
            asked.setdefault(kind, []).append(part)
    return [_promise_task(row, whole, kind, parts, day.as_of) for kind, parts in asked.items()]


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
        others=tuple((p.remaining, p.instalment.due) for p in whole.instalments if _is_to_come(p)),
        form=whole.promise.form,
    )


def _scored(task: Task, stake: Money, policy: Policy) -> Task:
    terms = score(task.kind, task.amount, stake, task.days_late, task.grade, task.level, policy)
    return replace(task, why=terms)


def _rank(task: Task) -> tuple[int, str, str, int]:
    return (-task.points, task.customer.code, task.kind, task.subject)


def _passes(task: Task, narrow: Narrow) -> bool:
    is_owners = narrow.owner is None or task.customer.owner == narrow.owner
    return is_owners and (narrow.floor is None or task.amount >= narrow.floor)
