"""huikuan ageing: what is owed by how long it is overdue, for everyone or for one customer invoice by invoice."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from huikuan.cli import output, session
from huikuan.cli.frame import examples
from huikuan.cli.params import CustomerMaybe, owner_option, reads
from huikuan.cli.scope import scope_of
from huikuan.text import _, shown
from huikuan.usecases import find

if TYPE_CHECKING:
    from huikuan.cli.scope import Scope
    from huikuan.show.report import Report
    from huikuan.store.read import Reader

app = typer.Typer()


@app.command("ageing", epilog=examples("huikuan ageing", "huikuan ageing 华联 --as-of 2026-11-30"))
@reads
def ageing(
    customer: CustomerMaybe = None,
    owner: Annotated[str | None, owner_option(_("Only this salesperson's customers."))] = None,
) -> None:
    if customer is not None:
        _one(customer, session.as_of())
        return
    with session.reading() as read:
        report = report_of(read, scope_of(read, owner=owner))
    output.print_report(report)


def report_of(read: Reader, scope: Scope) -> Report:
    """What everyone owes by age."""
    from huikuan.domain.ageing import ageing as ageing_of
    from huikuan.show.debts import ageing_report

    ledgers = read.ledgers(scope.as_of, scope.owner)
    owing = [(c, ledgers[c.id]) for c in scope.customers(read).values() if c.id in ledgers]
    return ageing_report(ageing_of(owing, scope.as_of, scope.day.policy.ageing))


def _one(typed: str, as_of: date) -> None:
    from huikuan.domain.ageing import aged

    with session.reading() as read:
        who = find.customer(read, typed, as_of)
        ledger = read.ledgers(as_of, who.id)[who.id]
    found = aged(ledger, as_of, session.policy().ageing)
    open_ones = sorted((i for i in ledger.invoices if i.open_on(as_of)), key=lambda i: (i.due, i.id))

    def draw(width: int) -> Any:
        from huikuan.show.debts import draw_invoices

        heading = f"{shown(who.name)} {shown(who.code)}   {_('as of {day}', day=as_of)}"
        return draw_invoices(heading, open_ones, who, found, as_of, width)

    def document() -> Any:
        from huikuan.show.wire import debts as wire_debts
        from huikuan.show.wire import values as wire_values

        invoices = [wire_debts.invoice(i, who, as_of) for i in open_ones]
        head = {"as_of": wire_values.iso(as_of), "customer": who.name, "code": who.code}
        return head | wire_debts.aged(found) | {"invoices": invoices}

    output.emit(document, draw)
