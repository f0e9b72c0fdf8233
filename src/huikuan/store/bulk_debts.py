"""Many invoices, receipts and settlements at once, with the marks that follow from them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from huikuan.domain.invoice import settled_since
from huikuan.store.pinyin import keys

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from huikuan.domain.invoice import Settlement
    from huikuan.store.read import Reader
    from huikuan.store.writer import BookWriter

_CUSTOMER = ("id", "code", "name", "owner")
_GRADE = ("id", "customer_id")
_NAME_KEY = ("id", "customer_id", "keys")
_INVOICE = ("id", "customer_id", "number", "kind", "issued", "due", "amount", "note", "settled_on")
_RECEIPT = ("id", "customer_id", "on_day", "amount", "form", "matures", "note", "reference", "used_on")
_RECEIVED = ("id", "customer_id", "on_day", "amount", "form", "used_on")
_SETTLEMENT = ("id", "invoice_id", "receipt_id", "credit_id", "on_day", "amount")
_DISPUTE = ("id", "invoice_id", "amount")


class InvoiceCells(NamedTuple):
    """An invoice as the book keeps it; `settled` fen of it are settled: by a receipt of `received_on`, else by word."""

    customer_id: int
    number: str | None
    is_credit: bool
    issued: date
    due: date
    amount: int
    note: str | None
    settled: int = 0
    received_on: date | None = None
    disputed: int = 0
    receipts: tuple[tuple[int, int], ...] = ()
    """The receipts of the book that settled it, with the fen each of them gave."""


class ReceiptCells(NamedTuple):
    customer_id: int
    on: date
    amount: int
    form: str
    matures: date | None
    note: str | None
    reference: str | None
    used_on: date | None


class BulkDebts:
    """What is owed, written many records at a time."""

    def __init__(self, book: BookWriter, read: Reader) -> None:
        self._book = book
        self._read = read
        self._at = book.words.at

    def add_customers(self, known: Sequence[tuple[str, str, str | None]], on: date) -> list[int]:
        """Customers of these codes, names and owners are in the book, of grade C from the day on."""
        first, grade = self._book.next_id("customer"), self._book.next_id("grade")
        rows = [(first + i, code, name, owner) for i, (code, name, owner) in enumerate(known)]
        at = {"recorded_at": self._at}
        self._book.add("customer", _CUSTOMER, rows, {"aliases": "", "kind": "distributor", **at})
        given = {"on_day": on.isoformat(), "grade": "C", "reason": "", **at}
        self._book.add("grade", _GRADE, [(grade + i, row[0]) for i, row in enumerate(rows)], given)
        found = self._book.next_id("name_key")
        self._book.add("name_key", _NAME_KEY, [(found + i, row[0], keys(row[2])) for i, row in enumerate(rows)])
        return [row[0] for row in rows]

    def add_invoices(
        self, cells: Sequence[InvoiceCells], ids: Mapping[int, int], on: date, stated_on: date | None
    ) -> None:
        """The invoices are in the book with the settlements that come with them, disputed from the day on; `ids` are
        the numbers of new customers.
        """
        first, day = self._book.next_id("invoice"), _Days()
        invoices = [
            (number, ids.get(c.customer_id, c.customer_id), c.number, "credit_note" if c.is_credit else "invoice",
             day[c.issued], day[c.due], c.amount, c.note, _settled_since(c, day) if c.settled >= c.amount else None)
            for number, c in enumerate(cells, first)
        ]  # fmt: skip
        self._book.add("invoice", _INVOICE, invoices, {"stated_on": _iso(stated_on), "recorded_at": self._at})
        numbered = [(number, c) for number, c in enumerate(cells, first) if c.settled or c.disputed]
        self._add_disputes([(number, c.disputed) for number, c in numbered if c.disputed], on)
        self._settle_new([(number, c) for number, c in numbered if c.settled], ids, day)

    def _settle_new(self, settled: Sequence[tuple[int, InvoiceCells]], ids: Mapping[int, int], day: _Days) -> None:
        """The new invoices are settled by the receipts their lines speak of, or by the ledger's word."""
        known = {receipt_id for _number, c in settled for receipt_id, _fen in c.receipts}
        self.let_settle(sorted(known))
        receipt = self._book.next_id("receipt")
        settlements: list[tuple[int, int | None, None, str, int]] = []
        received: list[tuple[int, int, str, int, str, str]] = []
        for number, c in settled:
            came_on, by = _settled_since(c, day), None
            settlements += [(number, receipt_id, None, came_on, fen) for receipt_id, fen in c.receipts]
            if c.receipts:
                continue
            if c.received_on is not None:
                by, whose = receipt + len(received), ids.get(c.customer_id, c.customer_id)
                received.append((by, whose, day[c.received_on], c.settled, "transfer", came_on))
            settlements.append((number, by, None, came_on, c.settled))
        self._book.add("receipt", _RECEIVED, received, {"recorded_at": self._at})
        self._add_numbered("settlement", _SETTLEMENT, settlements)
        self.mark_receipts(known)

    def add_receipts(self, cells: Sequence[ReceiptCells]) -> list[int]:
        """The receipts are in the book; those with a day of use settle nothing."""
        day = _Days()
        rows = [
            (c.customer_id, day[c.on], c.amount, c.form, day[c.matures] if c.matures else None, c.note, c.reference,
             day[c.used_on] if c.used_on else None)
            for c in cells
        ]  # fmt: skip
        return self._add_numbered("receipt", _RECEIPT, rows, {"recorded_at": self._at})

    def add_settlements(self, settlements: Iterable[Settlement]) -> None:
        """The settlements are in the book, and what they settle or use up is marked."""
        every = list(settlements)
        self._add_numbered(
            "settlement",
            _SETTLEMENT,
            [(s.invoice_id, s.receipt_id, s.credit_id, s.on.isoformat(), s.amount.fen) for s in every],
        )
        self.mark_invoices({s.invoice_id for s in every} | {s.credit_id for s in every if s.credit_id})
        self.mark_receipts({s.receipt_id for s in every if s.receipt_id})

    def change_invoices(self, changed: Sequence[tuple[int, date, date, int, date | None]]) -> None:
        """Invoices carry these days, amounts and the day the ledger spoke of them."""
        rows = [(n, i.isoformat(), d.isoformat(), fen, s.isoformat() if s else None) for n, i, d, fen, s in changed]
        self._book.change("invoice", ("id", "issued", "due", "amount", "stated_on"), rows)
        self.mark_invoices({row[0] for row in rows})

    def speak_of(self, invoice_ids: Iterable[int], on: date) -> None:
        """The ledger has spoken of these invoices as of the day."""
        self._book.change("invoice", ("id", "stated_on"), [(number, on.isoformat()) for number in invoice_ids])

    def dispute(self, disputes: Sequence[tuple[int, int]], on: date) -> None:
        """So much of these invoices is disputed from the day on."""
        self._add_disputes(disputes, on)

    def mark_invoices(self, invoice_ids: Iterable[int]) -> None:
        """The invoices are marked as settled where the facts make them so."""
        found = self._read.invoices_of(invoice_ids)
        self._book.change("invoice", ("id", "settled_on"), [(i.id, _iso(settled_since(i))) for i in found])

    def mark_receipts(self, receipt_ids: Iterable[int]) -> None:
        """The receipts are marked as used up where the settlements make them so."""
        used = self._read.used_up_on(receipt_ids)
        self._book.change("receipt", ("id", "used_on"), [(n, _iso(on)) for n, on in used.items()])

    def let_settle(self, receipt_ids: Iterable[int]) -> None:
        """The receipts may settle invoices from now on."""
        self._book.change("receipt", ("id", "used_on"), [(n, None) for n in receipt_ids])

    def close_receipts(self, receipt_ids: Iterable[int], on: date) -> None:
        """What is left of these receipts settles nothing from the day on: the ledger has said what is open."""
        self._book.change("receipt", ("id", "used_on"), [(n, on.isoformat()) for n in receipt_ids])

    def _add_disputes(self, disputes: Sequence[tuple[int, int]], on: date) -> None:
        same = {"on_day": on.isoformat(), "reason": "", "recorded_at": self._at}
        self._add_numbered("dispute", _DISPUTE, disputes, same)

    def _add_numbered(
        self,
        table: str,
        columns: Sequence[str],
        rows: Sequence[tuple[Any, ...]],
        same: Mapping[str, Any] | None = None,
    ) -> list[int]:
        if not rows:
            return []
        first = self._book.next_id(table)
        numbered = [(number, *row) for number, row in enumerate(rows, first)]
        self._book.add(table, columns, numbered, same)
        return [row[0] for row in numbered]


class _Days(dict["date", str]):
    """Days as the book writes them; each is written out once."""

    def __missing__(self, day: date) -> str:
        self[day] = day.isoformat()
        return self[day]


def _settled_since(cells: InvoiceCells, day: _Days) -> str:
    return day[max(cells.received_on or cells.issued, cells.issued)]


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
