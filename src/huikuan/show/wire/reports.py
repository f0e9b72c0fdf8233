"""Reports as JSON: amounts are decimal strings in yuan, days ISO, keys English, absent is null."""

from __future__ import annotations

from typing import TYPE_CHECKING

from huikuan.show.speech import command, words
from huikuan.show.wire.debts import owed
from huikuan.show.wire.values import Document, iso, ratio, yuan

if TYPE_CHECKING:
    from datetime import date

    from huikuan.domain.gap import Row, Sums
    from huikuan.domain.plan import Plan, Totals
    from huikuan.domain.policy import Policy
    from huikuan.domain.task import Task
    from huikuan.domain.worklist import Worklist


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
    document["owed"] = owed(line.owed) if line.owed else None
    document["promises_too_much"] = line.promises_too_much
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
        "customers": [plan_row(report, line) for line in report.rows],
        "totals": all_totals(report),
        "opening": None
        if opening is None
        else {
            "frozen_on": iso(opening.frozen_on),
            "customers": len(opening.lines),
            "target": yuan(opening.sums.target),
            "received": yuan(opening.sums.received),
            "promised": yuan(opening.sums.promised),
            "gap": yuan(opening.sums.gap),
            "measures": yuan(opening.sums.measures),
        },
    }


def plan_row(report: Plan, line: Row) -> Document:
    """The row, with what came in is worth in cash where that was asked for."""
    return row(line) | {"received_in_cash": yuan(report.cash_of(line))}


def all_totals(report: Plan) -> Document:
    """The totals, with what came in is worth in cash where that was asked for."""
    return totals(report.totals) | {"received_in_cash": yuan(report.all_cash)}


def gaps(report: Plan) -> Document:
    document = plan(report)
    del document["opening"]
    return document


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
        "when": each.when or policy.hours[each.kind],
        "hour": each.hour,
        "evidence": each.evidence,
        "missing": [str(what) for what in each.missing],
        "together": each.together,
        "say": words(each, as_of),
        "command": command(each),
    }


def glance(report: Plan, tasks: Worklist, working_days: int | None, policy: Policy) -> Document:
    return {
        "month": str(report.month),
        "as_of": iso(report.as_of),
        "working_days_left": working_days,
        "totals": all_totals(report),
        "tasks": [task(each, report.as_of, policy) for each in tasks.tasks],
        "hidden": tasks.hidden,
    }
