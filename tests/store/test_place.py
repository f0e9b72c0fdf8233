"""Where the book is: --db, HUIKUAN_DB, the settings, the user's own folder; an address is never shown."""

from __future__ import annotations

from pathlib import Path

import pytest
import tomli_w

from huikuan.errors import Refusal, ServerNotKnown, UrlOnCommandLine
from huikuan.store.place import Place, own_folder, place
from shell import Shell

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


MISTYPED = [
    "postgres//u:s3cr@t@host/db",
    "postgres:/u:s3cr@h/db",
    "postgresql:u:s3cr@host",
    "postgresql:u:s3cr",
    "postgresql//u:s3cr@host",
    "postgersql//u:s3cr@host",
    "u:s3cr@host/db",
    "//u:s3cr@host/db",
    "u:s3cr/x@host",
    "s3cr@host:5432/db",
    "u%3As3cr@host/db",
    "postgresql:\\\\u:s3cr@host\\db",
    "'postgresql://u:s3cr@host/db'",
    "“postgresql://u:s3cr@host/db”",
    "postgresql：//u：s3cr＠host/db",
    "postgres//u：s3cr@host/db",
    "HUIKUAN_DB=postgres//u:s3cr@host/db",
    "host=h user=u password=s3cr",
    "host = h password = s3cr",
    "dbname=b passwd=s3cr",
    "PGPASSWORD=s3cr",
    "Server=h;Database=b;Uid=u;Pwd=s3cr;",
    "h/db?password=s3cr",
    "user=u",
    "jdbc:postgresql://h/db?user=u&password=s3cr",
    "\n postgres//u:s3cr@host/db",
]
PATHS = [
    "C:\\books\\a.db",
    "C:/books/me@firm/a.db",
    "c:\\me@firm\\a.db",
    "\\\\?\\C:\\books\\me@firm.db",
    "\\\\server\\books\\me@firm.db",
    "/home/me@firm/book.db",
    "book@home.db",
    "~/回款@公司/账本.db",
    "/mnt/10:30/book.db",
    "a:b.db",
    "postgres/book.db",
    "/var/lib/postgresql/book.db",
    "passwords/book.db",
    "users=all.db",
    "book.db",
]


@pytest.mark.parametrize("told", MISTYPED)
def test_what_might_be_an_address_mistyped_is_refused_without_repeating_it(told: str) -> None:
    """From wherever it comes, with the code of where it comes from."""
    for given, environment, setting, kind in (
        (Path(told), {}, None, UrlOnCommandLine),
        (None, {"HUIKUAN_DB": told}, None, ServerNotKnown),
        (None, {}, told, ServerNotKnown),
    ):
        with pytest.raises(kind) as refused:
            place(given, environment, setting)
        assert "s3cr" not in str(refused.value) + repr(refused.value)


@pytest.mark.parametrize("path", PATHS)
def test_a_path_in_which_no_password_can_be_stays_one(path: str) -> None:
    for found in (place(Path(path), {}, None), place(None, {"HUIKUAN_DB": path}, None), place(None, {}, path)):
        assert found == Place(Path(path).expanduser())


@pytest.mark.parametrize("told", MISTYPED)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_no_command_repeats_it(tmp_path: Path, told: str, lang: str) -> None:
    """Not on the screen, not in a document, not in a file."""
    shell = Shell(tmp_path, lang=lang)
    (settings := own_folder() / "huikuan.toml").parent.mkdir(parents=True, exist_ok=True)
    told_by = [("plan", {"HUIKUAN_DB": told}, 4), (["doctor", "--json", "--db", told], {}, 2)]
    settings.write_text(tomli_w.dumps({"book": told}), encoding="utf-8")
    told_by.append(("customer add A", {"HUIKUAN_DB": ""}, 4))
    for line, env, code in told_by:
        said = shell.run(line, **env)
        assert (said.code, said.out, said.err.count("\n")) == (code, "", 1), said
        assert "s3cr" not in said.err
    assert not any(tmp_path.iterdir())


def test_a_drive_letter_is_no_address() -> None:
    assert place(Path("C:/books/b.db"), {}, None).path == Path("C:/books/b.db")
