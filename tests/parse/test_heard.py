"""What is typed with a phone in the other hand is read in one way, or refused."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huikuan.domain.facts import Form
from huikuan.domain.money import Money
from huikuan.errors import AmountNotUnderstood, DayNotUnderstood, HeardTwoWays, NotUnderstood, WordNotUnderstood
from huikuan.parse.amounts import amount
from huikuan.parse.days import day
from huikuan.parse.heard import Heard, heard

TODAY = date(2026, 12, 10)
FRIDAY, FOUR = date(2026, 12, 11), Money(4000000)
BILL = Form.ACCEPTANCE_BILL
AMOUNTS = ("4万", "40000", "40,000", "4w", "3万5", "4.5万", "四万", "¥4万", "4万元")
DAYS = ("周五", "15号", "月底", "12-20", "12月20日", "明天", "3天后", "fri", "dec 20", "20 dec", "下周三", "2026-12-20")


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("4万 周五 承兑", Heard(FOUR, FRIDAY, BILL)),
        ("4万 周五", Heard(FOUR, FRIDAY)),
        ("周五 4万", Heard(FOUR, FRIDAY)),
        ("4万周五", Heard(FOUR, FRIDAY)),
        ("４万　周五", Heard(FOUR, FRIDAY)),
        ("4万，周五", Heard(FOUR, FRIDAY)),
        ("4万、周五、承兑", Heard(FOUR, FRIDAY, BILL)),
        ("4万", Heard(FOUR)),
        ("周五", Heard(on=FRIDAY)),
        ("承兑", Heard(form=BILL)),
        ("4万 承兑", Heard(FOUR, form=BILL)),
        ("周五 承兑", Heard(on=FRIDAY, form=BILL)),
        ("40,000 12-11", Heard(FOUR, FRIDAY)),
        ("4万 12.11", Heard(FOUR, FRIDAY)),
        ("4万 dec 11", Heard(FOUR, FRIDAY)),
        ("15号", Heard(on=date(2026, 12, 15))),
    ],
)
def test_amount_day_and_form_each_may_be_left_out(typed, read):
    assert heard(typed, today=TODAY, look="forward") == read


@pytest.mark.parametrize("typed", ["4万15号", "4万12月5号", "12.10", "20261210", "312-31", "312月31"])
def test_what_can_be_read_in_two_ways_is_refused(typed):
    with pytest.raises(HeardTwoWays):
        heard(typed, today=TODAY, look="forward")


@pytest.mark.parametrize(
    ("typed", "refusal", "word"),
    [
        ("4x", AmountNotUnderstood, "4x"),
        ("4万元整吧 周五", AmountNotUnderstood, "4万元整吧"),
        ("周五 4x", AmountNotUnderstood, "4x"),
        ("4万 周八", DayNotUnderstood, "周八"),
        ("下周", DayNotUnderstood, "下周"),
        ("4 万", DayNotUnderstood, "万"),
        ("", DayNotUnderstood, ""),
        ("4万 周五 承对", WordNotUnderstood, "承对"),
        ("周五 承对", WordNotUnderstood, "承对"),
    ],
)
def test_the_refusal_is_about_the_word_mistyped(typed, refusal, word):
    with pytest.raises(refusal) as refused:
        heard(typed, today=TODAY, look="forward")
    assert f"“{word}”" in str(refused.value)


def test_days_look_the_way_that_is_said():
    assert heard("4万 周五", today=TODAY, look="back").on == date(2026, 12, 4)


@pytest.mark.parametrize("typed", AMOUNTS)
def test_an_amount_by_itself_is_the_amount_of_the_command_line(typed):
    assert heard(typed, today=TODAY, look="forward") == Heard(amount(typed))


@pytest.mark.parametrize("typed", DAYS)
def test_a_day_by_itself_is_the_day_of_the_command_line(typed):
    assert heard(typed, today=TODAY, look="forward") == Heard(on=day(typed, today=TODAY, look="forward"))


@given(st.sampled_from(AMOUNTS), st.sampled_from(DAYS), st.booleans())
def test_with_a_blank_between_them_the_order_does_not_matter(money, due, is_day_first):
    typed = f"{due} {money}" if is_day_first else f"{money} {due}"
    assert heard(typed, today=TODAY, look="forward") == Heard(amount(money), day(due, today=TODAY, look="forward"))


@given(st.sampled_from(AMOUNTS), st.sampled_from(DAYS))
def test_without_a_blank_it_is_the_same_or_refused(money, due):
    try:
        read = heard(money + due, today=TODAY, look="forward")
    except NotUnderstood:
        return
    assert read == Heard(amount(money), day(due, today=TODAY, look="forward"))


@given(st.text(alphabet="0123456789-./月日号周五底万千百十，, ", max_size=9))
def test_whatever_is_typed_is_read_or_refused(typed):
    """Never anything else, and never nothing."""
    try:
        read = heard(typed, today=TODAY, look="forward")
    except NotUnderstood:
        return
    assert read.amount or read.on
