"""The records as sheets, with every field of each, so that what was handed on can be read back.

A promise has a line for each of its instalments, all of them with the number of the promise. Several other names of a
customer stand in one cell, a semicolon between them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from huikuan.names import say
from huikuan.show.lists import PromiseLine, customer_columns, promise_columns, receipt_columns
from huikuan.show.sheets.sheet import Sheet, by_heading
from huikuan.show.table import Column
from huikuan.text import _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from huikuan.domain.facts import Customer, Receipt
    from huikuan.domain.standing import PromiseStanding

BETWEEN_NAMES = "; "


def customer_sheet(customers: Sequence[Customer], as_of: date) -> Sheet:
    """Who owes: one line each, those put away too."""
    on_screen = by_heading(customer_columns(as_of))
    columns = [
        *(on_screen[heading] for heading in (_("Code"), _("Customer"), _("Grade"), _("Kind"), _("Owner"))),
        Column(_("Also called"), lambda c: BETWEEN_NAMES.join(c.aliases)),
        Column(_("Credit days"), lambda c: c.terms_days, align="right"),
        Column(_("Note"), lambda c: c.note),
        on_screen[_("Archived")],
    ]
    return Sheet(_("Customers"), columns, customers, frozen=2)


def promise_sheet(standings: Sequence[PromiseStanding], customers: Mapping[int, Customer]) -> Sheet:
    """What they said they will pay: one line for each instalment, each of them whole."""
    lines = [
        PromiseLine(whole, part, customers[whole.promise.customer_id], is_first=True)
        for whole in standings
        for part in whole.instalments
    ]
    return Sheet(_("Promises"), _promise_columns(), lines, frozen=3)


def receipt_sheet(receipts: Sequence[tuple[Receipt, Customer]], as_of: date) -> Sheet:
    """Money that came in."""
    on_screen = by_heading(receipt_columns(as_of))
    columns = [
        Column(_("Receipt id"), lambda line: line[0].id, align="right"),
        Column(_("Code"), lambda line: line[1].code),
        *(on_screen[heading] for heading in (_("Customer"), _("Date"), _("Amount"), _("Form"))),
        Column(_("Matures"), lambda line: line[0].matures),
        Column(_("Reference"), lambda line: line[0].reference),
        *(on_screen[heading] for heading in (_("Presented"), _("Reversed"))),
        Column(_("Note"), lambda line: line[0].note),
        on_screen[_("To promises")],
    ]
    return Sheet(_("Receipts"), columns, receipts, frozen=3)


def _promise_columns() -> list[Column[PromiseLine]]:
    on_screen = by_heading(promise_columns())
    return [
        Column(_("Promise id"), lambda line: line.standing.promise.id, align="right"),
        Column(_("Code"), lambda line: line.customer.code),
        *(on_screen[heading] for heading in (_("Customer"), _("Made"), _("By"))),
        Column(_("Form"), lambda line: line.standing.promise.form and say(line.standing.promise.form)),
        *(on_screen[heading] for heading in (_("Level"), _("Due"), _("Amount"), _("Paid"), _("Late"), _("Remaining"))),
        Column(_("State"), lambda line: say(line.part.state)),
        Column(_("Promise status"), lambda line: say(line.standing.status)),
        Column(_("On time until"), lambda line: line.part.instalment.window_end),
    ]
