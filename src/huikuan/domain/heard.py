"""The reasons a customer gave for not paying: how often each, what they said last, which answer moved them.

The reason heard most often stands first; of the answers the one that worked most often, and of two the one that failed
less.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from huikuan.domain.kinds import ExcuseKind
    from huikuan.domain.talk import FollowUp


class Answered(NamedTuple):
    """One answer of ours: how often it worked, how often not; of the other times nothing was noted."""

    answer: str
    times: int
    worked: int
    failed: int


class Heard(NamedTuple):
    """One kind of reason; `measure_id` is the measure it became last."""

    kind: ExcuseKind
    times: int
    last_on: date
    said: str | None
    answers: tuple[Answered, ...]
    measure_id: int | None = None

    @property
    def best(self) -> Answered | None:
        """The answer that has worked most often; None where none has."""
        return self.answers[0] if self.answers and self.answers[0].worked else None


def heard(contacts: Iterable[FollowUp], as_of: date) -> tuple[Heard, ...]:
    """The reasons heard by the day."""
    by_kind: dict[ExcuseKind, list[FollowUp]] = {}
    for contact in sorted((c for c in contacts if c.on <= as_of), key=lambda c: (c.on, c.id)):
        if contact.talk.excuse is not None:
            by_kind.setdefault(contact.talk.excuse, []).append(contact)
    found = [_of(kind, theirs) for kind, theirs in by_kind.items()]
    return tuple(sorted(found, key=lambda each: (-each.times, -each.last_on.toordinal(), each.kind)))


def _of(kind: ExcuseKind, contacts: Sequence[FollowUp]) -> Heard:
    said = [c.said for c in contacts if c.said]
    measures = [c.talk.measure_id for c in contacts if c.talk.measure_id is not None]
    return Heard(
        kind=kind,
        times=len(contacts),
        last_on=contacts[-1].on,
        said=said[-1] if said else None,
        answers=_answers(contacts),
        measure_id=measures[-1] if measures else None,
    )


def _answers(contacts: Sequence[FollowUp]) -> tuple[Answered, ...]:
    given: dict[str, list[bool | None]] = {}
    for contact in contacts:
        if contact.talk.answer:
            given.setdefault(contact.talk.answer, []).append(contact.talk.worked)
    found = [Answered(a, len(w), w.count(True), w.count(False)) for a, w in given.items()]
    return tuple(sorted(found, key=lambda each: (-each.worked, each.failed)))
