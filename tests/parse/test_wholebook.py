"""A whole book comes back from its file to the last fen and sign; a file that is otherwise is refused in one sentence."""

from __future__ import annotations

import contextlib
import io
import json
import os
import random
import tempfile
import zipfile
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from huikuan.domain.money import LARGEST_FEN
from huikuan.domain.wholebook import TABLES, Cell, WholeBook, names_of
from huikuan.errors import (
    FileEmpty,
    FileIsDevice,
    FileIsFolder,
    FileMissing,
    NotAWholeBook,
    Refusal,
    TextRefused,
    WholeBookNotUnderstood,
    WholeBookOfOtherVersion,
)
from huikuan.parse import words
from huikuan.parse.wholebook import is_whole, read
from huikuan.parse.wholecells import LARGEST_NUMBER
from huikuan.show import wholebook as show

TODAY = date(2026, 12, 10)
AT = "2026-12-01T01:02:03.000004+00:00"
EMPTY = WholeBook({name: [] for name in TABLES})
TEXTS = ["007", "1e5", "=1+1", "+86138", "-5", "@x", "'=1", "'", "nan", "TRUE", "#N/A", "2026-12-10", "1.50", "_x0041_", "<b>&", 'a"b,c', "名" * 150, "＝1", "a\u00a0b", "😀", "null", "{}", "\\n"]  # fmt: skip


def written(book):
    return show.as_text(show.document(book), is_plain=False).encode()


def read_back(raw):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "book.json"
        path.write_bytes(raw)
        return read(path)


def customer(**cells):
    row = {"id": 1, "code": "HL", "name": "华联", "aliases": "", "kind": "direct", "owner": None, "terms_days": None, "note": None, "recorded_at": AT}  # fmt: skip
    return tuple((row | cells).values())


def receipt(**cells):
    row = {"id": 1, "customer_id": 1, "on_day": "2026-12-01", "amount": 1, "form": "cash", "matures": None, "note": None, "recorded_at": AT, "reference": None, "used_on": None}  # fmt: skip
    return tuple((row | cells).values())


def book_of(**tables):
    return WholeBook({name: tables.get(name, []) for name in TABLES})


SMALL = book_of(customer=[customer()], receipt=[receipt(amount=10**15)])


# --- what is written is what is read -------------------------------------------------------------------------------


def _storable(text, longest, *, note):
    try:
        return words.clean(text, noun="", longest=longest, note=note)
    except TextRefused:
        return None


def texts(longest, *, note=False):
    made = st.sampled_from(TEXTS) | st.text(
        st.characters(exclude_categories=["Cc", "Cf", "Cs", "Co", "Cn"]), max_size=12
    )
    if note:
        made = st.lists(made, min_size=1, max_size=3).map("\n".join)
    return made.map(lambda text: _storable(text[:longest], longest, note=note)).filter(bool)


amounts = st.integers(-LARGEST_FEN, LARGEST_FEN) | st.sampled_from([1, 99, 10**15 - 1, 10**15, -1, 0])
days = st.dates(date(1900, 1, 1), date(2199, 12, 31)).map(date.isoformat)
CELLS = {
    Cell.NUMBER: st.integers(1, LARGEST_NUMBER),
    Cell.COUNT: st.integers(0, LARGEST_NUMBER),
    Cell.AMOUNT: amounts,
    Cell.DAY: days,
    Cell.KEYS: st.sampled_from(["hua lian chao|tiao shi;hua lian", "a 1"]),
    Cell.HOUR: st.just("16:00"),
    Cell.HOURS: st.sampled_from(["09:00-11:30", "09:00-11:30,14:00-15:30"]),
    Cell.MONTH_DAYS: st.sampled_from(["31", "10,25", ",".join(map(str, range(1, 32)))]),
    Cell.WEEKDAYS: st.sampled_from(["7", "1,4", "1,2,3,4,5,6,7"]),
    Cell.MONTH: days.map(lambda day: day[:7]),
    Cell.MOMENT: st.sampled_from([AT, "2026-12-01T01:02:03Z"]),
    Cell.CODE: texts(40),
    Cell.NAME: texts(200),
    Cell.NAMES: st.lists(texts(200), max_size=3).map("\n".join),
    Cell.NOTE: texts(2000, note=True),
}


