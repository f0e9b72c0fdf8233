"""What every command shares: --db, --json and --help, --as-of on those that only read, one voice for a mistyped line.

A command whose function carries the mark `reads` (a decorator in cli/params.py) may be asked for an earlier day.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from typer import Exit, TyperException

from huikuan.cli import mistyped
from huikuan.cli.context import context
from huikuan.cli.typer_inside.core import TyperCommand, TyperGroup, TyperOption
from huikuan.errors import UrlOnCommandLine
from huikuan.text import _, listed

if TYPE_CHECKING:
    from huikuan.cli.typer_inside.core import Command as AnyCommand
    from huikuan.cli.typer_inside.core import Context, Parameter


def examples(*lines: str) -> str:
    """The real command lines shown at the end of a command's help: `@app.command(epilog=examples(...))`."""
    return "\n".join(lines)


class Command(TyperCommand):
    """One thing that can be done."""

    def __init__(self, name: str | None, **settings: Any) -> None:
        super().__init__(name, **{**settings, "add_help_option": False, "no_args_is_help": False})
        self.reads = bool(getattr(self.callback, "reads", False))
        self.params += common_options(self.params, reads=self.reads)

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Read the line, or say in one sentence why it cannot be read."""
        ctx.allow_extra_args = True
        rest = _understood(super().parse_args, ctx, args)
        if rest and not ctx.resilient_parsing:
            raise mistyped.WordTooMany(typed=" ".join(rest), command=ctx.command_path)
        return rest

    def invoke(self, ctx: Context) -> Any:
        """Do it; a day to look back from is only for those that read."""
        if context().as_of is not None and not self.reads:
            raise mistyped.ReadOnlyDay(command=ctx.command_path)
        return super().invoke(ctx)

    def format_help(self, ctx: Context, formatter: object) -> None:  # noqa: ARG002 - the library's signature
        """Print the help page."""
        _show_page(self, ctx)


class Group(TyperGroup):
    """A noun, with the things that can be done to it."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**{**settings, "add_help_option": False, "no_args_is_help": False})
        self.params += common_options(self.params, reads=True)

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Read the options before the command's name."""
        return _understood(super().parse_args, ctx, args)

    def resolve_command(self, ctx: Context, args: list[str]) -> tuple[str | None, AnyCommand | None, list[str]]:
        """The command of this name, or a refusal with the nearest names."""
        if self.get_command(ctx, args[0]) is None and not ctx.resilient_parsing:
            raise mistyped.command_unknown(args[0], ctx, self.list_commands(ctx))
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: Context) -> Any:
        """Do what was asked; without a command there is only `alone`."""
        try:
            return super().invoke(ctx)
        except TyperException:
            if ctx.invoked_subcommand is not None:
                raise
        return self.alone(ctx)

    def alone(self, ctx: Context) -> Any:
        """A noun alone says nothing."""
        raise mistyped.CommandMissing(command=ctx.command_path, choices=listed(self.list_commands(ctx)))

    def format_help(self, ctx: Context, formatter: object) -> None:  # noqa: ARG002 - the library's signature
        """Print the help page."""
        _show_page(self, ctx)


def common_options(own: list[Parameter], *, reads: bool) -> list[Parameter]:
    """The options of every command, but for those it has of its own."""
    taken = {name for param in own for name in param.opts}
    built = [_as_of()] if reads else []
    built += [_db(), _json(), _help()]
    return [option for option in built if not taken.intersection(option.opts)]


def _understood(read: Any, ctx: Context, args: list[str]) -> list[str]:
    typed = list(args)
    if not ctx.resilient_parsing and (forgotten := mistyped.value_forgotten(ctx, typed)):
        raise forgotten
    try:
        rest: list[str] = read(ctx, args)
    except TyperException as error:
        raise mistyped.refusal_of(error, ctx, typed) from None
    return rest


def _as_of() -> TyperOption:
    return _common(["as_of", "--as-of"], _("DATE"), _("Show the book as it stood on this day."), _remember)


def _db() -> TyperOption:
    return _common(["db", "--db"], _("PATH"), _("The file of the book, if not the usual one."), _remember_book)


def _json() -> TyperOption:
    return _common(["json", "--json"], None, _("Print the result as one JSON document."), _remember)


def _help() -> TyperOption:
    option = _common(["help", "--help", "-h"], None, _("Show this help."), _show_help)
    option.is_eager = True
    return option


def _common(names: list[str], metavar: str | None, text: str, callback: Any) -> TyperOption:
    return TyperOption(
        param_decls=names,
        is_flag=metavar is None,
        type=None if metavar is None else str,
        metavar=metavar,
        help=text,
        callback=callback,
        expose_value=False,
        rich_help_panel=_("On every command"),
    )


def _remember(_ctx: Context, param: Parameter, value: Any) -> None:
    if value not in (None, False):
        setattr(context(), str(param.name), value)


def _remember_book(ctx: Context, _param: Parameter, value: str | None) -> None:
    if value is None:
        return
    from huikuan.store.place import is_address

    context().db = Path(value)
    if is_address(value):
        raise UrlOnCommandLine
    if not value.strip():
        raise mistyped.OptionWithoutValue(option="--db", command=ctx.command_path)


def _show_help(ctx: Context, _param: Parameter, value: Any) -> None:
    if value and not ctx.resilient_parsing:
        _show_page(ctx.command, ctx)
        raise Exit


def _show_page(command: AnyCommand, ctx: Context) -> None:
    from huikuan.cli import page

    page.show(command, ctx)
