"""Whom a person means by what they type: code, name, part of a name, pinyin, initials; and who is named where it fits none."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts import customer, on
from huikuan.domain.naming import begun, matches, nearest
from huikuan.domain.sound import closeness
from huikuan.store.pinyin import keys

TODAY = on("12-05")
NAMES = {
    "C001": "华联超市 华联",
    "C002": "恒隆百货",
    "C003": "重庆火锅",
    "C004": "北京华润商贸",
    "C005": "安泰商行",
    "C006": "爱农超市",
    "C007": "西安农资",
    "C008": "TCL电器",
    "C009": "绿源女装",
    "C010": "單記糧行",
    "C011": "Golden Star",
}


def called(code, names, archived=None):
    """A customer by code, name and aliases, with the sound of their names."""
    name, *aliases = names if isinstance(names, list) else names.split(" ")
    return replace(customer(code, archived=archived), name=name, aliases=tuple(aliases), keys=keys(name, *aliases))


@cache
def book():
    return [called(code, [names] if names.isascii() else names) for code, names in NAMES.items()]


def codes(found):
    return [c.code for c in found]


# --- who is meant --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("C002", ["C002"]),
        ("华联", ["C001"]),
        ("华", ["C001", "C004"]),
        ("hl", ["C001"]),
        ("HL", ["C001"]),
        ("ｈｌ", ["C001"]),
        ("hlcs", ["C001"]),
        ("hlc", ["C001"]),
        ("hlb", ["C002"]),
        ("hualian", ["C001"]),
        ("Hua Lian", ["C001"]),
        ("hualianchaoshi", ["C001"]),
        ("huali", ["C001"]),
        ("henglongbai", ["C002"]),
        ("chaoshi", ["C001", "C006"]),
        ("huarun", ["C004"]),
        ("hrsm", ["C004"]),
        ("hualiancs", ["C001"]),
        ("hlchsh", ["C001"]),
        ("beijinghr", ["C004"]),
        ("runsh", ["C004"]),
        ("chongqing", ["C003"]),
        ("zhongqing", ["C003"]),
        ("cqhg", ["C003"]),
        ("zqhg", ["C003"]),
        ("tcldq", ["C008"]),
        ("tcldianqi", ["C008"]),
        ("lvyuan", ["C009"]),
        ("luyuan", ["C009"]),
        ("nvzhuang", ["C009"]),
        ("nuzhuang", ["C009"]),
        ("shanji", ["C010"]),
        ("danji", ["C010"]),
        ("liangxing", ["C010"]),
        ("lianghang", ["C010"]),
        ("gs", ["C011"]),
        ("h", []),
        ("xx", []),
        ("hualianx", []),
        ("ualian", []),
        ("h-l", []),
        ("", []),
    ],
)
def test_who_is_meant(typed, found):
    assert codes(matches(typed, book(), TODAY)) == found


@pytest.mark.parametrize(
    ("typed", "better", "worse"),
    [
        ("hl", "华联", "恒隆百货"),
        ("hl", "恒隆百货", "上海恒隆"),
        ("an", "爱农超市", "安"),
        ("xian", "西安", "先锋"),
        ("hua", "花", "华联"),
        ("hual", "华联超市", "上海华联"),
        ("an", "安泰", "西安"),
        ("an", "西安", "大爱农资"),
        ("shl", "大上海联", "双利"),
        ("shul", "双利", "双利达"),
        ("henlo", "恒隆", "大恒隆"),
    ],
)
def test_the_better_fit_goes_before_the_worse(typed, better, worse):
    """Initials before full pinyin, the whole name before its beginning, that before a part, a mix last."""
    pair = [called("C001", worse), called("C002", better)]
    assert codes(matches(typed, pair[:1], TODAY)) == ["C001"]
    assert codes(matches(typed, pair, TODAY)) == ["C002"]


def test_two_that_fit_as_well_are_both_named():
    pair = [called("C001", "华联超市"), called("C002", "恒隆百货")]
    assert codes(matches("hl", pair, TODAY)) == ["C001", "C002"]


@pytest.mark.parametrize("stated", ["code", "name", "part"])
def test_a_code_or_a_name_goes_before_any_pinyin(stated):
    labels = {"code": {"code": "HL"}, "name": {"name": "hl"}, "part": {"name": "HL Stores"}}[stated]
    plain = replace(customer("C001"), **labels)
    assert matches("hl", [called("C002", "华联"), plain], TODAY) == [plain]


def test_an_archived_customer_is_still_found_by_code_where_an_active_one_sounds_like_it():
    """Whoever typed the code before finds the same customer after: pinyin takes nothing away."""
    old = replace(customer("C001", archived="12-01"), code="HL")
    assert matches("HL", [called("C002", "华联"), old], TODAY) == [old]


def test_an_archived_customer_is_found_by_pinyin_only_where_no_active_one_is():
    old, other = called("C001", "华联", archived="12-01"), called("C002", "上海恒隆")
    assert codes(matches("hl", [old, other], TODAY)) == ["C002"]
    assert codes(matches("hl", [old], TODAY)) == ["C001"]


def test_a_customer_without_keys_is_found_as_ever():
    plain = replace(called("C001", "华联超市"), keys="")
    assert codes(matches("华联", [plain], TODAY)) == ["C001"]
    assert matches("hl", [plain], TODAY) == []


CHARACTERS = st.sampled_from("华联超市重庆乐行单县绿女略长沙都会大夫仇解查曾盖区任朴A3")


@given(st.data(), st.lists(CHARACTERS, min_size=2, max_size=12).map("".join))
def test_any_reading_of_any_name_finds_it(data, name):
    """However each character is read: by initials, in full, from its beginning, and mixed."""
    sound = keys(name)
    readings = [data.draw(st.sampled_from(syllable.split("|"))) for syllable in sound.split()]
    full, initials = "".join(readings), "".join(reading[0] for reading in readings)
    assert closeness(initials, sound) == 0
    assert closeness(full, sound) <= 2
    assert closeness(full[: data.draw(st.integers(1, len(full)))], sound) is not None
    mixed = "".join(reading[: data.draw(st.integers(1, len(reading)))] for reading in readings)
    assert closeness(mixed, sound) is not None


@given(st.text("ahl", max_size=6), st.text("ahl |;", max_size=20))
def test_whatever_stands_in_the_keys_nothing_breaks(letters, sound):
    assert closeness(letters, sound) in {None, *range(9)}
    nearest(letters, [replace(customer(), keys=sound)], sound)


# --- who is offered while it is typed ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("", list(NAMES)),
        ("c", [*NAMES]),
        ("c01", ["C010", "C011"]),
        ("华", ["C001", "C004"]),
        ("商", ["C004", "C005"]),
        ("hl", ["C001", "C002"]),
        ("h", ["C001", "C002"]),
        ("s", ["C011", "C010"]),
        ("hual", ["C001"]),
        ("star", ["C011"]),
        ("zz", []),
    ],
)
def test_who_is_offered_for_what_is_typed_so_far(typed, offered):
    """By the beginning of the code, by the beginning of a name, by a part of it, then by pinyin; each by code."""
    assert codes(begun(typed, reversed(book()), TODAY)) == offered


def test_archived_customers_are_not_offered():
    old = called("C001", "华联", archived="12-01")
    assert begun("", [old], TODAY) == []
    assert begun("", [old], on("11-30")) == [old]


# --- who is nearest ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("huallian", "C001"),
        ("hualiam", "C001"),
        ("hualain", "C001"),
        ("henlong", "C002"),
        ("zhongqin", "C003"),
        ("花联", "C001"),
        ("化连抄是", "C001"),
        ("虫庆", "C003"),
        ("安太", "C005"),
        ("Goldne Star", "C011"),
    ],
)
def test_the_nearest_sounds_like_what_was_typed(typed, first):
    """Letters mistyped, and wrong characters of the right sound."""
    assert codes(nearest(typed, book(), keys(typed)))[0] == first


@pytest.mark.parametrize("typed", ["zzzzz", "qwrt", "C099x", "魑魅", ""])
def test_nobody_is_near_what_sounds_like_nobody(typed):
    assert codes(nearest(typed, book()[:7], keys(typed))) == []


def test_without_a_sound_only_the_look_counts():
    assert nearest("huallian", book()) == []
    assert codes(nearest("华连超市", book()))[0] == "C001"


def test_the_part_most_like_it_may_be_the_end_of_the_name():
    """华闰商贸 has three of the last four characters of the one, and two of the other."""
    pair = [called("C001", "华闰路"), called("C002", "北京东城华润商贸")]
    assert codes(nearest("华闰商贸", pair)) == ["C002", "C001"]
