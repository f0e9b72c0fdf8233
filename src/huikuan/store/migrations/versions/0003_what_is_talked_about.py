"""Version 3: what is talked about and settled around a payment.

Reasons and answers, habits, what is ready before a due date, the hour and evidence of a promise, steps of approval,
bills handed to the bank, customers gone through. Customers known before are found by pinyin from now on.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from huikuan.store.pinyin import keys

_MATURES = sa.text("matures IS NOT NULL")
_SPOKEN, _PLANNED = sa.text("outcome <> 'no_answer'"), sa.text("next_on IS NOT NULL")


def upgrade() -> None:
    """Eight tables more; the last contact and the one planned last are found by an index."""
    _follow_ups()
    _talk()
    _habits()
    _promises()
    _approvals()
    _presentations()
    _guided()
    _name_keys()


def _follow_ups() -> None:
    for name, where, more in (
        ("follow_up_spoken", _SPOKEN, ["outcome"]),
        ("follow_up_planned", _PLANNED, ["id", "next_on"]),
    ):
        columns = ["customer_id", "on_day", *more]
        op.create_index(name, "follow_up", columns, sqlite_where=where, postgresql_where=where)


def _talk() -> None:
    op.create_table(
        "talk", _id(), _to("follow_up", "follow_up_id", unique=True), _to("customer", "customer_id"), _day("on_day"),
        _word("excuse", 20), _text("answer"), sa.Column("worked", sa.Integer(), nullable=True),
        _to("measure", "measure_id", nullable=True), _word("care", 20), sa.Column("place", sa.Integer(), nullable=True),
        *_days("talk", "on_day"), sa.CheckConstraint("worked IN (0, 1)", name="talk_worked_is_yes_or_no"),
        sa.CheckConstraint("place >= 1", name="talk_place_from_one"), sqlite_autoincrement=True,
    )  # fmt: skip
    op.create_index("talk_by_customer", "talk", ["customer_id", "on_day"])


def _habits() -> None:
    op.create_table(
        "habit", _id(), _to("customer", "customer_id"), _day("on_day"), _text("pay_days"), _text("pay_weekdays"),
        _text("good_hours"), _text("bad_hours"), _moment(), *_days("habit", "on_day"), sqlite_autoincrement=True,
    )  # fmt: skip
    op.create_index("habit_by_customer", "habit", ["customer_id", "on_day"])


def _promises() -> None:
    op.create_table(
        "promise_note", _id(), _to("promise", "promise_id", unique=True), _word("hour", 5), _text("evidence"),
        sqlite_autoincrement=True,
    )  # fmt: skip
    op.create_table(
        "ready", _id(), _to("customer", "customer_id"), _to("instalment", "instalment_id"), _day("on_day"),
        _word("what", 20, nullable=False), _moment(), *_days("ready", "on_day"), sqlite_autoincrement=True,
    )  # fmt: skip
    op.create_index("ready_by_customer", "ready", ["customer_id"])
    op.create_index("ready_by_instalment", "ready", ["instalment_id"])


def _approvals() -> None:
    op.create_table(
        "approval", _id(), _to("customer", "customer_id"), _to("promise", "promise_id", nullable=True),
        _word("step", 200, nullable=False), _text("signer"), _day("made_on"), _day("submitted_on", nullable=True),
        _day("expected_on", nullable=True), _day("done_on", nullable=True), _text("note"), _moment(),
        *_days("approval", "made_on", "submitted_on", "expected_on", "done_on"), sqlite_autoincrement=True,
    )  # fmt: skip
    op.create_index("approval_by_customer", "approval", ["customer_id"])
    op.create_index("approval_by_done", "approval", ["done_on"])


def _presentations() -> None:
    op.create_table(
        "presentation", _id(), _to("receipt", "receipt_id", unique=True), _to("customer", "customer_id"),
        _day("on_day"), _moment(), *_days("presentation", "on_day"), sqlite_autoincrement=True,
    )  # fmt: skip
    op.create_index("receipt_by_matures", "receipt", ["matures"], sqlite_where=_MATURES, postgresql_where=_MATURES)


def _guided() -> None:
    op.create_table(
        "guided", _id(), _word("month", 7, nullable=False), _to("customer", "customer_id"), _day("on_day"), _moment(),
        *_days("guided", "on_day"), sqlite_autoincrement=True,
    )  # fmt: skip
    op.create_index("guided_by_month", "guided", ["month", "customer_id"])


def _name_keys() -> None:
    table = op.create_table(
        "name_key", _id(), _to("customer", "customer_id", unique=True), _text("keys", nullable=False),
        sqlite_autoincrement=True,
    )  # fmt: skip
    known = op.get_bind().execute(sa.text("SELECT id, name, aliases FROM customer ORDER BY id")).all()
    rows = [
        {"customer_id": who, "keys": keys(name, *filter(None, aliases.split("\n")))} for who, name, aliases in known
    ]
    if rows:
        op.bulk_insert(table, rows)


def _id() -> sa.Column[int]:
    return sa.Column("id", sa.Integer(), primary_key=True, nullable=False)


def _to(table: str, column: str, *, nullable: bool = False, unique: bool = False) -> sa.Column[int]:
    points = sa.ForeignKey(f"{table}.id", ondelete="RESTRICT")
    return sa.Column(column, sa.Integer(), points, nullable=nullable, unique=unique or None)


def _day(column: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(column, sa.Date(), nullable=nullable)


def _word(column: str, length: int, *, nullable: bool = True) -> sa.Column[str]:
    return sa.Column(column, sa.String(length), nullable=nullable)


def _text(column: str, *, nullable: bool = True) -> sa.Column[str]:
    return sa.Column(column, sa.Text(), nullable=nullable)


def _moment() -> sa.Column[str]:
    return _word("recorded_at", 32, nullable=False)


def _days(table: str, *columns: str) -> list[sa.CheckConstraint]:
    return [
        sa.CheckConstraint(
            f"{column} IS NULL OR date({column}, '+0 days') = {column}", name=f"{table}_{column}_is_a_day"
        ).ddl_if(dialect="sqlite")
        for column in columns
    ]
