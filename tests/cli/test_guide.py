"""huikuan plan --guide: one customer after the other, recorded at its end, left and resumed, one step back."""

from __future__ import annotations

import re
import subprocess

import pytest
from contract import book_shell, document, english_in

from facts import DECEMBER, Book, on
from huikuan.errors import BookBusy
from shell import Shell

STORY = """
= 2026-09-15
customer add 华联超市 --code HL --grade B --owner 小李 --alias 华联
customer add 东风商贸 --code DF --grade A --owner 小王
receipt add DF 5万
= 2026-10-15
receipt add DF 5万
= 2026-11-03
customer add 老实商行 --code LS --grade D --owner 小李
customer add 市一医院 --code SY --kind government
customer add 旧客户 --code OLD
contact add HL 王总 --role decides
target set HL 20万
promise add HL 10万 11-20 --by 王总
invoice add LS 2万 11-10 --issued 11-03
invoice add LS 6万 12-20 --issued 11-03
= 2026-11-20
receipt add HL 8万
receipt add DF 5万
target set HL 25万 --expected 12万 --month 12月
= 2026-11-30
customer archive OLD
"""
FIRST_OF_DECEMBER = "2026-12-01"

HL = ["", "", "10万 周五 王总", "", "", "上门对账 6万 15号", ""]
"""Target and expectation stay; a promise, which is the money of the missed one; a measure; the rest is left."""
LS = ["9万", "6万", "", ""]
DF = ["", "", "5万 月底", ""]
SY = ["0"]
EVERYONE = [*HL, *LS, *DF, *SY]


@pytest.fixture
def shell(tmp_path):
    return book_shell(tmp_path, today=FIRST_OF_DECEMBER, story=STORY)


def guide(shell, *answers, more="", **env):
    return shell.run(f"plan --guide {more}".strip(), stdin="".join(f"{each}\n" for each in answers), **env)


def asked(said):
    """The questions, as a script sees them on stderr."""
    return [line for line in said.err.splitlines() if line.endswith((":", "："))]


def heads(said):
    """The customers whose screen was shown, in order."""
    return re.findall(r"^\S+ ([A-Z]{2}) +(?:grade [A-D]|[A-D] 级)", said.out, re.MULTILINE)


def history(shell):
    return [entry["command"] for entry in document(shell.run("history --json"))["history"]]


def told(shell):
    """What the book says of the first customer and of all that is recorded."""
    return [document(shell.run(f"{line} --json")) for line in ("gap HL", "target list", "promise list", "measure list")]


def refusing(refusal):
    def refuse(*_):
        raise refusal

    return refuse


def row(shell, code, month=""):
    return next(r for r in document(shell.run(f"plan {month} --json"))["customers"] if r["code"] == code)


