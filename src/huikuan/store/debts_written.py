"""What is written on debts: invoices, what settles them, disputes, balances agreed.

The marks of when an invoice was settled and a receipt used up follow from that, and are set anew whenever it changes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from huikuan.domain.invoice import settled_since
from huikuan.store import tables
from huikuan.store.stored import Stored

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date

    from huikuan.domain.invoice import Agreement, Invoice, Settlement
    from huikuan.domain.money import Money


class DebtsWritten(Stored):
    """What is owed, in an open book."""

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

    def add_settlements(self, settlements: Iterable[Settlement]) -> None:
        """These settlements are in the book, and what is settled or used up by them is marked."""
        every = list(settlements)
        for each in every:
            self._add(
                tables.SettlementRow(
                    invoice_id=each.invoice_id,
                    receipt_id=each.receipt_id,
                    credit_id=each.credit_id,
                    on_day=each.on,
                    amount=each.amount.fen,
                )
            )
        invoices = {each.invoice_id for each in every} | {each.credit_id for each in every if each.credit_id}
        self.mark_debts(invoices, {each.receipt_id for each in every if each.receipt_id})

    def let_settle(self, receipt_id: int) -> None:
        """The receipt may settle invoices from now on."""
        self._change(tables.ReceiptRow, receipt_id, {"used_on": None})

    def mark_debts(self, invoice_ids: Collection[int], receipt_ids: Collection[int] = ()) -> None:
        """The marks of these invoices, credit notes and receipts are what the facts make them."""
        for invoice_id in sorted(invoice_ids):
            invoice = self.read.invoice(invoice_id)
            if invoice is not None:
                self._change(tables.InvoiceRow, invoice_id, {"settled_on": settled_since(invoice)})
        for receipt_id, used_on in sorted(self.read.used_up_on(receipt_ids).items()):
            self._change(tables.ReceiptRow, receipt_id, {"used_on": used_on})


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
