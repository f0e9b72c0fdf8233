"""The kinds of task on the morning list: one row each says what it is worth, when to call, whom, and what it is about.

To add one: a member and a row here, a row with its words in `show/tasks.py`, and the rule that finds it in
`worklist.py`.
"""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from huikuan.domain.kinds import Role

if TYPE_CHECKING:
    from collections.abc import Mapping


class TaskKind(StrEnum):
    """Why a customer is on the morning list."""

    BOUNCED = "bounced"
    RENEW = "renew"
    PRESS = "press"
    COLLECT = "collect"
    APPROVAL = "approval"
    BILL = "bill"
    CONFIRM = "confirm"
    OVERDUE = "overdue"
    MEASURE = "measure"
    CONTACT = "contact"
    SOLICIT = "solicit"
    REMIND = "remind"

    @property
    def row(self) -> TaskRow:
        """What holds for tasks of this kind."""
        return _ROWS[self]


_WHO_DECIDES = (Role.DECIDES, Role.PAYS, Role.HANDLES)
_WHO_PAYS = (Role.PAYS, Role.HANDLES, Role.DECIDES)
_WHO_HANDLES = (Role.HANDLES, Role.PAYS, Role.DECIDES)


class TaskRow(NamedTuple):
    """Points and usual hours, which the settings may change, and whom to call first.

    `is_of_promise`: its subject is a promise. `has_checklist`: what the due date needs is looked through.
    `brings_money`: asked in time for the bank. `ends_with_contact`: being in touch is what it asks for.
    `waits_for_next_sitting`: a promise taken a minute ago asks for no confirmation yet. `is_for_ourselves`: nobody is
    told of it; `is_for_the_bank`: nobody is called either.
    """

    points: int
    hours: str
    call_first: tuple[Role, ...] = _WHO_PAYS
    is_of_promise: bool = False
    has_checklist: bool = False
    brings_money: bool = False
    ends_with_contact: bool = False
    waits_for_next_sitting: bool = False
    is_for_ourselves: bool = False
    is_for_the_bank: bool = False


_MORNING, _NOON, _AFTERNOON = "09:30-10:30", "10:00-11:30", "14:00-16:00"
_ROWS: Final[Mapping[TaskKind, TaskRow]] = MappingProxyType(
    {
        TaskKind.BOUNCED: TaskRow(60, _MORNING, _WHO_DECIDES, brings_money=True, ends_with_contact=True),
        TaskKind.RENEW: TaskRow(50, _NOON, _WHO_DECIDES, is_of_promise=True),
        TaskKind.PRESS: TaskRow(45, _NOON, is_of_promise=True, brings_money=True),
        TaskKind.COLLECT: TaskRow(40, _MORNING, is_of_promise=True, has_checklist=True, brings_money=True),
        TaskKind.APPROVAL: TaskRow(35, _AFTERNOON, _WHO_HANDLES),
        TaskKind.BILL: TaskRow(30, _MORNING, is_for_ourselves=True, is_for_the_bank=True),
        TaskKind.CONFIRM: TaskRow(
            25, _AFTERNOON, _WHO_HANDLES, is_of_promise=True, has_checklist=True, waits_for_next_sitting=True
        ),
        TaskKind.OVERDUE: TaskRow(22, _NOON, _WHO_DECIDES, ends_with_contact=True),
        TaskKind.MEASURE: TaskRow(20, _AFTERNOON, is_for_ourselves=True),
        TaskKind.CONTACT: TaskRow(18, _NOON, ends_with_contact=True),
        TaskKind.SOLICIT: TaskRow(15, _NOON, (Role.DECIDES, Role.HANDLES, Role.PAYS), ends_with_contact=True),
        TaskKind.REMIND: TaskRow(10, _AFTERNOON, _WHO_HANDLES, is_of_promise=True, waits_for_next_sitting=True),
    }
)
