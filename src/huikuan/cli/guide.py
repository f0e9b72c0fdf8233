"""The guide through the month: one customer after the other, the largest first, until all are gone through.

Each is recorded in one step at its end and marked as gone through; whoever leaves goes on there the next time. A step
back from a customer's first question takes back what was recorded for the one before, and asks again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from typer import Exit

from huikuan import cautions
from huikuan.cli import asking, output, session
from huikuan.cli.asking import Left, OutOfStep, ask
from huikuan.cli.context import context
from huikuan.cli.guide_round import Round, begun
from huikuan.cli.guide_talk import Talk
from huikuan.cli.guide_words import question, refuse, scold, show, speak, what_to_type
from huikuan.domain import guide
from huikuan.domain.lines import Planned
from huikuan.domain.plan import plan
from huikuan.errors import ChangedMeanwhile, MonthGone, Refusal
from huikuan.parse.guided import Way, way
from huikuan.show import guide as screens
from huikuan.text import _, quoted, shown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from huikuan.domain.period import Month

_SAID_BEFORE = (cautions.DueInLaterMonth, cautions.MeasureOfLaterMonth, cautions.LooksLikeRepromise)
"""What the questions have made clear already."""


def run(month: Month, owner: str | None, *, again: bool) -> None:
    """Go through the customers, then show what the month came to."""
    asking.begin()
    day = session.day()
    if month.last < day.as_of:
        raise MonthGone(month=month)
    this = begun(month, owner, day, again=again)
    code = 0
    if this.rows:
        speak(_("Enter: as in brackets   ?: what to type   <: one step back   s: skip   q: leave"))
        code = _go_through(this)
    _end(this, owner)
    if code:
        raise Exit(code)


def _go_through(this: Round) -> int:
    """The exit code that is due where nothing was recorded."""
    at = 0
    try:
        while at < len(this.rows):
            where = _customer(this, at)
            if where is Way.LEAVE:
                break
            at = _one_back(this, at) if where is Way.BACK else at + 1
    except (Left, KeyboardInterrupt):
        pass
    except OutOfStep as lost:
        scold(lost.at(this.rows[at].customer.name))
        return lost.exit_code
    return 0


def _customer(this: Round, at: int, *, is_again: bool = False) -> Way:
    """One customer from the first question to the record; where to go from there. Where they were changed meanwhile
    they are shown again.
    """
    talk = _opened(this, at, is_again=is_again)
    try:
        where = _asked_through(talk)
        while where is Way.ON and not _is_recorded(this, talk):
            where = _asked_through(talk)
    except ChangedMeanwhile:
        return _customer(this, at, is_again=True)
    except (Left, KeyboardInterrupt):
        where = Way.LEAVE
    except OutOfStep:
        _drop(talk)
        raise
    if where is not Way.ON:
        _drop(talk)
    return where


def _drop(talk: Talk) -> None:
    if talk.given:
        speak(_("{customer}: what was typed is not recorded.", customer=shown(talk.customer.name)))


def _opened(this: Round, at: int, *, is_again: bool) -> Talk:
    """The customer's screen is shown; where a document is asked for, their name is talk. Whom somebody else has gone
    through since the sitting began is no customer that a script still has answers for.
    """
    who, month, day = this.rows[at].customer, this.month, this.day
    earlier = month.shift(-1)
    then = min(earlier.last, day.as_of)
    with session.reading() as read:
        gone_through = read.guided(month, day.as_of).get(who.id)
        known = read.dossier(who.id, month, day.as_of)
        [account] = read.accounts(earlier, then, who.id)
    if not is_again and gone_through != this.gone_through.get(who.id):
        refuse(ChangedMeanwhile(customer=who.name, code=who.code), lines_ahead=1)
    talk = Talk(known, gone_through, month, day, this.typed.setdefault(who.id, {}))
    last = guide.look_back(account, earlier, then)
    if context().json:
        speak(screens.head(talk.before.row, this.place(at)))
    show(lambda width: screens.draw_page(talk.before, last, this.place(at), width))
    return talk


def _asked_through(talk: Talk) -> Way:
    """Every question is asked until it is answered; where to go where one was not."""
    while talk.asks is not None:
        typed = ask(question(talk))
        where = way(typed)
        if where is Way.HELP:
            speak(what_to_type(talk))
        elif where is Way.BACK and talk.given:
            talk.back()
        elif where is not None:
            return where
        else:
            _take(talk, typed)
    return Way.ON


def _take(talk: Talk, typed: str) -> None:
    """The answer is taken and what it came to is shown, or it is refused in one sentence."""
    try:
        talk.take(typed)
    except Refusal as refusal:
        refuse(refusal)
        return
    _question, answer = talk.given[-1]
    if isinstance(answer, guide.Said):
        show(lambda width: screens.draw_said(answer, talk.month, width))
    elif isinstance(answer, Planned):
        show(lambda width: screens.draw_planned(answer, talk.month, width))
    elif talk.asks is not None and talk.card.ask != talk.ask_shown:
        talk.ask_shown = talk.card.ask
        show(lambda width: screens.draw_ask(talk.card.ask, width))


def _is_recorded(this: Round, talk: Talk) -> bool:
    """The answers are recorded, what was said of it; where they are refused the last question stands again."""
    who = talk.customer
    try:
        with session.writing(said=f"plan --guide {quoted(who.code)}") as w:
            from huikuan.usecases.guide import record

            made = record(w, who, this.month, talk.to_record, this.day, talk.shown)
            entry = w.entry
    except ChangedMeanwhile as changed:
        this.typed.pop(who.id)
        refuse(changed)
        raise
    except Refusal as refusal:
        refuse(refusal)
        talk.back()
        return False
    this.recorded[who.id] = (entry or 0, made)
    show(lambda width: screens.draw_recorded(made, width))
    _caution(this, made.cautions)
    return True


def _caution(this: Round, every: Iterable[cautions.Caution]) -> None:
    """What is worth a word, once in a sitting."""
    for said in [str(caution) for caution in every if not isinstance(caution, _SAID_BEFORE)]:
        if said not in this.cautioned:
            this.cautioned.add(said)
            output.note(said)


def _one_back(this: Round, at: int) -> int:
    """The customer before is asked again; what was recorded for them in this sitting is taken back."""
    if at == 0:
        speak(_("This is the first customer."))
        return 0
    who = this.rows[at - 1].customer
    entry, _made = this.recorded.get(who.id, (None, None))
    if entry is not None:
        try:
            with session.writing(said=f"undo {entry}") as w:
                from huikuan.usecases.undo import take_back

                take_back(w, entry, session.day())
        except Refusal as refusal:
            refuse(refusal)
            return at
        del this.recorded[who.id]
        speak(_("{customer}: what was recorded is taken back.", customer=shown(who.name)))
    return at - 1


def _end(this: Round, owner: str | None) -> None:
    with session.reading() as read:
        accounts = read.accounts(this.month, this.day.as_of, owner)
        known = read.guided(this.month, this.day.as_of)
    after = plan(accounts, this.month, this.day.as_of, this.day.policy, None)
    left = sum(row.customer.is_worked_with_on(this.day.as_of) and row.customer.id not in known for row in after.rows)
    gone = [row.customer for row in this.rows if row.customer.id in this.recorded]
    report = guide.Sitting(after, tuple(gone), tuple(this.recorded[who.id][1].fact for who in gone), left)

    def document() -> Any:
        from huikuan.show.wire.guide import sitting

        return sitting(report)

    output.emit(document, lambda width: screens.draw_sitting(report, this.command(owner), width))
