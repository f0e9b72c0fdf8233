"""Hours, spans of hours and pay days as a rep types them; what is unclear is refused with the reason."""

from __future__ import annotations

import pytest

from huikuan.errors import HoursNotUnderstood, PayDaysNotUnderstood
from huikuan.parse.hours import days_of_month, hour, spans, weekdays


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("16:00", "16:00"), ("16：00", "16:00"), ("9:30", "09:30"), ("16点", "16:00"), ("16点半", "16:30"),
        ("下午4点", "16:00"), ("下午4点半", "16:30"), ("上午10点半", "10:30"), ("晚上8点", "20:00"), ("中午12点", "12:00"),
        ("4pm", "16:00"), ("4:30 pm", "16:30"), ("１６：００", "16:00"), ("下午16点", "16:00"), ("10点15分", "10:15"),
        ("中午11点半", "11:30"), ("中午1点", "13:00"), ("中午2点", "14:00"), ("中午13点", "13:00"), ("下午12点", "12:00"),
        ("上午12点", "12:00"), ("清早7点", "07:00"), ("傍晚6点", "18:00"), ("晚上20点", "20:00"), ("12pm", "12:00"),
        ("12:30pm", "12:30"), ("1pm", "13:00"), ("11pm", "23:00"), ("1am", "01:00"), ("11am", "11:00"), ("0:00", "00:00"),
    ],
)  # fmt: skip
def test_an_hour(typed, meant):
    assert hour(typed) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "", "25:00", "10:75", "four", "上午15点", "16:00:00", "-4", "凌晨2点", "半夜12点", "深夜11点", "晚上1点", "晚上14点",
        "上午1点", "中午9点", "中午4点", "傍晚12点", "13am", "0pm", "24:00", "上午4pm",
    ],
)  # fmt: skip
def test_an_hour_that_is_none(typed):
    with pytest.raises(HoursNotUnderstood):
        hour(typed)


@pytest.mark.parametrize("typed", ["12am", "12:30am", "晚上12点", "晚上12点半"])
def test_midnight_is_asked_back_for_it_lies_between_two_days(typed):
    with pytest.raises(HoursNotUnderstood, match="0:00"):
        hour(typed)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("10:00-11:30", ["10:00-11:30"]), ("10-12", ["10:00-12:00"]), ("上午", ["08:30-11:30"]),
        ("10点到11点半", ["10:00-11:30"]), ("下午2点-4点", ["14:00-16:00"]), ("下午2点到下午4点", ["14:00-16:00"]),
        ("上午,下午", ["08:30-11:30", "13:30-17:00"]), ("一早、傍晚", ["08:00-09:30", "16:00-18:00"]),
        ("morning", ["08:30-11:30"]), ("10:00 to 11:00", ["10:00-11:00"]),
        ("2-4pm", ["14:00-16:00"]), ("2:30-4pm", ["14:30-16:00"]), ("2pm-4", ["14:00-16:00"]), ("2pm-4pm", ["14:00-16:00"]),
        ("10-2pm", ["10:00-14:00"]), ("11-12pm", ["11:00-12:00"]), ("11-1pm", ["11:00-13:00"]), ("12-2pm", ["12:00-14:00"]),
        ("9-11am", ["09:00-11:00"]), ("9am-3pm", ["09:00-15:00"]), ("10am-14:00", ["10:00-14:00"]), ("14-4pm", ["14:00-16:00"]),
        ("中午12点-1点半", ["12:00-13:30"]), ("中午11点半-1点", ["11:30-13:00"]), ("上午9点-中午1点", ["09:00-13:00"]),
        ("早上8点到晚上6点", ["08:00-18:00"]), ("上午10点-12点", ["10:00-12:00"]), ("晚上6点-8点", ["18:00-20:00"]),
    ],
)  # fmt: skip
def test_spans(typed, meant):
    assert [str(span) for span in spans(typed)] == meant


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "10:00",
        "12-10",
        "10-11-12",
        "tea time",
        ",",
        "9-12am",
        "晚上8点-12点",
        "上午10点-2点",
        "4-2pm",
        "凌晨2点-4点",
    ],
)
def test_spans_that_are_none(typed):
    with pytest.raises(HoursNotUnderstood):
        spans(typed)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("10", (10,)),
        ("25,10", (10, 25)),
        ("10号、25号", (10, 25)),
        ("月底", (31,)),
        ("5, eom", (5, 31)),
        ("每月15号", (15,)),
    ],
)
def test_days_of_the_month(typed, meant):
    assert days_of_month(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("周四", (4,)), ("周四、周一", (1, 4)), ("每周五", (5,)), ("thu", (4,)), ("Thursday", (4,)), ("星期天", (7,))],
)
def test_days_of_the_week(typed, meant):
    assert weekdays(typed) == meant


@pytest.mark.parametrize("read", [days_of_month, weekdays, spans])
@pytest.mark.parametrize("typed", ["无", "没有", "none", "NONE", " - "])
def test_none_can_be_said(read, typed):
    assert read(typed) == ()


@pytest.mark.parametrize("typed", ["无", "none", "-"])
def test_no_hour_is_no_hour(typed):
    with pytest.raises(HoursNotUnderstood):
        hour(typed)


@pytest.mark.parametrize("read", [days_of_month, weekdays])
@pytest.mark.parametrize("typed", ["", "32", "0", "周八", "x", "10 25", "无,10", "--"])
def test_days_that_are_none(read, typed):
    with pytest.raises(PayDaysNotUnderstood):
        read(typed)
