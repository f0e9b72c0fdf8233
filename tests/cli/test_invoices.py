"""huikuan invoice, and what receipts do to invoices: what is typed, what is said, what is refused, the JSON of each."""

from __future__ import annotations

import pytest
from contract import CODES, book_shell, document, tell, unsaid

from shell import Shell

STORY = """
= 2026-11-01
customer add 华联超市 --code HL --alias 华联 --owner 小李
customer add 东风商贸 --code DF --owner 小王
contact add HL 刘会计 --role pays
= 2026-11-05
invoice add HL 10万 11-30 --no F1 --issued 11-02
invoice add HL --split 3万@12-20,3万@2027-01-20 --no F2 --note 分期
invoice add DF 5万 12-15 --no F1
= 2026-12-01
receipt add HL 4万
invoice dispute F1 2万 --reason 两箱破损 --customer HL
= 2026-12-05
invoice add HL 5000 --credit --no CN1 --against F2
"""
"""HL: F1 100,000 due 11-30, 40,000 paid, 20,000 disputed; F2 in two parts, 5,000 credited. DF: F1 50,000."""

INVOICE = {
    "id", "customer", "code", "number", "kind", "issued", "due", "amount", "settled", "open", "disputed", "chased",
    "days_overdue", "disputed_why", "settlements", "stated_on", "note",
}  # fmt: skip
OWED = {"chased", "overdue", "disputed", "credits", "balance"}
AGREEMENT = {"id", "customer", "code", "date", "amount", "by", "note", "book", "difference"}
WRITES = (
    "invoice add HL 1万 12-31 --no F9",
    "invoice add HL 1万 12-31",
    "invoice add DF --split 1万@12-31,2万@2027-01-31 --no F8",
    "invoice add HL 1万 --credit --against F1",
    "invoice dispute F2 1万 --reason 少货",
    "invoice dispute F1 --over --reason 已换货 --customer HL",
    "invoice agree HL 11万 --by 刘会计",
    "receipt add HL 1万",
    "receipt add HL 1万 --invoice F2",
    "receipt add DF 1万 2026-11-01 --advance",
    "receipt reverse 1 --reason 退票",
)


@pytest.fixture
def shell(tmp_path):
    return book_shell(tmp_path, story=STORY)


def invoices(shell, line="invoice list"):
    return document(shell.run(f"{line} --json"))["invoices"]


def amounts(shell, line="invoice list"):
    """Number and due day of each invoice, with what is open and disputed of it."""
    return {(i["code"], i["number"], i["due"]): (i["open"], i["disputed"]) for i in invoices(shell, line)}


def balance(shell, code="HL", day="2026-12-10"):
    found = document(shell.run(f"ageing {code} --as-of {day} --json"))
    return found["chased"], found["disputed"], found["credits"], found["balance"]


