"""What the doctor found, for a person and as JSON: each thing looked at, the first few places where it is wrong.

A place is a record of the trade with its number; a row of the journal, a table, an index or a guard goes by its name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from huikuan.domain.money import Money
from huikuan.domain.wholebook import TABLES, Cell
from huikuan.show.called import CELLS, RECORDS
from huikuan.text import _, listed, mark, plural, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from huikuan.domain.soundness import Disagreement, Examination, Fault

_LONGEST = 60
"""So much of a cell is shown."""

_CHECKS = {
    "file": mark("file whole"),
    "references": mark("references whole"),
    "schema": mark("tables, indexes and guards as made"),
    "journal": mark("journal unbroken"),
    "known": mark("the journal still has the head that was noted"),
    "rows": mark("every record as its last entry left it"),
    "marks": mark("promises marked rightly"),
    "allocations": mark("receipts allocated rightly"),
    "instalments": mark("no instalment overpaid"),
    "invoices": mark("invoices marked rightly"),
    "uses": mark("money marked rightly as used"),
    "settlements": mark("nothing settles more than it is worth"),
    "cash": mark("no money both received and promised"),
}


def document(seen: Examination, *, is_known_asked: bool) -> dict[str, Any]:
    """What was found, as JSON."""
    found = {
        "records": seen.records,
        "sound": {finding.name: finding.is_sound for finding in seen.findings},
        "unchecked": seen.unchecked,
        "faults": [_fault(fault) for fault in seen.faults],
        "fault_counts": {name: count for name, count in seen.counts.items() if count},
        "foreign": seen.beside,
        "disagreements": [_disagreement(each) for each in seen.disagreements],
        "journal_length": seen.chain.length,
        "journal_head": seen.chain.head,
    }
    return found | ({"known": seen.counts["known"] == 0} if is_known_asked else {})


def names_of(checks: list[str]) -> str:
    """The things looked at, one after the other."""
    return listed(_(_CHECKS[name]) for name in checks)


def lines(seen: Examination) -> Iterator[str]:
    """What was found, for a person: the head of the journal, each thing looked at, and where it is wrong."""
    if seen.chain.head is not None:
        count = seen.chain.length
        yield plural("Head of the journal, of {count} row:", "Head of the journal, of {count} rows:", count)
        yield f"  {shown(seen.chain.head)}"
    for finding in seen.findings:
        yield f"  {'ok' if finding.is_sound else '!!'}  {_(_CHECKS[finding.name])}"
        named = [_place(fault) for fault in seen.faults if fault.check == finding.name]
        yield from (f"        {place}" for place in named if place)
        if left := seen.counts[finding.name] - len(named):
            yield "        " + plural("… and {count} more place", "… and {count} more places", left)
    if seen.unchecked:
        yield _("Not looked at, as what it needs is missing: {what}", what=names_of(seen.unchecked))
    if seen.beside:
        yield _("Put into the file by somebody else, and left alone: {what}", what=shown(listed(seen.beside)))
    yield from map(_said, seen.disagreements)


def _said(each: Disagreement) -> str:
    return _(
        "To look at: {customer} agreed {agreed} as of {day}; by the book it is {book} for that day today,"
        " a difference of {difference}. An invoice or money may have been entered later.",
        customer=shown(each.customer),
        agreed=each.agreed,
        day=each.on,
        book=each.by_book,
        difference=each.difference,
    )


def _place(fault: Fault) -> str:
    """The place in one line; none for what its finding has said already."""
    if fault.check == "references":
        return _("{record} points at a record that is not there", record=_record(fault))
    if fault.check == "schema":
        return _(_OF_SHAPE[fault.kind], what=_thing(fault))
    if fault.check in {"rows", "journal"}:
        return _of_row(fault)
    return ""


_OF_SHAPE = {
    "missing": mark("{what}: missing"),
    "changed": mark("{what}: not as huikuan makes it"),
    "foreign": mark("{what}: not made by huikuan"),
}
_OF_ROW = {
    "missing": mark("{record}: gone; entry {entry} left it there"),
    "returned": mark("{record}: there again; entry {entry} took it away"),
    "unwritten": mark("{record}: no entry wrote it"),
    "broken": mark("row {row} of the journal: not as it was written, or the row before it"),
    "unreadable": mark("row {row} of the journal: cannot be read"),
    "cut_off": mark("rows of the journal after row {row} were cut off"),
}


def _of_row(fault: Fault) -> str:
    if fault.kind != "changed":
        record = _record(fault) if fault.check == "rows" else ""
        return _(_OF_ROW[fault.kind], record=record, entry=fault.entry, row=fault.row)
    return _(
        "{record}: {cell} is {found}; entry {entry} left it at {recorded}",
        record=_record(fault),
        cell=_(CELLS[fault.name]) if fault.name in CELLS else shown(str(fault.name)),
        found=_cell_shown(fault, fault.found),
        entry=fault.entry,
        recorded=_cell_shown(fault, fault.recorded),
    )


def _record(fault: Fault) -> str:
    noun = _(RECORDS[fault.table]) if fault.table in RECORDS else shown(str(fault.table))
    return _("{noun} {number}", noun=noun, number=fault.row)


def _thing(fault: Fault) -> str:
    """A table, an index, a guard, by the names the file has for them."""
    kind, _space, name = str(fault.name).partition(" ")
    kinds = {"table": _("table"), "index": _("index"), "trigger": _("guard"), "column": _("column")}
    return f"{kinds.get(kind, kind)} {shown(name)}"


def _cell_shown(fault: Fault, cell: object) -> str:
    written = _written(fault, cell)
    if written is None:
        return _("nothing")
    text = f"{Money(cell)}" if written is not cell and isinstance(cell, int) else str(written)
    return shown(text if len(text) <= _LONGEST else text[:_LONGEST] + "…") or _("nothing")


def _written(fault: Fault, cell: object) -> Any:
    """An amount in yuan, anything else as the book keeps it."""
    kinds = {column.name: column.cell for column in TABLES.get(str(fault.table), ())}
    if kinds.get(str(fault.name)) is Cell.AMOUNT and isinstance(cell, int):
        return Money(cell).yuan()
    return cell if isinstance(cell, (int, str, float)) or cell is None else repr(cell)


def _fault(fault: Fault) -> dict[str, Any]:
    return {
        "check": fault.check,
        "kind": fault.kind,
        "table": fault.table,
        "row": fault.row,
        "entry": fault.entry,
        "name": fault.name,
        "recorded": _written(fault, fault.recorded),
        "found": _written(fault, fault.found),
    }


def _disagreement(each: Disagreement) -> dict[str, Any]:
    return {
        "customer": each.customer,
        "code": each.code,
        "as_of": each.on.isoformat(),
        "agreed": each.agreed.yuan(),
        "by_book": each.by_book.yuan(),
        "difference": each.difference.yuan(),
    }
