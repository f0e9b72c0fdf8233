"""What a report fetches is enough: over any history it says the same as every fact of the book would.

Random months of several customers are written through the use cases. Then, for any day and month, the rows and the
morning list made from what `Reader` fetches must equal those the rules in domain/ make from all facts there are.
"""

from __future__ import annotations

import re
import sqlite3
import tempfile
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from facts import POLICY, Book, china, day, on, wan
from huikuan.domain.facts import Channel, Form, Grade, MeasureKind, Outcome, Promise, Receipt, Reversal
from huikuan.domain.gap import Account, add_up, month_row
from huikuan.domain.money import Money, total
from huikuan.domain.period import Month, month_of
from huikuan.domain.plan import plan
from huikuan.domain.talk import Approval
from huikuan.domain.worklist import Morning, Narrow, Touch, worklist
from huikuan.errors import RuleRefusal
from huikuan.store.read import Reader
from huikuan.usecases import approval, customer, find, log, measure, promise, receipt, target

if TYPE_CHECKING:
    from collections.abc import Iterator

    from huikuan.domain.day import Day
    from huikuan.domain.facts import Customer

START = date(2026, 9, 1)
DAYS = 150
CUSTOMERS = 2
MONTHS = [Month(2026, 9).shift(n) for n in range(7)]


@dataclass(frozen=True)
class Step:
    """One thing a salesperson enters: so many days after the last, about something of `back` days ago."""

    what: str
    ahead: int
    back: int
    who: int
    which: int
    amount: int
    forth: int
    flag: bool


steps = st.builds(
    Step,
    what=st.sampled_from(
        [
            "promise",
            "promise",
            "split",
            "pays",
            "pays",
            "pays",
            "pays_to",
            "renew",
            "renew",
            "withdraw",
            "bounces",
            "bounces",
            "target",
            "measure",
            "start",
            "done",
            "drop",
            "convert",
            "log",
            "approval",
            "approval",
            "approved",
            "bill",
            "bill",
            "presented",
            "grade",
            "archive",
            "restore",
        ]
    ),
    ahead=st.sampled_from([0, 0, 1, 2, 3, 5, 9]),
    back=st.sampled_from([0, 0, 0, 1, 3, 12]),
    who=st.integers(0, CUSTOMERS - 1),
    which=st.integers(0, 5),
    amount=st.sampled_from([1, 2, 3, 5, 5, 10]),
    forth=st.sampled_from([0, 1, 2, 5, 9, 14, 30, 40]),
    flag=st.booleans(),
)


