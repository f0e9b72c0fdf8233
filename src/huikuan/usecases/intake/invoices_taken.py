"""New and changed invoices of a file go into the book, with what settles them.

A receipt that is in the book already is used before a new one is made of a settled line.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from huikuan.domain.invoice import Settlement
from huikuan.domain.money import Money
from huikuan.store.bulk_debts import ReceiptCells
from huikuan.usecases.apply_cash import apply_cash
from huikuan.usecases.intake.who import customers_taken

if TYPE_CHECKING:
    from huikuan.domain.intake import Intake
    from huikuan.store.bulk_debts import BulkDebts
    from huikuan.store.write import Writer
    from huikuan.usecases.intake.invoices import Differs, Found


def take(w: Writer, found: Found) -> Intake:
    """What the file says is in the book: new invoices and customers, changed ones, and what settles them."""
    many, on, today = w.many(), found.wish.stated_on, found.wish.day.as_of
    ids = customers_taken(many, found.directory, found.wish.on)
    stated = on if found.is_stated else None
    many.add_invoices(found.new, ids, on, stated)
    many.change_invoices([(d.known.id, d.issued, d.due, d.amount, _spoken(d, stated)) for d in found.differing])
    if stated is not None:
        many.speak_of((known.id for known in found.spoken), stated)
    many.add_settlements(_more_settled(many, found))
    many.dispute([(d.known.id, d.disputed) for d in found.differing if d.disputed is not None], today)
    known = [*(differs.known for differs in found.differing), *found.spoken]
    touched = {ids.get(c.customer_id, c.customer_id) for c in found.new} | {each.customer_id for each in known}
    if stated is not None:
        many.close_receipts(w.read.unused_receipts(touched, on), on)
    apply_cash(w, touched, found.wish.day.policy.threshold, after=stated or date.min)
    found.intake.is_applied = True
    return found.intake


def _more_settled(many: BulkDebts, found: Found) -> list[Settlement]:
    """What was settled since: a receipt where the file gives its day, else the ledger's word, more or less."""
    every = [(d, d.line.received_on) for d in found.differing if d.more_settled]
    done = [Settlement(d.known.id, found.wish.stated_on, Money(d.more_settled)) for d, on in every if on is None]
    if found.intake.settles_missing:
        done += [
            Settlement(k.id, max(found.wish.stated_on, k.issued), Money(k.amount - k.settled_by_now))
            for k in found.missing
        ]
    dated = [(d, on, found.purse.of(d.line.line)) for d, on in every if on is not None]
    many.let_settle(sorted({number for _d, _on, paid in dated for number, _fen in paid}))
    done += [_settled_by(d, on, number, fen) for d, on, paid in dated for number, fen in paid]
    fresh = [(d, on) for d, on, paid in dated if not paid]
    cells = [
        ReceiptCells(d.known.customer_id, on, d.more_settled, "transfer", None, None, None, None) for d, on in fresh
    ]
    for (d, on), receipt_id in zip(fresh, many.add_receipts(cells), strict=True):
        done.append(_settled_by(d, on, receipt_id, d.more_settled))
    return done


def _spoken(differs: Differs, stated: date | None) -> date | None:
    """The last day on which the ledger spoke of the invoice."""
    return max((day for day in (differs.known.stated_on, stated) if day is not None), default=None)


def _settled_by(differs: Differs, on: date, receipt_id: int, fen: int) -> Settlement:
    return Settlement(differs.known.id, max(on, differs.issued), Money(fen), receipt_id)
