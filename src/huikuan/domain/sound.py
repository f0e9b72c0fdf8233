"""How the names of a customer sound, and whether letters typed are meant for one of them.

A sound is one line: the names one after the other, each as its syllables, each syllable with every reading it has:
`hua lian chao|tiao shi;hua lian`. Letters typed fit a name by its initials (hlcs), by its full pinyin (hualian), or by
both mixed, each syllable typed from its first letter on (hualiancs, hlchsh). A name fits better by its initials than by
its pinyin, as a whole than by its beginning; a part of it comes after both and takes two letters, a mix comes last.
"""

from __future__ import annotations

from itertools import chain, takewhile
from operator import eq
from typing import TYPE_CHECKING, NamedTuple

from huikuan.domain.likeness import likeness, likeness_of_part

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator

    Takes = Callable[[int, int, int], Iterable[int]]

Name = tuple[tuple[str, ...], ...]
"""A name, syllable by syllable, each with its readings."""


def written(names: Iterable[Name]) -> str:
    """The names as one line of text."""
    lines = (" ".join("|".join(readings) for readings in name) for name in names)
    return ";".join(dict.fromkeys(filter(None, lines)))


def closeness(letters: str, sound: str) -> int | None:
    """How well the letters typed fit the best of the names, 0 the best; None where they fit none."""
    names = [_read(name) for name in sound.split(";") if _in_order(letters, name)]
    return next((rank for rank, fit in enumerate(_FITS) if any(fit.holds(letters, name) for name in names)), None)


def alike(heard: str, sound: str) -> float:
    """How alike two sounds are, syllable by syllable, each read as the other is where it can be: 0 to 1."""
    pairs = [(one, other) for one in _names_in(heard) for other in _names_in(sound)]
    spelt = [(_spelt(one, set(chain(*other))), _spelt(other, set(chain(*one)))) for one, other in pairs]
    return max((likeness_of_part(one, other) for one, other in spelt), default=0)


def alike_in_letters(letters: str, sound: str) -> float:
    """How alike the letters typed and the full pinyin of a name are, from any of its syllables on: 0 to 1."""
    spelt = [_spelt(name, letters) for name in _names_in(sound)]
    rests = ("".join(name[start:])[: len(letters)] for name in spelt for start in range(len(name)))
    return max((likeness(letters, part) for part in (*map("".join, spelt), *rests)), default=0)


def _names_in(sound: str) -> list[Name]:
    return list(filter(None, map(_read, sound.split(";"))))


def _read(name: str) -> Name:
    syllables = (tuple(filter(None, syllable.split("|"))) for syllable in name.split())
    return tuple(filter(None, syllables))


def _spelt(name: Name, heard: Container[str]) -> tuple[str, ...]:
    """The name with one reading for each syllable: one that was heard, else the first."""
    return tuple(next((reading for reading in readings if reading in heard), readings[0]) for readings in name)


def _in_order(letters: str, line: str) -> bool:
    """True where the letters come in the line one after the other: without that, none of the fits below can hold."""
    rest = iter(line)
    return all(letter in rest for letter in letters)


# How many letters a syllable may take: `same` were typed as it begins, `every` are all it has, `left` are yet to place.


def _initial(_same: int, _every: int, _left: int) -> Iterable[int]:
    return (1,)


def _full(same: int, every: int, _left: int) -> Iterable[int]:
    return (same,) if same == every else ()


def _full_or_last(same: int, every: int, left: int) -> Iterable[int]:
    return (same,) if same in {every, left} else ()


def _any(same: int, _every: int, _left: int) -> Iterable[int]:
    return range(1, same + 1)


def _is_whole(letters: str, name: Name, takes: Takes) -> bool:
    return len(name) in _counts(letters, name, takes)


def _is_begun(letters: str, name: Name, takes: Takes) -> bool:
    return any(_counts(letters, name, takes))


def _is_within(letters: str, name: Name, takes: Takes) -> bool:
    return any(_is_begun(letters, name[start:], takes) for start in range(1, len(name)))


class _Fit(NamedTuple):
    takes: Takes
    place: Callable[[str, Name, Takes], bool]
    least: int = 1

    def holds(self, letters: str, name: Name) -> bool:
        return len(letters) >= self.least and self.place(letters, name, self.takes)


_FITS = (
    _Fit(_initial, _is_whole),
    _Fit(_initial, _is_begun),
    _Fit(_full, _is_whole),
    _Fit(_full_or_last, _is_begun),
    _Fit(_full, _is_within, 2),
    _Fit(_initial, _is_within, 2),
    _Fit(_any, _is_whole),
    _Fit(_any, _is_begun),
    _Fit(_any, _is_within, 3),
)


def _counts(letters: str, name: Name, takes: Takes) -> Iterator[int]:
    """For how many syllables, from the first on, the letters can stand."""
    places = {0}
    for count, readings in enumerate(name, start=1):
        places = {after for place in places for after in _after(letters, place, readings, takes)}
        if len(letters) in places:
            yield count
        if not places:
            return


def _after(letters: str, place: int, readings: Iterable[str], takes: Takes) -> Iterator[int]:
    """Where the letters can go on once this syllable is typed."""
    left = letters[place:]
    for reading in readings:
        if same := sum(takewhile(bool, map(eq, reading, left))):
            yield from (place + taken for taken in takes(same, len(reading), len(left)))
