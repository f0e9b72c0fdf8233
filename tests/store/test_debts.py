"""What is owed, kept in a real file: undone and redone, brought up from version 1, written by the thousand."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

import older
import pytest
from books import AT, TODAY, add, contents, sql, write

from facts import DECEMBER, wan
from huikuan import errors
from huikuan.domain.money import NOTHING
from huikuan.store import journal, migrate
from huikuan.store.bulk import Bulk
from huikuan.store.engine import run_on
from huikuan.store.place import Place
from huikuan.store.reading import reading
from huikuan.store.recording import images
from huikuan.store.soundness import findings
from huikuan.store.undo import undo
from huikuan.store.write import Writer
from ledger_book import LedgerBook, unsound, wrong_marks

# --- every kind of entry, undone and redone --------------------------------------------------------------------------


@pytest.fixture
def book(tmp_path):
    return LedgerBook(tmp_path)


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """The bytes of a book in which every step was taken."""
    made = LedgerBook(tmp_path_factory.mktemp("told"))
    for step in steps(made):
        step()
    return made.place.path.read_bytes()


def steps(book):
    """A customer with instalments, part payments, a credit note, disputes, a reversal and an advance: one step each."""
    who = partial(book.customer, "10-01", name="Hualian")
    return [
        who,
        lambda: book.gets(_who(book), 2, "10-02"),  # before any invoice
        lambda: book.invoice(_who(book), 10, "11-15", "10-05", number="F1"),
        lambda: book.invoice(_who(book), 10, "12-15", "10-05", number="F1"),
        lambda: book.invoice(_who(book), 10, "2027-01-15", "10-05", number="F1"),
        lambda: book.promise(_who(book), (8, "11-20"), today="10-06"),
        lambda: book.gets(_who(book), 4, "11-01"),
        lambda: book.dispute("F1", 5, "11-05"),
        lambda: book.gets(_who(book), 12, "11-10"),
        lambda: book.credit_note(_who(book), 3, "11-12", number="CN", against="F1"),
        lambda: book.dispute("F1", 0, "11-13"),
        lambda: book.settles(1, "11-14"),
        lambda: book.bounces(3, "11-20"),
        lambda: book.gets(_who(book), 30, "11-25"),
        lambda: book.invoice(_who(book), 1, "12-31", "11-26", number="F2"),
        lambda: book.gets(_who(book), 1, "11-28", advance=True),
        lambda: book.credit_note(_who(book), 1, "11-29"),
        lambda: book.bounces(4, "12-03"),
        lambda: book.invoice(_who(book), 3, "12-31", "12-04", number="F3"),
        lambda: agree(book, "12-05"),
    ]


def agree(book, when):
    from facts import day, on
    from huikuan.usecases import invoice

    with book.write(when) as w:
        invoice.agree(w, w.read.customer(1), wan(20), "Zhang", on(when), None, day(when))


def _who(book):
    with book.read() as read:
        return read.customers()[0]


def facts_in(book):
    found = contents(book.place)
    return {name: rows for name, rows in found.items() if rows}


def test_every_entry_is_undone_and_redone_with_its_marks(book):
    """After each step: sound; undone, the book is as before; redone, as after."""
    before = {}
    for step in steps(book):
        step()
        after = facts_in(book)
        assert unsound(book) == []
        took_back = book.undo()
        assert facts_in(book) == before
        assert unsound(book) == []
        book.undo(took_back)
        assert facts_in(book) == after
        assert unsound(book) == []
        before = after


def test_walked_back_to_nothing_and_forward_again(book):
    states = [{}]
    for step in steps(book):
        step()
        states.append(facts_in(book))
    undos = []
    for state in reversed(states[:-1]):
        undos.append(book.undo())
        assert facts_in(book) == state
        assert unsound(book) == []
    for state in states[1:]:
        book.undo(undos.pop())
        assert facts_in(book) == state
        assert unsound(book) == []


@pytest.mark.parametrize("entry", range(1, 21))
def test_taken_back_out_of_turn_it_is_refused_whole_or_leaves_every_mark_right(book, told, entry):
    book.place.path.write_bytes(told)
    before = facts_in(book)
    try:
        took_back = book.undo(entry)
    except (errors.UndoBlocked, errors.ChangedSince):
        assert facts_in(book) == before
        return
    assert unsound(book) == []
    book.undo(took_back)
    assert facts_in(book) == before


def test_what_an_undone_invoice_gives_back_settles_again(book):
    """An advance of 10万 settled 4万 and 6万; the invoice of 4万 is undone: the next invoice gets its money."""
    who = book.customer("10-01", name="Hualian")
    book.gets(who, 10, "11-01", advance=True)
    book.invoice(who, 4, "12-31", "11-05", number="F1")
    book.invoice(who, 6, "12-31", "11-05", number="F2")
    book.undo(3)
    assert unsound(book) == []
    assert book.owed(who, "11-05")[2:] == (wan(4), NOTHING - wan(4))
    book.invoice(who, 5, "12-31", "11-06", number="F3")
    assert book.opened(who, "11-06")["F3 12-31"] == wan(1)


def test_a_receipt_that_was_let_settle_and_taken_back_settles_none_again(book):
    who = book.customer("10-01", name="Hualian")
    book.gets(who, 2, "10-02")
    book.invoice(who, 1, "12-31", "10-05", number="F1")
    book.settles(1, "10-06")
    book.undo()
    assert book.owed(who, "10-06") == (wan(1), NOTHING, NOTHING, wan(1))
    book.invoice(who, 1, "12-31", "10-01", number="F0")
    assert book.owed(who, "10-06") == (NOTHING,) * 4
    book.undo()
    assert book.owed(who, "10-06") == (wan(1), NOTHING, NOTHING, wan(1))


def test_what_an_undone_receipt_had_settled_is_open_again(book):
    who = book.customer("10-01", name="Hualian")
    book.invoice(who, 10, "12-31", "11-05", number="F1")
    book.gets(who, 4, "11-10")
    book.gets(who, 6, "11-11")
    book.undo(3)
    assert book.owed(who, "11-12") == (wan(4), NOTHING, NOTHING, wan(4))
    assert unsound(book) == []


def test_a_reversal_is_not_undone_once_other_money_took_its_place(book):
    who = book.customer("10-01", name="Hualian")
    book.invoice(who, 10, "12-31", "11-05", number="F1")
    book.gets(who, 10, "11-10")
    book.bounces(1, "11-12")
    book.gets(who, 10, "11-15")
    before = facts_in(book)
    with pytest.raises(errors.ChangedSince) as refused:
        book.undo(4)
    assert refused.value.values["by"] == 5
    assert facts_in(book) == before


def test_money_of_an_earlier_day_than_a_bounce_does_not_settle_while_the_cheque_still_stood(book):
    """The cheque of December 3 bounced on the 10th; on the 11th a transfer of the 9th is typed: from the 9th to the
    10th it is an advance, since then it settles.
    """
    who = book.customer("10-01", name="Hualian")
    book.invoice(who, 10, "12-31", "12-01", number="F1")
    book.gets(who, 10, "12-03")
    book.bounces(1, "12-10")
    book.gets(who, 10, "12-11", value_date="12-09")
    assert [book.owed(who, d)[3] for d in ("12-08", "12-09", "12-10", "12-11")] == [
        NOTHING, NOTHING - wan(10), NOTHING, NOTHING,
    ]  # fmt: skip


def test_what_is_read_for_a_month_and_for_everyone_is_the_same_ledger(book, told):
    """The plan reads what was open when the month began; nobody's ledger leaks into another's."""
    book.place.path.write_bytes(told)
    other = book.customer("10-01", name="Wankelong")
    book.invoice(other, 7, "12-20", "12-05", number="F1")
    book.gets(other, 2, "12-06")
    for as_of in (date(2026, 10, 1) + timedelta(days=n) for n in range(0, 80, 3)):
        with book.read() as read:
            together = {a.customer.id: a.ledger for a in read.accounts(DECEMBER, as_of)}
            assert together == {c.id: read.accounts(DECEMBER, as_of, c.id)[0].ledger for c in read.customers()}
            assert read.ledgers(as_of, frozenset()) == {}
            assert read.ledgers(as_of, "nobody") == {}


# --- a book of version 1 ---------------------------------------------------------------------------------------------

RECEIPT_1 = ("id", "customer_id", "on_day", "amount", "form", "matures", "note", "recorded_at")


@pytest.fixture
def version_1(tmp_path):
    """A book as version 1 left it: three receipts, one allocated, one come back, one undone; journalled."""
    place = older.book_of(1, tmp_path / "old.db")
    assert "used_on" not in [column[1] for column in sql(place, "PRAGMA table_info(receipt)")]
    added, enter = partial(older.added, place), partial(older.enter, place)

    def receipt(number, fen, on_day):
        return added("receipt", id=number, customer_id=1, on_day=on_day, amount=fen, form="transfer", recorded_at=AT)

    enter(
        "customer add Hualian",
        added("customer", id=1, code="HL", name="Hualian", aliases="", kind="direct", recorded_at=AT),
        added("grade", id=1, customer_id=1, on_day="2026-01-01", grade="C", reason="", recorded_at=AT),
    )
    enter(
        "promise add HL 5万 11-10",
        added("promise", id=1, customer_id=1, made_on="2026-11-01", level=1, recorded_at=AT),
        added(
            "instalment", id=1, promise_id=1, customer_id=1, due="2026-11-10", amount=5_000_000,
            window_end="2026-11-10", settled_on="2026-11-10",
        ),
    )  # fmt: skip
    enter("receipt add HL 6万", receipt(1, 6_000_000, "2026-11-10"),
          added("allocation", id=1, receipt_id=1, instalment_id=1, amount=5_000_000))  # fmt: skip
    enter("receipt add HL 3万", receipt(2, 3_000_000, "2026-11-12"))
    enter(
        "receipt reverse 2",
        added("reversal", id=1, receipt_id=2, customer_id=1, on_day="2026-11-15", reason="bounced", recorded_at=AT),
    )
    third = receipt(3, 9_000_000, "2026-11-18")
    enter("receipt add HL 9万", third)
    older.undo(place, "undo", third, undoes=6)
    return place


class TestFromVersionOne:
    def kept(self, place):
        """All that version 1 knew."""
        tables = ("customer", "grade", "promise", "instalment", "allocation", "reversal", "journal")
        facts = {name: sql(place, f"SELECT * FROM {name} ORDER BY id") for name in tables}
        return facts | {"receipt": sql(place, f"SELECT {', '.join(RECEIPT_1)} FROM receipt ORDER BY id")}

    def test_it_keeps_everything(self, version_1):
        before = self.kept(version_1)
        numbers = dict(sql(version_1, "SELECT name, seq FROM sqlite_sequence"))
        copy = migrate.upgrade(version_1.path)
        assert self.kept(version_1) == before == self.kept(Place(copy))
        assert sql(version_1, "PRAGMA foreign_key_check") == []
        assert sql(version_1, "PRAGMA integrity_check") == [("ok",)]
        after = dict(sql(version_1, "SELECT name, seq FROM sqlite_sequence"))
        assert {name: after[name] for name in numbers} == numbers
        with reading(version_1) as run:
            assert journal.verify(run) is None
            assert [found.name for found in findings(run, is_file=True) if not found.is_sound] == []
            assert wrong_marks(run) == []

    def test_numbers_once_given_are_not_given_again(self, version_1):
        """Receipt 3 was undone: the next one is 4."""
        book = LedgerBook(version_1.path.parent)
        book.place = version_1
        migrate.upgrade(version_1.path)
        assert book.gets(_who(book), 1, "12-01").fact.id == 4

    def test_its_receipts_settle_nothing(self, version_1):
        book = LedgerBook(version_1.path.parent)
        book.place = version_1
        migrate.upgrade(version_1.path)
        who = _who(book)
        assert [book.owed(who, d) for d in ("11-10", "11-13", "12-01")] == [(NOTHING,) * 4] * 3
        book.invoice(who, 10, "12-31", "11-20", number="F1")
        assert book.owed(who, "12-01") == (wan(10), NOTHING, NOTHING, wan(10))
        assert receipts(book) == [(1, wan(6)), (2, wan(3))]
        assert unsound(book) == []

    def test_what_was_written_before_is_undone_and_redone(self, version_1):
        """The receipt that came back, and its reversal: undone and redone after the upgrade they are what they were."""
        book = LedgerBook(version_1.path.parent)
        book.place = version_1
        migrate.upgrade(version_1.path)
        before = facts_in(book)
        undone = [book.undo(5), book.undo(4)]
        assert receipts(book) == [(1, wan(6))]
        for number in reversed(undone):
            book.undo(number)
        assert facts_in(book) == before
        assert unsound(book) == []

    def test_a_receipt_undone_before_and_redone_after_settles_nothing_either(self, version_1):
        book = LedgerBook(version_1.path.parent)
        book.place = version_1
        migrate.upgrade(version_1.path)
        book.undo(7)
        assert receipts(book) == [(1, wan(6)), (2, wan(3)), (3, wan(9))]
        assert book.owed(_who(book), "12-01") == (NOTHING,) * 4
        book.invoice(_who(book), 10, "12-31", "11-20", number="F1")
        assert book.owed(_who(book), "12-01")[0] == wan(10)


def receipts(book):
    with book.read() as read:
        return [(receipt.id, receipt.amount) for receipt in read.receipts()]


# --- by the thousand -------------------------------------------------------------------------------------------------

MANY = 1500
INVOICE = ("id", "customer_id", "number", "kind", "issued", "due", "amount", "recorded_at")


def invoices(many=MANY, first=1):
    return [
        (n, 1, f"F{n:05}", "invoice", "2026-11-01", str(date(2026, 12, 1) + timedelta(days=n % 90)), 1000 + n, AT)
        for n in range(first, first + many)
    ]


def bulk_add(place, rows, command="import"):
    with write(place, command) as session:
        Bulk(session).add("invoice", INVOICE, rows)


def last(place):
    with reading(place) as run:
        return journal.batches(run, 1)[0]


def read_back(place, table):
    """Each row as the journal would have it."""
    with write(place) as session:
        ids = [row[0] for row in sql(place, f"SELECT id FROM {table} ORDER BY id")]
        return images(session.connection(), {table: ids})[table]


@pytest.fixture(scope="module")
def thousands(tmp_path_factory):
    made = Place(tmp_path_factory.mktemp("many") / "book.db")
    add(made, "C001")
    bulk_add(made, invoices())
    return made.path.read_bytes()


@pytest.fixture
def many(tmp_path, thousands):
    """A book with 1,500 invoices in three pages of one entry, the second."""
    copy = Place(tmp_path / "book.db")
    copy.path.write_bytes(thousands)
    return copy


class TestByTheThousand:
    def test_the_journal_keeps_pages_of_what_is_stored(self, many):
        pages = sql(many, "SELECT batch, table_name, row_id, before, after FROM journal WHERE batch = 2 ORDER BY id")
        assert [page[:4] for page in pages] == [(2, "invoice", first, None) for first in (1, 501, 1001)]
        assert [len(list(journal.changes_of(*page[1:]))) for page in pages] == [500, 500, 500]
        stored = read_back(many, "invoice")
        assert [(row[:3], row[3]) for row in last(many).rows] == [(("invoice", n, None), stored[n]) for n in stored]
        assert len(stored) == MANY

    def test_undone_and_redone_to_the_last_cell(self, many):
        before = contents(many)
        assert take_back(many).number == 2
        assert contents(many)["invoice"] == []
        take_back(many, 3)
        assert contents(many) == before
        take_back(many, 4)
        take_back(many, 5)
        assert contents(many) == before
        with reading(many) as run:
            assert journal.verify(run) is None

    def test_changed_rows_keep_what_they_were_and_only_those_that_differ_are_journalled(self, many):
        before = read_back(many, "invoice")
        changed = [(n, "2026-12-24", 1000 + n) for n in range(1, MANY + 1, 2)] + [
            (2, before[2]["due"], before[2]["amount"])
        ]
        with write(many, "again") as session:
            Bulk(session).change("invoice", ("id", "due", "amount"), changed)
        after = read_back(many, "invoice")
        rows = last(many).rows
        assert {row[1] for row in rows} == {n for n in before if before[n] != after[n]}
        assert all((row[2], row[3]) == (before[row[1]], after[row[1]]) for row in rows)
        assert {after[n]["due"] for n in range(1, MANY + 1, 2)} == {"2026-12-24"}
        take_back(many)
        assert read_back(many, "invoice") == before
        take_back(many, last(many).number)
        assert read_back(many, "invoice") == after

    def test_what_changes_nothing_is_no_entry(self, many):
        with write(many, "again") as session:
            Bulk(session).change("invoice", ("id", "amount"), [(n, 1000 + n) for n in range(1, MANY + 1)])
            Bulk(session).add("invoice", INVOICE, [])
            Bulk(session).remove("invoice", [MANY + 7])
        assert last(many).number == 2

    def test_removed_rows_come_back_with_their_numbers(self, many):
        before = read_back(many, "invoice")
        with write(many, "gone") as session:
            Bulk(session).remove("invoice", range(100, 1300))
        assert sql(many, "SELECT COUNT(*) FROM invoice") == [(300,)]
        assert [(row[1], row[2], row[3]) for row in last(many).rows] == [(n, before[n], None) for n in range(100, 1300)]
        take_back(many)
        assert read_back(many, "invoice") == before

    def test_the_next_number_follows_and_none_is_given_again(self, many):
        with write(many) as session:
            assert Bulk(session).next_id("invoice") == MANY + 1
            assert Bulk(session).next_id("settlement") == 1
        take_back(many)
        with write(many) as session:
            assert Bulk(session).next_id("invoice") == MANY + 1

    @pytest.mark.parametrize("note", ["分期", "it's 5% off", "? :a %s {}", "", None])
    def test_what_all_rows_have_the_same_is_stored_and_journalled_alike(self, many, note):
        with write(many, "alike") as session:
            same = {"note": note, "stated_on": "2026-11-30", "kind": "credit_note"}
            names = [name for name in INVOICE if name != "kind"]
            rows = [
                tuple(cell for name, cell in zip(INVOICE, row, strict=True) if name != "kind")
                for row in invoices(3, MANY + 1)
            ]
            Bulk(session).add("invoice", names, rows, same)
        assert sql(many, "SELECT DISTINCT note, kind, stated_on FROM invoice WHERE id > ?", MANY) == [
            (note, "credit_note", "2026-11-30")
        ]
        stored = read_back(many, "invoice")
        assert [row[3] for row in last(many).rows] == [stored[n] for n in range(MANY + 1, MANY + 4)]
        take_back(many)
        assert sql(many, "SELECT COUNT(*) FROM invoice") == [(MANY,)]

    def test_what_a_page_and_a_single_row_wrote_stand_in_one_entry(self, place):
        with write(place, "both") as session:
            from books import customer

            session.add(customer("C001"))
            Bulk(session).add("invoice", INVOICE, invoices(2))
            session.add(customer("C002"))
            session.flush()
            Bulk(session).change("invoice", ("id", "amount"), [(2, 7)])
        entry = last(place)
        assert (entry.number, [row[:2] for row in entry.rows]) == (
            1, [("customer", 1), ("invoice", 1), ("invoice", 2), ("customer", 2), ("invoice", 2)],
        )  # fmt: skip
        before = contents(place)
        take_back(place)
        assert not any(contents(place).values())
        take_back(place, 2)
        assert contents(place) == before

    def test_the_last_writer_of_a_row_is_found_inside_a_page(self, many):
        with write(many, "again") as session:
            Bulk(session).change("invoice", ("id", "amount"), [(n, 5) for n in range(700, 800)])
        with reading(many) as run:
            found = [journal.last_writer(run, "invoice", n, 0) for n in (699, 700, 799, 800, MANY + 1)]
            assert found == [(2, "import"), (3, "again"), (3, "again"), (2, "import"), None]
            assert journal.last_writer(run, "invoice", 750, 3) is None
            assert journal.last_writer(run, "customer", 750, 0) is None

    def test_what_others_build_on_is_refused_and_they_are_named(self, many):
        with write(many, "again") as session:
            Bulk(session).change("invoice", ("id", "amount"), [(700, 5), (701, 5)])
        before = contents(many)
        with pytest.raises(errors.ChangedSince) as refused:
            take_back(many, 2)
        assert refused.value.values == {"number": 2, "by": 3, "later": "again"}
        assert contents(many) == before

    def test_a_row_that_others_point_at_is_not_taken_away(self, many):
        with write(many, "settled") as session:
            Bulk(session).add("settlement", ("id", "invoice_id", "on_day", "amount"), [(1, 1400, "2026-12-01", 5)])
        with pytest.raises(errors.ChangedSince) as refused:
            take_back(many, 2)
        assert refused.value.values == {"number": 2, "by": 3, "later": "settled"}

    @pytest.mark.parametrize(
        ("statement", "broken"),
        [
            ("UPDATE journal SET after = replace(after, '\"F00700\"', '\"F00701\"') WHERE id = 3", 3),
            ("UPDATE journal SET after = replace(after, 'settled_on', 'stated_on') WHERE id = 4", 4),
            ("UPDATE journal SET row_id = 502 WHERE id = 3", 3),
            ("DELETE FROM journal WHERE id = 3", 4),
        ],
    )
    def test_tampering_inside_a_page_shows(self, many, statement, broken):
        with reading(many) as run:
            assert journal.verify(run) is None
        for (name,) in sql(many, "SELECT name FROM sqlite_master WHERE type = 'trigger'"):
            sql(many, f"DROP TRIGGER {name}")
        sql(many, statement)
        with reading(many) as run:
            assert journal.verify(run) == broken

    def test_what_the_book_refuses_is_refused_whole(self, many):
        before = contents(many)
        with pytest.raises(errors.BookRefuses):
            bulk_add(
                many, [*invoices(600, MANY + 1), (MANY + 601, 1, "x", "invoice", "2026-11-01", "2026-12-01", 0, AT)]
            )
        assert contents(many) == before
        assert last(many).number == 2

    def test_a_command_that_fails_after_it_leaves_nothing(self, many):
        def fails(session):
            Bulk(session).add("invoice", INVOICE, invoices(600, MANY + 1))
            raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError), write(many) as session:
            fails(session)
        assert sql(many, "SELECT COUNT(*) FROM invoice") == [(MANY,)]
        with reading(many) as run:
            assert journal.verify(run) is None

    def test_nothing_gets_past_the_journal_meanwhile(self, many):
        with write(many) as session:
            Bulk(session).add("invoice", INVOICE, invoices(1, MANY + 1))
            with pytest.raises(AssertionError):
                run_on(session)("DELETE FROM invoice", {})

    def test_the_front_door_undoes_it_with_its_marks(self, many):
        """Through Writer.undo, as the command does."""
        with write(many, "undo") as session:
            assert Writer(session, TODAY, AT).undo(None).number == 2
        assert contents(many)["invoice"] == []
        with write(many, "undo") as session:
            Writer(session, TODAY, AT).undo(3)
        assert sql(many, "SELECT COUNT(*), SUM(amount) FROM invoice") == [
            (MANY, sum(1000 + n for n in range(1, MANY + 1)))
        ]


def take_back(place, number=None):
    with write(place, "undo") as session:
        return undo(session, number)
