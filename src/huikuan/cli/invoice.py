"""huikuan invoice: what is owed, what of it is disputed, and balances agreed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from huikuan.cli import candidates, output, session
from huikuan.cli.frame import examples
from huikuan.cli.params import (
    AmountMaybe,
    BalanceTyped,
    CustomerMaybe,
    CustomerTyped,
    InvoiceDueTyped,
    MonthFilter,
    OnOption,
    SplitOption,
    day_option,
    reads,
    text_argument,
    text_option,
)
from huikuan.cli.scope import scope_of
from huikuan.cli.telling import tell_all
from huikuan.cli.typed import LONGEST_NOTE
from huikuan.domain.facts import Customer
from huikuan.domain.invoice import Invoice, InvoiceKind
from huikuan.domain.money import Money
from huikuan.errors import DueMissing, InvoiceIncomplete
from huikuan.show import debts
from huikuan.show.wire import debts as wire
from huikuan.text import _
from huikuan.usecases import find
from huikuan.usecases import invoice as usecase

if TYPE_CHECKING:
    from huikuan.cli.scope import Scope
    from huikuan.show.report import Report
    from huikuan.store.read import Reader

app = typer.Typer()

NumberTyped = Annotated[str, text_argument(_("The invoice's number."), _("NUMBER"), candidates.invoices)]
WhoseOption = Annotated[str | None, text_option("--customer", _("Whose, where several have one of this number."))]


@app.command(
    "add",
    help=_("Record an invoice or, with --credit, a credit note; receipts settle the oldest due first."),
    epilog=examples(
        "huikuan invoice add 华联 10万 12-31 --no FP2026-001 --issued 11-01",
        "huikuan invoice add 华联 5000 --credit --no CN-7 --against FP2026-001",
    ),
)
def add(
    customer: CustomerTyped,
    amount: AmountMaybe = None,
    due: InvoiceDueTyped = None,
    number: Annotated[str | None, text_option("--no", _("Its number."))] = None,
    issued: Annotated[date | None, day_option("--issued", _("The day it was issued; today if left out."))] = None,
    split: SplitOption = None,
    credit: Annotated[bool, typer.Option("--credit", help=_("A credit note: owed by us."))] = False,
    against: Annotated[
        str | None, text_option("--against", _("The invoice a credit note is for."), offers=candidates.invoices)
    ] = None,
    note: Annotated[str | None, text_option("--note", _("Anything worth knowing."), longest=LONGEST_NOTE)] = None,
) -> None:
    if (amount is None) == (split is None) or (split and (due or credit)) or (against and not credit):
        raise InvoiceIncomplete
    kind = InvoiceKind.CREDIT_NOTE if credit else InvoiceKind.INVOICE
    with session.writing() as w:
        who = find.customer(w.read, customer, session.today())
        on = issued or min(session.today(), due or session.today())
        parts = split.parts if split else ((amount or Money(0), due or _by_terms(who, on, kind)),)
        named = usecase.open_named(w.read, against, who)
        in_order = sorted(parts, key=lambda part: part[1])
        facts = [Invoice(0, who.id, number, on, day, part, kind, note) for part, day in in_order]
        made = [usecase.add(w, who, fact, session.day(), named) for fact in facts]
    today = session.today()
    tell_all(
        made,
        lambda each: wire.invoice(each.fact, who, today),
        [line for each in made for line in debts.invoice(each.fact, who, today)],
    )


@app.command(
    "dispute",
    help=_("What the customer disputes of an invoice is kept apart; the rest is still chased."),
    epilog=examples(
        'huikuan invoice dispute FP2026-001 3万 --reason "两箱破损"',
        "huikuan invoice dispute FP2026-001 --over --reason 已换货",
    ),
)
def dispute(
    number: NumberTyped,
    amount: AmountMaybe = None,
    reason: Annotated[str | None, text_option("--reason", _("Why, or how it ended."), longest=LONGEST_NOTE)] = None,
    over: Annotated[bool, typer.Option("--over", help=_("The dispute is over."))] = False,
    customer: WhoseOption = None,
    on: OnOption = None,
) -> None:
    with session.writing() as w:
        who = find.customer(w.read, customer, session.today()) if customer else None
        day = on or session.today()
        parts = usecase.named(w.read, number, who)
        disputed = Money(0) if over else amount
        made = usecase.dispute(w, parts, disputed, reason or "", day, session.day())
    today = session.today()
    tell_all(
        made,
        lambda each: wire.invoice(each.fact, each.customer, today),
        [line for each in made for line in debts.invoice(each.fact, each.customer, today)],
    )


@app.command(
    "agree",
    help=_("Keep that they agreed how much they owe, and who said so."),
    epilog=examples(
        "huikuan invoice agree 华联 12.5万 --by 张会计", "huikuan invoice agree HL 125000 --by 张会计 --on 昨天"
    ),
)
def agree(
    customer: CustomerTyped,
    amount: BalanceTyped,
    by: Annotated[str, text_option("--by", _("Who at the customer agreed."))],
    on: OnOption = None,
    note: Annotated[str | None, text_option("--note", _("Anything worth knowing."), longest=LONGEST_NOTE)] = None,
) -> None:
    with session.writing() as w:
        who = find.customer(w.read, customer, session.today())
        contact = find.contact(w.read, who.id, by)
        day = on or session.today()
        made = usecase.agree(w, who, amount, contact.name if contact else by, day, note, session.day())
        book = usecase.balance_on(w.read, who.id, day)
    output.emit(lambda: wire.agreement(made, who, book), lambda _width: debts.agreement(made, who, book))


@app.command(
    "list",
    help=_("List invoices and credit notes."),
    epilog=examples("huikuan invoice list 华联 --open", "huikuan invoice list --overdue --json"),
)
@reads
def list_invoices(
    customer: CustomerMaybe = None,
    month: MonthFilter = None,
    only_open: Annotated[bool, typer.Option("--open", help=_("Only those not settled."))] = False,
    overdue: Annotated[bool, typer.Option("--overdue", help=_("Only those past their due day."))] = False,
) -> None:
    with session.reading() as read:
        report = report_of(read, scope_of(read, customer, month=month), only_open=only_open, overdue=overdue)
    output.print_report(report)


def report_of(read: Reader, scope: Scope, *, only_open: bool = False, overdue: bool = False) -> Report:
    """The invoices and credit notes issued by the day, or only those that are open, or overdue, or due in a month."""
    as_of, everyone = scope.as_of, scope.customers(read)
    known = [i for i in read.invoices(scope.customer_id) if i.issued <= as_of and i.customer_id in everyone]
    meant = [i for i in known if i.open_on(as_of)] if only_open or overdue else known
    if overdue:
        meant = [i for i in meant if i.due < as_of and not i.is_credit]
    in_month = [i for i in meant if scope.month is None or i.due in scope.month]
    return debts.invoice_report([(i, everyone[i.customer_id]) for i in in_month], as_of)


def _by_terms(who: Customer, issued: date, kind: InvoiceKind) -> date:
    if kind is InvoiceKind.CREDIT_NOTE:
        return issued
    if who.terms_days is None:
        raise DueMissing(customer=who.name, code=who.code)
    return issued + timedelta(days=who.terms_days)
