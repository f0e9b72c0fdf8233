"""The morning list: what stands on it, in which order, and what shortening it hides."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facts import (
    POLICY,
    account,
    customer,
    day,
    days,
    instalment,
    measure,
    on,
    paid,
    promise,
    receipt,
    renewed,
    some_accounts,
    some_days,
    split,
    step,
    wan,
    withdrawn,
)
from huikuan.domain.facts import Contact, Form, Grade, Reversal, Role
from huikuan.domain.invoice import Credit, Invoice
from huikuan.domain.ledger import Ledger
from huikuan.domain.priority import score
from huikuan.domain.task_kinds import TaskKind
from huikuan.domain.worklist import Morning, Narrow, Touch, whom_to_call, with_contacts, worklist


def morning(*accounts, touches=None, reversals=(), approvals=(), instruments=(), owes=None):
    return Morning(accounts, touches or {}, tuple(reversals), tuple(approvals), tuple(instruments), owes or {})


def listed(of, as_of="12-05", narrow=None):
    return worklist(of, narrow or Narrow(), day(as_of))


def kinds(of, as_of="12-05"):
    return [str(task.kind) for task in listed(of, as_of).tasks]


SPOKEN_TODAY = {1: Touch(last=on("12-07"))}


class TestSolicit:
    """A customer with a target, a gap and no live promise is asked for one."""

    def test_who_has_a_target_and_no_promise_is_asked(self):
        [task] = listed(morning(account(20, 4))).tasks
        assert (task.kind, task.amount, task.due) == (TaskKind.SOLICIT, wan(16), None)

    @pytest.mark.parametrize(
        "of",
        [
            account(None, 0),
            account(20, 20),
            account(20, 0, promise(5, "12-31")),
            account(20, 0, promise(5, "2027-01-31")),
        ],
        ids=["no target", "no gap", "a promise not yet near", "a promise for next month"],
    )
    def test_who_is_left_in_peace(self, of):
        assert kinds(morning(of)) == []

    def test_who_must_renew_is_not_asked_as_well(self):
        assert kinds(morning(account(20, 0, promise(5, "12-03")))) == ["renew"]

    def test_who_kept_a_promise_and_still_has_a_gap_is_asked_for_another(self):
        assert kinds(morning(account(20, 5, promise(5, "12-03", paid(5, "12-03"))))) == ["solicit"]

    @pytest.mark.parametrize(
        "over", [withdrawn(promise(5, "12-20"), "12-01"), renewed(promise(5, "12-20"), "12-01", "12-10")]
    )
    def test_a_promise_that_is_over_is_no_live_promise(self, over):
        assert kinds(morning(account(20, 0, over))) == ["solicit"]

    @pytest.mark.parametrize(("grade", "first"), [("A", "12-21"), ("B", "12-16"), ("C", "12-14"), ("D", "12-10")])
    def test_the_interval_of_each_grade(self, grade, first):
        """Spoken to on Monday December 7: asked again after ten, seven, five or three working days."""
        of = morning(account(20, who=customer(grade=grade)), touches=SPOKEN_TODAY)
        asked = [d for d in days("12-07", "12-31") if "solicit" in kinds(of, d)]
        assert asked == days(first, "12-31")


def owes(*dues, credit=0):
    """Customer 1 owes 2万 on an invoice for each of the days, and paid so much ahead."""
    invoices = [Invoice(n, 1, f"F{n}", on("10-01"), on(due), wan(2)) for n, due in enumerate(dues, 1)]
    return {1: Ledger(tuple(invoices), (Credit(1, on("11-30"), wan(credit)),), is_known=True)}


class TestOverdue:
    """Invoices overdue by more than the grade tolerates, with nothing promised, are asked for without a target too."""

    def test_it_names_what_is_overdue_and_the_first_due_day(self):
        [task] = listed(morning(account(), owes=owes("11-20", "11-10", "12-20")), "12-05").tasks
        found = (task.kind, task.amount, task.due, task.days_late, task.is_several)
        assert found == (TaskKind.OVERDUE, wan(4), on("11-10"), 25, True)

    @pytest.mark.parametrize(("grade", "first"), [("A", "12-04"), ("B", "12-02"), ("C", "12-01"), ("D", "12-01")])
    def test_from_the_day_after_the_tolerance_of_each_grade(self, grade, first):
        of = morning(account(who=customer(grade=grade)), owes=owes("11-30"))
        assert next(d for d in days("12-01", "12-06") if kinds(of, d)) == on(first)

    def test_what_was_paid_ahead_is_not_asked_for(self):
        [task] = listed(morning(account(), owes=owes("11-20", credit=0.5))).tasks
        assert task.amount == wan("1.5")
        assert kinds(morning(account(), owes=owes("11-20", credit=2))) == []

    @pytest.mark.parametrize(
        ("of", "listed_as"),
        [
            (account(20), ["overdue"]),
            (account(None, 0, promise(1, "12-31")), []),
            (account(20, 0, promise(5, "12-03")), ["renew"]),
            (account(None, 0, withdrawn(promise(5, "12-20"), "12-01")), ["overdue"]),
            (account(who=customer(archived="12-01")), []),
        ],
        ids=["in place of the month's gap", "a live promise", "a broken one", "a withdrawn one", "put away"],
    )
    def test_whose_turn_it_is(self, of, listed_as):
        assert kinds(morning(of, owes=owes("11-10"))) == listed_as

    def test_who_was_spoken_with_is_left_in_peace_for_as_long_as_the_grade_says(self):
        of = morning(account(20, who=customer(grade="D")), touches=SPOKEN_TODAY, owes=owes("11-10"))
        assert next(d for d in days("12-07", "12-20") if kinds(of, d)) == on("12-10")

    def test_an_agreed_contact_and_money_that_came_back_go_before_it(self):
        agreed = {1: Touch(last=on("12-01"), planned=on("12-05"), planned_on=on("12-01"))}
        assert kinds(morning(account(), touches=agreed, owes=owes("11-10"))) == ["contact"]
        back = [Reversal(1, 1, on("12-04"), wan(3), "bounced")]
        assert kinds(morning(account(), reversals=back, owes=owes("11-10"))) == ["bounced"]

    def test_without_any_target_the_larger_debt_earns_more_points(self):
        other = replace(customer(code="C2"), id=2)
        more = {2: Ledger((Invoice(9, 2, None, on("10-01"), on("11-10"), wan(30)),), is_known=True)}
        tasks = listed(morning(account(), account(who=other), owes=owes("11-10") | more)).tasks
        assert [(task.customer.id, task.points) for task in tasks] == [(2, 78), (1, 57)]


class TestContact:
    def test_from_the_planned_day_on(self):
        of = morning(account(), touches={1: Touch(on("12-01"), on("12-04"))})
        assert [kinds(of, d) for d in ("12-03", "12-04", "12-05")] == [[], ["contact"], ["contact"]]
        assert listed(of, "12-06").tasks[0].days_late == 2

    def test_a_live_promise_does_not_cancel_it(self):
        of = morning(account(20, 0, promise(20, "12-31")), touches={1: Touch(on("12-01"), on("12-04"))})
        assert kinds(of, "12-04") == ["contact"]


class TestMeasure:
    def test_from_its_day_until_it_is_closed(self):
        of = measure(6, "12-04")
        assert [kinds(morning(account(measures=(of,))), d) for d in ("12-03", "12-04", "12-08")] == [
            [],
            ["measure"],
            ["measure"],
        ]

    @pytest.mark.parametrize("how", ["done", "dropped", "converted"])
    def test_a_closed_one_is_over(self, how):
        from huikuan.domain.facts import MeasureStatus

        of = measure(6, "12-04", closed_on=on("12-05"), closed_as=MeasureStatus(how))
        assert [kinds(morning(account(measures=(of,))), d) for d in ("12-04", "12-05")] == [["measure"], []]

    def test_one_of_last_month_is_not_forgotten(self):
        assert kinds(morning(account(measures=(measure(6, "11-20", "11-01"),)))) == ["measure"]


class TestBounced:
    def test_it_names_the_money_and_the_days_since(self):
        of = morning(account(), reversals=[Reversal(7, 1, on("12-03"), wan(4), "bounced")])
        [task] = listed(of).tasks
        assert (task.kind, task.amount, task.subject, task.days_late) == (TaskKind.BOUNCED, wan(4), 7, 2)

    def test_it_stands_with_its_own_customer(self):
        accounts = (account(who=customer("C001")), account(who=customer("C002")))
        of = morning(*accounts, reversals=[Reversal(7, 2, on("12-03"), wan(4), "bounced")])
        assert [task.customer.code for task in listed(of).tasks] == ["C002"]


class TestApproval:
    """A step that is stuck, every day until it is through."""

    late = step(expected="12-08")

    def test_from_the_day_after_the_one_expected_until_it_is_done(self):
        of = morning(account(), approvals=[self.late._replace(done_on=on("12-11"))])
        assert [kinds(of, d) for d in days("12-08", "12-11")] == [[], ["approval"], ["approval"], []]

    def test_it_names_the_step_the_day_and_the_days_since(self):
        [task] = listed(morning(account(), approvals=[self.late]), "12-10").tasks
        assert (task.subject, task.title, task.due, task.days_late) == (self.late.id, "finance", on("12-08"), 2)

    def test_without_a_day_expected_it_counts_from_the_day_it_was_submitted(self):
        [task] = listed(morning(account(), approvals=[step(submitted="12-01")]), "12-09").tasks
        assert (task.due, task.days_late) == (on("12-01"), 8)

    @pytest.mark.parametrize(
        ("of", "amount"),
        [
            (account(), 0),
            (account(20, 4, promise(5, "12-31")), 11),
            (account(None, 4), 0),
        ],
        ids=["nothing known", "the month's gap", "no target"],
    )
    def test_about_the_month_it_holds_up_the_gap(self, of, amount):
        tasks = listed(morning(of, touches=SPOKEN_TODAY, approvals=[self.late]), "12-10").tasks
        assert [t.amount for t in tasks if t.kind is TaskKind.APPROVAL] == [wan(amount)]

    def test_about_a_promise_it_holds_up_what_is_still_open_of_it(self):
        one, other = promise(5, "12-31", paid(2, "12-02")), promise(7, "12-31")
        assert self.held_up(one, other, about=one.id) == wan(3)

    def test_a_promise_that_was_renewed_is_still_the_same_money(self):
        old = promise(5, "12-07")
        new = replace(promise(4, "12-31", made="12-08", level=2), follows=old.id)
        assert self.held_up(renewed(old, "12-08", "12-31"), new, about=old.id) == wan(4)

    @pytest.mark.parametrize(
        "over", [withdrawn(promise(5, "12-31"), "12-08"), promise(5, "12-31", paid(5, "12-08"))], ids=["back", "paid"]
    )
    def test_nobody_asks_for_the_step_of_a_promise_with_nothing_open(self, over):
        of = morning(account(50, 0, over), approvals=[self.late._replace(promise_id=over.id)])
        assert "approval" not in kinds(of, "12-10")

    def held_up(self, *promises, about):
        of = morning(account(50, 0, *promises), approvals=[self.late._replace(promise_id=about)])
        [task] = [t for t in listed(of, "12-10").tasks if t.kind is TaskKind.APPROVAL]
        return task.amount

    def test_only_the_first_open_step_of_a_chain(self):
        of = morning(account(), approvals=[self.late, step(expected="12-08")])
        assert kinds(of, "12-10") == ["approval"]
        open_one = promise(5, "12-31")
        of = morning(account(9, 0, open_one), approvals=[self.late, step(expected="12-08", about=open_one.id)])
        assert kinds(of, "12-10").count("approval") == 2

    def test_a_customer_put_away_is_not_asked(self):
        gone = account(who=customer(archived="12-05"))
        assert kinds(morning(gone, approvals=[self.late]), "12-10") == []

    def test_it_stands_with_its_own_customer(self):
        accounts = (account(who=customer("C001")), account(who=customer("C002")))
        of = morning(*accounts, approvals=[step(expected="12-08", of=2), step(expected="12-08", of=9)])
        assert [task.customer.code for task in listed(of, "12-10").tasks] == ["C002"]


class TestBill:
    """A bill or cheque that matures is handed to the bank."""

    bill = receipt(3, "11-10", form=Form.ACCEPTANCE_BILL, matures="12-10")

    def test_from_five_days_before_it_matures(self):
        of = morning(account(), instruments=[self.bill])
        assert [d for d in days("11-25", "12-31") if kinds(of, d) == ["bill"]] == days("12-05", "12-31")

    @pytest.mark.parametrize(("as_of", "late"), [("12-05", 0), ("12-10", 0), ("12-13", 3)])
    def test_it_names_the_face_the_maturity_and_the_last_day(self, as_of, late):
        [task] = listed(morning(account(), instruments=[self.bill]), as_of).tasks
        assert (task.amount, task.due, task.days_late, task.until) == (wan(3), on("12-10"), late, on("12-20"))
        assert (task.subject, task.form) == (self.bill.id, Form.ACCEPTANCE_BILL)

    def test_until_it_is_in_the_bank(self):
        of = morning(account(), instruments=[replace(self.bill, presented_on=on("12-08"))])
        assert [kinds(of, d) for d in ("12-07", "12-08")] == [["bill"], []]

    def test_one_that_came_back_is_presented_no_more(self):
        of = morning(account(), instruments=[replace(self.bill, reversed_on=on("12-08"))])
        assert [kinds(of, d) for d in ("12-07", "12-08")] == [["bill"], []]

    def test_of_a_customer_put_away_too(self):
        """It is money in our hands, whoever gave it."""
        gone = account(who=customer(archived="12-01"))
        assert kinds(morning(gone, instruments=[self.bill]), "12-10") == ["bill"]

    def test_it_stands_with_its_own_customer(self):
        accounts = (account(who=customer("C001")), account(who=customer("C002")))
        of = morning(*accounts, instruments=[replace(self.bill, customer_id=2), replace(self.bill, customer_id=9)])
        assert [task.customer.code for task in listed(of, "12-10").tasks] == ["C002"]


class TestOnePromise:
    def test_instalments_that_ask_for_the_same_are_one_task(self):
        of = split(instalment(5, "12-02"), instalment(4, "12-03", paid(1, "12-03")), instalment(3, "12-20"))
        [task] = listed(morning(account(20, 0, of))).tasks
        assert (task.kind, task.amount, task.paid, task.due, task.days_late) == (
            TaskKind.RENEW,
            wan(8),
            wan(1),
            on("12-02"),
            3,
        )

    def test_instalments_that_ask_for_different_things_are_two(self):
        of = split(instalment(5, "12-03"), instalment(3, "12-07"))
        assert kinds(morning(account(8, 0, of)), "12-04") == ["renew", "confirm"]

    def test_a_promise_made_later_is_not_known_yet(self):
        assert kinds(morning(account(None, 0, promise(5, "12-10", made="12-10"))), "12-09") == []


class TestPoints:
    def test_they_are_the_sum_of_named_terms(self):
        """Renewing a C customer's second promise, 5万 of 20万 at stake, two days late."""
        [task] = listed(morning(account(20, 0, promise(5, "12-03", level=2)))).tasks
        terms = {str(each.term): each.points for each in task.why}
        assert terms == {"kind": 50, "share": 30, "days_late": 2, "grade": 6, "level": 5}
        assert task.points == 93

    def test_a_small_share_of_the_money_at_stake_earns_few_points(self):
        """A fifth earns all 30; a twentieth 7.5, rounded."""
        terms = score(TaskKind.COLLECT, wan(1), wan(20), 0, Grade.A, 1, POLICY)
        assert {str(each.term): each.points for each in terms} == {"kind": 40, "share": 8}

    def test_terms_of_nothing_are_not_named(self):
        terms = score(TaskKind.REMIND, wan(0), wan(20), 0, Grade.A, 1, POLICY)
        assert [str(each.term) for each in terms] == ["kind"]

    @given(
        st.sampled_from(TaskKind),
        st.integers(0, 10**15),
        st.integers(0, 10**15),
        st.integers(-5, 5000),
        st.sampled_from(Grade),
        st.integers(1, 100),
    )
    def test_every_term_is_bounded(self, kind, amount, stake, late, grade, level):
        most = {"kind": 60, "share": 30, "days_late": 20, "grade": 10, "level": 15}
        from huikuan.domain.money import Money

        for each in score(kind, Money(amount), Money(stake), late, grade, level, POLICY):
            assert 0 < each.points <= most[str(each.term)]

    @given(
        st.sampled_from(TaskKind), st.integers(0, 10**9), st.integers(0, 40), st.sampled_from(Grade), st.integers(1, 9)
    )
    def test_more_money_later_and_more_often_promised_is_never_worth_less(self, kind, amount, late, grade, level):
        from huikuan.domain.money import Money

        def points(amount, late, level):
            return sum(p.points for p in score(kind, Money(amount), Money(10**9), late, grade, level, POLICY))

        least = points(amount, late, level)
        assert least <= min(
            points(amount * 2, late, level), points(amount, late + 1, level), points(amount, late, level + 1)
        )


