"""followup --work: every key records what the plain command records, and nothing recorded is ever lost."""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from datetime import date
from itertools import groupby

import pytest
import time_machine
from contract import STORY, TODAY, book_shell, document, lines_of, tell

from huikuan.cli import session
from huikuan.domain.kinds import OUR_FAULTS, ExcuseKind
from huikuan.domain.money import Money
from huikuan.usecases import promise

# The list of the small book: 1 bounced DF, 2 renew DF (promise 2), 3 collect HL, 4 contact SY, 5 measure 1 of HL.
SKIP2, SKIP3, SKIP4 = ["s"] * 2, ["s"] * 3, ["s"] * 4
TOLD = len(lines_of(STORY))


def work(shell, *keys, line="followup --work", watched=False, code=0):
    """Type the keys and answers, a line each, on the morning of the book's day."""
    with time_machine.travel(f"{TODAY}T09:00:00"):
        said = shell.run(line, stdin="".join(f"{key}\n" for key in keys), watched=watched)
    assert said.code == code, said
    return said


def entries(shell):
    """What the history holds, oldest first: each line with every row it wrote, without their moments."""
    with closing(sqlite3.connect(shell.book)) as book:
        found = book.execute("SELECT batch, command, table_name, row_id, before, after FROM journal ORDER BY id")
        rows = [(*row[:4], *map(_timeless, row[4:])) for row in found]
    return [(line, [row[2:] for row in some]) for (_, line), some in groupby(rows, key=lambda row: row[:2])]


def _timeless(image):
    return image and re.sub(r'"recorded_at":"[^"]*"', "", image)


def lines(shell):
    """The lines recorded since the small book was told."""
    return [line for line, _ in entries(shell)[TOLD:]]


STANDS_FOR = {
    "paid: Enter is what was due, today": ([*SKIP2, "p", ""], ["receipt add HL 49999.50"]),
    "paid: another amount, day and form": (
        [*SKIP2, "1", "6万 昨天 支票"],
        ["receipt add HL 60000 2026-12-09 --form cheque"],
    ),
    "paid: a form alone": ([*SKIP2, "p", "现金"], ["receipt add HL 49999.50 --form cash"]),
    "paid by a bill: when it matures": (
        [*SKIP2, "p", "6万 承兑", "3-10"],
        ["receipt add HL 60000 --form acceptance_bill --matures 2027-03-10"],
    ),
    "paid with less: Enter leaves the rest due": ([*SKIP2, "p", "3万", ""], ["receipt add HL 30000"]),
    "part: the rest with a new day": (
        [*SKIP2, "t", "3万", "周五"],
        ["receipt add HL 30000", "promise renew 1 19999.50 2026-12-11"],
    ),
    "part: the rest in two parts": (
        [*SKIP2, "part", "29999.50", "1万 周五", "月底"],
        ["receipt add HL 29999.50", "promise renew 1 --split 10000@2026-12-11,10000@2026-12-31"],
    ),
    "paid what had come back: somebody was in touch": (["p", ""], ["receipt add DF 30000", "log DF"]),
    "paid without a promise: only what is typed": ([*SKIP3, "p", "2万", ""], ["receipt add SY 20000", "log SY"]),
    "part without a promise, the rest promised": (
        [*SKIP3, "t", "23456.78", "5万 周五", ""],
        ["receipt add SY 23456.78", "promise add SY 50000 2026-12-11"],
    ),
    "new date: the parts to come stay": (
        ["s", "d", "周一"],
        ["promise renew 2 --split 30000@2026-12-14,50000@2026-12-18"],
    ),
    "new date: on the day of a part to come they are one": (
        ["s", "d", "12-18"],
        ["promise renew 2 80000 2026-12-18"],
    ),
    "new date: less, and the rest not promised": ([*SKIP2, "d", "2万 15号", ""], ["promise renew 1 20000 2026-12-15"]),
    "new date: an amount, then its day": ([*SKIP2, "d", "49999.50", "周五"], ["promise renew 1 49999.50 2026-12-11"]),
    "new date: with its form": (
        [*SKIP2, "3", "周五 承兑"],
        ["promise renew 1 49999.50 2026-12-11 --form acceptance_bill"],
    ),
    "new date: all parts at once": (
        [*SKIP2, "d", "2万@周五,29999.50@月底"],
        ["promise renew 1 --split 20000@2026-12-11,29999.50@2026-12-31"],
    ),
    "new date for what came back: of the promise it had paid": (
        ["d", "周一"],
        ["promise renew 2 --split 30000@2026-12-14,50000@2026-12-18"],
    ),
    "promised for the first time": ([*SKIP3, "d", "月底"], ["promise add SY 123456.78 2026-12-31"]),
    "promised because of a measure": ([*SKIP4, "d", "周五"], ["promise add HL 60000 2026-12-11 --from-measure 1"]),
    "no answer, again today": (["n", ""], ["log DF --outcome no_answer"]),
    "no answer, again on a day": ([*SKIP3, "n", "周一"], ["log SY --outcome no_answer --next 2026-12-14"]),
    "later, after trying": ([*SKIP3, "l", "周一", "y"], ["log SY --outcome no_answer --next 2026-12-14"]),
    "spoken, no words": (["x", "", ""], ["log DF"]),
    "spoken, with what is settled by number": (
        [*SKIP2, "x", "", "3、1", ""],
        ["log HL --ready date,stand_in"],
    ),
    "spoken, with what is settled by word": (
        [*SKIP2, "x", "说好了", "发票", ""],
        ["log HL --said 说好了 --ready invoice"],
    ),
    "spoken, with words and a day": (["x", "支票 重开", "周五"], ["log DF --said '支票 重开' --next 2026-12-11"]),
    "measure done: Enter is the estimate": ([*SKIP4, "p", ""], ["measure done 1 --yield 60000"]),
    "measure done: what it brought": ([*SKIP4, "p", "3万5"], ["measure done 1 --yield 35000"]),
    "measure done: yield not known": ([*SKIP4, "x"], ["measure done 1"]),
}


