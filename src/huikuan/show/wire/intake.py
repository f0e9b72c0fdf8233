"""What a file would change, or changed, as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from huikuan.show.wire.values import Document, yuan

if TYPE_CHECKING:
    from huikuan.domain.intake import Count, Intake


def intake(report: Intake, file: str) -> Document:
    """Every line of the file is counted in new, same, changed or refused."""
    counted = {
        "read": report.read,
        "new": report.new,
        "same": report.same,
        "changed": report.changed,
        "refused": report.refused_count,
    }
    return {
        "file": file,
        "as": str(report.file.kind),
        "sheet": report.file.sheet,
        "applied": report.is_applied,
        "mapping": [{"field": m.field, "heading": m.heading, "column": m.column} for m in report.file.matched],
        "unused": list(report.file.unused),
        "rows": {name: count.lines for name, count in counted.items()}
        | {"blank": report.file.blank, "totals": report.file.totals},
        "amounts": {name: yuan(count.amount) for name, count in counted.items()},
        "customers_new": [{"code": c.code, "name": c.name, "owner": c.owner, "like": c.like} for c in report.customers],
        "also": {what: _counted(count) for what, count in report.also.items()},
        "due_unknown": report.due_unknown,
        "still_open": yuan(report.still_open),
        "missing": _counted(report.missing) | {"settled": report.settles_missing},
        "changes": [
            {"line": c.line, "customer": c.customer, "what": c.what, "was": c.was, "becomes": c.becomes}
            for c in report.changes
        ],
        "refused": [
            {"line": r.line, "column": r.column, "value": r.value, "reason": r.why, "amount": yuan(r.amount)}
            for r in report.refused
        ],
    }


def _counted(count: Count) -> Document:
    return {"rows": count.lines, "amount": yuan(count.amount)}
