"""The customers a shell offers for what is typed so far: codes, or names where Chinese is typed; fifty at the most.

The book is read as any report reads it, the one that HUIKUAN_DB or --db means. Where that is a server, or cannot be
read, nobody is offered and nothing is said: the person is in the middle of a line. Where no customer is to be offered,
nothing of the book is loaded.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from huikuan.text import shown

if TYPE_CHECKING:
    from huikuan.domain.facts import Customer

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
