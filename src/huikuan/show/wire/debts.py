"""What is owed as JSON: amounts are decimal strings in yuan, days ISO, keys English, absent is null."""

from __future__ import annotations

from typing import TYPE_CHECKING

from huikuan.show.wire.values import Document, iso, yuan

if TYPE_CHECKING:
    from datetime import date

    from huikuan.domain.ageing import Aged, Ageing
    from huikuan.domain.facts import Customer
    from huikuan.domain.invoice import Agreement, Invoice
    from huikuan.domain.ledger import Owed
    from huikuan.domain.money import Money


def invoice(fact: Invoice, who: Customer, as_of: date) -> Document:
    last = next((d for d in reversed(fact.disputes) if d.on <= as_of), None)
    return {
        "id": fact.id,
        "customer": who.name,
        "code": who.code,
        "number": fact.number,
        "kind": str(fact.kind),
        "issued": iso(fact.issued),
        "due": iso(fact.due),
        "amount": yuan(fact.amount),
        "settled": yuan(fact.settled_on(as_of)),
        "open": yuan(fact.open_on(as_of)),
        "disputed": yuan(fact.disputed_on(as_of)),
        "chased": yuan(fact.chased_on(as_of)),
        "days_overdue": fact.days_overdue_on(as_of) if fact.chased_on(as_of) and not fact.is_credit else 0,
        "disputed_why": last.reason if last and last.amount else None,
        "settlements": [
            {"date": iso(s.on), "amount": yuan(s.amount), "receipt": s.receipt_id, "credit_note": s.credit_id}
            for s in fact.settlements
            if s.stands_on(as_of)
        ],
        "stated_on": iso(fact.stated_on),
        "note": fact.note,
    }


def agreement(fact: Agreement, who: Customer, book: Money | None) -> Document:
    """`book` is what the book says they owed that day; absent where no invoice is known."""
    return {
        "id": fact.id,
        "customer": who.name,
        "code": who.code,
        "date": iso(fact.on),
        "amount": yuan(fact.amount),
        "by": fact.by,
        "note": fact.note,
        "book": yuan(book),
        "difference": None if book is None else yuan(book - fact.amount),
    }


def owed(amounts: Owed) -> Document:
    return {
        "chased": yuan(amounts.chased),
        "overdue": yuan(amounts.overdue),
        "disputed": yuan(amounts.disputed),
        "credits": yuan(amounts.credits),
        "balance": yuan(amounts.balance),
    }


def aged(one: Aged) -> Document:
    return owed(one.owed) | {
        "buckets": [
            {"from": step.first, "to": step.last, "amount": yuan(amount)}
            for step, amount in zip(one.steps, one.amounts, strict=True)
        ]
    }


def ageing(report: Ageing) -> Document:
    return {
        "as_of": iso(report.as_of),
        "customers": [
            {"customer": row.customer.name, "code": row.customer.code} | aged(row.aged) for row in report.rows
        ],
        "totals": aged(report.total) | {"customers": len(report.rows)},
    }
