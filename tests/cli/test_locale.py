"""Where the locale has no Chinese, the sentence names it as the cause; where it has, nothing is said of it."""

from __future__ import annotations

import subprocess
import sys

import pytest
from contract import book_shell

NO_CHINESE = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows hands words over as Unicode")


def ran(shell, words, **surroundings):
    """A process of its own in other surroundings."""
    env = {name: value for name, value in shell.environment().items() if name != "PYTHONIOENCODING"}
    done = subprocess.run(shell.argv(words), env=env | surroundings, capture_output=True, check=False)
    return done.returncode, done.stdout, done.stderr.decode("utf-8", "replace")


@posix
@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(
    "words", [["gap", "华联"], ["customer", "add", "新客户"], ["华联"], ["promise", "add", "HL", "5万", "月底"]]
)
def test_words_that_arrive_broken_are_laid_to_the_locale(tmp_path, words, lang):
    """Not to the person; in letters that can be read there."""
    shell = book_shell(tmp_path, lang=lang)
    before = shell.book.read_bytes()
    code, out, err = ran(shell, words, **NO_CHINESE)
    assert (code, out, err.count("\n")) == (2, b"", 1)
    assert "LC_ALL=C)" in err
    assert "\\u" not in err
    assert shell.book.read_bytes() == before


@posix
def test_a_refusal_of_readable_words_is_that_refusal(tmp_path):
    code, out, err = ran(book_shell(tmp_path, lang="en"), ["gap", "nobody-at-all"], **NO_CHINESE)
    assert (code, out, err.count("\n")) == (3, b"", 1)
    assert "No customer" in err


@pytest.mark.parametrize("surroundings", [NO_CHINESE, {"PYTHONIOENCODING": "ascii"}, {"PYTHONIOENCODING": "latin-1"}])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_an_answer_full_of_numbers_names_its_cause(tmp_path, surroundings, lang):
    """Once, beside the result; and on the line of a refusal."""
    shell = book_shell(tmp_path, lang=lang)
    name = next(iter(surroundings))
    code, out, err = ran(shell, ["plan"], **surroundings)
    assert (code, err.count("\n")) == (0, 1)
    assert b"\\u534e" in out
    assert f"({name}={surroundings[name]})" in err
    assert err.isascii()
    code, out, err = ran(shell, ["gap", "HL", "--month", "x"], **surroundings)
    assert (code, out, err.count("\n")) == (2, b"", 1)
    assert f"({name}={surroundings[name]})" in err


def test_a_document_says_the_same_everywhere(tmp_path):
    """Its escapes are part of its form, so nothing is said about them."""
    code, out, err = ran(book_shell(tmp_path), ["plan", "--json"], PYTHONIOENCODING="ascii")
    assert (code, err) == (0, "")
    assert b"\\u" in out


@pytest.mark.parametrize("surroundings", [{"PYTHONIOENCODING": "gbk"}, {"PYTHONIOENCODING": "utf-8"}, {"LC_ALL": "C"}])
def test_where_chinese_can_be_shown_nothing_is_said(tmp_path, surroundings):
    """Python itself speaks UTF-8 where the locale is C."""
    code, out, err = ran(book_shell(tmp_path, lang="zh"), ["gap", "HL"], **surroundings)
    assert (code, err) == (0, "")
    assert b"\\u" not in out
