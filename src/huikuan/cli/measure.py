"""huikuan measure: what will be done to raise this month's money, what it should bring in, and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from huikuan.cli import output, session
from huikuan.cli.frame import examples
from huikuan.cli.params import (
    AmountTyped,
    ByDateOption,
    CustomerMaybe,
    CustomerTyped,
    MeasureKindOption,
    MeasureTyped,
    TitleTyped,
    amount_option,
    reads,
)
from huikuan.cli.scope import scope_of
from huikuan.cli.telling import tell
from huikuan.domain.facts import Measure, MeasureKind
from huikuan.domain.money import Money
from huikuan.domain.recorded import Recorded
from huikuan.show import lists, recorded
from huikuan.show.report import record_list
from huikuan.text import _
from huikuan.usecases import find
from huikuan.usecases import measure as usecase

if TYPE_CHECKING:
    from huikuan.cli.scope import Scope
    from huikuan.show.report import Report
    from huikuan.store.read import Reader

app = typer.Typer()


@app.command(
    "add",
    help=_("Plan a measure and say what it should bring in."),
    epilog=examples(
        "huikuan measure add 华联 上门对账 6万 --by 周五", 'huikuan measure add 华联 "协调退货" 3万 --kind support'
    ),
)
def add(
    customer: CustomerTyped,
    title: TitleTyped,
    estimate: AmountTyped,
    by: ByDateOption = None,
    kind: MeasureKindOption = None,
) -> None:
    with session.writing() as w:
        who = find.active_customer(w.read, customer, session.today())
        made = usecase.add(w, who, title, estimate, session.day(), due=by, kind=kind or MeasureKind.OTHER)
    _tell(made)


@app.command(
    "start",
    help=_("A measure is being done."),
    epilog=examples("huikuan measure start 3", "huikuan measure start 3 --json"),
)
def start(measure: MeasureTyped) -> None:
    with session.writing() as w:
        made = usecase.start(w, find.measure(w.read, measure), session.day())
    _tell(made)


@app.command(
    "done",
    help=_("A measure is done; say what it brought in."),
    epilog=examples("huikuan measure done 3", "huikuan measure done 3 --yield 5万"),
)
def done(
    measure: MeasureTyped,
    brought: Annotated[Money | None, amount_option("--yield", _("What it brought in."))] = None,
) -> None:
    with session.writing() as w:
        made = usecase.done(w, find.measure(w.read, measure), session.day(), brought)
    _tell(made)


@app.command(
    "drop",
    help=_("A measure will not be done."),
    epilog=examples("huikuan measure drop 3", "huikuan measure drop 3 --json"),
)
def drop(measure: MeasureTyped) -> None:
    with session.writing() as w:
        made = usecase.drop(w, find.measure(w.read, measure), session.day())
    _tell(made)


@app.command(
    "list",
    help=_("List the measures."),
    epilog=examples("huikuan measure list --open", "huikuan measure list 华联 --json"),
)
@reads
def list_measures(
    customer: CustomerMaybe = None,
    is_open: Annotated[bool, typer.Option("--open", help=_("Only those still to do."))] = False,
) -> None:
    with session.reading() as read:
        report = report_of(read, scope_of(read, customer), is_open=is_open)
    output.print_report(report)


def report_of(read: Reader, scope: Scope, *, is_open: bool = False) -> Report:
    """The measures agreed by the day, or only those still to do."""
    as_of, everyone = scope.as_of, scope.customers(read)
    made = [m for m in read.measures(scope.customer_id) if m.made_on <= as_of and m.customer_id in everyone]
    return record_list(
        "measures",
        _("Measures"),
        as_of,
        lists.measures(as_of),
        [(m, everyone[m.customer_id]) for m in made if m.is_open_on(as_of) or not is_open],
        _("No measure yet: huikuan measure add CUSTOMER TITLE YIELD"),
    )


def _tell(made: Recorded[Measure]) -> None:
    today = session.today()
    record = lists.measures(today).record((made.fact, made.customer))
    tell(made, lambda: record, recorded.measure(made.fact, made.customer, today))
