"""Made-up facts for tests: customers, promises and receipts in one line each, and a real book to write them into.

Amounts are in 万 (ten thousand yuan), days are 12-10 in the year 2026 or whole, like 2027-01-05.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from itertools import count
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from huikuan.domain.day import Day
from huikuan.domain.facts import (
    Archival,
    Channel,
    Customer,
    CustomerKind,
    FollowUp,
    Form,
    Grade,
    GradeGiven,
    Instalment,
    Measure,
    MeasureKind,
    Outcome,
    Payment,
    Promise,
    PromiseStatus,
    Receipt,
    Target,
)
from huikuan.domain.gap import Account, Row, month_row
from huikuan.domain.money import NOTHING, Money, total
from huikuan.domain.period import Month, month_of
from huikuan.domain.policy import Policy
from huikuan.domain.standing import window_end
from huikuan.domain.talk import Approval, Talk
from huikuan.store.calendar import published

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from huikuan.domain.workday import Calendar
    from huikuan.store.read import Reader
    from huikuan.store.write import Writer

POLICY = Policy()
NOVEMBER, DECEMBER, JANUARY = Month(2026, 11), Month(2026, 12), Month(2027, 1)
FEN_IN_WAN = 1_000_000
_numbers = count(1)


@cache
def china() -> Calendar:
    """China's working days as published."""
    return published()


def wan(amount: float | str) -> Money:
    """So many times ten thousand yuan."""
    return Money(int(Decimal(str(amount)) * FEN_IN_WAN))


def on(typed: str | date) -> date:
    """The day written as 12-10 (of 2026) or 2027-01-05."""
    if isinstance(typed, date):
        return typed
    return date.fromisoformat(typed if len(typed) > len("12-10") else f"2026-{typed}")


def maybe(typed: str | date | None) -> date | None:
    return None if typed is None else on(typed)


def day(typed: str | date, policy: Policy = POLICY) -> Day:
    """That day, under these rules and China's calendar."""
    return Day(on(typed), policy, china())


def days(first: str, last: str) -> list[date]:
    """Every day from the first to the last."""
    start = on(first)
    return [start + timedelta(days=n) for n in range((on(last) - start).days + 1)]


# --- facts ---------------------------------------------------------------------------------------------------------


def customer(code: str = "C001", grade: str = "C", owner: str | None = None, archived: str | None = None) -> Customer:
    """A customer with one grade from the beginning of 2026; the id is the number in the code."""
    given = (GradeGiven(date(2026, 1, 1), Grade(grade), ""),)
    put_away = (Archival(on(archived), is_archived=True),) if archived else ()
    return Customer(int(code[1:]), code, f"Name {code}", (), CustomerKind.DIRECT, given, owner, archivals=put_away)


def paid(amount: float | str, when: str, reversed_on: str | None = None) -> Payment:
    return Payment(next(_numbers), on(when), wan(amount), maybe(reversed_on))


def receipt(
    amount: float | str,
    when: str | date,
    *,
    form: Form = Form.TRANSFER,
    matures: str | date | None = None,
    reversed_on: str | date | None = None,
    of: int = 1,
) -> Receipt:
    """Money that came in on a day."""
    back = maybe(reversed_on)
    return Receipt(next(_numbers), of, on(when), wan(amount), form, maybe(matures), reversed_on=back)


def instalment(
    amount: float | str, due: str, *payments: Payment, grade: str = "C", window: str | None = None
) -> Instalment:
    """Its window is that of the grade and China's calendar, unless one is given."""
    end = maybe(window) or window_end(on(due), Grade(grade), POLICY, china())
    return Instalment(next(_numbers), on(due), wan(amount), end, payments)


def split(*parts: Instalment, made: str = "11-20", level: int = 1, of: int = 1, **more: Any) -> Promise:
    """One promise of several instalments."""
    return Promise(next(_numbers), of, on(made), level, parts, **more)


