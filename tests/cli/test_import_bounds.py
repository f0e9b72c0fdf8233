"""A file larger than any table is refused in one sentence, before it fills the memory."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile

import pytest
from imported import at

resource = pytest.importorskip("resource")

ROOM = 640 * 1024 * 1024
"""Bytes the whole process may take, its programs included; it takes about a third of them to refuse anything."""
MEGA = 1_000_000


def refused(shell, name: str, raw: bytes, kind: str = "invoices") -> str:
    """What a process of its own says of this file, where it has little room."""
    (file := shell.book.with_name(name)).write_bytes(raw)

    def in_little_room() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (ROOM, ROOM))

    said = subprocess.run(
        shell.argv(["import", str(file), "--as", kind]),
        env=shell.environment(),
        capture_output=True,
        check=False,
        preexec_fn=in_little_room,
    )
    err = said.stderr.decode()
    assert (said.returncode, said.stdout, err.count("\n")) == (2, b"", 1), err
    assert "fault of huikuan" not in err
    return err


HEADINGS = b"customer,amount,due date\n"
TEXTS = {
    "lines": (b"a,1,2\n", 5 * MEGA, "more than 1,048,576 lines"),
    "blank lines": (b"\n", 20 * MEGA, "more than 1,048,576 lines"),
    "lines in UTF-16": ("a,1,2\n".encode("utf-16-le"), 2 * MEGA, "more than 1,048,576 lines"),
    "lines in GB18030": ("客,1\n".encode("gb18030"), 6 * MEGA, "more than 1,048,576 lines"),
    "lines in quotes": (b'"a"\n', 6 * MEGA, "more than 1,048,576 lines"),
    "one line of cells": (b",", 40 * MEGA, "more than 20,000,000 cells"),
    "one wide line": (b",", 400_000, "column 400001"),
    "wide lines": (b"," * 999 + b"\n", 40_000, "more than 20,000,000 cells"),
    "one line of lines": (b'"\n",', 21 * MEGA, "more than 1,048,576 lines"),
    "one cell": (b"x", 40 * MEGA, "without the end of a line"),
    "one long cell": (b"x", 200_000, "without the end of a line"),
}
"""What is repeated how often below the headings, and what is said of it."""


@pytest.mark.parametrize("of", TEXTS)
@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a process cannot be given so little room")
def test_a_text_is_left_as_soon_as_it_is_too_much(tmp_path, of):
    part, times, word = TEXTS[of]
    headings = HEADINGS.decode().encode("utf-16") if "UTF-16" in of else HEADINGS
    assert word in refused(at(tmp_path), "many.csv", headings + part * times + b"\n" * (of == "one long cell"))


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a process cannot be given so little room")
class TestWholeBooks:
    START = b'{"huikuan": 1, "version": 3, "tables": {"customer": ['

    @pytest.mark.parametrize("part", [b"{},", b"[],", b'"ab",', b"0,", b"["])
    def test_a_document_is_refused_before_it_is_taken_apart(self, tmp_path, part):
        raw = self.START + part * (21 * MEGA) + b"{}]}}"
        assert "more than" in refused(at(tmp_path), "book.json", raw, "all")


PARTS = {
    "xl/workbook.xml": '<workbook xmlns:r="r"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": '<Relationships><Relationship Id="rId1" Target="worksheets/s.xml"/></Relationships>',
}


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a process cannot be given so little room")
def test_a_workbook_with_too_many_rows_is_not_unpacked_as_a_whole(tmp_path):
    """Packed so that its size alone would not refuse it."""
    packed = tmp_path / "packed"
    row = "".join(f'<row r="{n}"><c r="A{n}"><v>{n * 7919 % 1_000_003}</v></c></row>' for n in range(30_000))
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as book:
        for name, part in PARTS.items():
            book.writestr(name, part)
        with book.open("xl/worksheets/s.xml", "w") as part:
            for _each in range(200):
                part.write(row.encode())
    assert "more than 1,048,576 lines" in refused(at(tmp_path), "many.xlsx", packed.read_bytes())


def test_a_table_of_many_lines_and_long_cells_is_still_read(tmp_path):
    """The bounds are far from what people have."""
    shell = at(tmp_path)
    file = shell.book.with_name("fair.csv")
    lines = [f"Customer {n},{n + 1},2026-12-31,{'x' * 100_000 * (n == 7)}" for n in range(20_000)]
    file.write_text("\n".join(["customer,amount,due date,colour", *lines]))
    said = shell.run(["import", str(file), "--as", "invoices", "--json"])
    assert (said.code, json.loads(said.out)["rows"]["new"]) == (0, 20_000)


def test_a_memory_that_is_full_is_said_to_be(tmp_path, monkeypatch):
    """It is no fault of the program."""
    from huikuan.store.read import Reader

    def fails(*_: object) -> None:
        raise MemoryError

    shell = at(tmp_path)
    monkeypatch.setattr(Reader, "accounts", fails)
    said = shell.run("plan")
    assert (said.code, said.out, said.err.count("\n")) == (4, "", 1)
    assert "memory" in said.err