@pytest.mark.parametrize(("keys", "typed"), STANDS_FOR.values(), ids=STANDS_FOR)
def test_a_key_stands_for_a_line(tmp_path, keys, typed):
    """The history shows the line that would have been typed."""
    shell = book_shell(tmp_path)
    work(shell, *keys)
    assert lines(shell) == typed


def test_a_morning_worked_through_leaves_the_book_that_typing_leaves(tmp_path):
    """The very same rows, entry by entry."""
    spoken, renewed, paid_in_part = (
        ["x", "支票 重开", "周五"],
        ["d", "周一"],
        ["t", "3万 昨天 支票", "1万 周五", "月底"],
    )
    not_reached, by_measure = ["n", "周一"], ["d", "周五"]
    for name in ("worked", "typed"):
        (tmp_path / name).mkdir()
    worked, typed = book_shell(tmp_path / "worked"), book_shell(tmp_path / "typed")
    said = work(worked, *spoken, *renewed, *paid_in_part, *not_reached, *by_measure)
    assert "5 tasks done, 0 left." in said.out
    tell(typed, "\n".join([f"= {TODAY}", *lines(worked)]))
    assert entries(worked) == entries(typed)


def test_a_step_comes_through_and_a_bill_goes_to_the_bank(tmp_path):
    """Other keys do not fit a bill: nobody is called about it."""
    shell = book_shell(tmp_path)
    tell(shell, "= 2026-12-09\nreceipt add LS 2千 12-01 --form acceptance_bill --matures 12-12")
    tell(shell, "= 2026-12-01\napproval add SY 财务初审 --submitted 12-01 --expected 12-08")
    kinds = [task["kind"] for task in document(shell.run("followup --json"))["tasks"]]
    keys = [key for kind in kinds for key in {"approval": ["批了"], "bill": ["d", "交银行了"]}.get(kind, ["s"])]
    said = work(shell, *keys, watched=True)
    assert sorted(lines(shell)[2:]) == ["approval done 1", "receipt present 4"]
    assert "[p]handed in\n" in said.out
    assert "“d” is none of the keys shown." in said.err


