"""A part of the torture is so many cases; each is run once, on as many processes as the part bears at a time.

A case answers how much it tried and what failed, in words. One that itself ends in an error has failed too.
"""

from __future__ import annotations

import os
import pickle
import random
import tempfile
import traceback
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    Case = Callable[["Ground"], None]


@dataclass
class Found:
    """What cases tried, what failed, and what is counted beside it."""

    tried: int = 0
    failures: list[str] = field(default_factory=list)
    aside: Counter[str] = field(default_factory=Counter)

    def add(self, other: Found) -> None:
        """The other's cases count too."""
        self.tried += other.tried
        self.failures += other.failures
        self.aside += other.aside


@dataclass
class Ground:
    """Where one case is run: its number, its own chance, a folder of its own, how much of it is wanted."""

    number: int
    chance: random.Random
    folder: Path
    times: float
    found: Found

    def share(self, whole: int) -> int:
        """So many of a whole that is cut down with everything else; never none."""
        return max(1, round(whole * min(1.0, self.times)))

    def some(self, whole: int) -> int:
        """So many steps of a case; where next to nothing is wanted, a tenth of them."""
        return whole if self.times >= 0.01 else whole // 10

    def fails(self, sentence: str) -> None:
        """Something is wrong."""
        self.found.failures.append(sentence)


@dataclass(frozen=True)
class Part:
    """A part: what it tries, so many cases in its full length, and on how many processes they may run at a time."""

    name: str
    what: str
    cases: int
    case: Case
    before: Callable[[], str | None] = lambda: None
    """Makes ready what all cases share; a sentence where they cannot be run here."""
    jobs: int = 2
    is_whole: bool = False
    """Every case is run, however little is wanted: what is cut down is inside them."""

    def numbers(self, times: float) -> range:
        """The numbers of the cases that are run."""
        return range(self.cases if self.is_whole else max(1, round(self.cases * times)))


def run(part: Part, numbers: Iterable[int], *, seed: int, times: float) -> Found:
    """Every case is run; they are dealt out to processes of their own."""
    dealt = [list(numbers)[first :: part.jobs] for first in range(part.jobs)]
    found, workers = Found(), [_begun(part, some, seed, times) for some in dealt if some]
    for child, pipe in workers:
        for each in _heard(pipe):
            found.add(each)
        _, status = os.waitpid(child, 0)
        if status:
            found.failures.append(f"a process of cases ended with {os.waitstatus_to_exitcode(status)}")
    return found


def one(part: Part, number: int, *, seed: int, times: float) -> Found:
    """One case, in this process."""
    found = Found()
    with tempfile.TemporaryDirectory(prefix="huikuan-torture-") as folder:
        ground = Ground(number, random.Random(f"{seed} {part.name} {number}"), Path(folder), times, found)
        try:
            part.case(ground)
        except Exception:  # noqa: BLE001 - whatever it is, it is written down and the others go on
            ground.fails("the case ended in an error: " + traceback.format_exc().replace("\n", "\n      "))
    found.failures = [f"case {number}: {failure}" for failure in found.failures]
    return found


def _begun(part: Part, numbers: list[int], seed: int, times: float) -> tuple[int, int]:
    heard, said = os.pipe()
    child = os.fork()
    if child:
        os.close(said)
        return child, heard
    try:
        os.close(heard)
        with os.fdopen(said, "wb") as pipe:
            for number in numbers:
                pickle.dump(one(part, number, seed=seed, times=times), pipe)
                pipe.flush()
    except BaseException:  # noqa: BLE001 - nothing of the parent's is run in its child
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def _heard(pipe: int) -> Iterator[Found]:
    with os.fdopen(pipe, "rb") as answers:
        while True:
            try:
                yield pickle.load(answers)
            except EOFError:
                return
