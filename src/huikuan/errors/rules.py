"""What is against a rule of the book, and which record is meant."""

from __future__ import annotations

from huikuan.refusal import NotFound, NotUnderstood, RuleRefusal, StorageTrouble
from huikuan.text import mark


class DueBeforeMade(RuleRefusal):
    sentence = mark("{due} lies before {made_on}, the day the promise was made.")
    hint = mark("Give a day from {made_on} on, or the day it was made with --on.")


class TotalDiffers(RuleRefusal):
    sentence = mark("The instalments come to {sum}, not to {stated}.")
    hint = mark("Correct one of them, or leave the total out.")


class PromiseOver(RuleRefusal):
    sentence = mark("Promise {id} is no longer live: it ended on {on}.")
    hint = mark("See huikuan promise list {code} for the live ones.")


class PromisePaid(RuleRefusal):
    sentence = mark("Promise {id} is paid in full, nothing of it is open.")
    hint = mark("For new money: huikuan promise add {code} AMOUNT DATE")


class PromiseFull(RuleRefusal):
    sentence = mark("Promise {id} is paid in full already.")
    hint = mark("Leave --to out, or see huikuan promise list {code} --open")


class NotTheirPromise(RuleRefusal):
    sentence = mark("Promise {id} is not one of {customer}'s.")
    hint = mark("See huikuan promise list {code}")


class DayAhead(RuleRefusal):
    sentence = mark("{day} is in the future; only past events can be recorded.")
    hint = mark("Money still to come is a promise: huikuan promise add {code} AMOUNT DATE")


class SameReceipt(RuleRefusal):
    sentence = mark("Receipt {id} is the same: {customer}, {amount}, {day}, {form}.")
    hint = mark("If the money came in twice, say so with --again.")


class AlreadyReversed(RuleRefusal):
    sentence = mark("Receipt {id} was reversed on {on} already.")
    hint = mark("See huikuan receipt list {code}")


class ReversedBeforeReceived(RuleRefusal):
    sentence = mark("Receipt {id} came in on {on}; it cannot be reversed before that.")
    hint = mark("Give a day from {on} on.")


class EndedBeforeMade(RuleRefusal):
    sentence = mark("Promise {id} was made on {on}; it cannot end before that.")
    hint = mark("Give a day from {on} on.")


class EndedBeforePaid(RuleRefusal):
    sentence = mark("Promise {id} was paid on {on}; it cannot end before that.")
    hint = mark("Give a day from {on} on.")


class MaturesBeforeReceived(RuleRefusal):
    sentence = mark("A bill received on {on} cannot mature on {matures}.")
    hint = mark("Give a day from {on} on.")


class MeasureUnderway(RuleRefusal):
    sentence = mark("Measure {id} has been under way since {on}.")
    hint = mark("When it is done: huikuan measure done {id}")


class MeasureClosed(RuleRefusal):
    sentence = mark("Measure {id} was closed on {on}.")
    hint = mark("See huikuan measure list")


class NotTheirMeasure(RuleRefusal):
    sentence = mark("Measure {id} is not one of {customer}'s.")
    hint = mark("See huikuan measure list {code}")


class CodeTaken(RuleRefusal):
    sentence = mark("The code {code} belongs to {customer}.")
    hint = mark("Give another with --code, or leave it out.")


class NameTaken(RuleRefusal):
    sentence = mark("{name} is a customer already: {code}.")
    hint = mark("To change it: huikuan customer edit {code}")


class ContactKnown(RuleRefusal):
    sentence = mark("{customer} already has a contact {name}.")
    hint = mark("See huikuan contact list {code}")


class CustomerArchived(RuleRefusal):
    sentence = mark("{customer} is archived.")
    hint = mark("To work with them again: huikuan customer archive {code} --restore")


class StillPromised(RuleRefusal):
    sentence = mark("{customer} still has {remaining} promised and unpaid.")
    hint = mark("First huikuan promise withdraw {id} --reason TEXT")


