"""How a run begins and ends: the language first, then the command, then one sentence and an exit code.

0 done, 1 refused by a rule (or a fault of ours), 2 not understood, 3 not found, 4 storage trouble, 6 a gap uncovered,
130 stopped by hand. Never a traceback, unless HUIKUAN_DEBUG is set. Once something is stored the end is always 0.
"""

from __future__ import annotations

import gc
import os
import re
import signal
import sys
from typing import TYPE_CHECKING

from huikuan import __version__
from huikuan.cli import streams

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any, NoReturn


_ROOM = re.compile(r"[0-9]{1,4}")
"""How wide or high a screen may be said to be; anything else is passed over, here and by every library."""


def main() -> NoReturn:
    """The program `huikuan`. It ends before its garbage would be worth collecting, and leaves it to the system: of the
    CPU time of plan, gap and a write the one saves about 5 %, leaving without tidying up another 10 %.
    """
    gc.disable()
    _on_ctrl_c(signal.default_int_handler, signal.SIG_DFL)
    code = run(sys.argv[1:])
    _on_ctrl_c(signal.default_int_handler, signal.SIG_IGN)
    streams.finish()
    if os.environ.get("HUIKUAN_DEBUG"):
        sys.exit(code)
    os._exit(code)  # everything is written and closed: tidying up memory would only take time


def run(typed: Sequence[str]) -> int:
    """One line, from its words to its exit code."""
    if list(typed) == ["--version"] and _has_said_version():
        return 0
    _prepare()
    from huikuan.cli import endings
    from huikuan.cli.context import begin

    begin(typed)
    try:
        return _obey(typed)
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else int(leaving.code is not None)
    except BaseException as error:  # noqa: BLE001 - the last place where anything can be put into words
        return endings.ended_by(error)


def _has_said_version() -> bool:
    try:
        streams.write(sys.stdout, f"huikuan {__version__}\n")
    except (OSError, ValueError):
        return False
    return True


def _prepare() -> None:
    from huikuan import text
    from huikuan.cli import language

    for stream, otherwise in (
        (sys.stdin, "surrogateescape"),
        (sys.stdout, "backslashreplace"),
        (sys.stderr, "backslashreplace"),
    ):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors=otherwise)
    for name in ("COLUMNS", "LINES"):
        if not _ROOM.fullmatch(os.environ.get(name, "")):
            os.environ.pop(name, None)
    text.use_language(language.chosen(os.environ, language.in_settings))


def _obey(typed: Sequence[str]) -> int:
    from huikuan.cli.app import book

    program = book()
    instruction = os.environ.get("_HUIKUAN_COMPLETE")
    if instruction:
        from huikuan.cli.complete import complete

        return complete(program, instruction)
    _on_ctrl_c(signal.SIG_DFL, signal.default_int_handler)
    with program.make_context("huikuan", list(typed)) as ctx:
        program.invoke(ctx)
    return 0


def _on_ctrl_c(before: Any, after: Any) -> None:
    """Silence while the imports run, a clean stop while the command runs; where it was switched off it stays off."""
    if signal.getsignal(signal.SIGINT) is before:
        signal.signal(signal.SIGINT, after)
