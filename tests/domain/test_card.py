"""The card of a meeting: every number on it is the sum of its terms, and nothing on it is of a later day."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.test_queue import known_by, some_invoices
from facts import (
    DECEMBER,
    FIRST,
    LAST,
    account,
    as_known,
    day,
    instalment,
    measure,
    on,
    paid,
    promise,
    receipt,
    renewed,
    some_accounts,
    some_days,
    some_money,
    split,
    spoke,
    step,
    target,
    wan,
)
from huikuan.domain.card import Dossier, card, negotiated
from huikuan.domain.facts import Contact, Form, MeasureStatus, Role
from huikuan.domain.habits import Habits
from huikuan.domain.invoice import Credit, Invoice, Settlement
from huikuan.domain.kinds import Care, ExcuseKind, Ready
from huikuan.domain.ledger import Ledger
from huikuan.domain.money import NOTHING, total
from huikuan.domain.opening import Claim
from huikuan.domain.talk import Tick
from huikuan.domain.terms import NotCounted, Part
from huikuan.show.wire import card as wire


def dossier(of, *, receipts=(), measures=(), **more):
    """Of the customer whose month this is; the account's own promises and measures, and what came in."""
    came_in = total(r.amount for r in receipts)
    return Dossier(
        replace(of, received=came_in or of.received),
        of.promises,
        tuple(receipts),
        (*of.measures, *measures),
        (of.target,) if of.target else (),
        more.pop("contacts", ()),
        **more,
    )


def on_card(of, as_of="12-10", month=DECEMBER):
    return card(of, month, day(as_of))


def terms(found, part):
    """The facts of this number with why each is not counted."""
    return [(term.amount, term.not_counted) for term in found.terms if term.part is part]


