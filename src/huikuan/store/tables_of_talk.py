"""The tables of what is talked about and settled around a payment.

Reasons and answers, help and ranks heard in a contact; how a customer pays; what is ready before a due date; the hour
and evidence of a promise; steps of approval; bills handed to the bank; customers gone through at the month's start.
"""

from datetime import date
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, String, Text
from sqlmodel import Field, SQLModel

from huikuan.store.columns import AUTO, day_checks, key, to, to_maybe, words, words_maybe


def _one_of(table: str) -> Any:
    """Points at a row that has one of these at most."""
    return Field(sa_column=Column(Integer, ForeignKey(f"{table}.id", ondelete="RESTRICT"), nullable=False, unique=True))


class TalkRow(SQLModel, table=True):
    """What a contact brought besides words: a reason with our answer, care for them, the rank they give us."""

    __tablename__ = "talk"
    __table_args__: ClassVar[Any] = (
        *day_checks("talk", "on_day"),
        CheckConstraint("worked IN (0, 1)", name="talk_worked_is_yes_or_no"),
        CheckConstraint("place >= 1", name="talk_place_from_one"),
        Index("talk_by_customer", "customer_id", "on_day"),
        AUTO,
    )
    id: int | None = key()
    follow_up_id: int = _one_of("follow_up")
    customer_id: int = to("customer")
    on_day: date
    excuse: str | None = Field(default=None, sa_column=Column(String(20), nullable=True))
    answer: str | None = words_maybe()
    worked: int | None = None
    measure_id: int | None = to_maybe("measure")
    care: str | None = Field(default=None, sa_column=Column(String(20), nullable=True))
    place: int | None = None


class HabitRow(SQLModel, table=True):
    """From the day on this is how they pay and when they can be spoken with."""

    __tablename__ = "habit"
    __table_args__: ClassVar[Any] = (
        *day_checks("habit", "on_day"),
        Index("habit_by_customer", "customer_id", "on_day"),
        AUTO,
    )
    id: int | None = key()
    customer_id: int = to("customer")
    on_day: date
    pay_days: str | None = words_maybe()
    pay_weekdays: str | None = words_maybe()
    good_hours: str | None = words_maybe()
    bad_hours: str | None = words_maybe()
    recorded_at: str = words(32)


class NameKeyRow(SQLModel, table=True):
    """By what else a customer is found: pinyin and initials of every name."""

    __tablename__ = "name_key"
    __table_args__: ClassVar[Any] = (AUTO,)
    id: int | None = key()
    customer_id: int = _one_of("customer")
    keys: str = Field(sa_column=Column(Text, nullable=False))


class PromiseNoteRow(SQLModel, table=True):
    """The hour at which a promise was to be paid, and where it stands in writing."""

    __tablename__ = "promise_note"
    __table_args__: ClassVar[Any] = (AUTO,)
    id: int | None = key()
    promise_id: int = _one_of("promise")
    hour: str | None = Field(default=None, sa_column=Column(String(5), nullable=True))
    evidence: str | None = words_maybe()


class ReadyRow(SQLModel, table=True):
    """From the day on this is settled for the instalment."""

    __tablename__ = "ready"
    __table_args__: ClassVar[Any] = (
        *day_checks("ready", "on_day"),
        Index("ready_by_customer", "customer_id"),
        Index("ready_by_instalment", "instalment_id"),
        AUTO,
    )
    id: int | None = key()
    customer_id: int = to("customer")
    instalment_id: int = to("instalment")
    on_day: date
    what: str = words(20)
    recorded_at: str = words(32)


class ApprovalRow(SQLModel, table=True):
    """One step of the way a payment takes through the customer's house."""

    __tablename__ = "approval"
    __table_args__: ClassVar[Any] = (
        *day_checks("approval", "made_on", "submitted_on", "expected_on", "done_on"),
        Index("approval_by_customer", "customer_id"),
        Index("approval_by_done", "done_on"),
        AUTO,
    )
    id: int | None = key()
    customer_id: int = to("customer")
    promise_id: int | None = to_maybe("promise")
    step: str = words()
    signer: str | None = words_maybe()
    made_on: date
    submitted_on: date | None = None
    expected_on: date | None = None
    done_on: date | None = None
    note: str | None = words_maybe()
    recorded_at: str = words(32)


class PresentationRow(SQLModel, table=True):
    """The bill or cheque was handed to the bank on the day."""

    __tablename__ = "presentation"
    __table_args__: ClassVar[Any] = (*day_checks("presentation", "on_day"), AUTO)
    id: int | None = key()
    receipt_id: int = _one_of("receipt")
    customer_id: int = to("customer")
    on_day: date
    recorded_at: str = words(32)


class GuidedRow(SQLModel, table=True):
    """The customer's month was gone through on the day."""

    __tablename__ = "guided"
    __table_args__: ClassVar[Any] = (
        *day_checks("guided", "on_day"),
        Index("guided_by_month", "month", "customer_id"),
        AUTO,
    )
    id: int | None = key()
    month: str = words(7)
    customer_id: int = to("customer")
    on_day: date
    recorded_at: str = words(32)
