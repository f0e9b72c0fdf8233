"""An answer from standard input is read up to a bearable length; a line without an end is refused, not gathered."""

from __future__ import annotations

import io
import subprocess
import sys

import pytest
from contract import book_shell

from huikuan.cli import asking

SITTINGS = ("followup --work", "plan --guide")


class Endless(io.StringIO):
    """A stream that never ends a line, and counts what was taken from it."""

    taken = 0

    def readline(self, size: int | None = -1, /) -> str:
        assert size is not None
        assert size > 0, "a whole line was asked for"
        self.taken += size
        assert self.taken < 1_000_000
        return "9" * size


@pytest.mark.parametrize("line", SITTINGS)
@pytest.mark.parametrize(("lang", "word"), [("en", "longer than 10,000"), ("zh", "超过了 10,000 个字符")])
def test_a_line_without_an_end_is_refused(tmp_path, monkeypatch, line, lang, word):
    """The answers end there, with the code of what is not understood."""
    shell, stream = book_shell(tmp_path, lang=lang), Endless()
    monkeypatch.setattr("shell.io.StringIO", lambda _typed: stream)
    before = shell.book.read_bytes()
    said = shell.run(line)
    assert (said.code, stream.taken) == (2, asking.LONGEST_ANSWER + 1)
    assert word in said.err
    assert shell.book.read_bytes() == before


@pytest.mark.parametrize("line", SITTINGS)
def test_a_long_line_is_asked_for_again_where_a_person_sits(tmp_path, line):
    """Its rest is no answer to anything."""
    said = book_shell(tmp_path).run(line, "9" * 50_000 + "\nq\n", watched=True)
    assert said.code == 0
    assert said.err.count("longer than 10,000") + said.err.count("超过了 10,000") == 1


def test_a_line_as_long_as_may_be_is_read(tmp_path):
    said = book_shell(tmp_path, lang="en").run("followup --work", "9" * (asking.LONGEST_ANSWER - 1) + "\n")
    assert "longer than 10,000" not in said.err


@pytest.mark.parametrize("line", SITTINGS)
@pytest.mark.skipif(sys.platform != "linux", reason="there is no such device")
def test_a_device_without_an_end_ends_the_sitting(tmp_path, line):
    """A process of its own, with nothing but zero bytes to read."""
    shell = book_shell(tmp_path, lang="en")
    with open("/dev/zero", "rb") as endless:  # noqa: PTH123 - a stream of the system
        said = subprocess.run(
            shell.argv(line), env=shell.environment(), stdin=endless, capture_output=True, check=False, timeout=60
        )
    assert said.returncode == 2
    assert b"longer than 10,000" in said.stderr