class TestAdd:
    def test_what_was_understood_is_said(self, shell):
        said = shell.run("invoice add 华联 1.5万 周五 --no F9 --issued 昨天")
        assert said.code == 0
        assert "Invoice F9" in said.out
        assert all(word in said.out for word in ("15,000.00", "2026-12-11 Fri", "2026-12-09 Wed"))

    def test_the_json_of_one(self, shell):
        made = document(shell.run("invoice add HL 1万 12-31 --no F9 --note 急 --json"))
        assert made == {
            "id": 6,
            "customer": "华联超市",
            "code": "HL",
            "number": "F9",
            "kind": "invoice",
            "issued": "2026-12-10",
            "due": "2026-12-31",
            "amount": "10000.00",
            "settled": "0.00",
            "open": "10000.00",
            "disputed": "0.00",
            "chased": "10000.00",
            "days_overdue": 0,
            "disputed_why": None,
            "settlements": [],
            "stated_on": None,
            "note": "急",
        }

    def test_of_several_parts_a_document_each(self, shell):
        made = document(shell.run("invoice add HL --split 1万@12-31,2万@2027-01-31 --no F9 --json"))
        assert [(each["number"], each["due"], each["amount"]) for each in made] == [
            ("F9", "2026-12-31", "10000.00"),
            ("F9", "2027-01-31", "20000.00"),
        ]
        assert set(made[0]) == INVOICE

    def test_of_one_part_one_document(self, shell):
        assert document(shell.run("invoice add HL --split 1万@12-31 --json"))["due"] == "2026-12-31"

    @pytest.mark.parametrize(
        ("typed", "issued", "due"),
        [
            ("12-31", "2026-12-10", "2026-12-31"),
            ("12-08", "2026-12-08", "2026-12-08"),
            ("12-31 --issued 12-01", "2026-12-01", "2026-12-31"),
            ("12-05 --issued 11-05", "2026-11-05", "2026-12-05"),
            ("2027-01-05 --issued 昨天", "2026-12-09", "2027-01-05"),
        ],
    )
    def test_its_days(self, shell, typed, issued, due):
        made = document(shell.run(f"invoice add HL 1万 {typed} --json"))
        assert (made["issued"], made["due"]) == (issued, due)

    def test_without_a_due_day_their_terms_say(self, shell):
        assert shell.run("customer edit HL --terms 45").code == 0
        made = document(shell.run("invoice add HL 1万 --issued 12-01 --json"))
        assert made["due"] == "2027-01-15"

    def test_a_credit_note(self, shell):
        said = shell.run("invoice add HL 5000 --credit --no CN2")
        assert "Credit note CN2" in said.out
        made = document(shell.run("invoice add HL 200万 --credit --issued 12-08 --json"))
        assert (made["kind"], made["issued"], made["due"]) == ("credit_note", "2026-12-08", "2026-12-08")
        assert "is left" in shell.run("invoice add HL 1万 --credit").out

    def test_a_credit_note_against_an_invoice_settles_that_one_first(self, shell):
        before = amounts(shell)
        assert before["HL", "F2", "2026-12-20"] == ("25000.00", "0.00")
        shell.run("invoice add HL 5000 --credit --against F2")
        after = amounts(shell)
        assert after["HL", "F2", "2026-12-20"] == ("20000.00", "0.00")
        assert after["HL", "F1", "2026-11-30"] == before["HL", "F1", "2026-11-30"]

    @pytest.mark.parametrize(
        ("line", "code", "word"),
        [
            ("invoice add HL", 2, "An invoice has an amount"),
            ("invoice add HL 1万 12-31 --split 1万@12-31", 2, "An invoice has an amount"),
            ("invoice add HL --split 1万@12-31 --credit", 2, "An invoice has an amount"),
            ("invoice add HL 1万 12-31 --against F1", 2, "An invoice has an amount"),
            ("invoice add HL 1万", 2, "--terms 30"),
            ("invoice add HL 1万 12-31 --issued 2026-12-11", 1, ""),
            ("invoice add HL 1万 12-01 --issued 12-05", 1, "lies before"),
            ("invoice add HL 1万 11-30 --no F1 --issued 11-02", 1, "already has an invoice F1"),
            ("invoice add HL 0 12-31", 2, ""),
            ("invoice add HL -5 12-31", 2, ""),
            ("invoice add HL 1万 32号", 2, ""),
            ("invoice add 没有 1万 12-31", 3, ""),
            ("invoice add HL 1万 --credit --against F9", 3, "There is no invoice F9"),
            ("invoice add DF 1万 --credit --against F2", 3, "There is no invoice F2"),
            ("invoice add HL 1万 --credit --against CN1", 3, "There is no invoice CN1"),
        ],
    )
    def test_refused_in_one_sentence_and_nothing_stored(self, shell, line, code, word):
        before = shell.book.read_bytes()
        said = shell.run(line)
        assert (said.code, said.out, said.err.rstrip("\n").count("\n")) == (code, "", 0), said
        assert word in said.err
        assert shell.book.read_bytes() == before

    def test_a_part_refused_refuses_all_parts(self, shell):
        before = invoices(shell)
        assert shell.run("invoice add HL --split 1万@12-31,1万@12-20 --no F2").code == 1
        assert invoices(shell) == before

    def test_an_advance_pays_the_part_that_falls_due_first_in_whatever_order_they_are_typed(self, shell):
        shell.run("receipt add DF 6万")
        made = document(shell.run("invoice add DF --split 1万@2027-01-31,1万@12-31 --no F9 --json"))
        assert {each["due"]: each["open"] for each in made} == {"2027-01-31": "10000.00", "2026-12-31": "0.00"}


