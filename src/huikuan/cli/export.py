"""huikuan export: a report or a list as a file that opens in Excel, is mailed on, or is read by another program.

What is handed on is the report its own command shows. To add one: a member of `What`, and a line in `WORDS` with the
module whose `report_of` makes it and its other names.
"""

from __future__ import annotations

import os
import sys
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple, cast

import typer

from huikuan.cli import candidates, output, session
from huikuan.cli.context import context
from huikuan.cli.frame import examples
from huikuan.cli.params import MonthOption, owner_option, reads
from huikuan.cli.scope import Scope, scope_of
from huikuan.cli.wholefile import check_free, put
from huikuan.errors import NotUnderstood
from huikuan.parse.words import choice, table
from huikuan.text import _, mark, plural

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from huikuan.domain.period import Month
    from huikuan.show.report import Report
    from huikuan.show.sheets.sheet import Sheet
    from huikuan.store.read import Reader

    Form = Callable[[Report, Sequence[Sheet]], bytes]


class What(StrEnum):
    PLAN = "plan"
    GAP = "gap"
    FOLLOWUP = "followup"
    CUSTOMERS = "customers"
    PROMISES = "promises"
    RECEIPTS = "receipts"
    INVOICES = "invoices"
    AGEING = "ageing"
    TARGETS = "targets"
    MEASURES = "measures"
    APPROVALS = "approvals"
    LOG = "log"
    HISTORY = "history"
    ALL = "all"


class Word(NamedTuple):
    """The module under `cli` that makes the report, and other names for it; the whole book is narrowed by nothing."""

    module: str
    names: str
    takes_month: bool = False
    takes_owner: bool = True
    is_whole: bool = False


WORDS: dict[What, Word] = {
    What.PLAN: Word("plan", "计划 回款计划", takes_month=True),
    What.GAP: Word("gap", "差距 gaps", takes_month=True),
    What.FOLLOWUP: Word("followup", "跟进 follow_up 跟进清单"),
    What.CUSTOMERS: Word("customer", "客户 customer"),
    What.PROMISES: Word("promise", "承诺 promise"),
    What.RECEIPTS: Word("receipt", "到账 receipt"),
    What.INVOICES: Word("invoice", "应收 invoice 发票"),
    What.AGEING: Word("ageing", "账龄 aging"),
    What.TARGETS: Word("target", "目标 target", takes_month=True),
    What.MEASURES: Word("measure", "措施 measure"),
    What.APPROVALS: Word("approval", "审批 approval"),
    What.LOG: Word("log", "跟进记录 沟通记录 follow_ups"),
    What.HISTORY: Word("history", "历史 流水 journal", takes_owner=False),
    What.ALL: Word("wholebook", "全部 整本 账本", is_whole=True),
}


_NAMED = table({each: word.names for each, word in WORDS.items()})


def what(typed: str) -> What:
    """What was typed after `export`."""
    return choice(typed, _NAMED, _("report or list"))


app = typer.Typer()
ON_STDOUT = "-"


class KindOfFileUnknown(NotUnderstood):
    """A name that does not end as any file written here."""

    sentence = mark("“{file}” does not say which kind of file it is to be.")
    hint = mark("Give a name that ends in .xlsx, .csv or .json.")


class WholeBookIsJson(NotUnderstood):
    """The whole book as another kind of file."""

    sentence = mark("The whole book travels as JSON; “{file}” names another kind of file.")
    hint = mark("Give a name that ends in .json, or copy the book itself: huikuan backup")


class NotNarrowed(NotUnderstood):
    """The whole book of a day or of a salesperson."""

    sentence = mark("The whole book is handed on as it is, with everyone and every day in it.")
    hint = mark("Leave --as-of and --owner out.")


class TakesNoMonth(NotUnderstood):
    """A month, for what is not about one."""

    sentence = mark("“{what}” is not about a month.")
    hint = mark("Leave --month out; for an earlier day give --as-of.")


class TakesNoOwner(NotUnderstood):
    """A salesperson, for what belongs to none."""

    sentence = mark("“{what}” is of the whole book, whoever made the entries.")
    hint = mark("Leave --owner out.")


