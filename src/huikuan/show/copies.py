"""What a backup holds and what restoring one comes to, for a person and as JSON."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from huikuan.show.doctor import names_of
from huikuan.show.line import line
from huikuan.text import _, plural, shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from huikuan.domain.copies import Comparison, Copy, Entry, History
    from huikuan.show.line import Line


def backup(copy: Copy) -> dict[str, Any]:
    """A backup that was made, as JSON."""
    return {
        "file": str(copy.path),
        "sound": True,
        **_history(copy.history),
        "removed": [str(path) for path in copy.pruned],
    }


def backup_lines(copy: Copy) -> Iterator[str]:
    """The same for a person."""
    yield _("Backed up to {file}", file=shown(str(copy.path)))
    yield _("Looked over as `huikuan doctor` does: it is sound.")
    yield _held(copy.history)
    yield from _head_lines(copy.history)
    if copy.pruned:
        yield plural("{count} older backup was taken away.", "{count} older backups were taken away.", len(copy.pruned))


def restoring(file: str, found: Comparison, kept: Path | None, *, is_applied: bool) -> dict[str, Any]:
    """What restoring a copy comes to, or came to, as JSON."""
    return {
        "file": file,
        "sound": not found.unsound,
        "version": found.version,
        "copy": _history(found.copy),
        "today": None if found.today is None else _history(found.today),
        "relation": found.relation,
        "lacks": found.lacks,
        "lacks_last": [_entry(entry) for entry in found.lacks_last],
        "has_more": found.has_more,
        "applied": is_applied,
        "kept": None if kept is None else str(kept),
    }


def restoring_lines(
    file: str, found: Comparison, kept: Path | None, *, is_applied: bool, again: str
) -> Iterator[str | Line]:
    """The same for a person; `again` is the command that restores it."""
    yield _("Copy: {file}", file=shown(file))
    yield _held(found.copy)
    if found.copy.last is not None:
        yield _("Its last entry: {entry}", entry=_said(found.copy.last))
    if found.is_older:
        yield _("It is of an older version, and is brought up to date on the way.")
    yield from _relation(found)
    if is_applied:
        yield _("Restored; the book is as the copy was.")
        if kept is not None:
            yield _("The book as it was before is kept in {file}", file=shown(str(kept)))
    elif found.unsound:
        yield _("It is not sound and will not be restored: {what}.", what=names_of(list(found.unsound)))
    else:
        yield _("Nothing was written yet. To put it in the place of the book, which is kept aside:")
        yield line(f"  → {shown(again)} --apply", "cyan")


def _relation(found: Comparison) -> Iterator[str]:
    relation = found.relation
    if relation == "none":
        yield _("There is no book in its place today, or none that can be read.")
    if relation == "same":
        yield _("It holds the same history as today's book.")
    if relation == "diverged":
        yield _("Its head is not in today's journal: the two histories part after row {row}.", row=found.shared)
    if found.lacks:
        yield plural(
            "It lacks {count} entry of today's book:", "It lacks {count} entries of today's book:", found.lacks
        )
        yield from _entries(found.lacks_last, found.lacks)
    if found.has_more:
        yield plural(
            "It holds {count} entry that today's book does not have.",
            "It holds {count} entries that today's book does not have.",
            found.has_more,
        )


def _entries(entries: Sequence[Entry], count: int) -> Iterator[str]:
    yield from (f"  {_said(entry)}" for entry in entries)
    if left := count - len(entries):
        yield "  " + plural("… and {count} before it", "… and {count} before them", left)


def _said(entry: Entry) -> str:
    at = datetime.fromisoformat(entry.at).astimezone().strftime("%Y-%m-%d %H:%M")
    return _("{number} of {at}: {command}", number=entry.number, at=at, command=shown(entry.command))


def _held(history: History) -> str:
    counts = {"customer": 0, "invoice": 0, "promise": 0, "receipt": 0, "measure": 0, **history.records}
    return _(
        "It holds: entries {entries}, customers {customer}, invoices {invoice}, promises {promise}, receipts {receipt},"
        " measures {measure}.",
        entries=history.entries,
        **counts,
    )


def _head_lines(history: History) -> Iterator[str]:
    if history.head is not None:
        count = history.length
        yield plural("Head of the journal, of {count} row:", "Head of the journal, of {count} rows:", count)
        yield f"  {shown(history.head)}"


def _history(history: History) -> dict[str, Any]:
    return {
        "records": history.records,
        "entries": history.entries,
        "journal_length": history.length,
        "journal_head": history.head,
        "last": None if history.last is None else _entry(history.last),
    }


def _entry(entry: Entry) -> dict[str, Any]:
    return {"id": entry.number, "at": entry.at, "command": entry.command}
