"""The morning list: every task the day holds, the most pressing first, each with the reason it stands there.

A customer whose promise must be renewed is not asked for a new one as well, and a customer with a live promise that is
not yet near is left in peace. Of a customer put away nothing is asked but money that came back or is still promised,
and the bills in our hands go to the bank all the same.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from huikuan.domain.approval import chain
from huikuan.domain.bills import due_instruments
from huikuan.domain.cadence import Day, may_be_asked_again
from huikuan.domain.facts import Role
from huikuan.domain.gap import month_row
from huikuan.domain.money import Money, total
from huikuan.domain.period import month_of
from huikuan.domain.policy import TaskKind
from huikuan.domain.priority import score
from huikuan.domain.standing import State, standing
from huikuan.domain.task import Task, bounced, measure_due, of_promise, stuck_step, to_present

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from huikuan.domain.facts import Contact, Receipt, Reversal
    from huikuan.domain.gap import Account, Row
    from huikuan.domain.policy import Policy
    from huikuan.domain.standing import PromiseStanding
    from huikuan.domain.talk import Approval


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
    approvals: tuple[Approval, ...] = ()
    instruments: tuple[Receipt, ...] = ()
    """Bills, cheques and drafts that mature around the day."""


_Known = tuple["Account", "Row"]


def worklist(morning: Morning, narrow: Narrow, day: Day) -> Worklist:
    """The tasks of the day, highest points first (then by code), shortened as asked; what is hidden is counted."""
    rows = [month_row(account, month_of(day.as_of), day.as_of, day.policy) for account in morning.accounts]
    stake = total(row.sums.gap + row.sums.promised for row in rows)
    known = {row.customer.id: (account, row) for account, row in zip(morning.accounts, rows, strict=True)}
    found = [task for account, row in known.values() for task in _of_customer(account, row, morning, day)]
    found += [*_of_approvals(morning, known, day), *_of_instruments(morning, known, day)]
    ranked = sorted((_scored(task, stake, day.policy) for task in found), key=_rank)
    passing = [task for task in ranked if _passes(task, narrow)]
    shown = passing if narrow.limit is None else passing[: narrow.limit]
    return Worklist(day.as_of, tuple(shown), len(ranked) - len(shown), day.calendar.is_estimate(day.as_of))


def with_contacts(tasks: Worklist, contacts: Mapping[int, Sequence[Contact]]) -> Worklist:
    """The same list, each task with the person to call."""
    known = {who: [c for c in people if c.on <= tasks.as_of] for who, people in contacts.items()}
    named = [
        replace(t, contact=whom_to_call(t.kind, known.get(t.customer.id, ()), t.step.signer if t.step else None))
        for t in tasks.tasks
    ]
    return replace(tasks, tasks=tuple(named))


_CALL_FIRST = {
    TaskKind.BOUNCED: (Role.DECIDES, Role.PAYS, Role.HANDLES),
    TaskKind.RENEW: (Role.DECIDES, Role.PAYS, Role.HANDLES),
    TaskKind.SOLICIT: (Role.DECIDES, Role.HANDLES, Role.PAYS),
    TaskKind.APPROVAL: (Role.HANDLES, Role.PAYS, Role.DECIDES),
    TaskKind.CONFIRM: (Role.HANDLES, Role.PAYS, Role.DECIDES),
    TaskKind.REMIND: (Role.HANDLES, Role.PAYS, Role.DECIDES),
}
_ELSE_FIRST = (Role.PAYS, Role.HANDLES, Role.DECIDES)


def whom_to_call(kind: TaskKind, contacts: Sequence[Contact], signer: str | None = None) -> Contact | None:
    """The contact who is to sign, else the one whose role fits the task best: a miss goes to who decides, a payment to
    who pays. A bill is taken to the bank, and nobody is called.
    """
    if kind is TaskKind.BILL:
        return None
    by_name = next((contact for contact in contacts if contact.name == signer), None)
    if by_name is not None:
        return by_name
    order = [*_CALL_FIRST.get(kind, _ELSE_FIRST), Role.USES]
    return min(contacts, key=lambda c: (order.index(c.role) if c.role in order else len(order), c.id), default=None)


def _of_customer(account: Account, row: Row, morning: Morning, day: Day) -> list[Task]:
    standings = [standing(p, day.as_of, day.policy) for p in account.promises if p.made_on <= day.as_of]
    touch = morning.touches.get(account.customer.id, Touch())
    tasks = [task for whole in standings for task in of_promise(row, whole, day)]
    tasks += [bounced(row, r, day.as_of) for r in morning.reversals if r.customer_id == row.customer.id]
    tasks += [
        measure_due(row, m, day.as_of) for m in account.measures if m.is_open_on(day.as_of) and m.due <= day.as_of
    ]
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


def _of_approvals(morning: Morning, known: Mapping[int, _Known], day: Day) -> Iterator[Task]:
    for found in chain(morning.approvals, day.as_of, day.calendar, day.policy):
        if found.is_stuck and found.step.customer_id in known:
            account, row = known[found.step.customer_id]
            if row.customer.is_worked_with_on(day.as_of):
                task = stuck_step(row, found, account.promises, day)
                if task.amount or found.step.promise_id is None:
                    yield task


def _of_instruments(morning: Morning, known: Mapping[int, _Known], day: Day) -> Iterator[Task]:
    presented = {r.id: r.presented_on for r in morning.instruments if r.presented_on is not None}
    for found in due_instruments(morning.instruments, presented, day.as_of, day.policy):
        if found.receipt.customer_id in known:
            yield to_present(known[found.receipt.customer_id][1], found)


def _wants_a_promise(row: Row, standings: Iterable[PromiseStanding]) -> bool:
    live = any(
        whole.is_live and part.remaining and part.state is not State.KEPT
        for whole in standings
        for part in whole.instalments
    )
    return row.has_target and bool(row.sums.gap) and not live


def _scored(task: Task, stake: Money, policy: Policy) -> Task:
    terms = score(task.kind, task.amount, stake, task.days_late, task.grade, task.level, policy)
    return replace(task, why=terms)


def _rank(task: Task) -> tuple[int, str, str, int]:
    return (-task.points, task.customer.code, task.kind, task.subject)


def _passes(task: Task, narrow: Narrow) -> bool:
    is_owners = narrow.owner is None or task.customer.owner == narrow.owner
    return is_owners and (narrow.floor is None or task.amount >= narrow.floor)
