"""A cell is read in one way only, or its line is refused with the reason; nothing is rounded or guessed."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huikuan.domain.facts import CustomerKind, Form, Grade
from huikuan.domain.money import LARGEST_FEN, Money
from huikuan.domain.period import Month
from huikuan.parse.files.columns import Rules, read_column
from huikuan.parse.files.fields import Reading

TODAY = date(2026, 11, 22)
AFTERNOON = datetime(2026, 11, 30, 15, 20)  # noqa: DTZ001 - cells have no zone


def column(reading, *cells, **rules):
    found = read_column(reading, list(cells), Rules(TODAY, **rules))
    return list(found.values), found.faults


def one(reading, cell, **rules):
    """The value of the only cell, or the reason it is refused."""
    (value,), faults = column(reading, cell, **rules)
    return faults.get(0, value)


@pytest.mark.parametrize(
    ("cell", "fen"),
    [
        ("1,234.50", 123450),
        ("1234.5", 123450),
        (" 1234 ", 123400),
        ("¥1,234.50", 123450),
        ("￥1,234.50", 123450),
        ("1234.5元", 123450),
        ("RMB 1,234.50", 123450),
        ("CNY1234.50", 123450),
        ("12万", 12000000),
        ("1.5万元", 1500000),
        ("３５０．５０", 35050),
        ("１，２３４．５０", 123450),
        ("(1,234.00)", -123400),
        ("（1,234.00）", -123400),
        ("-1,234.00", -123400),
        ("−1,234.00", -123400),
        ("1,234.00-", -123400),
        ("-¥1,234.00", -123400),
        ("¥-1,234.00", -123400),
        ("(¥1,234.00)", -123400),
        ("1 234,50", 123450),
        ("1\u00a0234,50", 123450),
        ("1.234,50", 123450),
        ("12 345 678", 1234567800),
        ("0.00", 0),
        ("0", 0),
        (".5", 50),
        ("1234.5000000000", 123450),
        ("1234.5600000000001", 123456),
        ("", None),
        ("-", None),
        ("—", None),
        ("–", None),
        (" - ", None),
        (1234.5600000000001, 123456),
        (0.1 + 0.2, 30),
        (-5, -500),
        (1e13, 10**15),
        (9999999999999.99, 999999999999999),
        (0, 0),
    ],
)
def test_amounts(cell, fen):
    assert one(Reading.SIGNED, cell) == fen


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("12.345", "whole fen"),
        (12.345, "whole fen"),
        (1234.565, "whole fen"),
        ("1,2000", "thousands separator"),
        ("1234,50", "thousands separator"),
        ("1.234", "whole fen"),
        ("1.234.567", "decimal point"),
        ("1e5", "without"),
        ("1.2E+05", "without"),
        ("$100", "in yuan"),
        ("USD 100", "in yuan"),
        ("€1.234,50", "in yuan"),
        ("abc", "word"),
        ("nan", "word"),
        ("#N/A", "error"),
        ("#REF!", "error"),
        ("########", "error"),
        (float("nan"), "no number"),
        (float("inf"), "no number"),
        (True, "no number"),
        (date(2026, 1, 1), "date"),
        (timedelta(1), "no number"),
        (1e14, "ten trillion"),
        ("99999999999999", "ten trillion"),
        ("9" * 500, "longer"),
        ("--5", ""),
        ("(5", ""),
        ("=1+1", ""),
    ],
)
def test_amounts_refused(cell, why):
    said = one(Reading.SIGNED, cell)
    assert isinstance(said, str), said
    assert why in said


@pytest.mark.parametrize(
    ("cell", "fen"), [("1.5", 1500000), ("0.123456", 123456), (0.123456, 123456), ("2万", 2000000), ("5元", 500)]
)
def test_a_unit_of_ten_thousand_multiplies_what_has_no_unit_of_its_own(cell, fen):
    assert one(Reading.AMOUNT, cell, factor=10_000) == fen


def test_a_negative_amount_is_refused_where_none_belongs_and_still_told():
    values, faults = column(Reading.AMOUNT, "-5.00", "5.00")
    assert values == [-500, 500]
    assert list(faults) == [0]


def test_amounts_of_a_column_are_the_same_one_by_one():
    cells = ["1.00", "-2.50", "9999999999999.99", "0.00"]
    assert column(Reading.SIGNED, *cells)[0] == [one(Reading.SIGNED, cell) for cell in cells]


@given(st.integers(-LARGEST_FEN, LARGEST_FEN), st.sampled_from(["{}", "¥{}", "{}元", " {} "]))
def test_any_amount_as_money_is_shown_reads_back(fen, frame):
    assert one(Reading.SIGNED, frame.format(Money(fen))) == fen
    assert one(Reading.SIGNED, frame.format(Money(fen).yuan())) == fen


@given(st.integers(-LARGEST_FEN // 100, LARGEST_FEN // 100))
def test_any_amount_a_spreadsheet_can_hold_reads_back(fen):
    assert one(Reading.SIGNED, fen / 100) == fen


@pytest.mark.parametrize(
    "cell",
    [
        "2026-11-30", "2026/11/30", "2026.11.30", "20261130", "2026年11月30日", "2026-11-30 00:00:00", "2026/11/30 0:00",
        "2026-11-30T08:15:00", "2026年11月30日 12:00", "30-Nov-2026", "30 Nov 2026", "Nov 30, 2026", "November 30 2026",
        "30/11/2026", "11/30/2026", "30.11.2026", "11/30/2026 12:00:00 AM", "２０２６-１１-３０", " 2026-11-30 ",
        20261130, 20261130.0, 46356, 46356.75, "46356", date(2026, 11, 30), AFTERNOON,
    ],
)  # fmt: skip
def test_days(cell):
    assert one(Reading.DAY, cell) == date(2026, 11, 30)


@pytest.mark.parametrize("cell", ["", "-", "—"])
def test_no_day(cell):
    assert one(Reading.DAY, cell) is None


@pytest.mark.parametrize(
    "cell",
    [
        "2026-02-30", "2026-13-01", "11-30", "11月30日", "今天", "周五", "fri", "2026-11", "30/11/26", "1999-12-31",
        "2100-01-01", 12345, 99999, 0.5, True, time(1), timedelta(1), "#N/A", "2026-11-30T16:00:00Z", "12/13", "0000-00-00",
        "30/02/2026", date(1899, 12, 31), "x" * 1000, "end of month 2026", "today 2026", "tomorrow, 2026",
    ],
)  # fmt: skip
def test_days_refused(cell):
    assert isinstance(one(Reading.DAY, cell), str)


def test_the_order_of_day_and_month_is_decided_by_the_column():
    """One day past the twelfth tells for all; none leaves all of them open; both ways refuse what does not fit."""
    assert column(Reading.DAY, "05/06/2026", "30/11/2026")[0] == [date(2026, 6, 5), date(2026, 11, 30)]
    assert column(Reading.DAY, "05/06/2026", "11/30/2026")[0] == [date(2026, 5, 6), date(2026, 11, 30)]
    assert set(column(Reading.DAY, "05/06/2026", "07/08/2026")[1]) == {0, 1}
    assert set(column(Reading.DAY, "05/06/2026", "30/11/2026", "11/30/2026")[1]) == {0, 1, 2}
    assert column(Reading.DAY, "05/05/2026", "06/06/2026")[0] == [date(2026, 5, 5), date(2026, 6, 6)]
    assert column(Reading.DAY, "05/06/2026", date_format="%d/%m/%Y")[0] == [date(2026, 6, 5)]
    assert set(column(Reading.DAY, "2026-11-30", "05/06/2026")[1]) == {1}


def test_a_bare_number_is_no_day_where_days_are_counted_from_1904():
    assert isinstance(one(Reading.DAY, 46356.0, has_other_epoch=True), str)


@given(
    st.dates(date(2000, 1, 1), date(2099, 12, 31)),
    st.sampled_from(["%Y-%m-%d", "%Y/%m/%d", "%Y%m%d", "%d-%b-%Y", "%B %d, %Y"]),
)
def test_any_day_reads_back(day, written):
    assert one(Reading.DAY, day.strftime(written)) == day


@pytest.mark.parametrize(
    ("reading", "cell", "value"),
    [
        (Reading.CODE, "001", "001"),
        (Reading.CODE, 1001.0, "1001"),
        (Reading.CODE, 1001, "1001"),
        (Reading.CODE, 13800138000.0, "13800138000"),
        (Reading.CODE, "1E5", "1E5"),
        (Reading.CODE, "'=cmd", "=cmd"),
        (Reading.NAME, "'+1", "+1"),
        (Reading.NAME, "'华联'", "'华联'"),
        (Reading.NAME, " 华联 商贸\u3000", "华联 商贸"),
        (Reading.NAME, "Cafe\u0301", "Café"),
        (Reading.NAME, 7.0, "7"),
        (Reading.NAME, "=HYPERLINK(1)", "=HYPERLINK(1)"),
        (Reading.NOTE, "一\n二", "一\n二"),
        (Reading.NAMES, "老华联，HL；老华联", ("老华联", "HL")),
        (Reading.GRADE, "A级", Grade.A),
        (Reading.KIND, "经销商", CustomerKind.DISTRIBUTOR),
        (Reading.FORM, "电汇", Form.TRANSFER),
        (Reading.FORM, "转账", Form.TRANSFER),
        (Reading.FORM, "承兑", Form.ACCEPTANCE_BILL),
        (Reading.FORM, "银行承兑汇票", Form.ACCEPTANCE_BILL),
        (Reading.FORM, "现金", Form.CASH),
        (Reading.FORM, "支票", Form.CHEQUE),
        (Reading.FORM, "Cheque", Form.CHEQUE),
        (Reading.COUNT, "30天", 30),
        (Reading.COUNT, "Net 30", 30),
        (Reading.COUNT, 45.0, 45),
        (Reading.MONTH, "2026-12", Month(2026, 12)),
        (Reading.MONTH, "2026年12月", Month(2026, 12)),
        (Reading.MONTH, "12月", Month(2026, 12)),
        (Reading.MONTH, date(2026, 12, 1), Month(2026, 12)),
        (Reading.MONTH, AFTERNOON, Month(2026, 11)),
        (Reading.MONTH, "2026-12-01 00:00:00", Month(2026, 12)),
        (Reading.MONTH, 202612.0, Month(2026, 12)),
        (Reading.CURRENCY, "人民币", None),
        (Reading.CURRENCY, "CNY", None),
        (Reading.CODE, "", None),
        (Reading.NAME, " \t ", None),
    ],
)
def test_words(reading, cell, value):
    assert one(reading, cell) == value


@pytest.mark.parametrize(
    ("reading", "cell", "why"),
    [
        (Reading.CODE, 123456789012345680.0, "digits"),
        (Reading.CODE, 1e15, "digits"),
        (Reading.CODE, "1.23457E+17", "digits"),
        (Reading.CODE, date(2026, 11, 1), "date"),
        (Reading.CODE, "x" * 41, "41"),
        (Reading.NAME, "华\u200b联", "U+200B"),
        (Reading.NAME, "华\u202e联", "U+202E"),
        (Reading.NAME, "a\x1b[31m", "U+001B"),
        (Reading.NAME, "一\n二", "U+000A"),
        (Reading.NAME, "华\ud800", "U+D800"),
        (Reading.NAME, "\u3164联", "U+3164"),
        (Reading.NAME, "x" * 201, "201"),
        (Reading.NAME, "#N/A", "error"),
        (Reading.NAME, "#REF!", "error"),
        (Reading.NAME, True, "no text"),
        (Reading.NOTE, "x" * 2001, "2001"),
        (Reading.GRADE, "E", "grade"),
        (Reading.FORM, "微信红包", "form"),
        (Reading.COUNT, "月结", "days"),
        (Reading.COUNT, "x" * 500, "days"),
        (Reading.MONTH, "13月", "13"),
        (Reading.CURRENCY, "USD", "USD"),
        (Reading.NAMES, "a,b\u200b", "U+200B"),
    ],
)
def test_words_refused(reading, cell, why):
    said = one(reading, cell)
    assert isinstance(said, str)
    assert why in said


def test_one_bad_text_refuses_its_own_line_only():
    values, faults = column(Reading.NAME, "华联", "坏\u200b", "  新世界 ", "")
    assert values == ["华联", None, "新世界", None]
    assert list(faults) == [1]
