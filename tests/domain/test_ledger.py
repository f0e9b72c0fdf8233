"""What a customer owes on a day, and what the month should bring: right to the fen on every day, whatever came later."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import Phase, given, settings

from facts import DECEMBER, JANUARY, NOVEMBER, POLICY, account, customer, december, on, promise, wan
from huikuan.domain.ageing import aged
from huikuan.domain.gap import Flag, month_row
from huikuan.domain.invoice import Credit, Dispute, Invoice, InvoiceKind, Settlement
from huikuan.domain.ledger import UNKNOWN, Ledger, Owed, due_by_end_of, owed
from huikuan.domain.money import NOTHING, Money, total
from huikuan.domain.settling import settle, settle_named
from huikuan.domain.suggestion import Basis, suggest
from ledger_oracle import END, START, evenings, histories

QUICK = [Phase.explicit, Phase.reuse, Phase.generate]


def invoice(amount, due, *settled, issued="11-01", disputed=(), number=1):
    """`settled`: amount, day, and the day it came to nothing; `disputed`: day and amount, in the order of entry."""
    return Invoice(
        number,
        1,
        f"F{number}",
        on(issued),
        on(due),
        wan(amount),
        settlements=tuple(
            Settlement(number, on(s[1]), wan(s[0]), 7, reversed_on=on(s[2]) if len(s) > 2 else None) for s in settled
        ),
        disputes=tuple(Dispute(on(d), wan(of), "short") for d, of in disputed),
    )


def credit(left, came):
    return Credit(1, on(came), wan(left), receipt_id=9)


def known(*invoices, credits=()):  # noqa: A002
    return Ledger(invoices, tuple(credits), is_known=True)


class TestAnInvoice:
    ten = invoice(10, "12-10", (3, "11-20"), (5, "12-15", "12-20"))

    @pytest.mark.parametrize(
        ("day", "settled", "left"),
        [
            ("10-31", 0, 0),
            ("11-01", 0, 10),
            ("11-19", 0, 10),
            ("11-20", 3, 7),
            ("12-14", 3, 7),
            ("12-15", 8, 2),
            ("12-19", 8, 2),
            ("12-20", 3, 7),
        ],
    )
    def test_is_open_for_what_nothing_has_settled(self, day, settled, left):
        assert (self.ten.settled_on(on(day)), self.ten.open_on(on(day))) == (wan(settled), wan(left))

    @pytest.mark.parametrize(
        ("disputes", "day", "disputed"),
        [
            ((("12-01", 4),), "11-30", 0),
            ((("12-01", 4),), "12-01", 4),
            ((("12-01", 4), ("12-05", 0)), "12-04", 4),
            ((("12-01", 4), ("12-05", 0)), "12-05", 0),
            ((("12-01", 4), ("12-01", 0)), "12-01", 0),
            ((("12-01", 4), ("12-01", 6)), "12-01", 6),
            ((("12-05", 2), ("12-01", 4)), "12-03", 4),
            ((("12-05", 2), ("12-01", 4)), "12-05", 2),
            ((("12-01", 9),), "12-01", 7),
            ((("12-01", 9),), "12-15", 2),
            ((("12-01", 9),), "12-20", 7),
        ],
        ids=[
            "not before its day",
            "from its day",
            "until it is over",
            "over from its day",
            "over the day it began",
            "corrected the day it began: what was said last",
            "entered later for an earlier day: then",
            "entered later for an earlier day: since",
            "never more than is open",
            "what is paid is not disputed",
            "what came back unpaid is disputed again",
        ],
    )
    def test_what_is_disputed_of_it(self, disputes, day, disputed):
        disputed_one = replace(self.ten, disputes=invoice(1, "12-10", disputed=disputes).disputes)
        assert disputed_one.disputed_on(on(day)) == wan(disputed)
        assert disputed_one.chased_on(on(day)) == self.ten.open_on(on(day)) - wan(disputed)

    @pytest.mark.parametrize(("day", "days"), [("12-09", 0), ("12-10", 0), ("12-11", 1), ("2027-01-10", 31)])
    def test_is_overdue_from_the_day_after_it_fell_due(self, day, days):
        assert self.ten.days_overdue_on(on(day)) == days

    def test_a_credit_note_is_one(self):
        assert replace(self.ten, kind=InvoiceKind.CREDIT_NOTE).is_credit
        assert not self.ten.is_credit

    def test_where_the_ledger_said_less_was_settled_than_was_thought(self):
        """A settlement by word may be negative: 8 were thought settled, the ledger says 3."""
        corrected = invoice(10, "12-10", (8, "11-20"), (-5, "12-01"))
        assert [corrected.open_on(on(d)) for d in ("11-30", "12-01")] == [wan(2), wan(7)]


OWED = {
    "nothing": (known(), "12-10", Owed()),
    "not due": (known(invoice(10, "12-10")), "12-10", Owed(chased=wan(10))),
    "overdue": (known(invoice(10, "12-10")), "12-11", Owed(chased=wan(10), overdue=wan(10))),
    "some of each": (
        known(invoice(10, "12-01"), invoice(5, "12-31", number=2)),
        "12-10",
        Owed(chased=wan(15), overdue=wan(10)),
    ),
    "disputed stands beside": (
        known(invoice(10, "12-01", disputed=[("12-05", 4)])),
        "12-10",
        Owed(chased=wan(6), overdue=wan(6), disputed=wan(4)),
    ),
    "an advance is owed back": (known(credits=[credit(3, "12-01")]), "12-10", Owed(credits=wan(3))),
    "not before it came": (known(credits=[credit(3, "12-11")]), "12-10", Owed()),
    "an invoice of a later day": (known(invoice(10, "12-31", issued="12-11")), "12-10", Owed()),
}


@pytest.mark.parametrize(("ledger", "as_of", "expected"), OWED.values(), ids=OWED)
def test_owed(ledger, as_of, expected):
    found = owed(ledger, on(as_of))
    assert found == expected
    assert found.balance == expected.chased + expected.disputed - expected.credits


DUE = {
    "overdue when the month began": ([invoice(10, "11-30")], [], 10),
    "falls due in it, on its first and on its last day": ([invoice(1, "12-01"), invoice(2, "12-31", number=2)], [], 3),
    "falls due later: of this month nothing, but it is known": ([invoice(10, "2027-01-01")], [], 0),
    "both": ([invoice(10, "10-31"), invoice(5, "12-20", number=2), invoice(3, "2027-01-05", number=3)], [], 15),
    "part paid before the month": ([invoice(10, "11-30", (4, "11-30"))], [], 6),
    "what came in during the month does not lower it": ([invoice(10, "11-30", (4, "12-01"))], [], 10),
    "paid in full during the month": ([invoice(10, "11-30", (10, "12-05"))], [], 10),
    "paid in full before it": ([invoice(10, "11-30", (10, "11-30"))], [], None),
    "what came back unpaid is to come in again": ([invoice(10, "11-30", (10, "11-20", "12-05"))], [], 10),
    "what comes back after the day is still paid": ([invoice(10, "11-30", (10, "11-20", "12-20"))], [], None),
    "issued and due in the month": ([invoice(10, "12-31", issued="12-05")], [], 10),
    "issued after the day": ([invoice(10, "12-31", issued="12-11")], [], None),
    "disputed is not suggested": ([invoice(10, "11-30", disputed=[("12-02", 4)])], [], 6),
    "all of it disputed": ([invoice(10, "11-30", disputed=[("12-02", 10)])], [], 0),
    "disputed and part paid in the month": ([invoice(10, "11-30", (3, "12-03"), disputed=[("12-02", 4)])], [], 6),
    "an advance from before the month lowers it": ([invoice(10, "11-30")], [credit(3, "11-30")], 7),
    "an advance of the month does not": ([invoice(10, "11-30")], [credit(3, "12-01")], 10),
    "never below nothing": ([invoice(1, "11-30")], [credit(3, "11-30")], 0),
    "no invoice at all": ([], [credit(3, "11-30")], None),
}


@pytest.mark.parametrize(("invoices", "credits", "expected"), DUE.values(), ids=DUE)
def test_what_december_should_bring_as_of_the_10th(invoices, credits, expected):  # noqa: A002
    found = due_by_end_of(DECEMBER, known(*invoices, credits=credits), on("12-10"))
    assert found == (None if expected is None else wan(expected))


def test_an_advance_that_pays_an_invoice_of_the_month_is_no_target():
    """3万 came in November; on December 5 an invoice of 10万 due on the 31st is issued: 7万 are to come."""
    paid_ahead = invoice(10, "12-31", issued="12-05")
    paid_ahead = replace(paid_ahead, settlements=(Settlement(1, on("12-05"), wan(3), 9, paid_on=on("11-20")),))
    assert due_by_end_of(DECEMBER, known(paid_ahead), on("12-10")) == wan(7)


def test_next_month_asks_for_what_is_overdue_by_then():
    """On November 20 December is planned: what falls due until the end of November and is open will be overdue."""
    ledger = known(invoice(10, "11-25"), invoice(5, "12-25", number=2), invoice(3, "2027-01-25", number=3))
    assert due_by_end_of(DECEMBER, ledger, on("11-20")) == wan(15)
    assert due_by_end_of(JANUARY, ledger, on("11-20")) == wan(18)
    assert due_by_end_of(NOVEMBER, ledger, on("11-20")) == wan(10)


class TestSuggested:
    def test_what_is_due_goes_before_history(self):
        assert suggest((wan(1), wan(2), wan(3)), wan(7)) == (wan(7), Basis.LEDGER)

    def test_where_nothing_is_due_nothing_is_suggested(self):
        """What they owe falls due later: neither a target of nothing, nor one by history."""
        assert suggest((wan(1), wan(2), wan(3)), NOTHING) == (None, Basis.LEDGER)

    def test_without_invoices_the_median_of_three_months(self):
        assert suggest((wan(1), wan(9), wan(3)), None) == (wan(3), Basis.HISTORY)

    def test_with_neither_none(self):
        assert suggest((NOTHING, NOTHING, wan(3)), None) == (None, Basis.NONE)


class TestTheMonthsRow:
    def row(self, ledger, *promises, as_of="12-10"):
        one = replace(account(None, 0, *promises, who=customer(), earlier=(1, 2, 3)), ledger=ledger)
        return month_row(one, DECEMBER, on(as_of), POLICY)

    def test_it_shows_what_is_owed_and_suggests_by_it(self):
        row = self.row(known(invoice(10, "11-30"), invoice(2, "2027-01-05", number=2)))
        assert (row.sums.suggested, row.basis, row.has_suggestion) == (wan(10), Basis.LEDGER, True)
        assert row.owed == Owed(chased=wan(12), overdue=wan(10))

    def test_of_whom_no_invoice_is_known_nothing_is_said(self):
        row = self.row(UNKNOWN, promise(50, "12-20"))
        assert (row.sums.suggested, row.basis, row.owed) == (wan(2), Basis.HISTORY, None)
        assert not row.promises_too_much

    def test_whose_invoices_are_all_settled_is_suggested_by_history(self):
        row = self.row(known())
        assert (row.basis, row.owed) == (Basis.HISTORY, Owed())

    @pytest.mark.parametrize(("promised", "too_much"), [(10, False), ("10.000001", True), (9, False)])
    def test_more_promised_than_is_owed_shows(self, promised, too_much):
        row = self.row(known(invoice(6, "12-20", disputed=[("12-01", 2)]), invoice(4, "12-25", number=2)),
                       promise(promised, "12-20"))  # fmt: skip
        assert row.promises_too_much is too_much

    def test_one_to_whom_we_owe_owes_nothing(self):
        row = self.row(known(credits=[credit(3, "12-01")]), promise("0.0001", "12-20"))
        assert (row.owed.balance, row.promises_too_much) == (NOTHING - wan(3), True)
        assert not self.row(known(credits=[credit(3, "12-01")])).promises_too_much

    def test_the_gap_is_not_touched_by_it(self):
        """What is owed suggests a target and is none: the gap goes by the target that was set."""
        with_invoices = replace(account(20, 4), ledger=known(invoice(90, "11-30")))
        row, plain = december(with_invoices), december(account(20, 4))
        assert (row.sums.gap, row.sums.achievement) == (plain.sums.gap, Fraction(1, 5))
        assert Flag.UNCOVERED in row.flags


# --- any customer, against the clerk who counts fen by fen ----------------------------------------------------------


class Papers:
    """One customer's papers, put in order each time something comes in, as a book is."""

    def __init__(self):
        self.invoices, self.money, self.back = {}, {}, {}

    def take(self, event):
        getattr(self, f"_{event.what}")(event)

    def _invoice(self, e):
        self.invoices[e.id] = Invoice(e.id, 1, None, e.on, e.due, Money(e.fen))
        self._settle_all()

    def _receipt(self, e):
        self.money["receipt", e.id] = Credit(1, e.on, Money(e.fen), receipt_id=e.id)
        self._settle_named("receipt", e)

    def _note(self, e):
        self.money["note", e.id] = Credit(1, e.on, Money(e.fen), credit_id=e.id)
        self._settle_named("note", e)

    def _dispute(self, e):
        of = self.invoices[e.id]
        self.invoices[e.id] = replace(of, disputes=(*of.disputes, Dispute(e.on, Money(e.fen), "")))

    def _reversal(self, e):
        self.back["receipt", e.id] = e.on
        for i, of in self.invoices.items():
            marked = [replace(s, reversed_on=e.on) if s.receipt_id == e.id else s for s in of.settlements]
            self.invoices[i] = replace(of, settlements=tuple(marked))
        self._settle_all(e.on)

    def _settle_named(self, kind, e):
        self._keep(settle_named(self.money[kind, e.id], [self.invoices[i] for i in e.named])[0])
        self._settle_all()

    def _settle_all(self, since=date.min):
        left = [self._left(key, date.max) for key in self.money if key not in self.back]
        self._keep(settle(self.invoices.values(), sorted(left, key=lambda c: (c.on, c.receipt_id is None)), since))

    def _keep(self, found):
        for s in found:
            of = self.invoices[s.invoice_id]
            self.invoices[s.invoice_id] = replace(of, settlements=(*of.settlements, s))

    def _left(self, key, day):
        kind, number = key
        used = total(
            s.amount
            for of in self.invoices.values()
            for s in of.settlements
            if s.on <= day and (s.receipt_id if kind == "receipt" else s.credit_id) == number
        )
        return replace(self.money[key], left=self.money[key].left - used)

    def ledger(self, day):
        """The ledger as of the day: what came to nothing by then is not among the credits."""
        credits_left = [
            self._left(key, day) for key in self.money if self.money[key].on <= day < self.back.get(key, date.max)
        ]
        issued = [of for of in self.invoices.values() if of.issued <= day]
        return Ledger(tuple(issued), tuple(credits_left), bool(issued))


