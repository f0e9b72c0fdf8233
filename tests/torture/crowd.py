"""Eight people write at the same time, others read and take back: nobody is refused, and every entry is there once.

What is written grows the file all the time, so that a reader meets it in the middle of growing. Somebody takes back the
last entry now and then; what is taken back stays in the history too. No answer may call the book damaged.
"""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, Any

from torture import judge, people
from torture.cases import Ground, Part

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shell import Shell

WRITERS, ENTRIES, READS, UNDOS = 8, 500, 400, 100
_READ = ("plan", "customer list --json", "doctor --json", "history", "gap W0-1")


def case(ground: Ground) -> None:
    """One book, its writers, two readers and one who takes back."""
    shell = judge.person(ground.folder)
    shell.run("customer add 第一家 --code FIRST")
    acts = [partial(writing, shell, number, ground.share(ENTRIES)) for number in range(WRITERS)]
    acts += [partial(reading, shell, ground.share(READS)), partial(reading, shell, ground.share(READS))]
    acts += [partial(taking_back, shell, ground.share(UNDOS))]
    crowd = [people.start(act) for act in acts]
    told = [person.told() for person in crowd]
    said = [line for lines, _ended in told for line in lines]
    ground.found.tried += len(said)
    for sentence in [line["error"] for line in said if "error" in line]:
        ground.fails(sentence)
    for line in said:
        for wrong in line.get("wrong", ()):
            ground.fails(f"{line['line']}: {wrong}")
    acknowledged = Counter(line["line"] for line in said if line.get("code") == 0 and line.get("writes"))
    kept = Counter(line for _number, line in judge.entries(shell.book))
    for line, count in acknowledged.items():
        if kept[line] != count and not line.startswith("undo"):
            ground.fails(f"{line}: acknowledged {count} times, in the history {kept[line]} times")
    if kept["undo"] != acknowledged["undo"]:
        ground.fails(f"undo: acknowledged {acknowledged['undo']} times, in the history {kept['undo']} times")
    ground.found.aside["entries"] += sum(acknowledged.values())
    for wrong in judge.complaints(shell):
        ground.fails(wrong)


def _said(shell: Shell, line: str, codes: set[int], *, writes: bool) -> dict[str, Any]:
    said = shell.run(line)
    return {"line": line, "code": said.code, "writes": writes, "wrong": judge.wrongs(said, codes)}


def writing(shell: Shell, number: int, count: int) -> Iterator[Any]:
    for entry in range(count):
        note = "x" * 300
        yield _said(shell, f"customer add N{number}-{entry} --code W{number}-{entry} --note {note}", {0}, writes=True)


def reading(shell: Shell, count: int) -> Iterator[Any]:
    for turn in range(count):
        line = _READ[turn % len(_READ)]
        yield _said(shell, line, {0, 3} if line.startswith("gap") else {0}, writes=False)


def taking_back(shell: Shell, count: int) -> Iterator[Any]:
    for _turn in range(count):
        yield _said(shell, "undo", {0, 1}, writes=True)


PART = Part("crowd", "entries of 8 writers, with readers and undos beside them", 1, case, jobs=1, is_whole=True)
