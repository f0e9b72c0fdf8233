"""What is refused of talks: reasons, what is ready, steps of approval, bills handed to the bank."""

from __future__ import annotations

from huikuan.refusal import NotFound, NotUnderstood, RuleRefusal
from huikuan.text import mark


class AnswerWithoutExcuse(NotUnderstood):
    sentence = mark("An answer, whether it worked and a measure belong to a reason, and none was given.")
    hint = mark("Say which: --excuse KIND")


class AnswerNotProposed(NotUnderstood):
    sentence = mark("“{typed}” is the number of no answer proposed; they are numbered 1 to {last}.")
    hint = mark("Give one of these numbers, or say our answer in words.")


class NoYieldKnown(RuleRefusal):
    sentence = mark("{customer} has no gap this month: what the measure is to bring in is not known.")
    hint = mark("Say it: --yield AMOUNT")


class NothingFallsDue(RuleRefusal):
    sentence = mark("{customer} has no promise with money still to come: there is nothing to get ready for.")
    hint = mark("First huikuan promise add {code} AMOUNT DATE")


class ApprovalOver(RuleRefusal):
    sentence = mark("Step {id} was done on {on}.")
    hint = mark("See huikuan approval list {code}")


class ApprovalDays(RuleRefusal):
    sentence = mark("{later} lies before {earlier}, the day it was submitted.")
    hint = mark("Give a day from {earlier} on.")


class NoSuchApproval(NotFound):
    sentence = mark("There is no step of approval {id}.")
    hint = mark("See huikuan approval list")


class NotAnInstrument(RuleRefusal):
    sentence = mark("Receipt {id} is no bill or cheque that falls due: there is nothing to present.")
    hint = mark("See huikuan receipt list {code}")


class AlreadyPresented(RuleRefusal):
    sentence = mark("Receipt {id} was presented on {on}.")
    hint = mark("See huikuan receipt list {code}")


class PresentedBeforeReceived(RuleRefusal):
    sentence = mark("Receipt {id} came in on {on}; it cannot be presented before that.")
    hint = mark("Give a day from {on} on.")


class WorkIsToday(NotUnderstood):
    sentence = mark("--work goes through the list of today and records what comes of it today.")
    hint = mark("Leave out the day and --as-of.")


class KeyUnknown(NotUnderstood):
    sentence = mark("“{typed}” is none of the keys shown.")


class KeyMissing(NotUnderstood):
    sentence = mark("Press one of the keys shown.")


class AmountMissing(NotUnderstood):
    sentence = mark("The amount is missing.")
    hint = mark("Type it like 4万 周五.")


class HeardTwoWays(NotUnderstood):
    sentence = mark("“{typed}” can be read in two ways.")
    hint = mark("Put a blank between amount and day, as in 4万 15号 or 4万 12-10.")
