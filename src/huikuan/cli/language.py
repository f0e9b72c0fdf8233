"""Which language is spoken: HUIKUAN_LANG, else the settings, else the locale: Chinese for zh*, otherwise English.

A word that names neither language is passed over; what is wrong in the settings file is said where it is read in full.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from huikuan.text import Language


def chosen(environ: Mapping[str, str], settings: Callable[[], str | None]) -> Language:
    """The language of this run; the settings are asked only where HUIKUAN_LANG is silent."""
    return _named(environ.get("HUIKUAN_LANG")) or _named(settings()) or _of_locale(environ)


def in_settings() -> str | None:
    """The key `lang` of huikuan.toml in the user's folder, where there is such a file."""
    from huikuan.parse import toml

    raw = toml.bytes_of(settings_file())
    if raw is None:
        return None
    try:
        lang = toml.read(raw).get("lang")
    except toml.NotToml:
        return None
    return lang if isinstance(lang, str) else None


def settings_file() -> Path:
    """Where the settings live: beside the book, in the user's folder."""
    from platformdirs import user_data_dir

    return Path(user_data_dir("huikuan", appauthor=False)) / "huikuan.toml"


def _named(word: str | None) -> Language | None:
    head = (word or "").strip().lower().replace("-", "_").split(".")[0].split("_")[0]
    return "zh" if head == "zh" else "en" if head == "en" else None


def _of_locale(environ: Mapping[str, str]) -> Language:
    words = (environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    spoken = next((word for word in words if word), "") or _of_windows()
    return "zh" if spoken.lower().startswith(("zh", "chinese")) else "en"


def _of_windows() -> str:
    if os.name != "nt":
        return ""
    import locale

    return locale.getlocale()[0] or ""
