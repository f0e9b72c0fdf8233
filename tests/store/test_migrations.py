"""An older book comes up to date whole or stays as it was; it ends just like a book made today."""

from __future__ import annotations

import re
import shutil
import sqlite3
import stat
import sys
import types
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from books import A_GRADE, add, contents, names, sql, write

from huikuan import errors
from huikuan.store import bookfile, migrate
from huikuan.store.place import Place
from huikuan.store.reading import reading
from shell import Shell

VERSION_3 = Path(__file__).with_name("version-3.db")
"""A book of the first version that is kept, with a row of every kind: written by the program of that version."""


@pytest.fixture
def old(tmp_path: Path) -> Place:
    """A copy of the book of version 3."""
    place = Place(tmp_path / "old.db")
    shutil.copyfile(VERSION_3, place.path)
    return place


def schema(place: Place) -> dict[str, Any]:
    """Tables, columns, keys, indexes and triggers; white space and quotes around a table's name aside."""
    with closing(sqlite3.connect(place.path)) as connection:
        rows = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name").fetchall()
        found: dict[str, Any] = {
            f"{row[0]} {row[1]}": (row[2], re.sub(r"\s+", " ", row[3] or "").replace(f'"{row[1]}"', row[1]))
            for row in rows
        }
        for kind, name, *_ in rows:
            if kind == "table":
                for about in ("table_info", "foreign_key_list", "index_list"):
                    found[f"{about} {name}"] = sorted(connection.execute(f"PRAGMA {about}({name})"), key=str)
            elif kind == "index":
                found[f"index_xinfo {name}"] = connection.execute(f"PRAGMA index_xinfo({name})").fetchall()
        found["version"] = connection.execute("PRAGMA user_version").fetchall()
        found["application"] = connection.execute("PRAGMA application_id").fetchall()
    for name in [name for name in found if name.startswith("index_list")]:
        found[name] = sorted(row[1:] for row in found[name])  # the order of making is no part of the schema
    return found


def test_a_book_brought_up_to_date_is_the_same_as_a_new_one(place: Place, old: Place) -> None:
    add(place, "C001")
    migrate.upgrade(old.path)
    assert schema(old) == schema(place)
    assert len(schema(old)) > 60


def test_the_first_write_brings_an_older_book_up_to_date(old: Place) -> None:
    with pytest.raises(errors.OutdatedBook), reading(old):
        pass
    add(old, "C001")
    assert "C001" in [row[1] for row in contents(old)["customer"]]


def test_a_copy_is_kept_and_an_earlier_copy_is_not_overwritten(old: Place) -> None:
    before = old.path.read_bytes()
    kept = migrate.upgrade(old.path)
    assert kept.parent == old.path.parent / "backups"
    assert re.fullmatch(rf"old\.db\.[\d-]{{17}}\.before-v{bookfile.VERSION}\.bak", kept.name)
    assert sql(Place(kept), "PRAGMA user_version") == [(3,)]
    assert "matched_on" not in [row[1] for row in sql(Place(kept), "PRAGMA table_info(allocation)")]
    copied = kept.read_bytes()
    if sys.platform != "win32":
        assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    old.path.write_bytes(before)
    again = migrate.upgrade(old.path)
    assert again.parent == kept.parent
    assert again != kept
    assert kept.read_bytes() == copied


def test_a_book_of_today_and_one_that_is_not_there_are_left_alone(place: Place) -> None:
    assert migrate.upgrade(place.path) is None
    assert not place.path.exists()
    add(place, "C001")
    before = place.path.read_bytes()
    assert migrate.upgrade(place.path) is None
    assert place.path.read_bytes() == before


def step(monkeypatch: pytest.MonkeyPatch, upgrade: Any) -> None:
    """A way on to the version after this one."""
    later = bookfile.VERSION + 1
    monkeypatch.setattr(bookfile, "VERSION", later)
    monkeypatch.setattr(migrate.pkgutil, "iter_modules", lambda _path: [types.SimpleNamespace(name=f"{later:04}_more")])
    monkeypatch.setattr(migrate, "import_module", lambda _name: types.SimpleNamespace(upgrade=upgrade))


