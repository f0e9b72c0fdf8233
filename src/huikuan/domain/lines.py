"""What the lines of a file say, once read: typed, but not yet compared with the book.

A line names its customer by code, by name or by both, as the file has it. `line` is the line of the file it stood on
(of a sheet, as the spreadsheet program numbers it). A negative amount of an invoice line is a credit note.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from huikuan.domain.facts import CustomerKind, Form, Grade, PromiseStatus, Role
    from huikuan.domain.money import Money
    from huikuan.domain.period import Month


class FileKind(StrEnum):
    """What a file lists."""

    CUSTOMERS = "customers"
    INVOICES = "invoices"
    RECEIPTS = "receipts"
    PROMISES = "promises"
    TARGETS = "targets"


class CustomerLine(NamedTuple):
    line: int
    code: str | None
    name: str | None
    grade: Grade | None = None
    reason: str | None = None
    kind: CustomerKind | None = None
    owner: str | None = None
    aliases: tuple[str, ...] = ()
    terms_days: int | None = None
    note: str | None = None
    contact: str | None = None
    role: Role | None = None
    phone: str | None = None


class InvoiceLine(NamedTuple):
    """`amount` is the whole invoice. `settled` is what of it the file calls paid, on `settled_on` if it says when."""

    line: int
    code: str | None
    name: str | None
    number: str | None
    amount: Money
    issued: date | None = None
    due: date | None = None
    settled: Money | None = None
    settled_on: date | None = None
    disputed: Money | None = None
    owner: str | None = None
    note: str | None = None

    @property
    def received_on(self) -> date | None:
        """The day money came in for it. A credit note is paid out or used up, which brings none."""
        return self.settled_on if self.amount.fen > 0 else None


class ReceiptLine(NamedTuple):
    """A negative amount takes back an equal receipt."""

    line: int
    code: str | None
    name: str | None
    amount: Money
    on: date
    form: Form | None = None
    matures: date | None = None
    reference: str | None = None
    invoice: str | None = None
    owner: str | None = None
    note: str | None = None
    reversed_on: date | None = None


class PromiseLine(NamedTuple):
    line: int
    code: str | None
    name: str | None
    amount: Money
    due: date
    made_on: date | None = None
    made_by: str | None = None
    form: Form | None = None
    owner: str | None = None
    status: PromiseStatus | None = None


class Planned(NamedTuple):
    """A measure as a plan lists it."""

    title: str
    estimate: Money
    due: date | None = None


class TargetLine(NamedTuple):
    line: int
    code: str | None
    name: str | None
    month: Month | None = None
    amount: Money | None = None
    expected: Money | None = None
    ask: Money | None = None
    accepted_on: date | None = None
    measures: tuple[Planned, ...] = ()
    owner: str | None = None


AnyLine = CustomerLine | InvoiceLine | ReceiptLine | PromiseLine | TargetLine


class RefusedLine(NamedTuple):
    """A line that was not taken: the heading and the text of the cell at fault, and why.

    `amount` is what the line would have been worth, where that could be read.
    """

    line: int
    column: str | None
    value: str
    why: str
    amount: Money | None = None


class Matched(NamedTuple):
    """Our field, the heading of the file that fills it, and the letter of its column."""

    field: str
    heading: str
    column: str


@dataclass(frozen=True, slots=True)
class FileRead:
    """A file as it was read. Every line from the headings down is in `lines` or `refused`, or was passed over:
    `blank` ones and `totals`.
    """

    kind: FileKind
    sheet: str | None
    matched: tuple[Matched, ...]
    unused: tuple[str, ...]
    """Headings of the file that fill no field."""
    lines: tuple[AnyLine, ...]
    refused: tuple[RefusedLine, ...]
    blank: int
    totals: int
    labels: Mapping[str, str]
    """What a person calls each field a list of the kind may have, by the field."""

    @property
    def read(self) -> int:
        """How many lines say something: taken and refused ones."""
        return len(self.lines) + len(self.refused)
