"""What a file would change in the book, or changed: what was recognised, every line accounted for, what was refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from huikuan.show.line import Line, line
from huikuan.show.table import Column, table
from huikuan.show.wrap import wrapped
from huikuan.text import _, listed, mark, plural, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from huikuan.domain.intake import Change, Count, Intake, NewCustomer
    from huikuan.domain.lines import Matched, RefusedLine

_SHOWN = 20
_ALSO = {"receipts": mark("receipts"), "measures": mark("measures")}


def _label(labels: Mapping[str, str], field: str) -> str:
    """Our field as a person says it; a numbered one with its number."""
    bare = field.rstrip("0123456789")
    said = _(labels[bare]) if bare in labels else shown(bare)
    return said + field[len(bare) :]


def draw_intake(intake: Intake, width: int, again: str) -> Iterable[Line | str]:
    """The whole account; `again` is the command that takes it in."""
    yield from _head(intake, width)
    yield ""
    yield from _account(intake, width)
    if intake.still_open is not None:
        yield _("Still open of them: {amount}", amount=intake.still_open)
    yield from wrapped(_missing(intake), width) if intake.missing.lines else ()
    yield from _customers(intake.customers, width)
    for what, count in intake.also.items():
        yield _("Besides: {count} {what}, {amount}", count=count.lines, what=_(_ALSO[what]), amount=count.amount)
    if intake.due_unknown:
        said = plural(
            "{count} invoice names no due day: due the day it was issued. With --terms 30 it is 30 days later.",
            "{count} invoices name no due day: due the day they were issued. With --terms 30 it is 30 days later.",
            intake.due_unknown,
        )
        yield from wrapped(said, width)
    yield from _changed(intake.changes, intake.file.labels, width)
    yield from _refused(intake.refused, intake.file.labels, width)
    yield ""
    yield from _ending(intake, again, width)


def _missing(intake: Intake) -> str:
    """What of the book a list of what is open leaves out."""
    count, amount = intake.missing
    if intake.settles_missing:
        return plural(
            "{count} open invoice is not in the file and is settled: {amount}",
            "{count} open invoices are not in the file and are settled: {amount}",
            count,
            amount=amount,
        )
    return plural(
        "{count} open invoice is not in the file: {amount}. If the file lists all that is open: --complete",
        "{count} open invoices are not in the file: {amount}. If the file lists all that is open: --complete",
        count,
        amount=amount,
    )


def _head(intake: Intake, width: int) -> Iterable[Line | str]:
    file = intake.file
    title = _("Lines of {kind}", kind=_(_KINDS[str(file.kind)]))
    if file.sheet is not None:
        title += "   " + _("sheet {sheet}", sheet=shown(file.sheet))
    yield line(title, "bold")
    yield ""
    columns: list[Column[Matched]] = [
        Column("field", _("Field"), lambda matched: _label(file.labels, matched.field)),
        Column("heading", _("Heading in the file"), lambda matched: matched.heading, shrinks=True),
        Column("column", _("Column"), lambda matched: matched.column),
    ]
    yield from table(columns, file.matched, width)
    if file.unused:
        yield from wrapped(_("Not used: {headings}", headings=listed(map(shown, file.unused))), width)


_KINDS = {
    "customers": mark("customers"),
    "invoices": mark("invoices"),
    "receipts": mark("receipts"),
    "promises": mark("promises"),
    "targets": mark("targets and measures"),
}


def _account(intake: Intake, width: int) -> Iterable[Line | str]:
    """Every line in one of four places, with its amount."""
    rows: Sequence[tuple[str, Count]] = (
        (_("New"), intake.new),
        (_("Same"), intake.same),
        (_("Changed"), intake.changed),
        (_("Refused"), intake.refused_count),
    )
    columns: list[Column[tuple[str, Count]]] = [
        Column("kind", "", lambda row: row[0]),
        Column("lines", _("Lines"), lambda row: row[1].lines, align="right"),
        Column("amount", _("Amount"), lambda row: row[1].amount, align="right"),
    ]
    yield from table(columns, rows, width, [(_("Read"), intake.read)])
    if intake.file.blank or intake.file.totals:
        yield _("Passed over: blank {blank}, totals {totals}", blank=intake.file.blank, totals=intake.file.totals)


def _customers(customers: Sequence[NewCustomer], width: int) -> Iterable[Line | str]:
    if not customers:
        return
    names = [_("{name} ({code})", name=shown(c.name), code=shown(c.code)) for c in customers[:_SHOWN]]
    more = " …" if len(customers) > _SHOWN else ""
    count = plural("{count} new customer:", "{count} new customers:", len(customers))
    yield from wrapped(_("{title} {names}", title=count, names=listed(names) + more), width)
    for each in [c for c in customers if c.like][:_SHOWN]:
        said = _("{name} is like {like}, who is in the book", name=shown(each.name), like=shown(each.like or ""))
        yield from wrapped(said, width, "  ")


def _changed(changes: Sequence[Change], labels: Mapping[str, str], width: int) -> Iterable[Line | str]:
    if not changes:
        return
    yield ""
    yield line(_("Changed"), "bold")
    columns: list[Column[Change]] = [
        Column("line", _("Line"), lambda change: change.line, align="right"),
        Column("customer", _("Customer"), lambda change: change.customer, shrinks=True),
        Column("what", _("What"), lambda change: _label(labels, change.what)),
        Column("was", _("In the book"), lambda change: change.was, align="right"),
        Column("becomes", _("In the file"), lambda change: change.becomes, align="right"),
    ]
    yield from table(columns, changes[:_SHOWN], width)
    yield from _more(len(changes) - _SHOWN)


def _refused(refused: Sequence[RefusedLine], labels: Mapping[str, str], width: int) -> Iterable[Line | str]:
    if not refused:
        return
    yield ""
    yield line(_("Refused"), "bold red")
    for each in refused[:_SHOWN]:
        yield from wrapped(_refusal(each, labels), width, "  ")
    yield from _more(len(refused) - _SHOWN)


def _refusal(refused: RefusedLine, labels: Mapping[str, str]) -> str:
    """The line, the column at fault and what stands there, as far as there is any, and why."""
    if not refused.column:
        return _("line {line}: {why}", line=refused.line, why=refused.why)
    column = _label(labels, refused.column) if refused.column in labels else shown(refused.column)
    if not refused.value:
        return _("line {line}, {column}: {why}", line=refused.line, column=column, why=refused.why)
    value = shown(refused.value)
    return _("line {line}, {column} “{value}”: {why}", line=refused.line, column=column, value=value, why=refused.why)


def _more(count: int) -> Iterable[str]:
    if count > 0:
        yield _("… and {count} more; all of them with --json", count=count)


def _ending(intake: Intake, again: str, width: int) -> Iterable[Line | str]:
    """What was done, and what to type next on a line of its own."""
    if not (intake.new.lines or intake.changed.lines or intake.settles_missing or intake.speaks_later):
        yield _("There is nothing to take in.")
    elif intake.is_applied:
        yield _("Taken in. To take it back: huikuan undo")
    elif intake.refused:
        yield from wrapped(_("Nothing was written. Correct the file, or take the good lines:"), width)
        yield line(f"  → {shown(again)} --apply --keep-good", "cyan")
    else:
        yield _("Nothing was written yet. To take it in:")
        yield line(f"  → {shown(again)} --apply", "cyan")
