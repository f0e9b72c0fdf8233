"""What was answered is recorded in one step, and is what was shown while it was answered."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from facts import DECEMBER, JANUARY, day, days, on, wan
from huikuan import errors
from huikuan.domain.card import card
from huikuan.domain.guide import Answers, Said, shown_of, with_answers
from huikuan.domain.lines import Planned
from huikuan.usecases import customer as customers
from huikuan.usecases.guide import record

TODAY = "12-01"


def seen(read, who, month=DECEMBER, today=TODAY):
    """What the customer's screen rests on now."""
    return shown_of(read.dossier(who.id, month, on(today)), read.guided(month, on(today)).get(who.id))


def records(book, who, answers, month=DECEMBER, today=TODAY):
    with book.write(today) as w:
        return record(w, who, month, answers, day(today), seen(w.read, who, month, today))


def in_force(book, who, month=DECEMBER, as_of=TODAY):
    with book.read() as read:
        [account] = read.accounts(month, on(as_of), who.id)
    return account.target


def said(amount, due, by=None):
    return Said(((wan(amount), on(due)),), by)


class TestTarget:
    def test_it_is_set_with_what_is_expected(self, book, who):
        made = records(book, who, Answers(wan(20), wan(10)))
        assert (made.fact.target.amount, made.fact.target.expected) == (wan(20), wan(10))
        assert in_force(book, who) == made.fact.target

    @pytest.mark.parametrize(
        "answers", [Answers(), Answers(wan(20)), Answers(wan(20), wan(10)), Answers(wan(20), ask=wan(30))]
    )
    def test_one_that_stays_is_not_set_again(self, book, who, answers):
        book.target(who, 20, "11-28", expected=wan(10))
        assert records(book, who, answers).fact.target is None
        assert in_force(book, who).set_on == on("11-28")

    @pytest.mark.parametrize(
        ("promises", "known", "ask"),
        [((), None, None), ((said(5, "12-10"),), None, wan(30)), ((said(5, "12-10"),), wan(25), wan(25))],
    )
    def test_the_opening_is_kept_once_they_promised_and_only_where_none_is_known(self, book, who, promises, known, ask):
        if known:
            book.target(who, 20, "11-28", ask=known)
        records(book, who, Answers(wan(20), ask=wan(30), promises=promises))
        assert in_force(book, who).ask == ask


class TestPromises:
    def test_each_is_one_of_its_own(self, book, who):
        made = records(book, who, Answers(wan(20), promises=(said(5, "12-10"), said(3, "12-20", "Wang"))))
        assert [(s.amount, s.promise.made_by) for s in made.fact.promises] == [(wan(5), None), (wan(3), "Wang")]

    def test_the_money_of_a_missed_one_is_one_promise_a_level_up(self, book, who):
        """With the parts of all that was said; two on one day are one part."""
        old = book.promise(who, (10, "11-20"), today="11-10").fact.promise
        answers = Answers(
            wan(20), promises=(said(5, "12-10"), said(3, "12-20"), said(1, "12-10", "Wang")), renews=old.id
        )
        [made] = records(book, who, answers).fact.promises
        assert (made.promise.level, made.promise.follows, made.promise.made_by) == (2, old.id, "Wang")
        parts = {s.instalment.due: s.instalment.amount for s in made.instalments}
        assert parts == {on("12-10"): wan(6), on("12-20"): wan(3)}

    @pytest.mark.parametrize(
        ("again", "parts"),
        [
            ([said(4, "12-10")], {"12-10": 4, "12-25": 5}),
            ([said(4, "12-25")], {"12-25": 9}),
            ([said(2, "12-10"), said(3, "12-31")], {"12-10": 2, "12-31": 3, "12-25": 5}),
        ],
    )
    def test_its_parts_still_to_come_stay(self, book, who, again, parts):
        """Only what was missed is promised anew, as in followup --work; on the day of a part to come they are one."""
        old = book.promise(who, (5, "11-20"), (5, "12-25"), today="11-10").fact.promise
        [made] = records(book, who, Answers(wan(20), promises=tuple(again), renews=old.id)).fact.promises
        due = {s.instalment.due: s.instalment.amount for s in made.instalments}
        assert due == {on(day): wan(amount) for day, amount in parts.items()}

    def test_one_renewed_meanwhile_is_refused_and_nothing_is_recorded(self, book, who):
        old = book.promise(who, (10, "11-20"), today="11-10").fact.promise
        book.renew(old.id, (10, "12-20"), today=TODAY)
        with pytest.raises(errors.PromiseOver):
            records(book, who, Answers(wan(20), promises=(said(5, "12-10"),), renews=old.id))
        assert in_force(book, who) is None


