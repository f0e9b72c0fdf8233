"""A book whose file lost a bit gives its right answer or is called damaged; a mistake of the program stays one."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing

import pytest
from contract import book_shell, english_in

LINES = (
    "plan",
    "gap HL",
    "followup",
    "doctor",
    "history",
    "customer add 新客户 --code NEW",
    "undo",
    "customer list --json",
)
PAGE = 4096


def flipped(raw: bytes, bit: int) -> bytes:
    return raw[: bit // 8] + bytes([raw[bit // 8] ^ 1 << bit % 8]) + raw[bit // 8 + 1 :]


def pages_of_the_schema(book) -> list[int]:
    """The pages, from 0, of the table that says which tables there are."""
    raw = book.read_bytes()
    if raw[100] != 5:
        return [0]
    count = int.from_bytes(raw[103:105])
    cells = [int.from_bytes(raw[112 + 2 * i : 114 + 2 * i]) for i in range(count)]
    return [0, *(int.from_bytes(raw[at : at + 4]) - 1 for at in cells), int.from_bytes(raw[108:112]) - 1]


def bits_that_cross(book) -> list[int]:
    """The bits that, flipped, make a table or an index begin where another one does."""
    raw, bits = book.read_bytes(), []
    with closing(sqlite3.connect(book)) as connection:
        known = connection.execute("SELECT name, tbl_name, rootpage FROM sqlite_master WHERE rootpage > 1").fetchall()
    roots = {root for *_, root in known}
    for name, table, root in known:
        place = raw.find(f"{name}{table}".encode() + bytes([root])) + len(f"{name}{table}")
        bits += [place * 8 + bit for bit in range(8) if root ^ 1 << bit in roots]
    return bits


@pytest.fixture
def shell(tmp_path):
    return book_shell(tmp_path)


def ends_well(shell, bits, lines=LINES) -> None:
    """Each run on the book with one of these bits flipped is the answer of the sound book, or one sentence and 4."""
    sound, right = shell.book.read_bytes(), {}
    for line in lines:
        shell.book.write_bytes(sound)
        right[line] = shell.run(line)
    for place, bit in enumerate(bits):
        line = lines[place % len(lines)]
        shell.book.write_bytes(flipped(sound, bit))
        said = shell.run(line)
        if said != right[line]:
            assert (said.code, said.err.count("\n")) == (4, 1), (bit, line, said)


@pytest.mark.parametrize("seed", range(3))
def test_a_bit_flipped_where_the_tables_are_described(shell, seed):
    """Every run ends with the right answer or in one sentence; nothing is called a fault of the program."""
    chosen = random.Random(seed)
    pages = pages_of_the_schema(shell.book)
    ends_well(
        shell, [(chosen.choice(pages) * PAGE + chosen.randrange(PAGE)) * 8 + chosen.randrange(8) for _ in "x" * 150]
    )


def test_a_bit_flipped_in_the_head(shell):
    ends_well(shell, range(0, 100 * 8, 5))


def test_a_bit_flipped_where_a_table_begins(shell):
    """A table that would read another's pages is met before it gives a wrong answer."""
    bits = bits_that_cross(shell.book)
    assert len(bits) > 100
    ends_well(shell, bits, ("plan", "customer list", "promise list", "undo"))
    sound = shell.book.read_bytes()
    shell.book.write_bytes(flipped(sound, bits[0]))
    assert shell.run("plan").code == 4


def test_a_bit_flipped_among_the_records_is_no_fault_of_the_program(shell):
    """A letter or a number may read otherwise then; it is not found by reading alone."""
    sound, chosen = shell.book.read_bytes(), random.Random(1)
    for place in range(200):
        shell.book.write_bytes(flipped(sound, chosen.randrange(PAGE * 8, len(sound) * 8)))
        said = shell.run(LINES[place % len(LINES)])
        assert (said.code, said.err.count("\n")) in {(0, 0), (4, 1)}, said


def _changed(shell, statement: str) -> None:
    with closing(sqlite3.connect(shell.book, isolation_level=None)) as connection:
        connection.execute("PRAGMA ignore_check_constraints=ON")
        connection.execute(statement)


@pytest.mark.parametrize(
    ("statement", "line", "word"),
    [
        ("UPDATE customer SET kind = 'dirext'", "plan", "“customer”"),
        ("UPDATE contact SET role = x'ff'", "gap HL", "“contact”"),
        ("UPDATE instalment SET due = '2026-13-40'", "followup", "damaged"),
        ("UPDATE receipt SET form = 'cheqve'", "receipt list", "“receipt”"),
        ("UPDATE habit SET good_hours = '25:99'", "gap HL", "“habit”"),
    ],
)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_word_or_day_that_is_none_is_damage(tmp_path, statement, line, word, lang):
    """It is said which table holds it, in either language."""
    shell = book_shell(tmp_path, lang=lang)
    if "habit" in statement:
        shell.run("customer edit HL --good-hours 10:00-11:00")
    _changed(shell, statement)
    said = shell.run(line)
    assert (said.code, said.out, said.err.count("\n")) == (4, "", 1), said
    assert word in said.err or lang == "zh"
    assert lang == "en" or english_in(said.err) == []


@pytest.mark.parametrize("error", [KeyError("x"), ValueError("x"), TypeError("x"), sqlite3.OperationalError("x")])
def test_a_mistake_of_the_program_over_a_sound_book_stays_one(shell, monkeypatch, error):
    """Nobody is told to put away a book in which nothing is wrong."""
    from huikuan.store.read import Reader

    def fails(*_: object) -> None:
        raise error

    monkeypatch.setattr(Reader, "accounts", fails)
    said = shell.run("plan")
    assert (said.code, "fault of huikuan itself" in said.err, "damaged" in said.err) == (1, True, False)


def test_a_book_with_more_in_it_than_ours_is_not_called_damaged(shell):
    """What somebody made beside our tables is none of our business."""
    _changed(shell, "CREATE INDEX mine ON customer (name)")
    _changed(shell, "ANALYZE")
    from huikuan.store.damage import damage

    assert damage(shell.book) is None
