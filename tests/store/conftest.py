"""A book of its own for each test."""

from __future__ import annotations

from pathlib import Path

import pytest

from huikuan.store.place import Place


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """Where no book is yet."""
    return Place(tmp_path / "home" / "huikuan" / "book.db")
