"""The words after `huikuan`, and which module answers each; only the module of the word typed is opened.

`huikuan` alone shows the month at a glance. The list of commands is read from the table below, not from the modules.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

import typer

from huikuan import __version__
from huikuan.cli import output
from huikuan.cli.frame import Command, Group
from huikuan.cli.typer_inside.core import (
    TyperCommand,
    TyperOption,
    get_command_from_info,
    get_group,
    get_install_completion_arguments,
)
from huikuan.text import _, mark

if TYPE_CHECKING:
    from collections.abc import Mapping

    from huikuan.cli.typer_inside.core import Command as AnyCommand
    from huikuan.cli.typer_inside.core import Context, Parameter


class Word(NamedTuple):
    """A word after `huikuan`: where its typer app is, what it is for, under which heading it is listed."""

    module: str
    summary: str
    panel: str
    is_noun: bool = False


EVERY_DAY, RECORDS, BOOK = mark("Every day"), mark("Records"), mark("The book")

WORDS: dict[str, Word] = {
    "plan": Word("huikuan.cli.plan", mark("Every customer of the month: target, received, promised, gap"), EVERY_DAY),
    "gap": Word("huikuan.cli.gap", mark("What is still missing, and the card for a meeting"), EVERY_DAY),
    "followup": Word("huikuan.cli.followup", mark("This morning's list: whom to call, about what"), EVERY_DAY),
    "ageing": Word("huikuan.cli.ageing", mark("What is owed, by how long it is overdue"), EVERY_DAY),
    "customer": Word("huikuan.cli.customer", mark("Who owes: add, list, show, edit, archive"), RECORDS, is_noun=True),
    "contact": Word("huikuan.cli.contact", mark("The people at a customer: add, list"), RECORDS, is_noun=True),
    "target": Word("huikuan.cli.target", mark("What we want this month: set, list"), RECORDS, is_noun=True),
    "measure": Word("huikuan.cli.measure", mark("What we do to close the gap: add, list, done"), RECORDS, is_noun=True),
    "promise": Word(
        "huikuan.cli.promise", mark("What they said they will pay: add, renew, list"), RECORDS, is_noun=True
    ),
    "receipt": Word("huikuan.cli.receipt", mark("Money that came in: add, list, reverse"), RECORDS, is_noun=True),
    "invoice": Word(
        "huikuan.cli.invoice", mark("What they owe: add, dispute, agree a balance, list"), RECORDS, is_noun=True
    ),
    "approval": Word(
        "huikuan.cli.approval", mark("Where a payment lies in their house: add, done, list"), RECORDS, is_noun=True
    ),
    "log": Word("huikuan.cli.log", mark("What was said on a call or a visit, and when to ask again"), RECORDS),
    "import": Word("huikuan.cli.import_", mark("Take in a file: Excel or CSV, from an ERP or by hand"), BOOK),
    "history": Word("huikuan.cli.history", mark("What was recorded, newest first"), BOOK),
    "undo": Word("huikuan.cli.undo", mark("Take back the last thing recorded"), BOOK),
    "export": Word("huikuan.cli.export", mark("Hand it on: Excel, CSV or JSON"), BOOK),
    "backup": Word("huikuan.cli.backup", mark("A copy of the book while others go on writing"), BOOK),
    "restore": Word("huikuan.cli.restore", mark("Look at a backup; with --apply put it in the book's place"), BOOK),
    "doctor": Word("huikuan.cli.doctor", mark("Where the book is, and whether it is sound"), BOOK),
    "demo": Word("huikuan.cli.demo", mark("A book of made-up customers to try things on"), BOOK),
    "help": Word("huikuan.cli.help", mark("How a thing is done: topics, and the page of each command"), BOOK),
}


OVERVIEW: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (EVERY_DAY, tuple((name, WORDS[name].summary) for name in ("plan", "gap", "followup", "ageing"))),
    (
        RECORDS,
        (
            ("customer contact", mark("Who owes, and the people there")),
            ("target measure", mark("What we want this month, and what we do to close the gap")),
            ("promise receipt", mark("What they said they will pay, and what came in")),
            ("invoice approval", mark("What they owe, and where a payment lies in their house")),
            ("log", WORDS["log"].summary),
        ),
    ),
    (
        BOOK,
        (
            ("import export", mark("Lists from an ERP or Excel, and reports to hand on")),
            ("history undo", mark("What was recorded, and taking it back")),
            ("backup restore", mark("Copies of the book, and going back to one")),
            ("doctor demo help", mark("Whether it is sound; made-up customers; how a thing is done")),
        ),
    ),
)
"""The first page: every word once, words that belong together on one line, so that it fits a screen of 24 lines."""


class Book(Group):
    """The whole program: a group whose commands are opened when they are called."""

    def __init__(self, words: Mapping[str, Word] = WORDS, **settings: Any) -> None:
        super().__init__(**settings)
        self.words = words
        self.params += [_version(), *_completion()]

    @property
    def overview(self) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
        """The lines of the first page; a program with words of its own has one line for each."""
        return OVERVIEW if self.words is WORDS else ()

    def list_commands(self, ctx: Context) -> list[str]:  # noqa: ARG002 - the library's signature
        """All the words, in the order of the table."""
        return list(self.words)

    def get_command(self, ctx: Context, cmd_name: str) -> AnyCommand | None:  # noqa: ARG002 - the library's signature
        """The command once opened; before that, what the table says of it."""
        word = self.words.get(cmd_name)
        if cmd_name in self.commands or word is None:
            return self.commands.get(cmd_name)
        return TyperCommand(cmd_name, short_help=_(word.summary), rich_help_panel=_(word.panel))

    def resolve_command(self, ctx: Context, args: list[str]) -> tuple[str | None, AnyCommand | None, list[str]]:
        """Open the module of the word typed."""
        word = self.words.get(args[0])
        if word is not None and args[0] not in self.commands:
            self.commands[args[0]] = opened(args[0], word)
        return super().resolve_command(ctx, args)

    def alone(self, ctx: Context) -> Any:  # noqa: ARG002 - the library's signature
        """The month at a glance."""
        return import_module("huikuan.cli.glance").run()


def book(words: Mapping[str, Word] = WORDS) -> Book:
    """The program, its words in the language in use."""
    about = _("What each customer should pay this month, what they promised, and what to do about the difference.")
    alone = _("“huikuan” alone shows the month at a glance and the first five tasks of today.")
    return Book(words, name="huikuan", help=f"{about}\n{alone}")


def opened(name: str, word: Word) -> AnyCommand:
    """The command of this word, built from its module's typer app in the house's classes."""
    app: typer.Typer = import_module(word.module).app
    for command in app.registered_commands:
        command.cls = Command
    app.info.cls = Group
    if not word.is_noun:
        return _verb(name, word, app)
    group = get_group(app)
    group.name = name
    group.help = group.help or _(word.summary)
    return group


def _verb(name: str, word: Word, app: typer.Typer) -> AnyCommand:
    (only,) = app.registered_commands
    command = get_command_from_info(only, pretty_exceptions_short=True, rich_markup_mode=None)
    command.name = name
    command.help = command.help or _(word.summary)
    return command


def _version() -> TyperOption:
    return TyperOption(
        param_decls=["version", "--version"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=_show_version,
        help=_("Show the version."),
        rich_help_panel=_("On every command"),
        hidden=True,
    )


def _show_version(ctx: Context, _param: Parameter, value: Any) -> None:
    if value and not ctx.resilient_parsing:
        output.say(f"huikuan {__version__}\n")
        raise typer.Exit


def _completion() -> list[Parameter]:
    install, show = get_install_completion_arguments()
    for option in (install, show):
        option.hidden = True  # type: ignore[attr-defined]
    return [install, show]
