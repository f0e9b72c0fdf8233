"""What is refused: each refusal is a class with an exit code, one sentence, and what to type instead.

Exit codes: 1 refused by a rule, 2 not understood as typed, 3 no such or more than one such record, 4 storage trouble,
6 a gap left uncovered. One error raises; many (the rows of a file) are values with a place.
"""

from __future__ import annotations

from typing import ClassVar

from huikuan.text import _, joined, mark


class Refusal(Exception):  # noqa: N818 - it is what the user meets, not a fault of the program
    """Something was refused; nothing was written."""

    exit_code: ClassVar[int] = 1
    sentence: ClassVar[str]
    hint: ClassVar[str] = ""

    def __init__(self, **values: object) -> None:
        super().__init__(self.sentence)
        self.values = values

    def __str__(self) -> str:
        said = _(self.sentence, **self.values)
        return joined(said, _(self.hint, **self.values)) if self.hint else said


class RuleRefusal(Refusal):
    """Understood, but against a rule of the book."""


class NotUnderstood(Refusal):
    """Not understood as typed."""

    exit_code = 2


class NotFound(Refusal):
    """No such record, or more than one such."""

    exit_code = 3


class StorageTrouble(Refusal):
    """The book cannot be read or written."""

    exit_code = 4


# --- text as typed -------------------------------------------------------------------------------------------------


class AmountNotUnderstood(NotUnderstood):
    sentence = mark("“{typed}” is not an amount: {why}.")
    hint = mark("Type it like 200000, 20万, 1.5万, 3万5 or ¥200,000.50.")


class DayNotUnderstood(NotUnderstood):
    sentence = mark("“{typed}” is not a day: {why}.")
    hint = mark("Type it like 2026-12-10, 12-10, 10号, 周五, 月底, fri, eom or +3d.")


class MonthNotUnderstood(NotUnderstood):
    sentence = mark("“{typed}” is not a month: {why}.")
    hint = mark("Type it like 2026-12, 12月, 本月, 下月, this, next or last.")


class WordNotUnderstood(NotUnderstood):
    sentence = mark("“{typed}” is not a {noun} known here.")
    hint = mark("Type one of: {choices}.")


class SplitNotUnderstood(NotUnderstood):
    sentence = mark("“{typed}” is not a list of instalments: {why}.")
    hint = mark("Type it like “5万@周五,5万@月底”.")


class TextRefused(NotUnderstood):
    sentence = mark("The {noun} cannot be stored: {why}.")
    hint = mark("Type it again without that.")


# --- storage -------------------------------------------------------------------------------------------------------


class NotABook(StorageTrouble):
    sentence = mark("“{book}” is not a huikuan book.")
    hint = mark("Give the path of a book with --db, or put a backup in its place.")


class EmptyBookFile(StorageTrouble):
    sentence = mark("“{book}” is an empty file, not a book.")
    hint = mark("Put a backup in its place, or remove it and the next entry starts a new book there.")


class BookIsFolder(StorageTrouble):
    sentence = mark("“{book}” is a folder, not a book.")
    hint = mark("Give the path of the file itself with --db, like {book}/book.db.")


class NewerBook(StorageTrouble):
    sentence = mark("This book was written by a newer huikuan: it has version {found}, this program knows {known}.")
    hint = mark("Install the newer huikuan; the book was left as it is.")


class OutdatedBook(StorageTrouble):
    sentence = mark("This book was written by an older huikuan and has to be brought up to date first.")
    hint = mark("Type `huikuan doctor --upgrade`; a copy is kept beside it.")


class UpgradeFailed(StorageTrouble):
    sentence = mark("The book could not be brought up to date; it was left as it was.")
    hint = mark("Type `huikuan doctor` to have it checked.")


class BookBusy(StorageTrouble):
    sentence = mark("Another command has been writing to the book for too long; nothing was written.")
    hint = mark("Wait until it is done, then type this again.")


class BookDamaged(StorageTrouble):
    sentence = mark("“{book}” is damaged.")
    hint = mark("Keep a copy of it, and put a backup in its place.")


class BookUnreadable(StorageTrouble):
    sentence = mark("“{book}” cannot be opened.")
    hint = mark("Check that its folder is there and that your account may read it, or give another path with --db.")


class BookUnwritable(StorageTrouble):
    sentence = mark("“{book}” cannot be written; nothing was recorded.")
    hint = mark("Check that your account may write it and its folder, or give another path with --db.")


class BookInterrupted(StorageTrouble):
    sentence = mark("The last command writing to “{book}” was cut off, and your account may not tidy up there.")
    hint = mark("Run any command once from the account that owns the book; nothing that was recorded is lost.")


class DiskFull(StorageTrouble):
    sentence = mark("There is no room left where the book is kept; nothing was recorded.")
    hint = mark("Free some space, then type this again.")


class BookTrouble(StorageTrouble):
    sentence = mark("“{book}” could not be read or written to its end; nothing was recorded.")
    hint = mark("Type it again; if it stays so, type `huikuan doctor` and check the disk.")