class TestTheWholeWay:
    @pytest.mark.parametrize("lang", ["en", "zh"])
    def test_largest_first_each_recorded_in_one_step(self, shell, lang):
        before = history(shell)
        said = guide(shell, *EVERYONE, HUIKUAN_LANG=lang)
        assert said.code == 0
        assert heads(said) == ["HL", "LS", "DF", "SY"]
        added = history(shell)[: -len(before)]
        assert added == [f"plan --guide {code}" for code in ("SY", "DF", "LS", "HL")]
        amounts = ("target", "promised", "gap", "measures", "uncovered")
        assert {code: tuple(row(shell, code)[name] for name in amounts) for code in ("HL", "LS", "DF", "SY")} == {
            "HL": ("250000.00", "100000.00", "150000.00", "60000.00", "90000.00"),
            "LS": ("90000.00", "0.00", "90000.00", "0.00", "90000.00"),
            "DF": ("50000.00", "50000.00", "0.00", "0.00", "0.00"),
            "SY": (None, "0.00", "0.00", "0.00", "0.00"),
        }

    def test_it_ends_with_the_months_sums_and_who_is_still_open(self, shell):
        end = guide(shell, *EVERYONE).out.rpartition("2026-12 after")[2]
        assert "Gone through now: 4 customers; recorded: 3 targets, 2 promises, 1 measure." in end
        assert "Target 390,000.00 - received 0.00 - promised 150,000.00 = gap 240,000.00" in end
        assert "2 uncovered: 华联超市 90,000, 老实商行 90,000\n  → huikuan gap HL" in end
        assert "1 without a promise: 老实商行\n  → huikuan promise add LS AMOUNT DATE" in end
        assert "1 without a target: 市一医院\n  → huikuan target set SY AMOUNT" in end
        assert "All 4 customers gone through." in end

    def test_a_screen_says_last_month_what_is_owed_this_month_and_the_suggestion(self, shell):
        page = guide(shell, "s").out
        assert "2026-11    Target 200,000   Promised 100,000   Received 80,000 (40%)" in page
        assert "2026-12    Target 250,000   Received 0   Promised 0   Gap 250,000" in page
        assert "Promised   #1 2026-11-20 Fri 20,000 part kept" in page
        assert "Owed       Balance 80,000   Overdue 20,000" in page
        assert "Suggested  80,000 (what is owed)" in page

    @pytest.mark.parametrize("lang", ["en", "zh"])
    def test_every_line_fits_eighty_columns_and_a_screen_ten_lines(self, shell, lang):
        from rich.cells import cell_len

        said = guide(shell, *EVERYONE, HUIKUAN_LANG=lang, COLUMNS="80")
        assert [line for line in said.out.splitlines() if cell_len(line) > 80] == []
        for page in re.split(r"\n\n", said.out)[:-1]:
            assert len(page.splitlines()) <= 10 + 5, page

    def test_the_ask_is_the_one_on_the_card(self, shell):
        """With what is expected as it was answered."""
        said = guide(shell, "", "6万")
        assert "Ask        Open at 240,000   aim at 180,000   floor 120,000" in said.out
        assert "Ask        Open at 120,000   aim at 90,000   floor 60,000" in said.out
        shell.run("target set HL 25万 --expected 6万")
        ask = document(shell.run("gap HL --json"))["ask"]
        assert (ask["opening"], ask["aim"], ask["floor"]) == ("120000.00", "90000.00", "60000.00")

    def test_an_unchanged_expectation_shows_no_second_ask(self, shell):
        assert guide(shell, "", "").out.count("Open at") == 1

    def test_in_chinese_everything_is(self, shell):
        answers = ["?", "", "?", "", "?", "10万 周五", "", "?", "", "?", "abc", "q"]
        for watched in (True, False):
            said = guide(shell, *answers, watched=watched, HUIKUAN_LANG="zh")
            assert english_in(said.out + said.err) == []


class TestSameAsTheCommands:
    @pytest.mark.parametrize(
        ("answers", "commands"),
        [
            (
                HL,
                [
                    "target set HL 25万 --ask 24万",
                    "promise renew 1 10万 周五 --by 王总",
                    "measure add HL 上门对账 6万 --by 15号",
                ],
            ),
            (
                [
                    "３０万",
                    "十万",
                    "５万＠周五，5万@月底 王总",
                    "3万 下周三",
                    "",
                    "n",
                    "拜访 3万",
                    "对账 两万 20号",
                    "",
                ],
                [
                    "target set HL 30万 --expected 10万 --ask 20万",
                    "promise add HL --split 5万@周五,5万@月底 --by 王总",
                    "promise add HL 3万 下周三",
                    "measure add HL 拜访 3万",
                    "measure add HL 对账 2万 --by 20号",
                ],
            ),
            (
                ["", "", "5万 周五", "5万 月底", "", "是", ""],
                ["target set HL 25万 --ask 24万", "promise renew 1 --split 5万@周五,5万@月底"],
            ),
            (
                ["", "", "5万 周五 王总", "5万 月底 承兑", "", "是", ""],
                ["target set HL 25万 --ask 24万", "promise renew 1 --split 5万@周五,5万@月底 --by 王总 --form 承兑"],
            ),
            (
                ["", "", "5万 周五 王总 支票", "", "n", ""],
                ["target set HL 25万 --ask 24万", "promise add HL 5万 周五 --by 王总 --form 支票"],
            ),
            (["", "", "-", "-"], []),
            (["20万", "", "", ""], ["target set HL 20万"]),
            (["", "", "30万 周五", "", ""], ["target set HL 25万 --ask 24万", "promise renew 1 30万 周五"]),
            (["", "9万", "", "拜访 40万"], ["target set HL 25万 --expected 9万", "measure add HL 拜访 40万"]),
        ],
    )
    def test_the_book_says_the_same(self, tmp_path, answers, commands):
        """Of the first customer, whom the answers bring to their end and no further."""
        books = []
        for name in ("guided", "typed"):
            (tmp_path / name).mkdir()
            books.append(book_shell(tmp_path / name, today=FIRST_OF_DECEMBER, story=STORY))
        guided, typed = books
        said = guide(guided, *answers)
        assert heads(said) == ["HL", "LS"]
        for command in commands:
            assert typed.run(command).code == 0
        assert told(guided) == told(typed)


