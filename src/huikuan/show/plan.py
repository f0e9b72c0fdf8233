"""The month's plan and everyone's gap: who matters most stands first, the sums stand below.

In a file the plan is a form: what a manager fills in stands first and is shaded, then what follows. Every line carries
its month, so that a plan that was filled in says itself which month it is for.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any

from huikuan.domain.gap import Flag
from huikuan.domain.suggestion import Basis
from huikuan.names import say
from huikuan.show.line import Line, line
from huikuan.show.report import Report
from huikuan.show.table import Column, Columns, table
from huikuan.show.wrap import wrapped
from huikuan.text import _, listed, plural, quoted, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from fractions import Fraction

    from huikuan.domain.facts import Measure, Target
    from huikuan.domain.gap import Account, Row, Sums
    from huikuan.domain.money import Money
    from huikuan.domain.period import Month
    from huikuan.domain.plan import Plan
    from huikuan.show.sheets.sheet import Sheet

_HUNDRED = 100
_MOST_TIMES = 10
_NAMED = 6
_NOTED = (Flag.NO_TARGET, Flag.NO_PROMISE, Flag.BROKEN)
_IN_SHEET = 3
"""A plan has room for so many measures of a customer; further ones are counted in the note."""


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A line of the table: a customer's, or a sum's; an amount that is not known is not nothing."""

    code: str
    name: str
    grade: str
    sums: Sums
    flags: str = ""
    unknown: tuple[str, ...] = ()
    cash: Money | None = None
    of: _Of | None = None

    def amount(self, name: str) -> Money | None:
        """The amount of this name, where it is known."""
        found: Money = getattr(self.sums, name)
        return None if name in self.unknown else found


@dataclass(frozen=True, slots=True)
class _Of:
    """What a file says besides of a customer's line: the target as it was set, the open measures of the month."""

    row: Row
    month: Month
    target: Target | None
    measures: tuple[Measure, ...]


_ARITHMETIC = "received promised gap measures uncovered"
_PLACES = [f"{what}{number}" for number in range(1, _IN_SHEET + 1) for what in ("measure", "yield", "by")]


def columns() -> Columns[PlanLine]:
    """The columns of plan and gap. The sum of the measures has a heading in files that is not taken for a measure."""
    every: list[Column[PlanLine]] = [
        Column("code", _("Code"), lambda line: line.code),
        Column("customer", _("Customer"), lambda line: line.name, shrinks=True),
        Column("grade", _("Gr."), lambda line: line.grade, first_to_go=5, in_file=_("Grade")),
        Column("owner", _("Owner"), _of(lambda of: of.row.customer.owner)),
        _amount("target", _("Target")),
        _filled_amount("target_set", _("Target"), _of(lambda of: of.target and of.target.amount)),
        _filled_amount("expected", _("Expected"), _of(lambda of: of.target and of.target.expected)),
        _filled_amount("ask", _("Asked"), _of(lambda of: of.target and of.target.ask)),
        *(column for number in range(1, _IN_SHEET + 1) for column in _measure(number)),
        _amount("received", _("Received"), first_to_go=6),
        Column("cash", _("In cash"), lambda line: line.cash, align="right", adds_up=True),
        _amount("promised", _("Promised"), first_to_go=7),
        _amount("gap", _("Gap"), first_to_go=8),
        _amount("measures", _("Measures"), first_to_go=3, in_file=_("All measures")),
        _amount("uncovered", _("Uncovered"), alarm=True),
        _amount("suggested", _("Suggested"), first_to_go=2),
        Column("basis", _("Basis"), _of(lambda of: None if of.row.basis is Basis.NONE else of.row.basis)),
        Column("note", _("Note"), lambda line: line.flags, first_to_go=1, shrinks=True),
        Column("note_in_full", _("Note"), _note),
        Column("month", _("Month"), _of(lambda of: str(of.month))),
    ]
    return Columns(
        every,
        screen="code customer grade target received cash promised gap measures uncovered suggested note",
        file=f"code customer grade owner target_set expected ask {' '.join(_PLACES)} suggested basis {_ARITHMETIC}"
        " note_in_full month",
    )


def gap_columns() -> Columns[PlanLine]:
    """Those of the gap: nothing is suggested, and nothing is filled in."""
    return replace(
        columns(),
        screen="code customer grade target received cash promised gap measures uncovered note",
        file=f"code customer grade owner target {_ARITHMETIC} note month",
    )


def plan_report(found: Plan, accounts: Iterable[Account], working_days: int | None) -> Report:
    """The plan of the month, in a file to be filled in and handed back."""

    def document() -> Any:
        from huikuan.show.wire import reports as wire

        return wire.plan(found)

    def sheets() -> Sequence[Sheet]:
        from huikuan.show.sheets.sheet import Chart, Sheet

        title = _("The largest targets of {month}", month=found.month)
        chart = Chart(title, "customer", ("target_set", "received", "promised"))
        return [Sheet(_("Plan"), columns().in_file(), _in_file(found, accounts), chart, frozen=2)]

    return Report(found.month, found.as_of, document, lambda width: draw_plan(found, width, working_days), sheets)


