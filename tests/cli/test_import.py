"""A file is looked at first, taken in whole or not at all, changes nothing the second time, and can be taken back."""

from __future__ import annotations

import stat

import pytest
from imported import (
    F1,
    INVOICES,
    OPEN,
    PLAN,
    RECEIPTS,
    at,
    counts,
    csv_file,
    everything,
    listed,
    refusals,
    take,
    told,
    wrong,
)

KINDS = {
    "customers": ["code,customer,grade,credit days", "A1,Acme,B,30", "B1,Bolt,,"],
    "invoices": [INVOICES, F1, "Acme,F2,2026-11-01,2026-12-01,2000.00,2000.00,2026-11-20", "Bolt,B1,2026-11-02,,5,,"],
    "receipts": [RECEIPTS, "Acme,2026-11-03,400.00", "Bolt,2026-11-04,5"],
    "promises": ["customer,amount,due date,made on", "Acme,300.00,2026-11-27,2026-11-20", "Bolt,5,2026-12-04,"],
    "targets": [PLAN, "Acme,2026-11,5万,4万,Visit,3万,2026-11-25", "Bolt,2026-11,10,,,,"],
}
ROWS = {kind: len(rows) - 1 for kind, rows in KINDS.items()}
BAD = {kind: [*rows, rows[1].replace("Acme", "").replace("A1", "")] for kind, rows in KINDS.items()}
"""Each with a line that names nobody."""


@pytest.mark.parametrize("kind", KINDS)
class TestEveryKind:
    def test_a_look_makes_no_book(self, tmp_path, kind):
        shell = at(tmp_path)
        report = told(shell, csv_file(shell, KINDS[kind]), kind)
        assert (counts(report), report["applied"]) == ({"new": ROWS[kind]}, False)
        assert [path.name for path in tmp_path.iterdir()] == ["file.csv"]

    def test_a_look_leaves_the_book_as_it_is(self, tmp_path, kind):
        shell = at(tmp_path, story=["customer add Acme"])
        before = shell.book.read_bytes()
        told(shell, csv_file(shell, KINDS[kind]), kind)
        assert shell.book.read_bytes() == before

    def test_it_is_taken_in_once(self, tmp_path, kind):
        shell = at(tmp_path)
        report = take(shell, kind, KINDS[kind])
        assert (counts(report), report["applied"]) == ({"new": ROWS[kind]}, True)
        after, entries, raw = everything(shell), listed(shell, "history"), shell.book.read_bytes()
        assert counts(take(shell, kind, KINDS[kind])) == {"same": ROWS[kind]}
        assert everything(shell) == after
        assert (listed(shell, "history"), shell.book.read_bytes() == raw) == (entries, True)
        assert wrong(shell) == []

    def test_it_is_taken_back_and_taken_in_again(self, tmp_path, kind):
        shell = at(tmp_path, story=["customer add Other", "receipt add Other 10"])
        before = everything(shell)
        take(shell, kind, KINDS[kind])
        after = everything(shell)
        assert after != before
        assert shell.run("undo").code == 0
        assert everything(shell) == before
        entry = listed(shell, "history")[0]["id"]
        assert shell.run(f"undo {entry}").code == 0
        assert everything(shell) == after
        assert wrong(shell) == []
        assert counts(take(shell, kind, KINDS[kind])) == {"same": ROWS[kind]}

    def test_one_refused_line_stops_the_others(self, tmp_path, kind):
        shell = at(tmp_path)
        report = take(shell, kind, BAD[kind])
        assert (counts(report), report["applied"]) == ({"new": ROWS[kind], "refused": 1}, False)
        assert not shell.book.exists()

    def test_unless_the_good_ones_are_to_be_kept(self, tmp_path, kind):
        shell = at(tmp_path)
        report = take(shell, kind, BAD[kind], "--keep-good")
        assert (counts(report), report["applied"]) == ({"new": ROWS[kind], "refused": 1}, True)
        assert counts(take(shell, kind, KINDS[kind])) == {"same": ROWS[kind]}

    def test_customers_not_in_the_book_are_refused_where_asked(self, tmp_path, kind):
        shell = at(tmp_path, story=["customer add Bolt --code B1"])
        report = take(shell, kind, KINDS[kind], "--known-only", "--keep-good")
        theirs = {line for line, row in enumerate(KINDS[kind], start=1) if "Acme" in row}
        assert {line for line, column, value in refusals(report) if value == "Acme"} == theirs
        assert {column for _, column, _ in refusals(report)} == {"customer"}
        assert report["customers_new"] == []
        assert [c["name"] for c in listed(shell, "customer list")] == ["Bolt"]


