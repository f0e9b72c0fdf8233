"""What a file is shows in its bytes; one that cannot be read, or means harm, is refused with one sentence."""

from __future__ import annotations

import contextlib
import io
import os
import resource
import struct
import sys
import zipfile
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from written import (
    INVOICES,
    LINE,
    TODAY,
    _record,
    crafted,
    old_folder,
    old_workbook,
    read_invoices,
    row,
    text_file,
    workbook,
)

from huikuan import errors
from huikuan.domain.lines import FileKind
from huikuan.domain.money import Money
from huikuan.parse.files import opening, package, plaintext
from huikuan.parse.files.reading import read

HEAD = row(1, *INVOICES)
DAYS = (date(2026, 10, 1), date(2026, 11, 30))


def same_as_the_text(found, tmp_path):
    return found.lines == read_invoices(text_file(tmp_path, [INVOICES, LINE], name="same.csv")).lines


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
@pytest.mark.parametrize("between", [",", "\t", ";"])
def test_texts_in_every_encoding_and_division(tmp_path, encoding, between):
    """An .xls that is a text is read as the text it is."""
    path = text_file(tmp_path, [["应收明细"], INVOICES, LINE], encoding=encoding, between=between, name="file.xls")
    found = read_invoices(path)
    assert [line._replace(line=2) for line in found.lines] == list(
        read_invoices(text_file(tmp_path, [INVOICES, LINE])).lines
    )


def test_the_division_is_the_even_one(tmp_path):
    path = tmp_path / "semicolons.csv"
    path.write_text("客户;金额;备注\n华联;1,000.00;a, b\n新世界;2,000.00;c\n", encoding="utf-8")
    assert [line.amount for line in read_invoices(path).lines] == [Money(100_000), Money(200_000)]


def test_a_text_may_tell_its_division(tmp_path):
    path = tmp_path / "told.csv"
    path.write_text("sep=;\r\n客户;金额\r\n华联;5\r\n", encoding="utf-8")
    assert [(line.line, line.amount) for line in read_invoices(path).lines] == [(3, Money(500))]


def test_a_workbook_with_real_days_and_numbers(tmp_path):
    found = read_invoices(workbook(tmp_path, ("应收", [INVOICES, [*LINE[:3], *DAYS, 1000.0]])))
    assert same_as_the_text(found, tmp_path)
    assert found.sheet == "应收"


def test_an_old_workbook(tmp_path):
    found = read_invoices(old_workbook(tmp_path, [INVOICES, [*LINE[:3], "2026-10-01", 46356.0, 1000.0]]))
    assert same_as_the_text(found, tmp_path)


