"""From the columns of a file to its lines. A line with any trouble is refused whole, with the first one from the left.

An invoice without amount is what is open of it and what of it was settled; one without settled has settled what is not
open. Where the file says all three they have to agree. Nothing settled is no settlement; an amount of nothing is none.
"""

from __future__ import annotations

from itertools import repeat
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from huikuan.domain.lines import (
    CustomerLine,
    FileKind,
    InvoiceLine,
    Planned,
    PromiseLine,
    ReceiptLine,
    TargetLine,
)
from huikuan.domain.money import Money
from huikuan.parse.files.choices import ALL_OF_IT
from huikuan.parse.files.field import AMOUNTS
from huikuan.parse.files.fields import FIELDS, MOST_REPEATS, reading_of
from huikuan.text import _, mark

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from huikuan.domain.lines import AnyLine

NO_CUSTOMER: Final = mark("no customer stands on this line")
NO_AMOUNT: Final = mark("no amount stands on this line")
AMOUNT_IS_NOTHING: Final = mark("the amount is 0.00")
MORE_OPEN: Final = mark("more is open than the amount")
MORE_SETTLED: Final = mark("more is settled than the amount")
NOT_ADDING_UP: Final = mark("what is settled and what is open do not add up to the amount")
NO_DAY: Final = mark("no day stands on this line")


class Trouble(NamedTuple):
    """The field at fault, and why."""

    field: str
    why: str


Columns = dict[str, list[Any]]
Troubles = dict[int, Trouble]


def lines_of(kind: FileKind, columns: Columns, places: Sequence[int], troubles: Troubles) -> tuple[AnyLine, ...]:
    """The lines without trouble; the troubles that show only when a line is seen whole are added."""
    _demand(columns, "name" if "name" in columns else "code", troubles, len(places))
    _CHECKS[kind](columns, troubles, len(places))
    shape = _SHAPES[kind]
    money = {field for field in FIELDS[kind] if field in columns and reading_of(kind, field) in AMOUNTS}
    filled = [_filled(columns, f, is_money=f in money) for f in shape._fields[1:]]
    whole: Iterable[tuple[Any, ...]] = zip(places, *filled, strict=False)
    if troubles:
        whole = (line for i, line in enumerate(whole) if i not in troubles)
    return tuple(map(tuple.__new__, repeat(shape), whole))


def _filled(columns: Columns, field: str, *, is_money: bool) -> Iterable[Any]:
    """The values of a field. An amount of nothing says nothing, but that nothing is disputed is said."""
    if not is_money:
        return columns.get(field) or repeat(None)
    if field == "disputed":
        return [None if fen is None else Money(fen) for fen in columns[field]]
    return [Money(fen) if fen else None for fen in columns[field]]


def _demand(columns: Columns, field: str, troubles: Troubles, count: int) -> None:
    """Every line names its customer, by code or by name."""
    nobody = [None] * count
    codes, names = columns.get("code", nobody), columns.get("name", nobody)
    for i, (code, name) in enumerate(zip(codes, names, strict=True)):
        if code is None and name is None:
            troubles.setdefault(i, Trouble(field, _(NO_CUSTOMER)))


def _demand_amount(columns: Columns, troubles: Troubles) -> None:
    for i, fen in enumerate(columns["amount"]):
        if not fen:
            troubles.setdefault(i, Trouble("amount", _(NO_AMOUNT if fen is None else AMOUNT_IS_NOTHING)))


def _demand_day(columns: Columns, field: str, troubles: Troubles) -> None:
    for i, day in enumerate(columns[field]):
        if day is None:
            troubles.setdefault(i, Trouble(field, _(NO_DAY)))


# --- each kind -----------------------------------------------------------------------------------------------------


def _customers(columns: Columns, _troubles: Troubles, count: int) -> None:
    columns["aliases"] = [names or () for names in columns.get("aliases", [None] * count)]


