"""What is refused about a whole book in a file."""

from __future__ import annotations

from huikuan.refusal import NotUnderstood, RuleRefusal
from huikuan.text import mark


class NotAWholeBook(NotUnderstood):
    sentence = mark("“{file}” is no whole book as “huikuan export all” makes it.")
    hint = mark(
        "Give such a file, or say what this one lists: --as customers, invoices, receipts, promises or targets."
    )


class WholeBookOfOtherVersion(NotUnderstood):
    sentence = mark("“{file}” holds a book of version {found}, and this program takes in version {known}.")
    hint = mark("Export it again with the huikuan used here.")


class WholeBookNotUnderstood(NotUnderstood):
    sentence = mark("“{file}” is not taken in: {place}: {why}.")
    hint = mark("Export the book again, and leave the file as it is.")


class WholeBookContradicts(NotUnderstood):
    sentence = mark("The book in the file is not sound: its table “{table}” contradicts itself or the others.")
    hint = mark("Export the book again, and leave the file as it is.")


class BookHoldsOther(RuleRefusal):
    sentence = mark("A whole book only goes into an empty book or into the one it came from.")
    hint = mark("Give the place of a new book with --db PATH.")


class NoRoomInWorkbook(RuleRefusal):
    sentence = mark("It does not fit into Excel: a sheet has room for 1,048,575 lines, a cell for 32,767 characters.")
    hint = mark("Give a name that ends in .json.")
