"""When a customer is spoken to about a promise: each row of the table, appearing and disappearing day by day."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts import POLICY, day, days, instalment, on, paid, promise, renewed, some_days, some_promises, split, withdrawn
from huikuan.domain.cadence import due_task, may_be_asked_again
from huikuan.domain.facts import Grade
from huikuan.domain.standing import standing
from huikuan.domain.task_kinds import TaskKind


def task(of, as_of, grade):
    """What the promise's first instalment asks for on the day."""
    whole = standing(of, on(as_of), POLICY)
    kind = due_task(whole, whole.instalments[0], Grade(grade), day(as_of))
    return None if kind is None else str(kind)


def diary(of, grade, first, last):
    """Every day with a task, as `12-09 confirm`; days left in peace are left out."""
    found = [(d, task(of, d, grade)) for d in days(first, last)]
    return [f"{d:%m-%d} {kind}" for d, kind in found if kind]


class TestAThursday:
    """Promised on November 20 for Thursday December 10."""

    def diary(self, grade, *payments):
        return diary(promise(10, "12-10", *payments, grade=grade), grade, "11-20", "12-17")

    def test_grade_a_is_called_the_day_before_and_pressed_until_monday(self):
        assert self.diary("A") == [
            "12-09 confirm",
            "12-10 collect",
            "12-11 press",
            "12-12 press",
            "12-13 press",
            "12-14 press",
            "12-15 renew",
            "12-16 renew",
            "12-17 renew",
        ]

    def test_grade_b_is_reminded_three_days_before(self):
        assert self.diary("B")[:5] == ["12-07 remind", "12-09 confirm", "12-10 collect", "12-11 press", "12-12 renew"]

    def test_grade_c_is_reminded_seven_and_three_days_before(self):
        assert self.diary("C")[:5] == ["12-03 remind", "12-07 remind", "12-09 confirm", "12-10 collect", "12-11 renew"]

    def test_grade_d_is_reminded_seven_five_and_three_days_before(self):
        """Five days before is Saturday December 5: said on the Friday as well."""
        reminders = [line for line in self.diary("D") if "remind" in line]
        assert reminders == ["12-03 remind", "12-04 remind", "12-05 remind", "12-07 remind"]

    def test_nothing_is_asked_once_it_is_paid(self):
        assert self.diary("C", paid(10, "12-04")) == ["12-03 remind"]
        assert self.diary("C", paid(10, "12-10")) == ["12-03 remind", "12-07 remind", "12-09 confirm"]

    def test_it_is_to_be_renewed_every_day_until_the_money_comes(self):
        assert self.diary("C", paid(10, "12-14"))[-3:] == ["12-11 renew", "12-12 renew", "12-13 renew"]

    def test_a_payment_that_bounces_brings_the_task_back(self):
        assert self.diary("C", paid(10, "12-04", "12-15"))[-2:] == ["12-16 renew", "12-17 renew"]
        assert self.diary("C", paid(10, "12-04", "12-15"))[:2] == ["12-03 remind", "12-15 renew"]


class TestPress:
    def test_part_paid_on_the_due_date_the_rest_is_pressed_the_same_day(self):
        assert task(promise(10, "12-10", paid(4, "12-10")), "12-10", "C") == "press"

    def test_part_paid_before_the_due_date_the_rest_is_collected_on_it(self):
        assert task(promise(10, "12-10", paid(4, "12-08")), "12-10", "C") == "collect"

    def test_a_part_paid_on_the_due_date_that_bounced_is_no_part_paid(self):
        assert task(promise(10, "12-10", paid(4, "12-10", "12-10")), "12-10", "C") == "collect"

    def test_part_paid_after_the_window_is_for_renewing(self):
        assert task(promise(10, "12-10", paid(4, "12-11")), "12-11", "C") == "renew"