def gap_report(found: Plan, accounts: Iterable[Account], working_days: int | None) -> Report:
    """Everyone's gap, the largest uncovered first."""

    def document() -> Any:
        from huikuan.show.wire import reports as wire

        return wire.gaps(found)

    def sheets() -> Sequence[Sheet]:
        from huikuan.show.sheets.sheet import Chart, Sheet

        chart = Chart(_("What is uncovered in {month}", month=found.month), "customer", ("uncovered",))
        return [Sheet(_("Gap"), gap_columns().in_file(), _in_file(found, accounts), chart, frozen=2)]

    return Report(found.month, found.as_of, document, lambda width: draw_gaps(found, width, working_days), sheets)


def _in_file(found: Plan, accounts: Iterable[Account]) -> list[PlanLine]:
    known = {account.customer.id: account for account in accounts}
    return [replace(line_of(row), of=_more_of(row, known[row.customer.id], found)) for row in found.rows]


def _more_of(row: Row, account: Account, found: Plan) -> _Of:
    of_month = [m for m in account.measures if m.due in found.month and m.is_open_on(found.as_of)]
    return _Of(row, found.month, account.target, tuple(sorted(of_month, key=lambda m: (m.due, m.id))))


def draw_plan(report: Plan, width: int, working_days: int | None) -> Iterable[Line | str]:
    """The plan for a person."""
    yield _heading(_("Plan of {month}", month=report.month), report, working_days)
    if not report.rows:
        yield _("No customer to show. To add one: huikuan customer add NAME")
        return
    yield ""
    lines = [line_of(row, report.cash_of(row)) for row in report.rows]
    yield from table(_on_screen(columns(), report), lines, width, _sum_lines(report))
    yield ""
    yield from _below(report, width)


def draw_gaps(report: Plan, width: int, working_days: int | None) -> Iterable[Line | str]:
    """Everyone's gap for a person: only those with something to say, the largest uncovered first."""
    yield _heading(_("Gaps of {month}", month=report.month), report, working_days)
    if not report.rows:
        yield _("No customer to show. To add one: huikuan customer add NAME")
        return
    open_rows = [row for row in report.rows if row.sums.gap]
    if open_rows:
        yield ""
        lines = [line_of(row, report.cash_of(row)) for row in open_rows]
        yield from table(_on_screen(gap_columns(), report), lines, width, [_total(report)])
    yield ""
    closed = sum(row.has_target and not row.sums.gap for row in report.rows)
    if closed:
        yield plural("{count} customer without a gap.", "{count} customers without a gap.", closed)
    yield from _covered(report)


def draw_sums(sums: Sums) -> Iterable[str]:
    """The month's arithmetic in two lines."""
    amounts = {field.name: getattr(sums, field.name) for field in fields(sums)}
    if not sums.surplus:
        yield _("Target {target} - received {received} - promised {promised} = gap {gap}", **amounts)
    elif sums.gap:
        yield _("Target {target}, received {received}, promised {promised}", **amounts)
        yield _("Gap {gap}; others exceed their targets by {surplus}", **amounts)
    else:
        yield _("Target {target} - received {received} - promised {promised}: surplus {surplus}", **amounts)
    if sums.measures and sums.gap:
        share = percent(sums.coverage)
        yield _("Measures {measures} ({share} of the gap), uncovered {uncovered}", share=share, **amounts)
    elif sums.gap:
        yield _("No measures this month, uncovered {uncovered}", **amounts)


def percent(share: Fraction | None) -> str:
    """The share in whole per cent; 100% is only said of the whole, 0% only of nothing, and nothing
    above 1000% is told apart. A dash where there is none.
    """
    if share is None:
        return "-"
    if share > _MOST_TIMES:
        return f">{_MOST_TIMES * _HUNDRED}%"
    whole = (2 * _HUNDRED * share.numerator + share.denominator) // (2 * share.denominator)
    if 0 < share < 1:
        whole = min(max(whole, 1), _HUNDRED - 1)
    return f"{whole}%"


def _on_screen(chosen: Columns[PlanLine], report: Plan) -> list[Column[PlanLine]]:
    return chosen.on_screen(without="cash" if report.cash is None else "")


def _amount(
    key: str, heading: str, first_to_go: int = 0, in_file: str = "", *, alarm: bool = False
) -> Column[PlanLine]:
    return Column(
        key,
        heading,
        lambda line: line.amount(key),
        align="right",
        first_to_go=first_to_go,
        adds_up=True,
        in_file=in_file,
        alarm=alarm,
    )


def _of(cell: Callable[[_Of], Any]) -> Callable[[PlanLine], Any]:
    """The cell of a customer's line in a file; a sum has none."""
    return lambda line: None if line.of is None else cell(line.of)


def _filled_amount(key: str, heading: str, cell: Callable[[PlanLine], Any]) -> Column[PlanLine]:
    return Column(key, heading, cell, align="right", filled="amount", adds_up=True)


