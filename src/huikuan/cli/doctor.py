"""huikuan doctor: where the book and the settings are, which calendar is known, and whether the book is sound."""

from __future__ import annotations

import re
from typing import Annotated, Any

import typer

from huikuan import __version__
from huikuan.cli import output, session
from huikuan.cli.frame import examples
from huikuan.cli.language import settings_file
from huikuan.cli.params import word_option
from huikuan.cli.progress import measured
from huikuan.domain.soundness import Chain, Examination, Fault
from huikuan.errors import BookUnsound, HeadNotUnderstood
from huikuan.show import doctor as shown_as
from huikuan.text import _, language, shown

app = typer.Typer()
_HEAD = re.compile(r"[0-9a-f]{12,64}")


def head(typed: str) -> str:
    """The head of a journal, or the beginning of one."""
    known = typed.strip().lower()
    if not _HEAD.fullmatch(known):
        raise HeadNotUnderstood(typed=typed)
    return known


@app.command("doctor", epilog=examples("huikuan doctor", "huikuan doctor --upgrade"))
def doctor(
    upgrade: Annotated[
        bool, typer.Option("--upgrade", help=_("Bring an older book up to date; of a file a copy is kept."))
    ] = False,
    known: Annotated[
        str | None,
        word_option("--known", _("Prove that this head, noted earlier, is still in the journal."), _("HEAD"), head),
    ] = None,
) -> None:
    is_done, copy = session.upgrade() if upgrade else (False, None)
    seen = _examined(known)
    found = _where() | {"exists": seen is not None, "upgraded": is_done, "copy": str(copy) if copy else None}
    seen = seen or _nothing_there(known)
    output.emit(
        lambda: found | shown_as.document(seen, is_known_asked=known is not None), lambda _width: _lines(found, seen)
    )
    if seen.unsound:
        raise BookUnsound(what=shown_as.names_of(seen.unsound))


def _examined(known: str | None) -> Examination | None:
    """The book looked at; None where there is none yet."""
    path = session.place().path
    if path is not None and not path.exists():
        return None
    from huikuan.store import soundness

    with session.running() as run, measured(_("comparing")) as at:
        if not run("SELECT 1", {}):  # a server without tables answers nothing
            return None
        return soundness.examine(run, session.today(), is_file=path is not None, known=known, done=at)


def _nothing_there(known: str | None) -> Examination:
    seen = Examination(chain=Chain())
    if known:
        seen.note(Fault("known", "missing", name=known))
        seen.decide("known")
    return seen


def _where() -> dict[str, Any]:
    meant, calendar = session.place(), session.calendar()
    return {
        "version": __version__,
        "book": str(meant.path) if meant.path else "server",
        "exists": False,
        "settings": str(settings_file()),
        "settings_exist": settings_file().exists(),
        "language": language(),
        "calendar_until": max(calendar.known_years, default=None),
        "today": session.today().isoformat(),
    }


def _lines(found: dict[str, Any], seen: Examination) -> list[str]:
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
    if seen.records:
        lines.append(
            _(
                "Records: customers {customer}, invoices {invoice}, promises {promise}, receipts {receipt},"
                " measures {measure}, journal {journal}",
                **seen.records,
            )
        )
    lines += shown_as.lines(seen)
    if found["copy"]:
        lines.append(_("Brought up to date; the book as it was: {copy}", copy=shown(found["copy"])))
    elif found["upgraded"]:
        lines.append(_("The shared book was brought up to date."))
    return lines
