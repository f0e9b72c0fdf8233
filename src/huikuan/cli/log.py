"""huikuan log: a contact made with a customer, and the day agreed for the next."""

from __future__ import annotations

from typing import Annotated

import typer

from huikuan.cli import session
from huikuan.cli.frame import examples
from huikuan.cli.params import (
    LONGEST_NOTE,
    ChannelOption,
    CustomerTyped,
    NextOption,
    OnOption,
    OutcomeOption,
    text_option,
)
from huikuan.cli.telling import tell
from huikuan.domain.facts import Channel, Outcome
from huikuan.show import recorded, wire
from huikuan.text import _
from huikuan.usecases import find
from huikuan.usecases import log as usecase

app = typer.Typer()


@app.command(
    "log",
    epilog=examples(
        'huikuan log 华联 --by visit --said "月底前安排" --next 周五',
        "huikuan log 华联 --outcome no_answer --next 明天",
    ),
)
def log(
    customer: CustomerTyped,
    by: ChannelOption = None,
    said: Annotated[str | None, text_option("--said", _("What they said."), longest=LONGEST_NOTE)] = None,
    outcome: OutcomeOption = None,
    next_on: NextOption = None,
    on: OnOption = None,
) -> None:
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
        )
    tell(made, lambda: wire.follow_up(made.fact, who), recorded.follow_up(made.fact, who))
