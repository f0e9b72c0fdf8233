"""What is written on debts one by one: invoices, disputes, balances agreed. What settles them is written by `many`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from huikuan.store import tables
from huikuan.store.stored import Stored

if TYPE_CHECKING:
    from datetime import date

    from huikuan.domain.invoice import Agreement, Invoice
    from huikuan.domain.money import Money
    from huikuan.store.bulk_debts import BulkDebts


class DebtsWritten(Stored):
    """What is owed, in an open book."""

    def many(self) -> BulkDebts:
        """The same book, written many records at a time, with the marks that follow from them."""
        from huikuan.store.bulk_debts import BulkDebts

        return BulkDebts(self._session, self.read, self._at)

    def add_invoice(self, invoice: Invoice) -> int:
        """The invoice or credit note is in the book, open."""
        return self._add(tables.InvoiceRow(recorded_at=self._at, **_cells(invoice)))

    def add_dispute(self, invoice_id: int, on: date, amount: Money, reason: str) -> None:
        """From the day on so much of the invoice is disputed."""
        row = tables.DisputeRow(
            invoice_id=invoice_id, on_day=on, amount=amount.fen, reason=reason, recorded_at=self._at
        )
        self._add(row)

    def add_agreement(self, agreement: Agreement) -> int:
        return self._add(
            tables.AgreementRow(
                customer_id=agreement.customer_id,
                on_day=agreement.on,
                amount=agreement.amount.fen,
                by_whom=agreement.by,
                note=agreement.note,
                recorded_at=self._at,
            )
        )


def _cells(invoice: Invoice) -> dict[str, Any]:
    return {
        "customer_id": invoice.customer_id,
        "number": invoice.number,
        "kind": invoice.kind,
        "issued": invoice.issued,
        "due": invoice.due,
        "amount": invoice.amount.fen,
        "note": invoice.note,
        "stated_on": invoice.stated_on,
    }
