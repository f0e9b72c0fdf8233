"""A payment's way through the customer's house, and bills on their way to the bank: typed, listed, asked for, undone."""

from __future__ import annotations

import pytest
from contract import book_shell, document, english_in
from rich.cells import cell_len

from huikuan.cli import streams
from shell import Shell

STORY = """
= 2026-12-01
customer add 市一医院 --code SY --kind government --owner 小李
customer add 华联超市 --code HL
contact add SY 小赵 --role handles --phone 13900000000
contact add SY 陈院长 --role decides
contact add HL 刘会计 --role pays
promise add SY 5万 12-30
approval add SY 财务初审 --by 刘科长 --submitted 今天 --promise 1
approval add SY 院长签字 --by 陈院长 --expected 12-08 --promise 1
receipt add HL 3万 --form cheque --matures 12-12
receipt add HL 2万 --form 承兑 --matures 12-05
"""
STEP = {"id", "customer", "code", "step", "signer", "promise", "submitted_on", "expected_on", "done_on", "status"}


@pytest.fixture
def shell(tmp_path):
    return book_shell(tmp_path, story=STORY)


def at(shell, day, line):
    said = shell.run(line, HUIKUAN_TODAY=day)
    assert said.code == 0, said
    return said


def tasks(shell, day, *kinds):
    found = document(at(shell, day, "followup --json"))["tasks"]
    return [task for task in found if task["kind"] in (kinds or ("approval", "bill"))]


def steps(shell, line="approval list", day="2026-12-10"):
    return document(at(shell, day, f"{line} --json"))["approvals"]


class TestSteps:
    def test_a_step_is_said_as_it_was_understood(self, shell):
        said = shell.run("approval add HL 总部审批 --by 刘 --submitted 昨天 --expected 下周五 --note 缺对账单")
        assert said.out.splitlines()[:3] == [
            "Step 3: 华联超市 总部审批 (submitted)",
            "  signed by 刘会计, submitted 2026-12-09 Wed, expected 2026-12-18 Fri",
            "  note: 缺对账单",
        ]
        assert (said.code, said.err) == (0, "")

    def test_who_signs_and_is_no_contact_is_stored_with_a_word_on_stderr(self, shell):
        said = shell.run("approval add HL 总部审批 --by 王")
        assert said.code == 0
        assert "huikuan contact add HL 王" in said.err

    def test_each_is_listed_with_where_it_stands(self, shell):
        """Ten days on, the first is stuck and the second waits for it, though its own day has passed."""
        first, second = steps(shell)
        assert set(first) == STEP | {"days_waiting", "note"}
        assert (first["status"], first["days_waiting"], second["status"], second["days_waiting"]) == (
            "stuck", 9, "waiting", None
        )  # fmt: skip
        at(shell, "2026-12-10", "approval done 1 --on 12-09")
        first, second = steps(shell)
        assert (first["status"], first["done_on"], first["days_waiting"]) == ("done", "2026-12-09", None)
        assert (second["status"], second["days_waiting"]) == ("stuck", 2)

    def test_one_handed_in_later_waits_from_that_day_and_may_be_expected_anew(self, shell):
        at(shell, "2026-12-10", "approval done 1")
        at(shell, "2026-12-10", "approval submit 2 --expected 12-20")
        second = steps(shell, "approval list --as-of 2026-12-21")[1]
        assert (second["submitted_on"], second["expected_on"], second["status"]) == (
            "2026-12-10", "2026-12-20", "stuck"
        )  # fmt: skip
        assert steps(shell, "approval list --as-of 2026-12-20")[1]["status"] == "submitted"
        said = shell.run("approval submit 2 --on 12-10 --expected 2026-12-09", HUIKUAN_TODAY="2026-12-10")
        assert (said.code, said.out) == (1, "")

    def test_as_of_a_day_each_stood_as_it_stood_then(self, shell):
        at(shell, "2026-12-10", "approval done 1")
        status = {
            day: [step["status"] for step in steps(shell, f"approval list --as-of {day}")]
            for day in ("2026-11-30", "2026-12-08", "2026-12-09", "2026-12-10")
        }
        assert list(status.values()) == [[], ["submitted", "waiting"], ["stuck", "waiting"], ["done", "stuck"]]

    def test_one_customer_s_and_the_open_ones_alone(self, shell):
        at(shell, "2026-12-10", "approval add HL 总部审批")
        at(shell, "2026-12-10", "approval done 1")
        assert [step["id"] for step in steps(shell, "approval list SY")] == [1, 2]
        assert [step["id"] for step in steps(shell, "approval list --open")] == [2, 3]
        assert steps(shell, "approval list HL --open --as-of 12-09") == []

    @pytest.mark.parametrize("lang", ["en", "zh"])
    def test_the_list_stands_on_a_narrow_screen(self, shell, lang, monkeypatch):
        monkeypatch.setattr(streams, "is_terminal", lambda _stream: True)
        out = shell.run("approval list", HUIKUAN_LANG=lang, TERM="dumb", COLUMNS="80", LINES="50").out
        assert [word for word in ("财务初审", "院长签字", "2026-12-08", "9") if word not in out] == []
        assert max(map(cell_len, out.splitlines())) <= 80

    def test_a_step_entered_on_a_day_still_to_come_is_done_all_the_same(self, shell):
        """The clock was wrong when it was entered, or is wrong now."""
        assert "(done)" in at(shell, "2026-11-30", "approval done 2").out


