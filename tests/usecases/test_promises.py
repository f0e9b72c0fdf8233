"""Promises in a real book: levels, windows fixed at entry, what is refused, what is frozen."""

from __future__ import annotations

import pytest

from facts import DECEMBER, POLICY, china, day, on, wan
from huikuan import errors
from huikuan.cautions import CalendarIsEstimate, DueInLaterMonth, DueOnDayOff, LooksLikeRepromise
from huikuan.domain.facts import Grade, MeasureStatus
from huikuan.domain.standing import standing
from huikuan.usecases import customer as customers
from huikuan.usecases import find, promise


def stands(book, promise_id, as_of):
    """The state, the status and what remains, as of a day."""
    with book.read() as read:
        found = standing(find.promise(read, promise_id), on(as_of), POLICY)
    return (str(found.state), str(found.status), found.remaining)


def level(made):
    return made.fact.promise.level


class TestLevels:
    def test_the_first_promise_is_level_one(self, book, who):
        assert level(book.promise(who, (10, "12-10"), today="12-01")) == 1

    def test_each_renewal_is_one_up(self, book, who):
        first = book.promise(who, (10, "12-10"), today="12-01").fact.promise.id
        second = book.renew(first, (10, "12-15"), today="12-11")
        third = book.renew(second.fact.promise.id, (10, "12-20"), today="12-16")
        assert (level(second), level(third)) == (2, 3)
        assert (second.fact.promise.follows, third.fact.promise.follows) == (first, second.fact.promise.id)

    def test_a_part_kept_promise_renewed_for_the_rest_is_one_up(self, book, who):
        first = book.promise(who, (10, "12-10"), today="12-01").fact.promise.id
        book.pays(who, 4, "12-10")
        assert level(book.renew(first, (6, "12-20"), today="12-11")) == 2
        assert stands(book, first, "12-31") == ("partial", "superseded", wan(6))

    def test_after_a_withdrawal_the_next_for_that_money_is_one_up(self, book, who):
        first = book.promise(who, (10, "12-10"), today="12-01").fact.promise.id
        book.withdraw(first, "12-05")
        again = book.promise(who, (10, "12-20"), today="12-06")
        assert (level(again), again.fact.promise.follows) == (2, first)

    def test_only_the_next_one_follows_a_withdrawal(self, book, who):
        book.withdraw(book.promise(who, (10, "12-10"), today="12-01").fact.promise.id, "12-05")
        book.promise(who, (10, "12-20"), today="12-06")
        assert level(book.promise(who, (3, "12-25"), today="12-07")) == 1

    def test_a_withdrawn_second_promise_is_followed_by_a_third(self, book, who):
        first = book.promise(who, (10, "12-10"), today="12-01").fact.promise.id
        second = book.renew(first, (10, "12-15"), today="12-11").fact.promise.id
        book.withdraw(second, "12-12")
        assert level(book.promise(who, (10, "12-20"), today="12-13")) == 3

    def test_after_a_kept_promise_the_next_starts_at_one(self, book, who):
        book.promise(who, (10, "12-05"), today="12-01")
        book.pays(who, 10, "12-04")
        assert level(book.promise(who, (5, "12-20"), today="12-06")) == 1

    def test_another_customers_withdrawal_is_another_matter(self, book, who):
        book.withdraw(book.promise(who, (10, "12-10"), today="12-01").fact.promise.id, "12-05")
        other = book.customer("10-01", name="Wankelong")
        assert level(book.promise(other, (10, "12-20"), today="12-06")) == 1


