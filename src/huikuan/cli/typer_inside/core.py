"""Typer's own classes of commands and parameters, and how a command is made of a function."""

from __future__ import annotations

from typer._click.core import Command, Context, Parameter
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption
from typer.main import get_command_from_info, get_group, get_install_completion_arguments

__all__ = [
    "Command",
    "Context",
    "Parameter",
    "TyperArgument",
    "TyperCommand",
    "TyperGroup",
    "TyperOption",
    "get_command_from_info",
    "get_group",
    "get_install_completion_arguments",
]
