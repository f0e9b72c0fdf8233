"""The tables of a book. Amounts are whole fen, days are dates, moments are UTC; nothing is deleted.

`settled_on` of an instalment is the day its last fen came in or its promise ended: a mark for the index, so that the
morning list never reads history. What an instalment's state is, only the rules in domain/ say.
"""

from datetime import date
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import SQLModel

from huikuan.store.columns import AUTO, amount_check, day_checks, fen, fen_maybe, key, to, words, words_maybe
from huikuan.store.tables_of_debt import AgreementRow, DisputeRow, InvoiceRow, SettlementRow
from huikuan.store.tables_of_money import AllocationRow, InstalmentRow, PromiseRow, ReceiptRow, ReversalRow
from huikuan.store.tables_of_talk import (
    ApprovalRow,
    GuidedRow,
    HabitRow,
    NameKeyRow,
    PresentationRow,
    PromiseNoteRow,
    ReadyRow,
    TalkRow,
)

__all__ = [
    "ROWS",
    "AgreementRow",
    "AllocationRow",
    "ApprovalRow",
    "ArchivalRow",
    "ContactRow",
    "CustomerRow",
    "DisputeRow",
    "FollowUpRow",
    "GradeRow",
    "GuidedRow",
    "HabitRow",
    "InstalmentRow",
    "InvoiceRow",
    "JournalRow",
    "MeasureRow",
    "NameKeyRow",
    "OpeningRow",
    "PresentationRow",
    "PromiseNoteRow",
    "PromiseRow",
    "ReadyRow",
    "ReceiptRow",
    "ReversalRow",
    "SettlementRow",
    "TalkRow",
    "TargetRow",
]


class CustomerRow(SQLModel, table=True):
    __tablename__ = "customer"
    __table_args__: ClassVar[Any] = (AUTO,)
    id: int | None = key()
    code: str = words("code", 40, unique=True)
    name: str = words("name", 200)
    aliases: str = words("names", None, default="")
    kind: str = words("customers", 20)
    owner: str | None = words_maybe("name")
    terms_days: int | None = None
    note: str | None = words_maybe("note")
    recorded_at: str = words("moment", 32)


class GradeRow(SQLModel, table=True):
    __tablename__ = "grade"
    __table_args__: ClassVar[Any] = (
        *day_checks("grade", "on_day"),
        CheckConstraint("grade IN ('A', 'B', 'C', 'D')", name="grade_is_known"),
        Index("grade_by_customer", "customer_id", "on_day"),
        AUTO,
    )
    id: int | None = key()
    customer_id: int = to("customer")
    on_day: date
    grade: str = words("grades", 1)
    reason: str = words("note", None)
    recorded_at: str = words("moment", 32)


class ArchivalRow(SQLModel, table=True):
    """The customer was archived on the day, or worked with again from it."""

    __tablename__ = "archival"
    __table_args__: ClassVar[Any] = (
        *day_checks("archival", "on_day"),
        CheckConstraint("is_archived IN (0, 1)", name="archival_is_yes_or_no"),
        Index("archival_by_customer", "customer_id", "on_day"),
        AUTO,
    )
    id: int | None = key()
    customer_id: int = to("customer")
    on_day: date
    is_archived: int
    recorded_at: str = words("moment", 32)


class ContactRow(SQLModel, table=True):
    __tablename__ = "contact"
    __table_args__: ClassVar[Any] = (
        *day_checks("contact", "on_day"),
        Index("contact_by_customer", "customer_id"),
        AUTO,
    )
    id: int | None = key()
    customer_id: int = to("customer")
    on_day: date
    name: str = words("name", 200)
    role: str = words("roles", 20)
    phone: str | None = words_maybe("name")
    note: str | None = words_maybe("note")
    recorded_at: str = words("moment", 32)


