"""A sitting of the guide as JSON: amounts are decimal strings in yuan, days ISO, keys English, absent is null."""

from __future__ import annotations

from typing import TYPE_CHECKING

from huikuan.show.wire.reports import all_totals, plan_row
from huikuan.show.wire.values import Document, iso

if TYPE_CHECKING:
    from huikuan.domain.guide import Sitting


def sitting(report: Sitting) -> Document:
    """`left` are the customers not gone through yet, `open` the rows with money uncovered."""
    return {
        "month": str(report.plan.month),
        "as_of": iso(report.plan.as_of),
        "gone_through": [who.code for who in report.gone],
        "recorded": report.counts,
        "left": report.left,
        "totals": all_totals(report.plan),
        "open": [plan_row(report.plan, line) for line in report.plan.rows if line.sums.uncovered],
    }
