"""Whatever the environment and the files written by hand say, a run ends in one sentence with the code that is due."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from contract import book_shell, document, english_in

from huikuan.store.place import own_folder

if TYPE_CHECKING:
    from pathlib import Path

DIGITS = "9" * 5000
READS = ("plan", "followup", "gap HL", "ageing", "customer list", "doctor")


def settings(text: str) -> Path:
    (file := own_folder() / "huikuan.toml").parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.parametrize(
    "day", ["0001-01-01", "0001-12-31", "9999-12-31", "1999-12-31", "2100-01-01", DIGITS, "\x1b[31m"]
)
@pytest.mark.parametrize("line", [*READS, "receipt add HL 1万", "promise add HL 1万 fri", "plan --guide"])
def test_a_day_no_book_reaches_is_not_understood(tmp_path, day, line):
    """As a day that is typed: the years run from 2000 to 2099."""
    shell = book_shell(tmp_path, lang="en")
    said = shell.run(line, HUIKUAN_TODAY=day)
    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
    assert "2000 to 2099" in said.err
    assert "\x1b" not in said.err


@pytest.mark.parametrize("day", ["2000-01-01", "2099-12-31"])
@pytest.mark.parametrize(
    "line", [*READS, "customer add A", "measure add HL x 1万", "log HL --said x", "invoice add HL 1万 2050-01-01"]
)
def test_the_first_and_the_last_day_are_days_like_others(tmp_path, day, line):
    assert book_shell(tmp_path).run(line, HUIKUAN_TODAY=day).code == 0


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "+99999999999d", "99999999999天后", "0000-00-00"])
@pytest.mark.parametrize(
    "line",
    ["plan --as-of {}", "gap HL --as-of {}", "promise add HL 1万 {}", "receipt add HL 1万 {}", "log HL --next {}",
     "receipt add HL 1万 --form acceptance_bill --matures {}", "measure add HL x 1万 --by {}"],
)  # fmt: skip
def test_such_a_day_typed_is_not_understood(tmp_path, day, line):
    said = book_shell(tmp_path).run(line.format(day))
    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1), said


@pytest.mark.parametrize("month", ["0001-01", "9999-12", "1999-12", "2100-01", "0000-00"])
@pytest.mark.parametrize(
    "line", ["plan {}", "gap HL --month {}", "target set HL 1万 --month {}", "target list --month {}"]
)
def test_such_a_month_is_not_understood(tmp_path, month, line):
    said = book_shell(tmp_path).run(line.format(month))
    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1), said


@pytest.mark.parametrize("room", [DIGITS, "99999999999", "-5", "0", "1", "abc", "４０", " ", "1e9", "0x10"])
@pytest.mark.parametrize("line", ["plan", "gap HL", "--help", "plan --help", "doctor"])
def test_a_width_that_is_none_is_passed_over(tmp_path, room, line):
    said = book_shell(tmp_path).run(line, COLUMNS=room, LINES=room)
    assert (said.code, said.err) == (0, "")


DEEP = 300_000
NO_TOML = {
    "lists in lists": "owner = " + "[" * DEEP + "]" * DEEP,
    "fewer lists in lists": "owner = " + "[" * 3000 + "]" * 3000,
    "tables in tables": "owner = " + "{a=" * DEEP + "1" + "}" * DEEP,
    "a key of keys": ".".join("a" * 20_000) + " = 1",
    "a table of tables": "[" + ".".join("a" * 20_000) + "]",
    "a number of digits": f"threshold = {DIGITS}",
    "a large file": "#" * 10_000_000,
}


@pytest.mark.parametrize("text", NO_TOML.values(), ids=NO_TOML)
@pytest.mark.parametrize("lang", ["en", "zh", ""])
def test_settings_that_cannot_be_read_are_refused(tmp_path, text, lang):
    """Also where they are asked for the language first; what needs no settings still answers."""
    shell = book_shell(tmp_path, lang=lang)
    settings(text)
    said = shell.run("plan")
    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
    assert "huikuan.toml" in said.err
    assert lang != "zh" or english_in(said.err.replace("huikuan.toml", "").replace("TOML", "")) == []
    assert shell.run("--help").code == 0


@pytest.mark.parametrize("text", [NO_TOML[name] for name in NO_TOML if name != "a large file"])
def test_a_map_that_cannot_be_read_is_refused(tmp_path, text):
    (file := tmp_path / "a.csv").write_text("customer,amount\nA,1\n")
    (map_file := tmp_path / "a.toml").write_text(text)
    said = book_shell(tmp_path).run(["import", str(file), "--as", "invoices", "--map", str(map_file)])
    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)


@pytest.mark.parametrize(
    "text", ["[" * DEEP, '{"huikuan":' * DEEP, '{"days":' * DEEP, f'{{"huikuan": 1, "version": {DIGITS}}}']
)
def test_a_document_too_deep_is_no_book_and_no_calendar(tmp_path, text):
    shell = book_shell(tmp_path)
    (file := tmp_path / "a.json").write_text(text)
    said = shell.run(["import", str(file), "--as", "all"])
    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
    settings("").with_name("holidays-2027.json").write_text(text)
    said = shell.run("plan")
    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)


class TestOwner:
    """The owner in the settings is the one that --owner finds."""

    @pytest.mark.parametrize(("written", "meant"), [("  小李\t", "小李"), ("Jose\u0301", "José"), ("王 强", "王 强")])
    def test_it_is_cleaned_as_a_typed_one(self, tmp_path, written, meant):
        shell = book_shell(tmp_path)
        settings(f"owner = {json.dumps(written, ensure_ascii=False)}\n")
        shell.run("customer add 新客户 --code NEW")
        found = document(shell.run("customer show NEW --json"))
        assert found["owner"] == meant
        assert "NEW" in shell.run(["plan", "--owner", written]).out

    @pytest.mark.parametrize(
        ("written", "why"),
        [("小\\u200b李", "U+200B"), ("a\\u202eb", "U+202E"), ("a\\u0007", "U+0007"), ("a\\nb", "U+000A"), (" ", "empty"),
         ("a" * 201, "201 characters")],
    )  # fmt: skip
    def test_what_cannot_be_typed_cannot_be_set(self, tmp_path, written, why):
        shell = book_shell(tmp_path, lang="en")
        settings(f'owner = "{written}"\n')
        said = shell.run("customer add 新客户")
        assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
        assert "“owner”" in said.err
        assert why in said.err
        assert "看不懂" in shell.run("customer add 新客户", HUIKUAN_LANG="zh").err
