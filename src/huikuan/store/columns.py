"""The columns tables are made of: keys, references, whole fen, days that are days, words."""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, Column, ForeignKey, Integer, String, Text
from sqlmodel import Field


def key() -> Any:
    return Field(default=None, primary_key=True)


def to(table: str) -> Any:
    return Field(sa_column=Column(Integer, ForeignKey(f"{table}.id", ondelete="RESTRICT"), nullable=False))


def to_maybe(table: str) -> Any:
    return Field(default=None, sa_column=Column(Integer, ForeignKey(f"{table}.id", ondelete="RESTRICT"), nullable=True))


def fen() -> Any:
    return Field(sa_column=Column(BigInteger, nullable=False))


def fen_maybe() -> Any:
    return Field(default=None, sa_column=Column(BigInteger, nullable=True))


def words(length: int = 200) -> Any:
    return Field(sa_column=Column(String(length), nullable=False))


def words_maybe() -> Any:
    return Field(default=None, sa_column=Column(Text, nullable=True))


def amount_check(table: str, column: str) -> CheckConstraint:
    return CheckConstraint(f"{column} BETWEEN 1 AND 1000000000000000", name=f"{table}_{column}_in_range")


def day_checks(table: str, *columns: str) -> list[Any]:
    return [
        CheckConstraint(f"{column} IS NULL OR date({column}, '+0 days') = {column}", name=f"{table}_{column}_is_a_day")
        .ddl_if(dialect="sqlite")
        for column in columns
    ]  # fmt: skip


AUTO: dict[str, Any] = {"sqlite_autoincrement": True}
