"""Rebuilds a book from its story: every line of a text file is typed into huikuan on its own day.

python examples/replay.py examples/book.txt examples/book.db

“= 2026-09-01” sets the day, a line is one command without the word huikuan, # begins a comment. Nothing of your own is
touched: the lines run in a folder that is thrown away, without your settings, and the finished book is put in place in
one step at the end. The first line that is refused stops the work and is named; the book in place stays as it was.
The same story always makes the same book, save for the moments at which things were recorded.
"""

from __future__ import annotations

import argparse
import io
import os
import shlex
import sqlite3
import sys
import tempfile
from contextlib import closing, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

STEP = 50
MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of our own is made in it; a book thrown away needs no disk
HOMES = ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME")


class Line(NamedTuple):
    """One command of the story: where it stands, on which day it is typed, its words."""

    number: int
    day: str
    text: str


class Stopped(Exception):  # noqa: N818 - it is what the reader of the story meets
    """A line that could not be obeyed, and why."""


def main(typed: Sequence[str] | None = None) -> int:
    """The program: a story and the book to make of it; 0 when the book is there, 1 where a line was refused."""
    asked = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    asked.add_argument("story", type=Path)
    asked.add_argument("book", type=Path)
    given = asked.parse_args(typed)
    try:
        count = replay(given.story, given.book)
    except (Stopped, OSError, UnicodeDecodeError) as stop:
        sys.stderr.write(f"\n{stop}\n")
        return 1
    sys.stderr.write(f"\r{count} lines, {given.book}\n")
    return 0


def replay(story: Path, book: Path) -> int:
    """Makes the book of the story, in place of any that is there, and tells how many lines it took."""
    lines = list(lines_of(story))
    with tempfile.TemporaryDirectory(dir=MEMORY if os.access(MEMORY, os.W_OK) else None) as folder:
        made = Path(folder) / "book.db"
        before = dict(os.environ)
        os.environ.update(dict.fromkeys(HOMES, folder) | {"HUIKUAN_DB": str(made), "HUIKUAN_LANG": "zh"})
        try:
            for count, line in enumerate(lines, 1):
                _type(line, story)
                if count % STEP == 0:
                    sys.stderr.write(f"\r{count}/{len(lines)}")
        finally:
            os.environ.clear()
            os.environ.update(before)
        _put(made, book)
    return len(lines)


def lines_of(story: Path) -> Iterator[Line]:
    """The commands of the story, each with its day."""
    day = ""
    for number, raw in enumerate(story.read_text(encoding="utf-8").splitlines(), 1):
        text = raw.strip()
        if text.startswith("= "):
            day = text.removeprefix("= ")
        elif text and not text.startswith("#"):
            if not day:
                raise Stopped(f"{story}:{number}: no day before this line; put “= 2026-09-01” above it")
            yield Line(number, day, text)


def _type(line: Line, story: Path) -> None:
    from huikuan.cli import start

    os.environ["HUIKUAN_TODAY"] = line.day
    try:
        with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()) as said:
            code = start.run(shlex.split(line.text))
    except ValueError as error:
        raise Stopped(f"{story}:{line.number}: {line.text}\n{error}") from None
    if code:
        raise Stopped(f"{story}:{line.number}: {line.text}\n{said.getvalue().strip()}")


def _put(made: Path, book: Path) -> None:
    """The book packed as small as it goes, in place in one step."""
    packed = made.with_name("packed.db")
    with closing(sqlite3.connect(made)) as connection:
        connection.execute("VACUUM INTO ?", (str(packed),))
    beside = book.with_name(f".{book.name}.{os.getpid()}")
    beside.write_bytes(packed.read_bytes())
    beside.replace(book)


if __name__ == "__main__":
    sys.exit(main())