class TestShortening:
    accounts = tuple(
        account(n, who=customer(f"C00{n}", owner="Li" if n % 2 else "Wang")) for n in range(1, 6)
    )  # five customers without a promise: 1万 to 5万
    whole = morning(*accounts)

    def test_nothing_hidden_without_it(self):
        found = listed(self.whole)
        assert (len(found.tasks), found.hidden) == (5, 0)

    def test_limit(self):
        found = listed(self.whole, narrow=Narrow(limit=2))
        assert ([t.customer.code for t in found.tasks], found.hidden) == (["C003", "C004"], 3)

    def test_limit_beyond_the_list(self):
        found = listed(self.whole, narrow=Narrow(limit=50))
        assert (len(found.tasks), found.hidden) == (5, 0)

    def test_owner(self):
        found = listed(self.whole, narrow=Narrow(owner="Wang"))
        assert ([t.customer.code for t in found.tasks], found.hidden) == (["C004", "C002"], 3)

    def test_floor_takes_the_amount_itself(self):
        found = listed(self.whole, narrow=Narrow(floor=wan(4)))
        assert ([t.customer.code for t in found.tasks], found.hidden) == (["C004", "C005"], 3)

    def test_all_together(self):
        found = listed(self.whole, narrow=Narrow(limit=1, owner="Li", floor=wan(2)))
        assert ([t.customer.code for t in found.tasks], found.hidden) == (["C003"], 4)

    def test_points_do_not_depend_on_what_is_hidden(self):
        """The share is of everybody's money, whoever asks."""
        everyone = {t.customer.code: t.points for t in listed(self.whole).tasks}
        assert {t.customer.code: t.points for t in listed(self.whole, narrow=Narrow(owner="Li")).tasks} == {
            code: everyone[code] for code in ("C001", "C003", "C005")
        }


