"""A sitting of the guide as JSON: amounts are decimal strings in yuan, days ISO, keys English, absent is null."""

from __future__ import annotations

from typing import TYPE_CHECKING

from huikuan.show.wire.records import Document, iso
from huikuan.show.wire.reports import plan

if TYPE_CHECKING:
    from huikuan.domain.guide import Sitting


def sitting(report: Sitting) -> Document:
    """`left`: not gone through yet; totals and rows are those of the plan, `open` the rows with money uncovered."""
    whole = plan(report.plan)
    return {
        "month": str(report.plan.month),
        "as_of": iso(report.plan.as_of),
        "gone_through": [who.code for who in report.gone],
        "recorded": report.counts,
        "left": report.left,
        "totals": whole["totals"],
        "open": [line for line in whole["customers"] if "uncovered" in line["flags"]],
    }
