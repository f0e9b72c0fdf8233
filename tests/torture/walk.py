"""A long walk over everything that can be typed: after each step the book is sound and its arithmetic holds.

After each step the doctor finds nothing, and the month adds up for every customer. What was shown for an earlier day is
shown for it again, as long as nothing was recorded for that day or an earlier one since. An undo and its own undo end
where they began. Some books begin as one of version 3.
"""

from __future__ import annotations

import json
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from contract import STORY, book_shell

from huikuan.store import bookfile
from huikuan.store.openedfile import opened_file
from huikuan.store.soundness import findings
from torture import TESTS, judge
from torture.cases import Ground, Part
from torture.typist import Typist

if TYPE_CHECKING:
    from shell import Shell

CASES, STEPS = 500, 200
_SEEN = ("plan --json", "gap HL --json", "followup --json", "ageing --json")


def case(ground: Ground) -> None:
    """One book and its steps."""
    shell = book_shell(ground.folder, today=judge.TODAY, story=STORY)
    if ground.number % 5 == 0:
        shell.book.write_bytes((TESTS / "store" / "version-3.db").read_bytes())
        shell.run("doctor --upgrade")
    typist, today = Typist(ground.chance, ground.folder), date.fromisoformat(judge.TODAY)
    remembered: dict[tuple[date, str], Any] = {}
    for _turn in range(ground.some(STEPS)):
        ground.found.tried += 1
        today += timedelta(days=ground.chance.choice((0, 0, 0, 0, 1, 2)))
        typed = typist.line(today)
        said = shell.run(typed.line, HUIKUAN_TODAY=str(today))
        for wrong in judge.wrongs(said, {0, 1, 2, 3}):
            ground.fails(f"{today} {typed.line}: {wrong}")
        if said.code == 0:
            ground.found.aside["entries"] += 1
            since = typed.since or date.min
            remembered = {seen: answer for seen, answer in remembered.items() if seen[0] < since}
        _is_sound(ground, shell, today, typed.line)
        if ground.chance.random() < 0.15:
            _adds_up(ground, shell, today, typed.line)
            _is_as_it_was(ground, shell, today, remembered)
        if ground.chance.random() < 0.05:
            _there_and_back(ground, shell, today)
            remembered = {}


def _is_sound(ground: Ground, shell: Shell, today: date, line: str) -> None:
    with opened_file(shell.book) as connection:
        every = findings(bookfile.run_on(connection, shell.book), today, is_file=True)
        found = [each.name for each in every if not each.is_sound]
    for each in found:
        ground.fails(f"{today} {line}: the doctor finds {each}")


def _adds_up(ground: Ground, shell: Shell, today: date, line: str) -> None:
    """Gap = target − received − promised, never below nothing; what is covered and what is not make the gap."""
    for row in json.loads(shell.run("plan --json", HUIKUAN_TODAY=str(today)).out)["customers"]:
        money = {
            key: Decimal(row[key] or 0) for key in ("target", "received", "promised", "gap", "measures", "uncovered")
        }
        gap = max(Decimal(0), money["target"] - money["received"] - money["promised"])
        if money["gap"] != gap or money["uncovered"] != max(Decimal(0), gap - money["measures"]):
            ground.fails(f"{today} {line}: the month of {row['code']} does not add up: {money}")


def _is_as_it_was(ground: Ground, shell: Shell, today: date, remembered: dict[tuple[date, str], Any]) -> None:
    """Days that were looked at before, and one more to remember."""
    for (day, line), answer in list(remembered.items())[-6:]:
        ground.found.aside["earlier days looked at again"] += 1
        now = shell.run(f"{line} --as-of {day}", HUIKUAN_TODAY=str(today)).out
        if now != answer:
            ground.fails(f"{today} {line} --as-of {day} says something else than before:\n{answer}\n{now}")
    day, line = today - timedelta(days=ground.chance.choice((1, 2, 4, 8))), ground.chance.choice(_SEEN)
    remembered[day, line] = shell.run(f"{line} --as-of {day}", HUIKUAN_TODAY=str(today)).out


def _there_and_back(ground: Ground, shell: Shell, today: date) -> None:
    """An entry taken back and brought back leaves every fact as it was."""
    before = judge.facts(shell.book, journal=False)
    undone = shell.run("undo --json", HUIKUAN_TODAY=str(today))
    if undone.code:
        return
    again = judge.entries(shell.book)[-1][0]
    redone = shell.run(f"undo {again}", HUIKUAN_TODAY=str(today))
    ground.found.aside["entries taken back and brought back"] += 1
    if redone.code or judge.facts(shell.book, journal=False) != before:
        ground.fails(f"{today} undo and undo {again}: {redone}")


PART = Part("walk", "steps over everything that can be typed", CASES, case)
