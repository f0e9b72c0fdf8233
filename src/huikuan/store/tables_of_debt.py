"""The tables of what is owed: invoices, what settled them, what of them is disputed, and balances agreed.

`settled_on` of an invoice is the day its last fen was settled, of a credit note the day its last fen was used: a mark
for the index, as on an instalment. `used_on` of a receipt is the same for what it may settle.
"""

from datetime import date
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import SQLModel

from huikuan.store.columns import AUTO, amount_check, day_checks, fen, key, to, to_maybe, words, words_maybe


class InvoiceRow(SQLModel, table=True):
    __tablename__ = "invoice"
    __table_args__: ClassVar[Any] = (
        *day_checks("invoice", "issued", "due", "stated_on", "settled_on"),
        amount_check("invoice", "amount"),
        CheckConstraint("kind IN ('invoice', 'credit_note')", name="invoice_kind_is_known"),
        Index("invoice_by_customer", "customer_id", "issued"),
        Index("invoice_unsettled", "customer_id", "due", sqlite_where=text("settled_on IS NULL")),
        Index("invoice_by_settled", "settled_on", sqlite_where=text("settled_on IS NOT NULL")),
        AUTO,
    )
    id: int | None = key()
    customer_id: int = to("customer")
    number: str | None = words_maybe("name")
    kind: str = words("invoices", 20)
    issued: date
    due: date
    amount: int = fen()
    note: str | None = words_maybe("note")
    stated_on: date | None = None
    settled_on: date | None = None
    recorded_at: str = words("moment", 32)


class SettlementRow(SQLModel, table=True):
    """Neither a receipt nor a credit note: the ledger said so, and may say that less was settled than was thought."""

    __tablename__ = "settlement"
    __table_args__: ClassVar[Any] = (
        *day_checks("settlement", "on_day"),
        CheckConstraint(
            "amount BETWEEN 1 AND 1000000000000000 OR (receipt_id IS NULL AND credit_id IS NULL AND amount < 0)",
            name="settlement_amount_in_range",
        ),
        Index("settlement_by_invoice", "invoice_id"),
        Index("settlement_by_receipt", "receipt_id"),
        Index("settlement_by_credit", "credit_id"),
        AUTO,
    )
    id: int | None = key()
    invoice_id: int = to("invoice")
    receipt_id: int | None = to_maybe("receipt")
    credit_id: int | None = to_maybe("invoice")
    on_day: date
    amount: int = fen()


class DisputeRow(SQLModel, table=True):
    """From the day on so much of the invoice is disputed; 0: no more."""

    __tablename__ = "dispute"
    __table_args__: ClassVar[Any] = (
        *day_checks("dispute", "on_day"),
        CheckConstraint("amount BETWEEN 0 AND 1000000000000000", name="dispute_amount_in_range"),
        Index("dispute_by_invoice", "invoice_id", "on_day"),
        AUTO,
    )
    id: int | None = key()
    invoice_id: int = to("invoice")
    on_day: date
    amount: int = fen()
    reason: str = words("note", None)
    recorded_at: str = words("moment", 32)


class AgreementRow(SQLModel, table=True):
    """Somebody at the customer agreed on the day that this is what they owe."""

    __tablename__ = "agreement"
    __table_args__: ClassVar[Any] = (
        *day_checks("agreement", "on_day"),
        CheckConstraint("amount BETWEEN 0 AND 1000000000000000", name="agreement_amount_in_range"),
        Index("agreement_by_customer", "customer_id", "on_day"),
        AUTO,
    )
    id: int | None = key()
    customer_id: int = to("customer")
    on_day: date
    amount: int = fen()
    by_whom: str = words("name", 200)
    note: str | None = words_maybe("note")
    recorded_at: str = words("moment", 32)
