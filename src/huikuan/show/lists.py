"""The lists of records, one column list each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from huikuan.names import say
from huikuan.show.table import Column, table
from huikuan.text import _, listed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from huikuan.domain.approval import StepStanding
    from huikuan.domain.facts import Contact, Customer, FollowUp, Measure, Receipt, Target
    from huikuan.domain.money import Money
    from huikuan.domain.standing import InstalmentStanding, PromiseStanding
    from huikuan.show.line import Line


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """One instalment of a promise as a line; only the first carries what belongs to the whole promise."""

    standing: PromiseStanding
    part: InstalmentStanding
    customer: Customer
    is_first: bool


def drawn(columns: Sequence[Column[Any]], lines: Sequence[Any], width: int, nothing: str) -> list[Line | str]:
    """The table of the lines, or one sentence where there is none."""
    return [*table(columns, lines, width)] if lines else [nothing]


def promise_lines(standing: PromiseStanding, customer: Customer) -> list[PromiseLine]:
    return [PromiseLine(standing, part, customer, n == 0) for n, part in enumerate(standing.instalments)]


def promise_columns() -> list[Column[PromiseLine]]:
    return [
        Column(_("Promise"), lambda line: line.standing.promise.id if line.is_first else "", align="right"),
        Column(_("Customer"), lambda line: line.customer.name if line.is_first else "", shrinks=True),
        Column(_("Due"), lambda line: line.part.instalment.due),
        Column(_("Amount"), lambda line: line.part.instalment.amount, align="right"),
        Column(_("Paid"), lambda line: line.part.paid, align="right", first_to_go=1),
        Column(_("Late"), lambda line: line.part.paid_late, align="right", first_to_go=4),
        Column(_("Remaining"), _remaining, align="right", first_to_go=6),
        Column(_("State"), _state, shrinks_last=True),
        Column(
            _("Level"), lambda line: line.standing.promise.level if line.is_first else "", align="right", first_to_go=3
        ),
        Column(_("Made"), lambda line: line.standing.promise.made_on if line.is_first else "", first_to_go=1),
        Column(_("By"), lambda line: line.standing.promise.made_by or "" if line.is_first else "", first_to_go=1),
    ]


def instalment_columns() -> list[Column[InstalmentStanding]]:
    return [
        Column(_("Due"), lambda part: part.instalment.due),
        Column(_("On time until"), lambda part: part.instalment.window_end, first_to_go=3),
        Column(_("Amount"), lambda part: part.instalment.amount, align="right"),
        Column(_("Paid"), lambda part: part.paid, align="right", first_to_go=2),
        Column(_("Late"), lambda part: part.paid_late, align="right", first_to_go=1),
        Column(_("Remaining"), lambda part: part.remaining, align="right"),
        Column(_("State"), lambda part: say(part.state)),
    ]


def _remaining(line: PromiseLine) -> Money | None:
    """What is still to come; of a promise that ended nothing is."""
    return line.part.remaining if line.standing.is_live else None


def _state(line: PromiseLine) -> str:
    state = say(line.part.state)
    return state if line.standing.is_live else _("{state}, {status}", state=state, status=say(line.standing.status))


def measure_columns(as_of: date) -> list[Column[tuple[Measure, Customer]]]:
    return [
        Column(_("Measure"), lambda line: line[0].id, align="right"),
        Column(_("Customer"), lambda line: line[1].name, first_to_go=3),
        Column(_("Title"), lambda line: line[0].title, shrinks=True),
        Column(_("Kind"), lambda line: say(line[0].kind), first_to_go=2),
        Column(_("Yield"), lambda line: line[0].estimate, align="right"),
        Column(_("Due"), lambda line: line[0].due),
        Column(_("Status"), lambda line: say(line[0].status_on(as_of)), first_to_go=4),
        Column(
            _("Brought"),
            lambda line: None if line[0].is_open_on(as_of) else line[0].actual,
            align="right",
            first_to_go=2,
        ),
    ]


def customer_columns(as_of: date) -> list[Column[Customer]]:
    return [
        Column(_("Code"), lambda c: c.code),
        Column(_("Customer"), lambda c: c.name, shrinks=True),
        Column(_("Grade"), lambda c: c.grade_on(as_of)),
        Column(_("Kind"), lambda c: say(c.kind), first_to_go=4),
        Column(_("Owner"), lambda c: c.owner, first_to_go=3),
        Column(_("Also called"), lambda c: listed(c.aliases) or None, first_to_go=1),
        Column(_("Archived"), lambda c: c.archived_since(as_of), first_to_go=2),
    ]


def contact_columns() -> list[Column[tuple[Contact, Customer]]]:
    return [
        Column(_("Customer"), lambda line: line[1].name),
        Column(_("Name"), lambda line: line[0].name, shrinks=True),
        Column(_("Role"), lambda line: say(line[0].role)),
        Column(_("Phone"), lambda line: line[0].phone),
        Column(_("Note"), lambda line: line[0].note, first_to_go=1),
    ]


def target_columns() -> list[Column[tuple[Target, Customer]]]:
    return [
        Column(_("Month"), lambda line: line[0].month),
        Column(_("Code"), lambda line: line[1].code, first_to_go=2),
        Column(_("Customer"), lambda line: line[1].name, shrinks=True),
        Column(_("Target"), lambda line: line[0].amount, align="right"),
        Column(_("Expected"), lambda line: line[0].expected, align="right", first_to_go=4),
        Column(_("Asked"), lambda line: line[0].ask, align="right", first_to_go=3),
        Column(_("Accepted"), lambda line: line[0].accepted_on, first_to_go=5),
        Column(_("Set"), lambda line: line[0].set_on, first_to_go=1),
    ]


def receipt_columns(as_of: date) -> list[Column[tuple[Receipt, Customer]]]:
    return [
        Column(_("Receipt"), lambda line: line[0].id, align="right"),
        Column(_("Date"), lambda line: line[0].on),
        Column(_("Customer"), lambda line: line[1].name, shrinks=True),
        Column(_("Amount"), lambda line: line[0].amount, align="right"),
        Column(_("Form"), lambda line: say(line[0].form), first_to_go=4),
        Column(_("To promises"), lambda line: _shares(line[0]), first_to_go=3),
        Column(_("Unallocated"), lambda line: line[0].unallocated, align="right", first_to_go=2),
        Column(_("Presented"), lambda line: line[0].presented_by(as_of), first_to_go=1),
        Column(_("Reversed"), lambda line: _reversed(line[0], as_of), first_to_go=5),
    ]


def approval_columns() -> list[Column[tuple[StepStanding, Customer]]]:
    return [
        Column(_("Step"), lambda line: line[0].step.id, align="right"),
        Column(_("Customer"), lambda line: line[1].name, shrinks=True),
        Column(_("Title"), lambda line: line[0].step.step, shrinks=True),
        Column(_("Signs"), lambda line: line[0].step.signer, first_to_go=4),
        Column(_("Submitted"), lambda line: line[0].step.submitted_on, first_to_go=2),
        Column(_("Through by"), lambda line: line[0].step.expected_on, first_to_go=3),
        Column(_("Status"), lambda line: say(line[0].status)),
        Column(_("Days"), lambda line: line[0].days_waiting, align="right", first_to_go=5),
        Column(_("Promise"), lambda line: line[0].step.promise_id, align="right", first_to_go=1),
    ]


def follow_up_columns() -> list[Column[tuple[FollowUp, Customer]]]:
    return [
        Column(_("Date"), lambda line: line[0].on),
        Column(_("How"), lambda line: say(line[0].channel), first_to_go=1),
        Column(_("Outcome"), lambda line: say(line[0].outcome), first_to_go=2),
        Column(_("Said"), lambda line: line[0].said, shrinks=True),
        Column(_("Next"), lambda line: line[0].next_on),
    ]


def _shares(receipt: Receipt) -> str | None:
    promises = dict.fromkeys(f"#{share.promise_id}" for share in receipt.allocations)
    return " ".join(promises) or None


def _reversed(receipt: Receipt, as_of: date) -> date | None:
    return receipt.reversed_on if receipt.is_reversed_on(as_of) else None
