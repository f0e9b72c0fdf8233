"""What is refused: with the right code, in one sentence on stderr, with nothing on stdout and nothing written."""

from __future__ import annotations

import shlex
import sqlite3

import pytest
from contract import book_shell, document, english_in

from huikuan.store import bookfile
from shell import Shell

AMOUNTS = [
    ("1,2000", "three digits"),
    ("12,34,567", "three digits"),
    ("0", "more than nothing"),
    ("0.00", "more than nothing"),
    ("-5", "is not an amount"),
    ("-5万", "is not an amount"),
    ("nan", "word"),
    ("inf", "word"),
    ("1e5", "without"),
    ("1.234", "two decimals"),
    ("0.001", "two decimals"),
    ("100001亿", "ten trillion"),
    ("10000000000000.01", "ten trillion"),
    ("12.5.3", "is not an amount"),
    ("$500", "yuan"),
    ("3万50", "not clear"),
    ("1 000 万 5", "is not an amount"),
    ("", "nothing was typed"),
    ("很多", "is not an amount"),
]
AMOUNT_SLOTS = [
    "promise add HL {} 周五",
    "target set HL {}",
    "target set HL 5万 --expected {}",
    "target set HL 5万 --ask {}",
    "measure add HL 对账 {}",
    "measure done 1 --yield {}",
    "receipt add HL {}",
    "followup --floor {}",
]
DAYS = [
    ("foo", "none of the forms"),
    ("2026-02-30", "has no day 30"),
    ("32号", "has no day 32"),
    ("13-01", "no month 13"),
    ("周末", "no single day"),
    ("2026-12", "no single day"),
    ("1999-12-31", "2000 to 2099"),
    ("2100-01-01", "2000 to 2099"),
    ("", "nothing was typed"),
]
DAY_SLOTS = [
    "promise add HL 1万 {}",
    "promise add HL 1万 周五 --on {}",
    "receipt add HL 1万 {}",
    "receipt add HL 1万 --matures {}",
    "measure add HL 对账 1万 --by {}",
    "log HL --next {}",
    "log HL --on {}",
    "approval add HL 初审 --submitted {}",
    "approval add HL 初审 --expected {}",
    "receipt present 3 --on {}",
    "customer add 甲 --since {}",
    "followup {}",
    "plan --as-of {}",
]
MONTHS = [("13月", "no month 13"), ("2026-13", "no month 13"), ("foo", "none of the forms"), ("1999-12", "2000")]
MONTH_SLOTS = ["plan {}", "gap --month {}", "target set HL 5万 --month {}", "receipt list --month {}"]
CUSTOMER_SLOTS = [
    "gap {}",
    "contact add {} 王总",
    "contact list {}",
    "customer show {}",
    "customer edit {} --grade A",
    "customer archive {}",
    "target set {} 5万",
    "target list {}",
    "measure add {} 对账 1万",
    "measure list {}",
    "promise add {} 1万 周五",
    "promise list {}",
    "receipt add {} 1万",
    "receipt list {}",
    "log {} --said 好",
    "approval add {} 初审",
    "approval list {}",
]
WORDS_OF_A_LIST = [
    ("customer add 甲 --grade E", "A, B, C, D"),
    ("customer edit HL --grade ''", "A, B, C, D"),
    ("customer add 甲 --grade AA", "A, B, C, D"),
    ("customer add 甲 --kind 朋友", "distributor"),
    ("contact add HL 王 --role 保安", "decides"),
    ("receipt add HL 1万 --form gold", "acceptance_bill"),
    ("promise add HL 1万 周五 --form gold", "acceptance_bill"),
    ("measure add HL 对账 1万 --kind 打架", "reconcile"),
    ("log HL --by 鸽子", "wechat"),
    ("log HL --outcome 也许", "no_answer"),
]
NUMBERS = [
    ("customer add 甲 --terms -1", "is not"),
    ("customer add 甲 --terms 三十", "is not"),
    ("followup --limit 0", "is not"),
    ("history --limit 0", "is not"),
    ("followup --limit x", "is not"),
    ("promise show abc", "is not"),
    ("promise show 1.5", "is not"),
    ("measure done ''", "is not"),
    ("undo x", "is not"),
]
UNKNOWN_IDS = [
    ("promise renew 99 1万 周五", "no promise 99"),
    ("promise withdraw 99 --reason 取消", "no promise 99"),
    ("promise show 99", "no promise 99"),
    ("promise show 0", "no promise 0"),
    ("receipt add HL 1万 --to 99", "no promise 99"),
    ("receipt reverse 99 --reason 退票", "no receipt 99"),
    ("receipt present 99", "no receipt 99"),
    ("approval done 99", "no step of approval 99"),
    ("approval add HL 初审 --promise 99", "no promise 99"),
    ("measure start 99", "no measure 99"),
    ("measure done 99", "no measure 99"),
    ("measure drop 99", "no measure 99"),
    ("promise add HL 1万 周五 --from-measure 99", "no measure 99"),
    ("undo 99", "no entry number 99"),
    ("undo 0", "no entry number 0"),
]
RULES = [
    ("promise add HL 1万 昨天", "before 2026-12-10"),
    ("promise add HL 1万 2026-12-09", "before 2026-12-10"),
    ("promise add HL 1万 2026-12-08 --on 12-09", "before 2026-12-09"),
    ("promise add HL --split 1万@昨天,1万@月底", "before 2026-12-10"),
    ("promise renew 1 1万 昨天", "before 2026-12-10"),
    ("promise renew 1 1万 12-18 --on 11-30", "cannot end before"),
    ("promise withdraw 1 --reason 取消 --on 11-30", "cannot end before"),
    ("receipt add HL 1万 2026-12-11", "in the future"),
    ("receipt add HL 1万 明天", "in the future"),
    ("receipt reverse 2 --reason 退票 --on 明天", "in the future"),
    ("log HL --on 明天", "in the future"),
    ("promise add HL 1万 月底 --on 明天", "in the future"),
    ("receipt add HL 10000.5 12-08 --form 承兑", "is the same"),
    ("receipt add HL 4万 12-05", "--again"),
    ("receipt add HL 40,000.00 2026-12-05 --form 转账 --note 另一笔", "--again"),
    ("promise add OLD 1万 周五", "is archived"),
    ("target set OLD 1万", "is archived"),
    ("measure add OLD 对账 1万", "is archived"),
    ("contact add OLD 王总", "is archived"),
    ("customer edit OLD --grade A", "is archived"),
    ("customer archive OLD", "is archived"),
    ("customer archive HL", "promised and unpaid"),
    ("promise renew 3 1万 周五", "no longer live"),
    ("promise withdraw 3 --reason 取消", "no longer live"),
    ("receipt add LS 1万 --to 3", "no longer live"),
    ("receipt add HL 1万 --to 2", "not one of"),
    ("promise add DF 1万 周五 --from-measure 1", "not one of"),
    ("promise add HL 12万 --split 5万@周五,5万@月底", "100,000.00"),
    ("promise renew 1 12万 --split 5万@周五,5万@月底", "120,000.00"),
    ("receipt reverse 1 --reason 退票", "reversed on 2026-12-08"),
    ("receipt reverse 2 --reason 退票 --on 12-04", "before that"),
    ("receipt add HL 1万 12-05 --form 承兑 --matures 2026-12-04", "cannot mature"),
    ("receipt present 1", "no bill or cheque"),
    ("receipt present 2", "no bill or cheque"),
    ("receipt present 3 --on 12-07", "before that"),
    ("receipt present 3 --on 明天", "in the future"),
    ("approval add HL 初审 --submitted 明天", "in the future"),
    ("approval add HL 初审 --submitted 12-09 --expected 2026-12-08", "before 2026-12-09"),
    ("approval add HL 初审 --promise 2", "not one of"),
    ("approval add LS 初审 --promise 3", "no longer live"),
    ("approval add OLD 初审", "is archived"),
    ("log HL --on 12-09 --next 2026-12-08", "before this one"),
    ("customer add 华联超市", "customer already"),
    ("customer add 甲 --code hl", "belongs to"),
    ("customer edit HL --name 东风商贸", "customer already"),
    ("customer edit HL --code DF", "belongs to"),
    ("customer edit HL", "Nothing to change"),
    ("plan 下月 --freeze", "no plan to freeze"),
    ("undo 1", "Undo that one first"),
]
MISTYPED = [
    ("pln", "the nearest is plan"),
    ("xyzzy", "has no command"),
    ("customer ad", "the nearest is add"),
    ("customer", "needs to know what to do"),
    ("plan --ownr 小李", "the nearest is --owner"),
    ("plan --limit 3", "has no option"),
    ("promise add HL 1万 周五 -q", "has no option"),
    ("promise add", "is missing"),
    ("promise add HL", "an amount and a date"),
    ("promise add HL 1万", "an amount and a date"),
    ("promise add HL 1万 周五 --split 1万@周五", "an amount and a date"),
    ("receipt add HL", "is missing"),
    ("target set HL", "is missing"),
    ("measure add HL 对账", "is missing"),
    ("approval add HL", "is missing"),
    ("approval add HL 初审 --submitted", "needs a value"),
    ("approval add HL ''", "it is empty"),
    ("approval done x", "is not"),
    ("promise withdraw 1", "--reason is missing"),
    ("receipt reverse 2", "--reason is missing"),
    ("customer add", "is missing"),
    ("customer add New Customer Ltd", "quotation marks"),
    ("measure add HL 协调 退货 3万", "is not an amount"),
    ("gap 华联 超市", "quotation marks"),
    ("followup 周六 周日", "too many"),
    ("customer add 甲 --note", "needs a value"),
    ("plan --json=yes", "takes no value"),
    ("promise add HL --split 5万", "no @"),
    ("promise add HL --split 5万@", "is not a day"),
    ("promise add HL --split @周五", "no amount before it"),
    ("promise add HL --split 0@周五", "more than nothing"),
    ("promise add HL --split 1万@周五,2万@周五", "fall on"),
    ("promise add HL --split ''", "nothing was typed"),
    ("target set HL 5万 --as-of 12-01", "takes no --as-of"),
    ("--as-of 12-01 receipt add HL 1万", "takes no --as-of"),
    ("customer --as-of 12-01 add 甲", "takes no --as-of"),
    ("undo --as-of 12-01", "takes no --as-of"),
    ("plan --freeze --as-of 12-01", "takes no --as-of"),
    ("plan --db postgresql://me:geheim@host/book", "HUIKUAN_DB"),
    ("--db sqlite:///book.db receipt add HL 1万", "HUIKUAN_DB"),
    ("customer add '   '", "it is empty"),
    ("contact add HL ''", "it is empty"),
]


