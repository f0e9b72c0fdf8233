"""What a command writes: facts, one row each, all in the one transaction of the command.

A row is only ever changed where a decision is dated on it: a customer's labels, a promise's end, a measure's progress,
and an instalment's mark that it is settled.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from huikuan.domain.allocation import unpaid
from huikuan.errors import UndoBlocked
from huikuan.store import tables
from huikuan.store.engine import run_on
from huikuan.store.read import Reader
from huikuan.store.stored import Stored, fen, has_too_much, labels, settled_on

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from sqlmodel import Session

    from huikuan.domain.facts import (
        Allocation,
        Channel,
        Contact,
        Customer,
        Form,
        Grade,
        Measure,
        Outcome,
        PromiseStatus,
        Receipt,
        Target,
    )
    from huikuan.domain.gap import Row
    from huikuan.domain.journal import Batch
    from huikuan.domain.money import Money
    from huikuan.domain.period import Month


class Writer(Stored):
    """The book open for one command. `read` sees what was written so far; `today` is the business day."""

    def __init__(self, session: Session, today: date, at: str) -> None:
        super().__init__(session)
        self._at = at
        self.today = today
        self.read = Reader(run_on(session))

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
        return taken_back

    def add_customer(self, customer: Customer) -> int:
        """The customer is in the book, with the first of its grades."""
        customer_id = self._add(tables.CustomerRow(recorded_at=self._at, **labels(customer)))
        for given in customer.grades:
            self.give_grade(customer_id, given.on, given.grade, given.reason)
        return customer_id

    def relabel_customer(self, customer: Customer) -> None:
        """The customer's names, kind, owner, terms and note are these."""
        self._change(tables.CustomerRow, customer.id, labels(customer))

    def give_grade(self, customer_id: int, on: date, grade: Grade, reason: str) -> None:
        row = tables.GradeRow(customer_id=customer_id, on_day=on, grade=grade, reason=reason, recorded_at=self._at)
        self._add(row)

    def archive_customer(self, customer_id: int, on: date, *, is_archived: bool) -> None:
        """From the day on the customer is put away, or worked with again."""
        row = tables.ArchivalRow(customer_id=customer_id, on_day=on, is_archived=int(is_archived), recorded_at=self._at)
        self._add(row)

    def add_contact(self, contact: Contact) -> int:
        return self._add(
            tables.ContactRow(
                customer_id=contact.customer_id,
                on_day=contact.on,
                name=contact.name,
                role=contact.role,
                phone=contact.phone,
                note=contact.note,
                recorded_at=self._at,
            )
        )

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

    def add_receipt(self, receipt: Receipt) -> int:
        """The receipt is in the book with its allocations, and what it paid in full is marked as settled."""
        receipt_id = self._add(
            tables.ReceiptRow(
                customer_id=receipt.customer_id,
                on_day=receipt.on,
                amount=receipt.amount.fen,
                form=receipt.form,
                matures=receipt.matures,
                note=receipt.note,
                recorded_at=self._at,
            )
        )
        for share in receipt.allocations:
            self._allocate(receipt_id, share)
        self._mark_settled({share.promise_id for share in receipt.allocations})
        return receipt_id

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

    def add_follow_up(
        self, customer_id: int, on: date, channel: Channel, outcome: Outcome, said: str | None, next_on: date | None
    ) -> int:
        return self._add(
            tables.FollowUpRow(
                customer_id=customer_id,
                on_day=on,
                channel=channel,
                outcome=outcome,
                said=said,
                next_on=next_on,
                recorded_at=self._at,
            )
        )

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

    def _allocate(self, receipt_id: int, share: Allocation) -> None:
        row = tables.AllocationRow(receipt_id=receipt_id, instalment_id=share.instalment_id, amount=share.amount.fen)
        self._add(row)

    def _mark_settled(self, promise_ids: Iterable[int]) -> None:
        for promise_id in sorted(promise_ids):
            promise = self.read.promise(promise_id)
            if promise is not None:
                for part in promise.instalments:
                    self._change(tables.InstalmentRow, part.id, {"settled_on": settled_on(part) or promise.ended_on})