class BookUnsafe(StorageTrouble):
    sentence = mark("The SQLite of this Python does not keep a book safely: it ignores “{setting}”.")
    hint = mark("Use another Python; nothing was recorded.")


class BookRefuses(StorageTrouble):
    sentence = mark("The book refuses this: it would contradict what it already holds; nothing was recorded.")
    hint = mark("Look at the record first, then type it differently.")


class UrlOnCommandLine(NotUnderstood):
    sentence = mark("A server's address is never taken from the command line, where others can read it.")
    hint = mark("Set HUIKUAN_DB to it, or write it in the settings file; --db takes the path of a file.")


class ServerNotKnown(StorageTrouble):
    sentence = mark("The address of the shared book is not one of a PostgreSQL database.")
    hint = mark("Write it like postgresql://NAME:PASSWORD@HOST/DATABASE in HUIKUAN_DB or the settings file.")


class ServerDriverMissing(StorageTrouble):
    sentence = mark("A shared book needs the PostgreSQL driver, which is not installed.")
    hint = mark("Type `pip install 'huikuan[pg]'`.")


class ServerUnreachable(StorageTrouble):
    sentence = mark("The server of the shared book cannot be reached, or does not let you in.")
    hint = mark("Check the network, and the address and password in HUIKUAN_DB or the settings file.")


class ServerBusy(StorageTrouble):
    sentence = mark("The server of the shared book did not answer in time; nothing was recorded.")
    hint = mark("Wait a moment, then type this again.")


class ServerForbids(StorageTrouble):
    sentence = mark("The server does not allow your account to do this in the shared book; nothing was recorded.")
    hint = mark("Ask whoever runs the server for the right to read and write there.")


class ServerNotABook(StorageTrouble):
    sentence = mark("The shared database holds something else than a huikuan book.")
    hint = mark("Give the address of an empty database, or of one that huikuan made.")


class ServerTrouble(StorageTrouble):
    sentence = mark("The server of the shared book could not do this; nothing was recorded.")
    hint = mark("Type it again; if it stays so, ask whoever runs the server.")


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


class PromiseIncomplete(NotUnderstood):
    sentence = mark("A promise has an amount and a date, or instalments with --split.")
    hint = mark("Type it like “huikuan promise add 华联 10万 周五” or --split “5万@周五,5万@月底”.")


class SettingsNotUnderstood(NotUnderstood):
    sentence = mark("The settings file {file} is not understood at “{key}”: {why}.")
    hint = mark("Correct or delete that line.")


class CalendarUnreadable(NotUnderstood):
    sentence = mark("The holiday file {file} is not understood.")
    hint = mark("Correct it or take it away.")


class TodayNotUnderstood(NotUnderstood):
    sentence = mark("HUIKUAN_TODAY is not a day: {typed}.")
    hint = mark("Set it like 2026-12-01, or unset it.")


# --- rules of the book ---------------------------------------------------------------------------------------------


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
    sentence = mark("Promise {id} is paid in full, nothing is left to promise again.")
    hint = mark("For new money: huikuan promise add {code} AMOUNT DATE")


class NotTheirPromise(RuleRefusal):
    sentence = mark("Promise {id} is not one of {customer}'s.")
    hint = mark("See huikuan promise list {code}")


class DayAhead(RuleRefusal):
    sentence = mark("{day} has not come yet: only what has happened is recorded.")
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


class MaturesBeforeReceived(RuleRefusal):
    sentence = mark("A bill received on {on} cannot mature on {matures}.")
    hint = mark("Give a day from {on} on.")


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


class CustomerArchived(RuleRefusal):
    sentence = mark("{customer} is archived.")
    hint = mark("To work with them again: huikuan customer archive {code} --restore")


class StillPromised(RuleRefusal):
    sentence = mark("{customer} still has {remaining} promised and unpaid.")
    hint = mark("First huikuan promise withdraw {id} --reason TEXT")


class NothingToChange(RuleRefusal):
    sentence = mark("Nothing to change was given for {customer}.")
    hint = mark("See huikuan customer edit --help")


class TargetMissing(RuleRefusal):
    sentence = mark("{customer} has no target for {month} yet.")
    hint = mark("First huikuan target set {code} AMOUNT")


class PlanFrozen(RuleRefusal):
    sentence = mark("The opening plan of {month} was frozen on {on} and stays as it was.")
    hint = mark("To take that back: huikuan undo")


class NothingToFreeze(RuleRefusal):
    sentence = mark("No customer has a target for {month} yet, there is no plan to freeze.")
    hint = mark("First huikuan target set CUSTOMER AMOUNT")


class NextBeforeContact(RuleRefusal):
    sentence = mark("The next contact on {next} lies before this one on {on}.")
    hint = mark("Give a day from {on} on.")


# --- which record --------------------------------------------------------------------------------------------------


class NoSuchCustomer(NotFound):
    sentence = mark("No customer is called “{typed}”.")
    hint = mark("To add them: huikuan customer add {typed}")


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
    hint = mark("Keep a copy of the file, and go back to the last good one.")


class SampleMissing(StorageTrouble):
    sentence = mark("The sample book is not part of this installation.")
    hint = mark("Install huikuan again.")
