"""The month as sheets. The plan is a form: what a manager fills in stands first and is shaded, then what follows.

Every line carries its month, so that a plan that was filled in says itself which month it is for.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from huikuan.domain.suggestion import Basis
from huikuan.names import say
from huikuan.show.plan import PlanLine, columns, line_of
from huikuan.show.sheets.sheet import Chart, Sheet, by_heading, through
from huikuan.show.table import Column
from huikuan.text import _, listed, plural

if TYPE_CHECKING:
    from collections.abc import Iterable

    from huikuan.domain.facts import Measure, Target
    from huikuan.domain.gap import Account, Row
    from huikuan.domain.period import Month
    from huikuan.domain.plan import Plan

MEASURES = 3
"""A plan has room for so many measures of a customer; further ones are counted in the note."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A customer's line: the month's arithmetic, and the target and the open measures it comes from."""

    row: Row
    line: PlanLine
    month: Month
    target: Target | None
    measures: tuple[Measure, ...]

    def measure(self, number: int) -> Measure | None:
        """The measure in the place of this number, from 1 up."""
        return self.measures[number - 1] if number <= len(self.measures) else None


def plan_sheet(report: Plan, accounts: Iterable[Account]) -> Sheet:
    """The plan of the month, to be filled in and handed back."""
    chart = Chart(
        _("The largest targets of {month}", month=report.month),
        _("Customer"),
        (_("Target"), _("Received"), _("Promised")),
    )
    return Sheet(_("Plan"), plan_columns(), _entries(report, accounts), chart, frozen=2, alarming=_("Uncovered"))


def gap_sheet(report: Plan, accounts: Iterable[Account]) -> Sheet:
    """Everyone's gap, the largest uncovered first."""
    title = _("What is uncovered in {month}", month=report.month)
    chart = Chart(title, _("Customer"), (_("Uncovered"),))
    return Sheet(_("Gap"), gap_columns(), _entries(report, accounts), chart, frozen=2, alarming=_("Uncovered"))


def plan_columns() -> list[Column[Entry]]:
    """Who it is, what is filled in, what follows."""
    on_screen = _on_screen()
    return [
        *_who(on_screen),
        _filled_amount(_("Target"), lambda entry: entry.target and entry.target.amount),
        _filled_amount(_("Expected"), lambda entry: entry.target and entry.target.expected),
        _filled_amount(_("Asked"), lambda entry: entry.target and entry.target.ask),
        *(column for number in range(1, MEASURES + 1) for column in _measure(number)),
        on_screen[_("Suggested")],
        Column(_("Basis"), lambda entry: None if entry.row.basis is Basis.NONE else say(entry.row.basis)),
        *_arithmetic(on_screen),
        Column(_("Note"), _note),
        _month(),
    ]


def gap_columns() -> list[Column[Entry]]:
    """The columns of the screen, with the owner and the month."""
    on_screen = _on_screen()
    return [*_who(on_screen), on_screen[_("Target")], *_arithmetic(on_screen), on_screen[_("Note")], _month()]


def _entries(report: Plan, accounts: Iterable[Account]) -> list[Entry]:
    known = {account.customer.id: account for account in accounts}
    return [_entry(row, known[row.customer.id], report) for row in report.rows]


def _entry(row: Row, account: Account, report: Plan) -> Entry:
    of_month = [m for m in account.measures if m.due in report.month and m.is_open_on(report.as_of)]
    measures = tuple(sorted(of_month, key=lambda m: (m.due, m.id)))
    return Entry(row, line_of(row), report.month, account.target, measures)


def _on_screen() -> dict[str, Column[Entry]]:
    """The columns of the table on the screen, by heading."""
    return by_heading(through(column, lambda entry: entry.line) for column in columns())


def _who(on_screen: dict[str, Column[Entry]]) -> list[Column[Entry]]:
    return [
        on_screen[_("Code")],
        on_screen[_("Customer")],
        Column(_("Grade"), lambda entry: entry.line.grade),
        Column(_("Owner"), lambda entry: entry.row.customer.owner),
    ]


def _arithmetic(on_screen: dict[str, Column[Entry]]) -> list[Column[Entry]]:
    """What the target comes to; the sum of the measures has a heading that is not taken for a measure to be done."""
    before = [on_screen[name] for name in (_("Received"), _("Promised"), _("Gap"))]
    return [*before, replace(on_screen[_("Measures")], heading=_("All measures")), on_screen[_("Uncovered")]]


def _filled_amount(heading: str, cell: Any) -> Column[Entry]:
    return Column(heading, cell, align="right", filled="amount", adds_up=True)


def _measure(number: int) -> list[Column[Entry]]:
    """The three columns of the measure in this place."""

    def of(name: str) -> Any:
        return lambda entry: getattr(entry.measure(number), name, None)

    return [
        Column(_("Measure {number}", number=number), of("title"), filled="text"),
        _filled_amount(_("Yield {number}", number=number), of("estimate")),
        Column(_("By {number}", number=number), of("due"), filled="day"),
    ]


def _note(entry: Entry) -> str:
    more = len(entry.measures) - MEASURES
    further = [plural("{count} further measure", "{count} further measures", more)] if more > 0 else []
    return listed([*filter(None, [entry.line.flags]), *further])


def _month() -> Column[Entry]:
    return Column(_("Month"), lambda entry: str(entry.month))
