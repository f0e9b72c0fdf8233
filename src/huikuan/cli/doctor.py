"""huikuan doctor: where the book and the settings are, which calendar is known, and whether the book is sound."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from huikuan import __version__
from huikuan.cli import output, session
from huikuan.cli.frame import examples
from huikuan.cli.language import settings_file
from huikuan.errors import BookUnsound
from huikuan.text import _, language, listed, shown

app = typer.Typer()


@app.command("doctor", epilog=examples("huikuan doctor", "huikuan doctor --upgrade"))
def doctor(
    upgrade: Annotated[
        bool, typer.Option("--upgrade", help=_("Bring an older book up to date; of a file a copy is kept."))
    ] = False,
) -> None:
    is_done, copy = session.upgrade() if upgrade else (False, None)
    found = _found() | {"upgraded": is_done, "copy": str(copy) if copy else None}
    output.emit(lambda: found, lambda _width: _lines(found))
    broken = [name for name, is_sound in found["sound"].items() if not is_sound]
    if broken:
        raise BookUnsound(what=listed(_names()[name] for name in broken))


def _found() -> dict[str, Any]:
    meant, calendar = session.place(), session.calendar()
    there = meant.path is None or meant.path.exists()
    document: dict[str, Any] = {
        "version": __version__,
        "book": str(meant.path) if meant.path else "server",
        "exists": there,
        "settings": str(settings_file()),
        "settings_exist": settings_file().exists(),
        "language": language(),
        "calendar_until": max(calendar.known_years, default=None),
        "today": session.today().isoformat(),
        "records": {},
        "sound": {},
    }
    if there:
        from huikuan.store import soundness

        with session.running() as run:
            if not run("SELECT 1", {}):  # a server without tables answers nothing
                return document | {"exists": False}
            document["records"] = soundness.counts(run)
            found = soundness.findings(run, session.today(), is_file=meant.path is not None)
            document["sound"] = {finding.name: finding.is_sound for finding in found}
    return document


def _lines(found: dict[str, Any]) -> list[str]:
    records = found["records"]
    book = _("a server") if found["book"] == "server" else shown(found["book"])
    lines = [
        _("huikuan {version}, today {today}", version=found["version"], today=session.today()),
        _("Book: {book}", book=book) + ("" if found["exists"] else _(" (not there yet; the first entry makes it)")),
        _("Settings: {file}", file=shown(found["settings"]))
        + ("" if found["settings_exist"] else _(" (none, not needed)")),
        _(
            "Working days known until the end of {year}; later years count Monday to Friday",
            year=found["calendar_until"],
        ),
    ]
    if records:
        lines.append(
            _(
                "Records: customers {customer}, invoices {invoice}, promises {promise}, receipts {receipt},"
                " measures {measure}, journal {journal}",
                **records,
            )
        )
    lines += [f"  {'ok' if is_sound else '!!'}  {_names()[name]}" for name, is_sound in found["sound"].items()]
    if found["copy"]:
        lines.append(_("Brought up to date; the book as it was: {copy}", copy=shown(found["copy"])))
    elif found["upgraded"]:
        lines.append(_("The shared book was brought up to date."))
    return lines


def _names() -> dict[str, str]:
    return {
        "file": _("file whole"),
        "references": _("references whole"),
        "journal": _("journal unbroken"),
        "marks": _("promises marked rightly"),
        "allocations": _("receipts allocated rightly"),
        "instalments": _("no instalment overpaid"),
        "invoices": _("invoices marked rightly"),
        "uses": _("money marked rightly as used"),
        "settlements": _("nothing settles more than it is worth"),
        "cash": _("no money both received and promised"),
    }
