"""What is stored but worth a word: each caution is one sentence, spoken on stderr after the record."""

from __future__ import annotations

from typing import ClassVar

from huikuan.text import _, mark


class Caution:
    """Nothing was refused; the person should know."""

    sentence: ClassVar[str]

    def __init__(self, **values: object) -> None:
        self.values = values

    def __str__(self) -> str:
        return _(self.sentence, **self.values)


class DueOnDayOff(Caution):
    sentence = mark("{due} is not a working day; the money counts as on time until {window_end}.")


class DueInLaterMonth(Caution):
    sentence = mark("{due} lies in a later month: this promise does not lower the gap of {month}.")


class CalendarIsEstimate(Caution):
    sentence = mark("The holidays of {year} are not known yet: Monday to Friday is assumed.")


class FarDay(Caution):
    sentence = mark("{day} is more than half a year away. If that is wrong: huikuan undo")


class LooksLikeRepromise(Caution):
    sentence = mark(
        "Promise {id} still has {remaining} unpaid. If this is the same money: huikuan undo, then huikuan promise renew"
        " {id} AMOUNT DATE"
    )


class ContactUnknown(Caution):
    sentence = mark("{name} is not among the contacts of {customer}. To add: huikuan contact add {code} {quoted}")


class PartsLeftOut(Caution):
    sentence = mark(
        "{amount} due {due} was part of promise {id} and is no longer promised. If it still stands: huikuan undo, then"
        " huikuan promise renew {id} --split with that part too"
    )


class RestNotPromised(Caution):
    sentence = mark("{amount} of promise {id} was unpaid and is not promised again.")


class MeasureOfLaterMonth(Caution):
    sentence = mark("{due} lies in a later month: this measure does not cover the gap of {month}.")


class BillMaturityMissing(Caution):
    sentence = mark("The bill's maturity was not given: --matures DATE")


class PromisesTooMuch(Caution):
    sentence = mark("{promised} is promised and unpaid, but they owe {owed}. See huikuan ageing {code}")


class LedgerHasSpoken(Caution):
    sentence = mark(
        "The list of {stated} said what was open then: this money counts as in it and settles none. If it is not:"
        " huikuan receipt settle {id}"
    )


class ListCountsIt(Caution):
    sentence = mark(
        "It settled no invoice here, as the list of {stated} counted it: what they owe rises with the next list."
    )


class NoInvoiceYet(Caution):
    sentence = mark(
        "It came in before the first invoice known here and settles none. If it was paid in advance:"
        " huikuan receipt settle {id}"
    )
