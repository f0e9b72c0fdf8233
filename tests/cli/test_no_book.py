"""A path without a book: a program that named it is told so with 4, a person sees an empty book, an entry makes it."""

from __future__ import annotations

import json

import pytest
from contract import english_in

from huikuan.store.place import own_folder
from shell import Shell

READS = (
    "plan",
    "gap",
    "gap HL",
    "followup",
    "ageing",
    "history",
    "customer list",
    "customer show HL",
    "contact list HL",
    "target list",
    "measure list",
    "promise list",
    "promise show 1",
    "receipt list",
    "invoice list",
    "approval list",
    "export plan",
)


def refused(said) -> bool:
    return (said.code, said.out, said.err.count("\n")) == (4, "", 1)


@pytest.mark.parametrize("line", READS)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_document_of_a_named_path_without_a_book_is_refused(tmp_path, line, lang):
    """Named by HUIKUAN_DB or by --db; nothing is made there."""
    shell = Shell(tmp_path, lang=lang)
    said = shell.run(f"{line} --json")
    assert refused(said)
    assert str(shell.book) in said.err
    assert refused(shell.run([*line.split(), "--json", "--db", str(tmp_path / "other.db")], HUIKUAN_DB=""))
    assert not any(tmp_path.iterdir())
    assert lang != "zh" or english_in(said.err.replace(str(shell.book), "")) == []


@pytest.mark.parametrize("line", ["gap --check", "gap HL --check", "gap --check --json"])
@pytest.mark.parametrize("named", [True, False])
def test_a_gap_cannot_be_checked_without_a_book(tmp_path, line, named):
    """Also at the usual place: nothing is covered by a book that is not there."""
    assert refused(Shell(tmp_path).run(line, **({} if named else {"HUIKUAN_DB": ""})))
    assert not own_folder().exists()


@pytest.mark.parametrize("line", ["plan", "gap", "followup", "ageing", "history", "customer list", "promise list"])
def test_without_a_named_path_the_document_is_an_empty_one(tmp_path, line):
    """One document on stdout, also before the first entry."""
    said = Shell(tmp_path).run(f"{line} --json", HUIKUAN_DB="")
    assert (said.code, said.err) == (0, "")
    assert isinstance(json.loads(said.out), dict)


@pytest.mark.parametrize("line", ["plan", "gap", "followup", "customer list"])
def test_a_person_sees_an_empty_book(tmp_path, line):
    assert Shell(tmp_path).run(line).code == 0


def test_an_entry_makes_the_book_with_its_document_too(tmp_path):
    shell = Shell(tmp_path)
    assert shell.run("customer add 华联 --json").code == 0
    assert shell.run("customer list --json").code == 0


def test_a_file_can_be_looked_at_for_a_book_still_to_be_made(tmp_path):
    """What --apply would take in there."""
    shell = Shell(tmp_path)
    (file := tmp_path / "a.csv").write_text("customer,amount,due date\nA,1,2026-12-31\n")
    line = ["import", str(file), "--as", "invoices", "--json"]
    assert json.loads(shell.run(line).out)["rows"]["new"] == 1
    assert shell.run([*line, "--apply"]).code == 0


def test_a_doctor_says_that_no_book_is_there(tmp_path):
    """That is what it is asked."""
    said = Shell(tmp_path).run("doctor --json")
    assert (said.code, json.loads(said.out)["exists"]) == (0, False)
