"""What each kind of file does to the book: what is the same, what changes, what settles and pays what."""

from __future__ import annotations

import pytest
from imported import (
    F1,
    INVOICES,
    OPEN,
    PLAN,
    RECEIPTS,
    at,
    changes,
    counts,
    listed,
    owed,
    refusals,
    take,
    wrong,
)

PART = "Acme,F1,2026-10-10,2026-11-10,1000.00,400.00,2026-11-05"
"""F1, of which 400 came in."""


def receipts(shell):
    return [(r["date"], r["amount"], r["reversed"]) for r in listed(shell, "receipt list")]


class TestSame:
    @pytest.mark.parametrize(
        ("kind", "rows"),
        [
            ("invoices", ["customer,invoice date,amount", "Acme,2026-11-01,5.00"]),
            ("invoices", [INVOICES, F1]),
            ("receipts", [RECEIPTS, "Acme,2026-11-01,5.00"]),
            ("promises", ["customer,due date,amount", "Acme,2026-12-01,5.00"]),
            ("targets", [PLAN, "Acme,2026-12,5万,,Visit,3万,"]),
        ],
    )
    def test_two_alike_lines_are_two(self, tmp_path, kind, rows):
        shell = at(tmp_path)
        twice = [*rows, rows[1]]
        first = take(shell, kind, twice)
        assert first["amounts"]["read"] == first["amounts"]["new"] or kind == "targets"
        assert counts(take(shell, kind, twice)) == {"same": 2}
        assert counts(take(shell, kind, rows)) == {"same": 1}
        assert counts(take(shell, kind, [*twice, rows[1]])) == ({"same": 2, "new": 1})

    def test_capitals_spaces_and_width_make_no_other_customer(self, tmp_path):
        shell = at(tmp_path)
        take(
            shell,
            "receipts",
            [RECEIPTS, "Acme Ltd,2026-11-01,5", "ACME  ltd,2026-11-02,5", "ＡＣＭＥ Ltd,2026-11-03,5"],
        )
        assert [c["name"] for c in listed(shell, "customer list")] == ["Acme Ltd"]


class TestCustomers:
    def test_what_differs_is_changed_and_what_is_blank_stays(self, tmp_path):
        shell = at(tmp_path, story=["customer add Acme --code A1 --owner Li --grade B --terms 30"])
        rows = ["code,customer,owner,grade,credit days,contact person", "A1,Acme Ltd,,A,45,Ms Wang"]
        report = take(shell, "customers", rows)
        assert [(what, becomes) for _, what, _, becomes in changes(report)] == [
            ("name", "Acme Ltd"),
            ("terms_days", "45"),
            ("grade", "A"),
            ("contact", "Ms Wang"),
        ]
        [acme] = listed(shell, "customer list")
        assert [acme[name] for name in ("name", "owner", "grade", "terms_days")] == ["Acme Ltd", "Li", "A", 45]
        assert counts(take(shell, "customers", rows)) == {"same": 1}

    def test_one_customer_stands_on_one_line(self, tmp_path):
        report = take(at(tmp_path), "customers", ["customer", "Acme", "acme"])
        assert refusals(report) == [(3, "customer", "acme")]

    def test_nobody_takes_anothers_name(self, tmp_path):
        shell = at(tmp_path, story=["customer add Acme --code A1", "customer add Bolt --code B1"])
        assert refusals(take(shell, "customers", ["code,customer", "A1,Bolt"])) == [(2, "customer", "Bolt")]

    def test_codes_made_up_leave_those_of_the_file_alone(self, tmp_path):
        """Lines without code come before, between and after those with the codes huikuan would have given."""
        shell = at(tmp_path)
        rows = ["code,customer,amount", ",Acme,1", "C001,Bolt,2", "C003,Cole,3", ",Dora,4", "C002,Eden,5", ",Acme,6"]
        assert counts(take(shell, "invoices", rows)) == {"new": 6}
        codes = {c["name"]: c["code"] for c in listed(shell, "customer list")}
        assert {name: codes[name] for name in ("Bolt", "Cole", "Eden")} == {
            "Bolt": "C001",
            "Cole": "C003",
            "Eden": "C002",
        }
        assert len(set(codes.values())) == 5
        assert owed(shell, customers=True) == {n: f"{a}.00" for n, a in zip(codes, (7, 2, 3, 4, 5), strict=True)}


