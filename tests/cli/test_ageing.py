"""huikuan ageing: everyone by how long it is overdue, one customer invoice by invoice, on any day."""

from __future__ import annotations

import pytest
from contract import book_shell, document

from huikuan.cli import language

STORY = """
= 2026-08-01
customer add 华联超市 --code HL --owner 小李
customer add 东风商贸 --code DF --owner 小王
customer add 市一医院 --code SY --owner 小李
customer add 付清商行 --code OK
invoice add HL 1万 08-31 --no F1
invoice add HL 2万 10-05 --no F2
invoice add HL 4万 10-20 --no F3
invoice add HL 8万 11-20 --no F4
invoice add HL 16万 12-31 --no F5
invoice add DF 9万 12-01 --no D1
invoice add OK 3万 09-01 --no K1
= 2026-09-01
receipt add OK 3万
= 2026-12-05
receipt add SY 2万 --advance
invoice dispute D1 9万 --reason 全错
"""
AGED = {"chased", "overdue", "disputed", "credits", "balance", "buckets"}


@pytest.fixture
def shell(tmp_path):
    return book_shell(tmp_path, story=STORY)


def settings_say(text):
    place = language.settings_file()
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, encoding="utf-8")


def buckets(found):
    return [each["amount"] for each in found["buckets"]]


class TestEveryone:
    def test_the_document(self, shell):
        report = document(shell.run("ageing --json"))
        assert set(report) == {"as_of", "customers", "totals"}
        assert [row["code"] for row in report["customers"]] == ["HL", "DF", "SY"]
        assert report["customers"][0] == {
            "customer": "华联超市",
            "code": "HL",
            "chased": "310000.00",
            "overdue": "150000.00",
            "disputed": "0.00",
            "credits": "0.00",
            "balance": "310000.00",
            "buckets": [
                {"from": None, "to": 0, "amount": "160000.00"},
                {"from": 1, "to": 30, "amount": "80000.00"},
                {"from": 31, "to": 60, "amount": "40000.00"},
                {"from": 61, "to": 90, "amount": "20000.00"},
                {"from": 91, "to": None, "amount": "10000.00"},
            ],
        }
        assert set(report["totals"]) == AGED | {"customers"}
        assert report["totals"]["customers"] == 3

    def test_disputed_and_credits_stand_beside(self, shell):
        rows = {row["code"]: row for row in document(shell.run("ageing --json"))["customers"]}
        assert (rows["DF"]["chased"], rows["DF"]["disputed"], rows["DF"]["balance"]) == ("0.00", "90000.00", "90000.00")
        assert set(buckets(rows["DF"])) == {"0.00"}
        assert (rows["SY"]["credits"], rows["SY"]["balance"]) == ("20000.00", "-20000.00")

    def test_the_total_is_the_sum_of_the_rows(self, shell):
        report = document(shell.run("ageing --json"))
        for name in AGED - {"buckets"}:
            assert float(report["totals"][name]) == sum(float(row[name]) for row in report["customers"])
        for place, amount in enumerate(buckets(report["totals"])):
            assert float(amount) == sum(float(buckets(row)[place]) for row in report["customers"])

    @pytest.mark.parametrize(
        ("day", "amounts"),
        [
            ("2026-07-31", None),
            ("2026-08-31", ["310000.00", "0.00", "0.00", "0.00", "0.00"]),
            ("2026-09-01", ["300000.00", "10000.00", "0.00", "0.00", "0.00"]),
            ("2026-09-30", ["300000.00", "10000.00", "0.00", "0.00", "0.00"]),
            ("2026-10-01", ["300000.00", "0.00", "10000.00", "0.00", "0.00"]),
            ("2026-11-29", ["160000.00", "80000.00", "60000.00", "10000.00", "0.00"]),
            ("2026-11-30", ["160000.00", "80000.00", "60000.00", "0.00", "10000.00"]),
        ],
    )
    def test_as_of_a_day(self, shell, day, amounts):
        rows = {row["code"]: row for row in document(shell.run(f"ageing --as-of {day} --json"))["customers"]}
        assert (buckets(rows["HL"]) if "HL" in rows else None) == amounts

    def test_one_that_paid_is_there_until_the_day_it_paid(self, shell):
        def codes(day):
            return {row["code"] for row in document(shell.run(f"ageing --as-of {day} --json"))["customers"]}

        assert "OK" in codes("2026-08-31")
        assert "OK" not in codes("2026-09-01")

    def test_an_owner_has_their_own(self, shell):
        everyone, mine = (document(shell.run(f"ageing {more} --json")) for more in ("", "--owner 小李"))
        assert [row["code"] for row in mine["customers"]] == ["HL", "SY"]
        assert mine["customers"] == [row for row in everyone["customers"] if row["code"] in {"HL", "SY"}]
        assert mine["totals"]["balance"] == "290000.00"
        assert document(shell.run("ageing --owner 谁也不是 --json"))["customers"] == []

    def test_the_screen(self, shell):
        said = shell.run("ageing")
        assert said.code == 0
        assert all(
            word in said.out for word in ("Not due", "1-30", "31-60", "61-90", "Over 90", "310,000", "3 customers")
        )
        assert "-20,000" in said.out

    def test_nobody(self, shell):
        said = shell.run("ageing --as-of 2026-01-01")
        assert said.code == 0
        assert "huikuan import" in said.out
        empty = document(shell.run("ageing --as-of 2026-01-01 --json"))
        assert (empty["customers"], empty["totals"]["balance"], empty["totals"]["customers"]) == ([], "0.00", 0)


