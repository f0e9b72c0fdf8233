"""What is written of talks: contacts with what they brought, habits, what is ready, approvals, bills presented."""

from __future__ import annotations

from typing import TYPE_CHECKING

from huikuan.domain.talk import NO_TALK
from huikuan.store import tables
from huikuan.store.stored import Stored

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from huikuan.domain.habits import Habits
    from huikuan.domain.kinds import Ready
    from huikuan.domain.period import Month
    from huikuan.domain.talk import Approval, FollowUp


class TalkWritten(Stored):
    """Talks in an open book."""

    def add_follow_up(self, contact: FollowUp) -> int:
        """The contact is in the book with what it brought."""
        made = self._add(
            tables.FollowUpRow(
                customer_id=contact.customer_id,
                on_day=contact.on,
                channel=contact.channel,
                outcome=contact.outcome,
                said=contact.said,
                next_on=contact.next_on,
                recorded_at=self._at,
            )
        )
        talk = contact.talk
        if talk != NO_TALK:
            self._add(
                tables.TalkRow(
                    follow_up_id=made,
                    customer_id=contact.customer_id,
                    on_day=contact.on,
                    excuse=talk.excuse,
                    answer=talk.answer,
                    worked=None if talk.worked is None else int(talk.worked),
                    measure_id=talk.measure_id,
                    care=talk.care,
                    place=talk.place,
                )
            )
        return made

    def give_habits(self, customer_id: int, habits: Habits, on: date) -> None:
        """From the day on this is how they pay and can be spoken with."""
        self._add(
            tables.HabitRow(
                customer_id=customer_id,
                on_day=on,
                pay_days=_joined(habits.pay_days),
                pay_weekdays=_joined(habits.pay_weekdays),
                good_hours=_joined(habits.good_hours),
                bad_hours=_joined(habits.bad_hours),
                recorded_at=self._at,
            )
        )

    def tick(self, customer_id: int, instalment_id: int, on: date, what: Ready) -> None:
        """From the day on this is settled for the instalment."""
        self._add(
            tables.ReadyRow(
                customer_id=customer_id, instalment_id=instalment_id, on_day=on, what=what, recorded_at=self._at
            )
        )

    def note_promise(self, promise_id: int, hour: str | None, evidence: str | None) -> None:
        """The promise is to be paid by this hour, and stands in writing there."""
        if hour or evidence:
            self._add(tables.PromiseNoteRow(promise_id=promise_id, hour=hour, evidence=evidence))

    def add_approval(self, step: Approval) -> int:
        return self._add(
            tables.ApprovalRow(
                customer_id=step.customer_id,
                promise_id=step.promise_id,
                step=step.step,
                signer=step.signer,
                made_on=step.made_on,
                submitted_on=step.submitted_on,
                expected_on=step.expected_on,
                done_on=step.done_on,
                note=step.note,
                recorded_at=self._at,
            )
        )

    def advance_approval(self, step: Approval) -> None:
        """The step was submitted, is expected and was done on these days."""
        days = {"submitted_on": step.submitted_on, "expected_on": step.expected_on, "done_on": step.done_on}
        self._change(tables.ApprovalRow, step.id, days)

    def present(self, receipt_id: int, customer_id: int, on: date) -> None:
        """The bill was handed to the bank on the day."""
        self._add(
            tables.PresentationRow(receipt_id=receipt_id, customer_id=customer_id, on_day=on, recorded_at=self._at)
        )

    def guide(self, month: Month, customer_id: int, on: date) -> None:
        """The customer's month was gone through on the day."""
        self._add(tables.GuidedRow(month=str(month), customer_id=customer_id, on_day=on, recorded_at=self._at))


def _joined(values: Iterable[object]) -> str | None:
    return ",".join(map(str, values)) or None
