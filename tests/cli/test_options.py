"""What holds for every command: which book, which day, which language, the settings, help with examples that work."""

from __future__ import annotations

import itertools
import os
import pty
import shlex
import subprocess
import tempfile

import pytest
from contract import book_shell, document, english_in

from huikuan.cli import language
from shell import Shell


@pytest.fixture(autouse=True)
def own_temporary_folder(tmp_path_factory, monkeypatch):
    """Where the demonstration leaves its book."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path_factory.mktemp("temporary")))


class TestPlacement:
    @pytest.mark.parametrize("line", ["{} promise list", "promise {} list", "promise list {}"])
    def test_each_common_option_may_stand_before_between_and_after(self, tmp_path, line):
        shell = book_shell(tmp_path)
        shell.env["HUIKUAN_DB"] = str(tmp_path / "none.db")
        whole = document(shell.run(line.format(f"--json --db {shell.book} --as-of 12-05")))
        assert [promise["id"] for promise in whole["promises"]] == [1, 2, 3]

    def test_they_may_be_spread(self, tmp_path):
        shell = book_shell(tmp_path)
        other = str(tmp_path / "none.db")
        said = shell.run(f"--as-of 12-05 promise --db {shell.book} list --json", HUIKUAN_DB=other)
        assert len(document(said)["promises"]) == 3

    @pytest.mark.parametrize(
        "line", ["--json", "--json plan", "plan --json", "--json gap HL", "gap --json HL", "gap HL --json"]
    )
    def test_json_stands_anywhere(self, tmp_path, line):
        assert document(book_shell(tmp_path).run(line))["month"] == "2026-12"

    def test_the_last_of_two_is_meant(self, tmp_path):
        said = book_shell(tmp_path).run("--as-of 12-03 plan --as-of 12-05 --json")
        assert document(said)["as_of"] == "2026-12-05"


class TestBook:
    def test_the_option_goes_before_the_environment(self, tmp_path):
        shell = book_shell(tmp_path)
        other = tmp_path / "other.db"
        shell.run(["customer", "add", "甲", "--db", str(other)])
        assert [
            c["name"] for c in document(shell.run(["customer", "list", "--json", "--db", str(other)]))["customers"]
        ] == ["甲"]
        assert "甲" not in shell.run("customer list").out

    def test_the_environment_goes_before_the_settings(self, tmp_path):
        shell = book_shell(tmp_path)
        _settings(f'book = "{tmp_path / "none.db"}"')
        assert document(shell.run("plan --json"))["customers"]
        assert document(shell.run("plan --json", HUIKUAN_DB=""))["customers"] == []

    def test_the_settings_say_which_book(self, tmp_path):
        shell = book_shell(tmp_path)
        _settings(f'book = "{shell.book}"')
        assert document(shell.run("plan --json", HUIKUAN_DB=" "))["customers"]

    def test_without_a_word_it_is_in_the_users_own_folder_and_closed_to_others(self, tmp_path, own_home):
        shell = Shell(tmp_path, lang="en")
        del shell.env["HUIKUAN_DB"]
        assert shell.run("customer add 甲").code == 0
        book = next(own_home.rglob("book.db"))
        assert book.stat().st_mode & 0o077 == 0
        assert book.parent.stat().st_mode & 0o077 == 0
        assert str(book) in shell.run("doctor").out

    def test_a_tilde_is_the_home(self, tmp_path, own_home):
        shell = Shell(tmp_path, lang="en")
        assert shell.run(["customer", "add", "甲", "--db", "~/mine.db"]).code == 0
        assert (own_home / "mine.db").exists()


class TestToday:
    @pytest.mark.parametrize("day", ["foo", "2026-13-01", "2026-02-30", "tomorrow", "12-10", "2026/12/10"])
    @pytest.mark.parametrize("line", ["plan", "", "followup", "receipt add HL 1万", "promise add HL 1万 周五", "undo"])
    def test_a_wrong_day_is_refused_by_reads_and_writes(self, tmp_path, line, day):
        shell = book_shell(tmp_path)
        before = shell.book.read_bytes()
        said = shell.run(line, HUIKUAN_TODAY=day)
        assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
        assert "HUIKUAN_TODAY" in said.err
        assert shell.book.read_bytes() == before

    def test_it_is_the_day_of_everything(self, tmp_path):
        shell = book_shell(tmp_path)
        made = document(shell.run("promise add SY 1万 明天 --json", HUIKUAN_TODAY="2026-12-24"))
        assert (made["made_on"], made["instalments"][0]["due"]) == ("2026-12-24", "2026-12-25")


class TestLanguage:
    @pytest.mark.parametrize(
        ("env", "is_chinese"),
        [
            ({"HUIKUAN_LANG": "zh"}, True),
            ({"HUIKUAN_LANG": "zh_CN.UTF-8"}, True),
            ({"HUIKUAN_LANG": "ZH"}, True),
            ({"HUIKUAN_LANG": "en", "LANG": "zh_CN.UTF-8"}, False),
            ({"HUIKUAN_LANG": "", "LANG": "zh_CN.UTF-8"}, True),
            ({"HUIKUAN_LANG": "", "LANG": "zh_TW"}, True),
            ({"HUIKUAN_LANG": "fr", "LANG": "zh_CN.UTF-8"}, True),
            ({"HUIKUAN_LANG": "", "LANG": "fr_FR.UTF-8"}, False),
            ({"HUIKUAN_LANG": "", "LANG": "C"}, False),
            ({"HUIKUAN_LANG": "", "LANG": "zh_CN", "LC_ALL": "en_US.UTF-8"}, False),
        ],
    )
    def test_a_refusal_speaks_it(self, tmp_path, env, is_chinese):
        err = book_shell(tmp_path).run("gap zzz", **env).err
        assert ("没有" in err) is is_chinese
        assert ("No customer" in err) is not is_chinese

    def test_the_settings_go_before_the_locale(self, tmp_path):
        _settings('lang = "en"')
        shell = book_shell(tmp_path)
        assert "No customer" in shell.run("gap zzz", HUIKUAN_LANG="", LANG="zh_CN.UTF-8").err
        assert "没有" in shell.run("gap zzz", HUIKUAN_LANG="zh").err

    @pytest.mark.parametrize("line", ["--help", "plan --help", "promise add --help", "customer --help"])
    def test_help_speaks_it(self, tmp_path, line):
        shell = Shell(tmp_path, lang="zh")
        first = shell.run(line).out.splitlines()[0]
        assert "用法" in first
        assert "Usage" in shell.run(line, HUIKUAN_LANG="en").out


def _settings(text):
    place = language.settings_file()
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(text if isinstance(text, bytes) else text.encode())


WRONG = [
    ('colour = "red"', "colour"),
    ("threshold = 0", "threshold"),
    ("threshold = 101", "threshold"),
    ('threshold = "90"', "threshold"),
    ("threshold = 90.5", "threshold"),
    ("threshold = true", "threshold"),
    ('lang = "fr"', "lang"),
    ("owner = 5", "owner"),
    ("book = 5", "book"),
    ("tolerance = 3", "tolerance"),
    ("[tolerance]\nA = -1", "tolerance"),
    ("[tolerance]\nE = 1", "tolerance"),
    ('[quiet]\nA = "ten"', "quiet"),
    ("[reminders]\nC = 3", "reminders"),
    ("[reminders]\nC = [3.5]", "reminders"),
    ("[points]\ncoffee = 5", "points"),
    ("[points]\nrenew = -5", "points"),
    ('[hours]\ncollect = "morning"', "hours"),
    ('[hours]\ncollect = "10:30-09:30"', "hours"),
    ("bill_rate = 3", "bill_rate"),
    ("tail_share = 0", "tail_share"),
    ("ageing = 30", "ageing"),
    ("ageing = []", "ageing"),
    ("ageing = [0, 30]", "ageing"),
    ("ageing = [-30]", "ageing"),
    ("ageing = [3651]", "ageing"),
    ("ageing = [60, 30]", "ageing"),
    ("ageing = [30, 30]", "ageing"),
    ("ageing = [30.5]", "ageing"),
    ('ageing = ["30"]', "ageing"),
    ("ageing = [true]", "ageing"),
    ("ageing = [1, 2, 3, 4, 5, 6, 7, 8, 9]", "ageing"),
    ("threshold = ", "huikuan.toml"),
    ("[tolerance", "huikuan.toml"),
    ("threshold = 1\nthreshold = 2", "huikuan.toml"),
    (b"\xff\xfe\x00", "huikuan.toml"),
]


class TestSettings:
    @pytest.mark.parametrize(("text", "word"), WRONG)
    @pytest.mark.parametrize("line", ["plan", "receipt add HL 1万"])
    def test_what_is_wrong_is_named_in_one_sentence(self, tmp_path, text, word, line):
        shell = book_shell(tmp_path)
        before = shell.book.read_bytes()
        _settings(text)
        said = shell.run(line)
        assert (said.code, said.out, said.err.count("\n")) == (2, "", 1), said
        assert word in said.err
        assert "huikuan.toml" in said.err
        assert "pydantic" not in said.err
        assert shell.book.read_bytes() == before

    @pytest.mark.parametrize("text", [text for text, _word in WRONG])
    def test_it_is_said_in_chinese_too(self, tmp_path, text):
        shell = book_shell(tmp_path, lang="zh")
        _settings(text)
        said = shell.run("plan")
        assert said.code == 2
        assert english_in(said.err) == []

    @pytest.mark.parametrize("text", ["", "# nothing", "\ufeffthreshold = 90", 'lang = "zh"\nowner = "小李"'])
    def test_every_key_may_be_left_out(self, tmp_path, text):
        _settings(text)
        assert book_shell(tmp_path).run("plan").code == 0

    def test_the_owner_is_whose_customers_new_ones_are(self, tmp_path):
        _settings('owner = "小赵"')
        shell = book_shell(tmp_path)
        assert document(shell.run("customer add 甲 --json"))["owner"] == "小赵"
        assert document(shell.run("customer add 乙 --owner 小钱 --json"))["owner"] == "小钱"

    def test_tolerance_moves_the_window_of_promises_taken_from_then_on(self, tmp_path):
        shell = book_shell(tmp_path)
        _settings("[tolerance]\nB = 5")
        made = document(shell.run("promise add HL 1万 2026-12-16 --json"))
        assert made["instalments"][0]["window_end"] == "2026-12-21"
        assert document(shell.run("promise show 1 --json"))["instalments"][0]["window_end"] == "2026-12-11"

    def test_the_threshold_keeps_a_promise(self, tmp_path):
        shell = book_shell(tmp_path)
        assert document(shell.run("promise show 1 --json"))["state"] == "pending"
        _settings("threshold = 50")
        assert document(shell.run("promise show 1 --json"))["state"] == "kept"

    def test_points_hours_quiet_and_reminders_shape_the_morning(self, tmp_path):
        shell = book_shell(tmp_path)
        _settings('[points]\ncollect = 400\n[hours]\ncollect = "07:00-08:00"\n[reminders]\nA = [8]\n[quiet]\nC = 0')
        tasks = document(shell.run("followup --json"))["tasks"]
        assert (tasks[0]["kind"], tasks[0]["when"]) == ("collect", "07:00-08:00")
        assert ("remind", "DF") in {(task["kind"], task["code"]) for task in tasks}
        the_day_before = document(shell.run("followup --as-of 12-09 --json"))["tasks"]
        assert ("solicit", "SY") in {(task["kind"], task["code"]) for task in the_day_before}

    def test_what_needs_no_settings_works_with_broken_ones(self, tmp_path):
        _settings("[broken")
        shell = Shell(tmp_path, lang="en")
        assert [shell.run(line).code for line in ("--help", "--version", "plan --help")] == [0, 0, 0]


class TestScreen:
    def test_a_terminal_gets_colour_and_none_where_none_is_wanted(self, tmp_path):
        shell = book_shell(tmp_path)
        plain, coloured = (
            _on_pty(shell, "followup", TERM="xterm-256color", **more) for more in ({"NO_COLOR": "1"}, {})
        )
        assert "\x1b[1;31m" in coloured
        assert not any(f"\x1b[{colour}" in plain for colour in ("31", "1;31", "33", "1;33", "36"))

    @pytest.mark.parametrize("columns", ["77", "120", "0", "-5", "wide", "", "99999999999"])
    def test_columns_is_a_width_or_nothing(self, tmp_path, columns):
        said = book_shell(tmp_path).run("plan", COLUMNS=columns)
        assert (said.code, said.err) == (0, "")

    @pytest.mark.parametrize("columns", ["1", "10", "20", "40"])
    def test_a_very_narrow_place_is_no_fault(self, tmp_path, columns):
        shell = book_shell(tmp_path)
        for line in ("plan", "gap HL", "followup", "history", "plan --help", "promise list"):
            assert shell.run(line, COLUMNS=columns).code == 0


COMMANDS = [
    *["plan", "gap", "followup", "log", "history", "undo", "doctor", "backup", "demo"],
    *[f"customer {verb}" for verb in ("add", "list", "show", "edit", "archive")],
    *[f"contact {verb}" for verb in ("add", "list")],
    *[f"target {verb}" for verb in ("set", "list")],
    *[f"measure {verb}" for verb in ("add", "list", "start", "done", "drop")],
    *[f"promise {verb}" for verb in ("add", "renew", "withdraw", "list", "show")],
    *[f"receipt {verb}" for verb in ("add", "list", "reverse", "present")],
    *[f"approval {verb}" for verb in ("add", "list", "done")],
]
PREPARED = """
= 2026-12-01
customer add 华联超市 --code HL --grade B --owner 小李 --alias 华联
contact add 华联 王总 --role decides
target set 华联 10万
promise add 华联 1万 12-02
promise add 华联 2万 12-08
promise add 华联 7万 12-11
measure add 华联 拜访 1万
measure add 华联 对账 1万
measure add 华联 退货 1万
= 2026-12-02
receipt add 华联 1万
receipt add 华联 1千
receipt add 华联 2千
receipt add 华联 3千
receipt add 华联 4千 --form 支票 --matures 12-20
approval add 华联 财务初审
approval add 华联 院长签字
"""
ANOTHER = {
    "customer add": "= 2026-12-01\ncustomer add 别人",
    "customer archive": "= 2026-12-01\ncustomer add 华联超市 --alias 华联",
}
"""The book an example finds: the prepared one, but for those that would find their customer there or promised."""


class TestHelp:
    @pytest.mark.parametrize("command", COMMANDS)
    def test_the_help_of_every_command_ends_with_two_examples_that_work(self, tmp_path, command):
        lines = _examples(Shell(tmp_path, lang="en").run(f"{command} --help").out)
        assert len(lines) == 2
        for number, line in enumerate(lines):
            (folder := tmp_path / str(number)).mkdir()
            said = book_shell(folder, story=ANOTHER.get(command, PREPARED)).run(line)
            assert said.code == 0, (line, said)
            assert line.split()[: len(command.split())] == command.split()

    @pytest.mark.parametrize(
        "command", ["", *COMMANDS, *(noun for noun, _ in itertools.groupby(COMMANDS, lambda c: c.split()[0]))]
    )
    def test_help_is_understood_in_both_languages_short_and_long(self, tmp_path, command):
        shell = Shell(tmp_path, lang="zh")
        said = [shell.run(f"{command} {option}") for option in ("--help", "-h")]
        assert said[0] == said[1]
        assert (said[0].code, said[0].err) == (0, "")

    @pytest.mark.parametrize("command", COMMANDS)
    def test_every_option_is_offered_where_it_can_be_used(self, tmp_path, command):
        out = Shell(tmp_path, lang="en").run(f"{command} --help").out
        assert "--db" in out
        assert "--json" in out
        writes = command.split()[-1] not in {"plan", "gap", "followup", "list", "show", "history"}
        assert ("--as-of" in out) is not writes or command in {"doctor", "demo"}

    def test_examples_are_the_same_in_both_languages(self, tmp_path):
        shell = Shell(tmp_path)
        said = [[_examples(shell.run(f"{c} --help", HUIKUAN_LANG=lang).out) for c in COMMANDS] for lang in ("en", "zh")]
        assert said[0] == said[1]


def _examples(page):
    """The example lines at the end of a help page, without the program's name."""
    lines = itertools.takewhile(lambda line: line.startswith("  huikuan "), reversed(page.rstrip("\n").splitlines()))
    return [line.removeprefix("  huikuan ") for line in lines][::-1]


def _on_pty(shell, line, **env):
    main, end = pty.openpty()
    with subprocess.Popen(
        shell.argv(shlex.split(line)), env=shell.environment(**env), stdin=end, stdout=end, stderr=end
    ) as running:
        os.close(end)
        said = b""
        while part := _read(main):
            said += part
        assert running.wait() == 0
    os.close(main)
    return said.decode()


def _read(main):
    try:
        return os.read(main, 65536)
    except OSError:
        return b""
