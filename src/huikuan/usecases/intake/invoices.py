"""A list of invoices: an invoice is known by its number, one without a number by its days and amount.

A number whose lines are as many in the book as in the file is the same invoice, changed where they differ; other lines
are new. What the file calls settled on a day is a receipt of that day. What it calls settled or open without a day is
the ledger's word, and stands from then on.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from huikuan.domain.intake import Change, Count, Intake
from huikuan.domain.invoice import Settlement
from huikuan.domain.money import Money
from huikuan.store.bulk_debts import InvoiceCells, ReceiptCells
from huikuan.text import _
from huikuan.usecases.intake.settling import allocate_receipts, settle_customers
from huikuan.usecases.intake.who import Directory, Unknown, customers_taken

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from huikuan.domain.lines import FileRead, InvoiceLine
    from huikuan.store.bulk_debts import BulkDebts
    from huikuan.store.known import KnownInvoice
    from huikuan.store.read import Reader
    from huikuan.store.write import Writer
    from huikuan.usecases.intake.wish import Wish

Received = tuple[int, int, date, int]
"""A receipt: number, customer, day, fen."""
_SAYS_WHAT_IS_OPEN = {"open", "settled", "settled_on"}


class Differs(NamedTuple):
    """A line that says otherwise than the book."""

    line: InvoiceLine
    known: KnownInvoice
    issued: date
    due: date
    amount: int
    more_settled: int
    disputed: int | None


@dataclass
class Found:
    """What a list of invoices would change."""

    intake: Intake
    directory: Directory
    wish: Wish
    is_stated: bool
    """The file says what is open, as of its day."""
    new: list[InvoiceCells] = field(default_factory=list)
    """With the key of the directory for customers that are new."""
    worth: int = 0
    """What the new lines come to, in fen."""
    differing: list[Differs] = field(default_factory=list)


def look(read: Reader, file: FileRead, directory: Directory, wish: Wish) -> Found:
    """The file compared with the book, as of the day the file was made."""
    on, terms = wish.on, wish.terms
    stated = any(matched.field in _SAYS_WHAT_IS_OPEN for matched in file.matched)
    found = Found(Intake(file, refused=list(file.refused)), directory, wish, stated)
    placed = _placed(found, file)
    known = _known(read, {key for key, _line in placed if key > 0}, on if stated else date.max)
    groups: dict[Any, list[InvoiceLine]] = defaultdict(list)
    with_known = {who for who, *_rest in known}
    for key, line in placed:
        if key in with_known:
            groups[key, line.number, line.amount.fen < 0].append(line)
        else:
            _add(found, key, line, terms)
    for (key, number, is_credit), lines in groups.items():
        _compare(found, key, lines, known.get((key, number, is_credit), []), terms)
    found.intake.new = Count(len(found.new), Money(found.worth))
    found.intake.customers = list(directory.new.values())
    return found


def _placed(found: Found, file: FileRead) -> list[tuple[int, InvoiceLine]]:
    """The lines with their customers; those that name nobody, or money to come, are refused."""
    who, placed = found.directory.who, []
    for line in cast("tuple[InvoiceLine, ...]", file.lines):
        try:
            key = who(line.code, line.name, line.owner)
        except Unknown as unknown:
            found.intake.refuse(line, unknown.column, unknown.value, unknown.why)
            continue
        if line.settled_on is not None and line.settled_on > min(found.wish.on, found.wish.day.as_of):
            why = _("money cannot have come in on a day to come")
            found.intake.refuse(line, "settled_on", line.settled_on, why)
            continue
        placed.append((key, line))
    return placed


def _known(read: Reader, customers: set[int], on: date) -> dict[Any, list[KnownInvoice]]:
    index: dict[Any, list[KnownInvoice]] = defaultdict(list)
    if customers:
        for known in read.known_invoices(customers, on):
            index[known.customer_id, known.number, known.is_credit].append(known)
    return index


def _compare(found: Found, key: int, lines: list[InvoiceLine], known: list[KnownInvoice], terms: int | None) -> None:
    """Lines and records that agree belong together; of a number with as many of both, so do those left over."""
    left = list(known)
    open_lines = []
    for line in lines:
        same = next((k for k in left if _agrees(line, k)), None)
        if same is None:
            open_lines.append(line)
        else:
            left.remove(same)
            _pair(found, line, same)
    pairs_up = bool(lines[0].number) and len(known) == len(lines)
    for line in open_lines:
        meant = next((k for k in left if line.due == k.due), left[0] if left and pairs_up else None)
        if meant is None or not lines[0].number:
            _add(found, key, line, terms)
        else:
            left.remove(meant)
            _pair(found, line, meant)


def _agrees(line: InvoiceLine, known: KnownInvoice) -> bool:
    return (
        abs(line.amount.fen) == known.amount and line.due in (None, known.due) and line.issued in (None, known.issued)
    )


def _pair(found: Found, line: InvoiceLine, known: KnownInvoice) -> None:
    """The line is this invoice: the same, or changed."""
    settled = abs(line.settled.fen) if line.settled else 0
    more = settled - known.settled if found.is_stated else 0
    if line.settled_on is not None:
        more = max(0, more)
    disputed = line.disputed.fen if line.disputed else None
    differs = Differs(
        line, known, line.issued or known.issued, line.due or known.due, abs(line.amount.fen), more,
        disputed if disputed not in (None, known.disputed) else None,
    )  # fmt: skip
    changes = list(_changes(found, differs))
    if known.settled + more > differs.amount:
        why = _("{settled} of it is settled already", settled=Money(known.settled))
        found.intake.refuse(line, "amount", line.amount, why)
        return
    if not changes:
        found.intake.same = found.intake.same.plus(line.amount)
        return
    found.intake.changed = found.intake.changed.plus(line.amount)
    found.intake.changes += changes
    found.differing.append(differs)
    if more > 0 and _received_on(line) is not None:
        found.intake.add_also("receipts", Money(more))


def _changes(found: Found, differs: Differs) -> Iterable[Change]:
    line, known = differs.line, differs.known
    customer = found.directory.name_of(known.customer_id)
    pairs: Sequence[tuple[str, object, object]] = (
        ("issued", known.issued, differs.issued),
        ("due", known.due, differs.due),
        ("amount", Money(known.amount), Money(differs.amount)),
        ("settled", Money(known.settled), Money(known.settled + differs.more_settled)),
        ("disputed", Money(known.disputed), Money(known.disputed if differs.disputed is None else differs.disputed)),
    )
    for what, was, becomes in pairs:
        if was != becomes:
            yield Change(line.line, customer, what, str(was), str(becomes))


def _add(found: Found, key: int, line: InvoiceLine, terms: int | None) -> None:
    issued, due = line.issued, line.due
    if due is None:
        days = found.directory.terms_of(key) if terms is None else terms
        if days is None:
            found.intake.due_unknown += 1
        issued = issued or found.wish.on
        due = issued + timedelta(days=days or 0)
    issued = issued or min(due, found.wish.on)
    settled = abs(line.settled.fen) if line.settled else 0
    fen = line.amount.fen
    found.worth += fen
    found.new.append(
        InvoiceCells(
            key, line.number, fen < 0, issued, due, abs(fen), line.note, min(settled, abs(fen)), _received_on(line),
            line.disputed.fen if line.disputed else 0,
        )
    )  # fmt: skip
    if settled and _received_on(line) is not None:
        found.intake.add_also("receipts", Money(settled))


def take(w: Writer, found: Found) -> Intake:
    """What the file says is in the book: new invoices and customers, changed ones, and what settles them."""
    many, on = w.many(), found.wish.on
    ids = customers_taken(many, found.directory, on)
    stated = on if found.is_stated else None
    received = many.add_invoices(found.new, ids, on, stated)
    many.change_invoices([(d.known.id, d.issued, d.due, d.amount, stated) for d in found.differing])
    settlements, more_received = _more_settled(many, found)
    many.add_settlements(settlements)
    allocate_receipts(w, [*received, *more_received], found.wish.day.policy.threshold)
    many.dispute([(d.known.id, d.disputed) for d in found.differing if d.disputed is not None], on)
    touched = {ids.get(c.customer_id, c.customer_id) for c in found.new} | {
        d.known.customer_id for d in found.differing
    }
    settle_customers(w, touched, stated or date.min)
    found.intake.is_applied = True
    return found.intake


def _more_settled(many: BulkDebts, found: Found) -> tuple[list[Settlement], list[Received]]:
    """What was settled since: a receipt where the file gives its day, else the ledger's word, more or less."""
    every = [(d, _received_on(d.line)) for d in found.differing if d.more_settled]
    done = [Settlement(d.known.id, found.wish.on, Money(d.more_settled)) for d, on in every if on is None]
    dated = [(d, on) for d, on in every if on is not None]
    cells = [
        ReceiptCells(d.known.customer_id, on, d.more_settled, "transfer", None, None, None, None) for d, on in dated
    ]
    received: list[Received] = []
    for (d, on), receipt_id in zip(dated, many.add_receipts(cells), strict=True):
        done.append(Settlement(d.known.id, max(on, d.issued), Money(d.more_settled), receipt_id))
        received.append((receipt_id, d.known.customer_id, on, d.more_settled))
    return done, received


def _received_on(line: InvoiceLine) -> date | None:
    """The day money came in for it. A credit note is paid out or used up, which brings none."""
    return line.settled_on if line.amount.fen > 0 else None
