"""What must be settled before money falls due: each thing for each instalment, and bills ask for more."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facts import POLICY, instalment, on, paid, promise, renewed, some_days, some_promises, split, wan, withdrawn
from huikuan.domain.checklist import checklist
from huikuan.domain.kinds import BILL, PAPERS, Form, Ready
from huikuan.domain.money import total
from huikuan.domain.standing import next_due, standing
from huikuan.domain.talk import Tick

TEN = promise(10, "12-10")
ORDINARY = tuple(what for what in Ready if what not in BILL)


def settled_for(*promises, due="12-10", ticks=(), agreed=None, as_of="12-09"):
    standings = [standing(p, on(as_of), POLICY) for p in promises if p.made_on <= on(as_of)]
    return checklist(standings, on(due), ticks, on(agreed) if agreed else None, on(as_of))


def tick(of, what=Ready.DATE, when="12-05", part=0):
    return Tick(1, of.instalments[part].id, on(when), what)


def settled(found):
    return {check.what: check.on for check in found.checks if check.on is not None}


class TestWhatIsAsked:
    def test_without_a_word_everything_but_what_belongs_to_a_bill(self):
        found = settled_for(TEN)
        assert (found.due, found.amount, found.missing) == (on("12-10"), wan(10), ORDINARY)

    @pytest.mark.parametrize(
        ("form", "asked"),
        [
            (None, ORDINARY),
            (Form.TRANSFER, ORDINARY),
            (Form.CASH, ORDINARY),
            (Form.CHEQUE, ORDINARY),
            (Form.ACCEPTANCE_BILL, tuple(Ready)),
            (Form.BANK_DRAFT, tuple(Ready)),
        ],
    )
    def test_issuer_seals_words_and_tenor_are_asked_of_bills_alone(self, form, asked):
        assert tuple(check.what for check in settled_for(replace(TEN, form=form)).checks) == asked

    def test_where_one_of_two_promises_of_the_day_comes_by_bill_it_is_asked_as_well(self):
        found = settled_for(replace(TEN, form=Form.TRANSFER), replace(promise(5, "12-10"), form=Form.ACCEPTANCE_BILL))
        assert (found.amount, len(found.checks)) == (wan(15), len(Ready))

    @pytest.mark.parametrize(
        "of",
        [
            promise(10, "12-11"),
            promise(10, "12-10", paid(10, "12-08")),
            renewed(TEN, "12-08", "12-20"),
            withdrawn(TEN, "12-08"),
            promise(10, "12-10", made="12-10"),
        ],
        ids=["due another day", "paid", "re-promised", "taken back", "not known yet"],
    )
    def test_where_nothing_is_to_come_on_the_day_there_is_no_list(self, of):
        assert settled_for(of) is None

    def test_what_came_in_already_is_not_in_the_amount(self):
        assert settled_for(promise(10, "12-10", paid(4, "12-08"))).amount == wan(6)


class TestWhatIsSettled:
    def test_a_tick_says_since_when(self):
        found = settled_for(TEN, ticks=[tick(TEN), tick(TEN, Ready.IOU, "12-08")])
        assert settled(found) == {Ready.DATE: on("12-05"), Ready.IOU: on("12-08")}
        assert found.missing == tuple(what for what in ORDINARY if what not in (Ready.DATE, Ready.IOU))

    def test_ticked_twice_it_is_settled_since_the_first_time(self):
        assert settled(settled_for(TEN, ticks=[tick(TEN, when="12-08"), tick(TEN)])) == {Ready.DATE: on("12-05")}

    def test_a_tick_of_a_later_day_is_not_known_yet(self):
        assert settled(settled_for(TEN, ticks=[tick(TEN, when="12-10")])) == {}

    def test_a_tick_is_for_its_own_instalment(self):
        """The papers for the first part say nothing of the second."""
        parts = split(instalment(5, "12-10"), instalment(5, "12-20"))
        found = [settled_for(parts, due=due, ticks=[tick(parts)]) for due in ("12-10", "12-20")]
        assert [settled(each) for each in found] == [{Ready.DATE: on("12-05")}, {}]

    def test_a_new_promise_for_the_same_money_is_made_ready_anew(self):
        new = replace(promise(10, "12-12", made="12-08"), follows=TEN.id)
        assert settled(settled_for(renewed(TEN, "12-08", "12-12"), new, due="12-12", ticks=[tick(TEN)])) == {}

    def test_the_form_is_settled_where_the_promise_names_it(self):
        assert settled(settled_for(replace(TEN, form=Form.TRANSFER))) == {Ready.FORM: on("11-20")}

    def test_and_of_several_promises_only_where_each_does(self):
        named = replace(promise(5, "12-10", made="12-01"), form=Form.TRANSFER)
        assert settled(settled_for(TEN, named)) == {}
        assert settled(settled_for(replace(TEN, form=Form.CASH), named)) == {Ready.FORM: on("12-01")}

    @pytest.mark.parametrize(
        ("agreed", "counts"), [(None, False), ("11-08", False), ("11-09", True), ("12-01", True), ("12-09", True)]
    )
    def test_the_balance_is_settled_where_it_was_agreed_in_the_month_before(self, agreed, counts):
        expected = {Ready.BALANCE: on(agreed)} if counts else {}
        assert settled(settled_for(TEN, agreed=agreed)) == expected

    def test_with_all_the_papers_ticked_the_rest_is_missing(self):
        found = settled_for(TEN, ticks=[tick(TEN, what) for what in PAPERS])
        assert found.missing == (Ready.DATE, Ready.BALANCE, Ready.FORM, Ready.STAND_IN)


class TestWhatFallsDueNext:
    """For which day one gets ready: the next one, not one that has passed."""

    late, coming, far = promise(5, "12-08", grade="A"), promise(3, "12-11", grade="A"), promise(2, "12-20")

    def due(self, *promises, as_of="12-10"):
        found = next_due([standing(p, on(as_of), POLICY) for p in promises], on(as_of))
        return [(part.instalment.due, part.remaining) for part in found]

    def test_the_next_day_from_today_on(self):
        assert self.due(self.far, self.coming, self.late) == [(on("12-11"), wan(3))]

    def test_today_itself(self):
        assert self.due(self.far, self.coming, as_of="12-11") == [(on("12-11"), wan(3))]

    def test_what_is_past_its_day_only_where_nothing_else_is_to_come(self):
        assert self.due(self.late) == [(on("12-08"), wan(5))]

    def test_all_that_falls_due_on_that_day(self):
        assert self.due(self.coming, promise(1, "12-11")) == [(on("12-11"), wan(3)), (on("12-11"), wan(1))]

    def test_nothing_where_the_windows_are_closed_or_all_is_paid(self):
        assert self.due(promise(5, "12-08"), promise(5, "12-20", paid(5, "12-05"))) == []


@settings(max_examples=60)
@given(st.lists(some_promises(), max_size=4), some_days, st.lists(st.tuples(some_days, st.sampled_from(Ready))))
def test_each_thing_once_and_nothing_settled_before_it_was(promises, as_of, ticked):
    standings = [standing(p, as_of, POLICY) for p in promises if p.made_on <= as_of]
    parts = next_due(standings, as_of)
    ids = [part.id for p in promises for part in p.instalments]
    ticks = [Tick(1, ids[n % len(ids)], when, what) for n, (when, what) in enumerate(ticked) if ids]
    if not parts:
        return
    found = checklist(standings, parts[0].instalment.due, ticks, None, as_of)
    assert found.amount == total(part.remaining for part in parts)
    assert len({check.what for check in found.checks}) == len(found.checks) >= len(ORDINARY)
    assert all(check.on is None or check.on <= as_of for check in found.checks)
    assert set(found.missing) == {check.what for check in found.checks if check.on is None}
