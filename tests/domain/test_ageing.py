"""How old what is owed is: days overdue from the day after the due day, in steps; disputes and credits stand beside."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts import customer, on, wan
from huikuan.domain.ageing import Step, aged, ageing, steps
from huikuan.domain.invoice import Credit, Dispute, Invoice
from huikuan.domain.ledger import Ledger, Owed
from huikuan.domain.money import NOTHING, total

BOUNDS = (30, 60, 90)


def owing(*parts, credits=(), disputed=0, of=1):  # noqa: A002
    """A ledger of invoices: amount and due day; `disputed` of the first one."""
    disputes = (Dispute(on("2026-01-01"), wan(disputed), ""),) if disputed else ()
    invoices = [
        Invoice(n, of, None, on("2026-01-01"), on(due), wan(amount), disputes=disputes if n == 0 else ())
        for n, (amount, due) in enumerate(parts)
    ]
    return Ledger(tuple(invoices), tuple(Credit(of, on(d), wan(c), receipt_id=1) for c, d in credits), is_known=True)


@pytest.mark.parametrize(
    ("due", "place"),
    [
        ("2027-01-31", 0),
        ("12-10", 0),
        ("12-09", 1),
        ("11-10", 1),
        ("11-09", 2),
        ("10-11", 2),
        ("10-10", 3),
        ("09-11", 3),
        ("09-10", 4),
        ("2026-01-01", 4),
    ],
)
def test_the_step_an_invoice_stands_in_on_december_10(due, place):
    """Due that day is not overdue; 1, 30, 31, 60, 61, 90 and 91 days after are the edges."""
    expected = [NOTHING] * 5
    expected[place] = wan(7)
    assert aged(owing((7, due)), on("12-10"), BOUNDS).amounts == tuple(expected)


@pytest.mark.parametrize(
    ("bounds", "expected"),
    [
        ((30, 60, 90), [(None, 0), (1, 30), (31, 60), (61, 90), (91, None)]),
        ((7,), [(None, 0), (1, 7), (8, None)]),
        ((1, 2), [(None, 0), (1, 1), (2, 2), (3, None)]),
        ((30, 180, 365), [(None, 0), (1, 30), (31, 180), (181, 365), (366, None)]),
    ],
)
def test_steps_follow_each_other_without_a_gap(bounds, expected):
    assert [tuple(step) for step in steps(bounds)] == expected
    assert steps(bounds)[0] == Step(None, 0)


def test_a_step_of_one_day():
    found = aged(owing((1, "12-09"), (2, "12-08"), (4, "12-07")), on("12-10"), (1, 2))
    assert found.amounts == (NOTHING, wan(1), wan(2), wan(4))


def test_what_is_disputed_is_in_no_step():
    found = aged(owing((10, "11-01"), disputed=4), on("12-10"), BOUNDS)
    assert found.amounts == (NOTHING, NOTHING, wan(6), NOTHING, NOTHING)
    assert found.owed == Owed(chased=wan(6), overdue=wan(6), disputed=wan(4))


def test_an_advance_lowers_the_balance_and_no_step():
    found = aged(owing((10, "11-01"), credits=[(3, "12-01")]), on("12-10"), BOUNDS)
    assert (total(found.amounts), found.owed.credits, found.owed.balance) == (wan(10), wan(3), wan(7))


@given(st.lists(st.tuples(st.integers(0, 50), st.dates(on("2026-01-01"), on("2027-12-31"))), max_size=8),
       st.lists(st.integers(1, 400), min_size=1, max_size=8, unique=True).map(sorted))  # fmt: skip
def test_each_invoice_is_in_just_one_step_and_that_one_holds_its_days(parts, bounds):
    as_of = on("12-10")
    found = aged(owing(*parts), as_of, bounds)
    for step, amount in zip(found.steps, found.amounts, strict=True):
        first, last = step
        late = [(of, (as_of - due).days) for of, due in parts]
        inside = [of for of, days in late if (first is None or days >= first) and (last is None or days <= last)]
        assert amount == total(map(wan, inside))
    assert total(found.amounts) == found.owed.chased


class TestEveryone:
    def report(self, **ledgers):
        everyone = [(customer(f"C00{name[1:]}"), ledger) for name, ledger in ledgers.items()]
        return ageing(everyone, on("12-10"), BOUNDS)

    def codes(self, report):
        return [row.customer.code for row in report.rows]

    def test_the_most_overdue_first_then_the_larger_balance_then_by_code(self):
        found = self.report(
            c5=owing((3, "12-31")),
            c4=owing((3, "12-31")),
            c3=owing((1, "12-01"), (1, "12-31")),
            c2=owing((9, "12-31")),
            c1=owing((2, "12-01")),
        )
        assert self.codes(found) == ["C001", "C003", "C002", "C004", "C005"]

    def test_who_owes_nothing_and_is_owed_nothing_is_left_out(self):
        assert self.codes(self.report(c1=owing(), c2=owing((1, "12-31")))) == ["C002"]

    def test_who_is_owed_something_is_not(self):
        found = self.report(c1=owing(credits=[(3, "12-01")]))
        assert [row.aged.owed.balance for row in found.rows] == [NOTHING - wan(3)]

    def test_where_disputed_and_credits_are_all_there_is(self):
        found = self.report(c1=owing((3, "12-01"), disputed=3, credits=[(3, "12-01")]))
        assert (self.codes(found), found.total.owed.balance) == (["C001"], NOTHING)

    def test_the_total_is_the_sum_of_the_rows_column_by_column(self):
        found = self.report(
            c1=owing((10, "11-01"), (1, "12-31"), disputed=4),
            c2=owing((5, "08-01"), credits=[(2, "12-01")]),
            c3=owing(),
        )
        assert found.total.amounts == (wan(1), NOTHING, wan(6), NOTHING, wan(5))
        assert found.total.owed == Owed(chased=wan(12), overdue=wan(11), disputed=wan(4), credits=wan(2))

    def test_nobody(self):
        found = self.report()
        assert (found.rows, found.total.amounts, found.total.owed) == ((), (NOTHING,) * 5, Owed())
