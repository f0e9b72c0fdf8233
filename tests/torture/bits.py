"""A book whose file lost one bit gives its right answer, or is called damaged in one sentence with exit code 4.

A bit lost inside a name or an amount reads as another name or amount: only `doctor` can tell, by the journal. So reads
of such books are counted beside; what fails is a fault of the program, a second sentence, or a doctor that finds all well.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from contract import book_shell
from test_flipped_bits import LINES, flipped

from torture import judge
from torture.cases import Ground, Part

if TYPE_CHECKING:
    from shell import Shell

CASES, FLIPS = 20, 100


def case(ground: Ground) -> None:
    """One book, many bits, each flipped alone."""
    shell = book_shell(ground.folder, today=judge.TODAY)
    sound, right = shell.book.read_bytes(), {}
    for line in LINES:
        shell.book.write_bytes(sound)
        right[line] = shell.run(line)
    for _turn in range(ground.some(FLIPS)):
        bit, line = ground.chance.randrange(len(sound) * 8), ground.chance.choice(LINES)
        shell.book.write_bytes(flipped(sound, bit))
        said = shell.run(line)
        ground.found.tried += 1
        if said == right[line]:
            ground.found.aside["gave the right answer"] += 1
        elif (said.code, said.err.count("\n")) == (4, 1):
            ground.found.aside["was called damaged, or unsound by the doctor"] += 1
        elif said.code == right[line].code == 0 and "fault" not in said.err:
            ground.found.aside["read another name or amount"] += 1
            _is_seen(ground, shell, flipped(sound, bit), f"bit {bit}, {line}")
        elif line == "doctor" and said.code == 4:
            ground.found.aside["was called damaged, or unsound by the doctor"] += 1
        else:
            ground.fails(f"bit {bit}, {line}: {said}")


def _is_seen(ground: Ground, shell: Shell, raw: bytes, where: str) -> None:
    """The doctor of the same file says so."""
    shell.book.write_bytes(raw)
    said = shell.run("doctor --json")
    is_sound = said.code == 0 and all(json.loads(said.out)["sound"].values())
    if is_sound:
        ground.found.aside["and the doctor found nothing"] += 1
        ground.found.aside[f"unseen: {where}"] += 1


PART = Part("bits", "single bits flipped in the file of a book", CASES, case)
