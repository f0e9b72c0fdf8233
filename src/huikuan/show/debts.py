"""What is owed, for a person: invoices, the ageing, what was settled, balances agreed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from huikuan.domain.money import NOTHING
from huikuan.show.line import Line, line
from huikuan.show.table import Column, leaves_out, table
from huikuan.show.wrap import wrapped
from huikuan.text import _, listed, plural, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from huikuan.domain.ageing import Aged, Ageing, Step
    from huikuan.domain.facts import Customer
    from huikuan.domain.invoice import Agreement, Invoice, Settlement
    from huikuan.domain.ledger import Owed
    from huikuan.domain.money import Money

_AgedLine = tuple[str, str, "Aged"]


def invoice(fact: Invoice, who: Customer, as_of: date) -> Iterable[str]:
    """An invoice as it was recorded."""
    values = {
        "number": shown(fact.number or f"#{fact.id}"),
        "customer": shown(who.name),
        "amount": fact.amount,
        "issued": fact.issued,
        "due": fact.due,
    }
    if fact.is_credit:
        yield _("Credit note {number}: {customer} {amount}, issued {issued}", **values)
        used = fact.settled_on(as_of)
        if used:
            yield _("  {used} of it settles invoices, {left} is left", used=used, left=fact.open_on(as_of))
        else:
            yield _("  {left} of it is left", left=fact.open_on(as_of))
        return
    yield _("Invoice {number}: {customer} {amount}, due {due}", **values)
    yield _("  issued {issued}", **values)
    if fact.settled_on(as_of):
        yield _("  {settled} settled, {open} open", settled=fact.settled_on(as_of), open=fact.open_on(as_of))
    if fact.disputed_on(as_of):
        yield _(
            "  {disputed} disputed, {chased} chased", disputed=fact.disputed_on(as_of), chased=fact.chased_on(as_of)
        )


def settled_by(settled: Iterable[tuple[Invoice, Settlement]]) -> Iterable[str]:
    """Which invoices a receipt settled."""
    for fact, share in settled:
        if share.reversed_on is not None:
            continue
        number = shown(fact.number or f"#{fact.id}")
        yield _("  {amount} settles invoice {number} due {due}", amount=share.amount, number=number, due=fact.due)


def agreement(fact: Agreement, who: Customer, book: Money | None) -> Iterable[str]:
    """A balance agreed, and whether the book says the same."""
    yield _(
        "Balance agreed on {day}: {customer} owes {amount}, says {by}",
        day=fact.on,
        customer=shown(who.name),
        amount=fact.amount,
        by=shown(fact.by),
    )
    yield from difference(fact, book)


def difference(fact: Agreement, book: Money | None) -> Iterable[str]:
    """Whether the book had the same balance that day; nothing where it knows no invoice."""
    if book is None:
        return
    if book == fact.amount:
        yield _("  the book has the same")
    elif book > fact.amount:
        yield _("  the book has {book} for that day: {more} more than agreed", book=book, more=book - fact.amount)
    else:
        yield _("  the book has {book} for that day: {less} less than agreed", book=book, less=fact.amount - book)


def card_lines(aged: Aged | None, agreed: tuple[Agreement, Money | None] | None) -> Iterable[str]:
    """What a customer owes, how old it is, and whether the balance was agreed."""
    if aged is not None:
        yield _("Invoices: {owed}", owed=owed_line(aged.owed))
        if aged.owed.chased:
            yield "  " + aged_line(aged)
    if agreed is not None:
        yield _(
            "Balance agreed on {day} with {by}: {amount}", day=agreed[0].on, by=agreed[0].by, amount=agreed[0].amount
        )
        yield from difference(*agreed)


def owed_line(amounts: Owed) -> str:
    """What is owed in one line."""
    if amounts.balance < NOTHING:
        words = [_("we owe them {balance}", balance=NOTHING - amounts.balance)]
    else:
        words = [_("owes {balance}", balance=amounts.balance)]
    words.append(_("overdue {overdue}", overdue=amounts.overdue))
    if amounts.disputed:
        words.append(_("disputed {disputed}", disputed=amounts.disputed))
    if amounts.credits:
        words.append(_("advances and credits {credits}", credits=amounts.credits))
    return listed(words)


def aged_line(aged: Aged) -> str:
    """What is chased by age, in one line; steps with nothing in them are left out."""
    pairs = zip(aged.steps, aged.amounts, strict=True)
    return listed(_("{step}: {amount}", step=_in_words(step), amount=amount) for step, amount in pairs if amount)


def invoice_columns(as_of: date) -> list[Column[tuple[Invoice, Customer]]]:
    return [
        Column(_("Invoice"), lambda line: line[0].number or f"#{line[0].id}", shrinks_last=True),
        Column(_("Customer"), lambda line: line[1].name, shrinks=True),
        Column(_("Issued"), lambda line: line[0].issued, first_to_go=1),
        Column(_("Due"), lambda line: line[0].due),
        Column(_("Amount"), lambda line: _signed(line[0], line[0].amount), align="right", first_to_go=4),
        Column(_("Settled"), lambda line: line[0].settled_on(as_of), align="right", first_to_go=2),
        Column(_("Disputed"), lambda line: line[0].disputed_on(as_of), align="right", first_to_go=3),
        Column(_("Open"), lambda line: _signed(line[0], line[0].open_on(as_of)), align="right"),
        Column(_("Days overdue"), lambda line: _days(line[0], as_of), align="right", first_to_go=5),
    ]


def ageing_columns(steps: Sequence[Step]) -> list[Column[_AgedLine]]:
    """The columns of the ageing, in order."""
    buckets = [
        Column(step_name(step), _amount_at(place), align="right", first_to_go=4 if place else 5)
        for place, step in enumerate(steps)
    ]
    return [
        Column(_("Code"), lambda line: line[0]),
        Column(_("Customer"), lambda line: line[1], shrinks=True),
        *buckets,
        Column(_("Disputed"), lambda line: line[2].owed.disputed, align="right", first_to_go=2),
        Column(_("Credits"), lambda line: line[2].owed.credits, align="right", first_to_go=1),
        Column(_("Overdue"), lambda line: line[2].owed.overdue, align="right"),
        Column(_("Balance"), lambda line: line[2].owed.balance, align="right"),
    ]


def step_name(step: Step) -> str:
    """A step as it stands over its column."""
    if step.first is None:
        return _("Not due")
    if step.last is None:
        return _("Over {days}", days=step.first - 1)
    return f"{step.first}-{step.last}"


def _in_words(step: Step) -> str:
    if step.first is None:
        return _("not due")
    if step.last is None:
        return _("over {days} days", days=step.first - 1)
    return _("{first} to {last} days", first=step.first, last=step.last)


def draw_ageing(report: Ageing, width: int) -> Iterable[Line | str]:
    """Everyone's ageing."""
    yield line(_("Receivables by age   as of {day}", day=report.as_of), "bold")
    if not report.rows:
        yield _("Nobody owes anything that is known here. To bring invoices in: huikuan import FILE --as invoices")
        return
    yield ""
    lines = [(row.customer.code, row.customer.name, row.aged) for row in report.rows]
    count = plural("{count} customer", "{count} customers", len(report.rows))
    yield from _ageing_table(report, lines, [("", count, report.total)], width)


