"""What the program proposes to say to a customer is clean: calm, concrete, and about their money and their date alone.

A module with sentences to be said to a customer names them in SPOKEN: a tuple, or a mapping whose values are sentences
or tuples of them. They are gathered here from every module there is, and held in both languages against what a
salesperson never says. A sentence that reads as if it were said to somebody and is in no SPOKEN is caught too; one
that is said to the salesperson stands in TO_OURSELVES below.
"""

from __future__ import annotations

import ast
import importlib
import re
import string
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from huikuan.domain.kinds import OUR_FAULTS, ExcuseKind
from huikuan.domain.task_kinds import TaskKind
from huikuan.show import answers, excuses, speech, tasks
from huikuan.text import _, speak_day, use_language
from never_said import BAD, BANS, CLEAN, IDLE

SRC = Path(__file__).resolve().parent.parent / "src" / "huikuan"
LANGUAGES = ("en", "zh")
LONGEST = {"en": 160, "zh": 80}
CJK = re.compile("[\u4e00-\u9fff]")
MARKS = {"_", "mark", "plural"}

TO_OURSELVES = {
    "{amount} by {form} was to be handed to the bank by {until}: do it today all the same, and tell who gave it to us.",
    "Due by {due}: {title}, to bring in {amount}.",
    "{amount} by {form} matures on {due}: hand it to the bank by then; the last day for presentation is {until}.",
    "{amount} by {form} matured on {due}: hand it to the bank today; the last day for presentation is {until}.",
}
"""Sentences of show/ that are said to the salesperson, though they stand among those for the customer or ask something."""

TO_SOMEBODY = re.compile(r"\?|\b(?:please|let us|let's|shall we)\b|[？请您]", re.IGNORECASE)
WHOLE_SENTENCE = re.compile(r"[.!?。！？]$")

ASKS = {
    "en": re.compile(r"\?|\b(?:please|let us|give|tell|send|name|put|list|fix|set)\b", re.IGNORECASE),
    "zh": re.compile(r"？|请|定|给我|发我|告诉我|列"),
}
ASKED_FOR = {
    "en": re.compile(
        r"\b(?:which|when|who|whom|how much|how many|at what time|by how much|what (?:hour|date|day)"
        r"|amounts?|dates?|names?|numbers?|photos?|slips?|schedule|open payments)\b"
        r"|\bwhat exactly\b|\bhow will it be paid\b",
        re.IGNORECASE,
    ),
    "zh": re.compile(
        r"哪(?:天|一|家|张|行|几|些)|几(?:号|点|天|月|笔)|多少|多大|谁|什么时候|日子|日期|金额|姓名|电话"
        r"|发(?:我|银行回单)|拍(?:照|给我)|付款计划"
    ),
}


class Said(NamedTuple):
    """A sentence that a module proposes to say to a customer, as it stands in the code."""

    module: str
    sentence: str


# --- gathering -----------------------------------------------------------------------------------------------------


@cache
def modules() -> dict[str, ast.Module]:
    return {
        ".".join(path.relative_to(SRC).with_suffix("").parts): ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted(SRC.rglob("*.py"))
    }


def speaks(tree: ast.Module) -> bool:
    """Whether the module names what is said to customers."""
    targets = [
        target
        for node in tree.body
        if isinstance(node, (ast.Assign, ast.AnnAssign))
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
    ]
    return any(isinstance(target, ast.Name) and target.id == "SPOKEN" for target in targets)


def flat(spoken: object) -> Iterator[str]:
    if isinstance(spoken, str):
        yield spoken
    elif isinstance(spoken, Mapping):
        yield from flat(spoken.values())
    elif isinstance(spoken, Iterable):
        for part in spoken:
            yield from flat(part)
    else:
        pytest.fail(f"SPOKEN holds {spoken!r}, which is no sentence")


@cache
def everything_said() -> list[Said]:
    found = []
    for name, tree in modules().items():
        if speaks(tree):
            module = importlib.import_module(f"huikuan.{name.removesuffix('.__init__')}")
            found += [Said(name, sentence) for sentence in flat(module.SPOKEN)]
    return found


