"""What a contact brings: a reason with our answer, work for us, what is ready, care, their rank for us; all of it one
entry that can be undone.
"""

from __future__ import annotations

import pytest
from contract import book_shell, document, english_in

from huikuan.domain.kinds import PAPERS, ExcuseKind, Ready
from huikuan.show.answers import answers

DAY = "2026-12-10"
STORY = """
= 2026-12-01
customer add 华联超市 --code HL --grade A
customer add 东风商贸 --code DF
target set HL 20万
promise add HL --split 3万@12-11,2万@12-18
promise add HL 5万 12-11 --form 承兑
"""


@pytest.fixture
def shell(tmp_path):
    return book_shell(tmp_path, today=DAY, story=STORY)


def made(shell, line, **env):
    """The contact as it was recorded."""
    return document(shell.run([*line, "--json"] if isinstance(line, list) else f"{line} --json", **env))


def card(shell, code="HL", **env):
    return document(shell.run(f"gap {code} --json", **env))


def ready(shell, **env):
    """What is settled for the next due day, with its day."""
    return {each["what"]: each["ready_on"] for each in card(shell, **env)["checklist"] if each["ready_on"]}


def measures(shell):
    return document(shell.run("measure list --json"))["measures"]


PLAIN = {"channel": "call", "outcome": "reached", "date": DAY, "said": None, "next": None, "excuse": None}
BROUGHT = {"answer": None, "worked": None, "measure": None, "about": None, "rank": None}


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ("", {}),
        ("--said 再等等 --by 微信 --outcome 拒绝", {"said": "再等等", "channel": "wechat", "outcome": "refused"}),
        ("--on 12-08 --next 周五", {"date": "2026-12-08", "next": "2026-12-11"}),
        ("--excuse 资金紧", {"excuse": "cash"}),
        ("--excuse cash --answer 先付一半", {"excuse": "cash", "answer": "先付一半"}),
        ("--excuse 老板不在 --answer 先付一半 --worked", {"excuse": "away", "answer": "先付一半", "worked": True}),
        ("--excuse cash --failed", {"excuse": "cash", "worked": False}),
        ("--excuse cash --answer 9成", {"excuse": "cash", "answer": "9成"}),
        ("--about 问候", {"about": "greeting"}),
        ("--rank 3", {"rank": 3}),
        ("--about help --rank 1 --excuse other", {"about": "help", "rank": 1, "excuse": "other"}),
    ],
)
def test_each_option_is_kept_as_it_was_said(shell, options, expected):
    found = made(shell, f"log HL {options}")
    assert (found.pop("id"), found.pop("code"), found.pop("customer")) == (1, "HL", "华联超市")
    assert found == PLAIN | BROUGHT | expected


class TestAnswers:
    @pytest.mark.parametrize("kind", [ExcuseKind.CASH, ExcuseKind.QUALITY, ExcuseKind.OTHER])
    @pytest.mark.parametrize("number", ["2", "２"])
    def test_a_number_takes_the_answer_proposed_in_that_place(self, shell, kind, number):
        assert made(shell, f"log HL --excuse {kind} --answer {number}")["answer"] == answers(kind)[1]

    @pytest.mark.parametrize("lang", ["en", "zh"])
    def test_to_a_reason_without_an_answer_what_to_ask_and_what_to_say_is_shown(self, shell, lang):
        out = shell.run("log HL --excuse cash", HUIKUAN_LANG=lang).out
        proposed = [line for line in out.splitlines() if line.startswith(("  1  ", "  2  ", "  3  "))]
        assert len(proposed) == 3
        assert "from whom" in out if lang == "en" else not english_in(out)

    def test_with_an_answer_nothing_more_is_proposed_and_the_verdict_is_said(self, shell):
        out = shell.run("log HL --excuse cash --answer 先付一半 --failed").out
        assert "our answer: 先付一半 (it did not work)" in out
        assert "  1  " not in out

    def test_the_card_learns_which_one_works(self, shell):
        for verdict in ("--failed", "--worked", "--worked"):
            shell.run(f"log HL --excuse cash --answer {1 if verdict == '--failed' else 2} {verdict}")
        best, other = card(shell)["excuses"][0]["answers"]
        assert (best["answer"], best["worked"], other["failed"]) == (answers(ExcuseKind.CASH)[1], 2, 1)


