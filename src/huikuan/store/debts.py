"""What is owed, out of an open book: invoices with what settled them, credits, balances agreed.

`settled_on` and `used_on` keep a report from reading what was settled long ago; what is open, the rules in domain/ say.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import TYPE_CHECKING

from huikuan.domain.invoice import Agreement, Credit, Dispute, Invoice, Settlement
from huikuan.domain.ledger import Ledger
from huikuan.domain.money import NOTHING, Money
from huikuan.store import rows
from huikuan.store.kept import Kept
from huikuan.store.records import Whom, by_customer, only
from huikuan.store.talks import Talks
from huikuan.store.values import to_day, to_day_or_none

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from huikuan.store.rows import Cells

_INVOICE = Kept(Invoice, "invoice", "i")
_AGREEMENT = Kept(Agreement, "agreement", "g")
_DISPUTE = Kept(Dispute, "dispute", "d")
_SETTLEMENT = "s.invoice_id, s.on_day, s.amount, s.receipt_id, s.credit_id, v.on_day, r.on_day, n.issued"
_SOURCES = (
    "LEFT JOIN receipt r ON r.id = s.receipt_id LEFT JOIN reversal v ON v.receipt_id = s.receipt_id "
    "LEFT JOIN invoice n ON n.id = s.credit_id"
)

_AT_ONCE = 500


class Debts(Talks):
    """The records, and what is owed."""

    def invoices(self, whom: Whom = None) -> list[Invoice]:
        """Every invoice and credit note of those meant, by id."""
        return self._invoices(*only("i.customer_id", whom))

    def invoices_to_settle(self) -> list[Invoice]:
        """Everybody's invoices of which something is open."""
        return self._invoices("i.kind = 'invoice' AND i.settled_on IS NULL", {})

    def invoice(self, invoice_id: int) -> Invoice | None:
        return next(iter(self._invoices("i.id = :id", {"id": invoice_id})), None)

    def invoices_due(self, customer_id: int, first: date, last: date) -> list[Invoice]:
        """The customer's invoices that fell due in these days."""
        where = "i.customer_id = :customer AND i.due BETWEEN :first AND :last"
        return self._invoices(where, {"customer": customer_id, "first": first, "last": last})

    def invoices_numbered(self, number: str, customer_id: int | None = None) -> list[Invoice]:
        """The invoices of this number, of one customer or of any."""
        where, values = only("i.customer_id", customer_id)
        return self._invoices(f"{where} AND i.number = :number", {**values, "number": number})

    def invoices_of(self, invoice_ids: Iterable[int]) -> list[Invoice]:
        """These invoices, those that are there."""
        return [i for some in portions(invoice_ids) for i in self._invoices(*only("i.id", some))]

    def invoices_settled_by(self, receipt_ids: Iterable[int]) -> list[Invoice]:
        """The invoices that these receipts settled."""
        found = []
        for some in portions(receipt_ids):
            where, values = only("s.receipt_id", some)
            found += self._invoices(f"i.id IN (SELECT s.invoice_id FROM settlement s WHERE {where})", values)
        return found

    def settles_since(self, customer_id: int) -> date | None:
        """The first day whose receipts settle invoices: that of the first one known, or the one after which the ledger
        last said what was open; None where no invoice is known.
        """
        [(stated, first)] = self._run(
            "SELECT MAX(i.stated_on), MIN(CASE WHEN i.kind = 'invoice' THEN i.issued END) FROM invoice i "
            "WHERE i.customer_id = :customer",
            {"customer": customer_id},
        ) or [(None, None)]
        return to_day(stated) + timedelta(days=1) if stated else to_day_or_none(first)

    def unsettling_receipts(self, customer_id: int, since: date) -> list[int]:
        """The receipts from the day on that settle nothing, because no invoice of their day was known."""
        found = self._run(
            "SELECT r.id FROM receipt r WHERE r.customer_id = :customer AND r.on_day >= :since AND r.used_on = r.on_day"
            " AND NOT EXISTS (SELECT 1 FROM settlement s WHERE s.receipt_id = r.id)"
            " AND NOT EXISTS (SELECT 1 FROM reversal v WHERE v.receipt_id = r.id) ORDER BY r.id",
            {"customer": customer_id, "since": since},
        )
        return [row[0] for row in found]

    def settled_by(self, receipt_id: int) -> list[tuple[Invoice, Settlement]]:
        """The invoices the receipt settled, with how much of each."""
        return self.settled_by_receipts({receipt_id}).get(receipt_id, [])

    def settled_by_receipts(self, receipt_ids: Iterable[int]) -> dict[int, list[tuple[Invoice, Settlement]]]:
        """For each of these receipts the invoices it settled, with how much of each."""
        wanted = frozenset(receipt_ids)
        found: dict[int, list[tuple[Invoice, Settlement]]] = {}
        for invoice in self.invoices_settled_by(wanted):
            for each in invoice.settlements:
                if each.receipt_id in wanted:
                    found.setdefault(each.receipt_id, []).append((invoice, each))
        return found

    def ledgers(self, as_of: date, whom: Whom = None, since: date | None = None) -> defaultdict[int, Ledger]:
        """Per customer what was open on the day, or on the earlier day `since`."""
        where, values = only("i.customer_id", whom)
        invoices = self._invoices(
            f"{where} AND i.kind = 'invoice' AND i.issued <= :as_of"
            " AND (i.settled_on IS NULL OR i.settled_on > :since)",
            {**values, "as_of": as_of, "since": min(as_of, since or as_of)},
        )
        open_ones, left = by_customer(invoices), by_customer(self._credits(as_of, whom))
        known = self._known(as_of, whom)
        everyone = {*known, *open_ones, *left}
        found = {who: Ledger(tuple(open_ones.get(who, ())), tuple(left.get(who, ())), who in known) for who in everyone}
        return defaultdict(Ledger, found)

    def agreements(self, customer_id: int | None = None) -> list[Agreement]:
        """Every balance agreed, oldest first."""
        where, values = only("g.customer_id", customer_id)
        sql = f"SELECT {_AGREEMENT.cells} FROM agreement g WHERE {where} ORDER BY g.on_day, g.id"
        return list(map(_AGREEMENT.fact, self._run(sql, values)))

    def agreed_on(self, as_of: date, customer_ids: Iterable[int]) -> dict[int, date]:
        """When each of these customers agreed a balance last, by the day."""
        where, values = only("g.customer_id", frozenset(customer_ids))
        sql = f"SELECT g.customer_id, MAX(g.on_day) FROM agreement g WHERE {where} AND g.on_day <= :as_of"
        found = self._run(f"{sql} GROUP BY g.customer_id", {**values, "as_of": as_of})
        return {who: to_day(on) for who, on in found}

    def _known(self, as_of: date, whom: Whom) -> set[int]:
        where, values = only("c.id", whom)
        sql = (
            f"SELECT c.id FROM customer c WHERE {where} AND EXISTS "
            "(SELECT 1 FROM invoice i WHERE i.customer_id = c.id AND i.issued <= :as_of)"
        )
        return {row[0] for row in self._run(sql, {**values, "as_of": as_of})}

    def _credits(self, as_of: date, whom: Whom) -> list[Credit]:
        where, values = only("r.customer_id", whom)
        given = "(SELECT SUM(s.amount) FROM settlement s WHERE s.receipt_id = r.id AND s.on_day <= :as_of)"
        receipts = self._run(
            f"SELECT r.customer_id, r.on_day, r.amount, {given}, r.id FROM receipt r "
            "LEFT JOIN reversal v ON v.receipt_id = r.id AND v.on_day <= :as_of "
            f"WHERE {where} AND r.on_day <= :as_of AND (r.used_on IS NULL OR r.used_on > :as_of) AND v.id IS NULL "
            "ORDER BY r.on_day, r.id",
            {**values, "as_of": as_of},
        )
        where, values = only("n.customer_id", whom)
        given = (
            "(SELECT SUM(s.amount) FROM settlement s "
            "WHERE (s.credit_id = n.id OR s.invoice_id = n.id) AND s.on_day <= :as_of)"
        )
        notes = self._run(
            f"SELECT n.customer_id, n.issued, n.amount, {given}, n.id, n.stated_on FROM invoice n "
            f"WHERE {where} AND n.kind = 'credit_note' AND n.issued <= :as_of "
            "AND (n.settled_on IS NULL OR n.settled_on > :as_of) ORDER BY n.issued, n.id",
            {**values, "as_of": as_of},
        )
        found = [Credit(r[0], to_day(r[1]), _left(r), receipt_id=r[4]) for r in receipts]
        found += [Credit(r[0], to_day(r[1]), _left(r), credit_id=r[4], is_stated=r[5] is not None) for r in notes]
        return [credit for credit in found if credit.left > NOTHING]

    def _invoices(self, where: str, values: Mapping[str, object]) -> list[Invoice]:
        found = self._run(f"SELECT {_INVOICE.cells} FROM invoice i WHERE {where} ORDER BY i.id", values)
        theirs = f"IN (SELECT i.id FROM invoice i WHERE {where})"
        received = self._run(
            f"SELECT {_SETTLEMENT} FROM settlement s {_SOURCES} WHERE s.invoice_id {theirs} ORDER BY s.on_day, s.id",
            values,
        )
        given = self._run(
            f"SELECT {_SETTLEMENT}, s.credit_id FROM settlement s {_SOURCES} WHERE s.credit_id {theirs} "
            "ORDER BY s.on_day, s.id",
            values,
        )
        disputed = self._run(
            f"SELECT d.invoice_id, {_DISPUTE.cells} FROM dispute d WHERE d.invoice_id {theirs} ORDER BY d.on_day, d.id",
            values,
        )
        settlements, disputes = rows.grouped(received), rows.grouped(disputed)
        for row in given:
            settlements[row[4]].append(row)
        return [_invoice(row, settlements.get(row[0], ()), disputes.get(row[0], ())) for row in found]


def portions(ids: Iterable[int]) -> Iterator[frozenset[int]]:
    """The numbers in portions: the names of many parameters are looked up one by one."""
    every = sorted(ids)
    for start in range(0, len(every), _AT_ONCE):
        yield frozenset(every[start : start + _AT_ONCE])


def _left(row: Cells) -> Money:
    return Money(int(row[2]) - int(row[3] or 0))


def _invoice(row: Cells, settlements: Sequence[Cells], disputes: Sequence[Cells]) -> Invoice:
    return _INVOICE.fact(
        row,
        settlements=tuple(map(_settlement, settlements)),
        disputes=tuple(_DISPUTE.fact(each[1:]) for each in disputes),
    )


def _settlement(row: Cells) -> Settlement:
    invoice_id, on, fen, receipt_id, credit_id, reversed_on, received_on, noted_on, *_ = row
    paid_on = to_day_or_none(received_on or noted_on)
    return Settlement(invoice_id, to_day(on), Money(fen), receipt_id, credit_id, to_day_or_none(reversed_on), paid_on)
