"""How each shell is told which customers to offer, so that what it puts on the line means the one that was chosen.

A customer's name is text somebody stored: nothing in it may come alive in a shell. Commands and options, which are
ours, are told in the library's way; a customer is told to
bash and PowerShell, which put on the line what they are given, quoted as it must be typed;
zsh, which runs what it is given and drops what does not begin with what was typed, as words spelt out sign by sign;
fish, which quotes by itself, as they are.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from huikuan.cli.candidates import Offered
from huikuan.cli.typer_inside.completion import (
    BashComplete,
    CompletionItem,
    PowerShellComplete,
    ZshComplete,
    add_completion_class,
)
from huikuan.text import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable

_ENDS = {"'": "'", '"': '"$`\\!'}
"""What would end or come alive in a word that was begun with this quotation mark."""
_SINGLE_QUOTES = "['\u2018-\u201b]"


def own() -> None:
    """The library's way with commands and options, ours with customers."""
    for name, shell in {"bash": _Bash, "zsh": _Zsh, "powershell": _PowerShell, "pwsh": _PowerShell}.items():
        add_completion_class(shell, name)


class _Bash(BashComplete):
    """Where the offers share a beginning that is not what was typed, bash would put it in its place: what was typed
    is offered too, and stays.
    """

    def get_completions(self, args: list[str], incomplete: str) -> list[CompletionItem]:
        found = super().get_completions(args, incomplete)
        if not any(isinstance(item.value, Offered) for item in found):
            return found
        mark = _opening_mark()
        words = [word for item in found if (word := _for_bash(item.value, mark))]
        share_a_beginning = len(words) > 1 and len({word[:1] for word in words}) == 1
        if share_a_beginning and not _all_begin_with(incomplete, words):
            words.append(incomplete if mark else quoted(incomplete))
        return [CompletionItem(word) for word in words]


def _opening_mark() -> str:
    """The quotation mark with which the word under the cursor begins."""
    words = os.environ["COMP_WORDS"].split("\n")
    place = int(os.environ["COMP_CWORD"])
    mark = words[place][:1] if place < len(words) else ""
    return mark if mark in _ENDS else ""


def _for_bash(word: str, mark: str) -> str | None:
    if mark:
        return None if set(_ENDS[mark]) & set(word) else word
    return quoted(word)


class _Zsh(ZshComplete):
    """What was typed gives way to the one chosen; where nothing more can be typed for all of them, TAB walks on."""

    def get_completions(self, args: list[str], incomplete: str) -> list[CompletionItem]:
        self.typed = incomplete
        self.found = super().get_completions(args, incomplete)
        return self.found

    def complete(self) -> str:
        said = super().complete()
        words = [item.value for item in self.found if isinstance(item.value, Offered)]
        if not words:
            return said
        seen = [f"{item.value}  {item.help}" for item in self.found]
        walk = "" if _all_begin_with(self.typed, words) else "compstate[insert]=menu; "
        return (
            f"local -a typed seen; typed=({_spelt_out(words)}); seen=({_spelt_out(seen)}); "
            f"{walk}compadd -U -l -V huikuan -d seen -a typed"
        )


def _spelt_out(words: Iterable[str]) -> str:
    """Words of zsh in which every sign that might mean something stands as its number."""
    return " ".join(f"$'{''.join(map(_sign, word))}'" for word in words)


def _sign(sign: str) -> str:
    return sign if sign.isalnum() or not sign.isascii() else f"\\x{ord(sign):02x}"


def _all_begin_with(typed: str, words: Iterable[str]) -> bool:
    from huikuan.domain.naming import folded

    return all(folded(word.removeprefix("'")).startswith(folded(typed)) for word in words)


class _PowerShell(PowerShellComplete):
    def format_completion(self, item: CompletionItem) -> str:
        if isinstance(item.value, Offered) and not re.fullmatch(r"\w[\w.-]*", item.value):
            item = CompletionItem("'" + re.sub(_SINGLE_QUOTES, r"\g<0>\g<0>", item.value) + "'", help=item.help)
        return super().format_completion(item)