class TestOurWork:
    """A reason that is our fault becomes a measure with one flag."""

    def test_the_measure_is_called_by_their_words_and_brings_what_is_uncovered_by_the_end_of_the_month(self, shell):
        assert made(shell, "log HL --excuse 质量 --said 三箱破损 --fix")["measure"] == 1
        [found] = measures(shell)
        assert (found["title"], found["kind"], found["yield"]) == ("三箱破损", "other", "100000.00")
        assert (found["due"], found["status"]) == ("2026-12-31", "planned")
        assert card(shell)["uncovered"] == "0.00"

    def test_what_is_covered_already_is_not_expected_again(self, shell):
        shell.run("measure add HL 上门对账 4万")
        shell.run("log HL --excuse 质量 --fix")
        assert [each["yield"] for each in measures(shell)] == ["40000.00", "60000.00"]

    @pytest.mark.parametrize(
        ("options", "expected"),
        [
            ("--excuse papers", {"kind": "papers", "title": "approval or invoice missing"}),
            ("--excuse support", {"kind": "support", "title": "support not delivered"}),
            ("--excuse our_mistake", {"kind": "other", "title": "our mistake"}),
            ("--excuse quality --yield 1.5万", {"yield": "15000.00"}),
            ("--excuse quality --next 12-14", {"due": "2026-12-14"}),
            ("--excuse quality --on 12-05", {"made_on": "2026-12-05"}),
        ],
    )
    def test_kind_yield_and_day_follow_what_was_said(self, shell, options, expected):
        shell.run(f"log HL {options} --fix")
        [found] = measures(shell)
        assert {key: found[key] for key in expected} == expected

    @pytest.mark.parametrize(
        ("said", "title"),
        [("很" * 2000, "很" * 200), ("第一行\n第二行", "第一行"), ("[b]x[/b] :smile:", "[b]x[/b] :smile:")],
        ids=["long", "two lines", "markup"],
    )
    def test_its_title_is_a_name_like_any_other(self, shell, said, title):
        shell.run(["log", "HL", "--excuse", "quality", "--said", said, "--fix"])
        assert [each["title"] for each in measures(shell)] == [title]
        assert title[:5] in shell.run("gap HL").out


class TestReady:
    def test_what_is_settled_is_ticked_for_all_that_falls_due_next(self, shell):
        """Of December 11 both promises are made ready; the part of December 18 is not."""
        out = shell.run("log HL --ready 日期,经办").out
        assert "ready: payment date, who stands in for the payer" in out
        assert ready(shell) == {"date": DAY, "stand_in": DAY}
        confirm = [t for t in document(shell.run("followup --json"))["tasks"] if t["kind"] == "confirm"]
        assert [{"date", "stand_in"} & set(task["missing"]) for task in confirm] == [set(), set()]
        assert ready(shell, HUIKUAN_TODAY="2026-12-15") == {}

    def test_a_bill_s_own_things_are_asked_where_one_is_to_come(self, shell):
        assert {each["what"] for each in card(shell)["checklist"]} == set(Ready)
        assert {each["what"] for each in card(shell, HUIKUAN_TODAY="2026-12-15")["checklist"]}.isdisjoint({"seal"})

    def test_a_sort_stands_for_all_of_it(self, shell):
        shell.run("log HL --ready 单据")
        assert set(ready(shell)) == set(PAPERS)

    def test_said_again_it_stays_settled_since_the_first_time(self, shell):
        shell.run("log HL --ready 日期 --on 12-05")
        shell.run("log HL --ready 日期,欠条")
        assert ready(shell) == {"date": "2026-12-05", "iou": DAY}

    def test_a_new_promise_for_the_money_is_made_ready_anew(self, shell):
        shell.run("log HL --ready 单据")
        assert shell.run("promise renew 1 --split 3万@12-14,2万@12-18").code == 0
        assert shell.run("promise renew 2 5万 12-14").code == 0
        assert ready(shell) == {}

    def test_while_one_is_overdue_in_its_window_the_next_one_can_be_made_ready(self, shell):
        """On the eve of the 18th the 5万 of the 16th are unpaid, their window open: one ticks for the 18th."""
        shell.run("receipt add HL 8万 12-11", HUIKUAN_TODAY="2026-12-11")
        shell.run("promise add HL 5万 12-16")
        eve = {"HUIKUAN_TODAY": "2026-12-17"}
        assert shell.run("log HL --ready 日期", **eve).code == 0
        assert {each["due"] for each in card(shell, **eve)["checklist"]} == {"2026-12-18"}
        assert ready(shell, **eve) == {"date": "2026-12-17"}
        tasks = document(shell.run("followup --json", **eve))["tasks"]
        assert ["date" in task["missing"] for task in tasks if task["kind"] == "confirm"] == [False]

    def test_what_came_in_and_went_back_is_made_ready_again(self, shell):
        shell.run("log HL --ready 日期")
        shell.run("receipt add HL 8万")
        assert card(shell)["checklist"][0]["due"] == "2026-12-18"
        shell.run("receipt reverse 1 --reason 退票")
        assert ready(shell) == {"date": DAY}