def _table():
    filled = [
        (slot.format(shlex.quote(typed)), 2, word)
        for slots, values in ((AMOUNT_SLOTS, AMOUNTS), (DAY_SLOTS, DAYS), (MONTH_SLOTS, MONTHS))
        for number, slot in enumerate(slots)
        for typed, word in (values if number == 0 else values[number % 3 :: 3])
    ]
    filled += [(slot.format("华连"), 3, "nearest: 华联超市 (HL)") for slot in CUSTOMER_SLOTS]
    filled += [("gap zzz", 3, "customer add NAME --code zzz"), ("gap '华联 超市 总店 分店'", 3, "No customer")]
    filled += [(slot.format("商"), 3, "东风商贸 (DF), 老实商行 (LS)") for slot in CUSTOMER_SLOTS]
    filled += [(line, 2, word) for line, word in [*WORDS_OF_A_LIST, *NUMBERS, *MISTYPED]]
    filled += [(line, 3, word) for line, word in UNKNOWN_IDS]
    filled += [(line, 1, word) for line, word in RULES]
    return filled


@pytest.mark.parametrize(("line", "code", "word"), _table())
def test_a_refusal_has_its_code_and_one_sentence_and_writes_nothing(tmp_path, line, code, word):
    shell = book_shell(tmp_path)
    before = shell.book.read_bytes()
    said = shell.run(line)
    assert (said.code, said.out) == (code, ""), said.err
    assert word in said.err
    assert said.err.endswith("\n")
    assert said.err.count("\n") == 1
    assert not {"Traceback", "fault of huikuan", "geheim"} & set(said.err.split("\n"))
    assert shell.book.read_bytes() == before


