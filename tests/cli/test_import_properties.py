"""No fen is lost on the way from a file into the book, whatever the file, however often and in however many parts."""

from __future__ import annotations

import csv
import io
import json
import tempfile
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from imported import adds_up, at, counts, fen, listed, owed, told, wrong

HEADINGS = ["customer", "number", "invoice date", "due date", "amount", "open"]
NAMES = ("华联超市", "Acme, Ltd", "=1+1", "O'Neil", "東風")
ENCODINGS = ("utf-8", "utf-8-sig", "gb18030", "utf-16", "xlsx")
DAYS = st.dates(date(2025, 1, 1), date(2026, 11, 22))
quickly = settings(max_examples=8, suppress_health_check=list(HealthCheck))


@st.composite
def invoices(draw, least=1, most=10**13):
    """Rows of invoices with numbers of their own; amounts in fen."""
    rows = []
    for number in range(draw(st.integers(1, 12))):
        issued, due = sorted([draw(DAYS), draw(DAYS)])
        amount = draw(st.integers(least, most).filter(bool))
        still = draw(st.integers(0, abs(amount))) * (1 if amount > 0 else -1)
        rows.append([draw(st.sampled_from(NAMES)), f"N-{number}", issued, due, amount, still])
    return rows


def as_file(folder, rows, form, headings=HEADINGS, name="file"):
    path = folder / f"{name}.{'xlsx' if form == 'xlsx' else 'csv'}"
    if form == "xlsx":
        with xlsxwriter.Workbook(path) as book:
            sheet, as_day = book.add_worksheet(), book.add_format({"num_format": "yyyy-mm-dd"})
            sheet.write_row(0, 0, headings)
            for line, row in enumerate(rows, start=1):
                for column, cell in enumerate(row[: len(headings)]):
                    if isinstance(cell, date):
                        sheet.write_datetime(line, column, cell, as_day)
                    elif isinstance(cell, int):
                        sheet.write_number(line, column, cell / 100)
                    else:
                        sheet.write_string(line, column, cell)
        return str(path)
    page = io.StringIO(newline="")
    writer = csv.writer(page)
    writer.writerow(headings)
    writer.writerows([yuan(c) if isinstance(c, int) else str(c) for c in row[: len(headings)]] for row in rows)
    path.write_bytes(page.getvalue().encode(form))
    return str(path)


def yuan(amount):
    return f"{'-' * (amount < 0)}{abs(amount) // 100:,}.{abs(amount) % 100:02}"


@contextmanager
def new_book():
    with tempfile.TemporaryDirectory() as folder:
        yield at(Path(folder))


def sums(rows, column):
    """What each customer owes, of all that owe or are owed."""
    found = dict.fromkeys((row[0] for row in rows), 0)
    for row in rows:
        found[row[0]] += row[column]
    return {name: amount for name, amount in found.items() if amount}


def balances(shell):
    return {name: fen(amount) for name, amount in owed(shell, customers=True).items() if fen(amount)}


@quickly
@given(invoices(least=-(10**13)), st.sampled_from(ENCODINGS))
def test_what_everyone_owes_is_what_the_file_says(rows, form):
    with new_book() as shell:
        report = told(shell, as_file(shell.book.parent, rows, form, HEADINGS[:5]), "invoices", "--apply")
        assert counts(report) == {"new": len(rows)}
        assert fen(report["amounts"]["read"]) == sum(row[4] for row in rows)
        assert balances(shell) == sums(rows, 4)
        assert wrong(shell) == []


@quickly
@given(invoices(least=-(10**13)), st.sampled_from(ENCODINGS))
def test_what_is_open_is_what_the_file_says_is_open(rows, form):
    with new_book() as shell:
        report = told(shell, as_file(shell.book.parent, rows, form), "invoices", "--apply")
        assert (counts(report), fen(report["amounts"]["new"])) == ({"new": len(rows)}, sum(row[4] for row in rows))
        assert balances(shell) == sums(rows, 5)
        assert wrong(shell) == []


@quickly
@given(invoices(least=-(10**9)), st.booleans())
def test_the_second_time_changes_nothing(rows, says_open):
    headings = HEADINGS if says_open else HEADINGS[:5]
    with new_book() as shell:
        twice = [*rows, *rows[:2]]
        file = as_file(shell.book.parent, twice, "utf-8", headings)
        told(shell, file, "invoices", "--apply")
        before = shell.book.read_bytes()
        assert counts(told(shell, file, "invoices", "--apply")) == {"same": len(twice)}
        assert shell.book.read_bytes() == before