class TestInvoices:
    @pytest.mark.parametrize(
        ("was", "becomes", "said"),
        [
            (F1, F1.replace("1000", "1200"), [("amount", "1,000.00", "1,200.00")]),
            (F1, F1.replace("11-10", "12-10"), [("due", "2026-11-10", "2026-12-10")]),
            (F1, F1.replace("10-10", "10-11"), [("issued", "2026-10-10", "2026-10-11")]),
            (F1, PART, [("settled", "0.00", "400.00")]),
            (PART, PART.replace("400", "600"), [("settled", "400.00", "600.00")]),
            (PART.replace(",2026-11-05", ","), F1, [("settled", "400.00", "0.00")]),
            (F1, "Acme,F1,2026-10-10,2026-11-10,900.00,400.00,", [("amount", "1,000.00", "900.00"), ("settled", "0.00", "400.00")]),
        ],
    )  # fmt: skip
    def test_a_line_that_differs_changes_the_invoice(self, tmp_path, was, becomes, said):
        shell, other = at(tmp_path / "a"), at(tmp_path / "b")
        take(shell, "invoices", [INVOICES, was])
        report = take(shell, "invoices", [INVOICES, becomes])
        assert (counts(report), [change[1:] for change in changes(report)]) == ({"changed": 1}, said)
        assert counts(take(shell, "invoices", [INVOICES, becomes])) == {"same": 1}
        take(other, "invoices", [INVOICES, becomes])
        assert owed(shell) == owed(other)
        assert sum(float(r[1]) for r in receipts(shell)) == sum(float(r[1]) for r in receipts(other))
        assert wrong(shell) == []

    def test_less_than_was_settled_already_is_refused(self, tmp_path):
        shell = at(tmp_path)
        take(shell, "invoices", ["customer,number,amount", "Acme,F1,1000.00"])
        shell.run("receipt add Acme 1000")
        report = take(shell, "invoices", ["customer,number,amount", "Acme,F1,800.00"])
        assert refusals(report) == [(2, "amount", "800.00")]
        assert wrong(shell) == []

    def test_parts_of_one_number_are_told_apart_by_their_days(self, tmp_path):
        shell = at(tmp_path)
        rows = [OPEN, "Acme,F1,2026-10-10,2026-11-10,100.00,", "Acme,F1,2026-10-10,2026-12-10,200.00,"]
        take(shell, "invoices", rows)
        report = take(shell, "invoices", [rows[0], rows[2].replace("200", "250"), rows[1]])
        assert changes(report) == [(2, "amount", "200.00", "250.00")]

    def test_credit_notes_settle_and_bring_no_money(self, tmp_path):
        """A credit note that was paid out or used up is no receipt."""
        shell = at(tmp_path)
        rows = ["customer,number,amount", "Acme,F1,1000.00", "Acme,N1,-300.00"]
        assert take(shell, "invoices", rows)["amounts"]["new"] == "700.00"
        assert owed(shell) == ("700.00", "0.00", "0.00")
        used = [INVOICES, "Bolt,N2,2026-10-01,,-50.00,-50.00,2026-10-09"]
        assert take(shell, "invoices", used)["also"] == {}
        assert counts(take(shell, "invoices", used)) == {"same": 1}
        assert (receipts(shell), owed(shell)[0], wrong(shell)) == ([], "700.00", [])

    def test_disputed_may_be_yes_no_or_an_amount(self, tmp_path):
        shell = at(tmp_path)
        head = "customer,number,amount,disputed"
        take(shell, "invoices", [head, "Acme,F1,1000.00,Yes", "Acme,F2,50.00,No"])
        take(shell, "invoices", [head, "Bolt,F3,100.00,30.00"])
        assert owed(shell) == ("1150.00", "0.00", "1030.00")

    def test_money_that_came_before_its_invoice_is_an_advance_until_then(self, tmp_path):
        shell = at(tmp_path)
        take(shell, "invoices", [INVOICES, "Acme,F1,2026-11-10,2026-12-10,100.00,100.00,2026-11-01"])
        assert [owed(shell, f"2026-11-{day:02}")[0] for day in (9, 10)] == ["-100.00", "0.00"]
        assert wrong(shell) == []


class TestTargets:
    def test_a_later_line_does_not_contradict_an_earlier_one(self, tmp_path):
        shell = at(tmp_path)
        rows = [PLAN, "Acme,2026-11,100,,Visit,30,", "Acme,2026-11,,,Call,20,", "Acme,2026-11,200,,,,"]
        assert refusals(take(shell, "targets", rows)) == [(4, "target", "200.00")]
        assert counts(take(shell, "targets", rows[:3])) == {"new": 2}
        assert counts(take(shell, "targets", rows[:3])) == {"same": 2}

    def test_a_measure_is_the_same_one_though_it_is_done_or_of_another_month(self, tmp_path):
        shell = at(tmp_path)
        rows = [PLAN, "Acme,2026-10,,,Visit,30,", "Acme,2026-11,,,Call,20,2026-12-03", "Acme,2026-11,,,Meet,10,"]
        take(shell, "targets", rows)
        assert shell.run("measure done 3").code == 0
        assert counts(take(shell, "targets", rows)) == {"same": 3}

    def test_the_month_is_the_lines_the_options_or_this_one(self, tmp_path):
        shell = at(tmp_path)
        take(shell, "targets", ["customer,target", "Acme,1"])
        take(shell, "targets", ["customer,target", "Acme,2"], "--month", "2027-01")
        take(shell, "targets", ["customer,month,target", "Acme,2027-02,3"], "--month", "2027-01")
        assert [(t["month"], t["amount"]) for t in listed(shell, "target list")] == [("2026-11", "1.00")]
        assert [(t["month"], t["amount"]) for t in listed(shell, "target list --month 2027-01")] == [
            ("2027-01", "2.00")
        ]
        assert [(t["month"], t["amount"]) for t in listed(shell, "target list --month 2027-02")] == [
            ("2027-02", "3.00")
        ]
