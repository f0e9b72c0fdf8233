"""The table of a sheet is found below its title and above its foot; every line from the headings down is accounted for."""

from __future__ import annotations

from datetime import date

import pytest
from written import INVOICES, LINE, TODAY, read_invoices, text_file, workbook

from huikuan.domain.lines import FileKind, InvoiceLine, Planned, TargetLine
from huikuan.domain.money import Money, total
from huikuan.domain.period import Month
from huikuan.errors import SheetMissing
from huikuan.parse.files.reading import read

YUAN = 100


def amounts(found):
    return [line.amount.fen // YUAN for line in found.lines]


def whys(found):
    return {refused.line: refused.why for refused in found.refused}


def test_a_line_holds_what_its_cells_say(tmp_path):
    found = read_invoices(text_file(tmp_path, [INVOICES, LINE]))
    assert found.lines == (
        InvoiceLine(2, "C1", "华联商贸", "XS-1", Money(100_000), date(2026, 10, 1), date(2026, 11, 30)),
    )
    assert [(each.field, each.heading, each.column) for each in found.matched][-1] == ("amount", "价税合计", "F")
    assert (found.sheet, found.unused, found.refused, found.blank, found.totals) == (None, (), (), 0, 0)


def test_title_blank_and_foot_are_passed_over_and_counted(tmp_path):
    rows = [
        ["应收账款明细表"],
        ["单位：元", "", "日期：2026-11-01"],
        [],
        INVOICES,
        LINE,
        ["本页合计", "", "", "", "", "1000.00"],
        [""] * 6,
        INVOICES,
        LINE,
        ["", "", "小计", "", "", "1000.00"],
        ["总计：", "", "", "", "", "2,000.00"],
        ["制表人：张三", "", "打印日期：2026-11-22"],
        ["第 1 页 共 1 页"],
    ]
    for path in (text_file(tmp_path, rows), workbook(tmp_path, ("应收", rows))):
        found = read_invoices(path)
        assert [line.line for line in found.lines] == [5, 9]
        assert (found.refused, found.blank, found.totals) == ((), 1, 6)


@pytest.mark.parametrize(
    "row",
    [
        ["合计", "", "", "", "", "1"],
        ["", "合 计", "", "", "", "1"],
        ["C1", "华联商贸", "小计", "", "", "1"],
        ["", "华联商贸 小计", "", "", "", "1"],
        ["", "Total for 华联商贸", "", "", "", "1"],
        ["TOTAL", "", "", "", "", "1"],
        ["Grand Total", "", "", "", "", "1"],
        ["合计（元）", "", "", "", "", "1"],
        ["", "合计 12", "", "", "", "1"],
        ["", "Total 12", "", "", "", "1"],
        ["", "主力", "", "", "", "1"],
    ],
)
def test_sums(tmp_path, row):
    found = read_invoices(text_file(tmp_path, [INVOICES, LINE, row]))
    assert (len(found.lines), found.refused, found.totals) == (1, (), 1)


@pytest.mark.parametrize(
    "row",
    [
        ["C2", "Total Energies", "7", "", "", "1"],
        ["C2", "Total Energies", "", "", "", "1"],
        ["", "Total Energies", "", "", "", "1"],
        ["C2", "合计软件", "", "", "", "1"],
        ["C2", "小计", "XS-7", "", "", "1"],
        ["C2", "主力", "", "", "", "1"],
        ["TOTAL-1", "某公司", "", "", "", "1"],
    ],
)
def test_no_sums(tmp_path, row):
    found = read_invoices(text_file(tmp_path, [INVOICES, LINE, row]))
    assert (len(found.lines), found.totals) == (2, 0)


@pytest.mark.parametrize(
    ("title", "heading", "worth"),
    [
        ("单位：元", "价税合计", 1),
        ("单位：万元", "价税合计", 10_000),
        ("单位:人民币万元", "价税合计", 10_000),
        ("应收明细（万元）", "价税合计", 10_000),
        ("", "价税合计（万元）", 10_000),
        ("", "价税合计/万元", 10_000),
        ("单位：万元", "价税合计(元)", 1),
        ("本月目标 500 万元", "价税合计", 1),
    ],
)
def test_the_unit_of_a_title_or_heading_multiplies(tmp_path, title, heading, worth):
    rows = [[title], [*INVOICES[:-1], heading], [*LINE[:-1], "1.5"]]
    assert read_invoices(text_file(tmp_path, rows)).lines[0].amount == Money(150 * worth)


def test_headings_in_two_rows(tmp_path):
    rows = [
        ["应收明细"],
        ["客户编码", "客户名称", "应收", "", "实收", ""],
        ["", "", "金额", "到期日", "已收金额", "日期"],
        ["C1", "华联", 100.0, date(2026, 12, 1), 20.0, date(2026, 11, 1)],
    ]
    found = read_invoices(workbook(tmp_path, ("应收", rows)))
    assert [each.heading for each in found.matched][:4] == ["客户编码", "客户名称", "应收/金额", "应收/到期日"]
    assert found.lines[0][4:8] == (Money(10_000), date(2026, 11, 1), date(2026, 12, 1), Money(2_000))


def test_the_lower_row_may_only_refine_the_upper(tmp_path):
    rows = [["客户", "单据", "金额"], ["名称", "号码", "(含税)"], ["华联", "7", "5"]]
    found = read_invoices(text_file(tmp_path, rows))
    assert [(each.field, each.heading) for each in found.matched] == [
        ("name", "客户/名称"),
        ("number", "单据/号码"),
        ("amount", "金额/(含税)"),
    ]


def test_a_customer_merged_over_several_lines_stands_on_each(tmp_path):
    rows = [INVOICES, *([["", "", str(n), "", "", n] for n in range(1, 5)])]
    merged = [("A2:A4", "C1"), ("B2:B4", "华联"), ("A1:A1", "")][:2]
    found = read_invoices(workbook(tmp_path, ("S", rows), merged=merged))
    assert [(line.code, line.name, line.line) for line in found.lines] == [
        ("C1", "华联", 2),
        ("C1", "华联", 3),
        ("C1", "华联", 4),
    ]
    assert whys(found) == {5: "no customer stands on this line"}


def test_an_amount_merged_over_several_lines_is_not_repeated(tmp_path):
    rows = [["客户", "单据号", "金额"], ["华联", "1", ""], ["华联", "2", ""]]
    found = read_invoices(workbook(tmp_path, ("S", rows), merged=[("C2:C3", 5)]))
    assert (amounts(found), list(whys(found))) == ([5], [3])


def test_of_several_sheets_the_best_is_read_or_the_one_named(tmp_path):
    path = workbook(
        tmp_path, ("说明", [["怎样填写", "客户"]]), ("应收", [INVOICES, LINE]), ("副本", [INVOICES, LINE, LINE])
    )
    assert (read_invoices(path).sheet, len(read_invoices(path).lines)) == ("应收", 1)
    assert len(read_invoices(path, sheet="副本").lines) == 2
    with pytest.raises(SheetMissing, match="说明, 应收, 副本"):
        read_invoices(path, sheet="没有")


def test_a_line_number_is_the_one_of_the_file(tmp_path):
    path = tmp_path / "notes.csv"
    path.write_text('客户,金额,备注\n华联,1,"一\n二"\n\n华联,x,\n', encoding="utf-8")
    found = read_invoices(path)
    assert [(line.line, line.note) for line in found.lines] == [(2, "一\n二")]
    assert (list(whys(found)), found.blank) == ([5], 1)


def test_cells_that_have_slipped_refuse_their_line(tmp_path):
    path = tmp_path / "slipped.csv"
    path.write_text("客户,金额,到期日\n华联,1,234.50,2026-11-30\n华联,5,2026-11-30,\n", encoding="utf-8")
    found = read_invoices(path)
    assert (len(found.lines), found.refused[0].column, found.refused[0].amount) == (1, None, None)
    assert "4 cells under 3 headings" in found.refused[0].why


@pytest.mark.parametrize(
    ("amount", "settled", "still", "expected"),
    [
        ("100", "", "", (100, None)),
        ("100", "0", "", (100, None)),
        ("100", "40", "", (100, 40)),
        ("100", "40", "60", (100, 40)),
        ("100", "", "60", (100, 40)),
        ("100", "", "100", (100, None)),
        ("100", "", "0", (100, 100)),
        ("", "", "60", (60, None)),
        ("", "40", "60", (100, 40)),
        ("-100", "", "-60", (-100, -40)),
        ("-100", "", "", (-100, None)),
        ("100", "40", "70", "add up"),
        ("100", "", "130", "more is open"),
        ("-100", "", "60", "more is open"),
        ("100", "130", "", "more is settled"),
        ("0.00", "", "", "0.00"),
        ("", "", "", "no amount"),
        ("", "", "0", "0.00"),
    ],
)
def test_amount_settled_and_open(tmp_path, amount, settled, still, expected):
    rows = [["客户", "单据号", "价税合计", "已收金额", "未收金额"], ["华联", "1", amount, settled, still]]
    found = read_invoices(text_file(tmp_path, rows))
    if isinstance(expected, str):
        assert expected in found.refused[0].why
    else:
        line = found.lines[0]
        assert (line.amount.fen // YUAN, line.settled and line.settled.fen // YUAN) == expected


def test_the_first_trouble_from_the_left_refuses_a_line_once(tmp_path):
    found = read_invoices(text_file(tmp_path, [INVOICES, ["C1", "华\u200b联", "1", "月底", "x", "abc"]]))
    assert [(each.line, each.column) for each in found.refused] == [(2, "客户名称")]


def test_a_foreign_amount_is_refused_unless_it_is_told_in_yuan_too(tmp_path):
    rows = [["客户", "单据号", "币种", "原币金额"], ["华联", "1", "USD", "5"], ["华联", "2", "CNY", "5"]]
    assert list(whys(read_invoices(text_file(tmp_path, rows)))) == [2]
    told = [["客户", "单据号", "币种", "原币金额", "本币金额"], ["华联", "1", "USD", "5", "36"]]
    assert amounts(read_invoices(text_file(tmp_path, told))) == [36]


def test_the_measures_of_a_target(tmp_path):
    rows = [
        ["客户", "月份", "目标", "措施1", "可补1", "期限1", "措施2", "可补2"],
        ["华联", "2026-12", "20万", "拜访", "6万", "2026-12-05", "对账", "3万"],
        ["新世界", "", "", "拜访", "", "", "", ""],
        ["百盛", "", "", "", "3万", "", "", ""],
        ["人人乐", "", "", "", "", "", "", ""],
        ["友谊", "", "0", "拜访", "1万", "", "", ""],
    ]
    found = read(text_file(tmp_path, rows), FileKind.TARGETS, today=TODAY)
    planned = (Planned("拜访", Money(6_000_000), date(2026, 12, 5)), Planned("对账", Money(3_000_000)))
    assert found.lines[0] == TargetLine(2, None, "华联", Month(2026, 12), Money(20_000_000), measures=planned)
    assert found.lines[1].amount is None
    assert [line.name for line in found.lines] == ["华联", "人人乐", "友谊"], (
        "a line left blank says nothing, as handed out"
    )
    assert {line: why.split()[0] for line, why in whys(found).items()} == {3: "the", 4: "the"}


def test_a_receipt_without_its_day_is_refused(tmp_path):
    rows = [["客户", "收款金额", "收款日期"], ["华联", "5", ""], ["华联", "-5", "2026-11-01"]]
    found = read(text_file(tmp_path, rows), FileKind.RECEIPTS, today=TODAY)
    assert [line.amount for line in found.lines] == [Money(-500)]
    assert found.refused[0].why == "no day stands on this line"


def test_no_line_and_no_fen_is_lost(tmp_path):
    """Lines and refused lines are all lines of the table; their amounts add up to the sum the file shows."""
    body = [
        ["C1", "华联", str(n), "2026-10-01", "坏" if n % 7 == 0 else "2026-11-30", f"{n}.25"] for n in range(1, 200)
    ]
    body[20][1] = "华\u200b联"
    found = read_invoices(text_file(tmp_path, [INVOICES, *body, ["合计", "", "", "", "", ""]]))
    taken = total(line.amount for line in found.lines)
    refused = total(each.amount for each in found.refused)
    assert found.read == len(body)
    assert taken + refused == Money(sum(n * 100 + 25 for n in range(1, 200)))
