"""How long the commands take, as CPU time of whole processes in multiples of a yardstick, runs interleaved.

P is `python -c "import sqlite3, rich.table"`: about the least a program with a database and a table can cost. A write is
measured against `python -c "import sqlmodel"`. Two books are used: the sample, and one of 1,000 customers with ten
years behind them, a contact each month, of whom 30 have something open. A list of 100,000 invoices is imported into an empty folder against
what the sqlite3 shell's `.import` of the same file takes by the clock. Run it with `make bench`; a bound that is broken
ends it with 1.
"""

from __future__ import annotations

import csv
import os
import resource
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from rich.cells import set_cell_size

HERE = Path(__file__).resolve().parent
SAMPLE = HERE.parent / "examples" / "book.db"
HUIKUAN = Path(sys.executable).with_name("huikuan")
RUNS = int(os.environ.get("RUNS", "15"))
IMPORTS = max(1, RUNS // 3)
TODAY = date(2026, 12, 10)
CUSTOMERS, BUSY, MONTHS = 1000, 30, 120


class Race(NamedTuple):
    """A command on a book, the yardstick it is held against, and its bound in multiples of it."""

    title: str
    line: list[str]
    book: Path
    yardstick: str
    bound: float


P, WRITE = "import sqlite3, rich.table", "import sqlmodel"
LINES = 100_000
IMPORT_BOUND, MEMORY_BOUND = 10.0, 400
"""Times the shell's `.import`; megabytes."""


def main() -> int:
    """Measure everything; 1 where a bound is broken."""
    with tempfile.TemporaryDirectory() as folder:
        sample, large = Path(folder, "sample.db"), Path(folder, "large.db")
        shutil.copyfile(SAMPLE, sample)
        build(large)
        races = [*_reads("sample", sample), *_reads("1,000 customers, ten years", large), *_writes(sample)]
        ratios = _run(races, Path(folder))
        times, memory = _import(Path(folder))
    print(f"{'command':<48}{'median':>8}{'bound':>8}")
    for race in races:
        print(f"{set_cell_size(race.title, 48)}{ratios[race.title]:>8.2f}{race.bound:>8.2f}")
    if times is not None:
        print(f"{'import of 100,000 lines (x sqlite3 .import)':<48}{times:>8.2f}{IMPORT_BOUND:>8.2f}")
    print(f"{'import of 100,000 lines, most memory (MB)':<48}{memory:>8.0f}{MEMORY_BOUND:>8.0f}")
    is_slow = any(ratios[race.title] > race.bound for race in races) or (times or 0) > IMPORT_BOUND
    return int(is_slow or memory > MEMORY_BOUND)


def _import(folder: Path) -> tuple[float | None, float]:
    """How many times as long as the sqlite3 shell an import of invoices takes, and the most memory it held, in MB."""
    listed, shell = folder / "invoices.csv", shutil.which("sqlite3")
    with listed.open("w", newline="", encoding="utf-8-sig") as file:
        rows = csv.writer(file)
        rows.writerow(["客户编码", "客户名称", "发票号码", "开票日期", "到期日", "价税合计", "业务员", "备注"])
        rows.writerows(_invoice(number) for number in range(LINES))
    shares, memory = [], 0.0
    for turn in range(IMPORTS + 1):
        for old in folder.glob("import*.db*"):
            old.unlink()
        env = {**os.environ, "HUIKUAN_TODAY": str(TODAY), "HOME": str(folder), "HUIKUAN_DB": str(folder / "import.db")}
        base = _elapsed([shell, str(folder / "imported.db"), f".import --csv {listed} t"], env) if shell else 0.0
        took = _elapsed([str(HUIKUAN), "import", str(listed), "--as", "invoices", "--apply"], env)
        memory = max(memory, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)
        if turn and shell:
            shares.append(took / base)
    if not shell:
        print("no sqlite3 shell here: the import was not timed against it")
    return statistics.median(shares) if shares else None, memory


def _invoice(number: int) -> list[str]:
    customer, day = number % CUSTOMERS, number % 28 + 1
    amount = 100_000 + number * 7919 % 9_900_000
    return [
        f"C{customer:04d}", f"客户{customer:04d}有限公司", f"FP2026{number:07d}", f"2026-{number % 9 + 1:02d}-{day:02d}",
        f"2026-{number % 9 + 3:02d}-{day:02d}", f"{amount / 100:,.2f}", "王强", "",
    ]  # fmt: skip


def _reads(name: str, book: Path) -> list[Race]:
    bounds = {
        "--version": 1.6,
        "--help": 3.2,
        "gap HL": 2.9,
        "followup": 2.9,
        "plan --owner 王强": 3.0,
        "ageing --owner 王强": 3.0,
    }
    lines = (
        bounds
        if name == "sample"
        else {line: bounds[line] for line in ("gap HL", "followup", "plan --owner 王强", "ageing --owner 王强")}
    )
    return [Race(f"{line} ({name})", line.split(), book, P, bound) for line, bound in lines.items()]


def _writes(book: Path) -> list[Race]:
    line = ["receipt", "add", "HL", "100", "--again"]
    return [Race("receipt add (in multiples of import sqlmodel)", line, book, WRITE, 0.75)]


def _run(races: list[Race], home: Path) -> dict[str, float]:
    seen: dict[str, list[float]] = {race.title: [] for race in races}
    for turn in range(RUNS + 1):
        for race in races:
            env = {**os.environ, "HUIKUAN_DB": str(race.book), "HUIKUAN_TODAY": str(TODAY), "HOME": str(home)}
            env.pop("PYTHONDONTWRITEBYTECODE", None)
            base = _cpu([sys.executable, "-c", race.yardstick], env)
            took = _cpu([str(HUIKUAN), *race.line], env)
            if turn:
                seen[race.title].append(took / base)
    return {title: statistics.median(values) for title, values in seen.items()}


def _elapsed(line: list[str], env: dict[str, str]) -> float:
    began = time.perf_counter()
    _cpu(line, env)
    return time.perf_counter() - began


def _cpu(line: list[str], env: dict[str, str]) -> float:
    process = subprocess.Popen(line, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(line)} ended with {process.returncode}")
    return used.ru_utime + used.ru_stime


def build(path: Path) -> None:
    """A book of many customers with long histories, most of them quiet: what a company has after ten years."""
    from huikuan.store.birth import create

    create(path)
    with sqlite3.connect(path) as book:
        at = "2026-01-01T00:00:00.000000+00:00"
        for number in range(1, CUSTOMERS + 1):
            owner = "王强" if number <= BUSY else f"S{number % 10}"
            code = "HL" if number == 1 else f"C{number:04d}"
            row = (number, code, f"客户{number:04d}", "", "distributor", owner, at)
            book.execute(
                "INSERT INTO customer (id, code, name, aliases, kind, owner, recorded_at) VALUES (?,?,?,?,?,?,?)", row
            )
            book.execute(
                "INSERT INTO grade (customer_id, on_day, grade, reason, recorded_at) VALUES (?,?,?,?,?)",
                (number, "2016-01-01", "ABCD"[number % 4], "", at),
            )
            book.execute(
                "INSERT INTO habit (customer_id, on_day, pay_days, good_hours, recorded_at) VALUES (?,?,?,?,?)",
                (number, "2016-01-01", "10,25", "10:00-11:30", at),
            )
            for back in range(MONTHS):
                _month(book, number, TODAY - timedelta(days=30 * back), at, is_open=back == 0 and number <= BUSY)


_INVOICE = (
    "INSERT INTO invoice (customer_id, number, kind, issued, due, amount, settled_on, recorded_at)"
    " VALUES (?,?,'invoice',?,?,?,?,?)"
)


def _month(book: sqlite3.Connection, customer: int, day: date, at: str, *, is_open: bool) -> None:
    due, settled = str(day), None if is_open else str(day)
    if settled is None:
        book.execute(_INVOICE, (customer, f"F{customer}-{due}", due, due, 15_000_000, None, at))
        target = (customer, due[:7], due[:8] + "01", 20_000_000, at)
        book.execute("INSERT INTO target (customer_id, month, set_on, amount, recorded_at) VALUES (?,?,?,?,?)", target)
    if settled is not None and day == TODAY:
        contact = (customer, due, "call", "reached", at)
        book.execute(
            "INSERT INTO follow_up (customer_id, on_day, channel, outcome, recorded_at) VALUES (?,?,?,?,?)", contact
        )
        return
    made = str(day - timedelta(days=9))
    _contact(book, customer, made, due, at, kind=customer + day.month)
    promise = book.execute(
        "INSERT INTO promise (customer_id, made_on, level, recorded_at) VALUES (?,?,1,?)", (customer, made, at)
    ).lastrowid
    part = book.execute(
        "INSERT INTO instalment (promise_id, customer_id, due, amount, window_end, settled_on) VALUES (?,?,?,?,?,?)",
        (promise, customer, due, 10_000_000, due, settled),
    ).lastrowid
    book.execute(
        "INSERT INTO ready (customer_id, instalment_id, on_day, what, recorded_at) VALUES (?,?,?,'date',?)",
        (customer, part, made, at),
    )
    if settled is None:
        return
    receipt = book.execute(
        "INSERT INTO receipt (customer_id, on_day, amount, form, recorded_at, used_on) VALUES (?,?,?,'transfer',?,?)",
        (customer, due, 10_000_000, at, due),
    ).lastrowid
    invoice = book.execute(_INVOICE, (customer, f"F{customer}-{due}", made, due, 10_000_000, due, at)).lastrowid
    book.execute(
        "INSERT INTO settlement (invoice_id, receipt_id, on_day, amount) VALUES (?,?,?,?)",
        (invoice, receipt, due, 10_000_000),
    )
    book.execute(
        "INSERT INTO allocation (receipt_id, instalment_id, amount, matched_on) VALUES (?,?,?,?)",
        (receipt, part, 10_000_000, due),
    )


def _contact(book: sqlite3.Connection, customer: int, day: str, again: str, at: str, *, kind: int) -> None:
    """A contact: of three one reaches nobody, of four one agrees the next, of three reached one is given a reason."""
    is_reached = kind % 3 > 0
    contact = book.execute(
        "INSERT INTO follow_up (customer_id, on_day, channel, outcome, said, next_on, recorded_at)"
        " VALUES (?,?,'call',?,?,?,?)",
        (customer, day, "reached" if is_reached else "no_answer", "月底前安排", None if kind % 4 else again, at),
    ).lastrowid
    if is_reached and kind % 9 in {1, 4}:
        book.execute(
            "INSERT INTO talk (follow_up_id, customer_id, on_day, excuse, answer, worked, place)"
            " VALUES (?,?,?,'cash','先付一部分',?,?)",
            (contact, customer, day, kind % 2, kind % 5 + 1),
        )


if __name__ == "__main__":
    sys.exit(main())
