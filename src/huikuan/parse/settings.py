"""The settings file huikuan.toml: every key is optional, a key that is not known is refused rather than passed over.

lang = "zh"                     the language: zh or en
book = "path or server address" where the book is
owner = "小李"                   whose customers new ones are
ageing = [30, 60, 90]           where the steps of the ageing end, in days overdue
threshold = 100                 how much of an instalment keeps it, in per cent
tail_share = 5                  up to how much of an instalment its rest is a tail, in per cent
bill_rate = 0.03                what a bank takes a year for paying a bill before it matures
[tolerance] A = 3               calendar days after the due date that still count as on time
[quiet] A = 10                  working days after which a customer without a promise is asked again
[reminders] C = [7, 3]          calendar days before the due date
[points] renew = 50             what each kind of task weighs on the morning list
[hours] collect = "09:30-10:30" when to call
"""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, field_validator

from huikuan.domain.facts import Grade  # noqa: TC001 - pydantic reads the annotations
from huikuan.domain.habits import hours_from
from huikuan.domain.policy import Policy
from huikuan.domain.task_kinds import TaskKind  # noqa: TC001 - pydantic reads the annotations
from huikuan.errors import SettingsNotUnderstood, TextRefused
from huikuan.parse import toml, words
from huikuan.text import _, shown

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST_NAME = 200


def _name(typed: str) -> str:
    """A name as --owner takes it: what is written here meets what is typed there."""
    try:
        return words.clean(typed, noun="", longest=LONGEST_NAME)
    except TextRefused as refused:
        raise words.Unclear(str(refused.values["why"])) from None


Days = Annotated[int, Field(ge=0, le=365, strict=True)]
Points = Annotated[int, Field(ge=0, le=1000, strict=True)]
Name = Annotated[str, AfterValidator(_name)]
Hours = Annotated[str, AfterValidator(lambda text: str(hours_from(text)))]


def _exact(rate: object) -> Fraction:
    """The decimal fraction as it is written in the file, as a number or in quotes."""
    if isinstance(rate, bool) or not re.fullmatch(r"0(\.[0-9]{1,6})?", str(rate)):
        raise ValueError
    return Fraction(str(rate))


Rate = Annotated[Fraction, BeforeValidator(_exact), Field(le=Fraction(36, 100))]


class Settings(BaseModel):
    """The file, checked."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    lang: Literal["zh", "en"] | None = None
    book: str | None = None
    owner: Name | None = None
    threshold: Annotated[int, Field(ge=1, le=100, strict=True)] = 100
    tail_share: Annotated[int, Field(ge=1, le=50, strict=True)] = 5
    bill_rate: Rate = Fraction(3, 100)
    tolerance: dict[Grade, Days] = {}
    quiet: dict[Grade, Days] = {}
    reminders: dict[Grade, list[Days]] = {}
    points: dict[TaskKind, Points] = {}
    hours: dict[TaskKind, Hours] = {}
    ageing: Annotated[list[Annotated[int, Field(ge=1, le=3650, strict=True)]], Field(min_length=1, max_length=8)] = [
        30,
        60,
        90,
    ]

    @field_validator("ageing")
    @classmethod
    def _rising(cls, bounds: list[int]) -> list[int]:
        if bounds != sorted(set(bounds)):
            raise ValueError
        return bounds

    def policy(self) -> Policy:
        """The defaults of the field with what the file says laid over them."""
        usual = Policy()
        return replace(
            usual,
            threshold=self.threshold,
            tail_share=self.tail_share,
            bill_rate=self.bill_rate,
            tolerance=_over(usual.tolerance, self.tolerance),
            quiet=_over(usual.quiet, self.quiet),
            reminders=_over(usual.reminders, {grade: tuple(days) for grade, days in self.reminders.items()}),
            kind_points=_over(usual.kind_points, self.points),
            hours=_over(usual.hours, self.hours),
            ageing=tuple(self.ageing),
        )


def settings(raw: bytes, file: str) -> Settings:
    """The settings in the bytes of the file. Refused with the key and the reason where they cannot be understood."""
    try:
        return Settings.model_validate(toml.read(raw))
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"] if part != "[key]")
        raise SettingsNotUnderstood(file=file, key=shown(key), why=_why(first)) from error
    except toml.NotToml as error:
        place = _("line {number}", number=error.line) if error.line else "TOML"
        raise SettingsNotUnderstood(file=file, key=place, why=_("it is not written as TOML")) from error


def _why(wrong: Mapping[str, Any]) -> str:
    cause = wrong.get("ctx", {}).get("error")
    if isinstance(cause, words.Unclear):
        return cause.why
    is_unknown = wrong["type"] == "extra_forbidden" or "[key]" in wrong["loc"]
    return _("there is no such key") if is_unknown else _("the value does not fit there")


def _over(usual: Mapping[Any, Any], own: Mapping[Any, Any]) -> Mapping[Any, Any]:
    return MappingProxyType({**usual, **own})
