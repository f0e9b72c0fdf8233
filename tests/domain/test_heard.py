"""The reasons heard: how often each, what was said last, which answer of ours moved them."""

from __future__ import annotations

from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts import on, some_days, spoke
from huikuan.domain.heard import heard
from huikuan.domain.kinds import Care, ExcuseKind

CASH, QUALITY, AWAY = ExcuseKind.CASH, ExcuseKind.QUALITY, ExcuseKind.AWAY


def of(*contacts, as_of="12-10"):
    return heard(contacts, on(as_of))


def kinds(*contacts, as_of="12-10"):
    return [(each.kind, each.times) for each in of(*contacts, as_of=as_of)]


def answered(*verdicts, answer="half today", excuse=CASH):
    """One contact for each verdict: it worked, it did not, nobody noted."""
    return [spoke("12-01", excuse=excuse, answer=answer, worked=worked) for worked in verdicts]


def test_a_contact_without_a_reason_is_none():
    assert of(spoke("12-01", said="we will see"), spoke("12-02", care=Care.HELP), spoke("12-03", place=2)) == ()


def test_the_one_heard_most_often_stands_first():
    assert kinds(spoke("12-03", excuse=AWAY), spoke("12-01", excuse=CASH), spoke("12-02", excuse=CASH)) == [
        (CASH, 2),
        (AWAY, 1),
    ]


def test_of_two_heard_as_often_the_later_one():
    assert kinds(spoke("12-01", excuse=CASH), spoke("12-03", excuse=QUALITY), spoke("12-02", excuse=AWAY)) == [
        (QUALITY, 1),
        (AWAY, 1),
        (CASH, 1),
    ]


def test_what_was_said_last_is_quoted_by_its_day_not_by_the_order_of_entry():
    [found] = of(
        spoke("12-05", excuse=CASH, said="after the 15th"),
        spoke("12-01", excuse=CASH, said="next month"),
        spoke("12-08", excuse=CASH),
    )
    assert (found.said, found.last_on) == ("after the 15th", on("12-08"))


def test_without_words_nothing_is_quoted():
    [found] = of(spoke("12-05", excuse=CASH))
    assert (found.said, found.answers, found.best, found.measure_id) == (None, (), None, None)


def test_the_measure_it_became_last():
    [found] = of(
        spoke("12-05", excuse=QUALITY, measure_id=4),
        spoke("12-01", excuse=QUALITY, measure_id=3),
        spoke("12-06", excuse=QUALITY),
    )
    assert found.measure_id == 4


class TestAnswers:
    def test_how_often_it_worked_and_failed_of_how_many(self):
        [found] = of(*answered(True, False, None, True))
        [answer] = found.answers
        assert (answer.answer, answer.times, answer.worked, answer.failed) == ("half today", 4, 2, 1)

    def test_the_one_that_worked_most_often_is_the_best(self):
        [found] = of(*answered(True, True, answer="half today"), *answered(True, answer="a bill will do"))
        assert found.best.answer == "half today"

    def test_of_two_that_worked_as_often_the_one_that_failed_less(self):
        [found] = of(*answered(True, False, answer="half today"), *answered(True, answer="a bill will do"))
        assert found.best.answer == "a bill will do"

    @pytest.mark.parametrize("verdict", [False, None])
    def test_one_that_never_worked_is_not_the_best(self, verdict):
        [found] = of(*answered(verdict))
        assert (found.best, len(found.answers)) == (None, 1)

    def test_an_answer_belongs_to_its_reason(self):
        """The same words moved them when cash was tight, and not when the owner was away."""
        found = {each.kind: each for each in of(*answered(True), *answered(False, excuse=AWAY))}
        assert (found[CASH].best.answer, found[AWAY].best) == ("half today", None)


class TestAsOf:
    early, late = spoke("12-01", excuse=CASH, answer="half today"), spoke("12-08", excuse=CASH, said="after the 15th")

    @pytest.mark.parametrize(("day", "times"), [("11-30", None), ("12-01", 1), ("12-07", 1), ("12-08", 2)])
    def test_only_what_was_heard_by_the_day(self, day, times):
        assert [each.times for each in of(self.early, self.late, as_of=day)] == ([] if times is None else [times])

    def test_nor_what_was_said_later(self):
        assert of(self.early, self.late, as_of="12-07")[0].said is None


some_talks = st.lists(
    st.builds(
        lambda when, excuse, answer, worked: spoke(when, excuse=excuse, answer=answer, worked=worked),
        some_days,
        st.none() | st.sampled_from([CASH, QUALITY, AWAY]),
        st.none() | st.sampled_from(["half today", "a bill will do"]),
        st.none() | st.booleans(),
    ),
    max_size=12,
)


@given(some_talks, some_days, st.randoms())
def test_it_adds_up_in_any_order_and_later_days_change_nothing(contacts, as_of, chance):
    contacts = [each._replace(id=number) for each, number in zip(contacts, count(1), strict=False)]
    by_then = [each for each in contacts if each.on <= as_of]
    found = heard(contacts, as_of)
    assert sum(each.times for each in found) == sum(each.talk.excuse is not None for each in by_then)
    assert sum(a.times for each in found for a in each.answers) <= sum(each.times for each in found)
    assert all(a.worked + a.failed <= a.times for each in found for a in each.answers)
    assert [each.times for each in found] == sorted((each.times for each in found), reverse=True)
    shuffled = list(by_then)
    chance.shuffle(shuffled)
    assert heard(shuffled, as_of) == found
