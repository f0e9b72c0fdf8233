"""Reports and records as JSON: amounts are decimal strings in yuan, days ISO, keys English, absent is null."""

from huikuan.show.wire.card import ask, card, habits, record, term
from huikuan.show.wire.debts import aged, ageing, agreement, invoice, owed
from huikuan.show.wire.intake import intake
from huikuan.show.wire.records import (
    Document,
    approval,
    batch,
    contact,
    customer,
    follow_up,
    instalment,
    iso,
    measure,
    promise,
    ratio,
    receipt,
    target,
    yuan,
)
from huikuan.show.wire.reports import gaps, glance, plan, row, sums, task, totals, worklist

__all__ = [
    "Document",
    "aged",
    "ageing",
    "agreement",
    "approval",
    "ask",
    "batch",
    "card",
    "contact",
    "customer",
    "follow_up",
    "gaps",
    "glance",
    "habits",
    "instalment",
    "intake",
    "invoice",
    "iso",
    "measure",
    "owed",
    "plan",
    "promise",
    "ratio",
    "receipt",
    "record",
    "row",
    "sums",
    "target",
    "task",
    "term",
    "totals",
    "worklist",
    "yuan",
]
