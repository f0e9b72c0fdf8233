"""A bar for work that takes long: shown on a terminal beside the result, nothing in a pipe."""

from __future__ import annotations

import sys
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from huikuan.cli import streams

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rich.progress import Progress

_WORTH_A_BAR = 20_000
"""Records, or pages of a file."""


@contextmanager
def stages(*names: str) -> Iterator[Callable[[int], None]]:
    """Calling what this gives with 0, 1, … says which of the stages has begun."""
    if not streams.is_terminal(sys.stderr):
        yield lambda _stage: None
        return
    with _bar() as bar:
        task = bar.add_task(names[0], total=len(names))
        yield lambda stage: bar.update(task, description=names[stage], completed=stage)


@contextmanager
def measured(name: str) -> Iterator[Callable[[int, int], None]]:
    """Calling what this gives says how much of how much is behind; little is done before a bar could be read."""
    if not streams.is_terminal(sys.stderr):
        yield lambda _behind, _all: None
        return
    with ExitStack() as shown:
        bars: list[Progress] = []

        def told(behind: int, every: int) -> None:
            if not bars and every - behind < _WORTH_A_BAR:
                return
            if not bars:
                bars.append(shown.enter_context(_bar()))
                bars[0].add_task(name, total=every)
            bars[0].update(bars[0].task_ids[0], completed=behind, total=every)

        yield told


def _bar() -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    return Progress(*columns, console=Console(stderr=True), transient=True)
