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
from huikuan.domain.money import Money
from huikuan.errors import ListOfWhatIsOpenMissing
from huikuan.store.bulk_debts import InvoiceCells
from huikuan.text import _
from huikuan.usecases.intake.purse import Paid, Purse
from huikuan.usecases.intake.who import Directory, Unknown

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from huikuan.domain.lines import FileRead, InvoiceLine
    from huikuan.store.known import KnownInvoice
    from huikuan.store.read import Reader
    from huikuan.usecases.intake.wish import Wish

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
    met: set[int] = field(default_factory=set)
    """The invoices of the book that a line is."""
    spoken: list[KnownInvoice] = field(default_factory=list)
    """One invoice of each customer of whom the ledger speaks of a later day than before."""
    missing: list[KnownInvoice] = field(default_factory=list)
    """Open invoices of the book that the file leaves out."""
    purse: Purse = field(default_factory=Purse)
    """Money already in the book that lines call settled."""


def look(read: Reader, file: FileRead, directory: Directory, wish: Wish) -> Found:
    """The file compared with the book, as of the day the file was made."""
    on, terms = wish.stated_on, wish.terms
    stated = any(matched.field in _SAYS_WHAT_IS_OPEN for matched in file.matched)
    if wish.is_complete and not stated:
        raise ListOfWhatIsOpenMissing
    found = Found(Intake(file, refused=list(file.refused)), directory, wish, stated)
    placed = _placed(found, file)
    wanted = {key for key, _line in placed if key > 0}
    if stated and wish.is_complete:
        wanted |= read.stated_customers()
    known = _known(read, wanted, *((on, wish.on) if stated else (date.max, date.max)))
    groups: dict[Any, list[InvoiceLine]] = defaultdict(list)
    with_known = {who for who, *_rest in known}
    if any(line.settled_on for _key, line in placed):
        found.purse = Purse(read.known_receipts({key for key, _line in placed if key > 0}))
    for key, line in placed:
        if key in with_known:
            groups[key, line.number, line.amount.fen < 0].append(line)
        else:
            _add(found, key, line, terms)
    for (key, number, is_credit), lines in groups.items():
        _compare(found, key, lines, known.get((key, number, is_credit), []), terms)
    if stated:
        _look_for_missing(found, known.values(), placed)
    found.intake.new = Count(len(found.new), Money(found.worth))
    found.intake.customers = directory.keep(cells.customer_id for cells in found.new)
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


def _known(read: Reader, customers: set[int], on: date, made_on: date) -> dict[Any, list[KnownInvoice]]:
    index: dict[Any, list[KnownInvoice]] = defaultdict(list)
    if customers:
        for known in read.known_invoices(customers, on, made_on):
            index[known.customer_id, known.number, known.is_credit].append(known)
    return index


def _compare(found: Found, key: int, lines: list[InvoiceLine], known: list[KnownInvoice], terms: int | None) -> None:
    """Lines and records that agree belong together; of a number with as many of both, so do those left over."""
    shelf: dict[int, list[KnownInvoice]] = defaultdict(list)
    for each in known:
        shelf[each.amount].append(each)
    open_lines = []
    for line in lines:
        alike = [each for each in shelf[abs(line.amount.fen)] if _agrees(line, each)]
        if not alike:
            open_lines.append(line)
            continue
        same = next((each for each in alike if each.settled == _settled(line)), alike[0])
        shelf[same.amount].remove(same)
        _pair(found, line, same)
    left = sorted((each for some in shelf.values() for each in some), key=lambda each: each.id)
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


def _settled(line: InvoiceLine) -> int:
    return abs(line.settled.fen) if line.settled else 0