def test_what_is_not_said_is_not_recorded(tmp_path):
    """Leaving, skipping, putting off, Enter where something was asked for, and lines that end in the middle."""
    shell = book_shell(tmp_path)
    work(shell, "q")
    work(shell, *["s"] * 5)
    work(shell, "l", "", *["s"] * 2, "l", "周一", "n", "s")
    work(shell, *SKIP2, "t", "", "d", "", "d", "2万", "", "r", "", "zz", "", "付了吗", watched=True)
    work(shell, *SKIP2, "p", "3万 明天", watched=True)
    work(shell, "r", "3", "没钱")
    assert lines(shell) == []


def test_a_date_said_is_recorded_also_where_the_lines_end_at_the_rest(tmp_path):
    """Who leaves over what else is promised has said the first part."""
    shell = book_shell(tmp_path)
    said = work(shell, *SKIP2, "d", "2万 周五")
    assert lines(shell) == ["promise renew 1 20000 2026-12-11"]
    assert "1 task done, 4 left." in said.out


class TestReasons:
    def test_a_reason_is_kept_with_words_answer_and_what_became_of_it(self, tmp_path):
        shell = book_shell(tmp_path)
        work(shell, *SKIP3, "r", "3", "下周才回款", "2", "n", "周一")
        assert lines(shell) == ["log SY --excuse cash --said 下周才回款 --answer 2 --failed --next 2026-12-14"]
        contact, talk = (json.loads(row[3]) for row in _with_moments(shell)[-2:])
        assert (contact["said"], contact["next_on"], contact["outcome"]) == ("下周才回款", "2026-12-14", "reached")
        assert (talk["excuse"], talk["worked"], talk["measure_id"]) == ("cash", 0, None)
        assert talk["answer"].startswith("On which day")

    def test_own_words_are_an_answer_too(self, tmp_path):
        shell = book_shell(tmp_path)
        work(shell, "理由", "老板不在", "", "找会计签", "", "")
        assert lines(shell) == ["log DF --excuse away --answer 找会计签"]

    def test_every_kind_has_its_number(self, tmp_path):
        shell, keys = book_shell(tmp_path), []
        for number, kind in enumerate(ExcuseKind, 1):
            keys += ["r", str(number), "", "", *([""] if kind in OUR_FAULTS else []), "", "u"]
        work(shell, *keys)
        assert lines(shell)[::2] == [f"log DF --excuse {kind}" for kind in ExcuseKind]

    def test_our_fault_becomes_a_measure_of_what_is_uncovered(self, tmp_path):
        shell = book_shell(tmp_path)
        work(shell, *SKIP3, "r", "１", "三箱破损", "", "y", "", "周一")
        assert lines(shell) == ["log SY --excuse quality --said 三箱破损 --fix --next 2026-12-14"]
        made = document(shell.run("measure list --open --json"))["measures"][-1]
        assert (made["title"], made["yield"], made["due"]) == ("三箱破损", "123456.78", "2026-12-14")

    @pytest.mark.parametrize(("typed", "recorded"), [("3万", " --fix --yield 30000"), ("", "")])
    def test_without_a_gap_the_yield_is_asked(self, tmp_path, typed, recorded):
        """Enter there keeps the reason and makes no measure."""
        shell = book_shell(tmp_path)
        tell(shell, f"= {TODAY}\ntarget set SY 100\nreceipt add SY 100")
        work(shell, *SKIP4, "r", "7", "发票没到", "", "y", "", "", typed)
        assert lines(shell)[-1] == f"log SY --excuse papers --said 发票没到{recorded}"

    def test_who_gave_way_is_not_left_before_the_date_is_recorded(self, tmp_path):
        shell = book_shell(tmp_path)
        work(shell, *SKIP2, "r", "3", "", "1", "y", "", "d", "周五")
        assert lines(shell) == ["log HL --excuse cash --answer 1 --worked", "promise renew 1 49999.50 2026-12-11"]


def _with_moments(shell):
    with closing(sqlite3.connect(shell.book)) as book:
        return book.execute("SELECT table_name, row_id, before, after FROM journal ORDER BY id").fetchall()