@settings(max_examples=50)
@given(
    st.integers(0, 4).flatmap(lambda n: st.tuples(*(some_accounts(f"C00{i}") for i in range(1, n + 1)))),
    some_days,
    st.randoms(use_true_random=False),
)
def test_the_order_is_points_then_code_however_the_facts_are_read(accounts, as_of, shuffle):
    mixed = list(accounts)
    shuffle.shuffle(mixed)
    found, again = listed(morning(*accounts), as_of), listed(morning(*mixed), as_of)
    assert found == again
    keys = [(-task.points, task.customer.code) for task in found.tasks]
    assert keys == sorted(keys)
    assert all(task.points == sum(each.points for each in task.why) for task in found.tasks)


@settings(max_examples=50)
@given(
    st.tuples(some_accounts("C001"), some_accounts("C002")),
    some_days,
    st.integers(0, 5),
    st.none() | st.integers(0, 10**9),
)
def test_shown_and_hidden_are_all(accounts, as_of, limit, floor):
    from huikuan.domain.money import Money

    every = listed(morning(*accounts), as_of)
    some = listed(morning(*accounts), as_of, Narrow(limit=limit, floor=None if floor is None else Money(floor)))
    assert len(some.tasks) + some.hidden == len(every.tasks)
    assert len(some.tasks) <= limit
    assert [t for t in every.tasks if t in some.tasks] == list(some.tasks)


