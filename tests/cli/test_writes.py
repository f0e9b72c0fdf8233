"""A write says what was understood and what it did to the gap; once stored it never fails; it can be undone."""

from __future__ import annotations

import errno
import json
import os
import re
import subprocess
from pathlib import Path

import pytest
from contract import CODES, WRITES, book_shell, document, first_state, state

from huikuan.cli import streams
from shell import Shell

FULL = Path("/dev/full")
MEASURED = [line for line in WRITES if not line.startswith(("customer", "contact", "log", "plan"))]


class TestSaid:
    @pytest.mark.parametrize(
        ("line", "words"),
        [
            ("promise add SY 5万 周五", ["2026-12-11 Fri", "50,000.00"]),
            (
                "promise add SY --split 1.5万@周五,3万5@月底",
                ["2026-12-11 Fri", "15,000.00", "2026-12-31 Thu", "35,000.00"],
            ),
            ("promise renew 1 6万 下周三", ["2026-12-16 Wed", "60,000.00"]),
            ("promise withdraw 1 --reason 取消", ["60,000.00", "withdrawn"]),
            ("receipt add HL ¥12,345.60 昨天", ["2026-12-09 Wed", "12,345.60"]),
            ("receipt add HL 壹万元整", ["2026-12-10 Thu", "10,000.00"]),
            ("receipt reverse 2 --reason 退票", ["40,000.00", "2026-12-05 Sat", "2026-12-10 Thu"]),
            ("measure add HL 对账 2w --by 下周一", ["2026-12-14 Mon", "20,000.00"]),
            ("measure done 1 --yield 5万", ["50,000.00"]),
            (
                "target set HL 30万 --expected 20万 --ask 40万 --accepted",
                ["300,000.00", "200,000.00", "400,000.00", "2026-12"],
            ),
            ("log HL --said 再等等 --next 3天后", ["2026-12-13 Sun", "2026-12-10 Thu"]),
        ],
    )
    def test_what_was_understood_is_said_with_weekday_and_two_places(self, tmp_path, line, words):
        shell = book_shell(tmp_path)
        if line.startswith("promise withdraw"):
            shell.run("receipt reverse 3 --reason 拒付")
        said = shell.run(line)
        assert said.code == 0, said
        assert [word for word in words if word not in said.out] == []

    @pytest.mark.parametrize("line", MEASURED)
    def test_what_it_did_to_the_gap_is_said_in_the_numbers_of_the_plan(self, tmp_path, line):
        shell = book_shell(tmp_path)
        before, said, after = _gaps(shell), shell.run(line), _gaps(shell)
        assert said.code == 0, said
        changed = [code for code in CODES if before[code] != after[code]]
        last = said.out.splitlines()[-1]
        assert "2026-12" in last
        assert all(before[code] in last and after[code] in last for code in changed)
        assert any(gap in last for gap in after.values())

    def test_undo_says_what_it_did_to_the_gap(self, tmp_path):
        """It is a write like any other, and the one after which people look twice."""
        shell = book_shell(tmp_path)
        before = _gaps(shell)["HL"]
        shell.run("target set HL 30万")
        assert _gaps(shell)["HL"] != before
        assert before in shell.run("undo").out

    @pytest.mark.parametrize(
        ("line", "word"),
        [
            ("promise add SY 5万 12-19", "not a working day"),
            ("promise add SY 5万 2027-01-05", "later month"),
            ("promise add SY 5万 2027-07-05", "half a year"),
            ("promise add SY 5万 12-18 --by 无名氏", "contacts"),
            ("measure add SY 上门 1万 --by 2027-01-05", "later month"),
        ],
    )
    def test_what_is_only_odd_is_stored_with_a_word_on_stderr(self, tmp_path, line, word):
        said = book_shell(tmp_path).run(line)
        assert said.code == 0
        assert word in said.err


class TestHistory:
    @pytest.mark.parametrize("line", [*WRITES, "undo"])
    def test_every_write_is_the_newest_entry_as_it_was_typed(self, tmp_path, line):
        shell = book_shell(tmp_path)
        before = _entries(shell)
        assert shell.run(line).code == 0
        after = _entries(shell)
        assert [entry["command"] for entry in after[: len(after) - len(before)]] == [line]
        assert after[0]["date"] == "2026-12-10"


class TestUndo:
    @pytest.mark.parametrize("line", WRITES)
    def test_it_restores_every_report_and_list(self, tmp_path, line):
        shell, before = book_shell(tmp_path), first_state()
        assert shell.run(line).code == 0
        changed = state(shell)
        assert shell.run("undo").code == 0
        assert state(shell) == before
        redo = _entries(shell)[0]["id"]
        assert shell.run(f"undo {redo}").code == 0
        assert state(shell) == changed
        assert changed != before

    def test_undoing_again_walks_further_back(self, tmp_path):
        shell = book_shell(tmp_path)
        first = first_state()
        shell.run("receipt add HL 1万")
        second = state(shell)
        shell.run("target set DF 9万")
        shell.run("undo")
        assert state(shell) == second
        shell.run("undo")
        assert state(shell) == first


def _unwritable(number):
    real = streams.write

    def write(stream, text):
        import sys

        if stream is sys.stdout:
            raise OSError(number, os.strerror(number))
        real(stream, text)

    return write


