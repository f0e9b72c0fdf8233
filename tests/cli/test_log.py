"""What is logged of a contact is what was meant; what cannot be meant is refused and nothing is stored."""

from __future__ import annotations

import pytest
from contract import book_shell, document

from huikuan.domain.kinds import ExcuseKind
from huikuan.show.answers import answers


class TestAnswer:
    @pytest.mark.parametrize("typed", ["0", "4", "99", "13800138000", "４"])
    def test_a_number_of_no_answer_proposed_is_refused_and_those_there_are_named(self, tmp_path, typed):
        shell = book_shell(tmp_path)
        before = shell.run("customer show HL --json")
        said = shell.run(f"log HL --excuse cash --answer {typed}")
        assert (said.code, "numbered 1 to 3" in said.err) == (2, True)
        assert shell.run("customer show HL --json") == before

    @pytest.mark.parametrize("typed", ["1", "3", "３"])
    def test_a_number_stands_for_the_answer_in_that_place(self, tmp_path, typed):
        shell = book_shell(tmp_path)
        made = document(shell.run(f"log HL --excuse cash --answer {typed} --json"))
        assert made["answer"] == answers(ExcuseKind.CASH)[int(typed) - 1]

    def test_words_are_our_own(self, tmp_path):
        shell = book_shell(tmp_path)
        made = document(shell.run(["log", "HL", "--excuse", "cash", "--answer", "4 pallets back", "--json"]))
        assert made["answer"] == "4 pallets back"


class TestRank:
    def test_a_place_as_high_as_may_be_said_is_kept_and_no_higher(self, tmp_path):
        shell = book_shell(tmp_path)
        assert document(shell.run("log HL --rank 9999 --json"))["rank"] == 9999
        assert [shell.run(f"log HL --rank {typed}").code for typed in ("10000", "0", "9" * 20)] == [2, 2, 2]
