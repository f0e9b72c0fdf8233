"""A list of money that came in: a receipt is known by its number, else by customer, day and amount.

One entered by hand and the same one in the file are one. A negative amount takes back an equal receipt.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple, cast

from huikuan.domain.facts import Form
from huikuan.domain.intake import Change, Intake
from huikuan.domain.invoice import Credit, Invoice
from huikuan.domain.money import Money
from huikuan.domain.settling import settle_named
from huikuan.store.bulk_debts import ReceiptCells
from huikuan.text import _
from huikuan.usecases.apply_cash import apply_cash
from huikuan.usecases.intake.who import Directory, Unknown, customers_taken

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from huikuan.domain.day import Day
    from huikuan.domain.invoice import Settlement
    from huikuan.domain.lines import FileRead, ReceiptLine
    from huikuan.store.known import KnownReceipt
    from huikuan.store.read import Reader
    from huikuan.store.write import Writer
    from huikuan.usecases.intake.wish import Wish


class Taken(NamedTuple):
    line: ReceiptLine
    key: int


_Named = dict[tuple[int, str | None], list[Invoice]]
_Fresh = defaultdict[tuple[int, int], list[Taken]]
"""The new receipts no line of the file has taken back, by customer and fen."""


@dataclass
class Found:
    """What a list of receipts would change."""

    intake: Intake
    directory: Directory
    wish: Wish
    new: list[Taken] = field(default_factory=list)
    reversals: list[tuple[ReceiptLine, int | Taken]] = field(default_factory=list)
    """Lines that take back a receipt: its number in the book, or the new line."""


def look(read: Reader, file: FileRead, directory: Directory, wish: Wish) -> Found:
    """The file compared with the book."""
    found = Found(Intake(file, refused=list(file.refused)), directory, wish)
    placed = list(_placed(found, file))
    shelf = _Shelf(read.known_receipts({key for _line, key in placed if key > 0}))
    for line, key in placed:
        if line.amount.fen > 0:
            known = shelf.takes(line, key)
            if known is not None and line.reversed_on is not None and known.reversed_on is None:
                _bounces(found, line, known)
            elif known is not None:
                found.intake.same = found.intake.same.plus(line.amount)
            else:
                found.new.append(Taken(line, key))
                found.intake.new = found.intake.new.plus(line.amount)
    fresh: _Fresh = defaultdict(list)
    for taken in found.new:
        fresh[taken.key, taken.line.amount.fen].append(taken)
    for line, key in placed:
        if line.amount.fen < 0:
            _take_back(found, shelf, fresh, line, key)
    found.intake.customers = directory.keep(taken.key for taken in found.new)
    return found


def take(w: Writer, found: Found) -> Intake:
    """What the file lists is in the book, has paid promises and settled invoices, and what came back is reversed."""
    many, day = w.many(), found.wish.day
    ids = customers_taken(many, found.directory, found.wish.on)
    whose = [ids.get(taken.key, taken.key) for taken in found.new]
    since = {who: w.read.settles_since(who) for who in set(whose)}
    named = _named(w, found, whose)
    cells = [
        _cells(taken.line, who, since[who], bool(_meant(taken.line, who, named)))
        for taken, who in zip(found.new, whose, strict=True)
    ]
    numbers = many.add_receipts(cells)
    many.add_settlements(_settled_by_name(found, numbers, whose, named))
    apply_cash(w, whose, day.policy.threshold)
    for taken, number in zip(found.new, numbers, strict=True):
        if taken.line.reversed_on is not None:
            _reverse(w, number, taken.line.reversed_on, taken.line.note, day)
    by_line = {taken.line.line: number for taken, number in zip(found.new, numbers, strict=True)}
    for line, meant in found.reversals:
        number = meant if isinstance(meant, int) else by_line[meant.line.line]
        _reverse(w, number, line.on if line.amount.fen < 0 else line.reversed_on or line.on, line.note, day)
    found.intake.is_applied = True
    return found.intake


def _reverse(w: Writer, receipt_id: int, on: date, why: str | None, day: Day) -> None:
    """The receipt came to nothing on the day, and other money that is free pays and settles what it had."""
    receipt = w.read.receipt(receipt_id)
    if receipt is not None:
        w.reverse_receipt(receipt, on, why or "")
        apply_cash(w, {receipt.customer_id}, day.policy.threshold, since=on)


def _bounces(found: Found, line: ReceiptLine, known: KnownReceipt) -> None:
    """A receipt of the book came back, as the line says."""
    who = found.directory.name_of(known.customer_id)
    found.intake.changes.append(Change(line.line, who, "reversed_on", "", str(line.reversed_on)))
    found.intake.changed = found.intake.changed.plus(line.amount)
    found.reversals.append((line, known.id))


def _placed(found: Found, file: FileRead) -> Iterable[tuple[ReceiptLine, int]]:
    for line in cast("tuple[ReceiptLine, ...]", file.lines):
        try:
            key = found.directory.who(line.code, line.name, line.owner)
        except Unknown as unknown:
            found.intake.refuse(line, unknown.column, unknown.value, unknown.why)
            continue
        if line.on > found.wish.day.as_of:
            found.intake.refuse(line, "on", line.on, _("money cannot have come in on a day to come"))
        elif line.reversed_on is not None and not line.on <= line.reversed_on <= found.wish.day.as_of:
            why = _("it cannot have come back before it came in, or on a day to come")
            found.intake.refuse(line, "reversed_on", line.reversed_on, why)
        elif line.matures is not None and line.matures < line.on:
            found.intake.refuse(line, "matures", line.matures, _("a bill cannot mature before it came in"))
        else:
            yield line, key


class _Shelf:
    """The receipts of the book that no line of the file has been matched with yet."""

    def __init__(self, known: Iterable[KnownReceipt]) -> None:
        self._by_reference: dict[tuple[int, str], list[KnownReceipt]] = defaultdict(list)
        self._by_content: dict[tuple[int, date, int], list[KnownReceipt]] = defaultdict(list)
        self.standing: dict[tuple[int, int], list[KnownReceipt]] = defaultdict(list)
        self.reversed: dict[tuple[int, date, int], int] = defaultdict(int)
        """How many of a customer's receipts of an amount were taken back on the day."""
        self._used: set[int] = set()
        for each in known:
            if each.reference:
                self._by_reference[each.customer_id, each.reference].append(each)
            self._by_content[each.customer_id, each.on, each.amount].append(each)
            if each.reversed_on is None:
                self.standing[each.customer_id, each.amount].append(each)
            else:
                self.reversed[each.customer_id, each.reversed_on, each.amount] += 1

    def takes(self, line: ReceiptLine, key: int) -> KnownReceipt | None:
        """The receipt of the book that is this line; it is matched with no other line."""
        same = self._by_content.get((key, line.on, line.amount.fen), ())
        if line.reference:
            numbered = self._by_reference.get((key, line.reference), ())
            found = self._first(r for r in numbered if r in same) or self._first(r for r in same if not r.reference)
        else:
            found = self._first(same)
        if found is not None:
            self._used.add(found.id)
        return found

    def _first(self, candidates: Iterable[KnownReceipt]) -> KnownReceipt | None:
        return next((each for each in candidates if each.id not in self._used), None)


