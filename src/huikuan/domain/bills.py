"""Bills, cheques and drafts with a maturity: what they are worth in cash, and when they have to be presented.

Worth on a day = face × (1 − yearly rate × days to maturity ÷ 360), to the nearest fen, halves up; the face itself from
the maturity on, and where none is known. A month's receipts are worth what each was on the day it came in. An
instrument is to be made ready from five days before it matures and presented within the ten days after.
"""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from huikuan.domain.facts import Form
from huikuan.domain.money import NOTHING, Money, total

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from huikuan.domain.facts import Receipt
    from huikuan.domain.period import Month
    from huikuan.domain.policy import Policy

INSTRUMENTS = frozenset({Form.CHEQUE, Form.BANK_DRAFT, Form.ACCEPTANCE_BILL})
_DAYS_OF_A_YEAR = 360
"""As banks count it when they discount a bill."""


class BillWorth(NamedTuple):
    """One instrument on the day it came in, so many days before it matures."""

    receipt_id: int
    face: Money
    matures: date
    days: int
    worth: Money


class Cash(NamedTuple):
    """A month's receipts: their face, what they were worth in cash, and the instruments that make the difference."""

    face: Money
    cash: Money
    bills: tuple[BillWorth, ...]


class DueInstrument(NamedTuple):
    """An instrument to be presented by `last_day`; `days_left` to its maturity, negative after it."""

    receipt: Receipt
    matures: date
    days_left: int
    last_day: date


def worth(face: Money, matures: date | None, on: date, rate: Fraction) -> Money:
    """What the amount is worth in cash on the day, at the yearly rate."""
    left = Fraction(1) - rate * _days_to(matures, on) / _DAYS_OF_A_YEAR
    return min(face, max(NOTHING, face.times(left)))


def in_cash(receipts: Iterable[Receipt], month: Month, as_of: date, rate: Fraction) -> Cash:
    """What came in during the month, as of the day, is worth in cash."""
    standing = [r for r in receipts if r.on in month and r.on <= as_of and not r.is_reversed_on(as_of)]
    bills = tuple(
        BillWorth(r.id, r.amount, matures, _days_to(matures, r.on), worth(r.amount, matures, r.on, rate))
        for r in standing
        if (matures := _maturity(r)) is not None
    )
    face = total(r.amount for r in standing)
    return Cash(face, face - total(bill.face - bill.worth for bill in bills), bills)


def cash_by_customer(receipts: Iterable[Receipt], month: Month, as_of: date, rate: Fraction) -> dict[int, Cash]:
    """The same for each customer with receipts among these."""
    theirs: dict[int, list[Receipt]] = {}
    for receipt in receipts:
        theirs.setdefault(receipt.customer_id, []).append(receipt)
    return {who: in_cash(each, month, as_of, rate) for who, each in theirs.items()}


def due_instruments(
    receipts: Iterable[Receipt], presented: Mapping[int, date], as_of: date, policy: Policy
) -> tuple[DueInstrument, ...]:
    """The instruments to be made ready or presented on the day, the most urgent first; `presented` has the day on
    which a receipt's was.
    """
    ahead, after = timedelta(days=policy.bill_days_ahead), timedelta(days=policy.bill_days_after)
    listed = timedelta(days=policy.bill_days_listed)
    near = [
        DueInstrument(receipt, matures, (matures - as_of).days, matures + after)
        for receipt in receipts
        if (matures := _maturity(receipt)) is not None
        and receipt.on <= as_of
        and not receipt.is_reversed_on(as_of)
        and matures - ahead <= as_of <= matures + listed
        and not _is_presented(receipt, presented, as_of)
    ]
    return tuple(sorted(near, key=lambda each: (each.last_day, each.receipt.id)))


def _maturity(receipt: Receipt) -> date | None:
    return receipt.matures if receipt.form in INSTRUMENTS else None


def _days_to(matures: date | None, on: date) -> int:
    return 0 if matures is None else (matures - on).days


def _is_presented(receipt: Receipt, presented: Mapping[int, date], as_of: date) -> bool:
    on = presented.get(receipt.id)
    return on is not None and on <= as_of
