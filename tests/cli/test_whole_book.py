"""The whole book handed on and taken in: the same book in another place, or one sentence and nothing written."""

from __future__ import annotations

import json
import shutil
import sqlite3
import stat
import sys
from contextlib import closing
from pathlib import Path

import pytest
from contract import book_shell, document, tell

from huikuan.domain.wholebook import TABLES
from shell import Shell

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "book.db"
TODAY = "2026-12-10"
NAME = "=cmd|' /C calc'!A0"
STORY = """
= 2026-12-01
customer add 华联超市 --code 007 --grade B --owner 小李 --alias 华联 --terms 30
customer add 东风商贸 --code 1e5 --grade A --owner +小王 --pay-day 10,25,月底 --pay-run 周四 --bad-hours 一早
customer add 老实商行 --code LS --grade D
contact add 007 王总 --role decides --phone 0086-138
target set 007 9999999999999.99 --expected 0.01 --ask 25万
target set 1e5 8万
customer edit 007 --pay-day 10,25 --pay-run 周四 --good-hours 上午 --bad-hours 16:00-18:00
promise add 007 10万 12-10 --by 王总 --form transfer --at 16:00 --evidence 记在欠条上
promise add 1e5 --split 3万@12-03,5万@12-18
promise add LS 2万 12-04 --at 16:00 --evidence =微信
measure add 007 上门对账 6万 --by 12-10 --kind reconcile
measure add 007 协调退货 3万
invoice add 007 10万 12-20 --no 00012 --issued 11-01
invoice add 1e5 0.03 2026-12-05 --no -1 --issued 2026-11-05
plan --freeze
plan --guide << s s 0
approval add 007 财务初审 --by 王总 --submitted 今天 --promise 1 --note =1+1
approval add 007 =总经理签字 --expected 12-07 --promise 1
= 2026-12-03
receipt add 1e5 3万 --form cheque --ref 0001
invoice dispute 00012 1万 --reason 两箱破损
invoice add 007 5000.01 --credit --no CN-7 --against 00012
= 2026-12-05
receipt add 007 4万
log LS --by visit --said 月底前安排 --next 12-10
log LS --excuse 资金紧张 --answer 先付一部分 --failed
log 007 --excuse 没票 --fix --yield 1万
log 1e5 --about 帮忙 --rank 2
log 007 --ready 日期,对账
promise renew 3 1.5万 12-14
measure start 1
= 2026-12-08
receipt reverse 1 --reason 退票
customer add 旧客户 --code OLD
customer archive OLD
invoice agree 007 55000 --by 王总
receipt add 007 9999999999999.99 --form acceptance_bill --matures 2027-03-08
receipt present 3
approval done 1
measure done 1 --yield 0.01
plan --guide << s s 0
promise withdraw 4 --reason 合同取消
"""
CODES = ("007", "1e5", "LS", "OLD")
LISTS = tuple(
    f"{noun} list" for noun in ("customer", "contact", "target", "measure", "promise", "receipt", "invoice", "approval")
)
DAYS = ("2026-12-01", "2026-12-03", "2026-12-06", "2026-12-08", "2026-12-12", "2027-01-10")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    made = tmp_path / "folder"
    made.mkdir()
    monkeypatch.chdir(made)
    return made


@pytest.fixture
def shell(tmp_path, folder):
    return book_shell(tmp_path, story=STORY)


@pytest.fixture
def other(tmp_path):
    """A person at a book that is not there yet."""
    (tmp_path / "other").mkdir()
    return Shell(tmp_path / "other", today=TODAY, lang="en")


def rows(shell):
    """Every table as it is stored; the journal aside."""
    with closing(sqlite3.connect(shell.book)) as connection:
        return {name: connection.execute(f"SELECT * FROM {name} ORDER BY id").fetchall() for name in TABLES}


def reports(shell, codes=CODES, days=DAYS):
    lines = ("plan", "gap", "followup", "ageing", *(f"gap {code}" for code in codes), *LISTS)
    return {(line, day): document(shell.run(f"{line} --json --as-of {day}")) for line in lines for day in days}


def handed_on(shell, folder):
    path = folder / "book.json"
    assert shell.run(["export", "all", "--to", str(path)]).code == 0
    return path


def take_in(shell, path, *more):
    return shell.run(["import", str(path), "--as", "all", *more])


