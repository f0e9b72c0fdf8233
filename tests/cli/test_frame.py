"""What holds for every command line: its words, its options, its endings."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from made_up import WORD

from huikuan.cli import app, output, start
from huikuan.cli.context import context
from shell import Shell

MADE_UP = Path(__file__).with_name("made_up.py")


@pytest.fixture
def shell(tmp_path, monkeypatch):
    monkeypatch.setitem(app.WORDS, "thing", WORD)
    return Shell(tmp_path, lang="en")


@pytest.fixture
def typed(tmp_path):
    """The argv and environment of a real process that knows the made-up noun."""
    made = Shell(tmp_path, lang="en")
    return lambda *words: ([sys.executable, str(MADE_UP), *words], made.environment(PYTHONPATH=str(MADE_UP.parent)))


class TestWords:
    def test_an_argument_and_options_reach_the_command(self, shell):
        code, out, err = shell.run("thing add 华联 5 --note 'a b' --kind flat --json")
        assert (code, err) == (0, "")
        assert json.loads(out) == {
            "name": "华联",
            "amount": 5,
            "day": None,
            "note": "a b",
            "kind": "flat",
            "again": False,
        }

    @pytest.mark.parametrize("line", ["--json thing list", "thing --json list", "thing list --json"])
    def test_common_options_stand_before_or_after_the_command(self, shell, line):
        assert json.loads(shell.run(line).out)["as_of"] is None

    def test_a_later_option_does_not_undo_an_earlier_one(self, shell):
        out = shell.run("--as-of 12-10 --db a.db thing list --json").out
        assert json.loads(out) == {"things": ["华联" + "超" * 80], "as_of": "12-10", "db": "a.db"}

    def test_a_new_run_forgets_the_options_of_the_last(self, shell):
        shell.run("thing list --as-of 12-10 --db a.db --json")
        shell.run("thing list")
        assert (context().as_of, context().db, context().json) == (None, None, False)

    def test_only_the_asked_module_is_opened(self, shell):
        code = "import sys; from huikuan.cli import start; start.run(['--help']); print([m for m in sys.modules if m.startswith('huikuan.cli.')], file=sys.stderr)"
        done = subprocess.run([sys.executable, "-c", code], env=shell.environment(), capture_output=True, check=True)
        opened = set(eval(done.stderr))
        assert not opened & {word.module for word in app.WORDS.values()}

    def test_the_program_alone_shows_the_month_at_a_glance(self, shell, monkeypatch):
        seen = []
        monkeypatch.setattr(app, "import_module", lambda name: type("G", (), {"run": lambda: seen.append(name)}))
        assert shell.run("--json").code == 0
        assert seen == ["huikuan.cli.glance"]

    @pytest.mark.parametrize("line", ["--version", "--json --version"])
    def test_the_version_is_one_line(self, shell, line):
        assert shell.run(line) == (0, "huikuan 0.1.0\n", "")


class TestMistyped:
    @pytest.mark.parametrize(
        ("line", "wrong", "instead"),
        [
            ("thng list", "has no command “thng”; the nearest is thing", "huikuan --help"),
            ("zzzzzz", "has no command “zzzzzz”", "huikuan --help"),
            ("thing lst", "“huikuan thing” has no command “lst”; the nearest is list", "huikuan thing --help"),
            ("thing", "needs to know what to do: add, list, fail, stream", "huikuan thing --help"),
            ("thing add 华联 5 --nte x", "has no option “--nte”; the nearest is --note", "huikuan thing add --help"),
            ("thing add 华联 5 --zzz=3", "has no option “--zzz”", "huikuan thing add --help"),
            ("thing add 华联 5 -x", "has no option “-x”", "huikuan thing add --help"),
            ("--jsn thing list", "has no option “--jsn”; the nearest is --json", "huikuan --help"),
            ("thing add 华联", "AMOUNT is missing", "huikuan thing add NAME AMOUNT [DATE]"),
            ("thing add", "NAME is missing", "huikuan thing add --help"),
            ("thing add 华联 5 --note", "“--note” needs a value", "huikuan thing add --help"),
            ("thing add 华联 5 --note --again", "“--note” needs a value", "huikuan thing add --help"),
            ("thing add 华联 5 --again=yes", "“--again” takes no value", "huikuan thing add --help"),
            ("thing add 华联 5 周五 超市", "“超市” is one word too many", "quotation marks"),
            ("thing add 华联 -5", "“-5” is not an amount: amounts are positive", "200000"),
            ("thing add 华联 -5万 周五", "“-5万” is not an amount: amounts are positive", "200000"),
            ("thing add 华联 -¥3.5", "“-¥3.5” is not an amount: amounts are positive", "200000"),
            ("thing add 华联 5 --kind square", "What was typed for --kind is not understood", "round, flat"),
            ("thing list --many x", "What was typed for --many is not understood", "huikuan thing list --help"),
            ("thing add 华联 5 --as-of 12-10", "takes no --as-of", "without --as-of"),
            ("--as-of 12-10 thing add 华联 5", "takes no --as-of", "without --as-of"),
            ("thing list --db ''", "“--db” needs a value", "huikuan thing list --help"),
        ],
    )
    def test_one_sentence_says_what_is_wrong_and_what_to_type(self, shell, line, wrong, instead):
        code, out, err = shell.run(line)
        assert (code, out) == (2, "")
        assert wrong in err
        assert instead in err
        assert err.count("\n") == 1

    @pytest.mark.parametrize("line", ["thng", "thing", "thing add", "thing add 华联 -5", "thing add 1 2 3 4", "--db"])
    def test_it_is_said_in_chinese_too(self, shell, line):
        _code, _out, err = shell.run(line, HUIKUAN_LANG="zh")
        assert not {"Type", "the", "is", "missing", "needs"} & set(err.split())
        assert any("\u4e00" <= letter <= "\u9fff" for letter in err)

    def test_the_address_of_a_server_is_refused_and_not_repeated(self, shell):
        code, out, err = shell.run("thing list --db postgresql://me:p@ss@host/book")
        assert (code, out) == (2, "")
        assert "p@ss" not in err
        assert "HUIKUAN_DB" in err

    def test_what_was_typed_cannot_move_the_cursor(self, shell):
        err = shell.run(["\x1b[2Jx\u202e"]).err
        assert r"“\x1b[2Jx\u202e”" in err
        assert "\x1b" not in err


class TestEndings:
    @pytest.mark.parametrize(
        ("how", "code", "said"),
        [
            ("refusal", 3, "No thing is called “\\x1b[31mx”. Type `huikuan thing list`.\n"),
            (
                "file",
                4,
                "“some/where” cannot be read or written: there is no such file. Check the path, or give another one.\n",
            ),
            ("stop", 130, ""),
            ("abort", 130, ""),
            ("six", 6, ""),
            ("unfit", 2, "Invalid value: as the command says\n"),
        ],
    )
    def test_each_error_has_its_code_and_its_sentence(self, shell, how, code, said):
        assert shell.run(f"thing fail {how}") == (code, "", said)

    def test_a_fault_is_owned_up_to_without_its_details(self, shell):
        code, out, err = shell.run("thing fail fault")
        assert (code, out) == (1, "")
        assert "RuntimeError" in err
        assert "HUIKUAN_DEBUG=1" in err
        assert "secret" not in err

    def test_a_traceback_is_there_for_those_who_ask(self, shell):
        assert "Traceback" in shell.run("thing fail fault", HUIKUAN_DEBUG="1").err

    def test_a_stored_write_never_fails(self, shell):
        code, out, err = shell.run("thing add unprintable 5")
        assert (code, out) == (0, "")
        assert "It is recorded" in err

    def test_being_stored_is_forgotten_by_the_next_run(self, shell):
        shell.run("thing add unprintable 5")
        assert shell.run("thing fail fault").code == 1
        assert not output.is_stored()


class TestStreams:
    """Each with a process of its own and the plumbing of a real shell."""

    @pytest.mark.parametrize(
        "words",
        [
            ("thing", "list", "--many", "5000"),
            ("thing", "list", "--many", "5000", "--json"),
            ("thing", "add", "x", "5"),
            ("--help",),
            ("--version",),
        ],
    )
    def test_a_reader_who_leaves_is_no_fault(self, typed, words):
        argv, env = typed(*words)
        read, write = os.pipe()
        os.close(read)
        done = subprocess.run(argv, env=env, stdout=write, stderr=subprocess.PIPE, check=False)
        os.close(write)
        assert (done.returncode, done.stderr) == (0, b"")

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
    @pytest.mark.parametrize(
        ("words", "code", "said"),
        [
            (("thing", "list"), 4, b"could not be written"),
            (("thing", "list", "--json"), 4, b"could not be written"),
            (("thing", "add", "x", "5"), 0, b"It is recorded"),
            (("--version",), 4, b"could not be written"),
        ],
    )
    def test_a_full_disk_fails_a_read_and_is_a_note_for_a_write(self, typed, words, code, said):
        argv, env = typed(*words)
        with Path("/dev/full").open("wb") as full:
            done = subprocess.run(argv, env=env, stdout=full, stderr=subprocess.PIPE, check=False)
        assert done.returncode == code
        assert said in done.stderr
        assert done.stderr.count(b"\n") == 1

    @pytest.mark.parametrize(("words", "code"), [("thing list", 4), ("thing add x 5", 0)])
    def test_without_any_stdout_it_is_the_same(self, typed, words, code):
        argv, env = typed(*words.split())
        done = subprocess.run(["/bin/sh", "-c", '"$@" >&-', "sh", *argv], env=env, stderr=subprocess.PIPE, check=False)
        assert done.returncode == code

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
    def test_a_stderr_that_takes_nothing_changes_no_code(self, typed):
        argv, env = typed("thing", "fail", "refusal")
        with Path("/dev/full").open("wb") as full:
            assert subprocess.run(argv, env=env, stderr=full, check=False).returncode == 3

    def test_ctrl_c_stops_without_a_word(self, typed):
        argv, env = typed("thing", "list", "--many", "2000000")

        def as_in_a_shell() -> None:
            """A test run in the background has Ctrl-C switched off; a person's shell has not."""
            signal.signal(signal.SIGINT, signal.default_int_handler)

        with subprocess.Popen(
            argv,
            env=env,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            preexec_fn=as_in_a_shell,  # noqa: PLW1509
        ) as running:
            try:
                time.sleep(1)
                running.send_signal(signal.SIGINT)
                _out, err = running.communicate(timeout=20)
            finally:
                running.kill()
        assert running.returncode in {130, -signal.SIGINT}
        assert err == b""

    @pytest.mark.parametrize("encoding", ["gbk", "ascii", "latin-1"])
    def test_a_narrow_encoding_gets_plain_boxes_and_escaped_json(self, typed, encoding):
        argv, env = typed("thing", "add", "¥华", "5")
        env["PYTHONIOENCODING"] = encoding
        drawn = subprocess.run(argv, env=env, capture_output=True, check=True).stdout
        assert drawn.splitlines()[0].startswith(b"+-")
        packed = subprocess.run([*argv, "--json"], env=env, capture_output=True, check=True).stdout
        assert json.loads(packed.decode("ascii"))["name"] == "¥华"