class TestRenewing:
    def test_moved_later_the_old_one_counts_as_broken(self, book, who):
        first = book.promise(who, (10, "12-20"), today="12-01").fact.promise.id
        book.renew(first, (10, "12-25"), today="12-05")
        assert stands(book, first, "12-04") == ("pending", "live", wan(10))
        assert stands(book, first, "12-05") == ("broken", "superseded", wan(10))

    @pytest.mark.parametrize("new_day", ["12-18", "12-20"])
    def test_moved_earlier_or_not_at_all_it_does_not(self, book, who, new_day):
        first = book.promise(who, (10, "12-20"), today="12-01").fact.promise.id
        book.renew(first, (10, new_day), today="12-05")
        assert stands(book, first, "12-31") == ("pending", "superseded", wan(10))

    @pytest.mark.parametrize("new_days", [("12-10", "12-20"), ("12-09", "12-18")], ids=["same days", "earlier days"])
    def test_a_split_promise_none_of_whose_dates_moves_later_is_not_broken(self, book, who, new_days):
        """5万 on the 10th and 5万 on the 20th, said again for the same or earlier days: nothing was put off."""
        first = book.promise(who, (5, "12-10"), (5, "12-20"), today="12-01").fact.promise.id
        book.renew(first, (5, new_days[0]), (5, new_days[1]), today="12-05")
        assert stands(book, first, "12-31") == ("pending", "superseded", wan(10))

    def test_of_a_split_promise_only_the_part_put_off_is_broken(self, book, who):
        """The first part stays on the 10th, the second moves from the 20th to the 25th."""
        first = book.promise(who, (5, "12-10"), (5, "12-20"), today="12-01").fact.promise.id
        book.renew(first, (5, "12-10"), (5, "12-25"), today="12-05")
        with book.read() as read:
            found = standing(find.promise(read, first), on("12-31"), POLICY)
        assert [str(part.state) for part in found.instalments] == ["pending", "broken"]

    def test_renewing_the_missed_part_leaves_the_other_part_as_it_was(self, book, who):
        """5万 on the 3rd were missed, 5万 on the 21st are to come. Said again: the missed ones on the 28th, the others
        on the 21st as before (so the morning list proposes it). Only the missed part is broken.
        """
        first = book.promise(who, (5, "12-03"), (5, "12-21"), today="12-01").fact.promise.id
        book.renew(first, (5, "12-28"), (5, "12-21"), today="12-04")
        with book.read() as read:
            found = standing(find.promise(read, first), on("12-31"), POLICY)
        assert [str(part.state) for part in found.instalments] == ["broken", "pending"]

    def test_the_old_money_leaves_the_month_and_the_new_comes_in(self, book, who):
        book.target(who, 20)
        first = book.promise(who, (10, "12-10"), today="12-01").fact.promise.id
        made = book.renew(first, (8, "12-20"), today="12-05")
        assert (made.before.sums.promised, made.after.sums.promised) == (wan(10), wan(8))
        assert (made.before.sums.gap, made.after.sums.gap) == (wan(10), wan(12))

    def test_as_of_an_earlier_day_nothing_was_renewed(self, book, who):
        first = book.promise(who, (10, "12-10"), today="12-01").fact.promise.id
        book.renew(first, (8, "12-20"), today="12-05")
        assert [book.row(who, d).sums.promised for d in ("12-04", "12-05")] == [wan(10), wan(8)]


class TestWindows:
    def window(self, made):
        return made.fact.promise.instalments[0].window_end

    def test_they_follow_grade_and_calendar_of_the_day(self, book, who):
        assert self.window(book.promise(who, (1, "12-12"), today="12-01")) == on("12-14")
        with book.write("12-02") as w:
            better = customers.edit(w, who, grade=Grade.A, reason="pays")
        assert self.window(book.promise(better, (1, "12-10"), today="12-02")) == on("12-14")

    def test_a_new_grade_changes_no_earlier_promise(self, book, who):
        made = book.promise(who, (1, "12-10"), today="12-01").fact.promise.id
        with book.write("12-02") as w:
            customers.edit(w, who, grade=Grade.A, reason="pays")
        assert stands(book, made, "12-11") == ("broken", "live", wan(1))

    def test_a_promise_entered_later_gets_the_grade_of_the_day_it_was_made(self, book, who):
        """Graded A on the 5th; what they said on the 3rd was said by a C."""
        with book.write("12-05") as w:
            better = customers.edit(w, who, grade=Grade.A, reason="pays")
        made = book.promise(better, (1, "12-10"), today="12-06", made="12-03")
        assert self.window(made) == on("12-10")


class TestRefused:
    def test_due_before_it_was_made(self, book, who):
        with pytest.raises(errors.DueBeforeMade):
            book.promise(who, (10, "12-04"), today="12-05")

    def test_one_instalment_due_before_it_was_made(self, book, who):
        with pytest.raises(errors.DueBeforeMade):
            book.promise(who, (10, "12-10"), (10, "12-04"), today="12-05")

    def test_due_on_the_day_is_no_refusal(self, book, who):
        assert book.promise(who, (10, "12-05"), today="12-05").fact.remaining == wan(10)

    def test_made_on_a_day_to_come(self, book, who):
        with pytest.raises(errors.DayAhead):
            book.promise(who, (10, "12-20"), today="12-05", made="12-06")

    @pytest.mark.parametrize("amount", [0, -5])
    def test_an_amount_of_nothing_or_less(self, book, who, amount):
        with pytest.raises(errors.Refusal):
            book.promise(who, (amount, "12-10"), today="12-05")

    def test_instalments_that_do_not_sum_to_the_stated_total(self):
        parts = [(wan(5), on("12-10")), (wan(4), on("12-20"))]
        with pytest.raises(errors.TotalDiffers):
            promise.check_total(parts, wan(10))
        promise.check_total(parts, wan(9))
        promise.check_total(parts, None)

    def test_renewing_what_is_paid_in_full(self, book, who):
        first = book.promise(who, (10, "12-10"), today="12-01").fact.promise.id
        book.pays(who, 10, "12-05")
        with pytest.raises(errors.PromisePaid):
            book.renew(first, (5, "12-20"), today="12-06")

    def test_renewing_or_withdrawing_what_is_over(self, book, who):
        first = book.promise(who, (10, "12-10"), today="12-01").fact.promise.id
        book.withdraw(first, "12-05")
        with pytest.raises(errors.PromiseOver):
            book.renew(first, (10, "12-20"), today="12-06")
        with pytest.raises(errors.PromiseOver):
            book.withdraw(first, "12-06")

    def test_ending_it_before_it_was_made(self, book, who):
        first = book.promise(who, (10, "12-10"), today="12-03").fact.promise.id
        with pytest.raises(errors.EndedBeforeMade):
            book.withdraw(first, "12-05", "12-02")
        with pytest.raises(errors.EndedBeforeMade):
            book.renew(first, (10, "12-20"), today="12-05", made="12-02")

    def test_withdrawing_it_on_a_day_to_come(self, book, who):
        first = book.promise(who, (10, "12-10"), today="12-03").fact.promise.id
        with pytest.raises(errors.DayAhead):
            book.withdraw(first, "12-05", "12-06")

    @pytest.mark.usefixtures("who")
    def test_a_promise_there_is_not(self, book):
        with pytest.raises(errors.NoSuchPromise):
            book.renew(99, (10, "12-20"), today="12-05")

    def test_a_refused_renewal_leaves_the_old_promise_alone(self, book, who):
        first = book.promise(who, (10, "12-10"), today="12-01").fact.promise.id
        with pytest.raises(errors.DueBeforeMade):
            book.renew(first, (10, "12-04"), today="12-05")
        assert stands(book, first, "12-05") == ("pending", "live", wan(10))


