"""Customers in a real book: found by what a person types, graded by day, archived and never deleted."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from types import SimpleNamespace

import pytest

from facts import DECEMBER, POLICY, customer, on, wan
from huikuan import errors
from huikuan.domain.facts import Grade, Role
from huikuan.domain.plan import plan
from huikuan.store.pinyin import keys
from huikuan.usecases import customer as customers
from huikuan.usecases import find


def archive(book, who, today):
    with book.write(today) as w:
        return customers.archive(w, w.read.customer(who.id))


def listed(book, as_of):
    """The codes on the plan as of a day."""
    with book.read() as read:
        found = plan(read.accounts(DECEMBER, on(as_of)), DECEMBER, on(as_of), POLICY, None)
    return [row.customer.code for row in found.rows]


class TestArchiving:
    def test_from_that_day_on_they_are_not_listed(self, book, who):
        archive(book, who, "12-05")
        assert [listed(book, d) for d in ("12-04", "12-05")] == [["C001"], []]

    def test_refused_while_money_is_promised_and_unpaid(self, book, who):
        of = book.promise(who, (10, "12-20"), today="12-01").fact.promise.id
        book.pays(who, 4, "12-02")
        with pytest.raises(errors.StillPromised) as refused:
            archive(book, who, "12-05")
        assert (refused.value.values["remaining"], refused.value.values["id"]) == (wan(6), of)

    def test_refused_for_a_broken_promise_too(self, book, who):
        book.promise(who, (10, "12-03"), today="12-01")
        with pytest.raises(errors.StillPromised):
            archive(book, who, "12-20")

    def test_allowed_once_it_is_paid_or_withdrawn(self, book, who):
        book.promise(who, (10, "12-03"), today="12-01")
        book.pays(who, 10, "12-10")
        book.withdraw(book.promise(who, (5, "12-20"), today="12-11").fact.promise.id, "12-12")
        assert archive(book, who, "12-13").archived_since(on("12-31")) == on("12-13")

    def test_nothing_new_is_recorded_for_them_until_they_are_restored(self, book, who):
        archive(book, who, "12-05")
        with book.read() as read:
            assert find.customer(read, "Hualian", on("12-05")).id == who.id
            with pytest.raises(errors.CustomerArchived):
                find.active_customer(read, "Hualian", on("12-05"))
        with book.write("12-06") as w:
            customers.restore(w, w.read.customer(who.id))
        with book.read() as read:
            assert find.active_customer(read, "Hualian", on("12-06")).id == who.id

    def test_they_keep_what_they_had(self, book, who):
        book.pays(who, 10, "12-02")
        archive(book, who, "12-05")
        assert book.row(who, "12-31").sums.received == wan(10)
        assert listed(book, "12-31") == ["C001"]

    def test_as_of_a_day_in_between_they_are_still_archived(self, book, who):
        """Archived on the 5th, restored on the 20th: the book as of the 10th shows them archived."""
        archive(book, who, "12-05")
        with book.write("12-20") as w:
            customers.restore(w, w.read.customer(who.id))
        assert [listed(book, d) for d in ("12-04", "12-10", "12-20")] == [["C001"], [], ["C001"]]

    def test_archiving_twice_keeps_the_first_day(self, book, who):
        """Archived on the 5th, and by mistake once more on the 20th: they were gone in between."""
        archive(book, who, "12-05")
        with suppress(errors.Refusal):
            archive(book, who, "12-20")
        assert [listed(book, d) for d in ("12-04", "12-10", "12-20")] == [["C001"], [], []]

    def test_an_archived_customer_is_not_on_the_morning_list(self, book, who):
        book.target(who, 20)
        archive(book, who, "12-05")
        assert (book.kinds("12-04"), book.kinds("12-05")) == (["solicit"], [])


class TestGrades:
    def test_new_customers_are_c(self, book):
        assert book.customer(name="New").grade_on(on("12-01")) is Grade.C

    def test_a_grade_holds_from_its_day(self, book, who):
        with book.write("12-05") as w:
            customers.edit(w, who, grade=Grade.A, reason="always pays")
        grades = {d: book.row(who, d).grade for d in ("12-04", "12-05")}
        assert grades == {"12-04": Grade.C, "12-05": Grade.A}

    def test_the_reason_is_kept(self, book, who):
        with book.write("12-05") as w:
            found = customers.edit(w, who, grade=Grade.D, reason="three misses")
        assert [(given.on, given.grade, given.reason) for given in found.grades][-1] == (
            on("12-05"),
            Grade.D,
            "three misses",
        )

    def test_before_the_first_grade_the_first_holds(self, book):
        assert book.customer("12-05", name="New", grade=Grade.B).grade_on(on("11-01")) is Grade.B


class TestNames:
    def test_codes_are_given_in_order(self, book):
        assert [book.customer(name=n).code for n in ("One", "Two")] == ["C001", "C002"]

    @pytest.mark.usefixtures("who")
    @pytest.mark.parametrize("name", ["Hualian", "HUALIAN", " hua lian ", "\uff28ualian"])
    def test_a_name_that_is_taken(self, book, name):
        with pytest.raises(errors.NameTaken):
            book.customer(name=name)

    @pytest.mark.usefixtures("who")
    def test_a_code_that_is_taken(self, book):
        with pytest.raises(errors.CodeTaken):
            book.customer(name="Other", code="c001")

    def test_changing_nothing_is_refused(self, book, who):
        with book.write("12-05") as w, pytest.raises(errors.NothingToChange):
            customers.edit(w, who)

    def test_keeping_ones_own_name_is_no_clash(self, book, who):
        with book.write("12-05") as w:
            assert customers.edit(w, who, name="Hualian", owner="Li").owner == "Li"

    def test_found_by_code_name_alias_or_part(self, book):
        first = book.customer(name="Hualian Stores", aliases=("HL",))
        book.customer(name="Wankelong")
        with book.read() as read:
            found = [find.customer(read, typed, on("12-05")).id for typed in ("C001", "hualian stores", "hl", "stores")]
            assert found == [first.id] * 4

    def test_more_than_one_is_refused_with_the_candidates(self, book):
        for name in ("Hualian East", "Hualian West"):
            book.customer(name=name)
        with book.read() as read, pytest.raises(errors.ManyCustomers) as refused:
            find.customer(read, "hualian", on("12-05"))
        assert "Hualian East (C001), Hualian West (C002)" in str(refused.value)

    @pytest.mark.usefixtures("who")
    def test_none_is_refused_with_the_nearest(self, book):
        with book.read() as read, pytest.raises(errors.NoSuchCustomerNearest) as refused:
            find.customer(read, "Hualain", on("12-05"))
        assert "Hualian (C001)" in str(refused.value)

    def test_wrong_characters_of_the_right_sound_name_the_nearest(self):
        heard = replace(customer(), name="华联超市", keys=keys("华联超市"))
        with pytest.raises(errors.NoSuchCustomerNearest) as refused:
            find.customer(SimpleNamespace(customers=lambda: [heard]), "化连", on("12-05"))
        assert "华联超市 (C001)" in str(refused.value)

    def test_of_two_the_one_not_archived_is_meant(self, book):
        gone, here = book.customer(name="Hualian East"), book.customer(name="Hualian West")
        archive(book, gone, "12-01")
        with book.read() as read:
            assert find.customer(read, "hualian", on("12-05")).id == here.id


def test_a_contact_is_known_at_the_customer(book, who):
    with book.write("12-01") as w:
        made = customers.add_contact(w, who, "Wang", Role.PAYS, "13800000000")
    with book.read() as read:
        assert find.contact(read, who.id, "Wa") == made
        assert find.contact(read, who.id, "Li") is None
