"""huikuan import: a file of an ERP or a spreadsheet is compared with the book and, with --apply, taken into it."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from huikuan.cli import candidates, keeping, output, session
from huikuan.cli.endings import SOME_REFUSED
from huikuan.cli.frame import examples
from huikuan.cli.params import (
    MonthOption,
    count_option,
    day_option,
    file_argument,
    file_option,
    text_option,
    word_option,
)
from huikuan.cli.progress import stages
from huikuan.cli.retyped import typed_again
from huikuan.cli.wholefile import check_free, put
from huikuan.domain.lines import FileKind
from huikuan.domain.period import Month, month_of
from huikuan.errors import FileOfDayAhead, KindOfFileMissing
from huikuan.parse.words import choice, table
from huikuan.text import _
from huikuan.usecases.intake import taking
from huikuan.usecases.intake.wish import Wish

if TYPE_CHECKING:
    from huikuan.domain.intake import Intake
    from huikuan.domain.lines import FileRead
    from huikuan.store.write import Writer

app = typer.Typer()


class Listed(StrEnum):
    """What a file may be said to list."""

    CUSTOMERS = "customers"
    INVOICES = "invoices"
    RECEIPTS = "receipts"
    PROMISES = "promises"
    TARGETS = "targets"
    ALL = "all"


_KINDS = {
    Listed.CUSTOMERS: "客户",
    Listed.INVOICES: "应收 发票 应收账款",
    Listed.RECEIPTS: "到账 回款 收款",
    Listed.PROMISES: "承诺",
    Listed.TARGETS: "目标 计划 措施",
    Listed.ALL: "全部 整本",
}


_NAMED = table(_KINDS)


def _kind(typed: str) -> Listed:
    return choice(typed, _NAMED, _("kind of list"))


KindOption = Annotated[
    Listed | None,
    word_option(
        "--as",
        _("customers, invoices, receipts, promises, targets or all."),
        _("KIND"),
        _kind,
        candidates.words(_NAMED),
    ),
]


@app.command(
    "import",
    epilog=examples(
        "huikuan import 应收明细.xlsx --as invoices",
        "huikuan import 应收明细.xlsx --as invoices --map 应收.toml --apply",
    ),
)
def take_in(
    file: Annotated[Path, file_argument(_("An .xlsx, .xls or .csv file."))],
    kind: KindOption = None,
    map_file: Annotated[Path | None, file_option("--map", _("Which heading fills which field (TOML)."))] = None,
    save_map: Annotated[Path | None, file_option("--save-map", _("Write down what was recognised."))] = None,
    sheet: Annotated[str | None, text_option("--sheet", _("The sheet; else the one whose headings fit best."))] = None,
    apply: Annotated[bool, typer.Option("--apply", help=_("Take it in; without this nothing is written."))] = False,
    keep_good: Annotated[
        bool, typer.Option("--keep-good", help=_("Take the good lines even where others are refused."))
    ] = False,
    known_only: Annotated[
        bool, typer.Option("--known-only", help=_("Refuse lines of customers not in the book."))
    ] = False,
    on: Annotated[
        date | None, day_option("--on", _("The day the file was made; today's money is not in it if left out."))
    ] = None,
    complete: Annotated[
        bool, typer.Option("--complete", help=_("It lists all that is open: what it leaves out is settled."))
    ] = False,
    terms: Annotated[int | None, count_option("--terms", _("Days to pay where the file has no due day."))] = None,
    month: MonthOption = None,
) -> None:
    if kind is Listed.ALL:
        from huikuan.cli import wholebook

        wholebook.take_in(file, apply=apply)
        return
    wish = _wish(on, month, terms, adds_customers=not known_only, is_complete=complete)
    with stages(_("reading"), _("comparing"), _("writing")) as at:
        at(0)
        read = _read(file, kind, map_file, sheet, save_map)
        at(1)
        report = _taken(read, wish, at, keeps_good=keep_good) if apply else _looked(read, wish).intake
    _tell(report, file)
    if report.refused:
        raise typer.Exit(SOME_REFUSED)


def _wish(on: date | None, month: Month | None, terms: int | None, *, adds_customers: bool, is_complete: bool) -> Wish:
    own, today = session.settings(), session.today()
    owner = own.owner if own else None
    if on is not None and on > today:
        raise FileOfDayAhead(day=on)
    stated_on = on or today - timedelta(days=1)
    return Wish(
        session.day(), on or today, stated_on, month or month_of(today), adds_customers, owner, terms, is_complete
    )


def _read(file: Path, kind: Listed | None, map_file: Path | None, sheet: str | None, save_map: Path | None) -> FileRead:
    from huikuan.parse.files import mapping as maps
    from huikuan.parse.files.reading import read

    mapping = maps.load_mapping(map_file) if map_file else None
    meant = FileKind(kind) if kind else mapping.kind if mapping else None
    if meant is None:
        raise KindOfFileMissing
    if save_map is not None:
        check_free(save_map, replaces=False)
    found = read(file, meant, today=session.today(), mapping=mapping, sheet=sheet)
    if save_map is not None:
        put(save_map, maps.mapping_toml(mapping or found).encode(), replaces=False)
        output.note(_("Written down in {file}; correct it and give it with --map.", file=save_map))
    return found


def _looked(read: FileRead, wish: Wish) -> taking.Found:
    with session.reading(makes_book=True) as book:
        return taking.look(book, read, wish)


class _NothingTaken(Exception):  # noqa: N818 - leaves the transaction without writing
    def __init__(self, report: Intake) -> None:
        super().__init__()
        self.report = report


def _taken(read: FileRead, wish: Wish, at: Any, *, keeps_good: bool) -> Intake:
    """The file is in the book, unless there is nothing to take or a line was refused."""
    aside = keeping.Aside(len(read.lines)) if session.has_book() else None
    first = _looked(read, wish) if (read.refused and not keeps_good) or not session.has_book() else None
    if first is not None and not _is_takable(first.intake, keeps_good=keeps_good):
        return first.intake

    def take(w: Writer) -> Intake:
        is_as_it_was = first is not None and not w.read.history(1, date.max)  # or somebody made the book meanwhile
        found = first if first is not None and is_as_it_was else taking.look(w.read, read, wish)
        if not _is_takable(found.intake, keeps_good=keeps_good):
            raise _NothingTaken(found.intake)
        at(2)
        if aside is not None:
            aside.keep()
        return taking.take(w, found)

    try:
        with session.writing(makes_book=True, many_rows=True) as w:
            return take(w)
    except _NothingTaken as nothing:
        return nothing.report


def _is_takable(intake: Intake, *, keeps_good: bool) -> bool:
    is_worth_it = intake.new.lines or intake.changed.lines or intake.settles_missing or intake.speaks_later
    return bool(is_worth_it) and (keeps_good or not intake.refused)


def _tell(report: Intake, file: Path) -> None:
    report.in_order()

    def draw(width: int) -> Any:
        from huikuan.show.intake import draw_intake

        return draw_intake(report, width, typed_again())

    def document() -> Any:
        from huikuan.show.wire import intake as wire

        return wire.intake(report, str(file))

    output.emit(document, draw)