def test_the_question_names_what_was_missed_and_what_is_not_due_yet_stays(shell):
    """50,000 of it broken, 50,000 to come: the second part is no part of the question, and is promised as before."""
    book = Book(shell.book.parent)
    with book.read() as read:
        who = read.customer(1)
    book.withdraw(1, "11-30")
    number = book.promise(who, (5, "11-20"), (5, "12-25"), today="11-10").fact.promise.id
    said = guide(shell, "", "", "5万 12-10", "", "", "")
    assert f"Promise {number}: 50,000 was missed; is this the same money (n: no) [yes]:" in asked(said)
    new = document(shell.run(f"promise show {number + 1} --json"))
    assert [(p["due"], p["amount"]) for p in new["instalments"]] == [
        ("2026-12-10", "50000.00"),
        ("2026-12-25", "50000.00"),
    ]
    assert row(shell, "HL")["promised"] == "100000.00"


class TestLeaving:
    @pytest.mark.parametrize("answered", range(len(HL)))
    def test_nothing_of_a_customer_left_half_way_is_in_the_book(self, shell, answered):
        before = shell.book.read_bytes()
        said = guide(shell, *HL[:answered])
        assert said.code == 0
        assert shell.book.read_bytes() == before
        assert ("华联超市: what was typed is not recorded." in said.err) is (answered > 0)
        assert "4 customers not gone through yet.\n  → huikuan plan --guide\n" in said.out

    @pytest.mark.parametrize(("answered", "word"), [(0, "q"), (3, "退"), (6, "Ｑ")])
    def test_so_it_is_with_a_word(self, shell, word, answered):
        before = shell.book.read_bytes()
        said = guide(shell, *HL[:answered], word, *HL)
        assert shell.book.read_bytes() == before
        assert len(heads(said)) == 1

    def test_those_before_are_recorded_and_it_goes_on_with_the_rest(self, shell):
        assert heads(guide(shell, *HL, "7万")) == ["HL", "LS"]
        assert row(shell, "HL")["promised"] == "100000.00"
        assert row(shell, "LS")["target"] is None
        again = guide(shell, *LS)
        assert heads(again) == ["LS", "DF"]
        assert "1 of 3, 1 done before" in again.out
        assert "2 customers not gone through yet." in again.out
        assert heads(guide(shell, *DF, *SY)) == ["DF", "SY"]

    def test_with_nobody_to_answer_it_ends_at_once_with_the_sums(self, shell):
        said = guide(shell)
        assert said.code == 0
        assert "2026-12 after this round" in said.out
        assert len(asked(said)) == 1

    def test_undo_puts_a_customer_back_on_the_list(self, shell):
        guide(shell, *HL)
        shell.run("undo")
        assert heads(guide(shell)) == ["HL"]

    @pytest.mark.parametrize("watched", [True, False])
    def test_once_all_are_gone_through_it_says_so_and_shows_the_sums(self, shell, watched):
        """A script run twice doubles nothing; to begin again is asked for."""
        guide(shell, *EVERYONE)
        before = shell.book.read_bytes()
        again = guide(shell, *EVERYONE, watched=watched)
        assert again.err == (
            "All 4 customers of 2026-12 were gone through before.\n"
            "To go through them again: huikuan plan --guide --again\n"
        )
        assert (again.code, heads(again), asked(again)) == (0, [], [])
        assert "Target 390,000.00 - received 0.00 - promised 150,000.00 = gap 240,000.00" in again.out
        assert "All 4 customers gone through." in again.out
        assert shell.book.read_bytes() == before

    def test_again_takes_all_of_them(self, shell):
        guide(shell, *HL)
        assert heads(guide(shell, "s", more="--again")) == ["HL", "LS"]
        guide(shell, *LS, *DF, *SY)
        assert heads(guide(shell, "s", more="--again")) == ["HL", "LS"]

    def test_a_book_that_cannot_be_written_leaves_the_guide_in_one_sentence(self, shell, monkeypatch):
        """What was recorded before stays, and the exit code says so."""
        from huikuan.usecases import guide as usecase

        record = usecase.record

        def refusing(w, customer, *rest):
            if customer.code == "LS":
                raise BookBusy
            return record(w, customer, *rest)

        monkeypatch.setattr(usecase, "record", refusing)
        said = guide(shell, *HL, *LS, *DF)
        assert said.code == 0
        assert str(BookBusy()) in said.err
        assert heads(said) == ["HL", "LS"]
        assert (row(shell, "HL")["promised"], row(shell, "LS")["target"]) == ("100000.00", None)


