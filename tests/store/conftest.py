"""A book of its own for each test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from huikuan.store.place import Place

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """Where no book is yet."""
    return Place(tmp_path / "home" / "huikuan" / "book.db")
