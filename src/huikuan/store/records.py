"""The records of a book, by id. Each is a fact with its day.

Plain SQL with named parameters that a file and a server both take. `run` executes one statement and gives its rows.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from huikuan.store import rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from huikuan.domain.facts import Contact, Customer, Measure, Promise, Receipt, Target
    from huikuan.domain.money import Money
    from huikuan.domain.period import Month
    from huikuan.domain.wholebook import WholeBook
    from huikuan.store.values import Run

Whom = int | str | frozenset[int] | None
"""Whose records: one customer's by id, those of an owner's customers, those of some customers, or everyone's."""
_REVERSED = "LEFT JOIN reversal v ON v.receipt_id = r.id"
_CAME_OF = f"{_REVERSED} LEFT JOIN presentation b ON b.receipt_id = r.id"


class Records:
    """Facts out of an open book. Everything read through one reader is one consistent picture."""

    def __init__(self, run: Run) -> None:
        self._run = run

    def whole(self) -> WholeBook:
        """Every row there is, the history aside."""
        from huikuan.store.whole import whole

        return whole(self._run)

    def customers(self, whom: Whom = None) -> list[Customer]:
        """The customers meant (all where nobody is), archived ones too, by id."""
        where, values = only("c.id", whom)
        found = self._run(
            f"SELECT {rows.CUSTOMER_CELLS} FROM customer c {rows.NAMED} WHERE {where} ORDER BY c.id", values
        )
        theirs, _ = only("g.customer_id", whom)
        grades = self._run(f"SELECT {rows.GRADE_CELLS} FROM grade g WHERE {theirs} ORDER BY g.on_day, g.id", values)
        theirs, _ = only("a.customer_id", whom)
        put = self._run(f"SELECT {rows.ARCHIVAL_CELLS} FROM archival a WHERE {theirs} ORDER BY a.on_day, a.id", values)
        by_customer, put_away = rows.grouped(grades), rows.grouped(put)
        return [rows.customer(row, by_customer.get(row[0], ()), put_away.get(row[0], ())) for row in found]

    def customer(self, customer_id: int) -> Customer:
        [found] = self.customers(customer_id)
        return found

    def name_key(self, customer_id: int) -> int | None:
        """Where the customer's pinyin is kept."""
        found = self._run("SELECT id FROM name_key WHERE customer_id = :customer", {"customer": customer_id})
        return found[0][0] if found else None

    def contacts(self, customer_id: int | None = None) -> list[Contact]:
        where, values = only("k.customer_id", customer_id)
        return [
            rows.CONTACT.fact(row)
            for row in self._run(f"SELECT {rows.CONTACT.cells} FROM contact k WHERE {where} ORDER BY k.id", values)
        ]

    def contacts_of(self, customer_ids: Iterable[int]) -> dict[int, list[Contact]]:
        """The contacts of these customers, by customer."""
        where, values = only("k.customer_id", frozenset(customer_ids))
        sql = f"SELECT {rows.CONTACT.cells} FROM contact k WHERE {where} ORDER BY k.id"
        people: dict[int, list[Contact]] = {}
        for row in self._run(sql, values):
            people.setdefault(row[1], []).append(rows.CONTACT.fact(row))
        return people

    def targets(self, month: Month | None = None, customer_id: Whom = None) -> list[Target]:
        """Every target as it was set, oldest first."""
        where, values = only("t.customer_id", customer_id)
        if month is not None:
            where, values = f"{where} AND t.month = :month", {**values, "month": str(month)}
        sql = f"SELECT {rows.TARGET.cells} FROM target t WHERE {where} ORDER BY t.set_on, t.id"
        return [rows.TARGET.fact(row) for row in self._run(sql, values)]

    def promises(self, customer_id: int | None = None) -> list[Promise]:
        return self._promises(*only("i.customer_id", customer_id))

    def promise(self, promise_id: int) -> Promise | None:
        return next(iter(self._promises("i.promise_id = :id", {"id": promise_id})), None)

    def promises_with(self, instalment_ids: Iterable[int]) -> set[int]:
        """The promises these instalments belong to, by id."""
        where, values = only("i.id", frozenset(instalment_ids))
        return {row[0] for row in self._run(f"SELECT i.promise_id FROM instalment i WHERE {where}", values)}

    def open_promises(self, customer_id: int) -> list[Promise]:
        """The customer's promises with an instalment neither paid nor ended."""
        return self._promises("i.customer_id = :customer AND i.settled_on IS NULL", {"customer": customer_id})

    def live_promises(self) -> list[Promise]:
        """Everybody's promises with an instalment neither paid nor ended, with those instalments."""
        return self._promises("i.settled_on IS NULL", {})

    def newest_receipts(self, count: int) -> list[Receipt]:
        """The last so many receipts that were not reversed, the newest first."""
        found = self._receipts("r.id > (SELECT COALESCE(MAX(x.id), 0) FROM receipt x) - :count", {"count": count})
        return [receipt for receipt in reversed(found) if receipt.reversed_on is None]

    def open_measures(self) -> list[Measure]:
        """Everybody's measures still to do."""
        return self._measures("m.closed_on IS NULL", {})

    def renewed_from(self, promise_ids: frozenset[int]) -> list[Promise]:
        """The promises, those that took their place, those that took theirs, and so on."""
        if not promise_ids:
            return []
        which, values = only("p.id", promise_ids)
        later = (
            f"WITH RECURSIVE later(id) AS (SELECT p.id FROM promise p WHERE {which} UNION ALL "
            "SELECT p.id FROM later JOIN promise p ON p.follows_id = later.id) SELECT later.id FROM later"
        )
        return self._promises(f"i.promise_id IN ({later})", values)

    def _promises(self, where: str, values: Mapping[str, object]) -> list[Promise]:
        """The promises with an instalment that fits, with those of their instalments that do."""
        theirs = f"IN (SELECT i.promise_id FROM instalment i WHERE {where})"
        made = self._run(
            f"SELECT {rows.PROMISE_CELLS} FROM promise p {rows.NOTED} WHERE p.id {theirs} ORDER BY p.id", values
        )
        parts = self._run(f"SELECT {rows.INSTALMENT_CELLS} FROM instalment i WHERE {where}", values)
        paid = self._run(
            f"SELECT {rows.PAYMENT_CELLS} FROM allocation a JOIN receipt r ON r.id = a.receipt_id {_REVERSED} "
            f"WHERE a.instalment_id IN (SELECT i.id FROM instalment i WHERE {where})",
            values,
        )
        followed = self._run(
            f"SELECT {rows.FOLLOWED_CELLS} FROM promise s JOIN instalment x ON x.promise_id = s.id "
            f"WHERE s.follows_id {theirs}",
            values,
        )
        return rows.promises(made, parts, paid, followed)

    def receipts(self, customer_id: int | None = None) -> list[Receipt]:
        return self._receipts(*only("r.customer_id", customer_id))

    def receipts_between(self, customer_id: int, first: date, last: date) -> list[Receipt]:
        """The customer's receipts with a value date from `first` to `last`."""
        where = "r.customer_id = :customer AND r.on_day BETWEEN :first AND :last"
        return self._receipts(where, {"customer": customer_id, "first": first, "last": last})

    def bills_between(self, first: date, last: date, whom: Whom = None) -> list[Receipt]:
        """What came in from `first` to `last` with a maturity, from those meant."""
        where, values = only("r.customer_id", whom)
        where += " AND r.matures IS NOT NULL AND r.on_day BETWEEN :first AND :last"
        return self._receipts(where, {**values, "first": first, "last": last})

    def receipt(self, receipt_id: int) -> Receipt | None:
        return next(iter(self._receipts("r.id = :id", {"id": receipt_id})), None)

    def like_receipt(self, customer_id: int, on: date, amount: Money, form: str) -> Receipt | None:
        """A standing receipt of the same customer, amount, value date and form."""
        where = "r.customer_id = :customer AND r.on_day = :day AND r.amount = :fen AND r.form = :form AND v.id IS NULL"
        values = {"customer": customer_id, "day": on, "fen": amount.fen, "form": form}
        return next(iter(self._receipts(where, values)), None)

    def _receipts(self, where: str, values: Mapping[str, object]) -> list[Receipt]:
        found = self._run(f"SELECT {rows.RECEIPT_CELLS} FROM receipt r {_CAME_OF} WHERE {where} ORDER BY r.id", values)
        shares = self._run(
            f"SELECT {rows.ALLOCATION_CELLS} FROM allocation a JOIN instalment i ON i.id = a.instalment_id "
            f"JOIN receipt r ON r.id = a.receipt_id {_CAME_OF} WHERE {where} ORDER BY a.id",
            values,
        )
        return rows.receipts(found, shares)

    def measures(self, customer_id: int | None = None) -> list[Measure]:
        return self._measures(*only("m.customer_id", customer_id))

    def measure(self, measure_id: int) -> Measure | None:
        return next(iter(self._measures("m.id = :id", {"id": measure_id})), None)

    def _measures(self, where: str, values: Mapping[str, object]) -> list[Measure]:
        sql = f"SELECT {rows.MEASURE.cells} FROM measure m WHERE {where} ORDER BY m.id"
        return [rows.MEASURE.fact(row) for row in self._run(sql, values)]


def only(column: str, whom: Whom) -> tuple[str, dict[str, Any]]:
    """The condition, with its values, that keeps to one customer, to one owner's, or to some."""
    if whom is None:
        return "1 = 1", {}
    if isinstance(whom, int):
        return f"{column} = :customer", {"customer": whom}
    if isinstance(whom, str):
        return f"{column} IN (SELECT o.id FROM customer o WHERE o.owner = :owner)", {"owner": whom}
    values = {f"id{number}": customer_id for number, customer_id in enumerate(sorted(whom))}
    marks = ", ".join(f":{name}" for name in values) or "NULL"
    return f"{column} IN ({marks})", values


def by_customer(facts: Iterable[Any]) -> defaultdict[int, list[Any]]:
    """The facts by the customer they are about, in their order."""
    groups: defaultdict[int, list[Any]] = defaultdict(list)
    for fact in facts:
        groups[fact.customer_id].append(fact)
    return groups
