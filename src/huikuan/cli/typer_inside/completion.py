"""Typer's completion: what a shell sends and is answered, opened only when a shell asks."""

from __future__ import annotations

from typer import _completion_classes
from typer._click.shell_completion import CompletionItem, add_completion_class
from typer._completion_classes import BashComplete, PowerShellComplete, ZshComplete
from typer.completion import shell_complete

__all__ = [
    "BashComplete",
    "CompletionItem",
    "PowerShellComplete",
    "ZshComplete",
    "add_completion_class",
    "begin",
    "shell_complete",
]


def begin() -> None:
    """Completion is ready. Typer cleans a help text by drawing it; ours is plain text already, so that is left out."""
    _completion_classes.completion_init()
    _completion_classes._sanitize_help_text = lambda text: text  # noqa: SLF001 - a test watches that it stays in effect
