"""The demo ends with a line that works in the shell it was typed into."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from huikuan.cli.demo import setting, shell_at_hand
from shell import Shell

BOOK, TODAY = "/tmp/it's a folder/book.db", "2026-12-10"
SAY = 'printf \'%s|%s\' "$HUIKUAN_DB" "$HUIKUAN_TODAY"'


@pytest.mark.parametrize("name", [name for name in ("sh", "bash", "zsh", "dash", "fish") if shutil.which(name)])
def test_the_shell_takes_it(name):
    line = f"{setting(name, BOOK, TODAY)}\n{SAY}"
    said = subprocess.run([name, "-c", line], capture_output=True, text=True, check=True)
    assert said.stdout == f"{BOOK}|{TODAY}"


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("powershell", "$env:HUIKUAN_DB = '/tmp/it''s a folder/book.db'; $env:HUIKUAN_TODAY = '2026-12-10'"),
        ("pwsh", "$env:HUIKUAN_DB = '/tmp/it''s a folder/book.db'; $env:HUIKUAN_TODAY = '2026-12-10'"),
        ("cmd", 'set "HUIKUAN_DB=/tmp/it\'s a folder/book.db" & set "HUIKUAN_TODAY=2026-12-10"'),
        ("tcsh", "setenv HUIKUAN_DB '/tmp/it'\"'\"'s a folder/book.db'; setenv HUIKUAN_TODAY 2026-12-10"),
    ],
)
def test_those_that_are_not_here_get_their_own(name, line):
    assert setting(name, BOOK, TODAY) == line


def test_it_is_the_last_line_and_the_book_is_there(tmp_path):
    last = Shell(tmp_path, lang="en").run("demo").out.splitlines()[-1]
    book = last.split("HUIKUAN_DB")[1].lstrip("= '").split()[0].strip("';")
    assert shutil.os.path.exists(book)
    assert shell_at_hand()
    shutil.rmtree(shutil.os.path.dirname(book))
