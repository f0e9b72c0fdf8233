"""What is owed as sheets: every invoice with what is open of it, and everyone's balance by age."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from huikuan.domain.money import NOTHING
from huikuan.names import say
from huikuan.show.debts import ageing_columns, invoice_columns, step_name
from huikuan.show.sheets.sheet import Chart, Sheet, by_heading, through
from huikuan.show.table import Column
from huikuan.text import _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from huikuan.domain.ageing import Aged, Ageing, AgeingRow, Step
    from huikuan.domain.facts import Customer
    from huikuan.domain.invoice import Invoice
    from huikuan.domain.money import Money

    InvoiceOf = tuple[Invoice, Customer]


def invoice_sheet(invoices: Sequence[InvoiceOf], as_of: date) -> Sheet:
    """Invoices and credit notes; what a credit note is worth is negative, so that the columns add up."""
    on_screen = by_heading(invoice_columns(as_of))
    columns: list[Column[InvoiceOf]] = [
        Column(_("Invoice id"), lambda line: line[0].id, align="right"),
        Column(_("Code"), lambda line: line[1].code),
        on_screen[_("Customer")],
        Column(_("Invoice number"), lambda line: line[0].number),
        Column(_("Kind"), lambda line: say(line[0].kind)),
        *(on_screen[heading] for heading in (_("Issued"), _("Due"), _("Amount"))),
        Column(_("Settled"), lambda line: _settled(line[0], as_of), align="right"),
        *(on_screen[heading] for heading in (_("Open"), _("Disputed"), _("Days overdue"))),
        Column(_("Note"), lambda line: line[0].note),
    ]
    return Sheet(_("Invoices"), columns, invoices, frozen=3)


def ageing_sheet(report: Ageing) -> Sheet:
    """Everyone's balance by age, the sums below, and the largest drawn step by step."""
    steps = report.total.steps
    on_screen = by_heading(through(column, _line) for column in ageing_columns(steps))
    ages = {step_name(step): _heading(step) for step in steps}
    columns: list[Column[AgeingRow]] = [
        on_screen[_("Code")],
        on_screen[_("Customer")],
        Column(_("Owner"), lambda row: row.customer.owner),
        Column(_("Grade"), lambda row: row.customer.grade_on(report.as_of)),
        *(replace(on_screen[short], heading=heading, adds_up=True) for short, heading in ages.items()),
        *(
            replace(on_screen[heading], adds_up=True)
            for heading in (_("Disputed"), _("Credits"), _("Overdue"), _("Balance"))
        ),
    ]
    chart = Chart(_("What is owed by age"), _("Customer"), tuple(ages.values()), is_stacked=True)
    return Sheet(_("Ageing"), columns, report.rows, chart, frozen=2, alarming=_("Overdue"))


def _settled(fact: Invoice, as_of: date) -> Money:
    """With the sign of the amount."""
    amount = fact.settled_on(as_of)
    return NOTHING - amount if fact.is_credit else amount


def _heading(step: Step) -> str:
    """The step so that no spreadsheet takes it for a day: 1-30 would be January 30."""
    if step.first is None:
        return _("Not due")
    if step.last is None:
        return _("Over {days} days", days=step.first - 1)
    return _("{first} to {last} days", first=step.first, last=step.last)


def _line(row: AgeingRow) -> tuple[str, str, Aged]:
    return row.customer.code, row.customer.name, row.aged
