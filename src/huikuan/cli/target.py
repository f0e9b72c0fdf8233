"""huikuan target: what we want from a customer this month, what we expect, and whether they agreed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from huikuan.cli import output, session
from huikuan.cli.frame import examples
from huikuan.cli.params import AmountTyped, CustomerMaybe, CustomerTyped, MonthOption, amount_option, reads
from huikuan.cli.scope import scope_of
from huikuan.cli.telling import tell
from huikuan.domain.money import Money
from huikuan.domain.period import month_of
from huikuan.show import lists, recorded
from huikuan.show.report import record_list
from huikuan.text import _
from huikuan.usecases import find
from huikuan.usecases import target as usecase

if TYPE_CHECKING:
    from huikuan.cli.scope import Scope
    from huikuan.show.report import Report
    from huikuan.store.read import Reader

app = typer.Typer()


@app.command(
    "set",
    help=_("Set what we want from a customer this month."),
    epilog=examples(
        "huikuan target set 华联 20万 --expected 10万", "huikuan target set 华联 20万 --month 下月 --accepted"
    ),
)
def set_target(
    customer: CustomerTyped,
    amount: AmountTyped,
    month: MonthOption = None,
    expected: Annotated[Money | None, amount_option("--expected", _("What we think they will pay."))] = None,
    ask: Annotated[Money | None, amount_option("--ask", _("What we opened with."))] = None,
    accepted: Annotated[bool, typer.Option("--accepted", help=_("They agreed to it today."))] = False,
) -> None:
    day = session.day()
    with session.writing() as w:
        who = find.active_customer(w.read, customer, day.as_of)
        made = usecase.set_target(
            w,
            who,
            month or month_of(day.as_of),
            amount,
            day,
            expected=expected,
            ask=ask,
            accepted_on=day.as_of if accepted else None,
        )
    tell(made, lambda: lists.targets().record((made.fact, who)), recorded.target(made.fact, who))


@app.command(
    "list",
    help=_("List the targets in force, one for each customer and month."),
    epilog=examples("huikuan target list", "huikuan target list 华联 --json"),
)
@reads
def list_targets(customer: CustomerMaybe = None, month: MonthOption = None) -> None:
    with session.reading() as read:
        report = report_of(read, scope_of(read, customer, month=month))
    output.print_report(report)


def report_of(read: Reader, scope: Scope) -> Report:
    """The targets in force: of the month, or of every month of one customer."""
    month = scope.month if scope.month or scope.customer else scope.month_meant
    everyone = scope.customers(read)
    set_by_then = [t for t in read.targets(month, scope.customer_id) if t.set_on <= scope.as_of]
    in_force = {(t.month, t.customer_id): t for t in set_by_then if t.customer_id in everyone}
    return record_list(
        "targets",
        _("Targets"),
        scope.as_of,
        lists.targets(),
        [(in_force[key], everyone[key[1]]) for key in sorted(in_force)],
        _("No target to show. To set one: huikuan target set CUSTOMER AMOUNT"),
        frozen=2,
    )
