"""What a command writes: facts, one row each, all in the one transaction of the command.

A row is only changed where a decision is dated on it (a customer's labels, a promise's end, a measure's progress, a
step's), where a file corrects it (an invoice's days and amount, a measure's), and in its marks of being settled or used
up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from huikuan.domain.allocation import unpaid
from huikuan.domain.invoice import Agreement, Invoice, Settlement, is_settled_too_much, settled_now
from huikuan.domain.money import NOTHING, Money, total
from huikuan.domain.talk import NO_TALK, Approval
from huikuan.domain.wholebook import names_of
from huikuan.errors import UndoBlocked
from huikuan.store import rows
from huikuan.store.bulk_debts import BulkDebts
from huikuan.store.kept import Kept
from huikuan.store.pinyin import keys
from huikuan.store.read import Reader
from huikuan.store.writer import stored_cells

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from huikuan.domain.facts import (
        Allocation,
        Contact,
        Customer,
        FollowUp,
        Form,
        Grade,
        Instalment,
        Measure,
        Promise,
        PromiseStatus,
        Receipt,
        Target,
    )
    from huikuan.domain.gap import Row
    from huikuan.domain.habits import Habits
    from huikuan.domain.journal import Batch
    from huikuan.domain.kinds import Ready
    from huikuan.domain.period import Month
    from huikuan.domain.wholebook import WholeBook
    from huikuan.store.writer import BookWriter

_INVOICE = Kept(Invoice, "invoice", "i")
_AGREEMENT = Kept(Agreement, "agreement", "g")
_APPROVAL = Kept(Approval, "approval", "a")


class Writer:
    """The book open for one command. `read` sees what was written so far; `today` is the business day."""

    def __init__(self, book: BookWriter) -> None:
        self._book = book
        self.read = Reader(book.run)
        self.today = book.words.on

    @property
    def entry(self) -> int | None:
        """The number under which the history has what was written so far."""
        return self._book.number

    def many(self) -> BulkDebts:
        """The same book, written many records at a time, with the marks that follow from them."""
        return BulkDebts(self._book, self.read)

    def add_whole(self, whole: WholeBook) -> None:
        """Every row of the whole book is in this one, which was empty, with its number."""
        for table, of_one in whole.tables.items():
            self._book.add(table, names_of(table), of_one)

    def undo(self, entry: int | None) -> Batch:
        """The entry (None: the last that stands) is taken back. Refused where money would stand in two places."""
        from huikuan.store.undo import undo

        taken_back = undo(self._book, entry)
        named = taken_back.named
        receipts = [receipt for receipt in map(self.read.receipt, sorted(named["receipt"])) if receipt]
        touched = named["promise"] | self.read.promises_with(named["instalment"])
        touched |= {share.promise_id for receipt in receipts for share in receipt.allocations}
        for promise in map(self.read.promise, sorted(touched)):
            if promise is not None and (_has_too_much(promise) or (promise.ended_on is None and promise.followed_by)):
                raise UndoBlocked(number=taken_back.number)
        self._mark_settled(touched)
        self._mark_debts_again(taken_back)
        for customer in self.read.customers(frozenset(taken_back.relabelled)):
            self._name(customer.id, customer)
        return taken_back

    # --- customers

    def add_customer(self, customer: Customer) -> int:
        """The customer is in the book, with the first of its grades."""
        customer_id = self._add("customer", rows.CUSTOMER.row(customer))
        self._name(customer_id, customer)
        for given in customer.grades:
            self.give_grade(customer_id, given.on, given.grade, given.reason)
        return customer_id

    def relabel_customer(self, customer: Customer) -> None:
        """The customer's names, kind, owner, terms and note are these."""
        self._change("customer", customer.id, rows.CUSTOMER.row(customer))
        self._name(customer.id, customer)

    def give_grade(self, customer_id: int, on: date, grade: Grade, reason: str) -> None:
        """From the day on the customer has this grade."""
        self._add("grade", {"customer_id": customer_id, "on_day": on, "grade": grade, "reason": reason})

    def archive_customer(self, customer_id: int, on: date, *, is_archived: bool) -> None:
        """From the day on the customer is archived, or worked with again."""
        self._add("archival", {"customer_id": customer_id, "on_day": on, "is_archived": is_archived})

    def add_contact(self, contact: Contact) -> int:
        return self._add("contact", rows.CONTACT.row(contact))

    def give_habits(self, customer_id: int, habits: Habits, on: date) -> None:
        """From the day on this is how they pay and can be spoken with."""
        names = ("pay_days", "pay_weekdays", "good_hours", "bad_hours")
        said = {name: ",".join(map(str, getattr(habits, name))) or None for name in names}
        self._add("habit", {"customer_id": customer_id, "on_day": on, **said})

    def _name(self, customer_id: int, customer: Customer) -> None:
        """The customer is found by the pinyin of these names."""
        found = {"keys": keys(customer.name, *customer.aliases)}
        known = self.read.name_key(customer_id)
        if known is None:
            self._add("name_key", {"customer_id": customer_id, **found})
        else:
            self._change("name_key", known, found)

    # --- the month

    def add_target(self, target: Target) -> int:
        return self._add("target", rows.TARGET.row(target))

    def guide(self, month: Month, customer_id: int, on: date) -> None:
        """The customer's month was gone through on the day."""
        self._add("guided", {"month": str(month), "customer_id": customer_id, "on_day": on})

    def freeze(self, month: Month, on: date, row: Row) -> None:
        """The customer's line of the month's opening plan is kept as it is."""
        names = ("received", "promised", "gap", "measures")
        sums = {name: getattr(row.sums, name).fen for name in names}
        target = row.sums.target.fen if row.has_target else None
        of = {"month": str(month), "frozen_on": on, "customer_id": row.customer.id, "target": target}
        self._add("opening", of | sums)

    def add_measure(self, measure: Measure) -> int:
        return self._add("measure", rows.MEASURE.row(measure))

    def change_measure(self, measure: Measure) -> None:
        """The measure is this: its estimate and day, its start, end and yield."""
        self._change("measure", measure.id, rows.MEASURE.row(measure))

    # --- promises and receipts

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
        of: dict[str, object] = {"customer_id": customer_id}
        said = {"made_on": made_on, "made_by": made_by, "level": level, "form": form, "follows_id": follows}
        promise_id = self._add("promise", of | said)
        for amount, due, window_end in parts:
            part = {"promise_id": promise_id, "due": due, "amount": amount.fen, "window_end": window_end}
            self._add("instalment", of | part)
        return promise_id

    def note_promise(self, promise_id: int, hour: str | None, evidence: str | None) -> None:
        """The promise is to be paid by this hour, and stands in writing there."""
        if hour or evidence:
            self._add("promise_note", {"promise_id": promise_id, "hour": hour, "evidence": evidence})

    def tick(self, customer_id: int, instalment_id: int, on: date, what: Ready) -> None:
        """From the day on this is settled for the instalment."""
        self._add("ready", {"customer_id": customer_id, "instalment_id": instalment_id, "on_day": on, "what": what})

    def end_promise(self, promise_id: int, on: date, how: PromiseStatus, why: str | None) -> None:
        """The promise ended on the day, and none of its instalments waits for money any more."""
        self._change("promise", promise_id, {"ended_on": on, "ended_as": how, "ended_why": why})
        promise = self.read.promise(promise_id)
        for part in promise.instalments if promise else ():
            if unpaid(part):
                self._change("instalment", part.id, {"settled_on": on})

    def add_receipt(self, receipt: Receipt, *, settles: bool = False) -> int:
        """The receipt is in the book with its allocations, and what it paid in full is marked as settled.
        `settles`: it may settle invoices too.
        """
        cells = rows.RECEIPT.row(receipt) | {"used_on": None if settles else receipt.on}
        receipt_id = self._add("receipt", cells)
        self.allocate(receipt_id, receipt.allocations)
        return receipt_id

    def allocate(self, receipt_id: int, shares: Iterable[Allocation]) -> None:
        """The receipt paid these instalments, and what it paid in full is marked as settled."""
        every = list(shares)
        for share in every:
            paid = {"instalment_id": share.instalment_id, "amount": share.amount.fen, "matched_on": share.matched_on}
            self._add("allocation", {"receipt_id": receipt_id, **paid})
        self._mark_settled({share.promise_id for share in every})

    def reverse_receipt(self, receipt: Receipt, on: date, reason: str) -> None:
        """The receipt came to nothing on the day; what it had paid is open again."""
        of = {"receipt_id": receipt.id, "customer_id": receipt.customer_id}
        self._add("reversal", {**of, "on_day": on, "reason": reason})
        self._mark_settled({share.promise_id for share in receipt.allocations})
        settled = self.read.invoices_settled_by({receipt.id})
        below = [each for each in settled if settled_now(each) < NOTHING]
        self.many().add_settlements(Settlement(each.id, on, NOTHING - settled_now(each)) for each in below)
        self.many().mark_invoices({each.id for each in settled})

    def present(self, receipt_id: int, customer_id: int, on: date) -> None:
        """The bill was handed to the bank on the day."""
        self._add("presentation", {"receipt_id": receipt_id, "customer_id": customer_id, "on_day": on})

    # --- what is owed

    def add_invoice(self, invoice: Invoice) -> int:
        """The invoice or credit note is in the book, open."""
        return self._add("invoice", _INVOICE.row(invoice))

    def add_dispute(self, invoice_id: int, on: date, amount: Money, reason: str) -> None:
        """From the day on so much of the invoice is disputed."""
        self._add("dispute", {"invoice_id": invoice_id, "on_day": on, "amount": amount.fen, "reason": reason})

    def add_agreement(self, agreement: Agreement) -> int:
        return self._add("agreement", _AGREEMENT.row(agreement))

    # --- what was said

    def add_follow_up(self, contact: FollowUp) -> int:
        """The contact is in the book with what it brought."""
        made = self._add("follow_up", rows.FOLLOW_UP.row(contact))
        if contact.talk != NO_TALK:
            of = {"follow_up_id": made, "customer_id": contact.customer_id, "on_day": contact.on}
            self._add("talk", of | rows.TALK.row(contact.talk))
        return made

    def add_approval(self, step: Approval) -> int:
        return self._add("approval", _APPROVAL.row(step))

    def change_approval(self, step: Approval) -> None:
        """The step is this: it was submitted, is expected and was done on its days."""
        self._change("approval", step.id, _APPROVAL.row(step))

    # --- rows

    def _add(self, table: str, cells: Mapping[str, object]) -> int:
        """A row of these cells is in the table, recorded now; its number."""
        row_id = self._book.next_id(table)
        at = {"recorded_at": self._book.words.at} if "recorded_at" in names_of(table) else {}
        row: dict[str, Any] = {"id": row_id, **stored_cells(cells), **at}
        self._book.add(table, list(row), [tuple(row.values())])
        return row_id

    def _change(self, table: str, row_id: int, cells: Mapping[str, object]) -> None:
        stored = stored_cells(cells)
        self._book.change(table, ["id", *stored], [(row_id, *stored.values())])

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
            for part in promise.instalments if promise else ():
                self._change("instalment", part.id, {"settled_on": _settled_on(part) or (promise and promise.ended_on)})


def _settled_on(part: Instalment) -> date | None:
    """The day the last fen of the instalment came in; None while some is missing."""
    if unpaid(part):
        return None
    return max(p.counts_from for p in part.payments if p.reversed_on is None)


def _has_too_much(promise: Promise) -> bool:
    """True where more stands as paid on an instalment than it asks for."""
    return any(
        total(p.amount for p in part.payments if p.reversed_on is None) > part.amount for part in promise.instalments
    )
