"""What was said of how a customer pays holds until something else is said, or that it holds no longer."""

from __future__ import annotations

import pytest
from contract import document

from shell import Shell

HABITS = {
    "pay_days": ("--pay-day", "10,月底", [10, 31]),
    "pay_weekdays": ("--pay-run", "周四", [4]),
    "good_hours": ("--good-hours", "10:00-11:30", ["10:00-11:30"]),
    "bad_hours": ("--bad-hours", "一早", ["08:00-09:30"]),
}


@pytest.fixture
def shell(tmp_path):
    """A book with a customer of whom everything is known."""
    shell = Shell(tmp_path, today="2026-12-10", lang="en")
    options = " ".join(f"{option} {typed}" for option, typed, _ in HABITS.values())
    assert shell.run(f"customer add 华联 --code HL {options}").code == 0
    return shell


def habits(shell):
    found = document(shell.run("customer show HL --json"))["habits"]
    return {name: found[name] for name in HABITS}


KNOWN = {name: values for name, (_, _, values) in HABITS.items()}


@pytest.mark.parametrize("none", ["无", "none", "-", "没有"])
@pytest.mark.parametrize("name", HABITS)
def test_one_habit_can_be_emptied_and_the_others_stay(shell, name, none):
    said = document(shell.run(f"customer edit HL {HABITS[name][0]} {none} --json"))
    assert said["habits"][name] == []
    assert habits(shell) == KNOWN | {name: []}
    assert shell.run("undo").code == 0
    assert habits(shell) == KNOWN


def test_what_is_not_said_stays_and_what_is_said_takes_its_place(shell):
    shell.run("customer edit HL --pay-day 15 --bad-hours none")
    assert habits(shell) == KNOWN | {"pay_days": [15], "bad_hours": []}


def test_all_emptied_nothing_is_said_of_how_they_pay_any_more(shell):
    line = "customer edit HL " + " ".join(f"{option} 无" for option, _, _ in HABITS.values())
    assert "pays:" not in shell.run(line).out
    assert "pays:" not in shell.run("customer show HL").out
    assert habits(shell) == {name: [] for name in HABITS}
    assert shell.run("gap HL").code == shell.run("followup").code == 0


@pytest.mark.parametrize("more", ["--pay-day 10,31", "--good-hours 10:00-11:30 --pay-run 周四"])
def test_what_is_known_already_is_no_change(shell, more):
    said = shell.run(f"customer edit HL {more}")
    assert (said.code, shell.run(f"customer edit HL {more}").err) == (1, said.err)


def test_of_a_new_customer_none_is_nothing_said(shell):
    assert shell.run("customer add 东风 --code DF --pay-day none").code == 0
    assert shell.run("customer edit DF --pay-day -").code == 1