def _pair(found: Found, line: InvoiceLine, known: KnownInvoice) -> None:
    """The line is this invoice: the same, or changed."""
    found.met.add(known.id)
    more = _more(line, known) if found.is_stated else 0
    open_then = abs(line.amount.fen) - known.settled - more
    disputed = None if line.disputed is None else max(0, min(line.disputed.fen, open_then))
    differs = Differs(
        line, known, line.issued or known.issued, line.due or known.due, abs(line.amount.fen), more,
        disputed if disputed not in (None, known.disputed) else None,
    )  # fmt: skip
    changes = list(_changes(found, differs))
    if known.settled_by_now + more > differs.amount:
        why = _("{settled} of it is settled already", settled=Money(known.settled_by_now))
        found.intake.refuse(line, "amount", line.amount, why)
        return
    if not changes:
        found.intake.same = found.intake.same.plus(line.amount)
        return
    found.intake.changed = found.intake.changed.plus(line.amount)
    found.intake.changes += changes
    found.differing.append(differs)
    if more > 0 and line.received_on is not None and not _paid_by(found, known.customer_id, line, more):
        found.intake.add_also("receipts", Money(more))


def _more(line: InvoiceLine, known: KnownInvoice) -> int:
    """What the file has settled more than the book, or less than it had that day; money of later days stands apart."""
    settled, (least, most) = _settled(line), sorted((known.settled, known.settled_then))
    if settled > most:
        return min(settled - most, max(0, abs(line.amount.fen) - known.settled_by_now))
    return min(0, settled - least) if line.settled_on is None else 0


def _changes(found: Found, differs: Differs) -> Iterable[Change]:
    line, known = differs.line, differs.known
    customer = found.directory.name_of(known.customer_id)
    pairs: Sequence[tuple[str, object, object]] = (
        ("issued", known.issued, differs.issued),
        ("due", known.due, differs.due),
        ("amount", Money(known.amount), Money(differs.amount)),
        ("settled", Money(known.settled_by_now), Money(known.settled_by_now + differs.more_settled)),
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
    fen = line.amount.fen
    found.worth += fen
    cells = InvoiceCells(key, line.number, fen < 0, issued, due, abs(fen), line.note)
    found.new.append(cells if line.settled is None and line.disputed is None else _with_claims(found, line, cells))


def _with_claims(found: Found, line: InvoiceLine, cells: InvoiceCells) -> InvoiceCells:
    """The invoice with what of it is settled, by which receipt, and what is disputed."""
    settled, on = min(_settled(line), cells.amount), line.received_on
    paid_by = _paid_by(found, cells.customer_id, line, settled)
    if settled and on is not None and not paid_by:
        found.intake.add_also("receipts", Money(settled))
    disputed = min(line.disputed.fen, cells.amount - settled) if line.disputed else 0
    return cells._replace(settled=settled, received_on=on, disputed=disputed, receipts=paid_by)


def _paid_by(found: Found, key: int, line: InvoiceLine, fen: int) -> Paid:
    """The receipts of the book that are what the line calls settled: of that day, with so much left."""
    on = line.received_on
    if not fen or on is None or key < 0:
        return ()
    return found.purse.take(key, on, fen, line.line)


def _look_for_missing(
    found: Found, known: Iterable[list[KnownInvoice]], placed: Sequence[tuple[int, InvoiceLine]]
) -> None:
    """What is open of the lines, and which open invoices the list leaves out; with lines refused nobody can say."""
    intake = found.intake
    intake.still_open = Money(sum(line.amount.fen - (line.settled.fen if line.settled else 0) for _key, line in placed))
    day, met = found.wish.stated_on, found.met
    left = [k for some in known for k in some if k.id not in met and not k.is_credit and k.issued <= day]
    found.missing = [] if intake.refused else [k for k in left if k.amount > k.settled_by_now]
    open_fen = sum(k.amount - k.settled_by_now for k in found.missing)
    intake.missing = Count(len(found.missing), Money(open_fen))
    found.spoken = _spoken_of_later(found, [k for some in known for k in some])
    intake.speaks_later = bool(found.spoken)
    intake.settles_missing = found.wish.is_complete and bool(found.missing)


def _spoken_of_later(found: Found, known: Iterable[KnownInvoice]) -> list[KnownInvoice]:
    """Of each customer with a line the last invoice met, where the ledger had spoken of an earlier day."""
    last: dict[int, date] = {}
    met: dict[int, KnownInvoice] = {}
    for each in known:
        last[each.customer_id] = max(last.get(each.customer_id, date.min), each.stated_on or date.min)
        if each.id in found.met:
            met[each.customer_id] = each
    return [each for customer, each in met.items() if date.min < last[customer] < found.wish.stated_on]