@dataclass
class History:
    """What was entered, in its order; the moments of entries decide which came first on a day."""

    book: Book
    opened: Any
    today: date = START
    at: dict[tuple[str, int], str] = field(default_factory=dict)
    customers: list[Customer] = field(default_factory=list)
    evenings: set[date] = field(default_factory=set)

    @property
    def days(self) -> list[date]:
        """The days worth looking at: those of entries, the days around them, and the first days of months."""
        around = sorted({d + timedelta(days=n) for d in self.evenings for n in (-2, 0, 1)})
        some = around[:: 1 + len(around) // 30]
        return sorted({*some, *(month.first + timedelta(days=1) for month in MONTHS)})

    def writer(self) -> tuple[Any, str]:
        from huikuan.store.write import Writer
        from huikuan.store.writer import Words

        moment = self.book.next_moment()
        self.opened.words = Words("test", self.today, moment)
        return Writer(self.opened), moment

    def begin(self) -> None:
        for n in range(CUSTOMERS):
            w, _ = self.writer()
            self.customers.append(customer.add(w, f"Name {n}", grade=list(Grade)[n], owner="Li" if n else None))

    def enter(self, step: Step) -> None:
        """Enters the step; one that is against a rule is refused before anything is written, and left out."""
        self.today = min(self.today + timedelta(days=step.ahead), START + timedelta(days=DAYS))
        self.evenings |= {self.today, self._then(step)}
        w, moment = self.writer()
        try:
            made = getattr(self, f"_{step.what}")(w, step)
        except RuleRefusal:
            return
        if made is not None:
            self.at[step.what, made] = moment

    # each answers with the id of what was made, where its moment matters

    def _promise(self, w: Any, s: Step) -> int:
        terms = promise.Terms([(wan(s.amount), self._due(s))], self._then(s))
        return self._made(promise.add(w, self._who(w, s), terms, self._day()))

    def _split(self, w: Any, s: Step) -> int:
        parts = [(wan(s.amount), self._due(s)), (wan(1), self._due(s) + timedelta(days=s.which * 4))]
        return self._made(promise.add(w, self._who(w, s), promise.Terms(parts, self._then(s)), self._day()))

    def _renew(self, w: Any, s: Step) -> int | None:
        if not (old := self._one_of(w.read.promises(), s)):
            return None
        terms = promise.Terms([(wan(s.amount), self._due(s))], self._then(s))
        return self._made(promise.renew(w, old, terms, self._day()))

    def _withdraw(self, w: Any, s: Step) -> None:
        if old := self._one_of(w.read.promises(), s):
            promise.withdraw(w, old, self._then(s), "why", self._day())

    def _pays(self, w: Any, s: Step, to: Any = None) -> None:
        who = self._who(w, s) if to is None else w.read.customer(to.customer_id)
        came_in = Receipt(0, who.id, self._then(s), wan(s.amount), Form.TRANSFER)
        receipt.add(w, who, came_in, self._day(), receipt.Meant(to), again=s.flag)

    def _pays_to(self, w: Any, s: Step) -> None:
        if to := self._one_of(w.read.promises(), s):
            self._pays(w, s, to)

    def _bounces(self, w: Any, s: Step) -> int | None:
        if not (found := self._one_of(w.read.receipts(), s)):
            return None
        return receipt.reverse(w, found, self._then(s), "why", self._day()).fact.id

    def _target(self, w: Any, s: Step) -> None:
        target.set_target(w, self._who(w, s), month_of(self._due(s)), wan(s.amount * 3), self._day())

    def _measure(self, w: Any, s: Step) -> None:
        kind = MeasureKind.VISIT
        measure.add(w, self._who(w, s), "visit", wan(s.amount), self._day(), due=self._due(s), kind=kind)

    def _start(self, w: Any, s: Step) -> None:
        if found := self._one_of(w.read.measures(), s):
            measure.start(w, found, self._day())

    def _done(self, w: Any, s: Step) -> None:
        if found := self._one_of(w.read.measures(), s):
            measure.done(w, found, self._day(), wan(s.amount) if s.flag else None)

    def _drop(self, w: Any, s: Step) -> None:
        if found := self._one_of(w.read.measures(), s):
            measure.drop(w, found, self._day())

    def _convert(self, w: Any, s: Step) -> int | None:
        found = self._one_of([m for m in w.read.measures() if m.closed_on is None], s)
        if not found:
            return None
        terms = promise.Terms([(wan(s.amount), self._due(s))], self.today)
        return self._made(promise.add(w, w.read.customer(found.customer_id), terms, self._day(), found))

    def _log(self, w: Any, s: Step) -> int:
        outcome = Outcome.NO_ANSWER if s.flag else Outcome.REACHED
        next_on = self._due(s) if s.which % 2 else None
        made = log.add(
            w,
            self._who(w, s),
            self._then(s),
            self._day(),
            channel=Channel.CALL,
            outcome=outcome,
            said=None,
            next_on=next_on,
        )
        return made.fact.id

    def _approval(self, w: Any, s: Step) -> None:
        who = self._who(w, s)
        about = self._one_of(w.read.promises(who.id), s) if s.amount > 2 else None
        days = {"submitted_on": self._then(s) if s.flag else None, "expected_on": self._due(s) if s.which % 2 else None}
        approval.add(w, who, Approval(0, who.id, "desk", self.today, **days), self._day(), about)

    def _approved(self, w: Any, s: Step) -> None:
        if found := self._one_of([a for a in w.read.approvals() if a.done_on is None], s):
            approval.done(w, found, self._then(s), self._day())

    def _bill(self, w: Any, s: Step) -> None:
        """Of each form: also a transfer for which somebody typed a maturity."""
        who, form = self._who(w, s), list(Form)[s.which % len(Form)]
        bill = Receipt(0, who.id, self._then(s), wan(s.amount), form, self._then(s) + timedelta(days=s.forth))
        receipt.add(w, who, bill, self._day(), again=True)

    def _presented(self, w: Any, s: Step) -> None:
        if found := self._one_of([r for r in w.read.receipts() if r.matures], s):
            receipt.present(w, found, self._then(s), self._day())

    def _grade(self, w: Any, s: Step) -> None:
        customer.edit(w, self._who(w, s), grade=list(Grade)[s.which % 4], reason="why")

    def _archive(self, w: Any, s: Step) -> None:
        customer.archive(w, self._who(w, s))

    def _restore(self, w: Any, s: Step) -> None:
        if s.flag:
            customer.restore(w, self._who(w, s))

    def _made(self, made: Any) -> int:
        self.at["promise", made.fact.promise.id] = self.opened.words.at
        return made.fact.promise.id

    def _who(self, w: Any, s: Step) -> Customer:
        return w.read.customer(self.customers[s.who].id)

    def _day(self) -> Day:
        return day(self.today)

    def _then(self, s: Step) -> date:
        return self.today - timedelta(days=s.back)

    def _due(self, s: Step) -> date:
        return self.today + timedelta(days=s.forth)

    def _one_of(self, found: list[Any], s: Step) -> Any:
        return found[-1 - s.which % len(found)] if found else None


def written(entries: list[Step]) -> Iterator[tuple[History, Reader]]:
    """A book with the entries in it, and a reader of the file."""
    from huikuan.store.engine import writing
    from huikuan.store.writer import Words

    with tempfile.TemporaryDirectory() as folder:
        book = Book(Path(folder))
        with writing(book.place, Words("test", START, book.next_moment())) as opened:
            history = History(book, opened)
            history.begin()
            for step in entries:
                history.enter(step)
        with book.read() as read:
            yield history, read


# --- the oracle: every fact there is ---------------------------------------------------------------------------------


class EveryFact:
    """The accounts and the morning list as they follow from all facts, with nothing left out and nothing summed in SQL."""

    def __init__(self, read: Reader, at: dict[tuple[str, int], str]) -> None:
        self.customers = read.customers()
        self.targets, self.promises, self.measures = read.targets(), read.promises(), read.measures()
        self.receipts, self.follow_ups, self.approvals = read.receipts(), read.follow_ups(), read.approvals()
        self.at = at

    def received(self, who: int, month: Month, as_of: date) -> Money:
        return total(
            r.amount
            for r in self.receipts
            if r.customer_id == who
            and r.on in month
            and r.on <= as_of
            and not (r.reversed_on and r.reversed_on <= as_of)
        )

    def accounts(self, month: Month, as_of: date) -> list[Account]:
        return [self.account(who, month, as_of) for who in self.customers]

    def account(self, who: Customer, month: Month, as_of: date) -> Account:
        set_by_then = [t for t in self.targets if (t.customer_id, t.month) == (who.id, month) and t.set_on <= as_of]
        return Account(
            customer=who,
            target=max(set_by_then, key=lambda t: (t.set_on, t.id), default=None),
            received=self.received(who.id, month, as_of),
            earlier=tuple(self.received(who.id, month.shift(-n), as_of) for n in (1, 2, 3)),
            promises=tuple(p for p in self.promises if p.customer_id == who.id),
            measures=tuple(m for m in self.measures if m.customer_id == who.id),
        )

    def morning(self, as_of: date) -> Morning:
        every, bounced = self.accounts(month_of(as_of), as_of), tuple(self.unanswered(as_of))
        came_back = {reversal.customer_id for reversal in bounced} | {
            p.customer_id for p in self.promises if owes(p, as_of)
        }
        came_back |= {r.customer_id for r in self.receipts if is_in_our_hands(r, as_of)}
        active = tuple(a for a in every if a.customer.is_worked_with_on(as_of) or a.customer.id in came_back)
        touches = {c.id: self.touch(c.id, as_of) for c in self.customers}
        return Morning(active, touches, bounced, tuple(self.approvals), tuple(self.receipts))

    def touch(self, who: int, as_of: date) -> Touch:
        logged = [f for f in self.follow_ups if f.customer_id == who and f.on <= as_of]
        promised = [p.made_on for p in self.promises if p.customer_id == who and p.made_on <= as_of]
        spoken = [f.on for f in logged if f.outcome is not Outcome.NO_ANSWER] + promised
        agreed = max((f for f in logged if f.next_on), key=lambda f: (f.on, f.id), default=None)
        last = max(spoken, default=None)
        return Touch(last, agreed.next_on, agreed.on) if agreed else Touch(last)

    def unanswered(self, as_of: date) -> Iterator[Reversal]:
        for r in self.receipts:
            if r.reversed_on and r.reversed_on <= as_of and not self._answered(r, as_of):
                yield Reversal(r.id, r.customer_id, r.reversed_on, r.amount, r.reversed_why or "")

    def _answered(self, r: Receipt, as_of: date) -> bool:
        """Somebody was in touch on the day of the reversal or since, and it was entered after the reversal."""
        in_touch = [
            *((f.on, self.at["log", f.id]) for f in self._reached(r.customer_id)),
            *((p.made_on, self.at["promise", p.id]) for p in self.promises if p.customer_id == r.customer_id),
        ]
        return any(r.reversed_on <= when <= as_of and at > self.at["bounces", r.id] for when, at in in_touch)

    def _reached(self, who: int) -> list[Any]:
        return [f for f in self.follow_ups if f.customer_id == who and f.outcome is not Outcome.NO_ANSWER]


QUICK = settings(max_examples=20, phases=[Phase.explicit, Phase.reuse, Phase.generate])
HISTORIES = st.lists(steps, min_size=15, max_size=60)
SHIFTS = st.integers(-3, 1)


@QUICK
@given(HISTORIES, SHIFTS)
def test_a_report_reads_enough(entries, shift):
    """Rows and morning list from what is fetched are those from every fact, on any day and for any month.

    So is each sum: received this month and in each of the three before, the target in force, who was in touch when.
    """
    for history, read in written(entries):
        every = EveryFact(read, history.at)
        for as_of in history.days:
            for month in {month_of(as_of), month_of(as_of).shift(shift)}:
                found, expected = read.accounts(month, as_of), every.accounts(month, as_of)
                assert [sums_of(a) for a in found] == [sums_of(a) for a in expected]
                assert rows(found, month, as_of) == rows(expected, month, as_of)
            found, expected = read.morning(as_of, POLICY), every.morning(as_of)
            assert found.touches == expected.touches
            assert sorted(found.reversals, key=lambda r: r.receipt_id) == list(expected.reversals)
            assert tasks(found, as_of) == tasks(expected, as_of)


def sums_of(account: Account) -> Any:
    return (account.customer, account.target, account.received, account.earlier)


@settings(QUICK, max_examples=5)
@given(HISTORIES, SHIFTS)
def test_one_customer_reads_as_among_all(entries, shift):
    """The account of one is the one it is in the plan, and the card's too."""
    for history, read in written(entries):
        for as_of in history.days[::3]:
            month = month_of(as_of).shift(shift)
            together = read.accounts(month, as_of)
            assert [read.accounts(month, as_of, c.id)[0] for c in history.customers] == together
            assert [read.dossier(c.id, month, as_of).account for c in history.customers] == together


def rows(accounts: list[Account], month: Month, as_of: date) -> list[Any]:
    return [month_row(a, month, as_of, POLICY) for a in accounts]


def is_in_our_hands(bill: Receipt, as_of: date) -> bool:
    """It came in, it is to be handed to the bank around the day, and neither was it nor did it come back."""
    is_due = bill.matures is not None and -40 <= (bill.matures - as_of).days <= 5
    ended = [day for day in (bill.presented_on, bill.reversed_on) if day is not None and day <= as_of]
    is_one = bill.form in {Form.CHEQUE, Form.BANK_DRAFT, Form.ACCEPTANCE_BILL}
    return is_one and is_due and bill.on <= as_of and not ended


def owes(promise: Promise, as_of: date) -> bool:
    """Nobody had ended it by the day, and something of it was unpaid then."""
    is_live = promise.made_on <= as_of and not (promise.ended_on and promise.ended_on <= as_of)
    stands = [
        sum(p.amount.fen for p in part.payments if p.on <= as_of and not (p.reversed_on and p.reversed_on <= as_of))
        for part in promise.instalments
    ]
    return is_live and any(paid < part.amount.fen for paid, part in zip(stands, promise.instalments, strict=True))


def tasks(morning: Morning, as_of: date) -> Any:
    return worklist(morning, Narrow(), day(as_of))


def seen(read: Reader, as_of: date) -> list[Any]:
    """What a salesperson sees on the day: this month's rows and the morning list."""
    month = month_of(as_of)
    lines = [
        (r.customer.code, r.grade, r.sums, r.basis, r.flags, r.has_promise)
        for r in rows(read.accounts(month, as_of), month, as_of)
    ]
    return [
        *lines,
        *(
            (t.kind, t.customer.code, t.amount, t.due, t.days_late, t.points)
            for t in tasks(read.morning(as_of, POLICY), as_of).tasks
        ),
    ]


def without_hindsight(step: Step) -> Step:
    """The step entered on its own day."""
    return replace(step, back=0)


@QUICK
@given(st.lists(steps.map(without_hindsight), min_size=10, max_size=40))
@example([Step("promise", 0, 0, 0, 0, 5, 9, False), Step("renew", 5, 0, 0, 0, 5, 14, False)])
def test_as_of_a_day_shows_what_that_day_showed(entries):
    """Where everything is entered on its own day, --as-of shows the evening of that day, whatever came later."""
    from huikuan.store.engine import writing
    from huikuan.store.writer import Words

    evenings: dict[date, list[Any]] = {}
    with tempfile.TemporaryDirectory() as folder:
        book = Book(Path(folder))
        with writing(book.place, Words("test", START, book.next_moment())) as opened:
            history = History(book, opened)
            history.begin()
            for step in entries:
                history.enter(step)
                evenings[history.today] = seen(Reader(opened.run), history.today)
        with book.read() as read:
            assert {evening: seen(read, evening) for evening in evenings} == evenings


# --- what the property would need luck to say -------------------------------------------------------------------------


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return Book(tmp_path)


def agrees(book: Book, as_of: str, month: Month | None = None) -> bool:
    with book.read() as read:
        every, when = EveryFact(read, {}), on(as_of)
        wanted = month or month_of(when)
        return rows(read.accounts(wanted, when), wanted, when) == rows(every.accounts(wanted, when), wanted, when)


def test_a_promise_carried_into_the_month_and_paid_in_it_reads_the_same(book):
    """Grade A, due November 30, paid on December 1 inside the window: main source or supplement, but always the same."""
    who = book.customer(grade=Grade.A)
    book.promise(who, (10, "11-30"), today="11-10")
    book.pays(who, 10, "12-01")
    assert [agrees(book, d) for d in ("11-30", "12-01", "12-02", "12-03", "12-04")] == [True] * 5


def test_a_promise_of_an_earlier_month_still_unpaid_is_fetched(book):
    who = book.customer()
    book.promise(who, (10, "10-15"), today="10-01")
    assert "broken" in book.row(who, "12-05").flags
    assert book.kinds("12-05") == ["renew"]


def test_one_paid_since_is_fetched_as_of_the_days_it_was_not(book):
    who = book.customer()
    book.promise(who, (10, "10-15"), today="10-01")
    book.pays(who, 10, "12-10")
    assert ["broken" in book.row(who, d).flags for d in ("12-09", "12-10")] == [True, False]


def test_bills_of_customers_put_away_read_the_same(book):
    """In our hands it is a task and the customer's gap counts; presented, returned or a transfer, neither is so."""
    for n, form in enumerate([Form.CHEQUE, Form.BANK_DRAFT, Form.ACCEPTANCE_BILL, Form.TRANSFER]):
        who = book.customer(name=f"Name {n}")
        book.target(who, 10)
        bill = book.pays(who, 1, "12-01", form=form, matures="12-10").fact
        if form is Form.BANK_DRAFT:
            book.presents(bill.id, "12-08")
        if form is Form.ACCEPTANCE_BILL:
            book.bounces(bill.id, "12-08")
            book.logs(who, "12-08")
        with book.write("12-02") as w:
            customer.archive(w, who)
    found = {}
    with book.read() as read:
        every = EveryFact(read, {("bounces", 3): "1", ("log", 1): "2"})
        for when in (START + timedelta(days=n) for n in range(90, 145)):
            found[when] = tasks(read.morning(when, POLICY), when)
            assert found[when] == tasks(every.morning(when), when)
    assert [len(found[on(d)].tasks) for d in ("12-04", "12-05", "12-08", "12-20")] == [0, 3, 1, 1]
    assert [len(found[on(d)].tasks) for d in ("2027-01-19", "2027-01-20")] == [1, 0]


def steps_of(place, reads):
    """How the file finds what is read."""
    steps: list[str] = []
    with sqlite3.connect(place.path) as connection:

        def explained(sql, values):
            plain = {name: str(value) for name, value in values.items()}
            steps.extend(row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}", plain))
            return []

        reads(Reader(explained))
    return steps


def test_bills_and_steps_are_found_by_an_index_however_many_there_were(book):
    """Neither is looked for among all receipts there ever were."""
    book.pays(book.customer(), 1, "12-01", form=Form.CHEQUE, matures="12-10")

    def reads(read):
        read._instruments(on("12-10"), POLICY)
        read.open_approvals(on("12-10"))

    steps = steps_of(book.place, reads)
    assert [step for step in steps if step.startswith("SCAN")] == []
    assert {"receipt_by_matures", "approval_by_done"} <= set(re.findall(r"INDEX (\w+)", " ".join(steps)))


def test_the_last_contact_is_found_by_an_index_however_many_there_were(book):
    """Each customer's newest alone is looked at: nothing is sorted, and no table but that of the customers is touched."""
    book.logs(book.customer(), "12-01")
    steps = steps_of(book.place, lambda read: read._touches(on("12-10")))
    [walked] = [step for step in steps if step.startswith(("SCAN", "USE TEMP"))]
    assert re.match(r"SCAN (?:TABLE )?(?:customer AS )?c\b", walked)
    seeks = re.findall(r"COVERING INDEX (\w+) \(customer_id=\? AND \w+<\?\)", " ".join(steps))
    assert sorted(seeks) == ["follow_up_planned"] * 2 + ["follow_up_spoken", "promise_by_customer"]


def test_a_customer_without_facts_has_a_row_of_nothing(book):
    who = book.customer()
    sums = book.row(who, "12-05").sums
    assert add_up([sums]) == sums == add_up([])


def test_an_empty_book_reads_as_nothing(book):
    with book.read() as read:
        assert read.accounts(Month(2026, 12), on("12-05")) == []
        assert read.opening(Month(2026, 12), on("12-05")) is None
        assert tasks(read.morning(on("12-05"), POLICY), on("12-05")).tasks == ()
        assert read.contacts_of([]) == {}


def test_amounts_beyond_any_whole_number_of_a_small_machine_are_summed(book):
    """Two receipts of ten trillion yuan."""
    who = book.customer()
    for when in ("12-01", "12-02"):
        book.pays(who, 10**9, when)
    assert book.row(who, "12-05").sums.received == Money(2 * 10**15)


def test_the_opening_plan_is_the_sum_of_its_rows(book):
    from huikuan.usecases import target as targets

    for n, name in enumerate(("One", "Two", "Three")):
        who = book.customer(name=name)
        if n:
            book.target(who, 10 * n)
            book.promise(who, (n, "12-20"), today="12-01")
    with book.write("12-02") as w:
        targets.freeze(w, Month(2026, 12), day("12-02"))
    with book.read() as read:
        opening = read.opening(Month(2026, 12), on("12-02"))
        expected = plan(read.accounts(Month(2026, 12), on("12-02")), Month(2026, 12), on("12-02"), POLICY, None)
    names = ("target", "received", "promised", "gap", "measures")
    assert [getattr(opening.sums, n) for n in names] == [getattr(expected.totals.sums, n) for n in names]
    assert len(opening.lines) == expected.totals.customers == 3


def test_records_by_id_are_the_records_of_the_lists(book):
    who = book.customer()
    of = book.promise(who, (5, "12-10"), (5, "12-20"), today="12-01").fact.promise
    came = book.pays(who, 7, "12-05").fact
    planned = book.measure(who, 3, "12-05").fact
    with book.read() as read:
        assert [find.promise(read, of.id)] == read.promises() == read.promises(who.id)
        assert [find.receipt(read, came.id)] == read.receipts() == read.receipts(who.id)
        assert [find.measure(read, planned.id)] == read.measures() == read.measures(who.id)
        assert read.receipts_between(who.id, on("12-05"), on("12-05")) == [came]
        assert read.receipts_between(who.id, on("12-06"), on("12-31")) == []
        [payments] = [
            p.payments for p in find.promise(read, of.id).instalments if p.amount == wan(5) and p.due == on("12-10")
        ]
        assert [(p.receipt_id, p.on, p.amount) for p in payments] == [(came.id, on("12-05"), wan(5))]


def test_the_calendar_used_here_is_chinas():
    assert not china().is_working(on("10-01"))