class TestCodes:
    def test_nothing_of_a_file_with_no_good_line_makes_a_book(self, tmp_path):
        shell = at(tmp_path)
        for options in ((), ("--apply",), ("--apply", "--keep-good")):
            report = told(shell, csv_file(shell, [RECEIPTS, "Acme,soon,1", "Acme,2026-12-24,1"]), "receipts", *options)
            assert refusals(report) == [(2, "date", "soon"), (3, "date", "2026-12-24")]
            assert not shell.book.exists()

    def test_a_list_of_nothing_is_no_mistake(self, tmp_path):
        shell = at(tmp_path)
        assert counts(take(shell, "receipts", [RECEIPTS])) == {}
        assert "There is nothing to take in." in shell.run(["import", csv_file(shell, [RECEIPTS]), "--as", "到账"]).out

    @pytest.mark.parametrize(
        ("options", "code", "words"),
        [
            ([], 2, "--as"),
            (["--as", "trees"], 2, "customers"),
            (["--as", "invoices", "--on", "32号"], 2, "no day 32"),
            (["--as", "invoices", "--terms", "-1"], 2, "-1"),
            (["--as", "targets", "--month", "13月"], 2, "no month 13"),
            (["--as", "invoices", "--map", "none.toml"], 2, "none.toml"),
            (["--as", "promises"], 2, "made"),
        ],
    )
    def test_what_is_mistyped_is_refused_in_one_sentence(self, tmp_path, options, code, words):
        shell = at(tmp_path)
        file = csv_file(shell, [["number", "made"], ["1", "2"]])
        said = shell.run(["import", file, *options, "--apply"])
        assert (said.code, said.out, said.err.count("\n")) == (code, "", 1)
        assert words in said.err
        assert not shell.book.exists()

    def test_a_book_that_cannot_be_written_stays_as_it_was(self, tmp_path):
        shell = at(tmp_path, story=["customer add Acme"])
        before = shell.book.read_bytes()
        shell.book.write_bytes(before[:200])
        said = shell.run(["import", csv_file(shell, [RECEIPTS, "Acme,2026-11-03,1"]), "--as", "receipts", "--apply"])
        assert (said.code, said.out) == (4, "")
        assert shell.book.read_bytes() == before[:200]


class TestJson:
    def test_its_shape(self, tmp_path):
        shell = at(tmp_path, story=["customer add Acme --code A1 --owner Li"])
        take(shell, "invoices", [INVOICES, F1])
        rows = [
            INVOICES + ",colour",
            F1.replace("1000.00", "1200.00") + ",red",
            "Acmee,F2,2026-11-01,,50.00,50.00,2026-11-02,",
            "Acme,F3,2026-11-01,2026-12-01,ten,,,",
            ",,,,,,,",
            "Total,,,,1260.00,,,",
        ]
        file = csv_file(shell, rows)
        report = told(shell, file, "invoices")
        fields = ["name", "number", "issued", "due", "amount", "settled", "settled_on"]
        headings = zip(fields, INVOICES.split(","), "ABCDEFG", strict=True)
        assert report == {
            "file": file,
            "as": "invoices",
            "sheet": None,
            "applied": False,
            "mapping": [{"field": f, "heading": h, "column": c} for f, h, c in headings],
            "unused": ["colour"],
            "rows": {"read": 3, "new": 1, "same": 0, "changed": 1, "refused": 1, "blank": 1, "totals": 1},
            "amounts": {"read": "1250.00", "new": "50.00", "same": "0.00", "changed": "1200.00", "refused": "0.00"},
            "customers_new": [{"code": "C001", "name": "Acmee", "owner": None, "like": "Acme"}],
            "also": {"receipts": {"rows": 1, "amount": "50.00"}},
            "due_unknown": 1,
            "still_open": "1200.00",
            "missing": {"rows": 0, "amount": "0.00", "settled": False},
            "changes": [{"line": 2, "customer": "Acme", "what": "amount", "was": "1,000.00", "becomes": "1,200.00"}],
            "refused": [
                {"line": 4, "column": "amount", "value": "ten", "reason": "it is a word and no number", "amount": None}
            ],
        }


