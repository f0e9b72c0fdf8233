"""`huikuan help` answers: by topic in both languages, by a near miss, by command; it opens nothing of the book."""

from __future__ import annotations

import subprocess
import sys

import pytest
from contract import document
from rich.cells import cell_len

from huikuan.cli import app
from huikuan.cli.topics import TOPICS
from shell import Shell


@pytest.fixture
def shell(tmp_path):
    return Shell(tmp_path, lang="en", COLUMNS="80")


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_topic_is_listed_with_what_it_is_about_and_is_there(shell, lang):
    said = document(shell.run("help --json", HUIKUAN_LANG=lang))["topics"]
    assert [each["topic"] for each in said] == list(TOPICS)
    page = shell.run("help", HUIKUAN_LANG=lang).out
    for each in said:
        one = document(shell.run(f"help {each['topic']} --json", HUIKUAN_LANG=lang))
        assert one["title"] == each["title"]
        assert each["title"] in page
        assert one["text"].startswith(f"# {each['title']}\n")
        assert (shell.run(f"help {each['topic']}", HUIKUAN_LANG=lang).out.splitlines()[0]) == each["title"]


@pytest.mark.parametrize(
    ("typed", "topic"), [("日期", "dates"), ("退出码", "exit-codes"), ("exit_codes", "exit-codes"), ("FILES", "files")]
)
def test_a_topic_has_other_names(shell, typed, topic):
    assert shell.run(["help", typed]) == shell.run(f"help {topic}")


@pytest.mark.parametrize(("typed", "near"), [("datse", "dates"), ("setings", "settings"), ("promis", "promise")])
def test_a_near_miss_is_named(shell, typed, near):
    said = shell.run(["help", typed])
    assert (said.code, said.out) == (2, "")
    assert near in said.err


def test_what_is_like_nothing_is_refused(shell):
    said = shell.run("help xyzzy")
    assert (said.code, "huikuan help" in said.err) == (2, True)


@pytest.mark.parametrize("words", ["promise", "promise add", "plan", "import"])
def test_a_command_shows_its_own_page(shell, words):
    assert shell.run(f"help {words}") == shell.run(f"{words} --help")


def test_nothing_of_how_a_page_is_written_is_left(shell):
    for topic in TOPICS:
        for line in shell.run(f"help {topic}").out.splitlines():
            assert "<!--" not in line
            assert "**" not in line
            assert not line.startswith("|")


def test_it_opens_neither_book_nor_store(shell):
    program = (
        "import sys; from huikuan.cli import start; start.run(['help', 'dates']); print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program], env=shell.environment(), capture_output=True, check=True)
    loaded = set(done.stderr.decode().split())
    assert not {name for name in loaded if name.startswith("huikuan.store")}
    assert not loaded & {"sqlite3", "sqlmodel", "pydantic"}


class TestFirstPage:
    @pytest.mark.parametrize("lang", ["en", "zh"])
    def test_it_fits_a_screen_of_24_lines_and_names_what_is_needed_once(self, shell, lang):
        from huikuan.cli.page import WIDEST

        page = shell.run("--help", HUIKUAN_LANG=lang).out
        lines = sum(max(1, -(-cell_len(line) // min(80, WIDEST))) for line in page.splitlines())
        assert lines <= 24
        for word in ("--version", "--install-completion", "huikuan help", "--json"):
            assert word in page

    def test_every_word_stands_there_once(self):
        shown = [name for _panel, rows in app.OVERVIEW for names, _sentence in rows for name in names.split()]
        assert sorted(shown) == sorted(app.WORDS)