class TestSkipping:
    def test_who_is_skipped_comes_again_the_next_time(self, shell):
        guide(shell, "跳", *LS, "s", *SY)
        assert heads(guide(shell, "s")) == ["HL", "DF"]

    def test_what_was_typed_for_them_is_dropped(self, shell):
        before = shell.book.read_bytes()
        guide(shell, "30万", "", "s")
        assert shell.book.read_bytes() == before

    def test_who_has_no_target_this_month_does_not(self, shell):
        guide(shell, "s", "s", "s", "无")
        assert row(shell, "SY")["target"] is None
        assert "SY" not in heads(guide(shell, "s", "s", "s"))


class TestTwoAtOnce:
    """Somebody else goes through the same customers, or promises are typed in, while a screen is being answered."""

    @pytest.fixture
    def at(self, shell, monkeypatch):
        """Does something right after so many questions were answered."""
        shell.run("gap")
        from huikuan.cli import guide as flow

        ask, doing, count = flow.ask, {}, [0]

        def meanwhile(question):
            typed = ask(question)
            count[0] += 1
            for each in doing.pop(count[0], []):
                each()
            return typed

        monkeypatch.setattr(flow, "ask", meanwhile)
        return lambda number, do: doing.setdefault(number, []).append(do)

    def promised(self, shell):
        def another():
            book = Book(shell.book.parent)
            with book.read() as read:
                who = read.customer(1)
            book.promise(who, (10, "12-04"), today="12-01")

        return another

    def test_a_person_is_told_and_sees_the_customer_again(self, shell, at):
        at(2, self.promised(shell))
        said = guide(shell, *HL, "", "", "-", "", *LS, watched=True)
        assert "华联超市 was gone through or changed by someone else meanwhile" in said.err
        assert heads(said) == ["HL", "HL", "LS", "DF"]
        assert "Promised   #1 2026-11-20 Fri 20,000 part kept   #2 2026-12-04 Fri 100,000 pending" in said.out
        assert row(shell, "HL")["promised"] == "100000.00"

    def test_what_was_typed_is_not_offered_again(self, shell, at):
        """Enter would be the second time."""
        at(2, self.promised(shell))
        said = guide(shell, "30万", *HL[1:], watched=True)
        assert asked(said)[-1] == "Target [250,000]:"

    def test_a_script_ends_there(self, shell, at):
        at(2, self.promised(shell))
        said = guide(shell, *EVERYONE)
        assert (said.code, heads(said)) == (1, ["HL"])
        assert row(shell, "HL")["promised"] == "100000.00"
        assert history(shell)[0] == "test"

    @pytest.mark.parametrize("watched", [True, False])
    def test_who_was_gone_through_since_the_sitting_began_is_not_asked_unsaid(self, shell, at, watched):
        """A script's answers were for a customer nobody had gone through."""

        def another():
            with Book(shell.book.parent).write("12-01") as w:
                w.guide(DECEMBER, 3, on("12-01"))

        at(3, another)
        said = guide(shell, *HL, *LS, watched=watched)
        assert said.code == 0
        assert said.err.count("meanwhile") == 1
        assert heads(said) == (["HL", "LS", "DF"] if watched else ["HL"])
        assert ("Line 8 of the answers" in said.err) is not watched


