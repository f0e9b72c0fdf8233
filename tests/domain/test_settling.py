"""Which invoice money settles: the oldest due first, what is disputed last, what is left over waits for the next one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import Phase, given, settings

from facts import on, wan
from huikuan.domain.invoice import Credit, Dispute, Invoice, InvoiceKind, Settlement
from huikuan.domain.money import NOTHING, Money, total
from huikuan.domain.settling import settle, settle_named
from ledger_oracle import Clerk, histories


def invoice(number, amount, due, issued="11-01", disputed=0, **more):
    disputes = (Dispute(on(issued), wan(disputed), "short"),) if disputed else ()
    return Invoice(number, 1, f"F{number}", on(issued), on(due), wan(amount), disputes=disputes, **more)


def money(number, amount, came):
    return Credit(1, on(came), wan(amount), receipt_id=number)


def note(number, amount, issued):
    return Credit(1, on(issued), wan(amount), credit_id=number)


def said(settlements):
    """Invoice, day, amount, and of which receipt or credit note."""
    return [(s.invoice_id, f"{s.on:%m-%d}", s.amount, s.receipt_id or f"note {s.credit_id}") for s in settlements]


CASES = {
    "one pays one": (
        [invoice(1, 10, "12-01")],
        [money(7, 10, "11-20")],
        [(1, "11-20", 10, 7)],
    ),
    "the oldest due first, not the oldest issued": (
        [invoice(1, 10, "12-20", "11-01"), invoice(2, 5, "12-01", "11-10")],
        [money(7, 6, "11-20")],
        [(2, "11-20", 5, 7), (1, "11-20", 1, 7)],
    ),
    "of those due the same day the one entered first": (
        [invoice(2, 5, "12-01"), invoice(1, 5, "12-01")],
        [money(7, 6, "11-20")],
        [(1, "11-20", 5, 7), (2, "11-20", 1, 7)],
    ),
    "a part payment stays on the oldest until it is full": (
        [invoice(1, 10, "12-01"), invoice(2, 5, "12-20")],
        [money(7, 4, "11-10"), money(8, 4, "11-20"), money(9, 4, "11-30")],
        [(1, "11-10", 4, 7), (1, "11-20", 4, 8), (1, "11-30", 2, 9), (2, "11-30", 2, 9)],
    ),
    "money in the order of its days, however it was entered": (
        [invoice(1, 5, "12-01"), invoice(2, 5, "12-20")],
        [money(8, 5, "11-20"), money(7, 5, "11-10")],
        [(1, "11-10", 5, 7), (2, "11-20", 5, 8)],
    ),
    "a credit note settles like money, on its day": (
        [invoice(1, 10, "12-01")],
        [money(7, 4, "11-10"), note(3, 2, "11-12")],
        [(1, "11-10", 4, 7), (1, "11-12", 2, "note 3")],
    ),
    "what is disputed comes last, even where it is the oldest due": (
        [invoice(1, 10, "12-01", disputed=6), invoice(2, 5, "12-20")],
        [money(7, 12, "11-20")],
        [(1, "11-20", 7, 7), (2, "11-20", 5, 7)],
    ),
    "the disputed part is left where the money does not reach": (
        [invoice(1, 10, "12-01", disputed=6), invoice(2, 5, "12-20")],
        [money(7, 9, "11-20")],
        [(1, "11-20", 4, 7), (2, "11-20", 5, 7)],
    ),
    "what is left over settles the next invoice on the day it is issued": (
        [invoice(1, 3, "12-01"), invoice(2, 5, "12-20", "12-05")],
        [money(7, 10, "11-20")],
        [(1, "11-20", 3, 7), (2, "12-05", 5, 7)],
    ),
    "the oldest money left over goes first": (
        [invoice(2, 5, "12-20", "12-05")],
        [money(8, 4, "11-25"), money(7, 3, "11-20")],
        [(2, "12-05", 3, 7), (2, "12-05", 2, 8)],
    ),
    "an invoice of the same day is there when the money comes": (
        [invoice(1, 10, "12-20", "11-01"), invoice(2, 5, "12-01", "11-20")],
        [money(7, 5, "11-20")],
        [(2, "11-20", 5, 7)],
    ),
    "money that came before an invoice was issued pays what was open then, though that is due later": (
        [invoice(1, 10, "12-31", "11-01"), invoice(2, 5, "12-01", "11-25")],
        [money(7, 10, "11-20")],
        [(1, "11-20", 10, 7)],
    ),
    "nothing open": ([], [money(7, 10, "11-20")], []),
    "no money": ([invoice(1, 10, "12-01")], [], []),
    "nothing left of the money": ([invoice(1, 10, "12-01")], [money(7, 0, "11-20")], []),
    "a credit note among the invoices is not owed": (
        [invoice(1, 10, "12-01", kind=InvoiceKind.CREDIT_NOTE)],
        [money(7, 10, "11-20")],
        [],
    ),
}


@pytest.mark.parametrize(("invoices", "came", "expected"), CASES.values(), ids=CASES)
def test_settled(invoices, came, expected):
    assert said(settle(invoices, came)) == [(i, day, wan(amount), by) for i, day, amount, by in expected]


def test_an_invoice_settled_before_takes_no_more():
    full = replace(invoice(1, 10, "12-01"), settlements=(Settlement(1, on("11-05"), wan(10), 3),))
    part = replace(invoice(2, 10, "12-10"), settlements=(Settlement(2, on("11-05"), wan(4), 3),))
    assert said(settle([full, part], [money(7, 10, "11-20")])) == [(2, "11-20", wan(6), 7)]


def test_what_a_reversal_opened_is_settled_no_earlier_than_it():
    """A cheque of November 5 bounced on the 30th: an advance of the 10th pays its invoice from the 30th on."""
    bounced = Settlement(1, on("11-05"), wan(10), 3, reversed_on=on("11-30"))
    again = replace(invoice(1, 10, "12-01"), settlements=(bounced,))
    assert said(settle([again], [money(7, 10, "11-10")], on("11-30"))) == [(1, "11-30", wan(10), 7)]


def test_invoices_of_one_day_are_settled_by_what_was_left_over_in_the_order_of_their_due_days():
    """An advance of 5万; on December 5 come one invoice due on the 31st and one due on the 15th."""
    found = settle([invoice(1, 5, "12-31", "12-05"), invoice(2, 5, "12-15", "12-05")], [money(7, 5, "11-20")])
    assert said(found) == [(2, "12-05", wan(5), 7)]


class TestNamed:
    def test_the_oldest_due_of_them_and_the_rest_is_left(self):
        found, left = settle_named(money(7, 12, "11-20"), [invoice(1, 5, "12-20"), invoice(2, 5, "12-01")])
        assert (said(found), left) == ([(2, "11-20", wan(5), 7), (1, "11-20", wan(5), 7)], wan(2))

    def test_what_is_disputed_too(self):
        found, left = settle_named(money(7, 10, "11-20"), [invoice(1, 10, "12-20", disputed=8)])
        assert (said(found), left) == ([(1, "11-20", wan(10), 7)], NOTHING)

    def test_not_before_it_was_issued(self):
        found, _ = settle_named(money(7, 4, "11-20"), [invoice(1, 10, "12-20", "12-05")])
        assert said(found) == [(1, "12-05", wan(4), 7)]

    def test_one_that_is_full_takes_nothing(self):
        full = replace(invoice(1, 10, "12-01"), settlements=(Settlement(1, on("11-05"), wan(10), 3),))
        assert settle_named(money(7, 4, "11-20"), [full]) == ([], wan(4))


# --- any customer, against the clerk who counts fen by fen ----------------------------------------------------------

QUICK = [Phase.explicit, Phase.reuse, Phase.generate]


def facts_of(events):
    invoices = [Invoice(e.id, 1, None, e.on, e.due, Money(e.fen)) for e in events if e.what == "invoice"]
    came = [
        Credit(1, e.on, Money(e.fen), **{"receipt_id" if e.what == "receipt" else "credit_id": e.id})
        for e in events
        if e.what in ("receipt", "note")
    ]
    return invoices, came


def canonical(events):
    """Invoices stand before the money of their day, those due first before others; receipts before credit notes."""
    order = {"invoice": 0, "receipt": 1, "note": 2}
    plain = [replace(e, named=(), is_advance=True) for e in events]
    return sorted(plain, key=lambda e: (e.on, order[e.what], e.due or e.on, e.id))


@settings(max_examples=60, phases=QUICK)
@given(histories(kinds="invoice split receipt note", most=12))
def test_all_at_once_comes_to_what_day_by_day_comes_to(events):
    """Whatever order the days are handed over in, their facts settle as they would have then."""
    clerk = Clerk()
    for event in canonical(events):
        clerk.write(event)
    invoices, came = facts_of(events)
    fens = [
        ("receipt" if s.receipt_id else "note", s.receipt_id or s.credit_id, s.invoice_id, s.on)
        for s in settle(reversed(invoices), sorted(came, key=lambda c: (-c.on.toordinal(), c.credit_id is not None)))
        for _ in range(s.amount.fen)
    ]
    assert sorted(fens) == sorted(clerk.settled)


@settings(max_examples=60, phases=QUICK)
@given(histories(kinds="invoice split receipt note"))
def test_nothing_is_settled_twice_and_no_fen_is_lost(events):
    invoices, came = facts_of(events)
    found = settle(invoices, came)
    for each in invoices:
        settled = total(s.amount for s in found if s.invoice_id == each.id)
        assert settled <= each.amount
        assert all(s.on >= each.issued for s in found if s.invoice_id == each.id)
    for credit in came:
        used = total(s.amount for s in found if (s.receipt_id, s.credit_id) == (credit.receipt_id, credit.credit_id))
        assert used <= credit.left
        assert all(
            s.on >= credit.on for s in found if (s.receipt_id, s.credit_id) == (credit.receipt_id, credit.credit_id)
        )
    owed_in_all, money_in_all = total(i.amount for i in invoices), total(c.left for c in came)
    settled_in_all = total(s.amount for s in found)
    assert settled_in_all == min(owed_in_all, money_in_all) or any(i.issued > max(c.on for c in came) for i in invoices)
    assert all(s.amount > NOTHING for s in found)
