"""A book of version 2, brought up to date: nothing is lost, customers are found by pinyin from then on, and what was
entered before is undone and brought back like anything else.
"""

from __future__ import annotations

from datetime import date
from functools import partial

import older
import pytest
from books import AT, contents, sql

from facts import Book
from huikuan import errors
from huikuan.domain.facts import FollowUp
from huikuan.domain.kinds import Channel, Outcome, Ready
from huikuan.domain.talk import Talk
from huikuan.store import journal, migrate
from huikuan.store.place import Place
from huikuan.store.reading import reading
from huikuan.store.soundness import findings
from huikuan.usecases import customer as usecase
from huikuan.usecases import find
from ledger_book import unsound

TODAY = date(2026, 12, 1)
NEW = ("talk", "habit", "name_key", "promise_note", "ready", "approval", "presentation", "guided")


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """Two customers, one renamed since, one undone again; a promise and a contact."""
    place = older.book_of(2, tmp_path_factory.mktemp("older") / "book.db")
    added, enter = partial(older.added, place), partial(older.enter, place)

    def customer(number, code, name, aliases=""):
        return [
            added("customer", id=number, code=code, name=name, aliases=aliases, kind="direct", recorded_at=AT),
            added("grade", id=number, customer_id=number, on_day="2026-01-01", grade="C", reason="", recorded_at=AT),
        ]

    enter("customer add 华联超市", *customer(1, "HL", "华联超市", "华联\n联华"))
    second = customer(2, "CQ", "东风")
    enter("customer add 东风", *second)
    table, _, before = second[0]
    enter("customer edit CQ --name 重庆", (table, before, before | {"name": "重庆"}))
    third = customer(3, "X", "单氏")
    enter("customer add 单氏", *third)
    older.undo(place, "undo", *third, undoes=4)
    enter(
        "promise add HL 5万 12-10",
        added("promise", id=1, customer_id=1, made_on="2026-11-20", level=1, recorded_at=AT),
        added(
            "instalment", id=1, promise_id=1, customer_id=1, due="2026-12-10", amount=5_000_000,
            window_end="2026-12-10",
        ),
    )  # fmt: skip
    enter("log HL", added("follow_up", id=1, customer_id=1, on_day="2026-11-20", channel="call", outcome="reached",
                          said="wait", recorded_at=AT))  # fmt: skip
    assert [name for (name,) in sql(place, "SELECT name FROM sqlite_master WHERE type = 'table'") if name in NEW] == []
    return place.path.read_bytes()


@pytest.fixture
def old(written, tmp_path):
    """That book, not brought up to date yet."""
    place = Place(tmp_path / "book.db")
    place.path.write_bytes(written)
    return place


@pytest.fixture
def book(old):
    """The same, brought up to date."""
    migrate.upgrade(old.path)
    mine = Book(old.path.parent)
    mine.place = old
    return mine


def take_back(book, number=None):
    """Undoes the entry; the number of the undo."""
    with book.write("12-01") as w:
        return w.undo(number).undone_by


def found(book, typed):
    """The code of the customer meant; None where there is none."""
    with book.read() as read:
        try:
            return find.customer(read, typed, TODAY).code
        except errors.NotFound:
            return None


def names(book):
    """Every customer with how the names sound."""
    with book.read() as read:
        return {each.name: each.keys for each in read.customers()}


class TestBroughtUpToDate:
    def test_everything_is_kept_and_the_history_still_holds(self, old):
        tables = ("customer", "grade", "promise", "instalment", "follow_up", "journal")
        before = {name: sql(old, f"SELECT * FROM {name} ORDER BY id") for name in tables}
        copy = migrate.upgrade(old.path)
        assert {name: sql(old, f"SELECT * FROM {name} ORDER BY id") for name in tables} == before
        assert {name: sql(Place(copy), f"SELECT * FROM {name} ORDER BY id") for name in tables} == before
        assert sql(old, "PRAGMA foreign_key_check") == []
        with reading(old) as run:
            assert journal.verify(run) is None
            assert [found.name for found in findings(run, is_file=True) if not found.is_sound] == []

    def test_of_what_is_new_there_is_nothing_but_the_sound_of_the_names(self, book):
        assert {name for name in NEW if contents(book.place)[name]} == {"name_key"}
        with book.read() as read:
            [contact] = read.follow_ups(1)
            [promise] = read.promises(1)
        assert contact == FollowUp(1, 1, contact.on, Channel.CALL, Outcome.REACHED, "wait", None, Talk())
        assert (promise.hour, promise.evidence) == (None, None)

    def test_an_empty_book_comes_up_as_well(self, tmp_path):
        place = older.book_of(2, tmp_path / "empty.db")
        assert migrate.upgrade(place.path) is not None
        assert not any(contents(place).values())

    def test_contacts_and_ticks_of_today_go_into_it(self, book):
        from facts import day
        from huikuan.usecases import log

        with book.write("12-01") as w:
            log.add(w, w.read.customer(1), TODAY, day("12-01"), channel=Channel.CALL, outcome=Outcome.REACHED,
                    talk=Talk(place=2), ready=[Ready.DATE])  # fmt: skip
        with book.read() as read:
            assert [each.talk.place for each in read.follow_ups(1)] == [None, 2]
            assert [each.what for each in read.ticks([1])] == [Ready.DATE]
        assert unsound(book) == []


