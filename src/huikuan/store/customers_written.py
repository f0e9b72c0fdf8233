"""What is written on customers: their labels, and the grades, archivals and contacts that are dated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from huikuan.store import tables
from huikuan.store.pinyin import keys
from huikuan.store.stored import Stored, labels

if TYPE_CHECKING:
    from datetime import date

    from huikuan.domain.facts import Contact, Customer, Grade


class CustomersWritten(Stored):
    """Customers of an open book."""

    def add_customer(self, customer: Customer) -> int:
        """The customer is in the book, with the first of its grades."""
        customer_id = self._add(tables.CustomerRow(recorded_at=self._at, **labels(customer)))
        self._name(customer_id, customer)
        for given in customer.grades:
            self.give_grade(customer_id, given.on, given.grade, given.reason)
        return customer_id

    def relabel_customer(self, customer: Customer) -> None:
        """The customer's names, kind, owner, terms and note are these."""
        self._change(tables.CustomerRow, customer.id, labels(customer))
        self._name(customer.id, customer)

    def give_grade(self, customer_id: int, on: date, grade: Grade, reason: str) -> None:
        row = tables.GradeRow(customer_id=customer_id, on_day=on, grade=grade, reason=reason, recorded_at=self._at)
        self._add(row)

    def archive_customer(self, customer_id: int, on: date, *, is_archived: bool) -> None:
        """From the day on the customer is put away, or worked with again."""
        row = tables.ArchivalRow(customer_id=customer_id, on_day=on, is_archived=int(is_archived), recorded_at=self._at)
        self._add(row)

    def add_contact(self, contact: Contact) -> int:
        return self._add(
            tables.ContactRow(
                customer_id=contact.customer_id,
                on_day=contact.on,
                name=contact.name,
                role=contact.role,
                phone=contact.phone,
                note=contact.note,
                recorded_at=self._at,
            )
        )

    def _name(self, customer_id: int, customer: Customer) -> None:
        """The customer is found by the pinyin of these names."""
        found = keys(customer.name, *customer.aliases)
        known = self.read.name_key(customer_id)
        if known is None:
            self._add(tables.NameKeyRow(customer_id=customer_id, keys=found))
        else:
            self._change(tables.NameKeyRow, known, {"keys": found})
