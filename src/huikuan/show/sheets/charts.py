"""The bars a manager looks at, on a sheet of their own: the largest customers, the very largest on top.

What is drawn stands beside the bars and points to the table it comes from: change it there and the bars follow.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from huikuan.show.sheets.cells import AMOUNT, Looks, same_cell
from huikuan.text import _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from huikuan.show.sheets.sheet import Chart, Sheet

    Cells = list[list[Any]]

_NAME_WIDTH, _AMOUNT_WIDTH = 24, 16
_WIDTH, _HEIGHT_OF_FRAME, _HEIGHT_OF_BAR = 760, 130, 12
_ROWS_OF_FRAME, _PIXELS_OF_ROW = 4, 20


def draw(book: Any, laid: Iterable[tuple[Sheet, Cells]], looks: Looks) -> None:
    """A sheet with the charts of all the sheets that have something to draw; none where there is nothing."""
    wanted = [(sheet, sheet.chart, cells) for sheet, cells in laid if sheet.chart]
    drawable = [(sheet, chart, cells, _largest(sheet, chart, cells)) for sheet, chart, cells in wanted]
    page, row = None, 0
    for sheet, chart, cells, largest in drawable:
        if largest:
            page = page or _page(book)
            _table(page, row, sheet, chart, cells, largest, looks)
            row += _bars(book, page, row, chart, len(largest))


def _page(book: Any) -> Any:
    page = book.add_worksheet(_("Charts"))
    page.set_column(0, 0, _NAME_WIDTH)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    return page


def _largest(sheet: Sheet, chart: Chart, cells: Cells) -> list[int]:
    """The numbers of the lines to draw, the largest first."""
    places = [sheet.place(key) for key in chart.bars]

    def size(number: int) -> tuple[int, ...]:
        sizes = tuple(amount.fen if (amount := cells[number][place]) else 0 for place in places)
        return (sum(sizes), *sizes) if chart.is_stacked else sizes

    some = [number for number in range(len(cells)) if any(size(number))]
    return sorted(some, key=size, reverse=True)[: chart.most]


def _table(page: Any, top: int, sheet: Sheet, chart: Chart, cells: Cells, largest: list[int], looks: Looks) -> None:
    """What is drawn, each cell pointing to its own in the table."""
    from xlsxwriter.utility import quote_sheetname, xl_rowcol_to_cell  # type: ignore[import-untyped]

    page.set_column(1, len(chart.bars), _AMOUNT_WIDTH)
    for place, key in enumerate((chart.names, *chart.bars)):
        source = sheet.place(key)
        page.write_string(top, place, sheet.headings[source], looks.heading(is_filled=False))
        for row, number in enumerate(largest, top + 1):
            value = cells[number][source]
            cell = xl_rowcol_to_cell(number + 1, source, row_abs=True, col_abs=True)
            where = f"{quote_sheetname(sheet.name)}!{cell}"
            same_cell(page, row, place, value, looks.cell(value, "", wraps=False), where)


def _bars(book: Any, page: Any, top: int, chart: Chart, count: int) -> int:
    """Draw the table that begins at this row beside it; how many rows both take."""
    bars = book.add_chart({"type": "bar", "subtype": "stacked"} if chart.is_stacked else {"type": "bar"})
    name = page.get_name()
    for place in range(1, len(chart.bars) + 1):
        bars.add_series(
            {
                "name": [name, top, place],
                "categories": [name, top + 1, 0, top + count, 0],
                "values": [name, top + 1, place, top + count, place],
            }
        )
    height = _HEIGHT_OF_FRAME + _HEIGHT_OF_BAR * count * (2 if chart.is_stacked else len(chart.bars) + 1)
    bars.set_title({"name": chart.title})
    bars.set_y_axis({"reverse": True})
    bars.set_x_axis({"num_format": AMOUNT.removesuffix(".00"), "label_position": "high"})
    bars.set_legend({"none": True} if len(chart.bars) == 1 else {"position": "bottom"})
    bars.set_size({"width": _WIDTH, "height": height})
    page.insert_chart(top, len(chart.bars) + 2, bars)
    return max(count, height // _PIXELS_OF_ROW) + _ROWS_OF_FRAME