def _invoices(columns: Columns, troubles: Troubles, count: int) -> None:
    _settled(columns, troubles, count)
    if "disputed" in columns:
        pairs = zip(columns["disputed"], columns["amount"], strict=True)
        columns["disputed"] = [abs(fen or 0) if disputed == ALL_OF_IT else disputed for disputed, fen in pairs]


def _settled(columns: Columns, troubles: Troubles, count: int) -> None:
    if "settled_on" in columns and not {"settled", "open"} & columns.keys():
        pairs = zip(columns["settled_on"], columns["amount"], strict=True)
        columns["settled"] = [fen if on else None for on, fen in pairs]
    told = columns.get("settled", [None] * count)
    if "open" in columns:
        amounts = columns.get("amount", [None] * count)
        found = [_settle(*three) for three in zip(amounts, told, columns["open"], strict=True)]
        columns["amount"], columns["settled"] = [amount for amount, *_ in found], [paid for _, paid, _why in found]
        for i, (_amount, _paid, why) in enumerate(found):
            if why:
                troubles.setdefault(i, Trouble("open", _(why)))
    for i, (amount, paid) in enumerate(zip(columns["amount"], columns.get("settled", ()), strict=False)):
        if amount and paid and not _is_part(paid, amount):
            why = _(MORE_OPEN) if told[i] is None else _(MORE_SETTLED)
            troubles.setdefault(i, Trouble("open" if told[i] is None else "settled", why))
    _demand_amount(columns, troubles)


def _settle(amount: int | None, settled: int | None, still: int | None) -> tuple[int | None, int | None, str]:
    """The amount, what of it is settled, and why the three do not fit together."""
    if still is None:
        return amount, settled, ""
    if amount is None:
        return still + (settled or 0), settled, ""
    if settled is None:
        return amount, amount - still, ""
    return amount, settled, "" if settled + still == amount else NOT_ADDING_UP


def _is_part(part: int, whole: int) -> bool:
    return 0 <= part <= whole or whole <= part <= 0


def _receipts(columns: Columns, troubles: Troubles, _count: int) -> None:
    _demand_amount(columns, troubles)
    _demand_day(columns, "on", troubles)


def _promises(columns: Columns, troubles: Troubles, _count: int) -> None:
    _demand_amount(columns, troubles)
    _demand_day(columns, "due", troubles)


def _targets(columns: Columns, troubles: Troubles, count: int) -> None:
    planned: list[tuple[Planned, ...]] = [()] * count
    for number in ("", *map(str, range(2, MOST_REPEATS + 1))):
        _add_measures(columns, number, planned, troubles)
    columns["measures"] = planned


def _add_measures(columns: Columns, number: str, planned: list[tuple[Planned, ...]], troubles: Troubles) -> None:
    """One measure of each line: its title and what it should yield belong together."""
    blank = [None] * len(planned)
    names = (f"measure{number}", f"yield{number}", f"by{number}")
    titles, yields, days = (columns.pop(name, blank) for name in names)
    for i, (title, fen, day) in enumerate(zip(titles, yields, days, strict=True)):
        if title and fen:
            planned[i] = (*planned[i], Planned(title, Money(fen), day))
        elif title:
            troubles.setdefault(i, Trouble(names[1], _("the measure has no yield")))
        elif fen:
            troubles.setdefault(i, Trouble(names[0], _("the yield has no measure")))


_SHAPES: Final[dict[FileKind, Any]] = {
    FileKind.CUSTOMERS: CustomerLine,
    FileKind.INVOICES: InvoiceLine,
    FileKind.RECEIPTS: ReceiptLine,
    FileKind.PROMISES: PromiseLine,
    FileKind.TARGETS: TargetLine,
}
_CHECKS: Final[dict[FileKind, Callable[[Columns, Troubles, int], None]]] = {
    FileKind.CUSTOMERS: _customers,
    FileKind.INVOICES: _invoices,
    FileKind.RECEIPTS: _receipts,
    FileKind.PROMISES: _promises,
    FileKind.TARGETS: _targets,
}
