"""The ERP's list read in again and again: what it says is open stands, money is never counted twice."""

from __future__ import annotations

from contract import document
from imported import at, csv_file, take

OPEN = "customer,number,invoice date,due date,amount,open amount"
PAID = "customer,number,invoice date,due date,amount,settled,payment date"
RECEIPTS = "customer,date,amount"


def done(shell, line):
    said = shell.run(line)
    assert said.code == 0, said


def rows(report):
    return {name: count for name, count in report["rows"].items() if count and name != "read"}


def ageing(shell):
    return document(shell.run("ageing --json"))["totals"]


def received(shell):
    return sum(float(r["amount"]) for r in document(shell.run("receipt list --json"))["receipts"] if not r["reversed"])


class TestWhatAListLeavesOut:
    def test_it_is_said_and_settled_only_when_the_list_is_complete(self, tmp_path):
        shell = at(tmp_path)
        take(
            shell,
            "invoices",
            [OPEN, "Acme,F1,2026-09-01,2026-10-01,100.00,100.00", "Acme,F2,2026-09-05,2026-10-05,50.00,50.00"],
        )
        later = [OPEN, "Acme,F2,2026-09-05,2026-10-05,50.00,50.00"]
        report = take(shell, "invoices", later)
        assert report["missing"] == {"rows": 1, "amount": "100.00", "settled": False}
        assert ageing(shell)["balance"] == "150.00"
        report = take(shell, "invoices", later, "--complete")
        assert report["missing"] == {"rows": 1, "amount": "100.00", "settled": True}
        assert ageing(shell)["balance"] == "50.00"
        assert take(shell, "invoices", later, "--complete")["missing"]["rows"] == 0
        done(shell, "undo")
        assert ageing(shell)["balance"] == "150.00"

    def test_a_customer_who_is_gone_from_the_list_owes_nothing_of_it(self, tmp_path):
        shell = at(tmp_path)
        take(
            shell,
            "invoices",
            [OPEN, "Acme,F1,2026-09-01,2026-10-01,100.00,100.00", "Bolt,B1,2026-09-05,2026-10-05,50.00,50.00"],
        )
        assert take(shell, "invoices", [OPEN, "Bolt,B1,2026-09-05,2026-10-05,50.00,50.00"])["missing"]["rows"] == 0
        take(shell, "invoices", [OPEN, "Bolt,B1,2026-09-05,2026-10-05,50.00,50.00"], "--complete")
        assert [c["customer"] for c in document(shell.run("ageing --json"))["customers"]] == ["Bolt"]

    def test_where_a_line_is_refused_nobody_can_say_what_is_missing(self, tmp_path):
        shell = at(tmp_path)
        take(shell, "invoices", [OPEN, "Acme,F1,2026-09-01,2026-10-01,100.00,100.00"])
        bad = [OPEN, "Acme,F1,2026-09-01,2026-10-01,ten,ten", "Acme,F3,2026-09-01,2026-10-01,5.00,5.00"]
        report = take(shell, "invoices", bad, "--complete", "--keep-good")
        assert report["missing"]["rows"] == 0
        assert ageing(shell)["balance"] == "105.00"