def promise(
    amount: float | str,
    due: str,
    *payments: Payment,
    grade: str = "C",
    made: str = "11-20",
    level: int = 1,
    of: int = 1,
    window: str | None = None,
) -> Promise:
    """A live promise of one instalment."""
    return split(instalment(amount, due, *payments, grade=grade, window=window), made=made, level=level, of=of)


def renewed(old: Promise, when: str, moved_to: str) -> Promise:
    """The promise after it was re-promised on a day for another day."""
    whole = total(part.amount for part in old.instalments)
    return replace(old, ended_on=on(when), ended_as=PromiseStatus.SUPERSEDED, followed_by=((on(moved_to), whole),))


def withdrawn(old: Promise, when: str) -> Promise:
    """The promise after the customer took it back."""
    return replace(old, ended_on=on(when), ended_as=PromiseStatus.WITHDRAWN, ended_why="order cancelled")


def target(amount: float | str, month: Month = DECEMBER, set_on: str = "12-01", of: int = 1, **more: Any) -> Target:
    return Target(of, month, on(set_on), wan(amount), **more)


def measure(amount: float | str, due: str = "12-20", made: str = "12-01", of: int = 1, **more: Any) -> Measure:
    """An open measure with the yield it should bring."""
    return Measure(next(_numbers), of, "visit the owner", MeasureKind.VISIT, wan(amount), on(made), on(due), **more)


def step(
    *,
    submitted: str | None = None,
    expected: str | None = None,
    done: str | None = None,
    made: str = "11-20",
    about: int | None = None,
    of: int = 1,
    **more: Any,
) -> Approval:
    """A step a payment takes through the customer's house."""
    days = {"submitted_on": maybe(submitted), "expected_on": maybe(expected), "done_on": maybe(done)}
    return Approval(next(_numbers), of, "finance", on(made), promise_id=about, **days, **more)


def spoke(
    when: str | date,
    *,
    outcome: Outcome = Outcome.REACHED,
    said: str | None = None,
    next_on: str | None = None,
    of: int = 1,
    **brought: Any,
) -> FollowUp:
    """A call, and what it brought: a reason (`excuse`) with our `answer`, `care`, the `place` they pay us in."""
    return FollowUp(next(_numbers), of, on(when), Channel.CALL, outcome, said, maybe(next_on), Talk(**brought))


def account(
    target_amount: float | str | None = None,
    received: float | str = 0,
    *promises: Promise,
    measures: tuple[Measure, ...] = (),
    earlier: tuple[float, ...] = (0, 0, 0),
    who: Customer | None = None,
) -> Account:
    """One customer's December: what is wanted, what came in, what is promised, what is planned."""
    return Account(
        customer=who or customer(),
        target=None if target_amount is None else target(target_amount),
        received=wan(received),
        earlier=tuple(map(wan, earlier)),
        promises=promises,
        measures=measures,
    )


def december(of: Account, as_of: str | date = "12-05", policy: Policy = POLICY) -> Row:
    """The customer's December as of a day."""
    return month_row(of, DECEMBER, on(as_of), policy)


def as_known(p: Promise, as_of: date) -> Promise:
    """The promise as it stood in the book on the day."""
    parts = tuple(
        replace(
            part,
            payments=tuple(
                replace(paid_in, reversed_on=None if (paid_in.reversed_on or LAST) > as_of else paid_in.reversed_on)
                for paid_in in part.payments
                if paid_in.on <= as_of
            ),
        )
        for part in p.instalments
    )
    is_over = p.ended_on is not None and p.ended_on <= as_of
    known = replace(p, instalments=parts)
    return known if is_over else replace(known, ended_on=None, ended_as=None, followed_by=())


# --- any facts -----------------------------------------------------------------------------------------------------

FIRST, LAST = date(2026, 10, 1), date(2027, 1, 31)
some_days = st.dates(FIRST, LAST)
some_money = st.integers(1, 10**9).map(Money)