class TestRefused:
    @pytest.mark.parametrize(
        ("line", "word"),
        [
            ("approval done 1 --on 2026-11-30", "before 2026-12-01"),
            ("approval done 1 --on 明天", "in the future"),
            ("approval add HL 初审 --promise 1", "not one of"),
        ],
    )
    @pytest.mark.parametrize("lang", ["en", "zh"])
    def test_in_one_sentence_with_nothing_written(self, shell, line, word, lang):
        before = shell.book.read_bytes()
        said = shell.run(line, HUIKUAN_LANG=lang)
        assert (said.code, said.out, said.err.count("\n")) == (1, "", 1)
        assert word in said.err if lang == "en" else not english_in(said.err)
        assert shell.book.read_bytes() == before

    def test_what_is_done_is_not_done_again(self, shell):
        at(shell, "2026-12-10", "approval done 1")
        said = shell.run("approval done 1")
        assert (said.code, "was done on 2026-12-10" in said.err) == (1, True)


class TestMorning:
    def test_a_stuck_step_stands_there_every_day_until_it_is_done(self, shell):
        """The first is stuck from the sixth working day after it was submitted; then the second, which is overdue."""
        days = [f"2026-12-{day:02}" for day in (8, 9, 10, 14, 20)]
        found = [[task["command"] for task in tasks(shell, day, "approval")] for day in days]
        assert found == [[], *[["huikuan approval done 1"]] * 4]
        at(shell, "2026-12-20", "approval done 1")
        [task] = tasks(shell, "2026-12-20", "approval")
        assert (task["command"], task["due"], task["days_late"]) == ("huikuan approval done 2", "2026-12-08", 12)

    def test_it_says_what_it_holds_up_and_whom_to_ask(self, shell):
        """About a promise what is open of it; who signs where they are known, else who handles it."""
        at(shell, "2026-12-09", "receipt add SY 1万")
        [task] = tasks(shell, "2026-12-10", "approval")
        assert (task["amount"], task["contact"], task["phone"]) == ("40000.00", "小赵", "13900000000")
        assert task["say"].startswith("小赵: 40,000 waits for “财务初审”, submitted on Tuesday, 1 December: ")
        assert (task["points"], task["when"]) == (35 + 30 + 9 + 6, "14:00-16:00")
        at(shell, "2026-12-10", "approval done 1")
        [task] = tasks(shell, "2026-12-10", "approval")
        assert task["say"].startswith("陈院长: 40,000 waits for “院长签字”, expected by Tuesday, 8 December: ")

    def test_a_renewed_promise_is_still_held_up(self, shell):
        at(shell, "2026-12-09", "promise renew 1 4.5万 12-31")
        assert [task["amount"] for task in tasks(shell, "2026-12-10", "approval")] == ["45000.00"]

    def test_so_is_one_renewed_again_in_a_later_month(self, shell):
        """Between the step's own promise and the one that stands is one of a month that is over."""
        at(shell, "2026-12-20", "promise renew 1 4.5万 01-15")
        at(shell, "2027-01-10", "promise renew 2 4万 02-20")
        assert [task["amount"] for task in tasks(shell, "2027-02-08", "approval")] == ["40000.00"]

    def test_where_no_money_is_known_it_asks_for_the_step_alone(self, shell):
        at(shell, "2026-12-01", "approval add HL 总部审批 --submitted 今天")
        [task] = [task for task in tasks(shell, "2026-12-10", "approval") if task["code"] == "HL"]
        assert task["amount"] == "0.00"
        assert task["say"].startswith("刘会计: “总部审批” has not come through yet: ")

    def test_a_customer_put_away_is_not_asked_but_their_bill_goes_to_the_bank(self, shell):
        at(shell, "2026-12-01", "approval add HL 总部审批 --submitted 今天")
        at(shell, "2026-12-02", "customer archive HL")
        assert [(t["kind"], t["code"]) for t in tasks(shell, "2026-12-11")] == [
            ("approval", "SY"), ("bill", "HL"), ("bill", "HL"),
        ]  # fmt: skip

    def test_a_bill_stands_there_until_it_is_in_the_bank(self, shell):
        """From five days before it matures; it does not vanish when the time to present it is over."""
        days = [f"2026-12-{day:02}" for day in (1, 6, 7, 12, 15, 16, 22, 23)]
        found = [[task["command"][-1] for task in tasks(shell, day, "bill")] for day in days]
        assert found == [["2"], ["2"], *[["2", "1"]] * 6]
        at(shell, "2026-12-08", "receipt present 1")
        assert [task["command"] for task in tasks(shell, "2026-12-12", "bill")] == ["huikuan receipt present 2"]

    def test_it_says_to_ourselves_by_when(self, shell):
        early, late = tasks(shell, "2026-12-07", "bill")[1], tasks(shell, "2026-12-08", "bill")[0]
        assert early["say"] == (
            "30,000 by cheque matures on Saturday, 12 December: hand it to the bank by then; "
            "the last day for presentation is Tuesday, 22 December."
        )
        assert late["say"] == (
            "20,000 by acceptance bill matured on Saturday, 5 December: hand it to the bank today; "
            "the last day for presentation is Tuesday, 15 December."
        )
        assert [(t["amount"], t["due"], t["days_late"], t["contact"]) for t in (early, late)] == [
            ("30000.00", "2026-12-12", 0, None), ("20000.00", "2026-12-05", 3, None),
        ]  # fmt: skip

    def test_a_bill_that_came_back_is_pressed_and_not_presented(self, shell):
        at(shell, "2026-12-08", "receipt reverse 1 --reason 退票")
        assert [t["kind"] for t in tasks(shell, "2026-12-10", "bounced", "bill") if "30000" in t["amount"]] == [
            "bounced"
        ]

    def test_the_customer_s_hours_do_not_move_the_bank_s(self, shell):
        at(shell, "2026-12-01", "customer edit HL --good-hours 14:00-15:00")
        assert {task["when"] for task in tasks(shell, "2026-12-11", "bill")} == {"09:30-10:30"}

    @pytest.mark.parametrize("kind", ["approval", "bill"])
    @pytest.mark.parametrize("lang", ["en", "zh"])
    def test_the_command_of_a_task_is_taken_and_the_task_is_gone(self, shell, kind, lang):
        shell.env["HUIKUAN_LANG"] = lang
        while found := tasks(shell, "2026-12-11", kind):
            at(shell, "2026-12-11", found[0]["command"].removeprefix("huikuan "))
            assert found[0] not in tasks(shell, "2026-12-11", kind)

    def test_a_house_weighs_them_itself(self, shell, own_home):
        (own_home / "huikuan").mkdir()
        settings = own_home / "huikuan" / "huikuan.toml"
        settings.write_text('[points]\nbill = 99\n[hours]\napproval = "08:30-09:00"\n', encoding="utf-8")
        first, *_, last = tasks(shell, "2026-12-11")
        assert (first["kind"], first["why"][0]["points"]) == ("bill", 99)
        assert (last["kind"], last["when"]) == ("approval", "08:30-09:00")


