"""What a program reads: one document, the same keys in every language, amounts as text, days as ISO, absent as null."""

from __future__ import annotations

import json
import re
import tempfile

import pytest
from contract import CODES, READS, READS_OF_ONE, WRITES, book_shell, document, unsaid

from shell import Shell

SUMS = {
    "target",
    "suggested",
    "received",
    "promised",
    "gap",
    "measures",
    "uncovered",
    "surplus",
    "coverage",
    "achievement",
}
TOTALS = SUMS | {"customers", "without_target", "without_promise", "main", "supplement"}
ROW = SUMS | {"customer", "code", "grade", "basis", "flags"}
INSTALMENT = {"due", "window_end", "amount", "paid", "paid_late", "remaining", "state"}
PROMISE = {
    "id",
    "customer",
    "made_on",
    "made_by",
    "level",
    "amount",
    "paid",
    "remaining",
    "state",
    "status",
    "instalments",
}
MEASURE = {"id", "customer", "title", "kind", "yield", "due", "status", "actual"}
TASK = {
    "kind",
    "customer",
    "code",
    "amount",
    "due",
    "days_late",
    "points",
    "why",
    "contact",
    "phone",
    "when",
    "say",
    "command",
}
RECEIPT = {"id", "customer", "date", "amount", "form", "matures", "presented", "allocations", "unallocated", "reversed"}
CUSTOMER = {"code", "name", "aliases", "grade", "kind", "owner", "archived"}
TARGET = {"customer", "month", "amount", "expected", "ask", "accepted_on"}
ASK = {"expected", "opening", "aim", "floor", "ratio", "basis"}
RECORD = {"kept_by_count", "kept_by_amount", "days_late", "matured"}
CARD = ROW | {"month", "as_of", "promises", "measures_open", "ask", "record", "excuses", "contacts", "checklist"}

MONEY_KEYS = {
    *[
        "target",
        "suggested",
        "received",
        "promised",
        "gap",
        "measures",
        "uncovered",
        "surplus",
        "amount",
        "paid",
        "paid_late",
        "remaining",
        "yield",
    ],
    *["actual", "expected", "ask", "opening", "aim", "floor", "unallocated", "paid_in_window"],
}
DAY_KEYS = {
    "as_of",
    "due",
    "window_end",
    "made_on",
    "date",
    "matures",
    "accepted_on",
    "set_on",
    "reversed_on",
    "ended_on",
}
LISTS = {
    f"{noun} list": f"{noun}s"
    for noun in ("customer", "contact", "target", "measure", "promise", "receipt", "approval")
}


