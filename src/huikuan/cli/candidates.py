"""What a shell offers for what is typed so far: the words of a closed list, customers, owners, months, and the numbers
of records with whom and what they are about; fifty at the most.

The book is read as any report reads it, the one that HUIKUAN_DB or --db means. Where that is a server, or cannot be
read, nobody is offered and nothing is said: the person is in the middle of a line. Where nothing of the book is to be
offered, nothing of it is loaded.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from huikuan.text import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from enum import StrEnum

    from huikuan.domain.facts import Customer
    from huikuan.domain.money import Money
    from huikuan.store.read import Reader


Offers = Sequence[tuple[str, str]]
"""Words, each with what tells it apart; Typer reads it when a command is built."""
_MOST = 50


class Offered(str):
    """A code or a name that may stand for what is typed, however it begins.

    The library keeps only what begins with the letters typed; hl for a customer called C001 does not.
    """

    __slots__ = ()

    def startswith(self, *_typed: object) -> bool:
        """True: it was chosen for what is typed."""
        return True


def customers(typed: str) -> list[tuple[str, str]]:
    """Each customer as they may be typed, with what tells who that is."""
    try:
        offers = [_offer(typed, customer) for customer in _customers(typed)]
    except Exception:  # noqa: BLE001 - whatever is wrong with the book is said when it is asked for, not now
        return []
    return [(Offered(word), shown(who)) for word, who in offers if shown(word) == word]


def _customers(typed: str) -> list[Customer]:
    from huikuan.cli import session
    from huikuan.domain.naming import begun
    from huikuan.store.records import Records

    if session.place().path is None:
        return []
    with session.running() as run:
        every = Records(run).customers()
    return begun(typed, every, session.as_of())[:_MOST]


def _offer(typed: str, customer: Customer) -> tuple[str, str]:
    """The code and the name; where Chinese is typed, the name with it and the code, unless it looks like an option."""
    from huikuan.domain.naming import folded

    names = () if typed.isascii() else (customer.name, *customer.aliases)
    fitting = (name for name in names if folded(typed) in folded(name) and not name.startswith("-"))
    name = next(fitting, None)
    return (customer.code, customer.name) if name is None else (name, customer.code)


# --- words -----------------------------------------------------------------------------------------------------------


def words(known: Mapping[str, StrEnum]) -> Callable[[str], Offers]:
    """Offers each value of a closed list once: its English word, or the Chinese one that is being typed."""

    def offered(typed: str) -> Offers:
        if typed.isascii():
            chinese = {value: word for word, value in reversed(list(known.items())) if not word.isascii()}
            values = dict.fromkeys(known.values())
            return [(str(value), chinese.get(value, "")) for value in values if value.startswith(typed.lower())]
        return [(word, str(value)) for word, value in known.items() if word.startswith(typed)]

    return offered


def several(known: Mapping[str, StrEnum]) -> Callable[[str], Offers]:
    """The same behind a comma: what stands before the last one stays."""
    one = words(known)

    def offered(typed: str) -> Offers:
        before, comma, last = typed.rpartition(",")
        return [(f"{before}{comma}{word}", said) for word, said in one(last)]

    return offered


def months(typed: str) -> Offers:
    """The month, those before and after it."""
    from huikuan.cli import session
    from huikuan.domain.period import month_of

    now = month_of(session.today())
    return [(str(now.shift(n)), "") for n in (0, 1, -1, 2, -2, -3) if str(now.shift(n)).startswith(typed)]


# --- records ---------------------------------------------------------------------------------------------------------


def owners(typed: str) -> Offers:
    """The salespeople who look after somebody."""
    return _stored(typed, lambda read: ((who.owner, "") for who in read.customers() if who.owner))


def invoices(typed: str) -> Offers:
    """The invoices of which something is open, by their number."""

    def found(read: Reader) -> Iterable[tuple[str | None, str]]:
        return ((i.number, _about(read, i.customer_id, i.amount, i.due)) for i in read.invoices_to_settle())

    return _stored(typed, found)


def promises(typed: str) -> Offers:
    """Live promises with money still to come."""
    return _numbers(
        typed,
        lambda read: (
            (p.id, _about(read, p.customer_id, p.instalments[0].amount, p.instalments[0].due))
            for p in read.live_promises()
        ),
    )


def measures(typed: str) -> Offers:
    """The measures still to do."""
    return _numbers(
        typed,
        lambda read: (
            (m.id, f"{_about(read, m.customer_id, m.estimate, m.due)} {m.title}") for m in read.open_measures()
        ),
    )


def receipts(typed: str) -> Offers:
    """The newest receipts that were not reversed, the last first."""
    return _numbers(
        typed, lambda read: ((r.id, _about(read, r.customer_id, r.amount, r.on)) for r in read.newest_receipts(_MOST))
    )


def steps(typed: str) -> Offers:
    """The steps of approval still to come through."""

    def found(read: Reader) -> Iterable[tuple[int, str]]:
        from huikuan.cli import session

        names = _names(read)
        return ((a.id, f"{names[a.customer_id]} {a.step}") for a in read.open_approvals(session.as_of()))

    return _numbers(typed, found)


def entries(typed: str) -> Offers:
    """The last entries of the history."""

    def found(read: Reader) -> Iterable[tuple[int, str]]:
        from huikuan.cli import session

        return ((entry.number, entry.command) for entry in read.history(_MOST, session.as_of()))

    return _numbers(typed, found)


def _numbers(typed: str, find: Callable[[Reader], Iterable[tuple[int, str]]]) -> Offers:
    return [(str(number), shown(said)) for number, said in _read(find) if str(number).startswith(typed)][:_MOST]


def _stored(typed: str, find: Callable[[Reader], Iterable[tuple[str | None, str]]]) -> Offers:
    """Text that somebody stored: only what can be shown as it is, each once."""
    offers = {word: said for word, said in _read(find) if word and word.startswith(typed) and shown(word) == word}
    return [(Offered(word), shown(said)) for word, said in offers.items()][:_MOST]


def _read(find: Callable[[Reader], Iterable[tuple[Any, str]]]) -> list[tuple[Any, str]]:
    """What is found in the book of a file; nothing where it cannot be read."""
    from huikuan.cli import session

    try:
        if session.place().path is None:
            return []
        with session.reading() as read:
            return list(find(read))
    except Exception:  # noqa: BLE001 - whatever is wrong with the book is said when it is asked for, not now
        return []


def _names(read: Reader) -> dict[int, str]:
    return {customer.id: customer.name for customer in read.customers()}


def _about(read: Reader, customer_id: int, amount: Money, day: object) -> str:
    """Whom it is about, how much, and when."""
    return f"{read.customer(customer_id).name} {amount} {day}"
