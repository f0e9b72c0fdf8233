"""A sitting over the morning list: its order holds, nothing is shown twice, nothing of it is lost."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts import customer, wan
from huikuan.domain.facts import Grade
from huikuan.domain.sitting import begun, key
from huikuan.domain.task import Task
from huikuan.domain.task_kinds import TaskKind


def task(kind, of=1, subject=0, amount=1):
    return Task(kind, customer(f"C{of:03}"), Grade.C, wan(amount), subject=subject)


RENEW, COLLECT = task(TaskKind.RENEW, 1, 7), task(TaskKind.COLLECT, 2, 8)
ASKED, OTHERS = task(TaskKind.SOLICIT, 3), task(TaskKind.MEASURE, 1, 9)
LIST = (RENEW, COLLECT, ASKED, OTHERS)
NOBODY = frozenset()

some_tasks = st.lists(
    st.builds(task, st.sampled_from(TaskKind), st.integers(1, 4), st.integers(0, 2)), unique_by=key, max_size=9
)


def test_what_is_gone_keeps_its_place_but_is_no_longer_open():
    after = begun(LIST, LIST, NOBODY).read_again([RENEW, ASKED, OTHERS], 2)
    assert after.tasks == LIST
    assert [after.is_open(each) for each in LIST] == [True, False, True, True]


def test_a_task_is_as_it_was_read_last():
    less = replace(COLLECT, amount=wan("0.4"))
    assert begun(LIST, LIST, NOBODY).read_again([RENEW, less], 2).tasks[1] == less


def test_what_arises_for_the_customer_worked_on_comes_last_and_once():
    pressed = task(TaskKind.PRESS, 2, 8)
    once = begun(LIST, LIST, NOBODY).read_again([RENEW, pressed], 2)
    assert once.tasks == (*LIST, pressed)
    assert once.read_again([pressed], 2).tasks == (*LIST, pressed)


def test_of_others_nothing_is_added():
    """What a colleague records meanwhile is for the next list."""
    assert begun(LIST, LIST, NOBODY).read_again([*LIST, task(TaskKind.PRESS, 2, 8)], 1).tasks == LIST


def test_what_the_list_was_shortened_by_does_not_come_in_by_the_back_door():
    assert begun(LIST[:2], LIST, NOBODY).read_again(LIST, 1).tasks == LIST[:2]


@pytest.mark.parametrize("kind", [TaskKind.CONFIRM, TaskKind.REMIND])
def test_a_promise_just_taken_is_not_confirmed_at_once(kind):
    assert begun(LIST, LIST, NOBODY).read_again([*LIST, task(kind, 1, 99)], 1).tasks == LIST


def test_those_somebody_was_in_touch_with_today_come_after_the_others():
    assert begun(LIST, LIST, frozenset({1})).tasks == (COLLECT, ASKED, RENEW, OTHERS)


@given(some_tasks, some_tasks, some_tasks, st.integers(1, 4))
def test_the_places_never_change(start, then, later, who):
    """However the list is made anew, what had a place keeps it, and no task has two."""
    first = begun(start, start, NOBODY)
    second = first.read_again(then, who)
    third = second.read_again(later, who)
    assert [key(each) for each in third.tasks][: len(second.tasks)] == [key(each) for each in second.tasks]
    assert len({key(each) for each in third.tasks}) == len(third.tasks)
    assert {key(each) for each in third.tasks if third.is_open(each)} <= {key(each) for each in later}