def cells_of(column):
    made = st.sampled_from(sorted(column.words)) if column.cell is Cell.WORD else CELLS[column.cell]
    return st.none() | made if column.may_be_empty else made


def rows_of(name):
    row = st.tuples(*map(cells_of, TABLES[name]))
    return st.lists(row, max_size=3, unique_by=lambda row: row[0]).map(
        lambda rows: sorted(rows, key=lambda row: row[0])
    )


books = st.fixed_dictionaries({name: rows_of(name) for name in TABLES}).map(WholeBook)


@given(book=books)
@settings(max_examples=30)
def test_whatever_a_book_may_hold_comes_back(book):
    assert read_back(written(book)).tables == book.tables


@pytest.mark.parametrize("fen", [1, 10, 99, 101, 123456789, 999_999_999_999_999, 10**15, 10**15 - 1, 7, 2**49 + 1])
def test_amounts_are_exact_to_the_fen(fen):
    book = book_of(receipt=[receipt(amount=fen)])
    assert read_back(written(book)).tables["receipt"] == [receipt(amount=fen)]


def test_a_sum_beyond_what_a_workbook_can_count_is_exact_too():
    row = (1, "2026-12", "2026-12-01", 1, None, 10**16 + 1, -(10**16) - 3, 3, 0, AT)
    assert read_back(written(book_of(opening=[row]))).tables["opening"] == [row]


@pytest.mark.parametrize("text", [text for text in TEXTS if len(text) <= 40])
def test_a_text_is_the_text_it_was(text):
    row = customer(code=text, name=text, aliases=f"{text}\nb", owner=text, note=f"{text}\n{text}")
    assert read_back(written(book_of(customer=[row]))).tables["customer"] == [row]


def test_an_empty_book_comes_back_empty_and_the_same_book_gives_the_same_bytes():
    assert read_back(written(EMPTY)).count == 0
    assert written(SMALL) == written(SMALL)


def test_a_file_for_an_old_terminal_is_the_same_document():
    book = book_of(customer=[customer(name="华联\u3000甲")])
    plain = show.as_text(show.document(book), is_plain=True)
    assert plain.isascii()
    assert read_back(plain.encode()).tables == book.tables


def test_json_has_a_row_to_a_line_and_amounts_in_yuan():
    lines = written(SMALL).decode().splitlines()
    assert lines[:5] == ["{", '  "huikuan": 1,', '  "version": 4,', '  "tables": {', '    "customer": [']
    assert [line for line in lines if '"amount": "10000000000000.00"' in line and line.startswith('      {"id": 1, ')]


def test_a_bom_and_columns_and_rows_in_another_order_are_no_harm():
    document = show.document(book_of(customer=[customer(), customer(id=2, code="DF")]))
    document["tables"]["customer"] = [dict(reversed(row.items())) for row in reversed(document["tables"]["customer"])]
    raw = b"\xef\xbb\xbf" + json.dumps(document).encode()
    assert read_back(raw).tables["customer"] == [customer(), customer(id=2, code="DF")]


# --- is it one at all ----------------------------------------------------------------------------------------------


def test_a_whole_book_is_known_at_a_glance(tmp_path):
    path = tmp_path / "any.name"
    path.write_bytes(written(SMALL))
    assert is_whole(path)


@pytest.mark.parametrize(
    "raw", [b"", b"{", b"[]", b'{"a": 1}', b"PK\x03\x04", b"PK\x03\x04" + b"x" * 99, b"a,b\n1,2\n"]
)
def test_other_files_are_not(tmp_path, raw):
    path = tmp_path / "x.json"
    path.write_bytes(raw)
    assert not is_whole(path)
    with pytest.raises(Refusal):
        read(path)


