"""What is handed on: every report and list as a file, whole or not at all, in the kinds and words Excel expects."""

from __future__ import annotations

import csv
import errno
import io
import os
import subprocess
import sys
import zipfile
from datetime import date
from typing import TYPE_CHECKING

import pytest
from contract import book_shell, document
from python_calamine import CalamineWorkbook

from huikuan.cli import wholefile
from huikuan.show.sheets.armour import bare

if TYPE_CHECKING:
    from pathlib import Path

REPORTS = {
    "plan": "plan",
    "gap": "gap",
    "followup": "followup",
    "customers": "customer list --all",
    "promises": "promise list",
    "receipts": "receipt list",
    "targets": "target list",
    "measures": "measure list",
    "approvals": "approval list",
    "history": "history --limit 1000",
}
"""Each word with the command that shows the same."""
CHINESE = {
    "计划": "plan",
    "差距": "gap",
    "跟进": "followup",
    "客户": "customers",
    "承诺": "promises",
    "到账": "receipts",
    "目标": "targets",
    "措施": "measures",
    "审批": "approvals",
    "历史": "history",
    "沟通记录": "log",
}
FILES = {
    "plan": "huikuan-plan-2026-12.xlsx",
    "gap": "huikuan-gap-2026-12.xlsx",
    "targets": "huikuan-targets-2026-12-10.xlsx",
    "log": "huikuan-log-2026-12-10.xlsx",
    **{what: f"huikuan-{what}-2026-12-10.xlsx" for what in REPORTS if what not in ("plan", "gap", "targets")},
}
HEADINGS = {
    "plan": (
        "Code,Customer,Grade,Owner,Target,Expected,Asked,Measure 1,Yield 1,By 1,Measure 2,Yield 2,By 2,Measure 3,"
        "Yield 3,By 3,Suggested,Basis,Received,Promised,Gap,All measures,Uncovered,Note,Month"
    ),
    "gap": "Code,Customer,Grade,Owner,Target,Received,Promised,Gap,All measures,Uncovered,Note,Month",
    "followup": ("Rank,Kind,Customer,Code,Amount,Due,Days late,Points,Why,Contact,Phone,When,To say,To type after"),
    "customers": "Code,Customer,Grade,Kind,Owner,Also called,Credit days,Note,Archived",
    "promises": (
        "Promise id,Code,Customer,Made,By,Form,Level,Due,Amount,Paid,Late,Remaining,State,Promise status,On time until"
    ),
    "receipts": "Receipt id,Code,Customer,Date,Amount,Form,Matures,Reference,Presented,Reversed,Note,To promises",
    "targets": "Code,Customer,Month,Target,Expected,Asked,Accepted,Set",
    "measures": "Measure id,Code,Customer,Title,Kind,Yield,Due,Status,Brought,Noted",
    "approvals": "Step id,Code,Customer,Title,Signs,Promise,Submitted,Through by,Through on,Status,Days,Note",
    "history": "No.,Recorded,Day,Typed,Undone",
    "log": "Code,Customer,Date,How,Outcome,Said,Next,Reason,Answer,Moved them,About,Our place",
}
AMOUNTS = {name: name.capitalize() for name in ("target", "suggested", "received", "promised", "gap", "uncovered")} | {
    "measures": "All measures"
}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Where the files are made."""
    made = tmp_path / "folder"
    made.mkdir()
    monkeypatch.chdir(made)
    return made


@pytest.fixture
def shell(tmp_path, folder):
    made = book_shell(tmp_path)
    for line in ("measure add DF 对账 1万 --by 12-20", "approval add HL 店长签字", "approval add DF 老板签字"):
        assert made.run(line).code == 0
    return made


def rows_of(path, page=0):
    return CalamineWorkbook.from_path(str(path)).get_sheet_by_index(page).to_python(skip_empty_area=False)


def lines_of(path):
    """The lines of a sheet by the headings above them."""
    headings, *lines = rows_of(path)
    return [dict(zip(headings, line, strict=True)) for line in lines]


def csv_lines(raw):
    headings, *lines = csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""))
    return [dict(zip(headings, line, strict=True)) for line in lines]


def one_of(lines, code):
    return next(line for line in lines if line["Code"] == code)


class TestWords:
    @pytest.mark.parametrize("what", REPORTS)
    def test_every_word_makes_a_workbook_in_this_folder_and_says_so(self, shell, folder, what):
        said = shell.run(f"export {what}")
        assert (said.code, said.err) == (0, "")
        assert [path.name for path in folder.iterdir()] == [FILES[what]]
        headings, *lines = rows_of(folder / FILES[what])
        assert headings == HEADINGS[what].split(",")
        count = len([line for line in lines if line[0] != "Total"])
        assert count > 1
        assert said.out == f"{count} rows written to {folder / FILES[what]}\n"

    @pytest.mark.parametrize("chinese", CHINESE)
    def test_chinese_words_mean_the_same(self, shell, folder, chinese):
        said = document(shell.run(f"export {chinese} --json --to x.csv", HUIKUAN_LANG="zh"))
        assert said["what"] == CHINESE[chinese]
        headings = rows_of_csv(folder / "x.csv")[0]
        assert len(set(headings)) == len(headings) == HEADINGS[CHINESE[chinese]].count(",") + 1

    @pytest.mark.parametrize("typed", ["", "plans", "华联", "all-of-it"])
    def test_another_word_is_refused_with_all_of_them(self, shell, typed):
        said = shell.run(["export", typed])
        assert (said.code, said.out) == (2, "")
        assert "plan 计划, gap 差距, followup 跟进, customers 客户, promises 承诺, receipts 到账" in said.err

    def test_words_of_a_cell_are_in_the_language_in_use(self, shell):
        for lang, form in (("en", "acceptance bill"), ("zh", "承兑汇票")):
            raw = shell.run("export receipts --to -", HUIKUAN_LANG=lang).out
            assert form in raw

    def test_the_examples_work(self, shell, folder):
        page = shell.run("export --help").out
        examples = [line.removeprefix("  huikuan ") for line in page.splitlines() if line.startswith("  huikuan ")]
        assert [shell.run(line).code for line in examples] == [0, 0]
        assert len(list(folder.iterdir())) == 2


class TestForms:
    @pytest.mark.parametrize(("what", "report"), REPORTS.items())
    def test_json_is_the_document_of_the_report(self, shell, folder, what, report):
        wanted = document(shell.run(f"{report} --json"))
        assert document(shell.run(f"export {what} --json")) == wanted
        assert list(folder.iterdir()) == []
        assert shell.run(f"export {what} --to x.json").code == 0
        assert (folder / "x.json").read_text(encoding="utf-8") == shell.run(f"{report} --json").out

    def test_csv_opens_in_excel(self, shell, folder):
        shell.run("export receipts --to x.csv")
        raw = (folder / "x.csv").read_bytes()
        assert raw.startswith(b"\xef\xbb\xbf")
        assert raw.count(b"\r\n") == raw.count(b"\n") == 4
        assert csv_lines(raw)[2] == {
            "Receipt id": "3",
            "Code": "HL",
            "Customer": "华联超市",
            "Date": "2026-12-08",
            "Amount": "10000.50",
            "Form": "acceptance bill",
            "Matures": "2027-03-08",
            "Presented": "",
            "Reference": "",
            "Reversed": "",
            "Note": "",
            "To promises": "#1",
        }

    @pytest.mark.parametrize("what", REPORTS)
    def test_a_dash_is_the_same_csv_on_stdout(self, shell, folder, what):
        said = shell.run(f"export {what} --to -")
        assert (said.code, said.err) == (0, "")
        assert list(folder.iterdir()) == []
        shell.run(f"export {what} --to x.csv")
        assert (folder / "x.csv").read_bytes() == said.out.encode()

    def test_the_bytes_leave_as_they_are(self, shell):
        done = subprocess.run(
            shell.argv("export plan --to -"),
            env=shell.environment(PYTHONIOENCODING="gbk"),
            capture_output=True,
            check=True,
        )
        assert done.stdout == shell.run("export plan --to -").out.encode()

    def test_a_file_made_for_a_program_is_told_as_json(self, shell, folder):
        said = document(shell.run("export customers --json --to x.xlsx"))
        assert said == {"file": str(folder / "x.xlsx"), "what": "customers", "rows": 5}

    def test_json_and_a_dash_is_one_document(self, shell):
        assert document(shell.run("export plan --json --to -"))["month"] == "2026-12"

    @pytest.mark.parametrize("name", ["x.XLSX", "x.Csv", "a.b.json"])
    def test_the_ending_says_the_form_in_any_case(self, shell, folder, name):
        assert shell.run(f"export plan --to {name}").code == 0
        assert (folder / name).stat().st_size

    @pytest.mark.parametrize("name", ["x.xls", "x", "x.pdf", "x.xlsx.", "", "folder/", ".xlsx"])
    def test_another_ending_is_refused(self, shell, folder, name):
        said = shell.run(["export", "plan", "--to", name])
        assert (said.code, said.out) == (2, "")
        assert ".xlsx, .csv or .json" in said.err
        assert list(folder.iterdir()) == []


class TestNarrowed:
    @pytest.mark.parametrize("what", ["plan", "gap"])
    def test_a_month(self, shell, folder, what):
        wanted = document(shell.run("plan 2027-01 --json"))["customers"]
        assert document(shell.run(f"export {what} --month 2027-01 --json"))["customers"] == wanted
        shell.run(f"export {what} --month 2027-01")
        assert {line["Month"] for line in lines_of(folder / f"huikuan-{what}-2027-01.xlsx")} == {"2027-01", ""}

    @pytest.mark.parametrize("what", ["followup", "customers", "promises", "receipts"])
    def test_what_is_about_a_day_takes_no_month(self, shell, what):
        said = shell.run(f"export {what} --month 12月")
        assert (said.code, said.out) == (2, "")
        assert "--month" in said.err

    def test_the_history_has_no_owner(self, shell):
        said = shell.run("export history --to - --owner 小李")
        assert (said.code, said.out) == (2, "")
        assert "--owner" in said.err

    @pytest.mark.parametrize("what", [what for what in REPORTS if what != "history"])
    def test_an_owner(self, shell, what):
        raw = shell.run(f"export {what} --to - --owner 小李").out.encode()
        assert {line["Code"] for line in csv_lines(raw)} <= {"HL", "LS"}
        assert len(csv_lines(raw)) < len(csv_lines(shell.run(f"export {what} --to -").out.encode()))

    @pytest.mark.parametrize(("what", "report"), REPORTS.items())
    def test_an_earlier_day(self, shell, what, report):
        wanted = document(shell.run(f"{report} --json --as-of 12-05"))
        assert document(shell.run(f"export {what} --json --as-of 12-05")) == wanted

    def test_what_had_not_happened_yet_is_not_in_the_records(self, shell):
        lines = csv_lines(shell.run("export receipts --to - --as-of 12-07").out.encode())
        assert [(line["Receipt id"], line["Reversed"]) for line in lines] == [("1", ""), ("2", "")]
        assert "OLD" not in shell.run("export customers --to - --as-of 12-07").out


class TestFiles:
    def test_a_file_that_is_there_is_kept_unless_it_may_go(self, shell, folder):
        (folder / "x.csv").write_text("mine")
        said = shell.run("export plan --to x.csv")
        assert (said.code, said.out) == (1, "")
        assert said.err == "x.csv is there already. To replace it: --force\n"
        assert (folder / "x.csv").read_text() == "mine"
        assert shell.run("export plan --to x.csv --force").code == 0
        assert (folder / "x.csv").read_bytes().startswith(b"\xef\xbb\xbf")

    def test_so_is_the_one_made_this_morning(self, shell):
        assert [shell.run("export plan").code for _ in range(2)] == [0, 1]
        assert shell.run("export plan --force").code == 0

    def test_one_that_came_meanwhile_is_kept_too(self, folder):
        place = folder / "x.csv"

        def meanwhile(path, *, replaces):
            check(path, replaces=replaces)
            place.write_text("theirs")

        check, wholefile.check_free = wholefile.check_free, meanwhile
        try:
            with pytest.raises(wholefile.FileThere):
                wholefile.put(place, b"ours", replaces=False)
        finally:
            wholefile.check_free = check
        assert [(path.name, path.read_text()) for path in folder.iterdir()] == [("x.csv", "theirs")]

    def test_a_disk_that_knows_no_links_will_do(self, shell, folder, monkeypatch):
        monkeypatch.setattr(os, "link", lambda *_: (_ for _ in ()).throw(OSError(errno.EPERM, "no")))
        assert shell.run("export plan --to x.csv").code == 0
        assert [path.name for path in folder.iterdir()] == ["x.csv"]

    def test_a_link_is_followed(self, shell, folder):
        (folder / "real.csv").write_text("old")
        (folder / "x.csv").symlink_to("real.csv")
        assert shell.run("export plan --to x.csv").code == 1
        assert shell.run("export plan --to x.csv --force").code == 0
        assert (folder / "x.csv").is_symlink()
        assert (folder / "real.csv").read_bytes().startswith(b"\xef\xbb\xbf")

    def test_others_may_read_it_as_any_new_file(self, shell, folder):
        before = os.umask(0o022)
        try:
            shell.run("export plan --to x.csv")
        finally:
            os.umask(before)
        assert (folder / "x.csv").stat().st_mode & 0o777 == 0o644

    @pytest.mark.parametrize(
        ("name", "why"),
        [("no/x.csv", "no such folder"), ("file/x.csv", "its folder is a file"), ("dir.csv", "it is a folder")],
    )
    @pytest.mark.parametrize("force", ["", " --force"])
    def test_a_place_that_takes_no_file_is_storage_trouble(self, shell, folder, name, why, force):
        (folder / "file").write_text("")
        (folder / "dir.csv").mkdir()
        said = shell.run(f"export plan --to {name}{force}")
        assert (said.code, said.out, said.err.count("\n")) == (4, "", 1)
        assert name in said.err
        assert why in said.err

    @pytest.mark.parametrize("force", [False, True])
    @pytest.mark.parametrize("step", ["fsync", "open"])
    def test_a_full_disk_leaves_nothing_and_keeps_what_was_there(self, shell, folder, monkeypatch, step, force):
        if force:
            (folder / "x.xlsx").write_text("mine")
        real = getattr(os, step)

        def full(at, *more):
            if step == "open" and ".huikuan-" not in str(at):
                return real(at, *more)
            raise OSError(errno.ENOSPC, "full", at)

        monkeypatch.setattr(os, step, full)
        said = shell.run("export plan --to x.xlsx" + " --force" * force)
        assert (said.code, said.out) == (4, "")
        assert "the disk is full" in said.err
        assert [path.read_text() for path in folder.iterdir()] == ["mine"] * force

    def test_a_stop_by_hand_leaves_nothing(self, shell, folder, monkeypatch):
        monkeypatch.setattr(os, "fsync", lambda _file: (_ for _ in ()).throw(KeyboardInterrupt))
        assert shell.run("export plan").code == 130
        assert list(folder.iterdir()) == []

    def test_the_book_is_only_read(self, shell):
        before = shell.book.read_bytes()
        shell.book.chmod(0o400)
        assert [shell.run(f"export {what}").code for what in REPORTS] == [0] * len(REPORTS)
        assert shell.book.read_bytes() == before

    def test_a_book_that_is_not_there_is_an_empty_sheet(self, shell, folder):
        shell.book.unlink()
        for what in REPORTS:
            assert shell.run(f"export {what}").out.startswith("0 rows written to ")
            assert rows_of(folder / FILES[what]) == [HEADINGS[what].split(",")]


class TestPlan:
    @pytest.fixture
    def plan(self, shell, folder):
        assert shell.run("export plan").code == 0
        return folder / FILES["plan"]

    def test_every_line_is_the_row_of_the_report(self, shell, plan):
        rows = document(shell.run("plan --json"))["customers"]
        lines = lines_of(plan)
        assert [line["Code"] for line in lines] == [*(row["code"] for row in rows), "Total"]
        for row, line in zip(rows, lines, strict=False):
            for name, heading in AMOUNTS.items():
                assert line[heading] == ("" if row[name] is None else float(row[name])), name

    def test_what_is_there_already_is_filled_in(self, plan):
        hl = one_of(lines_of(plan), "HL")
        assert [hl[name] for name in ("Target", "Expected", "Asked")] == [200000, 100000, 250000]
        assert [hl[name] for name in ("Measure 1", "Yield 1", "By 1")] == ["上门对账", 60000, date(2026, 12, 10)]
        assert [hl[name] for name in ("Measure 2", "Yield 2", "By 2")] == ["协调退货", 30000, date(2026, 12, 31)]
        assert [hl[name] for name in ("Measure 3", "Yield 3", "By 3")] == ["", "", ""]

    def test_a_customer_without_a_target_has_an_empty_one(self, shell, folder):
        shell.run("customer add 新来的 --code NEW")
        shell.run("export plan")
        new = one_of(lines_of(folder / FILES["plan"]), "NEW")
        assert (new["Target"], new["Received"], new["Note"]) == ("", 0, "no target")

    def test_a_fourth_measure_is_counted_in_the_note(self, shell, folder):
        for title in ("甲", "乙"):
            shell.run(f"measure add HL {title} 1000 --by 12-20")
        shell.run("export plan")
        hl = one_of(lines_of(folder / FILES["plan"]), "HL")
        assert [hl[f"Measure {n}"] for n in (1, 2, 3)] == ["上门对账", "甲", "乙"]
        assert "1 further measure" in hl["Note"]
        assert hl["All measures"] == 92000

    def test_the_sums_stand_below(self, shell, plan):
        totals = document(shell.run("plan --json"))["totals"]
        last = lines_of(plan)[-1]
        assert (last["Code"], last["Customer"]) == ("Total", "")
        for name, heading in AMOUNTS.items():
            assert last[heading] == float(totals[name])

    def test_it_is_a_form_with_a_picture(self, plan):
        book = zipfile.ZipFile(plan)
        page = book.read("xl/worksheets/sheet1.xml").decode()
        assert 'xSplit="2" ySplit="1"' in page
        assert "<conditionalFormatting" in page
        assert "drawing" not in page
        assert CalamineWorkbook.from_path(str(plan)).sheet_names == ["Plan", "Charts"]
        assert rows_of(plan, 1)[:2] == [
            ["Customer", "Target", "Received", "Promised"],
            ["华联超市", 200000, 50000.5, 49999.5],
        ]

    def test_the_gap_has_its_picture_too(self, shell, folder):
        shell.run("export gap")
        drawn = rows_of(folder / FILES["gap"], 1)
        assert drawn[0] == ["Customer", "Uncovered"]
        amounts = [line[1] for line in drawn[1:]]
        assert amounts == sorted(amounts, reverse=True)

    @pytest.mark.parametrize("what", ["followup", "customers", "promises", "receipts"])
    def test_lists_have_none(self, shell, folder, what):
        shell.run(f"export {what}")
        assert not [name for name in zipfile.ZipFile(folder / FILES[what]).namelist() if "chart" in name]


class TestRecords:
    def test_an_instalment_is_a_line_and_whole(self, shell, folder):
        shell.run("export promises")
        lines = [line for line in lines_of(folder / FILES["promises"]) if line["Code"] == "DF"]
        assert [(line["Promise id"], line["Customer"], line["Due"], line["Amount"]) for line in lines] == [
            (2, "东风商贸", date(2026, 12, 3), 30000),
            (2, "东风商贸", date(2026, 12, 18), 50000),
        ]
        assert {line["Made"] for line in lines} == {date(2026, 12, 1)}

    def test_who_said_it_how_it_is_paid_and_where_it_stands(self, shell, folder):
        shell.run("export promises")
        first = lines_of(folder / FILES["promises"])[0]
        assert [first[name] for name in ("By", "Form", "Level", "State", "Promise status")] == [
            "王总",
            "transfer",
            1,
            "pending",
            "live",
        ]
        ended = one_of(lines_of(folder / FILES["promises"]), "LS")
        assert (ended["State"], ended["Promise status"], ended["Remaining"]) == ("broken", "re-promised", "")

    def test_customers_have_every_field(self, shell, folder):
        shell.run("customer edit HL --alias 华联总店 --terms 45 --note 月底结账")
        shell.run("export customers")
        lines = lines_of(folder / FILES["customers"])
        assert one_of(lines, "HL") == {
            "Code": "HL",
            "Customer": "华联超市",
            "Grade": "B",
            "Kind": "distributor",
            "Owner": "小李",
            "Also called": "华联; 华联总店",
            "Credit days": 45,
            "Note": "月底结账",
            "Archived": "",
        }
        assert one_of(lines, "OLD")["Archived"] == date(2026, 12, 8)

    def test_receipts_say_what_came_back(self, shell, folder):
        shell.run("export receipts")
        first = lines_of(folder / FILES["receipts"])[0]
        assert (first["Reversed"], first["To promises"]) == (date(2026, 12, 8), "#2")


class TestFollowup:
    def test_every_task_is_a_line_in_its_order(self, shell, folder):
        shell.run("export followup")
        tasks = document(shell.run("followup --json"))["tasks"]
        lines = lines_of(folder / FILES["followup"])
        assert [line["Rank"] for line in lines] == list(range(1, len(tasks) + 1))
        for task, line in zip(tasks, lines, strict=True):
            for heading, key in (("Code", "code"), ("Points", "points"), ("Days late", "days_late"), ("To say", "say")):
                assert line[heading] == task[key]
            assert (line["Amount"], line["Contact"]) == (float(task["amount"]), task["contact"] or "")
            assert line["Due"] == (date.fromisoformat(task["due"]) if task["due"] else "")
            assert line["To type after"].startswith("huikuan ")
            assert line["Why"].startswith(f"{task['points']} = ")


@pytest.mark.parametrize(
    "name", ["=cmd|' /C calc'!A0", '@SUM(A1)|"x"', "+86138", "－5", "＝1+1", "'=1", 'a,b"c', "<b>&", "nan"]
)
def test_a_name_that_means_harm_is_text_in_every_file(shell, folder, name):
    for line in (
        ["customer", "add", name, "--code", "X1", "--owner", name, "--alias", f"{name}2", "--note", f"{name}\n{name}"],
        ["contact", "add", "X1", name, "--phone", name],
        ["target", "set", "X1", "5万"],
        ["measure", "add", "X1", name, "1万", "--by", "今天"],
        ["promise", "add", "X1", "1万", "今天", "--by", name],
        ["receipt", "add", "X1", "10", "--note", name],
        ["approval", "add", "X1", name, "--by", name],
        ["log", "X1", "--said", name],
    ):
        assert shell.run(line).code == 0
    for cells in rows_of_csv_text(shell.run("export history --to -").out):
        assert not [cell for cell in cells if cell.lstrip()[:1] in set("=+-@＝＋－＠") and cell]
    for what in FILES.keys() - {"history"}:
        raw = shell.run(f"export {what} --to -").out.encode()
        mine = one_of(csv_lines(raw), "X1")
        assert bare(mine["Customer"]) == name
        assert not [cell for cell in mine.values() if cell.lstrip()[:1] in set("=+-@＝＋－＠") and cell]
        assert shell.run(f"export {what}").code == 0
        assert one_of(lines_of(folder / FILES[what]), "X1")["Customer"] == name
        page = zipfile.ZipFile(folder / FILES[what]).read("xl/worksheets/sheet1.xml").decode()
        assert page.count("<f>") == page.count("<f>SUM(")


def test_other_commands_load_nothing_of_it(shell, tmp_path):
    listing = "import sys; from huikuan.cli import start; start.run({!r}.split()); print(*sys.modules, file=sys.stderr)"

    def loaded(line):
        argv = [sys.executable, "-c", listing.format(line)]
        done = subprocess.run(argv, env=shell.environment(), capture_output=True, check=True, text=True)
        return set(done.stderr.split())

    assert not {name for name in loaded("plan") if "sheets" in name or "xlsxwriter" in name}
    assert "xlsxwriter" not in loaded(f"export plan --to {tmp_path / 'x.csv'}")
    assert not loaded("export plan --json") & {"xlsxwriter", "rich", "csv"}


def rows_of_csv(path: Path):
    return rows_of_csv_text(path.read_bytes().decode("utf-8-sig"))


def rows_of_csv_text(text: str):
    return list(csv.reader(io.StringIO(text, newline="")))
