"""What a command writes: facts, one row each, all in the one transaction of the command.

A row is only changed where a decision is dated on it (a customer's labels, a promise's end, a measure's progress, a
step's), where a file corrects it (an invoice's days and amount, a measure's), and in its marks of being settled or used
up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from huikuan.domain.allocation import unpaid
from huikuan.domain.invoice import Settlement, is_settled_too_much, settled_now
from huikuan.domain.money import NOTHING
from huikuan.errors import UndoBlocked
from huikuan.store import tables
from huikuan.store.customers_written import CustomersWritten
from huikuan.store.debts_written import DebtsWritten
from huikuan.store.engine import run_on
from huikuan.store.read import Reader
from huikuan.store.recording import pen_of
from huikuan.store.stored import fen, has_too_much, settled_on
from huikuan.store.talk_written import TalkWritten

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from sqlmodel import Session

    from huikuan.domain.facts import (
        Allocation,
        Form,
        Measure,
        PromiseStatus,
        Receipt,
        Target,
    )
    from huikuan.domain.gap import Row
    from huikuan.domain.journal import Batch
    from huikuan.domain.money import Money
    from huikuan.domain.period import Month


class Writer(CustomersWritten, DebtsWritten, TalkWritten):
    """The book open for one command. `read` sees what was written so far; `today` is the business day."""

    def __init__(self, session: Session, today: date, at: str) -> None:
        super().__init__(session, Reader(run_on(session)), at)
        self.today = today

    @property
    def entry(self) -> int | None:
        """The number under which the history has what was written so far."""
        return pen_of(self._session).number

    def undo(self, entry: int | None) -> Batch:
        """The entry (None: the last that stands) is taken back. Refused where money would stand in two places."""
        from huikuan.store.undo import undo

        taken_back = undo(self._session, entry)
        named = taken_back.named
        receipts = [receipt for receipt in map(self.read.receipt, sorted(named["receipt"])) if receipt]
        touched = named["promise"] | self.read.promises_with(named["instalment"])
        touched |= {share.promise_id for receipt in receipts for share in receipt.allocations}
        for promise in map(self.read.promise, sorted(touched)):
            if promise is not None and (has_too_much(promise) or (promise.ended_on is None and promise.followed_by)):
                raise UndoBlocked(number=taken_back.number)
        self._mark_settled(touched)
        self._mark_debts_again(taken_back)
        for customer in self.read.customers(frozenset(taken_back.relabelled)):
            self._name(customer.id, customer)
        return taken_back

    def add_target(self, target: Target) -> int:
        return self._add(
            tables.TargetRow(
                customer_id=target.customer_id,
                month=str(target.month),
                set_on=target.set_on,
                amount=target.amount.fen,
                expected=fen(target.expected),
                ask=fen(target.ask),
                accepted_on=target.accepted_on,
                recorded_at=self._at,
            )
        )

    def add_promise(
        self,
        customer_id: int,
        made_on: date,
        level: int,
        parts: Iterable[tuple[Money, date, date]],
        *,
        made_by: str | None,
        form: Form | None,
        follows: int | None,
    ) -> int:
        """The promise is in the book with its instalments: amount, due, last day of the window."""
        promise_id = self._add(
            tables.PromiseRow(
                customer_id=customer_id,
                made_on=made_on,
                made_by=made_by,
                level=level,
                form=form,
                follows_id=follows,
                recorded_at=self._at,
            )
        )
        for amount, due, window_end in parts:
            self._add(
                tables.InstalmentRow(
                    promise_id=promise_id, customer_id=customer_id, due=due, amount=amount.fen, window_end=window_end
                )
            )
        return promise_id

    def end_promise(self, promise_id: int, on: date, how: PromiseStatus, why: str | None) -> None:
        """The promise ended on the day, and none of its instalments waits for money any more."""
        self._change(tables.PromiseRow, promise_id, {"ended_on": on, "ended_as": how, "ended_why": why})
        promise = self.read.promise(promise_id)
        for part in promise.instalments if promise else ():
            if unpaid(part):
                self._change(tables.InstalmentRow, part.id, {"settled_on": on})

    def add_receipt(self, receipt: Receipt, *, settles: bool = False) -> int:
        """The receipt is in the book with its allocations, and what it paid in full is marked as settled.
        `settles`: it may settle invoices too.
        """
        receipt_id = self._add(
            tables.ReceiptRow(
                customer_id=receipt.customer_id,
                on_day=receipt.on,
                amount=receipt.amount.fen,
                form=receipt.form,
                matures=receipt.matures,
                note=receipt.note,
                reference=receipt.reference,
                used_on=None if settles else receipt.on,
                recorded_at=self._at,
            )
        )
        self.allocate(receipt_id, receipt.allocations)
        return receipt_id

    def allocate(self, receipt_id: int, shares: Iterable[Allocation]) -> None:
        """The receipt paid these instalments, and what it paid in full is marked as settled."""
        every = list(shares)
        for share in every:
            self._add(
                tables.AllocationRow(
                    receipt_id=receipt_id,
                    instalment_id=share.instalment_id,
                    amount=share.amount.fen,
                    matched_on=share.matched_on,
                )
            )
        self._mark_settled({share.promise_id for share in every})

    def reverse_receipt(self, receipt: Receipt, on: date, reason: str) -> None:
        """The receipt came to nothing on the day; what it had paid is open again."""
        self._add(
            tables.ReversalRow(
                receipt_id=receipt.id,
                customer_id=receipt.customer_id,
                on_day=on,
                reason=reason,
                recorded_at=self._at,
            )
        )
        self._mark_settled({share.promise_id for share in receipt.allocations})
        settled = self.read.invoices_settled_by({receipt.id})
        below = [each for each in settled if settled_now(each) < NOTHING]
        self.many().add_settlements(Settlement(each.id, on, NOTHING - settled_now(each)) for each in below)
        self.many().mark_invoices({each.id for each in settled})

    def add_measure(self, measure: Measure) -> int:
        return self._add(
            tables.MeasureRow(
                customer_id=measure.customer_id,
                title=measure.title,
                kind=measure.kind,
                estimate=measure.estimate.fen,
                made_on=measure.made_on,
                due=measure.due,
                recorded_at=self._at,
            )
        )

    def advance_measure(self, measure: Measure) -> None:
        """The measure's start, end and yield are these."""
        self._change(
            tables.MeasureRow,
            measure.id,
            {
                "started_on": measure.started_on,
                "closed_on": measure.closed_on,
                "closed_as": measure.closed_as,
                "actual": fen(measure.actual),
            },
        )

    def correct_measure(self, measure: Measure) -> None:
        """The measure is to bring this much by this day."""
        self._change(tables.MeasureRow, measure.id, {"estimate": measure.estimate.fen, "due": measure.due})

    def freeze(self, month: Month, on: date, row: Row) -> None:
        """The customer's line of the month's opening plan is kept as it is."""
        self._add(
            tables.OpeningRow(
                month=str(month),
                frozen_on=on,
                customer_id=row.customer.id,
                target=row.sums.target.fen if row.has_target else None,
                received=row.sums.received.fen,
                promised=row.sums.promised.fen,
                gap=row.sums.gap.fen,
                measures=row.sums.measures.fen,
                recorded_at=self._at,
            )
        )

    def _mark_debts_again(self, entry: Batch) -> None:
        named, many = entry.named, self.many()
        touched = [*self.read.invoices_of(named["invoice"]), *self.read.invoices_settled_by(named["receipt"])]
        if any(is_settled_too_much(invoice) for invoice in touched) or self.read.are_used_too_much(entry.settling):
            raise UndoBlocked(number=entry.number)
        many.mark_invoices({invoice.id for invoice in touched})
        many.mark_receipts(entry.settling - entry.receipts_written)

    def _mark_settled(self, promise_ids: Iterable[int]) -> None:
        for promise_id in sorted(promise_ids):
            promise = self.read.promise(promise_id)
            if promise is not None:
                for part in promise.instalments:
                    self._change(tables.InstalmentRow, part.id, {"settled_on": settled_on(part) or promise.ended_on})
