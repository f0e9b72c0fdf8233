"""What is said when a line was not understood: what is wrong with it, and what to type instead.

The command-line library says it in English and in its own way; here its complaints become the house's refusals.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from typer import BadParameter, TyperException

from huikuan.cli.typer_inside.core import TyperArgument, TyperOption
from huikuan.errors import AmountNotUnderstood, NotUnderstood, NumberNotUnderstood, Refusal
from huikuan.text import _, listed, mark

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from huikuan.cli.typer_inside.core import Context, Parameter

_NEGATIVE = re.compile(r"-[¥￥$]?\.?[\d零一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟萬]")
_SEE = mark("Type “{command} --help” to see how.")


class CommandUnknown(NotUnderstood):
    """A word where a command was expected."""

    sentence = mark("“{command}” has no command “{typed}”.")
    hint = mark("Type “{command} --help” to see all of them.")


class CommandNearlyKnown(NotUnderstood):
    """A word close to a command."""

    sentence = mark("“{command}” has no command “{typed}”; the nearest is {nearest}.")
    hint = mark("Type “{command} --help” to see all of them.")


class CommandMissing(NotUnderstood):
    """A noun alone."""

    sentence = mark("“{command}” needs to know what to do: {choices}.")
    hint = _SEE


class OptionUnknown(NotUnderstood):
    """A word with dashes that this command does not know."""

    sentence = mark("“{command}” has no option “{typed}”.")
    hint = mark("Type “{command} --help” to see all of them.")


class OptionNearlyKnown(NotUnderstood):
    """A word with dashes close to an option."""

    sentence = mark("“{command}” has no option “{typed}”; the nearest is {nearest}.")
    hint = mark("Type “{command} --help” to see all of them.")


class OptionWithoutValue(NotUnderstood):
    """An option at the end of the line, or followed by another option."""

    sentence = mark("“{option}” needs a value after it.")
    hint = _SEE


class OptionAlone(NotUnderstood):
    """An option that says more about another one, without it."""

    sentence = mark("“{option}” goes only with “{other}”.")
    hint = mark("Type both, or neither.")


class OptionsApart(NotUnderstood):
    """Two things to do on one line."""

    sentence = mark("“{first}” and “{then}” are two steps.")
    hint = mark("Type them one after the other.")


class FlagWithValue(NotUnderstood):
    """A yes-or-no option given a value."""

    sentence = mark("“{option}” takes no value.")
    hint = _SEE


class ArgumentMissing(NotUnderstood):
    """Something that must be there is not."""

    sentence = mark("{name} is missing.")
    hint = mark("Type it like “{usage}”; “{command} --help” shows examples.")


class WordTooMany(NotUnderstood):
    """More words than the command takes."""

    sentence = mark("“{typed}” is one word too many.")
    hint = mark("Put words with spaces in quotation marks and name the options; “{command} --help” shows examples.")


class ValueUnfit(NotUnderstood):
    """A value the command cannot take."""

    sentence = mark("What was typed for {name} is not understood.")
    hint = _SEE


class ValueNotOffered(NotUnderstood):
    """A word that is none of those offered."""

    sentence = mark("What was typed for {name} is not understood.")
    hint = mark("Type one of: {choices}.")


class ReadOnlyDay(NotUnderstood):
    """A day to look back from, given to a command that writes."""

    sentence = mark("“{command}” records or changes something, so it takes no --as-of.")
    hint = mark("Type it without --as-of.")


def refusal_of(error: TyperException, ctx: Context, typed: Sequence[str]) -> Refusal:
    """The house's refusal for the library's complaint about this line."""
    command = ctx.command_path
    if hasattr(error, "possibilities"):
        return _option_unknown(str(getattr(error, "option_name", "")), ctx, typed)
    if hasattr(error, "option_name"):
        option = str(error.option_name)
        kind = FlagWithValue if _is_flag(ctx, option) else OptionWithoutValue
        return kind(option=option, command=command)
    if hasattr(error, "param_type"):
        return ArgumentMissing(name=name_of(getattr(error, "param", None)), usage=usage_of(ctx), command=command)
    if isinstance(error, BadParameter) and error.param is not None:
        return _value_unfit(error.param, command)
    return ValueUnfit(name=_("this command"), command=command)


def command_unknown(typed: str, ctx: Context, names: Iterable[str]) -> Refusal:
    """The refusal for a word that is no command here, with the nearest ones."""
    nearest = get_close_matches(typed.lower(), list(names))
    if not nearest:
        return CommandUnknown(command=ctx.command_path, typed=typed)
    return CommandNearlyKnown(command=ctx.command_path, typed=typed, nearest=_(" or ").join(nearest))


def value_forgotten(ctx: Context, typed: Sequence[str]) -> Refusal | None:
    """The refusal for an option followed by another option where its value should stand."""
    known = {name: param for param in ctx.command.get_params(ctx) for name in (*param.opts, *param.secondary_opts)}
    for word, following in pairwise(typed):
        if word == "--":
            return None
        option = known.get(word) if word.startswith("-") else None
        if isinstance(option, TyperOption) and not option.is_flag and following.startswith("-") and following in known:
            return OptionWithoutValue(option=word, command=ctx.command_path)
    return None


def usage_of(ctx: Context) -> str:
    """The command and the names of what follows it; what may be left out stands in brackets."""
    arguments = [param for param in ctx.command.get_params(ctx) if isinstance(param, TyperArgument)]
    needed = [
        f"{name_of(param)} {param.metavar or ''}".rstrip()
        for param in ctx.command.get_params(ctx)
        if isinstance(param, TyperOption) and param.required
    ]
    return " ".join([ctx.command_path, *map(_slot, arguments), *needed])


def _slot(argument: TyperArgument) -> str:
    name = name_of(argument) + ("..." if argument.nargs != 1 else "")
    return name if argument.required else f"[{name}]"


def _option_unknown(option: str, ctx: Context, typed: Sequence[str]) -> Refusal:
    word = next((word for word in typed if word.startswith(option)), option).split("=")[0]
    params = ctx.command.get_params(ctx)
    if option == "--as-of":
        return ReadOnlyDay(command=ctx.command_path)
    arguments = {param.name for param in params if isinstance(param, TyperArgument)}
    if _NEGATIVE.match(word) and arguments and not arguments & {"amount", "estimate"}:
        return NumberNotUnderstood(typed=word)
    if _NEGATIVE.match(word) and arguments:
        return AmountNotUnderstood(typed=word, why=_("amounts are positive"))
    names = [
        name for param in params if not getattr(param, "hidden", False) for name in param.opts + param.secondary_opts
    ]
    nearest = get_close_matches(word, names)
    if not nearest:
        return OptionUnknown(command=ctx.command_path, typed=word)
    return OptionNearlyKnown(command=ctx.command_path, typed=word, nearest=_(" or ").join(nearest))


def _value_unfit(param: Parameter, command: str) -> Refusal:
    choices: Any = getattr(param.type, "choices", None)
    if choices:
        return ValueNotOffered(name=name_of(param), choices=listed(map(str, choices)))
    return ValueUnfit(name=name_of(param), command=command)


def name_of(param: Parameter | None) -> str:
    if param is None:
        return _("Something")
    if isinstance(param, TyperArgument):
        return param.metavar or (param.name or "").upper()
    return max(param.opts, key=len)


def _is_flag(ctx: Context, option: str) -> bool:
    return any(
        option in (*param.opts, *param.secondary_opts) and getattr(param, "is_flag", False)
        for param in ctx.command.get_params(ctx)
    )
