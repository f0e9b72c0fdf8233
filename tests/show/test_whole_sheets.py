"""A workbook that would lose something is not made; a packed folder holds a CSV file for each table."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest

from huikuan.domain.wholebook import MARK, TABLES, WholeBook
from huikuan.errors import NoRoomInWorkbook
from huikuan.show.sheets import workbook
from huikuan.show.sheets.folder import zip_of
from huikuan.show.sheets.sheet import Sheet
from huikuan.show.sheets.whole import whole_sheets
from huikuan.show.sheets.workbook import xlsx_of
from huikuan.show.table import Column

DAY = date(2026, 12, 10)


def sheet_of(values):
    return Sheet("Page", [Column("Head", lambda line: line)], values)


def test_a_text_longer_than_a_cell_is_not_cut_short():
    assert xlsx_of([sheet_of(["x" * 32_767])], DAY)
    with pytest.raises(NoRoomInWorkbook):
        xlsx_of([sheet_of(["x" * 32_768])], DAY)


def test_more_lines_than_a_sheet_has_are_not_left_out(monkeypatch):
    monkeypatch.setattr(workbook, "MOST_LINES", 3)
    assert xlsx_of([sheet_of(["x"] * 3)], DAY)
    with pytest.raises(NoRoomInWorkbook):
        xlsx_of([sheet_of(["x"] * 4)], DAY)


def test_a_folder_has_a_csv_file_for_each_table_and_one_that_says_what_it_is():
    empty = WholeBook({name: [] for name in TABLES})
    with zipfile.ZipFile(io.BytesIO(zip_of(whole_sheets(empty)))) as packed:
        assert packed.namelist() == [f"{name}.csv" for name in (MARK, *TABLES)]
        assert packed.read(f"{MARK}.csv").decode("utf-8-sig") == "huikuan,version\r\n1,4\r\n"
        assert packed.read("allocation.csv").decode("utf-8-sig") == "id,receipt_id,instalment_id,amount,matched_on\r\n"