def test_a_step_that_fails_half_way_leaves_every_byte(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    from alembic import op

    def fails() -> None:
        op.execute("CREATE TABLE half (id INTEGER)")
        op.execute("UPDATE customer SET name = 'x'")
        raise ZeroDivisionError

    add(place, "C001")
    before = place.path.read_bytes()
    step(monkeypatch, fails)
    with pytest.raises(errors.UpgradeFailed) as failed:
        migrate.upgrade(place.path)
    assert failed.value.exit_code == 4
    assert place.path.read_bytes() == before


def test_a_step_that_would_lose_what_others_point_at_is_refused(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    from alembic import op

    add(place, "C001")
    sql(place, A_GRADE)
    before = place.path.read_bytes()
    step(monkeypatch, lambda: op.execute("DELETE FROM customer"))
    with pytest.raises(errors.UpgradeFailed):
        migrate.upgrade(place.path)
    assert place.path.read_bytes() == before


def test_a_step_that_rebuilds_a_table_keeps_the_rows_that_point_at_it(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sqlalchemy as sa
    from alembic import op

    def rebuild() -> None:
        with op.batch_alter_table("customer", recreate="always") as table:
            table.add_column(sa.Column("region", sa.Text()))

    add(place, "C001")
    sql(place, A_GRADE)
    step(monkeypatch, rebuild)
    migrate.upgrade(place.path)
    assert sql(place, "SELECT code, region FROM customer JOIN grade ON customer_id = customer.id") == [("C001", None)]
    assert sql(place, "PRAGMA user_version") == [(bookfile.VERSION,)]
    with reading(place) as run:
        assert run("SELECT count(*) FROM grade", {}) == [(1,)]


def test_an_upgrade_keeps_one_lock_and_leaves_nothing_else_behind(old: Place) -> None:
    migrate.upgrade(old.path)
    with write(old):
        pass
    assert names(old.path.parent) == ["backups", "old.db", "old.db.lock"]
    assert len(names(old.path.parent / "backups")) == 1


def test_the_steps_are_part_of_the_package() -> None:
    steps = Path(migrate.versions.__file__).parent
    assert [path.name for path in sorted(steps.glob("0*.py"))] == ["0004_matched_on.py"]


@pytest.mark.parametrize("version", [0, 2])
def test_a_book_from_before_the_first_kept_version_is_left_as_it_is(old: Place, version: int) -> None:
    sql(old, f"PRAGMA user_version={version}")
    before = old.path.read_bytes()
    for refused in (lambda: migrate.upgrade(old.path), lambda: add(old, "C001"), lambda: reading(old).__enter__()):
        with pytest.raises(errors.ForgottenBook):
            refused()
    assert old.path.read_bytes() == before


class TestFromVersion3:
    def test_it_has_a_row_of_every_kind(self, old: Place) -> None:
        assert [name for name, rows in contents(old).items() if not rows] == []

    def test_nothing_of_it_is_lost(self, old: Place) -> None:
        columns = {name: [c[1] for c in sql(old, f"PRAGMA table_info({name})")] for name in [*contents(old), "journal"]}

        def kept(place: Place) -> dict[str, Any]:
            return {n: sql(place, f"SELECT {', '.join(cells)} FROM {n} ORDER BY id") for n, cells in columns.items()}

        before, numbers = kept(old), sql(old, "SELECT name, seq FROM sqlite_sequence ORDER BY name")
        copy = migrate.upgrade(old.path)
        assert kept(old) == before == kept(Place(copy))
        assert sql(old, "SELECT name, seq FROM sqlite_sequence ORDER BY name") == numbers
        assert sql(old, "PRAGMA integrity_check") == [("ok",)]
        assert sql(old, "SELECT COUNT(*) FROM allocation a JOIN receipt r ON r.id = a.receipt_id "
                   "WHERE a.matched_on <> r.on_day") == [(0,)]  # fmt: skip

    def test_it_is_sound_and_every_entry_of_it_is_undone_and_brought_back(self, old: Place) -> None:
        """From the last to the first that stands, and forward again: every report finds what it found before."""
        shell = Shell(old.path.parent, today="2026-12-10", HUIKUAN_DB=str(old.path))
        assert shell.run("doctor --upgrade").code == 0
        before = {line: shell.run(line).out for line in REPORTS}
        undone = 0
        while shell.run("undo").code == 0:
            undone += 1
        assert undone > 30
        assert [name for name, rows in contents(old).items() if rows] == []
        assert shell.run("doctor").code == 0
        last = sql(old, "SELECT MAX(batch) FROM journal")[0][0]
        for number in range(last, last - undone, -1):
            assert shell.run(f"undo {number}").code == 0
        assert shell.run("doctor").code == 0
        assert {line: shell.run(line).out for line in REPORTS} == before


REPORTS = ("plan --json", "gap 007 --json", "gap 1e5 --json", "gap YY --json", "followup --json", "ageing --json",
           "receipt list --json", "promise list --json")  # fmt: skip
