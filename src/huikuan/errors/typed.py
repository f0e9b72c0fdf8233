"""What is not understood as typed."""

from __future__ import annotations

from huikuan.refusal import NotUnderstood
from huikuan.text import mark


class AmountNotUnderstood(NotUnderstood):
    sentence = mark("“{typed}” is not an amount: {why}.")
    hint = mark("Type it like 200000, 20万, 1.5万, 3万5 or ¥200,000.50.")


class DayNotUnderstood(NotUnderstood):
    sentence = mark("“{typed}” is not a day: {why}.")
    hint = mark('Type it like 2026-12-10, 12-10, 10号, 周五, 月底, fri, "next fri", eom or +3d.')


class MonthNotUnderstood(NotUnderstood):
    sentence = mark("“{typed}” is not a month: {why}.")
    hint = mark("Type it like 2026-12, 12月, 本月, 下月, this, next or last.")


class WordNotUnderstood(NotUnderstood):
    sentence = mark("“{typed}” is not a {noun} known here.")
    hint = mark("Type one of: {choices}.")


class SplitNotUnderstood(NotUnderstood):
    sentence = mark("“{typed}” is not a list of instalments: {why}.")
    hint = mark("Type it like “5万@周五,5万@月底”.")


class TextRefused(NotUnderstood):
    sentence = mark("The {noun} cannot be stored: {why}.")
    hint = mark("Type it again without that.")


class TwoDays(NotUnderstood):
    sentence = mark("Two days were given, the list has one.")
    hint = mark("Leave out the day or --as-of.")


class UrlOnCommandLine(NotUnderstood):
    sentence = mark("A server's address is never taken from the command line, where others can read it.")
    hint = mark("Set HUIKUAN_DB to it, or write it in the settings file; --db takes the path of a file.")


class NumberNotUnderstood(NotUnderstood):
    sentence = mark("“{typed}” is not a number such as the lists show.")
    hint = mark("Type a whole number from 1 up, like 3.")


class PromiseIncomplete(NotUnderstood):
    sentence = mark("A promise has an amount and a date, or instalments with --split.")
    hint = mark("Type it like “huikuan promise add 华联 10万 周五” or --split “5万@周五,5万@月底”.")


class SettingsNotUnderstood(NotUnderstood):
    sentence = mark("The settings file {file} is not understood at “{key}”: {why}.")
    hint = mark("Correct or delete that line.")


class CalendarUnreadable(NotUnderstood):
    sentence = mark("The holiday file {file} is not understood.")
    hint = mark("Correct it or take it away.")


class TodayNotUnderstood(NotUnderstood):
    sentence = mark("HUIKUAN_TODAY is not a day: {typed}.")
    hint = mark("Set it like 2026-12-01, a year from 2000 to 2099, or unset it.")


class HoursNotUnderstood(NotUnderstood):
    sentence = mark("“{typed}” is not an hour or a span of hours: {why}.")
    hint = mark("Type it like 16:00, 下午4点, 10:00-11:30 or 上午.")


class PayDaysNotUnderstood(NotUnderstood):
    sentence = mark("“{typed}” does not say on which days: {why}.")
    hint = mark("Type it like 10,25,月底, or for days of the week like 周四.")
