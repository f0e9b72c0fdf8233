"""What is not understood as typed."""

from __future__ import annotations

from huikuan.errors.base import NotUnderstood
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
