"""Where the book is: --db, HUIKUAN_DB, the settings, the user's own folder; an address is never shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from huikuan.errors import Refusal, ServerNotKnown, UrlOnCommandLine
from huikuan.store.place import Place, own_folder, place

URL = "postgresql://li:s3cr@t@db.example/huikuan"


def test_the_command_line_wins_over_the_environment_and_that_over_the_settings() -> None:
    assert place(Path("a.db"), {"HUIKUAN_DB": "b.db"}, "c.db") == Place(Path("a.db"))
    assert place(None, {"HUIKUAN_DB": "b.db"}, "c.db") == Place(Path("b.db"))
    assert place(None, {"HUIKUAN_DB": " "}, "c.db") == Place(Path("c.db"))
    assert place(None, {}, None) == Place(own_folder() / "book.db")


def test_the_home_folder_may_be_written_as_a_tilde(own_home: Path) -> None:
    assert place(None, {"HUIKUAN_DB": "~/b.db"}, None).path == own_home / "b.db"
    assert place(None, {"HUIKUAN_DB": "~nobody-here/b.db"}, None).path == Path("~nobody-here/b.db")


@pytest.mark.parametrize("url", [URL, URL.replace("postgresql", "postgres"), URL.replace("sql:", "sql+psycopg:")])
def test_a_server_comes_from_the_environment_or_the_settings_and_hides_its_address(url: str) -> None:
    for found in (place(None, {"HUIKUAN_DB": url}, None), place(None, {}, url)):
        assert found.path is None
        assert found.url == URL
        assert "s3cr" not in repr(found)


def test_an_address_on_the_command_line_is_refused_without_repeating_it() -> None:
    with pytest.raises(UrlOnCommandLine) as refused:
        place(Path(URL), {}, None)
    assert refused.value.exit_code == 2
    assert "s3cr" not in str(refused.value) + repr(refused.value)


@pytest.mark.parametrize("url", ["mysql://li:s3cr@t/x", "sqlite:///x.db", "postgresql:/li:s3cr@t"])
def test_an_address_of_anything_but_postgresql_is_refused_without_repeating_it(url: str) -> None:
    with pytest.raises(ServerNotKnown) as refused:
        place(None, {"HUIKUAN_DB": url}, None)
    assert isinstance(refused.value, Refusal)
    assert "s3cr" not in str(refused.value)


def test_a_drive_letter_is_no_address() -> None:
    assert place(Path("C:/books/b.db"), {}, None).path == Path("C:/books/b.db")
