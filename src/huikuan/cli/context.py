"""One run of the program: what was typed, what holds for every command of it, and how far it has come.

It is made at the start and is the run's own: two runs, be it in one process, know nothing of each other.
"""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date
    from pathlib import Path

Of = TypeVar("Of")


@dataclass
class Context:
    """The options common to all commands as typed on this line, before or after the command's name."""

    typed: tuple[str, ...] = ()
    db: Path | None = None
    json: bool = False
    as_of: str | None = None
    today: date | None = None
    """The business day, where it is not that of the environment or the clock."""
    is_stored: bool = False
    """What was asked is in the book: from here on this run never ends as a failure."""
    is_cause_named: bool = False
    """It was said once why stdout cannot carry the text."""
    lines_read: int = 0
    """Lines of answers read in this sitting."""
    _known: dict[str, Any] = field(default_factory=dict)

    def once(self, name: str, find: Callable[[], Of]) -> Of:
        """What is found the first time it is asked for holds for the whole run."""
        if name not in self._known:
            self._known[name] = find()
        found: Of = self._known[name]
        return found


_run: ContextVar[Context] = ContextVar("run")


def begin(typed: Sequence[str] = ()) -> Context:
    """A new run."""
    begun = Context(tuple(typed))
    _run.set(begun)
    return begun


def context() -> Context:
    """The present run."""
    return _run.get(None) or begin()