class TestDispute:
    def test_an_amount(self, shell):
        made = document(shell.run("invoice dispute F2 1万 --reason 少货 --json"))
        assert set(made) == INVOICE
        assert (made["due"], made["disputed"], made["chased"]) == ("2026-12-20", "10000.00", "15000.00")
        assert made["disputed_why"] == "少货"

    def test_all_that_is_open(self, shell):
        made = document(shell.run("invoice dispute F1 --customer HL --reason 全错 --json"))
        assert (made["disputed"], made["chased"]) == ("60000.00", "0.00")

    def test_it_is_said(self, shell):
        assert (
            "20,000.00 disputed, 40,000.00 chased"
            in shell.run("invoice dispute F1 2万 --customer HL --reason 再说").out
        )

    def test_it_ends_on_its_day(self, shell):
        made = document(shell.run("invoice dispute F1 --over --reason 已换货 --customer HL --on 12-08 --json"))
        assert (made["disputed"], made["chased"], made["disputed_why"]) == ("0.00", "60000.00", None)
        days = ("2026-11-30", "2026-12-01", "2026-12-07", "2026-12-08")
        assert [balance(shell, day=day)[1] for day in days] == ["0.00", "20000.00", "20000.00", "0.00"]

    def test_it_ends_the_day_it_began(self, shell):
        shell.run("invoice dispute F2 1万 --reason 少货")
        assert document(shell.run("invoice dispute F2 --over --reason 补了 --json"))["disputed"] == "0.00"

    def test_a_reason_is_not_asked_for_where_help_says_it_may_be_left_out(self, shell):
        """Either a reason has to be given, and the refusal says so; or it may be left out."""
        said = shell.run("invoice dispute F1 --over --customer HL")
        assert said.code == 0 or "--reason" in said.err

    @pytest.mark.parametrize(
        ("line", "code", "word"),
        [
            ("invoice dispute F1 1万 --reason x", 3, "--customer"),
            ("invoice dispute F7 1万 --reason x", 3, "There is no invoice F7"),
            ("invoice dispute CN1 1千 --reason x", 3, "There is no invoice CN1"),
            ("invoice dispute F1 1万 --reason x --customer 没有", 3, ""),
            ("invoice dispute F1 6.1万 --reason x --customer HL", 1, "only 60,000.00 is open"),
            ("invoice dispute F1 --over --reason x --customer DF", 1, "Nothing of invoice F1 is disputed"),
            ("invoice dispute F1 1万 --reason x --customer HL --on 2026-11-01", 1, "nothing is open"),
            ("invoice dispute F1 1万 --reason x --customer HL --on 2026-12-11", 1, ""),
            ("invoice dispute F1 万 --reason x", 2, ""),
        ],
    )
    def test_refused_in_one_sentence_and_nothing_stored(self, shell, line, code, word):
        before = shell.book.read_bytes()
        said = shell.run(line)
        assert (said.code, said.out, said.err.rstrip("\n").count("\n")) == (code, "", 0), said
        assert word in said.err
        assert shell.book.read_bytes() == before


