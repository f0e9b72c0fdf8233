"""A list taken in from an ERP is enough for a morning list: what is overdue is asked for, whoever has no target yet."""

from __future__ import annotations

from pathlib import Path

import pytest
from contract import document

from shell import Shell

RECEIVABLES = Path(__file__).parents[2] / "examples" / "receivables.csv"


@pytest.fixture
def shell(tmp_path):
    made = Shell(tmp_path, lang="en")
    assert made.run(["import", str(RECEIVABLES), "--as", "invoices", "--apply"]).code == 0
    return made


def overdue(shell, more=""):
    return {
        t["code"]: t["amount"]
        for t in document(shell.run(f"followup --json {more}"))["tasks"]
        if t["kind"] == "overdue"
    }


def test_after_an_import_everybody_who_is_late_stands_there(shell):
    """Each with what `ageing` says is overdue, less what they paid ahead."""
    late = {
        row["code"]: f"{float(row['overdue']) - float(row['credits']):.2f}"
        for row in document(shell.run("ageing --json"))["customers"]
        if row["overdue"] != "0.00"
    }
    assert overdue(shell) == late
    assert len(late) == 6


def test_money_a_promise_and_a_contact_take_them_off_and_an_earlier_day_knows_nothing_of_it(shell):
    before = overdue(shell)
    first, second, third = list(before)[:3]
    for line in (f"receipt add {first} {before[first]}", f"promise add {second} 1万 12-20", f"log {third} --said 下周"):
        assert shell.run(line, HUIKUAN_TODAY="2026-12-02").code == 0
    assert overdue(shell, "--as-of 2026-12-01") == before
    now = document(shell.run("followup --json", HUIKUAN_TODAY="2026-12-02"))["tasks"]
    assert {task["code"] for task in now} == set(before) - {first, second, third}


def test_its_promise_is_taken_in_the_sitting(shell):
    [who, *_] = overdue(shell)
    said = shell.run("followup --work", "d\n2万 12-20\n\nq\n")
    assert said.code == 0
    assert "1 task done" in said.out
    assert who not in overdue(shell)
    assert document(shell.run(f"gap {who} --json"))["promised"] == "20000.00"
