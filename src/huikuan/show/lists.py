"""The records as lists: for each kind one declaration of its columns, from which screen, file and document take theirs.

In a file every field of a record stands, so that what was handed on can be read back. A promise has a line for each of
its instalments, all of them with the number of the promise; several other names of a customer stand in one cell.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from huikuan.names import say
from huikuan.show.report import Report, record_list
from huikuan.show.table import Column, Columns, table_or
from huikuan.show.wire.values import Document, iso, yuan
from huikuan.text import _, listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from huikuan.domain.approval import StepStanding
    from huikuan.domain.facts import Contact, Customer, FollowUp, Measure, Receipt, Target
    from huikuan.domain.habits import Habits
    from huikuan.domain.invoice import Invoice, Settlement
    from huikuan.domain.money import Money
    from huikuan.domain.standing import InstalmentStanding, PromiseStanding
    from huikuan.show.line import Line
    from huikuan.show.sheets.sheet import Sheet

    CustomerLine = tuple[Customer, Habits]
    ReceiptLine = tuple[Receipt, Customer, Sequence[tuple[Invoice, Settlement]]]

BETWEEN_NAMES = "; "


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """One instalment of a promise as a line; only the first carries what belongs to the whole promise."""

    standing: PromiseStanding
    part: InstalmentStanding
    customer: Customer
    is_first: bool


def promise_lines(standing: PromiseStanding, customer: Customer, *, is_whole: bool = False) -> list[PromiseLine]:
    """A line for each instalment; in a file, `is_whole`, each of them says all of the promise."""
    return [PromiseLine(standing, part, customer, is_whole or n == 0) for n, part in enumerate(standing.instalments)]


def promises() -> Columns[PromiseLine]:
    """What they said they will pay, by instalment."""

    def of_promise(key: str, heading: str, cell: Any, **more: Any) -> Column[PromiseLine]:
        return Column(key, heading, lambda line: cell(line) if line.is_first else "", **more)

    every: list[Column[PromiseLine]] = [
        of_promise("id", _("Promise"), lambda line: line.standing.promise.id, align="right", in_file=_("Promise id")),
        Column("code", _("Code"), lambda line: line.customer.code),
        of_promise("customer", _("Customer"), lambda line: line.customer.name, shrinks=True),
        Column("due", _("Due"), lambda line: line.part.instalment.due),
        Column("amount", _("Amount"), lambda line: line.part.instalment.amount, align="right"),
        Column("paid", _("Paid"), lambda line: line.part.paid, align="right", first_to_go=1),
        Column("paid_late", _("Late"), lambda line: line.part.paid_late, align="right", first_to_go=4),
        Column("remaining", _("Remaining"), _remaining, align="right", first_to_go=6),
        Column("standing", _("State"), _standing, shrinks_last=True),
        Column("state", _("State"), lambda line: line.part.state),
        Column("status", _("Promise status"), lambda line: line.standing.status),
        of_promise("level", _("Level"), lambda line: line.standing.promise.level, align="right", first_to_go=3),
        of_promise("made_on", _("Made"), lambda line: line.standing.promise.made_on, first_to_go=1),
        of_promise("made_by", _("By"), lambda line: line.standing.promise.made_by or "", first_to_go=1),
        Column("form", _("Form"), lambda line: line.standing.promise.form),
        Column("window_end", _("On time until"), lambda line: line.part.instalment.window_end),
    ]
    return Columns(
        every,
        screen="id customer due amount paid paid_late remaining standing level made_on made_by",
        file="id code customer made_on made_by form level due amount paid paid_late remaining state status window_end",
    )


def promise_report(found: Sequence[tuple[PromiseStanding, Customer]], as_of: date) -> Report:
    """The promises, each with its instalments."""

    def document() -> Document:
        return {"promises": [promise_record(standing, who) for standing, who in found]}

    def lines(*, is_whole: bool) -> list[PromiseLine]:
        return [line for standing, who in found for line in promise_lines(standing, who, is_whole=is_whole)]

    def draw(width: int) -> Iterable[Line | str]:
        nothing = _("No promise yet: huikuan promise add CUSTOMER AMOUNT DATE")
        return table_or(nothing, promises().on_screen(), lines(is_whole=False), width)

    def sheets() -> Sequence[Sheet]:
        from huikuan.show.sheets.sheet import Sheet

        return [Sheet(_("Promises"), promises().in_file(), lines(is_whole=True), frozen=3)]

    return Report(as_of, as_of, document, draw, sheets)


def promise_record(standing: PromiseStanding, who: Customer) -> Document:
    """One promise as JSON, its instalments within it."""
    made, parts = standing.promise, instalments()
    return {
        "id": made.id,
        "customer": who.name,
        "code": who.code,
        "made_on": iso(made.made_on),
        "made_by": made.made_by,
        "form": made.form,
        "hour": made.hour,
        "evidence": made.evidence,
        "level": made.level,
        "follows": made.follows,
        "amount": yuan(standing.amount),
        "paid": yuan(standing.paid),
        "remaining": yuan(standing.remaining),
        "state": str(standing.state),
        "status": str(standing.status),
        "ended_on": iso(made.ended_on) if not standing.is_live else None,
        "reason": made.ended_why if not standing.is_live else None,
        "instalments": [parts.record(part) for part in standing.instalments],
    }


def instalments() -> Columns[InstalmentStanding]:
    """The parts of one promise with their windows."""
    every: list[Column[InstalmentStanding]] = [
        Column("due", _("Due"), lambda part: part.instalment.due),
        Column("window_end", _("On time until"), lambda part: part.instalment.window_end, first_to_go=3),
        Column("amount", _("Amount"), lambda part: part.instalment.amount, align="right"),
        Column("paid", _("Paid"), lambda part: part.paid, align="right", first_to_go=2),
        Column("paid_late", _("Late"), lambda part: part.paid_late, align="right", first_to_go=1),
        Column("remaining", _("Remaining"), lambda part: part.remaining, align="right"),
        Column("state", _("State"), lambda part: part.state),
    ]
    keys = "due window_end amount paid paid_late remaining state"
    return Columns(every, screen=keys, document=keys)


def _remaining(line: PromiseLine) -> Money | None:
    """What is still to come; of a promise that ended nothing is."""
    return line.part.remaining if line.standing.is_live else None


def _standing(line: PromiseLine) -> str:
    state = say(line.part.state)
    return state if line.standing.is_live else _("{state}, {status}", state=state, status=say(line.standing.status))


def measures(as_of: date) -> Columns[tuple[Measure, Customer]]:
    """What is done so that money comes."""
    every: list[Column[tuple[Measure, Customer]]] = [
        Column("id", _("Measure"), lambda line: line[0].id, align="right", in_file=_("Measure id")),
        Column("customer", _("Customer"), lambda line: line[1].name, first_to_go=3),
        Column("code", _("Code"), lambda line: line[1].code),
        Column("title", _("Title"), lambda line: line[0].title, shrinks=True),
        Column("kind", _("Kind"), lambda line: line[0].kind, first_to_go=2),
        Column("yield", _("Yield"), lambda line: line[0].estimate, align="right"),
        Column("due", _("Due"), lambda line: line[0].due),
        Column("status", _("Status"), lambda line: line[0].status_on(as_of), first_to_go=4),
        Column(
            "actual",
            _("Brought"),
            lambda line: None if line[0].is_open_on(as_of) else line[0].actual,
            align="right",
            first_to_go=2,
        ),
        Column("made_on", _("Noted"), lambda line: line[0].made_on),
    ]
    return Columns(
        every,
        screen="id customer title kind yield due status actual",
        file="id code customer title kind yield due status actual made_on",
        document="id customer code title kind yield due status actual made_on",
    )


def customers(as_of: date) -> Columns[CustomerLine]:
    """Who owes."""
    every: list[Column[CustomerLine]] = [
        Column("code", _("Code"), lambda line: line[0].code),
        Column("name", _("Customer"), lambda line: line[0].name, shrinks=True),
        Column("grade", _("Grade"), lambda line: line[0].grade_on(as_of)),
        Column("kind", _("Kind"), lambda line: line[0].kind, first_to_go=4),
        Column("owner", _("Owner"), lambda line: line[0].owner, first_to_go=3),
        Column("also_called", _("Also called"), lambda line: listed(line[0].aliases) or None, first_to_go=1),
        Column("names", _("Also called"), lambda line: BETWEEN_NAMES.join(line[0].aliases)),
        Column("archived_on", _("Archived"), lambda line: line[0].archived_since(as_of), first_to_go=2),
        Column("terms_days", _("Credit days"), lambda line: line[0].terms_days, align="right"),
        Column("note", _("Note"), lambda line: line[0].note),
    ]
    return Columns(
        every,
        screen="code name grade kind owner also_called archived_on",
        file="code name grade kind owner names terms_days note archived_on",
    )


def customer_report(found: Sequence[CustomerLine], as_of: date) -> Report:
    """The customers with what is known of each."""

    def document() -> Document:
        return {"customers": [customer_record(who, as_of, habits) for who, habits in found]}

    nothing = _("No customer to show. To add one: huikuan customer add NAME")
    made = record_list("customers", _("Customers"), as_of, customers(as_of), found, nothing, frozen=2)
    return replace(made, document=document)


def customer_record(fact: Customer, as_of: date, said: Habits) -> Document:
    """One customer as JSON, with their grades and what was said of how they pay."""
    return {
        "code": fact.code,
        "name": fact.name,
        "aliases": list(fact.aliases),
        "grade": str(fact.grade_on(as_of)),
        "kind": str(fact.kind),
        "owner": fact.owner,
        "archived": fact.is_archived_on(as_of),
        "archived_on": iso(fact.archived_since(as_of)),
        "terms_days": fact.terms_days,
        "note": fact.note,
        "habits": habits_record(said),
        "grades": [
            {"on": iso(given.on), "grade": str(given.grade), "reason": given.reason or None}
            for given in fact.grades
            if given.on <= as_of
        ],
    }


def habits_record(said: Habits) -> Document:
    """What a person said of how they pay."""
    return {
        "pay_days": list(said.pay_days),
        "pay_weekdays": list(said.pay_weekdays),
        "good_hours": [str(hours) for hours in said.good_hours],
        "bad_hours": [str(hours) for hours in said.bad_hours],
    }


def contacts() -> Columns[tuple[Contact, Customer]]:
    """Whom to call there."""
    every: list[Column[tuple[Contact, Customer]]] = [
        Column("id", _("Contact id"), lambda line: line[0].id, align="right"),
        Column("customer", _("Customer"), lambda line: line[1].name),
        Column("code", _("Code"), lambda line: line[1].code),
        Column("name", _("Name"), lambda line: line[0].name, shrinks=True),
        Column("role", _("Role"), lambda line: line[0].role),
        Column("phone", _("Phone"), lambda line: line[0].phone),
        Column("note", _("Note"), lambda line: line[0].note, first_to_go=1),
    ]
    return Columns(every, screen="customer name role phone note", document="id customer code name role phone note")


def targets() -> Columns[tuple[Target, Customer]]:
    """What we want from whom in which month."""
    every: list[Column[tuple[Target, Customer]]] = [
        Column("month", _("Month"), lambda line: line[0].month),
        Column("code", _("Code"), lambda line: line[1].code, first_to_go=2),
        Column("customer", _("Customer"), lambda line: line[1].name, shrinks=True),
        Column("amount", _("Target"), lambda line: line[0].amount, align="right", adds_up=True),
        Column("expected", _("Expected"), lambda line: line[0].expected, align="right", first_to_go=4, adds_up=True),
        Column("ask", _("Asked"), lambda line: line[0].ask, align="right", first_to_go=3, adds_up=True),
        Column("accepted_on", _("Accepted"), lambda line: line[0].accepted_on, first_to_go=5),
        Column("set_on", _("Set"), lambda line: line[0].set_on, first_to_go=1),
    ]
    return Columns(
        every,
        screen="month code customer amount expected ask accepted_on set_on",
        file="code customer month amount expected ask accepted_on set_on",
        document="customer code month amount expected ask accepted_on set_on",
    )


def receipts(as_of: date) -> Columns[ReceiptLine]:
    """Money that came in, and what it paid."""
    every: list[Column[ReceiptLine]] = [
        Column("id", _("Receipt"), lambda line: line[0].id, align="right", in_file=_("Receipt id")),
        Column("customer", _("Customer"), lambda line: line[1].name, shrinks=True),
        Column("code", _("Code"), lambda line: line[1].code),
        Column("date", _("Date"), lambda line: line[0].on),
        Column("amount", _("Amount"), lambda line: line[0].amount, align="right"),
        Column("form", _("Form"), lambda line: line[0].form, first_to_go=4),
        Column("matures", _("Matures"), lambda line: line[0].matures),
        Column("note", _("Note"), lambda line: line[0].note),
        Column("reference", _("Reference"), lambda line: line[0].reference),
        Column("to_promises", _("To promises"), lambda line: _promises_paid(line[0]), first_to_go=3),
        Column("settles", "", lambda line: _settled(line[2], as_of)),
        Column("allocations", "", lambda line: _allocated(line[0])),
        Column("unallocated", _("Unallocated"), lambda line: line[0].unallocated, align="right", first_to_go=2),
        Column("presented", _("Presented"), lambda line: line[0].presented_by(as_of), first_to_go=1),
        Column("reversed", "", lambda line: line[0].is_reversed_on(as_of)),
        Column("reversed_on", _("Reversed"), lambda line: _if_reversed(line[0], as_of, "on"), first_to_go=5),
        Column("reason", "", lambda line: _if_reversed(line[0], as_of, "why")),
    ]
    return Columns(
        every,
        screen="id date customer amount form to_promises unallocated presented reversed_on",
        file="id code customer date amount form matures reference presented reversed_on note to_promises",
        document="id customer code date amount form matures note reference settles allocations unallocated presented"
        " reversed reversed_on reason",
    )


def _promises_paid(receipt: Receipt) -> str | None:
    paid = dict.fromkeys(f"#{share.promise_id}" for share in receipt.allocations)
    return " ".join(paid) or None


def _settled(settled: Sequence[tuple[Invoice, Settlement]], as_of: date) -> list[dict[str, Any]]:
    return [
        {"invoice": i.number, "due": i.due.isoformat(), "amount": s.amount.yuan()}
        for i, s in settled
        if s.stands_on(as_of)
    ]


def _allocated(receipt: Receipt) -> list[dict[str, Any]]:
    return [
        {"promise": share.promise_id, "due": share.due.isoformat(), "amount": share.amount.yuan()}
        for share in receipt.allocations
    ]


def _if_reversed(receipt: Receipt, as_of: date, what: str) -> Any:
    return getattr(receipt, f"reversed_{what}") if receipt.is_reversed_on(as_of) else None


def approvals() -> Columns[tuple[StepStanding, Customer]]:
    """The way a payment takes through the customer's house, step by step."""
    every: list[Column[tuple[StepStanding, Customer]]] = [
        Column("id", _("Step"), lambda line: line[0].step.id, align="right", in_file=_("Step id")),
        Column("customer", _("Customer"), lambda line: line[1].name, shrinks=True),
        Column("code", _("Code"), lambda line: line[1].code),
        Column("step", _("Title"), lambda line: line[0].step.step, shrinks=True),
        Column("signer", _("Signs"), lambda line: line[0].step.signer, first_to_go=4),
        Column("promise", _("Promise"), lambda line: line[0].step.promise_id, align="right", first_to_go=1),
        Column("submitted_on", _("Submitted"), lambda line: line[0].step.submitted_on, first_to_go=2),
        Column("expected_on", _("Through by"), lambda line: line[0].step.expected_on, first_to_go=3),
        Column("done_on", _("Through on"), lambda line: line[0].step.done_on if line[0].is_done else None),
        Column("status", _("Status"), lambda line: line[0].status),
        Column("days_waiting", _("Days"), lambda line: line[0].days_waiting, align="right", first_to_go=5),
        Column("note", _("Note"), lambda line: line[0].step.note),
    ]
    return Columns(
        every,
        screen="id customer step signer submitted_on expected_on status days_waiting promise",
        file="id code customer step signer promise submitted_on expected_on done_on status days_waiting note",
        document="id customer code step signer promise submitted_on expected_on done_on status days_waiting note",
    )