class TestScreen:
    def test_a_pipe_gets_plain_text_in_which_nothing_is_cut(self, shell):
        out = shell.run("thing list").out
        assert "\x1b" not in out
        assert "华联" + "超" * 80 in out

    def test_a_pipe_is_as_wide_as_columns_says(self, shell):
        assert "width 1000\n" in shell.run("thing stream").out
        assert "width 77\n" in shell.run("thing stream", COLUMNS="77").out

    def test_text_is_shown_as_text(self, shell):
        assert "a[/b] :smile: \\x1b[2J\n" in shell.run("thing stream").out

    @pytest.mark.parametrize(("more", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False)])
    def test_a_terminal_gets_colour_unless_it_asks_for_none(self, typed, more, coloured):
        argv, env = typed("thing", "add", "x", "5")
        said = _on_terminal(argv, env | {"TERM": "xterm-256color"} | more)
        assert (b"\x1b[31m" in said) is coloured

    def test_a_refusal_is_red_on_a_terminal(self, typed):
        argv, env = typed("thing", "lst")
        assert b"\x1b[31m\xe2\x80\x9chuikuan thing" in _on_terminal(argv, env | {"TERM": "xterm-256color"})

    @pytest.mark.parametrize(
        ("stored", "seen"),
        [
            ("a\x1b[31mb", r"a\x1b[31mb"),
            ("a\nb\x9b\x7f", r"a\x0ab\x9b\x7f"),
            ("x\u202ey\ud800", r"x\u202ey\ud800"),
            ("华联 ¥5", "华联 ¥5"),
        ],
    )
    def test_what_cannot_be_seen_is_shown_as_its_code(self, stored, seen):
        assert output.shown(stored) == seen

    def test_json_escapes_what_cannot_be_seen_and_means_the_same(self, shell):
        out = shell.run(["thing", "add", "a\x9b\u202e\ud800\x1b", "5", "--json"]).out
        assert not set("\x9b\u202e\x1b") & set(out)
        assert json.loads(out)["name"] == "a\x9b\u202e\ud800\x1b"