REFUSED = [
    ("log HL --answer 先付一半", 2, "--excuse KIND"),
    ("log HL --worked", 2, "--excuse KIND"),
    ("log HL --fix", 2, "--excuse KIND"),
    ("log HL --yield 1万", 2, "--excuse KIND"),
    ("log HL --excuse 天气不好", 2, "“天气不好” is not a reason known here"),
    ("log HL --excuse ''", 2, "is not a reason known here"),
    ("log HL --ready 午饭", 2, "“午饭” is not a preparation known here"),
    ("log HL --ready 日期,午饭", 2, "“午饭” is not a preparation known here"),
    ("log HL --about 聊天", 2, "“聊天”"),
    ("log HL --rank 0", 2, "whole number from 1 up"),
    ("log HL --rank 3.5", 2, "whole number from 1 up"),
    ("log HL --rank 99999999999999999999", 2, "whole number from 1 up"),
    ("log HL --excuse cash --fix --yield 0", 2, "0"),
    ("log DF --ready 日期", 1, "huikuan promise add DF AMOUNT DATE"),
    ("log DF --excuse 质量 --fix", 1, "--yield AMOUNT"),
    ("log HL --on 2026-12-11 --excuse cash", 1, "2026-12-11"),
    ("log HL --excuse cash --on 12-08 --next 2026-12-07", 1, "2026-12-07"),
    ("log XX --excuse cash", 3, "XX"),
]


class TestRefused:
    @pytest.mark.parametrize(("line", "code", "word"), REFUSED)
    def test_in_one_sentence_that_says_what_to_type_with_nothing_written(self, shell, line, code, word):
        before = shell.book.read_bytes()
        said = shell.run(line)
        assert (said.code, said.out, said.err.count("\n")) == (code, "", 1)
        assert word in said.err
        assert shell.book.read_bytes() == before

    @pytest.mark.parametrize("line", ["log HL --fix", "log DF --ready 日期", "log DF --excuse 质量 --fix"])
    def test_in_chinese_as_well(self, shell, line):
        said = shell.run(line, HUIKUAN_LANG="zh")
        assert (said.code in (1, 2), english_in(said.err)) == (True, [])

    @pytest.mark.parametrize("option", ["--said", "--answer"])
    @pytest.mark.parametrize(
        ("text", "word"),
        [
            ("a\x1b[31mb", "U+001B"),
            ("a\u202eb", "U+202E"),
            ("a\u200bb", "U+200B"),
            ("很" * 2001, "2001 characters"),
            ("  ", "empty"),
        ],
        ids=["escape", "turns the line", "invisible", "too long", "empty"],
    )
    def test_words_nobody_could_read_are_not_stored(self, shell, option, text, word):
        said = shell.run(["log", "HL", "--excuse", "cash", option, text])
        assert (said.code, word in said.err) == (2, True)

    def test_for_a_customer_put_away_no_work_is_planned(self, shell):
        """As for any measure; a contact with them may still be noted."""
        assert shell.run("customer archive DF").code == 0
        said = shell.run("log DF --excuse 质量 --fix --yield 1万")
        assert (said.code, said.out, "--restore" in said.err) == (1, "", True)
        assert shell.run("log DF --excuse 质量").code == 0


class TestOneEntry:
    LINE = "log HL --excuse 质量 --said 三箱破损 --fix --ready 单据 --rank 2 --next 12-14"

    def everything(self, shell):
        return card(shell), measures(shell), document(shell.run("customer show HL --json"))

    def test_undo_takes_back_words_ticks_and_the_measure_together_and_brings_them_back(self, shell):
        before = self.everything(shell)
        assert shell.run(self.LINE).code == 0
        after = self.everything(shell)
        assert (ready(shell) != {}, measures(shell) != []) == (True, True)
        assert shell.run("undo").code == 0
        assert self.everything(shell) == before
        assert shell.run("undo 7").code == 0
        assert self.everything(shell) == after
        assert set(document(shell.run("doctor --json"))["sound"].values()) == {True}

    def test_it_is_not_taken_back_while_the_measure_is_at_work(self, shell):
        shell.run(self.LINE)
        shell.run("measure start 1")
        said = shell.run("undo 6")
        assert (said.code, "huikuan undo 7" in said.err) == (1, True)

    def test_the_history_has_the_line_as_it_was_typed(self, shell):
        shell.run(self.LINE)
        assert self.LINE in shell.run("history --limit 1").out
