"""What a task of the morning list says besides who and how much: the hour, what is promised by when and where, what is
not ready, and whether the manager comes along.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from facts import POLICY, account, customer, day, instalment, measure, on, promise, receipt, split
from huikuan.domain.facts import Form
from huikuan.domain.habits import Habits, Hours
from huikuan.domain.kinds import BILL, Ready
from huikuan.domain.prepared import Known, instalments_of, prepared
from huikuan.domain.proposal import Proposal
from huikuan.domain.talk import Tick
from huikuan.domain.worklist import Morning, Narrow, Touch, worklist

ORDINARY = tuple(what for what in Ready if what not in BILL)
EVE = promise(10, "12-11")


def list_of(*accounts, as_of="12-10", habits=None, ticks=(), agreed=None, by_time=False, **more):
    morning = Morning(accounts, more.pop("touches", {}), (), **more)
    today = day(as_of)
    known = Known(habits or {}, ticks, {who: on(when) for who, when in (agreed or {}).items()})
    return prepared(worklist(morning, Narrow(), today), morning, known, today, by_time=by_time)


def of_one(*promises, grade="C", **more):
    [task] = list_of(account(None, 0, *promises, who=customer(grade=grade)), **more).tasks
    return task


def ticks_for(of, *what, when="12-09"):
    return [Tick(1, of.instalments[0].id, on(when), each) for each in what]


class TestTheEve:
    """Due on Friday, December 11; what is not settled yet shows on Thursday and on the day itself."""

    @pytest.mark.parametrize("as_of", ["12-10", "12-11"])
    def test_what_is_not_settled_is_missing(self, as_of):
        assert of_one(EVE, as_of=as_of).missing == ORDINARY

    @pytest.mark.parametrize(("due", "as_of"), [("12-17", "12-10"), ("12-08", "12-10")], ids=["earlier", "later"])
    def test_on_other_days_nothing_is_said_of_it(self, due, as_of):
        assert of_one(promise(10, due), as_of=as_of).missing == ()

    def test_what_was_ticked_is_not(self):
        found = of_one(EVE, ticks=ticks_for(EVE, Ready.DATE, Ready.IOU))
        assert found.missing == tuple(what for what in ORDINARY if what not in (Ready.DATE, Ready.IOU))

    def test_a_tick_of_a_later_day_is_not_known_yet(self):
        assert of_one(EVE, ticks=ticks_for(EVE, Ready.DATE, when="12-11")).missing == ORDINARY

    def test_with_everything_settled_nothing_is_missing(self):
        assert of_one(EVE, ticks=ticks_for(EVE, *ORDINARY)).missing == ()

    def test_the_balance_agreed_of_late_counts(self):
        assert Ready.BALANCE not in of_one(EVE, agreed={1: "12-01"}).missing
        assert Ready.BALANCE in of_one(EVE, agreed={1: "11-01"}).missing

    def test_a_bill_needs_more(self):
        assert set(of_one(replace(EVE, form=Form.ACCEPTANCE_BILL)).missing) == set(Ready) - {Ready.FORM}

    def test_each_promise_of_the_day_has_a_list_of_its_own(self):
        bill = replace(promise(5, "12-11"), form=Form.BANK_DRAFT)
        tasks = list_of(account(None, 0, EVE, bill), ticks=ticks_for(EVE, Ready.DATE)).tasks
        missing = {task.subject: task.missing for task in tasks}
        assert Ready.SEAL not in missing[EVE.id]
        assert Ready.DATE not in missing[EVE.id]
        assert {Ready.SEAL, Ready.DATE} < set(missing[bill.id])

    def test_of_a_promise_in_parts_the_part_that_is_due(self):
        parts = split(instalment(5, "12-11"), instalment(5, "12-20"))
        assert of_one(parts, ticks=ticks_for(parts, *ORDINARY)).missing == ()

    def test_only_the_instalments_whose_eve_or_day_it_is_are_looked_up(self):
        morning = Morning((account(None, 0, EVE, promise(5, "12-17"), promise(1, "12-01")),), {}, ())
        found = worklist(morning, Narrow(), day("12-10"))
        assert instalments_of(found, morning) == {EVE.instalments[0].id}


@pytest.mark.parametrize("as_of", ["12-04", "12-10", "12-11", "12-14"], ids=["remind", "confirm", "collect", "renew"])
def test_by_when_it_was_promised_and_where_that_stands(as_of):
    found = of_one(replace(promise(10, "12-11"), hour="16:00", evidence="WeChat"), as_of=as_of, grade="D")
    assert (found.hour, found.evidence) == ("16:00", "WeChat")


class TestTogetherWithTheManager:
    @pytest.mark.parametrize(
        ("level", "grade", "why"),
        [
            (1, "C", None),
            (2, "C", None),
            (3, "C", Proposal.THIRD_PROMISE),
            (1, "D", Proposal.BROKEN_D),
            (3, "D", Proposal.THIRD_PROMISE),
        ],
    )
    def test_where_a_new_date_is_asked_for(self, level, grade, why):
        found = of_one(promise(10, "12-07", level=level), as_of="12-10", grade=grade)
        assert (found.kind, found.together) == ("renew", why)

    def test_not_while_it_is_still_to_come(self):
        assert of_one(promise(10, "12-11", level=3)).together is None


class TestTheHour:
    def test_is_the_usual_one_of_the_task(self):
        assert of_one(EVE).when == POLICY.hours["confirm"]

    def test_is_moved_into_the_good_hours_of_this_customer(self):
        habits = {1: Habits(good_hours=(Hours("10:00", "11:30"),))}
        assert of_one(EVE, habits=habits).when == "10:00-11:30"

    def test_and_out_of_the_bad_ones(self):
        habits = {1: Habits(bad_hours=(Hours("13:30", "15:00"),))}
        assert of_one(EVE, habits=habits).when == "15:00-17:00"

    def test_habits_of_another_change_nothing(self):
        assert of_one(EVE, habits={2: Habits(good_hours=(Hours("10:00", "11:30"),))}).when == POLICY.hours["confirm"]

    def test_the_bank_keeps_its_own_hours(self):
        bill = receipt(3, "12-01", form=Form.CHEQUE, matures="12-10")
        habits = {1: Habits(good_hours=(Hours("16:00", "17:00"),))}
        [task] = list_of(account(None, 3), instruments=(bill,), habits=habits).tasks
        assert (task.kind, task.when) == ("bill", POLICY.hours["bill"])


class TestByTime:
    """By the hour to call at; at one hour the more pressing one first."""

    def of(self, *, by_time):
        confirm = account(None, 0, promise(90, "12-11"), who=customer("C001"))
        collect = account(None, 0, promise(1, "12-10", of=2), who=customer("C002"))
        work = account(None, 0, measures=(measure(1, "12-10", of=3),), who=customer("C003"))
        return [str(task.kind) for task in list_of(confirm, collect, work, by_time=by_time).tasks]

    def test_the_order_is_that_of_the_hours(self):
        assert self.of(by_time=False) == ["confirm", "collect", "measure"]
        assert self.of(by_time=True) == ["collect", "confirm", "measure"]

    def test_nothing_else_changes(self):
        confirm = account(None, 0, EVE)
        every = [list_of(confirm, by_time=by_time, touches={1: Touch()}) for by_time in (False, True)]
        assert every[0] == every[1]