@settings(max_examples=50)
@given(some_accounts(), some_days)
def test_nobody_is_asked_for_a_promise_and_about_one_on_the_same_day(of, as_of):
    found = kinds(morning(of), as_of)
    assert found.count("solicit") <= 1
    assert not ("solicit" in found and {"renew", "press", "collect", "confirm", "remind"} & set(found))


PEOPLE = tuple(Contact(n, 1, f"P{n}", role, on("12-01")) for n, role in enumerate(Role, start=1))


@pytest.mark.parametrize(
    ("kind", "role"),
    [
        ("bounced", "decides"),
        ("renew", "decides"),
        ("solicit", "decides"),
        ("confirm", "handles"),
        ("approval", "handles"),
        ("collect", "pays"),
    ],
)
def test_whom_to_call(kind, role):
    """A miss goes to who decides, a payment to who pays, the papers and approvals to who handles them."""
    assert whom_to_call(TaskKind(kind), PEOPLE).role == role


def test_somebody_is_better_than_nobody():
    user = PEOPLE[-1]
    assert whom_to_call(TaskKind.RENEW, [user]) == user
    assert whom_to_call(TaskKind.RENEW, []) is None


def test_who_signs_is_asked_where_the_step_is():
    signs, late = PEOPLE[0], step(expected="12-08", signer=PEOPLE[0].name)
    [found] = with_contacts(listed(morning(account(), approvals=[late]), "12-10"), {1: PEOPLE}).tasks
    assert found.contact == signs
    stranger = late._replace(signer="nobody known")
    [found] = with_contacts(listed(morning(account(), approvals=[stranger]), "12-10"), {1: PEOPLE}).tasks
    assert found.contact.role == Role.HANDLES


def test_nobody_is_called_about_a_bill():
    of = morning(account(), instruments=[TestBill.bill])
    assert with_contacts(listed(of, "12-10"), {1: PEOPLE}).tasks[0].contact is None


def test_every_task_gets_its_person():
    found = with_contacts(listed(morning(account(20))), {1: PEOPLE})
    assert [task.contact.role for task in found.tasks] == [Role.DECIDES]


def test_a_day_nobody_knows_the_holidays_of_is_an_estimate():
    assert listed(morning(), "2027-01-04").is_estimate
    assert not listed(morning(), "12-31").is_estimate


def test_a_company_may_weigh_the_kinds_itself():
    own = replace(POLICY, kind_points=dict.fromkeys(TaskKind, 1))
    [task] = worklist(morning(account(20)), Narrow(), day("12-05", own)).tasks
    assert next(each.points for each in task.why) == 1
