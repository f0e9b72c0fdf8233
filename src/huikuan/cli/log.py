"""huikuan log: a contact made with a customer, what it brought, and the day agreed for the next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from huikuan.cli import candidates, session
from huikuan.cli.frame import examples
from huikuan.cli.params import (
    WHAT,
    ChannelOption,
    CustomerTyped,
    NextOption,
    OnOption,
    OutcomeOption,
    amount_option,
    several_option,
    text_option,
    word_option,
)
from huikuan.cli.telling import tell
from huikuan.cli.typed import LONGEST_NAME, LONGEST_NOTE, Several, rank_of
from huikuan.domain.facts import Channel, Outcome
from huikuan.domain.kinds import Care, ExcuseKind
from huikuan.domain.money import Money
from huikuan.domain.talk import Talk
from huikuan.errors import AnswerNotProposed
from huikuan.parse import kinds
from huikuan.show import excuses, lists
from huikuan.show import talk as told
from huikuan.show.answers import answers
from huikuan.show.report import record_list
from huikuan.text import _, shown
from huikuan.usecases import find
from huikuan.usecases import log as usecase

if TYPE_CHECKING:
    from huikuan.cli.scope import Scope
    from huikuan.show.report import Report
    from huikuan.store.read import Reader

app = typer.Typer()

SaidOption = Annotated[str | None, text_option("--said", _("What they said."), longest=LONGEST_NOTE)]
ExcuseOption = Annotated[
    ExcuseKind | None,
    word_option(
        "--excuse",
        _("The reason they gave: quality, cash, papers, away …"),
        _("KIND"),
        kinds.excuse_kind,
        candidates.words(kinds.EXCUSES),
    ),
]
AnswerOption = Annotated[
    str | None, text_option("--answer", _("What we answered; 1, 2 or 3 for one proposed here."), longest=LONGEST_NOTE)
]
WorkedOption = Annotated[bool | None, typer.Option("--worked/--failed", help=_("Whether our answer moved them."))]
FixOption = Annotated[bool, typer.Option("--fix", help=_("The fault is ours: make it a measure."))]
YieldOption = Annotated[
    Money | None, amount_option("--yield", _("What that measure is to bring in; what is uncovered if left out."))
]
ReadyOption = Annotated[
    Several | None,
    several_option(
        "--ready",
        _("Settled for the next due date: date, balance, form, papers …"),
        WHAT,
        kinds.ready,
        candidates.several(kinds.READY),
    ),
]
AboutOption = Annotated[
    Care | None,
    word_option(
        "--about", _("Not about money: greeting, help or courtesy."), WHAT, kinds.care, candidates.words(kinds.CARES)
    ),
]
RankOption = Annotated[
    int | None, word_option("--rank", _("In which place they pay us, by their own word."), _("COUNT"), rank_of)
]


@app.command(
    "log",
    epilog=examples(
        'huikuan log 华联 --by visit --said "月底前安排" --next 周五',
        'huikuan log 华联 --excuse 资金紧张 --said "下月才回款" --answer 1 --failed',
    ),
)
def log(
    customer: CustomerTyped,
    by: ChannelOption = None,
    said: SaidOption = None,
    outcome: OutcomeOption = None,
    excuse: ExcuseOption = None,
    answer: AnswerOption = None,
    worked: WorkedOption = None,
    fix: FixOption = False,
    brings: YieldOption = None,
    ready: ReadyOption = None,
    about: AboutOption = None,
    rank: RankOption = None,
    next_on: NextOption = None,
    on: OnOption = None,
) -> None:
    settled = ready.values if ready else ()
    talk = Talk(excuse, _answered(excuse, answer), worked, None, about, rank)
    with session.writing() as w:
        who = find.customer(w.read, customer, session.today())
        made = usecase.add(
            w,
            who,
            on or session.today(),
            session.day(),
            channel=by or Channel.CALL,
            outcome=outcome or Outcome.REACHED,
            said=said,
            next_on=next_on,
            talk=talk,
            work=usecase.OurWork(_title(said, excuse), brings) if fix or brings else None,
            ready=settled,
        )
    tell(
        made,
        lambda: lists.follow_ups().record((made.fact, who)),
        [*told.follow_up(made.fact, who), *told.ticked(settled)],
    )


def _title(said: str | None, excuse: ExcuseKind | None) -> str:
    """What the measure is called: their first line, as far as a name goes, else the reason."""
    return (said or excuses.name(excuse or ExcuseKind.OTHER)).split("\n")[0].strip()[:LONGEST_NAME]


def _answered(excuse: ExcuseKind | None, typed: str | None) -> str | None:
    """The words of our answer; a number stands for the answer proposed in that place. Refused: one of no such place."""
    if excuse is None or typed is None or not typed.isdecimal():
        return typed
    proposed = answers(excuse)
    if not 1 <= int(typed) <= len(proposed):
        raise AnswerNotProposed(typed=shown(typed), last=len(proposed))
    return proposed[int(typed) - 1]


def report_of(read: Reader, scope: Scope) -> Report:
    """What was said to whom by the day."""
    everyone = scope.customers(read)
    said = [f for f in read.follow_ups(scope.customer_id) if f.on <= scope.as_of and f.customer_id in everyone]
    return record_list(
        "log",
        _("Contact log"),
        scope.as_of,
        lists.follow_ups(),
        [(f, everyone[f.customer_id]) for f in said],
        _("Nothing was logged yet: huikuan log CUSTOMER --said WORDS"),
        frozen=2,
    )