@pytest.mark.parametrize(("line", "code", "word"), _table())
def test_a_refusal_in_chinese_is_chinese_alone(tmp_path, line, code, word):
    shell = book_shell(tmp_path, lang="zh")
    before = shell.book.read_bytes()
    said = shell.run(line)
    assert (said.code, said.out, said.err.count("\n")) == (code, "", 1), said.err
    assert any("\u4e00" <= letter <= "\u9fff" for letter in said.err.replace(line, ""))
    assert english_in(said.err) == []
    assert shell.book.read_bytes() == before


@pytest.mark.parametrize(("line", "code", "word"), [
    ("receipt add HL 1万 2028-01-01", 1, "in the future"),
    ("promise add zzz 1万 2028-01-01", 3, "No customer"),
    ("promise add OLD 1万 2028-01-01", 1, "is archived"),
    ("promise renew 99 1万 2028-01-01", 3, "no promise 99"),
])  # fmt: skip
def test_a_far_day_that_is_refused_says_the_refusal_alone(tmp_path, line, code, word):
    """Nothing was stored, so nothing is said that leads to `huikuan undo`, which would take back something else."""
    said = book_shell(tmp_path).run(line)
    assert (said.code, said.out) == (code, "")
    assert word in said.err
    assert "huikuan undo" not in said.err
    assert said.err.count("\n") == 1


