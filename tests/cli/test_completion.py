"""What the shell offers where a customer is typed, and that nothing in a name comes alive on the person's line."""

from __future__ import annotations

import re
import shlex
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from contract import book_shell
from hypothesis import given
from hypothesis import strategies as st

from huikuan.cli import shells
from shell import Shell

EVIL = [
    "甲$(touch it)",
    "乙\\$(touch it)",
    "丙`touch it`",
    "丁'; touch it; '",
    '戊"; touch it; "',
    "己 ;&|<>()*?[]{}!#~",
    "庚\\",
    "辛  双",
    "壬’; touch it; ‘",
    "癸:::it",
]
MOST = 50
ZSH = "local -a typed seen; typed=({}); seen=({}); compadd -U -l -V huikuan -d seen -a typed"


def offered(shell, line, kind="bash", **env):
    """What is offered at the end of the line, as the library hands it to this shell."""
    words = line.split(" ")
    said = shell.run(
        "",
        _HUIKUAN_COMPLETE=f"complete_{kind}",
        COMP_WORDS="\n".join(words),
        COMP_CWORD=str(len(words) - 1),
        _TYPER_COMPLETE_ARGS=line,
        _TYPER_COMPLETE_FISH_ACTION="get-args",
        _TYPER_COMPLETE_WORD_TO_COMPLETE=words[-1],
        **env,
    )
    assert (said.code, said.err) == (0, "")
    return said.out.removesuffix("\n").split("\n") if said.out.strip() else []


@pytest.fixture
def shell(tmp_path):
    return book_shell(tmp_path)


@pytest.fixture
def evil(tmp_path):
    """A book of customers whose names would do something in a shell."""
    shell = Shell(tmp_path, lang="en")
    shell.book.write_bytes(_evil())
    return shell


@cache
def _evil():
    with TemporaryDirectory() as folder:
        shell = Shell(Path(folder), lang="en")
        assert {shell.run(["customer", "add", name]).code for name in EVIL} == {0}
        return shell.book.read_bytes()


class TestWhoIsOffered:
    @pytest.mark.parametrize(
        ("typed", "words"),
        [
            ("", ["DF", "HL", "LS", "SY"]),
            ("h", ["HL"]),
            ("HL", ["HL"]),
            ("华", ["华联超市"]),
            ("联", ["华联超市"]),
            ("商", ["东风商贸", "老实商行"]),
            ("医院", ["市一医院"]),
            ("OLD", []),
            ("旧", []),
            ("zzz", []),
        ],
    )
    def test_codes_and_for_chinese_the_names(self, shell, typed, words):
        """Archived customers are left out."""
        assert offered(shell, f"huikuan gap {typed}") == words

    @pytest.mark.parametrize(
        "line",
        [
            "customer show",
            "contact add",
            "contact list",
            "target set",
            "measure add",
            "promise add",
            "receipt add",
            "invoice add",
            "log",
            "ageing",
            "gap --month 12月",
            "promise add --form transfer",
        ],
    )
    def test_wherever_a_customer_is_typed(self, shell, line):
        assert offered(shell, f"huikuan {line} h") == ["HL"]

    @pytest.mark.parametrize("line", ["receipt add HL", "contact add HL", "promise renew 1", "gap HL", "target set HL"])
    def test_and_nowhere_else(self, shell, line):
        assert offered(shell, f"huikuan {line} ") == []

    def test_an_alias_that_has_what_was_typed_is_offered_as_it_is(self, shell):
        shell.run("customer edit DF --alias 老王家")
        assert offered(shell, "huikuan gap 王") == ["老王家"]

    def test_as_of_an_earlier_day_whoever_was_not_archived_then(self, shell):
        shell.run("customer archive SY")
        assert offered(shell, "huikuan gap s") == []
        assert offered(shell, "huikuan gap --as-of 2026-12-09 s") == ["SY"]

    def test_fifty_at_the_most(self, tmp_path):
        shell = Shell(tmp_path)
        table = tmp_path / "many.csv"
        table.write_text("客户编码,客户名称\n" + "".join(f"K{n:03},客户{n}\n" for n in range(MOST + 9)), "utf-8")
        assert shell.run(["import", str(table), "--as", "customers", "--apply"]).code == 0
        assert offered(shell, "huikuan gap K") == [f"K{n:03}" for n in range(MOST)]


class TestWhichBook:
    @pytest.mark.parametrize("line", ["--db {} gap h", "gap --db {} h", "gap --db={} h"])
    def test_the_one_typed_on_the_line(self, shell, tmp_path, line):
        line = f"huikuan {line.format(shell.book)}"
        assert offered(shell, line, HUIKUAN_DB=str(tmp_path / "none.db")) == ["HL"]

    @pytest.mark.parametrize(
        "book",
        ["none.db", "none/none.db", ".", "damaged.db", "other.db", "postgresql://u:secret@127.0.0.1:1/x", "oracle://x"],
    )
    @pytest.mark.parametrize("typed", [True, False])
    def test_where_there_is_none_to_read_nobody_is_offered_and_nothing_said(self, shell, tmp_path, book, typed):
        (tmp_path / "damaged.db").write_bytes(shell.book.read_bytes()[:5000])
        (tmp_path / "other.db").write_text("a letter to the bank")
        place = book if "://" in book else str(tmp_path / book)
        env = {} if typed else {"HUIKUAN_DB": place}
        before = sorted(tmp_path.iterdir())
        assert offered(shell, f"huikuan gap {f'--db {place} ' if typed else ''}h", **env) == []
        assert sorted(tmp_path.iterdir()) == before

    def test_nor_where_the_day_is_not_understood(self, shell):
        assert offered(shell, "huikuan gap h", HUIKUAN_TODAY="yesterday") == []
        assert offered(shell, "huikuan gap --as-of someday h") == []