def _measure(number: int) -> list[Column[PlanLine]]:
    """The three columns of the measure in this place, from 1 up."""

    def its(name: str) -> Callable[[PlanLine], Any]:
        return _of(lambda of: getattr(of.measures[number - 1], name) if number <= len(of.measures) else None)

    return [
        Column(f"measure{number}", _("Measure {number}", number=number), its("title"), filled="text"),
        _filled_amount(f"yield{number}", _("Yield {number}", number=number), its("estimate")),
        Column(f"by{number}", _("By {number}", number=number), its("due"), filled="day"),
    ]


def _note(line: PlanLine) -> str:
    more = len(line.of.measures) - _IN_SHEET if line.of else 0
    further = [plural("{count} further measure", "{count} further measures", more)] if more > 0 else []
    return listed([*filter(None, [line.flags]), *further])


def line_of(row: Row, cash: Money | None = None) -> PlanLine:
    """The customer's line of the table."""
    known = {"target": row.has_target, "suggested": row.has_suggestion}
    notes = [say(flag) for flag in row.flags if flag in _NOTED]
    if row.promises_too_much:
        notes.append(_("promises more than they owe"))
    if row.has_target and row.sums.surplus:
        notes.append(_("surplus {surplus}", surplus=row.sums.surplus))
    unknown = tuple(name for name, is_known in known.items() if not is_known)
    return PlanLine(row.customer.code, row.customer.name, str(row.grade), row.sums, listed(notes), unknown, cash)


def _total(report: Plan) -> PlanLine:
    count = report.totals.customers
    return PlanLine("", _("Total {count}", count=count), "", report.totals.sums, cash=report.all_cash)


def _sum_lines(report: Plan) -> list[PlanLine]:
    return [
        _total(report),
        PlanLine("", _("main"), "", report.totals.main, cash=report.cash_from(has_promise=True)),
        PlanLine("", _("supplement"), "", report.totals.supplement, cash=report.cash_from(has_promise=False)),
    ]


def _heading(title: str, report: Plan, working_days: int | None) -> Line:
    words = [title, _("as of {day}", day=report.as_of)]
    if working_days is not None:
        words.append(plural("{count} working day left", "{count} working days left", working_days))
    return line("   ".join(words), "bold")


def _below(report: Plan, width: int) -> Iterable[Line | str]:
    yield from _covered(report)
    without = [row for row in report.rows if Flag.NO_TARGET in row.flags]
    if without:
        yield from counted(
            plural("{count} without a target:", "{count} without a target:", len(without)), without, width
        )
        yield line(f"  → huikuan target set {shown(quoted(without[0].customer.code))} {_suggested(without[0])}", "cyan")
    asked = [row for row in report.rows if Flag.NO_PROMISE in row.flags]
    if asked:
        yield from counted(plural("{count} without a promise:", "{count} without a promise:", len(asked)), asked, width)
        yield line(f"  → huikuan gap {shown(quoted(asked[0].customer.code))}", "cyan")
    broken = [row for row in report.rows if Flag.BROKEN in row.flags]
    if broken:
        title = plural("{count} with a missed promise:", "{count} with a missed promise:", len(broken))
        yield from counted(title, broken, width)
        yield line("  → huikuan followup", "cyan")
    yield from _beyond([row for row in report.rows if row.promises_too_much], width)
    if report.opening is not None:
        said = _(
            "Opening plan frozen {day}: target {target}, promised {promised}, gap {gap}.",
            day=report.opening.frozen_on,
            target=report.opening.sums.target,
            promised=report.opening.sums.promised,
            gap=report.opening.sums.gap,
        )
        now = report.totals.sums
        then = _(
            "Now: target {target}, received {received}, gap {gap}.",
            target=now.target,
            received=now.received,
            gap=now.gap,
        )
        yield from wrapped(said, width)
        yield from wrapped(then, width, "  ")


def _beyond(rows: list[Row], width: int) -> Iterable[Line]:
    if rows:
        title = plural("{count} promising more than they owe:", "{count} promising more than they owe:", len(rows))
        yield from counted(title, rows, width)
        yield line(f"  → huikuan ageing {shown(quoted(rows[0].customer.code))}", "cyan")


def counted(title: str, rows: list[Row], width: int) -> Iterable[Line]:
    """How many, and the names of the first of them."""
    names = listed(shown(row.customer.name) for row in rows[:_NAMED]) + (" …" if len(rows) > _NAMED else "")
    return wrapped(_("{title} {names}", title=title, names=names), width)


def _covered(report: Plan) -> Iterable[str]:
    sums = report.totals.sums
    if sums.target:
        yield _(
            "Achieved {achieved} of the target; measures cover {covered} of the gap.",
            achieved=percent(sums.achievement),
            covered=percent(sums.coverage),
        )
    if report.cash is not None and report.all_cash is not None:
        bills = sum(len(found.bills) for found in report.cash.values())
        yield plural(
            "In cash {cash} of {received} received ({count} bill).",
            "In cash {cash} of {received} received ({count} bills).",
            bills,
            cash=report.all_cash,
            received=sums.received,
        )


def _suggested(row: Row) -> Any:
    return row.sums.suggested.yuan() if row.has_suggestion else _("AMOUNT")
