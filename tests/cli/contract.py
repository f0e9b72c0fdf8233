"""The small book the tests of the command line look at: five customers and ten days, told as command lines.

It is typed once, its file kept as bytes, and every test begins with a copy of its own.
"""

from __future__ import annotations

import functools
import json
import re
import tempfile
from pathlib import Path
from typing import Any

import time_machine

from shell import FRAME, Said, Shell

FRAME.add("session")  # says nothing, so no language outlives in it; forgotten, its cached day would never be reset

TODAY = "2026-12-10"
CODES = ("HL", "DF", "SY", "LS", "OLD")

STORY = """
= 2026-12-01
customer add 华联超市 --code HL --grade B --owner 小李 --alias 华联
customer add 东风商贸 --code DF --grade A --owner 小王
customer add 市一医院 --code SY --kind government --grade C
customer add 老实商行 --code LS --grade D --owner 小李
contact add HL 王总 --role decides --phone 13800000001
contact add HL 刘会计 --role pays
target set HL 20万 --expected 10万 --ask 25万
target set DF 8万
target set SY 123456.78
promise add HL 10万 12-10 --by 王总 --form transfer
promise add DF --split 3万@12-03,5万@12-18
promise add LS 2万 12-04
measure add HL 上门对账 6万 --by 12-10 --kind reconcile
measure add HL 协调退货 3万
= 2026-12-03
receipt add DF 3万 --form cheque
= 2026-12-05
receipt add HL 4万
log SY --by visit --said 月底前安排 --next 12-10
= 2026-12-07
promise renew 3 1.5万 12-14
measure start 1
= 2026-12-08
receipt reverse 1 --reason 退票
customer add 旧客户 --code OLD
customer archive OLD
= 2026-12-09
receipt add HL 10000.50 12-08 --form acceptance_bill --matures 2027-03-08
target set LS 5万
"""

WRITES = (
    "customer add 新客户 --grade A",
    "customer edit HL --grade A --reason 准时",
    "customer archive SY",
    "customer archive OLD --restore",
    "contact add DF 周经理 --role pays",
    "target set HL 25万 --month 本月",
    "measure add DF 对账 2万 --by 12-20",
    "measure start 2",
    "measure done 1 --yield 5万",
    "measure drop 2",
    "promise add SY 5万 12-18",
    "promise add HL --split 1万@12-18,2万@12-31",
    "promise add HL 6万 12-18 --from-measure 1",
    "promise renew 1 5万 12-18",
    "promise withdraw 1 --reason 合同取消",
    "receipt add HL 3万",
    "receipt add DF 6万 --to 2",
    "receipt reverse 2 --reason 退票",
    "receipt present 3",
    "approval add SY 院长签字 --by 陈院长 --submitted 12-08 --expected 12-15",
    "log HL --said 再等等 --next 12-10",
    "plan --freeze",
)
"""One line of every kind of write, each of which the book takes on TODAY."""

READS = (
    "",
    "plan",
    "gap",
    "followup",
    "customer list",
    "contact list",
    "target list",
    "measure list",
    "promise list",
    "receipt list",
    "approval list",
    "history",
    "doctor",
)
"""Every report and list that needs no customer."""

READS_OF_ONE = ("gap HL", "customer show HL", "promise show 1", "gap HL --why")


def book_shell(folder: Path, *, today: str = TODAY, lang: str = "en", story: str = STORY) -> Shell:
    """A person at a copy of the small book, or of another story's."""
    shell = Shell(folder, today=today, lang=lang)
    shell.book.write_bytes(_typed(story))
    return shell


def tell(shell: Shell, story: str) -> None:
    """Type the lines of a story, each on its day; all of them are taken."""
    for day, line in lines_of(story):
        said = shell.run(*asked(line), HUIKUAN_TODAY=day)
        assert said.code == 0, (day, line, said)


def asked(line: str) -> tuple[str, str]:
    """The line typed, and what answers its questions: a word for each after <<."""
    typed, _, answers = line.partition(" << ")
    return typed, "".join(f"{answer}\n" for answer in answers.split())


def lines_of(story: str) -> list[tuple[str, str]]:
    """Each line of a story with its day."""
    day, lines = "", []
    for line in filter(None, map(str.strip, story.splitlines())):
        if line.startswith("= "):
            day = line.removeprefix("= ")
        else:
            lines.append((day, line))
    return lines


def document(said: Said) -> Any:
    """The one JSON document of a run that ended well."""
    assert said.code == 0, said
    return json.loads(said.out)


def unsaid(document: Any) -> Any:
    """The document without its sentences."""
    if isinstance(document, dict):
        return {key: unsaid(value) for key, value in document.items() if key != "say"}
    return [unsaid(each) for each in document] if isinstance(document, list) else document


def state(shell: Shell, **env: str) -> dict[str, Any]:
    """What the book says today: plan, gaps, morning list, each customer's card, every list."""
    lines = [line for line in READS if line not in {"", "history", "doctor"}] + [f"gap {code}" for code in CODES]
    return {line: document(shell.run(f"{line} --json", **env)) for line in lines}


@functools.cache
def first_state() -> dict[str, Any]:
    """What the small book says before anything is done to it."""
    with tempfile.TemporaryDirectory() as folder:
        return state(book_shell(Path(folder)))


def english_in(text: str) -> list[str]:
    """Runs of two English words left when what was typed and what can be typed is taken out of a Chinese sentence."""
    plain = re.sub(r"“[^”]*”|（[^）]*）|`[^`]*`|huikuan [ -~]*|--[a-z-]+|\S*/\S*", " ", text)
    return re.findall(r"\b[A-Za-z][a-z']+ [a-z']{2,}\b", plain)


@functools.cache
def _typed(story: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        shell = Shell(Path(folder), lang="en")
        for number, (day, line) in enumerate(lines_of(story)):
            with time_machine.travel(f"{day}T01:{number:02}:00Z", tick=False):
                said = shell.run(*asked(line), HUIKUAN_TODAY=day)
            assert said.code == 0, (day, line, said)
        return shell.book.read_bytes()