class TestAgree:
    def test_with_what_the_book_has(self, shell):
        made = document(shell.run("invoice agree HL 11万 --by 刘会计 --note 电话 --json"))
        assert made == {
            "id": 1,
            "customer": "华联超市",
            "code": "HL",
            "date": "2026-12-10",
            "amount": "110000.00",
            "by": "刘会计",
            "note": "电话",
            "book": "115000.00",
            "difference": "5000.00",
        }

    @pytest.mark.parametrize(
        ("line", "words"),
        [
            ("invoice agree HL 11.5万 --by 刘会计", "the book has the same"),
            ("invoice agree HL 11万 --by 刘会计", "5,000.00 more than agreed"),
            ("invoice agree HL 12万 --by 刘会计", "5,000.00 less than agreed"),
            ("invoice agree HL 12万 --by 刘会计 --on 12-03", "the book has the same"),
        ],
    )
    def test_it_says_whether_the_book_has_the_same(self, shell, line, words):
        said = shell.run(line)
        assert said.code == 0
        assert words in said.out

    def test_of_whom_no_invoice_is_known_the_book_says_nothing(self, shell):
        assert shell.run("customer add 新客户 --code NEW").code == 0
        made = document(shell.run("invoice agree NEW 1万 --by 老板 --json"))
        assert (made["book"], made["difference"]) == (None, None)

    def test_a_contact_is_named_in_full(self, shell):
        assert document(shell.run("invoice agree HL 1万 --by 刘 --json"))["by"] in {"刘", "刘会计"}

    def test_it_stands_on_the_card_from_its_day(self, shell):
        assert document(shell.run("gap HL --json"))["agreed"] is None
        shell.run("invoice agree HL 12万 --by 刘会计 --on 12-03")
        card = document(shell.run("gap HL --json"))
        assert (set(card["agreed"]), card["agreed"]["date"]) == (AGREEMENT, "2026-12-03")
        assert document(shell.run("gap HL --json --as-of 12-02"))["agreed"] is None
        assert "120,000.00" in shell.run("gap HL").out

    @pytest.mark.parametrize(
        ("line", "code"),
        [
            ("invoice agree HL 1万", 2),
            ("invoice agree HL --by 刘会计", 2),
            ("invoice agree 没有 1万 --by 刘会计", 3),
            ("invoice agree HL 1万 --by 刘会计 --on 2026-12-11", 1),
        ],
    )
    def test_refused(self, shell, line, code):
        said = shell.run(line)
        assert (said.code, said.out, said.err.rstrip("\n").count("\n")) == (code, "", 0), said


class TestList:
    def test_every_one_by_id_and_signed(self, shell):
        found = invoices(shell)
        assert [(i["id"], i["code"], i["number"], i["kind"]) for i in found] == [
            (1, "HL", "F1", "invoice"),
            (2, "HL", "F2", "invoice"),
            (3, "HL", "F2", "invoice"),
            (4, "DF", "F1", "invoice"),
            (5, "HL", "CN1", "credit_note"),
        ]
        assert all(set(i) == INVOICE for i in found)
        assert "-5,000" in shell.run("invoice list").out

    def test_what_settled_each(self, shell):
        found = {i["id"]: i for i in invoices(shell)}
        assert found[1]["settlements"] == [
            {"date": "2026-12-01", "amount": "40000.00", "receipt": 1, "credit_note": None}
        ]
        by_note = {"date": "2026-12-05", "amount": "5000.00", "receipt": None, "credit_note": 5}
        assert found[2]["settlements"] == found[5]["settlements"] == [by_note]
        assert (found[1]["days_overdue"], found[1]["disputed_why"]) == (10, "两箱破损")
        assert (found[5]["settled"], found[5]["open"], found[5]["days_overdue"]) == ("5000.00", "0.00", 0)

    @pytest.mark.parametrize(
        ("line", "ids"),
        [
            ("invoice list 华联", [1, 2, 3, 5]),
            ("invoice list DF", [4]),
            ("invoice list --open", [1, 2, 3, 4]),
            ("invoice list --overdue", [1]),
            ("invoice list --month 本月", [2, 4, 5]),
            ("invoice list --month 2026-11", [1]),
            ("invoice list HL --open --month 2027-01", [3]),
            ("invoice list --as-of 11-01", []),
            ("invoice list --as-of 11-04", [1]),
            ("invoice list --as-of 11-05", [1, 2, 3, 4]),
            ("invoice list --overdue --as-of 11-30", []),
            ("invoice list --overdue --as-of 2026-12-31", [1, 2, 4]),
        ],
    )
    def test_narrowed(self, shell, line, ids):
        assert [i["id"] for i in invoices(shell, line)] == ids

    def test_as_of_a_day_each_stands_as_it_did(self, shell):
        assert amounts(shell, "invoice list --as-of 11-30")["HL", "F1", "2026-11-30"] == ("100000.00", "0.00")
        assert amounts(shell, "invoice list --as-of 12-01")["HL", "F1", "2026-11-30"] == ("60000.00", "20000.00")

    def test_none_says_how_to_bring_some_in(self, shell):
        said = shell.run("invoice list --month 2020-01")
        assert said.code == 0
        assert "huikuan import" in said.out + said.err
        assert document(shell.run("invoice list --month 2020-01 --json")) == {"invoices": []}