def sentences(tree: ast.Module) -> Iterator[str]:
    """Every sentence of the module that passes through the catalogue."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in MARKS:
            yield from (a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str))


def forgotten(tree: ast.Module, known: set[str]) -> list[str]:
    """Sentences that read as said to a customer and are not known to be: in a module that speaks, all whole ones."""
    looks_said = WHOLE_SENTENCE if speaks(tree) else TO_SOMEBODY
    return [
        sentence
        for sentence in sentences(tree)
        if sentence not in known and any(looks_said.search(told) for told in (sentence, _(sentence)))
    ]


def filled(sentence: str) -> str:
    """The sentence as it would be said: its blanks hold a large amount, a long day, a name."""
    values = {"amount": "1,250,000.50", "due": speak_day(date(2026, 9, 30))}
    blanks = [name for _text, name, _form, _turn in string.Formatter().parse(sentence) if name]
    return sentence.format(**{name: values.get(name, "华联超市") for name in blanks})


def told(said: Said, language: str) -> str:
    use_language(language)
    return filled(_(said.sentence))


def broken_bans(sentence: str, language: str) -> list[str]:
    return [ban for ban, heard in BANS.items() if re.search(heard[language], sentence, re.IGNORECASE)]


def is_concrete(sentence: str, language: str) -> bool:
    """It asks, by a question or a request, and for something that can be held to: a day, an amount, a name, a paper."""
    return bool(ASKS[language].search(sentence) and ASKED_FOR[language].search(sentence))


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    use_language(request.param)
    return request.param


# --- what is said --------------------------------------------------------------------------------------------------


def test_what_is_said_is_found():
    """The tests below read what they mean to read: the phone's sentences, the facts to ask for, the answers."""
    known = {said.sentence for said in everything_said()}
    assert {excuses.SPOKEN[kind] for kind in ExcuseKind} <= known
    assert {answer for kind in ExcuseKind for answer in answers.SPOKEN[kind]} <= known
    assert {tasks.of(kind).words for kind in TaskKind if not kind.row.is_for_ourselves} <= known
    assert speech._DATE_AGREED in known


def test_nothing_said_is_forgotten():
    """Whatever in show/ asks somebody for something is in a SPOKEN, or is said to ourselves."""
    use_language("zh")
    known = {said.sentence for said in everything_said()} | TO_OURSELVES
    wrong = {
        name: found
        for name, tree in modules().items()
        if name.startswith("show.") or speaks(tree)
        if (found := forgotten(tree, known))
    }
    assert wrong == {}, "put it in the module's SPOKEN; if it is said to the salesperson, in TO_OURSELVES here"


def test_nothing_is_kept_among_our_own_words_that_is_no_longer_there():
    assert {sentence for tree in modules().values() for sentence in sentences(tree)} >= TO_OURSELVES


def test_it_is_said_in_both_languages():
    """Chinese to Chinese customers; no Chinese character in the English."""
    wrong = [
        (said.module, sentence)
        for said in everything_said()
        for language in LANGUAGES
        if bool(CJK.search(sentence := told(said, language).replace("华联超市", ""))) != (language == "zh")
    ]
    assert wrong == []


def test_nothing_banned_is_said(language):
    """No begging, no word of our pay, of others, of a policy, of all we could give, no threat, no pleading tail."""
    wrong = [
        (said.module, bans, sentence)
        for said in everything_said()
        if (bans := broken_bans(sentence := told(said, language), language))
    ]
    assert wrong == []


def test_everything_said_asks_for_something_concrete(language):
    wrong = [
        (said.module, sentence)
        for said in everything_said()
        if not is_concrete(sentence := told(said, language), language)
    ]
    assert wrong == []


def test_everything_said_is_said_in_one_breath(language):
    """160 characters of English, 80 of Chinese, its blanks filled."""
    wrong = [
        (said.module, len(sentence), sentence)
        for said in everything_said()
        if len(sentence := told(said, language)) > LONGEST[language]
    ]
    assert wrong == []