class TestOneStepBack:
    def test_within_a_customer_the_answer_before_is_offered_again(self, shell):
        said = guide(shell, "30万", "＜", "", "9万", "《", "", "q")
        assert asked(said) == [
            "Target [250,000]:",
            "Expected [120,000]:",
            "Target [30万]:",
            "Expected [120,000]:",
            "Gap 300,000; promise (amount day) [none yet]:",
            "Expected [9万]:",
            "Gap 300,000; promise (amount day) [none yet]:",
        ]

    def test_a_promise_taken_back_is_not_recorded(self, shell):
        guide(shell, "", "", "10万 周五", "2万 月底", "<", "-", "n", "")
        assert row(shell, "HL")["promised"] == "100000.00"

    def test_from_the_first_question_what_was_recorded_before_is_taken_back_and_asked_again(self, shell):
        """By undoing that entry alone; Enter takes what was answered the first time."""
        before = history(shell)
        enters = [""] * (len(HL))
        said = guide(shell, *HL, "<", *enters, *LS)
        assert heads(said) == ["HL", "LS", "HL", "LS", "DF"]
        number = len(before) + 1
        assert history(shell)[: -len(before)] == [
            "plan --guide LS",
            "plan --guide HL",
            f"undo {number}",
            "plan --guide HL",
        ]
        hl = row(shell, "HL")
        assert (hl["promised"], hl["measures"]) == ("100000.00", "60000.00")

    def test_and_the_sums_count_it_once(self, shell):
        said = guide(shell, *HL, "<", "20万", "", "-", "-")
        assert row(shell, "HL")["target"] == "200000.00"
        assert "Gone through now: 1 customer; recorded: 1 target, 0 promises, 0 measures." in said.out
        assert document(guide(shell, more="--json"))["left"] == 3

    def test_left_after_it_the_customer_is_as_before(self, shell):
        before = row(shell, "HL")
        guide(shell, *HL, "<", "q")
        assert row(shell, "HL") == before
        assert heads(guide(shell)) == ["HL"]

    def test_over_one_who_was_skipped(self, shell):
        assert heads(guide(shell, *HL, "s", "<", "<")) == ["HL", "LS", "DF", "LS", "HL"]

    def test_before_the_first_there_is_nobody(self, shell):
        said = guide(shell, "<")
        assert "This is the first customer." in said.err
        assert heads(said) == ["HL", "HL"]

    def test_where_something_was_built_on_it_since_it_stays(self, shell, monkeypatch):
        """Somebody else's entry in between: one sentence, and the guide goes on where it is."""
        from huikuan.cli import guide as flow

        ask = flow.ask

        def meanwhile(question):
            typed = ask(question)
            if typed == "<":
                Book(shell.book.parent).withdraw(2, "12-01")
            return typed

        monkeypatch.setattr(flow, "ask", meanwhile)
        said = guide(shell, *HL, "<", watched=True)
        assert "cannot be undone" in said.err
        assert heads(said) == ["HL", "LS", "LS"]
        assert history(shell)[:2] == ["test", "plan --guide HL"]

    def test_a_script_does_not_go_on_from_there(self, shell, monkeypatch):
        """Its next lines were meant for the customer before."""
        guide(shell, *HL)
        monkeypatch.setattr("huikuan.store.write.Writer.undo", refusing(BookBusy))
        said = guide(shell, *LS, "<", "7万", "", "", "")
        assert heads(said) == ["LS", "DF"]
        assert "Line 5 of the answers, for 东风商贸, cannot be taken" in said.err
        assert row(shell, "DF")["target"] is None