class TestWhatANumberIsMadeOf:
    def test_money_of_the_month_and_what_of_it_came_back(self):
        every = [
            receipt(3, "12-01"),
            receipt(4, "12-05", reversed_on="12-08"),
            receipt(5, "12-11"),
            receipt(6, "11-30"),
        ]
        found = on_card(dossier(account(20), receipts=every))
        assert terms(found, Part.RECEIVED) == [(wan(3), None), (wan(4), NotCounted.REVERSED)]
        before = on_card(dossier(account(20), receipts=every), "12-07")
        assert terms(before, Part.RECEIVED) == [(wan(3), None), (wan(4), None)]

    @pytest.mark.parametrize(
        ("of", "expected"),
        [
            (promise(10, "12-18"), [(10, None)]),
            (promise(10, "12-18", paid(4, "12-05")), [(6, None)]),
            (promise(10, "12-18", paid(10, "12-05")), [(0, NotCounted.PAID)]),
            (promise(10, "12-04"), [(10, NotCounted.MISSED)]),
            (promise(10, "12-04", paid(10, "12-04")), [(0, NotCounted.PAID)]),
            (renewed(promise(10, "12-18"), "12-05", "12-20"), [(10, NotCounted.ENDED)]),
            (split(instalment(1, "12-18"), instalment(2, "2027-01-05")), [(1, None)]),
            (promise(10, "12-18", made="12-11"), []),
        ],
        ids=["to come", "part paid", "paid", "window closed", "kept", "re-promised", "next month", "not known yet"],
    )
    def test_what_is_promised_and_why_a_part_is_not_counted(self, of, expected):
        found = on_card(dossier(account(20, 0, of)))
        assert terms(found, Part.PROMISED) == [(wan(amount), why) for amount, why in expected]

    def test_a_promise_of_last_month_still_in_its_window(self):
        late = promise(10, "11-30", grade="A", made="11-20")
        assert terms(on_card(dossier(account(20, 0, late)), "12-02"), Part.PROMISED) == [(wan(10), None)]

    def test_measures_of_the_month_and_those_that_are_closed(self):
        done = measure(3, closed_on=on("12-08"), closed_as=MeasureStatus.DONE)
        of = account(20, measures=(measure(6), done, measure(9, "2027-01-05"), measure(1, "12-20", "12-11")))
        assert terms(on_card(dossier(of)), Part.MEASURES) == [(wan(6), None), (wan(3), NotCounted.CLOSED)]

    def test_a_suggestion_from_receipts_counts_the_month_in_the_middle(self):
        found = on_card(dossier(account(earlier=(9, 3, 6))))
        assert found.row.sums.suggested == wan(6)
        assert [(term.on, term.amount, term.not_counted) for term in found.terms] == [
            (on("11-01"), wan(9), NotCounted.MIDDLE),
            (on("10-01"), wan(3), NotCounted.MIDDLE),
            (on("09-01"), wan(6), None),
        ]

    def test_of_two_equal_months_one_counts(self):
        found = on_card(dossier(account(earlier=(6, 6, 6))))
        assert [term.not_counted for term in found.terms] == [None, NotCounted.MIDDLE, NotCounted.MIDDLE]

    def test_without_anything_to_go_by_there_are_no_terms(self):
        assert on_card(dossier(account())).terms == ()

    def test_a_balance_is_invoices_with_their_disputed_part_apart_less_credits(self):
        settled = (Settlement(1, on("12-01"), wan(4), 7),)
        ledger = Ledger(
            (
                Invoice(1, 1, "F1", on("11-01"), on("12-05"), wan(10), settlements=settled),
                Invoice(2, 1, "F2", on("11-01"), on("2027-01-05"), wan(5)),
            ),
            (Credit(1, on("11-20"), wan(2), receipt_id=9), Credit(1, on("12-11"), wan(1), credit_id=3)),
            is_known=True,
        )
        found = on_card(dossier(replace(account(), ledger=ledger)))
        assert terms(found, Part.OWED) == [(wan(6), None), (wan(5), None), (wan(-2), None)]
        assert terms(found, Part.SUGGESTED) == [(wan(10), None), (wan(5), NotCounted.LATER), (wan(-2), None)]
        assert (found.row.owed.balance, found.row.sums.suggested) == (wan(9), wan(8))
        assert found.aged.owed == found.row.owed


class TestTheAsk:
    def test_what_is_expected_goes_before_what_is_suggested(self):
        of = dossier(replace(account(20, earlier=(8, 8, 8)), target=target(20, expected=wan(10))))
        assert (on_card(of).ask.expected, on_card(of).ask.basis) == (wan(10), "expected")

    def test_it_is_learned_from_months_with_an_ask_and_a_promise(self):
        """Three months asked 20 and promised 8: they come down to 0.4."""
        months = [DECEMBER.shift(-back) for back in (3, 2, 1)]
        targets = tuple(target(10, month, "09-01", ask=wan(20)) for month in months)
        said = tuple(promise(8, f"{month}-10", made="09-01") for month in months)
        of = replace(dossier(account(20, earlier=(8, 8, 8))), targets=targets, promises=said)
        found = on_card(of).ask
        assert (found.learned, found.months, found.ratio, found.opening) == (True, 3, Fraction(2, 5), wan(30))

    @pytest.mark.parametrize(
        ("promises", "settled"),
        [
            ([promise(8, "11-10", made="11-01")], 8),
            ([promise(8, "11-10", made="11-01"), promise(2, "11-20", made="11-05")], 10),
            ([promise(8, "11-10", made="11-01"), promise(8, "11-20", made="11-11", level=2)], 8),
            ([split(instalment(5, "11-10"), instalment(5, "12-10"), made="11-01")], 5),
            ([], None),
            ([promise(8, "12-10", made="11-01")], None),
        ],
        ids=["once", "twice", "a re-promise is the same money", "the part of the month", "none", "for another month"],
    )
    def test_what_they_settled_on_is_what_they_promised_for_that_month_first(self, promises, settled):
        asked = [target(10, DECEMBER.shift(-1), "11-01", ask=wan(20))]
        found = negotiated(asked, promises, DECEMBER, on("12-10"))
        assert [(each.asked, each.settled) for each in found] == ([(wan(20), wan(settled))] if settled else [])

    def test_a_month_is_no_lesson_for_itself(self):
        asked = [target(10, DECEMBER, "12-01", ask=wan(20))]
        assert negotiated(asked, [promise(8, "12-10", made="12-01")], DECEMBER, on("12-10")) == ()


