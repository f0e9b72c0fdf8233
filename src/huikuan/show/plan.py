"""The month's plan and everyone's gap as tables: who matters most stands first, the sums stand below."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from huikuan.domain.gap import Flag
from huikuan.names import say
from huikuan.show.line import Line, line
from huikuan.show.table import Column, table
from huikuan.show.wrap import wrapped
from huikuan.text import _, listed, plural, quoted, shown

if TYPE_CHECKING:
    from collections.abc import Iterable
    from fractions import Fraction

    from huikuan.domain.gap import Row, Sums
    from huikuan.domain.money import Money
    from huikuan.domain.plan import Plan

_HUNDRED = 100
_MOST_TIMES = 10
_NAMED = 6


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

    def amount(self, name: str) -> Money | None:
        """The amount of this name, where it is known."""
        found: Money = getattr(self.sums, name)
        return None if name in self.unknown else found


_NOTED = (Flag.NO_TARGET, Flag.NO_PROMISE, Flag.BROKEN)


def columns(*, in_cash: bool = False) -> list[Column[PlanLine]]:
    """The columns of the plan, in order."""
    cash: Column[PlanLine] = Column(_("In cash"), lambda line: line.cash, align="right", adds_up=True)
    return [
        Column(_("Code"), lambda line: line.code),
        Column(_("Customer"), lambda line: line.name, shrinks=True),
        Column(_("Gr."), lambda line: line.grade, first_to_go=5),
        _amount(_("Target"), "target"),
        _amount(_("Received"), "received", first_to_go=6),
        *([cash] if in_cash else ()),
        _amount(_("Promised"), "promised", first_to_go=7),
        _amount(_("Gap"), "gap", first_to_go=8),
        _amount(_("Measures"), "measures", first_to_go=3),
        _amount(_("Uncovered"), "uncovered"),
        _amount(_("Suggested"), "suggested", first_to_go=2),
        Column(_("Note"), lambda line: line.flags, first_to_go=1, shrinks=True),
    ]


def draw_plan(report: Plan, width: int, working_days: int | None) -> Iterable[Line | str]:
    """The plan for a person."""
    yield _heading(_("Plan of {month}", month=report.month), report, working_days)
    if not report.rows:
        yield _("No customer to show. To add one: huikuan customer add NAME")
        return
    yield ""
    lines = [line_of(row, report.cash_of(row)) for row in report.rows]
    yield from table(columns(in_cash=report.cash is not None), lines, width, _sum_lines(report))
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
        wanted = [c for c in columns(in_cash=report.cash is not None) if c.heading != _("Suggested")]
        lines = [line_of(row, report.cash_of(row)) for row in open_rows]
        yield from table(wanted, lines, width, [_total(report)])
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


def _amount(heading: str, name: str, first_to_go: int = 0) -> Column[PlanLine]:
    return Column(heading, lambda line: line.amount(name), align="right", first_to_go=first_to_go, adds_up=True)


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