class TestWorthAWord:
    """Stored, and said on the side."""

    def said(self, made):
        return [type(caution) for caution in made.cautions]

    def test_an_ordinary_promise_is_worth_none(self, book, who):
        assert self.said(book.promise(who, (10, "12-10"), today="12-01")) == []

    def test_due_on_a_day_off(self, book, who):
        assert self.said(book.promise(who, (10, "12-12"), today="12-01")) == [DueOnDayOff]

    def test_due_next_month(self, book, who):
        assert DueInLaterMonth in self.said(book.promise(who, (10, "2027-01-05"), today="12-01"))

    def test_due_in_a_year_of_unknown_holidays(self, book, who):
        assert CalendarIsEstimate in self.said(book.promise(who, (10, "2027-01-05"), today="12-01"))

    def test_a_second_promise_beside_a_missed_one(self, book, who):
        book.promise(who, (10, "12-03"), today="12-01")
        assert self.said(book.promise(who, (10, "12-21"), today="12-05")) == [LooksLikeRepromise]


class TestFromAMeasure:
    def convert(self, book, who, led_to_it, today, made=None):
        with book.write(today) as w:
            terms = promise.Terms([(wan(6), on("12-20"))], on(made or today))
            return promise.add(w, who, terms, day(today), find.measure(w.read, led_to_it))

    def test_the_measure_is_converted_with_the_promises_amount(self, book, who):
        book.target(who, 20)
        led_to_it = book.measure(who, 8, "12-01", "12-15").fact.id
        made = self.convert(book, who, led_to_it, "12-05")
        assert (made.before.sums.measures, made.before.sums.promised) == (wan(8), wan(0))
        assert (made.after.sums.measures, made.after.sums.promised, made.after.sums.uncovered) == (
            wan(0),
            wan(6),
            wan(14),
        )
        with book.read() as read:
            found = find.measure(read, led_to_it)
        assert (found.closed_as, found.actual) == (MeasureStatus.CONVERTED, wan(6))

    def test_a_closed_measure_leads_to_nothing_more(self, book, who):
        led_to_it = book.measure(who, 8, "12-01", "12-15").fact.id
        self.convert(book, who, led_to_it, "12-05")
        with pytest.raises(errors.MeasureClosed):
            self.convert(book, who, led_to_it, "12-06")
        with book.read() as read:
            assert len(read.promises(who.id)) == 1

    def test_the_money_is_never_in_measures_and_promised_on_one_day(self, book, who):
        """Said on December 3, typed in on the 6th: as of the 4th it is promised, and planned no more."""
        book.target(who, 20)
        led_to_it = book.measure(who, 6, "12-01", "12-15").fact.id
        self.convert(book, who, led_to_it, "12-06", made="12-03")
        sums = {d: book.row(who, d).sums for d in ("12-02", "12-04", "12-06")}
        found = {d: (s.promised, s.measures) for d, s in sums.items()}
        assert found == {"12-02": (wan(0), wan(6)), "12-04": (wan(6), wan(0)), "12-06": (wan(6), wan(0))}


def test_a_promise_made_yesterday_is_known_from_yesterday_on(book, who):
    """Entered on the 6th, said on the 3rd: as of the 2nd nobody knew, as of the 3rd everybody does."""
    book.target(who, 20)
    book.promise(who, (10, "12-20"), today="12-06", made="12-03")
    assert [book.row(who, d).sums.promised for d in ("12-02", "12-03", "12-06")] == [wan(0), wan(10), wan(10)]


def test_the_calendar_of_the_book_is_chinas():
    """The days of these tests are what they say: December 12 is a Saturday, December 14 a working Monday."""
    assert not china().is_working(on("12-12"))
    assert china().is_working(on("12-14"))
    assert on("12-14") in DECEMBER
