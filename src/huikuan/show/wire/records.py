"""Records as JSON: amounts are decimal strings in yuan, days ISO, keys English, absent is null."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from huikuan.domain.habits import NO_HABITS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from fractions import Fraction

    from huikuan.domain.approval import StepStanding
    from huikuan.domain.facts import Contact, Customer, FollowUp, Measure, Receipt, Target
    from huikuan.domain.habits import Habits
    from huikuan.domain.invoice import Invoice, Settlement
    from huikuan.domain.journal import Batch
    from huikuan.domain.money import Money
    from huikuan.domain.standing import InstalmentStanding, PromiseStanding

Document = dict[str, Any]
_PLACES = 4


def yuan(amount: Money | None) -> str | None:
    return None if amount is None else amount.yuan()


def iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def ratio(share: Fraction | None) -> float | None:
    return None if share is None else round(float(share), _PLACES)


def promise(standing: PromiseStanding, who: Customer) -> Document:
    made = standing.promise
    return {
        "id": made.id,
        "customer": who.name,
        "code": who.code,
        "made_on": iso(made.made_on),
        "made_by": made.made_by,
        "form": made.form,
        "hour": made.hour,
        "evidence": made.evidence,
        "level": made.level,
        "follows": made.follows,
        "amount": yuan(standing.amount),
        "paid": yuan(standing.paid),
        "remaining": yuan(standing.remaining),
        "state": str(standing.state),
        "status": str(standing.status),
        "ended_on": iso(made.ended_on) if not standing.is_live else None,
        "reason": made.ended_why if not standing.is_live else None,
        "instalments": [instalment(part) for part in standing.instalments],
    }


def instalment(part: InstalmentStanding) -> Document:
    return {
        "due": iso(part.instalment.due),
        "window_end": iso(part.instalment.window_end),
        "amount": yuan(part.instalment.amount),
        "paid": yuan(part.paid),
        "paid_late": yuan(part.paid_late),
        "remaining": yuan(part.remaining),
        "state": str(part.state),
    }


def measure(fact: Measure, who: Customer, as_of: date) -> Document:
    return {
        "id": fact.id,
        "customer": who.name,
        "code": who.code,
        "title": fact.title,
        "kind": str(fact.kind),
        "yield": yuan(fact.estimate),
        "due": iso(fact.due),
        "status": str(fact.status_on(as_of)),
        "actual": yuan(fact.actual) if not fact.is_open_on(as_of) else None,
        "made_on": iso(fact.made_on),
    }


def receipt(fact: Receipt, who: Customer, as_of: date, settled: Sequence[tuple[Invoice, Settlement]] = ()) -> Document:
    is_reversed = fact.is_reversed_on(as_of)
    return {
        "id": fact.id,
        "customer": who.name,
        "code": who.code,
        "date": iso(fact.on),
        "amount": yuan(fact.amount),
        "form": str(fact.form),
        "matures": iso(fact.matures),
        "note": fact.note,
        "reference": fact.reference,
        "settles": [
            {"invoice": i.number, "due": iso(i.due), "amount": yuan(s.amount)} for i, s in settled if s.stands_on(as_of)
        ],
        "allocations": [
            {"promise": share.promise_id, "due": iso(share.due), "amount": yuan(share.amount)}
            for share in fact.allocations
        ],
        "unallocated": yuan(fact.unallocated),
        "presented": iso(fact.presented_by(as_of)),
        "reversed": is_reversed,
        "reversed_on": iso(fact.reversed_on) if is_reversed else None,
        "reason": fact.reversed_why if is_reversed else None,
    }


def target(fact: Target, who: Customer) -> Document:
    return {
        "customer": who.name,
        "code": who.code,
        "month": str(fact.month),
        "amount": yuan(fact.amount),
        "expected": yuan(fact.expected),
        "ask": yuan(fact.ask),
        "accepted_on": iso(fact.accepted_on),
        "set_on": iso(fact.set_on),
    }


def habits(said: Habits) -> Document:
    """What a person said of how they pay."""
    return {
        "pay_days": list(said.pay_days),
        "pay_weekdays": list(said.pay_weekdays),
        "good_hours": [str(hours) for hours in said.good_hours],
        "bad_hours": [str(hours) for hours in said.bad_hours],
    }


def customer(fact: Customer, as_of: date, said: Habits = NO_HABITS) -> Document:
    return {
        "code": fact.code,
        "name": fact.name,
        "aliases": list(fact.aliases),
        "grade": str(fact.grade_on(as_of)),
        "kind": str(fact.kind),
        "owner": fact.owner,
        "archived": fact.is_archived_on(as_of),
        "archived_on": iso(fact.archived_since(as_of)),
        "terms_days": fact.terms_days,
        "note": fact.note,
        "habits": habits(said),
        "grades": [
            {"on": iso(given.on), "grade": str(given.grade), "reason": given.reason or None}
            for given in fact.grades
            if given.on <= as_of
        ],
    }


def contact(fact: Contact, who: Customer) -> Document:
    return {
        "id": fact.id,
        "customer": who.name,
        "code": who.code,
        "name": fact.name,
        "role": str(fact.role),
        "phone": fact.phone,
        "note": fact.note,
    }


def follow_up(fact: FollowUp, who: Customer) -> Document:
    return {
        "id": fact.id,
        "customer": who.name,
        "code": who.code,
        "date": iso(fact.on),
        "channel": str(fact.channel),
        "outcome": str(fact.outcome),
        "said": fact.said,
        "next": iso(fact.next_on),
        "excuse": fact.talk.excuse,
        "answer": fact.talk.answer,
        "worked": fact.talk.worked,
        "measure": fact.talk.measure_id,
        "about": fact.talk.care,
        "rank": fact.talk.place,
    }


def approval(found: StepStanding, who: Customer) -> Document:
    step = found.step
    return {
        "id": step.id,
        "customer": who.name,
        "code": who.code,
        "step": step.step,
        "signer": step.signer,
        "promise": step.promise_id,
        "submitted_on": iso(step.submitted_on),
        "expected_on": iso(step.expected_on),
        "done_on": iso(step.done_on) if found.is_done else None,
        "status": str(found.status),
        "days_waiting": found.days_waiting,
        "note": step.note,
    }


def batch(entry: Batch) -> Document:
    return {
        "id": entry.number,
        "at": entry.at,
        "date": iso(entry.on),
        "command": entry.command,
        "undoes": entry.undoes,
        "undone_by": entry.undone_by,
        "rows": [
            {"table": table, "id": row_id, "before": before, "after": after}
            for table, row_id, before, after in entry.rows
        ],
    }
