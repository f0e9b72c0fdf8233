"""The READMEs and the topics of `huikuan help` keep what they show: each ```console block is typed in order and answered
as it stands there.

Each “## ” section begins with an empty book on 2026-12-01; <!-- book: sample --> gives it a copy of examples/book.db, and
<!-- today: 2026-12-10 --> another day from there on. A line “…” alone stands for any lines left out.

pytest --rewrite-transcripts tests/test_readme.py    records the answers anew: read the difference before keeping it
"""

from __future__ import annotations

import re
import shlex
import shutil
import socket
import tomllib
from difflib import get_close_matches
from importlib import import_module
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from huikuan import errors
from huikuan.cli import endings, gap
from huikuan.cli.app import WORDS
from huikuan.cli.topics import TOPICS
from huikuan.domain.lines import FileKind
from huikuan.domain.policy import Policy
from huikuan.domain.task_kinds import TaskKind
from huikuan.parse.files.fields import fields_of
from huikuan.parse.files.mapfile import MapFile
from huikuan.parse.files.mapping import load_mapping
from huikuan.parse.settings import Settings
from huikuan.parse.settings import settings as settings_in
from huikuan.store.calendar import calendar
from shell import Shell
from test_transcripts import SAMPLE, TALK, TYPED, _answer, _words, one_clock

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["one_clock"]  # a fixture: it holds for the tests of this file too

