"""Whether a book is sound: the file itself, its references, its journal, and the marks the morning list relies on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from huikuan.store.journal import verify

if TYPE_CHECKING:
    from datetime import date

    from huikuan.store.values import Run

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


_TWICE = (
    "SELECT COUNT(*) FROM (SELECT r.id FROM receipt r LEFT JOIN reversal v ON v.receipt_id = r.id "
    "JOIN promise p ON p.customer_id = r.customer_id AND p.made_on <= r.on_day AND p.ended_on IS NULL "
    "JOIN instalment i ON i.promise_id = p.id AND i.settled_on IS NULL AND i.window_end >= :today "
    "WHERE v.id IS NULL AND r.amount > COALESCE((SELECT SUM(a.amount) FROM allocation a WHERE a.receipt_id = r.id), 0) "
    "GROUP BY r.id) x"
)
"""Money that pays no promise although one it may pay still waits: it would be received and promised at once."""
_DEBT_MARKS = (
    "SELECT COUNT(*) FROM invoice i WHERE i.kind = 'invoice' AND (i.settled_on IS NULL) <> "
    "(i.amount > COALESCE((SELECT SUM(s.amount) FROM settlement s "
    "LEFT JOIN reversal v ON v.receipt_id = s.receipt_id WHERE s.invoice_id = i.id AND v.id IS NULL), 0))"
)
_USE_MARKS = (
    "SELECT COUNT(*) FROM (SELECT r.id FROM receipt r JOIN settlement s ON s.receipt_id = r.id "
    "GROUP BY r.id, r.amount, r.used_on HAVING SUM(s.amount) >= r.amount AND r.used_on IS NULL) x"
)
_OVERSETTLED = (
    "SELECT COUNT(*) FROM (SELECT r.id FROM receipt r JOIN settlement s ON s.receipt_id = r.id "
    "GROUP BY r.id, r.amount HAVING SUM(s.amount) > r.amount UNION ALL "
    "SELECT n.id FROM invoice n JOIN settlement s ON s.credit_id = n.id "
    "GROUP BY n.id, n.amount HAVING SUM(s.amount) > n.amount UNION ALL "
    "SELECT i.id FROM invoice i JOIN settlement s ON s.invoice_id = i.id "
    "LEFT JOIN reversal v ON v.receipt_id = s.receipt_id WHERE v.id IS NULL "
    "GROUP BY i.id, i.amount HAVING SUM(s.amount) > i.amount OR SUM(s.amount) < 0) x"
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: its name, and whether it is as it should be."""

    name: str
    is_sound: bool


def findings(run: Run, today: date, *, is_file: bool) -> list[Finding]:
    """What was looked at in the open book, and how it was found; `today` says which promises still wait."""
    found = []
    if is_file:
        found.append(Finding("file", run("PRAGMA integrity_check", {})[0][0] == "ok"))
        found.append(Finding("references", not run("PRAGMA foreign_key_check", {})))
    found.append(Finding("journal", verify(run) is None))
    twice = run(_TWICE, {"today": today})[0][0]
    return [*found, *marks(run), Finding("cash", twice == 0)]


def marks(run: Run) -> list[Finding]:
    """The marks, and whether nothing is paid or settled with more than there is."""
    looked_for = {
        "marks": _MARKS,
        "allocations": _OVERPAID,
        "instalments": _TOO_MUCH,
        "invoices": _DEBT_MARKS,
        "uses": _USE_MARKS,
        "settlements": _OVERSETTLED,
    }
    return [Finding(name, run(sql, {})[0][0] == 0) for name, sql in looked_for.items()]


def counts(run: Run) -> dict[str, int]:
    """How many records of each kind the book holds."""
    tables = ("customer", "invoice", "promise", "receipt", "measure", "journal")
    return {name: int(run(f"SELECT COUNT(*) FROM {name}", {})[0][0]) for name in tables}
