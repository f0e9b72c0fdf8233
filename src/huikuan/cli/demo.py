"""huikuan demo: copies the sample book to a throw-away place and shows the three daily commands on it."""

from __future__ import annotations

import os
import shlex
import shutil
import tempfile
from datetime import date
from pathlib import Path

import typer

from huikuan.cli import output
from huikuan.cli.context import context
from huikuan.cli.frame import examples
from huikuan.errors import SampleMissing
from huikuan.text import _, shown

app = typer.Typer()
SAMPLE_DAY = date(2026, 12, 10)
_PACKAGE = Path(__file__).parents[1]
_PLACES = (_PACKAGE / "examples" / "book.db", _PACKAGE.parents[1] / "examples" / "book.db")
_CUSTOMER, _FIRST = "HL", 6


@app.command("demo", epilog=examples("huikuan demo", "huikuan demo --json"))
def demo() -> None:
    book = _copied()
    context().db, context().today = book, SAMPLE_DAY
    if context().json:
        output.emit(lambda: {"book": str(book), "today": SAMPLE_DAY.isoformat()}, lambda _width: ())
        return
    from huikuan.cli import followup, gap, plan

    _say(_("A sample book: 30 customers, four months, today is {day}.", day=SAMPLE_DAY))
    _say("\n$ huikuan plan\n")
    plan.plan()
    _say(f"\n$ huikuan gap {_CUSTOMER}\n")
    gap.gap(_CUSTOMER)
    _say(f"\n$ huikuan followup --limit {_FIRST}\n")
    followup.followup(limit=_FIRST)
    _say(_("\nIt is yours to try, nothing in it is real:"))
    _say(f"  {shown(setting(shell_at_hand(), str(book), SAMPLE_DAY.isoformat()))}")


def shell_at_hand() -> str:
    """The name of the shell this was typed into; that of the system where it cannot be told."""
    from shellingham import ShellDetectionFailure, detect_shell

    try:
        return str(detect_shell()[0])
    except (ShellDetectionFailure, OSError, RuntimeError):
        return "powershell" if os.name == "nt" else "sh"


def setting(shell: str, book: str, today: str) -> str:
    """The line that lets this shell go on with the copy; a path is quoted as the shell reads it."""
    plain = book.replace("'", "''")
    lines = {
        "powershell": f"$env:HUIKUAN_DB = '{plain}'; $env:HUIKUAN_TODAY = '{today}'",
        "cmd": f'set "HUIKUAN_DB={book}" & set "HUIKUAN_TODAY={today}"',
        "fish": f"set -x HUIKUAN_DB {shlex.quote(book)}; set -x HUIKUAN_TODAY {today}",
        "csh": f"setenv HUIKUAN_DB {shlex.quote(book)}; setenv HUIKUAN_TODAY {today}",
    }
    known = {"pwsh": "powershell", "tcsh": "csh"}.get(shell, shell)
    return lines.get(known, f"export HUIKUAN_DB={shlex.quote(book)} HUIKUAN_TODAY={today}")


def _say(line: str) -> None:
    output.say(f"{line}\n")


def _copied() -> Path:
    sample = next((place for place in _PLACES if place.is_file()), None)
    if sample is None:
        raise SampleMissing
    book = Path(tempfile.mkdtemp(prefix="huikuan-demo-")) / "book.db"
    shutil.copyfile(sample, book)
    book.chmod(0o600)
    return book