class TestPresented:
    def test_it_is_said_listed_and_in_the_document(self, shell):
        said = at(shell, "2026-12-10", "receipt present 1 --on 昨天")
        assert said.out.splitlines()[0] == (
            "Receipt 1 presented on 2026-12-09 Wed: 华联超市 30,000.00 cheque, matures 2026-12-12 Sat"
        )
        found = document(at(shell, "2026-12-10", "receipt list --json"))["receipts"]
        assert [receipt["presented"] for receipt in found] == ["2026-12-09", None]
        found = document(at(shell, "2026-12-10", "receipt list --as-of 12-08 --json"))["receipts"]
        assert [receipt["presented"] for receipt in found] == [None, None]
        assert "2026-12-09 Wed" in at(shell, "2026-12-10", "receipt list").out
        exported = document(at(shell, "2026-12-10", "export receipts --json"))["receipts"]
        assert [receipt["presented"] for receipt in exported] == ["2026-12-09", None]

    def test_a_transfer_with_a_maturity_is_no_bill(self, shell):
        at(shell, "2026-12-01", "receipt add HL 1万 --matures 12-10")
        assert len(tasks(shell, "2026-12-11", "bill")) == 2
        assert "no bill or cheque" in shell.run("receipt present 3").err


class TestUndo:
    @pytest.mark.parametrize(
        "line", ["approval add HL 总部审批 --submitted 12-01", "approval done 1 --on 12-08", "receipt present 2"]
    )
    def test_it_is_as_before_and_undone_again_as_after(self, shell, line):
        def seen():
            lines = ("followup", "approval list", "receipt list", "gap SY")
            return [document(shell.run(f"{read} --json --as-of {day}")) for read in lines for day in ("12-08", "12-10")]

        before = seen()
        assert shell.run(line).code == 0
        after = seen()
        assert after != before
        assert shell.run("undo").code == 0
        assert seen() == before
        entry = document(shell.run("history --json --limit 1"))["history"][0]["id"]
        assert shell.run(f"undo {entry}").code == 0
        assert seen() == after
        assert set(document(shell.run("doctor --json"))["sound"].values()) == {True}

    def test_a_bill_is_not_taken_out_of_the_book_while_it_is_in_the_bank(self, shell):
        """The presentation builds on the receipt: that one is undone first."""
        at(shell, "2026-12-10", "receipt present 2")
        refused = shell.run("undo 10")
        assert (refused.code, "entry 11" in refused.err) == (1, True)
        assert [shell.run(line).code for line in ("undo 11", "undo 10")] == [0, 0]

    def test_a_promise_is_not_taken_out_of_the_book_while_a_step_is_about_it(self, shell):
        refused = shell.run("undo 6")
        assert (refused.code, refused.out) == (1, "")


def test_before_the_first_entry_there_is_nothing_to_list_and_nothing_to_do(tmp_path):
    shell = Shell(tmp_path, today="2026-12-10", lang="en")
    assert document(shell.run("approval list --json", HUIKUAN_DB="")) == {"approvals": []}
    assert shell.run("approval done 1").code == 3
    assert not shell.book.exists()
