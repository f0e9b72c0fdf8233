"""From the words of a command line to values: after this page no string stands for money, a day, a month or a grade.

A promise's day looks forward, a receipt's looks back; a day more than half a year off is understood, and said so.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from huikuan.cli import candidates, session
from huikuan.domain.facts import Channel, CustomerKind, Form, Grade, MeasureKind, Outcome, Role
from huikuan.domain.money import NOTHING, Money
from huikuan.domain.period import Month
from huikuan.errors import NumberNotUnderstood, TextRefused
from huikuan.parse import amounts, days, months, splits, words
from huikuan.text import _, shown

if TYPE_CHECKING:
    from collections.abc import Callable

LONGEST_NAME = 200
LARGEST_ID, _LONGEST_ID = 2**63 - 1, 20
LONGEST_NOTE = 2000
_NOTHING_OWED = frozenset({"0", "0.00", "零", "０"})

AnyCallable = TypeVar("AnyCallable", bound="Callable[..., Any]")


def reads(function: AnyCallable) -> AnyCallable:
    """Marks a command that only reads: it takes --as-of."""
    function.reads = True  # type: ignore[attr-defined]
    return function


def _ahead(typed: str) -> date:
    return days.day(typed, today=session.today(), look="forward")


def _of_list(typed: str) -> date:
    return days.day_of_report(typed, today=session.today(), edge="forward")


def _near(typed: str) -> date:
    return days.day_of_report(typed, today=session.today(), edge="forward")


def _back(typed: str) -> date:
    return days.day(typed, today=session.today(), look="back")


def _balance(typed: str) -> Money:
    return NOTHING if typed.strip() in _NOTHING_OWED else amounts.amount(typed)


def _id(typed: str) -> int:
    if not (typed.isascii() and typed.isdecimal()):
        raise NumberNotUnderstood(typed=shown(typed))
    return min(int(typed[:_LONGEST_ID]), LARGEST_ID)


def _count(typed: str) -> int:
    count = _id(typed)
    if not count:
        raise NumberNotUnderstood(typed=shown(typed))
    return count


def _month(typed: str) -> Month:
    return months.month(typed, today=session.today())


@dataclass(frozen=True)
class Split:
    """The instalments typed with --split."""

    parts: tuple[tuple[Money, date], ...]


@dataclass(frozen=True)
class Several:
    """The values typed with one option, a comma between them."""

    values: tuple[Any, ...]


def _split(typed: str) -> Split:
    return Split(splits.split(typed, today=session.today()))


def _name(typed: str) -> str:
    return words.clean(typed, noun=_("name"), longest=LONGEST_NAME)


def _note(typed: str) -> str:
    return words.clean(typed, noun=_("note"), longest=LONGEST_NOTE, note=True)


def _code(typed: str) -> str:
    code = words.clean(typed, noun=_("code"), longest=40)
    if code.startswith("-") or " " in code:
        raise TextRefused(noun=_("code"), why=_("a code has no spaces and begins with no dash"))
    return code


def _option(*names: str, what: str, meta: str, parser: Callable[[str], Any] | None = None) -> Any:
    return typer.Option(*names, help=what, metavar=meta, parser=parser)


def _argument(what: str, meta: str, parser: Callable[[str], Any] | None = None, offers: Any = None) -> Any:
    return typer.Argument(help=what, metavar=meta, parser=parser, autocompletion=offers)


CUSTOMER, AMOUNT, DATE, MONTH, TEXT, NAME, ID = (
    _("CUSTOMER"),
    _("AMOUNT"),
    _("DATE"),
    _("MONTH"),
    _("TEXT"),
    _("NAME"),
    _("ID"),
)
HOW, WHAT, DAYS, SPANS = _("HOW"), _("WHAT"), _("DAYS"), _("HOURS")
WHO = _("Code, name, part of a name, or pinyin: hl, hualian.")
HOW_MUCH = _("Such as 200000, 20万, 1.5万, 3万5.")
DUE = _("Such as 12-10, 周五, 月底, +3d.")

CustomerTyped = Annotated[str, _argument(WHO, CUSTOMER, offers=candidates.customers)]
CustomerMaybe = Annotated[str | None, _argument(WHO, CUSTOMER, offers=candidates.customers)]
NameTyped = Annotated[str, _argument(_("The name."), NAME, _name)]
AmountTyped = Annotated[Money, _argument(HOW_MUCH, AMOUNT, amounts.amount)]
BalanceTyped = Annotated[Money, _argument(_("Such as 12.5万; 0 where nothing is owed."), AMOUNT, _balance)]
AmountMaybe = Annotated[Money | None, _argument(HOW_MUCH, AMOUNT, amounts.amount)]
DueTyped = Annotated[date | None, _argument(DUE, DATE, _ahead)]
ValueDateTyped = Annotated[date | None, _argument(_("The day the money came in; today if left out."), DATE, _back)]
InvoiceDueTyped = Annotated[date | None, _argument(_("When it falls due; by their terms if left out."), DATE, _near)]
ListDateTyped = Annotated[date | None, _argument(_("The day; today if left out."), DATE, _of_list)]
MonthTyped = Annotated[
    Month | None, _argument(_("Such as 12月, 下月, 2026-12; this month if left out."), MONTH, _month)
]
IdTyped = Annotated[int, _argument(_("The number the list shows."), ID, _id)]
TitleTyped = Annotated[str, _argument(_("What will be done."), TEXT, _name)]

MonthOption = Annotated[
    Month | None, _option("--month", what=_("The month; this one if left out."), meta=MONTH, parser=_month)
]
MonthFilter = Annotated[
    Month | None, _option("--month", what=_("Only this month; every month if left out."), meta=MONTH, parser=_month)
]
OnOption = Annotated[
    date | None, _option("--on", what=_("The day it happened; today if left out."), meta=DATE, parser=_back)
]
ByDateOption = Annotated[date | None, _option("--by", what=_("The day it should be done."), meta=DATE, parser=_ahead)]
NextOption = Annotated[date | None, _option("--next", what=_("When to speak again."), meta=DATE, parser=_ahead)]
MaturesOption = Annotated[
    date | None, _option("--matures", what=_("The day a bill or cheque falls due."), meta=DATE, parser=_ahead)
]
SplitOption = Annotated[
    Split | None,
    _option("--split", what=_("Instalments: “5万@周五,5万@月底”."), meta=TEXT, parser=_split),
]
GradeOption = Annotated[
    Grade | None,
    _option("--grade", what=_("How far their word can be trusted: A, B, C or D."), meta="A-D", parser=words.grade),
]
KindOption = Annotated[
    CustomerKind | None,
    _option("--kind", what=_("distributor, direct or government."), meta=_("KIND"), parser=words.kind),
]
MeasureKindOption = Annotated[
    MeasureKind | None,
    _option(
        "--kind",
        what=_("visit, reconcile, papers, support, discount, hold, escalate or other."),
        meta=_("KIND"),
        parser=words.measure_kind,
    ),
]
RoleOption = Annotated[
    Role | None, _option("--role", what=_("decides, pays, handles or uses."), meta=_("ROLE"), parser=words.role)
]
FormOption = Annotated[
    Form | None,
    _option(
        "--form",
        what=_("cash, transfer, cheque, bank_draft or acceptance_bill."),
        meta=_("FORM"),
        parser=words.form,
    ),
]
ChannelOption = Annotated[
    Channel | None, _option("--by", what=_("call, visit or wechat."), meta=HOW, parser=words.channel)
]
OutcomeOption = Annotated[
    Outcome | None,
    _option("--outcome", what=_("reached, no_answer or refused."), meta=_("OUTCOME"), parser=words.outcome),
]


def id_argument(what: str) -> Any:
    """An argument that takes the number of a record."""
    return _argument(what, ID, _id)


def id_option(name: str, what: str) -> Any:
    """An option that takes the number of a record."""
    return _option(name, what=what, meta=ID, parser=_id)


def count_option(name: str, what: str) -> Any:
    """An option that takes how many, from one up."""
    return _option(name, what=what, meta=_("COUNT"), parser=_count)


def amount_option(name: str, what: str) -> Any:
    """An option that takes an amount."""
    return _option(name, what=what, meta=AMOUNT, parser=amounts.amount)


def day_option(name: str, what: str, *, ahead: bool = False) -> Any:
    """An option that takes a day in the past, or one to come."""
    return _option(name, what=what, meta=DATE, parser=_ahead if ahead else _back)


def text_option(name: str, what: str, *, longest: int = LONGEST_NAME) -> Any:
    """An option that takes text to store."""
    return _option(name, what=what, meta=TEXT, parser=_name if longest == LONGEST_NAME else _note)


def text_argument(what: str, meta: str) -> Any:
    """An argument that takes a name or number to look for."""
    return _argument(what, meta, _name)


def file_argument(what: str) -> Any:
    """An argument that takes the path of a file."""
    return _argument(what, _("FILE"), Path)


def file_option(name: str, what: str) -> Any:
    """An option that takes the path of a file."""
    return _option(name, what=what, meta=_("FILE"), parser=Path)


def word_option(name: str, what: str, meta: str, parser: Callable[[str], Any]) -> Any:
    """An option that takes one of a few words."""
    return _option(name, what=what, meta=meta, parser=parser)


def several_option(name: str, what: str, meta: str, parser: Callable[[str], tuple[Any, ...]]) -> Any:
    """An option that takes several words, a comma between them."""
    return _option(name, what=what, meta=meta, parser=lambda typed: Several(parser(typed)))


def code_option(what: str) -> Any:
    return _option("--code", what=what, meta=TEXT, parser=_code)
