"""What is owed, handed on: every invoice with what is open of it, and everyone's balance by age."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from huikuan.cli import session
from huikuan.cli.wanted import Handed, Wanted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from huikuan.show.sheets.sheet import Sheet
    from huikuan.store.read import Reader


def invoices(read: Reader, wanted: Wanted) -> Handed:
    """Invoices and credit notes issued by the day."""
    as_of = wanted.day.as_of
    theirs = {c.id: c for c in read.customers(wanted.owner)}
    issued = [(i, theirs[i.customer_id]) for i in read.invoices() if i.issued <= as_of and i.customer_id in theirs]

    def document() -> Any:
        from huikuan.show.wire import debts as wire

        return {"invoices": [wire.invoice(fact, who, as_of) for fact, who in issued]}

    def sheets() -> Sequence[Sheet]:
        from huikuan.show.sheets.debts import invoice_sheet

        return [invoice_sheet(issued, as_of)]

    return Handed(as_of, as_of, document, sheets)


def ageing(read: Reader, wanted: Wanted) -> Handed:
    """What is owed by age, as `huikuan ageing` shows it."""
    from huikuan.domain.ageing import ageing as report_of

    as_of = wanted.day.as_of
    ledgers = read.ledgers(as_of, wanted.owner)
    known = [(c, ledgers[c.id]) for c in read.customers(wanted.owner) if c.id in ledgers]
    report = report_of(known, as_of, session.policy().ageing)

    def document() -> Any:
        from huikuan.show.wire import debts as wire

        return wire.ageing(report)

    def sheets() -> Sequence[Sheet]:
        from huikuan.show.sheets.debts import ageing_sheet

        return [ageing_sheet(report)]

    return Handed(as_of, as_of, document, sheets)
