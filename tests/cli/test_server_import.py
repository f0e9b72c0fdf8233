"""A file is taken into a shared PostgreSQL book as into a file, and taken back there."""

from __future__ import annotations

import pytest
from imported import INVOICES, PLAN, counts, csv_file, everything, listed, told
from test_server import server, shared  # noqa: F401 - fixtures

from shell import Shell

FILES = (
    ("customers", ["code,customer,grade,contact person", "A1,Acme 100%,B,Ms Wang", ",华联,,"]),
    ("invoices", [INVOICES, "Acme 100%,F1,2026-10-01,2026-11-01,1000.00,400.00,2026-11-05", "华联,N1,2026-10-02,,-5,,"]),
    ("invoices", [INVOICES, "Acme 100%,F1,2026-10-01,2026-11-15,1200.00,600.00,2026-11-15", "华联,N2,2026-10-02,,7,,"]),
    ("promises", ["customer,amount,due date,made on", "华联,300.00,2026-12-11,2026-12-01"]),
    ("receipts", ["customer,date,amount,invoice number", "Acme 100%,2026-12-02,50,F1", "华联,2026-12-03,100,", "华联,2026-12-04,-100,"]),
    ("targets", [PLAN, "华联,2026-12,5万,4万,Visit,3万,2026-12-25"]),
)  # fmt: skip


@pytest.mark.usefixtures("server")
def test_a_file_is_taken_in_and_back_on_a_server_as_in_a_file(shared, tmp_path):  # noqa: F811
    """Every kind in turn, each looked at, taken in, taken back and taken in again: the same reports on both."""
    file = Shell(tmp_path / "file", today="2026-12-10", lang="en")
    file.book.parent.mkdir()
    for shell in (shared, file):
        assert shell.run("customer add Other").code == 0
    for kind, rows in FILES:
        path = csv_file(file, rows)
        before = everything(file)
        assert told(shared, path, kind) == told(file, path, kind)
        assert told(shared, path, kind, "--apply") == told(file, path, kind, "--apply")
        after = everything(shared)
        assert after == everything(file)
        assert shared.run("undo").code == 0
        assert everything(shared) == before
        assert shared.run(f"undo {listed(shared, 'history')[0]['id']}").code == 0
        assert everything(shared) == after
        assert set(counts(told(shared, path, kind, "--apply"))) == {"same"}
