"""A map says what headings do not; what was recognised can be saved as one, and reads the same file the same way."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from written import INVOICES, LINE, TODAY, read_invoices, text_file, workbook

from huikuan import errors
from huikuan.domain.facts import Form
from huikuan.domain.lines import FileKind
from huikuan.domain.money import Money
from huikuan.domain.period import Month
from huikuan.parse.files.mapping import Mapping, load_mapping, mapping_toml
from huikuan.parse.files.reading import read


def mapped(tmp_path, text):
    path = tmp_path / "map.toml"
    path.write_text(text, encoding="utf-8")
    return load_mapping(path)


def test_a_map_names_columns_by_heading_or_letter(tmp_path):
    mapping = mapped(tmp_path, '[columns]\nname = "买方 单位"\namount = "column:C"\ndue = "期限/止"\n')
    rows = [["往来"], ["买方　单位", "期限", "数"], ["", "止", ""], ["华联", "2026-11-30", "5"]]
    found = read_invoices(text_file(tmp_path, rows), mapping=mapping)
    assert [(each.field, each.heading, each.column) for each in found.matched] == [
        ("name", "买方 单位", "A"),
        ("due", "期限/止", "B"),
        ("amount", "数", "C"),
    ]
    assert [(line.line, line.name, line.amount, line.due) for line in found.lines] == [
        (4, "华联", Money(500), date(2026, 11, 30))
    ]


def test_a_map_with_columns_is_complete(tmp_path):
    """What it does not name is not read, however well its heading is known."""
    found = read_invoices(
        text_file(tmp_path, [INVOICES, LINE]), mapping=Mapping(columns={"name": "客户名称", "amount": "价税合计"})
    )
    assert (found.lines[0].code, found.lines[0].due) == (None, None)
    assert found.unused == ("客户编码", "单据编号", "单据日期", "到期日")


def test_a_file_without_headings(tmp_path):
    path = text_file(tmp_path, [["华联", "5"], ["新世界", "6"]])
    for header in (None, 0):
        mapping = Mapping(header=header, columns={"name": "column:A", "amount": "column:B"})
        assert [line.line for line in read_invoices(path, mapping=mapping).lines] == [1, 2]


def test_the_line_of_the_headings_may_be_said(tmp_path):
    rows = [["客户", "金额"], *[["x", "y"]] * 40, ["客户", "金额"], ["华联", "5"]]
    found = read_invoices(text_file(tmp_path, rows), mapping=Mapping(header=42))
    assert [line.line for line in found.lines] == [43]


def test_order_of_days_unit_and_constants(tmp_path):
    mapping = mapped(
        tmp_path,
        'as = "receipts"\ndate_format = "%d/%m/%Y"\nunit = "万元"\n[constants]\nform = "电汇"\nowner = "小李"\n',
    )
    rows = [["客户", "收款金额", "收款日期"], ["华联", "1.5", "05/06/2026"]]
    line = read(text_file(tmp_path, rows), FileKind.RECEIPTS, today=TODAY, mapping=mapping).lines[0]
    assert (line.amount, line.on, line.form, line.owner) == (Money(1_500_000), date(2026, 6, 5), Form.TRANSFER, "小李")


def test_a_constant_fills_what_is_blank(tmp_path):
    rows = [["客户", "目标", "月份"], ["华联", "5", ""], ["新世界", "5", "2027-01"]]
    found = read(
        text_file(tmp_path, rows), FileKind.TARGETS, today=TODAY, mapping=Mapping(constants={"month": "2026-12"})
    )
    assert [line.month for line in found.lines] == [Month(2026, 12), Month(2027, 1)]


def test_a_line_without_customer_belongs_to_the_one_above_where_the_map_says_so(tmp_path):
    path = text_file(tmp_path, [["客户", "金额"], ["华联", "1"], ["", "2"], ["新世界", "3"], ["", "4"]])
    assert [line.name for line in read_invoices(path, mapping=Mapping(fill=True)).lines] == [
        "华联",
        "华联",
        "新世界",
        "新世界",
    ]
    assert len(read_invoices(path).refused) == 2


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("colums = 1", "colums"),
        ('as = "bills"', "as"),
        ('unit = "亿元"', "unit"),
        ("header = -1", "header"),
        ('header = "3"', "header"),
        ('date_format = "dmy"', "date_format"),
        ('[columns]\nprice = "单价"', "price"),
        ('as = "receipts"\n[columns]\ndue = "到期日"', "due"),
        ('[constants]\ncolour = "red"', "colour"),
        ("[columns]\namount = 3", "amount"),
        ("as = \n", "line 1"),
        ("\udcff", "TOML"),
    ],
)
def test_a_map_that_is_not_understood_is_refused_with_the_key(tmp_path, text, key):
    path = tmp_path / "map.toml"
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(errors.MapNotUnderstood) as refused:
        load_mapping(path)
    assert key in str(refused.value)


def test_a_map_that_does_not_fit(tmp_path):
    path = text_file(tmp_path, [INVOICES, LINE])
    with pytest.raises(errors.MapColumnMissing, match="欠款"):
        read_invoices(path, mapping=Mapping(columns={"name": "客户名称", "amount": "欠款"}))
    with pytest.raises(errors.MapOfOtherKind):
        read_invoices(path, mapping=Mapping(kind=FileKind.RECEIPTS))
    with pytest.raises(errors.MapValueRefused, match="form"):
        read(
            path,
            FileKind.RECEIPTS,
            today=TODAY,
            mapping=Mapping(
                columns={"name": "客户名称", "amount": "价税合计", "on": "单据日期"}, constants={"form": "以物抵债"}
            ),
        )
    with pytest.raises(errors.FieldMissing):
        read_invoices(path, mapping=Mapping(columns={"name": "客户名称"}))
    with pytest.raises(errors.MapUnreadable):
        load_mapping(tmp_path / "none.toml")
    with pytest.raises(errors.MapUnreadable):
        load_mapping(tmp_path)


def test_what_was_recognised_is_saved_as_a_map_that_can_be_read(tmp_path):
    rows = [
        ["单位：万元"],
        ["客户", "客户编码", "应收", "", "备注", "备注"],
        ["", "", "金额", "到期日", "", ""],
        ["华联", "C1", "5", "2026-11-30", "a", "b"],
    ]
    for path in (text_file(tmp_path, rows), workbook(tmp_path, ("应收", rows))):
        found = read_invoices(path)
        text = mapping_toml(found)
        assert "应收/金额" in text
        assert 'note = "column:E"' in text
        assert read_invoices(path, mapping=mapped(tmp_path, text)) == found


def test_a_map_is_written_as_it_was(tmp_path):
    mapping = Mapping(
        FileKind.TARGETS,
        "应收",
        3,
        "%d/%m/%Y",
        "万元",
        fill=True,
        columns={"name": "客户", "measure2": "措施2"},
        constants={"month": "12月"},
    )
    assert mapped(tmp_path, mapping_toml(mapping)) == mapping
    assert mapped(tmp_path, mapping_toml(Mapping())) == Mapping()


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    kind=st.sampled_from(list(FileKind)),
    headings=st.lists(
        st.sampled_from(
            [
                "客户",
                "客户编码",
                "金额",
                "目标",
                "到期日",
                "收款日期",
                "日期",
                "发票号",
                "备注",
                "措施",
                "可补",
                "等级",
                "未知",
                "Customer",
                "Amount",
                "a'b\"c",
            ]
        ),
        min_size=1,
        max_size=8,
    ),
    cells=st.lists(st.sampled_from(["5", "2026-11-30", "华联", "", "A"]), min_size=8, max_size=8),
)
def test_any_file_that_is_read_is_read_the_same_with_its_own_map(tmp_path, kind, headings, cells):
    path = text_file(tmp_path, [headings, cells[: len(headings)]])
    try:
        found = read(path, kind, today=TODAY)
    except errors.Refusal:
        return
    assert read(path, kind, today=TODAY, mapping=mapped(tmp_path, mapping_toml(found))) == found
