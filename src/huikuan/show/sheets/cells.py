"""How a cell of a workbook is written and looks: amounts with two places, days as 2026-12-10, all else as text."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from huikuan.domain.money import Money, total
from huikuan.errors import NoRoomInWorkbook
from huikuan.show.sheets.sheet import written

if TYPE_CHECKING:
    from collections.abc import Iterable

    from huikuan.show.table import Filled

AMOUNT, DAY = "#,##0.00", "yyyy-mm-dd"
_FIRST_YEAR = 1900
"""A workbook knows no earlier day: one is written as text."""
_SHADE, _HEADING, _HEADING_FILLED = "#FFF2CC", "#D9E2F3", "#FFD966"
_EDGE = "#BFBFBF"


class Looks:
    """The looks of the cells of one workbook, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[str, Any] = {}

    def heading(self, *, is_filled: bool) -> Any:
        shade = _HEADING_FILLED if is_filled else _HEADING
        return self._look(bold=True, bg_color=shade, bottom=1, text_wrap=True, valign="vcenter")

    def cell(self, value: Any, filled: Filled, *, wraps: bool) -> Any:
        kind = filled or ("amount" if isinstance(value, Money) else "day" if is_day(value) else "text")
        look: dict[str, Any] = {"valign": "top"}
        if kind != "text":
            look["num_format"] = AMOUNT if kind == "amount" else DAY
        if filled:
            look |= {"bg_color": _SHADE, "border": 1, "border_color": _EDGE}
        if wraps or (kind == "text" and isinstance(value, str) and "\n" in value):
            look["text_wrap"] = True
        return self._look(**look)

    def total(self) -> Any:
        return self._look(bold=True, top=1, num_format=AMOUNT)

    def alarm(self) -> Any:
        return self._look(font_color="#C00000", bold=True)

    def _look(self, **properties: Any) -> Any:
        key = repr(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(properties)
        return self._made[key]


def is_day(value: Any) -> bool:
    """True for a day that a workbook can hold."""
    return isinstance(value, date) and value.year >= _FIRST_YEAR


def put(page: Any, row: int, place: int, value: Any, look: Any) -> None:
    """The value in its cell, in its own kind."""
    if value is None or value == "":
        page.write_blank(row, place, None, look)
    elif isinstance(value, Money):
        page.write_number(row, place, value.fen / 100, look)
    elif is_day(value):
        page.write_datetime(row, place, value, look)
    elif isinstance(value, int):
        page.write_number(row, place, value, look)
    elif page.write_string(row, place, written(value), look) != 0:
        raise NoRoomInWorkbook


def sum_cell(page: Any, row: int, place: int, above: Iterable[Money | None], look: Any) -> None:
    """The sum of the amounts above, as a formula that holds its result."""
    from xlsxwriter.utility import xl_range  # type: ignore[import-untyped]

    known = total(amount for amount in above if amount is not None)
    page.write_formula(row, place, f"=SUM({xl_range(1, place, row - 1, place)})", look, known.fen / 100)


def same_cell(page: Any, row: int, place: int, value: Any, look: Any, source: str) -> None:
    """What stands in another cell, and goes with it when it is changed there."""
    held = value.fen / 100 if isinstance(value, Money) else 0 if value is None else written(value)
    page.write_formula(row, place, f"={source}", look, held)
