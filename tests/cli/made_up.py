"""A noun that exists only for the tests of the frame; started as a program it is huikuan with this noun in its table."""

from __future__ import annotations

import os
from enum import StrEnum
from typing import Annotated

import typer

from huikuan.cli import app as program
from huikuan.cli import output
from huikuan.cli.context import context
from huikuan.cli.frame import examples
from huikuan.errors import NotFound

WORD = program.Word("made_up", "Made-up things", "Records", is_noun=True)
app = typer.Typer()


class Kind(StrEnum):
    ROUND = "round"
    FLAT = "flat"


class NoSuchThing(NotFound):
    sentence = "No thing is called “{typed}”."
    hint = "Type `huikuan thing list`."


def even(typed: str) -> int:
    """A number written by hand, as the real parsers do it: they raise refusals of the house."""
    if not typed.isdecimal():
        raise NoSuchThing(typed=typed)
    return int(typed)


@app.command(epilog=examples("huikuan thing add 华联 10万 [周五]", "huikuan thing add hl 5 --json"))
def add(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Its name, [bold]in[/bold] brackets [a-z].")],
    amount: Annotated[int, typer.Argument(metavar="AMOUNT", parser=even)],
    day: Annotated[str | None, typer.Argument(metavar="DATE")] = None,
    note: Annotated[str | None, typer.Option("--note", help="A word on it.")] = None,
    kind: Annotated[Kind, typer.Option("--kind")] = Kind.ROUND,
    again: Annotated[bool, typer.Option("--again")] = False,
) -> None:
    """Add a thing [to the book]."""
    output.stored()
    if name == "unprintable":
        raise RuntimeError(name)
    _show({"name": name, "amount": amount, "day": day, "note": note, "kind": kind.value, "again": again})


@app.command("list")
def list_(many: Annotated[int, typer.Option("--many")] = 1) -> None:
    """List all things."""
    _show({"things": ["华联" + "超" * 80] * many, "as_of": context().as_of, "db": context().db and str(context().db)})


list_.reads = True  # type: ignore[attr-defined]


@app.command()
def fail(how: str) -> None:
    """Fail."""
    errors: dict[str, BaseException] = {
        "refusal": NoSuchThing(typed="\x1b[31mx"),
        "file": FileNotFoundError(2, "No such file", "some/where"),
        "fault": RuntimeError("secret"),
        "stop": KeyboardInterrupt(),
        "abort": typer.Abort(),
        "six": typer.Exit(6),
        "unfit": typer.BadParameter("as the command says"),
    }
    raise errors[how]


@app.command()
def stream() -> None:
    """Tell what the terminal is told."""
    output.emit(dict, lambda width: [f"width {width}", "a[/b] :smile: \x1b[2J", os.environ.get("COLUMNS", "-")])


def _show(document: dict[str, object]) -> None:
    from rich.table import Table
    from rich.text import Text

    def draw(_width: int) -> list[Table]:
        table = Table("key", "value")
        for key, value in document.items():
            for part in value if isinstance(value, list) else [value]:
                table.add_row(key, Text(str(part), "red"))
        return [table]

    output.emit(lambda: document, draw)


if __name__ == "__main__":
    from huikuan.cli.start import main

    program.WORDS["thing"] = WORD
    main()
