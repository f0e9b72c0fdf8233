"""Text in a CSV file that a spreadsheet would take for a formula gets an apostrophe in front, and loses it coming back.

Such text begins with = + - @ (full-width or small ones too), a tab or a carriage return, whether or not spaces or
apostrophes stand before it. Taking the apostrophe off gives back what was there, whatever it was.
"""

from __future__ import annotations

import re

_ALIVE = re.compile(r"['\s]*[=+\-@＝＋－＠﹦﹢﹣﹫]|[' ]*[\t\r]")
_ARMOUR = "'"


def armoured(text: str) -> str:
    """The text as it may stand in a CSV file."""
    return _ARMOUR + text if _ALIVE.match(text) else text


def bare(text: str) -> str:
    """The text that was armoured."""
    is_armoured = text.startswith(_ARMOUR) and _ALIVE.match(text[1:])
    return text[1:] if is_armoured else text