class TestThePartsOfTheCard:
    def test_of_nothing_known_it_says_nothing_that_is_not_so(self):
        found = on_card(dossier(account()))
        assert (found.checklist, found.aged, found.heard, found.steps, found.contacts) == (None, None, (), (), ())
        assert (found.ask.expected, found.opening.claim, found.record.matured) == (None, Claim.UNKNOWN, 0)

    def test_bills_are_worth_less_in_cash(self):
        bill = receipt(12, "12-01", form=Form.ACCEPTANCE_BILL, matures="2027-04-01")
        found = on_card(dossier(account(20), receipts=(bill, receipt(3, "12-02"))))
        assert (found.cash.face, found.cash.cash) == (wan(15), wan("14.879"))
        assert found.cash.face == found.row.sums.received

    def test_the_next_day_they_pay_on_is_the_day_to_ask_for(self):
        found = on_card(dossier(account(20), habits=Habits(pay_days=(15,))))
        assert (found.paying.next_day, found.opening.by) == (on("12-15"), on("12-15"))

    def test_steps_that_are_done_do_not_lie_in_the_way(self):
        done, next_ = step(done="12-05"), step(submitted="12-08")
        first = step(done="12-01")
        found = on_card(dossier(account(20), approvals=(first, done, next_)))
        assert [each.step.id for each in found.steps] == [done.id, next_.id]
        assert on_card(dossier(account(20), approvals=(first, done))).steps == ()

    def test_the_checklist_is_that_of_the_next_due_day(self):
        """Five past its day, three due tomorrow: one gets ready for tomorrow."""
        late, tomorrow = promise(5, "12-08", grade="A"), promise(3, "12-11")
        found = on_card(dossier(account(20, 0, late, tomorrow)))
        assert (found.checklist.due, found.checklist.amount) == (on("12-11"), wan(3))
        assert (found.opening.claim, found.opening.amount) == (Claim.DUE, wan(5))


# --- whatever is known ---------------------------------------------------------------------------------------------


@st.composite
def some_receipts(draw):
    bill = draw(st.booleans())
    when = draw(st.dates(FIRST, LAST))
    return receipt(
        draw(st.integers(1, 30)),
        when,
        form=Form.ACCEPTANCE_BILL if bill else Form.TRANSFER,
        matures=draw(st.none() | some_days),
        reversed_on=draw(st.none() | st.dates(when, LAST)),
    )


@st.composite
def some_contacts(draw):
    excuse = draw(st.none() | st.sampled_from(ExcuseKind))
    return spoke(
        draw(some_days),
        said=draw(st.sampled_from([None, "next month"])),
        excuse=excuse,
        answer=draw(st.sampled_from([None, "half today"])) if excuse else None,
        worked=draw(st.none() | st.booleans()) if excuse else None,
        care=draw(st.none() | st.sampled_from(Care)),
        place=draw(st.none() | st.integers(1, 9)),
    )