def _ageing_table(
    report: Ageing, lines: Sequence[_AgedLine], sums: Sequence[_AgedLine], width: int
) -> Iterable[Line | str]:
    """All steps or none: their sum gives way first, and where they have no room, what they come to stands below."""
    steps = report.total.steps
    columns = ageing_columns(steps)
    names = {step_name(step) for step in steps}
    for spared in (set(), {_("Overdue")}, {_("Overdue"), _("Code")}):
        kept = [column for column in columns if column.heading not in spared]
        if not leaves_out(kept, lines, width, sums):
            yield from table(kept, lines, width, sums)
            return
    yield from table([column for column in columns if column.heading not in names], lines, width, sums)
    yield ""
    yield from wrapped(aged_line(report.total), width)
    yield from wrapped(_("By customer on a wider screen, in huikuan export ageing, or huikuan ageing CUSTOMER"), width)


def draw_invoices(
    heading: str,
    facts: Sequence[Invoice],
    who: Customer,
    aged: Aged,
    as_of: date,
    width: int,
) -> Iterable[Line | str]:
    """One customer's open invoices, and what they come to by age."""
    yield line(heading, "bold")
    if not facts and not aged.owed.credits:
        yield _("Nothing they owe is known here.")
        return
    yield from wrapped(owed_line(aged.owed), width)
    if aged.owed.chased:
        yield from wrapped(aged_line(aged), width, "  ")
    if facts:
        yield ""
        wanted = [column for column in invoice_columns(as_of) if column.heading != _("Customer")]
        yield from table(wanted, [(fact, who) for fact in facts], width)


def _amount_at(place: int) -> Callable[[_AgedLine], Money]:
    return lambda line: line[2].amounts[place]


def _signed(fact: Invoice, amount: Money) -> Money:
    return NOTHING - amount if fact.is_credit else amount


def _days(fact: Invoice, as_of: date) -> int | None:
    days = fact.days_overdue_on(as_of)
    return days if days and fact.chased_on(as_of) and not fact.is_credit else None
