"""What a report needs, and no more: this month, this customer, what is unsettled around the day.

Each report's own shapes are imported where it is read, so that no command pays for another's. Sums are made only
where a report needs a sum; a property test holds each of them against the rules in domain/.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from huikuan.domain.bills import INSTRUMENTS
from huikuan.domain.facts import Reversal
from huikuan.domain.gap import Account, Sums
from huikuan.domain.habits import Habits
from huikuan.domain.ledger import owed
from huikuan.domain.money import NOTHING, Money
from huikuan.domain.period import month_of
from huikuan.domain.standing import still_owes
from huikuan.store.known import Known
from huikuan.store.records import Whom, by_customer, only
from huikuan.store.values import to_day, to_day_or_none

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from huikuan.domain.card import Dossier
    from huikuan.domain.facts import Customer, Measure, Promise, Receipt, Target
    from huikuan.domain.invoice import Agreement
    from huikuan.domain.journal import Batch
    from huikuan.domain.ledger import Ledger
    from huikuan.domain.period import Month
    from huikuan.domain.plan import Opening
    from huikuan.domain.policy import Policy
    from huikuan.domain.worklist import Morning, Touch

_EARLIER_MONTHS = 3
_HALF_YEAR = 6
"""Months before this one whose receipts and invoices show how a customer pays."""
_FEW = 500
"""Up to so many customers are read one by one; more are read all at once."""


class _Month(NamedTuple):
    """What a month holds for each customer."""

    targets: dict[int, Target]
    sums: defaultdict[int, tuple[Money, ...]]
    promises: defaultdict[int, list[Promise]]
    measures: defaultdict[int, list[Measure]]

    def account(self, customer: Customer) -> Account:
        return Account(
            customer=customer,
            target=self.targets.get(customer.id),
            received=self.sums[customer.id][0],
            earlier=self.sums[customer.id][1:],
            promises=tuple(self.promises.get(customer.id, ())),
            measures=tuple(self.measures.get(customer.id, ())),
        )

    def with_promises(self, more: Iterable[Promise]) -> _Month:
        """The same, with these promises whole."""
        whole = {promise.id: promise for promise in more}
        if not whole:
            return self
        read = [promise for promises in self.promises.values() for promise in promises if promise.id not in whole]
        return self._replace(promises=by_customer(sorted([*read, *whole.values()], key=lambda promise: promise.id)))


class Reader(Known):
    """The records, and what the reports are made from."""

    def accounts(self, month: Month, as_of: date, whom: Whom = None) -> list[Account]:
        """The month of every customer meant as of the day, and what they owe."""
        found = self._month(month, as_of, whom, _EARLIER_MONTHS)
        ledgers = self.ledgers(as_of, whom, since=month.first - timedelta(days=1))
        return [replace(found.account(c), ledger=ledgers[c.id]) for c in self.customers(whom)]

    def _month(self, month: Month, as_of: date, whom: Whom, earlier: int) -> _Month:
        return _Month(
            targets={t.customer_id: t for t in self.targets(month, whom) if t.set_on <= as_of},
            sums=self._received(month, as_of, whom, earlier),
            promises=by_customer(self._promises(*_around(month, as_of, whom))),
            measures=by_customer(self._open_measures(as_of, whom)),
        )

    def dossier(self, customer_id: int, month: Month, as_of: date) -> Dossier:
        """All there is about one customer."""
        from huikuan.domain.card import Dossier

        [account] = self.accounts(month, as_of, customer_id)
        since = min(month, month_of(as_of)).shift(-_HALF_YEAR).first
        return Dossier(
            account=account,
            promises=tuple(self.promises(customer_id)),
            receipts=tuple(self.receipts_between(customer_id, since, as_of)),
            measures=tuple(self.measures(customer_id)),
            targets=tuple(self.targets(customer_id=customer_id)),
            contacts=tuple(self.contacts(customer_id)),
            agreed=self._agreed(customer_id, as_of),
            follow_ups=tuple(self.follow_ups_since(customer_id, since)),
            ticks=tuple(self.ticks_of(customer_id, as_of)),
            habits=self.habits(as_of, customer_id).get(customer_id, Habits()),
            invoices=tuple(self.invoices_due(customer_id, since, as_of)),
            approvals=tuple(self.approvals(customer_id)),
        )

    def _agreed(self, customer_id: int, as_of: date) -> tuple[Agreement, Money | None] | None:
        made = [agreement for agreement in self.agreements(customer_id) if agreement.on <= as_of]
        if not made:
            return None
        ledger = self.ledgers(made[-1].on, customer_id)[customer_id]
        return made[-1], owed(ledger, made[-1].on).balance if ledger.is_known else None

    def morning(self, as_of: date, policy: Policy) -> Morning:
        """What the morning list of the day is made from; of archived customers only those whose money
        came back or is still promised, and those whose bill is still in our hands.
        """
        from huikuan.domain.worklist import Morning

        approvals, instruments = tuple(self.open_approvals(as_of)), tuple(self._instruments(as_of, policy))
        found = self._month(month_of(as_of), as_of, None, 0).with_promises(
            self.renewed_from(frozenset(step.promise_id for step in approvals if step.promise_id is not None))
        )
        touches, reversals = self._touches(as_of), tuple(self._unanswered_reversals(as_of))
        bounced = {reversal.customer_id for reversal in reversals}
        agreed = {who for who, touch in touches.items() if touch.is_due_on(as_of)}
        owing = {who for who, promises in found.promises.items() if any(still_owes(p, as_of) for p in promises)}
        ledgers = self._overdue(as_of)
        waiting, holding = ({each.customer_id for each in facts} for facts in (approvals, instruments))
        concerned = {*found.targets, *found.promises, *found.measures, *bounced, *agreed, *waiting, *holding, *ledgers}
        chased = bounced | owing | holding
        customers = self.customers(frozenset(concerned) if len(concerned) < _FEW else None)
        active = (
            found.account(customer)
            for customer in customers
            if customer.id in concerned and (customer.is_worked_with_on(as_of) or customer.id in chased)
        )
        return Morning(tuple(active), touches, reversals, approvals, instruments, ledgers)

    def history(self, limit: int | None, until: date) -> list[Batch]:
        """The last entries recorded for the day or an earlier one, newest first: so many, or all."""
        from huikuan.store.journal import batches

        return batches(self._run, limit or 2**62, until)

    def opening(self, month: Month, as_of: date) -> Opening | None:
        """The month's opening plan, where it was frozen by the day."""
        from huikuan.domain.plan import Opening

        names = ("target", "received", "promised", "gap", "measures")
        cells_of = f"frozen_on, customer_id, {', '.join(names)}"
        sql = f"SELECT {cells_of} FROM opening WHERE month = :month AND frozen_on <= :as_of"
        lines = {}
        frozen_on = None
        for on, customer_id, *cells in self._run(sql, {"month": str(month), "as_of": as_of}):
            frozen_on = to_day(on)
            lines[customer_id] = Sums(**{n: Money(int(cell or 0)) for n, cell in zip(names, cells, strict=True)})
        return None if frozen_on is None else Opening(frozen_on, lines)

    def _received(self, month: Month, as_of: date, whom: Whom, earlier: int) -> defaultdict[int, tuple[Money, ...]]:
        """Per customer what came in this month and in so many before, newest first, reversals netted."""
        where, values = only("r.customer_id", whom)
        spans: dict[str, Any] = {"as_of": as_of, "since": month.shift(-earlier).first, "until": month.last}
        columns = []
        for back in range(earlier + 1):
            span = month.shift(-back)
            spans |= {f"first{back}": span.first, f"last{back}": span.last}
            columns.append(f"SUM(CASE WHEN r.on_day BETWEEN :first{back} AND :last{back} THEN r.amount ELSE 0 END)")
        sql = (
            f"SELECT r.customer_id, {', '.join(columns)} FROM receipt r "
            "LEFT JOIN reversal v ON v.receipt_id = r.id AND v.on_day <= :as_of "
            f"WHERE {where} AND r.on_day BETWEEN :since AND :until AND r.on_day <= :as_of AND v.id IS NULL "
            "GROUP BY r.customer_id"
        )
        nothing = (NOTHING,) * (earlier + 1)
        sums = {row[0]: tuple(Money(int(cell)) for cell in row[1:]) for row in self._run(sql, {**values, **spans})}
        return defaultdict(lambda: nothing, sums)

    def _open_measures(self, as_of: date, whom: Whom) -> list[Measure]:
        where, values = only("m.customer_id", whom)
        return self._measures(
            f"{where} AND m.made_on <= :as_of AND (m.closed_on IS NULL OR m.closed_on > :as_of)",
            {**values, "as_of": as_of},
        )

    def _overdue(self, as_of: date) -> dict[int, Ledger]:
        """What is owed on the day by those with an invoice open past its due day."""
        found = self._run(
            "SELECT DISTINCT i.customer_id FROM invoice i WHERE i.kind = 'invoice' AND i.issued <= :as_of"
            " AND i.due < :as_of AND (i.settled_on IS NULL OR i.settled_on > :as_of)",
            {"as_of": as_of},
        )
        whom = frozenset(row[0] for row in found)
        if not whom:
            return {}
        every = self.ledgers(as_of, whom if len(whom) < _FEW else None)
        return {who: every[who] for who in whom}

    def _instruments(self, as_of: date, policy: Policy) -> list[Receipt]:
        """The bills and cheques that mature around the day and were not handed to the bank by it."""
        first, last = as_of - timedelta(days=policy.bill_days_listed), as_of + timedelta(days=policy.bill_days_ahead)
        found = self._receipts(
            "r.matures >= :first AND r.matures <= :last AND r.on_day <= :as_of AND (v.on_day IS NULL OR "
            "v.on_day > :as_of) AND (b.on_day IS NULL OR b.on_day > :as_of)",
            {"first": first, "last": last, "as_of": as_of},
        )
        return [receipt for receipt in found if receipt.form in INSTRUMENTS]

    def _touches(self, as_of: date) -> dict[int, Touch]:
        """Per customer the last day somebody was in touch (a promise counts) and the contact planned last."""
        from huikuan.domain.worklist import Touch

        def newest(cell: str, table: str, on: str, more: str) -> str:
            return f"(SELECT f.{cell} FROM {table} f WHERE f.customer_id = c.id AND f.{on} <= :as_of {more} LIMIT 1)"

        spoken = newest("on_day", "follow_up", "on_day", "AND f.outcome <> 'no_answer' ORDER BY f.on_day DESC")
        promised = newest("made_on", "promise", "made_on", "ORDER BY f.made_on DESC")
        planned = [
            newest(cell, "follow_up", "on_day", "AND f.next_on IS NOT NULL ORDER BY f.on_day DESC, f.id DESC")
            for cell in ("next_on", "on_day")
        ]
        sql = f"SELECT c.id, {spoken}, {promised}, {', '.join(planned)} FROM customer c"
        touches = {}
        for customer_id, *touched, next_on, planned_on in self._run(sql, {"as_of": as_of}):
            days = [to_day(cell) for cell in touched if cell is not None]
            touches[customer_id] = Touch(max(days, default=None), to_day_or_none(next_on), to_day_or_none(planned_on))
        return touches

    def _unanswered_reversals(self, as_of: date) -> Iterable[Reversal]:
        def since(table: str, on: str) -> str:
            return (
                f"NOT EXISTS (SELECT 1 FROM {table} f WHERE f.customer_id = v.customer_id "
                f"AND f.{on} BETWEEN v.on_day AND :as_of AND f.recorded_at > v.recorded_at"
            )

        sql = (
            "SELECT v.receipt_id, v.customer_id, v.on_day, r.amount, v.reason FROM reversal v "
            "CROSS JOIN receipt r WHERE r.id = v.receipt_id AND v.on_day <= :as_of AND "
            f"{since('follow_up', 'on_day')} AND f.outcome <> 'no_answer' AND NOT EXISTS (SELECT 1 FROM talk t "
            "WHERE t.follow_up_id = f.id AND t.care IS NOT NULL AND t.excuse IS NULL)) "
            f"AND {since('promise', 'made_on')}) "
            "ORDER BY v.id"
        )
        for receipt, customer, on, fen, reason in self._run(sql, {"as_of": as_of}):
            yield Reversal(receipt, customer, to_day(on), Money(fen), reason)


def _around(month: Month, as_of: date, whom: Whom) -> tuple[str, dict[str, Any]]:
    """The instalments a month needs: unsettled on the day, or due in the month."""
    where, values = only("i.customer_id", whom)
    due = "(i.settled_on IS NULL OR i.settled_on > :as_of OR i.due BETWEEN :first AND :last)"
    return f"{where} AND {due}", {**values, "as_of": as_of, "first": month.first, "last": month.last}
