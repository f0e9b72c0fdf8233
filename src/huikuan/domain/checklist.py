"""What must be settled before money falls due, and what of it is.

Each thing is ticked for the instalment it is about. The form counts as settled where the promise names it, the balance
where it was agreed in the month before the due date. What belongs to a bill is asked only where a bill is to come.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from huikuan.domain.kinds import BILL, Form, Ready
from huikuan.domain.money import total

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from huikuan.domain.money import Money
    from huikuan.domain.standing import InstalmentStanding, PromiseStanding
    from huikuan.domain.talk import Tick

_BY_BILL = (Form.ACCEPTANCE_BILL, Form.BANK_DRAFT)
_AGREED_FOR = timedelta(days=31)


class Check(NamedTuple):
    """One thing; `on` is the day since which it is settled, None while it is not."""

    what: Ready
    on: date | None


class Checklist(NamedTuple):
    """What is settled and what is not for the money that falls due next."""

    due: date
    amount: Money
    checks: tuple[Check, ...]

    @property
    def missing(self) -> tuple[Ready, ...]:
        return tuple(check.what for check in self.checks if check.on is None)


def checklist(
    standings: Iterable[PromiseStanding], due: date, ticks: Iterable[Tick], agreed_on: date | None, as_of: date
) -> Checklist | None:
    """The checklist of the live money due on the day; None where none is."""
    whole = [each for each in standings if each.is_live and _due_on(each, due)]
    if not whole:
        return None
    parts = [part for each in whole for part in _due_on(each, due)]
    ids = {part.instalment.id for part in parts}
    known = _ticked(ids, [tick for tick in ticks if tick.on <= as_of]) | _known(whole, due, agreed_on)
    by_bill = any(each.promise.form in _BY_BILL for each in whole)
    wanted = [what for what in Ready if by_bill or what not in BILL]
    checks = tuple(Check(what, known.get(what)) for what in wanted)
    return Checklist(due, total(part.remaining for part in parts), checks)


def _ticked(instalment_ids: set[int], ticks: Iterable[Tick]) -> dict[Ready, date]:
    """What is ticked for every one of the instalments, and since when."""
    first: dict[tuple[Ready, int], date] = {}
    for tick in sorted(ticks, key=lambda tick: tick.on):
        first.setdefault((tick.what, tick.instalment_id), tick.on)
    return {
        what: max(first[what, part] for part in instalment_ids)
        for what in Ready
        if all((what, part) in first for part in instalment_ids)
    }


def _due_on(whole: PromiseStanding, due: date) -> list[InstalmentStanding]:
    return [part for part in whole.instalments if part.remaining and part.instalment.due == due]


def _known(whole: Sequence[PromiseStanding], due: date, agreed_on: date | None) -> dict[Ready, date]:
    known = {}
    if all(each.promise.form is not None for each in whole):
        known[Ready.FORM] = max(each.promise.made_on for each in whole)
    if agreed_on is not None and agreed_on >= due - _AGREED_FOR:
        known[Ready.BALANCE] = agreed_on
    return known
