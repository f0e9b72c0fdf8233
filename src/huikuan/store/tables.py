"""The tables of a book, version 1. Amounts are whole fen, days are dates, moments are UTC; nothing is deleted.

`settled_on` of an instalment is the day its last fen came in or its promise ended: a mark for the index, so that the
morning list never reads history. What an instalment's state is, only the rules in domain/ say.
"""

from __future__ import annotations

from datetime import date  # noqa: TC003 - SQLModel reads the annotations when the classes are made
from typing import Any, ClassVar

from sqlalchemy import BigInteger, CheckConstraint, Column, ForeignKey, Index, Integer, String, Text, text
from sqlmodel import Field, SQLModel


def _key() -> Any:
    return Field(default=None, primary_key=True)


def _to(table: str) -> Any:
    return Field(sa_column=Column(Integer, ForeignKey(f"{table}.id", ondelete="RESTRICT"), nullable=False))


def _to_maybe(table: str) -> Any:
    return Field(default=None, sa_column=Column(Integer, ForeignKey(f"{table}.id", ondelete="RESTRICT"), nullable=True))


def _fen() -> Any:
    return Field(sa_column=Column(BigInteger, nullable=False))


def _fen_maybe() -> Any:
    return Field(default=None, sa_column=Column(BigInteger, nullable=True))


def _name(length: int = 200) -> Any:
    return Field(sa_column=Column(String(length), nullable=False))


def _note() -> Any:
    return Field(default=None, sa_column=Column(Text, nullable=True))


def _amount_check(table: str, column: str) -> CheckConstraint:
    return CheckConstraint(f"{column} BETWEEN 1 AND 1000000000000000", name=f"{table}_{column}_in_range")


def _day_checks(table: str, *columns: str) -> list[Any]:
    return [
        CheckConstraint(f"{column} IS NULL OR date({column}, '+0 days') = {column}", name=f"{table}_{column}_is_a_day")
        .ddl_if(dialect="sqlite")
        for column in columns
    ]  # fmt: skip


_AUTO: dict[str, Any] = {"sqlite_autoincrement": True}


class CustomerRow(SQLModel, table=True):
    __tablename__ = "customer"
    __table_args__: ClassVar[Any] = (*_day_checks("customer", "archived_on"), _AUTO)
    id: int | None = _key()
    code: str = Field(sa_column=Column(String(40), nullable=False, unique=True))
    name: str = _name()
    aliases: str = Field(default="", sa_column=Column(Text, nullable=False))
    kind: str = _name(20)
    owner: str | None = _note()
    terms_days: int | None = None
    note: str | None = _note()
    archived_on: date | None = None
    recorded_at: str = _name(32)


class GradeRow(SQLModel, table=True):
    __tablename__ = "grade"
    __table_args__: ClassVar[Any] = (
        *_day_checks("grade", "on_day"),
        CheckConstraint("grade IN ('A', 'B', 'C', 'D')", name="grade_is_known"),
        Index("grade_by_customer", "customer_id", "on_day"),
        _AUTO,
    )
    id: int | None = _key()
    customer_id: int = _to("customer")
    on_day: date
    grade: str = _name(1)
    reason: str = Field(sa_column=Column(Text, nullable=False))
    recorded_at: str = _name(32)


class ContactRow(SQLModel, table=True):
    __tablename__ = "contact"
    __table_args__: ClassVar[Any] = (Index("contact_by_customer", "customer_id"), _AUTO)
    id: int | None = _key()
    customer_id: int = _to("customer")
    name: str = _name()
    role: str = _name(20)
    phone: str | None = _note()
    note: str | None = _note()
    recorded_at: str = _name(32)


class TargetRow(SQLModel, table=True):
    __tablename__ = "target"
    __table_args__: ClassVar[Any] = (
        *_day_checks("target", "set_on", "accepted_on"),
        _amount_check("target", "amount"),
        Index("target_by_month", "month", "customer_id"),
        Index("target_by_customer", "customer_id", "month"),
        _AUTO,
    )
    id: int | None = _key()
    customer_id: int = _to("customer")
    month: str = _name(7)
    set_on: date
    amount: int = _fen()
    expected: int | None = _fen_maybe()
    ask: int | None = _fen_maybe()
    accepted_on: date | None = None
    recorded_at: str = _name(32)


class PromiseRow(SQLModel, table=True):
    __tablename__ = "promise"
    __table_args__: ClassVar[Any] = (
        *_day_checks("promise", "made_on", "ended_on"),
        CheckConstraint("level >= 1", name="promise_level_from_one"),
        Index("promise_by_customer", "customer_id", "made_on"),
        Index("promise_by_follows", "follows_id"),
        _AUTO,
    )
    id: int | None = _key()
    customer_id: int = _to("customer")
    made_on: date
    made_by: str | None = _note()
    level: int
    form: str | None = _note()
    follows_id: int | None = _to_maybe("promise")
    ended_on: date | None = None
    ended_as: str | None = _note()
    ended_why: str | None = _note()
    recorded_at: str = _name(32)


