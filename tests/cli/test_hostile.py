"""Names, notes and lines that mean harm: refused with the character named, or stored and shown as plain text."""

from __future__ import annotations

import json
import subprocess
import unicodedata

import pytest
from contract import CODES, book_shell, document

from shell import Shell

HARMLESS = [
    "[bold]x[/bold]",
    "a[/b]",
    "[link=https://x.example]y[/link]",
    ":smile: :heavy_check_mark:",
    "=1+1",
    '@SUM(A1)|"x"',
    "+8613800000001",
    "%s {name} {0} {{}} %(x)d",
    "\\x1b[31m \\n \\u202e",
    "\"q\" 'q' `q` “引号”",
    "'; DROP TABLE customer;--",
    "$(touch pwned) ; rm -rf x | y > z",
    "😀 表情 🇨🇳",
    "نص عربي",
    "名" * 200,
    "w" * 200,
    "null",
    "客户\u3000全角",
]
REFUSED = [
    ("a\x1b[31mb", "U+001B"),
    ("a\x9b31mb", "U+009B"),
    ("a\nb", "U+000A"),
    ("a\rb", "U+000D"),
    ("a\tb", "U+0009"),
    ("a\x00b", "U+0000"),
    ("a\x7fb", "U+007F"),
    ("a\x85b", "U+0085"),
    ("a\u2028b", "U+2028"),
    ("a\u202eb", "U+202E"),
    ("a\u2066b", "U+2066"),
    ("a\u200fb", "U+200F"),
    ("a\u200bb", "U+200B"),
    ("a\u200db", "U+200D"),
    ("a\ufeffb", "U+FEFF"),
    ("a\u00adb", "U+00AD"),
    ("a\u3164b", "U+3164"),
    ("a\ue000b", "U+E000"),
    ("a\uffffb", "U+FFFF"),
    ("a\U000e0041b", "U+E0041"),
    ("a\ud800b", "U+D800"),
    ("名" * 201, "201"),
]
SCREENS = ["", "plan", "gap", "gap X1", "gap X1 --why", "followup --why", "customer list", "customer show X1", "contact list", "measure list", "promise list", "receipt list", "target list", "approval list", "history", "promise show 5"]  # fmt: skip


@pytest.fixture(params=["en", "zh"])
def shell(tmp_path, request):
    return book_shell(tmp_path, lang=request.param)


def _harmless(text):
    """Nothing in the text moves the cursor, turns the line or hides."""
    return not [
        char for char in text if char != "\n" and unicodedata.category(char) in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
    ]


class TestStored:
    @pytest.mark.parametrize(
        ("lang", "name"), [*(("en", name) for name in HARMLESS), *(("zh", name) for name in HARMLESS[:2])]
    )
    def test_text_is_stored_as_typed_and_shown_as_text_on_every_screen(self, tmp_path, lang, name):
        shell = book_shell(tmp_path, lang=lang)
        told = [
            shell.run(line)
            for line in (
                [
                    "customer",
                    "add",
                    name,
                    "--code",
                    "X1",
                    "--owner",
                    name,
                    "--alias",
                    name + "2"[: 200 - len(name)],
                    "--note",
                    name,
                ],
                ["contact", "add", "X1", name, "--phone", name, "--note", name],
                ["target", "set", "X1", "5万"],
                ["measure", "add", "X1", name, "1万", "--by", "今天"],
                ["promise", "add", "X1", "1万", "今天", "--by", name],
                ["approval", "add", "X1", name, "--by", name, "--expected", "2026-12-01", "--note", name],
                ["log", "X1", "--said", name, "--next", "今天"],
                ["receipt", "add", "X1", "10", "--note", name],
                ["receipt", "reverse", "4", "--reason", name],
                ["customer", "edit", "X1", "--grade", "A", "--reason", name],
            )
        ]
        assert [said.code for said in told] == [0] * len(told), told
        assert all(_harmless(said.out + said.err) for said in told)
        shown = {line: shell.run(line) for line in SCREENS}
        assert {line: said.code for line, said in shown.items() if said.code} == {}
        assert all(_harmless(said.out + said.err) for said in shown.values())
        if len(name) < 30:
            named = {
                "gap X1",
                "customer list",
                "customer show X1",
                "contact list",
                "measure list",
                "approval list",
                "followup --why",
                "history",
            }
            if "'" in name:
                named.remove("history")
            assert [line for line in sorted(named) if name.strip() not in shown[line].out] == []
        assert document(shell.run("customer show X1 --json"))["name"] == name
        assert document(shell.run("customer show X1 --json"))["note"] == name
        assert document(shell.run("measure list --json"))["measures"][-1]["title"] == name

    @pytest.mark.parametrize("name", ["[bold]x[/bold]", "%s {name} {0}", "'; DROP TABLE customer;--", "=1+1"])
    def test_a_refusal_repeats_what_was_typed_as_text(self, shell, name):
        said = shell.run(["gap", name])
        assert (said.code, said.out) == (3, "")
        assert f"“{name}”" in said.err

    def test_what_is_around_a_name_is_not_part_of_it(self, shell):
        made = document(shell.run(["customer", "add", " \u3000华丰\t\n", "--code", "X1", "--json"]))
        assert made["name"] == "华丰"

    def test_one_written_form_for_what_looks_the_same(self, shell):
        shell.run(["customer", "add", "Cafe\u0301", "--code", "X1"])
        assert document(shell.run("customer show X1 --json"))["name"] == "Caf\u00e9"
        assert shell.run(["customer", "add", "Caf\u00e9"]).code == 1


