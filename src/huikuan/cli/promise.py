"""huikuan promise: what the customer said they will pay and when; renewed when missed, withdrawn with a reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from huikuan.cli import candidates, output, session
from huikuan.cli.frame import examples
from huikuan.cli.params import (
    AmountMaybe,
    CustomerMaybe,
    CustomerTyped,
    DueTyped,
    FormOption,
    OnOption,
    PromiseTyped,
    SplitOption,
    id_option,
    reads,
    text_option,
    word_option,
)
from huikuan.cli.scope import scope_of
from huikuan.cli.telling import tell
from huikuan.cli.typed import LONGEST_NOTE, Split
from huikuan.domain.facts import Form
from huikuan.domain.money import Money
from huikuan.domain.standing import standing
from huikuan.errors import NoSuchPromise, PromiseIncomplete
from huikuan.parse import hours
from huikuan.show import lists, recorded
from huikuan.text import _
from huikuan.usecases import find
from huikuan.usecases import promise as usecase

if TYPE_CHECKING:
    from huikuan.cli.scope import Scope
    from huikuan.show.report import Report
    from huikuan.store.read import Reader

app = typer.Typer()

ByOption = Annotated[str | None, text_option("--by", _("Who said it: one of the customer's contacts."))]
AtOption = Annotated[
    str | None, word_option("--at", _("By which hour of the day, as 16:00 or 下午4点."), _("HOUR"), hours.hour)
]
EvidenceOption = Annotated[
    str | None, text_option("--evidence", _("Where it stands in writing."), longest=LONGEST_NOTE)
]
FromMeasure = Annotated[int | None, id_option("--from-measure", _("The measure that led to it."), candidates.measures)]


@app.command(
    "add",
    help=_("Record what a customer said they will pay, and when."),
    epilog=examples(
        "huikuan promise add 华联 10万 周五 --by 王总", 'huikuan promise add 华联 --split "5万@周五,5万@月底"'
    ),
)
def add(
    customer: CustomerTyped,
    amount: AmountMaybe = None,
    due: DueTyped = None,
    split: SplitOption = None,
    by: ByOption = None,
    form: FormOption = None,
    at: AtOption = None,
    evidence: EvidenceOption = None,
    on: OnOption = None,
    from_measure: FromMeasure = None,
) -> None:
    terms = replace(_terms(amount, due, split, by, form, on), hour=at, evidence=evidence)
    with session.writing() as w:
        who = find.active_customer(w.read, customer, session.today())
        measure = find.measure_of(w.read, from_measure, who) if from_measure is not None else None
        made = usecase.add(w, who, terms, session.day(), measure)
    tell(made, lambda: lists.promise_record(made.fact, who), recorded.promise(made.fact, who))


@app.command(
    "renew",
    help=_("Replace a missed or moved promise by a new one, one level up."),
    epilog=examples("huikuan promise renew 3 6万 下周三", 'huikuan promise renew 3 --split "3万@周五,3万@月底"'),
)
def renew(
    promise: PromiseTyped,
    amount: AmountMaybe = None,
    due: DueTyped = None,
    split: SplitOption = None,
    by: ByOption = None,
    form: FormOption = None,
    at: AtOption = None,
    evidence: EvidenceOption = None,
    on: OnOption = None,
) -> None:
    terms = replace(_terms(amount, due, split, by, form, on), hour=at, evidence=evidence)
    with session.writing() as w:
        made = usecase.renew(w, find.promise(w.read, promise), terms, session.day())
    tell(made, lambda: lists.promise_record(made.fact, made.customer), recorded.promise(made.fact, made.customer))


@app.command(
    "withdraw",
    help=_("The customer takes a promise back."),
    epilog=examples(
        'huikuan promise withdraw 3 --reason "合同取消"', "huikuan promise withdraw 3 --reason 退货抵款 --on 昨天"
    ),
)
def withdraw(
    promise: PromiseTyped,
    reason: Annotated[str, text_option("--reason", _("Why they took it back."), longest=LONGEST_NOTE)],
    on: OnOption = None,
) -> None:
    with session.writing() as w:
        made = usecase.withdraw(w, find.promise(w.read, promise), on or session.today(), reason, session.day())
    tell(made, lambda: lists.promise_record(made.fact, made.customer), recorded.withdrawn(made.fact, made.customer))


@app.command(
    "list",
    help=_("List the promises with where they stand."),
    epilog=examples("huikuan promise list --open", "huikuan promise list 华联 --json"),
)
@reads
def list_promises(
    customer: CustomerMaybe = None,
    is_open: Annotated[bool, typer.Option("--open", help=_("Only live ones with money still to come."))] = False,
) -> None:
    with session.reading() as read:
        report = report_of(read, scope_of(read, customer), is_open=is_open)
    output.print_report(report)


def report_of(read: Reader, scope: Scope, *, is_open: bool = False) -> Report:
    """The promises made by the day with where they stand, or only the live ones with money still to come."""
    as_of, everyone = scope.as_of, scope.customers(read)
    made = [p for p in read.promises(scope.customer_id) if p.made_on <= as_of and p.customer_id in everyone]
    every = [(standing(p, as_of, scope.day.policy), everyone[p.customer_id]) for p in made]
    return lists.promise_report([(s, who) for s, who in every if not is_open or (s.is_live and s.remaining)], as_of)


@app.command(
    "show",
    help=_("One promise with its instalments and their windows."),
    epilog=examples("huikuan promise show 3", "huikuan promise show 3 --json"),
)
@reads
def show(promise: PromiseTyped) -> None:
    as_of = session.as_of()
    with session.reading() as read:
        made = find.promise(read, promise)
        if made.made_on > as_of:
            raise NoSuchPromise(id=promise)
        who = read.customer(made.customer_id)
    found = standing(made, as_of, session.policy())
    output.emit(lambda: lists.promise_record(found, who), lambda width: recorded.promise_page(found, who, width))


def _terms(
    amount: Money | None,
    due: date | None,
    split: Split | None,
    by: str | None,
    form: Form | None,
    on: date | None,
) -> usecase.Terms:
    if split is not None and due is None:
        usecase.check_total(split.parts, amount)
        parts = split.parts
    elif split is None and amount is not None and due is not None:
        parts = ((amount, due),)
    else:
        raise PromiseIncomplete
    return usecase.Terms(parts, on or session.today(), by, form)
