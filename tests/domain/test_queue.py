"""The customer's payment queue: what they pay on time, what they pay at once, and how a claim may be split to fit."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from itertools import count, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts import POLICY, china, maybe, on, some_days, wan
from huikuan.domain.invoice import Dispute, Invoice, InvoiceKind, Settlement
from huikuan.domain.money import NOTHING, Money, total
from huikuan.domain.period import Month
from huikuan.domain.queue import PaidAtOnce, PaidOnTime, share_on_time, size_paid_at_once, split_proposal
from huikuan.domain.workday import Calendar

AS_OF = on("12-31")
numbers = count(1)


def paid(amount, when, *, came=None, reversed_on=None):
    """By a receipt; `came`: its own day, where it settled this invoice later."""
    return Settlement(0, on(when), wan(amount), next(numbers), None, maybe(reversed_on), on(came or when))


def noted(amount, when):
    """By a credit note."""
    return Settlement(0, on(when), wan(amount), None, next(numbers), paid_on=on(when))


def listed(amount, when):
    """By what the ledger's list said on a day."""
    return Settlement(0, on(when), wan(amount))


def disputed(amount, when):
    return Dispute(on(when), wan(amount), "short")


def invoice(amount, due, *facts, issued="06-01", kind=InvoiceKind.INVOICE):
    settlements = tuple(fact for fact in facts if isinstance(fact, Settlement))
    disputes = tuple(fact for fact in facts if isinstance(fact, Dispute))
    return Invoice(
        next(numbers), 1, None, on(issued), on(due), wan(amount), kind, settlements=settlements, disputes=disputes
    )


def share_of(*invoices, as_of=AS_OF):
    return share_on_time(invoices, on(as_of), POLICY)


def terms_of(*facts, as_of=AS_OF):
    """Due, on time, on days unknown, of an invoice of 10 due on December 10."""
    found = share_of(invoice(10, "12-10", *facts), as_of=as_of).whole
    return found.due, found.on_time, found.unknown


CASES = {
    "not paid": ([], (10, 0, 0)),
    "on the due day": ([paid(10, "12-10")], (10, 10, 0)),
    "the day after": ([paid(10, "12-11")], (10, 0, 0)),
    "in parts": ([paid(4, "12-01"), paid(6, "12-20")], (10, 4, 0)),
    "by an advance": ([paid(10, "06-01", came="05-20")], (10, 10, 0)),
    "by money that was there in time and was used later": ([paid(10, "12-20", came="12-01")], (10, 10, 0)),
    "by a cheque that bounced": ([paid(10, "12-10", reversed_on="12-15")], (10, 0, 0)),
    "by a cheque that bounced, and then by another": (
        [paid(10, "12-10", reversed_on="12-15"), paid(10, "12-15", came="12-15")],
        (10, 0, 0),
    ),
    "disputed": ([disputed(4, "12-01")], (6, 0, 0)),
    "disputed, and the rest paid": ([disputed(4, "12-01"), paid(6, "12-10")], (6, 6, 0)),
    "disputed after it was due": ([disputed(10, "12-20")], (0, 0, 0)),
    "disputed when it was due, later no more and paid": (
        [disputed(4, "12-01"), disputed(0, "12-15"), paid(10, "12-20")],
        (6, 0, 0),
    ),
    "disputed no more when it was due": ([disputed(4, "11-01"), disputed(0, "12-01")], (10, 0, 0)),
    "disputed, and paid all the same": ([disputed(4, "12-01"), paid(10, "12-10")], (10, 10, 0)),
    "disputed when it was due, later taken off": (
        [disputed(4, "12-01"), noted(4, "12-20"), disputed(0, "12-20")],
        (6, 0, 0),
    ),
    "taken off in part, disputed for more when it was due": (
        [noted(3, "12-01"), disputed(4, "12-05"), disputed(0, "12-20")],
        (3, 0, 0),
    ),
    "disputed when it was due, later paid by money that was there in time": (
        [disputed(10, "12-01"), disputed(0, "12-15"), paid(10, "12-15", came="12-01")],
        (10, 10, 0),
    ),
    "what a credit note took off was not to be paid": ([noted(4, "12-20"), paid(6, "12-10")], (6, 6, 0)),
    "taken off wholly": ([noted(10, "12-01")], (0, 0, 0)),
    "settled in time, said the list": ([listed(10, "12-05")], (10, 10, 0)),
    "settled, said the list after it was due": ([listed(6, "12-20")], (4, 0, 6)),
    "the list took back a part of what was paid": ([paid(10, "12-10"), listed(-3, "12-20")], (10, 7, 0)),
    "the list took back what was paid late": ([paid(4, "12-10"), paid(6, "12-15"), listed(-3, "12-20")], (10, 4, 0)),
    "paid by more than it asks for": ([paid(10, "12-01"), paid(2, "12-05")], (10, 10, 0)),
}


