"""Where the table of a sheet begins: the line of headings is the one, among the first thirty, that is known best.

Headings may stand in two rows, the upper above several of the lower: 应收 above 金额 and 到期日 is 应收/金额 and
应收/到期日. What stands above the headings is a title; 单位：万元 there or (万元) in a heading multiplies the amounts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from huikuan.errors import FieldMissing, HeadingsNotFound, MapColumnMissing
from huikuan.parse.files.fields import LISTED, needed_of
from huikuan.parse.files.folding import as_text, factor_of, plain, unit_of
from huikuan.parse.files.grid import column_of, letters
from huikuan.parse.files.mapping import LETTER, Mapping
from huikuan.parse.files.matching import Heading, assigned, score
from huikuan.text import _, listed, shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from huikuan.domain.lines import FileKind
    from huikuan.parse.files.grid import Cell, Grid

LINES_LOOKED_AT: Final = 30
MOST_COLUMNS: Final = 1000
MOST_NAMED: Final = 30
_LONGEST_HEADING: Final = 100
_A_VALUE: Final = re.compile(r"[-+(]?[¥￥$]?\s*[\d,.\s/:年月日-]*\d[\d,.\s/:年月日-]*%?\)?")


@dataclass(frozen=True, slots=True)
class Layout:
    """The rows from 0 between which the headings stand, all of them, and the field each known one fills."""

    top: int
    bottom: int
    headings: tuple[Heading, ...]
    fields: dict[str, Heading]
    unit: int
    worth: int
    """How sure it is; to choose among sheets."""

    def factor(self, heading: Heading, said: int | None) -> int:
        """What one unit of the column is worth in yuan."""
        return said or factor_of(heading.text) or self.unit

    @property
    def unused(self) -> tuple[str, ...]:
        """The headings that fill no field."""
        used = {heading.column for heading in self.fields.values()}
        return tuple(heading.text for heading in self.headings if heading.text and heading.column not in used)


def layout_of(grid: Grid, kind: FileKind, mapping: Mapping) -> Layout:
    """The best layout of the sheet; with no fields where none is recognised."""
    heads = list(_heads(grid, mapping.header))
    best = Layout(0, -1, (), {}, 1, 0)
    for top, bottom, headings in heads:
        fields = _mapped(headings, mapping) if mapping.columns else assigned(kind, headings)
        worth = _worth(headings, kind, mapping)
        if worth > best.worth or (mapping.header is not None and not best.headings):
            best = Layout(top, bottom, headings, fields, _unit_above(grid, bottom), worth)
    if mapping.columns and not best.worth:
        return _by_letters(mapping, best)
    return best


def refuse_incomplete(layout: Layout, kind: FileKind, mapping: Mapping, file: str) -> None:
    """A needed field without a column is named, with the headings there are."""
    headings = listed(shown(heading.text) for heading in layout.headings[:MOST_NAMED] if heading.text)
    for field, wanted in mapping.columns.items():
        if field not in layout.fields:
            raise MapColumnMissing(file=file, heading=shown(wanted), headings=headings)
    known = {*layout.fields, *mapping.constants}
    for noun, group in needed_of(kind).items():
        if not known.intersection(group):
            if not layout.fields:
                raise HeadingsNotFound(file=file, kind=_(LISTED[kind]))
            raise FieldMissing(file=file, field=_(noun), headings=headings)


def _worth(headings: Sequence[Heading], kind: FileKind, mapping: Mapping) -> int:
    named = [wanted for wanted in mapping.columns.values() if not wanted.startswith(LETTER)]
    if named:
        texts = {plain(heading.text) for heading in headings}
        return sum(plain(wanted) in texts for wanted in named)
    return score(kind, headings)


def _mapped(headings: Sequence[Heading], mapping: Mapping) -> dict[str, Heading]:
    found: dict[str, Heading] = {}
    for field, wanted in mapping.columns.items():
        if wanted.startswith(LETTER):
            column = column_of(re.sub("[^A-Za-z]", "", wanted.removeprefix(LETTER))[:3])
            match = next((heading for heading in headings if heading.column == column), Heading(column, "", ()))
            found[field] = match
        else:
            match_by_name = next((h for h in headings if plain(h.text) == plain(wanted)), None)
            if match_by_name:
                found[field] = match_by_name
    return found


def _by_letters(mapping: Mapping, best: Layout) -> Layout:
    """Where only letters are given and no headings are known, the table begins with the first line."""
    if mapping.header or any(not name.startswith(LETTER) for name in mapping.columns.values()):
        return best
    return Layout(0, -1, (), _mapped((), mapping), 1, 1)


# --- headings in one row or two ------------------------------------------------------------------------------------


def _heads(grid: Grid, header: int | None) -> Iterator[tuple[int, int, tuple[Heading, ...]]]:
    """Every row that may hold the headings, alone and together with the one below it."""
    if header == 0:
        return
    last = min(len(grid.rows), LINES_LOOKED_AT)
    wanted = range(last) if header is None else [i for i, line in enumerate(grid.lines) if line == header][:1]
    for row in wanted:
        yield row, row, _single(grid.rows[row])
        if row and _may_be_headings(grid.rows[row]):
            yield row - 1, row, _double(grid, row - 1)


def _single(row: Sequence[Cell]) -> tuple[Heading, ...]:
    texts = (plain(as_text(cell)[:_LONGEST_HEADING]) for cell in row[:MOST_COLUMNS])
    return tuple(Heading(column, text, (text,)) for column, text in enumerate(texts))


def _double(grid: Grid, top: int) -> tuple[Heading, ...]:
    lower = _single(grid.rows[top + 1])
    upper = [heading.text for heading in _single(grid.rows[top])]
    upper += [""] * (len(lower) - len(upper))
    return tuple(
        _together(column, _above(upper, lower, column), lower[column].text if column < len(lower) else "")
        for column in range(max(len(lower), len(upper)))
    )


def _above(upper: list[str], lower: Sequence[Heading], column: int) -> str:
    """The upper heading over the column: its own, else the last one to the left as long as lower ones follow it."""
    while column >= 0 and not upper[column]:
        if column >= len(lower) or not lower[column].text:
            return ""
        column -= 1
    return upper[column] if column >= 0 else ""


def _together(column: int, upper: str, lower: str) -> Heading:
    if not upper or not lower or upper == lower:
        return Heading(column, upper or lower, (upper or lower,))
    return Heading(column, f"{upper}/{lower}", (upper + lower, lower))


def _may_be_headings(row: Sequence[Cell]) -> bool:
    said = [cell for cell in row[:MOST_COLUMNS] if cell != ""]
    texts = [cell.strip()[:_LONGEST_HEADING] for cell in said if isinstance(cell, str)]
    return bool(said) and len(texts) == len(said) and not any(map(_A_VALUE.fullmatch, texts))


def _unit_above(grid: Grid, bottom: int) -> int:
    """The unit a title names; yuan where none does."""
    for row in grid.rows[: bottom + 1]:
        for cell in row[:MOST_COLUMNS]:
            if isinstance(cell, str) and (unit := unit_of(cell[:_LONGEST_HEADING])):
                return unit
    return 1


def place(heading: Heading) -> str:
    """The letter of the heading's column."""
    return letters(heading.column)