class TestRefused:
    @pytest.mark.parametrize(("name", "code_point"), REFUSED)
    def test_a_name_is_refused_and_the_character_named(self, shell, name, code_point):
        before = shell.book.read_bytes()
        for line in (["customer", "add", name], ["contact", "add", "HL", name], ["measure", "add", "HL", name, "1万"]):
            said = shell.run(line)
            assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
            assert code_point in said.err
            assert _harmless(said.err)
        assert shell.book.read_bytes() == before

    @pytest.mark.parametrize(
        "option",
        [
            ["customer", "add", "甲", "--note"],
            ["customer", "add", "甲", "--code"],
            ["customer", "add", "甲", "--owner"],
            ["customer", "add", "甲", "--alias"],
            ["customer", "edit", "HL", "--name"],
            ["customer", "edit", "HL", "--grade", "A", "--reason"],
            ["contact", "add", "HL", "王", "--phone"],
            ["log", "HL", "--said"],
            ["promise", "add", "HL", "1万", "周五", "--by"],
            ["promise", "withdraw", "1", "--reason"],
            ["receipt", "add", "HL", "1万", "--note"],
            ["receipt", "reverse", "2", "--reason"],
        ],
    )
    def test_so_is_every_other_text(self, shell, option):
        before = shell.book.read_bytes()
        for text, code_point in (
            ("a\x1b[2Jb", "U+001B"),
            ("a\u202eb", "U+202E"),
            ("a\u200bb", "U+200B"),
            ("a\udcffb", "U+DCFF"),
        ):
            said = shell.run([*option, text])
            assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
            assert code_point in said.err
            assert _harmless(said.err)
        assert shell.book.read_bytes() == before

    def test_a_note_may_have_two_thousand_characters_and_no_more(self, shell):
        assert shell.run(["log", "HL", "--said", "话" * 2000]).code == 0
        said = shell.run(["log", "HL", "--said", "话" * 2001])
        assert said.code == 2
        assert "2001" in said.err
        assert "2000" in said.err

    @pytest.mark.parametrize("bad", ["\x1b[2J", "a\u202eb", "\udcff", "a\nb", "\u200b", "%s{0}", "[/]"])
    def test_whatever_is_mistyped_is_repeated_harmlessly(self, shell, bad):
        lines = [
            [bad],
            ["plan", bad],
            ["gap", bad],
            ["gap", "--month", bad],
            ["followup", "--floor", bad],
            ["--" + bad],
        ]
        lines += [
            ["promise", "add", "HL", bad, "周五"],
            ["customer", "add", "甲", "--grade", bad],
            ["promise", "show", bad],
        ]
        lines += [["promise", "add", "HL", "--split", bad], ["plan", "--as-of", bad], ["customer", "add", "甲", bad]]
        for line in lines:
            said = shell.run(line)
            assert said.code in {2, 3}, (line, said)
            assert (said.out, said.err.count("\n")) == ("", 1)
            assert _harmless(said.err)


