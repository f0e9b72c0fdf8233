"""A person who types whatever a book takes, at random: lines of every kind of write, most of which the book accepts.

Lines that a rule refuses belong to it. A line tells the earliest business day it may touch, so that one who remembers
what an earlier day looked like knows when to forget it.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import random
    from collections.abc import Callable
    from pathlib import Path

WHOM = ("HL", "DF", "SY", "LS")
LISTED = "客户编码,客户名称,发票号码,开票日期,到期日,价税合计\n"


class Typed(NamedTuple):
    """A line, and the earliest business day it may touch; None where it may be any."""

    line: str
    since: date | None


class Typist:
    """Types lines, each of a kind picked at random; `folder` is where lists to import are put."""

    def __init__(self, chance: random.Random, folder: Path, whom: tuple[str, ...] = WHOM) -> None:
        self.chance, self.folder, self.whom = chance, folder, list(whom)
        self._count = 0

    def line(self, today: date, kinds: tuple[str, ...] = ()) -> Typed:
        """The next line, typed on this day; of these kinds only, where some are named."""
        self._count += 1
        return WRITES[self.chance.choice(kinds or tuple(WRITES))](self, today)

    @property
    def who(self) -> str:
        return self.chance.choice(self.whom)

    @property
    def ten_thousands(self) -> str:
        return f"{self.chance.randint(1, 12)}万"

    @property
    def number(self) -> int:
        """The number of a record: a low one, of those that are likely there."""
        return self.chance.randint(1, 4 + self._count // 4)

    def name(self, kind: str) -> str:
        """A name not given before."""
        return f"{kind}{self._count}{self.chance.choice('abcdefghijklmnopqrstuvwxyz')}"

    def later(self, today: date) -> date:
        return today + timedelta(days=self.chance.randint(0, 25))

    def back(self, today: date) -> date:
        """Today, or a little earlier."""
        return today - timedelta(days=self.chance.choice((0, 0, 0, 1, 2, 5)))

    def listed(self, today: date) -> Typed:
        """A list of invoices, taken in."""
        path = self.folder / f"{self.name('list')}.csv"
        rows = [
            f"{self.who},,{self.name('L')}{row},{today},{self.later(today)},{self.chance.randint(1, 99999)}.25\n"
            for row in range(self.chance.randint(1, 30))
        ]
        path.write_text(LISTED + "".join(rows), encoding="utf-8")
        return Typed(f"import {path} --as invoices --apply", today)


def _money(book: Typist, today: date) -> Typed:
    on, form = book.back(today), book.chance.choice(("", "", " --form cheque", " --form transfer"))
    to = f" --to {book.number}" if book.chance.random() < 0.2 else ""
    return Typed(f"receipt add {book.who} {book.ten_thousands} {on} --again{form}{to}", on)


def _promised(book: Typist, today: date) -> Typed:
    on, due = book.back(today), book.later(today)
    if book.chance.random() < 0.25:
        return Typed(f"promise add {book.who} --split 1万@{due},2万@{due + timedelta(days=9)} --on {on}", on)
    more = f" --from-measure {book.number}" if book.chance.random() < 0.2 else ""
    return Typed(f"promise add {book.who} {book.ten_thousands} {due} --on {on}{more}", on)


def _owed(book: Typist, today: date) -> Typed:
    on = book.back(today)
    more = " --credit" if book.chance.random() < 0.15 else f" {book.later(today)}"
    return Typed(f"invoice add {book.who} {book.ten_thousands}{more} --no {book.name('F')} --issued {on}", on)


def _logged(book: Typist, today: date) -> Typed:
    on = book.back(today)
    said = book.chance.choice(("--said 月底前安排", "--excuse cash --answer 1 --failed", "--outcome no_answer"))
    return Typed(f"log {book.who} --by call {said} --next {book.later(today)} --on {on}", on)


def _undone(book: Typist, _today: date) -> Typed:
    return Typed(f"undo {book.number}" if book.chance.random() < 0.5 else "undo", None)


def _customer(book: Typist, today: date) -> Typed:
    code = book.name("N").upper()
    if len(book.whom) < 12:
        book.whom.append(code)
    return Typed(f"customer add {book.name('客户')} --code {code} --grade {book.chance.choice('ABCD')}", today)


def _edited(book: Typist, today: date) -> Typed:
    what = book.chance.choice(
        (
            f"--grade {book.chance.choice('ABCD')} --reason 看表现",
            f"--owner {book.name('小')}",
            "--pay-day 10,25",
            f"--note {book.name('记')}",
        )
    )
    return Typed(f"customer edit {book.who} {what}", today)


def _archived(book: Typist, today: date) -> Typed:
    return Typed(f"customer archive {book.who}{book.chance.choice(('', ' --restore', ' --restore'))}", today)


def _of(form: str) -> Callable[[Typist, date], Typed]:
    """A line of a fixed form that touches nothing before the day it is typed."""

    def typed(book: Typist, today: date) -> Typed:
        words = {
            "who": book.who,
            "money": book.ten_thousands,
            "id": book.number,
            "later": book.later(today),
            "today": today,
            "new": book.name("新"),
        }
        return Typed(form.format(**words), today)

    return typed


WRITES: dict[str, Callable[[Typist, date], Typed]] = {
    "customer add": _customer,
    "customer edit": _edited,
    "customer archive": _archived,
    "contact add": _of("contact add {who} {new} --role pays"),
    "target set": _of("target set {who} {money}"),
    "measure add": _of("measure add {who} {new} {money} --by {later}"),
    "measure start": _of("measure start {id}"),
    "measure done": _of("measure done {id} --yield {money}"),
    "measure drop": _of("measure drop {id}"),
    "promise add": _promised,
    "promise renew": _of("promise renew {id} {money} {later}"),
    "promise withdraw": _of("promise withdraw {id} --reason 合同取消"),
    "receipt add": _money,
    "receipt reverse": _of("receipt reverse {id} --reason 退票"),
    "receipt present": _of("receipt present {id}"),
    "receipt settle": lambda book, _today: Typed(f"receipt settle {book.number}", None),
    "invoice add": _owed,
    "invoice dispute": _of("invoice dispute F{id}a {money} --reason 破损"),
    "invoice agree": _of("invoice agree {who} {money} --by 会计"),
    "approval add": _of("approval add {who} {new} --submitted {today} --expected {later}"),
    "approval submit": _of("approval submit {id}"),
    "approval done": _of("approval done {id}"),
    "log": _logged,
    "plan --freeze": _of("plan --freeze"),
    "import": lambda book, today: book.listed(today),
    "undo": _undone,
}
"""Every kind of write."""
