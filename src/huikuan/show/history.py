"""What was recorded, entry by entry, and what an undo took back."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from huikuan.show.report import Report, record_list
from huikuan.show.table import Column, Columns
from huikuan.show.wire.values import Document, iso
from huikuan.text import _, listed, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from huikuan.domain.journal import Batch, Undone


def history_report(entries: Sequence[Batch], as_of: date) -> Report:
    """The entries, newest first."""

    def document() -> Document:
        return {"history": [entry_record(entry) for entry in entries]}

    nothing = _("Nothing has been recorded yet.")
    return replace(record_list("history", _("History"), as_of, _columns(), entries, nothing, 1), document=document)


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


def entry_record(entry: Batch) -> Document:
    """One entry as JSON, with each row before and after."""
    return {
        "id": entry.number,
        "at": entry.at,
        "date": iso(entry.on),
        "command": entry.command,
        "undoes": entry.undoes,
        "undone_by": entry.undone_by,
        "rows": [
            {"table": table, "id": row_id, "before": before, "after": after}
            for table, row_id, before, after in entry.rows
        ],
    }


def _columns() -> Columns[Batch]:
    every: list[Column[Batch]] = [
        Column("id", _("No."), lambda entry: entry.number, align="right"),
        Column("at", _("Recorded"), lambda entry: _local(entry.at), first_to_go=1),
        Column("date", _("Day"), lambda entry: entry.on.isoformat(), first_to_go=2),
        Column("command", _("Typed"), lambda entry: entry.command, shrinks=True),
        Column("undone", _("Undone"), _undone),
    ]
    keys = "id at date command undone"
    return Columns(every, screen=keys, file=keys)


def _local(at: str) -> str:
    return datetime.fromisoformat(at).astimezone().strftime("%Y-%m-%d %H:%M")


def _undone(entry: Batch) -> str | None:
    notes = []
    if entry.undoes is not None:
        notes.append(_("undoes {number}", number=entry.undoes))
    if entry.undone_by is not None:
        notes.append(_("by {number}", number=entry.undone_by))
    return listed(notes) or None
