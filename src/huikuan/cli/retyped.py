"""The line that was typed, as it is to be typed again to take a file in."""

from __future__ import annotations

from huikuan.cli.context import context
from huikuan.text import quoted

_SAID_ONCE = {"--apply", "--keep-good"}
"""What the line that takes the file in says at its end."""


def typed_again() -> str:
    """The line as it was typed; the map it wrote down is there now."""
    words = [word for word in context().typed if word not in _SAID_ONCE and not word.startswith("--save-map=")]
    if "--save-map" in words:
        at = words.index("--save-map")
        del words[at : at + 2]
    return " ".join(["huikuan", *map(quoted, words)])
