"""One row in, or one row changed; the journal sees both."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from huikuan.domain.allocation import unpaid
from huikuan.domain.money import total

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from sqlmodel import Session, SQLModel

    from huikuan.domain.facts import Customer, Instalment, Promise
    from huikuan.domain.money import Money
    from huikuan.domain.wholebook import WholeBook
    from huikuan.store.read import Reader


class Stored:
    """The rows of an open book."""

    def __init__(self, session: Session, read: Reader, at: str) -> None:
        self._session = session
        self._at = at
        self.read = read

    def add_whole(self, book: WholeBook) -> None:
        """Every row of the whole book is in this one, which was empty."""
        from huikuan.store.whole import put_in

        put_in(self._session, book)

    def _add(self, row: SQLModel) -> int:
        self._session.add(row)
        self._session.flush()
        return int(row.id)  # type: ignore[attr-defined]

    def _change(self, table: type[SQLModel], row_id: int, values: Mapping[str, Any]) -> None:
        row = self._session.get_one(table, row_id)
        for name, value in values.items():
            if getattr(row, name) != value:
                setattr(row, name, value)
        self._session.flush()


def settled_on(part: Instalment) -> date | None:
    """The day the last fen of the instalment came in; None while some is missing."""
    if unpaid(part):
        return None
    return max(p.counts_from for p in part.payments if p.reversed_on is None)


def labels(customer: Customer) -> dict[str, Any]:
    """What is written on the customer, dated nowhere."""
    return {
        "code": customer.code,
        "name": customer.name,
        "aliases": "\n".join(customer.aliases),
        "kind": customer.kind,
        "owner": customer.owner,
        "terms_days": customer.terms_days,
        "note": customer.note,
    }


def fen(amount: Money | None) -> int | None:
    return None if amount is None else amount.fen


def has_too_much(promise: Promise) -> bool:
    """True where more stands as paid on an instalment than it asks for."""
    return any(
        total(p.amount for p in part.payments if p.reversed_on is None) > part.amount for part in promise.instalments
    )
