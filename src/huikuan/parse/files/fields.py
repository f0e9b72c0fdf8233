"""What each kind of file may say on a line, how each field of it is read, and what no line can do without.

A line names its customer by code or name. An invoice has an amount or what is still open of it; a receipt an amount and
its day; a promise an amount and a due day; a target at least one of amount, expected and measure.
"""

from __future__ import annotations

from enum import Enum, auto
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from huikuan.domain.lines import FileKind
from huikuan.parse.files.headings import HEADINGS, MOST_REPEATS, REPEATED
from huikuan.text import mark

if TYPE_CHECKING:
    from collections.abc import Mapping


class Reading(Enum):
    """How the cells of a column are read."""

    CODE = auto()
    """A text that looks like a number and must not lose a digit."""
    NAME = auto()
    NOTE = auto()
    NAMES = auto()
    AMOUNT = auto()
    SIGNED = auto()
    DISPUTED = auto()
    DAY = auto()
    MONTH = auto()
    COUNT = auto()
    CURRENCY = auto()
    GRADE = auto()
    KIND = auto()
    ROLE = auto()
    FORM = auto()
    STATUS = auto()


_SIGNED: Final = frozenset(
    {
        (FileKind.INVOICES, "amount"),
        (FileKind.INVOICES, "settled"),
        (FileKind.INVOICES, "open"),
        (FileKind.RECEIPTS, "amount"),
    }
)
_READINGS: Final[Mapping[Reading, str]] = MappingProxyType(
    {
        Reading.CODE: "code number reference invoice phone",
        Reading.NAME: "name owner made_by contact measure",
        Reading.NOTE: "note reason",
        Reading.NAMES: "aliases",
        Reading.AMOUNT: "amount settled open expected ask yield",
        Reading.DISPUTED: "disputed",
        Reading.DAY: "issued due settled_on on matures reversed_on made_on accepted_on by",
        Reading.MONTH: "month",
        Reading.COUNT: "terms_days",
        Reading.CURRENCY: "currency",
        Reading.GRADE: "grade",
        Reading.KIND: "kind",
        Reading.ROLE: "role",
        Reading.FORM: "form",
        Reading.STATUS: "status",
    }
)
_READING_OF: Final = MappingProxyType({field: reading for reading, row in _READINGS.items() for field in row.split()})

AMOUNTS: Final = frozenset({Reading.AMOUNT, Reading.SIGNED, Reading.DISPUTED})

NEEDED: Final[Mapping[FileKind, tuple[tuple[str, ...], ...]]] = MappingProxyType(
    {
        FileKind.CUSTOMERS: (("name", "code"),),
        FileKind.INVOICES: (("name", "code"), ("amount", "open")),
        FileKind.RECEIPTS: (("name", "code"), ("amount",), ("on",)),
        FileKind.PROMISES: (("name", "code"), ("amount",), ("due",)),
        FileKind.TARGETS: (("name", "code"), ("amount", "expected", "measure")),
    }
)
"""Of each group at least one field."""

NOUNS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "name": mark("the customer"),
        "amount": mark("the amount"),
        "on": mark("the day the money came in"),
        "due": mark("the day it is due"),
    }
)
"""What the first field of a needed group is called."""

LISTED: Final[Mapping[FileKind, str]] = MappingProxyType(
    {
        FileKind.CUSTOMERS: mark("customers"),
        FileKind.INVOICES: mark("invoices"),
        FileKind.RECEIPTS: mark("receipts"),
        FileKind.PROMISES: mark("promises"),
        FileKind.TARGETS: mark("targets"),
    }
)
"""What a file of the kind lists, in words."""


def base(field: str) -> str:
    """The field without its number: measure for measure2."""
    return field.rstrip("123456789") if field.rstrip("123456789") in REPEATED else field


def reading_of(kind: FileKind, field: str) -> Reading:
    """How the cells of the field are read."""
    reading = _READING_OF[base(field)]
    return Reading.SIGNED if (kind, field) in _SIGNED else reading


def fields_of(kind: FileKind) -> tuple[str, ...]:
    """Every field a file of the kind may have, numbered ones included."""
    plain = tuple(HEADINGS[kind])
    repeats = (f"{field}{n}" for n in range(2, MOST_REPEATS + 1) for field in REPEATED)
    return (*plain, *repeats) if kind is FileKind.TARGETS else plain
