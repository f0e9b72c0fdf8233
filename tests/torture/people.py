"""People who type into a book at the same time: each a process of its own, forked from one that has all commands ready.

What a person's line came to is told through a pipe, as a line of JSON, once the command has ended: an entry so told is
acknowledged. Whoever is killed has told all that was acknowledged.
"""

from __future__ import annotations

import json
import os
import signal
import traceback
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Person(NamedTuple):
    """A process and what it tells."""

    pid: int
    pipe: int

    def kill(self) -> None:
        os.kill(self.pid, signal.SIGKILL)

    def told(self) -> tuple[list[Any], int]:
        """Everything it told until its end, and how it ended: an exit code, or the signal as a negative number."""
        with os.fdopen(self.pipe, "rb") as pipe:
            lines = pipe.read().split(b"\n")
        _, status = os.waitpid(self.pid, 0)
        return [json.loads(line) for line in lines[:-1]], os.waitstatus_to_exitcode(status)


def start(act: Callable[[], Iterator[Any]]) -> Person:
    """A process that acts, and tells each thing the act yields."""
    heard, said = os.pipe()
    child = os.fork()
    if not child:
        _live(act, said)
    os.close(said)
    return Person(child, heard)


def _live(act: Callable[[], Iterator[Any]], said: int) -> NoReturn:
    try:
        for told in act():
            os.write(said, json.dumps(told, ensure_ascii=False).encode() + b"\n")
    except BaseException:  # noqa: BLE001 - nothing of the parent's is run in its child
        os.write(said, json.dumps({"error": traceback.format_exc()}).encode() + b"\n")
        os._exit(1)
    os._exit(0)
