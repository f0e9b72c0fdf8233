"""Whoever types may be killed at any moment: what was acknowledged is in the history, and nothing is there by half.

Four people type lines of every kind into one book; each names the book by a path of their own, so that the history
tells whose entry is whose. All four are killed at random moments. Then the entries of each are those acknowledged, in
order, and at most the one that was in the air; the doctor finds nothing, and every command works. Some books begin as
none and some as one of version 3, each round anew, so that making a book and bringing one up to date are killed too.
"""

from __future__ import annotations

import random
import shlex
import tempfile
import time
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from contract import READS, READS_OF_ONE, STORY, WRITES, book_shell

from torture import TESTS, judge, people
from torture.cases import Ground, Part
from torture.typist import Typist

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shell import Shell
    from torture.people import Person

CASES, ROUNDS, WRITERS = 25, 10, 4
LATEST = 0.4
"""Seconds after which a writer has been killed; four of them get some ten lines done in that time."""
_MAY_BE_SO = ("receipt settle", "approval submit")
NONE, OLD = 1, 2
"""Kinds of books, by the number of the case modulo five, that begin anew with each round."""


def case(ground: Ground) -> None:
    """One book through its rounds of kills."""
    shell = book_shell(ground.folder, today=judge.TODAY)
    folders = [ground.folder / f"writer{number}" for number in range(WRITERS)]
    for folder in folders:
        folder.mkdir()
    had: dict[Path, list[str]] = {folder: [] for folder in folders}
    for turn in range(ground.some(ROUNDS)):
        if begin(ground, shell):
            had = {folder: [] for folder in folders}
        seed = ground.number * 1000 + turn
        writers = [people.start(partial(typing, seed, folder, shell)) for folder in folders]
        _kill(writers, ground.chance)
        told = {folder: writer.told() for folder, writer in zip(folders, writers, strict=True)}
        ground.found.tried += WRITERS
        _judge(ground, shell, told, had, is_last=turn == ground.some(ROUNDS) - 1)


def begin(ground: Ground, shell: Shell) -> bool:
    """Some books are not there yet, some are of version 3, and are so again before each round: whether it is one."""
    kind = ground.number % 5
    if kind in {NONE, OLD}:
        for left in ground.folder.glob("*book.db*"):
            left.unlink()
    if kind == OLD:
        shell.book.write_bytes((TESTS / "store" / "version-3.db").read_bytes())
    return kind in {NONE, OLD}


def typing(seed: int, folder: Path, shell: Shell) -> Iterator[Any]:
    """Types on and on; before each line and after it tells so."""
    typist, today = Typist(random.Random(f"{seed} {folder.name}"), folder), date.fromisoformat(judge.TODAY)
    while True:
        line = f"{typist.line(today).line} --db {folder}/../book.db"
        yield {"begun": line}
        said = shell.run(line)
        yield {"ended": line, "code": said.code, "wrong": judge.wrongs(said, {0, 1, 2, 3})}


def _kill(writers: list[Person], chance: random.Random) -> None:
    moments = sorted((chance.uniform(0.02, LATEST), number) for number in range(len(writers)))
    began = time.monotonic()
    for moment, number in moments:
        time.sleep(max(0.0, moment - (time.monotonic() - began)))
        writers[number].kill()


def _judge(
    ground: Ground, shell: Shell, told: dict[Path, tuple[list[Any], int]], had: dict[Path, list[str]], *, is_last: bool
) -> None:
    first = ground.chance.choice(judge.FIRST)
    if ground.number % 5 == OLD and "--upgrade" in shell.run(first).err:
        first = "doctor --upgrade"
    reads = READS if is_last else (first,)
    wrong = [f"`huikuan {first}` first: {each}" for each in judge.complaints(shell, reads, writes=is_last)]
    if is_last and shell.book.exists() and ground.number % 5 not in {NONE, OLD}:
        wrong += judge.complaints(shell, READS_OF_ONE, writes=False)
    kept = judge.entries(shell.book) if shell.book.exists() else []
    for folder, (lines, ended) in told.items():
        wrong += [f"{line['ended']}: {each}" for line in lines if "ended" in line for each in line["wrong"]]
        wrong += [line["error"] for line in lines if "error" in line]
        if ended != -9:
            wrong.append(f"a writer ended with {ended}")
        mine = [line for _, line in kept if _is_of(line, folder)]
        wrong += missing(mine, had[folder], lines)
        had[folder] = mine
        ground.found.aside["entries"] += sum(1 for line in lines if line.get("code") == 0)
    for sentence in wrong:
        ground.fails(sentence)


def _is_of(line: str, folder: Path) -> bool:
    return line.endswith(f"{folder}/../book.db")


def missing(mine: list[str], before: list[str], lines: list[Any]) -> list[str]:
    """What is wrong with a writer's entries: not those acknowledged and, at most, the one that was in the air."""
    acknowledged = [_plain(line["ended"]) for line in lines if line.get("code") == 0]
    begun = [_plain(line["begun"]) for line in lines if "begun" in line]
    in_the_air = begun[-1:] if lines and "begun" in lines[-1] else []
    new = [_plain(line) for line in mine[len(before) :]]
    if mine[: len(before)] != before:
        return ["entries of earlier rounds are gone"]
    if _without(new) in (_without(acknowledged), _without(acknowledged + in_the_air)):
        return []
    first = next((at for at, pair in enumerate(zip(acknowledged, new, strict=False)) if pair[0] != pair[1]), -1)
    near = slice(max(0, first - 1), first + 3) if first >= 0 else slice(-4, None)
    return [f"acknowledged were {acknowledged[near]}, in the air {in_the_air}, in the history are {new[near]}"]


def _without(lines: list[str]) -> list[str]:
    """The lines but for those that may find nothing to record: it is so already."""
    return [line for line in lines if not line.startswith(_MAY_BE_SO)]


def _plain(line: str) -> str:
    return " ".join(shlex.split(line))


def make_ready() -> str | None:
    """Every command was typed once in this process, and its children have it ready."""
    with tempfile.TemporaryDirectory() as folder:
        shell = book_shell(Path(folder), today=judge.TODAY, story=STORY)
        for line in (*READS, *READS_OF_ONE, *WRITES, "undo", "doctor --json", "backup"):
            shell.run(line)
        shell.book.write_bytes((TESTS / "store" / "version-3.db").read_bytes())
        shell.run("doctor --upgrade")
        shell.run(Typist(random.Random(1), Path(folder)).listed(date.fromisoformat(judge.TODAY)).line)
    return None


PART = Part("kills", "kills of four people at one book", CASES, case)
