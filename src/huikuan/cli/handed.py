"""What can be handed on, a function each: it reads the book and gives the report as a document and as sheets.

To add a word: a member of `What`, a function, and a line in `WORDS` with its Chinese names.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

from huikuan.cli import session
from huikuan.cli.handed_debts import ageing, invoices
from huikuan.cli.handed_whole import whole
from huikuan.cli.wanted import Handed, Wanted
from huikuan.domain.habits import NO_HABITS
from huikuan.parse.words import choice
from huikuan.text import _

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from huikuan.domain.gap import Account
    from huikuan.domain.plan import Plan
    from huikuan.show.sheets.sheet import Sheet
    from huikuan.store.read import Reader


class What(StrEnum):
    PLAN = "plan"
    GAP = "gap"
    FOLLOWUP = "followup"
    CUSTOMERS = "customers"
    PROMISES = "promises"
    RECEIPTS = "receipts"
    INVOICES = "invoices"
    AGEING = "ageing"
    ALL = "all"


class Word(NamedTuple):
    """What answers a word, and its other names; the whole book is narrowed by nothing."""

    make: Callable[[Reader, Wanted], Handed]
    names: str
    takes_month: bool = False
    is_whole: bool = False


def what(typed: str) -> What:
    """What was typed after `export`."""
    named = {name: each for each, word in WORDS.items() for name in (str(each), *word.names.split())}
    return choice(typed, named, _("report or list"))


def handed(which: What, wanted: Wanted) -> Handed:
    """The report, read from the book."""
    with session.reading() as read:
        return WORDS[which].make(read, wanted)


def _plan(read: Reader, wanted: Wanted) -> Handed:
    report, accounts = _month(read, wanted, with_opening=True)

    def document() -> Any:
        from huikuan.show.wire import reports as wire

        return wire.plan(report)

    def sheets() -> Sequence[Sheet]:
        from huikuan.show.sheets.plan import plan_sheet

        return [plan_sheet(report, accounts)]

    return Handed(report.month, report.as_of, document, sheets)


def _gap(read: Reader, wanted: Wanted) -> Handed:
    report, accounts = _month(read, wanted, with_opening=False)

    def document() -> Any:
        from huikuan.show.wire import reports as wire

        return wire.gaps(report)

    def sheets() -> Sequence[Sheet]:
        from huikuan.show.sheets.plan import gap_sheet

        return [gap_sheet(report, accounts)]

    return Handed(report.month, report.as_of, document, sheets)


def _month(read: Reader, wanted: Wanted, *, with_opening: bool) -> tuple[Plan, list[Account]]:
    from huikuan.domain.plan import plan

    month, as_of = wanted.meant, wanted.day.as_of
    accounts = read.accounts(month, as_of, wanted.owner)
    opening = read.opening(month, as_of) if with_opening else None
    return plan(accounts, month, as_of, wanted.day.policy, opening), accounts


def _followup(read: Reader, wanted: Wanted) -> Handed:
    from huikuan.cli.followup import tasks_of
    from huikuan.domain.worklist import Narrow

    policy = wanted.day.policy
    report = tasks_of(read, wanted.day.as_of, Narrow(owner=wanted.owner))

    def document() -> Any:
        from huikuan.show.wire import reports as wire

        return wire.worklist(report, policy)

    def sheets() -> Sequence[Sheet]:
        from huikuan.show.sheets.followup import followup_sheet

        return [followup_sheet(report, policy)]

    return Handed(report.as_of, report.as_of, document, sheets)


def _customers(read: Reader, wanted: Wanted) -> Handed:
    as_of = wanted.day.as_of
    known = [c for c in read.customers() if c.is_worked_with_on(as_of) or c.is_archived_on(as_of)]
    theirs = [c for c in known if wanted.is_theirs(c.owner)]
    habits = read.habits(as_of)

    def document() -> Any:
        from huikuan.show.wire import records as wire

        return {"customers": [wire.customer(c, as_of, habits.get(c.id, NO_HABITS)) for c in theirs]}

    def sheets() -> Sequence[Sheet]:
        from huikuan.show.sheets.records import customer_sheet

        return [customer_sheet(theirs, as_of)]

    return Handed(as_of, as_of, document, sheets)


def _promises(read: Reader, wanted: Wanted) -> Handed:
    from huikuan.domain.standing import standing

    as_of = wanted.day.as_of
    theirs = {c.id: c for c in read.customers(wanted.owner)}
    made = [p for p in read.promises() if p.made_on <= as_of and p.customer_id in theirs]
    standings = [standing(p, as_of, wanted.day.policy) for p in made]

    def document() -> Any:
        from huikuan.show.wire import records as wire

        return {"promises": [wire.promise(s, theirs[s.promise.customer_id]) for s in standings]}

    def sheets() -> Sequence[Sheet]:
        from huikuan.show.sheets.records import promise_sheet

        return [promise_sheet(standings, theirs)]

    return Handed(as_of, as_of, document, sheets)


def _receipts(read: Reader, wanted: Wanted) -> Handed:
    as_of = wanted.day.as_of
    theirs = {c.id: c for c in read.customers(wanted.owner)}
    came_in = [r for r in read.receipts() if r.on <= as_of and r.customer_id in theirs]
    lines = [(r, theirs[r.customer_id]) for r in came_in]

    def document() -> Any:
        from huikuan.show.wire import records as wire

        return {"receipts": [wire.receipt(fact, who, as_of) for fact, who in lines]}

    def sheets() -> Sequence[Sheet]:
        from huikuan.show.sheets.records import receipt_sheet

        return [receipt_sheet(lines, as_of)]

    return Handed(as_of, as_of, document, sheets)


WORDS: dict[What, Word] = {
    What.PLAN: Word(_plan, "计划 回款计划", takes_month=True),
    What.GAP: Word(_gap, "差距 gaps", takes_month=True),
    What.FOLLOWUP: Word(_followup, "跟进 follow_up 跟进清单"),
    What.CUSTOMERS: Word(_customers, "客户 customer"),
    What.PROMISES: Word(_promises, "承诺 promise"),
    What.RECEIPTS: Word(_receipts, "到账 receipt"),
    What.INVOICES: Word(invoices, "应收 invoice 发票"),
    What.AGEING: Word(ageing, "账龄 aging"),
    What.ALL: Word(whole, "全部 整本 账本", is_whole=True),
}
