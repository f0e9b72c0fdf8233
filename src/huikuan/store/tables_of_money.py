"""The tables of money: promises with their instalments, receipts with their reversals, and which paid which."""

from datetime import date
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import SQLModel

from huikuan.store.columns import AUTO, amount_check, day_checks, fen, key, to, to_maybe, words, words_maybe


class PromiseRow(SQLModel, table=True):
    __tablename__ = "promise"
    __table_args__: ClassVar[Any] = (
        *day_checks("promise", "made_on", "ended_on"),
        CheckConstraint("level >= 1", name="promise_level_from_one"),
        Index("promise_by_customer", "customer_id", "made_on"),
        Index("promise_by_follows", "follows_id"),
        AUTO,
    )
    id: int | None = key()
    customer_id: int = to("customer")
    made_on: date
    made_by: str | None = words_maybe("name")
    level: int
    form: str | None = words_maybe("forms")
    follows_id: int | None = to_maybe("promise")
    ended_on: date | None = None
    ended_as: str | None = words_maybe("ended")
    ended_why: str | None = words_maybe("note")
    recorded_at: str = words("moment", 32)


class InstalmentRow(SQLModel, table=True):
    __tablename__ = "instalment"
    __table_args__: ClassVar[Any] = (
        *day_checks("instalment", "due", "window_end", "settled_on"),
        amount_check("instalment", "amount"),
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
        AUTO,
    )
    id: int | None = key()
    promise_id: int = to("promise")
    customer_id: int = to("customer")
    due: date
    amount: int = fen()
    window_end: date
    settled_on: date | None = None


class ReceiptRow(SQLModel, table=True):
    __tablename__ = "receipt"
    __table_args__: ClassVar[Any] = (
        *day_checks("receipt", "on_day", "matures", "used_on"),
        amount_check("receipt", "amount"),
        Index("receipt_by_customer", "customer_id", "on_day"),
        Index("receipt_by_day", "on_day", "customer_id", "amount"),
        Index("receipt_unused", "customer_id", "on_day", sqlite_where=text("used_on IS NULL")),
        Index("receipt_by_matures", "matures", sqlite_where=text("matures IS NOT NULL")),
        Index("receipt_by_used", "used_on", sqlite_where=text("used_on IS NOT NULL")),
        AUTO,
    )
    id: int | None = key()
    customer_id: int = to("customer")
    on_day: date
    amount: int = fen()
    form: str = words("forms", 20)
    matures: date | None = None
    note: str | None = words_maybe("note")
    recorded_at: str = words("moment", 32)
    reference: str | None = words_maybe("name")
    used_on: date | None = None


class ReversalRow(SQLModel, table=True):
    __tablename__ = "reversal"
    __table_args__: ClassVar[Any] = (
        *day_checks("reversal", "on_day"),
        Index("reversal_by_day", "on_day"),
        Index("reversal_by_customer", "customer_id", "on_day"),
        AUTO,
    )
    id: int | None = key()
    receipt_id: int = to("receipt", is_one=True)
    customer_id: int = to("customer")
    on_day: date
    reason: str = words("note", None)
    recorded_at: str = words("moment", 32)


class AllocationRow(SQLModel, table=True):
    __tablename__ = "allocation"
    __table_args__: ClassVar[Any] = (
        *day_checks("allocation", "matched_on"),
        amount_check("allocation", "amount"),
        Index("allocation_by_instalment", "instalment_id"),
        Index("allocation_by_receipt", "receipt_id"),
        AUTO,
    )
    id: int | None = key()
    receipt_id: int = to("receipt")
    instalment_id: int = to("instalment")
    amount: int = fen()
    matched_on: date
