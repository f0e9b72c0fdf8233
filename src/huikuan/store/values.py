"""Values as a book keeps them: words for kinds, and in a file days as ISO text."""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


def as_text(values: Mapping[str, object]) -> dict[str, object]:
    """The parameters as a file keeps them: days as ISO text, words as themselves."""
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in plain(values).items()}


def plain(values: Mapping[str, object]) -> dict[str, object]:
    """The parameters with every member of an enumeration replaced by its word."""
    return {name: value.value if isinstance(value, Enum) else value for name, value in values.items()}