HUGE = "99999999999999999999"


@pytest.mark.parametrize(("line", "code"), [
    (f"promise show {HUGE}", 3),
    (f"promise renew {HUGE} 1万 周五", 3),
    (f"receipt reverse {HUGE} --reason 退票", 3),
    (f"receipt add HL 1万 --to {HUGE}", 3),
    (f"measure done {HUGE}", 3),
    (f"promise add HL 1万 周五 --from-measure {HUGE}", 3),
    (f"undo {HUGE}", 3),
    (f"history --limit {HUGE}", 0),
    (f"followup --limit {HUGE}", 0),
])  # fmt: skip
def test_a_number_larger_than_any_record_is_no_fault_of_the_program(tmp_path, line, code):
    said = book_shell(tmp_path).run(line)
    assert "fault of huikuan" not in said.err
    assert said.code == code


@pytest.mark.parametrize("line", ["promise show -1", "undo -1", "measure done -1"])
def test_a_negative_number_where_an_id_belongs_is_not_called_an_amount(tmp_path, line):
    said = book_shell(tmp_path).run(line)
    assert (said.code, said.err.count("\n")) == (2, 1)
    assert "amount" not in said.err


class TestWhatToTypeInstead:
    """The words after “huikuan” in a refusal can be typed as they stand."""

    @pytest.mark.parametrize("name", ["New Customer Ltd", "$(rm x) y", "it's"])
    def test_a_name_with_spaces_comes_quoted(self, tmp_path, name):
        shell = book_shell(tmp_path)
        said = shell.run(["gap", name])
        typed = said.err.strip().partition("huikuan customer add ")[2].rstrip(".")
        assert shlex.split(typed) == [name]

    def test_the_usage_of_a_command_names_the_option_it_cannot_do_without(self, tmp_path):
        said = book_shell(tmp_path).run("promise withdraw 1")
        assert "huikuan promise withdraw ID --reason" in said.err

    def test_a_contact_not_known_is_added_by_the_line_shown(self, tmp_path):
        shell = book_shell(tmp_path)
        said = shell.run(["promise", "add", "SY", "1万", "周五", "--by", "Dr Chen"])
        typed = said.err.strip().partition("huikuan contact")[2].rstrip(".")
        assert shell.run("contact" + typed).code == 0


class TestAgain:
    """What was done once cannot be done a second time."""

    @pytest.mark.parametrize(
        ("first", "second", "word"),
        [
            ("receipt add HL 3万", "receipt add HL 30000", "--again"),
            ("plan --freeze", "plan --freeze", "was frozen on"),
            ("undo 23", "undo 23", "already undone"),
            ("measure done 1", "measure drop 1", "was closed"),
            ("receipt present 3", "receipt present 3", "was presented on 2026-12-10"),
            ("receipt reverse 3 --reason 拒付", "receipt present 3", "was reversed on 2026-12-10"),
            ("receipt add HL 10万", "promise renew 1 1万 周五", "paid in full"),
        ],
    )
    def test_the_second_time_is_refused(self, tmp_path, first, second, word):
        shell = book_shell(tmp_path)
        assert shell.run(first).code == 0
        before = shell.book.read_bytes()
        said = shell.run(second)
        assert (said.code, said.out, said.err.count("\n")) == (1, "", 1)
        assert word in said.err
        assert shell.book.read_bytes() == before

    def test_the_same_receipt_is_taken_with_again(self, tmp_path):
        assert book_shell(tmp_path).run("receipt add HL 4万 12-05 --again").code == 0


