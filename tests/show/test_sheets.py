"""Sheets in CSV and Excel: every value in its own kind, and nothing in a text that comes alive."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
import zipfile
from datetime import date
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from huikuan.domain.money import Money
from huikuan.show.sheets.armour import armoured, bare
from huikuan.show.sheets.comma import csv_of
from huikuan.show.sheets.sheet import Chart, Sheet
from huikuan.show.sheets.workbook import xlsx_of
from huikuan.show.table import Column

DAY = date(2026, 12, 10)
ALIVE = ["=cmd|' /C calc'!A0", "+86138", "-5", "@SUM(A1)", "＝1", "＋1", "－1", "＠x", "﹦1", " =1", "\u3000=1", "\n=1", "\t=1", "\rx", "'=1", "' @x"]  # fmt: skip
PLAIN = ["", "华联", "a=b", "3-4", "'", "' x", "it's", "1+1", "#1", "5%", "——", "…=", '"=1"']
TEXTS = [*ALIVE, *PLAIN, "a\nb", 'a"b', "a,b", "_x0041_", "<b>&", "001", "TRUE", "nan", "#N/A", "https://x.example", "{=1}", "😀", "名" * 2000]  # fmt: skip
UNSEEN = ["a\x00b", "a\x1bb", "a\u202eb", "a\u200bb", "a\ud800b", "a\uffffb", "a\x0bb", "a\u2028b"]


def sheet_of(values, heading="Head", **more):
    return Sheet("Page", [Column("cell", heading, lambda line: line, **more)], values)


def rows_of(raw, page="Page"):
    return CalamineWorkbook.from_filelike(io.BytesIO(raw)).get_sheet_by_name(page).to_python(skip_empty_area=False)


def part(raw, name):
    return zipfile.ZipFile(io.BytesIO(raw)).read(name).decode("utf-8")


def parts(raw):
    return zipfile.ZipFile(io.BytesIO(raw)).namelist()


def read_csv(raw):
    return list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")))


class TestArmour:
    @pytest.mark.parametrize("text", ALIVE)
    def test_what_a_spreadsheet_would_run_gets_an_apostrophe(self, text):
        assert armoured(text) == "'" + text

    @pytest.mark.parametrize("text", PLAIN)
    def test_other_text_stays_as_it_is(self, text):
        assert armoured(text) == text == bare(text)

    @given(st.text("='+-@＝ \t\r\na", max_size=6) | st.text())
    def test_the_way_back_gives_what_was_there(self, text):
        assert bare(armoured(text)) == text


class TestCsv:
    def test_it_has_its_mark_and_windows_line_ends(self):
        raw = csv_of(sheet_of(["x"]))
        assert raw == b"\xef\xbb\xbfHead\r\nx\r\n"

    def test_amounts_and_days_are_plain(self):
        assert read_csv(csv_of(sheet_of([Money(123450), Money(-5), DAY, 7, None])))[1:] == [
            ["1234.50"],
            ["-0.05"],
            ["2026-12-10"],
            ["7"],
            [""],
        ]

    @pytest.mark.parametrize("text", [text for text in TEXTS if text and "\t" not in text and "\r" not in text])
    def test_text_comes_back_as_it_was(self, text):
        assert bare(read_csv(csv_of(sheet_of([text])))[1][0]) == text

    @given(st.lists(st.text(st.characters(exclude_categories=()), max_size=8), max_size=4))
    def test_no_cell_begins_a_formula_and_nothing_hides(self, texts):
        for (cell,) in read_csv(csv_of(sheet_of([f"{text}." for text in texts])))[1:]:
            assert not re.match(r"\s*[=+\-@＝＋－＠\t\r]", cell)
            assert not [c for c in cell if c != "\n" and unicodedata.category(c) in {"Cc", "Cf", "Cs", "Co", "Cn"}]


class TestWorkbook:
    def test_every_value_is_of_its_own_kind(self):
        values = [Money(123450), Money(10**15), DAY, 7, "001", None, date(1899, 12, 31)]
        assert [row[0] for row in rows_of(xlsx_of([sheet_of(values)], DAY))[1:]] == [
            1234.5,
            10.0**13,
            DAY,
            7.0,
            "001",
            "",
            "1899-12-31",
        ]

    def test_amounts_and_days_have_their_form(self):
        raw = xlsx_of([sheet_of([Money(1), DAY])], DAY)
        assert re.findall(r'formatCode="([^"]+)"', part(raw, "xl/styles.xml")) == ["#,##0.00", "yyyy-mm-dd"]

    @pytest.mark.parametrize("text", [text for text in TEXTS if text and "\t" not in text and "\r" not in text])
    def test_text_stays_text(self, text):
        raw = xlsx_of([sheet_of([text])], DAY)
        assert rows_of(raw)[1] == [text]
        page = part(raw, "xl/worksheets/sheet1.xml")
        assert "<f>" not in page
        assert "hyperlink" not in page

    @pytest.mark.parametrize("text", UNSEEN)
    def test_what_cannot_be_seen_is_shown_by_its_number_and_the_file_stays_whole(self, text):
        raw = xlsx_of([sheet_of([text])], DAY)
        for name in parts(raw):
            ET.fromstring(part(raw, name))
        assert re.fullmatch(r"a\\[xu][0-9a-f]+b", rows_of(raw)[1][0])

    def test_the_headings_stay_in_sight_and_filter(self):
        page = part(xlsx_of([sheet_of(["x", "y"])], DAY), "xl/worksheets/sheet1.xml")
        assert 'ySplit="1" topLeftCell="A2"' in page
        assert '<autoFilter ref="A1:A3"/>' in page

    def test_a_column_is_as_wide_as_its_text_and_no_wider_than_sixty(self):
        def width(text):
            page = part(xlsx_of([sheet_of([text])], DAY), "xl/worksheets/sheet1.xml")
            return int(float(re.search(r'<col min="1" max="1" width="([\d.]+)"', page)[1]))

        assert (width("x"), width("华联超市"), width("名" * 100)) == (7, 10, 60)

    def test_sums_are_formulas_that_hold_their_result(self):
        raw = xlsx_of([_summed([150, None, 25])], DAY)
        assert rows_of(raw)[-1] == ["Total", 1.75]
        page = part(raw, "xl/worksheets/sheet1.xml")
        assert "<f>SUM(B2:B4)</f><v>1.75</v>" in page
        assert '<autoFilter ref="A1:B4"/>' in page, "sorting leaves the sums where they are"

    def test_csv_has_no_line_of_sums(self):
        assert read_csv(csv_of(_summed([150, 25])))[1:] == [["x", "1.50"], ["x", "0.25"]]

    def test_an_empty_sheet_is_its_headings(self):
        assert rows_of(xlsx_of([_summed([])], DAY)) == [["Name", "Yuan"]]

    def test_what_is_to_be_filled_in_is_shaded_also_where_it_is_empty(self):
        raw = xlsx_of([sheet_of([None], filled="amount")], DAY)
        assert "FFFFF2CC" in part(raw, "xl/styles.xml")
        assert re.search(r'<c r="A2" s="[1-9]\d*"/>', part(raw, "xl/worksheets/sheet1.xml"))

    def test_the_same_report_gives_the_same_bytes(self):
        assert xlsx_of([sheet_of(["x", DAY])], DAY) == xlsx_of([sheet_of(["x", DAY])], DAY)


class TestCharts:
    def test_the_largest_are_drawn_on_a_sheet_of_their_own(self):
        raw = xlsx_of([_drawn([(f"C{n}", n) for n in range(40)])], DAY)
        names = [row[0] for row in rows_of(raw, "Charts")]
        assert names == ["Name", *(f"C{n}" for n in range(39, 24, -1))]
        assert "xl/charts/chart1.xml" in parts(raw)
        assert "drawing" not in part(raw, "xl/worksheets/sheet1.xml")

    def test_they_follow_the_table(self):
        page = part(xlsx_of([_drawn([("A", 1), ("B", 2)])], DAY), "xl/worksheets/sheet2.xml")
        assert "<f>Page!$A$3</f><v>B</v>" in page
        assert "<f>Page!$B$3</f><v>2.0</v>" in page

    @pytest.mark.parametrize("lines", [[], [("A", 0)], [("A", None)]])
    def test_nothing_to_draw_is_no_sheet(self, lines):
        raw = xlsx_of([_drawn(lines)], DAY)
        assert CalamineWorkbook.from_filelike(io.BytesIO(raw)).sheet_names == ["Page"]

    @pytest.mark.parametrize("text", [*ALIVE, *UNSEEN, "<b>&", "nan"])
    def test_a_name_that_means_harm_is_drawn_as_text(self, text):
        raw = xlsx_of([_drawn([(text, 1)])], DAY)
        for name in parts(raw):
            ET.fromstring(part(raw, name))
        formulas = re.findall(r"<(?:c:)?f>([^<]*)</", part(raw, "xl/worksheets/sheet2.xml"))
        assert formulas == ["Page!$A$2", "Page!$B$2"]

    def test_two_charts_stand_below_each_other(self):
        pages = [_drawn([("A", 1)]), _drawn([("B", 2)], name="Other page")]
        raw = xlsx_of(pages, DAY)
        assert {"xl/charts/chart1.xml", "xl/charts/chart2.xml"} <= set(parts(raw))
        assert "<f>'Other page'!$A$2</f>" in part(raw, "xl/worksheets/sheet3.xml")
        first, second = re.findall(r"<xdr:from>.*?<xdr:row>(\d+)</xdr:row>", part(raw, "xl/drawings/drawing1.xml"))
        assert int(second) > int(first) + 2


def _summed(amounts):
    columns = [
        Column("name", "Name", lambda _line: "x"),
        Column("yuan", "Yuan", lambda fen: None if fen is None else Money(fen), adds_up=True),
    ]
    return Sheet("Page", columns, amounts)


def _drawn(lines, name="Page"):
    columns = [
        Column("name", "Name", lambda line: line[0]),
        Column("yuan", "Yuan", lambda line: None if line[1] is None else Money(line[1] * 100)),
    ]
    return Sheet(name, columns, lines, Chart("Title", "name", ("yuan",)))
