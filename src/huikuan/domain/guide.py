"""Going through the month's customers one by one: in which order, what is looked back on, what the answers come to.

The largest stand first: by the target, where none is set by the suggested one, else by what is owed, else by what came
in the month before; then by code. Customers archived are left out. What was promised for a month is counted once:
money re-promised within it is the same money again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from huikuan.domain.facts import Instalment, Measure, MeasureKind, Promise, PromiseStatus, Target
from huikuan.domain.gap import month_row
from huikuan.domain.money import NOTHING, Money, positive, total
from huikuan.domain.stake import stake
from huikuan.domain.standing import PromiseStanding, standing, window_end
from huikuan.domain.tails import is_missed
from huikuan.domain.task_kinds import TaskKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from huikuan.domain.card import Dossier
    from huikuan.domain.day import Day
    from huikuan.domain.facts import Customer, Form, Grade
    from huikuan.domain.gap import Account, Row
    from huikuan.domain.lines import Planned
    from huikuan.domain.period import Month
    from huikuan.domain.plan import Plan
    from huikuan.domain.policy import Policy
    from huikuan.domain.stake import Parts, Stake


@dataclass(frozen=True, slots=True)
class Said:
    """What a customer said they will pay: amounts with their days, who said it, and in which form."""

    parts: tuple[tuple[Money, date], ...]
    by: str | None = None
    form: Form | None = None


@dataclass(frozen=True, slots=True)
class Answers:
    """What was answered for one customer. Without a target nothing was: they have none this month."""

    target: Money | None = None
    expected: Money | None = None
    ask: Money | None = None
    """The opening ask as it was shown."""
    promises: tuple[Said, ...] = ()
    renews: int | None = None
    """The missed promise whose money the promises are again."""
    measures: tuple[Planned, ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """What an answer rests on: whether the month was gone through, the targets, promises and measures there were."""

    gone_through_on: date | None
    targets: tuple[Target, ...]
    promises: frozenset[int]
    measures: frozenset[int]


@dataclass(frozen=True, slots=True)
class LookBack:
    """A customer's month gone by: what was wanted (None: no target), what was promised for it, what came in."""

    month: Month
    target: Money | None
    promised: Money
    received: Money


@dataclass(frozen=True, slots=True)
class GoneThrough:
    """What was recorded for one customer; the target is None where it stays as it was."""

    target: Target | None
    promises: tuple[PromiseStanding, ...]
    measures: tuple[Measure, ...]


@dataclass(frozen=True, slots=True)
class Sitting:
    """What came of one sitting: who was gone through, what was recorded, how many are left, and the month after it."""

    plan: Plan
    gone: tuple[Customer, ...]
    recorded: tuple[GoneThrough, ...]
    left: int

    @property
    def counts(self) -> dict[str, int]:
        """How many targets, promises and measures were recorded."""
        return {
            "targets": sum(one.target is not None for one in self.recorded),
            "promises": sum(len(one.promises) for one in self.recorded),
            "measures": sum(len(one.measures) for one in self.recorded),
        }


def shown_of(dossier: Dossier, gone_through_on: date | None) -> Shown:
    """What the screen of the customer rests on."""
    ids = (frozenset(each.id for each in every) for every in (dossier.promises, dossier.measures))
    return Shown(gone_through_on, dossier.targets, *ids)


def in_order(accounts: Iterable[Account], month: Month, as_of: date, policy: Policy) -> list[Row]:
    """The rows of the customers to go through, the largest first."""
    known = [(each, month_row(each, month, as_of, policy)) for each in accounts if _is_met(each, as_of)]
    return [row for _, row in sorted(known, key=lambda one: (-_weight(*one).fen, one[1].customer.code))]


def look_back(account: Account, month: Month, as_of: date) -> LookBack:
    """The account's month as of the day."""
    wanted = account.target.amount if account.target else None
    return LookBack(month, wanted, _promised_for(account.promises, month, as_of), account.received)


def missed(promises: Iterable[PromiseStanding], policy: Policy) -> PromiseStanding | None:
    """The first promise whose window closed with more than a tail unpaid, and which nobody has re-promised."""
    return next((whole for whole in promises if is_missed(whole, policy)), None)


def behind(whole: PromiseStanding, grade: Grade, day: Day) -> Stake:
    """What a missed promise is behind with: the money that may be promised again. Its parts still to come stay."""
    return stake(whole, TaskKind.RENEW, grade, day)


def with_answers(dossier: Dossier, month: Month, answers: Answers, day: Day) -> Dossier:
    """The dossier as it will be once the answers are recorded."""
    account = dossier.account
    who, kept = account.customer, [p for p in account.promises if p.id != answers.renews]
    said = [_promise(each.parts, who, day) for each in answers.promises]
    said += [_promise(parts, who, day) for parts in _parts_that_stay(dossier, answers, day)]
    planned = [
        Measure(0, who.id, each.title, MeasureKind.OTHER, each.estimate, day.as_of, each.due or month.last)
        for each in answers.measures
    ]
    after = replace(
        account,
        target=_target(account, month, answers, day.as_of),
        promises=(*kept, *said),
        measures=(*account.measures, *planned),
    )
    return replace(dossier, account=after)


def _parts_that_stay(dossier: Dossier, answers: Answers, day: Day) -> list[Parts]:
    renewed = [standing(p, day.as_of, day.policy) for p in dossier.promises if p.id == answers.renews]
    grade = dossier.account.customer.grade_on(day.as_of)
    return [others for whole in renewed if answers.promises and (others := behind(whole, grade, day).others)]


def _is_met(account: Account, as_of: date) -> bool:
    return account.customer.is_worked_with_on(as_of)


def _weight(account: Account, row: Row) -> Money:
    if row.has_target:
        return row.sums.target
    if row.has_suggestion:
        return row.sums.suggested
    owed = positive(row.owed.balance) if row.owed else NOTHING
    return owed or next(iter(account.earlier), NOTHING)


def _promised_for(promises: Sequence[Promise], month: Month, as_of: date) -> Money:
    known = [p for p in promises if p.made_on <= as_of and p.status_on(as_of) is not PromiseStatus.WITHDRAWN]
    due = {p.id: total(part.amount for part in p.instalments if part.due in month) for p in known}
    return total(due[p.id] for p in known if not due.get(p.follows or 0))


def _target(account: Account, month: Month, answers: Answers, today: date) -> Target | None:
    if answers.target is None:
        return account.target
    known = account.target or Target(account.customer.id, month, today, answers.target)
    return replace(known, amount=answers.target, expected=answers.expected or known.expected)


def _promise(parts: Sequence[tuple[Money, date]], who: Customer, day: Day) -> Promise:
    grade = who.grade_on(day.as_of)
    every = [Instalment(0, due, amount, window_end(due, grade, day.policy, day.calendar)) for amount, due in parts]
    return Promise(0, who.id, day.as_of, 1, tuple(every))
