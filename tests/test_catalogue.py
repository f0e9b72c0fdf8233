"""Every sentence of the program is there in Chinese, with the same blanks to fill, and the compiled file is fresh."""

from __future__ import annotations

import re
import runpy
import string
from pathlib import Path

import pytest

from huikuan import text

HOUSE = Path(__file__).resolve().parent.parent
CATALOGUES = runpy.run_path(str(HOUSE / ".build" / "catalogues.py"))
(PO,) = CATALOGUES["catalogues"]()
ZH = CATALOGUES["read"](PO)
SPOKEN = [message for message in CATALOGUES["gathered"]("zh_CN") if message.id]
CJK = re.compile("[\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")


def _all(said):
    return list(said) if isinstance(said, (list, tuple)) else [said]


def _blanks(sentence):
    return {name for _text, name, _form, _turn in string.Formatter().parse(sentence) if name is not None}


def test_every_sentence_has_its_chinese():
    untold = {
        message.id: sorted({place for place, _line in message.locations})
        for message in SPOKEN
        if not all(_all(getattr(ZH.get(message.id), "string", "")))
    }
    assert untold == {}, "run `make words`, then translate them in the .po"


def test_nothing_is_translated_that_is_no_longer_said():
    spoken = {str(message.id) for message in SPOKEN}
    assert [message.id for message in ZH if message.id and str(message.id) not in spoken] == []
    assert list(ZH.obsolete) == []


def test_no_translation_is_a_guess():
    assert [message.id for message in ZH if message.id and message.fuzzy] == []


def test_a_translation_has_the_blanks_of_its_sentence():
    differing = {
        original: told
        for message in ZH
        if message.id
        for original, told in zip(_all(message.id), _all(message.string), strict=False)
        if told and _blanks(original) != _blanks(told)
    }
    assert differing == {}


def test_the_compiled_words_are_those_of_the_source():
    assert PO.with_suffix(".mo").read_bytes() == CATALOGUES["compiled_from"](PO)


def test_gathering_the_words_changes_nothing_but_the_words(tmp_path):
    copy = tmp_path / "zh_CN" / "LC_MESSAGES" / "huikuan.po"
    copy.parent.mkdir(parents=True)
    copy.write_bytes(PO.read_bytes())
    CATALOGUES["update"](copy)
    once = copy.read_bytes()
    CATALOGUES["update"](copy)
    assert copy.read_bytes() == once
    told = {str(message.id): message.string for message in ZH if message.id and message.string}
    again = {str(message.id): message.string for message in CATALOGUES["read"](copy) if message.id}
    assert {key: again[key] for key in told if key in again} == {key: told[key] for key in told if key in again}


@pytest.mark.parametrize("floor", ["domain", "usecases", "store"])
def test_no_floor_below_speaks_chinese(floor):
    spoken = {
        f"{path.name}:{number}"
        for path in (HOUSE / "src" / "huikuan" / floor).rglob("*.py")
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if CJK.search(line)
    }
    assert spoken == set()


@pytest.mark.parametrize(("language", "said"), [("zh", "用法："), ("en", "Usage:")])
def test_the_chosen_language_is_spoken(language, said, monkeypatch):
    monkeypatch.setenv("LANGUAGE", "")
    text.use_language(language)
    assert text._("Usage:") == said
