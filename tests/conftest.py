"""Every test finds fresh catalogues, a home of its own, and none of the person's own settings."""

from __future__ import annotations

import runpy
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from huikuan.text import use_language

if TYPE_CHECKING:
    from collections.abc import Iterator

HOUSE = Path(__file__).resolve().parent.parent
HOMES = (
    "HOME",
    "USERPROFILE",
    "APPDATA",
    "LOCALAPPDATA",
    "XDG_DATA_HOME",
    "XDG_CONFIG_HOME",
    "XDG_CACHE_HOME",
    "XDG_STATE_HOME",
)
FOREIGN = (
    "HUIKUAN_DB",
    "HUIKUAN_TODAY",
    "HUIKUAN_LANG",
    "HUIKUAN_DEBUG",
    "_HUIKUAN_COMPLETE",
    "NO_COLOR",
    "FORCE_COLOR",
    "COLUMNS",
    "LINES",
    "LC_ALL",
    "LC_MESSAGES",
    "LANGUAGE",
)


settings.register_profile("short", max_examples=50, deadline=None)
settings.register_profile("long", max_examples=2000, deadline=None)
settings.load_profile("short")
"""How many examples a property is tried on: every time, and with `--hypothesis-profile=long`; a slow machine is none."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """`pytest --rewrite-transcripts` records the answers in tests/transcripts anew, instead of comparing them."""
    parser.addoption("--rewrite-transcripts", action="store_true", help="record the transcripts' answers anew")


def pytest_configure() -> None:
    """Compile the words; each file is put in place in one step, so parallel runs do not disturb each other."""
    runpy.run_path(str(HOUSE / ".build" / "catalogues.py"))["compile_all"]()


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Where homes are made, apart from the tests' own folders: each of those is numbered by looking at all of them."""
    base = tmp_path_factory.mktemp("homes")
    return (base / str(number) for number in count())


@pytest.fixture(autouse=True)
def own_home(homes: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home in which nothing is yet."""
    home = next(homes)
    home.mkdir()
    for name in HOMES:
        monkeypatch.setenv(name, str(home))
    for name in FOREIGN:
        monkeypatch.delenv(name, raising=False)
    use_language("en")
    return home