class TestEachShell:
    @pytest.mark.parametrize(
        ("kind", "said"),
        [
            ("bash", ["HL"]),
            ("zsh", [ZSH.format("$'HL'", r"$'HL\x20\x20华联超市'")]),
            ("fish", ["HL\t华联超市"]),
            ("powershell", ["HL:::华联超市"]),
        ],
    )
    def test_a_code_comes_with_the_name_where_the_shell_shows_it(self, shell, kind, said):
        assert offered(shell, "huikuan gap h", kind) == said

    def test_commands_and_options_are_told_as_ever(self, shell):
        assert offered(shell, "huikuan follow") == ["followup"]
        assert offered(shell, "huikuan gap --wh", "fish") == ["--why\tShow what each number is made of."]
        assert offered(shell, "huikuan follow", "zsh")[0].startswith('_arguments \'*: :(("followup":')

    def test_bash_keeps_what_was_typed_where_the_offers_begin_with_something_else(self, shell):
        """It would put the beginning they share, 华, in place of 超市."""
        shell.run("customer add 华润超市")
        assert offered(shell, "huikuan gap 超市") == ["华润超市", "华联超市", "超市"]
        assert offered(shell, "huikuan gap 华") == ["华润超市", "华联超市"]

    def test_zsh_walks_through_them_instead(self, shell):
        shell.run("customer add 华润超市")
        assert "compstate[insert]=menu;" in offered(shell, "huikuan gap 超市", "zsh")[0]
        assert "compstate" not in offered(shell, "huikuan gap 华", "zsh")[0]


class TestNamesThatWouldDoSomething:
    @pytest.mark.parametrize("name", EVIL)
    def test_bash_reads_the_one_word(self, evil, name):
        [word] = offered(evil, f"huikuan gap {name[0]}")
        assert shlex.split(word) == [name]

    @pytest.mark.parametrize("name", EVIL)
    @pytest.mark.parametrize("mark", ["'", '"'])
    def test_bash_reads_it_too_where_a_quotation_was_begun(self, evil, name, mark):
        """A name that cannot stand between these marks is not offered there."""
        words = offered(evil, f"huikuan gap {mark}{name[0]}")
        expected = not set(name) & set({"'": "'", '"': '"$`\\!'}[mark])
        assert words == ([name] if expected else [])
        assert all(shlex.split(f"{mark}{word}{mark}") == [name] for word in words)

    @pytest.mark.parametrize("line", ["huikuan gap ", *(f"huikuan gap {name[0]}" for name in EVIL)])
    def test_zsh_is_told_no_sign_that_means_something(self, evil, line):
        """It runs what it is told: outside of words spelt out there is only what we wrote."""
        [said] = offered(evil, line, "zsh")
        ours = re.sub(r"\$'(?:[A-Za-z0-9]|[^\x00-\x7f]|\\x[0-9a-f]{2})*'", "W", said)
        assert re.sub("W( W)*", "W", ours) == ZSH.format("W", "W")

    @pytest.mark.parametrize("name", EVIL)
    def test_zsh_reads_the_one_word(self, evil, name):
        [said] = offered(evil, f"huikuan gap {name[0]}", "zsh")
        spelt = re.search(r"typed=\(\$'([^']*)'\)", said)[1]
        assert re.sub(r"\\x(..)", lambda number: chr(int(number[1], 16)), spelt) == name

    @pytest.mark.parametrize("name", EVIL[:-1])
    def test_powershell_reads_the_one_word(self, evil, name):
        [said] = offered(evil, f"huikuan gap {name[0]}", "powershell")
        word, _, code = said.partition(":::")
        assert (word[0], word[-1], code) == ("'", "'", f"C{EVIL.index(name) + 1:03}")
        assert re.sub("(['\u2018-\u201b])\\1", r"\1", word[1:-1]) == name
        assert not re.search("(?<!['\u2018-\u201b])['\u2018-\u201b](?!['\u2018-\u201b])", word[1:-1])

    def test_a_name_that_looks_like_an_option_is_offered_by_its_code(self, evil):
        assert evil.run(["customer", "add", "--code", "X1", "--", "--db=华"]).code == 0
        assert offered(evil, "huikuan gap 华") == ["X1"]


@given(st.text(st.characters(exclude_categories=["Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"]), min_size=1))
def test_any_word_is_one_word_of_bash_and_of_zsh(word):
    assert shlex.split(shells._for_bash(word, "")) == [word]
    assert re.fullmatch(r"\$'(?:[A-Za-z0-9]|[^\x00-\x7f]|\\x[0-9a-f]{2})*'", shells._spelt_out([word]))
