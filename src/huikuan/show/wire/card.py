"""The card as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from huikuan.domain.terms import Part
from huikuan.show import excuses, lists
from huikuan.show.answers import answers
from huikuan.show.opening import opening_words
from huikuan.show.wire.debts import aged, agreement
from huikuan.show.wire.reports import row
from huikuan.show.wire.values import Document, iso, ratio, yuan

if TYPE_CHECKING:
    from huikuan.domain.ask import Ask
    from huikuan.domain.bills import Cash
    from huikuan.domain.card import Card, Paying, Queue
    from huikuan.domain.care import Kindness
    from huikuan.domain.checklist import Checklist
    from huikuan.domain.heard import Heard
    from huikuan.domain.opening import Opening
    from huikuan.domain.queue import PaidOnTime
    from huikuan.domain.record import Record
    from huikuan.domain.regularity import Spread
    from huikuan.domain.tails import Tails
    from huikuan.domain.terms import Term


def card(report: Card) -> Document:
    who = report.row.customer
    return row(report.row) | {
        "month": str(report.month),
        "as_of": iso(report.as_of),
        "opening": opening(report.opening),
        "cash": cash(report.cash),
        "promises": [lists.promise_record(standing, who) for standing in report.promises],
        "measures_open": [lists.measures(report.as_of).record((m, who)) for m in report.measures_open],
        "ask": ask(report.ask)
        | {
            "negotiated": [
                {"month": str(n.month), "asked": yuan(n.asked), "settled": yuan(n.settled)} for n in report.negotiated
            ]
        },
        "record": record(report.record),
        "tails": tails(report.tails),
        "aged": None if report.aged is None else aged(report.aged),
        "agreed": None if report.agreed is None else agreement(report.agreed[0], who, report.agreed[1]),
        "excuses": [heard(each) for each in report.heard],
        "paying": paying(report.paying),
        "queue": queue(report.queue),
        "care": care(report.kindness),
        "proposals": [str(each) for each in report.proposals],
        "contacts": [lists.contacts().record((c, who)) for c in report.contacts],
        "checklist": checklist(report.checklist),
        "approvals": [lists.approvals().record((each, who)) for each in report.steps],
        "why": {str(name): [term(t) for t in report.terms if t.part is name] for name in Part},
    }


def habits(report: Card) -> Document:
    """How the customer pays, and our place among those they pay."""
    who = report.row.customer
    head = {"customer": who.name, "code": who.code, "as_of": iso(report.as_of)}
    return head | {"paying": paying(report.paying), "queue": queue(report.queue)}


def opening(first: Opening) -> Document:
    return {
        "claim": str(first.claim),
        "amount": yuan(first.amount),
        "due": iso(first.due),
        "by": iso(first.by),
        "owed": yuan(first.owed),
        "say": opening_words(first),
    }


def cash(found: Cash) -> Document:
    return {
        "face": yuan(found.face),
        "cash": yuan(found.cash),
        "bills": [
            {
                "receipt": bill.receipt_id,
                "face": yuan(bill.face),
                "matures": iso(bill.matures),
                "days": bill.days,
                "worth": yuan(bill.worth),
            }
            for bill in found.bills
        ],
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


def tails(found: Tails) -> Document:
    return {
        "count": found.count,
        "short": yuan(found.short),
        "tails": [
            {
                "promise": tail.promise_id,
                "due": iso(tail.due),
                "amount": yuan(tail.amount),
                "paid": yuan(tail.paid),
                "short": yuan(tail.short),
            }
            for tail in found.tails
        ],
    }


def heard(each: Heard) -> Document:
    return {
        "kind": str(each.kind),
        "times": each.times,
        "last_on": iso(each.last_on),
        "said": each.said,
        "measure": each.measure_id,
        "fact": {"say": excuses.fact_to_ask(each.kind)},
        "answers": [
            {"answer": a.answer, "times": a.times, "worked": a.worked, "failed": a.failed} for a in each.answers
        ],
        "proposed": [{"say": answer} for answer in answers(each.kind)],
    }


def paying(found: Paying) -> Document:
    seen, said = found.learned, found.habits
    return lists.habits_record(said) | {
        "next_day": iso(found.next_day),
        "payments": seen.payments,
        "usual_days": None
        if seen.days is None
        else {"first": seen.days.first, "last": seen.days.last, "held": seen.days.held, "of": seen.days.of},
        "usual_weekday": None
        if seen.weekday is None
        else {"weekday": seen.weekday.weekday, "held": seen.weekday.held, "of": seen.weekday.of},
        "months": [
            {"month": str(month), "days": [iso(day) for day in days], "received": yuan(amount)}
            for month, days, amount in zip(
                found.regularity.months, found.regularity.days, found.regularity.amounts, strict=True
            )
        ],
        "by_date": spread(found.regularity.by_date),
        "by_amount": spread(found.regularity.by_amount),
    }


def spread(found: Spread) -> Document:
    return {"now": ratio(found.now), "before": ratio(found.before), "verdict": str(found.verdict)}


def queue(found: Queue) -> Document:
    known, at_once, split = found.punctuality, found.at_once, found.split
    return {
        "months": [{"month": str(month)} | on_time(paid) for month, paid in known.months],
        "whole": on_time(known.whole),
        "earlier": on_time(known.earlier),
        "later": on_time(known.later),
        "trend": str(known.trend),
        "at_once": None
        if at_once is None
        else {
            "size": yuan(at_once.size),
            "small": at_once.small,
            "small_on_time": at_once.small_on_time,
            "large": at_once.large,
            "large_on_time": at_once.large_on_time,
        },
        "split": None if split is None else [{"due": iso(day), "amount": yuan(amount)} for day, amount in split.parts],
        "rank": None if found.named is None else found.named.place,
        "rank_on": None if found.named is None else iso(found.named.on),
    }


def on_time(paid: PaidOnTime) -> Document:
    return {
        "fell_due": yuan(paid.due),
        "on_time": yuan(paid.on_time),
        "unknown": yuan(paid.unknown),
        "share": ratio(paid.share),
    }


def care(found: Kindness) -> Document:
    return {
        "about_money": found.contacts,
        "other": found.other,
        "only_money": found.only_money,
        "helped": [{"date": iso(each.on), "said": each.said} for each in found.helped],
        "greeted_on": iso(found.greeted_on),
        "festival": None
        if found.festival is None
        else {"date": iso(found.festival[0]), "name": str(found.festival[1])},
    }


def checklist(found: Checklist | None) -> list[Document]:
    if found is None:
        return []
    return [{"what": str(c.what), "due": iso(found.due), "ready_on": iso(c.on)} for c in found.checks]
