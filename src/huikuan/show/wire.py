"""Reports and records as JSON: amounts are decimal strings in yuan, days ISO, keys English, absent is null."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from huikuan.domain.terms import Part
from huikuan.show.speech import command, words

if TYPE_CHECKING:
    from datetime import date
    from fractions import Fraction

    from huikuan.domain.ask import Ask
    from huikuan.domain.card import Card
    from huikuan.domain.facts import Contact, Customer, FollowUp, Measure, Receipt, Target
    from huikuan.domain.gap import Row, Sums
    from huikuan.domain.journal import Batch
    from huikuan.domain.money import Money
    from huikuan.domain.plan import Plan, Totals
    from huikuan.domain.policy import Policy
    from huikuan.domain.record import Record
    from huikuan.domain.standing import InstalmentStanding, PromiseStanding
    from huikuan.domain.terms import Term
    from huikuan.domain.worklist import Task, Worklist

Document = dict[str, Any]
_PLACES = 4


def yuan(amount: Money | None) -> str | None:
    return None if amount is None else amount.yuan()


def iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def ratio(share: Fraction | None) -> float | None:
    return None if share is None else round(float(share), _PLACES)


def sums(amounts: Sums) -> Document:
    return {
        "target": yuan(amounts.target),
        "suggested": yuan(amounts.suggested),
        "received": yuan(amounts.received),
        "promised": yuan(amounts.promised),
        "gap": yuan(amounts.gap),
        "measures": yuan(amounts.measures),
        "uncovered": yuan(amounts.uncovered),
        "surplus": yuan(amounts.surplus),
        "coverage": ratio(amounts.coverage),
        "achievement": ratio(amounts.achievement),
    }


def row(line: Row) -> Document:
    document: Document = {"customer": line.customer.name, "code": line.customer.code, "grade": str(line.grade)}
    document |= sums(line.sums) | {"basis": str(line.basis), "flags": [str(flag) for flag in line.flags]}
    document["target"] = yuan(line.sums.target) if line.has_target else None
    document["suggested"] = yuan(line.sums.suggested) if line.has_suggestion else None
    return document


def totals(every: Totals) -> Document:
    return sums(every.sums) | {
        "customers": every.customers,
        "without_target": every.without_target,
        "without_promise": every.without_promise,
        "main": sums(every.main),
        "supplement": sums(every.supplement),
    }


def plan(report: Plan) -> Document:
    opening = report.opening
    return {
        "month": str(report.month),
        "as_of": iso(report.as_of),
        "customers": [row(line) for line in report.rows],
        "totals": totals(report.totals),
        "opening": None
        if opening is None
        else {
            "frozen_on": iso(opening.frozen_on),
            "customers": opening.customers,
            "target": yuan(opening.sums.target),
            "received": yuan(opening.sums.received),
            "promised": yuan(opening.sums.promised),
            "gap": yuan(opening.sums.gap),
            "measures": yuan(opening.sums.measures),
        },
    }


def gaps(report: Plan) -> Document:
    document = plan(report)
    del document["opening"]
    return document


def card(report: Card) -> Document:
    who = report.row.customer
    return row(report.row) | {
        "month": str(report.month),
        "as_of": iso(report.as_of),
        "promises": [promise(standing, who) for standing in report.promises],
        "measures_open": [measure(m, who, report.as_of) for m in report.measures_open],
        "ask": ask(report.ask),
        "record": record(report.record),
        "excuses": [],
        "contacts": [contact(c, who) for c in report.contacts],
        "checklist": [],
        "why": {str(name): [term(t) for t in report.terms if t.part is name] for name in Part},
    }


def term(each: Term) -> Document:
    return {
        "id": each.id,
        "date": iso(each.on),
        "amount": yuan(each.amount),
        "title": each.title,
        "counts": each.not_counted is None,
        "not_counted": each.not_counted,
    }


def ask(terms: Ask) -> Document:
    return {
        "expected": yuan(terms.expected),
        "opening": yuan(terms.opening),
        "aim": yuan(terms.aim),
        "floor": yuan(terms.floor),
        "ratio": ratio(terms.ratio),
        "basis": terms.basis,
        "learned": terms.learned,
        "months": terms.months,
    }


def record(track: Record) -> Document:
    return {
        "kept_by_count": ratio(track.kept_by_count),
        "kept_by_amount": ratio(track.kept_by_amount),
        "days_late": ratio(track.days_late),
        "matured": track.matured,
        "kept": track.kept,
        "partial": track.partial,
        "broken": track.broken,
        "promised": yuan(track.promised),
        "paid_in_window": yuan(track.paid_in_window),
    }


def promise(standing: PromiseStanding, who: Customer) -> Document:
    made = standing.promise
    return {
        "id": made.id,
        "customer": who.name,
        "code": who.code,
        "made_on": iso(made.made_on),
        "made_by": made.made_by,
        "form": made.form,
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


def receipt(fact: Receipt, who: Customer, as_of: date) -> Document:
    allocated = sum(share.amount.fen for share in fact.allocations)
    is_reversed = fact.reversed_on is not None and fact.reversed_on <= as_of
    return {
        "id": fact.id,
        "customer": who.name,
        "code": who.code,
        "date": iso(fact.on),
        "amount": yuan(fact.amount),
        "form": str(fact.form),
        "matures": iso(fact.matures),
        "note": fact.note,
        "allocations": [
            {"promise": share.promise_id, "due": iso(share.due), "amount": yuan(share.amount)}
            for share in fact.allocations
        ],
        "unallocated": yuan(type(fact.amount)(fact.amount.fen - allocated)),
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


def customer(fact: Customer, as_of: date) -> Document:
    return {
        "code": fact.code,
        "name": fact.name,
        "aliases": list(fact.aliases),
        "grade": str(fact.grade_on(as_of)),
        "kind": str(fact.kind),
        "owner": fact.owner,
        "archived": fact.is_archived_on(as_of),
        "archived_on": iso(fact.archived_on) if fact.is_archived_on(as_of) else None,
        "terms_days": fact.terms_days,
        "note": fact.note,
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
    }


def worklist(report: Worklist, policy: Policy) -> Document:
    return {
        "as_of": iso(report.as_of),
        "tasks": [task(each, report.as_of, policy) for each in report.tasks],
        "hidden": report.hidden,
    }


def task(each: Task, as_of: date, policy: Policy) -> Document:
    return {
        "kind": str(each.kind),
        "customer": each.customer.name,
        "code": each.customer.code,
        "grade": str(each.grade),
        "amount": yuan(each.amount),
        "due": iso(each.due),
        "days_late": each.days_late,
        "points": each.points,
        "why": [{"term": str(term.term), "points": term.points} for term in each.why],
        "contact": each.contact.name if each.contact else None,
        "phone": each.contact.phone if each.contact else None,
        "when": policy.hours[each.kind],
        "say": words(each, as_of),
        "command": command(each),
    }


def glance(report: Plan, tasks: Worklist, working_days: int | None, policy: Policy) -> Document:
    return {
        "month": str(report.month),
        "as_of": iso(report.as_of),
        "working_days_left": working_days,
        "totals": totals(report.totals),
        "tasks": [task(each, report.as_of, policy) for each in tasks.tasks],
        "hidden": tasks.hidden,
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
