"""What the tests of `import` share: files written for them, imports typed in this process, what the book says after."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

from contract import document

from huikuan.store.place import Place
from ledger_book import unsound
from shell import Shell

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

TODAY = "2026-11-22"
INVOICES = "customer,number,invoice date,due date,amount,settled,settled on"
"""The headings of a list of invoices with what settled them."""
OPEN = "customer,number,invoice date,due date,amount,open"
RECEIPTS = "customer,date,amount"
PLAN = "customer,month,target,expected,measure 1,yield 1,by 1"
F1 = "Acme,F1,2026-10-10,2026-11-10,1000.00,,"
"""An invoice of which nothing is settled."""


class _Opened:
    def __init__(self, shell: Shell) -> None:
        self.place = Place(shell.book)


def at(folder: Path, today: str = TODAY, story: Iterable[str] = ()) -> Shell:
    """A person at a new book, after the lines of the story."""
    folder.mkdir(exist_ok=True)
    shell = Shell(folder, today=today, lang="en")
    for line in story:
        said = shell.run(line)
        assert said.code == 0, (line, said)
    return shell


def csv_file(shell: Shell, rows: Iterable[str | Sequence[str]], name: str = "file.csv", encoding: str = "utf-8") -> str:
    """A file beside the book; a row may be given as one text."""
    page = io.StringIO(newline="")
    csv.writer(page).writerows(row.split(",") if isinstance(row, str) else row for row in rows)
    path = shell.book.parent / name
    path.write_bytes(page.getvalue().encode(encoding))
    return str(path)


def told(shell: Shell, file: str, kind: str, *options: str) -> dict[str, Any]:
    """What the import says as JSON, whether it ends with 0 or, with lines refused, with 5."""
    said = shell.run(["import", file, "--as", kind, "--json", *options])
    assert said.code in {0, 5}, said
    report = json.loads(said.out)
    assert said.code == (5 if report["refused"] else 0)
    adds_up(report)
    return report


def take(shell: Shell, kind: str, rows: Iterable[str | Sequence[str]], *options: str) -> dict[str, Any]:
    """The rows are taken in as a file of the kind."""
    return told(shell, csv_file(shell, rows), kind, "--apply", *options)


def adds_up(report: dict[str, Any]) -> None:
    """Every row is in one of the four, and every fen."""
    rows, amounts = report["rows"], report["amounts"]
    assert rows["read"] == rows["new"] + rows["same"] + rows["changed"] + rows["refused"]
    assert fen(amounts["read"]) == sum(fen(amounts[name]) for name in ("new", "same", "changed", "refused"))
    assert rows["refused"] == len(report["refused"])


def counts(report: dict[str, Any]) -> dict[str, int]:
    """How many rows are new, same, changed, refused; only those that are."""
    return {name: count for name, count in report["rows"].items() if count and name != "read"}


def changes(report: dict[str, Any]) -> list[tuple[int, str, str, str]]:
    return [(c["line"], c["what"], c["was"], c["becomes"]) for c in report["changes"]]


def refusals(report: dict[str, Any]) -> list[tuple[int, str, str]]:
    return [(r["line"], r["column"], r["value"]) for r in report["refused"]]


def owed(shell: Shell, as_of: str = "", *, customers: bool = False) -> Any:
    """What everyone owes by `ageing`: balance, credits, disputed; or by customer."""
    report = document(shell.run(f"ageing --json {f'--as-of {as_of}' if as_of else ''}"))
    if customers:
        return {row["customer"]: row["balance"] for row in report["customers"]}
    return tuple(report["totals"][name] for name in ("balance", "credits", "disputed"))


def listed(shell: Shell, line: str) -> list[dict[str, Any]]:
    """The records of a list."""
    return next(iter(document(shell.run(f"{line} --json")).values()))


def everything(shell: Shell) -> dict[str, Any]:
    """All that the book says, by command."""
    lines = ["plan", "gap", "followup", "ageing", "customer list", "target list", "measure list", "promise list"]
    return {line: document(shell.run(f"{line} --json")) for line in [*lines, "receipt list", "invoice list"]}


def wrong(shell: Shell) -> list[str]:
    """What is unsound in the book; nothing."""
    return unsound(_Opened(shell))  # type: ignore[arg-type]


def fen(yuan: str | None) -> int:
    return int((yuan or "0.00").replace(".", "")) if yuan else 0
