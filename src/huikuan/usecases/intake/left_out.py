"""What a list of what is open says by leaving out: invoices it no longer has, and money up to its day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from huikuan.domain.intake import Count
from huikuan.domain.money import Money

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from huikuan.domain.lines import InvoiceLine
    from huikuan.store.known import KnownInvoice
    from huikuan.usecases.intake.invoices import Found


def look_for_missing(
    found: Found, known: Iterable[list[KnownInvoice]], placed: Sequence[tuple[int, InvoiceLine]]
) -> None:
    """What is open of the lines, and which open invoices the list leaves out; with lines refused nobody can say."""
    intake = found.intake
    intake.still_open = Money(sum(line.amount.fen - (line.settled.fen if line.settled else 0) for _key, line in placed))
    day, met = found.wish.stated_on, found.met
    left = [k for some in known for k in some if k.id not in met and not k.is_credit and k.issued <= day]
    found.missing = [] if intake.refused else [k for k in left if k.amount > k.settled_by_now]
    open_fen = sum(k.amount - k.settled_by_now for k in found.missing)
    intake.missing = Count(len(found.missing), Money(open_fen))
    found.spoken = _spoken_of_later(found, [k for some in known for k in some])
    intake.speaks_later = bool(found.spoken)
    intake.settles_missing = found.wish.is_complete and bool(found.missing)


def _spoken_of_later(found: Found, known: Iterable[KnownInvoice]) -> list[KnownInvoice]:
    """Of each customer with a line the last invoice met, where the ledger had spoken of an earlier day."""
    last: dict[int, date] = {}
    met: dict[int, KnownInvoice] = {}
    for each in known:
        last[each.customer_id] = max(last.get(each.customer_id, date.min), each.stated_on or date.min)
        if each.id in found.met:
            met[each.customer_id] = each
    return [each for customer, each in met.items() if date.min < last[customer] < found.wish.stated_on]