def _take_back(found: Found, shelf: _Shelf, fresh: _Fresh, line: ReceiptLine, key: int) -> None:
    """The line takes back the last equal receipt that stands, of the book or of the file itself."""
    fen = -line.amount.fen
    if shelf.reversed[key, line.on, fen]:
        shelf.reversed[key, line.on, fen] -= 1
        found.intake.same = found.intake.same.plus(line.amount)
        return
    stood = next((each for each in reversed(shelf.standing[key, fen]) if each.on <= line.on), None)
    taken = next((each for each in reversed(fresh[key, fen]) if each.line.on <= line.on), None)
    if stood is not None:
        shelf.standing[key, fen].remove(stood)
        found.reversals.append((line, stood.id))
    elif taken is not None:
        fresh[key, fen].remove(taken)
        found.reversals.append((line, taken))
    else:
        found.intake.refuse(line, "amount", line.amount, _("no receipt of that amount is there to take back"))
        return
    found.intake.new = found.intake.new.plus(line.amount)


def _cells(line: ReceiptLine, who: int, since: date | None, names_one: bool) -> ReceiptCells:
    settles = names_one or (since is not None and since <= line.on)
    form = line.form or (Form.ACCEPTANCE_BILL if line.matures else Form.TRANSFER)
    used_on = None if settles else line.on
    return ReceiptCells(who, line.on, line.amount.fen, form, line.matures, line.note, line.reference, used_on)


def _named(w: Writer, found: Found, whose: list[int]) -> _Named:
    """The open invoices of the customers whose receipts name one, by customer and number."""
    named: _Named = defaultdict(list)
    naming = {who for taken, who in zip(found.new, whose, strict=True) if taken.line.invoice}
    for each in w.read.open_invoices(naming) if naming else ():
        named[each.customer_id, each.number].append(each)
    return named


def _meant(line: ReceiptLine, who: int, named: _Named) -> list[Invoice]:
    """The invoices the receipt names, unless the ledger spoke of them on its day or later: that includes it."""
    meant = named.get((who, line.invoice), ()) if line.invoice else ()
    return [invoice for invoice in meant if invoice.stated_on is None or invoice.stated_on < line.on]


def _settled_by_name(found: Found, numbers: list[int], whose: list[int], named: _Named) -> Iterable[Settlement]:
    """Receipts that name their invoice settle it first."""
    for taken, number, who in zip(found.new, numbers, whose, strict=True):
        meant = _meant(taken.line, who, named)
        if not meant:
            continue
        credit = Credit(who, taken.line.on, Money(taken.line.amount.fen), receipt_id=number)
        for settlement in settle_named(credit, meant)[0]:
            parts = named[who, taken.line.invoice]
            at = next(i for i, part in enumerate(parts) if part.id == settlement.invoice_id)
            parts[at] = replace(parts[at], settlements=(*parts[at].settlements, settlement))
            yield settlement
