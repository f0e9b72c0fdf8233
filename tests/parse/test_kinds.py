"""A reason, the care shown and what is ready are words of a short list in either language; what is ready may be several."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huikuan.domain.kinds import BILL, PAPERS, Care, ExcuseKind, Ready
from huikuan.errors import WordNotUnderstood
from huikuan.parse import kinds


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("质量", ExcuseKind.QUALITY),
        ("质量问题", ExcuseKind.QUALITY),
        ("Quality", ExcuseKind.QUALITY),
        ("售后", ExcuseKind.SUPPORT),
        ("促销", ExcuseKind.SUPPORT),
        ("返利", ExcuseKind.SUPPORT),
        ("售后或促销支持没落实", ExcuseKind.SUPPORT),
        ("资金紧", ExcuseKind.CASH),
        ("资金紧张", ExcuseKind.CASH),
        ("没钱", ExcuseKind.CASH),
        ("no money", ExcuseKind.CASH),
        ("付了别家", ExcuseKind.OTHERS_FIRST),
        ("刚付了别家", ExcuseKind.OTHERS_FIRST),
        ("others first", ExcuseKind.OTHERS_FIRST),
        ("others-first", ExcuseKind.OTHERS_FIRST),
        ("下游没付", ExcuseKind.THEIR_CUSTOMERS),
        ("下游没回款", ExcuseKind.THEIR_CUSTOMERS),
        ("老板不在", ExcuseKind.AWAY),
        ("会计不在", ExcuseKind.AWAY),
        ("老板或会计不在", ExcuseKind.AWAY),
        ("出差", ExcuseKind.AWAY),
        ("审批", ExcuseKind.PAPERS),
        ("发票", ExcuseKind.PAPERS),
        ("没票", ExcuseKind.PAPERS),
        ("审批或发票没到", ExcuseKind.PAPERS),
        (" 月底 ", ExcuseKind.SEASON),
        ("月底或节假日", ExcuseKind.SEASON),
        ("节假日", ExcuseKind.SEASON),
        ("过年", ExcuseKind.SEASON),
        ("买房", ExcuseKind.INVESTED),
        ("建厂", ExcuseKind.INVESTED),
        ("买房或建厂", ExcuseKind.INVESTED),
        ("涨价", ExcuseKind.TERMS),
        ("降价", ExcuseKind.TERMS),
        ("账期", ExcuseKind.TERMS),
        ("价格或账期变了", ExcuseKind.TERMS),
        ("发错货", ExcuseKind.OUR_MISTAKE),
        ("算错", ExcuseKind.OUR_MISTAKE),
        ("我方差错", ExcuseKind.OUR_MISTAKE),
        ("ＯＵＲ　ＭＩＳＴＡＫＥ", ExcuseKind.OUR_MISTAKE),
        ("其他", ExcuseKind.OTHER),
    ],
)
def test_a_reason_is_typed_as_it_was_heard(typed, expected):
    """In either language, in any case and width, also by the name the screen gives it."""
    assert kinds.excuse_kind(typed) is expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("问候", Care.GREETING),
        ("节日问候", Care.GREETING),
        ("祝福", Care.GREETING),
        ("帮忙", Care.HELP),
        ("帮助", Care.HELP),
        ("走访", Care.COURTESY),
        ("拜访", Care.COURTESY),
        ("Courtesy", Care.COURTESY),
    ],
)
def test_care(typed, expected):
    assert kinds.care(typed) is expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("日期", (Ready.DATE,)),
        ("对账", (Ready.BALANCE,)),
        ("方式", (Ready.FORM,)),
        ("付款方式", (Ready.FORM,)),
        ("经办", (Ready.STAND_IN,)),
        ("代办", (Ready.STAND_IN,)),
        ("送货单", (Ready.DELIVERY_NOTES,)),
        ("欠条", (Ready.IOU,)),
        ("发票", (Ready.INVOICE,)),
        ("委托书", (Ready.POWER_OF_ATTORNEY,)),
        ("power of attorney", (Ready.POWER_OF_ATTORNEY,)),
        ("出票人", (Ready.ISSUER,)),
        ("印章", (Ready.SEAL,)),
        ("签章", (Ready.SEAL,)),
        ("大写", (Ready.WORDS,)),
        ("期限", (Ready.TENOR,)),
        ("date,iou", (Ready.DATE, Ready.IOU)),
        ("日期、对账、经办", (Ready.DATE, Ready.BALANCE, Ready.STAND_IN)),
        ("日期， stand-in ；大写", (Ready.DATE, Ready.STAND_IN, Ready.WORDS)),
        ("日期，", (Ready.DATE,)),
        ("papers", PAPERS),
        ("单据", PAPERS),
        ("bill", BILL),
        ("票据", BILL),
        ("单据、票据", PAPERS + BILL),
        ("all", tuple(Ready)),
        ("全部", tuple(Ready)),
    ],
)
def test_what_is_ready_may_be_several(typed, expected):
    assert kinds.ready(typed) == expected


@pytest.mark.parametrize("typed", ["iou,date", "date,iou,date", "、欠条、日期", "日期 , IOU"])
def test_what_is_ready_stands_in_one_order_and_once(typed):
    """Two who type the same things say the same."""
    assert kinds.ready(typed) == (Ready.DATE, Ready.IOU)


def test_a_sort_and_one_of_it_are_the_sort():
    assert kinds.ready("发票，单据") == PAPERS


READERS = {kinds.excuse_kind: ExcuseKind, kinds.care: Care, kinds.ready: Ready}


@pytest.mark.parametrize(("read", "values"), READERS.items())
def test_every_value_has_its_own_name(read, values):
    """Every value can be typed by its own name, so that what --json prints can be typed back."""
    expected = [(value,) if values is Ready else value for value in values]
    assert [read(value.value) for value in values] == expected


@pytest.mark.parametrize(
    ("read", "typed", "word", "noun", "first", "last"),
    [
        (
            kinds.excuse_kind,
            "心情不好",
            "心情不好",
            "reason",
            "quality 质量, support 售后",
            "our_mistake 发错货, other 其他",
        ),
        (kinds.care, "送礼", "送礼", "kind of care", "greeting 问候, help 帮忙", "courtesy 走访"),
        (
            kinds.ready,
            "日期、合影",
            "合影",
            "preparation",
            "date 日期, balance 对账",
            "papers 单据, bill 票据, all 全部",
        ),
        (kinds.ready, " ，", " ，", "preparation", "date 日期", "all 全部"),
    ],
)
def test_the_refusal_names_the_word_and_lists_the_choices(read, typed, word, noun, first, last):
    """A word not known is answered with every choice, in both languages."""
    with pytest.raises(WordNotUnderstood) as refused:
        read(typed)
    said = str(refused.value)
    assert said.startswith(f"“{word}” is not a {noun} known here. Type one of: {first}")
    assert said.endswith(f"{last}.")
    values = READERS[read]
    assert [value for value in values if f"{value.value} " not in said] == []


@given(st.text(max_size=150), st.sampled_from(list(READERS)))
def test_any_word_is_known_or_refused(typed, read):
    """Whatever is typed is one of the values or a refusal."""
    try:
        found = read(typed)
    except WordNotUnderstood as refused:
        found = ()
        said = str(refused)
    else:
        said = ""
    assert set(found if isinstance(found, tuple) else (found,)) <= set(READERS[read])
    assert said.isprintable()


@given(st.lists(st.sampled_from(list(Ready)), min_size=1), st.sampled_from([",", "，", "、", " , "]))
def test_any_list_of_what_is_ready_is_read(wanted, between):
    """Whatever is listed, in any order, is what is read: nothing more, nothing twice."""
    found = kinds.ready(between.join(one.value for one in wanted))
    assert set(found) == set(wanted)
    assert len(found) == len(set(found))