class TestCheck:
    def test_an_uncovered_gap_is_six_with_its_report(self, tmp_path):
        said = book_shell(tmp_path).run("gap --check")
        assert (said.code, said.err) == (6, "")
        assert "华联超市" in said.out

    @pytest.mark.parametrize(("line", "code"), [("gap SY --check", 6), ("gap --check --json", 6)])
    def test_it_holds_for_one_customer_and_for_programs(self, tmp_path, line, code):
        said = book_shell(tmp_path).run(line)
        assert (said.code, said.err) == (code, "")
        assert said.out

    def test_a_covered_gap_is_nought(self, tmp_path):
        shell = book_shell(tmp_path)
        shell.run("measure add SY 上门 20万")
        assert shell.run("gap SY --check").code == 0

    def test_without_check_a_gap_is_no_failure(self, tmp_path):
        assert book_shell(tmp_path).run("gap").code == 0


def _damaged(book):
    raw = bytearray(book.read_bytes())
    raw[4096:] = b"\x5a" * (len(raw) - 4096)
    book.write_bytes(raw)


def _cut(book):
    book.write_bytes(book.read_bytes()[:5000])


def _newer(book):
    with sqlite3.connect(book) as connection:
        connection.execute("PRAGMA user_version=99")
    connection.close()


def _foreign(book):
    book.unlink()
    with sqlite3.connect(book) as connection:
        connection.execute("CREATE TABLE customer (id INTEGER)")
    connection.close()


def _prose(book):
    book.write_text("Dear diary, today they paid.\n" * 200)


def _folder(book):
    book.unlink()
    book.mkdir()


def _empty(book):
    book.write_bytes(b"")


TROUBLES = [
    (_damaged, "damaged"),
    (_cut, "damaged"),
    (_newer, "newer"),
    (_foreign, "not a huikuan book"),
    (_prose, "not a huikuan book"),
    (_folder, "is a folder"),
    (_empty, "is an empty file"),
]


class TestStorage:
    @pytest.mark.parametrize(
        "line", ["plan", "gap HL", "followup", "customer list", "history", "receipt add HL 1万", "undo"]
    )
    @pytest.mark.parametrize(("spoil", "word"), TROUBLES)
    def test_a_book_that_is_none_is_four_and_keeps_its_bytes(self, tmp_path, spoil, word, line):
        shell = book_shell(tmp_path)
        spoil(shell.book)
        before = shell.book.read_bytes() if shell.book.is_file() else None
        said = shell.run(line)
        assert (said.code, said.out, said.err.count("\n")) == (4, "", 1), said
        assert word in said.err
        assert (shell.book.read_bytes() if shell.book.is_file() else None) == before

    @pytest.mark.parametrize("spoil", [spoil for spoil, _word in TROUBLES])
    def test_it_is_said_in_chinese_too(self, tmp_path, spoil):
        shell = book_shell(tmp_path, lang="zh")
        spoil(shell.book)
        said = shell.run("plan")
        assert (said.code, said.out) == (4, "")
        assert english_in(said.err) == []

    def test_a_book_under_a_file_cannot_be(self, tmp_path):
        shell = book_shell(tmp_path)
        assert shell.run(["customer", "add", "甲", "--db", f"{shell.book}/inner.db"]).code == 4

    def test_a_book_that_stays_locked_is_four(self, tmp_path, monkeypatch):
        shell = book_shell(tmp_path)
        monkeypatch.setattr(bookfile, "PATIENCE", 0.05)
        holder = sqlite3.connect(shell.book, isolation_level=None)
        holder.execute("BEGIN EXCLUSIVE")
        try:
            for line in ("plan", "receipt add HL 1万"):
                said = shell.run(line)
                assert (said.code, said.out, said.err.count("\n")) == (4, "", 1)
                assert "Another command" in said.err
        finally:
            holder.close()
        assert document(shell.run("history --limit 1 --json"))["history"][0]["command"] == "target set LS 5万"

    @pytest.mark.parametrize("address", ["mysql://me:geheim@host/book", "postgresql://me:geheim@127.0.0.1:1/book"])
    def test_the_address_of_a_server_is_never_shown(self, tmp_path, address):
        said = Shell(tmp_path, lang="en").run("plan", HUIKUAN_DB=address)
        assert (said.code, said.out, said.err.count("\n")) == (4, "", 1)
        assert "geheim" not in said.err