class TestRefused:
    @pytest.mark.parametrize(
        ("before", "wrong", "word"),
        [
            ([], "abc", "“abc” is not an amount"),
            ([], "-5", "an amount is more than nothing"),
            ([], "3万50", "is not an amount"),
            ([], "0", "250,000.00 is in the book already"),
            ([""], "月底", "is not an amount"),
            ([""], "无", "120,000.00 is in the book already"),
            (["", ""], "10万", "A promise has an amount and a day."),
            (["", ""], "10万 32号", "is not a day"),
            (["", ""], "10万 12-20 5万 12-30", "Two parts are typed like"),
            (["", ""], "10万 昨天", "2026-11-30 Mon has passed"),
            (["", ""], "5万@周五,5万", "is not a list of instalments"),
            (["", "", "10万 周五", ""], "maybe", "“maybe” is neither yes nor no"),
            (["", "", ""], "拜访王总", "A measure says what is done"),
            (["", "", ""], "拜访\u202e王总 3万", "turns the direction of reading"),
        ],
    )
    def test_one_sentence_and_the_same_question_again(self, shell, before, wrong, word):
        untouched = shell.book.read_bytes()
        said = guide(shell, *before, wrong, watched=True)
        assert word in said.err
        assert asked(said)[-1] == asked(said)[-2]
        assert said.code == 0
        assert shell.book.read_bytes() == untouched

    def test_without_a_suggestion_enter_is_no_answer(self, shell):
        said = guide(shell, "s", "s", "s", "", watched=True)
        assert "There is nothing to suggest for 市一医院." in said.err
        assert asked(said)[-2:] == ["Target:", "Target:"]

    def test_bytes_that_are_no_text(self, shell):
        done = subprocess.run(
            shell.argv("plan --guide"),
            env=shell.environment(),
            input=b"\xb0\xa1\n20\xcd\xf2\n",
            capture_output=True,
            check=False,
        )
        assert done.returncode == 2
        assert done.stderr.decode().count("is not an amount") == 1

    @pytest.mark.parametrize(
        ("line", "code", "word"),
        [
            ("plan --guide --freeze", 2, "two steps"),
            ("plan --again", 2, "goes only with"),
            ("plan --guide --as-of 11-30", 2, "takes no --as-of"),
            ("plan 11月 --guide", 1, "2026-11 is over"),
        ],
    )
    def test_what_does_not_go_with_it(self, shell, line, code, word):
        said = shell.run(line, stdin="\n")
        assert (said.code, said.out) == (code, "")
        assert word in said.err

    def test_an_empty_book_and_none(self, tmp_path):
        said = Shell(tmp_path, lang="en").run("plan --guide", stdin="\n")
        assert (said.code, said.out, said.err) == (
            0,
            "No customer to show. To add one: huikuan customer add NAME\n",
            "",
        )
        assert not (tmp_path / "book.db").exists()


