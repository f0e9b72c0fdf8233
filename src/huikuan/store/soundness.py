"""Whether a book is sound: the file, its tables and guards, its journal, every row, and the marks lists rely on.

What is made from outside shows: a row that is not as its last entry left it, a table, an index or a guard that is not
as made, a journal that does not follow or does not reach what was known of it. Balances customers agreed are worked out
again; one that differs is only told.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import chain as both
from typing import TYPE_CHECKING

from huikuan import errors
from huikuan.domain.ledger import owed
from huikuan.domain.soundness import Disagreement, Examination, Fault, Finding
from huikuan.store import chain, shape
from huikuan.store.read import Reader
from huikuan.store.replay import Replay

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator
    from datetime import date

    from huikuan.domain.invoice import Agreement
    from huikuan.store.values import Run

_MARKS = (
    "SELECT COUNT(*) FROM instalment i JOIN promise p ON p.id = i.promise_id WHERE (i.settled_on IS NULL) <> "
    "(p.ended_on IS NULL AND i.amount > COALESCE((SELECT SUM(a.amount) FROM allocation a "
    "LEFT JOIN reversal v ON v.receipt_id = a.receipt_id WHERE a.instalment_id = i.id AND v.id IS NULL), 0))"
)
_OVERPAID = (
    "SELECT COUNT(*) FROM (SELECT r.id FROM receipt r JOIN allocation a ON a.receipt_id = r.id "
    "GROUP BY r.id, r.amount HAVING SUM(a.amount) > r.amount) x"
)

_TOO_MUCH = (
    "SELECT COUNT(*) FROM (SELECT i.id FROM instalment i JOIN allocation a ON a.instalment_id = i.id "
    "LEFT JOIN reversal v ON v.receipt_id = a.receipt_id WHERE v.id IS NULL "
    "GROUP BY i.id, i.amount HAVING SUM(a.amount) > i.amount) x"
)


_DEBT_MARKS = (
    "SELECT COUNT(*) FROM invoice i WHERE i.kind = 'invoice' AND (i.settled_on IS NULL) <> "
    "(i.amount > COALESCE((SELECT SUM(s.amount) FROM settlement s "
    "LEFT JOIN reversal v ON v.receipt_id = s.receipt_id WHERE s.invoice_id = i.id AND v.id IS NULL), 0))"
)
_USE_MARKS = (
    "SELECT COUNT(*) FROM (SELECT r.id FROM receipt r JOIN settlement s ON s.receipt_id = r.id "
    "GROUP BY r.id, r.amount, r.used_on HAVING SUM(s.amount) >= r.amount AND r.used_on IS NULL) x"
)
_OVERSETTLED = (
    "SELECT COUNT(*) FROM (SELECT r.id FROM receipt r JOIN settlement s ON s.receipt_id = r.id "
    "GROUP BY r.id, r.amount HAVING SUM(s.amount) > r.amount UNION ALL "
    "SELECT n.id FROM invoice n JOIN settlement s ON s.credit_id = n.id "
    "GROUP BY n.id, n.amount HAVING SUM(s.amount) > n.amount UNION ALL "
    "SELECT i.id FROM invoice i JOIN settlement s ON s.invoice_id = i.id "
    "LEFT JOIN reversal v ON v.receipt_id = s.receipt_id WHERE v.id IS NULL "
    "GROUP BY i.id, i.amount HAVING SUM(s.amount) > i.amount OR SUM(s.amount) < 0) x"
)


_TWICE = (
    "SELECT COUNT(*) FROM (SELECT r.id FROM receipt r LEFT JOIN reversal v ON v.receipt_id = r.id "
    "JOIN promise p ON p.customer_id = r.customer_id AND p.made_on <= r.on_day AND p.ended_on IS NULL "
    "JOIN instalment i ON i.promise_id = p.id AND i.settled_on IS NULL AND i.window_end >= :today "
    "WHERE v.id IS NULL AND r.amount > COALESCE((SELECT SUM(a.amount) FROM allocation a WHERE a.receipt_id = r.id), 0) "
    "GROUP BY r.id) x"
)
"""Money that pays no promise although one it may pay still waits: it would be received and promised at once."""
_LOOKED_FOR = {
    "marks": _MARKS,
    "allocations": _OVERPAID,
    "instalments": _TOO_MUCH,
    "invoices": _DEBT_MARKS,
    "uses": _USE_MARKS,
    "settlements": _OVERSETTLED,
    "cash": _TWICE,
}
_COUNTED = ("customer", "invoice", "promise", "receipt", "measure", "journal")


def _nobody(_behind: int, _all: int) -> None:
    """Nobody watches."""


def examine(
    run: Run, today: date, *, is_file: bool, known: str | None = None, done: Callable[[int, int], None] = _nobody
) -> Examination:
    """The open book looked at to its end. `today` says which promises still wait for money; `known` is the hash, or the
    beginning of one, of a row it must have; `done` hears how much of how much is behind.
    """
    seen = Examination()
    if is_file:
        _look_at_file(run, seen)
    found = shape.look(run, is_file=is_file)
    seen.beside, seen.records = found.beside, counts(run, found.whole)
    _decided(seen, "schema", found.faults)
    try:
        _look_inside(run, seen, today, found.whole, is_file=is_file, known=known, done=done)
    except errors.StorageTrouble:
        if not seen.unsound:
            raise
    every = ["journal", *(["known"] if known else []), "rows", *_LOOKED_FOR]
    seen.unchecked = [name for name in every if name not in {finding.name for finding in seen.findings}]
    return seen


def findings(run: Run, today: date, *, is_file: bool) -> list[Finding]:
    """What was looked at in the open book, and how it was found."""
    return examine(run, today, is_file=is_file).findings


def marks(run: Run, today: date) -> list[Finding]:
    """The marks, and whether nothing is paid or settled with more than there is, or counts twice as of today."""
    return [Finding(name, run(sql, {"today": today})[0][0] == 0) for name, sql in _LOOKED_FOR.items()]


def counts(run: Run, whole: Collection[str] = _COUNTED) -> dict[str, int]:
    """How many records of each kind the book holds, in the tables that are whole."""
    there = [name for name in _COUNTED if name in whole]
    return dict.fromkeys(_COUNTED, 0) | {name: int(run(f"SELECT COUNT(*) FROM {name}", {})[0][0]) for name in there}


def _look_at_file(run: Run, seen: Examination) -> None:
    _decided(seen, "file", [] if run("PRAGMA integrity_check", {})[0][0] == "ok" else [Fault("file", "changed")])
    pointing = run("PRAGMA foreign_key_check", {})
    _decided(seen, "references", (Fault("references", "missing", row[0], row[1], name=row[2]) for row in pointing))


def _look_inside(
    run: Run,
    seen: Examination,
    today: date,
    whole: set[str],
    *,
    is_file: bool,
    known: str | None,
    done: Callable[[int, int], None],
) -> None:
    tables = {table: columns for table, columns in shape.records().items() if table in whole}
    if shape.JOURNAL in whole:
        step = _counting(chain.length(run), sum(seen.records.values()), done)
        seen.chain = chain.looked_at(run, is_file=is_file, done=step)
        for fault in both(_of_chain(seen), Replay(run, tables).faults(step)):
            seen.note(fault)
        seen.decide("journal")
        if known:
            _decided(seen, "known", _of_known(run, known))
        seen.decide("rows")
    if len(tables) == len(shape.records()):
        for found in marks(run, today):
            seen.counts[found.name] += not found.is_sound
            seen.decide(found.name)
        seen.disagreements = list(_disagreements(Reader(run)))


def _counting(rows: int, records: int, done: Callable[[int, int], None]) -> Callable[[int], None]:
    """Hears of some rows of the journal at a time - each is read twice, and holds several records where there are more
    of those - and says how many records are behind.
    """
    behind, every = 0, max(2 * rows, records)

    def step(some: int) -> None:
        nonlocal behind
        behind += some
        done(behind * every // max(1, 2 * rows), every)

    return step


def _decided(seen: Examination, name: str, faults: Iterable[Fault]) -> None:
    for fault in faults:
        seen.note(fault)
    seen.decide(name)


def _of_chain(seen: Examination) -> Iterator[Fault]:
    if seen.chain.broken is not None:
        yield Fault("journal", "broken", row=seen.chain.broken)
    if seen.chain.is_cut_off:
        yield Fault("journal", "cut_off", row=seen.chain.length)


def _of_known(run: Run, known: str) -> Iterator[Fault]:
    rows = chain.holding(run, known)
    if len(rows) > 1:
        raise errors.HeadAmbiguous(typed=known)
    if not rows:
        yield Fault("known", "missing", name=known)


def _disagreements(read: Reader) -> Iterator[Disagreement]:
    """The balance each customer agreed last, where the book says another for that day today."""
    newest: dict[int, Agreement] = {agreement.customer_id: agreement for agreement in read.agreements()}
    by_day: dict[date, list[Agreement]] = defaultdict(list)
    for agreement in newest.values():
        by_day[agreement.on].append(agreement)
    for on, agreed in sorted(by_day.items()):
        whom = frozenset(agreement.customer_id for agreement in agreed)
        ledgers, customers = read.ledgers(on, whom), {c.id: c for c in read.customers(whom)}
        for agreement in agreed:
            ledger, customer = ledgers[agreement.customer_id], customers[agreement.customer_id]
            balance = owed(ledger, on).balance
            if ledger.is_known and balance != agreement.amount:
                yield Disagreement(customer.code, customer.name, on, agreement.amount, balance)
