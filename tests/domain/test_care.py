"""Care between collections: only ever about money, help given, the greeting that is due; and the place they pay us in."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts import POLICY, on, some_days, spoke
from huikuan.domain.care import kindness, place
from huikuan.domain.facts import Outcome
from huikuan.domain.festival import Festival
from huikuan.domain.kinds import Care

MONEY = [spoke("12-01"), spoke("12-03"), spoke("12-05")]


def of(*contacts, as_of="12-10", policy=POLICY):
    return kindness(contacts, on(as_of), policy)


class TestOnlyAboutMoney:
    @pytest.mark.parametrize("calls", [0, 1, 2])
    def test_is_too_early_to_say_of_fewer_than_three_contacts(self, calls):
        assert not of(*MONEY[:calls]).only_money

    def test_is_said_of_three_and_more(self):
        assert (of(*MONEY).only_money, of(*MONEY).contacts, of(*MONEY).other) == (True, 3, 0)

    @pytest.mark.parametrize("care", Care)
    def test_is_not_said_once_there_was_any_other_contact(self, care):
        found = of(*MONEY, spoke("11-20", care=care))
        assert (found.only_money, found.contacts, found.other) == (False, 3, 1)

    def test_is_said_again_when_that_lies_half_a_year_back(self):
        help_given = spoke("06-10", care=Care.HELP)
        assert [of(*MONEY, help_given, as_of=day).only_money for day in ("12-10", "12-11")] == [False, True]

    def test_a_call_that_nobody_took_is_no_contact(self):
        missed = spoke("12-05", outcome=Outcome.NO_ANSWER)
        assert not of(*MONEY[:2], missed).only_money
        assert of(*MONEY[:2], spoke("12-05", outcome=Outcome.REFUSED)).only_money

    def test_a_contact_of_a_later_day_is_not_known_yet(self):
        assert not of(*MONEY, as_of="12-04").only_money

    def test_the_number_of_contacts_it_takes_is_a_rule_like_others(self):
        assert of(*MONEY[:1], policy=replace(POLICY, care_contacts=1)).only_money


class TestHelp:
    def test_the_last_three_are_shown_newest_first(self):
        given_ = [spoke(day, care=Care.HELP, said=day) for day in ("10-01", "11-01", "12-01", "12-05")]
        found = of(*given_, spoke("12-06", care=Care.GREETING))
        assert [each.said for each in found.helped] == ["12-05", "12-01", "11-01"]

    def test_help_is_remembered_longer_than_half_a_year(self):
        assert len(of(spoke("01-05", care=Care.HELP)).helped) == 1


class TestGreetings:
    new_year = (on("2027-01-01"), Festival.NEW_YEAR)

    @pytest.mark.parametrize(
        ("as_of", "due"), [("12-21", False), ("12-22", True), ("2027-01-01", True), ("2027-01-02", False)]
    )
    def test_a_greeting_is_due_from_ten_days_before_a_festival(self, as_of, due):
        assert of(as_of=as_of).festival == (self.new_year if due else None)

    @pytest.mark.parametrize(("greeted", "due"), [("12-21", True), ("12-22", False), ("12-30", False)])
    def test_who_was_greeted_for_it_is_not_greeted_again(self, greeted, due):
        found = of(spoke(greeted, care=Care.GREETING), as_of="12-31")
        assert (found.festival is not None, found.greeted_on) == (due, on(greeted))

    def test_a_greeting_of_a_later_day_is_not_known_yet(self):
        found = of(spoke("12-30", care=Care.GREETING), as_of="12-29")
        assert (found.festival, found.greeted_on) == (self.new_year, None)

    @pytest.mark.parametrize("care", [None, Care.HELP, Care.COURTESY])
    def test_any_other_contact_is_no_greeting(self, care):
        assert of(spoke("12-30", care=care), as_of="12-31").festival == self.new_year


class TestThePlaceTheyPayUsIn:
    named = (spoke("12-01", place=3), spoke("12-05"), spoke("12-08", place=2))

    @pytest.mark.parametrize(
        ("as_of", "expected"),
        [("11-30", None), ("12-01", (3, "12-01", None)), ("12-07", (3, "12-01", None)), ("12-08", (2, "12-08", 3))],
    )
    def test_is_the_one_they_named_last_beside_the_one_before(self, as_of, expected):
        found = place(self.named, on(as_of))
        assert (None if found is None else (found.place, found.on, found.before)) == (
            None if expected is None else (expected[0], on(expected[1]), expected[2])
        )

    def test_the_day_counts_and_not_the_order_of_entry(self):
        assert place(self.named[::-1], on("12-10")).place == 2


@given(st.lists(st.builds(lambda when, care: spoke(when, care=care), some_days, st.none() | st.sampled_from(Care))),
       some_days)  # fmt: skip
def test_later_days_change_nothing(contacts, as_of):
    found = kindness(contacts, as_of, POLICY)
    assert found == kindness([each for each in contacts if each.on <= as_of], as_of, POLICY)
    assert found.only_money == (found.contacts >= 3 and found.other == 0)
