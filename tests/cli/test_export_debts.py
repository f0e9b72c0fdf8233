"""What is owed, handed on: invoices that can be read back as invoices, and the ageing with its sums and its picture."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from datetime import date

import pytest
from contract import book_shell, document
from python_calamine import CalamineWorkbook

from huikuan.domain.lines import FileKind
from huikuan.parse.files.reading import read

DAY = date(2026, 12, 10)
STORY = """
= 2026-12-01
customer add 华联超市 --code 007 --grade B --owner 小李 --terms 30
customer add 东风商贸 --code DF --grade A --owner 小王 --terms 60
customer add 老实商行 --code LS --grade D --terms 15
invoice add 007 10万 12-20 --no 00012 --issued 11-01 --note =两车
invoice add 007 3万 2026-11-05 --no 00013 --issued 2026-10-01
invoice add DF 8.5万 2026-08-01 --issued 2026-06-01
invoice add DF 0.03 2026-11-30 --no -7 --issued 2026-10-31
= 2026-12-05
invoice dispute 00012 1万 --reason 两箱破损
receipt add 007 40000.01
invoice add DF 5000 --credit --no CN-7
invoice add LS 200 --credit --no CN-8
= 2026-12-09
invoice add LS 1万 2026-12-24 --no LATE
"""
ONE = {"invoices": "invoice list", "ageing": "ageing"}
HEADINGS = {
    "invoices": (
        "Invoice id,Code,Customer,Invoice number,Kind,Issued,Due,Amount,Settled,Open,Disputed,Days overdue,Note"
    ),
    "ageing": (
        "Code,Customer,Owner,Grade,Not due,1 to 30 days,31 to 60 days,61 to 90 days,Over 90 days,Disputed,Credits,"
        "Overdue,Balance"
    ),
}
CHINESE = "应收序号,客户编码,客户名称,发票号码,种类,开票日期,到期日,金额,已核销,未收,争议金额,逾期天数,备注"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    made = tmp_path / "folder"
    made.mkdir()
    monkeypatch.chdir(made)
    return made


@pytest.fixture
def shell(tmp_path, folder):
    return book_shell(tmp_path, story=STORY)


def rows_of(path, page=0):
    return CalamineWorkbook.from_path(str(path)).get_sheet_by_index(page).to_python(skip_empty_area=False)


def lines_of(raw):
    headings, *lines = csv.reader(io.StringIO(raw.removeprefix("\ufeff"), newline=""))
    return [dict(zip(headings, line, strict=True)) for line in lines]


@pytest.mark.parametrize(("what", "report"), ONE.items())
def test_json_is_the_document_of_the_report(shell, what, report):
    for more in ("", " --as-of 12-04"):
        assert shell.run(f"export {what} --json{more}").out == shell.run(f"{report} --json{more}").out


@pytest.mark.parametrize("what", ONE)
def test_every_word_makes_a_workbook(shell, folder, what):
    assert shell.run(f"export {what}").code == 0
    assert rows_of(folder / f"huikuan-{what}-2026-12-10.xlsx")[0] == HEADINGS[what].split(",")


@pytest.mark.parametrize(("chinese", "what"), [("应收", "invoices"), ("账龄", "ageing"), ("发票", "invoices")])
def test_chinese_words_mean_the_same(shell, chinese, what):
    assert shell.run(["export", chinese, "--to", "-"]).out == shell.run(f"export {what} --to -").out


@pytest.mark.parametrize("what", ONE)
def test_an_owner_and_no_month(shell, what):
    lines = lines_of(shell.run(f"export {what} --to - --owner 小李").out)
    assert {line["Code"] for line in lines} == {"007"}
    assert shell.run(f"export {what} --month 12月").code == 2


def test_an_invoice_is_a_line_and_a_credit_note_is_negative(shell):
    first, *_others, credit, used, last = lines_of(shell.run("export invoices --to -").out)
    assert list(first.values()) == [
        "1", "007", "华联超市", "00012", "invoice", "2026-11-01", "2026-12-20", "100000.00", "10000.01", "89999.99",
        "10000.00", "", "'=两车",
    ]  # fmt: skip
    assert [credit[name] for name in ("Invoice number", "Kind", "Amount", "Settled", "Open")] == [
        "CN-7", "credit note", "-5000.00", "-5000.00", "0.00",
    ]  # fmt: skip
    assert [used[name] for name in ("Invoice number", "Amount", "Settled", "Open")] == [
        "CN-8", "-200.00", "-200.00", "0.00",
    ]  # fmt: skip
    assert last["Invoice number"] == "LATE"


@pytest.mark.parametrize(("form", "headings"), [("xlsx", None), ("csv", None), ("csv", CHINESE)])
def test_the_invoices_are_read_back_as_they_are(shell, folder, form, headings):
    shell.run(f"export invoices --to x.{form}")
    path = folder / f"x.{form}"
    if headings:
        raw = path.read_text(encoding="utf-8-sig")
        path.write_text(headings + raw[raw.index("\n") :], encoding="utf-8")
    found = read(path, FileKind.INVOICES, today=DAY)
    assert {matched.field for matched in found.matched} == {
        "code", "name", "number", "issued", "due", "amount", "settled", "open", "disputed", "note",
    }  # fmt: skip
    assert (found.refused, found.totals) == ((), 0)
    known = document(shell.run("invoice list --json"))["invoices"]
    assert len(found.lines) == len(known)
    for line, fact in zip(found.lines, known, strict=True):
        sign = "-" if fact["kind"] == "credit_note" else ""
        assert (line.code, line.name, line.number, line.note) == (
            fact["code"], fact["customer"], fact["number"], fact["note"],
        )  # fmt: skip
        assert (line.issued.isoformat(), line.due.isoformat()) == (fact["issued"], fact["due"])
        assert line.amount.yuan() == sign + fact["amount"]
        assert (line.settled.yuan() if line.settled else "0.00") == (sign + fact["settled"]).replace("-0.00", "0.00")
        assert (line.disputed.yuan() if line.disputed else "0.00") == fact["disputed"]


def test_taken_into_the_same_book_the_invoices_change_nothing(shell, folder):
    shell.run("export invoices --to x.xlsx")
    said = document(shell.run("import x.xlsx --as invoices --json"))
    assert (said["rows"]["same"], said["rows"]["read"]) == (7, 7), said


def test_the_ageing_has_every_amount_of_the_report_and_the_sums_below(shell, folder):
    report = document(shell.run("ageing --json"))
    shell.run("export ageing --to x.xlsx")
    headings, *lines = rows_of(folder / "x.xlsx")
    assert [line[0] for line in lines] == [*(row["code"] for row in report["customers"]), "Total"]
    for row, line in zip([*report["customers"], report["totals"]], lines, strict=True):
        said = dict(zip(headings, line, strict=True))
        assert line[4:9] == [float(bucket["amount"]) for bucket in row["buckets"]]
        for name in ("Disputed", "Credits", "Overdue", "Balance"):
            assert said[name] == float(row[name.lower()])
    assert [line[2:4] for line in lines[:2]] == [["小王", "A"], ["小李", "B"]]


def test_the_ageing_is_drawn_step_upon_step_the_largest_first(shell, folder):
    for number in range(20):
        shell.run(f"customer add 客户{number} --code C{number} --terms 30")
        shell.run(f"invoice add C{number} {100 + number} 2026-10-20 --issued 2026-10-01")
    shell.run("export ageing --to x.xlsx")
    drawn = rows_of(folder / "x.xlsx", 1)
    assert drawn[0] == ["Customer", "Not due", "1 to 30 days", "31 to 60 days", "61 to 90 days", "Over 90 days"]
    sums = [sum(line[1:]) for line in drawn[1:]]
    assert (len(sums), sums) == (15, sorted(sums, reverse=True))
    assert [line[0] for line in drawn[1:3]] == ["东风商贸", "华联超市"]
    chart = zipfile.ZipFile(folder / "x.xlsx").read("xl/charts/chart1.xml").decode()
    assert '<c:grouping val="stacked"/>' in chart
    assert chart.count("<c:ser>") == 5


def test_the_steps_are_those_of_the_settings(shell, folder, own_home):
    from huikuan.cli.language import settings_file

    settings_file().parent.mkdir(parents=True, exist_ok=True)
    settings_file().write_text("ageing = [10, 45]\n", encoding="utf-8")
    headings = lines_of(shell.run("export ageing --to -").out)[0]
    assert [name for name in headings if re.search(r"\d|due", name)] == [
        "Not due", "1 to 10 days", "11 to 45 days", "Over 45 days", "Overdue",
    ]  # fmt: skip


def test_nothing_owed_is_an_empty_sheet(shell, folder):
    shell.book.unlink()
    for what, headings in HEADINGS.items():
        assert shell.run(f"export {what} --to {what}.xlsx").out.startswith("0 rows written to ")
        assert rows_of(folder / f"{what}.xlsx") == [headings.split(",")]