class TestOne:
    def test_the_document(self, shell):
        found = document(shell.run("ageing 华联 --json"))
        assert set(found) == AGED | {"as_of", "customer", "code", "invoices"}
        assert [i["number"] for i in found["invoices"]] == ["F1", "F2", "F3", "F4", "F5"]
        assert [i["days_overdue"] for i in found["invoices"]] == [101, 66, 51, 20, 0]
        of_all = document(shell.run("ageing --json"))["customers"][0]
        assert {name: found[name] for name in AGED} == {name: of_all[name] for name in AGED}

    def test_the_oldest_due_first_and_only_what_is_open(self, shell):
        shell.run("receipt add HL 1.5万")
        found = document(shell.run("ageing HL --json"))["invoices"]
        assert [(i["number"], i["open"]) for i in found][:2] == [("F2", "15000.00"), ("F3", "40000.00")]

    def test_the_screen(self, shell):
        said = shell.run("ageing HL")
        assert said.code == 0
        assert all(
            word in said.out for word in ("owes 310,000.00", "overdue 150,000.00", "over 90 days: 10,000.00", "F3")
        )
        assert "we owe them 20,000.00" in shell.run("ageing SY").out

    def test_one_who_owes_nothing(self, shell):
        found = document(shell.run("ageing OK --json"))
        assert (found["balance"], found["invoices"]) == ("0.00", [])
        assert shell.run("ageing OK").code == 0

    @pytest.mark.parametrize(("line", "code"), [("ageing 没有", 3), ("ageing --as-of 32号", 2), ("ageing HL DF", 2)])
    def test_refused_in_one_sentence(self, shell, line, code):
        said = shell.run(line)
        assert (said.code, said.out, said.err.rstrip("\n").count("\n")) == (code, "", 0), said


class TestSteps:
    def test_the_settings_say_where_they_end(self, shell):
        settings_say("ageing = [7, 50]")
        found = document(shell.run("ageing HL --json"))["buckets"]
        assert [(each["from"], each["to"], each["amount"]) for each in found] == [
            (None, 0, "160000.00"),
            (1, 7, "0.00"),
            (8, 50, "80000.00"),
            (51, None, "70000.00"),
        ]
        assert document(shell.run("gap HL --json"))["aged"]["buckets"] == found
        assert "Over 50" in shell.run("ageing").out

    @pytest.mark.parametrize("text", ["ageing = [30]", "ageing = [1, 2, 3, 4, 5, 6, 7, 8]", "ageing = [3650]"])
    def test_accepted(self, shell, text):
        settings_say(text)
        bounds = [int(n) for n in text.removeprefix("ageing = [").rstrip("]").split(",")]
        found = document(shell.run("ageing HL --json"))["buckets"]
        assert [each["to"] for each in found] == [0, *bounds, None]
