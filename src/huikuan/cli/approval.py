"""huikuan approval: from desk to desk in a large house, who signs, and where it is stuck."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from huikuan.cli import candidates, output, session
from huikuan.cli.frame import examples
from huikuan.cli.params import (
    CustomerMaybe,
    CustomerTyped,
    OnOption,
    StepTyped,
    day_option,
    id_option,
    reads,
    text_argument,
    text_option,
)
from huikuan.cli.scope import scope_of
from huikuan.cli.telling import tell
from huikuan.cli.typed import LONGEST_NOTE
from huikuan.domain.approval import StepStanding, chain
from huikuan.domain.talk import Approval
from huikuan.show import lists, recorded
from huikuan.show.report import record_list
from huikuan.text import _
from huikuan.usecases import approval as usecase
from huikuan.usecases import find

if TYPE_CHECKING:
    from collections.abc import Iterable

    from huikuan.cli.scope import Scope
    from huikuan.domain.recorded import Recorded
    from huikuan.show.report import Report
    from huikuan.store.read import Reader

app = typer.Typer()

ExpectedOption = Annotated[date | None, day_option("--expected", _("The day it should be through."), ahead=True)]


@app.command(
    "add",
    help=_("Record a step a payment takes through the customer's house; the steps of a chain in their order."),
    epilog=examples(
        "huikuan approval add 华联 财务初审 --by 刘科长 --submitted 今天",
        "huikuan approval add 华联 院长签字 --expected 下周五 --promise 3",
    ),
)
def add(
    customer: CustomerTyped,
    step: Annotated[str, text_argument(_("The desk or signature, such as 财务初审."), _("STEP"))],
    by: Annotated[str | None, text_option("--by", _("Who signs."))] = None,
    submitted: Annotated[date | None, day_option("--submitted", _("The day it was handed in."))] = None,
    expected: ExpectedOption = None,
    promise: Annotated[int | None, id_option("--promise", _("The promise it is about."), candidates.promises)] = None,
    note: Annotated[str | None, text_option("--note", _("Anything worth knowing."), longest=LONGEST_NOTE)] = None,
) -> None:
    with session.writing() as w:
        who = find.active_customer(w.read, customer, session.today())
        about = find.promise(w.read, promise) if promise is not None else None
        days = {"submitted_on": submitted, "expected_on": expected}
        entered = Approval(0, who.id, step, session.today(), by, promise, **days, note=note)
        made = usecase.add(w, who, entered, session.day(), about)
        steps = w.read.approvals(who.id)
    _tell(made, steps)


@app.command(
    "submit",
    help=_("A step was handed in, or is expected for another day."),
    epilog=examples("huikuan approval submit 2", "huikuan approval submit 2 --on 昨天 --expected 下周五"),
)
def submit(step: StepTyped, on: OnOption = None, expected: ExpectedOption = None) -> None:
    with session.writing() as w:
        found = find.approval(w.read, step)
        made = usecase.submit(w, found, on or found.submitted_on or session.today(), expected, session.day())
        steps = w.read.approvals(made.customer.id)
    _tell(made, steps)


@app.command(
    "done",
    help=_("A step is through."),
    epilog=examples("huikuan approval done 2", "huikuan approval done 2 --on 昨天"),
)
def done(step: StepTyped, on: OnOption = None) -> None:
    with session.writing() as w:
        made = usecase.done(w, find.approval(w.read, step), on or session.today(), session.day())
        steps = w.read.approvals(made.customer.id)
    _tell(made, steps)


@app.command(
    "list",
    help=_("List the steps, where each stands, and for how long."),
    epilog=examples("huikuan approval list --open", "huikuan approval list 华联 --json"),
)
@reads
def list_approvals(
    customer: CustomerMaybe = None,
    is_open: Annotated[bool, typer.Option("--open", help=_("Only those still to come through."))] = False,
) -> None:
    with session.reading() as read:
        report = report_of(read, scope_of(read, customer), is_open=is_open)
    output.print_report(report)


def report_of(read: Reader, scope: Scope, *, is_open: bool = False) -> Report:
    """The steps with where each stands, or only those still to come through."""
    everyone = scope.customers(read)
    steps = [step for step in read.approvals(scope.customer_id) if step.customer_id in everyone]
    return record_list(
        "approvals",
        _("Approvals"),
        scope.as_of,
        lists.approvals(),
        [
            (found, everyone[found.step.customer_id])
            for found in chain(steps, scope.as_of, scope.day.calendar, scope.day.policy)
            if not (is_open and found.is_done)
        ],
        _("No step of approval to show. To add one: huikuan approval add CUSTOMER STEP"),
    )


def _chain(steps: Iterable[Approval], on: date) -> tuple[StepStanding, ...]:
    day = session.day(on)
    return chain(steps, day.as_of, day.calendar, day.policy)


def _tell(made: Recorded[Approval], steps: Iterable[Approval]) -> None:
    on = max(session.today(), made.fact.made_on)
    [found] = [each for each in _chain(steps, on) if each.step.id == made.fact.id]
    tell(made, lambda: lists.approvals().record((found, made.customer)), recorded.approval(found, made.customer))
