"""A bar for work that takes long: shown on a terminal beside the result, nothing in a pipe."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from huikuan.cli import streams

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@contextmanager
def stages(*names: str) -> Iterator[Callable[[int], None]]:
    """Calling what this gives with 0, 1, … says which of the stages has begun."""
    if not streams.is_terminal(sys.stderr):
        yield lambda _stage: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(names[0], total=len(names))
        yield lambda stage: bar.update(task, description=names[stage], completed=stage)