class InstalmentRow(SQLModel, table=True):
    __tablename__ = "instalment"
    __table_args__: ClassVar[Any] = (
        *_day_checks("instalment", "due", "window_end", "settled_on"),
        _amount_check("instalment", "amount"),
        Index("instalment_by_promise", "promise_id"),
        Index("instalment_by_customer", "customer_id", "due"),
        Index("instalment_by_due", "due"),
        Index(
            "instalment_unsettled",
            "customer_id",
            "due",
            sqlite_where=text("settled_on IS NULL"),
        ),  # server.py says the same for PostgreSQL: saying it here would load that dialect with every write
        Index("instalment_by_settled", "settled_on"),
        _AUTO,
    )
    id: int | None = _key()
    promise_id: int = _to("promise")
    customer_id: int = _to("customer")
    due: date
    amount: int = _fen()
    window_end: date
    settled_on: date | None = None


class ReceiptRow(SQLModel, table=True):
    __tablename__ = "receipt"
    __table_args__: ClassVar[Any] = (
        *_day_checks("receipt", "on_day", "matures"),
        _amount_check("receipt", "amount"),
        Index("receipt_by_customer", "customer_id", "on_day"),
        Index("receipt_by_day", "on_day", "customer_id", "amount"),
        _AUTO,
    )
    id: int | None = _key()
    customer_id: int = _to("customer")
    on_day: date
    amount: int = _fen()
    form: str = _name(20)
    matures: date | None = None
    note: str | None = _note()
    recorded_at: str = _name(32)


class ReversalRow(SQLModel, table=True):
    __tablename__ = "reversal"
    __table_args__: ClassVar[Any] = (
        *_day_checks("reversal", "on_day"),
        Index("reversal_by_day", "on_day"),
        Index("reversal_by_customer", "customer_id", "on_day"),
        _AUTO,
    )
    id: int | None = _key()
    receipt_id: int = Field(
        sa_column=Column(Integer, ForeignKey("receipt.id", ondelete="RESTRICT"), nullable=False, unique=True)
    )
    customer_id: int = _to("customer")
    on_day: date
    reason: str = Field(sa_column=Column(Text, nullable=False))
    recorded_at: str = _name(32)


class AllocationRow(SQLModel, table=True):
    __tablename__ = "allocation"
    __table_args__: ClassVar[Any] = (
        _amount_check("allocation", "amount"),
        Index("allocation_by_instalment", "instalment_id"),
        Index("allocation_by_receipt", "receipt_id"),
        _AUTO,
    )
    id: int | None = _key()
    receipt_id: int = _to("receipt")
    instalment_id: int = _to("instalment")
    amount: int = _fen()


class MeasureRow(SQLModel, table=True):
    __tablename__ = "measure"
    __table_args__: ClassVar[Any] = (
        *_day_checks("measure", "made_on", "due", "started_on", "closed_on"),
        _amount_check("measure", "estimate"),
        Index("measure_by_customer", "customer_id", "due"),
        Index("measure_by_due", "due"),
        Index("measure_by_closed", "closed_on"),
        _AUTO,
    )
    id: int | None = _key()
    customer_id: int = _to("customer")
    title: str = _name()
    kind: str = _name(20)
    estimate: int = _fen()
    made_on: date
    due: date
    started_on: date | None = None
    closed_on: date | None = None
    closed_as: str | None = _note()
    actual: int | None = _fen_maybe()
    recorded_at: str = _name(32)


class FollowUpRow(SQLModel, table=True):
    __tablename__ = "follow_up"
    __table_args__: ClassVar[Any] = (
        *_day_checks("follow_up", "on_day", "next_on"),
        Index("follow_up_by_customer", "customer_id", "on_day"),
        _AUTO,
    )
    id: int | None = _key()
    customer_id: int = _to("customer")
    on_day: date
    channel: str = _name(20)
    outcome: str = _name(20)
    said: str | None = _note()
    next_on: date | None = None
    recorded_at: str = _name(32)


class OpeningRow(SQLModel, table=True):
    """One customer's line of the plan as it stood when the month's opening plan was frozen."""

    __tablename__ = "opening"
    __table_args__: ClassVar[Any] = (
        *_day_checks("opening", "frozen_on"),
        Index("opening_by_month", "month", "customer_id", unique=True),
        _AUTO,
    )
    id: int | None = _key()
    month: str = _name(7)
    frozen_on: date
    customer_id: int = _to("customer")
    target: int | None = _fen_maybe()
    received: int = _fen()
    promised: int = _fen()
    gap: int = _fen()
    measures: int = _fen()
    recorded_at: str = _name(32)


class JournalRow(SQLModel, table=True):
    """One row written by one command: what it was before, what it is after; chained by hashes."""

    __tablename__ = "journal"
    __table_args__: ClassVar[Any] = (Index("journal_by_batch", "batch"), _AUTO)
    id: int | None = _key()
    batch: int
    at: str = _name(32)
    on_day: date
    command: str = Field(sa_column=Column(Text, nullable=False))
    undoes: int | None = None
    table_name: str = _name(40)
    row_id: int
    before: str | None = _note()
    after: str | None = _note()
    previous_hash: str = _name(64)
    hash: str = _name(64)


ROWS: dict[str, type[SQLModel]] = {
    row.__tablename__: row
    for row in (
        CustomerRow, GradeRow, ContactRow, TargetRow, PromiseRow, InstalmentRow, ReceiptRow, ReversalRow,
        AllocationRow, MeasureRow, FollowUpRow, OpeningRow,
    )
}  # fmt: skip
"""The journalled tables by name."""