class TestMoves:
    def test_the_order_stays_and_what_is_gone_is_passed_over(self, tmp_path):
        """The new promise for what came back ends the second task as well; the third follows."""
        said = work(book_shell(tmp_path), "d", "周一", "q")
        assert [place in said.out for place in ("1 of 5", "2 of 5", "3 of 5")] == [True, False, True]
        assert "1 task done, 3 left." in said.out

    def test_what_arises_comes_last_once(self, tmp_path):
        """Paid in part on its day, the rest is to be pressed for before the sitting ends."""
        said = work(book_shell(tmp_path), *SKIP2, "t", "3万", "", "s", "s", "t", "1千", "", "q")
        assert said.out.count("press  华联超市 HL") == 1
        assert "6 of 6" in said.out

    def test_the_rest_of_a_part_leaves_the_parts_to_come_alone(self, tmp_path):
        """Only what is due now gets the new day, also once some of it has come in."""
        shell = book_shell(tmp_path)
        tell(shell, f"= 2026-12-09\npromise renew 4 --split 1万@{TODAY},5千@2026-12-21")
        at = document(shell.run("followup --json"))["tasks"]
        place = next(n for n, task in enumerate(at) if task["code"] == "LS")
        work(shell, *["s"] * place, "t", "4千", "周一")
        assert lines(shell)[-1] == "promise renew 5 --split 6000@2026-12-14,5000@2026-12-21"

    def test_a_promise_of_a_minute_ago_needs_no_confirmation(self, tmp_path):
        """Promised for tomorrow: the plain list asks to confirm it, the sitting does not."""
        shell = book_shell(tmp_path)
        assert "confirm" not in work(shell, *SKIP3, "d", "明天", "s").out
        assert "confirm" in shell.run("followup").out

    def test_back_shows_the_task_before_and_what_was_recorded_stays(self, tmp_path):
        shell = book_shell(tmp_path)
        said = work(shell, *SKIP2, "p", "", "<", "q")
        assert said.out.count("collect  华联超市 HL") == 2
        assert "recorded: receipt add HL 49999.50" in said.out
        assert "It is off the list." in said.out
        assert lines(shell) == ["receipt add HL 49999.50"]

    def test_a_date_given_anew_to_a_promise_that_was_renewed_is_refused(self, tmp_path):
        """Gone back to, it says which way out there is."""
        said = work(book_shell(tmp_path), *SKIP2, "d", "周五", "<", "d", "q", watched=True)
        assert "Promise 1 is no longer live" in said.err

    def test_enter_never_stands_for_money_that_has_come_in_meanwhile(self, tmp_path):
        """Gone back to, a task paid in part offers what is still open."""
        shell = book_shell(tmp_path)
        work(shell, *SKIP2, "p", "3万", "", "<", "p", "")
        assert lines(shell) == ["receipt add HL 30000", "receipt add HL 19999.50"]

    def test_money_that_comes_in_after_all_is_recorded_for_a_renewed_promise_too(self, tmp_path):
        """Gone back to; nothing is offered for Enter, and no second date is asked for."""
        shell = book_shell(tmp_path)
        work(shell, *SKIP2, "d", "周五", "<", "p", "", "p", "1万")
        assert lines(shell) == ["promise renew 1 49999.50 2026-12-11", "receipt add HL 10000"]

    def test_back_at_the_first_is_said(self, tmp_path):
        assert "This is the first one." in work(book_shell(tmp_path), "<", "q").err

    def test_undo_takes_back_entry_by_entry_and_returns_to_the_task(self, tmp_path):
        shell = book_shell(tmp_path)
        before = shell.run("promise list --json").out
        said = work(shell, *SKIP2, "t", "3万", "周五", "u", "u", "u", "q")
        assert lines(shell)[-2:] == [f"undo {TOLD + 2}", f"undo {TOLD + 1}"]
        assert shell.run("promise list --json").out == before
        assert said.out.count("collect  华联超市 HL") == 3
        assert "Nothing was recorded in this sitting yet." in said.err
        assert "0 tasks done, 5 left." in said.out

    def test_undo_reaches_no_further_than_this_sitting(self, tmp_path):
        shell = book_shell(tmp_path)
        work(shell, "u", "q")
        assert lines(shell) == []

    def test_what_another_has_built_on_is_not_undone(self, tmp_path, monkeypatch):
        """The refusal is a sentence, the entry stays, and the sitting goes on."""
        shell = book_shell(tmp_path)
        work(shell, "q")
        from huikuan.cli import sitting

        undoes = sitting.Sitting._undoes

        def meanwhile(self):
            with session.writing(said="another line") as w:
                terms = promise.Terms([(Money(100), date(2026, 12, 31))], session.today())
                promise.renew(w, w.read.promise(5), terms, session.day())
            return undoes(self)

        monkeypatch.setattr(sitting.Sitting, "_undoes", meanwhile)
        said = work(shell, *SKIP3, "d", "周五", "u", "p", "", "q", watched=True)
        assert "another line" in said.err
        assert lines(shell)[-2:] == ["another line", "measure done 1 --yield 60000"]
        assert "2 tasks done, 3 left." in said.out

    def test_leaving_half_way_keeps_what_was_recorded_and_says_how_to_go_on(self, tmp_path):
        shell = book_shell(tmp_path)
        said = work(shell, "x", "", "", line="followup --work --owner 小王")
        assert "1 task done, 1 left." in said.out
        assert "To go on: huikuan followup --work --owner 小王" in said.out
        assert lines(shell) == ["log DF"]
        assert "1 of 1" in work(shell, "q", line="followup --work --owner 小王").out

    def test_going_on_begins_with_those_nobody_spoke_with_today(self, tmp_path):
        shell = book_shell(tmp_path)
        work(shell, *SKIP2, "n", "", "q")
        said = work(shell, *["s"] * 5)
        assert "2 were already contacted today; listed last." in said.out
        assert said.out.index("contact  市一医院") < said.out.index("collect  华联超市")


