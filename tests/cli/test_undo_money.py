"""Undo never loses money and never lets one fen stand in two places."""

from __future__ import annotations

import pytest
from contract import document

from shell import Shell


@pytest.fixture
def shell(tmp_path):
    """A customer who promised 100,000 for November 20th."""
    one = Shell(tmp_path, today="2026-11-01", lang="en")
    for line in ("customer add Acme --code AC", "target set AC 20万", "promise add AC 10万 11-20"):
        assert one.run(line).code == 0
    return one


def test_what_an_undone_receipt_had_paid_takes_the_next_money_again(shell):
    """40,000 and 60,000 pay the promise; the 40,000 is undone: the next money goes to the promise, and it is chased."""
    for line in ("receipt add AC 4万", "receipt add AC 6万", "undo 4"):
        assert shell.run(line).code == 0
    assert set(document(shell.run("doctor --json"))["sound"].values()) == {True}
    tasks = document(shell.run("followup 2026-12-01 --json"))["tasks"]
    assert [(task["kind"], task["amount"]) for task in tasks] == [("renew", "40000.00")]
    again = document(shell.run("receipt add AC 4.1万 --json"))
    assert (again["allocations"][0]["amount"], again["unallocated"]) == ("40000.00", "1000.00")


def test_a_reversal_is_not_undone_once_other_money_took_its_place(shell):
    for line in ("receipt add AC 6万", "receipt reverse 1 --reason bounced", "receipt add AC 10万"):
        assert shell.run(line).code == 0
    before = shell.run("promise list --json").out
    assert shell.run("undo 5").code == 1
    assert shell.run("promise list --json").out == before
    assert set(document(shell.run("doctor --json"))["sound"].values()) == {True}


def test_a_withdrawal_is_not_undone_once_another_promise_took_its_place(shell):
    for line in ("promise withdraw 1 --reason moved", "promise add AC 10万 11-25"):
        assert shell.run(line).code == 0
    assert shell.run("undo 4").code == 1
    assert document(shell.run("gap AC --json"))["promised"] == "100000.00"


def test_money_promised_by_an_archived_customer_stays_on_the_list(shell):
    """The promise was kept by cheque, the customer put away, the cheque bounced: the money is chased until it is in."""
    for line in ("receipt add AC 10万 --form cheque", "customer archive AC", "receipt reverse 1 --reason bounced"):
        assert shell.run(line).code == 0
    assert shell.run("log AC --said tomorrow").code == 0
    tasks = document(shell.run("followup 2026-11-23 --json"))["tasks"]
    assert [task["kind"] for task in tasks] == ["renew"]
    assert shell.run("receipt add AC 10万", HUIKUAN_TODAY="2026-11-24").code == 0


def test_a_refused_first_entry_leaves_nothing_behind(tmp_path):
    away = tmp_path / "typo" / "book.db"
    for line in ("promise add AC 1万 11-20", "undo", "receipt reverse 1 --reason x", "plan --freeze"):
        said = Shell(tmp_path, today="2026-11-01", lang="en").run(f"--db {away} {line}")
        assert said.code in {1, 3}, said
    assert not away.parent.exists()
