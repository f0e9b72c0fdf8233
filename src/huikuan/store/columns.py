"""The columns tables are made of: keys, references, whole fen, days that are days, words.

Each says what its cells hold, as the whole book names it (domain/wholebook.py): a name, a note, one of a short list.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, Column, Date, ForeignKey, Integer, String, Text
from sqlmodel import Field

_KINDS = ((BigInteger, "amount"), (Date, "day"), (Integer, "count"))


def key() -> Any:
    return Field(default=None, primary_key=True)


def to(table: str, *, is_one: bool = False) -> Any:
    """Points at a row of the table, which must be there; `is_one`: that row has one of these at most."""
    return Field(sa_column=Column(Integer, _row_of(table), nullable=False, unique=is_one or None))


def to_maybe(table: str) -> Any:
    return Field(default=None, sa_column=Column(Integer, _row_of(table), nullable=True))


def fen() -> Any:
    return Field(sa_column=Column(BigInteger, nullable=False))


def fen_maybe() -> Any:
    return Field(default=None, sa_column=Column(BigInteger, nullable=True))


def words(cell: str, length: int | None = 200, *, unique: bool = False, default: Any = ...) -> Any:
    """A text that is there; `length` None: of any length."""
    column = Column(_text(length), nullable=False, unique=unique or None, info={"cell": cell})
    return Field(default=default, sa_column=column)


def words_maybe(cell: str, length: int | None = None) -> Any:
    return Field(default=None, sa_column=Column(_text(length), nullable=True, info={"cell": cell}))


def amount_check(table: str, column: str) -> CheckConstraint:
    return CheckConstraint(f"{column} BETWEEN 1 AND 1000000000000000", name=f"{table}_{column}_in_range")


def day_checks(table: str, *columns: str) -> list[Any]:
    return [
        CheckConstraint(f"{column} IS NULL OR date({column}, '+0 days') = {column}", name=f"{table}_{column}_is_a_day")
        .ddl_if(dialect="sqlite")
        for column in columns
    ]  # fmt: skip


def cell_of(column: Column[Any]) -> str:
    """What the cells of the column hold: `number>customer` where they point at a customer, `day?` where none may be."""
    kind = column.info.get("cell") or next(name for of, name in _KINDS if isinstance(column.type, of))
    pointed_at = "".join(f">{each.column.table.name}" for each in column.foreign_keys)
    kind = "number" if column.primary_key or pointed_at else kind
    return f"{kind}{pointed_at}{'?' if column.nullable else ''}"


def _row_of(table: str) -> ForeignKey:
    return ForeignKey(f"{table}.id", ondelete="RESTRICT")


def _text(length: int | None) -> Text | String:
    return Text() if length is None else String(length)


AUTO: dict[str, Any] = {"sqlite_autoincrement": True}
