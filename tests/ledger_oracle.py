"""A slow clerk who keeps one customer's account fen by fen and day by day, to hold the rules of the ledger against.

Each fen of money looks for the fen it settles: those of the invoices named, else the oldest due that is not disputed,
else what is disputed. What finds none waits for the next invoice. What came to nothing lets go of what it had settled.
Everything is written in the order of its day; amounts are whole fen, small enough to be counted one by one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

START = date(2026, 9, 1)
END = START + timedelta(days=150)


@dataclass(frozen=True)
class Event:
    """What happened on a day. `what` is invoice, note, receipt, reversal or dispute; `id` counts each table's rows:
    invoices and credit notes share one, receipts have their own.
    """

    what: str
    on: date
    id: int
    fen: int = 0
    due: date | None = None
    named: tuple[int, ...] = ()
    is_advance: bool = False


@dataclass
class Evening:
    """What stands at the end of a day."""

    open: dict[int, int]
    disputed: dict[int, int]
    credits: int
    buckets: list[int]
    balance: int

    @property
    def chased(self) -> int:
        return sum(self.open.values()) - sum(self.disputed.values())


@dataclass
class Clerk:
    """The account so far."""

    invoices: dict[int, Event] = field(default_factory=dict)
    notes: dict[int, Event] = field(default_factory=dict)
    receipts: dict[int, Event] = field(default_factory=dict)
    came_back: set[int] = field(default_factory=set)
    disputes: dict[int, int] = field(default_factory=dict)
    settled: list[tuple[str, int, int, date]] = field(default_factory=list)
    """Each settled fen: of a receipt or a note, its id, the invoice, the day."""

    def write(self, event: Event) -> None:
        if event.what == "invoice":
            self.invoices[event.id] = event
        elif event.what == "note":
            self.notes[event.id] = event
            self._settle("note", event, event.named, event.on)
        elif event.what == "receipt":
            self.receipts[event.id] = event
            self._settle("receipt", event, event.named, event.on)
        elif event.what == "reversal":
            self.came_back.add(event.id)
            self.settled = [s for s in self.settled if s[:2] != ("receipt", event.id)]
        elif event.what == "dispute":
            self.disputes[event.id] = event.fen
        self._settle_all(event.on)

    def open(self, invoice: int) -> int:
        return self.invoices[invoice].fen - sum(s[2] == invoice for s in self.settled)

    def disputed(self, invoice: int) -> int:
        return min(self.disputes.get(invoice, 0), self.open(invoice))

    def counts(self, receipt: Event) -> bool:
        """Whether the receipt may settle: an invoice was known by its day, or it was said so."""
        if receipt.id in self.came_back:
            return False
        known = any(invoice.on <= receipt.on for invoice in self.invoices.values())
        return known or bool(receipt.named) or receipt.is_advance

    def left(self, kind: str, money: Event) -> int:
        return money.fen - sum(s[:2] == (kind, money.id) for s in self.settled)

    def money(self) -> list[tuple[str, Event]]:
        """What may settle, the oldest first."""
        every = [("receipt", r) for r in self.receipts.values() if self.counts(r)]
        every += [("note", n) for n in self.notes.values()]
        return sorted(every, key=lambda m: (m[1].on, m[0] == "note", m[1].id))

    def evening(self, on: date) -> Evening:
        opened = {i: self.open(i) for i in self.invoices}
        disputed = {i: self.disputed(i) for i in self.invoices}
        buckets = [0, 0, 0, 0, 0]
        for i, invoice in self.invoices.items():
            buckets[_bucket((on - invoice.due).days)] += opened[i] - disputed[i]
        balance = sum(i.fen for i in self.invoices.values()) - sum(m.fen for _, m in self.money())
        return Evening(opened, disputed, sum(self.left(*m) for m in self.money()), buckets, balance)

    def _settle_all(self, on: date) -> None:
        for kind, money in self.money():
            self._settle(kind, money, tuple(self.invoices), on)

    def _settle(self, kind: str, money: Event, candidates: tuple[int, ...], on: date) -> None:
        by_name = candidates == money.named
        for _ in range(self.left(kind, money)):
            waiting = [i for i in candidates if self.open(i)]
            if not waiting:
                return
            chosen = min(waiting, key=lambda i: self._turn(i, by_name=by_name))
            self.settled.append((kind, money.id, chosen, on))

    def _turn(self, invoice: int, *, by_name: bool) -> Any:
        only_disputed_left = not by_name and self.open(invoice) == self.disputed(invoice)
        return (only_disputed_left, self.invoices[invoice].due, invoice)


def _bucket(days: int) -> int:
    if days <= 0:
        return 0
    if days <= 30:
        return 1
    if days <= 60:
        return 2
    return 3 if days <= 90 else 4


def evenings(events: list[Event], until: date) -> dict[date, Evening]:
    """Every evening from the first day to the last, as the clerk has it."""
    clerk, waiting, found = Clerk(), list(events), {}
    day = START
    while day <= until:
        while waiting and waiting[0].on <= day:
            clerk.write(waiting.pop(0))
        found[day] = clerk.evening(day)
        day += timedelta(days=1)
    assert not waiting
    return found


# --- any customer ------------------------------------------------------------------------------------------------------


@dataclass
class _Story:
    """A history while it is being made up; the clerk says what is possible next."""

    draw: Any
    on: date = START
    clerk: Clerk = field(default_factory=Clerk)
    events: list[Event] = field(default_factory=list)

    def happens(self, what: str, number: int, fen: int = 0, **more: Any) -> None:
        self.events.append(Event(what, self.on, number, fen, **more))
        self.clerk.write(self.events[-1])

    def some(self, least: int, most: int) -> int:
        return self.draw(st.integers(least, most))

    def one_of(self, numbers: list[int]) -> int:
        return self.draw(st.sampled_from(numbers))

    def due(self) -> date:
        return self.on + timedelta(days=self.draw(st.sampled_from([0, 1, 10, 30, 45])))

    def named(self) -> tuple[int, ...]:
        """Up to two invoices the money is for, half of the time."""
        known = sorted(self.clerk.invoices)
        return tuple(self.draw(st.just(()) | st.sets(st.sampled_from(known), max_size=2))) if known else ()

    def next_number(self) -> int:
        return len(self.clerk.invoices) + len(self.clerk.notes) + 1

    def invoice(self) -> None:
        self.happens("invoice", self.next_number(), self.some(1, 9), due=self.due())

    def split(self) -> None:
        fen, first = self.some(1, 9), self.due()
        for days in (0, 30, 60):
            self.happens("invoice", self.next_number(), fen, due=first + timedelta(days=days))

    def receipt(self) -> None:
        number, is_advance = len(self.clerk.receipts) + 1, self.draw(st.booleans())
        self.happens("receipt", number, self.some(1, 18), named=self.named(), is_advance=is_advance)

    def note(self) -> None:
        if self.clerk.invoices:
            self.happens("note", self.next_number(), self.some(1, 9), named=self.named())

    def dispute(self) -> None:
        if is_open := [i for i in self.clerk.invoices if self.clerk.open(i)]:
            number = self.one_of(is_open)
            self.happens("dispute", number, self.some(1, self.clerk.open(number)))

    def over(self) -> None:
        if disputed := [i for i in self.clerk.invoices if self.clerk.disputed(i)]:
            self.happens("dispute", self.one_of(disputed))

    def reversal(self) -> None:
        if stands := [r for r in self.clerk.receipts if r not in self.clerk.came_back]:
            self.happens("reversal", self.one_of(stands))


@st.composite
def histories(
    draw: Any, *, kinds: str = "invoice split receipt receipt note dispute over reversal", most: int = 14
) -> list[Event]:
    """Any account of a customer, in the order of its days: also several things on one day."""
    story = _Story(draw)
    for _ in range(draw(st.integers(2, most))):
        story.on = min(story.on + timedelta(days=draw(st.sampled_from([0, 0, 1, 2, 7, 20, 31]))), END)
        getattr(story, draw(st.sampled_from(kinds.split())))()
    return story.events
