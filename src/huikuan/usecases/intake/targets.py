"""A filled-in plan: a line is the target of a customer and a month, what is expected, and measures by their titles.

What the file leaves blank stays as it is. A measure of the same title and month is the same measure.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple, cast

from huikuan.domain.facts import Measure, MeasureKind, Target
from huikuan.domain.intake import Change, Intake
from huikuan.domain.naming import folded
from huikuan.text import _
from huikuan.usecases.intake.who import Directory, Unknown, customers_taken

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from huikuan.domain.lines import FileRead, Planned, TargetLine
    from huikuan.domain.period import Month
    from huikuan.store.read import Reader
    from huikuan.store.write import Writer
    from huikuan.usecases.intake.wish import Wish


class Step(NamedTuple):
    """What one line asks for: a target where it sets one, measures that are new, measures that change."""

    key: int
    target: Target | None
    new: tuple[Measure, ...]
    changed: tuple[Measure, ...]


@dataclass
class Found:
    """What a filled-in plan would change."""

    intake: Intake
    directory: Directory
    wish: Wish
    steps: list[Step] = field(default_factory=list)
    told: dict[tuple[int, Month], Target] = field(default_factory=dict)
    """The targets as earlier lines of the file have them."""


def look(read: Reader, file: FileRead, directory: Directory, wish: Wish) -> Found:
    """The file compared with the book."""
    found = Found(Intake(file, refused=list(file.refused)), directory, wish)
    months = {line.month or wish.month for line in cast("tuple[TargetLine, ...]", file.lines)}
    targets = {(t.customer_id, t.month): t for month in sorted(months) for t in read.targets(month)}
    measures: dict[int, list[Measure]] = {}
    for measure in read.measures():
        measures.setdefault(measure.customer_id, []).append(measure)
    for line in cast("tuple[TargetLine, ...]", file.lines):
        try:
            key = directory.who(line.code, line.name, line.owner)
        except Unknown as unknown:
            found.intake.refuse(line, unknown.column, unknown.value, unknown.why)
            continue
        month = line.month or wish.month
        known = found.told.get((key, month)) or targets.get((key, month))
        _look_at(found, line, key, month, known, measures.setdefault(key, []))
    found.intake.customers = directory.keep(step.key for step in found.steps)
    return found


def take(w: Writer, found: Found) -> Intake:
    """The targets are set as of today, the measures planned or corrected."""
    ids = customers_taken(w.many(), found.directory, found.wish.on)
    for step in found.steps:
        who = ids.get(step.key, step.key)
        if step.target is not None:
            w.add_target(replace(step.target, customer_id=who))
        for measure in step.new:
            w.add_measure(replace(measure, customer_id=who))
        for measure in step.changed:
            w.change_measure(measure)
    found.intake.is_applied = True
    return found.intake


def _look_at(
    found: Found, line: TargetLine, key: int, month: Month, known: Target | None, measures: list[Measure]
) -> None:
    wanted = _wanted(found, line, key, month, known)
    if wanted is None and (line.expected or line.ask):
        found.intake.refuse(line, "amount", "", _("there is no target yet to expect this for"))
        return
    if (key, month) in found.told and wanted != known:
        found.intake.refuse(line, "amount", line.amount or "", _("an earlier line says otherwise of this month"))
        return
    if wanted is not None:
        found.told[key, month] = wanted
    new, changed, changes = [], [], list(_target_changes(found, line, key, known, wanted))
    for planned in line.measures:
        there = _there(planned, measures, month, found.wish.day.as_of)
        if there is None:
            new.append(_measure(found, planned, key, month))
            found.intake.add_also("measures", planned.estimate)
            continue
        measures.remove(there)
        corrected = replace(there, estimate=planned.estimate, due=planned.due or there.due)
        if corrected != there:
            changed.append(corrected)
            changes.append(_measure_change(found, line, key, there, corrected))
    is_target_new = wanted is not None and wanted != known
    _count(found, line, is_new=(is_target_new and known is None) or bool(new), is_changed=bool(changes))
    found.intake.changes += changes
    if is_target_new or new or changed:
        found.steps.append(Step(key, wanted if is_target_new else None, tuple(new), tuple(changed)))


def _there(planned: Planned, measures: Iterable[Measure], month: Month, today: date) -> Measure | None:
    """The measure of the month and title that no line has been matched with yet: one that agrees, be it open or over,
    else one that is open; what else a line plans is new.
    """
    titled = [
        m for m in measures if folded(m.title) == folded(planned.title) and (m.due in month or m.due == planned.due)
    ]
    agree = [m for m in titled if m.estimate == planned.estimate and planned.due in (None, m.due)]
    open_ones = [m for m in titled if m.is_open_on(today)]
    return next((m for m in agree if m in open_ones), next(iter(agree or open_ones), None))


def _wanted(found: Found, line: TargetLine, key: int, month: Month, known: Target | None) -> Target | None:
    """The target as the file has it, what it leaves blank as the book has it."""
    if known is None:
        if line.amount is None:
            return None
        known = Target(key, month, found.wish.day.as_of, line.amount)
    amount = line.amount or known.amount
    wanted = replace(
        known,
        amount=amount,
        expected=line.expected or known.expected,
        ask=line.ask or known.ask,
        accepted_on=line.accepted_on or (known.accepted_on if amount == known.amount else None),
    )
    return wanted if wanted == known and known.id else replace(wanted, set_on=found.wish.day.as_of, id=0)


def _target_changes(
    found: Found, line: TargetLine, key: int, known: Target | None, wanted: Target | None
) -> Iterable[Change]:
    if known is None or wanted is None:
        return
    for what in ("amount", "expected", "ask", "accepted_on"):
        was, becomes = getattr(known, what), getattr(wanted, what)
        if was != becomes:
            who = found.directory.name_of(key)
            yield Change(line.line, who, what, str(was or ""), str(becomes or ""))


def _measure(found: Found, planned: Planned, key: int, month: Month) -> Measure:
    today, due = found.wish.day.as_of, planned.due or month.last
    return Measure(0, key, planned.title, MeasureKind.OTHER, planned.estimate, today, due)


def _measure_change(found: Found, line: TargetLine, key: int, was: Measure, becomes: Measure) -> Change:
    who = found.directory.name_of(key)
    return Change(line.line, who, was.title, f"{was.estimate} {was.due}", f"{becomes.estimate} {becomes.due}")


def _count(found: Found, line: TargetLine, *, is_new: bool, is_changed: bool) -> None:
    name = "changed" if is_changed else "new" if is_new else "same"
    setattr(found.intake, name, getattr(found.intake, name).plus(line.amount))
