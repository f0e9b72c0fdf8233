"""huikuan gap: one customer's card for the meeting, or everyone's gap, the largest uncovered first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from huikuan.cli import output, session
from huikuan.cli.frame import examples
from huikuan.cli.params import CustomerMaybe, MonthOption, owner_option, reads
from huikuan.cli.plan import CashFlag, in_cash
from huikuan.cli.scope import scope_of
from huikuan.domain.day import Day
from huikuan.domain.money import Money
from huikuan.domain.period import Month, month_of
from huikuan.text import _
from huikuan.usecases import find

if TYPE_CHECKING:
    from huikuan.cli.scope import Scope
    from huikuan.domain.plan import Plan
    from huikuan.show.report import Report
    from huikuan.store.read import Reader

app = typer.Typer()
UNCOVERED = 6


@app.command("gap", epilog=examples("huikuan gap 华联", "huikuan gap --check"))
@reads
def gap(
    customer: CustomerMaybe = None,
    month: MonthOption = None,
    owner: Annotated[str | None, owner_option(_("Only this salesperson's customers."))] = None,
    why: Annotated[bool, typer.Option("--why", help=_("Show what each number is made of."))] = False,
    cash: CashFlag = False,
    brief: Annotated[bool, typer.Option("--brief", help=_("The card in twelve lines, to copy into a chat."))] = False,
    check: Annotated[bool, typer.Option("--check", help=_("Exit with 6 while a gap is uncovered."))] = False,
) -> None:
    if check:
        session.need_book()
    if customer is not None:
        day = session.day(session.as_of())
        uncovered = _one(customer, month or month_of(day.as_of), day, why=why, brief=brief)
    else:
        uncovered = _everyone(month, owner, cash=cash)
    if check and uncovered:
        raise typer.Exit(UNCOVERED)


def _one(typed: str, month: Month, day: Day, *, why: bool, brief: bool) -> Money:
    from huikuan.domain.card import card

    with session.reading() as read:
        who = find.customer(read, typed, day.as_of)
        report = card(read.dossier(who.id, month, day.as_of), month, day)
    left = session.working_days_left(month, day)

    def draw(width: int) -> Any:
        if brief:
            from huikuan.show.brief import draw_brief

            return draw_brief(report)
        from huikuan.show.card import draw_card

        return draw_card(report, width, left, why=why)

    def document() -> Any:
        from huikuan.show.wire import card as wire

        return wire.card(report)

    output.emit(document, draw)
    return report.row.sums.uncovered


def _everyone(month: Month | None, owner: str | None, *, cash: bool) -> Money:
    with session.reading() as read:
        found, report = _gaps(read, scope_of(read, month=month, owner=owner), cash=cash)
    output.print_report(report)
    return found.totals.sums.uncovered


def report_of(read: Reader, scope: Scope) -> Report:
    """Everyone's gap of the month as the day knows it."""
    return _gaps(read, scope)[1]


def _gaps(read: Reader, scope: Scope, *, cash: bool = False) -> tuple[Plan, Report]:
    from huikuan.domain.plan import plan
    from huikuan.show.plan import gap_report

    month, day = scope.month_meant, scope.day
    accounts = read.accounts(month, day.as_of, scope.owner)
    worth = in_cash(read, month, day, scope.owner) if cash else None
    found = plan(accounts, month, day.as_of, day.policy, None, worth)
    return found, gap_report(found, accounts, session.working_days_left(month, day))
