"""Invoices in a real book: what settles them, what is refused, and that any day shows what its business dates made it.

Random customers are held against a clerk who counts fen by fen (ledger_oracle).
"""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from facts import DECEMBER, POLICY, day, on, wan
from huikuan import errors
from huikuan.cautions import NoInvoiceYet, PromisesTooMuch
from huikuan.domain.ageing import aged
from huikuan.domain.money import NOTHING
from huikuan.usecases import invoice as usecase
from ledger_book import LedgerBook, enter, unsound
from ledger_oracle import END, START, Clerk, evenings, histories


@pytest.fixture
def book(tmp_path):
    return LedgerBook(tmp_path)


@pytest.fixture(autouse=True)
def sound_at_the_end(book):
    yield
    if book.place.path.exists():
        assert unsound(book) == []


def took(book, made):
    """Number, due day, day and amount of each invoice the receipt settled."""
    with book.read() as read:
        found = read.settled_by(made.fact.id)
    return [(i.number, f"{i.due:%m-%d}", f"{s.on:%m-%d}", s.amount) for i, s in found]


class TestMoneySettles:
    def test_the_oldest_due_first(self, book, who):
        book.invoice(who, 10, "12-31", "12-01", number="F1")
        book.invoice(who, 4, "12-15", "12-02", number="F2")
        assert took(book, book.gets(who, 6, "12-05")) == [
            ("F1", "12-31", "12-05", wan(2)),
            ("F2", "12-15", "12-05", wan(4)),
        ]

    def test_or_the_one_named_and_then_the_oldest(self, book, who):
        book.invoice(who, 10, "12-31", "12-01", number="F1")
        book.invoice(who, 4, "12-15", "12-02", number="F2")
        assert took(book, book.gets(who, 11, "12-05", number="F1")) == [
            ("F1", "12-31", "12-05", wan(10)),
            ("F2", "12-15", "12-05", wan(1)),
        ]

    def test_the_disputed_part_last(self, book, who):
        book.invoice(who, 10, "12-15", "12-01", number="F1")
        book.invoice(who, 4, "12-31", "12-02", number="F2")
        book.dispute("F1", 7, "12-03")
        book.gets(who, 5, "12-05")
        assert book.opened(who, "12-05") == {"F1 12-15": wan(7), "F2 12-31": wan(2)}
        book.gets(who, 4, "12-06")
        assert book.owed(who, "12-06") == (NOTHING, wan(5), NOTHING, wan(5))

    def test_what_was_left_over_settles_the_next_invoice_on_its_day(self, book, who):
        book.invoice(who, 1, "12-15", "12-01", number="F1")
        made = book.gets(who, 5, "12-05")
        book.invoice(who, 3, "12-31", "12-08", number="F2")
        assert took(book, made)[1:] == [("F2", "12-31", "12-08", wan(3))]
        assert [book.owed(who, d)[2] for d in ("12-04", "12-05", "12-07", "12-08")] == [NOTHING, wan(4), wan(4), wan(1)]

    def test_a_credit_note_settles_like_money(self, book, who):
        book.invoice(who, 10, "12-15", "12-01", number="F1")
        book.credit_note(who, 3, "12-05", number="CN1")
        assert book.opened(who, "12-05") == {"F1 12-15": wan(7)}

    def test_a_credit_note_settles_first_what_it_is_for(self, book, who):
        book.invoice(who, 10, "12-15", "12-01", number="F1")
        book.invoice(who, 2, "12-31", "12-01", number="F2")
        book.credit_note(who, 3, "12-05", against="F2")
        assert book.opened(who, "12-05") == {"F1 12-15": wan(9), "F2 12-31": NOTHING}

    def test_a_credit_note_with_nothing_to_settle_is_a_credit(self, book, who):
        book.invoice(who, 1, "12-15", "12-01", number="F1")
        book.credit_note(who, 3, "12-05")
        assert book.owed(who, "12-05") == (NOTHING, NOTHING, wan(2), NOTHING - wan(2))
        book.invoice(who, 5, "12-31", "12-10", number="F2")
        assert book.opened(who, "12-10")["F2 12-31"] == wan(3)

    def test_a_reversal_opens_again_from_its_day_and_what_is_left_over_steps_in(self, book, who):
        book.invoice(who, 10, "12-15", "12-01", number="F1")
        book.gets(who, 10, "12-03")
        book.gets(who, 4, "12-05")
        book.bounces(1, "12-08")
        balances = [book.owed(who, d)[3] for d in ("12-02", "12-03", "12-05", "12-07", "12-08")]
        assert balances == [wan(10), NOTHING, NOTHING - wan(4), NOTHING - wan(4), wan(6)]
        assert book.opened(who, "12-07") == {"F1 12-15": NOTHING}
        assert book.opened(who, "12-08") == {"F1 12-15": wan(6)}

    def test_another_customers_invoice_gets_nothing(self, book, who):
        other = book.customer("10-01", name="Wankelong")
        book.invoice(other, 10, "12-15", "12-01", number="F1")
        book.invoice(who, 1, "12-15", "12-01", number="F1")
        book.gets(who, 5, "12-05")
        assert book.opened(other, "12-05") == {"F1 12-15": wan(10)}


