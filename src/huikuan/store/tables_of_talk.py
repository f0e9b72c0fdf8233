"""The tables of what is talked about and settled around a payment.

Reasons and answers, help and ranks heard in a contact; how a customer pays; what is ready before a due date; the hour
and evidence of a promise; steps of approval; bills handed to the bank; customers gone through at the month's start.
"""

from datetime import date
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, Index
from sqlmodel import SQLModel

from huikuan.store.columns import AUTO, day_checks, key, to, to_maybe, words, words_maybe


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
    follow_up_id: int = to("follow_up", is_one=True)
    customer_id: int = to("customer")
    on_day: date
    excuse: str | None = words_maybe("excuses", 20)
    answer: str | None = words_maybe("note")
    worked: int | None = None
    measure_id: int | None = to_maybe("measure")
    care: str | None = words_maybe("cares", 20)
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
    pay_days: str | None = words_maybe("month_days")
    pay_weekdays: str | None = words_maybe("weekdays")
    good_hours: str | None = words_maybe("hours")
    bad_hours: str | None = words_maybe("hours")
    recorded_at: str = words("moment", 32)


class NameKeyRow(SQLModel, table=True):
    """By what else a customer is found: pinyin and initials of every name."""

    __tablename__ = "name_key"
    __table_args__: ClassVar[Any] = (AUTO,)
    id: int | None = key()
    customer_id: int = to("customer", is_one=True)
    keys: str = words("keys", None)


class PromiseNoteRow(SQLModel, table=True):
    """The hour at which a promise was to be paid, and where it stands in writing."""

    __tablename__ = "promise_note"
    __table_args__: ClassVar[Any] = (AUTO,)
    id: int | None = key()
    promise_id: int = to("promise", is_one=True)
    hour: str | None = words_maybe("hour", 5)
    evidence: str | None = words_maybe("note")


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
    what: str = words("readies", 20)
    recorded_at: str = words("moment", 32)


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
    step: str = words("name", 200)
    signer: str | None = words_maybe("name")
    made_on: date
    submitted_on: date | None = None
    expected_on: date | None = None
    done_on: date | None = None
    note: str | None = words_maybe("note")
    recorded_at: str = words("moment", 32)


class PresentationRow(SQLModel, table=True):
    """The bill or cheque was handed to the bank on the day."""

    __tablename__ = "presentation"
    __table_args__: ClassVar[Any] = (*day_checks("presentation", "on_day"), AUTO)
    id: int | None = key()
    receipt_id: int = to("receipt", is_one=True)
    customer_id: int = to("customer")
    on_day: date
    recorded_at: str = words("moment", 32)


class GuidedRow(SQLModel, table=True):
    """The customer's month was gone through on the day."""

    __tablename__ = "guided"
    __table_args__: ClassVar[Any] = (
        *day_checks("guided", "on_day"),
        Index("guided_by_month", "month", "customer_id"),
        AUTO,
    )
    id: int | None = key()
    month: str = words("month", 7)
    customer_id: int = to("customer")
    on_day: date
    recorded_at: str = words("moment", 32)
