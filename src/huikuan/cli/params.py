"""From the words of a command line to values: after this page no string stands for money, a day, a month or a grade.

A promise's day looks forward, a receipt's looks back; a day more than half a year off is understood, and said so.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from huikuan.cli import candidates, typed
from huikuan.cli.typed import LONGEST_NAME, Several, Split
from huikuan.domain.facts import Channel, CustomerKind, Form, Grade, MeasureKind, Outcome, Role
from huikuan.domain.money import Money
from huikuan.domain.period import Month
from huikuan.parse import amounts, words
from huikuan.text import _

if TYPE_CHECKING:
    from collections.abc import Callable


AnyCallable = TypeVar("AnyCallable", bound="Callable[..., Any]")


def reads(function: AnyCallable) -> AnyCallable:
    """Marks a command that only reads: it takes --as-of."""
    function.reads = True  # type: ignore[attr-defined]
    return function


def _option(*names: str, what: str, meta: str, parser: Callable[[str], Any] | None = None, offers: Any = None) -> Any:
    return typer.Option(*names, help=what, metavar=meta, parser=parser, autocompletion=offers)


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
NameTyped = Annotated[str, _argument(_("The name."), NAME, typed.name)]
AmountTyped = Annotated[Money, _argument(HOW_MUCH, AMOUNT, amounts.amount)]
BalanceTyped = Annotated[Money, _argument(_("Such as 12.5万; 0 where nothing is owed."), AMOUNT, typed.balance)]
AmountMaybe = Annotated[Money | None, _argument(HOW_MUCH, AMOUNT, amounts.amount)]
DueTyped = Annotated[date | None, _argument(DUE, DATE, typed.ahead)]
ValueDateTyped = Annotated[date | None, _argument(_("The day the money came in; today if left out."), DATE, typed.back)]
InvoiceDueTyped = Annotated[
    date | None, _argument(_("When it falls due; by their terms if left out."), DATE, typed.near)
]
ListDateTyped = Annotated[date | None, _argument(_("The day; today if left out."), DATE, typed.of_list)]
MonthTyped = Annotated[
    Month | None,
    _argument(_("Such as 12月, 下月, 2026-12; this month if left out."), MONTH, typed.month, candidates.months),
]
PromiseTyped = Annotated[int, _argument(_("The number the list shows."), ID, typed.number, candidates.promises)]
MeasureTyped = Annotated[int, _argument(_("The number the list shows."), ID, typed.number, candidates.measures)]
ReceiptTyped = Annotated[int, _argument(_("The number the list shows."), ID, typed.number, candidates.receipts)]
StepTyped = Annotated[int, _argument(_("The number the list shows."), ID, typed.number, candidates.steps)]
TitleTyped = Annotated[str, _argument(_("What will be done."), TEXT, typed.name)]

MonthOption = Annotated[
    Month | None,
    _option(
        "--month",
        what=_("The month; this one if left out."),
        meta=MONTH,
        parser=typed.month,
        offers=candidates.months,
    ),
]
MonthFilter = Annotated[
    Month | None,
    _option(
        "--month",
        what=_("Only this month; every month if left out."),
        meta=MONTH,
        parser=typed.month,
        offers=candidates.months,
    ),
]
OnOption = Annotated[
    date | None, _option("--on", what=_("The day it happened; today if left out."), meta=DATE, parser=typed.back)
]
ByDateOption = Annotated[
    date | None, _option("--by", what=_("The day it should be done."), meta=DATE, parser=typed.ahead)
]
NextOption = Annotated[date | None, _option("--next", what=_("When to speak again."), meta=DATE, parser=typed.ahead)]
MaturesOption = Annotated[
    date | None, _option("--matures", what=_("The day a bill or cheque falls due."), meta=DATE, parser=typed.near)
]
SplitOption = Annotated[
    Split | None,
    _option("--split", what=_("Instalments: “5万@周五,5万@月底”."), meta=TEXT, parser=typed.split),
]
GradeOption = Annotated[
    Grade | None,
    _option(
        "--grade",
        what=_("How far their word can be trusted: A, B, C or D."),
        meta="A-D",
        parser=words.grade,
        offers=candidates.words(words.GRADES),
    ),
]
KindOption = Annotated[
    CustomerKind | None,
    _option(
        "--kind",
        what=_("distributor, direct or government."),
        meta=_("KIND"),
        parser=words.kind,
        offers=candidates.words(words.KINDS),
    ),
]
MeasureKindOption = Annotated[
    MeasureKind | None,
    _option(
        "--kind",
        what=_("visit, reconcile, papers, support, discount, hold, escalate or other."),
        meta=_("KIND"),
        parser=words.measure_kind,
        offers=candidates.words(words.MEASURE_KINDS),
    ),
]
RoleOption = Annotated[
    Role | None,
    _option(
        "--role",
        what=_("decides, pays, handles or uses."),
        meta=_("ROLE"),
        parser=words.role,
        offers=candidates.words(words.ROLES),
    ),
]
FormOption = Annotated[
    Form | None,
    _option(
        "--form",
        what=_("cash, transfer, cheque, bank_draft or acceptance_bill."),
        meta=_("FORM"),
        parser=words.form,
        offers=candidates.words(words.FORMS),
    ),
]
ChannelOption = Annotated[
    Channel | None,
    _option(
        "--by",
        what=_("call, visit or wechat."),
        meta=HOW,
        parser=words.channel,
        offers=candidates.words(words.CHANNELS),
    ),
]
OutcomeOption = Annotated[
    Outcome | None,
    _option(
        "--outcome",
        what=_("reached, no_answer or refused."),
        meta=_("OUTCOME"),
        parser=words.outcome,
        offers=candidates.words(words.OUTCOMES),
    ),
]


def id_argument(what: str, offers: Any) -> Any:
    """An argument that takes the number of a record."""
    return _argument(what, ID, typed.number, offers)


def id_option(name: str, what: str, offers: Any) -> Any:
    """An option that takes the number of a record."""
    return _option(name, what=what, meta=ID, parser=typed.number, offers=offers)


def count_option(name: str, what: str) -> Any:
    """An option that takes how many, from one up."""
    return _option(name, what=what, meta=_("COUNT"), parser=typed.count)


def amount_option(name: str, what: str) -> Any:
    """An option that takes an amount."""
    return _option(name, what=what, meta=AMOUNT, parser=amounts.amount)


def day_option(name: str, what: str, *, ahead: bool = False) -> Any:
    """An option that takes a day in the past, or one to come."""
    return _option(name, what=what, meta=DATE, parser=typed.ahead if ahead else typed.back)


def text_option(name: str, what: str, *, longest: int = LONGEST_NAME, offers: Any = None) -> Any:
    """An option that takes text to store."""
    parser = typed.name if longest == LONGEST_NAME else typed.note
    return _option(name, what=what, meta=TEXT, parser=parser, offers=offers)


def owner_option(what: str) -> Any:
    """An option that takes a salesperson."""
    return text_option("--owner", what, offers=candidates.owners)


def text_argument(what: str, meta: str, offers: Any = None) -> Any:
    """An argument that takes a name or number to look for."""
    return _argument(what, meta, typed.name, offers)


def file_argument(what: str) -> Any:
    """An argument that takes the path of a file."""
    return _argument(what, _("FILE"), Path)


def file_option(name: str, what: str) -> Any:
    """An option that takes the path of a file."""
    return _option(name, what=what, meta=_("FILE"), parser=Path)


def word_option(name: str, what: str, meta: str, parser: Callable[[str], Any], offers: Any = None) -> Any:
    """An option that takes one word of its own kind."""
    return _option(name, what=what, meta=meta, parser=parser, offers=offers)


def several_option(
    name: str, what: str, meta: str, parser: Callable[[str], tuple[Any, ...]], offers: Any = None
) -> Any:
    """An option that takes several words, a comma between them."""
    return _option(name, what=what, meta=meta, parser=lambda said: Several(parser(said)), offers=offers)


def code_option(what: str) -> Any:
    return _option("--code", what=what, meta=TEXT, parser=typed.code)
