"""Completion in the shell: the words after what was typed so far, from the same table and commands.

The library cleans each help text by drawing it; ours is plain text already, so that step is left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from typer import _completion_classes as library
from typer.completion import shell_complete

from huikuan.cli import shells

if TYPE_CHECKING:
    from typer._click.core import Command

VARIABLE = "_HUIKUAN_COMPLETE"


def complete(command: Command, instruction: str) -> int:
    """Answer the shell; the exit code."""
    library.completion_init()
    library._sanitize_help_text = _plain  # noqa: SLF001 - see above; a test watches that it stays in effect
    shells.own()
    return shell_complete(command, {}, "huikuan", VARIABLE, instruction)


def _plain(text: str) -> str:
    return text