@st.composite
def payments(draw: Any, part: Money, made_on: date) -> tuple[Payment, ...]:
    """Payments of one instalment, none before the promise was made, together no more than it."""
    left, found = part.fen, []
    for _ in range(draw(st.integers(0, 3))):
        share = draw(st.sampled_from([left, left // 2, 1]))
        if not 0 < share <= left:
            break
        when = draw(st.dates(made_on, LAST))
        back = draw(st.none() | st.dates(when, LAST)) if draw(st.booleans()) else None
        found.append(Payment(next(_numbers), when, Money(share), back))
        left -= 0 if back else share
    return tuple(found)


@st.composite
def instalments(draw: Any, made_on: date) -> Instalment:
    due = draw(st.dates(made_on, LAST))
    amount = draw(some_money)
    grade = draw(st.sampled_from(Grade))
    given = draw(payments(amount, made_on))
    return Instalment(next(_numbers), due, amount, window_end(due, grade, POLICY, china()), given)


@st.composite
def some_promises(draw: Any) -> Promise:
    """Any promise with up to three instalments: live, re-promised or withdrawn."""
    made_on = draw(some_days)
    parts = tuple(sorted(draw(st.lists(instalments(made_on), min_size=1, max_size=3)), key=lambda part: part.due))
    whole = Promise(next(_numbers), 1, made_on, draw(st.integers(1, 5)), parts)
    how = draw(st.sampled_from([None, None, PromiseStatus.SUPERSEDED, PromiseStatus.WITHDRAWN]))
    if how is None:
        return whole
    ended = replace(whole, ended_on=draw(st.dates(made_on, LAST)), ended_as=how)
    return (
        replace(ended, followed_by=((draw(some_days), ended.instalments[0].amount),))
        if how is PromiseStatus.SUPERSEDED
        else ended
    )


@st.composite
def some_accounts(draw: Any, code: str = "C001") -> Account:
    """Any customer's month."""
    who = customer(code, draw(st.sampled_from(Grade)))
    measures = draw(st.lists(st.tuples(some_money, some_days, some_days), max_size=3))
    wanted = draw(st.none() | some_money)
    return Account(
        customer=who,
        target=None if wanted is None else Target(who.id, DECEMBER, FIRST, wanted),
        received=draw(st.just(NOTHING) | some_money),
        earlier=tuple(draw(st.lists(st.just(NOTHING) | some_money, min_size=3, max_size=3))),
        promises=tuple(draw(st.lists(some_promises(), max_size=3))),
        measures=tuple(
            Measure(next(_numbers), who.id, "call", MeasureKind.OTHER, amount, min(a, b), max(a, b))
            for amount, a, b in measures
        ),
    )


# --- a real book ---------------------------------------------------------------------------------------------------


class Book:
    """A book on disk, written through the use cases. Every entry has a moment of its own, later than the last."""

    def __init__(self, folder: Path) -> None:
        from huikuan.store.place import Place

        self.place = Place(folder / "book.db")
        self._entries = count(1)

    def next_moment(self) -> str:
        return f"2026-12-01T00:00:00.{next(self._entries):06d}+00:00"

    @contextmanager
    def write(self, today: str | date) -> Iterator[Writer]:
        """One command's transaction on that day."""
        from huikuan.store.engine import writing
        from huikuan.store.write import Writer
        from huikuan.store.writer import Words

        with writing(self.place, Words("test", on(today), self.next_moment())) as opened:
            yield Writer(opened)

    @contextmanager
    def read(self) -> Iterator[Reader]:
        from huikuan.store.read import Reader
        from huikuan.store.reading import reading

        with reading(self.place) as run:
            yield Reader(run)

    def row(self, who: Customer, as_of: str | date, month: Month | None = None) -> Row:
        """The customer's month as read from the book."""
        wanted = month or month_of(on(as_of))
        with self.read() as read:
            [found] = read.accounts(wanted, on(as_of), who.id)
        return month_row(found, wanted, on(as_of), POLICY)

    # one line for each thing a salesperson types

    def customer(self, today: str = "10-01", *, name: str = "Hualian", **more: Any) -> Customer:
        from huikuan.usecases import customer as usecase

        with self.write(today) as w:
            return usecase.add(w, name, **more)

    def target(self, who: Customer, amount: float, today: str = "12-01", month: Month = DECEMBER, **more: Any) -> Any:
        from huikuan.usecases import target as usecase

        with self.write(today) as w:
            return usecase.set_target(w, who, month, wan(amount), day(today), **more)

    def promise(
        self, who: Customer, *parts: tuple[float, str], today: str, made: str | None = None, policy: Policy = POLICY
    ) -> Any:
        """What the customer said: amounts with their days."""
        from huikuan.usecases import promise as usecase

        with self.write(today) as w:
            return usecase.add(w, who, _terms(parts, made or today), day(today, policy))

    def renew(self, old: int, *parts: tuple[float, str], today: str, made: str | None = None) -> Any:
        from huikuan.usecases import find
        from huikuan.usecases import promise as usecase

        with self.write(today) as w:
            return usecase.renew(w, find.promise(w.read, old), _terms(parts, made or today), day(today))

    def withdraw(self, old: int, today: str, ended: str | None = None) -> Any:
        from huikuan.usecases import find
        from huikuan.usecases import promise as usecase

        with self.write(today) as w:
            return usecase.withdraw(w, find.promise(w.read, old), on(ended or today), "cancelled", day(today))

    def pays(
        self,
        who: Customer,
        amount: float | str,
        today: str,
        *,
        value_date: str | None = None,
        to: int | None = None,
        again: bool = False,
        form: Form = Form.TRANSFER,
        matures: str | None = None,
    ) -> Any:
        from huikuan.usecases import find
        from huikuan.usecases import receipt as usecase

        came_in = Receipt(0, who.id, on(value_date or today), wan(amount), form, maybe(matures))
        with self.write(today) as w:
            named = None if to is None else find.promise(w.read, to)
            return usecase.add(w, who, came_in, day(today), usecase.Meant(named), again=again)

    def bounces(self, receipt: int, today: str, reversed_on: str | None = None) -> Any:
        from huikuan.usecases import find
        from huikuan.usecases import receipt as usecase

        with self.write(today) as w:
            found = find.receipt(w.read, receipt)
            return usecase.reverse(w, found, on(reversed_on or today), "bounced", day(today))

    def presents(self, bill: int, today: str, presented_on: str | None = None) -> Any:
        from huikuan.usecases import find
        from huikuan.usecases import receipt as usecase

        with self.write(today) as w:
            return usecase.present(w, find.receipt(w.read, bill), on(presented_on or today), day(today))

    def measure(self, who: Customer, amount: float, today: str, due: str | None = None) -> Any:
        from huikuan.usecases import measure as usecase

        with self.write(today) as w:
            return usecase.add(w, who, "visit", wan(amount), day(today), due=maybe(due), kind=MeasureKind.VISIT)

    def logs(
        self,
        who: Customer,
        today: str,
        *,
        happened: str | None = None,
        outcome: Outcome = Outcome.REACHED,
        next_on: str | None = None,
    ) -> Any:
        from huikuan.usecases import log as usecase

        with self.write(today) as w:
            return usecase.add(
                w,
                who,
                on(happened or today),
                day(today),
                channel=Channel.CALL,
                outcome=outcome,
                said=None,
                next_on=maybe(next_on),
            )

    def kinds(self, as_of: str | date) -> list[str]:
        """The kinds of the tasks of the morning list."""
        from huikuan.domain.worklist import Narrow, worklist

        with self.read() as read:
            found = worklist(read.morning(on(as_of), POLICY), Narrow(), day(as_of))
        return [str(task.kind) for task in found.tasks]


def _terms(parts: tuple[tuple[float, str], ...], made: str) -> Any:
    from huikuan.usecases.promise import Terms

    return Terms([(wan(amount), on(due)) for amount, due in parts], on(made))