WhatTyped = Annotated[
    What,
    typer.Argument(
        metavar=_("WHAT"),
        parser=what,
        autocompletion=candidates.words(_NAMED),
        help=_(
            "plan, gap, followup, customers, promises, receipts, invoices, ageing, targets, measures, approvals, log,"
            " history or all; or its Chinese name."
        ),
    ),
]
ToOption = Annotated[
    str | None,
    typer.Option(
        "--to",
        metavar=_("FILE"),
        help=_(
            "A name that ends in .xlsx, .csv or .json, for all .json; “-” prints CSV, or the whole book; an Excel"
            " file in this folder if left out."
        ),
    ),
]


@app.command("export", epilog=examples("huikuan export plan --to 十二月计划.xlsx", "huikuan export 承诺 --to 承诺.csv"))
@reads
def export(
    which: WhatTyped,
    to: ToOption = None,
    month: MonthOption = None,
    owner: Annotated[str | None, owner_option(_("Only this salesperson's customers."))] = None,
    force: Annotated[bool, typer.Option("--force", help=_("Replace a file that is there already."))] = False,
) -> None:
    if month is not None and not WORDS[which].takes_month:
        raise TakesNoMonth(what=which)
    if WORDS[which].is_whole and (owner is not None or context().as_of is not None):
        raise NotNarrowed
    if owner is not None and not WORDS[which].takes_owner:
        raise TakesNoOwner(what=which)
    if to == ON_STDOUT or (context().json and to is None):
        _print(which, month, owner)
    else:
        _write(which, month, owner, to, replaces=force)


def _report(which: What, month: Month | None, owner: str | None) -> Report:
    """The report, read from the book."""
    report_of = cast("Callable[[Reader, Scope], Report]", import_module(f"huikuan.cli.{WORDS[which].module}").report_of)
    with session.reading() as read:
        return report_of(read, scope_of(read, month=month, owner=owner))


def _print(which: What, month: Month | None, owner: str | None) -> None:
    """The document, or CSV, on stdout."""
    report = _report(which, month, owner)
    if context().json or WORDS[which].is_whole:
        output.say(_text(report, None))
    else:
        output.send(_as_csv(report, report.sheets()))


def _write(which: What, month: Month | None, owner: str | None, to: str | None, *, replaces: bool) -> None:
    """The file; whether it can be made is looked at before the book is read."""
    path = Path(os.path.expanduser(to)) if to is not None else None  # noqa: PTH111 - it never fails without a home
    is_whole = WORDS[which].is_whole
    form = _form_of(path, is_whole=is_whole) if path is not None else (_as_json if is_whole else _as_workbook)
    if path is not None:
        check_free(path, replaces=replaces)
    report = _report(which, month, owner)
    sheets = report.sheets()
    path = (path or Path(f"huikuan-{which}-{report.of}.{'json' if is_whole else 'xlsx'}")).absolute()
    put(path, form(report, sheets), replaces=replaces, is_private=is_whole)
    _tell(path, which, sum(len(sheet.lines) for sheet in sheets) if report.rows is None else report.rows)


def _tell(path: Path, which: What, rows: int) -> None:
    output.emit(
        lambda: {"file": str(path), "what": str(which), "rows": rows},
        lambda _width: plural("{count} row written to {file}", "{count} rows written to {file}", rows, file=path),
    )


def _form_of(path: Path, *, is_whole: bool) -> Form:
    ending = path.suffix.lower()
    if is_whole and ending != ".json":
        raise WholeBookIsJson(file=path.name)
    if ending not in FORMS:
        raise KindOfFileUnknown(file=path.name)
    return FORMS[ending]


def _as_workbook(report: Report, sheets: Sequence[Sheet]) -> bytes:
    from huikuan.show.sheets.workbook import xlsx_of

    return xlsx_of(sheets, report.as_of)


def _as_csv(_made: Report, sheets: Sequence[Sheet]) -> bytes:
    from huikuan.show.sheets.comma import csv_of

    [sheet] = sheets
    return csv_of(sheet)


def _as_json(report: Report, _sheets: Sequence[Sheet]) -> bytes:
    return _text(report, "utf-8").encode()


def _text(report: Report, encoding: str | None) -> str:
    """The document written out, in the encoding of stdout where none is given."""
    if report.text is None:
        return output.as_json(report.document(), encoding)
    written_in = encoding or getattr(sys.stdout, "encoding", None) or "utf-8"
    return report.text(report.document(), not written_in.lower().startswith("utf"))


FORMS: dict[str, Form] = {".xlsx": _as_workbook, ".csv": _as_csv, ".json": _as_json}