def test_what_is_no_file_is_none_either(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    assert [is_whole(tmp_path / name) for name in ("", "nothing", "pipe")] == [False] * 3
    for name, refusal in (("", FileIsFolder), ("nothing", FileMissing), ("pipe", FileIsDevice)):
        with pytest.raises(refusal):
            read(tmp_path / name)
    (tmp_path / "empty").touch()
    with pytest.raises(FileEmpty):
        read(tmp_path / "empty")


def test_another_workbook_or_folder_is_none(tmp_path):
    paper = io.BytesIO()
    other = xlsxwriter.Workbook(paper)
    other.add_worksheet("customer")
    other.close()
    folder = io.BytesIO()
    with zipfile.ZipFile(folder, "w") as packed:
        packed.writestr("customer.csv", "id\r\n1\r\n")
    for raw in (paper.getvalue(), folder.getvalue()):
        (tmp_path / "x").write_bytes(raw)
        assert not is_whole(tmp_path / "x")
        with pytest.raises(NotAWholeBook):
            read(tmp_path / "x")


# --- JSON that is otherwise ----------------------------------------------------------------------------------------
WITH_HABIT = WholeBook(
    {**SMALL.tables, "habit": [(1, 1, "2026-12-01", "10,25", "1,4", "09:00-11:30", "11:30-13:00", AT)]}
)


def document():
    return show.document(SMALL)


def refused(whole):
    with pytest.raises(WholeBookNotUnderstood) as met:
        read_back(json.dumps(whole).encode())
    return str(met.value)


@pytest.mark.parametrize(
    "text",
    [
        '{"huikuan": 1',
        '{"huikuan": 1, "version": 2}',
        '{"huikuan": 1, "version": 2, "tables": []}',
        '{"huikuan": 1, "version": 2, "tables": {}, "more": 1}',
        '{"huikuan": 1, "huikuan": 1, "version": 2, "tables": {}}',
        '{"huikuan": "1", "version": 2, "tables": {}}',
        '{"huikuan": true, "version": 2, "tables": {}}',
        '{"huikuan": 1, "version": NaN, "tables": {}}',
        '{"huikuan": 1, "version": 2, "tables": ' + "[" * 200_000 + "}",
        '{"huikuan": 1, "version": ' + "9" * 5000 + ', "tables": {}}',
        '"huikuan"',
        "null",
    ],
)
def test_another_document_is_no_whole_book(text):
    with pytest.raises(NotAWholeBook):
        read_back(text.encode())


def test_text_that_is_not_utf8_is_no_whole_book():
    with pytest.raises(NotAWholeBook):
        read_back(written(book_of(customer=[customer()])).decode().encode("gb18030"))


@pytest.mark.parametrize("change", [{"version": 5}, {"version": 2}, {"huikuan": 2}])
def test_another_version_is_refused(change):
    with pytest.raises(WholeBookOfOtherVersion):
        read_back(json.dumps(document() | change).encode())


def test_a_file_of_version_3_is_taken_with_each_match_on_the_value_date_of_its_receipt():
    match = (5, 1, 1, 1, "2026-12-01")
    whole = show.document(book_of(receipt=[receipt()], allocation=[match])) | {"version": 3}
    del whole["tables"]["allocation"][0]["matched_on"]
    assert read_back(json.dumps(whole).encode()).tables["allocation"] == [match]


def test_another_table_and_a_missing_one():
    whole = document()
    whole["tables"]["journal"] = []
    assert ": journal: it is no table of a book." in refused(whole)
    whole = document()
    del whole["tables"]["agreement"]
    assert ": agreement: the table is missing." in refused(whole)


@pytest.mark.parametrize("rows", [{}, None, "x", [1], [[]], [None]])
def test_rows_that_are_none(rows):
    whole = document()
    whole["tables"]["customer"] = rows
    assert ": customer: it is no list of rows." in refused(whole)


def test_another_column_a_missing_one_and_an_uneven_row():
    whole = document()
    whole["tables"]["customer"][0]["balance"] = "1.00"
    assert ": customer, balance: it is no column of this table." in refused(whole)
    whole = document()
    del whole["tables"]["customer"][0]["note"]
    assert ": customer, note: the column is missing." in refused(whole)
    whole = document()
    whole["tables"]["customer"].append({"id": 2})
    assert ": customer, row 2: it has other columns than its table." in refused(whole)


@pytest.mark.parametrize(
    ("table", "column", "cell"),
    [
        *(("customer", "id", cell) for cell in (0, -1, 2**31, 1.0, True, "1", [1], {}, None, 10**400)),
        *(("customer", "terms_days", cell) for cell in (-1, "30", 1.5, False)),
        *(("customer", "code", cell) for cell in (1, "", None, "x" * 41, "a\nb", "a\x00", "a\u202eb", "\ud800", " ")),
        *(("customer", "name", cell) for cell in ("x" * 201, "a\u200bb", "a\x1b[2J", "\ue000", "\uffff")),
        *(("customer", "aliases", cell) for cell in ("a\n", "a\n\nb", "a\x07", ["a"], 5)),
        *(("customer", "note", cell) for cell in ("x" * 2001, "a\x08", 7)),
        *(("customer", "kind", cell) for cell in ("", None, "DIRECT", "经销商", 1)),
        *(("customer", "recorded_at", cell) for cell in ("", None, "2026-12-01", "now", "2026-12-01T01:02:03+08:00")),
        *(("receipt", "amount", cell) for cell in (100, 1.5, "1e5", "1.234", "1,000.00", "０.01", "", None, "nan", "9" * 16, "+1", " 1", "1.")),
        *(("receipt", "on_day", cell) for cell in ("2026-02-30", "2026-13-01", "2026-1-1", "20261201", "1899-12-31", "2200-01-01", "9999-12-31", 46000, None, "", "２０２６-12-01")),
        *(("receipt", "matures", cell) for cell in ("soon", 0, "2026-12-10T00:00:00")),
        *(("habit", "pay_days", cell) for cell in ("0", "32", "99", "25,10", "10,10", "10,", "010", "10, 25", 10, "月底")),
        *(("habit", "pay_weekdays", cell) for cell in ("0", "8", "9", "10", "4,1", "4,4", "周四", 4)),
        *(("habit", "good_hours", cell) for cell in ("23:00-09:00", "09:00-09:00", "09:00-11:00,15:00-14:00", "9:00-10:00", "24:00-24:30", "下午")),
        *(("habit", "bad_hours", cell) for cell in ("10:00", "11:00-10:59")),
        *(("receipt", "form", cell) for cell in ("gold", "Cash", None)),
    ],
)  # fmt: skip
def test_a_cell_that_is_otherwise_is_refused_with_its_place(table, column, cell):
    whole = show.document(WITH_HABIT)
    whole["tables"][table][0][column] = cell
    said = refused(whole)
    assert f": {table}, row 1, {column}: " in said
    assert "\n" not in said
    assert said.isprintable()
    assert len(said) < 400


def test_a_name_without_end_is_not_repeated():
    whole = document()
    whole["tables"]["x" * 10**6] = []
    assert len(refused(whole)) < 400


def test_what_is_typed_may_have_edges_and_is_stored_without():
    whole = document()
    whole["tables"]["customer"][0] |= {"name": " 华联 ", "note": "a\r\nb "}
    [row] = read_back(json.dumps(whole).encode()).tables["customer"]
    assert (row[2], row[7]) == ("华联", "a\nb")


# --- a file that was changed --------------------------------------------------------------------------------------


def test_a_damaged_file_is_refused_and_nothing_else(tmp_path):
    """Bytes changed, cut out and cut off, in every place: it is read, or it is refused."""
    good, luck = written(book_of(customer=[customer(id=n, code=f"C{n}") for n in range(1, 9)])), random.Random(7)
    path = tmp_path / "x.json"
    for _ in range(150):
        raw = bytearray(good)
        for _ in range(luck.choice([1, 1, 2, 8])):
            at = luck.randrange(len(raw))
            raw[at : at + luck.choice([0, 1, 1, 30])] = bytes(
                luck.randrange(256) for _ in range(luck.choice([0, 1, 1, 4]))
            )
        path.write_bytes(bytes(raw[: luck.choice([len(raw), len(raw), luck.randrange(1, len(raw))])]))
        is_whole(path)
        with contextlib.suppress(Refusal):
            assert set(read(path).tables) == set(TABLES)


def test_the_columns_are_told_apart_by_name():
    assert names_of("allocation") == ("id", "receipt_id", "instalment_id", "amount", "matched_on")
