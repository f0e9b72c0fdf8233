"""What a state of files is worth: every command must work in it, and everything in it must be what was recorded.

The files are opened as any command opens them. The first to do so plays back what a killed writer left; which command
that is changes from state to state, since a person types any of them first.
"""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from contract import READS

from huikuan.store import bookfile
from huikuan.store.openedfile import opened_file
from shell import Shell

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from shell import Said

TODAY = "2026-12-10"
_NEVER = ("damaged", "fault of huikuan", "Traceback", "cannot be opened", "was cut off")
_NOTES = ("The book was brought up to date", "There is no book at")
FIRST = ("plan", "doctor --json", "customer list", "history", "followup", "gap")


def person(folder: Path, today: str = TODAY) -> Shell:
    """Somebody at the book of the folder."""
    folder.mkdir(exist_ok=True)
    return Shell(folder, today=today, lang="en")


def complaints(shell: Shell, reads: Sequence[str] = READS, *, writes: bool = True) -> list[str]:
    """What no person should meet in this state: a read that fails, an unsound book, a write that is not taken."""
    found = [f"`huikuan {line}` {wrong}" for line in reads for wrong in wrongs(shell.run(line), {0})]
    if shell.book.exists():
        found += unsound(shell)
    if writes:
        for line in ("customer add 查账客户 --code ZZZ", "undo"):
            found += [f"`huikuan {line}` {wrong}" for wrong in wrongs(shell.run(line), {0})]
    return found


def unsound(shell: Shell) -> list[str]:
    """What the doctor finds."""
    said = shell.run("doctor --json")
    if wrong := wrongs(said, {0}):
        return [f"`huikuan doctor` {each}" for each in wrong]
    return [
        f"the doctor finds {name} unsound" for name, is_sound in json.loads(said.out)["sound"].items() if not is_sound
    ]


def wrongs(said: Said, codes: set[int]) -> list[str]:
    """What is wrong with an answer: another exit code, a word that is never said of a sound book, several sentences."""
    found = [] if said.code in codes else [f"ended with {said.code}: {said.err.strip()[:300]}"]
    found += [f"said “{word}”: {said.err.strip()[:300]}" for word in _NEVER if word in said.err]
    told = [line for line in said.err.splitlines() if not line.startswith(_NOTES)]
    if said.code not in {0, 5} and len(told) != 1:
        found.append(f"refused in other than one sentence: {said.err[:300]!r}")
    return found


def entries(book: Path) -> list[tuple[int, str]]:
    """The number and the line of each entry of the history, in order."""
    with _opened(book) as run:
        return [
            (int(number), str(line))
            for number, line in run("SELECT DISTINCT batch, command FROM journal ORDER BY batch", {})
        ]


def facts(book: Path, *, journal: bool = True) -> str:
    """A word for everything in the book: two books with the same word hold the same rows."""
    if not book.exists():
        return ""
    with _opened(book) as run:
        word = sha256()
        for name, rows in _rows(run, journal=journal):
            word.update(repr((name, rows)).encode())
        return word.hexdigest()


def _rows(run: Any, *, journal: bool) -> Iterator[tuple[str, list[Any]]]:
    kept = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name"
    for (name,) in run(kept, {}):
        if (journal or name != "journal") and (rows := run(f"SELECT * FROM {name} ORDER BY id", {})):
            yield name, rows


class _opened:  # noqa: N801 - reads like the function it stands for
    """The book opened by the program's own door, whatever its version."""

    def __init__(self, book: Path) -> None:
        self._book, self._door = book, opened_file(book, of_any_version=True)

    def __enter__(self) -> Any:
        return bookfile.run_on(self._door.__enter__(), self._book)

    def __exit__(self, *met: object) -> None:
        self._door.__exit__(*met)  # type: ignore[arg-type]
