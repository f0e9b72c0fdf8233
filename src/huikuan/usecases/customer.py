"""Customers are added, relabelled, graded and archived; never deleted. A grade has a day and a reason."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from huikuan.domain.allocation import unpaid
from huikuan.domain.facts import Contact, Customer, CustomerKind, Grade, GradeGiven, Role
from huikuan.domain.habits import NO_HABITS, Habits
from huikuan.domain.labels import said
from huikuan.domain.money import total
from huikuan.domain.naming import folded, free_code
from huikuan.errors import CodeTaken, ContactKnown, NameTaken, NothingToChange, StillPromised

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from typing import Unpack

    from huikuan.domain.habits import Hours
    from huikuan.domain.labels import Labels
    from huikuan.store.write import Writer


@dataclass(frozen=True, slots=True)
class HabitsSaid:
    """What is said of a customer's habits now: None where nothing is, nothing in it where it no longer holds."""

    pay_days: tuple[int, ...] | None = None
    pay_weekdays: tuple[int, ...] | None = None
    good_hours: tuple[Hours, ...] | None = None
    bad_hours: tuple[Hours, ...] | None = None


def add(
    w: Writer,
    name: str,
    *,
    code: str | None = None,
    grade: Grade = Grade.C,
    reason: str = "",
    since: date | None = None,
    habits: HabitsSaid | None = None,
    **labels: Unpack[Labels],
) -> Customer:
    """The customer is in the book under a code of their own. Refused: a code or name that is taken."""
    every = w.read.customers()
    code = code or free_code(every)
    _refuse_taken(every, code, name)
    graded = GradeGiven(since or w.today, grade, reason)
    new = Customer(0, code, name, (), CustomerKind.DISTRIBUTOR, (graded,))
    made = w.read.customer(w.add_customer(replace(new, **said(labels))))
    if habits is not None and (given := _laid_over(NO_HABITS, habits)) != NO_HABITS:
        w.give_habits(made.id, given, w.today)
    return made


def edit(
    w: Writer,
    customer: Customer,
    *,
    name: str | None = None,
    code: str | None = None,
    grade: Grade | None = None,
    reason: str = "",
    habits: HabitsSaid | None = None,
    **labels: Unpack[Labels],
) -> Customer:
    """The customer carries what was given; grade and habits hold from today. Refused: nothing new given, or taken."""
    relabelled = replace(customer, name=name or customer.name, code=code or customer.code, **said(labels))
    known = w.read.habits(w.today, customer.id).get(customer.id, NO_HABITS)._replace(on=None)
    wanted_habits = _laid_over(known, habits or HabitsSaid())
    if relabelled == customer and grade is None and wanted_habits == known:
        raise NothingToChange(customer=customer.name)
    others = [c for c in w.read.customers() if c.id != customer.id]
    _refuse_taken(others, code or customer.code, name or customer.name)
    w.relabel_customer(relabelled)
    if grade is not None:
        w.give_grade(customer.id, w.today, grade, reason)
    if wanted_habits != known:
        w.give_habits(customer.id, wanted_habits, w.today)
    return w.read.customer(customer.id)


def archive(w: Writer, customer: Customer) -> Customer:
    """The customer is archived from today. Refused while money is promised and unpaid."""
    waiting = w.read.open_promises(customer.id)
    if waiting:
        remaining = total(unpaid(part) for p in waiting for part in p.instalments)
        raise StillPromised(customer=customer.name, remaining=remaining, id=waiting[0].id)
    w.archive_customer(customer.id, w.today, is_archived=True)
    return w.read.customer(customer.id)


def restore(w: Writer, customer: Customer) -> Customer:
    """The customer is worked with again. Refused where they were not archived."""
    if not customer.is_archived_on(w.today):
        raise NothingToChange(customer=customer.name)
    w.archive_customer(customer.id, w.today, is_archived=False)
    return w.read.customer(customer.id)


def add_contact(
    w: Writer, customer: Customer, name: str, role: Role, phone: str | None = None, note: str | None = None
) -> Contact:
    """The person is known at the customer, with what they do when money is paid. Refused: known already."""
    if any(folded(known.name) == folded(name) for known in w.read.contacts(customer.id)):
        raise ContactKnown(customer=customer.name, name=name, code=customer.code)
    contact_id = w.add_contact(Contact(0, customer.id, name, role, w.today, phone, note))
    return next(c for c in w.read.contacts(customer.id) if c.id == contact_id)


def _laid_over(known: Habits, said: HabitsSaid) -> Habits:
    """What was known, with what is said now in its place."""
    return Habits(
        known.pay_days if said.pay_days is None else said.pay_days,
        known.pay_weekdays if said.pay_weekdays is None else said.pay_weekdays,
        known.good_hours if said.good_hours is None else said.good_hours,
        known.bad_hours if said.bad_hours is None else said.bad_hours,
    )


def _refuse_taken(others: Sequence[Customer], code: str, name: str) -> None:
    for other in others:
        if folded(code) in (folded(other.code), folded(other.name)):
            raise CodeTaken(code=code, customer=other.name)
        if folded(name) in (folded(other.name), folded(other.code)):
            raise NameTaken(name=name, code=other.code)