class TestMoneyFromBeforeTheFirstInvoice:
    def test_settles_none_and_a_word_says_so(self, book, who):
        book.invoice(who, 10, "12-31", "12-05", number="F1")
        made = book.gets(who, 4, "12-06", value_date="12-04")
        assert [type(c) for c in made.cautions] == [NoInvoiceYet]
        assert book.owed(who, "12-06") == (wan(10), NOTHING, NOTHING, wan(10))

    def test_money_of_its_day_settles_it_whichever_was_entered_first(self, book, who):
        made = book.gets(who, 4, "12-05")
        book.invoice(who, 10, "12-31", "12-05", number="F1")
        assert took(book, made) == [("F1", "12-31", "12-05", wan(4))]

    def test_an_older_invoice_entered_later_lets_it_settle(self, book, who):
        made = book.gets(who, 4, "12-05")
        book.invoice(who, 3, "12-31", "12-08", number="F2")
        book.invoice(who, 3, "12-20", "12-09", issued="12-01", number="F1")
        assert took(book, made) == [("F2", "12-31", "12-08", wan(1)), ("F1", "12-20", "12-05", wan(3))]

    def test_an_advance_settles_what_comes(self, book, who):
        made = book.gets(who, 4, "12-01", advance=True)
        assert book.owed(who, "12-01") == (NOTHING, NOTHING, wan(4), NOTHING - wan(4))
        book.invoice(who, 10, "12-31", "12-05", number="F1")
        assert took(book, made) == [("F1", "12-31", "12-05", wan(4))]

    def test_so_does_one_that_names_an_invoice(self, book, who):
        book.invoice(who, 10, "12-31", "12-05", number="F1")
        made = book.gets(who, 4, "12-06", value_date="12-01", number="F1")
        assert made.cautions == ()
        assert took(book, made) == [("F1", "12-31", "12-05", wan(4))]

    def test_it_may_be_said_later(self, book, who):
        made = book.gets(who, 4, "12-01")
        book.invoice(who, 10, "12-31", "12-05", number="F1")
        book.invoice(who, 10, "12-20", "12-05", number="F2")
        book.settles(made.fact.id, "12-08", "F1")
        assert took(book, made) == [("F1", "12-31", "12-05", wan(4))]

    def test_said_later_without_a_number_it_settles_the_oldest_due(self, book, who):
        made = book.gets(who, 4, "12-01")
        book.invoice(who, 10, "12-31", "12-05", number="F1")
        book.invoice(who, 3, "12-20", "12-05", number="F2")
        book.settles(made.fact.id, "12-08")
        assert [line[0] for line in took(book, made)] == ["F1", "F2"]
        assert book.opened(who, "12-08") == {"F1 12-31": wan(9), "F2 12-20": NOTHING}

    def test_once_it_is_used_or_came_back_there_is_nothing_to_say(self, book, who):
        book.invoice(who, 10, "12-31", "12-01", number="F1")
        used = book.gets(who, 4, "12-05").fact.id
        back = book.gets(who, 3, "12-05").fact.id
        book.bounces(back, "12-06")
        for receipt in (used, back):
            with pytest.raises(errors.AlreadyUsed):
                book.settles(receipt, "12-08")

    @pytest.mark.parametrize(("came", "settles"), [("11-30", False), ("12-01", True)])
    def test_what_the_ledger_said_was_open_had_that_money_taken_off(self, book, who, came, settles):
        """The ledger of November 30 says 8万 are open of an invoice of October: money until that day settles none."""
        with book.write("12-05") as w:
            w.add_invoice(usecase.Invoice(0, who.id, "F1", on("10-15"), on("12-15"), wan(8), stated_on=on("11-30")))
        assert bool(took(book, book.gets(who, 4, "12-05", value_date=came))) is settles

    def test_bounced_it_was_never_an_advance(self, book, who):
        """A receipt that settles none stands in no balance: not before it came back either."""
        book.gets(who, 5, "11-01")
        book.invoice(who, 10, "12-31", "11-20", number="F1")
        book.bounces(1, "12-01")
        assert [book.owed(who, d)[2:] for d in ("11-25", "12-01")] == [(NOTHING, wan(10))] * 2