class TestReceipts:
    def test_what_it_settled_is_said(self, shell):
        said = shell.run("receipt add HL 7万")
        assert said.code == 0
        assert "40,000.00 settles invoice F1 due 2026-11-30 Mon" in said.out
        assert "25,000.00 settles invoice F2 due 2026-12-20 Sun" in said.out
        assert "5,000.00 settles invoice F2 due 2027-01-20" in said.out

    def test_and_stands_in_its_json(self, shell):
        made = document(shell.run("receipt add HL 4.1万 --ref B123 --json"))
        assert made["reference"] == "B123"
        assert made["settles"] == [
            {"invoice": "F1", "due": "2026-11-30", "amount": "40000.00"},
            {"invoice": "F2", "due": "2026-12-20", "amount": "1000.00"},
        ]

    def test_the_disputed_part_comes_last(self, shell):
        made = document(shell.run("receipt add HL 10万 --json"))
        assert {(s["invoice"], s["due"]): s["amount"] for s in made["settles"]} == {
            ("F1", "2026-11-30"): "45000.00",
            ("F2", "2026-12-20"): "25000.00",
            ("F2", "2027-01-20"): "30000.00",
        }

    def test_the_one_named(self, shell):
        made = document(shell.run("receipt add HL 3万 --invoice F2 --json"))
        assert [(s["due"], s["amount"]) for s in made["settles"]] == [
            ("2026-12-20", "25000.00"),
            ("2027-01-20", "5000.00"),
        ]

    def test_an_advance(self, shell):
        shell.run("customer add 新客户 --code NEW")
        made = document(shell.run("receipt add NEW 3万 --advance --json"))
        assert made["settles"] == []
        assert balance(shell, "NEW")[2:] == ("30000.00", "-30000.00")
        assert document(shell.run("invoice add NEW 2万 12-31 --json"))["open"] == "0.00"

    def test_money_from_before_the_first_invoice_settles_none_until_it_is_said_to(self, shell):
        said = shell.run("receipt add DF 1万 2026-11-04")
        assert said.code == 0
        assert "huikuan receipt settle 2" in said.err
        assert balance(shell, "DF") == ("50000.00", "0.00", "0.00", "50000.00")
        made = document(shell.run("receipt settle 2 --json"))
        assert [(s["invoice"], s["amount"]) for s in made["settles"]] == [("F1", "10000.00")]
        assert balance(shell, "DF")[3] == "40000.00"

    def test_settle_takes_a_number(self, shell):
        shell.run("receipt add HL 1万 2026-11-01")
        made = document(shell.run("receipt settle 2 --invoice F2 --json"))
        assert [(s["invoice"], s["due"]) for s in made["settles"]] == [("F2", "2026-12-20")]

    @pytest.mark.parametrize(
        ("line", "code", "word"),
        [
            ("receipt add HL 1万 --invoice F7", 3, "There is no invoice F7"),
            ("receipt add DF 1万 --invoice F2", 3, "There is no invoice F2"),
            ("receipt settle 1", 1, "Receipt 1 has settled invoices in full"),
            ("receipt settle 9", 3, ""),
            ("receipt settle 1 --invoice F7", 3, "There is no invoice F7"),
            ("receipt settle x", 2, ""),
        ],
    )
    def test_refused_in_one_sentence_and_nothing_stored(self, shell, line, code, word):
        before = shell.book.read_bytes()
        said = shell.run(line)
        assert (said.code, said.out, said.err.rstrip("\n").count("\n")) == (code, "", 0), said
        assert word in said.err
        assert shell.book.read_bytes() == before

    def test_one_without_a_number_is_named_as_the_list_shows_it(self, shell):
        assert document(shell.run("invoice add DF 1万 12-31 --json"))["number"] is None
        assert "#6" in shell.run("invoice list DF").out
        assert document(shell.run("invoice dispute #6 4千 --reason 少货 --json"))["disputed"] == "4000.00"
        made = document(shell.run("receipt add DF 6千 --invoice #6 --json"))
        assert [(s["invoice"], s["due"], s["amount"]) for s in made["settles"]] == [(None, "2026-12-31", "6000.00")]

    def test_one_that_is_settled_in_full_takes_no_more(self, shell):
        """What is named is meant: the money does not go to another one unsaid."""
        shell.run("receipt add DF 5万 --invoice F1")
        before = shell.book.read_bytes()
        for line in ("receipt add DF 1万 --invoice F1", "invoice add DF 1万 --credit --against F1"):
            said = shell.run(line)
            assert (said.code, said.out) == (1, "")
            assert "nothing is open" in said.err
        assert shell.book.read_bytes() == before

    def test_a_reversal_opens_again_from_its_day(self, shell):
        shell.run("receipt reverse 1 --reason 退票 --on 12-08")
        days = ("2026-11-30", "2026-12-04", "2026-12-07", "2026-12-08", "2026-12-10")
        assert [balance(shell, day=day)[3] for day in days] == [
            "160000.00", "120000.00", "115000.00", "155000.00", "155000.00",
        ]  # fmt: skip

    def test_a_list_does_not_deny_what_a_receipt_settled(self, shell):
        """Either the list says what each settled, or it does not speak of it."""
        [listed] = document(shell.run("receipt list --json"))["receipts"]
        assert listed.get("settles") != []