HOUSE = Path(__file__).resolve().parent.parent
LANGUAGES = {"README.md": "en", "README.zh-CN.md": "zh"}
TOPICS_OF = {lang: [f"src/huikuan/help/{lang}/{topic}.md" for topic in TOPICS] for lang in LANGUAGES.values()}
"""The pages of `huikuan help` in each language; with its README they are all that is written for people."""
PAGES = LANGUAGES | {page: lang for lang, pages in TOPICS_OF.items() for page in pages}
LEFT_OUT, FIRST_DAY = "…", "2026-12-01"
STEP = re.compile(
    r"^## [^\n]+$|^<!-- (?P<key>book|today): (?P<value>\S+) -->$|^```console\n(?P<block>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
PLACE = re.compile(r"/(?:root|home|Users|tmp|work|opt|mnt|var)/|\b[A-Z]:\\")
OF_OTHER_PROGRAMS = {"--rewrite-transcripts", "--snapshot-update"}

readmes = pytest.mark.parametrize("name", LANGUAGES)
pages = pytest.mark.parametrize(
    "name", [page for page in PAGES if "```console" in (HOUSE / page).read_text(encoding="utf-8")]
)


# --- what is typed there is answered so ----------------------------------------------------------------------------


@pages
def test_every_answer_on_a_page_is_the_programs(
    name: str, tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Typed anew in the folder of the clone, the whole page reads the same."""
    monkeypatch.chdir(HOUSE)
    page, reading = text_of(name), Reading(tmp_path, PAGES[name])
    played = STEP.sub(reading, page)
    assert reading.typed == len(steps_of(name)) > 0
    if request.config.getoption("--rewrite-transcripts"):
        (HOUSE / name).write_text(played, encoding="utf-8", newline="\n")
        return
    assert played.splitlines() == page.splitlines()


class Reading:
    """A reader who types each block as they come to it, with a new book in each section."""

    def __init__(self, folder: Path, lang: str) -> None:
        self.folder, self.lang, self.sections, self.typed = folder, lang, 0, 0
        self.shell = self._new_shell()

    def __call__(self, met: re.Match[str]) -> str:
        """What stands in the place of this heading, remark or block."""
        if met["block"] is not None:
            return "\n".join(["```console", *self._typed(met["block"].splitlines()), "```"])
        if met["key"] == "book":
            shutil.copyfile(SAMPLE, self.shell.book)
        elif met["key"] == "today":
            self.shell.env["HUIKUAN_TODAY"] = met["value"]
        else:
            self.shell = self._new_shell()
        return met[0]

    def _new_shell(self) -> Shell:
        self.sections += 1
        home = self.folder / str(self.sections)
        home.mkdir()
        return Shell(home, today=FIRST_DAY, lang=self.lang, COLUMNS="80")

    def _typed(self, block: list[str]) -> Iterable[str]:
        starts = [number for number, line in enumerate(block) if line.startswith(TYPED)]
        for start, end in zip(starts, [*starts[1:], len(block)], strict=True):
            recorded = block[start + 1 : end]
            blank = [""] * (len(recorded) - len("\n".join(recorded).rstrip().splitlines()))
            yield block[start]
            yield from left_out(recorded[: len(recorded) - len(blank)], self._answered(block[start]))
            yield from blank

    def _answered(self, step: str) -> list[str]:
        self.typed += 1
        return [line.removeprefix(TALK) for line in _answer(self.shell.run(_words(step)), self.shell.book.parent)]


def left_out(recorded: list[str], fresh: list[str]) -> list[str]:
    """The fresh answer, with the same parts of it left out as in the recorded one."""
    pieces: list[list[str]] = [[]]
    for line in recorded:
        pieces.append([]) if line == LEFT_OUT else pieces[-1].append(line)
    if len(pieces) == 1:
        return fresh
    first, *middle, last = pieces
    kept, end = fresh[: len(first)], len(fresh) - len(last)
    place = len(kept)
    for piece in middle:
        likest = get_close_matches(piece[0], fresh[place:end], 1, 0.0) if piece else []
        place += fresh[place:end].index(likest[0]) if likest else 0
        kept += [LEFT_OUT, *fresh[place : place + len(piece)]]
        place += len(piece)
    return [*kept, LEFT_OUT, *fresh[max(place, end) :]]


def test_what_was_left_out_stays_left_out() -> None:
    """Where the answer changed, the same number of lines is kept, in the most likely places."""
    answer = ["head", "a 1", "b 2", "c 3", "foot"]
    assert left_out(["head", "…", "b 2", "…", "foot"], answer) == ["head", "…", "b 2", "…", "foot"]
    assert left_out(["title", "…", "b 4", "…"], answer) == ["head", "…", "b 2", "…"]
    assert left_out(["…", "feet"], answer) == ["…", "foot"]
    assert left_out(["whatever"], answer) == answer


# --- the two pages are one -----------------------------------------------------------------------------------------


pairs = pytest.mark.parametrize("pair", [tuple(LANGUAGES), *zip(*TOPICS_OF.values(), strict=True)], ids=lambda p: p[0])


@pairs
def test_both_languages_have_the_same_sections(pair: tuple[str, str]) -> None:
    """The same headings and blocks, level by level, in the same order."""
    english, chinese = (re.findall(r"^(#+ |```\w+$)", text_of(name), re.MULTILINE) for name in pair)
    assert english == chinese


@pairs
def test_both_languages_type_the_same_commands(pair: tuple[str, str]) -> None:
    """The same command with the same options, step by step; names and days are those of the language."""
    english, chinese = (list(map(shape, steps_of(name))) for name in pair)
    assert english == chinese


@pairs
def test_both_languages_have_the_same_figures_of_speed(pair: tuple[str, str]) -> None:
    english, chinese = (blocks_of(name, "text") for name in pair)
    assert english == chinese


@readmes
def test_a_readme_is_read_at_one_sitting(name: str) -> None:
    assert len(text_of(name).splitlines()) <= 250
    assert "![" in text_of(name)


def test_every_topic_named_in_a_readme_is_one() -> None:
    for name in LANGUAGES:
        named = re.findall(r"`help ([a-z-]+)`", text_of(name))
        assert named
        assert set(named) <= TOPICS.keys()


@readmes
def test_each_readme_leads_to_the_other(name: str) -> None:
    (other,) = LANGUAGES.keys() - {name}
    assert f"({other})" in text_of(name)


# --- nothing is left out, nothing is made up -----------------------------------------------------------------------


@readmes
def test_every_command_is_named(name: str) -> None:
    """Each word after `huikuan`, and each thing that can be done to a noun."""
    page = all_of(name)
    assert [line for line in commands() if not re.search(rf"`(?:huikuan )?{line}\b", page)] == []


@readmes
def test_every_option_named_is_one_of_the_programs(name: str) -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in (HOUSE / "src/huikuan/cli").glob("*.py"))
    known = {*re.findall(r'["/](--[a-z-]+)(?=["/])', source), "--install-completion", *OF_OTHER_PROGRAMS}
    assert sorted(set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", all_of(name))) - known) == []


@readmes
def test_every_key_of_the_settings_is_documented(name: str) -> None:
    """The example is a file the program takes, names every key, and shows the usual values."""
    (example,) = blocks_of(topic(name, "settings"), "toml")
    own = settings_in(example.encode(), name)
    assert set(tomllib.loads(example)) == set(Settings.model_fields)
    assert own.policy() == Policy()


@readmes
def test_every_key_of_a_map_is_documented(name: str, tmp_path: Path) -> None:
    """The example is a map the program takes, and names every key."""
    (example,) = blocks_of(topic(name, "maps"), "toml")
    (tmp_path / "map.toml").write_text(example, encoding="utf-8")
    assert load_mapping(tmp_path / "map.toml").kind is FileKind.INVOICES
    assert set(tomllib.loads(example)) == {field.alias or key for key, field in MapFile.model_fields.items()}


@readmes
def test_every_field_of_a_file_is_documented(name: str) -> None:
    """Each kind of file has a line with its fields; of those that come several times, the second stands for all."""
    page = all_of(name)
    lines = {kind: re.search(rf"^\| `{kind}` \|.*\|$", page, re.MULTILINE) for kind in FileKind}
    fields = {kind: [field for field in fields_of(kind) if not re.search("[3-9]$", field)] for kind in FileKind}
    assert [(k, f) for k in FileKind for f in fields[k] if f"`{f}`" not in (lines[k] or [""])[0]] == []


@readmes
def test_every_kind_of_task_is_documented(name: str) -> None:
    """Each has a line with its usual points and hours."""
    page, usual = all_of(name), Policy()
    lines = {kind: rf"^\| `{kind}` .*\| {usual.kind_points[kind]} \| {usual.hours[kind]} \|$" for kind in TaskKind}
    assert [kind for kind, line in lines.items() if not re.search(line, page, re.MULTILINE)] == []


@readmes
def test_every_exit_code_is_documented(name: str) -> None:
    refusals = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, errors.Refusal)]
    codes = {0, gap.UNCOVERED, endings.STOPPED, *(kind.exit_code for kind in refusals)}
    page = all_of(name)
    assert [code for code in sorted(codes) if not re.search(rf"^\| {code} \|", page, re.MULTILINE)] == []


@readmes
def test_every_environment_variable_is_documented(name: str) -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in (HOUSE / "src").rglob("*.py"))
    known = set(re.findall(r"\b(?:HUIKUAN_[A-Z]+|NO_COLOR|COLUMNS)\b", source))
    page = all_of(name)
    assert [variable for variable in sorted(known) if f"`{variable}`" not in page] == []


@readmes
def test_the_holiday_file_shown_is_one_the_program_takes(name: str, tmp_path: Path) -> None:
    (example,) = (block for block in blocks_of(topic(name, "settings"), "json") if "isOffDay" in block)
    (tmp_path / "holidays-2027.json").write_text(example, encoding="utf-8")
    assert 2027 in calendar(tmp_path).known_years


@readmes
def test_every_file_of_the_house_that_is_named_is_there(name: str) -> None:
    named = re.findall(r"`((?:src|tests|examples)/[\w./-]+)`", text_of(name))
    assert named
    assert [path for path in named if not (HOUSE / path).exists()] == []


@pytest.mark.parametrize("name", [*PAGES, "CHANGELOG.md"])
def test_no_place_on_somebodys_machine_is_named(name: str) -> None:
    page, host = text_of(name), socket.gethostname()
    assert not PLACE.search(page)
    assert not re.search(rf"\b{re.escape(host)}\b", page)


# --- what the tests ask of a page ----------------------------------------------------------------------------------


def text_of(name: str) -> str:
    return (HOUSE / name).read_text(encoding="utf-8")


def topic(readme: str, name: str) -> str:
    """The page of the topic in the README's language."""
    return f"src/huikuan/help/{LANGUAGES[readme]}/{name}.md"


def all_of(readme: str) -> str:
    """Everything written in the README's language."""
    return "\n".join(map(text_of, [readme, *TOPICS_OF[LANGUAGES[readme]]]))


def blocks_of(name: str, kind: str) -> list[str]:
    """The blocks of this kind in their order."""
    return re.findall(rf"^```{kind}\n(.*?)^```$", text_of(name), re.MULTILINE | re.DOTALL)


def steps_of(name: str) -> list[str]:
    lines = chain.from_iterable(block.splitlines() for block in blocks_of(name, "console"))
    return [line for line in lines if line.startswith(TYPED)]


def shape(step: str) -> list[str]:
    """The words of the command and its options, without the values."""
    _dollar, _huikuan, *words = shlex.split(step)
    named = {word for line in commands() for word in line.split()}
    return [word for place, word in enumerate(words) if word.startswith("--") or (place <= 1 and word in named)]


def commands() -> list[str]:
    """Every command as it is typed after `huikuan`."""
    found = []
    for word, entry in WORDS.items():
        parts = [command.name for command in import_module(entry.module).app.registered_commands]
        found += [f"{word} {part}" for part in parts] if entry.is_noun else [word]
    return found
