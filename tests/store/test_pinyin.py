"""The sound kept beside a customer: every reading, on one short line, whatever the name is."""

from __future__ import annotations

import re
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huikuan.store.pinyin import keys


@pytest.mark.parametrize(
    ("names", "sound"),
    [
        (["华联超市", "华联"], "hua lian chao|tiao shi|fu;hua lian"),
        (["重庆"], "zhong|chong|tong qing"),
        (["单"], "dan|chan|shan"),
        (["华聯"], "hua lian"),
        (["A股"], "a gu"),
        (["TCL 电器（3M）"], "t c l dian qi 3 m"),
        (["绿女略"], "lv|lu nv|nu|ru lve|lue"),
        (["〇一①"], "ling|yuan|xing yi 1"),
        (["Ｈ联"], "h lian"),
        (["Golden-Star 7", "Zürich"], "golden star 7;zurich"),
        (["华联", "华联"], "hua lian"),
        (["𠮷", "。", "Ромашка", "", " "], ""),
        (["𠮷华"], "hua"),
        ([], ""),
    ],
)
def test_the_sound_of_names(names, sound):
    assert keys(*names) == sound


@pytest.mark.parametrize(
    "surname",
    [
        "单shan",
        "仇qiu",
        "解xie",
        "查zha",
        "曾zeng",
        "盖ge",
        "区ou",
        "任ren",
        "朴piao",
        "缪miao",
        "翟zhai",
        "覃qin",
        "乐yue",
        "尉yu",
        "万mo",
        "俟qi",
        "长chang",
        "行hang",
    ],
)
def test_characters_are_known_by_their_reading_as_a_surname_too(surname):
    assert surname[1:] in keys(surname[0]).split("|")


@given(st.lists(st.text(max_size=12) | st.text("华重行㐀\u3007\U00020bb7\uf900aZ9é (", max_size=12), max_size=3))
def test_any_text_has_a_plain_line(names):
    sound = keys(*names)
    assert re.fullmatch(r"[a-z0-9|; ]*", sound)
    assert sound.count(";") < max(1, len(names))


@given(st.lists(st.text(st.characters(max_codepoint=127)), max_size=3))
def test_without_a_chinese_character_no_dictionary_is_opened(names):
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "pypinyin", None)  # importing it now would raise
        sound = keys(*names, "HL 7")
    assert sound.split(";")[-1] == "hl 7"


def test_a_long_name_of_many_readings_stays_one_short_line():
    """Readings stand beside each other: 200 characters of three readings are 600 of them, not three to the power of 200."""
    sound = keys("行" * 200)
    assert sound == " ".join(["xing|hang|heng"] * 200)
