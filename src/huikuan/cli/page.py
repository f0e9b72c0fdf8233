"""The help page of a command: how it is typed, what it does, what may follow it, and two real examples.

Drawn here and not by the command-line library, whose page has words in English only, reads brackets in a help text
as markup, and takes twice as long to open.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich import box
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from huikuan.cli import mistyped, output
from huikuan.cli.typer_inside.core import TyperArgument, TyperGroup, TyperOption
from huikuan.text import _, mark

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import RenderableType

    from huikuan.cli.typer_inside.core import Command, Context, Parameter

WIDEST, NAMES = 100, 24
KINDS = {
    "<str>": mark("TEXT"),
    "<int>": mark("NUMBER"),
    "<float>": mark("NUMBER"),
    "<path>": mark("PATH"),
    "<file>": mark("PATH"),
    "<directory>": mark("PATH"),
}
Row = tuple[Text, Text, Text]


def show(command: Command, ctx: Context) -> None:
    """Print the page of this command."""
    overview = getattr(command, "overview", ())
    output.show(lambda _width: _overview(command, overview, ctx) if overview else _parts(command, ctx), WIDEST)


def _overview(command: Command, panels: Any, ctx: Context) -> Iterable[RenderableType]:
    """All words on one screen."""
    yield Text.assemble((_("Usage:"), "bold"), " ", _usage(command, ctx))
    yield Text((command.help or "").strip())
    for title, rows in panels:
        yield Text(_(title), "bold")
        for names, sentence in rows:
            yield Text.assemble("  ", (f"{names:<17}", "bold cyan"), _(sentence))
    yield Text.assemble((_("On every command"), "bold"), "  --json  --db PATH  --as-of DATE  --help")
    yield Text.assemble((_("Once"), "bold"), "  --version  --install-completion  --show-completion")
    yield Text(_("“huikuan help” lists the topics; “huikuan WORD --help” shows a command."))


def _parts(command: Command, ctx: Context) -> Iterable[RenderableType]:
    yield Text.assemble((_("Usage:"), "bold"), " ", _usage(command, ctx))
    if command.help:
        yield Text("\n" + command.help.strip())
    panels = _panels(command, ctx)
    widest = max((name.cell_len for rows in panels.values() for name, _, _ in rows), default=0)
    yield Text("")
    for title, rows in panels.items():
        yield _panel(title, rows, min(widest, NAMES))
    if command.epilog:
        yield Text("\n" + _("Examples"), "bold")
        yield Text("\n".join(f"  {line}" for line in command.epilog.split("\n")))


def _usage(command: Command, ctx: Context) -> str:
    path, *slots = mistyped.usage_of(ctx).removeprefix(ctx.command_path).split(" ")
    words = [ctx.command_path + path, _("[OPTIONS]"), *slots]
    if isinstance(command, TyperGroup):
        words.append(_("COMMAND ..."))
    return " ".join(words)


def _panels(command: Command, ctx: Context) -> dict[str, list[Row]]:
    panels: dict[str, list[Row]] = {}
    params = [param for param in command.get_params(ctx) if not getattr(param, "hidden", False)]
    for param in sorted(params, key=_place):
        panels.setdefault(_title(param), []).append(_row(param, ctx))
    if isinstance(command, TyperGroup):
        panels = {**_commands(command, ctx), **panels}
    return panels


def _commands(group: TyperGroup, ctx: Context) -> dict[str, list[Row]]:
    panels: dict[str, list[Row]] = {}
    for name in group.list_commands(ctx):
        command: Any = group.get_command(ctx, name)
        if command.hidden:
            continue
        summary = (command.short_help or command.help or "").split("\n\n")[0].replace("\n", " ")
        row = (Text(name, "bold cyan"), Text(""), Text(summary))
        panels.setdefault(command.rich_help_panel or _("Commands"), []).append(row)
    return panels


def _place(param: Parameter) -> int:
    if isinstance(param, TyperArgument):
        return 0
    return 2 if getattr(param, "rich_help_panel", None) else 1


def _title(param: Parameter) -> str:
    named = getattr(param, "rich_help_panel", None)
    return named or (_("Arguments") if isinstance(param, TyperArgument) else _("Options"))


def _row(param: Parameter, ctx: Context) -> Row:
    remarks = Text(str(getattr(param, "help", None) or ""))
    default = _default(param)
    if default:
        remarks.append(" " * bool(remarks) + _("[default: {default}]", default=default), "dim")
    if param.required:
        remarks.append(" " * bool(remarks) + _("[required]"), "red")
    if isinstance(param, TyperArgument):
        return Text(mistyped.name_of(param), "bold cyan"), Text(""), remarks
    names = ", ".join(sorted(param.opts, key=len))
    if param.secondary_opts:
        names += " / " + ", ".join(param.secondary_opts)
    return Text(names, "bold cyan"), Text(_kind(param, ctx), "yellow"), remarks


def _kind(param: Parameter, ctx: Context) -> str:
    if getattr(param, "is_flag", False) or getattr(param, "count", False):
        return ""
    kind = param.make_metavar(ctx)
    return _(KINDS[kind]) if kind in KINDS else kind


def _default(param: Parameter) -> str:
    if not isinstance(param, (TyperArgument, TyperOption)) or not param.show_default:
        return ""
    if isinstance(param.show_default, str):
        return param.show_default
    default = param.default
    is_silent = default is None or default is False or callable(default) or default in ((), [])
    return "" if is_silent else str(getattr(default, "value", default))


def _panel(title: str, rows: list[Row], widest: int) -> Panel:
    has_kinds = any(kind.plain for _, kind, _ in rows)
    table = Table(box=None, show_header=False, expand=True, padding=(0, 1), pad_edge=False)
    table.add_column(min_width=widest, no_wrap=True)
    if has_kinds:
        table.add_column(max_width=24)
    table.add_column(ratio=1)
    for name, kind, remarks in rows:
        table.add_row(*((name, kind, remarks) if has_kinds else (name, remarks)))
    return Panel(table, title=Text(title), title_align="left", border_style="dim", box=box.ROUNDED)
