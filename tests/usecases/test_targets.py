"""Targets and opening plans in a real book: what was in force on a day is what that day shows."""

from __future__ import annotations

import json

import pytest

from facts import DECEMBER, JANUARY, POLICY, day, on, wan
from huikuan import errors
from huikuan.domain.plan import plan
from huikuan.usecases import target as targets
from shell import Shell


def in_force(book, who, as_of, month=DECEMBER):
    with book.read() as read:
        [account] = read.accounts(month, on(as_of), who.id)
    return account.target


class TestRevisions:
    def test_the_last_one_set_by_the_day_is_in_force(self, book, who):
        book.target(who, 20, "12-01")
        book.target(who, 25, "12-10")
        found = [in_force(book, who, d) for d in ("11-30", "12-01", "12-09", "12-10")]
        assert [t and t.amount for t in found] == [None, wan(20), wan(20), wan(25)]

    def test_of_two_set_on_one_day_the_second(self, book, who):
        book.target(who, 20, "12-01")
        book.target(who, 22, "12-01")
        assert in_force(book, who, "12-01").amount == wan(22)

    def test_what_was_not_given_again_is_kept(self, book, who):
        book.target(who, 20, "12-01", expected=wan(10), ask=wan(30))
        book.target(who, 25, "12-10", expected=wan(12))
        found = in_force(book, who, "12-10")
        assert (found.amount, found.expected, found.ask) == (wan(25), wan(12), wan(30))

    def test_each_month_has_its_own(self, book, who):
        book.target(who, 20, "12-01")
        book.target(who, 30, "12-02", JANUARY)
        assert (in_force(book, who, "12-05").amount, in_force(book, who, "12-05", JANUARY).amount) == (wan(20), wan(30))

    def test_the_write_says_what_it_did_to_the_gap(self, book, who):
        book.target(who, 20, "12-01")
        made = book.target(who, 25, "12-10")
        assert (made.before.sums.gap, made.after.sums.gap) == (wan(20), wan(25))


class TestTheOpeningPlan:
    def freeze(self, book, today="12-01", month=DECEMBER):
        with book.write(today) as w:
            return targets.freeze(w, month, day(today))

    def test_it_stays_as_it_was(self, book, who):
        book.target(who, 20)
        book.promise(who, (10, "12-20"), today="12-01")
        book.measure(who, 3, "12-01", "12-15")
        self.freeze(book)
        book.pays(who, 4, "12-05")
        book.target(who, 50, "12-06")
        with book.read() as read:
            opening = read.opening(DECEMBER, on("12-31"))
        sums = opening.sums
        assert (opening.frozen_on, len(opening.lines)) == (on("12-01"), 1)
        assert (sums.target, sums.received, sums.promised, sums.gap, sums.measures) == (
            wan(20),
            wan(0),
            wan(10),
            wan(10),
            wan(3),
        )

    def test_it_is_the_sum_of_the_rows_of_that_day(self, book, who):
        other = book.customer("10-01", name="Wankelong")
        book.target(who, 20)
        book.target(other, 5)
        book.pays(other, 9, "12-01")
        frozen = self.freeze(book)
        expected = plan(_accounts(book, "12-01"), DECEMBER, on("12-01"), POLICY, None).totals.sums
        for name in ("target", "received", "promised", "gap", "measures"):
            assert getattr(frozen.opening.sums, name) == getattr(expected, name)

    def test_there_is_one_for_each_month(self, book, who):
        book.target(who, 20)
        book.target(who, 20, month=JANUARY)
        self.freeze(book)
        self.freeze(book, month=JANUARY)
        with pytest.raises(errors.PlanFrozen):
            self.freeze(book, "12-05")

    @pytest.mark.usefixtures("who")
    def test_without_a_target_there_is_no_plan_to_keep(self, book):
        with pytest.raises(errors.NothingToFreeze):
            self.freeze(book)
        with book.read() as read:
            assert read.opening(DECEMBER, on("12-31")) is None

    def test_as_of_a_day_before_it_was_frozen_there_is_none(self, tmp_path):
        """The book as of December 1 knows nothing of the plan frozen on December 5."""
        shell = Shell(tmp_path, today="2026-12-01", lang="en")
        for line in ("customer add Hualian", "target set Hualian 200000"):
            assert shell.run(line).code == 0
        shell.env["HUIKUAN_TODAY"] = "2026-12-05"
        assert shell.run("plan --freeze").code == 0
        found = {
            d: json.loads(shell.run(f"plan --as-of {d} --json").out)["opening"] for d in ("2026-12-01", "2026-12-05")
        }
        assert found["2026-12-05"]["frozen_on"] == "2026-12-05"
        assert found["2026-12-01"] is None


def _accounts(book, as_of):
    with book.read() as read:
        return read.accounts(DECEMBER, on(as_of))
