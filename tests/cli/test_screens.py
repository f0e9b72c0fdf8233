"""The screens of the small book, whole, in both languages and at three widths; recorded anew with --snapshot-update.

Each recording is one readable file in __snapshots__/test_screens: all screens of one language on one kind of paper.
"""

from __future__ import annotations

import os
import pty
import re
import struct
import subprocess
from contextlib import suppress

import pytest
from contract import CODES, book_shell, document
from rich.cells import cell_len
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from huikuan.cli import streams

SCREENS = ["plan", "gap", "gap HL", "gap HL --why", "followup --why", "", "promise list", "receipt list", "customer list", "history --limit 8"]  # fmt: skip
MORE = [
    "gap DF",
    "gap SY",
    "followup",
    "measure list",
    "target list",
    "contact list",
    "customer show HL",
    "promise show 2",
    "doctor",
]
PAPERS = {"80": 80, "120": 120, "pipe": None}
AMOUNT = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})*\.\d\d(?!\d|,\d)|(?<![\d.,-])\d{1,3}(?:,\d{3})+(?!\d|[.,]\d)")


class Transcript(SingleFileSnapshotExtension):
    """A recording that can be read in any editor."""

    file_extension = "txt"
    _write_mode = WriteMode.TEXT


@pytest.fixture
def recorded(snapshot):
    return snapshot.use_extension(Transcript)


@pytest.fixture
def drawn(tmp_path, monkeypatch):
    """What a line shows on paper so many columns wide, or in a pipe."""

    def draw(line, lang, columns):
        shell = book_shell(tmp_path, lang=lang)
        if columns is None:
            said = shell.run(line)
        else:
            with monkeypatch.context() as patch:
                patch.setattr(streams, "is_terminal", lambda _stream: True)
                said = shell.run(line, TERM="dumb", COLUMNS=str(columns), LINES="50")
        assert (said.code, said.err) == (0, "")
        return said.out

    return draw


def _amounts(text):
    return {found.replace(",", "").removesuffix(".00") for found in AMOUNT.findall(text)}


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_screens_are_as_recorded(drawn, recorded, lang, paper):
    pages = [f"$ huikuan {line}".rstrip() + "\n\n" + drawn(line, lang, PAPERS[paper]) for line in SCREENS]
    assert "\n".join(line.rstrip() for line in "\n".join(pages).split("\n")) == recorded