def test_a_web_page_named_xls_is_read_as_text(tmp_path):
    page = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset=gb2312><style>td{}</style>
    <script>document.write("<table><tr><td>坏</td></tr></table>")</script></head><body><table border=1>
    <!-- <tr><td>旧</td></tr> --><tr><th rowspan=2>客户名称</th><th colspan="2">应收</th><tr><th>金额<th>到期日</tr>
    <tr><td rowspan=2><b>华联&amp;Co</b></td><td style="mso-number-format:'0.00'">1,000.00</td><td>2026-11-30</td></tr>
    <tr><td>&nbsp;5</td><td>2026/12/01</td></tr></table></body></html>"""
    path = tmp_path / "page.xls"
    path.write_bytes(page.encode("gbk"))
    found = read_invoices(path)
    assert [(line.name, line.amount.fen, line.due) for line in found.lines] == [
        ("华联&Co", 100_000, date(2026, 11, 30)),
        ("华联&Co", 500, date(2026, 12, 1)),
    ]


# --- what a workbook keeps from view -------------------------------------------------------------------------------


def test_an_error_or_a_formula_without_result_is_never_nothing(tmp_path):
    customer = '<c r="A{0}" t="inlineStr"><is><t>C1</t></is></c>'
    cells = [
        '<c r="F2" t="e"><v>#N/A</v></c>',
        "<c r='F3' t='e'><f>1/0</f><v>#DIV/0!</v></c>",
        '<c r="F4"><f>SUM(A1:A2)</f></c>',
        '<c r="F5"><f t="shared" si="0"/><v></v></c>',
        '<c r="F6"><f>1+1</f><v/></c>',
        '<c r="F7"><f>1+1</f><v>2</v></c>',
        '<c r="F8"><v>3</v></c><c r="E8" t="str"><f>""</f><v></v></c>',
    ]
    rows = "".join(f'<row r="{n}">{customer.format(n)}{cell}</row>' for n, cell in enumerate(cells, start=2))
    found = read_invoices(crafted(tmp_path, HEAD + rows))
    assert [(line.line, line.amount.fen) for line in found.lines] == [(7, 200), (8, 300)]
    assert [(each.line, each.column) for each in found.refused] == [(n, "价税合计") for n in range(2, 7)]
    assert "F2" in found.refused[0].why
    assert "F4" in found.refused[2].why


def test_an_error_alone_on_its_line_is_no_blank_line(tmp_path):
    found = read_invoices(crafted(tmp_path, HEAD + '<row r="2"><c r="F2" t="e"><v>#REF!</v></c></row>'))
    assert (len(found.refused), found.blank) == (1, 0)


def test_an_error_in_an_old_workbook(tmp_path):
    error = _record(0x0205, struct.pack("<HHHBB", 1, 5, 0, 0x2A, 1))
    found = read_invoices(old_workbook(tmp_path, [INVOICES, LINE[:5]], extra=error))
    assert [(each.line, "F2" in each.why) for each in found.refused] == [(2, True)]


def test_parts_may_carry_a_prefix_of_their_own(tmp_path):
    rows = '<x:row r="2"><x:c r="A2" t="inlineStr"><x:is><x:t>C1</x:t></x:is></x:c><x:c r="F2" t="e"><x:v>#N/A</x:v></x:c></x:row>'
    assert [each.line for each in read_invoices(crafted(tmp_path, HEAD + rows)).refused] == [2]


def test_a_bare_number_is_no_day_in_a_workbook_of_the_other_epoch(tmp_path):
    book = (
        "<workbook xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'"
        " xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'>"
        '<workbookPr date1904="1"/><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>'
    )
    path = crafted(tmp_path, HEAD + row(2, "C1", "华联", "1", 46356, "", 5), parts={"xl/workbook.xml": book})
    assert "1904" in read_invoices(path).refused[0].why


# --- hostile files -------------------------------------------------------------------------------------------------


def test_a_dimension_told_wrong_takes_no_room(tmp_path):
    path = crafted(tmp_path, HEAD + row(2, *LINE[:5], 1), before='<dimension ref="A1:XFD1048576"/>')
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert len(read_invoices(path).lines) == 1
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000


@pytest.mark.parametrize(
    "far",
    [
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        '<row r="2"><c r="ZZZZ9999999"><v>1</v></c></row>',
        "<row r='2'><c s='0' r='Z1048576'><v>1</v></c></row>",
        '<row r="1048576"><c><v>1</v></c><c r="Z2"><v>1</v></c></row>',
        '<x:row r="2"><x:c r="xfd1048576"><x:v>1</x:v></x:c></x:row>',
        '<row r="2"><c\n r="ZZ999999"><v>1</v></c></row>',
        '<row r="4294967290">' + "<c><v>1</v></c>" * 3 + "</row>",
    ],
)
def test_a_stray_cell_far_out_is_refused_before_it_takes_room(tmp_path, far):
    with pytest.raises(errors.FileTooWide):
        read_invoices(crafted(tmp_path, HEAD + far))


def test_a_hidden_part_is_looked_over_too(tmp_path):
    """Two sheets of one name, or a part nobody names: whichever the reader takes has been seen."""
    sheet = "<worksheet><sheetData><row r='1'><c r='XFD1048576'><v>1</v></c></row></sheetData></worksheet>"
    with pytest.raises(errors.FileTooWide):
        read_invoices(crafted(tmp_path, HEAD + row(2, *LINE[:5], 1), parts={"xl/worksheets/other.xml": sheet}))


def test_empty_cells_far_out_do_no_harm(tmp_path):
    found = read_invoices(crafted(tmp_path, HEAD + row(2, *LINE[:5], 1) + '<row r="9"><c r="XFD1048576" s="0"/></row>'))
    assert len(found.lines) == 1


@pytest.mark.parametrize(
    "doctype", ['<!DOCTYPE x [<!ENTITY a "aaaa">]>', '<!DOCTYPE x SYSTEM "http://example.org/x.dtd">']
)
def test_a_part_that_defines_names_is_refused(tmp_path, doctype):
    with pytest.raises(errors.FileDamaged):
        read_invoices(crafted(tmp_path, HEAD, doctype=doctype))


def test_a_bomb_is_refused_by_what_it_unpacks_to(tmp_path):
    bomb = "<worksheet><sheetData>" + " " * 100_000_000
    with pytest.raises(errors.FileBlownUp):
        read_invoices(crafted(tmp_path, HEAD, parts={"xl/worksheets/sheet1.xml": bomb}))


def test_a_bomb_that_lies_about_its_size_is_refused(tmp_path):
    path = crafted(tmp_path, HEAD, parts={"xl/worksheets/sheet1.xml": " " * 30_000_000})
    raw = path.read_bytes()
    path.write_bytes(raw.replace(struct.pack("<I", 30_000_000), struct.pack("<I", 300)))
    with pytest.raises(errors.Refusal):
        read_invoices(path)


def test_many_parts_together_are_limited(tmp_path, monkeypatch):
    monkeypatch.setattr(package, "LARGEST", 100_000)
    parts = {f"xl/worksheets/sheet{n}.xml": os.urandom(30_000).hex() for n in range(2, 5)}
    with pytest.raises(errors.FileBlownUp):
        read_invoices(crafted(tmp_path, HEAD, parts=parts))


def test_pictures_and_macros_are_never_unpacked(tmp_path):
    parts = {
        "xl/media/image1.png": "\0" * 60_000_000,
        "xl/vbaProject.bin": "\0" * 60_000_000,
        "xl/drawings/d.xml": "<" * 60_000_000,
    }
    found = read_invoices(crafted(tmp_path, HEAD + row(2, *LINE[:5], 1), parts=parts))
    assert len(found.lines) == 1


@pytest.mark.parametrize(
    ("record", "error"),
    [
        (_record(0x0203, struct.pack("<HHHd", 65535, 60000, 0, 1.0)), errors.FileTooWide),
        (_record(0x00BD, struct.pack("<HHHiH", 3, 1, 0, 0, 50000)), errors.FileTooWide),
        (_record(0x002F, b"\1\0" + bytes(52)), errors.FileEncrypted),
        (_record(0x00FC, struct.pack("<II", 1, 0xFFFFFFF0)), errors.FileDamaged),
    ],
)
def test_an_old_workbook_that_would_take_too_much_room(tmp_path, record, error):
    with pytest.raises(error):
        read_invoices(old_workbook(tmp_path, [INVOICES], extra=record))


def test_a_password_is_told(tmp_path):
    path = tmp_path / "secret.xlsx"
    path.write_bytes(old_folder({"EncryptionInfo": b"x", "EncryptedPackage": b"y" * 5000}))
    with pytest.raises(errors.FileEncrypted):
        read_invoices(path)


def _zipped(**parts):
    folder = io.BytesIO()
    with zipfile.ZipFile(folder, "w") as packed:
        for name, content in parts.items():
            packed.writestr(name.replace("__", "/").replace("_xml", ".xml").replace("_bin", ".bin"), content)
    return folder.getvalue()


@pytest.mark.parametrize(
    ("raw", "error"),
    [
        (b"", errors.FileEmpty),
        (b" \r\n\t ", errors.FileEmpty),
        (b"\xef\xbb\xbf", errors.FileEmpty),
        (b"%PDF-1.7 ...", errors.FileOfOtherFormat),
        (b"\x89PNG\r\n", errors.FileOfOtherFormat),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", errors.FileOfOtherFormat),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', errors.FileOfOtherFormat),
        (_zipped(a="b"), errors.FileOfOtherFormat),
        (_zipped(xl__workbook_bin="b"), errors.FileOfOtherFormat),
        (_zipped(mimetype="x", content_xml="y"), errors.FileOfOtherFormat),
        (_zipped(word__document_xml="y"), errors.FileOfOtherFormat),
        (_zipped(xl__workbook_xml="y"), errors.FileDamaged),
        (b"PK\x03\x04" + bytes(100), errors.FileDamaged),
        (old_folder({"WordDocument": b"x"}), errors.FileOfOtherFormat),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 600, errors.FileDamaged),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", errors.FileDamaged),
        ("客户,金额\n华联,5".encode("utf-16-le"), errors.FileNotText),
        ("客户,金额\n华联,5".encode() + b"\xff\xff", errors.FileNotText),
        (b"a,b\0c", errors.FileNotText),
        ('客户,金额\n"华联,5\n新世界,6\n'.encode(), errors.FileQuotesOpen),
        ('客户,金额\n"华联"商贸,5\n'.encode(), errors.FileQuotesOpen),
        (("客户,金额\n" + "x" * 200_000 + ",5\n").encode(), errors.FileLineTooLong),
    ],
)  # fmt: skip
def test_what_is_no_table_is_refused(tmp_path, raw, error):
    path = tmp_path / "file.xls"
    path.write_bytes(raw)
    with pytest.raises(error) as refused:
        read_invoices(path)
    assert "file.xls" in str(refused.value)


def test_what_is_no_file_is_refused(tmp_path):
    with pytest.raises(errors.FileMissing):
        read_invoices(tmp_path / "none.xlsx")
    with pytest.raises(errors.FileMissing):
        read_invoices(text_file(tmp_path, [[]]) / "below.xlsx")
    with pytest.raises(errors.FileIsFolder):
        read_invoices(tmp_path)
    with pytest.raises(errors.FileUnreadable):
        read_invoices(tmp_path / ("x" * 5000))
    with pytest.raises(errors.FileUnreadable):
        read_invoices(tmp_path / "a\0b")


@pytest.mark.skipif(sys.platform == "win32", reason="has no such files")
def test_a_device_or_pipe_is_never_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(errors.FileIsDevice):
        read_invoices(tmp_path / "pipe")
    with pytest.raises(errors.FileIsDevice):
        read_invoices(type(tmp_path)("/dev/zero"))


def test_a_file_your_account_may_not_read(tmp_path, monkeypatch):
    path = text_file(tmp_path, [INVOICES, LINE])

    def refused(*_args, **_options):
        raise PermissionError

    monkeypatch.setattr(type(path), "open", refused)
    with pytest.raises(errors.FileUnreadable):
        read_invoices(path)


def test_too_large_a_file_is_refused_before_it_is_read(tmp_path, monkeypatch):
    huge = tmp_path / "huge.csv"
    with huge.open("wb") as file:
        file.truncate(opening.LARGEST_TEXT + 1)
    with pytest.raises(errors.FileTooLarge, match="200 MB"):
        read_invoices(huge)
    monkeypatch.setattr(opening, "LARGEST_WORKBOOK", 1000)
    with pytest.raises(errors.FileTooLarge):
        read_invoices(workbook(tmp_path, ("S", [INVOICES, LINE])))
    monkeypatch.setattr(opening, "LARGEST_PAGE", 10)
    (tmp_path / "page.xls").write_bytes(b"<table><tr><td>x</td></tr></table>")
    with pytest.raises(errors.FileTooLarge):
        read_invoices(tmp_path / "page.xls")


def test_too_many_lines(tmp_path, monkeypatch):
    monkeypatch.setattr(plaintext, "MOST_ROWS", 3)
    with pytest.raises(errors.FileTooLong):
        read_invoices(text_file(tmp_path, [INVOICES, LINE, LINE, LINE]))


def test_a_web_page_of_nested_spans_takes_no_time(tmp_path):
    page = "<table>" + "<tr>" + '<td rowspan="99999" colspan="1000">x</td>' * 500
    (tmp_path / "page.xls").write_text(page, encoding="utf-8")
    with pytest.raises(errors.FileTooWide):
        read_invoices(tmp_path / "page.xls")


@settings(max_examples=150)
@given(
    st.binary(max_size=600),
    st.sampled_from(
        [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"<table>", b"\xff\xfe", "客户,金额\n".encode()]
    ),
    st.sampled_from(list(FileKind)),
)
def test_random_bytes_are_read_or_refused(tmp_path_factory, raw, start, kind):
    path = tmp_path_factory.getbasetemp() / "random.bin"
    path.write_bytes(start + raw)
    with contextlib.suppress(errors.Refusal):
        read(path, kind, today=TODAY)


@settings(max_examples=80)
@given(st.data())
def test_a_damaged_workbook_is_read_or_refused(tmp_path_factory, data):
    """Some bytes of a good workbook changed, or its end cut off."""
    folder = tmp_path_factory.getbasetemp()
    make = data.draw(
        st.sampled_from([lambda: crafted(folder, HEAD + row(2, *LINE)), lambda: old_workbook(folder, [INVOICES, LINE])])
    )
    raw = bytearray(make().read_bytes())
    for _ in range(data.draw(st.integers(1, 8))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    path = folder / "damaged.xls"
    path.write_bytes(raw[: data.draw(st.integers(1, len(raw)))])
    with contextlib.suppress(errors.Refusal):
        read_invoices(path)
