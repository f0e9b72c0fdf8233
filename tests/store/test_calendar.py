"""The calendar as published, with a company's own files laid over it for the years nobody has published yet."""

from __future__ import annotations

import json
from datetime import date

import pytest

from huikuan.errors import CalendarUnreadable
from huikuan.store.calendar import calendar, published


def lay(folder, year, **days):
    """A holiday file as the State Council's notices are commonly shared: 01-01=True is a day off."""
    listed = [{"date": f"{year}-{name[1:].replace('_', '-')}", "isOffDay": off} for name, off in days.items()]
    (folder / f"holidays-{year}.json").write_text(json.dumps({"days": listed}), encoding="utf-8")


def test_published_days():
    found = published()
    assert {2025, 2026} <= found.known_years
    assert not found.is_working(date(2026, 10, 1))
    assert found.is_working(date(2026, 10, 10))


def test_without_files_it_is_the_published_one(tmp_path):
    assert calendar(tmp_path) == calendar(tmp_path / "nowhere") == published()


def test_a_file_makes_its_year_known(tmp_path):
    lay(tmp_path, 2027, _01_01=True, _01_02=False)
    found = calendar(tmp_path)
    assert not found.is_working(date(2027, 1, 1))
    assert found.is_working(date(2027, 1, 2))
    assert found.is_working(date(2027, 1, 4))
    assert not found.is_working(date(2027, 1, 9))
    assert not found.is_estimate(date(2027, 1, 1))
    assert found.is_estimate(date(2028, 1, 1))


def test_a_file_replaces_the_published_days_of_its_year(tmp_path):
    lay(tmp_path, 2026, _12_07=True)
    found = calendar(tmp_path)
    assert not found.is_working(date(2026, 12, 7))
    assert found.is_working(date(2026, 10, 1))
    assert not found.is_working(date(2026, 10, 10))
    assert not found.is_working(date(2025, 10, 1))


def test_a_weekday_told_to_be_worked_is_worked(tmp_path):
    lay(tmp_path, 2027, _01_01=True, _01_04=False)
    assert calendar(tmp_path).is_working(date(2027, 1, 4))


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{}",
        "[]",
        '{"days": [{"date": "2027-13-01", "isOffDay": true}]}',
        '{"days": [{"date": "2027-01-01"}]}',
        '{"days": 1}',
        "\udcff",
    ],
    ids=["empty", "no days", "a list", "no such day", "neither off nor on", "a number", "not UTF-8"],
)
def test_a_file_that_is_not_understood_is_named(tmp_path, content):
    (tmp_path / "holidays-2027.json").write_bytes(content.encode("utf-8", "surrogateescape"))
    with pytest.raises(CalendarUnreadable) as refused:
        calendar(tmp_path)
    assert "holidays-2027.json" in str(refused.value)


def test_other_files_are_left_alone(tmp_path):
    (tmp_path / "holidays.json").write_text("nonsense", encoding="utf-8")
    (tmp_path / "settings.toml").write_text("nonsense", encoding="utf-8")
    assert calendar(tmp_path) == published()