class TestRefusals:
    def test_a_double_entry_is_asked_about(self, tmp_path):
        shell = book_shell(tmp_path)
        tell(shell, f"= {TODAY}\nreceipt add HL 1万")
        assert "is the same" in work(shell, *SKIP2, "p", "1万", "n", "q", watched=True).err
        assert lines(shell)[1:] == []
        work(shell, *SKIP2, "p", "1万", "y", "", "q", watched=True)
        assert lines(shell)[1:] == ["receipt add HL 10000 --again"]

    def test_one_sentence_and_the_same_question_again(self, tmp_path):
        """Wherever something is typed that cannot be taken."""
        keys = [
            "zz", "r", "13", "没心情", "3", "a\u200bb", "", "4", "", "周八", "",  # a reason for the first
            "d", "下周", "2万 周五 承对", "4万15号", "周一",  # a new date for the second
            "p", "1e5", "3万 明天", "1 2 3", "",  # money for the third
            "n", "前天吧", "", "p", "0", "",  # nobody at the fourth, the measure done
        ]  # fmt: skip
        said = work(book_shell(tmp_path), *keys, watched=True).err.splitlines()
        for sentence in (
            "“zz” is none of the keys shown.",
            "“13” is none of the keys shown.",
            "“没心情” is not a reason",
            "U+200B",
            "“4” is none of the keys shown.",
            "“周八” is not a day",
            "“下周” is not a day",
            "“承对” is not a form of payment",
            "“4万15号” can be read in two ways.",
            "“1e5” is not an amount",
            "2026-12-11 Fri is in the future",
            "“2 3” is not a day",
            "“前天吧” is not a day",
            "“0” is not an amount",
        ):
            [at] = [number for number, line in enumerate(said) if sentence in line]
            assert said[at + 1] == said[at - 1], sentence

    @pytest.mark.parametrize(
        ("before", "wrong", "code"),
        [
            ([], "付了吗", 2),
            ([*SKIP2, "p"], "3万 明天", 1),
            (["s", "d"], "下周", 2),
            (["s", "d", "2万 周五"], "没准", 2),
            (["r", "3", ""], "9", 2),
            (["l", "周一"], "也许", 2),
        ],
    )
    @pytest.mark.parametrize("more", ["", " --json"])
    def test_a_script_ends_at_a_refused_answer(self, tmp_path, before, wrong, code, more):
        """The keys after it would say of one customer what was meant of another."""
        shell = book_shell(tmp_path)
        said = work(shell, *before, wrong, *["p", ""] * 5, line=f"followup --work{more}", code=code)
        assert lines(shell) == []
        assert f"Line {len(before) + 1} of the answers, for " in said.err

    def test_what_a_script_recorded_before_stays_and_it_ends_well(self, tmp_path):
        """Also what was recorded for the very task: the rest is what is dropped."""
        shell = book_shell(tmp_path)
        said = work(shell, *SKIP2, "t", "3万", "周八", "p", "", "p", "")
        assert lines(shell) == ["receipt add HL 30000"]
        assert "Line 5 of the answers, for 华联超市, cannot be taken: nothing after it is read." in said.err
        assert "1 task done, 5 left." in said.out

    def test_a_script_is_not_asked_about_a_double_entry(self, tmp_path):
        """The line after it is no answer to that."""
        shell = book_shell(tmp_path)
        tell(shell, f"= {TODAY}\nreceipt add HL 1万")
        work(shell, *SKIP2, "p", "1万", "1", "", code=1)
        assert lines(shell)[1:] == []

    @pytest.mark.parametrize("line", ["followup 明天 --work", "followup --work --as-of 12-01"])
    def test_another_day_is_refused(self, tmp_path, line):
        code, out, err = book_shell(tmp_path).run(line)
        assert (code, out, err.count("\n")) == (2, "", 1)
        assert "--work" in err

    def test_no_task_is_said_as_in_the_list(self, tmp_path):
        shell = book_shell(tmp_path)
        assert work(shell, line="followup --work --floor 1亿").out == shell.run("followup --floor 1亿").out
        shell.env["HUIKUAN_TODAY"] = "2026-11-02"
        assert work(shell).out == shell.run("followup").out


