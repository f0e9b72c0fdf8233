"""What a command does not need it does not load: each in a process of its own, its modules listed at exit."""

from __future__ import annotations

import subprocess
import sys

import pytest
from contract import book_shell, document

from shell import Shell

HEAVY = {"sqlmodel", "sqlalchemy", "alembic", "pydantic"}
LISTING = """
import os, sys
from pathlib import Path
place, leave = Path(sys.argv.pop(1)), os._exit
os._exit = lambda code: (place.write_text(" ".join(sys.modules)), leave(code))
from huikuan.cli.start import main
main()
"""
NOUNS = ["customer", "contact", "target", "measure", "promise", "receipt", "invoice", "approval"]


def _loaded(shell, line, tmp_path, code=0, **env):
    place = tmp_path / "modules.txt"
    argv = [sys.executable, "-c", LISTING, str(place), *shell.argv(line)[3:]]
    done = subprocess.run(argv, env=shell.environment(**env), capture_output=True, check=False)
    assert done.returncode == code, done.stderr
    return {name.split(".")[0] for name in place.read_text().split()}


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("--version", 0),
        ("--help", 0),
        ("plan --help", 0),
        ("promise add --help", 0),
        *((f"{noun} --help", 0) for noun in NOUNS),
        ("pln", 2),
        ("customer ad", 2),
        ("plan --ownr x", 2),
        ("promise add HL", 2),
        ("receipt add HL 1e5", 2),
    ],
)
def test_what_only_talks_opens_no_storage(tmp_path, line, code):
    assert not _loaded(Shell(tmp_path, lang="zh"), line, tmp_path, code) & HEAVY


def _completing(typed):
    words = typed.split(" ")
    return {"_HUIKUAN_COMPLETE": "complete_bash", "COMP_WORDS": "\n".join(words), "COMP_CWORD": str(len(words) - 1)}


@pytest.mark.parametrize("typed", ["huikuan pl", "huikuan promise ", "huikuan gap --"])
def test_completion_opens_no_storage(tmp_path, typed):
    assert not _loaded(Shell(tmp_path), "", tmp_path, **_completing(typed)) & (HEAVY | {"sqlite3"})


@pytest.mark.parametrize("typed", ["huikuan gap h", "huikuan gap 华", "huikuan receipt add "])
def test_only_completing_a_customer_reads_the_book_and_as_any_read_does(tmp_path, typed):
    loaded = _loaded(book_shell(tmp_path), "", tmp_path, **_completing(typed))
    assert not loaded & (HEAVY | {"pypinyin", "filelock", "psycopg"})
    assert "sqlite3" in loaded


def test_completing_a_customer_draws_nothing(tmp_path):
    assert "rich" not in _loaded(book_shell(tmp_path), "", tmp_path, **_completing("huikuan gap h"))


@pytest.mark.parametrize(
    "line",
    [
        "",
        "plan",
        "gap",
        "gap HL",
        "gap HL --why",
        "followup",
        "plan --json",
        "customer list",
        "promise list",
        "receipt list",
        "history",
    ],
)
def test_a_read_of_a_file_opens_it_with_the_standard_library_alone(tmp_path, line):
    loaded = _loaded(book_shell(tmp_path), line, tmp_path)
    assert not loaded & (HEAVY | {"pypinyin", "filelock"})
    assert "sqlite3" in loaded


@pytest.mark.parametrize("line", ["plan --json", "gap HL --json", "followup --json"])
def test_a_document_is_made_without_drawing(tmp_path, line):
    assert "rich" not in _loaded(book_shell(tmp_path), line, tmp_path)


@pytest.mark.parametrize("line", ["receipt add HL 1万", "promise add SY 1万 周五", "undo"])
def test_a_write_to_a_file_needs_the_standard_library_and_the_lock_alone(tmp_path, line):
    loaded = _loaded(book_shell(tmp_path), line, tmp_path)
    assert not loaded & (HEAVY | {"pypinyin"})
    assert "filelock" in loaded


def test_nor_does_the_first_entry_of_a_new_book(tmp_path):
    shell = Shell(tmp_path)
    loaded = _loaded(shell, "customer add 甲", tmp_path)
    assert not loaded & HEAVY
    assert len(document(shell.run("customer list --json"))["customers"]) == 1
