"""huikuan plan: every customer of the month, who matters most first; the plan of the month's start can be frozen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from huikuan.cli import output, session
from huikuan.cli.context import context
from huikuan.cli.frame import examples
from huikuan.cli.mistyped import OptionAlone, OptionsApart, ReadOnlyDay
from huikuan.cli.params import MonthTyped, owner_option, reads
from huikuan.cli.scope import scope_of
from huikuan.domain.period import Month, month_of
from huikuan.text import _

if TYPE_CHECKING:
    from huikuan.cli.scope import Scope
    from huikuan.domain.bills import Cash
    from huikuan.domain.day import Day
    from huikuan.domain.period import Month
    from huikuan.show.report import Report
    from huikuan.store.read import Reader

app = typer.Typer()

CashFlag = Annotated[
    bool, typer.Option("--cash", help=_("Also what came in is worth in cash: bills at the settings' rate."))
]


@app.command("plan", epilog=examples("huikuan plan 下月 --guide", "huikuan plan --freeze"))
@reads
def plan(
    month: MonthTyped = None,
    owner: Annotated[str | None, owner_option(_("Only this salesperson's customers."))] = None,
    cash: CashFlag = False,
    freeze: Annotated[
        bool, typer.Option("--freeze", help=_("Keep the plan as it stands as the opening plan."))
    ] = False,
    guide: Annotated[
        bool, typer.Option("--guide", help=_("Go through the customers one by one: target, promise, measures."))
    ] = False,
    again: Annotated[bool, typer.Option("--again", help=_("With --guide: those gone through before as well."))] = False,
) -> None:
    if guide or again:
        _guide(month, owner, freeze=freeze, guide=guide, again=again)
        return
    if freeze:
        _freeze(month or month_of(session.as_of()))
    with session.reading() as read:
        report = report_of(read, scope_of(read, month=month, owner=owner), cash=cash)
    output.print_report(report)


def report_of(read: Reader, scope: Scope, *, cash: bool = False) -> Report:
    """The plan of the month as the day knows it."""
    from huikuan.domain.plan import plan as plan_of
    from huikuan.show.plan import plan_report

    month, day = scope.month_meant, scope.day
    accounts = read.accounts(month, day.as_of, scope.owner)
    worth = in_cash(read, month, day, scope.owner) if cash else None
    found = plan_of(accounts, month, day.as_of, day.policy, read.opening(month, day.as_of), worth)
    return plan_report(found, accounts, session.working_days_left(month, day))


def in_cash(read: Reader, month: Month, day: Day, owner: str | None) -> dict[int, Cash]:
    """By customer what came in during the month is worth in cash, where bills were among it."""
    from huikuan.domain.bills import cash_by_customer

    bills = read.bills_between(month.first, min(month.last, day.as_of), owner)
    return cash_by_customer(bills, month, day.as_of, day.policy.bill_rate)


def _freeze(month: Month) -> None:
    if context().as_of is not None:
        raise ReadOnlyDay(command="plan --freeze")
    from huikuan.usecases import target

    with session.writing() as w:
        target.freeze(w, month, session.day())


def _guide(month: Month | None, owner: str | None, *, freeze: bool, guide: bool, again: bool) -> None:
    if not guide:
        raise OptionAlone(option="--again", other="--guide")
    if freeze:
        raise OptionsApart(first="plan --guide", then="plan --freeze")
    if context().as_of is not None:
        raise ReadOnlyDay(command="plan --guide")
    from huikuan.cli.guide import run

    run(month or month_of(session.today()), owner, again=again)
