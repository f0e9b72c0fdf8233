"""What is handed on comes back: as all the same into the same book, as the same reports into an empty one."""

from __future__ import annotations

import re
from datetime import date, datetime

import pytest
import xlsxwriter
from contract import STORY, document, tell
from imported import at, changes, counts, everything, listed, refusals, told, wrong
from python_calamine import CalamineWorkbook

from shell import Shell

TODAY = "2026-12-10"
DEBTS = """
= 2026-12-01
customer add 华联超市 --code HL --grade B --owner 小李 --alias 华联 --alias 老华联 --terms 30 --note 月结
customer add 东风商贸 --code DF --grade A --owner 小王
customer add 市一医院 --code SY --kind government
target set HL 20万 --expected 10万 --ask 25万
target set DF 8万
measure add HL 上门对账 6万 --by 12-10
measure add HL 协调退货 3万
promise add HL 10万 12-10 --by 王总 --form transfer
promise add DF 3万 12-03
promise add DF 5万 12-18
invoice add HL 12万 12-05 --no F1 --issued 2026-11-01
invoice add HL 7万 2027-01-05 --no F2
invoice add DF 8万 12-20 --no G1
invoice add DF --split 1万@12-25,2万@12-28
invoice add DF 3千 --credit --no N1
invoice dispute F2 1万 --reason 短少
= 2026-12-03
receipt add DF 3万 --form cheque
= 2026-12-05
receipt add HL 4万
= 2026-12-09
receipt add HL 10000.50 12-08 --form acceptance_bill --matures 2027-03-08
"""
LISTS = {
    "customers": "customers",
    "plan": "targets",
    "promises": "promises",
    "invoices": "invoices",
    "receipts": "receipts",
}

RECORDS = {"customers": 3, "plan": 3, "promises": 3, "invoices": 6, "receipts": 3}


@pytest.fixture(params=["en", "zh"])
def shell(request, tmp_path):
    one = Shell(tmp_path, today=TODAY, lang=request.param)
    tell(one, DEBTS)
    return one


def exported(shell, what, ending="xlsx"):
    path = shell.book.parent / f"{what}.{ending}"
    assert shell.run(["export", what, "--to", str(path)]).code == 0
    return str(path)


class TestRoundTrip:
    def test_into_the_same_book_all_is_the_same(self, shell):
        before = everything(shell)
        for what, kind in LISTS.items():
            for ending in ("xlsx", "csv"):
                report = told(shell, exported(shell, what, ending), kind, "--apply")
                assert set(counts(report)) <= {"same", "totals"}, (what, ending)
                assert report["rows"]["same"] == RECORDS[what]
        assert everything(shell) == before

    def test_into_an_empty_book_the_reports_are_the_same(self, shell, tmp_path):
        """But for what the lists do not carry: which receipt settled what, and what is suggested from it."""
        empty = Shell(tmp_path, today=TODAY, lang=shell.env["HUIKUAN_LANG"])
        empty.book = tmp_path / "empty.db"
        empty.env["HUIKUAN_DB"] = str(empty.book)
        for what, kind in LISTS.items():
            assert counts(told(empty, exported(shell, what), kind, "--apply")).keys() <= {"new", "same", "totals"}
        theirs, ours = everything(empty), everything(shell)
        assert theirs["ageing"] == ours["ageing"]
        for name in ("plan", "gap"):
            assert without(theirs[name], "suggested") == without(ours[name], "suggested")
        for name, keys in (("customer list", ["grades"]), ("target list", ["set_on"]), ("measure list", ["made_on"])):
            assert without(theirs[name], *keys) == without(ours[name], *keys)
        assert without(theirs["promise list"]) == without(ours["promise list"])
        assert without(theirs["receipt list"], "settles") == without(ours["receipt list"], "settles")
        assert wrong(empty) == []

    def test_whatever_happened_to_promises_and_money_a_list_of_them_changes_nothing(self, tmp_path):
        one = Shell(tmp_path, today=TODAY, lang="en")
        tell(one, STORY)
        for what in ("customers", "promises", "receipts", "plan"):
            assert set(counts(told(one, exported(one, what), LISTS[what]))) <= {"same", "totals"}


def without(found, *keys):
    """The document without what stands under these keys."""
    if isinstance(found, dict):
        return {key: without(value, *keys) for key, value in found.items() if key not in keys}
    return [without(each, *keys) for each in found] if isinstance(found, list) else found


