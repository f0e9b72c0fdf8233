"""Which customer a person means: the code, the name or an alias as it stands, else part of a name, else its pinyin.

Capitals, full-width letters and spaces make no difference. Archived customers are found only where no other fits.
Pinyin is asked only where neither a code nor a name fits, archived ones included, and takes two letters at least.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from huikuan.domain import sound as sounds
from huikuan.domain.likeness import likeness, likeness_of_part

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from huikuan.domain.facts import Customer

LONGEST_TYPED = 800
"""Characters of what may be a name; nothing longer is looked for."""
_NEAREST = 3
_NEAR_ENOUGH = 0.5
_LIKELY_THE_SAME = 0.7
_SOUNDS_ALIKE = 0.75
_FEWEST_LETTERS = 2
_LETTERS_TO_COMPARE = 4


def folded(name: str) -> str:
    """The name as it is compared."""
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())


def matches(typed: str, customers: Iterable[Customer], as_of: date) -> list[Customer]:
    """The customers that fit best: by code, whole name, part of a name, or pinyin; active ones first."""
    if len(typed) > LONGEST_TYPED:
        return []
    every, wanted = list(customers), folded(typed)
    active = [c for c in every if not c.is_archived_on(as_of)]
    return _by_name(wanted, active) or _by_name(wanted, every) or _by_sound(wanted, active) or _by_sound(wanted, every)


def _by_name(wanted: str, customers: Sequence[Customer]) -> list[Customer]:
    if not wanted:
        return []
    by_code = [c for c in customers if folded(c.code) == wanted]
    whole = [c for c in customers if wanted in map(folded, _names(c))]
    part = [c for c in customers if any(wanted in folded(name) for name in _names(c))]
    return by_code or whole or part


def _by_sound(wanted: str, customers: Sequence[Customer]) -> list[Customer]:
    if len(wanted) < _FEWEST_LETTERS or not _is_letters(wanted):
        return []
    fits = [(fit, c) for c in customers if (fit := sounds.closeness(wanted, c.keys)) is not None]
    best = min((fit for fit, _ in fits), default=None)
    return [c for fit, c in fits if fit == best]


def begun(typed: str, customers: Iterable[Customer], as_of: date) -> list[Customer]:
    """The customers not archived that may be meant by what is typed so far, the likeliest first, then by code."""
    if len(typed) > LONGEST_TYPED:
        return []
    wanted = folded(typed)
    ranked = [(rank, c) for c in customers if (rank := _rank(wanted, c)) is not None and not c.is_archived_on(as_of)]
    return [c for _, c in sorted(ranked, key=lambda pair: (pair[0], pair[1].code))]


def _rank(wanted: str, customer: Customer) -> int | None:
    """Where the customer stands among those that may be meant: by code, beginning or part of a name, then pinyin."""
    if folded(customer.code).startswith(wanted):
        return 0
    places = [place for name in _names(customer) if (place := folded(name).find(wanted)) >= 0]
    if places:
        return 1 if min(places) == 0 else 2
    fit = sounds.closeness(wanted, customer.keys) if _is_letters(wanted) else None
    return None if fit is None else 3 + fit


def _names(customer: Customer) -> tuple[str, ...]:
    return (customer.name, *customer.aliases)


def _is_letters(wanted: str) -> bool:
    return wanted.isascii() and wanted.isalnum()


def is_near(one: str, other: str) -> bool:
    """True for two names that are likely to mean the same customer."""
    return likeness(folded(one), folded(other)) >= _LIKELY_THE_SAME


def nearest(typed: str, customers: Iterable[Customer], sound: str = "") -> list[Customer]:
    """Up to three customers whose code, name or alias looks most like what was typed, or where `sound` is given,
    the sound of what was typed, sounds most like it.
    """
    wanted = folded(typed) if len(typed) <= LONGEST_TYPED else ""
    if not wanted:
        return []
    alike = [(max(_looks(wanted, c), _sounds(wanted, sound, c)), c) for c in customers]
    near = sorted((pair for pair in alike if pair[0]), key=lambda pair: (-pair[0], pair[1].code))
    return [customer for _, customer in near[:_NEAREST]]


def _looks(wanted: str, customer: Customer) -> float:
    alike = max(likeness_of_part(wanted, folded(name)) for name in (customer.code, *_names(customer)))
    return alike if alike >= _NEAR_ENOUGH else 0


def _sounds(wanted: str, sound: str, customer: Customer) -> float:
    if not _is_letters(wanted):
        alike = sounds.alike(sound, customer.keys)
    elif sound and len(wanted) >= _LETTERS_TO_COMPARE:
        alike = sounds.alike_in_letters(wanted, customer.keys)
    else:
        return 0
    return alike if alike >= _SOUNDS_ALIKE else 0


def free_code(customers: Iterable[Customer]) -> str:
    """The next code of the form C001 that nobody has."""
    taken = {folded(c.code) for c in customers}
    numbers = [int(code[1:]) for code in taken if code[:1] == "c" and code[1:].isascii() and code[1:].isdigit()]
    return f"C{max(numbers, default=0) + 1:03d}"
