r"""Where the terminal's locale has no Chinese: that is named as the cause of what cannot be read or shown.

What is typed arrives there as broken bytes, and what is said leaves as \u56de; the sentence about it is plain English,
for nothing else would arrive.
"""

from __future__ import annotations

import os
import re
import sys
from typing import TYPE_CHECKING

from huikuan.text import mark

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TextIO

_BROKEN = re.compile("[\ud800-\udfff\x80-\x9f]")
_CANNOT_SHOW = mark(
    "What reads like \\u56de are characters that the locale here ({locale}) cannot show; try `export LC_ALL=C.UTF-8`."
)


def locale() -> str:
    """What decides about the characters here: a variable with its value, or the encoding in use."""
    names = ("PYTHONIOENCODING", "LC_ALL", "LC_CTYPE", "LANG")
    said = next((f"{name}={value}" for name in names if (value := os.environ.get(name))), None)
    return said or str(getattr(sys.stdout, "encoding", None) or sys.getfilesystemencoding())


def is_garbled(typed: Sequence[str]) -> bool:
    """Whether what was typed arrived as broken bytes because the locale cannot read them."""
    return not _is_unicode(sys.getfilesystemencoding()) and any(map(_BROKEN.search, typed))


def locale_at_fault(text: str, stream: TextIO | None) -> str:
    """What is to be said beside a text that the stream cannot show; nothing where it can."""
    encoding = str(getattr(stream, "encoding", None) or "utf-8")
    if text.isascii() or _is_unicode(encoding):
        return ""
    try:
        text.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return _CANNOT_SHOW.format(locale=locale())
    return ""


def _is_unicode(encoding: str) -> bool:
    return encoding.lower().replace("-", "").replace("_", "").startswith("utf")
