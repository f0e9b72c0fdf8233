"""Sessions as a person has them: what is typed, on which day, and every line the program answers.

A transcript opens with its keys (lang: zh, width: 80, and book: sample to begin with a copy of examples/book.db
instead of an empty one). Then: “= 2026-12-03” sets the day, “$ huikuan …” types a line, “< …” answers one of its
questions as a person at the keyboard does (“<” alone is Enter), “# ” says what to look at. Below a typed line and its
answers stand its stdout, its stderr with “! ” before each line, and [exit N] where it is not 0. Moments read ····.

pytest --rewrite-transcripts tests/test_transcripts.py    records the answers anew: read the difference before keeping it
"""

from __future__ import annotations

import re
import shlex
import shutil
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

import shell as shells
from shell import Shell

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from shell import Said

HERE = Path(__file__).parent
TRANSCRIPTS = sorted((HERE / "transcripts").glob("*.txt"))
SAMPLE = HERE.parent / "examples" / "book.db"
DAY, TYPED, REMARK, TALK, ANSWERED = "= ", "$ ", "# ", "! ", "<"
KEYS = ("lang", "width", "book")
MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d\.\d+\+00:00)?")


class Script(NamedTuple):
    """What a person wrote of a transcript: its keys, and the days, remarks and typed lines in their order."""

    keys: dict[str, str]
    steps: tuple[str, ...]


@pytest.fixture(autouse=True)
def one_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """After a change of language the one session stays, so that each run forgets the day of the run before."""
    monkeypatch.setattr(shells, "FRAME", shells.FRAME | {"session"})


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.name.removesuffix(".txt"))
def test_transcript(path: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """The program answers every line as recorded."""
    recorded = path.read_text(encoding="utf-8")
    played = "\n".join(_played(_script(recorded), tmp_path)) + "\n"
    if request.config.getoption("--rewrite-transcripts"):
        path.write_text(played, encoding="utf-8", newline="\n")
        return
    assert played.splitlines() == recorded.splitlines()


def test_a_script_is_read_back_from_its_transcript() -> None:
    """Answers are never taken for something typed."""
    text = "lang: zh\nwidth: 80\n\n# remark\n= 2026-12-03\n\n$ huikuan gap\nan answer\n\n  more\n! talk\n[exit 6]\n"
    assert _script(text) == Script({"lang": "zh", "width": "80"}, ("# remark", "= 2026-12-03", "$ huikuan gap"))


def _script(text: str) -> Script:
    lines = text.splitlines()
    keys = [line.partition(": ") for line in lines if line.startswith(tuple(f"{key}: " for key in KEYS))]
    steps = tuple(line for line in lines if line.startswith((DAY, TYPED, REMARK, ANSWERED)))
    return Script({key: value for key, _, value in keys}, steps)


def _played(script: Script, folder: Path) -> Iterator[str]:
    """The whole transcript as it reads today."""
    shell = Shell(folder, lang=script.keys["lang"], COLUMNS=script.keys.get("width", "80"))
    if script.keys.get("book") == "sample":
        shutil.copyfile(SAMPLE, shell.book)
    yield from (f"{key}: {value}" for key, value in script.keys.items())
    before = ""
    for at, step in enumerate(script.steps):
        if step.startswith(ANSWERED):
            continue
        if not before.startswith((DAY, REMARK)) or (step.startswith(REMARK) and not before.startswith(REMARK)):
            yield ""
        yield step
        if step.startswith(DAY):
            shell.env["HUIKUAN_TODAY"] = step.removeprefix(DAY)
        elif step.startswith(TYPED):
            answers = list(takewhile(lambda said: said.startswith(ANSWERED), script.steps[at + 1 :]))
            yield from answers
            typed = "".join(f"{said.removeprefix(ANSWERED).strip()}\n" for said in answers)
            yield from _answer(shell.run(_words(step), typed, watched=bool(answers)), folder)
        before = step


def _words(step: str) -> list[str]:
    """What stands after “$ huikuan”; a backslash with u200b stands for a character nobody would see here."""
    return [re.sub(r"\\u([0-9a-f]{4})", lambda met: chr(int(met[1], 16)), word) for word in shlex.split(step)[2:]]


def _answer(said: Said, folder: Path) -> Iterable[str]:
    lines = [*said.out.splitlines(), *(TALK + line for line in said.err.splitlines())]
    while lines and not lines[-1]:
        lines.pop()
    if said.code:
        lines.append(f"[exit {said.code}]")
    steady = [MOMENT.sub(_without_digits, line.replace(str(folder), "/home")).rstrip() for line in lines]
    assert not [line for line in steady if line.startswith((DAY, TYPED, REMARK, ANSWERED))], (
        "an answer that reads as a step"
    )
    return steady


def _without_digits(moment: re.Match[str]) -> str:
    return re.sub(r"\d", "·", moment[0])