class TestScripts:
    """Where nobody watches, the lines after one that is refused were meant for other questions."""

    @pytest.mark.parametrize("more", ["", "--json"])
    @pytest.mark.parametrize(
        ("wrong", "code"),
        [(["abc"], 2), (["0"], 1), (["", "", "10万"], 2), (["", "", "10万 周五", "", "maybe"], 2)],
    )
    def test_a_refused_answer_ends_the_sitting_and_nothing_lands_on_anybody(self, shell, wrong, code, more):
        untouched = shell.book.read_bytes()
        said = guide(shell, *wrong, *EVERYONE, more=more)
        assert said.code == code
        assert shell.book.read_bytes() == untouched
        where = f"Line {len(wrong)} of the answers, for 华联超市, cannot be taken: nothing after it is read."
        assert where in said.err
        assert len(asked(said)) == len(wrong)

    def test_those_recorded_before_stay_and_it_ends_well(self, shell):
        """The next customer's answers are dropped, those after are not asked."""
        said = guide(shell, *HL, "9万", "六万块吧", "8万 周五", "", *DF, *SY)
        assert said.code == 0
        assert heads(said) == ["HL", "LS"]
        assert [row(shell, code)["target"] for code in ("HL", "LS", "DF", "SY")] == ["250000.00", None, None, None]
        assert "Line 9 of the answers, for 老实商行, cannot be taken: nothing after it is read." in said.err
        assert "老实商行: what was typed is not recorded." in said.err
        assert "3 customers not gone through yet." in said.out

    def test_a_book_that_cannot_be_written_ends_it_too(self, shell, monkeypatch):
        """With the code of storage trouble where nothing was recorded."""
        from huikuan.usecases import guide as usecase

        monkeypatch.setattr(usecase, "record", refusing(BookBusy))
        said = guide(shell, *EVERYONE)
        assert (said.code, heads(said)) == (4, ["HL"])
        assert "华联超市: what was typed is not recorded." in said.err


class TestNarrowed:
    def test_one_salespersons_customers(self, shell):
        said = guide(shell, "s", more="--owner 小李")
        assert heads(said) == ["HL", "LS"]
        assert "→ huikuan plan --guide --owner 小李" in said.out

    def test_next_month_looks_back_on_this_one(self, shell):
        said = guide(shell, "s", "s", "30万", "", "10万 1月8号", "2万 月底", "", "", "拜访 5万", "", more="2027-01")
        assert "2026-12    Target 250,000" in said.out
        assert "(20,000 is not due in 2027-01)" in said.out
        assert "→ huikuan plan 2027-01 --guide" in said.out
        hl = row(shell, "HL", "2027-01")
        assert (hl["target"], hl["promised"], hl["measures"]) == ("300000.00", "100000.00", "50000.00")
        assert row(shell, "HL")["target"] == "250000.00"
        assert heads(guide(shell)) == ["HL"]


class TestForPrograms:
    def test_one_document_and_nothing_else_on_stdout(self, shell):
        said = guide(shell, *HL, *LS, "s", more="--json")
        found = document(said)
        assert {name: found[name] for name in ("month", "as_of", "gone_through", "recorded", "left")} == {
            "month": "2026-12",
            "as_of": "2026-12-01",
            "gone_through": ["HL", "LS"],
            "recorded": {"targets": 2, "promises": 1, "measures": 1},
            "left": 2,
        }
        plan = document(shell.run("plan --json"))
        assert found["totals"] == plan["totals"]
        assert found["open"] == [row for row in plan["customers"] if "uncovered" in row["flags"]]
        assert "华联超市 HL   grade B   1 of 4\nTarget [250,000]:\n" in said.err

    def test_also_of_an_empty_book(self, tmp_path):
        found = document(Shell(tmp_path).run("plan --guide --json", HUIKUAN_DB=""))
        assert (found["gone_through"], found["left"], found["open"]) == ([], 0, [])

    def test_questions_are_talk_and_screens_are_the_result(self, shell):
        said = guide(shell, *EVERYONE)
        assert not [line for line in said.out.splitlines() if line.rstrip().endswith(":")]
        assert "Ask  " not in said.err

    def test_what_is_worth_a_word_is_said_once(self, shell):
        """The same sentence for the next customer is left out."""
        said = guide(shell, "", "", "5万 12-19", "", "", "", *["", "", "5万 12-19", "", ""])
        assert said.err.count("2026-12-19 Sat is not a working day") == 1
