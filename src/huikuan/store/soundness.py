"""Whether a book is sound: the file itself, its references, its journal, and the marks the morning list relies on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from huikuan.store.journal import verify

if TYPE_CHECKING:
    from huikuan.store.reading import Run

_MARKS = (
    "SELECT COUNT(*) FROM instalment i JOIN promise p ON p.id = i.promise_id WHERE (i.settled_on IS NULL) <> "
    "(p.ended_on IS NULL AND i.amount > COALESCE((SELECT SUM(a.amount) FROM allocation a "
    "LEFT JOIN reversal v ON v.receipt_id = a.receipt_id WHERE a.instalment_id = i.id AND v.id IS NULL), 0))"
)
_OVERPAID = (
    "SELECT COUNT(*) FROM (SELECT r.id FROM receipt r JOIN allocation a ON a.receipt_id = r.id "
    "GROUP BY r.id, r.amount HAVING SUM(a.amount) > r.amount) x"
)

_TOO_MUCH = (
    "SELECT COUNT(*) FROM (SELECT i.id FROM instalment i JOIN allocation a ON a.instalment_id = i.id "
    "LEFT JOIN reversal v ON v.receipt_id = a.receipt_id WHERE v.id IS NULL "
    "GROUP BY i.id, i.amount HAVING SUM(a.amount) > i.amount) x"
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: its name, and whether it is as it should be."""

    name: str
    is_sound: bool


def findings(run: Run, *, is_file: bool) -> list[Finding]:
    """What was looked at in the open book, and how it was found."""
    found = []
    if is_file:
        found.append(Finding("file", run("PRAGMA integrity_check", {})[0][0] == "ok"))
        found.append(Finding("references", not run("PRAGMA foreign_key_check", {})))
    found.append(Finding("journal", verify(run) is None))
    found.append(Finding("marks", run(_MARKS, {})[0][0] == 0))
    found.append(Finding("allocations", run(_OVERPAID, {})[0][0] == 0))
    found.append(Finding("instalments", run(_TOO_MUCH, {})[0][0] == 0))
    return found


def counts(run: Run) -> dict[str, int]:
    """How many records of each kind the book holds."""
    tables = ("customer", "promise", "receipt", "measure", "journal")
    return {name: int(run(f"SELECT COUNT(*) FROM {name}", {})[0][0]) for name in tables}