@pytest.mark.parametrize(("facts", "expected"), CASES.values(), ids=CASES)
def test_what_was_due_and_what_of_it_was_paid_on_time(facts, expected):
    assert terms_of(*facts) == tuple(map(wan, expected))


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("12-10", (0, 0, 0)),  # it may still be paid today
        ("12-11", (10, 10, 0)),
        ("12-14", (10, 10, 0)),
        ("12-15", (10, 0, 0)),
        ("12-19", (10, 0, 0)),
        ("12-20", (6, 0, 0)),
    ],
)
def test_only_what_was_known_by_the_day(as_of, expected):
    """A cheque of December 9 that bounced on the 15th; disputed since the 20th."""
    facts = (paid(10, "12-09", reversed_on="12-15"), disputed(4, "12-20"))
    assert terms_of(*facts, as_of=as_of) == tuple(map(wan, expected))


def test_an_invoice_issued_later_and_a_credit_note_are_not_due():
    later = invoice(10, "12-10", issued="12-20")
    assert share_of(later, as_of="12-19").whole.due == NOTHING
    assert share_of(later, as_of="12-20").whole.due == wan(10)
    assert share_of(invoice(10, "12-10", kind=InvoiceKind.CREDIT_NOTE)).whole.due == NOTHING


def test_the_running_month_and_the_five_before():
    invoices = [invoice(n, f"{n:02d}-15", paid(n, f"{n:02d}-15")) for n in range(6, 13)]
    found = share_of(*invoices, as_of="12-16")
    assert [(str(month), paid_up.due) for month, paid_up in found.months] == [
        (str(Month(2026, n)), wan(n)) for n in range(7, 13)
    ]
    assert (found.whole.due, found.whole.share) == (wan(7 + 8 + 9 + 10 + 11 + 12), 1)
    assert (found.earlier.due, found.later.due) == (wan(24), wan(33))


@pytest.mark.parametrize(
    ("earlier", "later", "trend"),
    [
        ((10, 5), (10, 8), "better"),
        ((10, 8), (10, 5), "worse"),
        ((10, 5), (100, 50), "same"),
        ((100, 50), (100, 54), "same"),
        ((100, 50), (100, 55), "better"),
        ((100, 50), (100, 45), "worse"),
        ((0, 0), (10, 5), "unclear"),
        ((10, 5), (0, 0), "unclear"),
    ],
)
def test_the_trend_holds_the_last_three_months_against_the_three_before(earlier, later, trend):
    """Less than five points of a hundred are no change."""
    parts = [
        invoice(due, day, *([paid(on_time, day)] if on_time else []))
        for day, (due, on_time) in (("08-10", earlier), ("11-10", later))
        if due
    ]
    found = share_of(*parts)
    assert (found.trend, found.earlier.due, found.later.on_time) == (trend, wan(earlier[0]), wan(later[1]))


def test_where_more_was_paid_on_days_nobody_knows_there_is_no_share():
    assert PaidOnTime(wan(5), wan(5), wan(5)).share == 1
    assert PaidOnTime(wan(5), wan(5), wan(6)).share is None
    assert PaidOnTime().share is None
    half = PaidOnTime(wan(10), wan(5))
    assert half.share == Fraction(1, 2)


@st.composite
def some_invoices(draw):
    """Any invoices with money, notes, lists and disputes, also of days to come."""
    found = []
    for _ in range(draw(st.integers(0, 5))):
        due, amount = draw(some_days), draw(st.integers(1, 20))
        facts = []
        for _ in range(draw(st.integers(0, 3))):
            kind, share, day = (
                draw(st.sampled_from([paid, noted, listed, disputed])),
                draw(st.integers(1, 9)),
                draw(some_days),
            )
            fact = kind(share, day)
            if kind is paid:
                came, back = (
                    day - timedelta(days=draw(st.integers(0, 40))),
                    draw(st.none() | st.dates(day, on("2027-03-31"))),
                )
                fact = replace(fact, paid_on=came, reversed_on=back)
            facts.append(fact)
        found.append(invoice(amount, due, *facts))
    return found


