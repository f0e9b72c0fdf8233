"""huikuan contact: the people at a customer, and what each does when money is paid."""

from __future__ import annotations

from typing import Annotated

import typer

from huikuan.cli import output, session
from huikuan.cli.frame import examples
from huikuan.cli.params import CustomerMaybe, CustomerTyped, NameTyped, RoleOption, reads, text_option
from huikuan.cli.telling import by_id, list_out
from huikuan.cli.typed import LONGEST_NOTE
from huikuan.domain.facts import Role
from huikuan.show import lists, recorded
from huikuan.show.wire import records as wire
from huikuan.text import _
from huikuan.usecases import customer as usecase
from huikuan.usecases import find

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
    output.emit(lambda: wire.contact(made, who), lambda _width: recorded.contact(made, who))


@app.command(
    "list",
    help=_("List the people at one customer, or at all."),
    epilog=examples("huikuan contact list 华联", "huikuan contact list --json"),
)
@reads
def list_contacts(customer: CustomerMaybe = None) -> None:
    with session.reading() as read:
        who = find.customer(read, customer, session.as_of()) if customer is not None else None
        everyone = by_id(read)
        people = [c for c in read.contacts(who.id if who else None) if c.on <= session.as_of()]
    list_out(
        "contacts",
        [(person, everyone[person.customer_id]) for person in people],
        lambda line: wire.contact(line[0], line[1]),
        lists.contact_columns,
        _("No contact yet: huikuan contact add CUSTOMER NAME"),
    )
