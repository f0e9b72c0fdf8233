"""A file of an ERP or a spreadsheet, read into lines: its table is found, its columns are recognised or taken from a
map, and every line from the headings down is taken, refused with its place and reason, or passed over as blank or sum.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from huikuan.domain.lines import FileRead, Matched, RefusedLine
from huikuan.domain.money import Money
from huikuan.errors import MapOfOtherKind
from huikuan.parse.files.body import body_of
from huikuan.parse.files.columns import Rules, constant, read_column
from huikuan.parse.files.field import Reading
from huikuan.parse.files.fields import LISTED, labels_of, reading_of
from huikuan.parse.files.folding import as_text
from huikuan.parse.files.grid import Grid
from huikuan.parse.files.layout import layout_of, place, refuse_incomplete
from huikuan.parse.files.lines import Columns, Trouble, Troubles, lines_of
from huikuan.parse.files.mapping import Mapping
from huikuan.parse.files.opening import grids
from huikuan.text import _, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date
    from pathlib import Path

    from huikuan.domain.lines import FileKind
    from huikuan.parse.files.body import Body
    from huikuan.parse.files.layout import Layout

LONGEST_VALUE: Final = 60
_LOCAL: Final = ("本币", "本位币", "local currency", "company currency", "company code currency")


def read(
    path: Path, kind: FileKind, *, today: date, mapping: Mapping | None = None, sheet: str | None = None
) -> FileRead:
    """The file as lines of the kind. Refused as a whole where it cannot be opened or a needed column is not there."""
    wanted = mapping or Mapping()
    if wanted.kind and wanted.kind is not kind:
        raise MapOfOtherKind(kind=_(LISTED[wanted.kind]), wanted=_(LISTED[kind]))
    file = shown(str(path))
    with _without_sweeping():
        grid, layout = _best(grids(path, sheet or wanted.sheet), kind, wanted)
        refuse_incomplete(layout, kind, wanted, file)
        return _read(grid, layout, kind, wanted, today)


@contextmanager
def _without_sweeping() -> Iterator[None]:
    """Python looks for rubbish again and again while many small things are made that all stay: a third of the time."""
    was_sweeping = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_sweeping:
            gc.enable()


def _best(sheets: Iterable[Grid], kind: FileKind, mapping: Mapping) -> tuple[Grid, Layout]:
    """The sheet whose headings are known best, the first of several."""
    best: tuple[Grid, Layout] | None = None
    for grid in sheets:
        layout = layout_of(grid, kind, mapping)
        if best is None or layout.worth > best[1].worth:
            best = grid, layout
    nothing = Grid(None, [], [])
    return best or (nothing, layout_of(nothing, kind, mapping))


def _read(grid: Grid, layout: Layout, kind: FileKind, mapping: Mapping, today: date) -> FileRead:
    body = body_of(grid, layout, kind, fill=mapping.fill)
    troubles: Troubles = dict(body.troubles)
    columns = _columns(body, layout, kind, mapping, today, troubles)
    return FileRead(
        kind=kind,
        sheet=grid.sheet,
        matched=_matched(layout),
        unused=layout.unused,
        lines=lines_of(kind, columns, body.lines, troubles),
        refused=_refused(body, layout, columns, troubles),
        blank=body.blank,
        totals=body.totals,
        labels=labels_of(kind),
    )


def _columns(body: Body, layout: Layout, kind: FileKind, mapping: Mapping, today: date, troubles: Troubles) -> Columns:
    """The values of every recognised field, and the troubles met on the way, from the left."""
    found: Columns = {}
    for field, heading in sorted(layout.fields.items(), key=lambda known: known[1].column):
        reading = reading_of(kind, field)
        if reading is Reading.CURRENCY and _is_local(layout):
            continue
        factor = layout.factor(heading, mapping.factor)
        rules = Rules(today, factor, mapping.date_format, body.has_other_epoch)
        values, faults = read_column(reading, body.cells(heading.column), rules)
        for i, why in (faults | body.faults.get(heading.column, {})).items():
            troubles.setdefault(i, Trouble(field, why))
        found[field] = list(values)
    for field, value in mapping.constants.items():
        rules = Rules(today, mapping.factor or 1, mapping.date_format)
        fixed = constant(reading_of(kind, field), field, value, rules)
        found[field] = [fixed if each is None else each for each in found.get(field, [None] * len(body.rows))]
    return found


def _is_local(layout: Layout) -> bool:
    """Whether the amounts are in the currency of the company whatever the document was in."""
    taken = [layout.fields[field].text.lower() for field in ("amount", "open") if field in layout.fields]
    return bool(taken) and all(any(word in text for word in _LOCAL) for text in taken)


def _matched(layout: Layout) -> tuple[Matched, ...]:
    by_column = sorted(layout.fields.items(), key=lambda known: known[1].column)
    return tuple(Matched(field, heading.text, place(heading)) for field, heading in by_column)


def _refused(body: Body, layout: Layout, columns: Columns, troubles: Troubles) -> tuple[RefusedLine, ...]:
    fen = columns.get("amount", columns.get("open", [None] * len(body.lines)))
    return tuple(
        RefusedLine(
            body.lines[i],
            layout.fields[trouble.field].text if trouble.field in layout.fields else None,
            _value(body, layout, i, trouble),
            trouble.why,
            Money(fen[i]) if fen[i] is not None and trouble.field else None,
        )
        for i, trouble in sorted(troubles.items())
    )


def _value(body: Body, layout: Layout, i: int, trouble: Trouble) -> str:
    """The cell at fault as the file has it, shortened."""
    heading, row = layout.fields.get(trouble.field), body.rows[i]
    if heading is None:
        text = ",".join(map(as_text, row))
    else:
        text = as_text(row[heading.column]) if len(row) > heading.column else ""
    return shown(text if len(text) <= LONGEST_VALUE else text[: LONGEST_VALUE - 1] + "…")
