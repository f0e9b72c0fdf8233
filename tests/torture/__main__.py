"""Run the torture and print what was tried and what failed; 1 where anything failed or could not be run.

python -m torture [--only kills,faults] [--times 0.01] [--seed N] [--case N]
"""

from __future__ import annotations

import argparse
import secrets
import sys
import time
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from torture import cases, shim

if TYPE_CHECKING:
    from torture.cases import Found, Part

PARTS = ("kills", "faults", "cuts", "crowd", "walk", "scripts", "bits")
SHOWN = 5
"""So many failures of a part are told in words."""


class Row(NamedTuple):
    """A part that was run, or why it was not."""

    part: Part
    found: Found
    seconds: float
    not_run: str | None


def main(typed: list[str] | None = None) -> int:
    """Every part asked for, in turn."""
    asked = _asked(typed)
    if typed is None:
        shim.preload(sys.argv[1:])
    from torture import kills

    kills.make_ready()
    rows = []
    for name in asked.only.split(",") if asked.only else PARTS:
        part: Part = import_module(f"torture.{name}").PART
        print(f"{name}: {part.what} ...", flush=True)
        rows.append(_run(part, asked))
        _print_row(rows[-1])
    _print(rows, asked)
    return int(any(row.found.failures or row.not_run for row in rows))


def _asked(typed: list[str] | None) -> argparse.Namespace:
    known = argparse.ArgumentParser(prog="python -m torture", description=__doc__)
    known.add_argument("--only", default="", help="the parts to run, with commas between; all if left out")
    known.add_argument("--times", type=float, default=1.0, help="how much of the full length: 0.01 is a hundredth")
    known.add_argument("--seed", type=int, default=secrets.randbelow(10**6), help="to run the same again")
    known.add_argument("--case", type=int, help="one case alone, of the one part named by --only")
    return known.parse_args(typed)


def _run(part: Part, asked: argparse.Namespace) -> Row:
    began = time.monotonic()
    not_run = part.before()
    found = cases.Found()
    if not_run is None and asked.case is not None:
        found = cases.one(part, asked.case, seed=asked.seed, times=asked.times)
    elif not_run is None:
        found = cases.run(part, part.numbers(asked.times), seed=asked.seed, times=asked.times)
    return Row(part, found, time.monotonic() - began, not_run)


def _print(rows: list[Row], asked: argparse.Namespace) -> None:
    print(f"\nseed {asked.seed}, times {asked.times:g}\n")
    print(f"{'part':<9}{'tried':>8}  {'what':<58}{'failed':>8}{'seconds':>9}")
    for row in rows:
        _print_row(row)
    for part, found, _, not_run in rows:
        if not_run:
            print(f"\n{part.name} was not run: {not_run}")
        for failure in found.failures[:SHOWN]:
            print(f"\n{part.name} {failure}")
        if found.failures:
            print(f"  again: --only {part.name} --seed {asked.seed} --times {asked.times:g} [--case N]")


def _print_row(row: Row) -> None:
    part, found, seconds, not_run = row
    failed = "not run" if not_run else str(len(found.failures))
    print(f"{part.name:<9}{found.tried:>8}  {part.what:<58}{failed:>8}{seconds:>9.0f}", flush=True)
    for what, count in sorted(found.aside.items()):
        print(f"{'':<9}{count:>8}    {what}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
