"""Which column fills which field: one column one field, one field one column, the best heading first.

A heading that is known stands before one that only holds a known one; among those, the longest known one decides.
Measures, their yields and their days repeat: 措施1, 措施2, or the same heading again; a measure counts only
beside its yield.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from huikuan.domain.lines import FileKind
from huikuan.parse.files.field import AMOUNTS, Reading
from huikuan.parse.files.fields import FIELDS, MOST_REPEATS, REPEATED, reading_of
from huikuan.parse.files.folding import fold, folds

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_NOT_INSIDE: Final = {
    "amount": r"不含税|未税|税额|税金|税率|数量|单价|折扣|汇率|成本|毛利|预收|定金|天数|账龄|比例|占比"
    r"|率$|日期|时间|限额|额度|方式|大写|美元|港元|港币|欧元|日元|英镑|外币"
    r"|untax|excl|tax|qty|quantity|price|rate|days|discount|cost|limit|date|words|currency$|status|type|usd|eur|gbp|hkd|jpy",
    "day": r"天数|制单|审核|打印|创建|修改|录入|created|updated|modified|printed|days|terms",
    "text": r"编码|编号|代码|分类|类型|类别|地址|电话|等级|税号|开户|账号|部门|日期|金额|邮箱"
    r"|code|id$|type|group|address|phone|email|date|amount|department",
    "number": r"日期|金额|类型|状态|数量|行号|date|amount|type|status|line",
}
"""A heading that holds one of these words is not found by a shorter heading inside it."""

_OWED: Final = "应收|未收|未核销|欠款|余额|receivable|outstanding|open_|balance"
"""What is owed has not come in: no amount of a receipt."""


_STANDS_ALONE, _INSIDE = 0, 1
_NUMBERED: Final = re.compile(r"(.*\D)([1-9])")
_LEAST_INSIDE: Final = 2
_LAST: Final = 1000


class Heading(NamedTuple):
    """A heading as the file shows it, and what it may be compared as: its two rows together, then the lower one."""

    column: int
    text: str
    forms: tuple[str, ...]


class _Fit(NamedTuple):
    tier: int
    preference: int
    column: int
    field: str


class _Known(NamedTuple):
    alone: dict[str, list[tuple[str, int]]]
    inside: list[tuple[str, str, int]]
    """Longest first."""


def assigned(kind: FileKind, headings: Sequence[Heading]) -> dict[str, Heading]:
    """Each field that some column fills, with the heading of that column."""
    fits = sorted(fit for heading in headings for fit in _fits(kind, heading))
    by_column = {heading.column: heading for heading in headings}
    found: dict[str, Heading] = {}
    taken: set[int] = set()
    for fit in fits:
        field = _next_free(fit.field, found)
        if field and fit.column not in taken:
            found[field] = by_column[fit.column]
            taken.add(fit.column)
    return {field: heading for field, heading in found.items() if _is_whole(field, found)}


def score(kind: FileKind, headings: Sequence[Heading]) -> int:
    """How well the headings are known: two for each field found under its own heading, one for the others."""
    best: dict[int, int] = {}
    for heading in headings:
        for fit in _fits(kind, heading):
            best[heading.column] = max(best.get(heading.column, 0), 2 - fit.tier)
    columns = {heading.column for heading in assigned(kind, headings).values()}
    return sum(worth for column, worth in best.items() if column in columns)


def _is_whole(field: str, found: dict[str, Heading]) -> bool:
    """A measure is one only beside its yield: 措施 alone is also the sum of them in a plan."""
    name = field.rstrip("123456789")
    number = field.removeprefix(name)
    return name not in REPEATED or {f"measure{number}", f"yield{number}"} <= found.keys()


def _next_free(field: str, found: dict[str, Heading]) -> str | None:
    if field not in found:
        return field
    if field not in REPEATED:
        return None
    return next((f"{field}{n}" for n in range(2, MOST_REPEATS + 1) if f"{field}{n}" not in found), None)


def _fits(kind: FileKind, heading: Heading) -> Iterator[_Fit]:
    """What the column may be, by the first of its forms that is known at all."""
    for form in heading.forms:
        whole, *_bare = folds(form) or ("",)
        for tier, found in ((_STANDS_ALONE, _alone(kind, form, whole)), (_INSIDE, _inside(kind, form, whole))):
            fits = [_Fit(tier, preference, heading.column, field) for field, preference in found]
            if fits:
                yield from fits
                return


def _alone(kind: FileKind, form: str, whole: str) -> Iterable[tuple[str, int]]:
    known = _known(kind).alone
    for text in folds(form):
        found = known.get(text) or list(_numbered(kind, text))
        found = [(field, rank) for field, rank in found if text == whole or not _speaks_against(kind, field, whole)]
        if found:
            return found
    return ()


def _numbered(kind: FileKind, text: str) -> Iterator[tuple[str, int]]:
    """措施2 is the second of the fields 措施 stands for."""
    said = _NUMBERED.fullmatch(text)
    for field, rank in _known(kind).alone.get(said[1], ()) if said else ():
        if said and field in REPEATED:
            yield (field if said[2] == "1" else field + said[2]), rank


def _inside(kind: FileKind, form: str, whole: str) -> Iterable[tuple[str, int]]:
    for text in folds(form):
        fitting = [
            (known, field, rank)
            for known, field, rank in _known(kind).inside
            if known in text and not _speaks_against(kind, field, whole)
        ]
        if fitting:
            return [(field, rank) for known, field, rank in fitting if len(known) == len(fitting[0][0])]
    return ()


def _speaks_against(kind: FileKind, field: str, whole: str) -> bool:
    reading = reading_of(kind, field)
    if reading in AMOUNTS:
        if kind is FileKind.RECEIPTS and re.search(_OWED, whole):
            return True
        group = "amount"
    elif reading is Reading.DAY:
        group = "day"
    elif reading is Reading.CODE:
        group = "number" if field != "code" else "day"
    else:
        group = "text"
    return bool(re.search(_NOT_INSIDE[group], whole))


@cache
def _known(kind: FileKind) -> _Known:
    alone: dict[str, list[tuple[str, int]]] = {}
    inside: list[tuple[str, str, int]] = []
    for field, row in FIELDS[kind].items():
        for rank, word in enumerate(row.headings.split()):
            folded = fold(word)
            rank += _LAST if word.endswith("?") else 0  # noqa: PLW2901
            alone.setdefault(folded, []).append((field, rank))
            if word.endswith("*") and len(folded) >= _LEAST_INSIDE:
                inside.append((folded, field, rank))
    inside.sort(key=lambda known: -len(known[0]))
    return _Known(alone, inside)