class TestRoundTrip:
    def test_the_book_is_the_same_elsewhere(self, shell, other, folder):
        assert take_in(other, handed_on(shell, folder), "--apply").code == 0
        assert [name for name, found in rows(shell).items() if not found] == [], "the story fills every table"
        assert rows(other) == rows(shell)
        assert reports(other) == reports(shell)
        assert set(document(other.run("doctor --json"))["sound"].values()) == {True}

    def test_handed_on_again_it_is_the_same_file(self, shell, other, folder):
        path = handed_on(shell, folder)
        before = path.read_bytes()
        take_in(other, path, "--apply")
        path.unlink()
        assert handed_on(other, folder).read_bytes() == before

    def test_so_is_the_sample_book(self, tmp_path, other, folder):
        sample = Shell(tmp_path, today=TODAY, lang="en")
        shutil.copy(EXAMPLE, sample.book)
        assert sample.run("doctor --upgrade").code == 0
        assert take_in(other, handed_on(sample, folder), "--apply").code == 0
        assert rows(other) == rows(sample)
        for line in ("plan", "gap", "followup", "ageing", "gap HL"):
            for day in ("2026-09-30", "2026-11-16", TODAY):
                assert other.run(f"{line} --json --as-of {day}") == sample.run(f"{line} --json --as-of {day}")

    def test_amounts_are_there_to_the_fen(self, shell, folder):
        whole = json.loads(handed_on(shell, folder).read_text(encoding="utf-8"))["tables"]
        assert (whole["target"][0]["amount"], whole["target"][0]["expected"]) == ("9999999999999.99", "0.01")
        assert whole["invoice"][1]["amount"] == "0.03"

    def test_entries_go_on_where_the_book_left_off(self, shell, other, folder):
        take_in(other, handed_on(shell, folder), "--apply")
        for line in ("promise add LS 1万 12-18", "receipt add LS 500", "customer add 新来的 --code NEW"):
            assert other.run(f"{line} --json") == shell.run(f"{line} --json")

    def test_a_name_that_means_harm_is_a_name(self, shell, other, folder):
        assert shell.run(["customer", "add", NAME, "--code", "=1", "--note", f"-1\n{NAME}"]).code == 0
        take_in(other, handed_on(shell, folder), "--apply")
        assert rows(other) == rows(shell)
        other.book.unlink()


class TestTakingIn:
    @pytest.fixture
    def path(self, shell, folder):
        return handed_on(shell, folder)

    def test_without_apply_it_is_looked_at_only(self, shell, other, path):
        said = take_in(other, path)
        count = sum(map(len, rows(shell).values()))
        assert (said.code, said.err) == (0, "")
        assert ["customers", "4", "4", "0"] in [line.split() for line in said.out.splitlines()]
        assert said.out.splitlines()[-4].split() == ["Total", str(count), str(count), "0"]
        assert said.out.endswith(
            f"Nothing was written yet. To take it in:\n  → huikuan import {path} --as all --apply\n"
        )
        assert not other.book.exists()

    def test_as_json(self, shell, other, path):
        tables = {name: len(found) for name, found in rows(shell).items()}
        count = sum(tables.values())
        wanted = {"file": str(path), "as": "all", "tables": tables, "new": count, "same": 0, "applied": False}
        assert document(take_in(other, path, "--json")) == wanted
        assert document(take_in(other, path, "--json", "--apply")) == wanted | {"applied": True}
        assert document(take_in(other, path, "--json")) == wanted | {"new": 0, "same": count}

    def test_twice_changes_nothing(self, shell, other, folder):
        path = handed_on(shell, folder)
        take_in(other, path, "--apply")
        before = other.book.read_bytes()
        for taker in (other, shell):
            said = take_in(taker, path, "--apply")
            assert (said.code, said.err) == (0, "")
            assert said.out.endswith("There is nothing to take in.\n")
        assert other.book.read_bytes() == before

    def test_another_book_refuses_it(self, other, path):
        assert other.run("customer add 我的 --code ME").code == 0
        before = other.book.read_bytes()
        for more in ((), ("--apply",), ("--json",)):
            said = take_in(other, path, *more)
            assert (said.code, said.out, said.err.count("\n")) == (1, "", 1)
            assert said.err.startswith("A whole book only goes into an empty book or into the one it came from.")
        assert other.book.read_bytes() == before

    def test_so_does_the_one_it_came_from_once_that_went_on(self, shell, path):
        shell.run("receipt add LS 500")
        before = shell.book.read_bytes()
        assert take_in(shell, path, "--apply").code == 1
        assert shell.book.read_bytes() == before

    def test_undo_takes_it_back_and_brings_it_again(self, shell, other, path):
        take_in(other, path, "--apply")
        assert other.run("undo").code == 0
        assert not any(rows(other).values())
        assert other.run("undo 2").code == 0
        assert rows(other) == rows(shell)

    def test_it_is_one_line_of_the_history(self, other, path):
        take_in(other, path, "--apply")
        [entry] = next(iter(document(other.run("history --json")).values()))
        assert entry["command"] == f"import {path} --as all --apply"


def edited(path, edit):
    whole = json.loads(path.read_text(encoding="utf-8"))
    edit(whole["tables"])
    path.write_text(json.dumps(whole), encoding="utf-8")
    return path


