"""A shell for tests: the real command line, inside this process (fast) or as a process of its own (real).

shell = Shell(tmp_path, today="2026-12-10")
code, out, err = shell.run("promise add 华联 10万 周五")
"""

from __future__ import annotations

import io
import os
import shlex
import subprocess
import sys
from contextlib import contextmanager, nullcontext
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from unittest.mock import patch

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

SRC = Path(__file__).resolve().parent.parent / "src"


class Said(NamedTuple):
    """What a run left: its exit code, its result, its talk."""

    code: int
    out: str
    err: str


class Shell:
    """One person at one book."""

    def __init__(self, folder: Path, *, today: str = "2026-12-01", lang: str = "zh", **more: str) -> None:
        self.book = folder / "book.db"
        self.env = {"HUIKUAN_DB": str(self.book), "HUIKUAN_TODAY": today, "HUIKUAN_LANG": lang, **more}

    def run(self, line: str | Sequence[str], stdin: str = "", *, watched: bool = False, **env: str) -> Said:
        """Type one line, inside this process; `stdin` are the lines a script answers questions with, or a person who
        sits at the keyboard: their questions are talk here too, and a key may be given as a word.
        """
        from huikuan.cli import app, start

        if "_opened_anew" not in vars(app):
            app._opened_anew, app.opened = app.opened, _opened_once  # type: ignore[attr-defined]
        with _as_if(self.env | env, stdin) as (out, err), _watched() if watched else nullcontext():
            code = start.run(_split(line))
        return Said(code, _text(out), _text(err))

    def real(self, line: str | Sequence[str], *, stdin: str = "", **env: str) -> Said:
        """Type one line in a process of its own."""
        done = subprocess.run(
            self.argv(line), env=self.environment(**env), input=stdin.encode(), capture_output=True, check=False
        )
        return Said(done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace"))

    def argv(self, line: str | Sequence[str]) -> list[str]:
        """The command of such a process, for tests that plumb its streams themselves."""
        return [sys.executable, "-m", "huikuan", *_split(line)]

    def environment(self, **env: str) -> dict[str, str]:
        """The environment of such a process; a test's own modules beside it can be imported."""
        path = os.pathsep.join([str(SRC), *filter(None, [env.pop("PYTHONPATH", "")])])
        return dict(os.environ) | {"PYTHONPATH": path, "PYTHONIOENCODING": "utf-8"} | self.env | env


@contextmanager
def _as_if(env: Mapping[str, str], stdin: str) -> Iterator[tuple[io.TextIOWrapper, io.TextIOWrapper]]:
    streams = sys.stdin, sys.stdout, sys.stderr
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\n") for _ in range(2))
    _forget_other_language(env.get("HUIKUAN_LANG", ""))
    before = {**os.environ}
    _surround_with({**before, **env})
    sys.stdin, sys.stdout, sys.stderr = io.StringIO(stdin), out, err
    try:
        yield out, err
    finally:
        sys.stdin, sys.stdout, sys.stderr = streams
        _surround_with(before)


def _surround_with(env: Mapping[str, str]) -> None:
    """The environment is this one; what is so already is not set again, which would take as long as many a line."""
    now = {**os.environ}
    for name in now.keys() - env.keys():
        del os.environ[name]
    os.environ.update({name: word for name, word in env.items() if now.get(name) != word})


@contextmanager
def _watched() -> Iterator[None]:
    """A person reads the screen and types; a document leaves the screen alone."""
    from huikuan.cli import asking
    from huikuan.cli.context import context

    with (
        patch.object(asking, "is_watched", lambda: not context().json),
        patch.object(asking, "_edited", asking._read),
        patch.object(asking, "_pressed", asking._read),
    ):
        yield


FRAME = {
    "app",
    "context",
    "candidates",
    "complete",
    "endings",
    "frame",
    "language",
    "mistyped",
    "output",
    "page",
    "session",
    "shells",
    "start",
    "streams",
}
_spoken = [""]


def _forget_other_language(lang: str) -> None:
    """Help texts are put into words when a command's module is opened; another language needs them opened anew."""
    if lang == _spoken[0]:
        return
    for name in [name for name in sys.modules if name.startswith("huikuan.cli.")]:
        if name.removeprefix("huikuan.cli.") not in FRAME:
            del sys.modules[name]
            vars(sys.modules["huikuan.cli"]).pop(name.removeprefix("huikuan.cli."), None)
    _spoken[0] = lang


def _opened_once(name: str, word: Any) -> Any:
    """The command of a word, built once for each module: building it anew for every line takes longer than the line."""
    from huikuan.text import language

    module = import_module(word.module)
    key = (name, word, id(module), language())
    if key not in _built:
        _built[key] = (module, _open(name, word))
    return _built[key][1]


_built: dict[Any, Any] = {}


def _open(name: str, word: Any) -> Any:
    from huikuan.cli import app

    return app.__dict__["_opened_anew"](name, word)


def _split(line: str | Sequence[str]) -> list[str]:
    return shlex.split(line) if isinstance(line, str) else list(line)


def _text(stream: io.TextIOWrapper) -> str:
    stream.flush()
    raw = stream.buffer
    assert isinstance(raw, io.BytesIO)
    return raw.getvalue().decode("utf-8")