class TestRefused:
    def test_the_same_number_due_the_same_day(self, book, who):
        book.invoice(who, 10, "12-31", "12-01", number="F1")
        with pytest.raises(errors.InvoiceKnown):
            book.invoice(who, 10, "12-31", "12-02", number="F1")

    def test_not_the_same_number_in_another_part_or_as_a_credit_note_or_of_another(self, book, who):
        book.invoice(who, 10, "12-31", "12-01", number="F1")
        book.invoice(who, 10, "2027-01-31", "12-01", number="F1")
        book.credit_note(who, 1, "12-31", number="F1")
        book.invoice(book.customer("10-01", name="Wankelong"), 10, "12-31", "12-01", number="F1")

    def test_several_without_a_number(self, book, who):
        book.invoice(who, 10, "12-31", "12-01")
        book.invoice(who, 10, "12-31", "12-01")
        assert book.owed(who, "12-01")[0] == wan(20)

    def test_due_before_it_was_issued(self, book, who):
        with pytest.raises(errors.DueBeforeIssued):
            book.invoice(who, 10, "11-30", "12-01")

    def test_issued_on_a_day_to_come(self, book, who):
        with pytest.raises(errors.DayAhead):
            book.invoice(who, 10, "12-31", "12-01", issued="12-02")

    def test_a_number_there_is_not_or_only_as_a_credit_note_or_of_another(self, book, who):
        book.credit_note(who, 1, "12-01", number="CN")
        book.invoice(book.customer("10-01", name="Wankelong"), 10, "12-31", "12-01", number="F1")
        for number in ("F1", "F2", "CN"):
            with pytest.raises(errors.NoSuchInvoice):
                book.gets(who, 1, "12-05", number=number)

    def test_a_number_several_customers_have(self, book, who):
        book.invoice(who, 10, "12-31", "12-01", number="F1")
        book.invoice(book.customer("10-01", name="Wankelong"), 10, "12-31", "12-01", number="F1")
        with pytest.raises(errors.ManyInvoices) as refused:
            book.dispute("F1", 1, "12-05")
        assert "Hualian" in str(refused.value)
        assert "Wankelong" in str(refused.value)

    def test_more_disputed_than_is_open_that_day(self, book, who):
        book.invoice(who, 10, "12-31", "12-01", number="F1")
        book.gets(who, 4, "12-05")
        with pytest.raises(errors.DisputedTooMuch):
            book.dispute("F1", 7, "12-06")
        book.dispute("F1", 7, "12-06", since="12-04")
        assert [book.owed(who, d)[1] for d in ("12-03", "12-04", "12-05")] == [NOTHING, wan(7), wan(6)]

    def test_nothing_open_and_nothing_disputed(self, book, who):
        book.invoice(who, 10, "12-31", "12-01", number="F1")
        with pytest.raises(errors.NotDisputed):
            book.dispute("F1", 0, "12-05")
        book.gets(who, 10, "12-05")
        for amount in (None, 1, 0):
            with pytest.raises(errors.InvoiceClosed):
                book.dispute("F1", amount, "12-06")

    def test_a_day_to_come(self, book, who):
        book.invoice(who, 10, "12-31", "12-01", number="F1")
        with pytest.raises(errors.DayAhead):
            book.dispute("F1", 1, "12-05", since="12-06")
        with book.write("12-05") as w, pytest.raises(errors.DayAhead):
            usecase.agree(w, who, wan(10), "Zhang", on("12-06"), None, day("12-05"))


class TestDisputes:
    def test_all_that_is_open(self, book, who):
        book.invoice(who, 10, "12-31", "12-01", number="F1")
        book.gets(who, 4, "12-02")
        book.dispute("F1", None, "12-05")
        assert book.owed(who, "12-05") == (NOTHING, wan(6), NOTHING, wan(6))

    def test_over_from_its_day(self, book, who):
        book.invoice(who, 10, "12-31", "12-01", number="F1")
        book.dispute("F1", 4, "12-05")
        book.dispute("F1", 0, "12-08")
        assert [book.owed(who, d)[1] for d in ("12-04", "12-05", "12-07", "12-08")] == [
            NOTHING,
            wan(4),
            wan(4),
            NOTHING,
        ]

    def test_over_the_day_it_began(self, book, who):
        book.invoice(who, 10, "12-31", "12-01", number="F1")
        book.dispute("F1", 4, "12-05")
        book.dispute("F1", 0, "12-05")
        assert book.owed(who, "12-05")[:2] == (wan(10), NOTHING)

    def test_corrected_the_same_day(self, book, who):
        book.invoice(who, 10, "12-31", "12-01", number="F1")
        book.dispute("F1", 4, "12-05")
        book.dispute("F1", 2, "12-05")
        assert book.owed(who, "12-05")[1] == wan(2)


