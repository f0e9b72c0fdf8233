"""What is typed at a question of the guide is read as the commands read it, in one way, or refused."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huikuan.domain.facts import Form
from huikuan.domain.guide import Said
from huikuan.domain.lines import Planned
from huikuan.domain.money import Money
from huikuan.errors import (
    AmountNotUnderstood,
    DayGone,
    DayNotUnderstood,
    MeasureUnclear,
    NeitherYesNorNo,
    PromiseUnclear,
    Refusal,
    RestUnclear,
    SplitNotUnderstood,
    TextRefused,
)
from huikuan.parse import amounts, days
from huikuan.parse import guided as typed_as
from huikuan.parse.guided import Way

TUESDAY = date(2026, 12, 1)
FRIDAY, TENTH, FIFTEENTH, END = (date(2026, 12, n) for n in (4, 10, 15, 31))


def yuan(amount):
    return Money(amount * 100)


class TestWays:
    @pytest.mark.parametrize(
        ("typed", "way"),
        [
            *((each, Way.BACK) for each in ("<", "＜", "《", "〈", " < ")),
            *((each, Way.SKIP) for each in ("s", "S", "ｓ", "skip", "跳", "跳过")),
            *((each, Way.LEAVE) for each in ("q", "Q", "ｑ", "quit", "退", "退出")),
            *((each, Way.HELP) for each in ("?", "？", "help", "帮助")),
            *((each, None) for each in ("", "0", "十万", "<<", "sq", "-")),
        ],
    )
    def test_the_keyboard_may_be_chinese_or_not(self, typed, way):
        assert typed_as.way(typed) is way

    @pytest.mark.parametrize("typed", ["0", "０", "零", "-", "－", "——", "无", "没有", "none", "No"])
    def test_there_is_more_than_one_word_for_none(self, typed):
        assert typed_as.is_none(typed)

    @pytest.mark.parametrize("typed", ["", "1", "10", "无锡", "--"])
    def test_but_not_every_word_is(self, typed):
        assert not typed_as.is_none(typed)

    @pytest.mark.parametrize(
        ("typed", "is_yes"), [("", True), ("y", True), ("是", True), ("n", False), ("不是", False)]
    )
    def test_yes_and_no(self, typed, is_yes):
        assert typed_as.yes(typed) is is_yes

    def test_anything_else_is_neither(self):
        with pytest.raises(NeitherYesNorNo):
            typed_as.yes("10万")


class TestPromise:
    @pytest.mark.parametrize(
        ("typed", "parts", "by"),
        [
            ("10万 周五", [(100_000, FRIDAY)], None),
            ("10万　周五", [(100_000, FRIDAY)], None),
            ("１０万，周五", [(100_000, FRIDAY)], None),
            ("100,000, 12-10", [(100_000, TENTH)], None),
            ("十万 月底", [(100_000, END)], None),
            ("20 万 月底", [(200_000, END)], None),
            ("10万 12-10 王总", [(100_000, TENTH)], "王总"),
            ("10万 12月10日 王总 李会计", [(100_000, TENTH)], "王总 李会计"),
            ("100k next fri Mr Zhou", [(100_000, date(2026, 12, 11))], "Mr Zhou"),
            ("100k in 3 days", [(100_000, FRIDAY)], None),
            ("100k 10 dec Ann", [(100_000, TENTH)], "Ann"),
            ("100k day after tomorrow", [(100_000, date(2026, 12, 3))], None),
            ("5万@周五,5万@月底", [(50_000, FRIDAY), (50_000, END)], None),
            ("５万＠周五，５万＠月底 王总", [(50_000, FRIDAY), (50_000, END)], "王总"),
            ("5万@12-10", [(50_000, TENTH)], None),
            ("50k@next fri", [(50_000, date(2026, 12, 11))], None),
            ("10万 今天", [(100_000, TUESDAY)], None),
        ],
    )
    def test_an_amount_and_a_day_then_who_said_it(self, typed, parts, by):
        assert typed_as.promise(typed, TUESDAY) == Said(tuple((yuan(a), due) for a, due in parts), by)

    @pytest.mark.parametrize(
        ("typed", "by", "form"),
        [
            ("10万 12-10 承兑", None, Form.ACCEPTANCE_BILL),
            ("10万 12-10 王总 承兑", "王总", Form.ACCEPTANCE_BILL),
            ("10万 12-10 支票 王总", "王总", Form.CHEQUE),
            ("10万 12-10 王五 李四 现金", "王五 李四", Form.CASH),
            ("100k 12-10 Mr Zhou bank draft", "Mr Zhou", Form.BANK_DRAFT),
            ("100k 12-10 acceptance bill", None, Form.ACCEPTANCE_BILL),
            ("10万@12-10 承兑", None, Form.ACCEPTANCE_BILL),
            ("10万@12-10 承兑 王总", "王总", Form.ACCEPTANCE_BILL),
            ("100k@12-10 Zhou bank draft", "Zhou", Form.BANK_DRAFT),
        ],
    )
    def test_a_form_is_a_form_and_no_name(self, typed, by, form):
        assert typed_as.promise(typed, TUESDAY) == Said(((yuan(100_000), TENTH),), by, form)

    @pytest.mark.parametrize(
        ("typed", "rest"),
        [
            ("10万 12-20 5万 12-30", "5万 12-30"),
            ("10万 周五 五万 周日", "五万 周日"),
            ("10万 周五 16:00", "16:00"),
            ("10万 周五 １６：００", "１６：００"),
            ("10万 周五 下午四点", "下午四点"),
            ("100k fri 4pm", "4pm"),
            ("10万 12-20 王总 5万", "王总 5万"),
            ("10万 12-20 5万 承兑", "5万"),
            ("5万@周五,5万@月底 下午四点", "下午四点"),
            ("10万 12-20 王总 138-0000-0001", "王总 138-0000-0001"),
        ],
    )
    def test_a_second_amount_or_an_hour_is_no_name(self, typed, rest):
        """It is said how two parts are typed."""
        with pytest.raises(RestUnclear) as refused:
            typed_as.promise(typed, TUESDAY)
        assert f"“{rest}”" in str(refused.value)
        assert "50k@fri,50k@eom" in str(refused.value)

    @pytest.mark.parametrize(
        ("typed", "refusal"),
        [
            ("10万", PromiseUnclear),
            ("周五", PromiseUnclear),
            ("10万 王总", DayNotUnderstood),
            ("10万 32号", DayNotUnderstood),
            ("王总 10万", AmountNotUnderstood),
            ("-5 周五", AmountNotUnderstood),
            ("1 200 周五", DayNotUnderstood),
            ("10万 昨天", DayGone),
            ("10万 2026-11-30", DayGone),
            ("5万@昨天,5万@月底", DayGone),
            ("5万@周五 5万@月底", Refusal),
            ("5万@周五,5万", SplitNotUnderstood),
            ("10万 周五 王\u200b总", TextRefused),
        ],
    )
    def test_what_is_not_clear_is_refused(self, typed, refusal):
        with pytest.raises(refusal):
            typed_as.promise(typed, TUESDAY)


class TestMeasure:
    @pytest.mark.parametrize(
        ("typed", "title", "estimate", "due"),
        [
            ("拜访王总 3万 15号", "拜访王总", 30_000, FIFTEENTH),
            ("拜访王总　３万　１５号", "拜访王总", 30_000, FIFTEENTH),
            ("拜访王总 3万", "拜访王总", 30_000, None),
            ("拜访王总 20 万", "拜访王总", 200_000, None),
            ("拜访王总 20 万 月底", "拜访王总", 200_000, END),
            ("催 10 张单据 3万", "催 10 张单据", 30_000, None),
            ("催 10 张单据 3万 15号", "催 10 张单据", 30_000, FIFTEENTH),
            ("Visit the boss 30k dec 10", "Visit the boss", 30_000, TENTH),
            ("Visit the boss 30k 10 dec", "Visit the boss", 30_000, TENTH),
            ("Visit the boss 30k in 3 days", "Visit the boss", 30_000, FRIDAY),
        ],
    )
    def test_what_is_done_what_it_brings_in_and_by_when(self, typed, title, estimate, due):
        assert typed_as.measure(typed, TUESDAY) == Planned(title, yuan(estimate), due)

    @pytest.mark.parametrize(
        "typed", ["拜访王总", "3万", "3万 15号", "拜访 3万 15", "拜访 3万 32号", "拜访王总3万", "15号 拜访"]
    )
    def test_what_is_not_clear_is_refused(self, typed):
        with pytest.raises(MeasureUnclear):
            typed_as.measure(typed, TUESDAY)


WORDS = st.sampled_from(
    ["10万", "3", "20", "万", "周五", "15号", "dec", "10", "12-10", "王总", "拜访", "next", "fri", "@"]
)


@given(st.lists(WORDS, min_size=1, max_size=6))
def test_whatever_is_typed_is_read_as_the_parsers_read_its_parts_or_refused(words):
    """No money and no day comes out that the words do not say by themselves."""
    said_by_the_words = {
        reading(" ".join(words[at:end]))
        for at in range(len(words))
        for end in range(at + 1, len(words) + 1)
        for reading in (_amount, _day)
    }
    for read in (typed_as.promise, typed_as.measure):
        try:
            made = read(" ".join(words), TUESDAY)
        except Refusal:
            continue
        found = made.parts[0] if isinstance(made, Said) else (made.estimate, made.due)
        assert set(found) <= said_by_the_words | {None}


def _amount(text):
    try:
        return amounts.amount(text)
    except Refusal:
        return None


def _day(text):
    try:
        return days.day(text, today=TUESDAY, look="forward")
    except Refusal:
        return None
