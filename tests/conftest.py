"""Every test finds fresh catalogues, a home of its own, and none of the person's own settings."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

from huikuan.text import use_language

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


def pytest_addoption(parser: pytest.Parser) -> None:
    """`pytest --rewrite-transcripts` records the answers in tests/transcripts anew, instead of comparing them."""
    parser.addoption("--rewrite-transcripts", action="store_true", help="record the transcripts' answers anew")


def pytest_configure() -> None:
    """Compile the words; each file is put in place in one step, so parallel runs do not disturb each other."""
    runpy.run_path(str(HOUSE / ".build" / "catalogues.py"))["compile_all"]()


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home in which nothing is yet."""
    home = tmp_path_factory.mktemp("home")
    for name in HOMES:
        monkeypatch.setenv(name, str(home))
    for name in FOREIGN:
        monkeypatch.delenv(name, raising=False)
    use_language("en")
    return home
