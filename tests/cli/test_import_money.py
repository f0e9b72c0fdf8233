"""Money in a file: what it settles, what it pays, and which of it is in the book already."""

from __future__ import annotations

import pytest
from imported import INVOICES, OPEN, RECEIPTS, at, counts, listed, owed, refusals, take, wrong

PART = "Acme,F1,2026-10-10,2026-11-10,1000.00,400.00,2026-11-05"
"""F1, of which 400 came in."""


def receipts(shell):
    return [(r["date"], r["amount"], r["reversed"]) for r in listed(shell, "receipt list")]


class TestSettledRows:
    def test_they_are_money_of_their_day_and_pay_what_was_promised(self, tmp_path):
        """400 came in, later 200 more: two receipts, and the promise of 600 is kept."""
        shell = at(tmp_path, "2026-11-01", ["customer add Acme", "promise add Acme 600 11-20"])
        shell.env["HUIKUAN_TODAY"] = "2026-11-22"
        report = take(shell, "invoices", [INVOICES, PART])
        assert report["also"] == {"receipts": {"rows": 1, "amount": "400.00"}}
        more = take(shell, "invoices", [INVOICES, PART.replace("400", "600").replace("11-05", "11-15")])
        assert more["also"] == {"receipts": {"rows": 1, "amount": "200.00"}}
        assert receipts(shell) == [("2026-11-05", "400.00", False), ("2026-11-15", "200.00", False)]
        [promise] = listed(shell, "promise list")
        assert (promise["state"], promise["paid"]) == ("kept", "600.00")
        assert (owed(shell)[0], wrong(shell)) == ("400.00", [])

    def test_a_list_of_the_same_money_adds_none(self, tmp_path):
        shell = at(tmp_path)
        take(shell, "invoices", [INVOICES, PART])
        assert counts(take(shell, "receipts", [RECEIPTS, "Acme,2026-11-05,400.00"])) == {"same": 1}
        assert receipts(shell) == [("2026-11-05", "400.00", False)]


class TestReceipts:
    def test_what_was_entered_by_hand_is_the_same_money(self, tmp_path):
        shell = at(
            tmp_path, story=["customer add Acme", "receipt add Acme 5 11-03", "receipt add Acme 5 11-03 --again"]
        )
        rows = [
            RECEIPTS + ",reference",
            "Acme,2026-11-03,5.00,R1",
            "Acme,2026-11-03,5.00,R2",
            "Acme,2026-11-03,5.00,R3",
        ]
        assert counts(take(shell, "receipts", rows)) == {"same": 2, "new": 1}
        assert len(receipts(shell)) == 3

    @pytest.mark.parametrize("order", [("invoices", "receipts"), ("receipts", "invoices")])
    @pytest.mark.parametrize("heading", ["", "open"])
    def test_they_settle_invoices_in_either_order(self, tmp_path, order, heading):
        """Where the ledger said on 11-05 that 800 were open, only later money settles them."""
        shell = at(tmp_path)
        files = {
            "invoices": [f"customer,number,invoice date,due date,amount,{heading}", "Acme,F1,2026-10-10,2026-11-10,1000.00,800.00"],
            "receipts": [RECEIPTS, "Acme,2026-11-01,200.00", "Acme,2026-11-10,500.00"],
        }  # fmt: skip
        for kind in order:
            take(shell, kind, files[kind], *(["--on", "2026-11-05"] if kind == "invoices" else []))
        assert (owed(shell)[0], wrong(shell)) == ("300.00", [])

    def test_a_named_invoice_is_settled_first(self, tmp_path):
        shell = at(tmp_path)
        take(
            shell,
            "invoices",
            ["customer,number,due date,amount", "Acme,F1,2026-11-10,100.00", "Acme,F2,2026-12-10,100.00"],
        )
        take(shell, "receipts", [RECEIPTS + ",invoice number", "Acme,2026-11-22,60.00,F2", "Acme,2026-11-22,60.00,F2"])
        assert [i["open"] for i in listed(shell, "invoice list")] == ["80.00", "0.00"]
        assert wrong(shell) == []

    def test_what_the_ledger_counted_settles_nothing_more_even_by_name(self, tmp_path):
        shell = at(tmp_path)
        take(shell, "invoices", [OPEN, "Acme,F1,2026-10-10,2026-11-10,1000.00,600.00"])
        take(shell, "receipts", [RECEIPTS + ",invoice number", "Acme,2026-11-10,400.00,F1"])
        assert owed(shell)[0] == "600.00"

    def test_a_negative_amount_takes_one_equal_receipt_back(self, tmp_path):
        shell = at(tmp_path)
        take(shell, "receipts", [RECEIPTS, "Acme,2026-11-01,5", "Acme,2026-11-02,5", "Acme,2026-11-04,-5"])
        both = [RECEIPTS, "Acme,2026-11-04,-5", "Acme,2026-11-04,-5"]
        assert counts(take(shell, "receipts", both)) == {"same": 1, "new": 1}
        assert counts(take(shell, "receipts", both)) == {"same": 2}
        assert receipts(shell) == [("2026-11-01", "5.00", True), ("2026-11-02", "5.00", True)]
        assert refusals(take(shell, "receipts", [*both, both[1]])) == [(4, "amount", "-5.00")]