class TestStored:
    """Once stored, a write never exits non-zero, so nobody enters a payment twice."""

    @pytest.mark.parametrize("number", [errno.ENOSPC, errno.EPIPE])
    @pytest.mark.parametrize("line", [*WRITES, "undo", "receipt add HL 3万 --json"])
    def test_an_answer_that_cannot_be_written_is_no_failure(self, tmp_path, monkeypatch, line, number):
        shell = book_shell(tmp_path)
        before = len(_entries(shell))
        with monkeypatch.context() as patch:
            patch.setattr(streams, "write", _unwritable(number))
            said = shell.run(line)
        assert (said.code, said.out) == (0, "")
        assert "Traceback" not in said.err
        assert len(_entries(shell)) == before + 1

    @pytest.mark.parametrize("line", ["receipt add HL 3万", "receipt add HL 3万 --json", "undo"])
    @pytest.mark.parametrize("plumbing", ["closed pipe", "full disk", "ascii", "full disk, no stderr"])
    def test_as_a_process_too(self, tmp_path, line, plumbing):
        shell = book_shell(tmp_path)
        before = len(_entries(shell))
        if "full" in plumbing and not FULL.exists():
            pytest.skip("no /dev/full here")
        done = _plumbed(shell, line, plumbing)
        assert done.returncode == 0, done.stderr
        assert b"Traceback" not in (done.stderr or b"")
        assert len(_entries(shell)) == before + 1
        if plumbing == "full disk":
            assert done.stderr.count(b"\n") == 1
            assert b"It is recorded" in done.stderr

    def test_an_ascii_console_gets_the_json_of_every_other(self, tmp_path):
        shell = book_shell(tmp_path)
        plain = shell.real("receipt list --json", PYTHONIOENCODING="ascii")
        assert json.loads(plain.out) == document(shell.run("receipt list --json"))

    @pytest.mark.skipif(not FULL.exists(), reason="no /dev/full here")
    @pytest.mark.parametrize("line", ["plan", "plan --json", "followup", "--help"])
    def test_a_read_that_cannot_be_written_is_storage_trouble(self, tmp_path, line):
        done = _plumbed(book_shell(tmp_path), line, "full disk")
        assert (done.returncode, done.stderr.count(b"\n")) == (4, 1)

    def test_a_reader_who_has_seen_enough_is_no_failure(self, tmp_path):
        shell = book_shell(tmp_path)
        for number in range(3):
            shell.run(f"customer add 客户{number}{'长' * 190}")
        done = subprocess.run(
            ["/bin/bash", "-c", 'set -o pipefail; "$@" | head -1', "bash", *shell.argv("plan")],
            env=shell.environment(),
            capture_output=True,
            check=False,
        )
        assert (done.returncode, done.stderr, done.stdout.count(b"\n")) == (0, b"", 1)


class TestTogether:
    def test_writers_at_the_same_moment_all_succeed(self, tmp_path):
        shell = book_shell(tmp_path)
        before = document(shell.run("gap HL --json"))["received"]
        lines = ["receipt add HL 1000", "receipt add HL 2000", "measure add HL 对账 3000"]
        running = [
            subprocess.Popen(shell.argv(line), env=shell.environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            for line in lines
        ]
        assert [(each.communicate()[1], each.returncode) for each in running] == [(b"", 0)] * 3
        after = document(shell.run("gap HL --json"))["received"]
        assert float(after) - float(before) == 3000
        assert {entry["command"] for entry in _entries(shell)[:3]} == set(lines)

    def test_two_who_start_a_book_at_the_same_moment_share_it(self, tmp_path):
        shell = Shell(tmp_path, lang="en")
        running = [
            subprocess.Popen(
                shell.argv(f"customer add {name}"),
                env=shell.environment(),
                stderr=subprocess.PIPE,
                stdout=subprocess.PIPE,
            )
            for name in ("甲", "乙")
        ]
        assert [(each.communicate()[1], each.returncode) for each in running] == [(b"", 0)] * 2
        assert {each["name"] for each in document(shell.run("customer list --json"))["customers"]} == {"甲", "乙"}


def _plumbed(shell, line, plumbing):
    argv, env = shell.argv(line), shell.environment()
    if plumbing == "ascii":
        return subprocess.run(argv, env=env | {"PYTHONIOENCODING": "ascii"}, capture_output=True, check=False)
    if plumbing == "closed pipe":
        read, write = os.pipe()
        os.close(read)
        done = subprocess.run(argv, env=env, stdout=write, stderr=subprocess.PIPE, check=False)
        os.close(write)
        return done
    with FULL.open("wb") as full:
        stderr = full if "no stderr" in plumbing else subprocess.PIPE
        return subprocess.run(argv, env=env, stdout=full, stderr=stderr, check=False)


def _entries(shell):
    return document(shell.run("history --limit 1000 --json"))["history"]


def _gaps(shell):
    """Each customer's gap of the month as it is written on a screen."""
    found = {code: document(shell.run(f"gap {code} --json"))["gap"] for code in CODES}
    return {code: re.sub(r"(?<=\d)(?=(\d{3})+\.)", ",", gap) for code, gap in found.items()}
