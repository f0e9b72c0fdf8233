"""The questions about one customer, one after the other: target, expected, promises, measures until the gap is covered.

What follows is known from the answers so far, so a step back only takes the last answer away; it is offered again as
what Enter takes. Nothing is stored here.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum, auto
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from huikuan.domain.card import Card, card
from huikuan.domain.guide import Answers, Said, behind, missed, shown_of, with_answers
from huikuan.domain.lines import Planned
from huikuan.domain.money import NOTHING, Money
from huikuan.errors import NothingSuggested, StandsAlready
from huikuan.parse import amounts
from huikuan.parse import guided as typed_as
from huikuan.text import shown

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from huikuan.domain.ask import Ask
    from huikuan.domain.card import Dossier
    from huikuan.domain.day import Day
    from huikuan.domain.facts import Customer
    from huikuan.domain.guide import Shown
    from huikuan.domain.period import Month
    from huikuan.domain.standing import PromiseStanding


class Question(Enum):
    TARGET = auto()
    EXPECTED = auto()
    PROMISE = auto()
    SAME_MONEY = auto()
    MEASURE = auto()


Answer = Money | Said | Planned | bool | None
"""None stands for no target, nothing to change, no promise or measure more."""


class Given(NamedTuple):
    to: Question
    answer: Answer


Typed = dict[tuple[Question, int], str]
"""What was typed at a question the first time, the second time, …"""


@dataclass
class Talk:
    """What is known of the customer, and what was answered so far; `typed` outlives a step back."""

    dossier: Dossier
    gone_through_on: date | None
    month: Month
    day: Day
    typed: Typed
    given: list[Given] = field(default_factory=list)
    ask_shown: Ask | None = None

    @property
    def customer(self) -> Customer:
        return self.dossier.account.customer

    @property
    def answers(self) -> Answers:
        """What the answers come to; a question not answered yet changes nothing."""
        target, expected = self._answered(Question.TARGET), self._answered(Question.EXPECTED)
        again = missed(self.before.promises, self.day.policy)
        return Answers(
            target=target if isinstance(target, Money) else None,
            expected=expected if isinstance(expected, Money) else None,
            promises=tuple(each.answer for each in self.given if isinstance(each.answer, Said)),
            renews=again.promise.id if again and self._answered(Question.SAME_MONEY) else None,
            measures=tuple(each.answer for each in self.given if isinstance(each.answer, Planned)),
        )

    @cached_property
    def before(self) -> Card:
        """The card as the book has it."""
        return card(self.dossier, self.month, self.day)

    @property
    def card(self) -> Card:
        """The card with what was answered."""
        after = with_answers(self.dossier, self.month, self.answers, self.day)
        return card(after, self.month, self.day)

    @property
    def to_record(self) -> Answers:
        """The answers with the opening ask that was shown."""
        return replace(self.answers, ask=self.card.ask.opening)

    @property
    def shown(self) -> Shown:
        """What the answers rest on."""
        return shown_of(self.dossier, self.gone_through_on)

    @property
    def missed(self) -> PromiseStanding | None:
        """The missed promise which what they say now may be again."""
        return missed(self.before.promises, self.day.policy)

    @property
    def behind(self) -> Money:
        """How much of it was missed, without what is not due yet."""
        grade = self.customer.grade_on(self.day.as_of)
        return behind(self.missed, grade, self.day).open if self.missed else NOTHING

    @property
    def asks(self) -> Question | None:
        """The next question; None where there is none."""
        if not self.given:
            return Question.TARGET
        last, answer = self.given[-1]
        if last is Question.TARGET:
            return None if answer is None else Question.EXPECTED
        if last is Question.EXPECTED and self.card.row.sums.gap:
            return Question.PROMISE
        if last is Question.PROMISE and answer is not None:
            return Question.PROMISE
        if last is Question.PROMISE and self.missed and self.answers.promises:
            return Question.SAME_MONEY
        goes_on = last is not Question.MEASURE or answer is not None
        return Question.MEASURE if goes_on and self.card.row.sums.uncovered else None

    @property
    def offered(self) -> str:
        """What was typed here before a step back; nothing where nothing was."""
        return self.typed.get(self._place, "")

    @property
    def target(self) -> Money | None:
        """The target that Enter takes: the present one, else the suggested one."""
        row = self.before.row
        if row.has_target:
            return row.sums.target
        return row.sums.suggested if row.has_suggestion else None

    @property
    def expected(self) -> Money | None:
        """What the book has as expected."""
        return self.before.target.expected if self.before.target else None

    def take(self, typed: str) -> None:
        """The next question is answered with what was typed; a refusal leaves it open."""
        question, place = self.asks, self._place
        said = typed or self.offered
        reads: dict[Question, Callable[[str], Answer]] = {
            Question.TARGET: self._target,
            Question.EXPECTED: self._expected,
            Question.PROMISE: self._promise,
            Question.SAME_MONEY: typed_as.yes,
            Question.MEASURE: self._measure,
        }
        if question is not None:
            answer = reads[question](said)
            self.given.append(Given(question, answer))
            self.typed[place] = "" if answer is None and question is not Question.TARGET else said

    def back(self) -> None:
        """The last answer is taken away."""
        self.given.pop()

    @property
    def _place(self) -> tuple[Question, int]:
        question = self.asks or Question.MEASURE
        return question, sum(each.to is question for each in self.given)

    def _answered(self, question: Question) -> object:
        return next((each.answer for each in self.given if each.to is question), None)

    def _target(self, typed: str) -> Money | None:
        if typed_as.is_none(typed):
            if self.before.target is not None:
                raise StandsAlready(amount=self.before.target.amount)
            return None
        if not typed and self.target is None:
            raise NothingSuggested(customer=shown(self.customer.name))
        return amounts.amount(typed) if typed else self.target

    def _expected(self, typed: str) -> Money | None:
        if not typed_as.is_none(typed):
            return amounts.amount(typed) if typed else None
        if self.expected is not None:
            raise StandsAlready(amount=self.expected)
        return None

    def _promise(self, typed: str) -> Said | None:
        is_none = not typed or typed_as.is_none(typed)
        return None if is_none else typed_as.promise(typed, self.day.as_of)

    def _measure(self, typed: str) -> Planned | None:
        is_none = not typed or typed_as.is_none(typed)
        return None if is_none else typed_as.measure(typed, self.day.as_of)
