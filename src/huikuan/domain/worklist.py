"""The morning list: every task the day holds, the most pressing first, each with the reason it stands there.

A customer whose promise must be renewed is not asked for a new one as well, and a customer with a live promise that is
not yet near is left in peace. Without one, what is overdue is asked for before the month's gap, both only where nobody
was in touch of late. Of a customer archived nothing is asked but money that came back or is still promised,
and the bills in our hands go to the bank all the same.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeVar

from huikuan.domain.approval import chain
from huikuan.domain.bills import due_instruments
from huikuan.domain.cadence import may_be_asked_again
from huikuan.domain.facts import Role
from huikuan.domain.gap import month_row, standings_of
from huikuan.domain.ledger import UNKNOWN
from huikuan.domain.money import Money, total
from huikuan.domain.period import month_of
from huikuan.domain.priority import score
from huikuan.domain.standing import State
from huikuan.domain.task import Task, bounced, measure_due, of_promise, overdue, stuck_step, to_present
from huikuan.domain.task_kinds import TaskKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from huikuan.domain.day import Day
    from huikuan.domain.facts import Contact, Receipt, Reversal
    from huikuan.domain.gap import Account, Row
    from huikuan.domain.ledger import Ledger
    from huikuan.domain.policy import Policy
    from huikuan.domain.standing import PromiseStanding
    from huikuan.domain.talk import Approval

T = TypeVar("T")


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
    ledgers: Mapping[int, Ledger] = field(default_factory=dict)
    """What is owed by those with an invoice past its due day."""


@dataclass(frozen=True, slots=True)
class _Month:
    """A customer's month, each of their promises judged once."""

    account: Account
    row: Row
    standings: Sequence[PromiseStanding]
    late: Task | None
    """What is overdue."""

    @property
    def at_stake(self) -> Money:
        """The gap and what is promised; without a target what is overdue, where that is more."""
        money = self.row.sums.gap + self.row.sums.promised
        return money if self.row.has_target or self.late is None else max(money, self.late.amount)


def worklist(morning: Morning, narrow: Narrow, day: Day) -> Worklist:
    """The tasks of the day, highest points first (then by code), shortened as asked; what is hidden is counted."""
    months = [
        _month_of(account, morning.ledgers.get(account.customer.id, UNKNOWN), day) for account in morning.accounts
    ]
    stake = total(month.at_stake for month in months)
    facts = _Facts(morning, day)
    found = [task for month in months for task in _of_customer(month, facts, day)]
    ranked = sorted((_scored(task, stake, day.policy) for task in found), key=_rank)
    passing = [task for task in ranked if _passes(task, narrow)]
    shown = passing if narrow.limit is None else passing[: narrow.limit]
    return Worklist(day.as_of, tuple(shown), len(ranked) - len(shown), day.calendar.is_estimate(day.as_of))


def _month_of(account: Account, ledger: Ledger, day: Day) -> _Month:
    standings = standings_of(account, day.as_of, day.policy)
    row = month_row(account, month_of(day.as_of), day.as_of, day.policy, standings)
    return _Month(account, row, standings, overdue(row, ledger, day))


class _Facts:
    """What the morning holds, by customer."""

    def __init__(self, morning: Morning, day: Day) -> None:
        self.touches = morning.touches
        presented = {r.id: r.presented_on for r in morning.instruments if r.presented_on is not None}
        steps = chain(morning.approvals, day.as_of, day.calendar, day.policy)
        due = due_instruments(morning.instruments, presented, day.as_of, day.policy)
        self.reversals = _grouped((reversal.customer_id, reversal) for reversal in morning.reversals)
        self.stuck = _grouped((found.step.customer_id, found) for found in steps if found.is_stuck)
        self.due = _grouped((found.receipt.customer_id, found) for found in due)


def with_contacts(tasks: Worklist, contacts: Mapping[int, Sequence[Contact]]) -> Worklist:
    """The same list, each task with the person to call."""
    known = {who: [c for c in people if c.on <= tasks.as_of] for who, people in contacts.items()}
    named = [
        replace(t, contact=whom_to_call(t.kind, known.get(t.customer.id, ()), t.step.signer if t.step else None))
        for t in tasks.tasks
    ]
    return replace(tasks, tasks=tuple(named))


def whom_to_call(kind: TaskKind, contacts: Sequence[Contact], signer: str | None = None) -> Contact | None:
    """The contact who is to sign, else the one whose role fits the task best: a miss goes to who decides, a payment to
    who pays. A bill is taken to the bank, and nobody is called.
    """
    if kind.row.is_for_the_bank:
        return None
    by_name = next((contact for contact in contacts if contact.name == signer), None)
    if by_name is not None:
        return by_name
    order = [*kind.row.call_first, Role.USES]
    return min(contacts, key=lambda c: (order.index(c.role) if c.role in order else len(order), c.id), default=None)


def _of_customer(month: _Month, facts: _Facts, day: Day) -> Iterator[Task]:
    """Everything the day asks for with one customer, in one pass."""
    who, row, as_of = month.row.customer, month.row, day.as_of
    for whole in month.standings:
        yield from of_promise(row, whole, day)
    for reversal in facts.reversals[who.id]:
        yield bounced(row, reversal, as_of)
    for measure in month.account.measures:
        if measure.is_open_on(as_of) and measure.due <= as_of:
            yield measure_due(row, measure, as_of)
    for found in facts.due[who.id]:
        yield to_present(row, found)
    if who.is_worked_with_on(as_of):
        for step in facts.stuck[who.id]:
            task = stuck_step(row, step, month.standings, day)
            if task.amount or step.step.promise_id is None:
                yield task
    yield from _to_be_asked(month, facts, day)


def _to_be_asked(month: _Month, facts: _Facts, day: Day) -> Iterator[Task]:
    """The contact that was agreed; else, where nobody was in touch of late, what is overdue, else the month's gap."""
    row, who = month.row, month.row.customer
    touch = facts.touches.get(who.id, Touch())
    if touch.planned is not None and touch.is_due_on(day.as_of):
        late = (day.as_of - touch.planned).days
        yield Task(TaskKind.CONTACT, who, row.grade, row.sums.gap, touch.planned, late)
        return
    if not who.is_worked_with_on(day.as_of) or _has_live_promise(month.standings):
        return
    if not may_be_asked_again(touch.last, row.grade, day):
        return
    if month.late is not None and not facts.reversals[who.id]:
        yield month.late
    elif row.has_target and row.sums.gap:
        yield Task(TaskKind.SOLICIT, who, row.grade, row.sums.gap)


def _has_live_promise(standings: Iterable[PromiseStanding]) -> bool:
    """True where money is still promised."""
    return any(
        whole.is_live and part.remaining and part.state is not State.KEPT
        for whole in standings
        for part in whole.instalments
    )


def _grouped(pairs: Iterable[tuple[int, T]]) -> defaultdict[int, list[T]]:
    groups: defaultdict[int, list[T]] = defaultdict(list)
    for who, fact in pairs:
        groups[who].append(fact)
    return groups


def _scored(task: Task, stake: Money, policy: Policy) -> Task:
    terms = score(task.kind, task.amount, stake, task.days_late, task.grade, task.level, policy)
    return replace(task, why=terms)


def _rank(task: Task) -> tuple[int, str, str, int]:
    return (-task.points, task.customer.code, task.kind, task.subject)


def _passes(task: Task, narrow: Narrow) -> bool:
    is_owners = narrow.owner is None or task.customer.owner == narrow.owner
    return is_owners and (narrow.floor is None or task.amount >= narrow.floor)
