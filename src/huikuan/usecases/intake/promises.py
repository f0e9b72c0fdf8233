"""A list of promises: one is known by customer, due day and amount. Each new line is a promise of one instalment."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from huikuan.domain.facts import PromiseStatus
from huikuan.domain.intake import Intake
from huikuan.text import _
from huikuan.usecases import promise
from huikuan.usecases.intake.who import Directory, Unknown, customers_taken

if TYPE_CHECKING:
    from datetime import date

    from huikuan.domain.lines import FileRead, PromiseLine
    from huikuan.store.read import Reader
    from huikuan.store.write import Writer
    from huikuan.usecases.intake.wish import Wish


@dataclass
class Found:
    """What a list of promises would change."""

    intake: Intake
    directory: Directory
    wish: Wish
    new: list[tuple[PromiseLine, int]] = field(default_factory=list)


def look(read: Reader, file: FileRead, directory: Directory, wish: Wish) -> Found:
    """The file compared with the book."""
    found = Found(Intake(file, refused=list(file.refused)), directory, wish)
    placed = _placed(found, file)
    known = Counter(
        (k.customer_id, k.due, k.amount) for k in read.known_instalments({key for _line, key in placed if key > 0})
    )
    for line, key in placed:
        content = (key, line.due, line.amount.fen)
        if known[content]:
            known[content] -= 1
            found.intake.same = found.intake.same.plus(line.amount)
        elif line.status not in (None, PromiseStatus.LIVE):
            why = _("it was withdrawn or promised again: only live promises are taken in")
            found.intake.refuse(line, "status", line.status, why)
        else:
            found.new.append((line, key))
            found.intake.new = found.intake.new.plus(line.amount)
    found.intake.customers = directory.keep(key for _line, key in found.new)
    return found


def take(w: Writer, found: Found) -> Intake:
    """The promises are in the book, with the windows of the day they were made."""
    ids = customers_taken(w.many(), found.directory, found.wish.on)
    for line, key in found.new:
        customer = w.read.customer(ids.get(key, key))
        terms = promise.Terms([(line.amount, line.due)], _made_on(line, found.wish), line.made_by, line.form)
        promise.take(w, customer, terms, found.wish.day)
    found.intake.is_applied = True
    return found.intake


def _placed(found: Found, file: FileRead) -> list[tuple[PromiseLine, int]]:
    placed: list[tuple[PromiseLine, int]] = []
    for line in cast("tuple[PromiseLine, ...]", file.lines):
        try:
            key = found.directory.who(line.code, line.name, line.owner)
        except Unknown as unknown:
            found.intake.refuse(line, unknown.column, unknown.value, unknown.why)
            continue
        made_on = _made_on(line, found.wish)
        if made_on > found.wish.day.as_of:
            found.intake.refuse(line, "made_on", made_on, _("a promise cannot have been made on a day to come"))
        elif line.due < made_on:
            found.intake.refuse(line, "due", line.due, _("it is due before it was made"))
        else:
            placed.append((line, key))
    return placed


def _made_on(line: PromiseLine, wish: Wish) -> date:
    """The day the file says; else the day it was made, or the due day where that is earlier."""
    return line.made_on or min(wish.on, line.due)
