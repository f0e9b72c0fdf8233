"""What was said and settled around payments, out of an open book: contacts, habits, what is ready, approvals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from huikuan.domain.habits import Habits, hours_of
from huikuan.domain.kinds import Ready
from huikuan.domain.talk import Approval, FollowUp, Tick
from huikuan.store import rows
from huikuan.store.kept import Kept
from huikuan.store.records import Records, Whom, only
from huikuan.store.values import to_day

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from huikuan.domain.period import Month

_HABIT = "h.customer_id, h.on_day, h.pay_days, h.pay_weekdays, h.good_hours, h.bad_hours"
_APPROVAL = Kept(Approval, "approval", "a")


class Talks(Records):
    """The records, and what was said and settled around payments."""

    def follow_ups(self, customer_id: int | None = None) -> list[FollowUp]:
        where, values = only("f.customer_id", customer_id)
        sql = f"SELECT {rows.FOLLOW_UP_CELLS} FROM follow_up f {rows.TALKED} WHERE {where} ORDER BY f.id"
        return [rows.follow_up(row) for row in self._run(sql, values)]

    def spoken_with(self, on: date, customer_ids: Iterable[int]) -> frozenset[int]:
        """Those of these customers somebody spoke with, or tried to reach, on the day; a promise counts."""
        theirs, values = only("f.customer_id", frozenset(customer_ids))
        spoken = f"SELECT f.customer_id FROM follow_up f WHERE {theirs} AND f.on_day = :on"
        promised = f"SELECT f.customer_id FROM promise f WHERE {theirs} AND f.made_on = :on"
        return frozenset(row[0] for row in self._run(f"{spoken} UNION {promised}", {**values, "on": on}))

    def follow_ups_since(self, customer_id: int, since: date) -> list[FollowUp]:
        """The customer's contacts from the day on, and of the earlier ones those that brought more than words."""
        sql = (
            f"SELECT {rows.FOLLOW_UP_CELLS} FROM follow_up f {rows.TALKED} "
            "WHERE f.customer_id = :customer AND (f.on_day >= :since OR t.id IS NOT NULL) ORDER BY f.id"
        )
        return [rows.follow_up(row) for row in self._run(sql, {"customer": customer_id, "since": since})]

    def habits(self, as_of: date, whom: Whom = None) -> dict[int, Habits]:
        """How each customer meant pays and can be spoken with, as was said last by the day."""
        where, values = only("h.customer_id", whom)
        sql = f"SELECT {_HABIT} FROM habit h WHERE {where} AND h.on_day <= :as_of ORDER BY h.on_day, h.id"
        return {row[0]: _habits(row) for row in self._run(sql, {**values, "as_of": as_of})}

    def ticks(self, instalment_ids: Iterable[int]) -> list[Tick]:
        """What is ready for these instalments, oldest first."""
        return self._ticks(*only("y.instalment_id", frozenset(instalment_ids)))

    def ticks_of(self, customer_id: int, as_of: date) -> list[Tick]:
        """The same for what the customer still had to pay on the day."""
        where = (
            "y.instalment_id IN (SELECT i.id FROM instalment i WHERE i.customer_id = :customer "
            "AND (i.settled_on IS NULL OR i.settled_on > :as_of))"
        )
        return self._ticks(where, {"customer": customer_id, "as_of": as_of})

    def _ticks(self, where: str, values: dict[str, object]) -> list[Tick]:
        sql = f"SELECT y.customer_id, y.instalment_id, y.on_day, y.what FROM ready y WHERE {where} ORDER BY y.id"
        return [Tick(who, part, to_day(on), Ready(what)) for who, part, on, what in self._run(sql, values)]

    def approvals(self, whom: Whom = None) -> list[Approval]:
        return self._approvals(*only("a.customer_id", whom))

    def approval(self, approval_id: int) -> Approval | None:
        return next(iter(self._approvals("a.id = :id", {"id": approval_id})), None)

    def open_approvals(self, as_of: date, whom: Whom = None) -> list[Approval]:
        """The steps that were known and not done as of the day."""
        where, values = only("a.customer_id", whom)
        where += " AND a.made_on <= :as_of AND (a.done_on IS NULL OR a.done_on > :as_of)"
        return self._approvals(where, {**values, "as_of": as_of})

    def _approvals(self, where: str, values: dict[str, object]) -> list[Approval]:
        """By id; put in order here, for an ORDER BY would have a file walk through every step there ever was."""
        found = self._run(f"SELECT {_APPROVAL.cells} FROM approval a WHERE {where}", values)
        return sorted(map(_APPROVAL.fact, found), key=lambda step: step.id)

    def guided(self, month: Month, as_of: date) -> dict[int, date]:
        """The customers whose month was gone through by the day, and when last."""
        sql = "SELECT g.customer_id, MAX(g.on_day) FROM guided g WHERE g.month = :month AND g.on_day <= :as_of"
        found = self._run(f"{sql} GROUP BY g.customer_id", {"month": str(month), "as_of": as_of})
        return {who: to_day(on) for who, on in found}


def _habits(row: rows.Cells) -> Habits:
    _, on, days, weekdays, good, bad = row
    return Habits(_counts(days), _counts(weekdays), hours_of(good), hours_of(bad), to_day(on))


def _counts(cell: str | None) -> tuple[int, ...]:
    return tuple(map(int, cell.split(","))) if cell else ()
