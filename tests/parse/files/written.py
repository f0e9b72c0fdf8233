"""Files as an ERP or a person writes them, for the tests of reading them."""

from __future__ import annotations

import csv
import io
import struct
import zipfile
from datetime import date, datetime

import xlsxwriter

from huikuan.domain.lines import FileKind
from huikuan.parse.files.reading import read

TODAY = date(2026, 11, 22)
INVOICES = ["客户编码", "客户名称", "单据编号", "单据日期", "到期日", "价税合计"]
LINE = ["C1", "华联商贸", "XS-1", "2026-10-01", "2026-11-30", "1000.00"]
NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def read_invoices(path, **options):
    return read(path, FileKind.INVOICES, today=TODAY, **options)


def text_file(folder, rows, *, encoding="utf-8", between=",", name="file.csv"):
    page = io.StringIO(newline="")
    csv.writer(page, delimiter=between).writerows(rows)
    path = folder / name
    path.write_bytes(page.getvalue().encode(encoding))
    return path


def workbook(folder, *sheets, merged=(), name="file.xlsx"):
    """Each sheet a name and rows; a date becomes a date cell."""
    path = folder / name
    with xlsxwriter.Workbook(path, {"nan_inf_to_errors": True, "strings_to_numbers": False}) as book:
        as_day = book.add_format({"num_format": "yyyy-mm-dd"})
        for title, rows in sheets:
            sheet = book.add_worksheet(title)
            for r, row in enumerate(rows):
                for c, cell in enumerate(row):
                    if isinstance(cell, (date, datetime)):
                        sheet.write_datetime(r, c, cell, as_day)
                    elif isinstance(cell, str):
                        sheet.write_string(r, c, cell)
                    else:
                        sheet.write(r, c, cell)
            for where, cell in merged:
                sheet.merge_range(where, cell)
    return path


def crafted(folder, rows, *, before="", after="", doctype="", parts=None, name="crafted.xlsx"):
    """A workbook whose sheet holds this XML, written by hand."""
    sheet = f"{doctype}<worksheet xmlns='{NAMESPACE}'>{before}<sheetData>{rows}</sheetData>{after}</worksheet>"
    content = {
        "[Content_Types].xml": "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>",
        "_rels/.rels": (
            f"<Relationships xmlns='{_RELATIONS}'>"
            f"<Relationship Id='r1' Type='{_OFFICE}/officeDocument' Target='xl/workbook.xml'/></Relationships>"
        ),
        "xl/workbook.xml": (
            f"<workbook xmlns='{NAMESPACE}' xmlns:r='{_OFFICE}'>"
            "<sheets><sheet name='S' sheetId='1' r:id='rId1'/></sheets></workbook>"
        ),
        "xl/_rels/workbook.xml.rels": (
            f"<Relationships xmlns='{_RELATIONS}'>"
            f"<Relationship Id='rId1' Type='{_OFFICE}/worksheet' Target='worksheets/sheet1.xml'/></Relationships>"
        ),
        "xl/worksheets/sheet1.xml": sheet,
    }
    path = folder / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for part, text in (content | (parts or {})).items():
            if text is not None:
                packed.writestr(part, text)
    return path


def cell(place, value):
    """A text or a number at A1, B1 …"""
    if isinstance(value, str):
        return f'<c r="{place}" t="inlineStr"><is><t>{value}</t></is></c>'
    return f'<c r="{place}"><v>{value}</v></c>'


def row(number, *values):
    cells = "".join(cell(f"{chr(65 + c)}{number}", value) for c, value in enumerate(values))
    return f'<row r="{number}">{cells}</row>'


def old_workbook(folder, rows, *, extra=b"", name="old.xls"):
    """A workbook as Excel 97 wrote them: records in a stream in a folder of sectors. `extra` are further records."""
    cells = b"".join(_old_cell(r, c, value) for r, line in enumerate(rows) for c, value in enumerate(line))
    begin = struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0)
    start = _record(0x0809, begin)
    title = _record(0x0085, struct.pack("<IHBB", len(start) + 4 + 9 + 4, 0, 1, 0) + b"S")
    sheet = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0)) + cells + extra + _record(0x000A, b"")
    path = folder / name
    path.write_bytes(old_folder({"Workbook": start + title + _record(0x000A, b"") + sheet}))
    return path


def _record(kind, content):
    return struct.pack("<HH", kind, len(content)) + content


def _old_cell(r, c, value):
    if isinstance(value, str):
        return _record(0x0204, struct.pack("<HHHHB", r, c, 0, len(value), 1) + value.encode("utf-16-le"))
    return _record(0x0203, struct.pack("<HHHd", r, c, 0, value))


def old_folder(streams):
    """Streams by name in the folder format of old Office files, each in sectors of its own."""
    sectors, entries = [], []
    for name, content in streams.items():
        padded = content.ljust(max(4096, -(-len(content) // 512) * 512), b"\0")
        entries.append((name, 2, len(sectors), len(padded)))
        sectors += [padded[at : at + 512] for at in range(0, len(padded), 512)]
        sectors[-1] += b""
    ends = {first + size // 512 - 1 for _name, _kind, first, size in entries}
    listed = len(sectors)
    sectors.append(b"".join(_entry(*each) for each in [("Root Entry", 5, 0xFFFFFFFE, 0), *entries]).ljust(512, b"\0"))
    tables = -(-(len(sectors) + 8) // 128)
    chain = [0xFFFFFFFE if at in ends or at == listed else at + 1 for at in range(len(sectors))]
    chain += [0xFFFFFFFD] * tables
    chain += [0xFFFFFFFF] * (tables * 128 - len(chain))
    where = [len(sectors) + at for at in range(tables)]
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(10)
    header += struct.pack("<IIIIIIIII", tables, listed, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, *where[:1])
    header += struct.pack(f"<{108}I", *(where[1:] + [0xFFFFFFFF] * (109 - tables)))
    return header + b"".join(sectors) + struct.pack(f"<{tables * 128}I", *chain)


def _entry(name, kind, first, size):
    text = name.encode("utf-16-le") + b"\0\0"
    entry = text.ljust(64, b"\0") + struct.pack("<HBB", len(text), kind, 1)
    entry += struct.pack("<III", 0xFFFFFFFF, 0xFFFFFFFF, 1 if kind == 5 else 0xFFFFFFFF) + bytes(36)
    return entry + struct.pack("<III", first, size, 0)
