"""Thousands of lines: four times as many need four times the statements, never more."""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from datetime import date, timedelta

import pytest
from imported import INVOICES, at, counts, csv_file, listed, owed, take, told, wrong

FIRST = date(2026, 10, 1)


def invoices(count, *, fen=0):
    """Half of them settled on a day, of three hundred customers."""
    for n in range(count):
        amount, paid = f"{n + 1}.{fen:02}", n % 2
        day = FIRST + timedelta(n % 28)
        settled = f"{amount},{day + timedelta(20)}" if paid else ","
        yield f"Customer {n % 300},N{n},{day},{day + timedelta(60)},{amount},{settled}"


def receipts(count):
    """An eighth of them name an invoice, an eighth take one back."""
    for n in range(count):
        back = n % 8 == 7
        amount = f"{n if not back else n - 1}.50"
        yield f"Customer {(n - back) % 300},{FIRST + timedelta(20 + back)},{'-' * back}{amount},{f'N{n}' if n % 8 == 0 else ''}"


FILES = {
    "invoices": lambda count: [INVOICES, *invoices(count)],
    "receipts": lambda count: ["customer,date,amount,invoice number", *receipts(count)],
    "customers": lambda count: ["customer,contact person", *(f"Customer {n},Wang {n}" for n in range(count))],
    "promises": lambda count: ["customer,amount,due date", *(f"Customer {n % 50},{n + 1},2026-12-01" for n in range(count))],
    "targets": lambda count: ["customer,target,measure 1,yield 1", *(f"Customer {n},{n + 1},Visit,5" for n in range(count))],
}  # fmt: skip
BY_ROW = {"receipts": 8, "customers": 40, "promises": 40, "targets": 40}
"""These are written record by record, wholly or in part; fewer lines show how their cost grows."""


def test_many_invoices_are_taken_in_back_and_in_again(tmp_path):
    shell = at(tmp_path)
    file = csv_file(shell, FILES["invoices"](1600))
    assert counts(told(shell, file, "invoices", "--apply")) == {"new": 1600}
    assert shell.run("undo").code == 0
    assert shell.run("undo 2").code == 0
    assert owed(shell)[0] == f"{sum(range(1, 1601, 2))}.00"
    assert counts(told(shell, file, "invoices", "--apply")) == {"same": 1600}
    assert len(listed(shell, "receipt list")) == 800


@pytest.mark.parametrize("kind", FILES)
def test_four_times_the_lines_need_four_times_the_statements(tmp_path, monkeypatch, kind):
    few, many = (count // BY_ROW.get(kind, 1) for count in (500, 2000))
    counted = []
    for count in (few, many):
        shell = at(tmp_path / str(count))
        file = csv_file(shell, FILES[kind](count))
        with _counting(monkeypatch) as statements:
            assert counts(told(shell, file, kind, "--apply")) == {"new": count}
            assert counts(told(shell, file, kind, "--apply")) == {"same": count}
        counted.append(len(statements))
    assert few < counted[1] < 4 * counted[0] + 100
    assert wrong(shell) == []


def test_what_changed_needs_no_more(tmp_path, monkeypatch):
    counted = []
    for count in (500, 2000):
        shell = at(tmp_path / str(count))
        told(shell, csv_file(shell, [INVOICES, *invoices(count)]), "invoices", "--apply")
        changed = csv_file(shell, [INVOICES, *invoices(count, fen=50)])
        with _counting(monkeypatch) as statements:
            assert counts(told(shell, changed, "invoices", "--apply")) == {"changed": count}
        counted.append(len(statements))
    assert 500 < counted[1] < 4 * counted[0] + 100


@contextmanager
def _counting(monkeypatch):
    """The statements of every connection opened meanwhile, one for each row that is written."""
    statements, opened = [], sqlite3.connect

    class Counted(sqlite3.Connection):
        def __init__(self, *args, **options):
            super().__init__(*args, **options)
            self.set_trace_callback(statements.append)

    with monkeypatch.context() as patch:
        for module in (sqlite3, sqlite3.dbapi2):
            patch.setattr(module, "connect", lambda *args, **options: opened(*args, **{"factory": Counted} | options))
        yield statements


def test_indexes_made_once_after_many_rows_are_those_of_any_book(tmp_path, monkeypatch):
    """Where most of a table comes at once its indexes are taken away and made anew: nothing of the book differs."""
    from huikuan.store import writer

    def schema(shell):
        with closing(sqlite3.connect(shell.book)) as book:
            return sorted(book.execute("SELECT type, name, tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL"))

    usual, fast = at(tmp_path / "usual"), at(tmp_path / "fast")
    listed = [INVOICES, *(f"Acme,F{n},2026-10-10,2026-11-10,{n}.00,," for n in range(1, 31))]
    take(usual, "invoices", listed)
    monkeypatch.setattr(writer, "_MANY", 10)
    take(fast, "invoices", listed)
    assert schema(fast) == schema(usual)
    assert fast.run("ageing --json").out == usual.run("ageing --json").out
    assert fast.run("doctor").code == 0
