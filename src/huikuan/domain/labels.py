"""What is kept of a customer besides name, code and grades: it is typed, edited and read from a list alike.

To add one: here, and on the customer in `facts.py`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypedDict

if TYPE_CHECKING:
    from collections.abc import Mapping

    from huikuan.domain.kinds import CustomerKind


class Labels(TypedDict, total=False):
    """By the names the customer's facts have; None where nothing is said."""

    kind: CustomerKind | None
    owner: str | None
    terms_days: int | None
    note: str | None
    aliases: tuple[str, ...] | None


LABELS = tuple(Labels.__annotations__)
"""Their names."""


def said(labels: Mapping[str, Any]) -> dict[str, Any]:
    """Those of the labels of which something is said."""
    return {name: labels[name] for name in LABELS if labels.get(name) is not None}
