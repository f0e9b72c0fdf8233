"""What is refused: each refusal is a class with an exit code, one sentence, and what to type instead.

Exit codes: 1 refused by a rule, 2 not understood as typed, 3 no such or more than one such record, 4 storage trouble,
6 a gap left uncovered. One error raises; many (the rows of a file) are values with a place. What was typed is repeated
in it up to a bearable length: a refusal stays one sentence however long the line was.
"""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from huikuan.text import _, joined, quoted, shortened

_LONGEST = {"typed": 80, "candidates": 2000, "choices": 2000, "headings": 2000, "nearest": 2000, "quoted": 2000}
_LONGEST_OTHER = 300
"""Characters of a value that a refusal repeats: a word typed, a list of names, a path or a name."""


class Refusal(Exception):  # noqa: N818 - it is what the user meets, not a fault of the program
    """Something was refused; nothing was written."""

    exit_code: ClassVar[int] = 1
    sentence: ClassVar[str]
    hint: ClassVar[str] = ""

    def __init__(self, **values: object) -> None:
        super().__init__(self.sentence)
        self.values = values

    def __str__(self) -> str:
        said = _(self.sentence, **self._bearable())
        return joined(said, _(self.hint, **self._typable())) if self.hint else said

    def _bearable(self) -> dict[str, object]:
        """The values, none of them longer than can be read."""
        return {
            name: shortened(str(value), _LONGEST.get(name, _LONGEST_OTHER)) if isinstance(value, (str, Path)) else value
            for name, value in self.values.items()
        }

    def _typable(self) -> dict[str, object]:
        """The values as a command line can carry them."""
        return {name: quoted(str(value)) if name == "code" else value for name, value in self._bearable().items()}


class RuleRefusal(Refusal):
    """Understood, but against a rule of the book."""


class NotUnderstood(Refusal):
    """Not understood as typed."""

    exit_code = 2


class NotFound(Refusal):
    """No such record, or more than one such."""

    exit_code = 3


class StorageTrouble(Refusal):
    """The book cannot be read or written."""

    exit_code = 4