class TestFoundByPinyin:
    @pytest.mark.parametrize(
        ("typed", "code"),
        [
            ("hualian", "HL"),
            ("hlcs", "HL"),
            ("lianhua", "HL"),  # the other name they go by
            ("chongqing", "CQ"),
            ("zhongqing", "CQ"),  # every reading of a character
            ("dongfeng", None),  # not by the name they had before
            ("shanshi", None),
        ],
    )
    def test_customers_known_before_are_found_by_the_names_they_have(self, book, typed, code):
        assert found(book, typed) == code


class TestUndone:
    def test_a_rename_of_then_and_the_sound_follows(self, book):
        undone = take_back(book, 3)
        assert (found(book, "dongfeng"), found(book, "chongqing")) == ("CQ", None)
        take_back(book, undone)
        assert (found(book, "dongfeng"), found(book, "chongqing")) == (None, "CQ")
        assert unsound(book) == []

    def test_a_customer_added_then_goes_with_the_sound_and_comes_back_with_it(self, book):
        """Renamed and added under version 2: both are taken back, and neither leaves anything behind."""
        before = contents(book.place)
        first, second = take_back(book, 3), take_back(book, 2)
        assert list(names(book)) == ["华联超市"]
        assert [row[1] for row in contents(book.place)["name_key"]] == [1]
        take_back(book, second)
        take_back(book, first)
        assert {name: rows for name, rows in contents(book.place).items() if name != "name_key"} == {
            name: rows for name, rows in before.items() if name != "name_key"
        }
        assert found(book, "chongqing") == "CQ"
        assert unsound(book) == []

    def test_an_addition_undone_then_is_brought_back_and_found(self, book):
        back = take_back(book, 5)
        assert (found(book, "shanshi"), found(book, "danshi")) == ("X", "X")
        take_back(book, back)
        assert (found(book, "shanshi"), len(contents(book.place)["name_key"])) == (None, 2)
        assert unsound(book) == []

    def test_a_customer_with_anything_to_their_name_stays(self, book):
        with pytest.raises(errors.ChangedSince):
            take_back(book, 1)
        assert found(book, "hualian") == "HL"

    def test_a_rename_of_today_is_undone_before_the_addition_of_then(self, book):
        with book.write("12-01") as w:
            usecase.edit(w, w.read.customer(2), name="新风")
        assert found(book, "xinfeng") == "CQ"
        with pytest.raises(errors.ChangedSince):
            take_back(book, 3)
        take_back(book)
        assert found(book, "chongqing") == "CQ"
        take_back(book, 3)
        take_back(book, 2)
        assert list(names(book)) == ["华联超市"]
        assert unsound(book) == []


class TestNamesOfToday:
    """In a book of today the sound follows every change of a name, undo and all."""

    def test_adding_renaming_and_another_name(self, tmp_path):
        book = Book(tmp_path)
        who = book.customer("12-01", name="东风", aliases=("单氏",))
        assert names(book) == {"东风": "dong feng;dan|chan|shan shi|zhi|jing"}
        with book.write("12-01") as w:
            usecase.edit(w, who, name="重庆", aliases=())
        assert names(book) == {"重庆": "zhong|chong|tong qing"}
        take_back(book)
        assert names(book) == {"东风": "dong feng;dan|chan|shan shi|zhi|jing"}
        take_back(book, 3)
        assert names(book) == {"重庆": "zhong|chong|tong qing"}
        take_back(book, 4)
        take_back(book)
        assert (names(book), contents(book.place)["name_key"]) == ({}, [])

    def test_a_change_of_anything_else_leaves_it_alone(self, tmp_path):
        book = Book(tmp_path)
        who = book.customer("12-01", name="东风")
        before = contents(book.place)["name_key"]
        with book.write("12-01") as w:
            usecase.edit(w, who, owner="Li", note="pays on the 10th")
        take_back(book)
        assert contents(book.place)["name_key"] == before