class TestScreen:
    def test_it_fits_a_terminal_of_eighty(self, tmp_path):
        shell = at(tmp_path, story=["customer add 'Acme Stores of the North'"])
        rows = [f"Acme Stores of the North {n % 10:03},N{n},,,{n}00.00," for n in range(1, 40)]
        file = csv_file(shell, [OPEN, *rows, *(f"Bolt,X{n},,,ten thousand and some more words," for n in range(30))])
        said = shell.run(["import", file, "--as", "invoices"], COLUMNS="80")
        assert said.code == 5
        assert [line for line in said.out.splitlines() if len(line) > 80 and file not in line] == []
        for words in ("10 new customers:", "is like Acme", "… and 10 more; all of them with --json", "--terms 30"):
            assert words in " ".join(said.out.split()), words

    def test_it_says_how_to_go_on_with_everything_that_was_typed(self, tmp_path):
        shell = at(tmp_path)
        file, new = csv_file(shell, [OPEN, "Acme,F1,,,10.00,", "Acme,F2,,,ten,"]), str(tmp_path / "new.toml")
        said = shell.run(["import", file, "--as", "invoices", "--on", "11-01", "--save-map", new, "--terms", "30"])
        again = f"huikuan import {file} --as invoices --on 11-01 --terms 30 --apply --keep-good"
        assert again in " ".join(said.out.split())
        done = shell.run(again.removeprefix("huikuan "))
        assert done.code == 5
        assert "Taken in. To take it back: huikuan undo" in done.out
        assert "There is nothing to take in." in shell.run(again.removeprefix("huikuan ")).out

    def test_nothing_is_drawn_in_a_pipe(self, tmp_path):
        shell = at(tmp_path)
        said = shell.run(["import", csv_file(shell, [INVOICES, F1]), "--as", "应收", "--apply"], HUIKUAN_LANG="zh")
        assert (said.code, said.err) == (0, "")
        assert "\x1b" not in said.out

    def test_the_book_it_makes_is_nobody_elses(self, tmp_path):
        shell = at(tmp_path)
        take(shell, "invoices", [INVOICES, F1])
        assert stat.S_IMODE(shell.book.stat().st_mode) == 0o600
        assert sorted(path.name for path in tmp_path.iterdir()) == ["book.db", "book.db.lock", "file.csv"]


def test_a_book_that_somebody_made_meanwhile_is_compared_with(tmp_path, monkeypatch):
    """Two who begin an empty book with the same list: the second finds the customers of the first."""
    from huikuan.usecases.intake import taking

    shell, look = at(tmp_path), taking.look
    file = csv_file(shell, [INVOICES, "Acme,F1,2026-10-01,2026-11-01,1000.00,,"])
    other = csv_file(shell, [INVOICES, "Acme,F2,2026-10-01,2026-11-01,2000.00,,"], "other.csv")

    def look_while_another_writes(*asked):
        monkeypatch.setattr(taking, "look", look)
        found = look(*asked)
        assert shell.real(["import", str(other), "--as", "invoices", "--apply"]).code == 0
        return found

    shell.book.unlink(missing_ok=True)
    monkeypatch.setattr(taking, "look", look_while_another_writes)
    said = shell.run(["import", str(file), "--as", "invoices", "--apply"])
    assert said.code == 0, said.err
    assert len(listed(shell, "invoice list")) == 2
    assert len(listed(shell, "customer list")) == 1
