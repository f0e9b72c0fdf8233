"""Completion in the shell: the words after what was typed so far, from the same table and commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from huikuan.cli import shells
from huikuan.cli.typer_inside import completion

if TYPE_CHECKING:
    from huikuan.cli.typer_inside.core import Command

VARIABLE = "_HUIKUAN_COMPLETE"


def complete(command: Command, instruction: str) -> int:
    """Answer the shell; the exit code."""
    completion.begin()
    shells.own()
    return completion.shell_complete(command, {}, "huikuan", VARIABLE, instruction)