def known_by(each, as_of):
    """The invoice as it stood in the book on the day."""
    return replace(
        each,
        settlements=tuple(
            replace(s, reversed_on=s.reversed_on if s.reversed_on and s.reversed_on <= as_of else None)
            for s in each.settlements
            if s.on <= as_of
        ),
        disputes=tuple(d for d in each.disputes if d.on <= as_of),
    )


@given(some_invoices(), some_days)
def test_it_adds_up_and_knows_nothing_of_what_is_to_come(invoices, as_of):
    found = share_on_time(invoices, as_of, POLICY)
    months = [paid_up for _, paid_up in found.months]
    for name in ("due", "on_time", "unknown"):
        assert total(getattr(each, name) for each in months) == getattr(found.whole, name)
        assert getattr(found.earlier, name) + getattr(found.later, name) == getattr(found.whole, name)
    fallen_due = total(i.amount for i in invoices if i.due < as_of)
    assert NOTHING <= found.whole.on_time <= found.whole.due <= fallen_due - found.whole.unknown
    assert found.whole.unknown >= NOTHING
    known = [known_by(each, as_of) for each in invoices]
    assert share_on_time(reversed(known), as_of, POLICY) == found
    assert size_paid_at_once(known, as_of, POLICY) == size_paid_at_once(invoices, as_of, POLICY)


# --- the size paid at once -----------------------------------------------------------------------------------------


def sized(on_time, late):
    """Invoices of these sizes, paid on their due day and not paid."""
    return [invoice(n, "11-10", paid(n, "11-10")) for n in on_time] + [invoice(n, "11-10") for n in late]


@pytest.mark.parametrize(
    ("on_time", "late", "expected"),
    [
        ((1, 2, 3), (8, 9), (3, 3, 3, 2, 0)),
        ((1, 2, 3, 3), (8, 9), (3, 4, 4, 2, 0)),
        ((1, 2, 4, 5), (3, 8, 9), (5, 5, 4, 2, 0)),  # one of five small ones late: 80 %
        ((1, 2, 4), (3, 8, 9), None),  # one of four: 75 %
        ((1, 2), (8, 9), None),  # two small ones are too few
        ((1, 2, 3), (9,), None),  # one large one is too few
        ((1, 2, 3, 10), (8, 9), (3, 3, 3, 3, 1)),  # one of three large ones on time is less than half
        ((1, 2, 3, 9), (8, 10), (3, 3, 3, 3, 1)),
        ((1, 2, 3, 8, 9), (8, 10), None),  # two of four are not
        ((1, 2, 3, 4, 5), (), None),
        ((), (1, 2, 3, 8, 9), None),
        ((*range(1, 11),), (11, 20, 30), (10, 10, 10, 3, 0)),  # not 11, which they did not pay
    ],
)
def test_the_largest_size_up_to_which_they_pay_while_they_stall_the_larger_ones(on_time, late, expected):
    found = size_paid_at_once(sized(on_time, late), AS_OF, POLICY)
    assert found == (expected and PaidAtOnce(wan(expected[0]), *expected[1:]))


def test_equal_sizes_stand_on_one_side():
    """Two of 3万, one of them late: both are small."""
    found = size_paid_at_once(sized((1, 1, 2, 3), (3, 8, 9)), AS_OF, POLICY)
    assert found == PaidAtOnce(wan(3), 5, 4, 2, 0)


def test_the_size_is_that_of_the_whole_invoice():
    """Of which a disputed part need not be paid on time, and part payments do not make it so."""
    parts = [invoice(3, "11-10", paid(2, "11-10"), disputed(1, "11-01")), invoice(8, "11-10", paid(7, "11-10"))]
    assert size_paid_at_once([*sized((1, 2), (9,)), *parts], AS_OF, POLICY) == PaidAtOnce(wan(3), 3, 3, 2, 0)


def test_what_shows_nothing_is_left_out():
    """Not due yet, taken off, disputed, a credit note, settled wholly or for the rest on a day nobody knows."""
    silent = [
        invoice(50, "12-31"),
        invoice(50, "11-10", noted(50, "11-05")),
        invoice(50, "11-10", disputed(50, "11-05")),
        invoice(50, "11-10", listed(50, "11-25")),
        invoice(50, "11-10", paid(20, "11-10"), listed(30, "11-25")),
        invoice(50, "11-10", kind=InvoiceKind.CREDIT_NOTE),
    ]
    assert size_paid_at_once([*sized((1, 2, 3), (8,)), *silent], AS_OF, POLICY) is None
    assert size_paid_at_once([*sized((1, 2, 3), (8, 9)), *silent], AS_OF, POLICY) == PaidAtOnce(wan(3), 3, 3, 2, 0)


