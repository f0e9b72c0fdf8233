"""Several sheets as CSV files in one packed folder (.zip); the same sheets give the same bytes."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from huikuan.show.sheets.comma import csv_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from huikuan.show.sheets.sheet import Sheet


def zip_of(sheets: Iterable[Sheet]) -> bytes:
    """The whole file."""
    paper = io.BytesIO()
    with zipfile.ZipFile(paper, "w") as folder:
        for sheet in sheets:
            folder.writestr(zipfile.ZipInfo(f"{sheet.name}.csv"), csv_of(sheet), zipfile.ZIP_DEFLATED)
    return paper.getvalue()
