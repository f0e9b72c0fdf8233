"""Every write meets a kill and an error at each of its operations on the disk: it is whole or not there, and says so.

A command that ended well is in the book. One that was refused is not, and leaves every fact as it was; what it says is
one sentence, and never that the book is damaged. One that was killed is there whole or not at all. After each of them
the first command, whichever it is, finds the book in order.
"""

from __future__ import annotations

import errno
import shutil
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from contract import WRITES, book_shell

from shell import Shell
from torture import TESTS, judge, people, shim
from torture.cases import Ground, Part

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_LIST = "客户编码,客户名称,发票号码,开票日期,到期日,价税合计\nHL,,T1,2026-11-01,2026-12-05,100\n,新来的,T2,2026-11-01,2026-12-05,200\n"
_FIRST_OF_ALL, _UPGRADE = "customer add A", "doctor --upgrade"
_MORE = ("undo", "undo {undone}", "import {list} --as invoices --apply", "backup", "restore {copy} --apply")
COMMANDS = (*WRITES, *_MORE, _FIRST_OF_ALL, _UPGRADE)
"""The last but one makes the book; the last brings one of version 3 up to date."""
_ERRORS = {"O": (errno.EIO, errno.EACCES, errno.ENOSPC), "W": (errno.EIO, errno.ENOSPC)}
_SAID = ("damaged", "fault of huikuan", "Traceback")
_QUIET = ("backup", "restore", "doctor")
"""Commands that are no entry of the history."""
_NAMES = {
    shim.KILL: "killed",
    shim.TORN: "killed half way",
    shim.FAIL: "failed",
    shim.FAIL_AFTER: "done, called failed",
}


class Hit(NamedTuple):
    """What happens at which operation."""

    at: int
    kind: str
    how: int
    error: int = 0

    def __str__(self) -> str:
        return f"operation {self.at} ({self.kind}) {_NAMES[self.how]} {errno.errorcode.get(self.error, '')}".rstrip()


def case(ground: Ground) -> None:
    """One command, hit at each of its operations."""
    base, work = ground.folder / "base", ground.folder / "work"
    base.mkdir()
    line, there = _made_ready(ground.folder, base, COMMANDS[ground.number]), Shell(work, today=judge.TODAY, lang="en")
    _fresh(base, work)
    before, entries = judge.facts(there.book), _entries(there)
    [counted], _ended = people.start(partial(_counted, there, line)).told()
    if counted["code"]:
        ground.fails(f"`{line}` without any fault ended with {counted['code']}: {counted['err']}")
        return
    for hit in (hit for at, kind in enumerate(counted["seen"]) for hit in _hits(at, kind)):
        if ground.chance.random() > ground.times:
            continue
        _fresh(base, work)
        told, _ended = people.start(partial(_hit, there, line, hit)).told()
        ground.found.tried += 1
        ground.found.aside["was killed" if not told else "was recorded" if told[0]["code"] == 0 else "was refused"] += 1
        for wrong in _wrongs(ground, there, line, told[0] if told else None, before, entries):
            ground.fails(f"`{line}` {hit}: {wrong}")


def _hits(at: int, kind: str) -> Iterator[Hit]:
    if kind != "R":
        yield Hit(at, kind, shim.KILL)
        yield Hit(at, kind, shim.FAIL_AFTER, errno.EIO)
    if kind == "W":
        yield Hit(at, kind, shim.TORN)
    for error in _ERRORS.get(kind, (errno.EIO,)):
        yield Hit(at, kind, shim.FAIL, error)


def _made_ready(folder: Path, base: Path, typed: str) -> str:
    """The book to begin with, and the line with its numbers and paths in it."""
    if typed == _FIRST_OF_ALL:
        return typed
    shell, copy = book_shell(base, today=judge.TODAY), ""
    if typed == _UPGRADE:
        shell.book.write_bytes((TESTS / "store" / "version-3.db").read_bytes())
        return typed
    if "{copy}" in typed:
        shell.run("backup")
        copy = str(next((base / "backups").iterdir()))
        shell.run("receipt add HL 1234")
    if "{undone}" in typed:
        shell.run("undo")
    listed = folder / "list.csv"
    listed.write_text(_LIST, encoding="utf-8")
    return typed.format(undone=judge.entries(shell.book)[-1][0], list=listed, copy=copy)


def _fresh(base: Path, work: Path) -> None:
    shutil.rmtree(work, ignore_errors=True)
    shutil.copytree(base, work)


def _counted(shell: Shell, line: str) -> Iterator[Any]:
    shim.watch(shell.book.parent)
    said = shell.run(line)
    yield {"code": said.code, "err": said.err, "seen": shim.seen()}


def _hit(shell: Shell, line: str, hit: Hit) -> Iterator[Any]:
    shim.watch(shell.book.parent)
    shim.shim().fault_arm(hit.at, hit.how, hit.error)
    said = shell.run(line)
    shim.shim().fault_off()
    yield {"code": said.code, "err": said.err}


def _entries(shell: Shell) -> int:
    return len(judge.entries(shell.book)) if shell.book.exists() else 0


def _wrongs(ground: Ground, shell: Shell, line: str, told: Any, before: str, entries: int) -> Iterator[str]:
    """What is wrong after one hit."""
    if told is not None:
        yield from (f"said “{word}”: {told['err']}" for word in _SAID if word in told["err"])
        if told["code"] not in {0, 4}:
            yield f"ended with {told['code']}: {told['err']}"
    first = ground.chance.choice(judge.FIRST)
    if line == _UPGRADE and "--upgrade" in shell.run(first).err:
        shell.run(_UPGRADE)
    yield from judge.complaints(shell, (first,), writes=False)
    if line.startswith(_QUIET):
        return
    new = _entries(shell) - entries
    if told is None and new not in {0, 1}:
        yield f"killed, and {new} entries are new"
    if told is not None and new != (told["code"] == 0):
        yield f"ended with {told['code']}, and {new} entries are new: {told['err']}"
    if new == 0 and judge.facts(shell.book) != before and line != _FIRST_OF_ALL:
        yield "no entry is new, and the facts are others"


PART = Part(
    "faults", "a kill or an error at each operation of every write", len(COMMANDS), case, shim.is_there, 2, True
)
