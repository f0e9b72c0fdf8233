"""The kinds the field knows: of customers, contacts, money, measures; each has one name in code."""

from __future__ import annotations

from enum import StrEnum


class Grade(StrEnum):
    """How far a customer's word can be trusted; set by a person, with a reason."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"


class CustomerKind(StrEnum):
    DISTRIBUTOR = "distributor"
    DIRECT = "direct"
    GOVERNMENT = "government"


class Role(StrEnum):
    """What a contact does when money is paid."""

    DECIDES = "decides"
    PAYS = "pays"
    HANDLES = "handles"
    USES = "uses"


class Form(StrEnum):
    """How money comes in."""

    CASH = "cash"
    TRANSFER = "transfer"
    CHEQUE = "cheque"
    BANK_DRAFT = "bank_draft"
    ACCEPTANCE_BILL = "acceptance_bill"


class Channel(StrEnum):
    CALL = "call"
    VISIT = "visit"
    WECHAT = "wechat"


class Outcome(StrEnum):
    """What came of a contact; one that reached nobody does not count as having been in touch."""

    REACHED = "reached"
    NO_ANSWER = "no_answer"
    REFUSED = "refused"


class MeasureKind(StrEnum):
    VISIT = "visit"
    RECONCILE = "reconcile"
    PAPERS = "papers"
    SUPPORT = "support"
    DISCOUNT = "discount"
    HOLD = "hold"
    ESCALATE = "escalate"
    OTHER = "other"


class MeasureStatus(StrEnum):
    """Planned and doing are open; a converted measure led to a promise and is closed with its amount."""

    PLANNED = "planned"
    DOING = "doing"
    DONE = "done"
    DROPPED = "dropped"
    CONVERTED = "converted"


class PromiseStatus(StrEnum):
    LIVE = "live"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


class ExcuseKind(StrEnum):
    """Why they say they do not pay."""

    QUALITY = "quality"
    SUPPORT = "support"
    CASH = "cash"
    OTHERS_FIRST = "others_first"
    THEIR_CUSTOMERS = "their_customers"
    AWAY = "away"
    PAPERS = "papers"
    SEASON = "season"
    INVESTED = "invested"
    TERMS = "terms"
    OUR_MISTAKE = "our_mistake"
    OTHER = "other"


OUR_FAULTS = frozenset({ExcuseKind.QUALITY, ExcuseKind.SUPPORT, ExcuseKind.PAPERS, ExcuseKind.OUR_MISTAKE})
"""Where a reason of these kinds is true, it is work for us and no matter for argument."""


class Care(StrEnum):
    """What a contact was about other than money."""

    GREETING = "greeting"
    HELP = "help"
    COURTESY = "courtesy"


class Ready(StrEnum):
    """What is settled before money falls due; the last four for bills alone."""

    DATE = "date"
    BALANCE = "balance"
    FORM = "form"
    STAND_IN = "stand_in"
    DELIVERY_NOTES = "delivery_notes"
    IOU = "iou"
    INVOICE = "invoice"
    POWER_OF_ATTORNEY = "power_of_attorney"
    ISSUER = "issuer"
    SEAL = "seal"
    WORDS = "amount_in_words"
    TENOR = "tenor"


PAPERS = (Ready.DELIVERY_NOTES, Ready.IOU, Ready.INVOICE, Ready.POWER_OF_ATTORNEY)
BILL = (Ready.ISSUER, Ready.SEAL, Ready.WORDS, Ready.TENOR)