def test_nothing_is_said_twice(language):
    """Two reasons have not the same answer, nor a reason the same answer twice."""
    heard = [told(said, language) for said in everything_said()]
    assert sorted(heard) == sorted(set(heard))


# --- reasons and answers -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ExcuseKind)
def test_every_reason_has_a_name_a_fact_and_answers(kind, language):
    """Two or three answers, one after the other; the fact is a question."""
    assert excuses.name(kind)
    assert re.search("[?？]", excuses.fact_to_ask(kind))
    assert 2 <= len(answers.answers(kind)) <= 3


def test_no_two_reasons_have_one_name(language):
    assert len({excuses.name(kind) for kind in ExcuseKind}) == len(ExcuseKind)


@pytest.mark.parametrize("kind", ExcuseKind)
def test_every_answer_ends_in_a_request(kind, language):
    """Whatever comes before, the last thing heard is what is asked for."""
    last = [re.split(r"(?<=[.?。？])\s*(?=.)", answer)[-1] for answer in answers.answers(kind)]
    assert [words for words in last if not is_concrete(words, language)] == []


OUR_WORK = {
    "en": r"\b(?:I|we)\b.*(?:today|tomorrow|within three days)|(?:today|tomorrow|within three days).*\b(?:I|we|you have)\b",
    "zh": r"我.*(?:今天|明天|三天内)|(?:今天|明天|三天内).*(?:我|给您|告诉您|送到)",
}
THE_REST = {
    "en": r"undisputed|[Tt]he rest|what passed|already (?:invoiced|approved)|part that is right",
    "zh": r"没问题的|没争议的|其余|已经到齐的部分|已经批下来的部分|对的部分|对得上的部分",
}


@pytest.mark.parametrize("kind", sorted(OUR_FAULTS))
def test_a_fault_of_ours_is_our_work_and_the_rest_is_asked_for(kind, language):
    """Each answer takes the fault upon us with a day, and asks for the part that is not in question."""
    for answer in answers.answers(kind):
        assert re.search(OUR_WORK[language], answer), answer
        assert re.search(THE_REST[language], answer), answer


# --- the bans can fail ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("ban", "language", "sentence"), BAD)
def test_what_is_never_said_is_caught(ban, language, sentence):
    """By its own ban, though it is short enough and asks for something."""
    assert ban in broken_bans(sentence, language)
    assert len(sentence) <= LONGEST[language]


def test_every_ban_is_tried_in_both_languages():
    assert {(ban, language) for ban, language, _sentence in BAD} == {(b, lang) for b in BANS for lang in LANGUAGES}


@pytest.mark.parametrize(("language", "sentence"), CLEAN)
def test_plain_speech_is_not_caught(language, sentence):
    """A plain please, their own boss, our help: none of it is an offence."""
    assert broken_bans(sentence, language) == []
    assert is_concrete(sentence, language)


@pytest.mark.parametrize(("language", "sentence"), IDLE)
def test_idle_words_are_caught(language, sentence):
    assert not is_concrete(sentence, language)


@pytest.mark.parametrize(
    ("source", "caught"),
    [
        ('WORDS = {1: mark("On which day is it paid?")}', ["On which day is it paid?"]),
        ('def words():\n    return _("Please bring the papers.")', ["Please bring the papers."]),
        ('def words(n):\n    return plural("Let us fix {count} day.", "Let us fix {count} days.", n)', 2),
        ('SPOKEN = ()\nMORE = mark("The goods are sold.")', ["The goods are sold."]),
        ('SPOKEN: tuple[str, ...] = ()\nMORE = mark("The goods are sold.")', ["The goods are sold."]),
        ('HEADING = _("Target {target}, received {received}")', []),
        ('SPOKEN = ()\nNAME = mark("cash is tight")', []),
        ('def words():\n    return _("What is known?")', []),
    ],
)
def test_a_sentence_left_out_is_caught(source, caught):
    """Also one that asks nothing, where it stands in a module that speaks to customers."""
    found = forgotten(ast.parse(source), {"What is known?"})
    assert (len(found) if isinstance(caught, int) else found) == caught
