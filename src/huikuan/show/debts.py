"""What is owed, for a person: invoices, the ageing, what was settled, balances agreed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from huikuan.domain.money import NOTHING
from huikuan.show.line import Line, line
from huikuan.show.report import Report, record_list
from huikuan.show.table import Column, Columns, leaves_out, table
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
    from huikuan.show.sheets.sheet import Sheet


class _AgedLine(NamedTuple):
    """A line of the ageing: a customer's, or the sum of all."""

    name: str
    aged: Aged
    customer: Customer | None = None


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


def invoices(as_of: date) -> Columns[tuple[Invoice, Customer]]:
    """Invoices and credit notes; what a credit note is worth is negative in a file, so that the columns add up."""
    every: list[Column[tuple[Invoice, Customer]]] = [
        Column("number", _("Invoice"), lambda line: line[0].number or f"#{line[0].id}", shrinks_last=True),
        Column("id", _("Invoice id"), lambda line: line[0].id, align="right"),
        Column("own_number", _("Invoice number"), lambda line: line[0].number),
        Column("customer", _("Customer"), lambda line: line[1].name, shrinks=True),
        Column("code", _("Code"), lambda line: line[1].code),
        Column("kind", _("Kind"), lambda line: line[0].kind),
        Column("issued", _("Issued"), lambda line: line[0].issued, first_to_go=1),
        Column("due", _("Due"), lambda line: line[0].due),
        Column("amount", _("Amount"), lambda line: _signed(line[0], line[0].amount), align="right", first_to_go=4),
        Column("settled", _("Settled"), lambda line: line[0].settled_on(as_of), align="right", first_to_go=2),
        Column("settled_signed", _("Settled"), lambda line: _signed(line[0], line[0].settled_on(as_of)), align="right"),
        Column("disputed", _("Disputed"), lambda line: line[0].disputed_on(as_of), align="right", first_to_go=3),
        Column("open", _("Open"), lambda line: _signed(line[0], line[0].open_on(as_of)), align="right"),
        Column("days_overdue", _("Days overdue"), lambda line: _days(line[0], as_of), align="right", first_to_go=5),
        Column("note", _("Note"), lambda line: line[0].note),
    ]
    return Columns(
        every,
        screen="number customer issued due amount settled disputed open days_overdue",
        file="id code customer own_number kind issued due amount settled_signed open disputed days_overdue note",
    )


def invoice_report(found: Sequence[tuple[Invoice, Customer]], as_of: date) -> Report:
    """The invoices, one by one."""

    def document() -> Any:
        from huikuan.show.wire import debts as wire

        return {"invoices": [wire.invoice(fact, who, as_of) for fact, who in found]}

    nothing = _("No invoice to show. To bring them in: huikuan import FILE --as invoices")
    return replace(record_list("invoices", _("Invoices"), as_of, invoices(as_of), found, nothing), document=document)


def ageing_columns(steps: Sequence[Step], as_of: date) -> Columns[_AgedLine]:
    """The columns of the ageing: a step of age each, then what they come to."""
    buckets: list[Column[_AgedLine]] = [
        Column(
            f"step{place}",
            _step_name(step),
            _amount_at(place),
            align="right",
            first_to_go=4 if place else 5,
            adds_up=True,
            in_file=_step_in_file(step),
        )
        for place, step in enumerate(steps)
    ]

    def owed(key: str, heading: str, **more: Any) -> Column[_AgedLine]:
        return Column(key, heading, lambda line: getattr(line.aged.owed, key), align="right", adds_up=True, **more)

    every: list[Column[_AgedLine]] = [
        Column("code", _("Code"), lambda line: line.customer.code if line.customer else ""),
        Column("customer", _("Customer"), lambda line: line.name, shrinks=True),
        Column("owner", _("Owner"), lambda line: line.customer and line.customer.owner),
        Column("grade", _("Grade"), lambda line: line.customer and line.customer.grade_on(as_of)),
        *buckets,
        owed("disputed", _("Disputed"), first_to_go=2),
        owed("credits", _("Credits"), first_to_go=1),
        owed("overdue", _("Overdue"), alarm=True),
        owed("balance", _("Balance")),
    ]
    amounts = f"{' '.join(column.key for column in buckets)} disputed credits overdue balance"
    return Columns(every, screen=f"code customer {amounts}", file=f"code customer owner grade {amounts}")


def ageing_report(found: Ageing) -> Report:
    """Everyone's balance by age, in a file with the sums below and the largest drawn step by step."""
    steps = found.total.steps

    def document() -> Any:
        from huikuan.show.wire import debts as wire

        return wire.ageing(found)

    def sheets() -> Sequence[Sheet]:
        from huikuan.show.sheets.sheet import Chart, Sheet

        bars = tuple(f"step{place}" for place in range(len(steps)))
        chart = Chart(_("What is owed by age"), "customer", bars, is_stacked=True)
        columns = ageing_columns(steps, found.as_of).in_file()
        return [Sheet(_("Ageing"), columns, _aged_lines(found), chart, frozen=2)]

    return Report(found.as_of, found.as_of, document, lambda width: draw_ageing(found, width), sheets)


def _step_name(step: Step) -> str:
    """A step as it stands over its column."""
    if step.first is None:
        return _("Not due")
    if step.last is None:
        return _("Over {days}", days=step.first - 1)
    return f"{step.first}-{step.last}"


def _step_in_file(step: Step) -> str:
    """The step so that no spreadsheet takes it for a day: 1-30 would be January 30."""
    if step.first is None:
        return _("Not due")
    if step.last is None:
        return _("Over {days} days", days=step.first - 1)
    return _("{first} to {last} days", first=step.first, last=step.last)


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
    count = plural("{count} customer", "{count} customers", len(report.rows))
    yield from _ageing_table(report, [_AgedLine(count, report.total)], width)


def _aged_lines(report: Ageing) -> list[_AgedLine]:
    return [_AgedLine(row.customer.name, row.aged, row.customer) for row in report.rows]


def _ageing_table(report: Ageing, sums: Sequence[_AgedLine], width: int) -> Iterable[Line | str]:
    """All steps or none: their sum gives way first, and where they have no room, what they come to stands below."""
    steps, lines = report.total.steps, _aged_lines(report)
    columns = ageing_columns(steps, report.as_of)
    for spared in ("", "overdue", "overdue code"):
        kept = columns.on_screen(without=spared)
        if not leaves_out(kept, lines, width, sums):
            yield from table(kept, lines, width, sums)
            return
    without = " ".join(f"step{place}" for place in range(len(steps)))
    yield from table(columns.on_screen(without=without), lines, width, sums)
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
        yield from table(invoices(as_of).on_screen(without="customer"), [(fact, who) for fact in facts], width)


def _amount_at(place: int) -> Callable[[_AgedLine], Money]:
    return lambda line: line.aged.amounts[place]


def _signed(fact: Invoice, amount: Money) -> Money:
    return NOTHING - amount if fact.is_credit else amount


def _days(fact: Invoice, as_of: date) -> int | None:
    days = fact.days_overdue_on(as_of)
    return days if days and fact.chased_on(as_of) and not fact.is_credit else None
