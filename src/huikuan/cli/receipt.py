"""huikuan receipt: money that came in, which promise it paid, and what came back unpaid."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from huikuan.cli import candidates, output, session
from huikuan.cli.frame import examples
from huikuan.cli.params import (
    AmountTyped,
    CustomerMaybe,
    CustomerTyped,
    FormOption,
    MaturesOption,
    MonthFilter,
    OnOption,
    ReceiptTyped,
    ValueDateTyped,
    id_option,
    reads,
    text_option,
)
from huikuan.cli.scope import scope_of
from huikuan.cli.telling import tell
from huikuan.cli.typed import LONGEST_NOTE
from huikuan.domain.facts import Form, Receipt
from huikuan.domain.invoice import Invoice, Settlement
from huikuan.domain.recorded import Recorded
from huikuan.show import debts, lists, recorded
from huikuan.show.report import record_list
from huikuan.text import _
from huikuan.usecases import find, invoice
from huikuan.usecases import receipt as usecase

if TYPE_CHECKING:
    from huikuan.cli.scope import Scope
    from huikuan.domain.facts import Customer
    from huikuan.show.report import Report
    from huikuan.store.read import Reader

app = typer.Typer()
Settled = list[tuple[Invoice, Settlement]]


@app.command(
    "add",
    help=_("Record money that came in; it pays the oldest due promise first."),
    epilog=examples("huikuan receipt add 华联 4万", "huikuan receipt add 华联 4万 12-03 --form cheque --to 3"),
)
def add(
    customer: CustomerTyped,
    amount: AmountTyped,
    on: ValueDateTyped = None,
    form: FormOption = None,
    to: Annotated[
        int | None, id_option("--to", _("The promise it pays; else the oldest due."), candidates.promises)
    ] = None,
    matures: MaturesOption = None,
    number: Annotated[
        str | None,
        text_option("--invoice", _("The invoice it settles; else the oldest due."), offers=candidates.invoices),
    ] = None,
    advance: Annotated[
        bool, typer.Option("--advance", help=_("Paid in advance: what is left of it settles invoices to come."))
    ] = False,
    reference: Annotated[str | None, text_option("--ref", _("The bank's or the ledger's number of it."))] = None,
    note: Annotated[str | None, text_option("--note", _("Anything worth knowing."), longest=LONGEST_NOTE)] = None,
    again: Annotated[bool, typer.Option("--again", help=_("The same money really came in twice."))] = False,
) -> None:
    with session.writing() as w:
        who = find.customer(w.read, customer, session.today())
        promise = find.promise(w.read, to) if to is not None else None
        kind = form or Form.TRANSFER
        came_in = Receipt(0, who.id, on or session.today(), amount, kind, matures, note, reference=reference)
        meant = usecase.Meant(promise, invoice.open_named(w.read, number, who), advance)
        made = usecase.add(w, who, came_in, session.day(), meant, again=again)
        settled = w.read.settled_by(made.fact.id)
    _tell(made, settled)


@app.command(
    "settle",
    help=_("Let money that has settled nothing yet settle an invoice."),
    epilog=examples("huikuan receipt settle 5", "huikuan receipt settle 5 --invoice FP2026-001"),
)
def settle(
    receipt: ReceiptTyped,
    number: Annotated[
        str | None,
        text_option("--invoice", _("The invoice it settles; else the oldest due."), offers=candidates.invoices),
    ] = None,
) -> None:
    with session.writing() as w:
        found = find.receipt(w.read, receipt)
        who = w.read.customer(found.customer_id)
        made = usecase.settle(w, found, invoice.open_named(w.read, number, who), session.day())
        settled = w.read.settled_by(found.id)
    _tell(made, settled)


@app.command(
    "reverse",
    help=_("Money came back unpaid: a bounced cheque, a refused bill."),
    epilog=examples(
        'huikuan receipt reverse 5 --reason "支票退票"', "huikuan receipt reverse 5 --reason 拒付 --on 昨天"
    ),
)
def reverse(
    receipt: ReceiptTyped,
    reason: Annotated[str, text_option("--reason", _("Why it came back."), longest=LONGEST_NOTE)],
    on: OnOption = None,
) -> None:
    with session.writing() as w:
        made = usecase.reverse(w, find.receipt(w.read, receipt), on or session.today(), reason, session.day())
        settled = w.read.settled_by(receipt)
    tell(
        made,
        lambda: _record(made.fact, made.customer, settled),
        recorded.reversal(made.fact, made.customer),
    )


@app.command(
    "present",
    help=_("A bill or cheque was handed to the bank; nobody is reminded of it any more."),
    epilog=examples("huikuan receipt present 5", "huikuan receipt present 5 --on 昨天"),
)
def present(receipt: ReceiptTyped, on: OnOption = None) -> None:
    with session.writing() as w:
        made = usecase.present(w, find.receipt(w.read, receipt), on or session.today(), session.day())
        settled = w.read.settled_by(receipt)
    tell(
        made,
        lambda: _record(made.fact, made.customer, settled),
        recorded.presentation(made.fact, made.customer),
    )


def _tell(made: Recorded[Receipt], settled: Settled) -> None:
    who = made.customer
    tell(
        made,
        lambda: _record(made.fact, who, settled),
        [*recorded.receipt(made.fact, who, settles=bool(settled)), *debts.settled_by(settled)],
    )


@app.command(
    "list",
    help=_("List the receipts."),
    epilog=examples("huikuan receipt list --month 本月", "huikuan receipt list 华联 --json"),
)
@reads
def list_receipts(customer: CustomerMaybe = None, month: MonthFilter = None) -> None:
    with session.reading() as read:
        report = report_of(read, scope_of(read, customer, month=month))
    output.print_report(report)


def report_of(read: Reader, scope: Scope) -> Report:
    """The receipts with a value date by the day, or of a month."""
    as_of, everyone = scope.as_of, scope.customers(read)
    came_in = [r for r in read.receipts(scope.customer_id) if r.on <= as_of and r.customer_id in everyone]
    meant = [r for r in came_in if scope.month is None or r.on in scope.month]
    settled = read.settled_by_receipts({r.id for r in meant})
    return record_list(
        "receipts",
        _("Receipts"),
        as_of,
        lists.receipts(as_of),
        [(r, everyone[r.customer_id], settled.get(r.id, ())) for r in meant],
        _("No receipt to show. To add one: huikuan receipt add CUSTOMER AMOUNT"),
    )


def _record(fact: Receipt, who: Customer, settled: Settled) -> dict[str, Any]:
    return lists.receipts(session.today()).record((fact, who, settled))
