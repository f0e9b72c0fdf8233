"""Lines that say nothing of their own are passed over: blank ones, sums (合计, 小计, Total), repeated headings and what
a printout adds below the table (制表人：…), as long as it holds no amount.

A line is a sum where one of its first texts is such a word and it has no document number. 华联 小计 and Total 华联
are sums where they have no code either and 华联 stands in another line of that column.
"""

from __future__ import annotations

import re
from operator import itemgetter
from typing import TYPE_CHECKING, Final, NamedTuple

from huikuan.parse.files.amounts import BLANKS
from huikuan.parse.files.cells import all_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from huikuan.parse.files.grid import Cell

FIRST_TEXTS: Final = 6
LONGEST_WORDS: Final = 200

_SUM: Final = re.compile(
    r"(?:本页|本期|本月|本年|当前页|全部|部门|客户|业务员|人民币|按客户|报表)?\s*(?:合\s*计|小\s*计|总\s*计|共\s*计|累\s*计|汇\s*总|总\s*额)"
    r"\s*(?:金额|人民币|数)?\s*(?:[:：].*|[(（].*[)）]|\d+\s*[家户笔条个行]?)?"
    r"|(?:grand\s+|sub[\s-]?|page\s+|report\s+|overall\s+)?totals?(?:\s+(?:cny|rmb|\d+))?\s*(?:[:：].*|\(.*\))?|sum\s*:?",
    re.IGNORECASE,
)
_SUM_OF: Final = re.compile(
    r"(?P<before>.+?)[\s:：_-]*(?:小计|合计|汇总|sub-?total|total)[:：]?"
    r"|(?:sub-?)?total(?: for| of)?[\s:：]+(?P<after>.+)",
    re.IGNORECASE,
)
_PARTS_OF_A_PLAN: Final = frozenset({"主力", "补充", "main", "supplement"})
"""The last lines of our own plan; they have no code."""
_SIGNS_OF_A_SUM: Final = ("计", "额", "总", "total", "sum", *_PARTS_OF_A_PLAN)
_FOOTER: Final = re.compile(
    r"(?:制表|制单|打印|导出|审核|复核|审批|主管|财务主管|会计|出纳|填表|编制|核准|报表|查询|说明|注|备注|单位|日期|截止)[^,，]{0,8}[:：]"
    r"|第\s*\d+\s*页|共\s*\d+\s*(?:页|条|行|笔)|page\s+\d+|(?:printed|generated|prepared|exported|created)\s+(?:on|by|at|from)\b"
    r"|(?:report|run|print) date|(?:accrual|cash) basis|[-=_*]{3,}$",
    re.IGNORECASE,
)


class Passed(NamedTuple):
    """The rows that say something, by position, and how many were passed over."""

    kept: list[int]
    blank: int
    totals: int


class Roles(NamedTuple):
    """The columns that tell a line from a sum, by what they hold."""

    who: tuple[int, ...]
    """Code and name."""
    code: int | None
    number: int | None
    amounts: tuple[int, ...]


def passed(rows: Sequence[Sequence[Cell]], headings: Sequence[str], roles: Roles, damaged: frozenset[int]) -> Passed:
    """Which rows to read; damaged ones always."""
    totals, blank = _sums(rows, roles), set()
    for i in _doubtful(rows, roles):
        row = rows[i]
        if all(_is_blank(cell) for cell in row):
            blank.add(i)
        elif i not in totals and (_repeats(row, headings) or _is_footer(row, roles)):
            totals.add(i)
    blank -= damaged
    skipped = totals | blank
    kept = [i for i in range(len(rows)) if i not in skipped] if skipped else list(range(len(rows)))
    return Passed(kept, len(blank), len(totals - blank))


def _doubtful(rows: Sequence[Sequence[Cell]], roles: Roles) -> list[int]:
    """Rows whose first amount does not end in a figure: all others say something."""
    if not roles.amounts:
        return list(range(len(rows)))
    cells = cells_of(rows, roles.amounts[0])
    return [i for i, cell in enumerate(cells) if isinstance(cell, str) and not cell[-1:].isdigit()]


def cells_of(rows: Sequence[Sequence[Cell]], column: int) -> list[Cell]:
    """The cells of a column, '' where a row is too short to have one."""
    try:
        return list(map(itemgetter(column), rows))
    except IndexError:
        return [row[column] if len(row) > column else "" for row in rows]


def _is_blank(cell: Cell) -> bool:
    return isinstance(cell, str) and not cell.strip("\ufeff \t\r\n\u3000\xa0")


def _repeats(row: Sequence[Cell], headings: Sequence[str]) -> bool:
    """Whether the row is the headings again, as at the head of each printed page."""
    texts = [str(cell).strip() for cell in row]
    return sum(bool(text) and text == heading for text, heading in zip(texts, headings, strict=False)) > 1


def _is_footer(row: Sequence[Cell], roles: Roles) -> bool:
    first = next((str(cell).strip() for cell in row if not _is_blank(cell)), "")
    return bool(_FOOTER.match(first)) and all(len(row) <= c or _no_amount(row[c]) for c in roles.amounts)


def _no_amount(cell: Cell) -> bool:
    return isinstance(cell, str) and (cell.strip() in BLANKS or not re.search(r"\d", cell))


def _sums(rows: Sequence[Sequence[Cell]], roles: Roles) -> set[int]:
    """The rows one of whose first texts names a sum."""
    found: set[int] = set()
    at = _without_number(rows, roles.number)
    for column in range(min(FIRST_TEXTS, max((len(rows[i]) for i in at), default=0))):
        cells = cells_of([rows[i] for i in at], column)
        if not _may_name_sums(cells):
            continue
        others = {str(cell).strip() for cell in cells_of(rows, column)}
        for i, cell in zip(at, cells, strict=True):
            if isinstance(cell, str) and _names_sum(cell.strip(), others, rows[i], roles.code):
                found.add(i)
    return found


def _without_number(rows: Sequence[Sequence[Cell]], number: int | None) -> list[int]:
    """The rows without a document number, or with a word of a sum in its place."""
    if number is None:
        return list(range(len(rows)))
    cells = cells_of(rows, number)
    if _may_name_sums(cells):
        return [i for i, cell in enumerate(cells) if _is_blank(cell) or _may_name_sums([cell])]
    return [i for i, cell in enumerate(cells) if not cell or (isinstance(cell, str) and cell.isspace())]


def _may_name_sums(cells: Sequence[Cell]) -> bool:
    text = "\n".join(cells if all_text(cells) else map(str, cells)).lower()
    return any(sign in text for sign in _SIGNS_OF_A_SUM)


def _names_sum(text: str, others: set[str], row: Sequence[Cell], code: int | None) -> bool:
    if len(text) > LONGEST_WORDS or not _may_name_sums([text]):
        return False
    if _SUM.fullmatch(text):
        return True
    if text.lower() in _PARTS_OF_A_PLAN:
        return code is not None and _is_free(row, code)
    of = _SUM_OF.fullmatch(text)
    owner = (of["before"] or of["after"] or "").strip() if of else ""
    return bool(owner) and owner in others and _is_free(row, code)


def _is_free(row: Sequence[Cell], column: int | None) -> bool:
    """Whether nothing stands there but the word that names the sum."""
    cell = row[column] if column is not None and len(row) > column else ""
    return _is_blank(cell) or (isinstance(cell, str) and _may_name_sums([cell]))
