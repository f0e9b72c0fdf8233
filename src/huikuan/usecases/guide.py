"""What was answered for one customer is recorded in one step, just as the single commands would put it in the book.

They are refused where somebody else went through the customer, or set, promised or planned something for them, after
the answers' screen was shown: what was answered there would be in the book twice. A target is set where the answer
changes it. What was opened with is kept with it once they promised something: only then was it negotiated, and only
where no opening is known yet. The customer's month then counts as gone through.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from huikuan.domain.facts import MeasureKind
from huikuan.domain.guide import GoneThrough, behind, shown_of
from huikuan.domain.standing import standing
from huikuan.errors import ChangedMeanwhile, CustomerArchived
from huikuan.usecases import find, measure, promise, target
from huikuan.usecases.recorded import measured

if TYPE_CHECKING:
    from collections.abc import Sequence

    from huikuan.cautions import Caution
    from huikuan.domain.day import Day
    from huikuan.domain.facts import Customer, Target
    from huikuan.domain.guide import Answers, Said, Shown
    from huikuan.domain.period import Month
    from huikuan.domain.recorded import Recorded
    from huikuan.domain.stake import Parts
    from huikuan.domain.standing import PromiseStanding
    from huikuan.store.write import Writer


def record(
    w: Writer, customer: Customer, month: Month, answers: Answers, day: Day, shown: Shown
) -> Recorded[GoneThrough]:
    """The answers to what was shown are in the book, and the customer's month was gone through today."""
    who = w.read.customer(customer.id)
    if who.is_archived_on(day.as_of):
        raise CustomerArchived(customer=who.name, code=who.code)
    gone_through = w.read.guided(month, day.as_of).get(who.id)
    if shown_of(w.read.dossier(who.id, month, day.as_of), gone_through) != shown:
        raise ChangedMeanwhile(customer=who.name, code=who.code)

    def write() -> tuple[GoneThrough, list[Caution]]:
        wanted = _target(w, who, month, answers, day)
        promises = _promises(w, who, answers, day)
        measures = [
            measure.add(w, who, each.title, each.estimate, day, due=each.due or month.last, kind=MeasureKind.OTHER)
            for each in answers.measures
        ]
        w.guide(month, who.id, day.as_of)
        cautions = [caution for made in (*promises, *measures) for caution in made.cautions]
        facts = (tuple(made.fact for made in promises), tuple(made.fact for made in measures))
        return GoneThrough(wanted, *facts), cautions

    return measured(w, who, month, day, write)


def _target(w: Writer, customer: Customer, month: Month, answers: Answers, day: Day) -> Target | None:
    """The target as it was set; None where it stays as it was."""
    if answers.target is None:
        return None
    known = next(reversed(w.read.targets(month, customer.id)), None)
    ask = answers.ask if answers.promises and (known is None or known.ask is None) else None
    is_same = known is not None and known.amount == answers.target and answers.expected in (None, known.expected)
    if is_same and ask is None:
        return None
    made = target.set_target(w, customer, month, answers.target, day, expected=answers.expected, ask=ask)
    return made.fact


def _promises(w: Writer, customer: Customer, answers: Answers, day: Day) -> list[Recorded[PromiseStanding]]:
    """Each promise by itself; all of them as one, with the parts still to come, where they are the money of a missed
    one again.
    """
    said = answers.promises
    if not said or answers.renews is None:
        return [promise.add(w, customer, _terms(each.parts, [each], day), day) for each in said]
    old = find.promise(w.read, answers.renews)
    at = behind(standing(old, day.as_of, day.policy), customer.grade_on(day.as_of), day)
    parts = at.together(part for each in said for part in each.parts)
    return [promise.renew(w, old, _terms(parts, said, day), day)]


def _terms(parts: Parts, said: Sequence[Said], day: Day) -> promise.Terms:
    """The parts, by whom and in which form the first says who names one."""
    by = next((each.by for each in said if each.by), None)
    form = next((each.form for each in said if each.form), None)
    return promise.Terms(parts, day.as_of, by, form)