class TestMoneyIsCountedOnce:
    def test_a_settled_line_uses_the_receipt_that_is_there(self, tmp_path):
        """Entered by hand or imported before, it is not made again."""
        shell = at(tmp_path)
        done(shell, "customer add Acme --code A")
        done(shell, "receipt add A 1000 2026-11-01")
        take(shell, "invoices", [PAID, "Acme,F1,2026-10-10,2026-11-01,1000.00,1000.00,2026-11-01"])
        assert received(shell) == 1000
        assert ageing(shell)["balance"] == "0.00"
        assert document(shell.run("receipt list --json"))["receipts"][0]["settles"] == [
            {"invoice": "F1", "due": "2026-11-01", "amount": "1000.00"}
        ]

    def test_one_receipt_pays_two_lines_and_no_third(self, tmp_path):
        shell = at(tmp_path)
        done(shell, "customer add Acme --code A")
        done(shell, "receipt add A 1000 2026-11-01")
        lines = [f"Acme,F{n},2026-10-10,2026-11-01,500.00,500.00,2026-11-01" for n in range(3)]
        report = take(shell, "invoices", [PAID, *lines])
        assert report["also"] == {"receipts": {"rows": 1, "amount": "500.00"}}
        assert received(shell) == 1500

    def test_what_was_left_of_money_before_the_list_is_in_the_list(self, tmp_path):
        shell = at(tmp_path)
        done(shell, "customer add Acme --code A")
        done(shell, "invoice add A 100 2026-10-30 --no F0 --issued 2026-10-01")
        done(shell, "receipt add A 500 2026-10-20")
        assert ageing(shell)["credits"] == "400.00"
        take(shell, "invoices", [OPEN, "Acme,F1,2026-10-10,2026-11-10,1000.00,600.00"], "--on", "2026-11-01")
        assert (ageing(shell)["credits"], ageing(shell)["balance"]) == ("0.00", "600.00")
        done(shell, "receipt add A 10 2026-11-05")
        assert ageing(shell)["balance"] == "590.00"

    def test_todays_money_is_not_in_todays_list(self, tmp_path):
        """Without --on a list is as of the day before: what came in today settles it, in either order."""
        shell = at(tmp_path)
        listed = [OPEN, "Acme,F1,2026-10-10,2026-11-10,1000.00,600.00"]
        take(shell, "invoices", listed)
        done(shell, "receipt add Acme 100")
        assert ageing(shell)["balance"] == "500.00"
        assert rows(take(shell, "invoices", listed)) == {"same": 1}
        assert ageing(shell)["balance"] == "500.00"
        assert rows(take(shell, "invoices", [OPEN, "Acme,F1,2026-10-10,2026-11-10,1000.00,500.00"])) == {"same": 1}

    def test_a_receipt_of_before_the_list_says_why_it_settles_nothing(self, tmp_path):
        shell = at(tmp_path)
        take(shell, "invoices", [OPEN, "Acme,F1,2026-10-10,2026-11-10,1000.00,600.00"], "--on", "2026-11-20")
        said = shell.run("receipt add Acme 100 2026-11-15")
        assert "The list of 2026-11-20" in said.err


class TestWhatCameBack:
    def test_a_bounced_receipt_comes_back_as_bounced(self, tmp_path):
        shell = at(tmp_path)
        take(
            shell,
            "receipts",
            ["customer,date,amount,reversed", "Acme,2026-10-10,100.00,2026-10-20", "Acme,2026-10-11,50.00,"],
        )
        assert received(shell) == 50

    def test_a_promise_that_was_renewed_is_not_taken_for_a_live_one(self, tmp_path):
        shell = at(tmp_path)
        listed = [
            "customer,amount,due date,promise status",
            "Acme,100.00,2026-12-10,re-promised",
            "Acme,60.00,2026-12-20,live",
        ]
        report = take(shell, "promises", listed, "--keep-good")
        assert (rows(report), report["refused"][0]["line"]) == ({"new": 1, "refused": 1}, 2)

    def test_a_dispute_ends_when_the_list_says_no(self, tmp_path):
        shell = at(tmp_path)
        head = "customer,number,invoice date,due date,amount,disputed"
        take(shell, "invoices", [head, "Acme,F1,2026-10-10,2026-11-10,1000.00,Yes"])
        assert ageing(shell)["disputed"] == "1000.00"
        assert rows(take(shell, "invoices", [head, "Acme,F1,2026-10-10,2026-11-10,1000.00,"])) == {"same": 1}
        take(shell, "invoices", [head, "Acme,F1,2026-10-10,2026-11-10,1000.00,No"])
        assert ageing(shell)["disputed"] == "0.00"


def test_a_file_of_a_day_to_come_is_refused(tmp_path):
    shell = at(tmp_path)
    file = csv_file(shell, [OPEN, "Acme,F1,2026-10-10,2026-11-10,1000.00,600.00"])
    said = shell.run(["import", file, "--as", "invoices", "--on", "2027-01-01"])
    assert said.code == 2
    assert "in the future" in said.err


