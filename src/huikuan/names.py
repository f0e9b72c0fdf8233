"""The names the field gives to its kinds, in the language in use: 承兑汇票, 经销商, 已违约."""

from __future__ import annotations

from huikuan.text import _, mark

_NAMES = {
    # forms
    "cash": mark("cash"),
    "transfer": mark("transfer"),
    "cheque": mark("cheque"),
    "bank_draft": mark("bank draft"),
    "acceptance_bill": mark("acceptance bill"),
    # kinds of customer
    "distributor": mark("distributor"),
    "direct": mark("direct"),
    "government": mark("government"),
    # what is owed
    "invoice": mark("invoice"),
    "credit_note": mark("credit note"),
    # roles
    "decides": mark("decides"),
    "pays": mark("pays"),
    "handles": mark("handles"),
    "uses": mark("uses"),
    # channels and outcomes
    "call": mark("call"),
    "visit": mark("visit"),
    "wechat": mark("WeChat"),
    "reached": mark("reached"),
    "no_answer": mark("no answer"),
    "refused": mark("refused"),
    # measures
    "reconcile": mark("reconcile"),
    "papers": mark("papers"),
    "support": mark("support"),
    "discount": mark("discount"),
    "hold": mark("hold supply"),
    "escalate": mark("escalate"),
    "other": mark("other"),
    "planned": mark("planned"),
    "doing": mark("doing"),
    "done": mark("done"),
    "dropped": mark("dropped"),
    "converted": mark("converted"),
    # standings
    "pending": mark("pending"),
    "kept": mark("kept"),
    "partial": mark("part kept"),
    "broken": mark("broken"),
    "live": mark("live"),
    "superseded": mark("re-promised"),
    "withdrawn": mark("withdrawn"),
    # what a suggested target or an ask rests on
    "expected": mark("what you expect"),
    "ledger": mark("what is owed"),
    "history": mark("median of three months' receipts"),
    # steps of approval
    "waiting": mark("to be submitted"),
    "submitted": mark("submitted"),
    "stuck": mark("stuck"),
    # what a contact was about other than money
    "greeting": mark("greeting"),
    "help": mark("help"),
    "courtesy": mark("courtesy call"),
    # what is settled before money falls due
    "date": mark("payment date"),
    "balance": mark("balance agreed"),
    "form": mark("form of payment"),
    "stand_in": mark("who stands in for the payer"),
    "delivery_notes": mark("delivery notes"),
    "iou": mark("IOU"),
    "power_of_attorney": mark("power of attorney"),
    "issuer": mark("issuer of the bill"),
    "seal": mark("seals on the bill"),
    "amount_in_words": mark("amount in words"),
    "tenor": mark("tenor of the bill"),
    # festivals
    "new_year": mark("New Year"),
    "spring": mark("Spring Festival"),
    "labour": mark("Labour Day"),
    "dragon_boat": mark("Dragon Boat Festival"),
    "mid_autumn": mark("Mid-Autumn Festival"),
    "national": mark("National Day"),
    # flags
    "no_target": mark("no target"),
    "no_promise": mark("no promise"),
    "uncovered": mark("uncovered"),
    # why a fact is not counted
    "reversed": mark("reversed"),
    "paid": mark("paid"),
    "missed": mark("window closed"),
    "ended": mark("no longer live"),
    "closed": mark("closed"),
    "later": mark("due later"),
    "disputed": mark("disputed"),
    "middle": mark("not the middle one"),
    # the terms of a score
    "kind": mark("kind of task"),
    "share": mark("share of the month's open money"),
    "days_late": mark("days late"),
    "grade": mark("grade"),
    "level": mark("times promised"),
}


def named(kind: str) -> str:
    """The name of a kind, or the kind itself where people have no other word for it, as for a grade."""
    return _(_NAMES[kind]) if kind in _NAMES else str(kind)


def say(kind: str) -> str:
    """The name of a kind as a person says it."""
    return _(_NAMES[kind])