def follow_ups() -> Columns[tuple[FollowUp, Customer]]:
    """What was said to whom, and when to be in touch again."""
    every: list[Column[tuple[FollowUp, Customer]]] = [
        Column("id", _("Contact id"), lambda line: line[0].id, align="right"),
        Column("customer", _("Customer"), lambda line: line[1].name, shrinks=True),
        Column("code", _("Code"), lambda line: line[1].code),
        Column("date", _("Date"), lambda line: line[0].on),
        Column("channel", _("How"), lambda line: line[0].channel, first_to_go=1),
        Column("outcome", _("Outcome"), lambda line: line[0].outcome, first_to_go=2),
        Column("said", _("Said"), lambda line: line[0].said, shrinks=True),
        Column("next", _("Next"), lambda line: line[0].next_on),
        Column("excuse", _("Reason"), lambda line: line[0].talk.excuse),
        Column("answer", _("Answer"), lambda line: line[0].talk.answer),
        Column("worked", _("Moved them"), lambda line: line[0].talk.worked),
        Column("measure", _("Measure"), lambda line: line[0].talk.measure_id),
        Column("about", _("About"), lambda line: line[0].talk.care),
        Column("rank", _("Our place"), lambda line: line[0].talk.place),
    ]
    return Columns(
        every,
        screen="date channel outcome said next",
        file="code customer date channel outcome said next excuse answer worked about rank",
        document="id customer code date channel outcome said next excuse answer worked measure about rank",
    )
