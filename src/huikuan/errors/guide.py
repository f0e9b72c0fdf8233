"""What is refused while the month's customers are gone through; the same question is asked again."""

from __future__ import annotations

from huikuan.refusal import NotUnderstood, RuleRefusal
from huikuan.text import mark


class MonthGone(RuleRefusal):
    sentence = mark("{month} is over: there is nothing left to plan.")
    hint = mark("See huikuan plan {month}")


class ChangedMeanwhile(RuleRefusal):
    sentence = mark("{customer} was gone through or changed by someone else meanwhile: nothing was recorded here.")
    hint = mark("What stands there now: huikuan gap {code}")


class AnswerTooLong(NotUnderstood):
    sentence = mark("The answer is longer than {longest} characters.")
    hint = mark("Answer in one line, in a few words.")


class StandsAlready(RuleRefusal):
    sentence = mark("{amount} is in the book already and cannot be emptied here.")
    hint = mark("Press Enter to keep it, or type another amount.")


class NothingSuggested(NotUnderstood):
    sentence = mark("There is nothing to suggest for {customer}.")
    hint = mark("Type an amount; 0 for no target this month; s to come back to them later.")


class DayGone(RuleRefusal):
    sentence = mark("{day} has passed: a promise is of money still to come.")
    hint = mark("Give a day from {today} on.")


class PromiseUnclear(NotUnderstood):
    sentence = mark("A promise has an amount and a day.")
    hint = mark("Type it like “100k fri”, “100k 12-20 Wang” or “50k@fri,50k@eom”.")


class RestUnclear(NotUnderstood):
    sentence = mark("“{typed}” after amount and day is neither a name nor a form of payment.")
    hint = mark("Two parts are typed like “50k@fri,50k@eom”; an hour is left out.")


class MeasureUnclear(NotUnderstood):
    sentence = mark("A measure says what is done, what it should bring in, and by when if that is known.")
    hint = mark("Type it like “Visit Wang 30k 12-15”.")


class NeitherYesNorNo(NotUnderstood):
    sentence = mark("“{typed}” is neither yes nor no.")
    hint = mark("Press Enter for yes, type n for no.")
