"""A whole book as JSON, one row to a line, and what taking one in comes to.

Amounts are decimal strings in yuan, days ISO, keys the names of the columns, absent is null.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from huikuan.domain.money import Money
from huikuan.domain.version import VERSION
from huikuan.domain.wholebook import FORMAT, MARK, TABLES, Cell, names_of
from huikuan.show.line import line
from huikuan.show.table import Column, table
from huikuan.text import _, mark, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from huikuan.domain.wholebook import Row, WholeBook, WholeIntake
    from huikuan.show.line import Line

_HOLDS = {
    "customer": mark("customers"),
    "grade": mark("credit grades"),
    "archival": mark("customers archived or brought back"),
    "contact": mark("contact persons"),
    "target": mark("targets"),
    "promise": mark("promises"),
    "instalment": mark("instalments"),
    "receipt": mark("receipts"),
    "reversal": mark("receipts that came back"),
    "allocation": mark("receipts to promises"),
    "measure": mark("measures"),
    "follow_up": mark("contacts made"),
    "opening": mark("opening plans"),
    "invoice": mark("invoices"),
    "settlement": mark("invoices settled"),
    "dispute": mark("disputes"),
    "agreement": mark("balances agreed"),
    "talk": mark("reasons and other talk"),
    "habit": mark("habits"),
    "name_key": mark("names in pinyin"),
    "promise_note": mark("hours and evidence of promises"),
    "ready": mark("things made ready"),
    "approval": mark("steps of approval"),
    "presentation": mark("bills presented"),
    "guided": mark("months gone through"),
}


def document(book: WholeBook) -> dict[str, Any]:
    """The whole book as one document."""
    return {MARK: FORMAT, "version": VERSION, "tables": {name: list(_rows(name, book.tables[name])) for name in TABLES}}


def as_text(whole: dict[str, Any], *, is_plain: bool) -> str:
    """The document with one row to a line; where nothing but ASCII can be written, or seen, escapes stand for it."""
    heads = [f"  {json.dumps(name)}: {json.dumps(whole[name])},\n" for name in (MARK, "version")]
    tables = [_table_text(name, rows, is_plain=is_plain) for name, rows in whole["tables"].items()]
    return "{\n" + "".join(heads) + '  "tables": {\n' + ",\n".join(tables) + "\n  }\n}\n"


def intake(found: WholeIntake, file: str) -> dict[str, Any]:
    """What taking a whole book in comes to, as JSON."""
    return {
        "file": file,
        "as": "all",
        "tables": dict(found.counts),
        "new": found.new,
        "same": found.same,
        "applied": found.is_applied,
    }


def draw_intake(found: WholeIntake, width: int, again: str) -> Iterable[Line | str]:
    """The same for a person; `again` is the command that takes it in."""
    yield line(_("The whole book"), "bold")
    yield ""
    new = int(found.is_new)
    columns: list[Column[tuple[str, int]]] = [
        Column("table", _("Table"), lambda row: row[0]),
        Column("rows", _("Rows"), lambda row: row[1], align="right"),
        Column("new", _("New"), lambda row: row[1] * new, align="right"),
        Column("same", _("Same"), lambda row: row[1] * (1 - new), align="right"),
    ]
    rows = [(_(_HOLDS[name]), count) for name, count in found.counts.items() if count]
    yield from table(columns, rows, width, [(_("Total"), sum(found.counts.values()))])
    yield ""
    if not found.is_new:
        yield _("There is nothing to take in.")
    elif found.is_applied:
        yield _("Taken in. To take it back: huikuan undo")
    else:
        yield _("Nothing was written yet. To take it in:")
        yield line(f"  → {shown(again)} --apply", "cyan")


def _rows(name: str, rows: Iterable[Row]) -> Iterator[dict[str, Any]]:
    amounts = [place for place, column in enumerate(TABLES[name]) if column.cell is Cell.AMOUNT]
    for row in rows:
        cells = list(row)
        for place in amounts:
            cells[place] = None if cells[place] is None else Money(cells[place]).yuan()
        yield dict(zip(names_of(name), cells, strict=True))


def _table_text(name: str, rows: list[dict[str, Any]], *, is_plain: bool) -> str:
    written = ",\n".join("      " + _row_text(row, is_plain=is_plain) for row in rows)
    return f"    {json.dumps(name)}: " + (f"[\n{written}\n    ]" if rows else "[]")


def _row_text(row: dict[str, Any], *, is_plain: bool) -> str:
    text = json.dumps(row, ensure_ascii=is_plain)
    return text if text.isprintable() else json.dumps(row)