class TestPlan:
    def test_what_is_owed_suggests_the_target(self, shell):
        """December: F1 60,000 open of which 20,000 is disputed; 40,000 came in during the month; F2's part of the 20th."""
        rows = {row["code"]: row for row in document(shell.run("plan --json"))["customers"]}
        assert (rows["HL"]["basis"], rows["HL"]["suggested"]) == ("ledger", "105000.00")
        assert (rows["DF"]["basis"], rows["DF"]["suggested"]) == ("ledger", "50000.00")
        assert rows["HL"]["owed"] == {
            "chased": "95000.00", "overdue": "40000.00", "disputed": "20000.00", "credits": "0.00",
            "balance": "115000.00",
        }  # fmt: skip
        assert set(rows["DF"]["owed"]) == OWED
        assert not rows["HL"]["promises_too_much"]

    def test_of_whom_none_is_known_nothing_is_owed_to_say(self, shell):
        shell.run("customer add 新客户 --code NEW")
        [row] = [r for r in document(shell.run("plan --json"))["customers"] if r["code"] == "NEW"]
        assert (row["owed"], row["basis"], row["suggested"], row["promises_too_much"]) == (None, "none", None, False)

    def test_more_promised_than_owed_is_a_word_a_flag_and_a_line(self, shell):
        said = shell.run("promise add DF 5.1万 12-18")
        assert said.code == 0
        assert "51,000.00 is promised and unpaid, but they owe 50,000.00" in said.err
        assert document(shell.run("gap DF --json"))["promises_too_much"] is True
        assert "promising more than they owe" in shell.run("plan").out
        assert "owe" not in shell.run("promise add HL 1万 12-18").err

    def test_the_card_has_what_is_owed_by_age(self, shell):
        card = document(shell.run("gap HL --json"))
        assert card["aged"] == {
            "chased": "95000.00", "overdue": "40000.00", "disputed": "20000.00", "credits": "0.00",
            "balance": "115000.00",
            "buckets": [
                {"from": None, "to": 0, "amount": "55000.00"},
                {"from": 1, "to": 30, "amount": "40000.00"},
                {"from": 31, "to": 60, "amount": "0.00"},
                {"from": 61, "to": 90, "amount": "0.00"},
                {"from": 91, "to": None, "amount": "0.00"},
            ],
        }  # fmt: skip
        said = shell.run("gap HL").out
        assert all(word in said for word in ("115,000.00", "1 to 30 days: 40,000.00", "disputed 20,000.00"))

    def test_the_ask_goes_by_it(self, shell):
        ask = document(shell.run("gap HL --json"))["ask"]
        assert (ask["expected"], ask["basis"]) == ("105000.00", "ledger")