@pytest.fixture(autouse=True)
def own_temporary_folder(tmp_path_factory, monkeypatch):
    """Where the demonstration leaves its book."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path_factory.mktemp("temporary")))


@pytest.fixture
def book(tmp_path):
    shell = book_shell(tmp_path)
    return lambda line, **env: document(shell.run(f"{line} --json", **env))


def _walk(node, key=""):
    yield key, node
    for name, child in (
        node.items() if isinstance(node, dict) else ((key, each) for each in node) if isinstance(node, list) else ()
    ):
        yield from _walk(child, name)


def _keys(node):
    """The keys of a document with all that hangs below them; lists count as one thing of each shape."""
    if isinstance(node, dict):
        return {name: _keys(child) for name, child in node.items()}
    if isinstance(node, list):
        return sorted({json.dumps(_keys(child)) for child in node})
    return None


class TestKeys:
    def test_plan(self, book):
        plan = book("plan")
        assert {"month", "as_of", "customers", "totals"} <= set(plan)
        assert all(set(row) >= ROW for row in plan["customers"])
        assert set(plan["totals"]) >= TOTALS
        assert set(plan["totals"]["main"]) == set(plan["totals"]["supplement"]) == SUMS

    def test_gap_of_everyone_has_the_rows_of_the_plan(self, book):
        gaps, plan = book("gap"), book("plan")
        assert set(gaps) == {"month", "as_of", "customers", "totals"}
        assert (gaps["customers"], gaps["totals"]) == (plan["customers"], plan["totals"])

    def test_gap_of_one_customer(self, book):
        card = book("gap HL")
        assert set(card) >= CARD
        assert set(card["ask"]) >= ASK
        assert set(card["record"]) >= RECORD
        assert all(set(promise) >= PROMISE for promise in card["promises"])
        assert all(set(measure) >= MEASURE for measure in card["measures_open"])
        assert card["promises"]
        assert card["measures_open"]

    def test_the_card_and_the_plan_agree_on_a_customer(self, book):
        rows = {row["code"]: row for row in book("plan")["customers"]}
        for code in set(CODES) - {"OLD"}:
            card = book(f"gap {code}")
            assert {name: card[name] for name in ROW} == {name: rows[code][name] for name in ROW}

    def test_followup(self, book):
        morning = book("followup")
        assert set(morning) >= {"as_of", "tasks", "hidden"}
        assert morning["tasks"]
        for task in morning["tasks"]:
            assert set(task) >= TASK
            assert all(set(term) == {"term", "points"} for term in task["why"])
            assert sum(term["points"] for term in task["why"]) == task["points"]

    @pytest.mark.parametrize(
        ("line", "shape"),
        [
            ("promise list", PROMISE),
            ("measure list", MEASURE),
            ("receipt list", RECEIPT),
            ("customer list", CUSTOMER),
            ("target list", TARGET),
        ],
    )
    def test_a_list_is_one_key_with_records_in_their_shape(self, book, line, shape):
        found = book(line)
        assert set(found) == {LISTS[line]}
        assert found[LISTS[line]]
        assert all(set(record) >= shape for record in found[LISTS[line]])

    def test_an_instalment_and_an_allocation(self, book):
        promises, receipts = book("promise list")["promises"], book("receipt list")["receipts"]
        assert all(set(part) == INSTALMENT for promise in promises for part in promise["instalments"])
        shares = [share for receipt in receipts for share in receipt["allocations"]]
        assert shares
        assert all(set(share) == {"promise", "due", "amount"} for share in shares)

    def test_states_and_flags_are_the_words_of_the_contract(self, book):
        promises = book("promise list")["promises"]
        assert {promise["status"] for promise in promises} <= {"live", "superseded", "withdrawn"}
        states = {part["state"] for promise in promises for part in [promise, *promise["instalments"]]}
        assert states <= {"pending", "kept", "partial", "broken"}
        rows = book("plan")["customers"]
        assert {flag for row in rows for flag in row["flags"]} <= {"no_target", "no_promise", "uncovered", "broken"}
        assert {row["basis"] for row in rows} <= {"ledger", "history", "none"}


class TestValues:
    @pytest.mark.parametrize("line", [line for line in (*READS, *READS_OF_ONE) if line not in {"history", "doctor"}])
    def test_amounts_are_text_with_two_places_and_days_are_iso(self, book, line):
        for key, value in _walk(book(line)):
            if isinstance(value, dict | list) or value is None:
                continue
            if key in MONEY_KEYS:
                assert re.fullmatch(r"\d+\.\d\d", value), (key, value)
            if key in DAY_KEYS:
                assert re.fullmatch(r"\d{4}-\d\d-\d\d", value), (key, value)
            if key == "month":
                assert re.fullmatch(r"\d{4}-\d\d", value), (key, value)

    def test_what_is_absent_is_null(self, book):
        [row] = [row for row in book("plan 下月")["customers"] if row["code"] == "SY"]
        assert (row["target"], row["suggested"], row["coverage"], row["achievement"]) == (None,) * 4
        assert book("customer show SY")["owner"] is None
        assert book("measure list")["measures"][0]["actual"] is None

    @pytest.mark.parametrize("name", sorted(SUMS - {"coverage", "achievement"}))
    def test_totals_are_the_sums_of_the_rows(self, book, name):
        plan = book("plan")
        fen = [int((row[name] or "0.00").replace(".", "")) for row in plan["customers"]]
        totals = plan["totals"]
        assert int(totals[name].replace(".", "")) == sum(fen)
        parts = [int(totals[part][name].replace(".", "")) for part in ("main", "supplement")]
        assert sum(parts) == sum(fen)


class TestOrder:
    def test_rows_stand_by_uncovered_then_code(self, book):
        for line in ("plan", "gap"):
            rows = book(line)["customers"]
            assert rows == sorted(rows, key=lambda row: (-float(row["uncovered"]), row["code"]))

    def test_tasks_stand_by_points_then_code(self, book):
        tasks = book("followup")["tasks"]
        assert [(t["points"], t["code"]) for t in tasks] == sorted(
            ((t["points"], t["code"]) for t in tasks), key=lambda pair: (-pair[0], pair[1])
        )

    @pytest.mark.parametrize("noun", ["contact", "measure", "promise", "receipt"])
    def test_lists_stand_by_id(self, book, noun):
        ids = [record["id"] for record in book(f"{noun} list")[f"{noun}s"]]
        assert ids
        assert ids == sorted(ids)

    def test_customers_stand_as_they_came(self, book):
        assert [record["code"] for record in book("customer list --all")["customers"]] == list(CODES)


class TestOneDocument:
    @pytest.mark.parametrize(
        "line", [*READS, "doctor", "demo", "promise list --open", "gap --owner 谁", "followup 明天"]
    )
    def test_an_empty_book_answers_too_and_with_the_same_keys(self, tmp_path, line):
        said = Shell(tmp_path, lang="en").run(f"{line} --json", HUIKUAN_DB="")
        assert (said.code, said.err) == (0, "")
        assert json.loads(said.out)

    @pytest.mark.parametrize("line", [line for line in READS if line != "doctor"])
    def test_empty_and_full_have_the_same_first_keys(self, tmp_path, line):
        empty = document(Shell(tmp_path, lang="en").run(f"{line} --json", HUIKUAN_DB=""))
        full = document(book_shell(tmp_path).run(f"{line} --json"))
        assert list(empty) == list(full)

    def test_keys_are_the_same_in_both_languages(self, tmp_path):
        shell = book_shell(tmp_path)
        lines = [line for line in (*READS, *READS_OF_ONE) if line != "doctor"]
        said = [[document(shell.run(f"{line} --json", HUIKUAN_LANG=lang)) for line in lines] for lang in ("en", "zh")]
        assert [_keys(each) for each in said[0]] == [_keys(each) for each in said[1]]

    def test_words_alone_differ_between_the_languages(self, tmp_path):
        """`say` is a sentence; nothing else in a document depends on the language."""
        shell = book_shell(tmp_path)
        for line in ("plan", "gap HL", "promise list", "receipt list", "customer list", "history"):
            said = [shell.run(f"{line} --json", HUIKUAN_LANG=lang).out for lang in ("en", "zh")]
            assert unsaid(json.loads(said[0])) == unsaid(json.loads(said[1]))

    def test_a_check_that_fails_still_prints_its_document(self, tmp_path):
        said = book_shell(tmp_path).run("gap --check --json")
        assert said.code == 6
        assert json.loads(said.out)["customers"]

    @pytest.mark.parametrize("line", ["gap zzz --json", "promise show 99 --json", "plan 13月 --json"])
    def test_a_refusal_prints_no_document(self, tmp_path, line):
        assert book_shell(tmp_path).run(line).out == ""

    def test_the_same_question_has_the_same_answer(self, book):
        assert book("plan") == book("plan")
        assert book("followup") == book("followup")


class TestWritten:
    @pytest.mark.parametrize("line", [*WRITES, "undo"])
    def test_a_write_prints_one_document(self, tmp_path, line):
        assert document(book_shell(tmp_path).run(f"{line} --json"))

    @pytest.mark.parametrize(
        ("write", "read"),
        [
            ("promise add SY 5万 12-18 --by 陈科长", "promise list"),
            ("promise renew 1 5万 12-18", "promise list"),
            ("receipt add HL 3万", "receipt list"),
            ("customer add 新客户 --grade A --note 月初付", "customer list"),
            ("contact add DF 周经理 --role pays --phone 010-1", "contact list"),
            ("measure add DF 对账 2万 --by 12-20", "measure list"),
            ("target set OLD2 3万 --expected 1万", "target list"),
            ("approval add OLD2 初审 --by 陈科长 --submitted 12-01 --expected 月底", "approval list"),
        ],
    )
    def test_the_record_made_is_the_record_listed(self, tmp_path, write, read):
        shell = book_shell(tmp_path)
        shell.run("customer add 第二客户 --code OLD2")
        made = document(shell.run(f"{write} --json"))
        assert made == document(shell.run(f"{read} --json"))[LISTS[read]][-1]

    @pytest.mark.parametrize(
        ("write", "read"),
        [
            ("receipt reverse 2 --reason 退票", "receipt list"),
            ("receipt present 3 --on 12-09", "receipt list"),
            ("measure done 1 --yield 5万", "measure list"),
            ("measure start 2", "measure list"),
            ("measure drop 2", "measure list"),
            ("promise withdraw 1 --reason 取消", "promise list"),
        ],
    )
    def test_the_record_changed_is_the_record_listed(self, tmp_path, write, read):
        shell = book_shell(tmp_path)
        made = document(shell.run(f"{write} --json"))
        assert made in document(shell.run(f"{read} --json"))[LISTS[read]]

    @pytest.mark.parametrize("write", ["customer edit HL --grade A --alias 老华", "customer archive SY"])
    def test_the_customer_changed_is_the_customer_shown(self, tmp_path, write):
        shell = book_shell(tmp_path)
        made = document(shell.run(f"{write} --json"))
        assert made in document(shell.run("customer list --all --json"))["customers"]
