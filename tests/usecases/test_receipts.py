"""Money in a real book: which promise it pays, what is refused, and what a bounced cheque takes back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from facts import NOVEMBER, POLICY, day, on, wan
from huikuan import errors
from huikuan.cautions import BillMaturityMissing
from huikuan.domain.facts import Form, Outcome, Receipt
from huikuan.domain.money import total
from huikuan.domain.standing import standing
from huikuan.usecases import find
from huikuan.usecases import receipt as receipts


def stands(book, promise_id, as_of):
    with book.read() as read:
        found = standing(find.promise(read, promise_id), on(as_of), POLICY)
    return (str(found.state), found.paid, found.remaining)


def went_to(made):
    """Promise and amount of each share, and what was left over."""
    shares = [(share.promise_id, share.amount) for share in made.fact.allocations]
    return shares, made.fact.amount - total(amount for _, amount in shares)


class TestAllocation:
    def test_the_oldest_due_first_the_rest_stays_unallocated(self, book, who):
        late = book.promise(who, (5, "12-20"), today="12-01").fact.promise.id
        soon = book.promise(who, (4, "12-10"), today="12-02").fact.promise.id
        made = book.pays(who, 10, "12-05")
        assert went_to(made) == ([(soon, wan(4)), (late, wan(5))], wan(1))

    def test_the_next_receipt_goes_on_where_the_last_one_stopped(self, book, who):
        of = book.promise(who, (10, "12-20"), today="12-01").fact.promise.id
        book.pays(who, 4, "12-05")
        assert went_to(book.pays(who, 7, "12-06")) == ([(of, wan(6))], wan(1))

    def test_never_a_promise_made_after_the_value_date(self, book, who):
        book.promise(who, (10, "12-20"), today="12-05")
        assert went_to(book.pays(who, 4, "12-06", value_date="12-04")) == ([], wan(4))

    def test_to_names_the_promise_that_is_paid_first(self, book, who):
        first = book.promise(who, (10, "12-10"), today="12-01").fact.promise.id
        named = book.promise(who, (5, "12-20"), today="12-02").fact.promise.id
        assert went_to(book.pays(who, 7, "12-05", to=named)) == ([(named, wan(5)), (first, wan(2))], wan(0))

    def test_to_may_name_one_made_after_the_value_date(self, book, who):
        named = book.promise(who, (5, "12-20"), today="12-05").fact.promise.id
        assert went_to(book.pays(who, 3, "12-06", value_date="12-04", to=named)) == ([(named, wan(3))], wan(0))

    def test_a_promise_that_is_over_gets_nothing(self, book, who):
        first = book.promise(who, (10, "12-10"), today="12-01").fact.promise.id
        second = book.renew(first, (10, "12-20"), today="12-05").fact.promise.id
        assert went_to(book.pays(who, 4, "12-06")) == ([(second, wan(4))], wan(0))
        book.withdraw(second, "12-07")
        assert went_to(book.pays(who, 3, "12-08")) == ([], wan(3))

    def test_a_broken_promise_is_paid_first(self, book, who):
        broken = book.promise(who, (5, "12-03"), today="12-01").fact.promise.id
        book.promise(who, (5, "12-20"), today="12-02")
        assert went_to(book.pays(who, 4, "12-10")) == ([(broken, wan(4))], wan(0))
        assert stands(book, broken, "12-10") == ("broken", wan(4), wan(1))

    def test_another_customers_promise_gets_nothing(self, book, who):
        other = book.customer("10-01", name="Wankelong")
        book.promise(other, (10, "12-20"), today="12-01")
        assert went_to(book.pays(who, 4, "12-05")) == ([], wan(4))

    def test_the_gap_does_not_move_when_a_promise_is_paid(self, book, who):
        """Received rises by what promised falls."""
        book.target(who, 20)
        book.promise(who, (10, "12-20"), today="12-02")
        made = book.pays(who, 4, "12-05")
        assert (made.after.sums.received, made.after.sums.promised) == (wan(4), wan(6))
        assert made.before.sums.gap == made.after.sums.gap == wan(10)


class TestRefused:
    def test_the_same_receipt_twice(self, book, who):
        book.pays(who, 4, "12-05")
        with pytest.raises(errors.SameReceipt):
            book.pays(who, 4, "12-06", value_date="12-05")
        assert book.row(who, "12-06").sums.received == wan(4)

    def test_unless_it_is_said_to_be_another(self, book, who):
        book.pays(who, 4, "12-05")
        book.pays(who, 4, "12-05", again=True)
        assert book.row(who, "12-06").sums.received == wan(8)

    @pytest.mark.parametrize(
        "other", [{"amount": 5}, {"value_date": "12-04"}, {"form": Form.CASH}], ids=["amount", "day", "form"]
    )
    def test_one_that_differs_is_another(self, book, who, other):
        book.pays(who, 4, "12-05")
        book.pays(who, **{"amount": 4, "today": "12-05", **other})

    def test_of_another_customer_it_is_another(self, book, who):
        book.pays(who, 4, "12-05")
        book.pays(book.customer("10-01", name="Wankelong"), 4, "12-05")

    def test_after_it_bounced_the_same_money_may_come_again(self, book, who):
        book.bounces(book.pays(who, 4, "12-05").fact.id, "12-05")
        assert book.pays(who, 4, "12-05").after.sums.received == wan(4)

    def test_money_of_a_day_to_come(self, book, who):
        with pytest.raises(errors.DayAhead):
            book.pays(who, 4, "12-05", value_date="12-06")

    def test_another_customers_promise(self, book, who):
        other = book.customer("10-01", name="Wankelong")
        theirs = book.promise(other, (10, "12-20"), today="12-01").fact.promise.id
        with pytest.raises(errors.NotTheirPromise):
            book.pays(who, 4, "12-05", to=theirs)

    def test_a_promise_that_is_over(self, book, who):
        over = book.promise(who, (10, "12-20"), today="12-01").fact.promise.id
        book.withdraw(over, "12-04")
        with pytest.raises(errors.PromiseOver):
            book.pays(who, 4, "12-05", to=over)

    def test_a_bill_that_matured_before_it_came(self, book, who):
        bill = Receipt(0, who.id, on("12-05"), wan(4), Form.ACCEPTANCE_BILL, on("12-04"))
        with book.write("12-05") as w, pytest.raises(errors.MaturesBeforeReceived):
            receipts.add(w, who, bill, day("12-05"), again=False)

    def test_a_bill_without_its_maturity_is_worth_a_word(self, book, who):
        bill = Receipt(0, who.id, on("12-05"), wan(4), Form.ACCEPTANCE_BILL)
        with book.write("12-05") as w:
            without = receipts.add(w, who, bill, day("12-05"), again=False)
            with_it = receipts.add(
                w, who, replace(bill, amount=wan(5), matures=on("2027-03-01")), day("12-05"), again=False
            )
        assert [type(caution) for caution in without.cautions] == [BillMaturityMissing]
        assert with_it.cautions == ()


class TestReversal:
    def test_received_promised_and_state_are_as_if_it_had_not_come(self, book, who):
        book.target(who, 20)
        of = book.promise(who, (10, "12-10"), today="12-01").fact.promise.id
        cheque = book.pays(who, 10, "12-08").fact.id
        made = book.bounces(cheque, "12-09")
        assert (made.before.sums.received, made.before.sums.promised) == (wan(10), wan(0))
        assert (made.after.sums.received, made.after.sums.promised) == (wan(0), wan(10))
        assert [stands(book, of, d)[0] for d in ("12-08", "12-09", "12-11")] == ["kept", "pending", "broken"]

    def test_as_of_the_day_before_it_was_there(self, book, who):
        book.bounces(book.pays(who, 10, "12-08").fact.id, "12-09")
        assert [book.row(who, d).sums.received for d in ("12-07", "12-08", "12-09")] == [wan(0), wan(10), wan(0)]

    def test_money_of_november_that_bounces_in_december_leaves_november(self, book, who):
        """A receipt and its reversal are netted in the month of the receipt; December is not negative."""
        book.bounces(book.pays(who, 10, "11-20").fact.id, "12-05")
        assert book.row(who, "12-05", NOVEMBER).sums.received == wan(0)
        assert book.row(who, "12-04", NOVEMBER).sums.received == wan(10)
        assert book.row(who, "12-05").sums.received == wan(0)

    def test_new_money_pays_what_the_bounced_cheque_had_paid(self, book, who):
        of = book.promise(who, (10, "12-10"), today="12-01").fact.promise.id
        book.bounces(book.pays(who, 10, "12-08").fact.id, "12-09")
        assert went_to(book.pays(who, 10, "12-10")) == ([(of, wan(10))], wan(0))
        assert stands(book, of, "12-11") == ("kept", wan(10), wan(0))

    def test_it_is_reversed_once(self, book, who):
        cheque = book.pays(who, 10, "12-08").fact.id
        book.bounces(cheque, "12-09")
        with pytest.raises(errors.AlreadyReversed):
            book.bounces(cheque, "12-10")

    def test_not_before_it_came_and_not_on_a_day_to_come(self, book, who):
        cheque = book.pays(who, 10, "12-08").fact.id
        with pytest.raises(errors.ReversedBeforeReceived):
            book.bounces(cheque, "12-09", "12-07")
        with pytest.raises(errors.DayAhead):
            book.bounces(cheque, "12-09", "12-10")

    @pytest.mark.usefixtures("who")
    def test_a_receipt_there_is_not(self, book):
        with pytest.raises(errors.NoSuchReceipt):
            book.bounces(99, "12-09")

    def test_a_bounce_before_the_renewal_entered_after_it_shows_in_between(self, book, who):
        """5万 due November 20 was paid by cheque; the cheque bounced on December 1, which finance tells on the 8th.

        Meanwhile, on the 5th, the other half was re-promised. As of the 3rd the first half is a broken promise.
        """
        first = book.promise(who, (5, "11-20"), (5, "12-20"), today="11-01").fact.promise.id
        cheque = book.pays(who, 5, "11-20").fact.id
        book.renew(first, (5, "12-25"), today="12-05")
        book.bounces(cheque, "12-08", "12-01")
        assert stands(book, first, "12-03") == ("broken", wan(0), wan(10))
        assert "broken" in book.row(who, "12-03").flags
        assert "renew" in book.kinds("12-03")


class TestTheMorningAfterABounce:
    """The customer shows until somebody has been in touch."""

    @pytest.fixture
    def bounced(self, book, who):
        book.bounces(book.pays(who, 10, "12-08").fact.id, "12-09")
        return book

    def test_every_morning_until_then(self, bounced):
        assert [bounced.kinds(d) for d in ("12-08", "12-09", "12-10", "12-20")] == [[]] + [["bounced"]] * 3

    def test_a_contact_the_same_day_answers_it(self, bounced, who):
        bounced.logs(who, "12-09")
        assert bounced.kinds("12-09") == []

    def test_a_call_nobody_took_does_not(self, bounced, who):
        bounced.logs(who, "12-10", outcome=Outcome.NO_ANSWER)
        assert bounced.kinds("12-10") == ["bounced"]

    def test_a_customer_who_refused_was_reached(self, bounced, who):
        bounced.logs(who, "12-10", outcome=Outcome.REFUSED)
        assert bounced.kinds("12-10") == []

    def test_a_new_promise_answers_it(self, bounced, who):
        bounced.promise(who, (10, "12-31"), today="12-10")
        assert bounced.kinds("12-10") == []

    def test_a_contact_before_it_does_not(self, book, who):
        cheque = book.pays(who, 10, "12-08").fact.id
        book.logs(who, "12-09")
        book.bounces(cheque, "12-09")
        assert book.kinds("12-09") == ["bounced"]
