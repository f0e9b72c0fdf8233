"""What is refused about invoices, credit notes, disputes and what settles them."""

from __future__ import annotations

from huikuan.refusal import NotFound, NotUnderstood, RuleRefusal
from huikuan.text import mark


class DueBeforeIssued(RuleRefusal):
    sentence = mark("{due} lies before {issued}, the day the invoice was issued.")
    hint = mark("Give a day from {issued} on, or the day it was issued with --issued.")


class DueMissing(NotUnderstood):
    sentence = mark("An invoice has a day on which it falls due, and {customer} has no payment terms.")
    hint = mark("Give the day, or the terms: huikuan customer edit {code} --terms 30")


class InvoiceKnown(RuleRefusal):
    sentence = mark("{customer} already has an invoice {number} due that day.")
    hint = mark("See huikuan invoice list {code}")


class InvoiceIncomplete(NotUnderstood):
    sentence = mark("An invoice has an amount, or instalments with --split; --against goes with --credit.")
    hint = mark("Type it like “huikuan invoice add 华联 10万 12-31 --no FP001”.")


class InvoiceClosed(RuleRefusal):
    sentence = mark("Of invoice {number} nothing is open that day.")
    hint = mark("See huikuan invoice list {code} --open")


class DisputedTooMuch(RuleRefusal):
    sentence = mark("Of invoice {number} only {open} is open.")
    hint = mark("Give at most that, or leave the amount out: then all of it is disputed.")


class NotDisputed(RuleRefusal):
    sentence = mark("Nothing of invoice {number} is disputed.")
    hint = mark("To dispute it: huikuan invoice dispute {number} AMOUNT --reason TEXT")


class AlreadyUsed(RuleRefusal):
    sentence = mark("Receipt {id} has settled invoices in full already, or came back.")
    hint = mark("See huikuan invoice list {code}")


class NoSuchInvoice(NotFound):
    sentence = mark("There is no invoice {typed}.")
    hint = mark("See huikuan invoice list")


class ManyInvoices(NotFound):
    sentence = mark("Invoice {typed} is one of several customers': {customers}.")
    hint = mark("Say whose with --customer.")
