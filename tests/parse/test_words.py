"""Stored text holds nothing unseen; a word is one of a short list in either language."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huikuan.domain.facts import Channel, CustomerKind, Form, Grade, MeasureKind, Outcome, Role
from huikuan.errors import TextRefused, WordNotUnderstood
from huikuan.parse import words
from huikuan.parse.words import clean


def why(typed: str, *, longest: int = 200, note: bool = False) -> str:
    with pytest.raises(TextRefused) as refused:
        clean(typed, noun="name", longest=longest, note=note)
    assert str(refused.value).isprintable()
    return str(refused.value.values["why"])


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("华联", "华联"),
        ("  华联 超市\u3000", "华联 超市"),
        ("华联\r\n", "华联"),
        ("Cafe\u0301", "Café"),
        ("a[/b] =1+1 %s {0}", "a[/b] =1+1 %s {0}"),
        ("①²㈱ＡＢ", "①²㈱ＡＢ"),
        ("𠮷野家😀", "𠮷野家😀"),
    ],
)
def test_text_is_kept_as_typed(typed, stored):
    """Trimmed and brought to one written form, otherwise left alone: also what looks like markup or a formula."""
    assert clean(typed, noun="name", longest=200) == stored


@pytest.mark.parametrize(
    ("sign", "reason"),
    [
        ("\x00", "control"),
        ("\x1b", "control"),
        ("\x7f", "control"),
        ("\x85", "control"),
        ("\x9b", "control"),
        ("\t", "control"),
        ("\n", "control"),
        ("\ud800", "half a character"),
        ("\u202a", "direction"),
        ("\u202e", "direction"),
        ("\u2066", "direction"),
        ("\u2069", "direction"),
        ("\u200e", "direction"),
        ("\u200f", "direction"),
        ("\u061c", "direction"),
        ("\u200b", "invisible"),
        ("\u200c", "invisible"),
        ("\u200d", "invisible"),
        ("\u2060", "invisible"),
        ("\ufeff", "invisible"),
        ("\u00ad", "invisible"),
        ("\u034f", "invisible"),
        ("\u180e", "invisible"),
        ("\u115f", "invisible"),
        ("\u1160", "invisible"),
        ("\u3164", "invisible"),
        ("\uffa0", "invisible"),
        ("\u2800", "invisible"),
        ("\ufe0f", "invisible"),
        ("\U000e0100", "invisible"),
        ("\U000e0041", "invisible"),
        ("\u2028", "line break"),
        ("\u2029", "line break"),
        ("\ue000", "private"),
        ("\U0010fffd", "private"),
        ("\uffff", "no character"),
        ("\u0378", "no character"),
    ],
)
def test_unseen_signs_are_refused(sign, reason):
    """Whatever nobody sees is refused wherever it stands, and named by its number."""
    for typed in (f"华{sign}联", f"a{sign}b{sign}"):
        assert f"U+{ord(sign):04X}" in why(typed)
        assert reason in why(typed)
    if sign not in "\n\t":
        assert f"U+{ord(sign):04X}" in why(f"{sign}华联")


def test_a_note_may_have_lines():
    """A note has lines of one kind; a name has none."""
    assert clean("一\r\n二\n", noun="note", longest=2000, note=True) == "一\n二"
    assert "U+000A" in why("一\n二")
    assert "U+0009" in why("一\t二", note=True)
    assert "U+000D" in why("一\r二", note=True)


def test_lengths():
    """As long as allowed is stored, one more is refused; what grows in its written form counts as grown."""
    assert clean("好" * 200, noun="name", longest=200) == "好" * 200
    assert "201" in why("好" * 201)
    assert clean("e\u0301" * 200, noun="name", longest=200) == "é" * 200
    assert "400" in why("\u0958" * 200)
    assert "1000000" in why("x" * 10**6)
    assert "empty" in why(" \u3000 ")
    assert "empty" in why("")
    why("a" + "\u0301\u0316" * 10**5, longest=2000)


@given(st.text(max_size=30), st.booleans())
def test_stored_text_stays_as_it_is(typed, note):
    """What was stored would be stored again unchanged, and holds only signs one can see."""
    try:
        stored = clean(typed, noun="name", longest=20, note=note)
    except TextRefused as refused:
        stored, said = "", str(refused)
    else:
        said = stored.replace("\n", "")
        _assert_seen(stored, note=note)
    assert said.isprintable() or {unicodedata.category(sign) for sign in said} & {"Zs"}


def _assert_seen(stored: str, *, note: bool) -> None:
    assert clean(stored, noun="name", longest=20, note=note) == stored
    assert unicodedata.is_normalized("NFC", stored)
    assert 1 <= len(stored) <= 20
    assert not {unicodedata.category(sign) for sign in stored.replace("\n", "")} & {
        "Cc",
        "Cf",
        "Cs",
        "Co",
        "Cn",
        "Zl",
        "Zp",
    }


@pytest.mark.parametrize(
    ("read", "typed", "expected"),
    [
        (words.grade, "A", Grade.A),
        (words.grade, "b", Grade.B),
        (words.grade, "Ｃ", Grade.C),
        (words.grade, " d级 ", Grade.D),
        (words.kind, "distributor", CustomerKind.DISTRIBUTOR),
        (words.kind, "经销商", CustomerKind.DISTRIBUTOR),
        (words.kind, "代理", CustomerKind.DISTRIBUTOR),
        (words.kind, "直销", CustomerKind.DIRECT),
        (words.kind, "终端", CustomerKind.DIRECT),
        (words.kind, "事业单位", CustomerKind.GOVERNMENT),
        (words.role, "老板", Role.DECIDES),
        (words.role, "出纳", Role.PAYS),
        (words.role, "财务", Role.PAYS),
        (words.role, "采购", Role.HANDLES),
        (words.role, "USES", Role.USES),
        (words.form, "现金", Form.CASH),
        (words.form, "电汇", Form.TRANSFER),
        (words.form, "汇款", Form.TRANSFER),
        (words.form, "check", Form.CHEQUE),
        (words.form, "支票", Form.CHEQUE),
        (words.form, "Bank Draft", Form.BANK_DRAFT),
        (words.form, "bank-draft", Form.BANK_DRAFT),
        (words.form, "银行 汇票", Form.BANK_DRAFT),
        (words.form, "承兑", Form.ACCEPTANCE_BILL),
        (words.form, "银行承兑汇票", Form.ACCEPTANCE_BILL),
        (words.form, "bill", Form.ACCEPTANCE_BILL),
        (words.channel, "电话", Channel.CALL),
        (words.channel, "上门", Channel.VISIT),
        (words.channel, "ＷｅＣｈａｔ", Channel.WECHAT),
        (words.outcome, "no answer", Outcome.NO_ANSWER),
        (words.outcome, "没人接", Outcome.NO_ANSWER),
        (words.outcome, "拒绝", Outcome.REFUSED),
        (words.measure_kind, "对账", MeasureKind.RECONCILE),
        (words.measure_kind, "停货", MeasureKind.HOLD),
    ],
)
def test_words(read, typed, expected):
    """A word in either language, in any case and width, is its value."""
    assert read(typed) is expected


READERS = {
    words.grade: Grade,
    words.kind: CustomerKind,
    words.role: Role,
    words.form: Form,
    words.channel: Channel,
    words.outcome: Outcome,
    words.measure_kind: MeasureKind,
}


@pytest.mark.parametrize(("read", "values"), READERS.items())
def test_every_value_has_its_own_name(read, values):
    """Every value can be typed by its own name, so that what --json prints can be typed back."""
    assert [read(value.value) for value in values] == list(values)


def test_the_refusal_lists_the_choices():
    """A word not known is answered with every choice, in both languages."""
    with pytest.raises(WordNotUnderstood) as refused:
        words.form("比特币")
    assert str(refused.value) == (
        "“比特币” is not a form of payment known here. Type one of: "
        "cash 现金, transfer 转账, cheque 支票, bank_draft 银行汇票, acceptance_bill 承兑汇票."
    )
    with pytest.raises(WordNotUnderstood, match="Type one of: A, B, C, D"):
        words.grade("E")


@given(st.text(max_size=150), st.sampled_from(list(READERS)))
def test_any_word_is_known_or_refused(typed, read):
    """Whatever is typed is one of the values or a refusal."""
    try:
        said = read(typed)
    except WordNotUnderstood as refused:
        said = str(refused)
    else:
        assert said in list(READERS[read])
    assert said.isprintable()
