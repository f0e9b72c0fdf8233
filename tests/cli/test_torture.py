"""The torture in short: a little of most parts finds nothing, and what its judges would have to find they do find.

`make torture` is the long form.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from contract import book_shell

import torture
from torture import judge, kills

TESTS = Path(torture.__file__).resolve().parent.parent


@pytest.mark.skipif(sys.platform != "linux" or not shutil.which("cc"), reason="the shim is a small C library for Linux")
def test_a_little_of_each_part_finds_nothing():
    """But for the scripts on a server, which `tests/cli/test_server.py` has."""
    typed = ["--only", "kills,faults,cuts,crowd,walk,bits", "--times", "0.002"]
    said = subprocess.run(
        [sys.executable, "-m", "torture", *typed],
        cwd=TESTS,
        env={**os.environ, "PYTHONPATH": str(TESTS)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (said.returncode, said.stderr) == (0, ""), said.stdout + said.stderr
    tried = dict(re.findall(r"^(\w+) +(\d+)  ", said.stdout, re.MULTILINE))
    assert tried.keys() == {"kills", "faults", "cuts", "crowd", "walk", "bits"}
    assert all(int(count) for count in tried.values())


def test_a_lost_and_a_doubled_entry_are_found():
    told = [{"begun": "a"}, {"ended": "a", "code": 0}, {"begun": "b"}, {"ended": "b", "code": 0}, {"begun": "c"}]
    for kept in (["a", "b"], ["a", "b", "c"]):
        assert kills.missing(kept, [], told) == []
    for kept in (["a"], ["a", "b", "b"], ["b", "a"], ["a", "b", "c", "d"]):
        assert kills.missing(kept, [], told) != []
    assert kills.missing(["x", "a", "b"], ["y"], told) == ["entries of earlier rounds are gone"]


@pytest.mark.parametrize("cut", ["half", "forged", "none"])
def test_a_book_that_is_not_in_order_is_found(tmp_path, cut):
    shell = book_shell(tmp_path, today=judge.TODAY)
    raw = shell.book.read_bytes()
    if cut == "half":
        shell.book.write_bytes(raw[: len(raw) // 2])
    elif cut == "forged":
        shell.book.write_bytes(raw.replace("老实商行".encode(), "老实商号".encode()))
    assert (judge.complaints(shell, ("plan",), writes=False) == []) == (cut == "none")