class TestHistory:
    @pytest.mark.parametrize("typed", ["H\x1cL", "H\nL", "\u2028HL", "H\x85L", "ＨＬ", "HL\t"])
    def test_a_hostile_line_that_was_taken_is_shown_harmlessly(self, shell, typed):
        """Spaces of all kinds make no difference in a customer's code, so such a line is understood, and kept."""
        assert shell.run(["target", "set", typed, "5万"]).code == 0
        for line in ("history", "history --json", "undo"):
            said = shell.run(line)
            assert said.code == 0
            assert _harmless(said.out + said.err)

    def test_its_json_gives_back_what_was_typed(self, shell):
        shell.run(["target", "set", "H\x1cL", "5万"])
        assert document(shell.run("history --json"))["history"][0]["command"] == "target set 'H\x1cL' 5万"

    def test_markup_in_a_line_is_no_markup(self, shell):
        shell.run(["customer", "add", "[red]甲[/red] a[/b]"])
        assert "customer add '[red]甲[/red] a[/b]'" in shell.run("history").out


class TestBytes:
    """What no text can hold comes in as bytes of a real process."""

    @pytest.mark.parametrize("words", [["customer", "add", b"\xff\xfe"], ["log", "HL", "--said", b"\xb0\xb2\xc5\xc5"]])
    def test_bytes_that_are_no_text_are_refused_by_their_number(self, tmp_path, words):
        shell = book_shell(tmp_path)
        before = shell.book.read_bytes()
        done = _process(shell, words)
        assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (2, b"", 1)
        assert b"U+DC" in done.stderr
        assert shell.book.read_bytes() == before

    @pytest.mark.parametrize("words", [["gap", b"\xff"], [b"\xff"], ["plan", b"\xff"], ["promise", "show", b"\xff"]])
    def test_a_search_for_such_bytes_finds_nothing_and_does_not_fall(self, tmp_path, words):
        done = _process(book_shell(tmp_path), words)
        assert done.returncode in {2, 3}
        assert (done.stdout, done.stderr.count(b"\n")) == (b"", 1)
        assert b"fault" not in done.stderr

    def test_a_book_whose_path_is_no_text_can_be_written(self, tmp_path):
        """A file's name may be any bytes; the entry is stored, or refused in words."""
        shell = book_shell(tmp_path)
        done = _process(shell, ["--db", bytes(tmp_path) + b"/\xff.db", "customer", "add", "x"])
        assert b"fault" not in done.stderr
        assert done.returncode in {0, 2, 4}

    def test_an_environment_that_is_no_text_is_harmless(self, tmp_path):
        shell = book_shell(tmp_path)
        env = {name.encode(): value.encode() for name, value in shell.environment().items()}
        for name in (b"HUIKUAN_TODAY", b"HUIKUAN_LANG", b"COLUMNS", b"HUIKUAN_DB"):
            done = subprocess.run(
                shell.argv("plan"), env=env | {name: b"\xff\x1b[2J"}, capture_output=True, check=False
            )
            assert b"fault" not in done.stderr, name
            assert b"\x1b" not in done.stdout + done.stderr


class TestPipe:
    def test_no_escape_byte_reaches_a_pipe(self, shell):
        for line in [*SCREENS[:-1], *(f"gap {code}" for code in CODES), "--help", "plan --help", "doctor"]:
            said = shell.run(line.replace("X1", "HL"), FORCE_COLOR="1", TERM="xterm-256color", CLICOLOR_FORCE="1")
            assert "\x1b" not in said.out + said.err, line

    def test_json_holds_no_character_that_acts(self, tmp_path):
        shell = Shell(tmp_path, lang="en")
        shell.run(["customer", "add", "x", "--code", "X1"])
        shell.run(["target", "set", "\x1cX\u2028\x851", "5万"])
        out = shell.run("history --json").out
        assert _harmless(out)
        assert json.loads(out)["history"][0]["command"] == "target set '\x1cX\u2028\x851' 5万"


def _process(shell, words):
    argv = [word if isinstance(word, bytes) else word.encode() for word in [*shell.argv([]), *words]]
    return subprocess.run(argv, env=shell.environment(), capture_output=True, check=False)