def test_what_is_still_open_was_not_paid_on_time_whatever_the_list_says_of_the_rest():
    found = size_paid_at_once([*sized((1, 2, 3), (8,)), invoice(9, "11-10", listed(5, "11-25"))], AS_OF, POLICY)
    assert found == PaidAtOnce(wan(3), 3, 3, 2, 0)


@given(st.lists(st.tuples(st.integers(1, 12), st.booleans()), max_size=14))
def test_it_is_the_largest_one_tried_one_by_one(parts):
    invoices = sized([n for n, is_paid in parts if is_paid], [n for n, is_paid in parts if not is_paid])
    sizes = []
    for size, is_paid in parts:
        small, large = [p for n, p in parts if n <= size], [p for n, p in parts if n > size]
        if (
            is_paid
            and len(small) >= 3
            and sum(small) * 5 >= len(small) * 4
            and len(large) >= 2
            and sum(large) * 2 < len(large)
        ):
            sizes.append(PaidAtOnce(wan(size), len(small), sum(small), len(large), sum(large)))
    assert size_paid_at_once(invoices, AS_OF, POLICY) == max(sizes, key=lambda found: found.size, default=None)


# --- a claim in parts ----------------------------------------------------------------------------------------------


def said(claim, size, first="12-10", calendar=None):
    found = split_proposal(wan(claim), None if size is None else wan(size), on(first), calendar or china(), POLICY)
    return found and [(f"{day:%m-%d}", amount.yuan()) for day, amount in found.parts]


@pytest.mark.parametrize(
    ("claim", "size", "expected"),
    [
        (9, 5, [("12-10", "45000.00"), ("12-17", "45000.00")]),
        (10, 5, [("12-10", "50000.00"), ("12-17", "50000.00")]),
        ("10.000001", 5, [("12-10", "33333.34"), ("12-17", "33333.34"), ("12-24", "33333.33")]),
        (10, 3, [("12-10", "25000.00"), ("12-17", "25000.00"), ("12-24", "25000.00"), ("12-31", "25000.00")]),
        (10, "2.5", [("12-10", "25000.00"), ("12-17", "25000.00"), ("12-24", "25000.00"), ("12-31", "25000.00")]),
        (10, "2.499999", None),  # five are too many
        (5, 5, None),  # it fits as it is
        (4, 5, None),
        (10, None, None),
        (10, 0, None),
        (0, 5, None),
    ],
)
def test_as_few_equal_parts_as_fit_a_week_apart(claim, size, expected):
    assert said(claim, size) == expected


def test_a_day_off_moves_on_and_no_two_fall_on_one_day():
    """October 1 and what would be the 8th: National Day ends on the 7th."""
    assert [day for day, _ in said(10, 3, "10-01")] == ["10-08", "10-09", "10-15", "10-22"]
    assert [day for day, _ in said(10, 3, "12-12")] == ["12-14", "12-21", "12-28", "01-04"]


def test_a_holiday_of_weeks_leaves_each_its_day():
    off = frozenset(on("12-01") + timedelta(days=n) for n in range(31))
    assert [day for day, _ in said(10, 3, "12-10", Calendar(off))] == ["01-01", "01-04", "01-05", "01-06"]


def test_the_proposal_shows_what_it_rests_on():
    found = split_proposal(wan(9), wan(5), on("12-10"), china(), POLICY)
    assert (found.claim, found.size) == (wan(9), wan(5))


@given(st.integers(1, 10**15).map(Money), st.integers(1, 10**15).map(Money), some_days)
def test_the_parts_are_the_claim_to_the_fen(claim, size, first):
    found = split_proposal(claim, size, first, china(), POLICY)
    assert (found is None) == (claim <= size or claim.fen > 4 * size.fen)
    if found is None:
        return
    days, amounts = zip(*found.parts, strict=True)
    assert total(amounts) == claim
    assert max(amounts) <= size
    assert max(amounts).fen - min(amounts).fen <= 1
    assert list(amounts) == sorted(amounts, reverse=True)
    assert (len(amounts) - 1) * size.fen < claim.fen
    assert all(map(china().is_working, days))
    assert all(early < late for early, late in pairwise(days))
    assert days[0] == china().on_or_after(first)
