"""A sheet as CSV that Excel opens rightly in any language: UTF-8 with its mark, a comma between, CR LF at the end.

Amounts are plain, 1234.50, and days are 2026-12-10. There is no line of sums, and nothing a spreadsheet would run.
"""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import TYPE_CHECKING, Any

from huikuan.domain.money import Money
from huikuan.show.sheets.armour import armoured
from huikuan.show.sheets.sheet import written

if TYPE_CHECKING:
    from huikuan.show.sheets.sheet import Sheet


def csv_of(sheet: Sheet) -> bytes:
    """The whole file."""
    paper = io.StringIO(newline="")
    writer = csv.writer(paper)
    writer.writerow(sheet.headings)
    writer.writerows([_plain(value) for value in cells] for cells in sheet.cells())
    return paper.getvalue().encode("utf-8-sig")


def _plain(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, Money):
        return value.yuan()
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, int) else armoured(written(value))