class TestConfirm:
    def test_for_a_monday_it_is_friday(self):
        of = promise(10, "12-14")
        assert [task(of, d, "A") for d in days("12-10", "12-14")] == [None, "confirm", None, None, "collect"]

    def test_after_national_day_it_is_september_30(self):
        of = promise(10, "10-08", made="09-01")
        assert diary(of, "A", "09-25", "10-08") == ["09-30 confirm", "10-08 collect"]

    def test_a_worked_saturday_is_a_working_day(self):
        """Before Monday October 12 it is Saturday the 10th."""
        assert diary(promise(10, "10-12", made="09-01"), "A", "10-08", "10-12") == ["10-10 confirm", "10-12 collect"]

    def test_due_on_a_sunday_it_is_friday(self):
        """Sunday's money may come on Monday."""
        assert diary(promise(10, "12-13"), "C", "12-11", "12-15") == [
            "12-11 confirm",
            "12-13 collect",
            "12-14 press",
            "12-15 renew",
        ]

    def test_confirming_comes_before_reminding(self):
        """Three days before a Monday is the Friday on which it is confirmed."""
        assert task(promise(10, "12-14"), "12-11", "C") == "confirm"


class TestOver:
    def test_a_renewed_promise_asks_for_nothing_any_more(self):
        assert diary(renewed(promise(10, "12-10"), "12-12", "12-20"), "C", "12-10", "12-20") == [
            "12-10 collect",
            "12-11 renew",
        ]

    def test_a_withdrawn_promise_asks_for_nothing_any_more(self):
        assert diary(withdrawn(promise(10, "12-10"), "12-10"), "C", "12-08", "12-20") == ["12-09 confirm"]


def test_a_promise_not_yet_near_is_left_in_peace():
    assert diary(promise(10, "12-31"), "C", "11-20", "12-23") == []


def test_each_instalment_has_its_own_day():
    whole = standing(split(instalment(5, "12-10"), instalment(5, "12-11")), on("12-10"), POLICY)
    assert [due_task(whole, part, Grade.C, day("12-10")) for part in whole.instalments] == [
        TaskKind.COLLECT,
        TaskKind.CONFIRM,
    ]


@pytest.mark.parametrize(("grade", "asked_again"), [("A", "12-21"), ("B", "12-16"), ("C", "12-14"), ("D", "12-10")])
def test_who_was_spoken_to_on_monday_is_left_in_peace_for_the_grades_working_days(grade, asked_again):
    """Monday December 7: ten, seven, five, three working days; weekends do not count."""
    quiet = [d for d in days("12-07", "12-31") if not may_be_asked_again(on("12-07"), Grade(grade), day(d))]
    assert quiet == days("12-07", asked_again)[:-1]


def test_who_was_never_spoken_to_may_be_asked_at_once():
    assert may_be_asked_again(None, Grade.A, day("12-07"))


def test_national_day_does_not_count_as_quiet():
    """Three working days after September 29 are over on October 9."""
    assert [may_be_asked_again(on("09-29"), Grade.D, day(d)) for d in ("10-07", "10-08", "10-09")] == [
        False,
        False,
        True,
    ]


@given(some_promises(), some_days, st.sampled_from(Grade))
def test_money_is_asked_for_only_where_it_is_missing_and_promised(of, as_of, grade):
    """And from its window's end on, whatever is missing is asked for every day."""
    whole = standing(of, as_of, POLICY)
    for part in whole.instalments:
        kind = due_task(whole, part, grade, day(as_of))
        if not part.remaining or not whole.is_live:
            assert kind is None
        elif as_of > part.instalment.window_end:
            assert kind is TaskKind.RENEW
        elif as_of >= part.instalment.due:
            assert kind in (TaskKind.COLLECT, TaskKind.PRESS)
        else:
            assert kind in (None, TaskKind.CONFIRM, TaskKind.REMIND)


def test_a_company_may_set_its_own_reminders():
    """Reminders one day before for everybody: on the working day before it is confirmed, so they change nothing."""
    own = replace(POLICY, reminders=dict.fromkeys(Grade, (2,)))
    whole = standing(promise(10, "12-10"), on("12-08"), own)
    assert due_task(whole, whole.instalments[0], Grade.A, day("12-08", own)) is TaskKind.REMIND