class TestMeasures:
    @pytest.mark.parametrize(("month", "due"), [(DECEMBER, "12-31"), (JANUARY, "2027-01-31")])
    def test_without_a_day_it_is_due_at_the_end_of_the_month_gone_through(self, book, who, month, due):
        [made] = records(book, who, Answers(wan(20), measures=(Planned("visit", wan(2)),)), month).fact.measures
        assert made.due == on(due)


class TestMark:
    @pytest.mark.parametrize("answers", [Answers(), Answers(wan(20))])
    def test_the_month_was_gone_through(self, book, who, answers):
        records(book, who, answers)
        with book.read() as read:
            assert read.guided(DECEMBER, on(TODAY)) == {who.id: on(TODAY)}
            assert read.guided(DECEMBER, on("11-30")) == read.guided(JANUARY, on(TODAY)) == {}

    def test_nothing_is_recorded_for_who_was_put_away_meanwhile(self, book, who):
        with book.write(TODAY) as w:
            customers.archive(w, who)
        with pytest.raises(errors.CustomerArchived):
            records(book, who, Answers(wan(20)))


ANSWERS = Answers(wan(20), promises=(said(5, "12-10"),), measures=(Planned("visit", wan(2)),))
MEANWHILE = {
    "gone through without a change": lambda book, who: records(book, who, Answers()),
    "gone through with the same answers": lambda book, who: records(book, who, ANSWERS),
    "promised": lambda book, who: book.promise(who, (5, "12-10"), today=TODAY),
    "planned": lambda book, who: book.measure(who, 2, TODAY, "12-10"),
    "target set": lambda book, who: book.target(who, 25, TODAY),
}


class TestMeanwhile:
    @pytest.mark.parametrize("another", MEANWHILE.values(), ids=MEANWHILE)
    def test_answers_to_a_screen_that_no_longer_holds_are_refused(self, book, who, another):
        """So nothing that somebody else has recorded since is in the book twice."""
        with book.read() as read:
            before = seen(read, who)
        another(book, who)
        with book.read() as read:
            kept = read.dossier(who.id, DECEMBER, on(TODAY))
        with pytest.raises(errors.ChangedMeanwhile), book.write(TODAY) as w:
            record(w, who, DECEMBER, ANSWERS, day(TODAY), before)
        with book.read() as read:
            assert read.dossier(who.id, DECEMBER, on(TODAY)) == kept

    def test_money_that_came_in_does_not_matter(self, book, who):
        with book.read() as read:
            before = seen(read, who)
        book.pays(who, 1, TODAY)
        with book.write(TODAY) as w:
            assert record(w, who, DECEMBER, ANSWERS, day(TODAY), before).fact.promises


class TakenOut(Exception):  # noqa: N818 - takes an example out of the book again
    pass


some_amounts = st.integers(1, 40).map(wan)
some_said = st.builds(
    Said,
    st.lists(
        st.tuples(some_amounts, st.sampled_from(days("12-01", "12-31")) | st.just(on("2027-01-08"))),
        min_size=1,
        max_size=2,
    ).map(tuple),
)
some_measures = st.builds(Planned, st.just("visit"), some_amounts, st.none() | st.sampled_from(days("12-01", "12-31")))
some_answers = st.just(Answers()) | st.builds(
    Answers,
    target=some_amounts,
    expected=st.none() | some_amounts,
    promises=st.lists(some_said, max_size=2).map(tuple),
    renews=st.none() | st.just(1),
    measures=st.lists(some_measures, max_size=2).map(tuple),
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(answers=some_answers, month=st.sampled_from([DECEMBER, JANUARY]))
def test_what_is_shown_while_answering_is_what_is_in_the_book_afterwards(book, who, answers, month):
    """Gap, measures, flags and the opening ask: of a customer with a target, a missed promise and one still to come."""
    if in_force(book, who) is None:
        book.target(who, 12, "11-28", expected=wan(9))
        book.promise(who, (10, "11-20"), (4, "12-05"), today="11-10")
        book.promise(who, (3, "12-15"), today="11-20")
        book.measure(who, 2, "11-25", "12-10")
    so_said = answers if answers.promises else replace(answers, renews=None)
    with suppress(TakenOut), book.write(TODAY) as w:
        before = w.read.dossier(who.id, month, on(TODAY))
        shown = card(with_answers(before, month, so_said, day(TODAY)), month, day(TODAY))
        made = record(w, who, month, so_said, day(TODAY), seen(w.read, who, month))
        after = card(w.read.dossier(who.id, month, on(TODAY)), month, day(TODAY))
        assert (shown.row, shown.ask) == (made.after, after.ask)
        raise TakenOut
