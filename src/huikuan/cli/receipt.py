"""huikuan receipt: money that came in, which promise it paid, and what came back unpaid."""

from __future__ import annotations

from typing import Annotated

import typer

from huikuan.cli import session
from huikuan.cli.frame import examples
from huikuan.cli.params import (
    AmountTyped,
    CustomerMaybe,
    CustomerTyped,
    FormOption,
    IdTyped,
    MaturesOption,
    MonthFilter,
    OnOption,
    ValueDateTyped,
    id_option,
    reads,
    text_option,
)
from huikuan.cli.telling import by_id, list_out, tell
from huikuan.cli.typed import LONGEST_NOTE
from huikuan.domain.facts import Form, Receipt
from huikuan.domain.invoice import Invoice, Settlement
from huikuan.domain.recorded import Recorded
from huikuan.show import debts, lists, recorded
from huikuan.show.wire import records as wire
from huikuan.text import _
from huikuan.usecases import find, invoice
from huikuan.usecases import receipt as usecase

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
    to: Annotated[int | None, id_option("--to", _("The promise it pays; else the oldest due."))] = None,
    matures: MaturesOption = None,
    number: Annotated[str | None, text_option("--invoice", _("The invoice it settles; else the oldest due."))] = None,
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
    receipt: IdTyped,
    number: Annotated[str | None, text_option("--invoice", _("The invoice it settles; else the oldest due."))] = None,
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
    receipt: IdTyped,
    reason: Annotated[str, text_option("--reason", _("Why it came back."), longest=LONGEST_NOTE)],
    on: OnOption = None,
) -> None:
    with session.writing() as w:
        made = usecase.reverse(w, find.receipt(w.read, receipt), on or session.today(), reason, session.day())
        settled = w.read.settled_by(receipt)
    tell(
        made,
        lambda: wire.receipt(made.fact, made.customer, session.today(), settled),
        recorded.reversal(made.fact, made.customer),
    )


@app.command(
    "present",
    help=_("A bill or cheque was handed to the bank; nobody is reminded of it any more."),
    epilog=examples("huikuan receipt present 5", "huikuan receipt present 5 --on 昨天"),
)
def present(receipt: IdTyped, on: OnOption = None) -> None:
    with session.writing() as w:
        made = usecase.present(w, find.receipt(w.read, receipt), on or session.today(), session.day())
        settled = w.read.settled_by(receipt)
    tell(
        made,
        lambda: wire.receipt(made.fact, made.customer, session.today(), settled),
        recorded.presentation(made.fact, made.customer),
    )


def _tell(made: Recorded[Receipt], settled: Settled) -> None:
    who = made.customer
    tell(
        made,
        lambda: wire.receipt(made.fact, who, session.today(), settled),
        [*recorded.receipt(made.fact, who, settles=bool(settled)), *debts.settled_by(settled)],
    )


@app.command(
    "list",
    help=_("List the receipts."),
    epilog=examples("huikuan receipt list --month 本月", "huikuan receipt list 华联 --json"),
)
@reads
def list_receipts(customer: CustomerMaybe = None, month: MonthFilter = None) -> None:
    as_of = session.as_of()
    with session.reading() as read:
        who = find.customer(read, customer, as_of) if customer is not None else None
        everyone = by_id(read)
        came_in = [r for r in read.receipts(who.id if who else None) if r.on <= as_of]
        wanted = [r for r in came_in if month is None or r.on in month]
        settled = read.settled_by_receipts({r.id for r in wanted})
    list_out(
        "receipts",
        [(r, everyone[r.customer_id]) for r in wanted],
        lambda line: wire.receipt(line[0], line[1], as_of, settled.get(line[0].id, ())),
        lambda: lists.receipt_columns(as_of),
        _("No receipt to show. To add one: huikuan receipt add CUSTOMER AMOUNT"),
    )
