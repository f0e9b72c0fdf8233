"""A file that is broken, no list, or means harm: one sentence, a known exit code, and the book as it was."""

from __future__ import annotations

import io
import os
import sys
import threading
import zipfile
from pathlib import Path

import pytest
from imported import at, counts, csv_file, listed, refusals, take, told

sys.path.append(str(Path(__file__).resolve().parent.parent / "parse" / "files"))
from written import crafted, old_workbook, row, workbook

HEAD = ["customer", "number", "due date", "amount"]
LINE = ["Acme", "F1", "2026-12-01", "10.00"]


@pytest.fixture
def shell(tmp_path):
    (tmp_path / "folder").mkdir()
    return at(tmp_path, story=["customer add Old"])


def refused(shell, file, *options, code=2):
    """One sentence on stderr, and nothing else happened."""
    before = shell.book.read_bytes()
    for apply in ((), ("--apply", "--keep-good")):
        said = shell.run(["import", str(file), "--as", "invoices", *options, *apply])
        assert (said.code, said.out, said.err.count("\n")) == (code, "", 1), said
        assert "fault" not in said.err
        assert not set(said.err[:-1]) & {chr(n) for n in (*range(32), 127)}
    assert shell.book.read_bytes() == before
    return said.err


def bomb(tmp_path):
    cell = '<c t="inlineStr"><is><t>' + "A" * 30_000 + "</t></is></c>"
    return crafted(tmp_path, f"<row>{cell * 1_000}</row>", name="bomb.xlsx")


FILES = {
    "empty": lambda folder: _bytes(folder, b""),
    "spaces": lambda folder: _bytes(folder, b" \n\n "),
    "binary": lambda folder: _bytes(folder, bytes(range(256)) * 40),
    "no text": lambda folder: _bytes(folder, b"\xff\xfe\x00\xd8,\x00"),
    "a picture": lambda folder: _bytes(folder, b"\x89PNG\r\n\x1a\n" + bytes(200), "x.xlsx"),
    "a damaged workbook": lambda folder: _bytes(folder, workbook(folder, ("S", [HEAD, LINE])).read_bytes()[:900], "d.xlsx"),
    "an empty package": lambda folder: _zip(folder, {}),
    "a package of something else": lambda folder: _zip(folder, {"word/document.xml": "<w/>"}),
    "a folder": lambda folder: folder / "folder",
    "nothing there": lambda folder: folder / "none.csv",
    "a name that acts": lambda folder: folder / "a\x1b[2Jb.csv",
    "too much unpacked": bomb,
    "entities": lambda folder: crafted(
        folder, row(1, *HEAD) + row(2, "&a;", "1", "2026-12-01", "5"),
        doctype='<!DOCTYPE x [<!ENTITY b "bbbb"><!ENTITY a "&b;&b;&b;">]>',
    ),
    "a file of this machine": lambda folder: crafted(
        folder, row(1, *HEAD) + row(2, "&a;", "1", "2026-12-01", "5"),
        doctype='<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
    ),
    "a text with a hole": lambda folder: _bytes(folder, b"customer,amount\na\x00b,5\n"),
    "no headings": lambda folder: _bytes(folder, b"a,b\n1,2\n"),
    "a page without a table": lambda folder: _bytes(folder, b"<html><body><p>log in first</p></body></html>", "x.xls"),
    "the book itself": lambda folder: folder / "book.db",
}  # fmt: skip


@pytest.mark.parametrize("kind", FILES)
def test_what_is_no_list_is_refused(shell, tmp_path, kind):
    refused(shell, FILES[kind](tmp_path))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the machine has no such files")
def test_what_never_ends_is_not_waited_for(shell, tmp_path):
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)
    waiting = threading.Thread(target=refused, args=(shell, pipe), daemon=True)
    waiting.start()
    waiting.join(10)
    assert not waiting.is_alive()


MAPS = {
    "of another kind": 'as = "receipts"\n[columns]\nname = "customer"\namount = "amount"\non = "due date"',
    "no such column": '[columns]\nname = "customer"\namount = "sum"',
    "no such field": '[columns]\nname = "customer"\nworth = "amount"',
    "no such key": 'colour = "red"',
    "not enough": '[columns]\nname = "customer"',
    "no TOML": "[columns",
    "binary": "\x00\x01",
}


@pytest.mark.parametrize("which", MAPS)
def test_a_map_that_does_not_fit_is_refused(shell, tmp_path, which):
    (tmp_path / "map.toml").write_text(MAPS[which])
    said = refused(shell, csv_file(shell, [HEAD, LINE]), "--map", str(tmp_path / "map.toml"))
    assert "map.toml" in said or which in {"of another kind", "no such column", "not enough"}


HOSTILE = [
    "=cmd|'/c calc'!A1",
    "+1+1",
    "@SUM(A1)",
    "[red]x[/red]",
    "%s {0} {name}",
    "'; DROP TABLE invoice;--",
    "<b>&amp;",
]


def test_what_looks_like_a_formula_or_a_command_is_a_name(shell):
    rows = [[name, f"{n}{name}"[:40], "2026-12-01", "5"] for n, name in enumerate(HOSTILE)]
    assert counts(take(shell, "invoices", [HEAD, *rows])) == {"new": len(rows)}
    assert [c["name"] for c in listed(shell, "customer list")][1:] == HOSTILE
    assert counts(take(shell, "invoices", [HEAD, *rows])) == {"same": len(rows)}
    out = shell.run("ageing").out
    assert [name for name in HOSTILE if name not in out] == []


@pytest.mark.parametrize("text", ["a\x1b[2Jb", "a\u202eb", "a\u200bb", "x" * 300])
def test_a_name_that_acts_is_refused_with_its_line(shell, text):
    before = shell.book.read_bytes()
    file = csv_file(shell, [HEAD, LINE, [text, "F2", "", "5"]])
    said = shell.run(["import", file, "--as", "invoices", "--apply"])
    assert said.code == 5, said
    assert not set(said.out + said.err) & {"\x1b", "\u202e", "\u200b", "\x00"}
    assert "line 3" in said.out
    assert shell.book.read_bytes() == before


def test_amounts_nobody_can_owe_are_refused_by_their_cells(shell):
    amounts = ["1e5", "NaN", "12.345", "99999999999999999", "0", "", "=1+1", "#REF!", "1,23", "1.2.3", "١٢"]
    report = take(shell, "invoices", [HEAD, *(["Acme", f"F{n}", "", amount] for n, amount in enumerate(amounts))])
    assert refusals(report) == [(line, "amount", amount) for line, amount in enumerate(amounts, start=2)]
    assert report["amounts"]["new"] == "0.00"


def test_a_web_page_and_an_old_workbook_named_xls_are_read_as_what_they_are(shell, tmp_path):
    cells = [[f"<td>{cell}</td>" for cell in line] for line in (HEAD, LINE)]
    page = (
        "<html><script>alert(1)</script><table>" + "".join(f"<tr>{''.join(line)}</tr>" for line in cells) + "</table>"
    )
    assert told(shell, str(_bytes(tmp_path, page.encode("gbk"), "page.xls")), "invoices")["amounts"]["new"] == "10.00"
    assert told(shell, str(old_workbook(tmp_path, [HEAD, LINE])), "invoices")["amounts"]["new"] == "10.00"


def _bytes(folder, raw, name="file.csv"):
    (folder / name).write_bytes(raw)
    return folder / name


def _zip(folder, parts):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as made:
        for name, text in parts.items():
            made.writestr(name, text)
    return _bytes(folder, packed.getvalue(), "file.xlsx")
