"""Version 2: what is owed. Invoices, what settled them, disputes, agreed balances; a receipt's number and its use.

Receipts known before were paid for invoices the book never saw: they settle none until one of their day is known.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

_UNSETTLED = sa.text("settled_on IS NULL")
_SETTLED = sa.text("settled_on IS NOT NULL")
_USED = sa.text("used_on IS NOT NULL")
_UNUSED = sa.text("used_on IS NULL")
_MOST = 1000000000000000


def upgrade() -> None:
    """Four tables more, and two columns on receipts."""
    _invoices()
    _settlements()
    _disputes()
    _agreements()
    _receipts()


def _invoices() -> None:
    op.create_table(
        "invoice", _id(), _to("customer", "customer_id"), sa.Column("number", sa.Text(), nullable=True),
        sa.Column("kind", sa.String(20), nullable=False), sa.Column("issued", sa.Date(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False), sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True), sa.Column("stated_on", sa.Date(), nullable=True),
        sa.Column("settled_on", sa.Date(), nullable=True), sa.Column("recorded_at", sa.String(32), nullable=False),
        *_days("invoice", "issued", "due", "stated_on", "settled_on"), _between("invoice", 1),
        sa.CheckConstraint("kind IN ('invoice', 'credit_note')", name="invoice_kind_is_known"),
        sqlite_autoincrement=True,
    )  # fmt: skip
    op.create_index("invoice_by_customer", "invoice", ["customer_id", "issued"])
    op.create_index("invoice_by_settled", "invoice", ["settled_on"], sqlite_where=_SETTLED, postgresql_where=_SETTLED)
    op.create_index(
        "invoice_unsettled", "invoice", ["customer_id", "due"], sqlite_where=_UNSETTLED, postgresql_where=_UNSETTLED
    )


def _settlements() -> None:
    op.create_table(
        "settlement", _id(), _to("invoice", "invoice_id"), _to("receipt", "receipt_id", nullable=True),
        _to("invoice", "credit_id", nullable=True), sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False), *_days("settlement", "on_day"),
        sa.CheckConstraint(
            f"amount BETWEEN 1 AND {_MOST} OR (receipt_id IS NULL AND credit_id IS NULL AND amount < 0)",
            name="settlement_amount_in_range",
        ),
        sqlite_autoincrement=True,
    )  # fmt: skip
    op.create_index("settlement_by_credit", "settlement", ["credit_id"])
    op.create_index("settlement_by_invoice", "settlement", ["invoice_id"])
    op.create_index("settlement_by_receipt", "settlement", ["receipt_id"])


def _disputes() -> None:
    op.create_table(
        "dispute", _id(), _to("invoice", "invoice_id"), sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False), sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.String(32), nullable=False), *_days("dispute", "on_day"), _between("dispute", 0),
        sqlite_autoincrement=True,
    )  # fmt: skip
    op.create_index("dispute_by_invoice", "dispute", ["invoice_id", "on_day"])


def _agreements() -> None:
    op.create_table(
        "agreement", _id(), _to("customer", "customer_id"), sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False), sa.Column("by_whom", sa.String(200), nullable=False),
        sa.Column("note", sa.Text(), nullable=True), sa.Column("recorded_at", sa.String(32), nullable=False),
        *_days("agreement", "on_day"), _between("agreement", 0), sqlite_autoincrement=True,
    )  # fmt: skip
    op.create_index("agreement_by_customer", "agreement", ["customer_id", "on_day"])


def _receipts() -> None:
    if op.get_bind().dialect.name == "sqlite":
        _receipts_rebuilt()
    else:
        op.add_column("receipt", sa.Column("reference", sa.Text(), nullable=True))
        op.add_column("receipt", sa.Column("used_on", sa.Date(), nullable=True))
    op.execute(sa.text("UPDATE receipt SET used_on = on_day"))
    op.create_index("receipt_by_customer", "receipt", ["customer_id", "on_day"], if_not_exists=True)
    op.create_index("receipt_by_day", "receipt", ["on_day", "customer_id", "amount"], if_not_exists=True)
    op.create_index("receipt_by_used", "receipt", ["used_on"], sqlite_where=_USED, postgresql_where=_USED)
    op.create_index(
        "receipt_unused", "receipt", ["customer_id", "on_day"], sqlite_where=_UNUSED, postgresql_where=_UNUSED
    )


def _receipts_rebuilt() -> None:
    """A file checks its days, so the table is made anew; numbers once given are not given again."""
    op.create_table(
        "receipt_new", _id(), _to("customer", "customer_id"), sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False), sa.Column("form", sa.String(20), nullable=False),
        sa.Column("matures", sa.Date(), nullable=True), sa.Column("note", sa.Text(), nullable=True),
        sa.Column("recorded_at", sa.String(32), nullable=False), sa.Column("reference", sa.Text(), nullable=True),
        sa.Column("used_on", sa.Date(), nullable=True), *_days("receipt", "on_day", "matures", "used_on"),
        sa.CheckConstraint(f"amount BETWEEN 1 AND {_MOST}", name="receipt_amount_in_range"), sqlite_autoincrement=True,
    )  # fmt: skip
    known = "id, customer_id, on_day, amount, form, matures, note, recorded_at"
    op.execute(sa.text(f"INSERT INTO receipt_new ({known}) SELECT {known} FROM receipt"))
    op.execute(sa.text("DELETE FROM sqlite_sequence WHERE name = 'receipt_new'"))
    op.execute(
        sa.text(
            "INSERT INTO sqlite_sequence (name, seq) SELECT 'receipt_new', seq FROM sqlite_sequence"
            " WHERE name = 'receipt'"
        )
    )
    op.drop_table("receipt")
    op.rename_table("receipt_new", "receipt")


def _id() -> sa.Column[int]:
    return sa.Column("id", sa.Integer(), primary_key=True, nullable=False)


def _to(table: str, column: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(column, sa.Integer(), sa.ForeignKey(f"{table}.id", ondelete="RESTRICT"), nullable=nullable)


def _between(table: str, least: int) -> sa.CheckConstraint:
    return sa.CheckConstraint(f"amount BETWEEN {least} AND {_MOST}", name=f"{table}_amount_in_range")


def _days(table: str, *columns: str) -> list[sa.CheckConstraint]:
    return [
        sa.CheckConstraint(
            f"{column} IS NULL OR date({column}, '+0 days') = {column}", name=f"{table}_{column}_is_a_day"
        ).ddl_if(dialect="sqlite")
        for column in columns
    ]
