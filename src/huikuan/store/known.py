"""What the book already has of what a file lists: just enough of many records to compare them, and the marks of use."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from huikuan.domain.allocation import UnappliedReceipt
from huikuan.domain.money import Money
from huikuan.store.debts import Debts, portions
from huikuan.store.records import only
from huikuan.store.values import to_day, to_day_or_none

if TYPE_CHECKING:
    from collections.abc import Iterable

    from huikuan.domain.invoice import Credit, Invoice
    from huikuan.store.records import Whom

_MANY = 400
"""More customers than this are read all at once and picked out here."""


class KnownInvoice(NamedTuple):
    """Amounts in fen; settled and disputed as of the day asked for."""

    id: int
    customer_id: int
    number: str | None
    is_credit: bool
    issued: date
    due: date
    amount: int
    disputed: int
    settled: int
    settled_then: int
    """The same as of the day the file was made, which may be a day later than what it says is open."""
    settled_by_now: int
    """What is settled as all that is recorded has it."""
    stated_on: date | None


class KnownReceipt(NamedTuple):
    """The amount in fen; `left` of it has settled no invoice."""

    id: int
    customer_id: int
    on: date
    amount: int
    form: str
    reference: str | None
    reversed_on: date | None
    left: int


class KnownInstalment(NamedTuple):
    customer_id: int
    due: date
    amount: int
    made_on: date


class Known(Debts):
    """The records, what is owed, and what a file is compared with."""

    def known_invoices(self, customer_ids: Iterable[int], on: date, made_on: date) -> list[KnownInvoice]:
        """Every invoice and credit note of these customers, settled as of the day and of the one the file was made."""
        wanted = frozenset(customer_ids)
        where, values = only("i.customer_id", _few(wanted))
        disputed = "SELECT d.amount FROM dispute d WHERE d.invoice_id = i.id ORDER BY d.on_day DESC, d.id DESC LIMIT 1"
        found = self._run(
            "SELECT i.id, i.customer_id, i.number, i.kind, i.issued, i.due, i.amount, "
            f"({disputed}), {_settled_by('on')}, {_settled_by('made_on')}, {_settled_by('now')}, i.stated_on "
            f"FROM invoice i WHERE {where} ORDER BY i.id",
            {**values, "on": on, "made_on": made_on, "now": date.max},
        )
        return [
            KnownInvoice(
                r[0], r[1], r[2], r[3] == "credit_note", to_day(r[4]), to_day(r[5]), r[6],
                int(r[7] or 0), int(r[8] or 0), int(r[9] or 0), int(r[10] or 0), to_day_or_none(r[11]),
            )
            for r in found if r[1] in wanted
        ]  # fmt: skip

    def known_receipts(self, customer_ids: Iterable[int]) -> list[KnownReceipt]:
        """Every receipt of these customers."""
        wanted = frozenset(customer_ids)
        where, values = only("r.customer_id", _few(wanted))
        found = self._run(
            "SELECT r.id, r.customer_id, r.on_day, r.amount, r.form, r.reference, v.on_day, "
            "r.amount - COALESCE((SELECT SUM(s.amount) FROM settlement s WHERE s.receipt_id = r.id), 0) "
            f"FROM receipt r LEFT JOIN reversal v ON v.receipt_id = r.id WHERE {where} ORDER BY r.id",
            values,
        )
        return [
            KnownReceipt(r[0], r[1], to_day(r[2]), r[3], r[4], r[5], to_day_or_none(r[6]), int(r[7]))
            for r in found
            if r[1] in wanted
        ]

    def known_instalments(self, customer_ids: Iterable[int]) -> list[KnownInstalment]:
        """Every instalment these customers ever promised."""
        wanted = frozenset(customer_ids)
        where, values = only("i.customer_id", _few(wanted))
        found = self._run(
            "SELECT i.customer_id, i.due, i.amount, p.made_on FROM instalment i JOIN promise p ON p.id = i.promise_id "
            f"WHERE {where} ORDER BY i.id",
            values,
        )
        return [KnownInstalment(r[0], to_day(r[1]), r[2], to_day(r[3])) for r in found if r[0] in wanted]

    def stated_until(self, customer_id: int) -> date | None:
        """The day as of which the ledger last said what of the customer's invoices was open."""
        found = self._run(
            "SELECT MAX(i.stated_on) FROM invoice i WHERE i.customer_id = :customer", {"customer": customer_id}
        )
        return to_day_or_none(found[0][0]) if found else None

    def stated_customers(self) -> set[int]:
        """The customers with an open invoice of which the ledger has spoken."""
        sql = "SELECT DISTINCT customer_id FROM invoice WHERE settled_on IS NULL AND stated_on IS NOT NULL"
        return {row[0] for row in self._run(sql, {})}

    def unused_receipts(self, customer_ids: Iterable[int], until: date) -> list[int]:
        """The receipts of these customers up to the day of which something may still settle invoices."""
        wanted = frozenset(customer_ids)
        found = self._run(
            "SELECT r.id, r.customer_id FROM receipt r WHERE r.used_on IS NULL AND r.on_day <= :until ORDER BY r.id",
            {"until": until},
        )
        return [row[0] for row in found if row[1] in wanted]

    def credits_left(self, customer_ids: Iterable[int]) -> list[Credit]:
        """What of these customers' receipts and credit notes may still settle invoices."""
        wanted = frozenset(customer_ids)
        return [c for c in self._credits(date.max, _few(wanted)) if c.customer_id in wanted]

    def open_invoices(self, customer_ids: Iterable[int]) -> list[Invoice]:
        """The open invoices of these customers."""
        wanted = frozenset(customer_ids)
        where, values = only("i.customer_id", _few(wanted))
        found = self._invoices(f"{where} AND i.settled_on IS NULL AND i.kind = 'invoice'", values)
        return [invoice for invoice in found if invoice.customer_id in wanted]

    def unapplied_receipts(self, customer_id: int, since: date) -> list[UnappliedReceipt]:
        """The customer's standing receipts with a value date from `since` on of which something pays no promise."""
        applied = "COALESCE((SELECT SUM(a.amount) FROM allocation a WHERE a.receipt_id = r.id), 0)"
        sql = (
            f"SELECT r.id, r.on_day, r.amount - {applied} FROM receipt r LEFT JOIN reversal v ON v.receipt_id = r.id "
            f"WHERE r.customer_id = :customer AND r.on_day >= :since AND v.id IS NULL AND r.amount > {applied}"
        )
        found = self._run(f"{sql} ORDER BY r.id", {"customer": customer_id, "since": since})
        return [UnappliedReceipt(row[0], to_day(row[1]), Money(int(row[2]))) for row in found]

    def used_up_on(self, receipt_ids: Iterable[int]) -> dict[int, date | None]:
        """For each of these receipts the day the last fen of it settled an invoice; None while some is left."""
        used: dict[int, date | None] = {}
        for some in portions(receipt_ids):
            where, values = only("r.id", some)
            found = self._run(
                "SELECT r.id, r.amount, COALESCE(SUM(s.amount), 0), MAX(s.on_day) FROM receipt r "
                "LEFT JOIN settlement s ON s.receipt_id = r.id "
                f"WHERE {where} GROUP BY r.id, r.amount",
                values,
            )
            used |= {r[0]: to_day_or_none(r[3] if int(r[2]) >= r[1] else None) for r in found}
        return used

    def are_used_too_much(self, receipt_ids: Iterable[int]) -> bool:
        """True where one of these receipts settles more than it is worth."""
        for some in portions(receipt_ids):
            where, values = only("r.id", some)
            if self._run(
                f"SELECT r.id FROM receipt r JOIN settlement s ON s.receipt_id = r.id WHERE {where} "
                "GROUP BY r.id, r.amount HAVING SUM(s.amount) > r.amount LIMIT 1",
                values,
            ):
                return True
        return False

    def waiting_customers(self, customer_ids: Iterable[int]) -> set[int]:
        """Those of these customers with a promise that waits for money."""
        wanted = frozenset(customer_ids)
        where, values = only("i.customer_id", _few(wanted))
        found = self._run(
            f"SELECT DISTINCT i.customer_id FROM instalment i WHERE {where} AND i.settled_on IS NULL", values
        )
        return {row[0] for row in found if row[0] in wanted}

    def crediting_customers(self, customer_ids: Iterable[int]) -> set[int]:
        """Those of these customers with money or credit notes that may settle invoices, or might if one were known."""
        wanted = frozenset(customer_ids)
        unused = "(r.used_on IS NULL OR NOT EXISTS (SELECT 1 FROM settlement s WHERE s.receipt_id = r.id))"
        where, values = only("r.customer_id", _few(wanted))
        receipts = self._run(f"SELECT DISTINCT r.customer_id FROM receipt r WHERE {where} AND {unused}", values)
        where, values = only("i.customer_id", _few(wanted))
        noted = "i.kind = 'credit_note' AND i.settled_on IS NULL"
        notes = self._run(f"SELECT DISTINCT i.customer_id FROM invoice i WHERE {where} AND {noted}", values)
        return {row[0] for row in (*receipts, *notes)} & wanted


def _few(wanted: frozenset[int]) -> Whom:
    return wanted if len(wanted) <= _MANY else None


def _settled_by(day: str) -> str:
    """What of the invoice is settled, or of the credit note used, as of the day of this parameter."""
    return (
        "(SELECT SUM(s.amount) FROM settlement s LEFT JOIN reversal v ON v.receipt_id = s.receipt_id "
        f"AND v.on_day <= :{day} WHERE (s.invoice_id = i.id OR s.credit_id = i.id) AND s.on_day <= :{day} "
        "AND v.id IS NULL)"
    )
