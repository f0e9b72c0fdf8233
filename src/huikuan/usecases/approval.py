"""A payment in a large house goes from desk to desk: each step with who signs, submitted, expected, done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from huikuan.errors import ApprovalDays, ApprovalOver, DayAhead, NotTheirPromise, PromiseOver
from huikuan.usecases import find
from huikuan.usecases.recorded import far_days, measured, refuse_ahead, this_month, unknown_contact

if TYPE_CHECKING:
    from datetime import date

    from huikuan.cautions import Caution
    from huikuan.domain.day import Day
    from huikuan.domain.facts import Customer, Promise
    from huikuan.domain.recorded import Recorded
    from huikuan.domain.talk import Approval
    from huikuan.store.write import Writer


def add(w: Writer, customer: Customer, step: Approval, day: Day, promise: Promise | None) -> Recorded[Approval]:
    """The step is in the book, open. Refused: another's promise or one that is over, submitted on a day to come,
    expected before it was submitted.
    """
    if promise is not None and promise.customer_id != customer.id:
        raise NotTheirPromise(id=promise.id, customer=customer.name, code=customer.code)
    if promise is not None and promise.ended_on is not None:
        raise PromiseOver(id=promise.id, on=promise.ended_on, code=customer.code)
    if step.submitted_on is not None:
        refuse_ahead(day, step.submitted_on, DayAhead(day=step.submitted_on, code=customer.code))
        if step.expected_on is not None and step.expected_on < step.submitted_on:
            raise ApprovalDays(later=step.expected_on, earlier=step.submitted_on)

    def write() -> tuple[Approval, list[Caution]]:
        signer = find.full_name(w.read, customer.id, step.signer)
        made = w.add_approval(step._replace(signer=signer, promise_id=promise.id if promise else None))
        said = far_days(day, step.submitted_on, step.expected_on)
        return find.approval(w.read, made), said + unknown_contact(w, customer, step.signer)

    return measured(w, customer, this_month(day), day, write)


def submit(w: Writer, step: Approval, on: date, expected: date | None, day: Day) -> Recorded[Approval]:
    """The step lies on its desk since the day. Refused: a day to come, expected before it, a step done already."""
    customer = w.read.customer(step.customer_id)
    if step.done_on is not None:
        raise ApprovalOver(id=step.id, on=step.done_on, code=customer.code)
    refuse_ahead(day, on, DayAhead(day=on, code=customer.code))
    until = expected or step.expected_on
    if until is not None and until < on:
        raise ApprovalDays(later=until, earlier=on)

    def write() -> tuple[Approval, list[Caution]]:
        w.change_approval(step._replace(submitted_on=on, expected_on=until))
        return find.approval(w.read, step.id), far_days(day, on, until)

    return measured(w, customer, this_month(day), day, write)


def done(w: Writer, step: Approval, on: date, day: Day) -> Recorded[Approval]:
    """The step is done as of the day. Refused: a day to come, one before it was submitted, a step done already."""
    customer = w.read.customer(step.customer_id)
    if step.done_on is not None:
        raise ApprovalOver(id=step.id, on=step.done_on, code=customer.code)
    refuse_ahead(day, on, DayAhead(day=on, code=customer.code))
    if step.submitted_on is not None and on < step.submitted_on:
        raise ApprovalDays(later=on, earlier=step.submitted_on)

    def write() -> tuple[Approval, list[Caution]]:
        w.change_approval(step._replace(done_on=on))
        return find.approval(w.read, step.id), far_days(day, on)

    return measured(w, customer, this_month(day), day, write)
