"""The lines below the headings that say something, and what has to be known of a line before its cells are read.

A customer written once in cells merged over several lines stands on each of them; where a file does not tell merged
cells, only a map with fill = true says that a line without customer belongs to the one above. A line with more cells
than there are headings is refused: its cells have slipped, as with an unquoted 1,234.50 between commas.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from huikuan.parse.files.field import AMOUNTS
from huikuan.parse.files.fields import reading_of
from huikuan.parse.files.folding import as_text
from huikuan.parse.files.lines import Trouble
from huikuan.parse.files.passed import Roles, cells_of, passed
from huikuan.text import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from huikuan.domain.lines import FileKind
    from huikuan.parse.files.grid import Cell, Grid
    from huikuan.parse.files.layout import Layout

FILLED: Final = ("code", "name", "owner", "month")


@dataclass(frozen=True, slots=True)
class Body:
    rows: list[list[Cell]]
    lines: Sequence[int]
    blank: int
    totals: int
    widths: frozenset[int]
    has_other_epoch: bool
    troubles: dict[int, Trouble] = field(default_factory=dict)
    faults: dict[int, dict[int, str]] = field(default_factory=dict)
    """By column, then by position: cells that hold nothing to read."""

    def cells(self, column: int) -> list[Cell]:
        """The cells of a column, '' where a line is too short to have one."""
        return cells_of(self.rows, column)


def body_of(grid: Grid, layout: Layout, kind: FileKind, *, fill: bool) -> Body:
    """The lines of the table."""
    start = layout.bottom + 1
    rows = grid.rows[start:]
    sifted = passed(rows, [heading.text for heading in layout.headings], _roles(layout, kind), _damaged(grid, start))
    _fill_merged(grid, layout, start)
    if len(sifted.kept) < len(rows):
        rows = [rows[i] for i in sifted.kept]
    lines: Sequence[int] = grid.lines[start:]
    if len(rows) < len(lines):
        lines = [lines[i] for i in sifted.kept]
    if fill:
        _fill_down(rows, layout)
    widths = frozenset(map(len, rows))
    body = Body(rows, lines, sifted.blank, sifted.totals, widths, grid.has_other_epoch)
    _note_faults(body, grid)
    if grid.is_delimited and layout.headings:
        _note_slipped(body, len(grid.rows[layout.bottom]))
    return body


def _roles(layout: Layout, kind: FileKind) -> Roles:
    columns = {name: heading.column for name, heading in layout.fields.items()}
    return Roles(
        who=tuple(columns[name] for name in ("code", "name") if name in columns),
        code=columns.get("code"),
        number=columns.get("number", columns.get("reference")),
        amounts=tuple(column for name, column in columns.items() if reading_of(kind, name) in AMOUNTS),
    )


def _damaged(grid: Grid, start: int) -> frozenset[int]:
    """The rows with a cell that should hold something and does not: they are never blank."""
    if not grid.faults:
        return frozenset()
    at = {line: i for i, line in enumerate(grid.lines[start:])}
    return frozenset(at[line] for line, _column in grid.faults if line in at)


def _fill_merged(grid: Grid, layout: Layout, start: int) -> None:
    columns = {layout.fields[name].column for name in FILLED if name in layout.fields}
    for merged in grid.merged:
        if merged.left in columns and start <= merged.top < merged.bottom and merged.top < len(grid.rows):
            first = grid.rows[merged.top]
            for row in grid.rows[merged.top + 1 : merged.bottom + 1]:
                if len(row) > merged.left < len(first):
                    row[merged.left] = first[merged.left]


def _fill_down(rows: Iterable[list[Cell]], layout: Layout) -> None:
    columns = [layout.fields[name].column for name in ("code", "name") if name in layout.fields]
    above: dict[int, Cell] = {}
    for row in rows:
        said = {column: row[column] for column in columns if len(row) > column and as_text(row[column]).strip()}
        if said:
            above = said
        for column, cell in above.items():
            row.extend([""] * (column + 1 - len(row)))
            row[column] = cell


def _note_faults(body: Body, grid: Grid) -> None:
    if grid.faults:
        at = {line: i for i, line in enumerate(body.lines)}
        for (line, column), why in grid.faults.items():
            if line in at:
                body.faults.setdefault(column, {})[at[line]] = why


def _note_slipped(body: Body, width: int) -> None:
    if max(body.widths, default=0) > width:
        for i, row in enumerate(body.rows):
            if any(map(str.strip, map(str, row[width:]))):
                why = _("the line has {count} cells under {width} headings", count=len(row), width=width)
                body.troubles[i] = Trouble("", why)
