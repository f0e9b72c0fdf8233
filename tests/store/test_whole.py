"""The whole book as it is described is the book as it is stored; every row comes out and goes into an empty one."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

import pytest
from books import TODAY, contents, sql, write
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import BigInteger, Date, String, Text
from test_read import seen, steps, written

from huikuan.domain.version import VERSION
from huikuan.domain.wholebook import TABLES, Cell, WholeBook, names_of
from huikuan.errors import BookHoldsOther, WholeBookContradicts
from huikuan.parse.wholebook import read as read_file
from huikuan.parse.wholecells import LONGEST
from huikuan.show import wholebook as show
from huikuan.store import bookfile
from huikuan.store.pinyin import keys
from huikuan.store.place import Place
from huikuan.store.read import Reader
from huikuan.store.reading import reading
from huikuan.store.soundness import findings
from huikuan.store.tables import ROWS
from huikuan.store.trial import contradicting
from huikuan.store.write import Writer
from huikuan.usecases import undo, wholebook

DECLARED = {name: row.__table__ for name, row in ROWS.items()}
AT = "2026-12-01T01:02:03.000004+00:00"


class TestDescription:
    def test_it_has_the_version_the_book_has(self):
        assert VERSION == bookfile.VERSION

    def test_every_table_and_column_is_described_in_its_order(self):
        assert {name: list(names_of(name)) for name in TABLES} == {
            name: list(table.columns.keys()) for name, table in DECLARED.items()
        }

    @pytest.mark.parametrize("name", TABLES)
    def test_every_column_is_what_it_is_called(self, name):
        stored = DECLARED[name].columns
        for column in TABLES[name]:
            of = stored[column.name]
            assert column.may_be_empty == of.nullable, column
            assert (column.cell is Cell.AMOUNT) == isinstance(of.type, BigInteger), column
            assert (column.cell is Cell.DAY) == isinstance(of.type, Date), column
            assert (column.cell is Cell.NUMBER) == (bool(of.foreign_keys) or of.primary_key), column

    @pytest.mark.parametrize("name", TABLES)
    def test_no_text_is_longer_than_its_room(self, name):
        for column in TABLES[name]:
            kind = DECLARED[name].columns[column.name].type
            if isinstance(kind, String) and not isinstance(kind, Text):
                as_written = {Cell.MONTH: len("2026-12"), Cell.HOUR: len("16:00")}.get(column.cell, len(AT))
                longest = max(map(len, column.words)) if column.words else LONGEST.get(column.cell, as_written)
                assert longest <= kind.length, column

    def test_tables_stand_before_those_that_point_at_them(self):
        order = list(TABLES)
        for name, table in DECLARED.items():
            for key in table.foreign_keys:
                assert order.index(key.column.table.name) <= order.index(name)


def book_of(**tables):
    return WholeBook({name: tables.get(name, []) for name in TABLES})


def in_file(book, folder):
    path = Path(folder) / "book.json"
    path.write_bytes(show.as_text(show.document(book), is_plain=False).encode())
    return path


def taken(place, book):
    wholebook.check(book)
    with write(place, "import book.json --as all --apply") as opened:
        return wholebook.take(Writer(opened), book)


@settings(max_examples=12)
@given(entries=st.lists(steps, min_size=10, max_size=40))
def test_any_history_of_entries_is_the_same_book_elsewhere(entries):
    """Every row, and every report on every day that matters."""
    for history, there in written(entries):
        book = there.whole()
        with tempfile.TemporaryDirectory() as folder:
            place = Place(Path(folder) / "other.db")
            back = read_file(in_file(book, folder))
            assert taken(place, back).new == book.count
            with reading(place) as run:
                here = Reader(run)
                assert here.whole().tables == book.tables
                for day in history.days:
                    assert seen(here, day) == seen(there, day), day
                assert all(found.is_sound for found in findings(run, date.min, is_file=True))


def test_a_book_that_is_not_there_is_whole_and_empty(tmp_path):
    with reading(Place(tmp_path / "none.db")) as run:
        assert Reader(run).whole().count == 0


CUSTOMER = (1, "HL", "华联", "", "direct", None, None, None, AT)
OTHER = (2, "DF", "东风", "", "direct", None, None, None, AT)
PROMISE = (1, 1, "2026-12-01", None, 1, None, None, None, None, None, AT)
PART = (1, 1, 1, "2026-12-10", 500, "2026-12-10", None)
RECEIPT = (1, 1, "2026-12-01", 500, "cash", None, None, AT, None, "2026-12-01")
SHARE = (1, 1, 1, 500, "2026-12-01")
INVOICE = (1, 1, "A1", "invoice", "2026-11-01", "2026-12-01", 500, None, None, None, AT)
SETTLED = (1, 1, 1, None, "2026-12-01", 500)
CONTACT = (1, 1, "2026-12-01", "call", "reached", None, None, AT)
MEASURES = [(n, n, "x", "visit", 5, "2026-12-01", "2026-12-01", *(None,) * 4, AT) for n in (1, 2)]
TALK = (1, 1, 1, "2026-12-01", "cash", None, None, 1, None, 9999)
NOTE = (1, 1, "16:00", None)
READY = (1, 1, 1, "2026-12-01", "date", AT)
SOUND = {
    "customer": [CUSTOMER, OTHER],
    "promise": [PROMISE],
    "instalment": [(*PART[:6], "2026-12-01")],
    "receipt": [RECEIPT],
    "allocation": [SHARE],
    "invoice": [(*INVOICE[:9], "2026-12-01", AT)],
    "settlement": [SETTLED],
    "measure": MEASURES,
    "follow_up": [CONTACT],
    "talk": [TALK],
    "promise_note": [NOTE],
    "ready": [READY],
}


def with_(**tables):
    return book_of(**{**SOUND, **tables})


class TestTrial:
    def test_a_sound_book_is_sound(self):
        assert contradicting(with_()) is None
        assert contradicting(book_of()) is None

    @pytest.mark.parametrize(
        ("table", "rows"),
        [
            ("customer", [CUSTOMER, CUSTOMER]),
            ("customer", [CUSTOMER, (2, *CUSTOMER[1:])]),
            ("promise", [(1, 9, *PROMISE[2:])]),
            ("promise", [PROMISE, (2, *PROMISE[1:])]),
            ("promise", [(*PROMISE[:6], 1, *PROMISE[7:])]),
            ("promise", [(*PROMISE[:7], "2026-12-02", *PROMISE[8:])]),
            ("promise", [(1, 1, "2026-12-01", None, 0, *PROMISE[5:])]),
            ("instalment", [PART]),
            ("instalment", [(1, 1, 2, *PART[3:6], "2026-12-01")]),
            ("instalment", [(*PART[:4], 0, *PART[5:])]),
            ("instalment", [(*PART[:4], 10**15 + 1, *PART[5:])]),
            ("receipt", [(*RECEIPT[:2], "2026-02-30", *RECEIPT[3:])]),
            ("receipt", [(*RECEIPT[:3], 10**19, *RECEIPT[4:])]),
            ("allocation", [SHARE, (2, *SHARE[1:])]),
            ("allocation", [(1, 9, 1, 500, "2026-12-01")]),
            ("reversal", [(1, 1, 2, "2026-12-02", "", AT)]),
            ("reversal", [(1, 1, 1, "2026-12-02", "", AT), (2, 1, 1, "2026-12-02", "", AT)]),
            ("measure", [(1, 1, "x", "visit", 5, "2026-12-01", "2026-12-01", None, "2026-12-01", None, None, AT)]),
            ("opening", [(n, "2026-12", "2026-12-01", 1, None, 0, 0, 0, 0, AT) for n in (1, 2)]),
            ("invoice", [INVOICE]),
            ("settlement", [(1, 1, 1, None, "2026-12-01", -5)]),
            ("settlement", [(1, 1, 1, 1, "2026-12-01", 500)]),
            ("settlement", [(1, 1, None, 1, "2026-12-01", 500)]),
            ("dispute", [(1, 1, "2026-12-01", -1, "", AT)]),
            ("talk", [(1, 9, *TALK[2:])]),
            ("talk", [(1, 1, 2, *TALK[3:])]),
            ("talk", [(*TALK[:3], "2026-12-02", *TALK[4:])]),
            ("talk", [(*TALK[:7], 2, *TALK[8:])]),
            ("talk", [(*TALK[:9], 0)]),
            ("promise_note", [(1, 9, *NOTE[2:])]),
            ("promise_note", [(1, 1, None, None)]),
            ("promise_note", [NOTE, (2, *NOTE[1:])]),
            ("ready", [(1, 2, *READY[2:])]),
            ("ready", [(1, 1, 9, *READY[3:])]),
            ("agreement", [(1, 3, "2026-12-01", 1, "x", None, AT)]),
        ],
    )
    def test_what_no_command_would_write_is_refused_and_the_table_named(self, tmp_path, table, rows):
        book = with_(**{table: rows})
        assert contradicting(book) == table
        with pytest.raises(WholeBookContradicts) as met:
            taken(Place(tmp_path / "book.db"), book)
        assert f"“{table}”" in str(met.value)
        assert list(tmp_path.iterdir()) == []

    def test_a_receipt_of_another_customer_pays_nothing_here(self):
        theirs = (1, 2, *RECEIPT[2:])
        assert contradicting(with_(receipt=[theirs])) == "allocation"
        assert contradicting(with_(receipt=[theirs], allocation=[], instalment=[PART])) == "settlement"


class TestTaking:
    def test_it_is_one_entry_that_can_be_taken_back_and_brought_again(self, place):
        taken(place, with_())
        here = contents(place)
        here["name_key"] = [(1, 1, keys("华联")), (2, 2, keys("东风"))]  # a file that says nothing of them is no harm
        assert sql(place, "SELECT DISTINCT batch, command FROM journal") == [(1, "import book.json --as all --apply")]
        for number, wanted in ((None, {name: [] for name in here}), (2, here)):
            with write(place, "undo") as book:
                undo.undo(Writer(book), number, _day())
            assert contents(place) == wanted

    def test_the_next_records_are_numbered_after_it(self, place):
        book = with_(customer=[CUSTOMER, OTHER, (77, "X", *CUSTOMER[2:])])
        taken(place, book)
        with write(place, "customer add") as book:
            assert Writer(book).many().add_customers([("N", "New", None)], TODAY) == [78]

    def test_twice_changes_nothing(self, place):
        taken(place, with_())
        before = contents(place), sql(place, "SELECT * FROM journal")
        again = taken(place, with_())
        assert (again.new, again.same, again.is_applied) == (0, with_().count, True)
        assert (contents(place), sql(place, "SELECT * FROM journal")) == before

    @pytest.mark.parametrize(
        "other",
        [
            book_of(customer=[CUSTOMER]),
            with_(customer=[CUSTOMER, (2, "DF", "另一个", *OTHER[3:])]),
            with_(agreement=[(1, 1, "2026-12-01", 1, "x", None, AT)]),
            book_of(),
        ],
    )
    def test_another_book_takes_none(self, place, other):
        taken(place, with_())
        before = contents(place)
        with pytest.raises(BookHoldsOther):
            taken(place, other)
        assert contents(place) == before

    def test_a_book_whose_entries_were_all_taken_back_is_empty(self, place):
        taken(place, with_())
        with write(place, "undo") as book:
            undo.undo(Writer(book), None, _day())
        assert taken(place, with_()).new == with_().count
        assert contents(place)["customer"] == [CUSTOMER, OTHER]


def _day():
    from facts import day

    return day(date(2026, 12, 1))
