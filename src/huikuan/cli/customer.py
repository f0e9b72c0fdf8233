"""huikuan customer: who owes us. Added, listed, shown, edited, archived; never deleted."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from huikuan.cli import output, session
from huikuan.cli.frame import examples
from huikuan.cli.params import (
    DAYS,
    SPANS,
    CustomerTyped,
    GradeOption,
    KindOption,
    NameTyped,
    code_option,
    day_option,
    owner_option,
    reads,
    several_option,
    text_option,
)
from huikuan.cli.scope import scope_of
from huikuan.cli.typed import LONGEST_NOTE, Several
from huikuan.domain.facts import Customer, CustomerKind, Grade
from huikuan.domain.habits import NO_HABITS, Habits
from huikuan.domain.period import month_of
from huikuan.parse import hours
from huikuan.show import lists, recorded
from huikuan.show.paying import draw_habits
from huikuan.show.wire import card as wire_card
from huikuan.text import _
from huikuan.usecases import customer as usecase
from huikuan.usecases import find

if TYPE_CHECKING:
    from huikuan.cli.scope import Scope
    from huikuan.show.report import Report
    from huikuan.store.read import Reader

app = typer.Typer()

CodeOption = Annotated[str | None, code_option(_("A short code of your own; C001 and so on if left out."))]
OwnerOption = Annotated[str | None, owner_option(_("The salesperson who looks after them."))]
AliasOption = Annotated[list[str] | None, text_option("--alias", _("Another name they go by; may be given again."))]
TermsOption = Annotated[
    int | None, typer.Option("--terms", min=0, max=3650, metavar="N", help=_("Days they have to pay."))
]
NoteOption = Annotated[str | None, text_option("--note", _("Habits and anything worth knowing."), longest=LONGEST_NOTE)]
PayDayOption = Annotated[
    Several | None,
    several_option("--pay-day", _("The days of the month on which they pay: 10,25,月底."), DAYS, hours.days_of_month),
]
PayRunOption = Annotated[
    Several | None,
    several_option("--pay-run", _("The days of the week on which they pay: 周四."), DAYS, hours.weekdays),
]
GoodOption = Annotated[
    Several | None,
    several_option("--good-hours", _("When they can be spoken with: 10:00-11:30, 下午."), SPANS, hours.spans),
]
BadOption = Annotated[
    Several | None,
    several_option("--bad-hours", _("When they are not to be called about money: 一早."), SPANS, hours.spans),
]
ReasonOption = Annotated[str | None, text_option("--reason", _("Why this grade."), longest=LONGEST_NOTE)]


@app.command(
    "add",
    help=_("Add a customer."),
    epilog=examples(
        "huikuan customer add 华联超市 --code HL --grade B",
        "huikuan customer add 市一医院 --kind government --owner 小李",
    ),
)
def add(
    name: NameTyped,
    code: CodeOption = None,
    grade: GradeOption = None,
    kind: KindOption = None,
    owner: OwnerOption = None,
    alias: AliasOption = None,
    terms: TermsOption = None,
    reason: ReasonOption = None,
    since: Annotated[date | None, day_option("--since", _("From when the grade holds; today if left out."))] = None,
    note: NoteOption = None,
    pay_day: PayDayOption = None,
    pay_run: PayRunOption = None,
    good_hours: GoodOption = None,
    bad_hours: BadOption = None,
) -> None:
    own = session.settings()
    with session.writing(makes_book=True) as w:
        made = usecase.add(
            w,
            name,
            code=code,
            grade=grade or Grade.C,
            reason=reason or "",
            kind=kind or CustomerKind.DISTRIBUTOR,
            owner=owner or (own.owner if own else None),
            aliases=tuple(alias or ()),
            terms_days=terms,
            note=note,
            since=since,
            habits=_habits(pay_day, pay_run, good_hours, bad_hours),
        )
        known = w.read.habits(session.today(), made.id)
    _tell(made, known)


@app.command(
    "edit",
    help=_("Change what is known of a customer; a new grade holds from today."),
    epilog=examples(
        'huikuan customer edit 华联 --grade A --reason "连续六个月准时"',
        "huikuan customer edit HL --alias 华联总店 --pay-day 无",
    ),
)
def edit(
    customer: CustomerTyped,
    name: Annotated[str | None, text_option("--name", _("The new name."))] = None,
    code: CodeOption = None,
    grade: GradeOption = None,
    kind: KindOption = None,
    owner: OwnerOption = None,
    alias: AliasOption = None,
    terms: TermsOption = None,
    reason: ReasonOption = None,
    note: NoteOption = None,
    pay_day: PayDayOption = None,
    pay_run: PayRunOption = None,
    good_hours: GoodOption = None,
    bad_hours: BadOption = None,
) -> None:
    with session.writing() as w:
        who = find.active_customer(w.read, customer, session.today())
        made = usecase.edit(
            w,
            who,
            name=name,
            code=code,
            grade=grade,
            reason=reason or "",
            kind=kind,
            owner=owner,
            aliases=tuple(dict.fromkeys((*who.aliases, *alias))) if alias else None,
            terms_days=terms,
            note=note,
            habits=_habits(pay_day, pay_run, good_hours, bad_hours),
        )
        known = w.read.habits(session.today(), made.id)
    _tell(made, known)


@app.command(
    "archive",
    help=_("Archive a customer, or work with them again."),
    epilog=examples("huikuan customer archive 华联", "huikuan customer archive 华联 --json"),
)
def archive(
    customer: CustomerTyped,
    restore: Annotated[bool, typer.Option("--restore", help=_("Work with them again."))] = False,
) -> None:
    with session.writing() as w:
        who = (
            find.customer(w.read, customer, session.today())
            if restore
            else find.active_customer(w.read, customer, session.today())
        )
        made = usecase.restore(w, who) if restore else usecase.archive(w, who)
        known = w.read.habits(session.today(), made.id)
    _tell(made, known)


@app.command(
    "list",
    help=_("List the customers."),
    epilog=examples("huikuan customer list --owner 小李", "huikuan customer list --all --json"),
)
@reads
def list_customers(
    owner: OwnerOption = None,
    every: Annotated[bool, typer.Option("--all", help=_("Archived ones too."))] = False,
) -> None:
    with session.reading() as read:
        report = report_of(read, scope_of(read, owner=owner), every=every)
    output.print_report(report)


def report_of(read: Reader, scope: Scope, *, every: bool = True) -> Report:
    """Who is worked with on the day; with `every`, those archived too."""
    as_of = scope.as_of
    habits = read.habits(as_of)
    known = [c for c in read.customers() if c.is_worked_with_on(as_of) or (every and c.is_archived_on(as_of))]
    meant = [(c, habits.get(c.id, NO_HABITS)) for c in known if scope.owner is None or c.owner == scope.owner]
    return lists.customer_report(meant, as_of)


@app.command(
    "show",
    help=_("All that is known of one customer."),
    epilog=examples("huikuan customer show 华联", "huikuan customer show HL --json"),
)
@reads
def show(customer: CustomerTyped) -> None:
    as_of = session.as_of()
    with session.reading() as read:
        who = find.customer(read, customer, as_of)
        contacts = [c for c in read.contacts(who.id) if c.on <= as_of]
        spoken = [f for f in read.follow_ups(who.id) if f.on <= as_of]
        said = read.habits(as_of, who.id).get(who.id, NO_HABITS)
    people = [lists.contacts().record((c, who)) for c in contacts]
    words = [lists.follow_ups().record((f, who)) for f in spoken]
    document = lists.customer_record(who, as_of, said) | {"contacts": people, "log": words}
    output.emit(lambda: document, lambda width: recorded.customer_page(who, contacts, spoken, as_of, width, said))


@app.command(
    "habits",
    help=_("How a customer pays: days, regularity, what was paid on time."),
    epilog=examples("huikuan customer habits 华联", "huikuan customer habits HL --json"),
)
@reads
def habits(customer: CustomerTyped) -> None:
    from huikuan.domain.card import card

    day = session.day(session.as_of())
    month = month_of(day.as_of)
    with session.reading() as read:
        who = find.customer(read, customer, day.as_of)
        report = card(read.dossier(who.id, month, day.as_of), month, day)
    output.emit(lambda: wire_card.habits(report), lambda width: draw_habits(report, width))


def _habits(*given: Several | None) -> usecase.HabitsSaid | None:
    """What was said of how they pay: days of the month and of the week, good and bad hours; None where nothing was."""
    if not any(given):
        return None
    return usecase.HabitsSaid(*(each.values if each else None for each in given))


def _tell(made: Customer, habits: dict[int, Habits]) -> None:
    today, said = session.today(), habits.get(made.id, NO_HABITS)
    output.emit(lambda: lists.customer_record(made, today, said), lambda _width: recorded.customer(made, today, said))