@quickly
@given(invoices(), st.randoms(use_true_random=False), st.booleans())
def test_parts_in_any_order_come_to_the_whole(rows, random, says_open):
    headings = HEADINGS if says_open else HEADINGS[:5]
    cut = random.randint(0, len(rows))
    mixed = random.sample(rows, len(rows))
    found = []
    for files in ([rows], [mixed[:cut], mixed[cut:]], [mixed[cut:], mixed[:cut]], [mixed[cut:], rows]):
        with new_book() as shell:
            for number, part in enumerate(files):
                told(shell, as_file(shell.book.parent, part, "utf-8", headings, str(number)), "invoices", "--apply")
            invoice = ("customer", "number", "issued", "due", "amount", "open")
            found.append(sorted(tuple(i[name] for name in invoice) for i in listed(shell, "invoice list")))
            assert balances(shell) == sums(rows, 5 if says_open else 4)
            assert wrong(shell) == []
    assert found == [found[0]] * 4


@quickly
@given(
    invoices(most=10**6),
    st.lists(st.tuples(st.sampled_from(NAMES), DAYS, st.integers(1, 10**6)), max_size=8),
    st.booleans(),
)
def test_receipts_before_or_after_invoices_leave_the_same_balance(rows, money, receipts_first):
    """Money of a day on which no invoice was known yet settles nothing and is owed to nobody."""
    first = {name: min(row[2] for row in rows if row[0] == name) for name in {row[0] for row in rows}}
    expected = sums(rows, 4)
    for name, on, amount in money:
        if name in first and on >= first[name]:
            expected[name] -= amount
    with new_book() as shell:
        folder = shell.book.parent
        files = [
            (as_file(folder, rows, "utf-8", HEADINGS[:5], "invoices"), "invoices"),
            (
                as_file(folder, [list(m) for m in money], "utf-8", ["customer", "date", "amount"], "receipts"),
                "receipts",
            ),
        ]
        for file, kind in reversed(files) if receipts_first else files:
            told(shell, file, kind, "--apply")
        assert balances(shell) == {name: amount for name, amount in expected.items() if amount}
        assert wrong(shell) == []


CELLS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(["", "-", "5", "-5", "1,000.00", "2026-11-01", "2026-13-01", "总计", "Total", "Acme", "#N/A", "=1+1",
                     "1e5", "\x00", "\u202e", "万", "Yes", "46000", "99999999999999", '"', "\r\n"]),
)  # fmt: skip
KINDS = {
    "customers": ["code", "customer", "grade", "credit days", "other", "contact person"],
    "invoices": [*HEADINGS, "settled", "settled on", "disputed"],
    "receipts": ["customer", "date", "amount", "form", "matures", "reference", "invoice number"],
    "promises": ["customer", "amount", "due date", "made on"],
    "targets": ["customer", "month", "target", "expected", "measure 1", "yield 1", "by 1"],
}


@settings(quickly, max_examples=40)
@given(st.sampled_from(sorted(KINDS)), st.lists(st.lists(CELLS, max_size=9), max_size=8), st.sampled_from(ENCODINGS))
def test_whatever_stands_in_the_cells_every_line_is_accounted_for(kind, rows, form):
    with new_book() as shell:
        encoding = "utf-8" if form in ("gb18030", "xlsx") else form
        page = io.StringIO(newline="")
        csv.writer(page).writerows([KINDS[kind], *rows])
        file = shell.book.parent / "any.csv"
        file.write_bytes(page.getvalue().encode(encoding, "replace"))
        said = shell.run(["import", str(file), "--as", kind, "--apply", "--keep-good", "--json"])
        assert "fault" not in said.err, said
        assert said.code in {0, 2, 5}, said
        if said.out:
            report = json.loads(said.out)
            adds_up(report)
            good = report["rows"]["read"] - report["rows"]["refused"]
            again = json.loads(shell.run(["import", str(file), "--as", kind, "--apply", "--keep-good", "--json"]).out)
            assert (again["rows"]["same"], again["rows"]["new"]) == (good, 0)
            assert not shell.book.exists() or wrong(shell) == []
