"""A list of customers: one is known by its code, else by its name. What the file leaves blank stays as it is."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, cast

from huikuan.domain.facts import Customer, CustomerKind, Grade, GradeGiven, Role
from huikuan.domain.intake import Change, Intake
from huikuan.domain.labels import LABELS, said
from huikuan.domain.naming import folded
from huikuan.text import _, listed
from huikuan.usecases import customer as usecase
from huikuan.usecases.intake.who import Directory, Unknown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from huikuan.domain.lines import CustomerLine, FileRead
    from huikuan.store.read import Reader
    from huikuan.store.write import Writer
    from huikuan.usecases.intake.wish import Wish


@dataclass
class Found:
    """What a list of customers would change."""

    intake: Intake
    directory: Directory
    wish: Wish
    new: list[tuple[CustomerLine, int]] = field(default_factory=list)
    differing: list[tuple[CustomerLine, Customer, bool]] = field(default_factory=list)
    """Lines that say otherwise than the book, the customer as the file has them, and whether their labels change."""


def look(read: Reader, file: FileRead, directory: Directory, wish: Wish) -> Found:
    """The file compared with the book."""
    found = Found(Intake(file, refused=list(file.refused)), directory, wish)
    people = {(c.customer_id, folded(c.name)) for c in read.contacts()}
    seen: set[int] = set()
    for line in cast("tuple[CustomerLine, ...]", file.lines):
        try:
            key = directory.who(line.code, line.name, line.owner)
        except Unknown as unknown:
            found.intake.refuse(line, unknown.column, unknown.value, unknown.why)
            continue
        if key in seen:
            why = _("{name} stands on an earlier line already", name=directory.name_of(key))
            found.intake.refuse(line, "name", line.name or line.code, why)
            continue
        seen.add(key)
        _look_at(found, line, key, people)
    found.intake.customers = directory.keep(key for _line, key in found.new)
    return found


def take(w: Writer, found: Found) -> Intake:
    """The customers are in the book as the file has them, with their contacts."""
    day = found.wish.day
    for line, key in found.new:
        new = found.directory.new[key]
        given = GradeGiven(found.wish.on, line.grade or Grade.C, line.reason or "")
        kind = line.kind or CustomerKind.DISTRIBUTOR
        made = Customer(
            0, new.code, new.name, line.aliases, kind, (given,), line.owner or new.owner, line.terms_days, line.note
        )
        _add_contact(w, w.read.customer(w.add_customer(made)), line)
    for line, known, relabels in found.differing:
        if relabels:
            w.relabel_customer(known)
        if line.grade is not None and line.grade is not known.grade_on(day.as_of):
            w.give_grade(known.id, day.as_of, line.grade, line.reason or "")
        _add_contact(w, known, line)
    found.intake.is_applied = True
    return found.intake


def _look_at(found: Found, line: CustomerLine, key: int, people: set[tuple[int, str]]) -> None:
    if key < 0:
        found.new.append((line, key))
        found.intake.new = found.intake.new.plus(None)
        return
    known = found.directory.customers[key]
    wanted = replace(known, **_labels(line, known))
    if not found.directory.is_free_for(wanted.name, key):
        found.intake.refuse(line, "name", line.name, _("another customer is called so"))
        return
    changes = list(_changes(found, line, known, wanted, people))
    if changes:
        found.differing.append((line, wanted, wanted != known))
        found.intake.changes += changes
        found.intake.changed = found.intake.changed.plus(None)
    else:
        found.intake.same = found.intake.same.plus(None)


def _labels(line: CustomerLine, known: Customer) -> dict[str, Any]:
    """What the file says of the customer; a code or name the book has otherwise stays the book's."""
    labels = said(line._asdict())
    if line.name and folded(line.name) != folded(known.name) and line.code:
        labels["name"] = line.name
    labels["aliases"] = tuple(dict.fromkeys((*known.aliases, *line.aliases)))
    return labels


def _changes(
    found: Found, line: CustomerLine, known: Customer, wanted: Customer, people: set[tuple[int, str]]
) -> Iterable[Change]:
    for what in ("name", *LABELS):
        was, becomes = getattr(known, what), getattr(wanted, what)
        if was != becomes:
            yield Change(line.line, known.name, what, _words(was), _words(becomes))
    grade = known.grade_on(found.wish.day.as_of)
    if line.grade is not None and line.grade is not grade:
        yield Change(line.line, known.name, "grade", grade, line.grade)
    if line.contact and (known.id, folded(line.contact)) not in people:
        yield Change(line.line, known.name, "contact", "", line.contact)


def _words(label: Any) -> str:
    if isinstance(label, tuple):
        return listed(label)
    return "" if label is None else str(label)


def _add_contact(w: Writer, customer: Customer, line: CustomerLine) -> None:
    known = {folded(contact.name) for contact in w.read.contacts(customer.id)}
    if line.contact and folded(line.contact) not in known:
        usecase.add_contact(w, customer, line.contact, line.role or Role.HANDLES, line.phone)
