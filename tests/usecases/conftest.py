"""A book of its own for each test, with one customer in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from facts import Book
from huikuan.domain.facts import Grade

if TYPE_CHECKING:
    from pathlib import Path

    from huikuan.domain.facts import Customer


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return Book(tmp_path)


@pytest.fixture
def who(book: Book) -> Customer:
    """Hualian, grade C since October 1."""
    return book.customer("10-01", name="Hualian", grade=Grade.C)
