"""From the cells of rows to facts, where a fact is made from rows of several tables: a promise with its instalments and
what was paid of them, a receipt with what it paid, a contact with what it brought.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from huikuan.domain.facts import (
    Allocation,
    Archival,
    Contact,
    Customer,
    FollowUp,
    GradeGiven,
    Instalment,
    Measure,
    Payment,
    Promise,
    Receipt,
    Target,
)
from huikuan.domain.money import Money
from huikuan.domain.talk import NO_TALK, Talk
from huikuan.store.kept import Kept
from huikuan.store.values import to_day, to_day_or_none

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    Cells = Sequence[Any]

CUSTOMER = Kept(Customer, "customer", "c")
GRADE = Kept(GradeGiven, "grade", "g")
ARCHIVAL = Kept(Archival, "archival", "a")
CONTACT = Kept(Contact, "contact", "k")
TARGET = Kept(Target, "target", "t")
MEASURE = Kept(Measure, "measure", "m")
PROMISE = Kept(Promise, "promise", "p")
INSTALMENT = Kept(Instalment, "instalment", "i")
RECEIPT = Kept(Receipt, "receipt", "r")
FOLLOW_UP = Kept(FollowUp, "follow_up", "f")
TALK = Kept(Talk, "talk", "t")


def grouped(rows: Iterable[Cells]) -> dict[int, list[Cells]]:
    """The rows by their first cell, in their order."""
    groups: dict[int, list[Cells]] = defaultdict(list)
    for row in rows:
        groups[row[0]].append(row)
    return groups


CUSTOMER_CELLS = f"{CUSTOMER.cells}, n.keys"
NAMED = "LEFT JOIN name_key n ON n.customer_id = c.id"
GRADE_CELLS = f"g.customer_id, {GRADE.cells}"
ARCHIVAL_CELLS = f"a.customer_id, {ARCHIVAL.cells}"


def customer(row: Cells, grades: Iterable[Cells], archivals: Iterable[Cells]) -> Customer:
    return CUSTOMER.fact(
        row,
        grades=tuple(GRADE.fact(each[1:]) for each in grades),
        archivals=tuple(_archival(each[1:]) for each in archivals),
        keys=row[CUSTOMER.count] or "",
    )


def _archival(row: Cells) -> Archival:
    on, is_archived = row
    return Archival(to_day(on), bool(is_archived))


PROMISE_CELLS = f"{PROMISE.cells}, n.hour, n.evidence"
NOTED = "LEFT JOIN promise_note n ON n.promise_id = p.id"
INSTALMENT_CELLS = f"i.promise_id, {INSTALMENT.cells}"
PAYMENT_CELLS = "a.instalment_id, a.receipt_id, r.on_day, a.amount, v.on_day, a.matched_on"
FOLLOWED_CELLS = "s.follows_id, x.id, x.due, x.amount"


def promises(
    rows: Iterable[Cells], parts: Iterable[Cells], paid: Iterable[Cells], followed: Iterable[Cells]
) -> list[Promise]:
    """Promises with their instalments in order of due day, each with its payments; `followed` what replaced them."""
    payments = {
        key: tuple(Payment(p[1], to_day(p[2]), Money(p[3]), to_day_or_none(p[4]), to_day(p[5])) for p in group)
        for key, group in grouped(sorted(paid, key=_by_day)).items()
    }
    instalments = {
        key: tuple(INSTALMENT.fact(part[1:], payments=payments.get(part[1], ())) for part in group)
        for key, group in grouped(sorted(parts, key=_by_day)).items()
    }
    later = {
        key: tuple((to_day(x[2]), Money(x[3])) for x in group)
        for key, group in grouped(sorted(followed, key=_by_day)).items()
    }
    return [_promise(row, instalments.get(row[0], ()), later.get(row[0], ())) for row in rows]


def _promise(row: Cells, instalments: tuple[Instalment, ...], followed_by: tuple[tuple[date, Money], ...]) -> Promise:
    hour, evidence = row[PROMISE.count :]
    return PROMISE.fact(row, instalments=instalments, followed_by=followed_by, hour=hour, evidence=evidence)


def _by_day(cells: Cells) -> tuple[date, int]:
    return to_day(cells[2]), cells[1]


RECEIPT_CELLS = f"{RECEIPT.cells}, v.on_day, v.reason, b.on_day"
ALLOCATION_CELLS = "a.receipt_id, i.promise_id, i.id, i.due, a.amount, a.matched_on"


def receipts(rows: Iterable[Cells], shares: Iterable[Cells]) -> list[Receipt]:
    """Receipts with their allocations."""
    by_receipt = grouped(shares)
    return [_receipt(row, by_receipt) for row in rows]


def _receipt(row: Cells, shares: Mapping[int, list[Cells]]) -> Receipt:
    reversed_on, why, presented_on = row[RECEIPT.count :]
    return RECEIPT.fact(
        row,
        reversed_on=to_day_or_none(reversed_on),
        reversed_why=why,
        presented_on=to_day_or_none(presented_on),
        allocations=tuple(
            Allocation(a[1], a[2], to_day(a[3]), Money(a[4]), to_day(a[5])) for a in shares.get(row[0], ())
        ),
    )


FOLLOW_UP_CELLS = f"{FOLLOW_UP.cells}, {TALK.cells}"
TALKED = "LEFT JOIN talk t ON t.follow_up_id = f.id"


def follow_up(row: Cells) -> FollowUp:
    brought = row[FOLLOW_UP.count :]
    return FOLLOW_UP.fact(row, talk=NO_TALK if all(cell is None for cell in brought) else _talk(brought))


def _talk(cells: Cells) -> Talk:
    talk = TALK.fact(cells)
    return talk._replace(worked=None if talk.worked is None else bool(talk.worked))