class TestHelp:
    @pytest.mark.parametrize("option", ["--help", "-h"])
    def test_the_page_of_the_program_lists_every_word(self, shell, option):
        code, out, err = shell.run(option)
        assert (code, err) == (0, "")
        assert all(f" {word} " in out for word in app.WORDS)

    def test_the_page_of_a_command_shows_brackets_and_examples_as_they_are(self, shell):
        out = shell.run("thing add -h").out
        assert "Usage: huikuan thing add [OPTIONS] NAME AMOUNT [DATE]\n" in out
        assert "Add a thing [to the book]." in out
        assert "Its name, [bold]in[/bold] brackets [a-z]. [required]" in out
        assert "\nExamples\n  huikuan thing add 华联 10万 [周五]\n  huikuan thing add hl 5 --json\n" in out
        assert "[default: round]" in out

    def test_as_of_is_offered_where_a_command_reads(self, shell):
        assert "--as-of" in shell.run("thing list --help").out
        assert "--as-of" not in shell.run("thing add --help").out

    @pytest.mark.parametrize("line", ["--help", "thing --help", "thing list --help"])
    def test_in_chinese_no_word_of_the_library_is_english(self, shell, line):
        out = shell.run(line, HUIKUAN_LANG="zh", COLUMNS="80").out
        assert "用法" in out
        words = {"Usage", "Options", "Arguments", "Commands", "Show", "default", "required", "COMMAND", "[OPTIONS]"}
        assert not [word for word in words if word in out]

    def test_no_line_is_wider_than_the_terminal(self, shell):
        from rich.cells import cell_len

        lines = shell.run("thing add --help", HUIKUAN_LANG="zh", COLUMNS="80").out.splitlines()
        assert max(map(cell_len, lines)) <= 80


