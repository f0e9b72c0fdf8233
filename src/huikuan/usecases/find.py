"""Which record a person means; none or several is refused with what to type instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from huikuan.domain.naming import LONGEST_TYPED, matches, nearest
from huikuan.errors import (
    CustomerArchived,
    ManyCustomers,
    NoSuchApproval,
    NoSuchCode,
    NoSuchCustomer,
    NoSuchCustomerNearest,
    NoSuchLongName,
    NoSuchMeasure,
    NoSuchPromise,
    NoSuchReceipt,
    NotTheirMeasure,
)
from huikuan.store import pinyin
from huikuan.text import _, listed, quoted

if TYPE_CHECKING:
    from datetime import date

    from huikuan.domain.facts import Contact, Customer, Measure, Promise, Receipt
    from huikuan.domain.talk import Approval
    from huikuan.store.records import Records
    from huikuan.store.talks import Talks

_CANDIDATES = 6
_LONGEST_CODE = 8
_LONGEST_NAME = 200


def customer(read: Records, typed: str, as_of: date) -> Customer:
    """The one customer that fits what was typed; who was in the book on the day goes before those who came later."""
    if len(typed) > LONGEST_TYPED:
        raise NoSuchLongName(typed=typed)
    every = read.customers()
    found = matches(typed, [who for who in every if who.is_known_on(as_of)], as_of) or matches(typed, every, as_of)
    if len(found) == 1:
        return found[0]
    if found:
        raise ManyCustomers(typed=typed, candidates=_named(found))
    near = nearest(typed, every, pinyin.keys(typed))
    if near:
        raise NoSuchCustomerNearest(typed=typed, nearest=_named(near))
    if typed.isascii() and typed.isalnum() and len(typed) <= _LONGEST_CODE:
        raise NoSuchCode(typed=typed)
    if len(typed) > _LONGEST_NAME:
        raise NoSuchLongName(typed=typed)
    raise NoSuchCustomer(typed=typed, quoted=quoted(typed))


def active_customer(read: Records, typed: str, as_of: date) -> Customer:
    """The same, refused where the customer is archived: nothing new is recorded for them."""
    found = customer(read, typed, as_of)
    if found.is_archived_on(as_of):
        raise CustomerArchived(customer=found.name, code=found.code)
    return found


def contact(read: Records, customer_id: int, typed: str) -> Contact | None:
    """The customer's one contact whose name is or contains what was typed, else None."""
    people = read.contacts(customer_id)
    found = [p for p in people if p.name == typed] or [p for p in people if typed in p.name]
    return found[0] if len(found) == 1 else None


def full_name(read: Records, customer_id: int, typed: str | None) -> str | None:
    """The name of the customer's contact meant, else what was typed."""
    known = contact(read, customer_id, typed) if typed else None
    return known.name if known else typed


def promise(read: Records, promise_id: int) -> Promise:
    found = read.promise(promise_id)
    if found is None:
        raise NoSuchPromise(id=promise_id)
    return found


def receipt(read: Records, receipt_id: int) -> Receipt:
    found = read.receipt(receipt_id)
    if found is None:
        raise NoSuchReceipt(id=receipt_id)
    return found


def measure(read: Records, measure_id: int) -> Measure:
    found = read.measure(measure_id)
    if found is None:
        raise NoSuchMeasure(id=measure_id)
    return found


def measure_of(read: Records, measure_id: int, who: Customer) -> Measure:
    """The measure, refused where it is another customer's."""
    found = measure(read, measure_id)
    if found.customer_id != who.id:
        raise NotTheirMeasure(id=measure_id, customer=who.name, code=who.code)
    return found


def approval(read: Talks, approval_id: int) -> Approval:
    found = read.approval(approval_id)
    if found is None:
        raise NoSuchApproval(id=approval_id)
    return found


def _named(customers: list[Customer]) -> str:
    names = listed(_("{name} ({code})", name=c.name, code=c.code) for c in customers[:_CANDIDATES])
    return names + (" …" if len(customers) > _CANDIDATES else "")
