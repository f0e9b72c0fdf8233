"""How a write answers: the record it made, what it did to the gap, then what is worth a word."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from huikuan.cli import output
from huikuan.show.recorded import effect
from huikuan.show.wrap import laid

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from huikuan.domain.facts import Customer
    from huikuan.domain.recorded import Recorded
    from huikuan.store.records import Records


def tell(recorded: Recorded[Any], document: Callable[[], Any], lines: Iterable[str]) -> None:
    """The record and its effect on stdout, the cautions on stderr."""
    output.emit(document, lambda width: laid([*lines, effect(recorded)], width))
    for caution in recorded.cautions:
        output.note(str(caution))


def tell_all(made: Sequence[Recorded[Any]], document: Callable[[Any], Any], lines: Iterable[str]) -> None:
    """The same for several records of one entry: one document each, the effect of all once."""
    first, last = made[0], made[-1]
    together = replace(last, before=first.before, cautions=tuple(c for each in made for c in each.cautions))
    tell(together, lambda: document(first) if len(made) == 1 else [document(each) for each in made], lines)


def by_id(read: Records) -> dict[int, Customer]:
    """Every customer by its id."""
    return {customer.id: customer for customer in read.customers()}