class TestCompletion:
    def _complete(self, typed, shell_name, words):
        argv, env = typed()
        env |= {
            "_HUIKUAN_COMPLETE": f"complete_{shell_name}",
            "COMP_WORDS": words,
            "COMP_CWORD": str(words.count(" ")),
            "_TYPER_COMPLETE_ARGS": words,
            "_TYPER_COMPLETE_FISH_ACTION": "get-args",
        }
        watch = "import runpy, sys, os; leave = os._exit; os._exit = lambda code: (print(sorted(sys.modules), file=sys.stderr, flush=True), leave(code)); sys.argv[0] = sys.argv.pop(1); runpy.run_path(sys.argv[0], run_name='__main__')"
        done = subprocess.run([argv[0], "-c", watch, *argv[1:]], env=env, capture_output=True, check=True, text=True)
        return done.stdout, set(eval(done.stderr))

    @pytest.mark.parametrize("shell_name", ["bash", "zsh", "fish"])
    @pytest.mark.parametrize(
        ("words", "offered"),
        [
            ("huikuan th", "thing"),
            ("huikuan thing l", "list"),
            ("huikuan thing add --no", "--note"),
            ("huikuan thing add x 5 --kind f", "flat"),
        ],
    )
    def test_it_offers_what_fits_and_loads_nothing_heavy(self, typed, shell_name, words, offered):
        out, loaded = self._complete(typed, shell_name, words)
        assert offered in out
        assert not loaded & {"sqlmodel", "sqlalchemy", "pydantic", "rich.console", "typer.rich_utils"}

    def test_the_script_for_a_shell_can_be_had(self, typed):
        argv, env = typed("--show-completion", "bash")
        done = subprocess.run(
            argv, env=env | {"_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"}, capture_output=True, check=True
        )
        assert b"_HUIKUAN_COMPLETE" in done.stdout


class TestLanguage:
    @pytest.mark.parametrize(
        ("env", "lang", "chosen"),
        [
            ({"HUIKUAN_LANG": "ZH"}, "en", "zh"),
            ({"HUIKUAN_LANG": "zh_CN.UTF-8"}, None, "zh"),
            ({"HUIKUAN_LANG": "en-GB", "LANG": "zh_CN"}, "zh", "en"),
            ({"HUIKUAN_LANG": "klingon"}, "zh", "zh"),
            ({"LANG": "zh_TW.UTF-8"}, "en", "en"),
            ({"LANG": "zh_TW.UTF-8"}, None, "zh"),
            ({"LC_ALL": "C", "LANG": "zh_CN"}, None, "en"),
            ({"LC_ALL": "", "LC_MESSAGES": "zh_CN", "LANG": "en_US"}, None, "zh"),
            ({}, None, "en"),
        ],
    )
    def test_the_nearest_word_decides(self, env, lang, chosen):
        from huikuan.cli import language

        assert language.chosen(env, lambda: lang) == chosen

    @pytest.mark.parametrize(
        ("content", "lang"),
        [(b'lang = "zh"', "zh"), (b"lang = 3", None), (b"lang = ", None), (b"\xff", None), (b"", None)],
    )
    def test_the_settings_file_is_asked_and_its_faults_are_not_ours(self, content, lang):
        from huikuan.cli import language

        language.settings_file().parent.mkdir(parents=True, exist_ok=True)
        language.settings_file().write_bytes(content)
        assert language.in_settings() == lang

    def test_without_a_settings_file_there_is_no_word(self):
        from huikuan.cli import language

        assert language.in_settings() is None


def _on_terminal(argv, env):
    main, end = pty.openpty()
    with subprocess.Popen(argv, env=env, stdin=end, stdout=end, stderr=end) as running:
        os.close(end)
        said = b""
        while True:
            try:
                part = os.read(main, 4096)
            except OSError:
                break
            if not part:
                break
            said += part
    os.close(main)
    assert running.returncode in {0, 2}
    return said


def test_start_is_the_console_script():
    assert start.main.__module__ == "huikuan.cli.start"