@settings(max_examples=40, phases=QUICK)
@given(histories())
def test_every_evening_is_as_the_clerk_has_it(events):
    """Invoices in parts, credit notes, disputes, part payments, reversals as they come: for every day, asked at the end,
    what of each invoice is open and disputed, the ageing, the credits and the balance are right to the fen.
    """
    events = [replace(e, is_advance=True) for e in events]
    papers = Papers()
    for event in events:
        papers.take(event)
    for day, evening in evenings(events, END + timedelta(days=3)).items():
        ledger = papers.ledger(day)
        assert {i.id: i.open_on(day).fen for i in ledger.invoices} == evening.open, day
        assert {i.id: i.disputed_on(day).fen for i in ledger.invoices} == evening.disputed, day
        found = aged(ledger, day, (30, 60, 90))
        assert [amount.fen for amount in found.amounts] == evening.buckets, day
        assert (found.owed.credits.fen, found.owed.balance.fen) == (evening.credits, evening.balance), day
        assert total(found.amounts) == found.owed.chased
        assert total(found.amounts[1:]) == found.owed.overdue
        assert all(NOTHING <= i.settled_on(day) <= i.amount for i in ledger.invoices)
    assert owed(papers.ledger(START - timedelta(days=1)), START - timedelta(days=1)) == Owed()


@settings(max_examples=40, phases=QUICK)
@given(histories())
def test_nothing_is_settled_twice_and_the_balance_is_what_went_out_less_what_came_in(events):
    """On every day: settled + left = money that stands; balance = invoices − credit notes − receipts that stand."""
    events = [replace(e, is_advance=True) for e in events]
    papers = Papers()
    for event in events:
        papers.take(event)
    for n in range(0, (END - START).days, 3):
        day = START + timedelta(days=n)
        ledger = papers.ledger(day)
        back = {e.id for e in events if e.what == "reversal" and e.on <= day}
        came = sum(
            e.fen for e in events if e.on <= day and (e.what == "note" or (e.what == "receipt" and e.id not in back))
        )
        sent = sum(e.fen for e in events if e.on <= day and e.what == "invoice")
        settled = sum(i.settled_on(day).fen for i in ledger.invoices)
        assert settled + sum(c.left.fen for c in ledger.credits) == came
        assert owed(ledger, day).balance.fen == sent - came
