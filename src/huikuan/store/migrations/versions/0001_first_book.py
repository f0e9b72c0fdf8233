"""Version 1: the first book, made from nothing. Written out, so that it stays what it was when the tables change."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

_UNSETTLED = sa.text("settled_on IS NULL")
_KEEPS = "RAISE(ABORT, 'the journal is never changed')"
_SQLITE_GUARDS = (
    f"CREATE TRIGGER journal_row_stays BEFORE DELETE ON journal BEGIN SELECT {_KEEPS}; END",
    f"CREATE TRIGGER journal_row_is_final BEFORE UPDATE ON journal BEGIN SELECT {_KEEPS}; END",
    f"""CREATE TRIGGER journal_row_is_not_replaced BEFORE INSERT ON journal
    WHEN EXISTS (SELECT 1 FROM journal WHERE id = NEW.id) BEGIN SELECT {_KEEPS}; END""",
)
_POSTGRESQL_GUARDS = (
    """CREATE FUNCTION journal_is_never_changed() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'the journal is never changed'; END $$""",
    """CREATE TRIGGER journal_row_stays BEFORE UPDATE OR DELETE ON journal
    FOR EACH ROW EXECUTE FUNCTION journal_is_never_changed()""",
    """CREATE TRIGGER journal_stays BEFORE TRUNCATE ON journal
    FOR EACH STATEMENT EXECUTE FUNCTION journal_is_never_changed()""",
)


def upgrade() -> None:
    """Fourteen tables, their indexes, and the guards of the journal."""
    _customers()
    _targets()
    _promises()
    _receipts()
    _payments()
    _measures()
    _contacts_made()
    _openings()
    _journal()


def _customers() -> None:
    op.create_table(
        "customer", _id(), sa.Column("code", sa.String(40), nullable=False),
        sa.Column("name", sa.String(200), nullable=False), sa.Column("aliases", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False), sa.Column("owner", sa.Text(), nullable=True),
        sa.Column("terms_days", sa.Integer(), nullable=True), sa.Column("note", sa.Text(), nullable=True),
        sa.Column("recorded_at", sa.String(32), nullable=False), sa.UniqueConstraint("code"), sqlite_autoincrement=True,
    )  # fmt: skip
    op.create_table(
        "grade", _id(), _to("customer", "customer_id"), sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("grade", sa.String(1), nullable=False), sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.String(32), nullable=False), *_days("grade", "on_day"),
        sa.CheckConstraint("grade IN ('A', 'B', 'C', 'D')", name="grade_is_known"), sqlite_autoincrement=True,
    )  # fmt: skip
    op.create_index("grade_by_customer", "grade", ["customer_id", "on_day"])
    op.create_table(
        "archival", _id(), _to("customer", "customer_id"), sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("is_archived", sa.Integer(), nullable=False), sa.Column("recorded_at", sa.String(32), nullable=False),
        *_days("archival", "on_day"),
        sa.CheckConstraint("is_archived IN (0, 1)", name="archival_is_yes_or_no"), sqlite_autoincrement=True,
    )  # fmt: skip
    op.create_index("archival_by_customer", "archival", ["customer_id", "on_day"])
    op.create_table(
        "contact", _id(), _to("customer", "customer_id"), sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("name", sa.String(200), nullable=False), sa.Column("role", sa.String(20), nullable=False),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True), sa.Column("recorded_at", sa.String(32), nullable=False),
        *_days("contact", "on_day"), sqlite_autoincrement=True,
    )  # fmt: skip
    op.create_index("contact_by_customer", "contact", ["customer_id"])


def _targets() -> None:
    op.create_table(
        "target", _id(), _to("customer", "customer_id"), sa.Column("month", sa.String(7), nullable=False),
        sa.Column("set_on", sa.Date(), nullable=False), sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("expected", sa.BigInteger(), nullable=True), sa.Column("ask", sa.BigInteger(), nullable=True),
        sa.Column("accepted_on", sa.Date(), nullable=True), sa.Column("recorded_at", sa.String(32), nullable=False),
        *_days("target", "set_on", "accepted_on"), _amount("target", "amount"), sqlite_autoincrement=True,
    )  # fmt: skip
    op.create_index("target_by_customer", "target", ["customer_id", "month"])
    op.create_index("target_by_month", "target", ["month", "customer_id"])


def _promises() -> None:
    op.create_table(
        "promise", _id(), _to("customer", "customer_id"), sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=True), sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("form", sa.Text(), nullable=True), _to("promise", "follows_id", nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True), sa.Column("ended_as", sa.Text(), nullable=True),
        sa.Column("ended_why", sa.Text(), nullable=True), sa.Column("recorded_at", sa.String(32), nullable=False),
        *_days("promise", "made_on", "ended_on"), sa.CheckConstraint("level >= 1", name="promise_level_from_one"),
        sqlite_autoincrement=True,
    )  # fmt: skip
    op.create_index("promise_by_customer", "promise", ["customer_id", "made_on"])
    op.create_index("promise_by_follows", "promise", ["follows_id"])
    op.create_table(
        "instalment", _id(), _to("promise", "promise_id"), _to("customer", "customer_id"),
        sa.Column("due", sa.Date(), nullable=False), sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("window_end", sa.Date(), nullable=False), sa.Column("settled_on", sa.Date(), nullable=True),
        *_days("instalment", "due", "window_end", "settled_on"), _amount("instalment", "amount"),
        sqlite_autoincrement=True,
    )  # fmt: skip
    op.create_index("instalment_by_customer", "instalment", ["customer_id", "due"])
    op.create_index("instalment_by_due", "instalment", ["due"])
    op.create_index("instalment_by_promise", "instalment", ["promise_id"])
    op.create_index("instalment_by_settled", "instalment", ["settled_on"])
    op.create_index(
        "instalment_unsettled",
        "instalment",
        ["customer_id", "due"],
        sqlite_where=_UNSETTLED,
        postgresql_where=_UNSETTLED,
    )


def _receipts() -> None:
    op.create_table(
        "receipt", _id(), _to("customer", "customer_id"), sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False), sa.Column("form", sa.String(20), nullable=False),
        sa.Column("matures", sa.Date(), nullable=True), sa.Column("note", sa.Text(), nullable=True),
        sa.Column("recorded_at", sa.String(32), nullable=False), *_days("receipt", "on_day", "matures"),
        _amount("receipt", "amount"), sqlite_autoincrement=True,
    )  # fmt: skip
    op.create_index("receipt_by_customer", "receipt", ["customer_id", "on_day"])
    op.create_index("receipt_by_day", "receipt", ["on_day", "customer_id", "amount"])
    op.create_table(
        "reversal", _id(), _to("receipt", "receipt_id"), _to("customer", "customer_id"),
        sa.Column("on_day", sa.Date(), nullable=False), sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.String(32), nullable=False), *_days("reversal", "on_day"),
        sa.UniqueConstraint("receipt_id"), sqlite_autoincrement=True,
    )  # fmt: skip
    op.create_index("reversal_by_customer", "reversal", ["customer_id", "on_day"])
    op.create_index("reversal_by_day", "reversal", ["on_day"])


def _payments() -> None:
    op.create_table(
        "allocation", _id(), _to("receipt", "receipt_id"), _to("instalment", "instalment_id"),
        sa.Column("amount", sa.BigInteger(), nullable=False), _amount("allocation", "amount"),
        sqlite_autoincrement=True,
    )  # fmt: skip
    op.create_index("allocation_by_instalment", "allocation", ["instalment_id"])
    op.create_index("allocation_by_receipt", "allocation", ["receipt_id"])


def _measures() -> None:
    op.create_table(
        "measure", _id(), _to("customer", "customer_id"), sa.Column("title", sa.String(200), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False), sa.Column("estimate", sa.BigInteger(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False), sa.Column("due", sa.Date(), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=True), sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("closed_as", sa.Text(), nullable=True), sa.Column("actual", sa.BigInteger(), nullable=True),
        sa.Column("recorded_at", sa.String(32), nullable=False),
        *_days("measure", "made_on", "due", "started_on", "closed_on"), _amount("measure", "estimate"),
        sqlite_autoincrement=True,
    )  # fmt: skip
    op.create_index("measure_by_closed", "measure", ["closed_on"])
    op.create_index("measure_by_customer", "measure", ["customer_id", "due"])
    op.create_index("measure_by_due", "measure", ["due"])


def _contacts_made() -> None:
    op.create_table(
        "follow_up", _id(), _to("customer", "customer_id"), sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("channel", sa.String(20), nullable=False), sa.Column("outcome", sa.String(20), nullable=False),
        sa.Column("said", sa.Text(), nullable=True), sa.Column("next_on", sa.Date(), nullable=True),
        sa.Column("recorded_at", sa.String(32), nullable=False), *_days("follow_up", "on_day", "next_on"),
        sqlite_autoincrement=True,
    )  # fmt: skip
    op.create_index("follow_up_by_customer", "follow_up", ["customer_id", "on_day"])


def _openings() -> None:
    op.create_table(
        "opening", _id(), sa.Column("month", sa.String(7), nullable=False),
        sa.Column("frozen_on", sa.Date(), nullable=False), _to("customer", "customer_id"),
        sa.Column("target", sa.BigInteger(), nullable=True), sa.Column("received", sa.BigInteger(), nullable=False),
        sa.Column("promised", sa.BigInteger(), nullable=False), sa.Column("gap", sa.BigInteger(), nullable=False),
        sa.Column("measures", sa.BigInteger(), nullable=False),
        sa.Column("recorded_at", sa.String(32), nullable=False), *_days("opening", "frozen_on"),
        sqlite_autoincrement=True,
    )  # fmt: skip
    op.create_index("opening_by_month", "opening", ["month", "customer_id"], unique=True)


def _journal() -> None:
    op.create_table(
        "journal", _id(), sa.Column("batch", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(32), nullable=False), sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("command", sa.Text(), nullable=False), sa.Column("undoes", sa.Integer(), nullable=True),
        sa.Column("table_name", sa.String(40), nullable=False), sa.Column("row_id", sa.Integer(), nullable=False),
        sa.Column("before", sa.Text(), nullable=True), sa.Column("after", sa.Text(), nullable=True),
        sa.Column("previous_hash", sa.String(64), nullable=False), sa.Column("hash", sa.String(64), nullable=False),
        sqlite_autoincrement=True,
    )  # fmt: skip
    op.create_index("journal_by_batch", "journal", ["batch"])
    guards = _POSTGRESQL_GUARDS if op.get_bind().dialect.name == "postgresql" else _SQLITE_GUARDS
    for guard in guards:
        op.execute(sa.text(guard))


def _id() -> sa.Column[int]:
    return sa.Column("id", sa.Integer(), primary_key=True, nullable=False)


def _to(table: str, column: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(column, sa.Integer(), sa.ForeignKey(f"{table}.id", ondelete="RESTRICT"), nullable=nullable)


def _amount(table: str, column: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(f"{column} BETWEEN 1 AND 1000000000000000", name=f"{table}_{column}_in_range")


def _days(table: str, *columns: str) -> list[sa.CheckConstraint]:
    return [
        sa.CheckConstraint(
            f"{column} IS NULL OR date({column}, '+0 days') = {column}", name=f"{table}_{column}_is_a_day"
        ).ddl_if(dialect="sqlite")
        for column in columns
    ]
