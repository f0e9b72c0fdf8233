"""The sample book is what its story makes of it today, and shows on 2026-12-10 everything the program can show."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from huikuan.domain.task_kinds import TaskKind
from shell import Shell

if TYPE_CHECKING:
    from collections.abc import Callable

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
STORY, BOOK = EXAMPLES / "book.txt", EXAMPLES / "book.db"
TODAY = "2026-12-10"
KINDS = {str(kind) for kind in TaskKind}
REPORTS = (
    "plan", "plan 2026-11", "plan 2026-10", "plan 2026-09", "gap", "gap HL", "gap CT", "gap JX", "followup",
    "followup 2026-12-11", "promise list", "receipt list", "measure list", "customer list", "contact list",
    "target list --month 2026-11", "plan --as-of 2026-11-15", "followup --as-of 2026-10-12",
)  # fmt: skip
LARGEST = 1_000_000

Asked = "Callable[[str], Any]"


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The book that the story makes today."""
    book = tmp_path_factory.mktemp("rebuilt") / "book.db"
    code, said = _replay(STORY, book)
    assert code == 0, said
    return book


@pytest.fixture
def sample(tmp_path: Path) -> Asked:
    """Asks the sample book on its last day."""
    return _asking(BOOK, tmp_path)


def _asking(book: Path, folder: Path) -> Callable[[str], Any]:
    shell = Shell(folder, today=TODAY)

    def asked(line: str) -> Any:
        code, out, err = shell.run(f"{line} --db {book} --json")
        assert code == 0, err
        return json.loads(out)

    return asked


def _replay(story: Path, book: Path) -> tuple[int, str]:
    """What the program says of a story, and how it ends."""
    line = [sys.executable, EXAMPLES / "replay.py", story, book]
    done = subprocess.run(line, capture_output=True, check=False, env=dict(os.environ) | {"PYTHONIOENCODING": "utf-8"})
    return done.returncode, done.stderr.decode("utf-8")


def test_the_story_makes_the_sample_book(rebuilt: Path, sample: Asked, tmp_path: Path) -> None:
    """Where this fails: python examples/replay.py examples/book.txt examples/book.db"""
    anew = _asking(rebuilt, tmp_path)
    assert {line: anew(line) for line in REPORTS} == {line: sample(line) for line in REPORTS}


def test_the_book_file_is_small_and_marked() -> None:
    with closing(sqlite3.connect(f"file:{BOOK}?mode=ro", uri=True)) as connection:
        marks = [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")]
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert all(marks)
    assert BOOK.stat().st_size < LARGEST


def test_a_refused_line_is_named_and_the_book_in_place_stays(tmp_path: Path) -> None:
    story, book = tmp_path / "story.txt", tmp_path / "book.db"
    story.write_text("= 2026-09-01\ncustomer add 华联超市 --code HL\n\nreceipt add 乐购 5万\n", encoding="utf-8")
    book.write_bytes(b"as it was")
    code, said = _replay(story, book)
    assert code == 1
    assert f"{story}:4: receipt add 乐购 5万" in said
    assert book.read_bytes() == b"as it was"


def test_thirty_customers_of_three_salespeople(sample: Asked) -> None:
    customers = sample("customer list")["customers"]
    assert len(customers) == 30
    assert {c["owner"] for c in customers} == {"李敏", "王强", "赵琳"}
    assert {c["grade"] for c in customers} == set("ABCD")
    assert sum(c["kind"] == "government" for c in customers) >= 3
    changes = [grade for c in customers for grade in c["grades"][1:]]
    assert len(changes) == 2
    assert all(change["reason"] for change in changes)


def test_every_kind_of_task_is_on_the_morning_list(sample: Asked) -> None:
    assert {task["kind"] for task in sample("followup")["tasks"]} == KINDS


def test_the_plan_has_every_kind_of_customer(sample: Asked) -> None:
    rows = sample("plan")["customers"]
    assert {flag for row in rows for flag in row["flags"]} == {"no_target", "no_promise", "uncovered", "broken"}
    assert any(row["surplus"] != "0.00" for row in rows)


@pytest.mark.parametrize("month", ["2026-10", "2026-11", "2026-12"])
def test_the_opening_plans_were_frozen(sample: Asked, month: str) -> None:
    assert sample(f"plan {month}")["opening"]["customers"] == 30


def test_three_customers_taught_us_how_to_ask(sample: Asked) -> None:
    asks = {code: sample(f"gap {code}")["ask"] for code in ("HL", "YF", "XY", "DF")}
    assert [asks[code]["learned"] for code in asks] == [True, True, True, False]
    assert (asks["HL"]["ratio"], asks["HL"]["opening"]) == (0.7, "480000.00")


def test_every_form_of_money_and_every_turn_of_a_promise(sample: Asked) -> None:
    receipts, promises = sample("receipt list")["receipts"], sample("promise list")["promises"]
    assert {r["form"] for r in receipts} == {"cash", "transfer", "cheque", "bank_draft", "acceptance_bill"}
    assert all(r["matures"] for r in receipts if r["form"] == "acceptance_bill")
    assert any(r["unallocated"] != "0.00" for r in receipts)
    assert [r["code"] for r in receipts if r["reversed"]] == ["JX"]
    assert {p["level"] for p in promises} == set(range(1, 9))
    assert {p["state"] for p in promises} == {"pending", "kept", "partial", "broken"}
    assert {p["status"] for p in promises} == {"live", "superseded", "withdrawn"}
    assert any(len(p["instalments"]) > 1 for p in promises)
    assert any(part["paid_late"] != "0.00" for p in promises for part in p["instalments"])


EMPTY = ("plan", "gap", "followup", "ageing", "customer list", "contact list", "target list", "measure list", "promise list",
         "receipt list", "invoice list", "approval list", "history")  # fmt: skip


@pytest.mark.parametrize("line", EMPTY)
def test_no_report_is_empty(sample: Asked, line: str) -> None:
    """Whoever tries a command on the sample book sees what it is for."""
    lists = [value for value in sample(line).values() if isinstance(value, list)]
    assert lists
    assert all(lists)


def test_the_cards_show_everything_a_card_may_have(sample: Asked) -> None:
    """Disputes and a credit note, a balance agreed and one that differs, tails, reasons, proposals, a greeting, a rank."""
    cards = [sample(f"gap {code}") for code in ("HL", "XY", "GL", "LX", "CT", "DF", "HS")]
    hualian, other, small, again, *_ = cards
    assert (hualian["owed"]["disputed"], hualian["agreed"]["difference"]) == ("20000.00", "0.00")
    assert other["agreed"]["difference"] == "5000.00"
    assert small["tails"]["count"] == 1
    assert again["promises"][0]["level"] == 8 or max(p["level"] for p in again["promises"]) == 8
    assert any(card["excuses"] and card["excuses"][0]["answers"] for card in cards)
    assert any(card["proposals"] for card in cards)
    assert any(card["approvals"] for card in cards)
    assert any(card["care"]["greeted_on"] for card in cards)
    assert any(card["queue"]["rank"] for card in cards)


def test_every_turn_of_a_measure(sample: Asked) -> None:
    measures = sample("measure list")["measures"]
    assert {m["status"] for m in measures} == {"planned", "doing", "done", "dropped", "converted"}
    assert len({m["kind"] for m in measures}) >= 6
