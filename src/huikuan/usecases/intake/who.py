"""Whom a line of a file means: the customer of its code, else of its name or alias as it stands, else a new one.

Only whole codes and names count here; a name that is merely near is named beside the new customer, never taken for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from huikuan.domain.intake import NewCustomer
from huikuan.domain.naming import folded, is_near, nearest
from huikuan.text import _

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from huikuan.domain.facts import Customer
    from huikuan.store.bulk_debts import BulkDebts

_LONGEST_CODE = 40
_NEAR_LOOKUPS = 200


class Unknown(Exception):  # noqa: N818 - a line that cannot be placed, told as a value by its catcher
    """The line names nobody the book can take: which column says so, and why."""

    def __init__(self, column: str, value: str, why: str) -> None:
        super().__init__(why)
        self.column, self.value, self.why = column, value, why


class Directory:
    """The customers of the book, and those the file adds."""

    def __init__(self, customers: Iterable[Customer], *, adds: bool, owner: str | None) -> None:
        self.customers = {customer.id: customer for customer in customers}
        self.new: dict[int, NewCustomer] = {}
        self._adds, self._owner = adds, owner
        self._by_code = {folded(c.code): c.id for c in self.customers.values()}
        self._by_name = {folded(name): c.id for c in self.customers.values() for name in (*c.aliases, c.name)}
        self._found: dict[tuple[str | None, str | None], int | Unknown] = {}
        self._last_number = max((int(c[1:]) for c in self._by_code if c[:1] == "c" and c[1:].isdecimal()), default=0)
        self._made_up: dict[str, int] = {}
        """New customers whose code is ours; a later line with that code means somebody else."""

    def who(self, code: str | None, name: str | None, owner: str | None = None) -> int:
        """The customer's number; one below zero for a new one. Raises Unknown."""
        found = self._found.get((code, name))
        if found is None:
            try:
                found = self._look(code, name, owner)
            except Unknown as unknown:
                found = unknown
            self._found[code, name] = found
        if isinstance(found, Unknown):
            raise found
        return found

    def name_of(self, key: int) -> str:
        return self.new[key].name if key < 0 else self.customers[key].name

    def keep(self, keys: Iterable[int]) -> list[NewCustomer]:
        """Of the new customers only these are added: those of whom a line is taken."""
        kept = set(keys)
        self.new = {key: new for key, new in self.new.items() if key in kept}
        return list(self.new.values())

    def is_free_for(self, name: str, key: int) -> bool:
        """True where no other customer is called so."""
        return self._by_name.get(folded(name), key) == key

    def terms_of(self, key: int) -> int | None:
        return None if key < 0 else self.customers[key].terms_days

    def _look(self, code: str | None, name: str | None, owner: str | None) -> int:
        by_code = self._by_code.get(folded(code)) if code else None
        by_name = (self._by_name.get(folded(name)) or self._by_code.get(folded(name))) if name else None
        found = by_code or by_name or (self._by_name.get(folded(code)) if code and not name else None)
        if found and code and not by_code:
            self._by_code[folded(code)] = found  # the same name under another code is the same customer
        return found or self._add(code, name, owner)

    def _add(self, code: str | None, name: str | None, owner: str | None) -> int:
        typed = name or code or ""
        if not self._adds:
            raise Unknown("name" if name else "code", typed, _("no such customer in the book"))
        if code is not None and (" " in code or code.startswith("-") or len(code) > _LONGEST_CODE):
            raise Unknown("code", code, _("a code has no spaces, begins with no dash and has at most 40 characters"))
        key = -len(self.new) - 1
        given = code or self._free_code()
        if code is None:
            self._made_up[folded(given)] = key
        else:
            self._make_room(code)
            self._by_code[folded(code)] = key
        few = len(self.customers) * (len(self.new) + 1) <= _NEAR_LOOKUPS * _NEAR_LOOKUPS
        near = nearest(typed, self.customers.values()) if name and few else []
        like = next((each.name for each in near if is_near(each.name, typed)), None)
        self.new[key] = NewCustomer(key, given, typed, owner or self._owner, like)
        self._by_name[folded(typed)] = key
        return key

    def _make_room(self, code: str) -> None:
        """A code the file gives is nobody's made-up one."""
        key = self._made_up.pop(folded(code), None)
        if key is not None:
            self._by_code[folded(code)] = 0
            self.new[key] = self.new[key]._replace(code=self._free_code())
            self._made_up[folded(self.new[key].code)] = key

    def _free_code(self) -> str:
        while True:
            self._last_number += 1
            code = f"C{self._last_number:03d}"
            if folded(code) not in self._by_code and folded(code) not in self._made_up:
                return code


def customers_taken(many: BulkDebts, directory: Directory, on: date) -> dict[int, int]:
    """The new customers are in the book; the number each key stands for."""
    new = list(directory.new.values())
    ids = many.add_customers([(c.code, c.name, c.owner) for c in new], on)
    return {customer.key: number for customer, number in zip(new, ids, strict=True)}
