"""What was recorded, entry by entry, and what an undo took back."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from huikuan.show.lists import drawn
from huikuan.show.table import Column
from huikuan.text import _, listed, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from huikuan.domain.journal import Batch, Undone
    from huikuan.show.line import Line


def draw_history(entries: Sequence[Batch], width: int) -> list[Line | str]:
    """The entries as a table, newest first."""
    return drawn(_columns(), entries, width, _("Nothing has been recorded yet."))


def undone_lines(undone: Undone) -> Iterable[str]:
    """What was taken back, what that did to the gap, and how to bring it back."""
    entry = undone.entry
    typed = shown(entry.command)
    yield _("Undone: entry {number} of {day}: {command}", number=entry.number, day=entry.on, command=typed)
    who = shown(undone.customer.name) if undone.customer else _("everyone")
    before, after = undone.before.gap, undone.after.gap
    if before == after:
        yield _("Gap of {month}, {who}: {gap}, unchanged.", month=undone.month, who=who, gap=after)
    else:
        yield _("Gap of {month}, {who}: {before} → {after}.", month=undone.month, who=who, before=before, after=after)
    yield _("To bring it back: huikuan undo {number}", number=entry.undone_by)


def _columns() -> list[Column[Batch]]:
    return [
        Column(_("No."), lambda entry: entry.number, align="right"),
        Column(_("Recorded"), lambda entry: _local(entry.at), first_to_go=1),
        Column(_("Day"), lambda entry: entry.on.isoformat(), first_to_go=2),
        Column(_("Typed"), lambda entry: entry.command, shrinks=True),
        Column(_("Undone"), _undone),
    ]


def _local(at: str) -> str:
    return datetime.fromisoformat(at).astimezone().strftime("%Y-%m-%d %H:%M")


def _undone(entry: Batch) -> str | None:
    notes = []
    if entry.undoes is not None:
        notes.append(_("undoes {number}", number=entry.undoes))
    if entry.undone_by is not None:
        notes.append(_("by {number}", number=entry.undone_by))
    return listed(notes) or None
