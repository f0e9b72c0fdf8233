"""A measure is planned with an estimated yield and a day; it is started, then done, dropped or converted, once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from huikuan.cautions import Caution, MeasureOfLaterMonth
from huikuan.domain.facts import Measure, MeasureKind, MeasureStatus
from huikuan.domain.period import month_of
from huikuan.errors import MeasureClosed, MeasureUnderway
from huikuan.usecases import find
from huikuan.usecases.recorded import far_days, measured, this_month

if TYPE_CHECKING:
    from datetime import date

    from huikuan.domain.day import Day
    from huikuan.domain.facts import Customer
    from huikuan.domain.money import Money
    from huikuan.domain.recorded import Recorded
    from huikuan.store.write import Writer


def add(
    w: Writer, customer: Customer, title: str, estimate: Money, day: Day, *, due: date | None, kind: MeasureKind
) -> Recorded[Measure]:
    """The measure is planned; without a day it is due at the end of this month."""
    due = due or this_month(day).last

    def write() -> tuple[Measure, list[Caution]]:
        made = Measure(0, customer.id, title, kind, estimate, day.as_of, due)
        said = far_days(day, due)
        if month_of(due) > this_month(day):
            said.append(MeasureOfLaterMonth(due=due, month=this_month(day)))
        return find.measure(w.read, w.add_measure(made)), said

    return measured(w, customer, month_of(due), day, write)


def start(w: Writer, measure: Measure, day: Day) -> Recorded[Measure]:
    """The measure is being done."""
    refuse_closed(measure)
    if measure.started_on is not None:
        raise MeasureUnderway(id=measure.id, on=measure.started_on)
    return _advance(w, measure, replace(measure, started_on=day.as_of), day)


def done(w: Writer, measure: Measure, day: Day, actual: Money | None) -> Recorded[Measure]:
    """The measure is done and closed, with what it brought where that is known."""
    return _advance(w, measure, _closed(measure, MeasureStatus.DONE, day.as_of, actual), day)


def drop(w: Writer, measure: Measure, day: Day) -> Recorded[Measure]:
    """The measure will not be done; it is closed."""
    return _advance(w, measure, _closed(measure, MeasureStatus.DROPPED, day.as_of, None), day)


def convert(w: Writer, measure: Measure, amount: Money, on: date) -> None:
    """The measure led to a promise made on the day: it is closed then, with the promise's amount as actual yield."""
    refuse_closed(measure)
    w.change_measure(_closed(measure, MeasureStatus.CONVERTED, max(on, measure.made_on), amount))


def refuse_closed(measure: Measure) -> None:
    """Raises MeasureClosed where the measure is closed."""
    if measure.closed_on is not None:
        raise MeasureClosed(id=measure.id, on=measure.closed_on)


def _advance(w: Writer, before: Measure, after: Measure, day: Day) -> Recorded[Measure]:
    refuse_closed(before)
    customer = w.read.customer(before.customer_id)

    def write() -> tuple[Measure, list[Caution]]:
        w.change_measure(after)
        return find.measure(w.read, before.id), []

    return measured(w, customer, month_of(after.due), day, write)


def _closed(measure: Measure, how: MeasureStatus, on: date, actual: Money | None) -> Measure:
    return replace(measure, closed_on=on, closed_as=how, actual=actual)
