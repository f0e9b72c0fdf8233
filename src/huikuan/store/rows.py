"""From the cells of a row to a fact. A day is text in a file and a date on a server; both become a date here."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, Any

from huikuan.domain.facts import (
    Allocation,
    Archival,
    Channel,
    Contact,
    Customer,
    CustomerKind,
    FollowUp,
    Form,
    Grade,
    GradeGiven,
    Instalment,
    Measure,
    MeasureKind,
    MeasureStatus,
    Outcome,
    Payment,
    Promise,
    PromiseStatus,
    Receipt,
    Role,
    Target,
)
from huikuan.domain.kinds import Care, ExcuseKind
from huikuan.domain.money import Money
from huikuan.domain.period import month_from
from huikuan.domain.talk import NO_TALK, Talk

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    Cells = Sequence[Any]


def day(cell: Any) -> date:
    """The day a cell holds."""
    return date.fromisoformat(cell) if isinstance(cell, str) else cell


def maybe_day(cell: Any) -> date | None:
    return None if cell is None else day(cell)


def maybe_money(cell: Any) -> Money | None:
    return None if cell is None else Money(int(cell))


def grouped(rows: Iterable[Cells]) -> dict[int, list[Cells]]:
    """The rows by their first cell, in their order."""
    groups: dict[int, list[Cells]] = defaultdict(list)
    for row in rows:
        groups[row[0]].append(row)
    return groups


CUSTOMER = "c.id, c.code, c.name, c.aliases, c.kind, c.owner, c.terms_days, c.note, n.keys"
NAMED = "LEFT JOIN name_key n ON n.customer_id = c.id"
GRADE = "g.customer_id, g.on_day, g.grade, g.reason"


ARCHIVAL = "a.customer_id, a.on_day, a.is_archived"


def customer(row: Cells, grades: Iterable[Cells], archivals: Iterable[Cells]) -> Customer:
    return Customer(
        id=row[0],
        code=row[1],
        name=row[2],
        aliases=tuple(row[3].split("\n")) if row[3] else (),
        kind=CustomerKind(row[4]),
        grades=tuple(GradeGiven(day(g[1]), Grade(g[2]), g[3]) for g in grades),
        owner=row[5],
        terms_days=row[6],
        note=row[7],
        archivals=tuple(Archival(day(a[1]), bool(a[2])) for a in archivals),
        keys=row[8] or "",
    )


CONTACT = "k.id, k.customer_id, k.name, k.role, k.on_day, k.phone, k.note"


def contact(row: Cells) -> Contact:
    return Contact(row[0], row[1], row[2], Role(row[3]), day(row[4]), row[5], row[6])


TARGET = "t.id, t.customer_id, t.month, t.set_on, t.amount, t.expected, t.ask, t.accepted_on"


def target(row: Cells) -> Target:
    return Target(
        id=row[0],
        customer_id=row[1],
        month=month_from(row[2]),
        set_on=day(row[3]),
        amount=Money(row[4]),
        expected=maybe_money(row[5]),
        ask=maybe_money(row[6]),
        accepted_on=maybe_day(row[7]),
    )


PROMISE = (
    "p.id, p.customer_id, p.made_on, p.made_by, p.level, p.form, p.follows_id, p.ended_on, p.ended_as, p.ended_why, "
    "n.hour, n.evidence"
)
NOTED = "LEFT JOIN promise_note n ON n.promise_id = p.id"


def promise(row: Cells, instalments: tuple[Instalment, ...], followed_by: tuple[tuple[date, Money], ...]) -> Promise:
    return Promise(
        id=row[0],
        customer_id=row[1],
        made_on=day(row[2]),
        made_by=row[3],
        level=row[4],
        form=Form(row[5]) if row[5] else None,
        follows=row[6],
        ended_on=maybe_day(row[7]),
        ended_as=PromiseStatus(row[8]) if row[8] else None,
        ended_why=row[9],
        hour=row[10],
        evidence=row[11],
        followed_by=followed_by,
        instalments=instalments,
    )


INSTALMENT = "i.promise_id, i.id, i.due, i.amount, i.window_end"
PAYMENT = "a.instalment_id, a.receipt_id, r.on_day, a.amount, v.on_day, a.matched_on"


FOLLOWED = "s.follows_id, x.id, x.due, x.amount"


def promises(
    rows: Iterable[Cells], parts: Iterable[Cells], paid: Iterable[Cells], followed: Iterable[Cells]
) -> list[Promise]:
    """Promises with their instalments in order of due day, each with its payments; `followed` what replaced them."""
    payments = {
        key: tuple(Payment(p[1], day(p[2]), Money(p[3]), maybe_day(p[4]), day(p[5])) for p in group)
        for key, group in grouped(sorted(paid, key=_by_day)).items()
    }
    instalments = {
        key: tuple(Instalment(i[1], day(i[2]), Money(i[3]), day(i[4]), payments.get(i[1], ())) for i in group)
        for key, group in grouped(sorted(parts, key=_by_day)).items()
    }
    later = {
        key: tuple((day(x[2]), Money(x[3])) for x in group)
        for key, group in grouped(sorted(followed, key=_by_day)).items()
    }
    return [promise(row, instalments.get(row[0], ()), later.get(row[0], ())) for row in rows]


def _by_day(cells: Cells) -> tuple[date, int]:
    return day(cells[2]), cells[1]


RECEIPT = (
    "r.id, r.customer_id, r.on_day, r.amount, r.form, r.matures, r.note, v.on_day, v.reason, r.reference, b.on_day"
)
ALLOCATION = "a.receipt_id, i.promise_id, i.id, i.due, a.amount, a.matched_on"


def receipts(rows: Iterable[Cells], shares: Iterable[Cells]) -> list[Receipt]:
    """Receipts with their allocations."""
    by_receipt = grouped(shares)
    return [_receipt(row, by_receipt) for row in rows]


def _receipt(row: Cells, shares: Mapping[int, list[Cells]]) -> Receipt:
    return Receipt(
        id=row[0],
        customer_id=row[1],
        on=day(row[2]),
        amount=Money(row[3]),
        form=Form(row[4]),
        matures=maybe_day(row[5]),
        note=row[6],
        reversed_on=maybe_day(row[7]),
        reversed_why=row[8],
        reference=row[9],
        presented_on=maybe_day(row[10]),
        allocations=tuple(Allocation(a[1], a[2], day(a[3]), Money(a[4]), day(a[5])) for a in shares.get(row[0], ())),
    )


MEASURE = (
    "m.id, m.customer_id, m.title, m.kind, m.estimate, m.made_on, m.due, m.started_on, m.closed_on, m.closed_as, "
    "m.actual"
)


def measure(row: Cells) -> Measure:
    return Measure(
        id=row[0],
        customer_id=row[1],
        title=row[2],
        kind=MeasureKind(row[3]),
        estimate=Money(row[4]),
        made_on=day(row[5]),
        due=day(row[6]),
        started_on=maybe_day(row[7]),
        closed_on=maybe_day(row[8]),
        closed_as=MeasureStatus(row[9]) if row[9] else None,
        actual=maybe_money(row[10]),
    )


FOLLOW_UP = (
    "f.id, f.customer_id, f.on_day, f.channel, f.outcome, f.said, f.next_on, t.excuse, t.answer, t.worked, "
    "t.measure_id, t.care, t.place"
)
TALKED = "LEFT JOIN talk t ON t.follow_up_id = f.id"


def follow_up(row: Cells) -> FollowUp:
    talk = NO_TALK if row[7] is row[8] is row[9] is row[10] is row[11] is row[12] is None else _talk(row[7:])
    return FollowUp(row[0], row[1], day(row[2]), Channel(row[3]), Outcome(row[4]), row[5], maybe_day(row[6]), talk)


def _talk(cells: Cells) -> Talk:
    return Talk(
        excuse=ExcuseKind(cells[0]) if cells[0] else None,
        answer=cells[1],
        worked=None if cells[2] is None else bool(cells[2]),
        measure_id=cells[3],
        care=Care(cells[4]) if cells[4] else None,
        place=cells[5],
    )
