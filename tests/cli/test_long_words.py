"""A word of a hundred thousand letters, wherever it is typed, is refused at once and in one bearable sentence."""

from __future__ import annotations

import time

import pytest
from contract import CODES, book_shell, english_in

from huikuan.domain import likeness
from huikuan.errors import NoSuchCustomer

LONG = 100_000
LONGEST_SENTENCE = 500
LETTERS, SIGNS, DIGITS = "x" * LONG, "华" * (LONG // 3), "9" * LONG
LINES = [
    (["gap", LETTERS], 3),
    (["gap", SIGNS], 3),
    (["gap", "x" * 700], 3),
    (["gap", "HL", LETTERS], 2),
    (["gap", f"--{LETTERS}"], 2),
    (["gap", f"--month={LETTERS}"], 2),
    (["gap", "--owner", LETTERS], 2),
    (["plan", "--as-of", LETTERS], 2),
    (["plan", "--db", LETTERS], 4),
    (["customer", "add", LETTERS], 2),
    (["customer", "add", "A", "--code", LETTERS], 2),
    (["customer", "show", SIGNS], 3),
    (["customer", LETTERS], 2),
    (["contact", "add", "HL", SIGNS], 2),
    (["promise", "show", LETTERS], 2),
    (["promise", "show", f"-{DIGITS}"], 2),
    (["promise", "show", DIGITS], 3),
    (["promise", "add", "HL", DIGITS, "fri"], 2),
    (["promise", "add", "HL", "1万", DIGITS], 2),
    (["promise", "add", "HL", "--split", SIGNS], 2),
    (["promise", "add", "HL", "1万", "fri", "--by", SIGNS], 2),
    (["receipt", "add", "HL", "1万", "--form", SIGNS], 2),
    (["receipt", "add", "HL", "1万", "--invoice", SIGNS], 2),
    (["log", "HL", "--said", SIGNS], 2),
    (["followup", "--limit", LETTERS], 2),
    (["import", LETTERS, "--as", "invoices"], 2),
    (["import", "a.csv", "--as", SIGNS], 2),
    (["import", "a.csv", "--as", "invoices", "--map", SIGNS], 2),
    (["export", "plan", "--to", LETTERS], 2),
    (["export", SIGNS], 2),
    (["undo", LETTERS], 2),
    ([LETTERS], 2),
    ([f"-{SIGNS}"], 2),
]


@pytest.mark.parametrize(("words", "code"), LINES, ids=[f"{' '.join(w)[:30]}" for w, _ in LINES])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_long_word_is_refused_shortly(tmp_path, words, code, lang):
    shell = book_shell(tmp_path, lang=lang)
    before, began = shell.book.read_bytes(), time.process_time()
    said = shell.run(words)
    assert time.process_time() - began < 2
    assert (said.code, said.out, said.err.count("\n")) == (code, "", 1), said.err[:300]
    assert len(said.err) < LONGEST_SENTENCE, said.err[:300]
    assert "fault of huikuan" not in said.err
    assert shell.book.read_bytes() == before
    if lang == "zh":
        assert [word for word in english_in(said.err) if set(word) - {"x"}] == []


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_long_word_of_the_environment_or_a_map_too(tmp_path, lang):
    shell = book_shell(tmp_path, lang=lang)
    (file := tmp_path / "a.csv").write_text("customer,amount\nA,1\n")
    (map_file := tmp_path / "a.toml").write_text(f'"{LETTERS}" = 1\n')
    line = ["import", str(file), "--as", "invoices", "--map", str(map_file)]
    for said in (shell.run(line), shell.run("plan", HUIKUAN_TODAY=LETTERS), shell.run("plan", HUIKUAN_DB=SIGNS)):
        assert said.code in {2, 4}
        assert (said.out, said.err.count("\n")) == ("", 1)
        assert len(said.err) < LONGEST_SENTENCE + len(str(tmp_path))


def test_how_long_it_was_is_said_in_either_language(tmp_path):
    shell = book_shell(tmp_path)
    assert "… (100,000 characters)" in shell.run(["gap", LETTERS]).err
    assert "…（共 100,000 个字符）" in shell.run(["gap", LETTERS], HUIKUAN_LANG="zh").err


def test_a_word_of_a_bearable_length_is_repeated_whole():
    """What can be looked for can be seen, and what is proposed can be typed."""
    said = str(NoSuchCustomer(typed="n" * 80, quoted="n" * 80))
    assert said.count("n" * 80) == 2


def test_what_cannot_be_alike_is_not_compared():
    """The lengths alone say so."""
    assert likeness.likeness("ab", "ababababab") == 0
    assert likeness.likeness("abc", "abcabcabc") == pytest.approx(0.5)
    assert all(likeness.likeness(code.lower(), LETTERS) == 0 for code in CODES)
