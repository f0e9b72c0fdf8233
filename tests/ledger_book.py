"""A real book with invoices in it, written through the use cases, and what must hold in it after every entry."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from facts import Book, day, on, wan
from huikuan.domain.facts import Form, Receipt
from huikuan.domain.invoice import Invoice, InvoiceKind
from huikuan.domain.money import Money
from huikuan.store import soundness
from huikuan.store.reading import reading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from huikuan.domain.facts import Customer
    from huikuan.store.write import Writer
    from ledger_oracle import Event


class LedgerBook(Book):
    """A book of customers who owe. Amounts in 万, as in `facts`."""

    def invoice(
        self,
        who: Customer,
        amount: float | str,
        due: str,
        today: str,
        *,
        issued: str | None = None,
        number: str | None = None,
        stated: str | None = None,
    ) -> Any:
        fact = Invoice(0, who.id, number, on(issued or today), on(due), wan(amount))
        with self.write(today) as w:
            return add(w, replace(fact, stated_on=on(stated) if stated else None), day(today))

    def credit_note(
        self, who: Customer, amount: float | str, today: str, *, number: str | None = None, against: str | None = None
    ) -> Any:
        from huikuan.usecases import invoice as usecase

        fact = Invoice(0, who.id, number, on(today), on(today), wan(amount), InvoiceKind.CREDIT_NOTE)
        with self.write(today) as w:
            return add(w, fact, day(today), usecase.named(w.read, against, who) if against else ())

    def dispute(self, number: str, amount: float | None, today: str, *, since: str | None = None) -> Any:
        """So much of it (None: all, 0: no more) is disputed."""
        from huikuan.usecases import invoice as usecase

        since_day = on(since or today)
        with self.write(today) as w:
            parts = usecase.named(w.read, number)
            share = None if amount is None else wan(amount)
            return usecase.dispute(w, parts, share, "short", since_day, day(today))

    def settles(self, receipt: int, today: str, number: str | None = None) -> Any:
        from huikuan.usecases import find, invoice
        from huikuan.usecases import receipt as usecase

        with self.write(today) as w:
            found = find.receipt(w.read, receipt)
            named = invoice.named(w.read, number) if number else ()
            return usecase.settle(w, found, named, day(today))

    def gets(
        self,
        who: Customer,
        amount: float | str,
        today: str,
        *,
        value_date: str | None = None,
        number: str | None = None,
        advance: bool = False,
    ) -> Any:
        """Money that came in, for what was said."""
        from huikuan.usecases import invoice
        from huikuan.usecases import receipt as usecase

        came_in = Receipt(0, who.id, on(value_date or today), wan(amount), Form.TRANSFER)
        with self.write(today) as w:
            named = invoice.named(w.read, number, who) if number else ()
            return usecase.add(w, who, came_in, day(today), usecase.Meant(None, named, advance), again=True)

    def undo(self, entry: int | None = None, today: str = "2027-06-01") -> int:
        """The entry is taken back; answers with the entry that did it."""
        with self.write(today) as w:
            return w.undo(entry).undone_by

    def owed(self, who: Customer, as_of: str | date) -> tuple[Money, Money, Money, Money]:
        """Chased, disputed, credits and balance on the day."""
        from huikuan.domain.ledger import owed

        with self.read() as read:
            found = owed(read.ledgers(on(as_of), who.id)[who.id], on(as_of))
        return found.chased, found.disputed, found.credits, found.balance

    def opened(self, who: Customer, as_of: str | date) -> dict[str, Money]:
        """What of each invoice is open on the day, by number and due day."""
        with self.read() as read:
            found = read.invoices(who.id)
        return {f"{i.number} {i.due:%m-%d}": i.open_on(on(as_of)) for i in found if not i.is_credit}

    @contextmanager
    def together(self, today: date) -> Iterator[Any]:
        """Many entries in one transaction; gives what makes the next entry's writer."""
        from huikuan.store.engine import writing
        from huikuan.store.write import Writer
        from huikuan.store.writer import Words

        with writing(self.place, Words("test", today, self.next_moment())) as opened:

            def writer(at: date) -> Writer:
                opened.words = Words("test", at, self.next_moment())
                return Writer(opened)

            yield writer


def add(w: Writer, fact: Invoice, when: Any, against: Any = ()) -> Any:
    from huikuan.usecases import invoice as usecase

    return usecase.add(w, w.read.customer(fact.customer_id), fact, when, against)


def enter(w: Writer, who: Customer, event: Event, today: date | None = None) -> None:
    """Types what the event says, on its day or later."""
    from huikuan.usecases import find, invoice, receipt

    when = day(today or event.on)
    named = [invoice.of_id(w.read, number) for number in event.named]
    if event.what in ("invoice", "note"):
        kind = InvoiceKind.CREDIT_NOTE if event.what == "note" else InvoiceKind.INVOICE
        fact = Invoice(0, who.id, f"N{event.id}", event.on, event.due or event.on, Money(event.fen), kind)
        made = add(w, fact, when, named)
        assert made.fact.id == event.id
    elif event.what == "receipt":
        came_in = Receipt(0, who.id, event.on, Money(event.fen), Form.TRANSFER)
        meant = receipt.Meant(None, named, event.is_advance)
        assert receipt.add(w, who, came_in, when, meant, again=True).fact.id == event.id
    elif event.what == "reversal":
        receipt.reverse(w, find.receipt(w.read, event.id), event.on, "bounced", when)
    else:
        invoice.dispute(w, [invoice.of_id(w.read, event.id)], Money(event.fen), "short", event.on, when)


# --- what must hold after every entry --------------------------------------------------------------------------------


def unsound(book: Book) -> list[str]:
    """What the doctor finds wrong, and what of the marks is not as the facts make it."""
    with reading(book.place) as run:
        found = [
            f.name for f in soundness.findings(run, date.min, is_file=book.place.path is not None) if not f.is_sound
        ]
        return found + wrong_marks(run)


def wrong_marks(run: Any) -> list[str]:
    """`settled_on` and `used_on` as they stand and as they follow from settlements and reversals, where they differ."""
    back = {r: str(d) for r, d in run("SELECT receipt_id, on_day FROM reversal", {})}
    given = [
        (i, r, n, str(d), int(fen))
        for i, r, n, d, fen in run("SELECT invoice_id, receipt_id, credit_id, on_day, amount FROM settlement", {})
    ]
    wrong = []
    for number, fen, mark in run("SELECT id, amount, settled_on FROM invoice ORDER BY id", {}):
        stands = [(d, f) for i, r, n, d, f in given if number in (i, n) and r not in back]
        expected = max(d for d, _ in stands) if sum(f for _, f in stands) >= fen else None
        if sum(f for _, f in stands) > fen:
            wrong.append(f"invoice {number} is settled too much")
        if (str(mark) if mark else None) != expected:
            wrong.append(f"invoice {number} is marked {mark}, not {expected}")
    for number, came, fen, mark in run("SELECT id, on_day, amount, used_on FROM receipt ORDER BY id", {}):
        used = [(d, f) for _, r, _, d, f in given if r == number]
        all_used = max(d for d, _ in used) if sum(f for _, f in used) >= fen else None
        allowed = {all_used} if used else {str(came), None}  # nothing settled: it may settle, or it may not
        if (str(mark) if mark else None) not in allowed:
            wrong.append(f"receipt {number} is marked {mark}, not {all_used}")
    return wrong
