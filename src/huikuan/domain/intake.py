"""What a file would change in the book: each line is new, the same as what is there, changed, or refused.

Every line that says something is in one of the four, so read = new + same + changed + refused, and so do the amounts.
Lines of a file are matched one to one with records of the book: two alike lines need two alike records to be the same.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from huikuan.domain.lines import RefusedLine
from huikuan.domain.money import NOTHING, Money

if TYPE_CHECKING:
    from huikuan.domain.lines import AnyLine, FileRead


class NewCustomer(NamedTuple):
    """A customer the file names and the book does not know. `key` stands for them until they have a number."""

    key: int
    code: str
    name: str
    owner: str | None
    like: str | None = None
    """A customer of the book with a name that is near."""


class Change(NamedTuple):
    """A line that says otherwise than the book: what, as the book has it, as the file has it."""

    line: int
    customer: str
    what: str
    was: str
    becomes: str


class Count(NamedTuple):
    lines: int = 0
    amount: Money = NOTHING

    def plus(self, amount: Money | None) -> Count:
        return Count(self.lines + 1, self.amount + (amount or NOTHING))


NONE = Count()


@dataclass
class Intake:
    """What the file would change, or changed."""

    file: FileRead
    new: Count = NONE
    same: Count = NONE
    changed: Count = NONE
    refused: list[RefusedLine] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    customers: list[NewCustomer] = field(default_factory=list)
    also: dict[str, Count] = field(default_factory=dict)
    """Records made beside those the file lists: receipts of settled invoices, measures of a plan."""
    due_unknown: int = 0
    """Invoices that name no due day and whose customer has no terms: due the day they were issued."""
    still_open: Money | None = None
    """What is open of the lines taken, where the file says it."""
    missing: Count = NONE
    """Open invoices of the book that a list of what is open leaves out."""
    settles_missing: bool = False
    """They are settled, because the list was said to be complete."""
    speaks_later: bool = False
    """The list counts money up to a later day than any before it."""
    is_applied: bool = False

    @property
    def read(self) -> Count:
        """Every line that says something, with its amount."""
        return Count(
            self.new.lines + self.same.lines + self.changed.lines + len(self.refused),
            self.new.amount + self.same.amount + self.changed.amount + self.refused_count.amount,
        )

    @property
    def refused_count(self) -> Count:
        """The refused lines, with what they come to as far as that could be read."""
        return Count(len(self.refused), Money(sum(r.amount.fen for r in self.refused if r.amount is not None)))

    def add_also(self, what: str, amount: Money) -> None:
        self.also[what] = self.also.get(what, NONE).plus(amount)

    def in_order(self) -> Intake:
        """The same, refused lines and changes as they stand in the file."""
        self.refused.sort(key=lambda refused: refused.line)
        self.changes.sort(key=lambda change: change.line)
        return self

    def refuse(self, line: AnyLine, column: str | None, value: object, why: str) -> None:
        """The line is not taken; the column is named by its heading, where the file has one for it."""
        column = next((matched.heading for matched in self.file.matched if matched.field == column), column)
        self.refused.append(RefusedLine(line.line, column, str(value), why, worth(line)))


def worth(line: AnyLine) -> Money | None:
    """The amount of a line that has one."""
    return getattr(line, "amount", None)
