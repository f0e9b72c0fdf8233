"""Sheets as an Excel workbook: amounts and days are real ones, text is text whatever it begins with.

The headings stay in sight and can be filtered by; what is to be filled in is shaded; sums stand below. What is drawn
stands on a sheet of its own, so that the others can be read back.
"""

from __future__ import annotations

import io
from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from huikuan.domain.money import Money
from huikuan.errors import NoRoomInWorkbook
from huikuan.show.sheets.cells import Looks, put, sum_cell
from huikuan.show.sheets.charts import draw
from huikuan.show.sheets.sheet import written
from huikuan.show.width import places
from huikuan.text import _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from huikuan.show.sheets.sheet import Sheet

MOST_LINES = 1_048_575
_PLAIN_TEXT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_NARROWEST, _WIDEST, _ROOM, _ARROW = 6, 60, 2, 3
_A4 = 9


def xlsx_of(sheets: Sequence[Sheet], as_of: date) -> bytes:
    """The whole file; the same reports of the same day give the same bytes."""
    import xlsxwriter  # type: ignore[import-untyped]

    paper = io.BytesIO()
    book = xlsxwriter.Workbook(paper, {"in_memory": True, **_PLAIN_TEXT})
    book.set_properties({"created": datetime.combine(as_of, time())})
    looks = Looks(book)
    laid = [(sheet, sheet.cells()) for sheet in sheets]
    if any(len(cells) > MOST_LINES for _sheet, cells in laid):
        raise NoRoomInWorkbook
    for sheet, cells in laid:
        _lay(book.add_worksheet(sheet.name), sheet, cells, looks)
    draw(book, laid, looks)
    book.close()
    return paper.getvalue()


def _lay(page: Any, sheet: Sheet, cells: list[list[Any]], looks: Looks) -> None:
    widths = _widths(sheet, cells)
    for place, (column, heading) in enumerate(zip(sheet.columns, sheet.headings, strict=True)):
        page.set_column(place, place, min(widths[place], _WIDEST))
        page.write_string(0, place, heading, looks.heading(is_filled=bool(column.filled)))
        for number, line in enumerate(cells, 1):
            put(page, number, place, line[place], looks.cell(line[place], column.filled, wraps=widths[place] > _WIDEST))
    if cells and any(column.adds_up for column in sheet.columns):
        _add_up(page, sheet, cells, looks)
    _arrange(page, sheet, len(cells), looks)


def _add_up(page: Any, sheet: Sheet, cells: list[list[Any]], looks: Looks) -> None:
    """The line of sums under the others; its first cell says what it is."""
    below = len(cells) + 1
    for place, column in enumerate(sheet.columns):
        page.write_blank(below, place, None, looks.total())
        if column.adds_up:
            sum_cell(page, below, place, [line[place] for line in cells], looks.total())
    page.write_string(below, 0, _("Total"), looks.total())


def _arrange(page: Any, sheet: Sheet, count: int, looks: Looks) -> None:
    """How the page behaves on the screen and on paper."""
    page.freeze_panes(1, sheet.frozen)
    page.autofilter(0, 0, count, len(sheet.columns) - 1)
    page.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
    page.set_landscape()
    page.set_paper(_A4)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    rule = {"type": "cell", "criteria": ">", "value": 0, "format": looks.alarm()}
    for place, column in enumerate(sheet.columns):
        if count and column.alarm:
            page.conditional_format(1, place, count, place, rule)


def _widths(sheet: Sheet, cells: list[list[Any]]) -> list[int]:
    """The width each column needs; a Chinese character takes two places."""
    needed = [
        max([_ARROW + places(heading), *(_ROOM + _width(line[place]) for line in cells)])
        for place, heading in enumerate(sheet.headings)
    ]
    return [max(width, _NARROWEST) for width in needed]


def _width(value: Any) -> int:
    if value is None:
        return 0
    text = str(value) if isinstance(value, Money) else written(value)
    return max(places(line) for line in text.split("\n"))
