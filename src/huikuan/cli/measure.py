"""huikuan measure: what will be done to raise this month's money, what it should bring in, and what became of it."""

from __future__ import annotations

from typing import Annotated

import typer

from huikuan.cli import session
from huikuan.cli.frame import examples
from huikuan.cli.params import (
    AmountTyped,
    ByDateOption,
    CustomerMaybe,
    CustomerTyped,
    IdTyped,
    MeasureKindOption,
    TitleTyped,
    amount_option,
    reads,
)
from huikuan.cli.telling import by_id, list_out, tell
from huikuan.domain.facts import Measure, MeasureKind
from huikuan.domain.money import Money
from huikuan.domain.recorded import Recorded
from huikuan.show import lists, recorded
from huikuan.show.wire import records as wire
from huikuan.text import _
from huikuan.usecases import find
from huikuan.usecases import measure as usecase

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
def start(measure: IdTyped) -> None:
    with session.writing() as w:
        made = usecase.start(w, find.measure(w.read, measure), session.day())
    _tell(made)


@app.command(
    "done",
    help=_("A measure is done; say what it brought in."),
    epilog=examples("huikuan measure done 3", "huikuan measure done 3 --yield 5万"),
)
def done(
    measure: IdTyped,
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
def drop(measure: IdTyped) -> None:
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
    as_of = session.as_of()
    with session.reading() as read:
        who = find.customer(read, customer, as_of) if customer is not None else None
        everyone = by_id(read)
        made = [m for m in read.measures(who.id if who else None) if m.made_on <= as_of]
    list_out(
        "measures",
        [(m, everyone[m.customer_id]) for m in made if m.is_open_on(as_of) or not is_open],
        lambda line: wire.measure(line[0], line[1], as_of),
        lambda: lists.measure_columns(as_of),
        _("No measure yet: huikuan measure add CUSTOMER TITLE YIELD"),
    )


def _tell(made: Recorded[Measure]) -> None:
    today = session.today()
    tell(made, lambda: wire.measure(made.fact, made.customer, today), recorded.measure(made.fact, made.customer, today))
