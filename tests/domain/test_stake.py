"""What a new date replaces in a promise, and what of it stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts import POLICY, day, instalment, on, paid, split, wan
from huikuan.domain.facts import Grade
from huikuan.domain.money import total
from huikuan.domain.stake import Stake, stake
from huikuan.domain.standing import standing
from huikuan.domain.task_kinds import TaskKind


def at_stake(kind, *parts, as_of="12-10", grade="C", came_back=frozenset()):
    """What is open (in 万), and the parts that stay with their days."""
    whole = standing(split(*parts), on(as_of), POLICY)
    found = stake(whole, kind, Grade(grade), day(as_of), came_back)
    return found.open, [(amount, due.strftime("%m-%d")) for amount, due in found.others]


@pytest.mark.parametrize(
    ("kind", "parts", "open_", "others"),
    [
        (TaskKind.RENEW, [instalment(3, "12-03"), instalment(5, "12-18")], 3, [(5, "12-18")]),
        (TaskKind.RENEW, [instalment(3, "12-03"), instalment(5, "12-10")], 3, [(5, "12-10")]),
        (TaskKind.COLLECT, [instalment(3, "12-10"), instalment(5, "12-18")], 3, [(5, "12-18")]),
        (TaskKind.COLLECT, [instalment(3, "12-10", paid(1, "12-10")), instalment(5, "12-18")], 2, [(5, "12-18")]),
        (TaskKind.PRESS, [instalment(3, "12-08", grade="A"), instalment(5, "12-18")], 3, [(5, "12-18")]),
        (TaskKind.CONFIRM, [instalment(3, "12-11"), instalment(5, "12-18")], 3, [(5, "12-18")]),
        (TaskKind.COLLECT, [instalment(2, "12-03"), instalment(3, "12-10")], 5, []),
        (TaskKind.RENEW, [instalment(3, "12-03", paid(3, "12-03")), instalment(5, "12-04", paid(1, "12-04"))], 4, []),
    ],
    ids=[
        "what is missed, not what is to come",
        "nor what falls due today",
        "what is due today",
        "of which a part has come in",
        "past due in its window",
        "due tomorrow",
        "with what was missed before",
        "only what is unpaid",
    ],
)
def test_a_new_date_is_about(kind, parts, open_, others):
    assert at_stake(kind, *parts) == (wan(open_), [(wan(amount), due) for amount, due in others])


def test_a_part_past_due_in_its_window_does_not_stay_on_a_day_gone_by():
    """No promise is taken for yesterday."""
    assert at_stake(TaskKind.RENEW, instalment(3, "12-01"), instalment(5, "12-08", grade="A")) == (wan(8), [])


def test_money_that_came_back_is_that_of_the_parts_it_had_paid():
    first, second = instalment(3, "12-18"), instalment(5, "12-28")
    found = at_stake(TaskKind.BOUNCED, first, second, came_back=frozenset({first.id}))
    assert found == (wan(3), [(wan(5), "12-28")])


def test_two_parts_on_one_day_are_one():
    others = ((wan(5), on("12-18")),)
    agreed = Stake(wan(3), 1, others).together([(wan(1), on("12-15")), (wan(2), on("12-18"))])
    assert agreed == ((wan(1), on("12-15")), (wan(7), on("12-18")))


@given(
    st.lists(st.tuples(st.integers(1, 9), st.integers(1, 28)), min_size=1, max_size=5, unique_by=lambda part: part[1]),
    st.sampled_from([TaskKind.RENEW, TaskKind.PRESS, TaskKind.COLLECT, TaskKind.CONFIRM, TaskKind.REMIND]),
    st.sampled_from("ABCD"),
)
def test_every_fen_is_either_open_or_stays(parts, kind, grade):
    """And what stays can still be promised for its day."""
    whole = standing(split(*(instalment(m, f"12-{d:02}", grade=grade) for m, d in parts)), on("12-10"), POLICY)
    found = stake(whole, kind, Grade(grade), day("12-10"))
    assert found.open + total(amount for amount, _ in found.others) == whole.remaining
    assert all(due >= on("12-10") for _, due in found.others)