def test_receivables_are_no_receipts(tmp_path):
    """A list of what is owed is not taken for money that came in."""
    shell = at(tmp_path)
    file = csv_file(shell, ["客户,单据日期,应收金额,未核销金额", "甲,2026-10-10,1000.00,600.00"])
    said = shell.run(["import", file, "--as", "receipts"])
    assert said.code == 2


class TestFoundInReview:
    """Each was met in a book that doctor called sound."""

    def test_a_complete_list_says_nothing_of_invoices_issued_since(self, tmp_path):
        shell = at(tmp_path)
        listed = [OPEN, "Acme,F1,2026-10-01,2026-11-01,100.00,40.00"]
        take(shell, "invoices", listed, "--on", "2026-11-10")
        done(shell, "invoice add Acme 500 2026-12-20 --no F9 --issued 2026-11-15")
        take(shell, "invoices", listed, "--on", "2026-11-10", "--complete")
        assert ageing(shell)["balance"] == "540.00"

    def test_without_what_is_open_a_list_is_never_complete(self, tmp_path):
        shell = at(tmp_path)
        file = csv_file(shell, ["customer,number,invoice date,due date,amount", "Acme,F1,2026-10-10,2026-11-10,10.00"])
        said = shell.run(["import", file, "--as", "invoices", "--complete"])
        assert (said.code, "does not say what is open" in said.err) == (2, True)

    def test_a_bounce_after_the_ledger_reopened_the_invoice_counts_once(self, tmp_path):
        shell = at(tmp_path)
        listed = [OPEN, "Acme,F1,2026-10-01,2026-11-01,100.00,100.00"]
        take(shell, "invoices", listed, "--on", "2026-11-05")
        done(shell, "receipt add Acme 100 2026-11-10")
        take(shell, "invoices", listed, "--on", "2026-11-15")
        assert ageing(shell)["balance"] == "100.00"
        done(shell, "receipt reverse 1 --reason bounced --on 2026-11-12")
        assert ageing(shell)["balance"] == "100.00"
        done(shell, "receipt add Acme 100 2026-11-20")
        assert ageing(shell)["balance"] == "0.00"
        done(shell, "doctor")

    def test_undoing_a_receipt_the_ledger_has_taken_back_is_refused(self, tmp_path):
        shell = at(tmp_path)
        listed = [OPEN, "Acme,F1,2026-10-01,2026-11-01,100.00,100.00"]
        take(shell, "invoices", listed, "--on", "2026-11-05")
        done(shell, "receipt add Acme 40 2026-11-10")
        take(shell, "invoices", listed, "--on", "2026-11-15")
        assert shell.run("undo 2").code == 1
        assert ageing(shell)["balance"] == "100.00"

    def test_money_brought_back_never_settles_more_than_it_is_worth(self, tmp_path):
        shell = at(tmp_path)
        done(shell, "customer add Acme --code A")
        done(shell, "receipt add A 100 2026-11-01 --advance")
        done(shell, "invoice add A 100 2026-12-20 --no F1 --issued 2026-11-02")
        done(shell, "undo")
        done(shell, "invoice add A 60 2026-12-20 --no F2 --issued 2026-11-02")
        assert shell.run("undo 4").code == 1
        done(shell, "doctor")

    def test_undoing_an_import_leaves_no_credit_behind(self, tmp_path):
        shell = at(tmp_path)
        done(shell, "customer add Acme --code A")
        done(shell, "receipt add A 100 2026-11-10")
        before = ageing(shell)
        take(shell, "invoices", [PAID, "Acme,F1,2026-11-05,2026-11-10,100.00,100.00,2026-11-10"])
        done(shell, "undo")
        assert ageing(shell) == before

    def test_an_older_list_does_not_bring_back_money_a_later_one_counted(self, tmp_path):
        shell = at(tmp_path)
        listed = [OPEN, "Acme,F1,2026-10-01,2026-11-20,200.00,200.00"]
        done(shell, "customer add Acme --code A")
        done(shell, "receipt add A 60 2026-11-05")
        take(shell, "invoices", listed, "--on", "2026-11-10")
        take(shell, "invoices", [OPEN, "Acme,F1,2026-10-01,2026-11-21,200.00,200.00"], "--on", "2026-10-31")
        assert ageing(shell)["balance"] == "200.00"

    def test_an_unchanged_list_of_a_later_day_counts_money_up_to_it(self, tmp_path):
        shell = at(tmp_path)
        listed = [OPEN, "Acme,F1,2026-10-01,2026-11-01,100.00,100.00"]
        take(shell, "invoices", listed, "--on", "2026-11-05")
        take(shell, "invoices", listed, "--on", "2026-11-15")
        done(shell, "receipt add Acme 30 2026-11-10")
        assert ageing(shell)["balance"] == "100.00"

    def test_what_the_ledger_settled_and_what_came_later_both_count(self, tmp_path):
        shell = at(tmp_path)
        head = "customer,number,invoice date,due date,amount,open amount"
        take(shell, "invoices", [head, "Acme,F1,2026-10-01,2026-11-01,100.00,60.00"], "--on", "2026-10-31")
        done(shell, "receipt add Acme 30 2026-11-18")
        take(shell, "invoices", [head, "Acme,F1,2026-10-01,2026-11-01,100.00,50.00"], "--on", "2026-11-15")
        assert ageing(shell)["balance"] == "20.00"

    def test_a_credit_note_of_the_ledger_waits_for_the_ledger(self, tmp_path):
        shell = at(tmp_path)
        listed = [OPEN, "Acme,F1,2026-10-01,2026-11-01,100.00,100.00", "Acme,C1,2026-10-05,2026-10-05,-30.00,-30.00"]
        take(shell, "invoices", listed, "--on", "2026-11-15")
        done(shell, "receipt add Acme 50 2026-11-20")
        assert (ageing(shell)["chased"], ageing(shell)["credits"]) == ("50.00", "30.00")

    def test_a_receipt_of_before_a_bounce_goes_to_what_was_open_then(self, tmp_path):
        shell = at(tmp_path)
        done(shell, "customer add Acme --code A")
        done(shell, "invoice add A 100 2026-11-10 --no F1 --issued 2026-10-01")
        done(shell, "invoice add A 100 2026-12-15 --no F2 --issued 2026-10-01")
        done(shell, "receipt add A 80 2026-11-12 --form cheque")
        done(shell, "receipt reverse 1 --reason bounced --on 2026-11-20")
        done(shell, "receipt add A 20 2026-11-15")
        assert ageing(shell)["overdue"] == "80.00"

    def test_a_known_receipt_that_came_back_since_is_taken_back(self, tmp_path):
        shell = at(tmp_path)
        head = "customer,date,amount,reversed"
        take(shell, "receipts", [head, "Acme,2026-10-10,100.00,"])
        assert rows(take(shell, "receipts", [head, "Acme,2026-10-10,100.00,2026-10-20"])) == {"changed": 1}
        assert received(shell) == 0
        assert rows(take(shell, "receipts", [head, "Acme,2026-10-10,100.00,2026-10-20"])) == {"same": 1}
        assert rows(take(shell, "receipts", [head, "Bolt,2026-10-10,5.00,2026-12-20"], "--keep-good")) == {"refused": 1}

    def test_several_receipts_of_a_day_pay_one_line(self, tmp_path):
        shell = at(tmp_path)
        done(shell, "customer add Acme --code A")
        done(shell, "receipt add A 60 2026-11-05")
        done(shell, "receipt add A 40 2026-11-05")
        listed = [PAID, "Acme,F1,2026-10-01,2026-11-01,100.00,100.00,2026-11-05"]
        take(shell, "invoices", listed)
        assert (received(shell), ageing(shell)["balance"]) == (100, "0.00")
        assert rows(take(shell, "invoices", listed)) == {"same": 1}
        done(shell, "undo")
        done(shell, "doctor")
