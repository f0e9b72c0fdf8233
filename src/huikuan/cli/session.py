"""The only door to storage and the only reader of the clock: which day it is, which book is meant, which rules hold.

A report opens the book for reading; a write opens it for one transaction. Nothing here is read before it is needed.
"""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, cast

from huikuan.cli import output
from huikuan.cli.context import context
from huikuan.cli.language import settings_file
from huikuan.domain.day import Day
from huikuan.domain.policy import Policy
from huikuan.errors import BookDamaged, BookMissing, BookTrouble, NothingStored, TodayNotUnderstood
from huikuan.parse.days import day_of_report
from huikuan.parse.months import YEARS
from huikuan.text import _, quoted, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from huikuan.domain.period import Month
    from huikuan.domain.workday import Calendar
    from huikuan.errors import StorageTrouble
    from huikuan.parse.settings import Settings
    from huikuan.store.place import Place
    from huikuan.store.read import Reader
    from huikuan.store.values import Run
    from huikuan.store.write import Writer


def today() -> date:
    """The business day: HUIKUAN_TODAY, else the clock's."""
    return context().today or context().once("today", _today)


def _today() -> date:
    typed = os.environ.get("HUIKUAN_TODAY", "").strip()
    if not typed:
        return datetime.now().astimezone().date()
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        raise TodayNotUnderstood(typed=shown(typed)) from None
    if day.year not in YEARS:
        raise TodayNotUnderstood(typed=typed)
    return day


def moment() -> str:
    """The moment by the clock, as it stands in the name of a file: 2026-12-01-153012."""
    return datetime.now().astimezone().strftime("%Y-%m-%d-%H%M%S")


def as_of() -> date:
    """The day a report is asked for: --as-of, else today."""
    typed = context().as_of
    return today() if typed is None else day_of_report(typed, today=today(), edge="back")


def day(on: date | None = None) -> Day:
    """A day (today where none is given) with the rules and the calendar that hold."""
    return Day(on or today(), policy(), calendar())


def settings() -> Settings | None:
    """The settings, or None where there is no file."""
    return context().once("settings", _settings)


def _settings() -> Settings | None:
    path = settings_file()
    from huikuan.parse import toml

    raw = toml.bytes_of(path)
    if raw is None:
        return None
    from huikuan.parse import settings as parse

    return parse.settings(raw, path.name)


def policy() -> Policy:
    own = settings()
    return own.policy() if own else Policy()


def calendar() -> Calendar:
    """The calendar with the days of the user's own."""
    return context().once("calendar", _calendar)


def _calendar() -> Calendar:
    from huikuan.store.calendar import calendar as known

    return known(settings_file().parent)


def place() -> Place:
    """Where the book is that is meant."""
    from huikuan.store.place import place as meant

    own = settings()
    return meant(context().db, os.environ, own.book if own else None)


@contextmanager
def reading(*, makes_book: bool = False) -> Iterator[Reader]:
    """The book as it stands at one moment. A program that named a path without a book is told so, unless what it
    asked for would make the book.
    """
    if not makes_book:
        _need_named_book()
    from huikuan.store.read import Reader
    from huikuan.store.reading import reading as opened

    meant = place()
    if context().db is not None and meant.path is not None and not meant.path.exists():
        output.note(_("There is no book at {path} yet; the first entry makes it.", path=meant.path))
    with opened(meant) as run:
        yield Reader(run)


def has_book() -> bool:
    """False only where the book is a file that is not there yet."""
    path = place().path
    return path is None or path.exists()


def need_book() -> None:
    """Refused where there is no book to say anything about."""
    if not has_book():
        raise BookMissing(book=place().path)


def _need_named_book() -> None:
    """A document of nothing would be taken for one of the book that was named."""
    if context().json and (context().db is not None or os.environ.get("HUIKUAN_DB", "").strip()):
        need_book()


@contextmanager
def running() -> Iterator[Run]:
    """The book as it stands at one moment, to be asked by plain SQL."""
    _need_named_book()
    from huikuan.store.reading import reading as opened

    with opened(place()) as run:
        yield run


@contextmanager
def writing(*, makes_book: bool = False, said: str | None = None, many_rows: bool = False) -> Iterator[Writer]:
    """The book open for one transaction, stored when the block ends without a refusal; `said` is what the history
    shows for it where that is not the line typed, `many_rows` makes a long list fast.

    Only what can be a first entry makes a book; anything else is refused by the rules of an empty one.
    """
    meant = place()
    if not makes_book and meant.path is not None and not meant.path.exists():
        yield _unwritten()
        raise NothingStored
    from huikuan.store.engine import writing as opened
    from huikuan.store.write import Writer
    from huikuan.store.writer import Words

    words = Words(said or _typed(), today(), datetime.now(UTC).isoformat(timespec="microseconds"))
    with opened(meant, words, many_rows=many_rows) as book:
        if book.copy is not None:
            output.note(_("The book was brought up to date; as it was it is kept in {path}", path=book.copy))
        yield Writer(book)
    output.stored()
    if not book.is_confirmed:
        output.note(_("It is recorded, but the disk reported trouble at the last step: look at “huikuan history”."))


def _unwritten() -> Writer:
    from huikuan.store.read import Reader
    from huikuan.store.unwritten import Unwritten

    return cast("Writer", Unwritten(Reader(lambda _sql, _values: []), today()))


def _typed() -> str:
    """The line as it can be typed again; bytes that are no text are written out."""
    return " ".join(map(quoted, context().typed)).encode("utf-8", "backslashreplace").decode("utf-8")


def damage() -> StorageTrouble | None:
    """What is wrong with the file of the book, looked for after something that should not happen; None where it is
    sound or cannot be looked at.
    """
    with suppress(Exception):
        path = place().path
        if path is not None and path.is_file():
            from huikuan.store.damage import damage as found

            return found(path)
    return None


def proven(trouble: StorageTrouble) -> StorageTrouble:
    """The trouble as it is to be told: a file said to be damaged is looked at once more, and may only have been
    unreadable for a moment.
    """
    path = trouble.values.get("book")
    if type(trouble) is not BookDamaged or not isinstance(path, Path):
        return trouble
    from huikuan.store.damage import is_sound

    with suppress(Exception):
        return BookTrouble(book=path) if not path.exists() or is_sound(path) else trouble
    return trouble


class Upgraded(NamedTuple):
    """Whether the book was older, and where the copy of it is; a shared book has none."""

    is_done: bool
    copy: Path | None


def upgrade() -> Upgraded:
    """The book is of the present version."""
    meant = place()
    if meant.path is None:
        from huikuan.store.server import upgrade_server

        return Upgraded(upgrade_server(meant.url or ""), None)
    from huikuan.store.migrate import upgrade as brought_up

    copy = brought_up(meant.path)
    return Upgraded(copy is not None, copy)


def working_days_left(month: Month, on: Day) -> int | None:
    """Working days from the day to the end of the month, today included; None for a month gone by."""
    first = max(on.as_of, month.first)
    return on.calendar.count(first, month.last) if first <= month.last else None