@st.composite
def some_dossiers(draw):
    """Anything that can be known of one customer, of any day."""
    of = draw(some_accounts())
    invoices = tuple(draw(some_invoices()))
    credits_left = st.builds(lambda when, left: Credit(1, when, left, receipt_id=9), some_days, some_money)
    ledger = Ledger(invoices, tuple(draw(st.lists(credits_left, max_size=2))), is_known=bool(invoices))
    ids = [part.id for p in of.promises for part in p.instalments]
    ticked = (
        draw(st.lists(st.tuples(st.sampled_from(ids), some_days, st.sampled_from(Ready)), max_size=4)) if ids else []
    )
    people = draw(st.lists(some_days, max_size=2))
    return Dossier(
        account=replace(of, ledger=ledger),
        promises=of.promises,
        receipts=tuple(draw(st.lists(some_receipts(), max_size=5))),
        measures=of.measures,
        targets=(of.target,) if of.target else (),
        contacts=tuple(Contact(n, 1, f"P{n}", Role.PAYS, when) for n, when in enumerate(people)),
        follow_ups=tuple(draw(st.lists(some_contacts(), max_size=5))),
        ticks=tuple(Tick(1, part, when, what) for part, when, what in ticked),
        habits=draw(st.sampled_from([Habits(), Habits(pay_days=(10, 31)), Habits(pay_weekdays=(4,))])),
        invoices=invoices,
        approvals=tuple(
            step(
                made=str(draw(some_days)),
                done=draw(st.none() | some_days.map(str)),
                expected=draw(st.none() | some_days.map(str)),
            )
            for _ in range(draw(st.integers(0, 3)))
        ),
    )


def as_of_day(of, as_of):
    """The account with what came in by the day, as the store adds it up."""
    came = [r for r in of.receipts if r.on in DECEMBER and r.on <= as_of and not r.is_reversed_on(as_of)]
    return replace(of, account=replace(of.account, received=total(r.amount for r in came)))


@settings(max_examples=50)
@given(some_dossiers(), some_days)
def test_the_terms_that_count_add_up_to_the_numbers(of, as_of):
    """Received, promised, measures, suggested and the balance: each to the fen."""
    found = card(as_of_day(of, as_of), DECEMBER, day(as_of))
    sums = found.row.sums

    def counted(part):
        return total(t.amount for t in found.terms if t.part is part and t.not_counted is None)

    assert counted(Part.RECEIVED) == sums.received == found.cash.face
    assert counted(Part.PROMISED) == sums.promised
    assert counted(Part.MEASURES) == sums.measures
    assert max(counted(Part.SUGGESTED), NOTHING) == sums.suggested
    assert found.row.has_suggestion == bool(sums.suggested)
    if found.row.owed is not None:
        assert counted(Part.OWED) + counted(Part.DISPUTED) == found.row.owed.balance == found.aged.owed.balance
        assert counted(Part.DISPUTED) == found.row.owed.disputed
    assert found.cash.face - found.cash.cash == total(bill.face - bill.worth for bill in found.cash.bills)


@settings(max_examples=40)
@given(some_dossiers(), some_days)
def test_what_happens_later_changes_nothing_on_it(of, as_of):
    """The card as of a day is the one of a book in which no later day was ever written."""

    def known(facts):
        return tuple(each for each in facts if each.on <= as_of)

    by_then = replace(
        of,
        promises=tuple(as_known(p, as_of) for p in of.promises if p.made_on <= as_of),
        receipts=tuple(replace(r, reversed_on=r.reversed_on if r.is_reversed_on(as_of) else None)
                       for r in known(of.receipts)),
        measures=tuple(m for m in of.measures if m.made_on <= as_of),
        contacts=known(of.contacts),
        follow_ups=known(of.follow_ups),
        ticks=known(of.ticks),
        invoices=tuple(known_by(each, as_of) for each in of.invoices if each.issued <= as_of),
        approvals=tuple(each if not each.is_open_on(as_of) else each._replace(done_on=None) for each in of.approvals),
    )  # fmt: skip
    by_then = replace(by_then, account=replace(of.account, promises=by_then.promises, measures=by_then.measures))
    expected = wire.card(card(as_of_day(by_then, as_of), DECEMBER, day(as_of)))
    assert wire.card(card(as_of_day(of, as_of), DECEMBER, day(as_of))) == expected
