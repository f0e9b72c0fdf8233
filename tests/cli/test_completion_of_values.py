"""Every option and argument with a closed list, and every number of a record, is completed, with what tells it apart."""

from __future__ import annotations

from importlib import import_module

import pytest
from contract import book_shell
from test_completion import offered

from huikuan.cli import app

FREE = {
    "TEXT": "anything may be stored",
    "NAME": "a new name",
    "AMOUNT": "any amount",
    "DATE": "any day, as people say it",
    "COUNT": "any number",
    "N": "any number of days",
    "DAYS": "any days of the month or the week",
    "HOURS": "any hours",
    "HOUR": "any hour",
    "FILE": "the shell completes paths",
    "STEP": "a new step",
    "HEAD": "noted elsewhere",
    "PATH": "the shell completes paths",
    "WORD": "topics and commands are listed by `help`",
}
"""Why nothing is offered for a parameter that is shown in this way."""


def parameters():
    """Every parameter that takes a value, by the command and its name."""
    for word, entry in app.WORDS.items():
        opened = app.opened(word, entry)
        commands = getattr(opened, "commands", {word: opened})
        for name, command in commands.items():
            for param in command.params:
                if not getattr(param, "is_flag", False) and not getattr(param, "hidden", False):
                    yield f"{word} {name}", param


def test_each_has_words_or_a_reason_for_having_none():
    wrong = []
    for command, param in parameters():
        completes = param._custom_shell_complete is not None
        meta = str(param.metavar or param.name.upper())
        if not completes and meta not in FREE and param.name not in {"help", "db", "as_of"}:
            wrong.append((command, param.name, meta))
    assert wrong == []


@pytest.fixture
def shell(tmp_path):
    made = book_shell(tmp_path, lang="zh")
    for line in ("invoice add HL 4万 12-20 --no FP-1", "approval add SY 院长签字"):
        assert made.run(line).code == 0
    return made


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("huikuan receipt add HL 1万 --form ", ["cash", "transfer", "cheque", "bank_draft", "acceptance_bill"]),
        ("huikuan receipt add HL 1万 --form c", ["cash", "cheque"]),
        ("huikuan receipt add HL 1万 --form 承", ["承兑汇票", "承兑"]),
        ("huikuan log HL --excuse others", ["others_first"]),
        ("huikuan log HL --ready date,ten", ["date,tenor"]),
        ("huikuan contact add HL 王 --role p", ["pays"]),
        ("huikuan customer edit HL --grade ", ["A", "B", "C", "D"]),
        ("huikuan export ageing --owner ", ["小李", "小王"]),
        ("huikuan export pr", ["promises"]),
        ("huikuan import x.csv --as inv", ["invoices"]),
        ("huikuan plan 2026-1", ["2026-12", "2026-11", "2026-10"]),
        ("huikuan promise renew ", ["1", "2", "4"]),
        ("huikuan measure done ", ["1", "2"]),
        ("huikuan receipt reverse ", ["3", "2"]),
        ("huikuan approval done ", ["1"]),
        ("huikuan invoice dispute F", ["FP-1"]),
        ("huikuan receipt add HL 1万 --to ", ["1", "2", "4"]),
    ],
)
def test_what_is_offered(shell, line, wanted):
    found = [each.split(",")[0] if "--ready" not in line else each for each in offered(shell, line)]
    assert [word for word in wanted if word not in found] == []
    if "--excuse" not in line:
        assert len(found) == len(wanted) or "承" in line


def test_a_number_says_whom_it_is_about(shell):
    """Fish shows what stands beside each offer."""
    found = offered(shell, "huikuan promise renew ", "fish")
    assert any("华联超市 100,000.00 2026-12-10" in each for each in found), found


def test_a_server_or_a_book_that_cannot_be_read_offers_nothing_and_says_nothing(shell):
    assert offered(shell, "huikuan promise renew ", HUIKUAN_DB="postgresql://x@127.0.0.1:1/x") == []
    shell.book.write_bytes(b"no book")
    assert offered(shell, "huikuan promise renew ") == []
    assert import_module("huikuan.cli.context").context().is_stored is False