class TestWidth:
    @pytest.mark.parametrize("columns", [60, 80, 120])
    @pytest.mark.parametrize("lang", ["en", "zh"])
    def test_no_line_is_wider_than_the_terminal(self, drawn, lang, columns):
        for line in [*SCREENS, *MORE]:
            wide = [row for row in drawn(line, lang, columns).split("\n") if cell_len(row) > columns]
            assert wide == [], line

    @pytest.mark.parametrize("columns", [60, 72, 80])
    @pytest.mark.parametrize("lang", ["en", "zh"])
    def test_no_amount_and_no_date_is_cut_or_made_up(self, drawn, lang, columns):
        """Whatever stands on a narrow screen stands on a wide one too: a column may go, a figure may not change."""
        for line in [*SCREENS, *MORE]:
            narrow, wide = drawn(line, lang, columns), drawn(line, lang, 400)
            assert _amounts(narrow) <= _amounts(wide), narrow
            days = [set(re.findall(r"[\d]+-\d[\d-]*", text)) for text in (narrow, wide)]
            assert line.startswith("history") or days[0] <= days[1], line
            assert line.startswith("history") or not re.search(r"\d…|…\d", narrow), narrow

    @pytest.mark.parametrize("columns", [80, 120, None])
    @pytest.mark.parametrize("lang", ["en", "zh"])
    def test_the_month_s_figures_stand_whole_on_the_plan(self, tmp_path, drawn, lang, columns):
        plan = document(book_shell(tmp_path).run("plan --json"))
        shown = _amounts(drawn("plan", lang, columns))
        wanted = {
            row[name]
            for row in [*plan["customers"], plan["totals"]]
            for name in ("target", "received", "promised", "uncovered")
        }
        assert {amount.removesuffix(".00") for amount in wanted - {None, "0.00"}} <= shown

    @pytest.mark.parametrize("columns", [80, 120, None])
    @pytest.mark.parametrize("lang", ["en", "zh"])
    @pytest.mark.parametrize("code", [code for code in CODES if code != "OLD"])
    def test_the_card_s_figures_stand_whole_on_the_card(self, tmp_path, drawn, code, lang, columns):
        card = document(book_shell(tmp_path).run(f"gap {code} --json"))
        shown = drawn(f"gap {code}", lang, columns)
        wanted = [card[name] for name in ("target", "received", "promised", "gap", "uncovered")]
        wanted += [part["remaining"] for promise in card["promises"] for part in promise["instalments"]]
        wanted += [card["ask"][name] for name in ("opening", "aim", "floor")]
        wanted += [measure["yield"] for measure in card["measures_open"]]
        missing = {amount.removesuffix(".00") for amount in wanted if amount not in {None, "0.00"}} - _amounts(shown)
        assert missing == set()
        days = {part["due"] for promise in card["promises"] for part in promise["instalments"]}
        assert {day for day in days if day not in shown} == set()

    @pytest.mark.parametrize("columns", [80, 120, None])
    @pytest.mark.parametrize("lang", ["en", "zh"])
    def test_the_morning_s_figures_and_commands_stand_whole(self, tmp_path, drawn, lang, columns):
        tasks = document(book_shell(tmp_path, lang=lang).run("followup --json"))["tasks"]
        shown = drawn("followup", lang, columns)
        assert {task["amount"].removesuffix(".00") for task in tasks} <= _amounts(shown)
        commands = [re.split(r" DATE| --said| --split", task["command"])[0] for task in tasks]
        assert [command for command in commands if command not in shown] == []
        assert {task["due"] for task in tasks if task["due"] and task["due"] not in shown} == set()

    @pytest.mark.parametrize("lang", ["en", "zh"])
    def test_large_amounts_do_not_break_the_table(self, tmp_path, lang, monkeypatch):
        shell = book_shell(tmp_path, lang=lang)
        for code in ("HL", "DF"):
            assert shell.run(f"target set {code} 9999999999999.99").code == 0
        monkeypatch.setattr(streams, "is_terminal", lambda _stream: True)
        for line in ("plan", "gap", "gap HL"):
            said = shell.run(line, TERM="dumb", COLUMNS="80", LINES="50")
            assert [row for row in said.out.split("\n") if cell_len(row) > 80] == [], line
            assert "9,999,999,999,999.99" in said.out, line
            assert not re.search(r"\d…", said.out), said.out

    def test_the_screen_of_a_real_terminal_is_the_screen_recorded(self, tmp_path, drawn):
        shell = book_shell(tmp_path, lang="zh")
        for line in ("plan", "followup --why"):
            seen = re.sub(r"\x1b\[[\d;]*m", "", _on_pty(shell, line, 80)).replace("\r\n", "\n")
            assert seen == drawn(line, "zh", 80)


class TestPipe:
    @pytest.mark.parametrize("lang", ["en", "zh"])
    def test_a_pipe_has_no_padding_and_no_escape(self, drawn, lang):
        for line in [*SCREENS, *MORE]:
            rows = drawn(line, lang, None).split("\n")
            assert [row for row in rows if row != row.rstrip() or "\x1b" in row] == []
            assert rows[-1] == ""
            assert rows[-2] != ""

    def test_long_names_are_whole_in_a_pipe(self, tmp_path):
        shell = book_shell(tmp_path)
        name = "长名" * 60
        shell.run(["customer", "add", name])
        assert name in shell.run("customer list").out
        assert name in shell.run("plan").out


def _on_pty(shell, line, columns):
    import fcntl
    import termios

    main, end = pty.openpty()
    fcntl.ioctl(end, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    env = shell.environment(TERM="xterm-256color")
    env.pop("COLUMNS", None)
    with subprocess.Popen(shell.argv(line), env=env, stdin=end, stdout=end, stderr=end) as running:
        os.close(end)
        said = b""
        with suppress(OSError):
            while part := os.read(main, 65536):
                said += part
        assert running.wait() == 0
    os.close(main)
    return said.decode()
