"""A key is a digit, a letter or a word, in either width and either language."""

from __future__ import annotations

import pytest

from huikuan.domain.sitting import Step
from huikuan.errors import KeyMissing, KeyUnknown
from huikuan.parse import steps


@pytest.mark.parametrize(
    ("step", "typed"),
    [
        (Step.PAID, "1 １ p P ｐ 付了 到账 paid"),
        (Step.PART, "2 t 部分 付了一部分 part"),
        (Step.NEW_DATE, "3 d 改期 答应了 new_date"),
        (Step.REASON, "4 r 理由 reason"),
        (Step.NO_ANSWER, "5 n 没接 没人接 no_answer"),
        (Step.LATER, "6 l 回头再说 later"),
        (Step.DONE, "7 x 谈过了 办完了 done"),
        (Step.SKIP, "8 s \x1b[C 跳过 skip"),
        (Step.BACK, "9 < \x1b[D ＜ 《 上一件 back"),
        (Step.UNDO, "- － — u 撤销 undo"),
        (Step.LEAVE, "0 ０ q Q 收工 leave"),
    ],
)
def test_each_step_by_its_keys_and_words(step, typed):
    assert {steps.step(word) for word in typed.split()} == {step}


def test_words_may_be_typed_with_blanks():
    assert steps.step(" no answer ") is Step.NO_ANSWER
    assert steps.step("new date") is Step.NEW_DATE


@pytest.mark.parametrize(
    ("typed", "is_yes"), [("y", True), ("１", True), ("是", True), ("n", False), ("2", False), ("否", False)]
)
def test_yes_and_no(typed, is_yes):
    assert steps.yes_or_no(typed) is is_yes


@pytest.mark.parametrize("read", [steps.step, steps.yes_or_no])
def test_anything_else_is_refused(read):
    for typed in ("zz", "99", "付", "yesno", "x" * 200):
        with pytest.raises(KeyUnknown):
            read(typed)
    with pytest.raises(KeyMissing):
        read("")