class NothingToChange(RuleRefusal):
    sentence = mark("Nothing to change was given for {customer}.")
    hint = mark("See huikuan customer edit --help")


class MonthOver(RuleRefusal):
    sentence = mark("{month} is over; an opening plan is kept while the month can still be worked on.")
    hint = mark("See huikuan plan {month}")


class PlanFrozen(RuleRefusal):
    sentence = mark("The opening plan of {month} was frozen on {on} and stays as it was.")
    hint = mark("Its number in huikuan history takes it back: huikuan undo NUMBER")


class NothingToFreeze(RuleRefusal):
    sentence = mark("No customer has a target for {month} yet, there is no plan to freeze.")
    hint = mark("First huikuan target set CUSTOMER AMOUNT")


class NextBeforeContact(RuleRefusal):
    sentence = mark("The next contact on {next} lies before this one on {on}.")
    hint = mark("Give a day from {on} on.")


class NoSuchCustomer(NotFound):
    sentence = mark("No customer is called “{typed}”.")
    hint = mark("To add them: huikuan customer add {quoted}")


class NoSuchLongName(NotFound):
    sentence = mark("No customer is called “{typed}”.")
    hint = mark("Type the code, or a part of the name.")


class NoSuchCode(NotFound):
    sentence = mark("No customer has the code or name “{typed}”.")
    hint = mark("To add them: huikuan customer add NAME --code {typed}")


class NoSuchCustomerNearest(NotFound):
    sentence = mark("No customer is called “{typed}”.")
    hint = mark("The nearest: {nearest}.")


class ManyCustomers(NotFound):
    sentence = mark("“{typed}” fits more than one customer: {candidates}.")
    hint = mark("Type the code, or more of the name.")


class NoSuchPromise(NotFound):
    sentence = mark("There is no promise {id}.")
    hint = mark("See huikuan promise list")


class NoSuchReceipt(NotFound):
    sentence = mark("There is no receipt {id}.")
    hint = mark("See huikuan receipt list")


class NoSuchMeasure(NotFound):
    sentence = mark("There is no measure {id}.")
    hint = mark("See huikuan measure list")


class BookUnsound(StorageTrouble):
    sentence = mark("The book is not sound: {what}.")
    hint = mark("Keep a copy of the file, and go back to the last good one: huikuan restore PATH")


class HeadNotUnderstood(NotUnderstood):
    sentence = mark("“{typed}” is no head of a journal: 12 to 64 of the digits 0 to 9 and a to f.")
    hint = mark("Type it as `huikuan doctor` or `huikuan backup` showed it.")


class HeadAmbiguous(HeadNotUnderstood):
    sentence = mark("“{typed}” begins more than one row of the journal.")
    hint = mark("Type more of its digits.")


class SampleMissing(StorageTrouble):
    sentence = mark("The sample book is not part of this installation.")
    hint = mark("Install huikuan again.")


class NothingToUndo(RuleRefusal):
    sentence = mark("There is nothing to undo.")
    hint = mark("Type `huikuan history` to see what was recorded.")


class NoSuchBatch(NotFound):
    sentence = mark("There is no entry number {number} in the history.")
    hint = mark("Type `huikuan history` to see the numbers.")


class AlreadyUndone(RuleRefusal):
    sentence = mark("Entry {number} is already undone, by entry {by}.")
    hint = mark("To bring it back, type `huikuan undo {by}`.")


class ChangedSince(RuleRefusal):
    sentence = mark("Entry {number} cannot be undone: entry {by} (“{later}”) came later and builds on it.")
    hint = mark("Undo that one first: type `huikuan undo {by}`.")


class UndoBlocked(RuleRefusal):
    sentence = mark("Entry {number} cannot be undone: what is in the book now does not fit together with it.")
    hint = mark("Type `huikuan history` to see what was recorded since.")