class TargetRow(SQLModel, table=True):
    __tablename__ = "target"
    __table_args__: ClassVar[Any] = (
        *day_checks("target", "set_on", "accepted_on"),
        amount_check("target", "amount"),
        Index("target_by_month", "month", "customer_id"),
        Index("target_by_customer", "customer_id", "month"),
        AUTO,
    )
    id: int | None = key()
    customer_id: int = to("customer")
    month: str = words("month", 7)
    set_on: date
    amount: int = fen()
    expected: int | None = fen_maybe()
    ask: int | None = fen_maybe()
    accepted_on: date | None = None
    recorded_at: str = words("moment", 32)


class MeasureRow(SQLModel, table=True):
    __tablename__ = "measure"
    __table_args__: ClassVar[Any] = (
        *day_checks("measure", "made_on", "due", "started_on", "closed_on"),
        amount_check("measure", "estimate"),
        Index("measure_by_customer", "customer_id", "due"),
        Index("measure_by_due", "due"),
        Index("measure_by_closed", "closed_on"),
        AUTO,
    )
    id: int | None = key()
    customer_id: int = to("customer")
    title: str = words("name", 200)
    kind: str = words("measures", 20)
    estimate: int = fen()
    made_on: date
    due: date
    started_on: date | None = None
    closed_on: date | None = None
    closed_as: str | None = words_maybe("closed")
    actual: int | None = fen_maybe()
    recorded_at: str = words("moment", 32)


class FollowUpRow(SQLModel, table=True):
    __tablename__ = "follow_up"
    __table_args__: ClassVar[Any] = (
        *day_checks("follow_up", "on_day", "next_on"),
        Index("follow_up_by_customer", "customer_id", "on_day"),
        Index("follow_up_spoken", "customer_id", "on_day", "outcome", sqlite_where=text("outcome <> 'no_answer'")),
        Index("follow_up_planned", "customer_id", "on_day", "id", "next_on", sqlite_where=text("next_on IS NOT NULL")),
        AUTO,
    )
    id: int | None = key()
    customer_id: int = to("customer")
    on_day: date
    channel: str = words("channels", 20)
    outcome: str = words("outcomes", 20)
    said: str | None = words_maybe("note")
    next_on: date | None = None
    recorded_at: str = words("moment", 32)


class OpeningRow(SQLModel, table=True):
    """One customer's line of the plan as it stood when the month's opening plan was frozen."""

    __tablename__ = "opening"
    __table_args__: ClassVar[Any] = (
        *day_checks("opening", "frozen_on"),
        Index("opening_by_month", "month", "customer_id", unique=True),
        AUTO,
    )
    id: int | None = key()
    month: str = words("month", 7)
    frozen_on: date
    customer_id: int = to("customer")
    target: int | None = fen_maybe()
    received: int = fen()
    promised: int = fen()
    gap: int = fen()
    measures: int = fen()
    recorded_at: str = words("moment", 32)


class JournalRow(SQLModel, table=True):
    """One row written by one command: what it was before, what it is after; chained by hashes."""

    __tablename__ = "journal"
    __table_args__: ClassVar[Any] = (Index("journal_by_batch", "batch"), AUTO)
    id: int | None = key()
    batch: int
    at: str = words("note", 32)
    on_day: date
    command: str = words("note", None)
    undoes: int | None = None
    table_name: str = words("note", 40)
    row_id: int
    before: str | None = words_maybe("note")
    after: str | None = words_maybe("note")
    previous_hash: str = words("note", 64)
    hash: str = words("note", 64)


ROWS: dict[str, type[SQLModel]] = {
    row.__tablename__: row
    for row in (
        CustomerRow, GradeRow, ArchivalRow, ContactRow, TargetRow, PromiseRow, InstalmentRow, ReceiptRow, ReversalRow,
        AllocationRow, MeasureRow, FollowUpRow, OpeningRow, InvoiceRow, SettlementRow, DisputeRow, AgreementRow,
        TalkRow, HabitRow, NameKeyRow, PromiseNoteRow, ReadyRow, ApprovalRow, PresentationRow, GuidedRow,
    )
}  # fmt: skip
"""The journalled tables by name."""