class TestDisputesOfAnInvoiceInParts:
    """F1 falls due in three parts of 5万; the first of them is paid."""

    @pytest.fixture(autouse=True)
    def in_parts(self, book, who):
        for due in ("12-15", "12-31", "2027-01-31"):
            book.invoice(who, 5, due, "12-01", number="F1")
        book.gets(who, 5, "12-02")

    def disputed(self, book, who, as_of):
        with book.read() as read:
            return [i.disputed_on(on(as_of)) for i in read.invoices(who.id)]

    def test_the_part_that_falls_due_first_is_disputed_first(self, book, who):
        book.dispute("F1", 7, "12-03")
        assert self.disputed(book, who, "12-03") == [NOTHING, wan(5), wan(2)]

    def test_all_of_it(self, book, who):
        book.dispute("F1", None, "12-03")
        assert self.disputed(book, who, "12-03") == [NOTHING, wan(5), wan(5)]
        assert book.owed(who, "12-03") == (NOTHING, wan(10), NOTHING, wan(10))

    def test_less_than_before(self, book, who):
        book.dispute("F1", 7, "12-03")
        book.dispute("F1", 1, "12-04")
        assert self.disputed(book, who, "12-03") == [NOTHING, wan(5), wan(2)]
        assert self.disputed(book, who, "12-04") == [NOTHING, wan(1), NOTHING]

    def test_over_in_every_part_also_where_an_earlier_one_opened_again(self, book, who):
        book.dispute("F1", 7, "12-03")
        book.bounces(1, "12-04")
        book.dispute("F1", 0, "12-05")
        assert self.disputed(book, who, "12-05") == [NOTHING] * 3
        assert book.owed(who, "12-05")[0] == wan(15)

    def test_no_more_than_is_open_in_all_parts(self, book):
        with pytest.raises(errors.DisputedTooMuch) as refused:
            book.dispute("F1", "10.01", "12-03")
        assert refused.value.values["open"] == wan(10)


class TestAgreed:
    def test_the_last_by_the_day_with_what_the_book_has(self, book, who):
        book.invoice(who, 10, "12-31", "12-01", number="F1")
        for when, amount in (("12-03", 9), ("12-08", 6)):
            with book.write(when) as w:
                usecase.agree(w, who, wan(amount), "Zhang", on(when), "by phone", day(when))
        book.gets(who, 4, "12-05")
        with book.read() as read:
            found = {d: read.dossier(who.id, DECEMBER, on(d)).agreed for d in ("12-02", "12-03", "12-08", "12-20")}
        assert found["12-02"] is None
        assert (found["12-03"][0].amount, found["12-03"][1]) == (wan(9), wan(10))
        assert (found["12-08"][0].amount, found["12-08"][1]) == (wan(6), wan(6))
        assert found["12-20"] == found["12-08"]

    def test_where_no_invoice_is_known_the_book_has_nothing_to_say(self, book, who):
        with book.write("12-03") as w:
            usecase.agree(w, who, wan(9), "Zhang", on("12-03"), None, day("12-03"))
            assert usecase.balance_on(w.read, who.id, on("12-03")) is None


class TestPromisedTooMuch:
    def test_a_word_where_more_is_promised_than_is_owed(self, book, who):
        book.invoice(who, 10, "12-31", "12-01", number="F1")
        assert PromisesTooMuch not in [type(c) for c in book.promise(who, (10, "12-20"), today="12-02").cautions]
        made = book.promise(who, (1, "12-21"), today="12-03")
        [word] = [c for c in made.cautions if isinstance(c, PromisesTooMuch)]
        assert "110,000.00" in str(word)
        assert "100,000.00" in str(word)
        assert book.row(who, "12-03").promises_too_much

    def test_none_where_no_invoice_is_known(self, book, who):
        made = book.promise(who, (10, "12-20"), today="12-02")
        assert PromisesTooMuch not in [type(c) for c in made.cautions]

    def test_money_pays_promise_and_invoice_alike(self, book, who):
        book.invoice(who, 10, "12-31", "12-01", number="F1")
        book.promise(who, (10, "12-20"), today="12-02")
        book.gets(who, 4, "12-05")
        row = book.row(who, "12-05")
        assert (row.sums.promised, row.owed.balance, row.promises_too_much) == (wan(6), wan(6), False)


