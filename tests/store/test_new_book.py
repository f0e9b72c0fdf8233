"""The first entry makes the book: whole, in its place, open to its owner only, one for all who start it at once."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest
from books import add, contents, customer, names, put, python, sql, write

from huikuan.domain import columns
from huikuan.store import bookfile, schema
from huikuan.store.birth import create
from huikuan.store.newfile import LEFT_FOR
from huikuan.store.place import Place
from huikuan.store.reading import reading

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps no such modes")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_the_first_entry_makes_the_book_and_its_folder(place: Place) -> None:
    add(place, "C001")
    assert sql(place, "PRAGMA application_id") == [(bookfile.APPLICATION_ID,)]
    assert sql(place, "PRAGMA user_version") == [(bookfile.VERSION,)]
    assert [row[1] for row in contents(place)["customer"]] == ["C001"]
    assert names(place.path.parent) == ["book.db", "book.db.lock"]


@posix
def test_folder_book_and_lock_are_open_to_their_owner_only(place: Place) -> None:
    old = os.umask(0)
    try:
        add(place, "C001")
        with write(place) as book:
            put(book, "customer", customer("C002"))
            assert mode(Path(f"{place.path}-journal")) == 0o600
    finally:
        os.umask(old)
    assert mode(place.path) == mode(Path(f"{place.path}.lock")) == 0o600
    assert mode(place.path.parent) == mode(place.path.parent.parent) == 0o700


ADD = """
import sys
from pathlib import Path
from books import add
from huikuan.store.place import Place
add(Place(Path(sys.argv[1])), sys.argv[2])
"""


def test_commands_that_start_a_book_at_the_same_moment_share_one(place: Place) -> None:
    workers = [python(ADD, place.path, code) for code in "AB"]
    assert [(worker.communicate()[1], worker.returncode) for worker in workers] == [("", 0)] * 2
    assert sorted(row[1] for row in contents(place)["customer"]) == ["A", "B"]


def test_the_loser_of_a_race_to_start_a_book_leaves_the_winners(place: Place) -> None:
    add(place, "C001")
    before = place.path.read_bytes()
    create(place.path)
    assert place.path.read_bytes() == before
    assert names(place.path.parent) == ["book.db", "book.db.lock"]


def test_a_disk_without_links_still_gets_a_book(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*_: object) -> None:
        raise PermissionError(1, "no links here")

    monkeypatch.setattr(os, "link", no_links)
    add(place, "C001")
    assert names(place.path.parent) == ["book.db", "book.db.lock"]


def test_a_name_that_links_to_the_book_is_the_same_book(place: Place, tmp_path: Path) -> None:
    link = tmp_path / "link.db"
    link.symlink_to(place.path)
    add(Place(link), "C001")
    add(place, "C002")
    assert link.is_symlink()
    assert names(place.path.parent) == ["book.db", "book.db.lock"]
    assert len(contents(place)["customer"]) == 2


def test_a_path_of_strange_letters_is_just_a_path(tmp_path: Path) -> None:
    strange = Place(tmp_path / "a b?mode=memory#%41 回款" / "b;'\".db")
    add(strange, "C001")
    with reading(strange) as run:
        assert run("SELECT code FROM customer", {}) == [("C001",)]


def test_a_new_book_is_made_of_what_the_tables_say() -> None:
    """What is written down for a file and of every column is what the tables' classes say; `make schema` writes both."""
    assert schema.WRITTEN_DOWN.read_text(encoding="utf-8") == schema.written()
    assert Path(columns.__file__).read_text(encoding="utf-8") == schema.columns_written()


class TestLeftOver:
    """What a killed command left of a book it was building."""

    OLD, NEW = ".new-0a1b2c3d.db", ".new-4e5f6a7b.db"

    @staticmethod
    def put(place: Place, name: str, *, age: float) -> Path:
        path = place.path.with_name(name)
        path.write_bytes(b"half a book")
        os.utime(path, (path.stat().st_mtime - age,) * 2)
        return path

    def test_the_next_write_sweeps_it(self, place: Place) -> None:
        """Its journal too; the book itself is as it was, and gets its entry."""
        add(place, "C001")
        for name in (self.OLD, f"{self.OLD}-journal"):
            self.put(place, name, age=LEFT_FOR + 60)
        add(place, "C002")
        assert names(place.path.parent) == ["book.db", "book.db.lock"]
        assert len(contents(place)["customer"]) == 2

    def test_one_that_may_still_be_building_stays(self, place: Place) -> None:
        add(place, "C001")
        self.put(place, self.NEW, age=LEFT_FOR - 60)
        add(place, "C002")
        assert self.NEW in names(place.path.parent)

    @pytest.mark.parametrize(
        "name", [".new-1234567.db", ".new-123456789.db", ".new-ABCDEF12.db", "new-0a1b2c3d.db", ".new-0a1b2c3d.db.bak"]
    )
    def test_what_has_another_name_is_not_ours(self, place: Place, name: str) -> None:
        add(place, "C001")
        self.put(place, name, age=LEFT_FOR * 1000)
        add(place, "C002")
        assert name in names(place.path.parent)

    @posix
    def test_a_folder_or_a_link_of_that_name_stays(self, place: Place) -> None:
        add(place, "C001")
        place.path.with_name(self.OLD).mkdir()
        place.path.with_name(self.NEW).symlink_to(place.path)
        os.utime(place.path.with_name(self.OLD), (0, 0))
        os.utime(place.path.with_name(self.NEW), (0, 0), follow_symlinks=False)
        add(place, "C002")
        assert {self.OLD, self.NEW} <= set(names(place.path.parent))

    def test_a_read_sweeps_nothing(self, place: Place) -> None:
        add(place, "C001")
        self.put(place, self.OLD, age=LEFT_FOR * 2)
        with reading(place):
            pass
        assert self.OLD in names(place.path.parent)