DAMAGE = {
    "a customer that is not there": lambda t: t["grade"][0].update(customer_id=99),
    "another customer's step of approval": lambda t: t["approval"][0].update(customer_id=2),
    "a step done before it was submitted": lambda t: t["approval"][0].update(done_on="2026-11-30"),
    "another customer's bill in the bank": lambda t: t["presentation"][0].update(customer_id=2),
    "a bill in the bank before it came in": lambda t: t["presentation"][0].update(on_day="2026-12-07"),
    "a transfer that is presented": lambda t: t["presentation"][0].update(receipt_id=2),
    "a number given twice": lambda t: t["receipt"][1].update(id=1),
    "a code given twice": lambda t: t["customer"][1].update(code="007"),
    "another customer's promise": lambda t: t["instalment"][0].update(customer_id=2),
    "more paid than came in": lambda t: t["receipt"][1].update(amount="1.00"),
    "a mark that lies": lambda t: t["instalment"][0].update(settled_on=None),
    "a day that is none": lambda t: t["receipt"][0].update(on_day="2026-02-30"),
    "an amount that is none": lambda t: t["receipt"][0].update(amount=5),
    "an amount of nothing": lambda t: t["receipt"][0].update(amount="0.00"),
    "too large": lambda t: t["receipt"][0].update(amount="10000000000000.01"),
    "an unknown word": lambda t: t["receipt"][0].update(form="gold"),
    "a hidden sign": lambda t: t["customer"][0].update(name="华\u202e联"),
    "a control character": lambda t: t["customer"][0].update(note="\x1b[2J"),
    "another column": lambda t: [row.update(extra=1) for row in t["grade"]],
    "another table": lambda t: t.update(secrets=[]),
    "no table": lambda t: t.pop("archival"),
    "a promise that follows itself": lambda t: t["promise"][0].update(follows_id=1),
    "a promise of nothing": lambda t: t.update(instalment=[], allocation=[]),
}


@pytest.mark.parametrize("damage", DAMAGE)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_what_is_no_sound_book_is_refused_in_one_sentence(shell, other, folder, damage, lang):
    path = edited(handed_on(shell, folder), DAMAGE[damage])
    for more in ((), ("--apply",)):
        said = other.run(["import", str(path), "--as", "all", *more], HUIKUAN_LANG=lang)
        assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
        assert "\x1b" not in said.err
    assert not other.book.exists()


@pytest.mark.parametrize(
    "raw", [b"", b"{", b"PK\x03\x04", b"a,b\n1,2\n", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\x00" * 99]
)
def test_another_file_is_refused_in_one_sentence(other, folder, raw):
    (folder / "x.json").write_bytes(raw)
    said = take_in(other, folder / "x.json", "--apply")
    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
    assert not other.book.exists()


class TestExport:
    @pytest.mark.parametrize("word", ["all", "全部"])
    def test_a_document_in_this_folder(self, shell, folder, word):
        count = sum(map(len, rows(shell).values()))
        said = shell.run(["export", word])
        assert said.out == f"{count} rows written to {folder / 'huikuan-all-2026-12-10.json'}\n"

    @pytest.mark.parametrize("to", ["book.csv", "book.xlsx", "book.zip", "x.pdf"])
    def test_any_other_kind_of_file_is_refused_and_says_what_to_take(self, shell, folder, to):
        said = shell.run(["export", "all", "--to", to])
        assert (said.code, said.out) == (2, "")
        assert said.err.endswith("Give a name that ends in .json, or copy the book itself: huikuan backup\n")
        assert list(folder.iterdir()) == []

    def test_on_stdout_it_is_the_document(self, shell):
        assert shell.run("export all --to -").out == shell.run("export all --json").out

    def test_another_ending_of_a_report_names_the_three(self, shell):
        assert shell.run("export plan --to x.zip").err.endswith("ends in .xlsx, .csv or .json.\n")

    @pytest.mark.parametrize("more", ["--as-of 12-01", "--owner 小李", "--month 12月"])
    def test_it_is_not_narrowed(self, shell, more):
        said = shell.run(f"export all {more} --to x.json")
        assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)

    def test_the_document_on_stdout_is_the_file(self, shell, folder):
        path = handed_on(shell, folder)
        assert shell.run("export all --json").out == path.read_text(encoding="utf-8")

    def test_without_a_book_it_is_an_empty_one(self, other, folder):
        path = handed_on(other, folder)
        assert document(take_in(other, path, "--json", "--apply"))["new"] == 0

    def test_the_book_is_only_read(self, shell, folder):
        before = shell.book.read_bytes()
        handed_on(shell, folder)
        assert shell.book.read_bytes() == before


def test_a_book_told_further_is_another_one(shell, other, folder):
    path = handed_on(shell, folder)
    take_in(other, path, "--apply")
    tell(other, "= 2026-12-10\nreceipt add LS 500")
    assert take_in(other, path).code == 1


@pytest.mark.skipif(sys.platform == "win32", reason="files have no such modes there")
def test_the_file_is_its_owners_alone_as_the_book_is(shell, folder):
    path = Path(handed_on(shell, folder))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