class TestEveryWrite:
    @pytest.mark.parametrize("line", WRITES)
    def test_is_the_newest_entry_and_undo_restores_every_report(self, shell, line):
        before = _state(shell)
        assert shell.run(line).code == 0
        changed = _state(shell)
        assert changed != before
        entry = document(shell.run("history --json"))["history"][0]
        assert (entry["command"], entry["date"]) == (line, "2026-12-10")
        assert shell.run("undo").code == 0
        assert _state(shell) == before
        assert shell.run(f"undo {entry['id'] + 1}").code == 0
        assert _state(shell) == changed
        assert set(document(shell.run("doctor --json"))["sound"].values()) == {True}

    @pytest.mark.parametrize("line", [line for line in WRITES if "2026-11-01" not in line])
    def test_does_not_change_an_earlier_day(self, shell, line):
        before = _state(shell, "--as-of 2026-12-09")
        assert shell.run(line).code == 0
        assert _state(shell, "--as-of 2026-12-09") == before


class TestInChinese:
    @pytest.mark.parametrize("line", [*WRITES, "invoice list", "invoice list --open", "ageing", "ageing HL", "gap HL"])
    def test_everything_works_and_keys_are_the_same(self, tmp_path, line):
        found = document(book_shell(tmp_path, story=STORY).run(f"{line} --json"))
        assert unsaid(document(book_shell(tmp_path, lang="zh", story=STORY).run(f"{line} --json"))) == unsaid(found)
        assert book_shell(tmp_path, lang="zh", story=STORY).run(line).code == 0


def test_a_history_told_in_one_go_is_the_one_told_day_by_day(tmp_path):
    """The same lines, each with its day, typed all on December 10."""
    late = Shell(tmp_path, today="2026-12-10", lang="en")
    for line in (
        "customer add 华联超市 --code HL --alias 华联 --owner 小李",
        "customer add 东风商贸 --code DF --owner 小王",
        "invoice add HL 10万 11-30 --no F1 --issued 11-02",
        "invoice add HL --split 3万@12-20,3万@2027-01-20 --no F2 --note 分期 --issued 11-05",
        "invoice add DF 5万 12-15 --no F1 --issued 11-05",
        "receipt add HL 4万 12-01",
        "invoice dispute F1 2万 --reason 两箱破损 --customer HL --on 12-01",
        "invoice add HL 5000 --credit --no CN1 --against F2 --issued 12-05",
    ):
        assert late.run(line).code == 0, line
    (tmp_path / "day").mkdir()
    day = Shell(tmp_path / "day", today="2026-12-10", lang="en")
    tell(day, STORY)
    for as_of in ("2026-11-03", "2026-11-10", "2026-12-01", "2026-12-04", "2026-12-10"):
        for line in ("ageing", "ageing HL", "invoice list"):
            asked = f"{line} --as-of {as_of} --json"
            assert document(late.run(asked)) == document(day.run(asked)), asked


def _state(shell, more=""):
    lines = ("plan", "ageing", "ageing HL", "invoice list", "receipt list", "gap HL", "gap DF", "followup")
    return {line: document(shell.run(f"{line} {more} --json")) for line in lines}


def test_the_small_book_of_the_other_tests_knows_no_invoice(tmp_path):
    shell = book_shell(tmp_path)
    assert document(shell.run("ageing --json"))["customers"] == []
    for code in CODES:
        card = document(shell.run(f"gap {code} --json"))
        assert (card["aged"], card["agreed"], card["owed"]) == (None, None, None)
