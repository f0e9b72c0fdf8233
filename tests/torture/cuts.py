"""The power fails at any moment while entries are written: what was acknowledged before is there, the rest not by half.

What a command does to the files is written down, in order: each write, each sync, each name given or taken. A state that
a power cut may leave has everything that was synced, and any part of what was not: a write may be missing, there, or
torn between two sectors; a name given or taken may not have reached the disk yet, but none before one that has.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from contract import WRITES, book_shell

from shell import Shell
from torture import TESTS, judge, people, shim
from torture.cases import Ground, Part

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator

CASES, STATES, LINES = 40, 60, 4
_SECTOR = 512


class Done(NamedTuple):
    """One operation: its letter, the file, the other name, where, and the bytes."""

    what: str
    path: str
    other: str
    offset: int
    raw: bytes


@dataclass
class File:
    """What is on the disk for sure, and what was written since, in order."""

    sure: bytes = b""
    since: list[Done] = field(default_factory=list)

    def as_left(self, chance: random.Random) -> bytes:
        """Its bytes after the cut: of what was not synced each is there, missing or torn."""
        raw, how = self.sure, chance.choice(("all", "none", "some", "first"))
        upto = chance.randint(0, len(self.since))
        for at, done in enumerate(self.since):
            is_there = how == "all" or (how == "some" and chance.random() < 0.5) or (how == "first" and at < upto)
            if is_there:
                raw = _done(raw, done, torn=how == "some" and chance.random() < 0.3, chance=chance)
        return raw

    def sync(self, chance: random.Random) -> None:
        for done in self.since:
            self.sure = _done(self.sure, done, torn=False, chance=chance)
        self.since.clear()


def _done(raw: bytes, done: Done, *, torn: bool, chance: random.Random) -> bytes:
    if done.what == "T":
        return raw[: done.offset].ljust(done.offset, b"\0")
    part = done.raw[: chance.randint(0, len(done.raw) // _SECTOR) * _SECTOR] if torn else done.raw
    return raw.ljust(done.offset, b"\0")[: done.offset] + part + raw[done.offset + len(part) :]


class Disk:
    """Files behind names, as they are for the program, and the names as they are on the disk for sure."""

    def __init__(self, folder: Path) -> None:
        self.names = {str(path): File(path.read_bytes()) for path in folder.rglob("*") if path.is_file()}
        self.sure = dict(self.names)
        self.moves: list[dict[str, File]] = []
        """The names after each change that is not on the disk for sure yet."""

    def do(self, done: Done, chance: random.Random) -> None:
        if done.what in {"W", "T"}:
            self.names.setdefault(done.path, File()).since.append(done)
        elif done.what == "S" and done.path in self.names:
            self.names[done.path].sync(chance)
        elif done.what == "S":
            self.sure, self.moves = dict(self.names), []
        else:
            self._rename(done)
            self.moves.append(dict(self.names))

    def _rename(self, done: Done) -> None:
        if done.what == "C":
            self.names[done.path] = File()
        elif done.what == "U":
            self.names.pop(done.path, None)
        else:
            self.names[done.other] = self.names[done.path]
            if done.what == "M":
                del self.names[done.path]

    def leave(self, chance: random.Random, folder: Path, there: Path) -> None:
        """The files of the folder as a cut leaves them, put into another folder."""
        names = chance.choice([self.sure, *self.moves])
        for path, file in names.items():
            place = there / Path(path).relative_to(folder)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(file.as_left(chance))


def case(ground: Ground) -> None:
    """Some lines in a row, and states the power may leave on the way."""
    base, work, left = (ground.folder / name for name in ("base", "work", "left"))
    base.mkdir()
    shell = book_shell(base, today=judge.TODAY)
    if ground.number % 8 == 0:
        shell.book.write_bytes((TESTS / "store" / "version-3.db").read_bytes())
    if ground.number % 8 == 1:
        shell.book.unlink()
    shutil.copytree(base, work)
    lines = ["customer add 第一家", *ground.chance.sample(WRITES, LINES - 1), "undo"]
    at_work = Shell(work, today=judge.TODAY, lang="en")
    people.start(partial(_recorded, at_work, lines, ground.folder / "done")).told()
    every = list(_read(ground.folder / "done"))
    had = len(judge.entries(shell.book)) if shell.book.exists() else 0
    for _turn in range(ground.some(STATES)):
        disk, upto = Disk(base), ground.chance.randint(0, len(every))
        disk.names = {str(work / Path(path).relative_to(base)): file for path, file in disk.names.items()}
        disk.sure = dict(disk.names)
        acknowledged = sum(done.what == "A" for done in every[:upto])
        for done in every[:upto]:
            if done.what != "A":
                disk.do(done, ground.chance)
        shutil.rmtree(left, ignore_errors=True)
        left.mkdir()
        disk.leave(ground.chance, work, left)
        ground.found.tried += 1
        for wrong in _wrongs(ground, Shell(left, today=judge.TODAY, lang="en"), had, acknowledged, ground.number % 8):
            ground.fails(f"after {upto} of {len(every)} operations, {acknowledged} acknowledged: {wrong}")


def _recorded(shell: Shell, lines: list[str], to: Path) -> Iterator[Any]:
    shim.watch(shell.book.parent)
    shim.shim().fault_record(os.open(to, os.O_CREAT | os.O_WRONLY, 0o600))
    for line in lines:
        if shell.run(line).code == 0:
            shim.shim().fault_say(b"")
    yield {}


def _read(path: Path) -> Iterator[Done]:
    raw, at = path.read_bytes(), 0
    while at < len(raw):
        end = raw.index(b"\n", at)
        what, name, other, offset, many = raw[at:end].decode().split("\t")
        at = end + 1 + int(many)
        yield Done(what, name, other, int(offset), raw[end + 1 : at])


def _wrongs(ground: Ground, shell: Shell, had: int, acknowledged: int, kind: int) -> Iterator[str]:
    first = ground.chance.choice(judge.FIRST)
    if kind == 0 and "--upgrade" in shell.run(first).err:
        shell.run("doctor --upgrade")
    yield from judge.complaints(shell, (first,), writes=False)
    there = len(judge.entries(shell.book)) if shell.book.exists() else 0
    if not had + acknowledged <= there <= had + acknowledged + 1:
        yield f"{there} entries are there, of {had} from before and {acknowledged} acknowledged"


PART = Part("cuts", "states of the files that a power cut may leave", CASES, case, shim.is_there)