# --- any customer, against the clerk ----------------------------------------------------------------------------------

QUICK = settings(max_examples=15, phases=[Phase.explicit, Phase.reuse, Phase.generate])


def entered(folder, events, *, at_the_end=False):
    """A book with one customer and these events, each typed on its day, or all of them on the last."""
    book = LedgerBook(Path(folder))
    who = book.customer(str(START))
    with book.together(START) as writer:
        for event in events:
            today = events[-1].on if at_the_end else event.on
            enter(writer(today), who, event, today)
    return book, who


def some_days(events):
    """The days on which something happens or falls due, the days around them, and the ends of the ageing's steps."""
    turns = {e.on for e in events} | {e.due + timedelta(days=n) for e in events if e.due for n in (0, 30, 60, 90)}
    every = {d + timedelta(days=n) for d in turns for n in (-1, 0, 1)} | {END}
    return sorted(d for d in every if START <= d <= END)


def compare(book, who, events):
    """On each day the book says what the clerk has: per invoice, by age, credits and balance."""
    expected = evenings(events, END)
    with book.read() as read:
        invoices = {i.id: i for i in read.invoices(who.id) if not i.is_credit}
        for as_of in some_days(events):
            evening = expected[as_of]
            assert {n: i.open_on(as_of).fen for n, i in invoices.items() if i.issued <= as_of} == evening.open, as_of
            assert {n: i.disputed_on(as_of).fen for n, i in invoices.items() if i.issued <= as_of} == evening.disputed
            for since in (None, as_of.replace(day=1) - timedelta(days=1)):
                ledger = read.ledgers(as_of, who.id, since=since)[who.id]
                found = aged(ledger, as_of, POLICY.ageing)
                assert [amount.fen for amount in found.amounts] == evening.buckets, as_of
                assert (found.owed.credits.fen, found.owed.disputed.fen) == (
                    evening.credits,
                    sum(evening.disputed.values()),
                ), as_of
                assert found.owed.balance.fen == evening.balance, as_of
        for as_of in some_days(events)[::7]:
            alone = read.ledgers(as_of, who.id)[who.id]
            assert read.ledgers(as_of)[who.id] == read.ledgers(as_of, frozenset({who.id}))[who.id] == alone


@QUICK
@given(histories(most=16))
def test_every_day_is_as_the_clerk_has_it_and_the_marks_with_it(events):
    """Each thing is typed on its day; asked at the end, every day shows its own evening."""
    with tempfile.TemporaryDirectory() as folder:
        book, who = entered(folder, events)
        compare(book, who, events)
        assert unsound(book) == []


@settings(QUICK, max_examples=8)
@given(histories(kinds="invoice split receipt note dispute over"))
def test_a_whole_history_typed_later_is_the_same_as_day_by_day(events):
    """Everything is typed on the last day, in the order of its days."""
    with tempfile.TemporaryDirectory() as folder:
        book, who = entered(folder, events, at_the_end=True)
        compare(book, who, events)
        assert unsound(book) == []


@settings(QUICK, max_examples=8)
@given(histories(kinds="invoice receipt receipt reversal note", most=12), st.integers(0, 40))
def test_typed_out_of_turn_no_fen_is_lost(events, turn):
    """One of the events is typed last of all, with its own day. Which invoice it settles may differ; on the last day
    the balance may not, and the marks are right.
    """
    late = [e for e in events if e.what == "receipt" and not any(o.what == "reversal" and o.id == e.id for o in events)]
    if not late:
        return
    moved = late[turn % len(late)]
    first = min((e.on for e in events if e.what in ("invoice", "note")), default=date.max)
    order = [*(e for e in events if e is not moved), moved]
    numbers = {old.id: new for new, old in enumerate((e for e in order if e.what == "receipt"), 1)}
    order = [replace(e, id=numbers[e.id]) if e.what in ("receipt", "reversal") else e for e in order]
    order = [
        replace(e, named=(), is_advance=True) if e.what == "receipt" and e.on < first else replace(e, named=())
        for e in order
    ]
    with tempfile.TemporaryDirectory() as folder:
        book = LedgerBook(Path(folder))
        who = book.customer(str(START))
        with book.together(START) as writer:
            for event in order:
                enter(writer(END), who, event, END)
        clerk = Clerk()
        for event in sorted(order, key=lambda e: e.on):
            clerk.write(event)
        assert book.owed(who, END)[3].fen == clerk.evening(END).balance
        assert unsound(book) == []
