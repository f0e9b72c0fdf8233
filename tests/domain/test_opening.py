"""What to open the meeting with: one amount and one day, by what lies most pressing; never what was paid already."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facts import (
    DECEMBER,
    JANUARY,
    NOVEMBER,
    POLICY,
    account,
    china,
    day,
    instalment,
    maybe,
    on,
    paid,
    promise,
    renewed,
    some_accounts,
    some_days,
    split,
    wan,
    withdrawn,
)
from huikuan.domain.ask import opening_ask
from huikuan.domain.gap import lies_broken, month_row
from huikuan.domain.invoice import Invoice, Settlement
from huikuan.domain.ledger import Ledger, Owed
from huikuan.domain.money import NOTHING, total
from huikuan.domain.opening import Claim, opening
from huikuan.domain.standing import standing

FRIDAY = "12-04"


def opens(of, as_of=FRIDAY, *, expected=None, pay_day=None, owes=None, month=DECEMBER):
    """What the card opens with; `owes`: the balance, where invoices of theirs are known."""
    row = month_row(of, month, on(as_of), POLICY)
    if owes is not None:
        row = replace(row, owed=Owed(chased=wan(owes)))
    wanted = wan(expected) if expected else row.sums.suggested if row.has_suggestion else None
    ask = opening_ask(wanted, "expected" if expected else row.basis, (), POLICY)
    standings = [standing(p, on(as_of), POLICY) for p in of.promises if p.made_on <= on(as_of)]
    return opening(row, ask, standings, month, maybe(pay_day), day(as_of))


def said(*args, **more):
    found = opens(*args, **more)
    return found.claim, found.amount, found.due, found.by


BROKEN = promise(10, "12-03")
FAR = promise(5, "12-18")

CASES = {
    "a broken promise: all that is open of it, for the next working day": (
        account(20, 0, BROKEN, FAR),
        (Claim.BROKEN, 10, "12-03", "12-07"),
    ),
    "what came in of it late is no longer asked for": (
        account(20, 4, promise(10, "12-03", paid(4, "12-04"))),
        (Claim.BROKEN, 6, "12-03", "12-07"),
    ),
    "several broken promises: all of them, from the oldest day on": (
        account(20, 0, BROKEN, promise(3, "12-01", made="11-25")),
        (Claim.BROKEN, 13, "12-01", "12-07"),
    ),
    "of a promise in parts only those that are broken": (
        account(20, 0, split(instalment(2, "12-03"), instalment(5, "12-18"))),
        (Claim.BROKEN, 2, "12-03", "12-07"),
    ),
    "a shaved tail is no number to open with": (
        account(20, "9.8", promise(10, "12-03", paid("9.8", "12-03"))),
        (Claim.GAP, "10.2", None, "12-11"),
    ),
    "one re-promised is not held against them: what they said last is": (
        account(20, 0, renewed(BROKEN, "12-04", "12-07"), promise(10, "12-07", made="12-04")),
        (Claim.COMING, 10, "12-07", "12-07"),
    ),
    "one taken back neither": (account(5, 0, withdrawn(BROKEN, "12-04"), FAR), (Claim.COMING, 5, "12-18", "12-18")),
    "what falls due today is asked for today": (
        account(20, 0, promise(10, FRIDAY), FAR),
        (Claim.DUE, 10, FRIDAY, FRIDAY),
    ),
    "what is past its day and still in its window as well": (
        account(20, 0, promise(10, "12-02", grade="A")),
        (Claim.DUE, 10, "12-02", FRIDAY),
    ),
    "all that is due and unpaid, not only what fell due first": (
        account(20, 0, promise(10, "12-02", grade="A"), promise(3, "12-03", grade="A"), promise(2, FRIDAY), FAR),
        (Claim.DUE, 15, "12-02", FRIDAY),
    ),
    "on its eve, what is due next goes before the gap": (
        account(20, 0, promise(10, "12-07"), FAR),
        (Claim.COMING, 10, "12-07", "12-07"),
    ),
    "all that is due on that day": (
        account(20, 0, promise(10, "12-07"), promise(1, "12-07"), FAR),
        (Claim.COMING, 11, "12-07", "12-07"),
    ),
    "nothing paid and nothing promised: the opening ask, within a week": (account(20), (Claim.ASK, 20, None, "12-11")),
    "something was paid: what is still missing": (account(20, 4), (Claim.GAP, 16, None, "12-11")),
    "something is promised: what is still missing": (account(20, 0, FAR), (Claim.GAP, 15, None, "12-11")),
    "a month that lacks nothing opens with what comes next": (
        account(5, 0, FAR),
        (Claim.COMING, 5, "12-18", "12-18"),
    ),
    "and with nothing to come it is complete": (account(20, 20), (Claim.FULL, 0, None, None)),
    "a tail of what is to come does not stand before what comes after it": (
        account(5, 0, promise(10, "12-10", paid("9.9", "12-02")), FAR),
        (Claim.COMING, 5, "12-18", "12-18"),
    ),
    "a promise made later is not known yet": (
        account(20, 0, promise(10, "12-07", made="12-05")),
        (Claim.ASK, 20, None, "12-11"),
    ),
}


@pytest.mark.parametrize(("of", "expected"), CASES.values(), ids=CASES)
def test_what_to_open_with_on_friday_december_4(of, expected):
    claim, amount, due, by = expected
    assert said(of, expected=10) == (claim, wan(amount), maybe(due), maybe(by))


class TestTheDay:
    @pytest.mark.parametrize(
        ("as_of", "pay_day", "by"),
        [
            (FRIDAY, None, "12-11"),
            (FRIDAY, "12-15", "12-15"),  # they pay on the 15th
            (FRIDAY, "2027-01-15", "12-31"),  # their pay day lies beyond the month
            ("12-05", None, "12-14"),  # a week from Saturday is a Saturday
            ("12-28", None, "12-31"),  # the last working day of the month comes first
            ("12-30", None, "12-31"),
            ("12-31", None, "2027-01-07"),  # no working day of the month is left
        ],
    )
    def test_is_their_pay_day_else_within_a_week_and_within_the_month(self, as_of, pay_day, by):
        assert opens(account(20), as_of, expected=10, pay_day=pay_day).by == on(by)

    def test_of_a_month_gone_by_is_not_in_the_past(self):
        assert opens(account(20), FRIDAY, expected=10, month=NOVEMBER).by == on("12-11")

    def test_of_the_month_to_come_it_lies_in_that_month(self):
        assert opens(account(20), FRIDAY, expected=10, month=JANUARY).by == on("2027-01-08")


class TestTheAsk:
    @pytest.mark.parametrize(
        ("target", "owes", "amount"),
        [
            (20, None, 20),
            (20, 15, 15),  # never more than they owe
            (20, 100, 20),
            (30, 100, 30),  # nor less than is wanted
            (30, 25, 25),
        ],
    )
    def test_is_the_opening_ask_as_far_as_they_owe_so_much(self, target, owes, amount):
        found = opens(account(target), expected=10, owes=owes)
        assert (found.claim, found.amount) == (Claim.ASK, wan(amount))

    def test_where_nothing_says_what_to_expect_it_is_the_gap(self):
        assert said(account(20))[:2] == (Claim.GAP, wan(20))


class TestWhatIsSaidWithTheNumber:
    @pytest.mark.parametrize("second", ["12-01", "12-03"])
    def test_whether_it_fell_due_on_several_days(self, second):
        found = opens(account(20, 0, BROKEN, promise(1, second, made="11-25")))
        assert (found.claim, found.is_several) == (Claim.BROKEN, second == "12-01")

    @pytest.mark.parametrize(("month", "named"), [(DECEMBER, None), (JANUARY, JANUARY), (NOVEMBER, NOVEMBER)])
    def test_which_month_it_is_for_where_that_is_not_the_running_one(self, month, named):
        assert opens(account(20), expected=10, month=month).month == named

    @pytest.mark.parametrize(("received", "owes", "held"), [(0, 15, 15), (4, 15, 15), (4, 16, None), (4, None, None)])
    def test_whether_it_was_held_down_to_what_they_owe(self, received, owes, held):
        found = opens(account(20, received), expected=10, owes=owes)
        assert found.owed == (wan(held) if held else None)
        assert owes is None or found.amount <= wan(owes)

    def test_of_whom_nothing_is_known_it_is_asked_what_is_open(self):
        assert said(account()) == (Claim.UNKNOWN, NOTHING, None, None)
        assert said(account(None, 1))[0] is Claim.FULL


class TestWithoutATarget:
    """What is suggested stands for one: the three months before brought 8万 each."""

    def of(self, received=0, *promises):
        return account(None, received, *promises, earlier=(8, 8, 8))

    def test_the_ask_rests_on_the_suggestion(self):
        assert said(self.of())[:2] == (Claim.ASK, wan(16))

    def test_what_came_in_is_not_asked_for_again(self):
        assert said(self.of(3))[:2] == (Claim.GAP, wan(5))
        assert said(self.of(8))[0] is Claim.FULL
        assert said(self.of(9))[0] is Claim.FULL

    def test_what_is_promised_is_not_asked_for_again(self):
        assert said(self.of(0, FAR))[:2] == (Claim.GAP, wan(3))
        assert said(self.of(3, FAR)) == (Claim.COMING, wan(5), on("12-18"), on("12-18"))

    def test_an_invoice_of_the_month_that_was_paid_is_not_asked_for_again(self):
        settled = (Settlement(1, on("12-02"), wan(30), 7),)
        billed = Invoice(1, 1, "F1", on("11-20"), on("12-20"), wan(30), settlements=settled)
        of = replace(account(None, 30), ledger=Ledger((billed,), is_known=True))
        row = month_row(of, DECEMBER, on(FRIDAY), POLICY)
        assert (row.sums.suggested, row.lacking) == (wan(30), NOTHING)
        assert said(of)[0] is Claim.FULL


@settings(max_examples=60)
@given(some_accounts(), some_days, st.none() | some_days.map(lambda d: china().on_or_after(d)))
def test_a_number_with_a_day_or_a_month_that_lacks_nothing(of, as_of, pay_day):
    """Whatever is known: the amount is owed by somebody for some reason, and the day is not gone."""
    found = opens(of, as_of, pay_day=pay_day if pay_day and pay_day > as_of else None)
    row = month_row(of, DECEMBER, as_of, POLICY)
    standings = [standing(p, as_of, POLICY) for p in of.promises if p.made_on <= as_of]
    if found.claim in (Claim.FULL, Claim.UNKNOWN):
        assert (found.amount, found.by, row.lacking) == (NOTHING, None, NOTHING)
        return
    assert found.amount > NOTHING
    assert found.by >= as_of
    live = total(whole.remaining for whole in standings if whole.is_live)
    if found.claim in (Claim.BROKEN, Claim.DUE, Claim.COMING):
        assert found.amount <= live
        assert found.due <= found.by
        is_broken = any(lies_broken(whole, part) for whole in standings for part in whole.instalments)
        assert is_broken or found.claim is not Claim.BROKEN
    else:
        assert (found.due, row.lacking > NOTHING) == (None, True)
        assert china().is_working(found.by)
    assert found.claim is not Claim.GAP or found.amount == row.lacking