class TestFilledIn:
    def test_a_plan_handed_out_comes_back_filled_in(self, tmp_path):
        """Wang had no target: he has one now, with two measures. Li's is raised and his measure put off."""
        shell = at(tmp_path, TODAY, ["customer add Li", "customer add Wang", "customer add Zhou", "target set Li 5万"])
        shell.run("measure add Li Visit 1万 --by 12-20")
        form = exported(shell, "plan")
        unchanged = told(shell, form, "targets")
        assert (counts(unchanged), refusals(unchanged)) == ({"same": 3, "totals": 1}, [])
        filled = filled_in(
            form,
            {
                "Li": {"Target": 80000, "By 1": date(2026, 12, 24)},
                "Wang": {"Target": "6万", "Expected": 30000.5, "Measure 1": "Call", "Yield 1": 1000, "Measure 3": "Meet",
                         "Yield 3": "2千", "By 3": "2026-12-30"},
            },
        )  # fmt: skip
        report = told(shell, filled, "targets", "--apply")
        assert counts(report) == {"new": 1, "same": 1, "changed": 1, "totals": 1}
        assert report["also"] == {"measures": {"rows": 2, "amount": "3000.00"}}
        assert [change[1:] for change in changes(report)] == [
            ("amount", "50,000.00", "80,000.00"),
            ("Visit", "10,000.00 2026-12-20", "10,000.00 2026-12-24"),
        ]
        rows = {row["customer"]: row for row in document(shell.run("plan --json"))["customers"]}
        assert {name: (rows[name]["target"], rows[name]["measures"]) for name in rows} == {
            "Li": ("80000.00", "10000.00"),
            "Wang": ("60000.00", "3000.00"),
            "Zhou": (None, "0.00"),
        }
        assert [(t["customer"], t["expected"]) for t in listed(shell, "target list")] == [
            ("Li", None),
            ("Wang", "30000.50"),
        ]
        assert [(m["title"], m["due"]) for m in listed(shell, "measure list")] == [
            ("Visit", "2026-12-24"),
            ("Call", "2026-12-31"),
            ("Meet", "2026-12-30"),
        ]
        assert set(counts(told(shell, filled, "targets", "--apply"))) == {"same", "totals"}
        assert set(counts(told(shell, exported(shell, "plan", "csv"), "targets", "--apply"))) == {"same"}

    def test_what_cannot_be_read_is_named_by_its_cell(self, tmp_path):
        shell = at(tmp_path, TODAY, ["customer add Li", "customer add Wang"])
        told_wrong = {"Li": {"Target": "much"}, "Wang": {"Measure 2": "Call"}}
        report = told(shell, filled_in(exported(shell, "plan"), told_wrong), "targets", "--apply")
        assert [(line, column) for line, column, _ in refusals(report)] == [(2, "Target"), (3, "Yield 2")]
        assert not report["applied"]

    def test_a_plan_of_another_month_says_so_itself(self, tmp_path):
        shell = at(tmp_path, TODAY, ["customer add Li"])
        form = str(tmp_path / "next.xlsx")
        assert shell.run(["export", "plan", "--month", "2027-01", "--to", form]).code == 0
        told(shell, filled_in(form, {"Li": {"Target": 7}}), "targets", "--apply", "--month", "2026-12")
        assert [(t["month"], t["amount"]) for t in listed(shell, "target list --month 2027-01")] == [
            ("2027-01", "7.00")
        ]


class TestSheets:
    def test_the_sheet_whose_headings_fit_or_the_one_named(self, tmp_path):
        shell = at(tmp_path)
        path = str(tmp_path / "two.xlsx")
        with xlsxwriter.Workbook(path) as book:
            for name, rows in (("Notes", [["read me"]]), ("May", [["customer", "amount"], ["Acme", 5]]),
                               ("June", [["customer", "amount"], ["Acme", 7], ["Bolt", 8]])):  # fmt: skip
                sheet = book.add_worksheet(name)
                for number, row in enumerate(rows):
                    sheet.write_row(number, 0, row)
        assert told(shell, path, "invoices")["sheet"] == "May"
        june = told(shell, path, "invoices", "--sheet", "June")
        assert (june["sheet"], june["amounts"]["new"]) == ("June", "15.00")
        said = shell.run(["import", path, "--as", "invoices", "--sheet", "July"])
        assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
        assert re.search("May.*June", said.err)


def filled_in(form, by_customer):
    """The form with these cells written into it, as a spreadsheet program saves it."""
    headings, *rows = CalamineWorkbook.from_path(form).get_sheet_by_index(0).to_python(skip_empty_area=False)
    path = form.replace(".xlsx", "-filled.xlsx")
    with xlsxwriter.Workbook(path) as book:
        sheet, as_day = book.add_worksheet("Plan"), book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(0, 0, headings)
        for number, row in enumerate(rows, start=1):
            cells = dict(zip(headings, row, strict=True)) | by_customer.get(row[1], {})
            for column, cell in enumerate(cells.values()):
                if isinstance(cell, (date, datetime)):
                    sheet.write_datetime(number, column, cell, as_day)
                elif cell != "":
                    sheet.write(number, column, cell)
    return path
