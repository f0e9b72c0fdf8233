"""The settings file: what it may say of bills, tails and hours, and what it may not."""

from __future__ import annotations

from fractions import Fraction

import pytest

from huikuan.domain.policy import Policy
from huikuan.domain.task_kinds import TaskKind
from huikuan.errors import SettingsNotUnderstood
from huikuan.parse.settings import settings


def policy_of(text):
    return settings(text.encode(), "huikuan.toml").policy()


def test_an_empty_file_changes_nothing():
    assert policy_of("") == Policy()
    assert (Policy().bill_rate, Policy().tail_share) == (Fraction(3, 100), 5)


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        ("0.03", Fraction(3, 100)),
        ("0.0325", Fraction(13, 400)),
        ('"0.0325"', Fraction(13, 400)),
        ("0.1", Fraction(1, 10)),  # which no binary number is
        ("0.123457", Fraction(123457, 1_000_000)),
        ("0", 0),
        ("0.0", 0),
        ('"0"', 0),
        ("1e-3", Fraction(1, 1000)),
        ("0.36", Fraction(9, 25)),
        ('"0.36"', Fraction(9, 25)),
    ],
)
def test_the_rate_of_bills_is_taken_exactly_as_it_is_written(text, rate):
    assert policy_of(f"bill_rate = {text}").bill_rate == rate


@pytest.mark.parametrize(
    "text",
    ["3", "0.360001", "0.37", "1", "-0.01", "-0.0", "true", "nan", "inf", '"3%"', '"3/100"', '"1e-999999999"', '""',
     '"0.0000001"', '"０.０３"', '" 0.03"', "[0.03]", "2026-12-10"],
)  # fmt: skip
def test_no_rate_below_nothing_or_above_36_per_cent(text):
    """3 is no per cent here; and what is hard to read is refused rather than guessed."""
    with pytest.raises(SettingsNotUnderstood, match="bill_rate"):
        policy_of(f"bill_rate = {text}")


@pytest.mark.parametrize("share", [1, 5, 50])
def test_the_share_of_a_tail(share):
    assert policy_of(f"tail_share = {share}").tail_share == share


@pytest.mark.parametrize("text", ["0", "51", "-1", "5.0", '"5"', "true", "[5]"])
def test_a_tail_is_whole_per_cent_from_one_to_fifty(text):
    with pytest.raises(SettingsNotUnderstood, match="tail_share"):
        policy_of(f"tail_share = {text}")


def test_hours():
    own = policy_of('[hours]\ncollect = "07:00-08:30"')
    assert own.hours[TaskKind.COLLECT] == "07:00-08:30"
    assert own.hours[TaskKind.RENEW] == Policy().hours[TaskKind.RENEW]


@pytest.mark.parametrize(
    "text", ["10:00-09:00", "10:00-10:00", "9:00-10:00", "09:00-24:00", "09:00", "09:00-10:00 ", "09:00–10:00", ""]
)
def test_hours_that_nobody_can_call_at(text):
    """What ends before it starts, too."""
    with pytest.raises(SettingsNotUnderstood, match="hours"):
        policy_of(f'[hours]\ncollect = "{text}"')