class TestKeys:
    def test_digits_words_and_full_width_do_as_well(self, tmp_path):
        """As a Chinese input method gives them."""
        shell = book_shell(tmp_path, lang="zh")
        said = work(
            shell, "９", "８", "跳过", "《", "返回", "ｓ", "改期", "３万　１２－１８", "付了", "现金", "－", "０"
        )
        assert lines(shell) == [
            "promise renew 2 80000 2026-12-18",
            "receipt add HL 49999.50 --form cash",
            f"undo {TOLD + 2}",
        ]
        assert "按键" not in said.err

    @pytest.mark.parametrize("yes", ["y", "是", "１"])
    def test_so_does_yes(self, tmp_path, yes):
        shell = book_shell(tmp_path, lang="zh")
        work(shell, *SKIP3, "回头再说", "周一", yes)
        assert lines(shell) == ["log SY --outcome no_answer --next 2026-12-14"]


class TestDocument:
    def test_one_document_at_the_end_and_nothing_else_on_stdout(self, tmp_path):
        shell = book_shell(tmp_path)
        said = work(shell, "s", "s", "t", "3万", "周五", "n", "", "p", "", "q", line="followup --work --json")
        found = json.loads(said.out)
        assert (found["as_of"], found["left"]) == (TODAY, 2)
        assert [(w["kind"], w["code"], w["outcome"], len(w["recorded"])) for w in found["worked"]] == [
            ("collect", "HL", "part", 2),
            ("contact", "SY", "no_answer", 1),
            ("measure", "HL", "paid", 1),
        ]
        receipt, promised = found["worked"][0]["recorded"]
        assert receipt == document(shell.run("receipt list --json"))["receipts"][-1]
        assert promised == document(shell.run("promise show 5 --json"))
        assert "[p]paid" in said.err

    def test_what_was_undone_is_not_in_it(self, tmp_path):
        said = work(book_shell(tmp_path), "x", "", "", "u", "q", line="followup --work --json")
        assert json.loads(said.out) == {"as_of": TODAY, "worked": [], "left": 5}

    def test_no_task_is_a_document_too(self, tmp_path):
        said = work(book_shell(tmp_path), line="followup --work --floor 1亿 --json")
        assert json.loads(said.out) == {"as_of": TODAY, "worked": [], "left": 0}


def test_the_sum_of_a_sitting_is_what_it_recorded(tmp_path):
    """Money in and promised, without the parts of a promise that stayed as they were."""
    said = work(book_shell(tmp_path), "s", "d", "周一", "p", "1万", "", "q")
    assert "In this sitting: received 10,000.00, promised 30,000.00." in said.out


def test_the_list_may_be_shortened(tmp_path):
    said = work(book_shell(tmp_path), "q", line="followup --work --limit 2 --why")
    assert "2 tasks" in said.out
    assert "3 more tasks are hidden." in said.out
    assert "kind of task" in said.out
