"""Which customer a person means: the code, the name or an alias as it stands, else part of a name or alias.

Capitals, full-width letters and spaces make no difference. Archived customers are found only where no other fits.
"""

from __future__ import annotations

import unicodedata
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from huikuan.domain.facts import Customer

_NEAREST = 3
_NEAR_ENOUGH = 0.5
_LIKELY_THE_SAME = 0.7


def folded(name: str) -> str:
    """The name as it is compared."""
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())


def matches(typed: str, customers: Iterable[Customer], as_of: date) -> list[Customer]:
    """The customers that fit best: by code, else by whole name, else by part of a name; active ones first."""
    every = list(customers)
    active = [c for c in every if not c.is_archived_on(as_of)]
    return _matches(folded(typed), active) or _matches(folded(typed), every)


def _matches(wanted: str, customers: Sequence[Customer]) -> list[Customer]:
    if not wanted:
        return []
    by_code = [c for c in customers if folded(c.code) == wanted]
    whole = [c for c in customers if wanted in map(folded, (c.name, *c.aliases))]
    part = [c for c in customers if any(wanted in folded(name) for name in (c.name, *c.aliases))]
    return by_code or whole or part


def is_near(one: str, other: str) -> bool:
    """True for two names that are likely to mean the same customer."""
    return SequenceMatcher(None, folded(one), folded(other)).ratio() >= _LIKELY_THE_SAME


def nearest(typed: str, customers: Iterable[Customer]) -> list[Customer]:
    """Up to three customers whose code, name or alias looks most like what was typed."""
    wanted = folded(typed)
    if not wanted:
        return []
    likeness = [(max(_alike(wanted, n) for n in (c.code, c.name, *c.aliases)), c) for c in customers]
    near = sorted((pair for pair in likeness if pair[0] >= _NEAR_ENOUGH), key=lambda pair: (-pair[0], pair[1].code))
    return [customer for _, customer in near[:_NEAREST]]


def _alike(wanted: str, name: str) -> float:
    """How alike the two are, or what was typed and the part of the name that is most like it."""
    whole, long = folded(name), len(wanted)
    parts = [whole, *(whole[i : i + long] for i in range(len(whole) - long))]
    return max(SequenceMatcher(None, wanted, part).ratio() for part in parts)


def free_code(customers: Iterable[Customer]) -> str:
    """The next code of the form C001 that nobody has."""
    taken = {folded(c.code) for c in customers}
    numbers = [int(code[1:]) for code in taken if code[:1] == "c" and code[1:].isascii() and code[1:].isdigit()]
    return f"C{max(numbers, default=0) + 1:03d}"
