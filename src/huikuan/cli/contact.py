"""huikuan contact: the people at a customer, and what each does when money is paid."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from huikuan.cli import output, session
from huikuan.cli.frame import examples
from huikuan.cli.params import CustomerMaybe, CustomerTyped, NameTyped, RoleOption, reads, text_option
from huikuan.cli.scope import scope_of
from huikuan.cli.typed import LONGEST_NOTE
from huikuan.domain.facts import Role
from huikuan.show import lists, recorded
from huikuan.show.report import record_list
from huikuan.text import _
from huikuan.usecases import customer as usecase
from huikuan.usecases import find

if TYPE_CHECKING:
    from huikuan.cli.scope import Scope
    from huikuan.show.report import Report
    from huikuan.store.read import Reader

app = typer.Typer()


@app.command(
    "add",
    help=_("Add a person at a customer."),
    epilog=examples(
        "huikuan contact add 华联 李总 --role decides --phone 13800000001",
        "huikuan contact add 华联 小赵 --role handles",
    ),
)
def add(
    customer: CustomerTyped,
    name: NameTyped,
    role: RoleOption = None,
    phone: Annotated[str | None, text_option("--phone", _("The number to call."))] = None,
    note: Annotated[str | None, text_option("--note", _("Good hours, habits."), longest=LONGEST_NOTE)] = None,
) -> None:
    with session.writing() as w:
        who = find.active_customer(w.read, customer, session.today())
        made = usecase.add_contact(w, who, name, role or Role.HANDLES, phone, note)
    output.emit(lambda: lists.contacts().record((made, who)), lambda _width: recorded.contact(made, who))


@app.command(
    "list",
    help=_("List the people at one customer, or at all."),
    epilog=examples("huikuan contact list 华联", "huikuan contact list --json"),
)
@reads
def list_contacts(customer: CustomerMaybe = None) -> None:
    with session.reading() as read:
        report = report_of(read, scope_of(read, customer))
    output.print_report(report)


def report_of(read: Reader, scope: Scope) -> Report:
    """The people known by the day."""
    everyone = scope.customers(read)
    known = [c for c in read.contacts(scope.customer_id) if c.on <= scope.as_of and c.customer_id in everyone]
    return record_list(
        "contacts",
        _("Contacts"),
        scope.as_of,
        lists.contacts(),
        [(person, everyone[person.customer_id]) for person in known],
        _("No contact yet: huikuan contact add CUSTOMER NAME"),
    )
