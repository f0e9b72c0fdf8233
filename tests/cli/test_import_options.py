"""How a file is to be read: by a map, as of a day, with which terms."""

from __future__ import annotations

from contract import document
from imported import INVOICES, OPEN, TODAY, at, changes, counts, csv_file, listed, owed, refusals, take, told, wrong

FILE = [INVOICES, "Acme,F2,2026-11-01,2026-12-01,2000.00,2000.00,2026-11-20", "Bolt,B1,2026-11-02,,5,,"]


class TestMaps:
    def test_what_was_recognised_reads_the_same_file_the_same_way(self, tmp_path):
        shell, new = at(tmp_path), str(tmp_path / "new.toml")
        file = csv_file(shell, [["printed by Li"], *(row.split(",") for row in FILE)])
        first = told(shell, file, "invoices", "--save-map", new)
        again = document(shell.run(["import", file, "--map", new, "--json"]))
        assert again == first
        said = shell.run(["import", file, "--as", "invoices", "--save-map", new])
        assert (said.code, said.out, new in said.err) == (1, "", True)

    def test_a_map_names_columns_sheet_and_kind(self, tmp_path):
        shell, plan = at(tmp_path), tmp_path / "map.toml"
        plan.write_text(
            'as="receipts"\n[columns]\nname="who"\namount="column:B"\non="when"\n[constants]\nform="cash"\n'
        )
        file = csv_file(shell, ["who,x,when", "Acme,5,2026-11-02"])
        assert counts(document(shell.run(["import", file, "--map", str(plan), "--apply", "--json"]))) == {"new": 1}
        assert [(r["amount"], r["form"]) for r in listed(shell, "receipt list")] == [("5.00", "cash")]
        said = shell.run(["import", file, "--as", "invoices", "--map", str(plan)])
        assert (said.code, said.out, "receipts" in said.err) == (2, "", True)


class TestDays:
    def test_due_days_follow_from_the_terms(self, tmp_path):
        rows = ["customer,number,invoice date,amount", "Acme,F1,2026-11-01,5", "Bolt,B1,2026-11-01,5"]
        for number, (options, days) in enumerate(
            (([], ["2026-12-01", "2026-11-01"]), (["--terms", "10"], ["2026-11-11", "2026-11-11"]))
        ):
            shell = at(tmp_path / str(number), story=["customer add Acme --terms 30"])
            report = take(shell, "invoices", rows, *options)
            assert [i["due"] for i in listed(shell, "invoice list")] == days
            assert report["due_unknown"] == (0 if options else 1)

    def test_what_the_ledger_says_is_of_its_day(self, tmp_path):
        shell = at(tmp_path)
        take(shell, "invoices", [OPEN, "Acme,F1,2026-10-10,2026-11-10,1000.00,1000.00"], "--on", "2026-11-01")
        take(shell, "invoices", [OPEN, "Acme,F1,2026-10-10,2026-11-10,1000.00,300.00"], "--on", "2026-11-15")
        assert [owed(shell, day)[0] for day in ("2026-11-14", "2026-11-15", TODAY)] == ["1000.00", "300.00", "300.00"]
        report = take(shell, "invoices", [OPEN, "Acme,F1,2026-10-10,2026-11-10,1000.00,500.00"], "--on", "2026-11-20")
        assert changes(report) == [(2, "settled", "700.00", "500.00")]
        assert owed(shell)[0] == "500.00"
        assert wrong(shell) == []

    def test_money_of_a_day_to_come_is_refused(self, tmp_path):
        shell = at(tmp_path)
        rows = [INVOICES, "Acme,F1,2026-10-10,2026-11-10,10.00,10.00,2026-11-23"]
        assert refusals(take(shell, "invoices", rows)) == [(2, "settled on", "2026-11-23")]
